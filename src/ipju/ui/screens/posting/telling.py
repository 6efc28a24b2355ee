"""Telling everybody how the ranking ended: the letters issued in parts, stopped at any of them."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.services.issue_letter import Issued
from ipju.services.letters import FORMS
from ipju.services.office import Changes, Office
from ipju.services.publishing import IssuedMany
from ipju.services.selection import SelectionDue, issue_selection, issue_selections
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.posting.dialogs import type_of_call
from ipju.ui.screens.posting.stepwise import Stepwise
from ipju.ui.screens.rooms.dialogs import text_in
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.failures import Failures
from ipju.ui.widgets.feedback import Banner, ProgressPanel
from ipju.ui.widgets.typed_fields import TextField

AT_ONCE: Final = 5
"""Letters issued in one part: between two of them everybody else at the desk gets his turn."""


class TellOneDialog(ServiceDialog):
    """선정·미선정 통지 for one applicant, by the number of the case (접수번호)."""

    def __init__(
        self, office: Office, jobs: Jobs, due: SelectionDue, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "한 분에게 선정·미선정 통지문을 냅니다",
            "굳힌 명부와 추첨의 결과대로 냅니다. 시행 번호가 붙고, 낸 통지문은 바뀌지 않습니다.",
            "통지문 내기",
            jobs,
            parent=parent,
        )
        self._office, self._due = office, due
        self.number = TextField("접수번호", required=True)
        self.fields.addWidget(self.number)

    def call(self) -> type_of_call | None:
        number = text_in(self.number, "접수번호를 적으십시오.")
        office, due = self._office, self._due
        return None if number is None else lambda: issue_selection(office, due, number)


class Telling(QWidget):
    """Who still has to be told, the one act, its progress, and what could not be done.

    `changed(Changes)` when letters were issued.
    """

    changed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._office: Office | None = None
        self._due: SelectionDue | None = None
        self.todo = Banner("rev", "", "통지문 내기")
        self.todo.acted.connect(self.ask)
        self.progress = ProgressPanel()
        self.progress.act_pressed.connect(self.progress.hide)
        self.failures = Failures()
        self._issuing: Stepwise[list[UUID], IssuedMany] = Stepwise(jobs, self.progress, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.todo, self.progress, self.failures):
            column.addWidget(part)
        self.one_act = Act("한 분에게", key="Ctrl+I")
        self.one_act.triggered.connect(self.ask_one)
        self.one_act.hide()
        self.todo.hide()
        self.hide()

    def show_due(self, office: Office | None, due: SelectionDue | None) -> None:
        """Show how many have to be told; nothing where nobody has."""
        self._office, self._due = office, due
        count = len(due.to_issue) if due is not None else 0
        if due is not None and count:
            others = count - due.selected
            parts = (("선정", due.selected), ("미선정", others))
            said = ", ".join(f"{name} {many:,}명" for name, many in parts if many)
            self.todo.say(
                "rev", f"선정 결과를 알리지 않은 분이 {count:,}명 있습니다({said}).", "통지문 내기"
            )
        self.todo.setVisible(bool(count) and not self.progress.is_running())
        self.one_act.setVisible(bool(count))
        self._show()

    def clear(self) -> None:
        """Take away what was said of another notice; what is under way stays."""
        if not self.progress.is_running():
            self.progress.hide()
            self.failures.hide()
        self.show_due(None, None)

    def _show(self) -> None:
        parts = (self.todo, self.progress, self.failures)
        self.setVisible(any(not one.isHidden() for one in parts))

    def ask(self) -> None:
        """Ask before the letters of everybody who is due are issued."""
        office, due = self._office, self._due
        if office is None or due is None or not due.to_issue or self.progress.is_running():
            return
        dialog = ActDialog(
            f"선정·미선정 통지문 {len(due.to_issue):,}건을 냅니다",
            "시행 번호가 붙고, 낸 통지문은 바뀌지 않습니다. 통지문은 ‘발송·반송’에서 인쇄합니다.",
            "통지문 내기",
            parent=self,
        )
        dialog.accepted.connect(lambda: self._issue(office, due))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_one(self) -> None:
        """Ask whose letter is issued before those of the others."""
        office, due = self._office, self._due
        if office is None or due is None or not due.to_issue or self.progress.is_running():
            return
        dialog = TellOneDialog(office, self._jobs, due, self)
        dialog.settled.connect(self._on_one)
        dialog.open()

    def _on_one(self, done: Issued) -> None:
        letter = done.letter
        self.progress.start("통지문을 내는 중", 1)
        self.progress.finish(
            "pas", f"{FORMS[letter.form]}를 냈습니다(시행 {letter.number}).", "", "닫기"
        )
        self._show()
        self.changed.emit(done.changes)

    def _issue(self, office: Office, due: SelectionDue) -> None:
        everybody = due.to_issue
        parts = [list(everybody[at : at + AT_ONCE]) for at in range(0, len(everybody), AT_ONCE)]
        self.todo.hide()
        self.failures.hide()
        self._issuing.start(
            "선정·미선정 통지문을 내는 중",
            [(len(one), one) for one in parts],
            lambda part: issue_selections(office, due, part),
            self._on_issued,
        )
        self._show()

    def _on_issued(self, done: list[IssuedMany], stopped: bool, error: Exception | None) -> None:
        count = sum(one.issued for one in done)
        failed = [each for one in done for each in one.failed]
        words, detail = f"통지문 {count:,}건을 냈습니다.", ""
        if error is not None:
            words, detail = f"도중에 그쳤습니다. 그때까지 {words}", explain(error)
        elif stopped:
            words = f"멈췄습니다. 그때까지 {words}"
        mark = "fail" if error is not None else "rev" if failed or stopped else "pas"
        self.progress.finish(mark, words, detail, "닫기")
        self.failures.show_failed(f"{len(failed):,}건은 하지 못했습니다.", failed)
        self._show()
        self.changed.emit(Changes(queues=True, decisions=True, letters=True, trail=True))
