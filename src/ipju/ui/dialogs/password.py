"""비밀번호 바꾸기: the old one once more, the new one twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ipju.services.office import Office
from ipju.services.staff import change_password
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.widgets.new_password import NewPassword, password_field


class ChangePasswordDialog(ServiceDialog):
    """`settled(Staffed)` when the password is another; a wrong old one is counted."""

    def __init__(self, office: Office, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            "비밀번호 바꾸기",
            "다음부터 새 비밀번호로 들어옵니다. 바꾼 일은 장부에 남습니다.",
            "비밀번호 바꾸기",
            jobs,
            parent=parent,
        )
        self._office = office
        self.old = password_field("지금 비밀번호")
        self.new = NewPassword("새 비밀번호")
        self.new.set_owner("", office.actor.name)
        self.fields.addWidget(self.old)
        self.fields.addWidget(self.new)

    def call(self) -> Callable[[], object] | None:
        """Return the change, or None when a field says what is missing."""
        office, old, new = self._office, self.old.text(), self.new.password()
        good = self.new.check()
        self.old.set_error(None if old else "지금 비밀번호를 적으세요.")
        if not old:
            self.old.setFocus()
        if not old or not good:
            return None
        return lambda: change_password(office, old, new)
