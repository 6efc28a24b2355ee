"""Sections of a case with their worst mark and how many findings bear it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipju.ui.theme import current_theme, font
from ipju.ui.theme.tokens import EDGE, MARK, RING, SECTION_ROW
from ipju.ui.widgets.item_strip import ItemStrip
from ipju.ui.widgets.marks import MARK_TONES, MARK_WORDS, paint_mark


@dataclass(frozen=True, slots=True)
class SectionItem:
    """A section: key, word, its worst mark (or none) and the count of that mark."""

    key: str
    word: str
    mark: str = ""
    count: int = 0


class SectionList(ItemStrip):
    """Rows at the left of a case, or with `horizontal=True` the tab strip of narrow windows.

    `chosen(key)`; Ctrl+1…9 choose by position; arrows move.
    """

    def __init__(
        self,
        items: Sequence[SectionItem] = (),
        *,
        horizontal: bool = False,
        shortcuts: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, horizontal=horizontal)
        self._items: list[SectionItem] = []
        self._with_keys = shortcuts
        self.setProperty("surface", "panel")
        self.setAccessibleName("구역")
        if horizontal:
            self.setFixedHeight(SECTION_ROW + 4)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            self.setFixedWidth(116)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_items(items)

    def set_items(self, items: Sequence[SectionItem]) -> None:
        """Show these sections, keeping the current one."""
        kept = self.current()
        same = [item.key for item in items] == self._keys
        self._items = list(items)
        self._keys = [item.key for item in items]
        self._words = [item.word for item in items]
        if self._with_keys and not same:
            self._bind([f"Ctrl+{at}" if at <= 9 else "" for at in range(1, len(items) + 1)])
        self.set_current(kept)

    def set_mark(self, key: str, mark: str, count: int = 0) -> None:
        """Change one section's mark."""
        self._items = [
            SectionItem(item.key, item.word, mark, count) if item.key == key else item
            for item in self._items
        ]
        self.update()

    def sizeHint(self) -> QSize:
        if self._horizontal:
            return QSize(sum(self._tab_width(item) for item in self._items), SECTION_ROW + 4)
        return QSize(self.width(), 8 + SECTION_ROW * len(self._items))

    def item_rect(self, at: int) -> QRect:
        if not self._horizontal:
            return QRect(0, 8 + at * SECTION_ROW, self.width(), SECTION_ROW)
        left = sum(self._tab_width(item) for item in self._items[:at])
        return QRect(left, 0, self._tab_width(self._items[at]), self.height())

    @staticmethod
    def _tab_width(item: SectionItem) -> int:
        width = QFontMetrics(font(bold=True)).horizontalAdvance(item.word) + 20
        return width + (16 if item.mark else 0) + (12 if item.mark and item.count else 0)

    def _tip(self, at: int) -> str:
        if at < 0:
            return ""
        item = self._items[at]
        word = MARK_WORDS.get(item.mark, "")
        marked = f" · {word} {item.count}" if word and item.count else f" · {word}" if word else ""
        return f"{item.word} (Ctrl+{at + 1}){marked}" if at < 9 else f"{item.word}{marked}"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("panel"))
        if self._horizontal:
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        for at, item in enumerate(self._items):
            box = self.item_rect(at)
            now = at == self._current
            if now:
                painter.fillRect(box, theme.colour("accentbg"))
                edge = (
                    QRect(box.left(), box.bottom() - EDGE + 1, box.width(), EDGE)
                    if self._horizontal
                    else QRect(0, box.top(), EDGE, box.height())
                )
                painter.fillRect(edge, theme.colour("accent"))
            elif at == self._hover:
                painter.fillRect(box, theme.colour("hover"))
            self._paint_item(painter, QRectF(box), item, now=now)
            if now and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("accent"), RING))
                painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_item(self, painter: QPainter, box: QRectF, item: SectionItem, *, now: bool) -> None:
        theme = current_theme()
        painter.setFont(font(bold=now))
        painter.setPen(theme.colour("ink"))
        left = box.left() + (8 if self._horizontal else 14)
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, box.top(), box.width(), box.height()), flags, item.word)
        if not item.mark:
            return
        size = MARK if not self._horizontal else 12
        if self._horizontal:
            word = QFontMetrics(font(bold=True)).horizontalAdvance(item.word)
            at = left + word + 5
        else:
            at = box.right() - 38
        middle = box.center().y()
        on = "accentbg" if now else "panel"
        paint_mark(painter, QRectF(at, middle - size / 2, size, size), item.mark, on=on)
        if item.count:
            painter.setFont(font())
            painter.setPen(theme.colour(MARK_TONES[item.mark]))
            painter.drawText(
                QRectF(at + size + 4, box.top(), 22, box.height()), flags, str(item.count)
            )
