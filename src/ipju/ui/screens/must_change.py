"""The first thing after signing in with a password somebody else has set: a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ipju.ui.screens.door_page import DoorPage, Working
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.new_password import NewPassword
from ipju.ui.widgets.surface import line_of


class MustChangeScreen(DoorPage):
    """`submitted(new password)`; `gone`: leave without changing it."""

    submitted = Signal(str)
    gone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "비밀번호를 바꾸고 시작합니다",
            "지금 비밀번호는 관리 담당자가 정한 것입니다. 본인만 아는 것으로 바꾸세요. "
            "바꾸기 전에는 아무것도 열지 않습니다.",
            parent=parent,
        )
        self.password = NewPassword("새 비밀번호")
        self.act = Act("바꾸고 들어가기", "primary", key="Enter", shortcut=False)
        self.act.triggered.connect(self.submit)
        self.leave_button = Button("나가기")
        self.leave_button.clicked.connect(self.leave)
        self.working = Working()
        self.column.addWidget(self.password)
        self.column.addWidget(self.working)
        self.column.addLayout(line_of(None, self.leave_button, KeyCap("Esc"), self.act))
        self.password.entered.connect(self.submit)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)

    def prepare(self, login: str, name: str) -> None:
        """Begin for somebody."""
        self.clear_problem()
        self.set_busy(False)
        self.password.clear()
        self.password.set_owner(login, name)

    def submit(self) -> None:
        """Hand over the new password; errors stay at their field."""
        if not self.act.button.isEnabled() or not self.password.check():
            return
        self.clear_problem()
        self.set_busy(True)
        self.submitted.emit(self.password.password())

    def leave(self) -> None:
        """Go back to the door, unless the password is being changed."""
        if self.act.button.isEnabled():
            self.gone.emit()

    def refuse(self, words: str) -> None:
        """Say why it was not taken."""
        self.set_busy(False)
        self.password.first.set_error(words)
        self.password.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Close the act while the password is being changed."""
        self.act.set_blocked("바꾸는 중" if busy else None)
        self.leave_button.setEnabled(not busy)
        if busy:
            self.working.start("새 열쇠를 만드는 중입니다.")
        else:
            self.working.stop()

    def take_keys(self) -> None:
        """Put the focus on the password."""
        self.password.setFocus()
