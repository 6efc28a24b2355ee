"""A table that is worked by single keys, whatever keyboard layout or input method is on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from ipju.ui.widgets.table import Table

_JAMO: Final = dict(zip("ㄴㅏㅜㅈㅛㅍ", "sknwyv", strict=True))
"""With the Korean keyboard on, S arrives as ㄴ."""

_NAMED: Final = {
    Qt.Key.Key_Space: "space",
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Escape: "escape",
    Qt.Key.Key_Delete: "delete",
}
_ONCE: Final = frozenset({"space", "enter", "escape", "delete", "y"})
"""Keys that act once however long they are held down."""


class KeyTable(Table):
    """`typed(name)`: space, enter, escape, delete, a digit, or one of s k n w y v."""

    typed = Signal(str)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_id() and self._is_head(self.current_id()):
            ids = [one.get("id", "") for one in self.rows_model.rows()]
            self.select_id(next((one for one in ids if not self._is_head(one)), ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        name = _NAMED.get(Qt.Key(event.key()), "") or _letter(event.text())
        if not name:
            super().keyPressEvent(event)
            return
        if not (event.isAutoRepeat() and name in _ONCE):
            self.typed.emit(name)


def _letter(text: str) -> str:
    plain = _JAMO.get(text, text.lower())
    return plain if len(plain) == 1 and (plain.isdecimal() or plain in _JAMO.values()) else ""
