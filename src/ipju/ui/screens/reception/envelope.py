"""봉투: one envelope after the other — whose it is, what came in it, what is to be asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ipju.domain.case import Case
from ipju.domain.paper import Paper
from ipju.domain.post import Scan
from ipju.services.envelope_papers import Envelope
from ipju.services.envelopes import (
    EnvelopeDay,
    beware,
    envelope_day,
    finish_envelope,
    open_envelope,
)  # fmt: skip
from ipju.services.office import Changes, Office
from ipju.services.requests import Asked
from ipju.services.scans import Filed, discard, lay_scan, scans_of, take_out, tray
from ipju.ui.focus import activate_again
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.reception.envelope_asked import AskedPane
from ipju.ui.screens.reception.envelope_asks import ASKS
from ipju.ui.screens.reception.envelope_dialogs import DiscardDialog, OutDialog
from ipju.ui.screens.reception.envelope_foot import NOTHING_CAME, EnvelopeFoot
from ipju.ui.screens.reception.envelope_head import EnvelopeHead
from ipju.ui.screens.reception.envelope_list import EnvelopeList
from ipju.ui.screens.reception.envelope_work import EnvelopeWork
from ipju.ui.screens.reception.scan_intake import ScanIntake
from ipju.ui.screens.reception.scan_tray import ScanTray
from ipju.ui.screens.reception.scan_view import ScanView
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.feedback import EmptyState, ProgressPanel
from ipju.ui.widgets.surface import Label, Rule, SectionHead

_FEW_KEYS: Final = 720
_TRAY: Final = (220, 272)
_NARROW: Final = 960
_SHORT: Final = 600


class EnvelopePage(Page):
    """Envelopes. `case_wanted(id, None)` opens the whole case."""

    case_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "봉투", parent)
        self.work: EnvelopeWork | None = None
        self.setAcceptDrops(True)
        self.head = EnvelopeHead()
        self.head.number_given.connect(self.open)
        self.head.envelope_changed.connect(self._on_envelope)
        self.head.ready.connect(self._to_list)
        self.case_button = Button("사례 열기", "quiet", icon_name="open")
        self.case_button.clicked.connect(self._open_case)
        self.list_head = SectionHead("받을 서류", "", self.case_button)
        self.table = EnvelopeList()
        self.table.acted.connect(self._on_act)
        self.table.said.connect(self._hint)
        self.asked = AskedPane(jobs)
        self.asked.said.connect(self._hint)
        self.asked.refused.connect(self.refuse)
        self.asked.drawn.connect(self._on_drawn)
        self.hint = Label("", tone="rev", elide=True)
        self.foot = EnvelopeFoot()
        self.foot.finish_wanted.connect(self.finish)
        self.empty = EmptyState(
            "봉투의 접수번호를 적거나 QR을 읽히십시오.",
            "접수번호는 끝 숫자만 적어도 됩니다. 소인과 등기번호는 봉투마다 한 번 적습니다. "
            "서류마다 발급일 여섯 자리를 적으면 받은 것이 되고, 날짜 없이 받을 때는 Space입니다.",
        )
        self.view = ScanView(jobs)
        self.view.closed.connect(self._close_view)
        self.scan_tray = ScanTray()
        self.scan_tray.files_wanted.connect(self._choose_files)
        self.scan_tray.view_wanted.connect(self._view)
        self.scan_tray.lay_wanted.connect(self._lay)
        self.scan_tray.out_wanted.connect(self._ask_out)
        self.scan_tray.said.connect(self._hint)
        self.intake = ScanIntake(jobs, self)
        self.progress = ProgressPanel()
        self.progress.act_pressed.connect(self.progress.hide)
        self.progress.stop_requested.connect(self.intake.stop)
        self.intake.progressed.connect(self.progress.set_progress)
        self.intake.filed.connect(self._on_filed)
        self.intake.ended.connect(partial(self.progress.finish, act="닫기"))
        self._lay_out()
        for part in self.findChildren(QWidget):
            # A file dropped onto a field is a scan, too: its place is no text to type.
            part.setAcceptDrops(False)
        self._show_work(None)

    def _lay_out(self) -> None:
        self.papers = QWidget()
        papers = QVBoxLayout(self.papers)
        papers.setContentsMargins(0, 0, 0, 0)
        papers.setSpacing(8)
        papers.addWidget(self.list_head)
        papers.addWidget(self.table, 1)
        papers.addWidget(self.asked)
        self.nothing = QWidget()
        nothing = QVBoxLayout(self.nothing)
        nothing.setContentsMargins(0, 0, 0, 0)
        nothing.addWidget(self.empty)
        nothing.addStretch(1)
        self.middle = QStackedWidget()
        for one in (self.nothing, self.papers, self.view):
            self.middle.addWidget(one)
        self.middle.currentChanged.connect(lambda _at: self._show_keys())
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 10, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(Rule())
        column.addWidget(self.banner)
        column.addWidget(self.progress)
        column.addWidget(self.middle, 1)
        column.addWidget(self.hint)
        column.addWidget(self.foot)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self.scan_tray)
        self.split.setStretchFactor(0, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)

    def concerned(self, changes: Changes) -> bool:
        return changes.scans or changes.season

    def take_keys(self) -> None:
        if self.work is None:
            self.head.ask_number()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        office, case_id = self.office, self.work.case.id if self.work is not None else None
        if office is None:
            return

        def read() -> tuple[EnvelopeDay, tuple[Scan, ...], tuple[Scan, ...]]:
            ours = scans_of(office, case_id) if case_id is not None else ()
            return envelope_day(office), ours, tray(office)

        self.jobs.run(
            read,
            lambda found: self._show_beside(case_id, *found),
            self.refuse,
            label="봉투 읽기",
            key="envelope-beside",
            owner=self,
        )

    def open(self, text: str) -> None:
        """Open the envelope of a number (접수번호), or of what the QR of our form says."""
        office = self.office
        if office is None or self._holds_back(self.work):
            return
        self._hint("")
        self.banner.hide()

        self.jobs.run(
            lambda: (case := open_envelope(office, text), beware(office, case.id)),
            lambda found: self._on_opened(office, *found),
            lambda error: self.head.refuse_number(explain(error)),
            label="봉투 열기",
            key="open-envelope",
            owner=self,
        )

    def finish(self, empty: bool = False) -> None:
        """Write down that this envelope is done, and wait for the next one.

        One in which nothing came is done only when it is said to be `empty`, not by an Enter more.
        """
        office, work = self.office, self.work
        if office is None or work is None:
            return
        if self.table.is_asking():
            self._hint("적던 값을 마치거나 Esc로 그만두십시오.")
            return
        if self._holds_back(work):
            return
        if work.is_untouched() and not empty:
            self._hint(NOTHING_CAME)
            self.foot.ask_empty(True)
            return
        case_id, envelope = work.case.id, work.envelope
        papers, asked = work.count(), len(work.asked())
        self._show_work(None)
        self.progress.setVisible(self.intake.is_running())
        self.head.clear()
        self.head.ask_number()
        self.jobs.run(
            lambda: finish_envelope(office, case_id, envelope, papers, asked),
            self.changed.emit,
            self.refuse,
            label="봉투 마치기",
            owner=self,
        )

    def _holds_back(self, work: EnvelopeWork | None) -> bool:
        """Tell whether something of an envelope was refused by the store; it is tried again."""
        if work is None or not work.session.has_unsaved:
            return False
        self.say("fail", "저장하지 못한 것이 있습니다. 다시 저장한 뒤 넘기십시오.")
        work.session.save_again()
        return True

    def _on_drawn(self, made: Asked, number: str) -> None:
        self.changed.emit(made.changes)
        if self.work is not None and self.work.case.id == made.request.case_id:
            self.work.touch()
        count = len(made.request.items)
        self.say("pas", f"{number}: 보완요청 {count}건을 만들었습니다. 통지에서 인쇄해 부칩니다.")
        self.take_keys()

    def take_in(self, paths: Sequence[Path]) -> None:
        """Take scans in; those without a QR belong to the envelope in hand."""
        office = self.office
        if office is None or not paths:
            return
        if not self.intake.is_running():
            self.progress.start("스캔 넣기", len(paths))
        self.intake.take(office, paths, self.work.case.id if self.work is not None else None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(one.isLocalFile() for one in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
        event.acceptProposedAction()
        self.take_in(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = _TRAY[event.size().width() >= _NARROW]
        self.split.setSizes([event.size().width() - width, width])
        self.asked.set_short(event.size().height() < _SHORT)
        self._show_keys()

    def _show_keys(self) -> None:
        """Show the keys of the checklist while it stands here; their words give way to room."""
        room = self.width() - self.scan_tray.width() >= _FEW_KEYS
        self.foot.show_keys(self.middle.currentWidget() is self.papers, room)

    def _on_opened(self, office: Office, case: Case, warning: str) -> None:
        work = EnvelopeWork(office, self.jobs, case, self)
        work.changed.connect(self._refresh_work)
        work.said.connect(self._hint)
        work.told.connect(self.changed)
        self._show_work(work)
        self.head.show_case(case, work.session.notice)
        self.asked.begin(office)
        if warning:
            self.say("rev", warning)
        self.refresh()

    def _show_work(self, work: EnvelopeWork | None) -> None:
        if self.work is not None:
            # Saves still on their way belong to it: it goes when the window goes.
            self.work.changed.disconnect(self._refresh_work)
        self.work = work
        self._hint("")
        self.foot.ask_empty(False)
        self.view.clear()
        self.table.show_work(work)
        self.middle.setCurrentWidget(self.papers if work is not None else self.nothing)
        self.scan_tray.show_scans(work, (), ())
        self.foot.finish_act.set_blocked(None if work is not None else "봉투를 먼저 여십시오.")
        self._refresh_work()

    def _refresh_work(self) -> None:
        work = self.work
        if work is None:
            return
        self.table.refresh()
        slots = work.slots()
        came = sum(one.paper is not None for one in slots)
        issued = work.session.notice.papers.issued_from
        self.list_head.set_note(f"{len(slots)}건 중 {came}건 받음 · 모두 {issued} 이후 발급분")
        self.asked.show_asked(work.case, work.asked())
        if self.foot.is_asking() and not work.is_untouched():
            self.foot.ask_empty(False)
            self._hint("")
        self.scan_tray.refresh()

    def _show_beside(
        self, case_id: UUID | None, day: EnvelopeDay, ours: Sequence[Scan], waiting: Sequence[Scan]
    ) -> None:
        self.scan_tray.show_day(day)
        if case_id == (self.work.case.id if self.work is not None else None):
            self.scan_tray.show_scans(self.work, ours, waiting)

    def _on_envelope(self, envelope: Envelope) -> None:
        if self.work is not None:
            self.work.set_envelope(envelope)

    def _open_case(self) -> None:
        if self.work is not None:
            self.case_wanted.emit(self.work.case.id, None)

    def _to_list(self) -> None:
        if self.work is not None:
            self.table.begin()

    def _hint(self, words: str) -> None:
        self.hint.setText(words)

    def _on_act(self, name: str) -> None:
        slot = self.table.current()
        if name == "enter":
            self.finish()
        elif name == "y":
            self.scan_tray.accept()
        elif name == "v":
            self.scan_tray.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.work is not None and slot is not None:
            found = ASKS[name](self.work, slot, self) if name in ASKS else ""
            if isinstance(found, str):
                self._hint(found)
            else:
                self._show_dialog(found)

    def _show_dialog(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _how: activate_again(self))
        dialog.open()

    def _choose_files(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(
            self, "스캔 파일 추가", "", "스캔 (*.pdf *.jpg *.jpeg *.png)"
        )
        self.take_in([Path(one) for one in names])

    def _on_filed(self, filed: Filed) -> None:
        self.changed.emit(filed.changes)
        if self.work is not None and filed.number == self.work.case.number:
            self.work.touch()
            if filed.changes.papers:
                self.work.reread()

    def _view(self, scan: Scan) -> None:
        if self.office is not None:
            self.middle.setCurrentWidget(self.view)
            self.view.show_scan(self.office, scan)

    def _close_view(self) -> None:
        self.view.clear()
        self.middle.setCurrentWidget(self.papers if self.work is not None else self.nothing)
        self.scan_tray.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay(self, scan: Scan, paper: Paper | None) -> None:
        office, work = self.office, self.work
        if office is None or work is None:
            return
        work.touch()
        case_id, paper_id = work.case.id, paper.id if paper is not None else None
        self._do("스캔 붙이기", lambda: lay_scan(office, scan.id, case_id, paper_id))

    def _ask_out(self, scan: Scan) -> None:
        office = self.office
        if office is None:
            return
        lies = scan.case_id is not None
        dialog = OutDialog(self) if lies else DiscardDialog(self)
        act = take_out if lies else discard

        def accept() -> None:
            why = dialog.reason()
            self._do(dialog.windowTitle(), lambda: act(office, scan.id, why))

        dialog.accepted.connect(accept)
        self._show_dialog(dialog)

    def _do(self, label: str, act: Callable[[], Changes]) -> None:
        self.jobs.run(act, self.changed.emit, self.refuse, label=label, owner=self)
