"""The one delegate behind every table, finding list, queue and sheet."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ipju.ui.theme import current_theme, font
from ipju.ui.theme.tokens import BODY, CHIP, EDGE, GROUP_HEAD, MARK, RING, ROW_ONE, ROW_TWO
from ipju.ui.widgets.chips import chip_width, paint_chip
from ipju.ui.widgets.icons import paint_icon
from ipju.ui.widgets.marks import LOUD, MARK_TONES, paint_mark
from ipju.ui.widgets.price_bar import PriceBarData, paint_small_bar
from ipju.ui.widgets.table_model import Cell, Index, Row, source_of

_LINE: Final = 18
_FIRST_PAD: Final = 12
_PAD: Final = 8
_GROUNDS: Final = {"rev": "revbg", "fail": "failbg", "pas": "pasbg", "sunken": "sunken"}
_FIGURES: Final = re.compile(r"\d[\d,.]*(원|점|%|㎡|명|건)?$")


def row_height(row: Row) -> int:
    """Pixels of a row: its own `h`, a group head, one line or two."""
    if "h" in row:
        return row["h"]
    if row.get("group"):
        return GROUP_HEAD
    if "lines" in row:
        return ROW_TWO if row["lines"] == 2 else ROW_ONE
    return ROW_TWO if any(cell.get("sub") for cell in row.get("cells", ())) else ROW_ONE


def _ground(row: Row, *, selected: bool, flashing: bool, hovered: bool) -> str:
    if selected or row.get("sel") or flashing:
        return "accentbg"
    tint = _GROUNDS.get(row.get("tint", ""), "")
    if not tint and hovered and not row.get("group"):
        return "hover"
    return tint


class CellDelegate(QStyledItemDelegate):
    """Paints cell dicts of a `DictTableModel` (see `Cell`, `Row`)."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        found = source_of(index)
        return QSize(40, row_height(found[0].row_at(found[1])) if found else ROW_ONE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = source_of(index)
        if found is None:
            super().paint(painter, option, index)
            return
        model, at, column = found
        row, cell = model.row_at(at), model.cell_at(at, column)
        rect: QRect = option.rect
        view = option.widget
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        theme = current_theme()
        painter.save()
        painter.setClipRect(rect)
        ground = _ground(row, selected=selected, flashing=model.is_flashing(at), hovered=hovered)
        if ground:
            painter.fillRect(rect, theme.colour(ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        first, last = column == 0, self._is_last(index)
        if first:
            edge = "accent" if selected or row.get("sel") else row.get("bar") or row.get("tint")
            if edge and edge != "sunken":
                painter.fillRect(
                    QRect(rect.left(), rect.top(), EDGE, rect.height()), theme.colour(edge)
                )
        if not row.get("widget"):
            if row.get("group"):
                self._paint_group(painter, rect, row)
            else:
                on = ground or "surface"
                align = cell.get("align") or model.columns[column].align
                self._paint_cell(painter, rect, row, cell, align=align, first=first, on=on)
        if isinstance(view, QAbstractItemView) and view.hasFocus():
            current = view.currentIndex()
            if current.row() == index.row() and not row.get("widget"):
                spanned = bool(row.get("group"))
                self._paint_ring(painter, rect, left=first, right=last or spanned)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show the tooltip of a cell, or its full text when it was cut."""
        found = source_of(index)
        if event.type() != QEvent.Type.ToolTip or found is None:
            return super().helpEvent(event, view, option, index)
        cell = found[0].cell_at(found[1], found[2])
        tip = cell.get("tip") or self._cut_text(cell, option.rect.width(), found[2] == 0)
        QToolTip.showText(event.globalPos(), tip, view)
        return True

    @staticmethod
    def _cut_text(cell: Cell, width: int, first: bool) -> str:
        room = width - (_FIRST_PAD if first else _PAD) - _PAD - (MARK + 6 if "mark" in cell else 0)
        lines = [cell.get("t", ""), cell.get("sub", "")]
        metrics = QFontMetrics(font(bold=bool(cell.get("bold"))))
        cut = any(metrics.horizontalAdvance(line) > room for line in lines)
        return "\n".join(line for line in lines if line) if cut else ""

    @staticmethod
    def _is_last(index: Index) -> bool:
        model = index.model()
        return index.column() == model.columnCount() - 1

    @staticmethod
    def _paint_ring(painter: QPainter, rect: QRect, *, left: bool, right: bool) -> None:
        colour = current_theme().colour("accent")
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), RING), colour)
        painter.fillRect(QRect(rect.left(), rect.bottom() - RING + 1, rect.width(), RING), colour)
        if left:
            painter.fillRect(QRect(rect.left(), rect.top(), RING, rect.height()), colour)
        if right:
            painter.fillRect(
                QRect(rect.right() - RING + 1, rect.top(), RING, rect.height()), colour
            )

    @staticmethod
    def _paint_group(painter: QPainter, rect: QRect, row: Row) -> None:
        theme = current_theme()
        cells = row.get("cells", ())
        inner = QRectF(rect).adjusted(_FIRST_PAD, 0, -_PAD, 0)
        painter.setFont(font(bold=True))
        painter.setPen(theme.colour("ink2"))
        title = cells[0].get("t", "") if cells else ""
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, title)
        if len(cells) > 1:
            painter.setFont(font())
            painter.setPen(theme.colour(cells[-1].get("tone", "ink3")))
            painter.drawText(
                inner,
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                cells[-1].get("t", ""),
            )

    def _paint_cell(
        self,
        painter: QPainter,
        rect: QRect,
        row: Row,
        cell: Cell,
        *,
        align: str,
        first: bool,
        on: str,
    ) -> None:
        inner = QRectF(rect).adjusted(_FIRST_PAD if first else _PAD, 0, -_PAD, -1)
        if isinstance(cell.get("bar"), PriceBarData):
            bar = cell["bar"]
            assert isinstance(bar, PriceBarData)
            paint_small_bar(painter, inner.adjusted(0, 0, -1, 0), bar)
            return
        px = cell.get("px", BODY)
        two = row_height(row) >= ROW_TWO - 2 and row.get("lines", 2) == 2
        sub = cell.get("sub", "")
        line = _LINE if px == BODY else px + 8
        if two and px == BODY and (sub or row_height(row) >= ROW_TWO):
            top = inner.top() + (inner.height() - 2 * _LINE) / 2
        else:
            top = inner.top() + (inner.height() - line) / 2
        first_line = QRectF(inner.left(), top, inner.width(), line)
        first_line, indent = self._paint_lead(painter, first_line, row, cell, on)
        self._paint_words(painter, first_line, row, cell, align)
        if sub:
            under = QRectF(inner.left() + indent, top + line, inner.width() - indent, _LINE)
            self._paint_sub(painter, under, row, cell, align, on)

    @staticmethod
    def _paint_lead(
        painter: QPainter, line: QRectF, row: Row, cell: Cell, on: str
    ) -> tuple[QRectF, int]:
        """Mark, icon or radio before the words; returns the rest of the line and the indent."""
        dim = "ink3" if row.get("dim") else ""
        box = QRectF(line.left(), line.center().y() - MARK / 2, MARK, MARK)
        if cell.get("mark"):
            paint_mark(painter, box, cell["mark"], on=on, tone=dim)
        elif cell.get("icon"):
            paint_icon(painter, box, cell["icon"], dim or cell.get("tone", "ink2"))
        elif "radio" in cell:
            _paint_radio(painter, box, on=cell["radio"])
        else:
            return line, 0
        indent = MARK + 6
        return line.adjusted(indent, 0, 0, 0), indent

    @staticmethod
    def _paint_words(painter: QPainter, line: QRectF, row: Row, cell: Cell, align: str) -> None:
        theme = current_theme()
        mark = cell.get("mark", "")
        tone = cell.get("tone") or MARK_TONES.get(mark, "ink")
        if row.get("dim"):
            tone = "ink3"
        bold = cell.get("bold", mark in LOUD)
        flags = Qt.AlignmentFlag.AlignVCenter
        if align == "r":
            flags |= Qt.AlignmentFlag.AlignRight
        elif align == "c":
            flags |= Qt.AlignmentFlag.AlignHCenter
        if cell.get("chip"):
            width = chip_width(cell["chip"], cell.get("chip_tone", "neutral"))
            box = QRectF(line.right() - width, line.center().y() - CHIP / 2, width, CHIP)
            paint_chip(painter, box, cell["chip"], cell.get("chip_tone", "neutral"))
            line = line.adjusted(0, 0, -width - 6, 0)
        if cell.get("old"):
            line = _paint_old(painter, line, cell["old"])
            bold, tone = True, "rev"
        painter.setFont(font(cell.get("px", BODY), bold=bold))
        painter.setPen(theme.colour(tone))
        text = cell.get("t", "")
        if not (align == "r" or cell.get("keep") or _stands(painter.fontMetrics(), text, line)):
            text = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, max(0, int(line.width()))
            )
        # A figure that is a little too wide stands in the padding: no digit of it is cut off.
        flags |= Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        painter.drawText(line, flags, text)

    @staticmethod
    def _paint_sub(
        painter: QPainter, line: QRectF, row: Row, cell: Cell, align: str, on: str
    ) -> None:
        if cell.get("sub_mark"):
            box = QRectF(line.left(), line.center().y() - 6.5, 13, 13)
            paint_mark(painter, box, cell["sub_mark"], on=on)
            line = line.adjusted(18, 0, 0, 0)
        tone = "ink3" if row.get("dim") else cell.get("sub_tone", "ink3")
        painter.setFont(font(bold=tone in ("fail", "rev")))
        painter.setPen(current_theme().colour(tone))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        # As above: a figure stands in the padding rather than lose its 원.
        flags |= Qt.TextFlag.TextDontClip
        if align == "r":
            flags |= Qt.AlignmentFlag.AlignRight
        text = cell["sub"]
        if not _stands(painter.fontMetrics(), text, line):
            text = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, max(0, int(line.width()))
            )
        painter.drawText(line, flags, text)


def _stands(metrics: QFontMetrics, text: str, line: QRectF) -> bool:
    """Tell whether a text that ends in a figure stands in its cell, its padding included.

    One that is longer is elided like any other: a number cut off would look like another number.
    """
    return bool(_FIGURES.search(text)) and metrics.horizontalAdvance(text) <= line.width() + _PAD


def _paint_old(painter: QPainter, line: QRectF, old: str) -> QRectF:
    struck = font()
    struck.setStrikeOut(True)
    painter.setFont(struck)
    painter.setPen(current_theme().colour("ink3"))
    width = painter.fontMetrics().horizontalAdvance(old)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, old)
    return line.adjusted(width + 8, 0, 0, 0)


def _paint_radio(painter: QPainter, box: QRectF, *, on: bool) -> None:
    theme = current_theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent" if on else "line2"), 1.3))
    painter.setBrush(theme.colour("surface"))
    centre = QPointF(box.center())
    painter.drawEllipse(centre, 7, 7)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(centre, 3.6, 3.6)
    painter.restore()
