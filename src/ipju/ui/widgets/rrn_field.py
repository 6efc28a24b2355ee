"""Resident registration number field (주민등록번호): typed once, then masked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ipju.ui.clipboard import mark_secret
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.field import TypedField
from ipju.ui.widgets.reading import Unreadable


def mask_rrn(digits: str) -> str:
    """`900101-1******`: birth date and first digit only."""
    return f"{digits[:6]}-{digits[6]}******"


class RrnField(TypedField):
    """Thirteen digits, hidden behind a mask as soon as the field is left.

    `check(digits)` returns a Korean reason to refuse the number, or None. A number from
    the store arrives as `set_masked("900101-1******")`; `reveal_requested` asks the screen
    for the dialog with the reason, which then calls `reveal(digits, seconds)`. Typing into
    a masked field starts a new number; Esc brings the old one back.
    """

    reveal_requested = Signal()

    def __init__(
        self,
        label: str = "주민등록번호",
        *,
        check: Callable[[str], str | None] | None = None,
        help_text: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._check = check
        self._masked = ""
        self._seconds = 0
        super().__init__(
            label,
            self._read_digits,
            lambda value: mask_rrn(cast(str, value)),
            help_text=help_text,
            required=required,
            parent=parent,
        )
        mark_secret(self.input)  # what is copied from here is cleared after a while
        self._eye = Button("", "icon", icon_name="eye", name="주민등록번호 보기", parent=self.input)
        self._eye.setFixedSize(26, 26)
        self._eye.clicked.connect(self.reveal_requested)
        self._eye.hide()
        self.input.setTextMargins(0, 0, 26, 0)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)

    def value(self) -> str | None:
        """The thirteen digits typed here, or None (also for a masked number of the store)."""
        return cast("str | None", self._value())

    def set_masked(self, masked: str) -> None:
        """Show a number of the store without knowing it."""
        self.set_value(None)
        if self.input.hasFocus() and self.input.isModified():
            return
        self._masked = masked
        self.input.setText(masked)
        self._place_eye()

    def set_value(self, value: object) -> None:
        """Show a known number, masked."""
        self._masked = ""
        super().set_value(value)
        self._place_eye()

    def reveal(self, digits: str, seconds: int = 20) -> None:
        """Show the whole number for some seconds; the help line counts them."""
        if not self._masked and self._now is None:
            return
        self._masked = self._masked or mask_rrn(digits)
        self._seconds = seconds
        self.input.setText(f"{digits[:6]}-{digits[6:]}")
        self._tick.start()
        self._set_echo_below(f"{seconds}초 뒤 다시 가림")

    def is_revealed(self) -> bool:
        """Whether the whole number stands on the screen."""
        return self._tick.isActive()

    def hide_again(self) -> None:
        """Cover the number now."""
        self._tick.stop()
        self._set_echo_below("")
        shown = self._shown(self._now) if self._now is not None else self._masked
        self.input.setText(shown)
        self.input.setModified(False)

    def _read_digits(self, text: str) -> object:
        if self._masked and text == self._masked:
            return None
        if self._now is not None and text == mask_rrn(cast(str, self._now)):
            return self._now
        digits = re.sub(r"[\s-]", "", text)
        if not digits:
            return None
        if not re.fullmatch(r"[0-9]{13}", digits):
            raise Unreadable(f"숫자 13자리를 적습니다. 지금 {len(digits)}자리입니다.")
        reason = self._check(digits) if self._check is not None else None
        if reason:
            raise Unreadable(reason)
        return digits

    def _on_typed(self, text: str) -> None:
        if "*" in text:
            # Typing into the mask starts a new number with what was typed.
            fresh = re.sub(r"[^0-9]", "", self._typed_into(text))
            self.input.setText(fresh)
            self.input.setModified(True)
            text = fresh
        self._tick.stop()
        super()._on_typed(text)
        self._place_eye()

    def _typed_into(self, text: str) -> str:
        old = self._masked or (mask_rrn(cast(str, self._now)) if self._now is not None else "")
        at = 0
        while at < min(len(old), len(text)) and old[at] == text[at]:
            at += 1
        return text[at : at + max(0, len(text) - len(old))]

    def _on_left(self) -> None:
        super()._on_left()
        if self._masked and not self.input.text():
            self.input.setText(self._masked)
        elif self._now is not None and not self.is_bad():
            self._masked = ""
        self._place_eye()

    def _on_escape(self) -> None:
        super()._on_escape()
        if self._masked:
            self.input.setText(self._masked)
            self.input.setModified(False)
        self._place_eye()

    def _count_down(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self.hide_again()
        else:
            self._set_echo_below(f"{self._seconds}초 뒤 다시 가림")

    def _place_eye(self) -> None:
        covered = "*" in self.input.text()
        self._eye.setVisible(covered)
        self._eye.move(self.input.width() - 28, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_eye()
