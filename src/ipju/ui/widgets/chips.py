"""Chips (states in a word) and key caps (the key printed beside an act)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipju.ui.theme import current_theme, font
from ipju.ui.theme.tokens import CHIP, RADIUS_CHIP

# Each tone with its ground, its text colour and whether the word is bold.
CHIP_TONES: Final[dict[str, tuple[str, str, bool]]] = {
    "status": ("accentbg", "accent", True),
    "neutral": ("sunken", "ink2", False),
    "practice": ("revbg", "rev", True),
    "rev": ("revbg", "rev", True),
    "fail": ("failbg", "fail", True),
    "pas": ("pasbg", "pas", True),
    "key": ("surface", "ink2", False),
}


def chip_font(tone: str) -> QFont:
    """The font of a chip's word."""
    return font(bold=CHIP_TONES[tone][2])


def chip_width(text: str, tone: str = "neutral") -> int:
    """Pixels a chip needs."""
    return QFontMetrics(chip_font(tone)).horizontalAdvance(text) + 14


def paint_chip(painter: QPainter, rect: QRectF, text: str, tone: str = "neutral") -> None:
    """Draw a chip or, with tone `key`, a key cap filling `rect`."""
    theme = current_theme()
    ground, ink, _ = CHIP_TONES[tone]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if tone == "key":
        painter.setPen(QPen(theme.colour("keyline"), 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CHIP, RADIUS_CHIP)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(rect, RADIUS_CHIP, RADIUS_CHIP)
    painter.setFont(chip_font(tone))
    painter.setPen(theme.colour(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class Chip(QWidget):
    """A state in one word. Not clickable. Tones: status, neutral, practice, rev, fail, pas."""

    def __init__(self, text: str, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text, tone)

    def set_text(self, text: str, tone: str = "") -> None:
        """Change the word and, if given, the tone."""
        self._text, self._tone = text, tone or self._tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._text, self._tone), CHIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._text, self._tone)
        painter.end()


class KeyCap(Chip):
    """The key of an act, such as `Ctrl+Enter`."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, "key", parent)
