"""The five marks of a judgement. The shape carries the meaning, colour only repeats it.

`pas` ring with a tick · `fail` filled square × · `rev` filled diamond ? · `mis` dashed
ring · `na` dash. Drawn from paths, so they stay sharp at every size and scale.
"""

from __future__ import annotations

import math
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ipju.ui.theme import current_theme
from ipju.ui.theme.tokens import MARK
from ipju.ui.widgets.surface import Label

MarkName = Literal["pas", "fail", "rev", "mis", "na"]
MARK_WORDS: Final[dict[str, str]] = {
    "pas": "적합",
    "fail": "부적합",
    "rev": "판단 필요",
    "mis": "미확인",
    "na": "해당 없음",
}
MARK_TONES: Final[dict[str, str]] = {
    "pas": "pas",
    "fail": "fail",
    "rev": "rev",
    "mis": "ink",
    "na": "ink3",
}
LOUD: Final = frozenset({"fail", "rev", "mis"})  # marks whose word is written bold


def paint_mark(
    painter: QPainter, rect: QRectF, mark: str, *, on: str = "surface", tone: str = ""
) -> None:
    """Draw a mark into the square that fits `rect`.

    `on` is the colour role behind filled shapes' inner strokes; `tone` overrides the
    mark's own colour role (a dimmed row). An unknown mark draws nothing.
    """
    if mark not in MARK_TONES:
        return
    theme = current_theme()
    colour = theme.colour(tone or MARK_TONES[mark])
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / 16, side / 16)
    if mark == "pas":
        _stroke(painter, colour, 1.4)
        painter.drawEllipse(QPointF(8, 8), 6.3, 6.3)
        _stroke(painter, colour, 1.6)
        painter.drawPolyline(QPolygonF([QPointF(5.1, 8.2), QPointF(7.2, 10.3), QPointF(11, 6)]))
    elif mark == "fail":
        _fill(painter, colour)
        painter.drawRoundedRect(QRectF(1.5, 1.5, 13, 13), 2, 2)
        _stroke(painter, theme.colour(on), 1.8)
        painter.drawLine(QPointF(5.3, 5.3), QPointF(10.7, 10.7))
        painter.drawLine(QPointF(10.7, 5.3), QPointF(5.3, 10.7))
    elif mark == "rev":
        _fill(painter, colour)
        diamond = QPainterPath()
        diamond.addRoundedRect(QRectF(-5.7, -5.7, 11.4, 11.4), 1.4, 1.4)
        painter.save()
        painter.translate(8, 8)
        painter.rotate(45)
        painter.drawPath(diamond)
        painter.restore()
        _stroke(painter, theme.colour(on), 1.5)
        hook = QPainterPath(QPointF(6.2, 6.5))
        hook.cubicTo(QPointF(6.2, 3.9), QPointF(9.9, 4.0), QPointF(9.8, 6.5))
        hook.cubicTo(QPointF(9.7, 7.7), QPointF(8, 7.7), QPointF(8, 9.3))
        painter.drawPath(hook)
        _fill(painter, theme.colour(on))
        painter.drawEllipse(QPointF(8, 11.6), 0.95, 0.95)
    elif mark == "mis":
        _stroke(painter, colour, 1.5, Qt.PenCapStyle.FlatCap)
        for step in range(8):
            angle = math.degrees(step * math.pi / 4) + 8
            painter.drawArc(QRectF(2, 2, 12, 12), round(angle * 16), 28 * 16)
    else:
        _stroke(painter, colour, 1.6)
        painter.drawLine(QPointF(4, 8), QPointF(12, 8))
    painter.restore()


def _stroke(
    painter: QPainter,
    colour: QColor,
    width: float,
    cap: Qt.PenCapStyle = Qt.PenCapStyle.RoundCap,
) -> None:
    pen = QPen(colour, width)
    pen.setCapStyle(cap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _fill(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)


class Mark(QWidget):
    """A mark alone, `size` px square. Its accessible name is the word."""

    def __init__(self, mark: str, size: int = MARK, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self._size = size
        self.setFixedSize(size, size)
        self.set_mark(mark)

    def set_mark(self, mark: str, word: str = "") -> None:
        """Show another mark; `word` replaces its usual word for screen readers."""
        self._mark = mark
        self.setAccessibleName(word or MARK_WORDS.get(mark, ""))
        self.update()

    def mark(self) -> str:
        """The mark shown."""
        return self._mark

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()), self._mark)
        painter.end()


class MarkWord(QWidget):
    """A mark with its word beside it: 적합 regular, 부적합·판단 필요·미확인 bold."""

    def __init__(self, mark: str, word: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._drawing = Mark(mark, parent=self)
        self._word = Label("", parent=self)
        row.addWidget(self._drawing)
        row.addWidget(self._word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_mark(mark, word)

    def set_mark(self, mark: str, word: str = "") -> None:
        """Show another result; without `word` the mark's usual word is used."""
        text = word or MARK_WORDS.get(mark, "")
        self._drawing.set_mark(mark, text)
        self._word.set_bold(mark in LOUD)
        self._word.set_tone(MARK_TONES.get(mark, "ink"))
        self._word.setText(text)
        self.setAccessibleName(text)
