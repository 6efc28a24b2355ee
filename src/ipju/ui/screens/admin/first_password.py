"""First passwords: made here, shown once, handed over, changed at the first use."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.ui.dialogs.base import ActDialog
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.surface import Label, Pane, fill, line_of

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is taken for another on paper (l and 1, o and 0)."""
_GROUPS, _LENGTH = 4, 4


def first_password() -> str:
    """Return a random password that can be read out: about 79 bits, in four groups."""
    groups = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS)]
    return "-".join(groups)


class HandOverDialog(ActDialog):
    """Shows a first password once, to be handed over."""

    def __init__(self, name: str, login: str, password: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "첫 비밀번호를 건넵니다",
            f"{name}님에게만 알립니다. 닫으면 다시 볼 수 없고, 처음 들어올 때 새로 정합니다.",
            "건넸음",
            parent=parent,
        )
        for one in (self.cancel_button, *self.findChildren(KeyCap)[:1]):
            one.hide()
        box = Pane("panel", boxed=True)
        row = line_of(Label("아이디", tone="ink2"), Label(login, role="strong"), None)
        secret = Label(password, role="title")
        secret.setAccessibleName(f"첫 비밀번호 {password}")
        under = line_of(Label("첫 비밀번호", tone="ink2"), secret, None)
        column = QVBoxLayout(box)
        fill(column, margins=14, spacing=8)
        column.addLayout(row)
        column.addLayout(under)
        self.password_label = secret
        self.fields.addWidget(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What is shown once must not go by a slip of the hand; only a lock puts it away.
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
