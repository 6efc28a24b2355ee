"""계정: who is on the staff, with which roles and which key; everything that was ever granted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.account import Account, Role
from ipju.services.office import Changes
from ipju.services.staff import (
    Staffed,
    StaffLine,
    close_account,
    reset_password,
    staff_list,
    unlock_account,
)
from ipju.ui.dialogs.service import ReasonDialog, ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.screens.admin.account_dialogs import EditAccountDialog, OpenAccountDialog, RoleDialog
from ipju.ui.screens.admin.first_password import HandOverDialog, first_password
from ipju.ui.screens.admin.people_words import (
    GRANT_COLUMNS,
    LIST_COLUMNS,
    day_words,
    grant_row,
    grant_words,
    row_of,
)
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.feedback import KeyHints
from ipju.ui.widgets.surface import Label, Pane, Rule, SectionHead, fill
from ipju.ui.widgets.table import make_table

_DETAIL_LEAST: Final = 316
_PER_ROW: Final = 3


class PeoplePage(Page):
    """The list, and beside it the chosen person: what was granted, and what may be done."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "계정", parent)
        self._lines: tuple[StaffLine, ...] = ()
        self._land = ""
        self.head = SectionHead("계정", "", px=19)
        self.open_act = Act("계정 열기", "primary", key="Ctrl+O")
        self.open_act.triggered.connect(self.open_account)
        self.table = make_table(LIST_COLUMNS, name="계정 목록")
        self.table.row_changed.connect(lambda _id: self._show_person())
        self.table.opened.connect(lambda _id: self.edit_button.setFocus())
        head, left, row = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.open_act)
        fill(left, self.table, KeyHints(("↑ ↓", "고르기"), ("Enter", "할 일로 가기")), spacing=8)
        left.setStretchFactor(self.table, 1)
        row.setSpacing(16)
        row.addLayout(left, 6)
        row.addWidget(self._make_detail(), 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addLayout(row, 1)

    def concerned(self, changes: Changes) -> bool:
        return changes.staff

    def take_keys(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        office = self.office
        if office is not None:
            self.jobs.run(
                lambda: staff_list(office),
                self._show,
                self.refuse,
                label="계정",
                key="staff",
                owner=self,
            )

    def current(self) -> StaffLine | None:
        """The line of the person chosen."""
        wanted = self.table.current_id()
        return next((one for one in self._lines if one.account.id.hex == wanted), None)

    def open_account(self) -> None:
        """Ask for what an account needs, and open it."""
        if self.office is None:
            return
        dialog = OpenAccountDialog(self.office, self.jobs, self)
        dialog.settled.connect(lambda staffed: self._on_opened(staffed, dialog.password))
        dialog.open()

    def edit_account(self) -> None:
        """Change name, department and phone of the person chosen."""
        line = self.current()
        if self.office is not None and line is not None:
            self._ask(EditAccountDialog(self.office, self.jobs, line.account, self), "고쳤습니다.")

    def give_role(self) -> None:
        """Give the person chosen a role."""
        self._change_role(give=True)

    def take_role(self) -> None:
        """Take a role from the person chosen."""
        self._change_role(give=False)

    def reset_password(self) -> None:
        """Set a new first password for the person chosen, shown once."""
        line, office = self.current(), self.office
        if line is None or office is None:
            return
        account, password = line.account, first_password()
        dialog = ReasonDialog(
            f"{account.name}님의 비밀번호를 새로 줍니다",
            "앞의 비밀번호로는 더 들어올 수 없습니다. 잠겨 있으면 풀립니다.",
            "새로 주기",
            self.jobs,
            lambda _why: reset_password(office, account.id, password),
            needed=None,
            parent=self,
        )
        dialog.settled.connect(lambda staffed: self._on_reset(staffed, password))
        dialog.open()

    def unlock(self) -> None:
        """Let the person chosen try the password again."""
        line, office = self.current(), self.office
        if line is None or office is None:
            return
        account = line.account
        self.jobs.run(
            lambda: unlock_account(office, account.id),
            lambda staffed: self._on_done(staffed, f"{account.name}님의 잠금을 풀었습니다."),
            self.refuse,
            label="잠금 풀기",
            owner=self,
        )

    def close_account(self) -> None:
        """Close the account of somebody who leaves."""
        line, office = self.current(), self.office
        if line is None or office is None:
            return
        account = line.account
        dialog = ReasonDialog(
            f"{account.name}님의 계정을 닫습니다",
            f"{account.name}({account.login})님은 곧바로 아무것도 할 수 없습니다. "
            "닫은 계정은 다시 열 수 없고, 한 일은 그대로 남습니다.",
            f"{account.name}님 닫기",
            self.jobs,
            lambda why: close_account(office, account.id, why),
            placeholder="예: 퇴직, 다른 부서로 옮김",
            parent=self,
        )
        self._ask(dialog, "닫았습니다.")

    def _make_detail(self) -> QWidget:
        self.detail = Pane("panel", boxed=True)
        self.detail.setMinimumWidth(_DETAIL_LEAST)
        self.name_label = Label("", role="title", elide=True)
        self.who = Label("", tone="ink2", elide=True)
        self.seat = Label("", tone="ink2", elide=True)
        self.opened = Label("", tone="ink2", elide=True)
        self.grants = make_table(GRANT_COLUMNS, name="역할을 주고 거둔 기록")
        self.grants.row_changed.connect(lambda _id: self._show_grant())
        self.grant_line = Label("", tone="ink2", wrap=True)
        self.grant_line.hide()
        self.no_grants = Label("역할을 준 적이 없습니다.", tone="ink2")
        self.buttons = QGridLayout()
        self.buttons.setSpacing(8)
        self.give_button = self._button("역할 주기", self.give_role)
        self.take_button = self._button("역할 거두기", self.take_role)
        self.edit_button = self._button("고치기", self.edit_account)
        self.reset_button = self._button("비밀번호 새로 주기", self.reset_password)
        self.unlock_button = self._button("잠금 풀기", self.unlock)
        self.close_button = self._button("떠남 처리", self.close_account)
        self.why_not = Label("", tone="ink2", wrap=True)
        column = QVBoxLayout(self.detail)
        fill(
            column, self.name_label, self.who, self.seat, self.opened, 4, Rule(), 4,
            margins=14, spacing=4,
        )  # fmt: skip
        column.addLayout(self.buttons)
        column.addWidget(self.why_not)
        column.addSpacing(6)
        column.addWidget(SectionHead("역할 기록", "누가 언제 왜"))
        column.addWidget(self.no_grants)
        column.addWidget(self.grants, 1)
        column.addWidget(self.grant_line)
        return self.detail

    def _button(self, word: str, act: Callable[[], None]) -> Button:
        # With a parent from the start: shown before it lay in one, it would be a window.
        button = Button(word, parent=self.detail)
        button.clicked.connect(act)
        return button

    def _show(self, lines: tuple[StaffLine, ...]) -> None:
        self._lines = tuple(sorted(lines, key=lambda one: one.account.closed_at is not None))
        practice = self.office is not None and self.office.vault is None
        self.table.set_rows([row_of(one, practice=practice) for one in self._lines])
        working = sum(one.account.closed_at is None for one in lines)
        closed = len(lines) - working
        self.head.set_note(f"{working}명" + (f", 닫은 계정 {closed}" if closed else ""))
        if not self.table.select_id(self._land) and not self.table.current_id() and lines:
            self.table.select_id(self._lines[0].account.id.hex)
        self._land = ""
        self._show_person()

    def _show_person(self) -> None:
        line = self.current()
        self.detail.setVisible(line is not None)
        if line is None:
            return
        account = line.account
        self.name_label.setText(account.name)
        self.who.setText(f"아이디 {account.login}")
        self.seat.setText(" · ".join(one for one in (account.department, account.phone) if one))
        self.seat.setVisible(bool(self.seat.text()))
        closed = f" · 닫음 {day_words(account.closed_at)}" if account.closed_at else ""
        self.opened.setText(f"연 때 {day_words(account.opened_at)}{closed}")
        grants = tuple(reversed(line.grants))
        self.grants.set_rows([grant_row(at, one, self._names()) for at, one in enumerate(grants)])
        self.grants.setVisible(bool(grants))
        self.no_grants.setVisible(not grants)
        self.grant_line.hide()
        slot = line.slot
        self._show_acts(account, locked=slot is not None and slot.locked, keyless=slot is None)

    def _show_grant(self) -> None:
        """Say the chosen grant in full: its reasons may be longer than their columns."""
        at, line = self.grants.currentIndex().row(), self.current()
        grants = tuple(reversed(line.grants)) if line is not None else ()
        chosen = self.grants.hasFocus() and 0 <= at < len(grants)
        self.grant_line.setText(grant_words(grants[at], self._names()) if chosen else "")
        self.grant_line.setVisible(chosen)

    def _names(self) -> dict[UUID, str]:
        return {one.account.id: one.account.name for one in self._lines}

    def _show_acts(self, account: Account, *, locked: bool, keyless: bool) -> None:
        office = self.office
        if office is None:
            return
        closed, own = account.closed_at is not None, account.id == office.actor.id
        mine_to_do = not closed and not own
        offered = {
            self.give_button: mine_to_do and len(account.roles) < len(Role),
            self.take_button: mine_to_do and bool(account.roles),
            self.edit_button: not closed,
            self.reset_button: mine_to_do and office.vault is not None,
            self.unlock_button: locked and not closed,
            self.close_button: mine_to_do,
        }
        if any(button.hasFocus() and not fits for button, fits in offered.items()):
            self.take_keys()  # before the button goes, else the keys go where Qt likes
        for button in offered:
            self.buttons.removeWidget(button)
            button.setVisible(offered[button])
        shown = [button for button, fits in offered.items() if fits]
        for at, button in enumerate(shown):
            self.buttons.addWidget(
                button, at // _PER_ROW, at % _PER_ROW, Qt.AlignmentFlag.AlignLeft
            )
        self.buttons.setColumnStretch(_PER_ROW, 1)
        words = ""
        if closed:
            words = "닫은 계정은 다시 열지 않습니다. 돌아온 사람에게는 새 계정을 여십시오."
        elif own:
            words = "내 역할과 열쇠는 다른 관리 담당자가 바꿉니다."
        elif keyless and office.vault is not None:
            words = "이 컴퓨터에 열쇠가 없습니다. 비밀번호를 새로 주면 들어올 수 있습니다."
        self.why_not.setText(words)
        self.why_not.setVisible(bool(words))

    def _change_role(self, *, give: bool) -> None:
        line = self.current()
        if self.office is not None and line is not None:
            dialog = RoleDialog(self.office, self.jobs, line.account, give=give, parent=self)
            self._ask(dialog, "역할을 주었습니다." if give else "역할을 거두었습니다.")

    def _ask(self, dialog: ServiceDialog, words: str) -> None:
        dialog.settled.connect(
            lambda staffed: self._on_done(staffed, f"{staffed.account.name}님: {words}")
        )
        dialog.open()

    def _on_opened(self, staffed: Staffed, password: str) -> None:
        self._land = staffed.account.id.hex
        self._on_done(staffed, f"{staffed.account.name}님의 계정을 열었습니다.")
        self._hand_over(staffed.account, password)

    def _on_reset(self, staffed: Staffed, password: str) -> None:
        self._on_done(staffed, f"{staffed.account.name}님에게 새 비밀번호를 주었습니다.")
        self._hand_over(staffed.account, password)

    def _hand_over(self, account: Account, password: str) -> None:
        if password:
            dialog = HandOverDialog(account.name, account.login, password, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _on_done(self, staffed: Staffed, words: str) -> None:
        self.say("pas", words)
        self.changed.emit(staffed.changes)
