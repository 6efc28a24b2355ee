"""들어가기: who is at the desk, by login and password."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ipju.ui.screens.door_page import DoorPage, Working
from ipju.ui.theme.tokens import CONTROL
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.field import LabelledField
from ipju.ui.widgets.new_password import forget, password_field
from ipju.ui.widgets.surface import Label, line_of

_WIDTH = 440
_FIRST_RELEASE = {
    "password": "계정이 없던 때에 만든 사무실입니다. 쓸 아이디를 정해 적고, 쓰던 비밀번호로 "
    "들어오세요. 첫 관리 계정이 됩니다.",
    "keyring": "계정이 없던 때에 만든 사무실입니다. 쓸 아이디와 새 비밀번호를 정해 적으세요. "
    "첫 관리 계정이 됩니다.",
}


class LoginField(LabelledField):
    """The login: typed, or chosen from those who have a key here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setFixedHeight(CONTROL)
        super().__init__("아이디", self.combo, required=True, parent=parent)

    def prepare(self, logins: Sequence[str], chosen: str) -> None:
        """Offer these logins; `chosen` stands in the field unless something is typed there."""
        typed = self.text()
        self.combo.clear()
        self.combo.addItems([*logins])
        self.combo.setCurrentText(typed or chosen)

    def text(self) -> str:
        """What stands in the field."""
        return self.combo.currentText().strip()


class SignInScreen(DoorPage):
    """`submitted(login, password)`; the other ways out as signals of their own."""

    submitted = Signal(str, str)
    recover_wanted = Signal()
    restore_wanted = Signal()
    other_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("업무 사무실에 들어가기", width=_WIDTH, parent=parent)
        self.second = Banner("rev", "")
        self.second_words = Label(
            "두 창에서 함께 일할 수 있습니다. 같은 사례를 고치면 어느 것을 둘지 묻고, "
            "적은 것은 남습니다. 다른 사람이 켜 둔 창이라면 그 창을 먼저 닫으세요.",
            tone="ink2",
            wrap=True,
        )
        self.second_act = Act("둘째 창으로 열기", "primary", shortcut=False)
        self.second_act.triggered.connect(self._go_on)
        self.quit_button = Button("그만두기")
        self.quit_button.clicked.connect(self.quit_wanted)
        self.notice = QWidget()
        asking = QVBoxLayout(self.notice)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(8)
        asking.addWidget(self.second)
        asking.addWidget(self.second_words)
        asking.addLayout(line_of(self.second_act, self.quit_button, None))
        self.notice.hide()

        self.login = LoginField()
        self.password = password_field("비밀번호")
        self.act = Act("들어가기", "primary", key="Enter", shortcut=False)
        self.act.triggered.connect(self.submit)
        self.working = Working()
        self.recover_button = Button("복구 열쇠로 열기", "quiet", icon_name="key")
        self.recover_button.clicked.connect(self.recover_wanted)
        self.restore_button = Button("백업에서 복원", "quiet", icon_name="refresh")
        self.restore_button.clicked.connect(self.restore_wanted)
        self.other_button = Button("다른 사무실", "quiet", icon_name="back")
        self.other_button.clicked.connect(self.other_wanted)
        self.form = QWidget()
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.login, self.password):
            column.addWidget(part)
        column.addLayout(line_of(self.act, None))
        column.addWidget(self.working)
        column.addSpacing(6)
        column.addLayout(
            line_of(self.recover_button, self.restore_button, self.other_button, None, spacing=12)
        )
        self.column.addWidget(self.notice)
        self.column.addWidget(self.form)
        self.password.input.returnPressed.connect(self.submit)
        line = self.login.combo.lineEdit()
        if line is not None:
            line.returnPressed.connect(self.submit)

    def prepare(
        self, logins: Sequence[str], last: str, others: int, first_release: str = ""
    ) -> None:
        """Offer who can sign in; say first when the office is open in another window.

        `first_release`: what opened an office made by the first release of the program.
        """
        self.words.setText(_FIRST_RELEASE.get(first_release, ""))
        self.words.setVisible(bool(first_release))
        chosen = last if last in logins else logins[0] if len(logins) == 1 else ""
        self.login.prepare(logins, chosen)
        if others:
            self.second.say("rev", f"이 사무실을 연 창이 이미 {others}개 있습니다.")
        self.notice.setVisible(bool(others))
        self.form.setVisible(not others)
        self.take_keys()

    def submit(self) -> None:
        """Hand over what was typed; an empty field says what is missing."""
        if not self.act.button.isEnabled():
            return
        login, password = self.login.text(), self.password.text()
        self.login.set_error(None if login else "아이디를 적으세요.")
        self.password.set_error(None if password else "비밀번호를 적으세요.")
        if not login or not password:
            (self.password if login else self.login).setFocus()
            return
        self.clear_problem()
        self.set_busy("여는 중")
        self.submitted.emit(login, password)

    def set_busy(self, words: str | None) -> None:
        """Close the act while the office is being opened."""
        self.act.set_blocked(words)
        if words:
            self.working.start("비밀번호를 확인하고 자료를 여는 중입니다.")
        else:
            self.working.stop()

    def refuse(self, head: str, words: str) -> None:
        """Say why one is not let in; the password is typed anew."""
        self.set_busy(None)
        forget(self.password)
        self.say_problem(head, words)
        self.password.setFocus()

    def forget(self) -> None:
        """Keep nothing of what was typed but the login."""
        self.set_busy(None)
        forget(self.password)

    def take_keys(self) -> None:
        """Put the focus where typing begins."""
        if not self.notice.isHidden():
            self.second_act.setFocus()
        elif self.login.text():
            self.password.setFocus()
        else:
            self.login.setFocus()

    def _go_on(self) -> None:
        self.notice.hide()
        self.form.show()
        self.take_keys()
