"""Claims stacked against a price, the limit lines across them and the headroom in won."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipju.ui.theme import current_theme, font
from ipju.ui.theme.tokens import STRONG
from ipju.ui.widgets.reading import write_money

_BAR_TOP: Final = 30
_BAR: Final = 46
_BRACKET_ROW: Final = 28
_WORD_PADS: Final = 16  # left and right of the words in a segment


@dataclass(frozen=True, slots=True)
class Segment:
    """One claim: its name, won, and tone c1, c2 (older claims) or c3 (this deposit)."""

    label: str
    amount: int
    tone: str = "c1"


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit across the bar: `60% 선`, the limit in won, what is measured against it."""

    label: str
    limit: int
    used_label: str
    used: int

    @property
    def headroom(self) -> int:
        """Won left under the limit; negative when over it."""
        return self.limit - self.used

    def said(self) -> str:
        """`여유 7,200,000원` or `초과 1,200,000원`."""
        word = "여유" if self.headroom >= 0 else "초과"
        return f"{word} {write_money(abs(self.headroom))}"


@dataclass(frozen=True, slots=True)
class PriceBarData:
    """Everything a bar shows. `price` is the 100 % of the bar, in won."""

    price: int
    segments: tuple[Segment, ...]
    lines: tuple[LimitLine, ...] = ()

    def total(self) -> int:
        """Won of all claims."""
        return sum(segment.amount for segment in self.segments)

    def said(self) -> str:
        """The whole bar in words."""
        parts = [f"가격 {write_money(self.price)}"]
        parts += [f"{s.label} {write_money(s.amount)}" for s in self.segments]
        parts += [f"{line.label} {write_money(line.limit)} {line.said()}" for line in self.lines]
        return ", ".join(parts)


def _scale(data: PriceBarData) -> int:
    return max(1, data.price, data.total(), *(line.limit for line in data.lines), 1)


