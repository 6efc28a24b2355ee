"""An office that would not open: what was found, and every way out of it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipju.domain.backup import Backup
from ipju.domain.dates import seoul_time
from ipju.storage.problems import (
    Busy,
    Damaged,
    InUse,
    KeyringGone,
    LockedOut,
    NewerStore,
    NoStore,
    NotWritten,
    OldLibrary,
    PlainTextStore,
    Tampered,
    UnsafePlace,
    WrongKey,
    WrongPassword,
)
from ipju.ui.rooms import explain
from ipju.ui.screens.door_page import DoorPage, Working
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.new_password import forget, password_field
from ipju.ui.widgets.surface import Label, Rule, line_of


class Kind(Enum):
    """What sort of trouble it is: it decides which ways out are offered."""

    PASSWORD = "password"
    LOCKED = "locked"
    KEYRING = "keyring"
    DAMAGED = "damaged"
    PROGRAM = "program"
    PLACE = "place"
    IN_USE = "in-use"
    DISK = "disk"
    OTHER = "other"


_KINDS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Kind], ...] = (
    (WrongPassword, Kind.PASSWORD),
    (LockedOut, Kind.LOCKED),
    (KeyringGone, Kind.KEYRING),
    ((Damaged, PlainTextStore, NoStore, WrongKey, Tampered), Kind.DAMAGED),
    ((NewerStore, OldLibrary), Kind.PROGRAM),
    (UnsafePlace, Kind.PLACE),
    ((Busy, InUse), Kind.IN_USE),
    ((NotWritten, OSError), Kind.DISK),
)

_HEADS = {
    Kind.DAMAGED: "자료 파일이 온전하지 않아 열지 않았습니다.",
    Kind.PROGRAM: "이 프로그램으로는 열 수 없는 자료입니다.",
    Kind.PLACE: "자료가 안전하지 않은 곳에 있어 열지 않았습니다.",
    Kind.IN_USE: "다른 창이 자료를 쓰고 있어 열지 못했습니다.",
    Kind.DISK: "디스크에서 자료를 읽거나 쓰지 못했습니다.",
}


def kind_of(error: BaseException) -> Kind:
    """Return what sort of trouble an error is."""
    return next((kind for types, kind in _KINDS if isinstance(error, types)), Kind.OTHER)


def refusal(error: Exception) -> tuple[str, str]:
    """Return what to say at a password field: one line, and what follows from it."""
    if isinstance(error, WrongPassword):
        left = "" if error.left is None else f"{error.left}번 더 틀리면 잠깁니다."
        return "아이디나 비밀번호가 맞지 않습니다.", left
    if isinstance(error, LockedOut):
        return "비밀번호를 여러 번 틀려 잠겼습니다.", (
            "관리 담당자에게 풀어 달라고 하거나, 복구 열쇠로 새 비밀번호를 정하세요. "
            "기다려도 풀리지 않습니다."
        )
    return "열지 못했습니다.", explain(error)


def backup_words(backup: Backup) -> str:
    """Say of a backup when it was made and how many cases it holds."""
    made = seoul_time(backup.made_at)
    return f"{made:%Y-%m-%d %H:%M}에 만든 백업(사례 {backup.cases:,}건)"


class TroubleScreen(DoorPage):
    """`restore_wanted`: the newest verified backup; the other ways out as signals of their own."""

    restore_wanted = Signal()
    file_wanted = Signal()
    recover_wanted = Signal()
    again_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("사무실을 열지 못했습니다", parent=parent)
        self.backup = Label("", wrap=True, bold=True)
        self.restore_button = Button("이 백업에서 복원", "primary")
        self.restore_button.clicked.connect(self.restore_wanted)
        self.file_button = Button("백업 파일을 골라 복원")
        self.file_button.clicked.connect(self.file_wanted)
        self.recover_button = Button("복구 열쇠로 열기")
        self.recover_button.clicked.connect(self.recover_wanted)
        self.again_button = Button("다시 열기")
        self.again_button.clicked.connect(self.again_wanted)
        self.other_button = Button("다른 사무실", "quiet", icon_name="back")
        self.other_button.clicked.connect(self.other_wanted)
        self.login = Label("", bold=True)
        self.password = password_field("비밀번호")
        self.password.input.returnPressed.connect(self.restore_wanted)
        self.rule = Rule()
        self.working = Working()
        self.column.addSpacing(4)
        for part in (self.rule, self.backup, self.login, self.password, self.working):
            self.column.addWidget(part)
        self.column.addLayout(
            line_of(
                self.restore_button,
                self.file_button,
                self.recover_button,
                self.again_button,
                None,
                self.other_button,
            )
        )

    def show_trouble(self, kind: Kind, words: str, backup: Backup | None, asks: str = "") -> None:
        """Say what was found, and offer what helps; `asks` the password of a login for it."""
        self.set_busy(False)
        self.say_problem(_HEADS.get(kind, "사무실을 여는 동안 문제가 생겼습니다."), words)
        asking = bool(asks) and backup is not None and kind == Kind.DAMAGED
        self.login.setText(f"복원하려면 {asks}의 비밀번호를 적으세요.")
        self.login.setVisible(asking)
        self.password.setVisible(asking)
        damaged = kind == Kind.DAMAGED
        self.rule.setVisible(damaged)
        self.backup.setVisible(damaged)
        self.backup.setText(
            f"확인된 백업: {backup_words(backup)}"
            if backup is not None
            else "이 컴퓨터에는 확인된 백업이 없습니다. 다른 곳에 둔 백업 파일을 고르세요."
        )
        self.restore_button.setVisible(damaged and backup is not None)
        self.file_button.setVisible(damaged)
        self.recover_button.setVisible(kind == Kind.KEYRING)
        self.take_keys()

    def check(self) -> bool:
        """Tell whether the password is there, where it is asked."""
        missing = not self.password.isHidden() and not self.password.input.text()
        self.password.set_error("비밀번호를 적으세요." if missing else None)
        if missing:
            self.password.setFocus()
        return not missing

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        forget(self.password)

    def set_busy(self, busy: bool) -> None:
        """Close the acts while a backup is being restored."""
        for button in (
            self.restore_button,
            self.file_button,
            self.recover_button,
            self.again_button,
            self.other_button,
        ):
            button.setEnabled(not busy)
        if busy:
            self.working.start("백업을 확인하고 되살리는 중입니다.")
        else:
            self.working.stop()

    def take_keys(self) -> None:
        """Put the focus on the first way out."""
        if not self.password.isHidden():
            self.password.setFocus()
        elif not self.restore_button.isHidden():
            self.restore_button.setFocus()
        else:
            self.again_button.setFocus()
