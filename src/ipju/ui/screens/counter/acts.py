"""What is done upon an application: said as given, filed, taken back; each a service of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ipju.services.application_steps import Given
from ipju.services.applying import (
    Applied,
    Applying,
    applying,
    file_application,
    give,
    withdraw_application,
)
from ipju.services.office import Changes
from ipju.ui.case_session import CaseSession
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.widgets.typed_fields import TextField

_NO_REASON = "사유를 적으십시오."


class ApplicationActs(QObject):
    """Runs the services of an application for one page.

    `known(Applying)` whenever it was read again, `filed` when it was filed, `not_filed(sentence)`
    and `refused(sentence)` when an act was not taken.
    """

    known = Signal(object)
    filed = Signal()
    not_filed = Signal(str)
    refused = Signal(str)

    def __init__(self, session: CaseSession, jobs: Jobs, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._jobs, self._page = session, jobs, page
        self.found = Applying()

    def ask(self) -> None:
        """Read how far it is, and who is there already, as the store has it now."""
        office, case_id = self._session.office, self._session.case.id
        self._jobs.run(
            lambda: applying(office, case_id),
            self._on_known,
            label="신청 단계",
            key="applying",
            owner=self._page,
        )

    def give(self, what: Given, given: bool) -> None:
        """Record what the applicant gave by word, or did not."""
        office, case_id = self._session.office, self._session.case.id
        self._run(lambda: give(office, case_id, what, given), self._on_given, what.label)

    def file(self, reason: str, saved_at: datetime | None) -> None:
        """File the application as it stands on the screen."""
        office, case = self._session.office, self._session.case
        self._jobs.run(
            lambda: file_application(office, case.id, case.version, saved_at, reason),
            self._on_filed,
            lambda error: self.not_filed.emit(explain(error)),
            label="신청 접수",
            owner=self._page,
        )

    def withdraw(self) -> None:
        """Ask for the reason and take the application back."""
        dialog = ActDialog(
            "신청을 취소합니다",
            "취소한 신청은 없던 것이 되고 사례는 종결됩니다. 접수기간 안에는 새로 신청할 수 "
            "있습니다.",
            "신청 취소",
            parent=self._page,
        )
        reason = TextField("취소 사유", required=True)
        dialog.fields.addWidget(reason)
        dialog.set_blocked(_NO_REASON)
        reason.edited.connect(lambda value: dialog.set_blocked(None if value else _NO_REASON))
        if not dialog.ask():
            return
        office, case_id, why = self._session.office, self._session.case.id, reason.text()
        self._run(
            lambda: withdraw_application(office, case_id, why), self._on_withdrawn, "신청 취소"
        )

    def _run(self, fn: Callable[[], Any], done: Callable[[Any], None], label: str) -> None:
        self._jobs.run(
            fn,
            done,
            lambda error: self.refused.emit(explain(error)),
            label=label,
            owner=self._page,
        )

    def _on_known(self, found: Applying) -> None:
        self.found = found
        self.known.emit(found)

    def _on_given(self, changes: Changes) -> None:
        self._session.changes.emit(changes)
        self.ask()

    def _on_filed(self, done: Applied) -> None:
        self._take(done)
        self.filed.emit()

    def _on_withdrawn(self, done: Applied) -> None:
        self._take(done)

    def _take(self, done: Applied) -> None:
        self._session.take_over(done.case)
        self._session.changes.emit(done.changes)
        self.ask()
