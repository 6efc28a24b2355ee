"""The line editor inside every typed field: echo inside the box, composing, Esc = undo."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from ipju.ui.theme import current_theme
from ipju.ui.theme.tokens import CONTROL


class LineInput(QLineEdit):
    """A one-line editor. `left` fires when the field is left or Enter is pressed.

    `echo` is drawn in the free end of the box when it fits, so that nothing below moves
    while typing; `echo_fits()` tells the field to use its own line otherwise.
    """

    left = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._echo = ""
        self._composing = False
        self.setFixedHeight(CONTROL)

    def set_echo(self, text: str) -> None:
        """What the typed text means, such as `= 4,020,000원`; empty to clear."""
        self._echo = text
        self.update()

    def echo_fits(self) -> bool:
        """Whether the echo has room beside the typed text."""
        metrics = QFontMetrics(self.font())
        used = metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(self._echo)
        return used + 20 + 16 <= self.width()

    def is_composing(self) -> bool:
        """Whether an input method holds an unfinished syllable."""
        return self._composing

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.isModified():
            self.escaped.emit()
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.left.emit()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._composing = False
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._echo or self._composing or not self.echo_fits():
            return
        painter = QPainter(self)
        painter.setPen(current_theme().colour("ink3"))
        painter.setFont(self.font())
        right_typed = bool(self.alignment() & Qt.AlignmentFlag.AlignRight)
        side = Qt.AlignmentFlag.AlignLeft if right_typed else Qt.AlignmentFlag.AlignRight
        box = QRect(self.rect()).adjusted(10, 0, -10, 0)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, self._echo)
        painter.end()
