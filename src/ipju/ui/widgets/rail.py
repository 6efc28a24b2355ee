"""The rail of places at the left: icon, word, badge of my open items, Alt and a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipju.ui.theme import current_theme, font
from ipju.ui.theme.tokens import (
    BADGE,
    EDGE,
    ICON_RAIL,
    RAIL_ITEM,
    RAIL_ITEM_COMPACT,
    RAIL_WIDTH,
    RING,
)
from ipju.ui.widgets.icons import paint_icon
from ipju.ui.widgets.item_strip import ItemStrip


@dataclass(frozen=True, slots=True)
class RailItem:
    """A place: key, Korean word, icon name, and its fixed number for Alt+n (-1: none).

    `sign` is the key beside Alt of a place for which no digit is left.
    """

    key: str
    word: str
    icon: str
    number: int
    sign: str = ""

    @property
    def keys(self) -> str:
        """What goes there, or an empty text."""
        sign = self.sign or (f"{self.number}" if self.number >= 0 else "")
        return f"Alt+{sign}" if sign else ""


class Rail(ItemStrip):
    """Places the role may enter. `chosen(key)`; `set_badge(key, n)`."""

    def __init__(self, items: Sequence[RailItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[RailItem] = []
        self._badges: dict[str, int] = {}
        self.setProperty("surface", "window")
        self.setFixedWidth(RAIL_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("자리")
        self.set_items(items)

    def set_items(self, items: Sequence[RailItem]) -> None:
        """Show these places (those of the role); numbers stay fixed for the fingers."""
        kept = self.current()
        self._items = list(items)
        self._keys = [item.key for item in items]
        self._words = [item.word for item in items]
        self._bind([item.keys for item in items])
        # Before anybody sits here there is nothing in it that Tab could go to.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if items else Qt.FocusPolicy.NoFocus)
        self.set_current(kept)

    def set_badge(self, key: str, count: int) -> None:
        """How many items wait for me there; 0 hides the badge."""
        self._badges[key] = count
        self.update()

    def badge(self, key: str) -> int:
        """The count shown at a place."""
        return self._badges.get(key, 0)

    def sizeHint(self) -> QSize:
        return QSize(RAIL_WIDTH, 6 + RAIL_ITEM_COMPACT * len(self._items))

    def item_rect(self, at: int) -> QRect:
        roomy = self.height() >= 6 + RAIL_ITEM * len(self._items) + 100
        # Many places in the smallest window move together: none may lie below its edge.
        least = (self.height() - 6) // max(1, len(self._items))
        height = RAIL_ITEM if roomy else min(RAIL_ITEM_COMPACT, least)
        return QRect(0, 6 + at * height, self.width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def _tip(self, at: int) -> str:
        if at < 0:
            return ""
        item = self._items[at]
        count = self.badge(item.key)
        waits = f" · 내 일 {count:,}건" if count else ""
        keys = f" ({item.keys})" if item.keys else ""
        return f"{item.word}{keys}{waits}"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("window"))
        for at, item in enumerate(self._items):
            box = self.item_rect(at)
            now = at == self._current
            if now:
                painter.fillRect(box, theme.colour("surface"))
                painter.fillRect(QRect(0, box.top(), EDGE, box.height()), theme.colour("accent"))
            elif at == self._hover:
                painter.fillRect(box, theme.colour("hover"))
            tone = "accent" if now else "ink2"
            middle = box.center().x() + 1
            top = box.top() + (box.height() - ICON_RAIL - 4 - 18) / 2
            paint_icon(
                painter, QRectF(middle - ICON_RAIL / 2, top, ICON_RAIL, ICON_RAIL), item.icon, tone
            )
            painter.setFont(font(bold=now))
            painter.setPen(theme.colour(tone))
            words = QRectF(2, top + ICON_RAIL + 4, box.width() - 4, 18)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, item.word)
            self._paint_badge(painter, middle, top, self.badge(item.key))
            if now and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("accent"), RING))
                painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))
        painter.end()

    @staticmethod
    def _paint_badge(painter: QPainter, middle: float, top: float, count: int) -> None:
        if not count:
            return
        theme = current_theme()
        text = f"{count}" if count < 1000 else "999+"
        painter.setFont(font(BADGE, bold=True))
        width = max(16, painter.fontMetrics().horizontalAdvance(text) + 9)
        box = QRectF(middle + 8, top - 5, width, 15)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink2"))
        painter.drawRoundedRect(box, 7.5, 7.5)
        painter.setPen(theme.colour("window"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
