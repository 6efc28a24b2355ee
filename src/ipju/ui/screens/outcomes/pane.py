"""심사 결과표: the reasons at the left, the cases behind the one chosen at the right."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.examination import OutcomePage, OutcomeQuery
from ipju.domain.finding import Outcome
from ipju.services.authority import DECIDING
from ipju.services.office import Changes, Office
from ipju.services.outcome_files import SavedOutcomes, save_outcomes
from ipju.services.outcomes import (
    ChangePage,
    OutcomeTable,
    outcome_cases,
    outcome_changes,
    outcome_table,
)
from ipju.ui.dialogs.service import ReasonDialog
from ipju.ui.jobs import Jobs
from ipju.ui.lines import local_moment
from ipju.ui.rooms import explain
from ipju.ui.screens.outcomes.rows import (
    CASE_COLUMNS,
    CHANGE_COLUMNS,
    CHANGED,
    REASON_COLUMNS,
    case_rows,
    change_rows,
    reason_rows,
)
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.feedback import Banner, EmptyState, KeyHints
from ipju.ui.widgets.surface import Label, SectionHead, fill
from ipju.ui.widgets.table import make_table

_PAGE = 100


class OutcomesPane(QWidget):
    """`left()` back to the list, `again_wanted()` to judge all, `case_wanted(id, None)`."""

    left = Signal()
    again_wanted = Signal()
    case_wanted = Signal(object, object)
    changed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._office: Office | None = None
        self._notice: str | None = None
        self._table: OutcomeTable | None = None
        self._offset = self._total = 0
        self._stale = True
        self.head = SectionHead("심사 결과표", "", px=19)
        self.back_act = Act("목록으로", "quiet", key="Esc")
        self.back_act.triggered.connect(self.left)
        self.save_act = Act("엑셀로 저장", icon_name="excel", key="Ctrl+E")
        self.save_act.triggered.connect(self.ask_save)
        self.again = Button("모두 다시 심사", icon_name="refresh")
        self.again.clicked.connect(self.again_wanted)
        self.banner = Banner("fail", "", "닫기")
        self.banner.acted.connect(self.banner.hide)
        self.banner.hide()
        self.edited = Banner("rev", "")
        self.edited.hide()
        self.reasons = make_table(REASON_COLUMNS, name="심사 결과표")
        self.reasons.row_changed.connect(lambda _id: self._choose())
        self.reasons.opened.connect(lambda _id: self._to_cases())
        self.title = SectionHead("", "")
        self.cases = make_table(CASE_COLUMNS, name="사유에 해당하는 신청")
        self.changes = make_table(CHANGE_COLUMNS, name="지난번과 달라진 신청")
        for one in (self.cases, self.changes):
            one.opened.connect(lambda case: self.case_wanted.emit(UUID(case), None))
        self.count = Label("", tone="ink2")
        self.before = Button("앞 쪽", "quiet")
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after = Button("다음 쪽", "quiet")
        self.after.clicked.connect(lambda: self.turn(1))
        self.empty = EmptyState(
            "아직 전체 심사를 하지 않았습니다.",
            "모두 다시 심사하면 판정과 사유마다 신청이 몇 건인지 여기에 나오고, 다음에 심사할 때 "
            "무엇이 왜 달라졌는지 견줍니다.",
            "모두 다시 심사",
        )
        self.empty.first_pressed.connect(self.again_wanted)
        self.empty.hide()
        head, foot, tables = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.save_act, self.again, spacing=12)
        right = QVBoxLayout()
        turns = QHBoxLayout()
        fill(turns, self.count, 8, self.before, self.after, None)
        fill(right, self.title, self.cases, self.changes, spacing=6)
        right.addLayout(turns)
        tables.setSpacing(14)
        tables.addWidget(self.reasons, 10)
        tables.addLayout(right, 13)
        hints = KeyHints(("↑ ↓", "고르기"), ("Enter", "신청 보기, 열기"))
        fill(foot, self.back_act, None, hints)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self.banner, self.edited, self.empty):
            column.addWidget(part)
        column.addLayout(tables, 1000)
        column.addStretch(1)
        column.addLayout(foot)
        self._parts = (self.reasons, self.title, self.count, self.before, self.after)

    def enter(self, office: Office) -> None:
        """Show the last run of this office."""
        self._office, self._stale = office, True
        self._table, self._offset = None, 0
        self.banner.hide()
        may = bool(office.actor.roles & DECIDING)
        self.again.setVisible(may)
        self.save_act.setVisible(may)
        if self.empty.first is not None:
            self.empty.first.setVisible(may)
        if self.isVisible():
            self.refresh()

    def set_notice(self, notice: str | None) -> None:
        """Show one notice only, or all with None."""
        self._notice, self._stale = notice, True
        if self.isVisible():
            self.refresh()

    def set_busy(self, busy: bool) -> None:
        """Close what begins a run while one goes on."""
        self.again.setEnabled(not busy)
        if self.empty.first is not None:
            self.empty.first.button.setEnabled(not busy)

    def note(self, changes: Changes) -> None:
        """Ask again when an act touched the cases or a run ended; later when it is hidden."""
        if changes.season or changes.cases or changes.judgement:
            self._stale = True
            if self.isVisible():
                self.refresh()

    def refresh(self) -> None:
        """Ask for the table of the last run."""
        office, notice = self._office, self._notice
        if office is None:
            return
        self._stale = False
        self._jobs.run(
            lambda: outcome_table(office, notice),
            self._show,
            self.refuse,
            label="심사 결과표",
            key="outcomes",
            owner=self,
        )

    def take_keys(self) -> None:
        """Put the focus on the table, else on how to begin."""
        shown = self.reasons.isVisibleTo(self)
        part = self.reasons if shown else self.back_act.button
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, pages: int) -> None:
        """Go to another page of the cases."""
        offset = self._offset + pages * _PAGE
        if 0 <= offset < self._total:
            self._offset = offset
            self._ask()

    def ask_save(self) -> None:
        """Ask where to save the table, then why."""
        office, notice = self._office, self._notice
        if office is None or self._table is None:
            return
        name, _kind = QFileDialog.getSaveFileName(
            self, "심사 결과표 저장", "심사 결과표.xlsx", "엑셀 파일 (*.xlsx)"
        )
        if not name:
            return
        dialog = ReasonDialog(
            "심사 결과표를 엑셀로 저장합니다",
            "모든 신청의 접수번호, 성명, 생년월일과 판정이 들어갑니다.",
            "저장",
            self._jobs,
            lambda why: save_outcomes(office, Path(name), why, notice),
            placeholder="예: 주간 보고",
            parent=self,
        )
        dialog.settled.connect(self._on_saved)
        dialog.open()

    def refuse(self, error: Exception) -> None:
        """Say what could not be done."""
        self.banner.say("fail", explain(error), "닫기")
        self.banner.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _show(self, table: OutcomeTable | None) -> None:
        self._table = table
        for part in self._parts:
            part.setVisible(table is not None)
        self.cases.setVisible(table is not None)
        self.changes.setVisible(False)
        self.empty.setVisible(table is None)
        self.save_act.set_blocked(None if table is not None else "아직 저장할 것이 없습니다")
        if table is None:
            self.head.set_note("")
            self.edited.hide()
            return
        when = local_moment(table.run.ended_at or table.run.began_at)
        self.head.set_note(f"{table.total:,}건 · {when} {table.by}")
        self.edited.say("rev", f"이 심사 뒤에 고치거나 들어온 신청이 {table.edited:,}건 있습니다.")
        self.edited.setVisible(bool(table.edited))
        chosen = self.reasons.current_id()
        self.reasons.set_rows(reason_rows(table))
        if not chosen or not self.reasons.select_id(chosen, tell=False):
            first = table.whole[0] if table.whole else None
            self.reasons.select_id(f"={first.outcome.value}" if first else "", tell=False)
        self._choose()
        if self.back_act.button.hasFocus():
            self.take_keys()  # there was nothing to go to when one came

    def _choose(self) -> None:
        self._offset = 0
        self._ask()

    def _to_cases(self) -> None:
        part = self.changes if self.changes.isVisibleTo(self) else self.cases
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        part.show_keys()

    def _ask(self) -> None:
        office, table, chosen = self._office, self._table, self.reasons.current_id()
        if office is None or table is None or not chosen:
            return
        notice, offset = self._notice, self._offset
        if chosen == CHANGED:
            self._jobs.run(
                lambda: outcome_changes(office, notice, offset, _PAGE),
                self._show_changes,
                self.refuse,
                label="달라진 신청",
                key="outcome-cases",
                owner=self,
            )
            return
        rule, sign, value = chosen.partition("=")
        if not sign:
            return
        query = OutcomeQuery(
            run=table.run.id,
            notice=notice,
            rule=rule,
            outcome=Outcome.of(value),
            offset=offset,
            limit=_PAGE,
        )
        self._jobs.run(
            lambda: outcome_cases(office, query),
            self._show_cases,
            self.refuse,
            label="사유의 신청",
            key="outcome-cases",
            owner=self,
        )

    def _show_cases(self, page: OutcomePage) -> None:
        self.cases.set_rows(case_rows(page.lines))
        self._show_page(len(page.lines), page.total, changes=False)

    def _show_changes(self, page: ChangePage) -> None:
        self.changes.set_rows(change_rows(page.changes))
        self._show_page(len(page.changes), page.total, changes=True)

    def _show_page(self, shown: int, total: int, *, changes: bool) -> None:
        self._total = total
        self.cases.setVisible(not changes)
        self.changes.setVisible(changes)
        self.title.set_title(self._chosen_words())
        self.title.set_note(f"{total:,}건")
        last = self._offset + shown
        self.count.setText(f"{self._offset + 1:,}–{last:,} / {total:,}건" if shown else "0건")
        self.before.setEnabled(self._offset > 0)
        self.after.setEnabled(last < total)

    def _chosen_words(self) -> str:
        chosen = self.reasons.current_id()
        if chosen == CHANGED:
            return "지난번과 달라진 신청"
        rows = () if self._table is None else (*self._table.whole, *self._table.reasons)
        for one in rows:
            if f"{one.rule}={one.outcome.value}" == chosen:
                return f"{one.title} {one.outcome.label}" if one.rule else one.outcome.label
        return ""

    def _on_saved(self, saved: SavedOutcomes) -> None:
        self.banner.say("pas", f"{saved.path.name}에 {saved.cases:,}건을 저장했습니다.", "닫기")
        self.banner.show()
        self.changed.emit(saved.changes)