def paint_stack(
    painter: QPainter, bar: QRectF, data: PriceBarData, *, words: bool = False, full: int = 0
) -> None:
    """Draw the stacked claims into `bar`; beyond the price they are hatched in fail."""
    theme = current_theme()
    whole = full or _scale(data)
    painter.save()
    price_x = bar.left() + bar.width() * data.price / whole
    painter.setPen(QPen(theme.colour("line2"), 1))
    painter.setBrush(theme.colour("sunken"))
    frame = QRectF(bar.left(), bar.top(), price_x - bar.left(), bar.height())
    painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))
    start = 0
    for segment in data.segments:
        left = bar.left() + bar.width() * start / whole
        start += segment.amount
        right = bar.left() + bar.width() * start / whole
        box = QRectF(left + 1, bar.top() + 1, max(1.0, right - left - 1), bar.height() - 2)
        painter.fillRect(box, theme.colour(segment.tone))
        if words:
            lines = [bar.left() + bar.width() * line.limit / whole for line in data.lines]
            clear = _clear_of(lines, box)
            _paint_segment_words(painter, clear if _holds(clear, segment) else box, segment)
    end = bar.left() + bar.width() * data.total() / whole
    if end > price_x:
        over = QRectF(price_x, bar.top() + 1, end - price_x, bar.height() - 2)
        painter.fillRect(over, theme.colour("failbg"))
        painter.fillRect(over, QBrush(theme.colour("fail"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(theme.colour("fail"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(over)
    painter.restore()


def _clear_of(lines: Sequence[float], box: QRectF) -> QRectF:
    """The widest part of a segment that no limit line crosses."""
    cuts = [box.left(), *sorted(x for x in lines if box.left() < x < box.right()), box.right()]
    left, right = max(pairwise(cuts), key=lambda pair: pair[1] - pair[0])
    return QRectF(left, box.top(), right - left, box.height())


def _holds(box: QRectF, segment: Segment) -> bool:
    amount = QFontMetrics(font()).horizontalAdvance(write_money(segment.amount))
    return amount <= box.width() - _WORD_PADS


def _paint_segment_words(painter: QPainter, box: QRectF, segment: Segment) -> None:
    inner = box.adjusted(10, 0, 10 - _WORD_PADS, 0)
    amount = write_money(segment.amount)
    if not _holds(box, segment):
        return  # money is never cut: the tooltip and the table of claims carry it
    painter.setPen(current_theme().colour(f"on{segment.tone}"))
    painter.setFont(font(bold=True))
    label = painter.fontMetrics().elidedText(
        segment.label, Qt.TextElideMode.ElideRight, int(inner.width())
    )
    middle = box.center().y()
    painter.drawText(
        QRectF(inner.left(), middle - 20, inner.width(), 20), Qt.AlignmentFlag.AlignVCenter, label
    )
    painter.setFont(font())
    painter.drawText(
        QRectF(inner.left(), middle, inner.width(), 20), Qt.AlignmentFlag.AlignVCenter, amount
    )


def paint_small_bar(painter: QPainter, rect: QRectF, data: PriceBarData, full: int = 0) -> None:
    """The small multiple: claims and limit lines, no words. `full` shares a won axis."""
    bar = QRectF(rect.left(), rect.center().y() - 6, rect.width(), 12)
    paint_stack(painter, bar, data, full=full)
    whole = full or _scale(data)
    for line in data.lines:
        x = round(bar.left() + bar.width() * line.limit / whole)
        painter.fillRect(QRectF(x - 1, bar.top() - 4, 2, 20), current_theme().colour("ink"))


class PriceBar(QWidget):
    """The bar of the 권리분석 screen. Small (`small=True`): the same without words."""

    def __init__(
        self,
        data: PriceBarData | None = None,
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._data = data or PriceBarData(0, ())
        self._small = small
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_data(self._data)

    def set_data(self, data: PriceBarData) -> None:
        """Show other claims, price or limits."""
        self._data = data
        words = data.said()
        self.setAccessibleName(words)
        self.setToolTip(words.replace(", ", "\n"))
        self.updateGeometry()
        self.update()

    def data(self) -> PriceBarData:
        """What is shown."""
        return self._data

    def sizeHint(self) -> QSize:
        if self._small:
            return QSize(138, 22)
        return QSize(600, _BAR_TOP + _BAR + 8 + _BRACKET_ROW * len(self._data.lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(60 if self._small else 320, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self._data.price <= 0:
            self._paint_nothing(painter)
        elif self._small:
            paint_small_bar(painter, QRectF(self.rect()).adjusted(1, 0, -1, 0), self._data)
        else:
            self._paint_big(painter)
        painter.end()

    def _paint_nothing(self, painter: QPainter) -> None:
        theme = current_theme()
        painter.setPen(QPen(theme.colour("line2"), 1, Qt.PenStyle.DashLine))
        top = 2 if self._small else _BAR_TOP
        box = QRectF(1, top, self.width() - 2, min(self.height() - 4, _BAR))
        painter.drawRect(box)
        if not self._small:
            painter.setPen(theme.colour("ink3"))
            painter.setFont(font())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "주택가격을 적으면 그려집니다.")

    def _paint_big(self, painter: QPainter) -> None:
        bar = QRectF(1, _BAR_TOP, self.width() - 2, _BAR)
        paint_stack(painter, bar, self._data, words=True)
        whole = _scale(self._data)
        taken = 0.0
        for row, line in enumerate(self._data.lines):
            x = bar.left() + bar.width() * line.limit / whole
            used_x = bar.left() + bar.width() * line.used / whole
            foot = bar.bottom() + 6 + _BRACKET_ROW * row + 14
            painter.fillRect(
                QRectF(round(x) - 1, bar.top() - 12, 2, foot + 6 - bar.top() + 12),
                current_theme().colour("ink"),
            )
            taken = self._paint_head(painter, line, x, taken)
            self._paint_bracket(painter, line, x, used_x, foot)

    def _paint_head(self, painter: QPainter, line: LimitLine, x: float, taken: float) -> float:
        theme = current_theme()
        bold, plain = QFontMetrics(font(bold=True)), QFontMetrics(font())
        amount = write_money(line.limit)
        first, second = bold.horizontalAdvance(line.label), plain.horizontalAdvance(amount)
        width = first + 8 + second
        left = x - 4 - width
        if left < taken:
            left = min(max(x + 6, taken), self.width() - width)
        painter.setFont(font(bold=True))
        painter.setPen(theme.colour("ink"))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, first + 4, 18), flags, line.label)
        painter.setFont(font())
        painter.setPen(theme.colour("ink2"))
        painter.drawText(QRectF(left + first + 8, 0, second + 4, 18), flags, amount)
        return left + width + 12

    def _paint_bracket(
        self, painter: QPainter, line: LimitLine, x: float, used_x: float, y: float
    ) -> None:
        theme = current_theme()
        tone = theme.colour("pas" if line.headroom >= 0 else "fail")
        painter.setPen(QPen(tone, 2))
        low, high = min(x, used_x), max(x, used_x)
        painter.drawLine(QPointF(low, y), QPointF(high, y))
        painter.drawLine(QPointF(used_x, y - 5), QPointF(used_x, y + 5))
        said = line.said()
        before = f"{line.used_label} {write_money(line.used)}"
        strong, plain = QFontMetrics(font(STRONG, bold=True)), QFontMetrics(font())
        first, second = plain.horizontalAdvance(before), strong.horizontalAdvance(said)
        width = first + 12 + second
        left = low - 8 - width
        if left < 0:
            left = high + 10 if high + 10 + width <= self.width() else 0
        flags = Qt.AlignmentFlag.AlignVCenter
        if left == 0:
            # No room on either side: the words keep their place and cover the bracket.
            painter.fillRect(QRectF(0, y - 11, width + 4, 22), theme.colour("surface"))
        painter.setFont(font())
        painter.setPen(theme.colour("ink2"))
        painter.drawText(QRectF(left, y - 11, first + 4, 22), flags, before)
        painter.setFont(font(STRONG, bold=True))
        painter.setPen(tone)
        painter.drawText(QRectF(left + first + 12, y - 11, second + 4, 22), flags, said)


def shared_axis(bars: Sequence[PriceBarData]) -> int:
    """One won axis for several bars, when they shall be compared by length."""
    return max((_scale(bar) for bar in bars), default=1)
