"""Step 9: the application as filed, its receipt (접수증), and taking it back within the period."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ipju.services.application_steps import Step, Timing, timing
from ipju.services.applying import Applying, desk_moment
from ipju.services.print_form import note_printed, preview_form, save_form
from ipju.ui.case_session import CaseSession
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.counter.step_page import StepPage
from ipju.ui.screens.counter.words import moment_words
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.feedback import EmptyState
from ipju.ui.widgets.pdf_view import PdfView
from ipju.ui.widgets.surface import Label, line_of

_FORM = "receipt"
_PDF_HEIGHT = 420


class RecordStep(StepPage):
    """`confirm_wanted` goes back to the confirmation, `withdraw_wanted` asks to take it back."""

    confirm_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, session: CaseSession, jobs: Jobs) -> None:
        super().__init__(
            session, Step.RECORD, "신청 내역", "접수한 신청입니다. 접수증을 바로 드릴 수 있습니다."
        )
        self._jobs = jobs
        self._asked = 0
        self.empty = EmptyState(
            "아직 접수하지 않은 신청입니다.",
            "최종 확인에서 접수하면 여기에 접수한 때와 접수증이 나옵니다.",
            "최종 확인으로",
        )
        self.empty.first_pressed.connect(self.confirm_wanted)
        self.number = Label("", role="figure")
        self.filed = Label("", tone="ink2", elide=True)
        self.withdraw = Button("신청 취소")
        self.withdraw.clicked.connect(self.withdraw_wanted)
        self.pdf = PdfView()
        self.pdf.setMinimumHeight(_PDF_HEIGHT)
        self.pdf.save_wanted.connect(self._save)
        self.pdf.print_button.clicked.disconnect()
        self.pdf.print_button.clicked.connect(self.print_receipt)
        self.column.addWidget(self.empty)
        row = line_of(self.number, self.filed, self.withdraw, spacing=14)
        row.setStretch(1, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.pdf, 1)
        self.column.addStretch(0)  # takes the room only while there is no receipt to take it
        self.show_applying(Applying())

    def show_applying(self, found: Applying) -> None:
        """Show how it was filed, and make the receipt when the page is in view."""
        case = self.session.case
        filed = case.applied_at is not None
        self.empty.setVisible(not filed)
        for part in (self.note, self.number, self.filed, self.pdf):
            part.setVisible(filed)
        self.number.setText(case.number)
        if case.applied_at is not None:
            words = f"{case.channel.label} {moment_words(case.applied_at)} 접수"
            if found.filed_by:
                words += f" · {found.filed_by} 최종 확인"
            self.filed.setText(words)
        elif found.taken_back_on is not None:
            self.empty.say(
                f"{moment_words(found.taken_back_on)}에 취소한 신청입니다.",
                "다시 신청하려면 새 사례를 엽니다(Ctrl+N).",
            )
        now = desk_moment(self.session.office.clock)
        within = timing(now, self.session.notice) is Timing.WITHIN
        self.withdraw.setVisible(filed and within)
        if filed and self.isVisible() and self._asked != case.version:
            self._asked = case.version
            self._load()

    def stops(self) -> tuple[QWidget, ...]:
        """Return the acts on the receipt."""
        parts = (self.pdf.print_button, self.pdf.save_button, self.withdraw)
        first = (self.empty.first.button,) if self.empty.first is not None else ()
        return tuple(one for one in (*first, *parts) if one.isVisibleTo(self) and one.isEnabled())

    def focus_first(self) -> None:
        """Put the keys on the printing of the receipt."""
        for one in self.stops():
            one.setFocus(Qt.FocusReason.TabFocusReason)
            return

    def print_receipt(self) -> None:
        """Print the receipt after its ledger row."""
        printer = self.pdf.ask_printer()
        if printer is None:
            return
        office, case = self.session.office, self.session.case

        def paint(_nothing: None) -> None:
            self.pdf.paint_on(printer)
            self.pdf.say("pas", "인쇄기에 보냈습니다.")

        self._jobs.run(
            lambda: note_printed(office, case, _FORM, "인쇄"),
            paint,
            lambda error: self.pdf.say("fail", f"인쇄하지 못했습니다. {explain(error)}"),
            label="접수증 인쇄",
            owner=self,
        )

    def _save(self, path: str, _data: bytes) -> None:
        office, case = self.session.office, self.session.case
        self._jobs.run(
            lambda: save_form(office, case, _FORM, Path(path)),
            lambda saved: self.pdf.say("pas", f"저장했습니다: {saved}"),
            lambda error: self.pdf.say("fail", f"저장하지 못했습니다. {explain(error)}"),
            label="접수증 저장",
            owner=self,
        )

    def _load(self) -> None:
        office, case = self.session.office, self.session.case
        self.pdf.clear("만드는 중…")

        def show(data: bytes) -> None:
            self.pdf.show_pdf(data, "접수증")
            if self.isVisible():
                self.focus_first()

        self._jobs.run(
            lambda: preview_form(office, case, _FORM),
            show,
            lambda error: self.pdf.say("fail", explain(error)),
            label="접수증",
            key="receipt",
            owner=self,
        )
