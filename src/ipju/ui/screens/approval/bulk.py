"""목록으로 결재: a list is opened, its exceptions one by one, and approved whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.case import Supply
from ipju.domain.decision import Matter, Verdict
from ipju.domain.outgoing import ListFilter
from ipju.services.bulk import ApprovalList, ListApproved, ListLine, approve_list, open_list
from ipju.services.decisions import OpenedSheet, open_sheet
from ipju.services.frozen import fingerprint
from ipju.services.office import Office
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.jobs import Jobs, Task
from ipju.ui.rooms import explain
from ipju.ui.screens.approval.list_rows import (
    COLUMNS,
    HIDDEN,
    NARROW,
    filter_words,
    note_of,
    rows_of,
)
from ipju.ui.screens.approval.list_sheet import ListSheetDialog
from ipju.ui.screens.reception.notice_choice import AnyNotice
from ipju.ui.screens.rooms.words import COMPACT_PAGE
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.combo import Combo
from ipju.ui.widgets.failures import Failures
from ipju.ui.widgets.feedback import Banner, EmptyState, KeyHints, ProgressPanel
from ipju.ui.widgets.surface import Label, SectionHead, fill
from ipju.ui.widgets.table import Table

_SHRINKS: Final = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_FILTER_WIDTHS: Final = ((292, 176), (140, 116), (160, 124))
_TAKES_ALL: Final = 1000
_ALL: Final = "모든 유형"
_KINDS: Final = (
    (Matter.PERSON, Verdict.ELIGIBLE),
    (Matter.PERSON, Verdict.INELIGIBLE),
    (Matter.PERSON, Verdict.SUPPLEMENT),
    (Matter.PERSON, Verdict.HOLD),
    (Matter.HOME, Verdict.ELIGIBLE),
    (Matter.HOME, Verdict.INELIGIBLE),
)


class _Lines(Table):
    """The list; Space takes a line out of it or puts it back."""

    turned = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.turned.emit(self.current_id())
            return
        super().keyPressEvent(event)


class BulkView(QWidget):
    """One list at a time. `changed(Changes)` after an approval."""

    changed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._office: Office | None = None
        self._list: ApprovalList | None = None
        self._left_out: set[UUID] = set()
        self._task: Task | None = None
        self._narrow = False
        self.head = SectionHead("목록으로 결재", "", px=19)
        self.choice = AnyNotice()
        self.kind = _combo("결정", [f"{one.label} {two.label}" for one, two in _KINDS])
        self.supply = _combo("공급유형", [_ALL, *(one.label for one in Supply)])
        self.choice.chosen.connect(self.close_list)
        for combo in (self.choice, self.kind, self.supply):
            # A long name gives way, not the window.
            combo.setSizeAdjustPolicy(_SHRINKS)
            combo.setMinimumContentsLength(6)
        for combo in (self.kind, self.supply):
            combo.activated.connect(lambda _at: self.close_list())
        self.open_act = Act("목록 열기", key="Ctrl+O")
        self.open_act.triggered.connect(self.open)
        self.banner = Banner("pas", "", "닫기")
        self.banner.acted.connect(self.banner.hide)
        self.banner.hide()
        self.progress = ProgressPanel()
        self.progress.stop_requested.connect(self._stop)
        self.progress.act_pressed.connect(self.progress.hide)
        self.failures = Failures()
        self.table = _Lines(COLUMNS, name="결재할 목록")
        self.table.opened.connect(self.look)
        self.table.turned.connect(self.turn)
        self.empty = EmptyState("", "")
        self.words = Label("", tone="ink2", elide=True)
        self.next_act = Act("열어 보기", key="Ctrl+E")
        self.next_act.triggered.connect(self.look_next)
        self.approve_act = Act("", "primary", key="Ctrl+Shift+Enter")
        self.approve_act.triggered.connect(self.approve)
        self._hints = KeyHints(("Enter", "심사표"), ("Space", "빼기·넣기"))
        self._lay_out()

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.choice, self.kind, self.supply, self.open_act)
        fill(foot, self._hints, self.words, None, self.next_act, self.approve_act)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self.banner, self.progress, self.failures):
            column.addWidget(part)
        column.addWidget(self.table, _TAKES_ALL)
        column.addWidget(self.empty)
        column.addStretch(1)
        column.addLayout(foot)
        self._show()

    def enter(self, office: Office) -> None:
        """Begin to work in this office, without a list."""
        self._office = office
        self.choice.offer(office)
        self.banner.hide()
        self.failures.hide()
        self.close_list()

    def take_keys(self) -> None:
        """Put the focus on the list, or where one is opened."""
        wanted = self.table if self._list is not None else self.open_act.button
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.show_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < COMPACT_PAGE
        for column in HIDDEN:
            self.table.setColumnHidden(column, narrow)
        self.table.set_widths(NARROW if narrow else [one.width for one in COLUMNS])
        self._narrow = narrow
        self._offer()
        for combo, (wide, least) in zip(
            (self.choice, self.kind, self.supply), _FILTER_WIDTHS, strict=True
        ):
            combo.setFixedWidth(least if narrow else wide)

    def wanted(self) -> ListFilter:
        """What the list is to hold, as it is chosen."""
        matter, verdict = _KINDS[max(0, self.kind.currentIndex())]
        at = self.supply.currentIndex()
        supply = list(Supply)[at - 1] if at > 0 else None
        notice = self.choice.notice()
        return ListFilter(notice=notice, matter=matter, verdict=verdict, supply=supply)

    def close_list(self) -> None:
        """Let go of the list: another one is asked for."""
        self._list, self._left_out = None, set()
        self._show()

    def open(self) -> None:
        """Open the list; what it holds is written down as seen."""
        office, wanted = self._office, self.wanted()
        if office is None or not wanted.notice or self.progress.is_running():
            return
        self.failures.hide()
        self.banner.hide()
        self._work(
            "목록을 여는 중",
            lambda step: open_list(office, wanted, step),
            self._on_opened,
        )

    def _work(
        self,
        title: str,
        work: Callable[[Callable[[int, int], None]], object],
        done: Callable[..., object],
    ) -> None:
        """Run with progress; when it is stopped, nothing was written at all."""
        self.progress.start(title)
        self._offer()

        def run(task: Task) -> object:
            def step(at: int, total: int) -> None:
                task.report(at, total)
                task.check()

            return work(step)

        def end(result: object) -> None:
            self._task = None
            self.progress.hide()
            self.progress.finish("pas", title)
            self.progress.hide()
            done(result)

        self._task = self._jobs.run_long(
            run,
            end,
            self._refused,
            on_progress=self.progress.set_progress,
            on_cancelled=self._on_stopped,
            label=title,
            owner=self,
        )

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_stopped(self) -> None:
        self._task = None
        self.progress.finish("rev", "멈췄습니다. 아무것도 승인하지 않았습니다.", "", "닫기")
        self._offer()

    def _refused(self, error: Exception) -> None:
        self._task = None
        self.progress.finish("fail", "하지 못했습니다.", explain(error), "닫기")
        self._offer()

    def _on_opened(self, opened: ApprovalList) -> None:
        self._list, self._left_out = opened, set()
        self._show()
        if opened.lines:
            self.table.select_id(opened.lines[0].proposal.hex)
            self.take_keys()

    def lines(self) -> tuple[ListLine, ...]:
        """The lines that are in the list and were not taken out."""
        if self._list is None:
            return ()
        return tuple(one for one in self._list.lines if one.proposal not in self._left_out)

    def to_open(self) -> tuple[ListLine, ...]:
        """The exceptions that must still be opened."""
        return tuple(one for one in self.lines() if one.to_open)

    def turn(self, key: str) -> None:
        """Take a line out of the list, or put it back."""
        line = self._line(key)
        if line is not None and not self.progress.is_running():
            self._left_out ^= {line.proposal}
            self._show()

    def _line(self, key: str) -> ListLine | None:
        lines = self._list.lines if self._list is not None else ()
        return next((one for one in lines if one.proposal.hex == key), None)

    def look_next(self) -> None:
        """Open the next exception, from the current line on."""
        waiting = self.to_open()
        if not waiting:
            return
        at = self.table.rows_model.row_of(self.table.current_id())
        rows = {one.proposal.hex: self.table.rows_model.row_of(one.proposal.hex) for one in waiting}
        after = [one for one in waiting if rows[one.proposal.hex] >= at]
        self.look((after or list(waiting))[0].proposal.hex)

    def look(self, key: str) -> None:
        """Open the sheet of a line; the look is a ledger row."""
        office, line = self._office, self._line(key)
        if office is None or line is None:
            return
        self.table.select_id(key, tell=False)
        self._jobs.run(
            lambda: open_sheet(office, line.proposal),
            lambda opened: self._on_sheet(line, opened),
            self._refused,
            label="심사표",
            key="list-sheet",
            owner=self,
        )

    def _on_sheet(self, line: ListLine, opened: OpenedSheet) -> None:
        office, listed = self._office, self._list
        if office is None or listed is None:
            return
        seen = tuple(
            replace(one, opened=True) if one.proposal == line.proposal else one
            for one in listed.lines
        )
        self._list = replace(listed, lines=seen)
        self._show()
        more = len(self.to_open())
        why = " · ".join(line.exceptions)
        dialog = ListSheetDialog(office, self._jobs, opened, why, more=more, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.out_wanted.connect(lambda: self._take_out(line.proposal))
        dialog.next_wanted.connect(self.look_next)
        dialog.finished.connect(lambda _result: self.take_keys())
        dialog.open()

    def _take_out(self, proposal: UUID) -> None:
        self._left_out |= {proposal}
        self._show()

    def approve(self) -> None:
        """Ask once more, then approve the list whole."""
        listed, count = self._list, len(self.lines())
        if listed is None or not count or self.to_open() or self.progress.is_running():
            return
        out = f" 뺀 {len(self._left_out):,}건은 그대로 기다립니다." if self._left_out else ""
        dialog = ActDialog(
            f"{filter_words(listed.wanted)} {count:,}건을 승인합니다",
            f"목록 지문 {fingerprint(listed.digest)}. 한 건이라도 걸리면 모두 승인하지 않습니다."
            f"{out}",
            f"{count:,}건 승인",
            parent=self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._approve)
        dialog.open()

    def _approve(self) -> None:
        office, listed, out = self._office, self._list, frozenset(self._left_out)
        if office is None or listed is None:
            return
        self.failures.hide()
        self.banner.hide()
        self._work(
            "목록을 승인하는 중",
            lambda step: approve_list(office, listed, out, step),
            self._on_approved,
        )

    def _on_approved(self, done: ListApproved) -> None:
        if done.failed:
            names = {
                one.proposal: f"{one.name} {one.case_number}".strip()
                for one in (self._list.lines if self._list is not None else ())
            }
            self.failures.show_failed(
                f"{len(done.failed):,}건 때문에 하나도 승인하지 않았습니다. "
                "빼거나 목록을 새로 여십시오.",
                [(names.get(proposal, ""), why) for proposal, why in done.failed],
            )
            self._show()
        else:
            self.close_list()
            self.banner.say("pas", f"{done.approved:,}건을 모두 승인했습니다.", "닫기")
            self.banner.show()
            self.take_keys()
        self.changed.emit(done.changes)

    def _show(self) -> None:
        listed = self._list
        rows = rows_of(listed, self._left_out) if listed is not None else []
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.head.set_note(note_of(listed, self._left_out) if listed is not None else "")
        if listed is None:
            self.empty.say(
                "열어 본 목록이 없습니다.",
                "공고와 결정을 고르고 목록을 여십시오. 열어 볼 것은 하나씩 열어 보아야 승인합니다.",
            )
        else:
            self.empty.say("이 조건으로 결재를 기다리는 것이 없습니다.", "다른 결정을 고르십시오.")
        self.empty.setVisible(not rows)
        self._offer()

    def _offer(self) -> None:
        count, waiting = len(self.lines()), len(self.to_open())
        busy = self.progress.is_running()
        some = self._list is not None and bool(self._list.lines)
        self.open_act.set_blocked("하는 중" if busy else None)
        self.next_act.setVisible(bool(waiting))
        self.next_act.set_text(f"열어 보기 ({waiting:,})")
        self._hints.setVisible(some and not self._narrow)
        self.approve_act.setVisible(some)
        self.approve_act.set_text(f"{count:,}건 승인")
        self.approve_act.button.setEnabled(bool(count) and not waiting and not busy)
        words = "열어 볼 것을 모두 열거나 빼야 승인할 수 있습니다." if waiting else ""
        self.words.setText(words if some else "")
        self.approve_act.button.setAccessibleDescription(words)


def _combo(name: str, words: list[str]) -> QComboBox:
    found = Combo()
    found.setAccessibleName(name)
    found.addItems(words)
    return found
