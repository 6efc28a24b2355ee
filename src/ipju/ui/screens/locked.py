"""잠김: nothing but a name and a password stands on the screen until its owner is back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipju.ui.screens.door_page import DoorPage, Working
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.new_password import forget, password_field
from ipju.ui.widgets.surface import Label, line_of

_WIDTH = 360


class LockedScreen(DoorPage):
    """`submitted(password)`; `other_wanted`: somebody else wants to sign in."""

    submitted = Signal(str)
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("잠겼습니다", width=_WIDTH, parent=parent)
        self.who = Label("", role="strong", elide=True)
        self.password = password_field("비밀번호")
        self.act = Act("풀기", "primary", key="Enter", shortcut=False)
        self.act.triggered.connect(self.submit)
        self.working = Working()
        self.other_button = Button("다른 사람으로", "quiet", icon_name="person")
        self.other_button.clicked.connect(self.other_wanted)
        self.column.addWidget(self.who)
        self.column.addWidget(self.password)
        self.column.addLayout(line_of(self.act, None, self.other_button))
        self.column.addWidget(self.working)
        self.password.input.returnPressed.connect(self.submit)

    def prepare(self, name: str, *, asks: bool) -> None:
        """Stand for somebody; a practice office `asks` no password."""
        self.clear_problem()
        self.set_busy(False)
        self.who.setText(name)
        forget(self.password)
        self.password.setVisible(asks)
        self.other_button.setVisible(asks)

    def submit(self) -> None:
        """Hand over the password."""
        if not self.act.button.isEnabled():
            return
        if not self.password.isHidden() and not self.password.text():
            self.password.set_error("비밀번호를 적으세요.")
            self.password.setFocus()
            return
        self.clear_problem()
        self.set_busy(True)
        self.submitted.emit(self.password.input.text())

    def refuse(self, head: str, words: str) -> None:
        """Say why it stays locked; the password is typed anew."""
        self.set_busy(False)
        forget(self.password)
        self.say_problem(head, words)
        self.password.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Close the act while the password is checked."""
        self.act.set_blocked("확인하는 중" if busy else None)
        if busy:
            self.working.start("비밀번호를 확인하는 중입니다.")
        else:
            self.working.stop()

    def take_keys(self) -> None:
        """Put the focus on the password."""
        (self.act if self.password.isHidden() else self.password).setFocus()
