"""Telling everybody how the ranking ended: the letters issued in parts, stopped at any of them."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.services.office import Changes, Office
from ipju.services.publishing import IssuedMany
from ipju.services.selection import SelectionDue, issue_selections
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.posting.stepwise import Stepwise
from ipju.ui.widgets.failures import Failures
from ipju.ui.widgets.feedback import Banner, ProgressPanel

AT_ONCE: Final = 5
"""Letters issued in one part: between two of them everybody else at the desk gets his turn."""


class Telling(QWidget):
    """Who still has to be told, the one act, its progress, and what could not be done.

    `changed(Changes)` when letters were issued.
    """

    changed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
