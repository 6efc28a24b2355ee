"""Dialogs of accounts: open one, edit it, give and take back a role."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from ipju.domain.account import Account, Role, clash_of
from ipju.services.office import Office
from ipju.services.staff import edit_account, grant_role, open_account, revoke_role
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.screens.admin.first_password import first_password
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.surface import Label
from ipju.ui.widgets.typed_fields import TextField

ROLE_MEANING = {
    Role.INTAKE: "신청을 받아 적음",
    Role.CASEWORKER: "심사하고 결정을 올림",
    Role.SUPERVISOR: "올린 결정을 결재함",
    Role.PRIVACY: "장부를 살피고 파기함",
    Role.ADMIN: "계정·백업, 사례는 못 봄",
}


class _PersonDialog(ServiceDialog):
    """아이디, 이름, 부서, 전화; an account needs the first two."""

    def __init__(
        self, title: str, body: str, act: str, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, body, act, jobs, width=600, parent=parent)
        self.login = TextField("아이디", required=True, max_length=40)
        self.person = TextField("이름", required=True, max_length=60)
        self.department = TextField("부서", max_length=60, help_text="결정 통지에 적힙니다.")
        self.phone = TextField("전화", max_length=30, help_text="결정 통지에 적힙니다.")
        for left, right in ((self.login, self.person), (self.department, self.phone)):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(16)
            line.addWidget(left, 1)
            line.addWidget(right, 1)
            row.setFocusProxy(left)
            self.fields.addWidget(row)

    def typed(self) -> tuple[str, str, str, str] | None:
        """Return what was typed; None when something that must be there is not."""
        for field, words in (
            (self.login, "들어올 때 적을 아이디를 적으십시오."),
            (self.person, "이름을 적으십시오."),
        ):
            if not field.text().strip():
                field.set_error(words)
                field.setFocus()
                return None
        login, person, department, phone = (
            one.text().strip() for one in (self.login, self.person, self.department, self.phone)
        )
        return login, person, department, phone


class OpenAccountDialog(_PersonDialog):
    """계정 열기. `password` is the first password of the account once it stands."""

    def __init__(self, office: Office, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            "계정을 엽니다",
            "한 사람에 하나입니다. 아이디는 닫은 뒤에도 다른 사람이 쓰지 못합니다.",
            "계정 열기",
            jobs,
            parent,
        )
        self._office = office
        self.password = first_password() if office.vault is not None else ""
        self.roles = {one: QCheckBox(f"{one.label} – {ROLE_MEANING[one]}") for one in Role}
        self.fields.addWidget(Label("역할", tone="ink2"))
        for box in self.roles.values():
            box.toggled.connect(self._weigh)
            self.fields.addWidget(box)
        self._weigh()

    def chosen(self) -> frozenset[Role]:
        """The roles ticked."""
        return frozenset(one for one, box in self.roles.items() if box.isChecked())

    def call(self) -> Callable[[], object] | None:
        typed, roles = self.typed(), self.chosen()
        if typed is None:
            return None
        office, password = self._office, self.password
        login, name, department, phone = typed
        return lambda: open_account(office, login, name, department, phone, roles, password)

    def _weigh(self) -> None:
        roles = self.chosen()
        clash = clash_of(roles)
        if clash:
            self.refuse(clash)
        else:
            self.problem.hide()
        blocked = "함께 줄 수 없는 역할" if clash else None if roles else "역할을 고르십시오"
        self.set_blocked(blocked)


class EditAccountDialog(_PersonDialog):
    """고치기: what an account is called, and where it sits."""

    def __init__(
        self, office: Office, jobs: Jobs, account: Account, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"{account.name}님의 계정을 고칩니다",
            "이름이 바뀌어도 앞서 한 일은 이 사람이 한 것으로 남습니다.",
            "고치기",
            jobs,
            parent,
        )
        self._office, self._account = office, account
        self.login.set_value(account.login)
        self.login.set_read_only(True)
        self.login.set_help("아이디는 바꾸지 않습니다.")
        self.person.set_value(account.name)
        self.department.set_value(account.department or None)
        self.phone.set_value(account.phone or None)

    def call(self) -> Callable[[], object] | None:
        typed = self.typed()
        if typed is None:
            return None
        office, account = self._office, self._account.id
        login, name, department, phone = typed
        return lambda: edit_account(
            office, account, login=login, name=name, department=department, phone=phone
        )


class RoleDialog(ServiceDialog):
    """역할 주기 or 역할 거두기, with the reason that is kept."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        account: Account,
        *,
        give: bool,
        parent: QWidget | None = None,
    ) -> None:
        name = account.name
        title = f"{name}님에게 역할을 줍니다" if give else f"{name}님의 역할을 거둡니다"
        super().__init__(
            title,
            "곧바로 듣습니다. 누가 언제 왜 했는지 남습니다.",
            "역할 주기" if give else "역할 거두기",
            jobs,
            parent=parent,
        )
        self._office, self._account, self._give = office, account, give
        offered = [one for one in Role if (one in account.roles) is not give]
        self.role = ComboField(
            "역할", [(one, f"{one.label} – {ROLE_MEANING[one]}") for one in offered], required=True
        )
        self.role.committed.connect(self._weigh)
        self.reason = TextField("사유", required=True, help_text="장부에 남습니다.")
        self.fields.addWidget(self.role)
        self.fields.addWidget(self.reason)
        if len(offered) == 1:
            self.role.set_value(offered[0])
        self._weigh()

    def call(self) -> Callable[[], object] | None:
        role, why = self.role.value(), self.reason.text().strip()
        if not isinstance(role, Role):
            return None
        if not why:
            self.reason.set_error("사유를 적으십시오.")
            self.reason.setFocus()
            return None
        office, account = self._office, self._account.id
        act = grant_role if self._give else revoke_role
        return lambda: act(office, account, role, why)

    def _weigh(self, _value: object = None) -> None:
        role = self.role.value()
        clash = ""
        if isinstance(role, Role) and self._give:
            clash = clash_of(self._account.roles | {role})
        if clash:
            self.refuse(clash)
        else:
            self.problem.hide()
        chosen = isinstance(role, Role)
        self.set_blocked(
            "함께 줄 수 없는 역할" if clash else None if chosen else "역할을 고르십시오"
        )
