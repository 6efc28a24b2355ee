"""복구 열쇠: coming in with the paper from the safe, or restoring an office from a backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from ipju.ui.clipboard import mark_secret
from ipju.ui.screens.door_page import DoorPage, Working
from ipju.ui.theme import font
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.field import LabelledField
from ipju.ui.widgets.new_password import NewPassword
from ipju.ui.widgets.surface import line_of
from ipju.ui.widgets.typed_fields import TextField

_LINES = 84
BACKUP_SUFFIX = ".ipju-backup"


class RecoveryField(LabelledField):
    """The recovery key as it is read from paper: its words, or the text behind its QR."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.box = QPlainTextEdit()
        self.box.setFont(font())
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(_LINES)
        mark_secret(self.box)
        super().__init__("복구 열쇠", self.box, required=True, parent=parent)
        self.set_help("용지의 낱말을 차례로 적거나, QR을 읽은 글자(IPJU1-…)를 붙이세요.")
        self.box.textChanged.connect(lambda: self.set_error(None))

    def text(self) -> str:
        """What was typed."""
        return self.box.toPlainText().strip()

    def check(self) -> bool:
        """Tell whether anything was typed."""
        if not self.text():
            self.set_error("복구 열쇠를 적으세요.")
            self.box.setFocus()
        return bool(self.text())

    def clear(self) -> None:
        """Forget what was typed."""
        self.box.clear()


class RecoveryScreen(DoorPage):
    """`submitted(recovery text, login, new password)`; `gone` back."""

    submitted = Signal(str, str, str)
    gone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "복구 열쇠로 열기",
            "금고의 용지로 들어갑니다. 관리 계정 하나의 비밀번호를 새로 정하며, 들어온 일은 "
            "장부에 남습니다.",
            parent=parent,
        )
        self.recovery = RecoveryField()
        self.login = TextField("관리 계정의 아이디", required=True, max_length=40)
        self.password = NewPassword("새 비밀번호")
        self.act = Act("복구 열쇠로 들어가기", "primary", shortcut=False)
        self.act.triggered.connect(self.submit)
        self.working = Working()
        self.back_button = Button("뒤로")
        self.back_button.clicked.connect(self.back)
        for part in (self.recovery, self.login, self.password, self.working):
            self.column.addWidget(part)
        self.column.addLayout(line_of(None, self.back_button, KeyCap("Esc"), self.act))
        self.login.input.textChanged.connect(lambda text: self.password.set_owner(text.strip(), ""))
        self.login.input.returnPressed.connect(self.submit)
        self.password.entered.connect(self.submit)
        _bind_escape(self, self.back)

    def prepare(self, login: str = "", recovery_text: str = "") -> None:
        """Begin, with what is known already."""
        self.clear_problem()
        self.set_busy(False)
        if recovery_text:
            self.recovery.box.setPlainText(recovery_text)
        if login:
            self.login.input.setText(login)

    def submit(self) -> None:
        """Hand over what was typed; errors stay at their field."""
        if not self.act.button.isEnabled():
            return
        login = self.login.text().strip()
        good = self.password.check()
        self.login.set_error(None if login else "관리 계정의 아이디를 적으세요.")
        if not login:
            self.login.setFocus()
        if not self.recovery.check() or not login or not good:
            return
        self.clear_problem()
        self.set_busy(True)
        self.submitted.emit(self.recovery.text(), login, self.password.password())

    def set_busy(self, busy: bool) -> None:
        """Close the act while the office is being opened."""
        self.act.set_blocked("여는 중" if busy else None)
        if busy:
            self.working.start("복구 열쇠로 자료를 여는 중입니다.")
        else:
            self.working.stop()

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self.set_busy(False)
        self.recovery.clear()
        self.password.clear()
        self.login.input.clear()

    def back(self) -> None:
        """Go back, unless the office is being opened."""
        if self.act.button.isEnabled():
            self.gone.emit()

    def take_keys(self) -> None:
        """Put the focus on what is still empty."""
        self.recovery.box.setFocus() if not self.recovery.text() else self.login.setFocus()


class RestoreScreen(DoorPage):
    """`submitted(Path, recovery text)`; `gone` back. `ask_file()` asks which backup."""

    submitted = Signal(object, str)
    gone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "백업에서 복원",
            "백업 파일 하나와 복구 열쇠로 사무실을 이 컴퓨터에 되살립니다. 이 컴퓨터에 이미 있는 "
            "자료는 지우지 않고 따로 둡니다. 파기한 사례는 되살아나지 않습니다.",
            parent=parent,
        )
        self.ask_file: Callable[[], str] = self._ask_file
        self.file = TextField("백업 파일", required=True, max_length=1000)
        self.file.set_help(f"이름이 {BACKUP_SUFFIX}으로 끝납니다.")
        self.pick_button = Button("고르기", icon_name="open")
        self.pick_button.clicked.connect(self._pick)
        self.recovery = RecoveryField()
        self.act = Act("복원", "primary", shortcut=False)
        self.act.triggered.connect(self.submit)
        self.working = Working()
        self.back_button = Button("뒤로")
        self.back_button.clicked.connect(self.back)
        line = line_of()
        line.addWidget(self.file, 1)
        line.addWidget(self.pick_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(line)
        self.column.addWidget(self.recovery)
        self.column.addWidget(self.working)
        self.column.addLayout(line_of(None, self.back_button, KeyCap("Esc"), self.act))
        self.file.input.returnPressed.connect(self.submit)
        _bind_escape(self, self.back)

    def submit(self) -> None:
        """Hand over what was typed; errors stay at their field."""
        if not self.act.button.isEnabled():
            return
        typed = self.file.text().strip()
        path = Path(typed)
        found = bool(typed) and path.is_file()
        missing = "이 자리에 파일이 없습니다. 다시 고르세요." if typed else "백업 파일을 고르세요."
        self.file.set_error(None if found else missing)
        known = self.recovery.check()
        if not found:
            self.file.setFocus()
        if not known or not found:
            return
        self.clear_problem()
        self.set_busy(True)
        self.submitted.emit(path, self.recovery.text())

    def set_busy(self, busy: bool) -> None:
        """Close the act while the backup is being restored."""
        self.act.set_blocked("복원하는 중" if busy else None)
        if busy:
            self.working.start("백업을 열어 확인하고 되살리는 중입니다.")
        else:
            self.working.stop()

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self.set_busy(False)
        self.recovery.clear()

    def back(self) -> None:
        """Go back, unless the backup is being restored."""
        if self.act.button.isEnabled():
            self.gone.emit()

    def take_keys(self) -> None:
        """Put the focus where it begins."""
        self.file.setFocus()

    def _pick(self) -> None:
        found = self.ask_file()
        if found:
            self.file.input.setText(found)
            self.file.set_error(None)
            self.recovery.box.setFocus()

    def _ask_file(self) -> str:
        found, _filter = QFileDialog.getOpenFileName(
            self,
            "백업 파일 고르기",
            str(Path.home()),
            f"백업 (*{BACKUP_SUFFIX})",
            options=QFileDialog.Option.DontUseNativeDialog,
        )
        return found


def _bind_escape(page: DoorPage, act: Callable[[], object]) -> None:
    bound = QShortcut(QKeySequence("Esc"), page)
    bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    bound.activated.connect(act)
