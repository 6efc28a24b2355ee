"""The last day of the 소명, asked for when a refusal goes out and its notice prints no period."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ipju.services.issue_letter import issue
from ipju.services.office import Office
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.widgets.typed_fields import DateField


class ExplainUntilDialog(ServiceDialog):
    """소명 기한: no day is proposed, for the notice leaves it to the office."""

    def __init__(
        self, office: Office, jobs: Jobs, proposal: UUID, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "통지를 발급합니다",
            "이 공고는 소명기간을 정해 두지 않았습니다. 통지에 적을 마지막 날을 정하십시오.",
            "발급하기",
            jobs,
            parent=parent,
        )
        self._office, self._proposal = office, proposal
        self.until = DateField("소명 기한", required=True)
        self.fields.addWidget(self.until)

    def call(self) -> Callable[[], object] | None:
        office, proposal = self._office, self._proposal
        until = None if self.until.is_bad() else self.until.value()
        if until is None or until <= office.clock.today():
            if not self.until.is_bad():
                self.until.set_error("오늘보다 뒤의 날을 적으십시오.")
            self.until.setFocus()
            return None
        return lambda: issue(office, proposal, until)
