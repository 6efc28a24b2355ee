"""Counts as bars with their numbers beside them, and as columns over a row of days or points.

Every number stands in words too: on the chart itself, and for screen readers as its description.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ipju.ui.theme import current_theme, font
from ipju.ui.theme.tokens import BADGE

_ROW: Final = 27
_BAR: Final = 15
_GAP: Final = 8
_AIR: Final = 2
_LEAST_BAR: Final = 90
_HEAD: Final = 22
_FOOT: Final = 22
_COLUMN_MOST: Final = 44
_PLOT: Final = 128


@dataclass(frozen=True, slots=True)
class Bar:
    """One count: its words, the number, and its colour role. `short` stands under a column."""

    words: str
    count: int
    tone: str = "c1"
    short: str = ""


def _told(bars: Sequence[Bar], unit: str) -> str:
    return ", ".join(f"{one.words} {one.count:,}{unit}" for one in bars)


class _Chart(QWidget):
    """What both charts share: their bars, and the words of them."""

    def __init__(self, name: str, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._unit = unit
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other counts."""
        self._bars = tuple(bars)
        self.setAccessibleDescription(_told(self._bars, self._unit))
        self.updateGeometry()
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def place(self, at: int) -> QRectF:
        """Where a bar and its words lie; painted widgets say so."""
        raise TypeError(f"{type(self).__name__} has no places")

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = [
                one
                for at, one in enumerate(self._bars)
                if self.place(at).contains(QPointF(event.pos()))
            ]
            words = _told(found, self._unit)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _most(self) -> int:
        return max((one.count for one in self._bars), default=0) or 1


class BarChart(_Chart):
    """Bars below each other: words at the left, the bar, its number at the end."""

    def sizeHint(self) -> QSize:
        return QSize(360, max(1, len(self._bars)) * _ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def place(self, at: int) -> QRectF:
        return QRectF(0, at * _ROW, self.width(), _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        metrics, bold = QFontMetrics(font()), QFontMetrics(font(bold=True))
        numbers = max((bold.horizontalAdvance(f"{o.count:,}") for o in self._bars), default=0) + 8
        wanted = max((metrics.horizontalAdvance(o.words) for o in self._bars), default=0) + _AIR
        words = min(wanted, self.width() - numbers - _LEAST_BAR - _GAP)
        left = words + _GAP
        room = max(1, self.width() - left - numbers)
        for at, one in enumerate(self._bars):
            box = self.place(at)
            painter.setFont(font())
            painter.setPen(theme.colour("ink"))
            cut = metrics.elidedText(one.words, Qt.TextElideMode.ElideRight, round(words))
            painter.drawText(
                QRectF(0, box.top(), words, box.height()), Qt.AlignmentFlag.AlignVCenter, cut
            )
            long = room * one.count / self._most()
            bar = QRectF(left, box.center().y() - _BAR / 2, max(1.0, long), _BAR)
            painter.fillRect(bar, theme.colour(one.tone if one.count else "line"))
            painter.setFont(font(bold=bool(one.count)))
            painter.setPen(theme.colour("ink" if one.count else "ink3"))
            painter.drawText(
                QRectF(bar.right() + 6, box.top(), numbers, box.height()),
                Qt.AlignmentFlag.AlignVCenter,
                f"{one.count:,}",
            )
        painter.end()


class ColumnChart(_Chart):
    """Columns beside each other on one line, the number above and the short words below each.

    Where columns stand close, every so many bear their words; the tooltip tells each.
    """

    def sizeHint(self) -> QSize:
        return QSize(360, _HEAD + _PLOT + _FOOT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def place(self, at: int) -> QRectF:
        each = min(_COLUMN_MOST, self.width() / max(1, len(self._bars)))
        return QRectF(at * each, 0, each, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        metrics = QFontMetrics(font(BADGE))
        floor = self.height() - _FOOT
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.drawLine(QPointF(0, floor + 0.5), QPointF(self.width(), floor + 0.5))
        each = self.place(0).width() if self._bars else 1
        under = max((metrics.horizontalAdvance(one.short) for one in self._bars), default=0) + 4
        above = max((metrics.horizontalAdvance(f"{o.count:,}") for o in self._bars), default=0) + 2
        every = max(1, -(-under // max(1, int(each))))
        for at, one in enumerate(self._bars):
            box = self.place(at)
            tall = (floor - _HEAD) * one.count / self._most()
            gap = 1.0 if each < 12 else each * 0.14
            column = QRectF(box.left() + gap, floor - tall, each - 2 * gap, tall)
            painter.fillRect(column, theme.colour(one.tone))
            painter.setFont(font(BADGE))
            if one.count and above <= each:
                painter.setPen(theme.colour("ink"))
                painter.drawText(
                    QRectF(box.left(), column.top() - 18, each, 16),
                    Qt.AlignmentFlag.AlignCenter,
                    f"{one.count:,}",
                )
            if at % every == 0:
                painter.setPen(theme.colour("ink2"))
                middle = box.center().x()
                painter.drawText(
                    QRectF(middle - under / 2, floor + 3, under, _FOOT - 4),
                    Qt.AlignmentFlag.AlignCenter,
                    one.short,
                )
        painter.end()
