"""The list of what waits (결재 대기): Space chooses, the locked rows say why they are."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ipju.services.decisions import Waiting
from ipju.ui.screens.approval.words import VERDICT_MARKS
from ipju.ui.theme import current_theme
from ipju.ui.widgets.cell_delegate import CellDelegate
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Cell, Column, Index, Row, source_of

_BOX = 16
_ROW = 47
_WHY_SHORT = (("내가 올린", "내가 올림 · 불가"), ("내가 마지막으로", "내가 고침 · 불가"))


class _ChoiceDelegate(CellDelegate):
    """Draws the box of a row that may be chosen before its other cells."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        found = source_of(index)
        if found is None or found[2] != 0 or found[0].row_at(found[1]).get("locked"):
            return
        rect: QRect = option.rect
        chosen = bool(found[0].row_at(found[1]).get("data"))
        box = QRectF(rect.left() + 12, rect.top() + 8, _BOX, _BOX)
        _paint_box(painter, box, chosen=chosen)


def _paint_box(painter: QPainter, box: QRectF, *, chosen: bool) -> None:
    theme = current_theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent" if chosen else "line2"), 1.3))
    painter.setBrush(theme.colour("accent" if chosen else "surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if chosen:
        pen = QPen(theme.colour("onaccent"), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        at = box.topLeft()
        ticks = [QPointF(4, 8.2), QPointF(7, 11), QPointF(12, 5.2)]
        painter.drawPolyline(QPolygonF([at + one for one in ticks]))
    painter.restore()


class WaitingList(Table):
    """Rows of what waits. `chosen_changed(n)` when a box changed; arrows move, Space chooses."""

    chosen_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            (Column("", 40), Column("이름"), Column("결정", 128)),
            header=False,
            flat=True,
            name="결재 대기",
            parent=parent,
        )
        self.setItemDelegate(_ChoiceDelegate(self))
        self._lines: dict[str, Waiting] = {}
        self._chosen: set[str] = set()
        self.clicked.connect(self._on_clicked)

    def show_lines(self, lines: Sequence[Waiting]) -> None:
        """Show what waits; what was chosen stays so while it may be."""
        self._lines = {one.proposal.id.hex: one for one in lines}
        before = len(self._chosen)
        self._chosen &= {key for key, one in self._lines.items() if not one.blocked}
        self.set_rows([self._row(key) for key in self._lines])
        if len(self._chosen) != before:
            self.chosen_changed.emit(len(self._chosen))

    def lines(self) -> tuple[Waiting, ...]:
        """What the list holds, in its order."""
        return tuple(self._lines.values())

    def current(self) -> Waiting | None:
        """The line the sheet beside it belongs to."""
        return self._lines.get(self.current_id())

    def chosen(self) -> tuple[Waiting, ...]:
        """The lines that are chosen, in the order of the list."""
        return tuple(one for key, one in self._lines.items() if key in self._chosen)

    def line_of(self, proposal: UUID) -> Waiting | None:
        """The line of a proposal, or None."""
        return self._lines.get(proposal.hex)

    def toggle(self, key: str) -> None:
        """Choose a row or let go of it; a locked one stays as it is."""
        line = self._lines.get(key)
        if line is None or line.blocked:
            return
        self._chosen ^= {key}
        self.update_row(self._row(key), flash=False)
        self.chosen_changed.emit(len(self._chosen))

    def let_go(self) -> None:
        """Let go of every row that is chosen."""
        if self._chosen:
            self._chosen.clear()
            self.set_rows([self._row(key) for key in self._lines])
            self.chosen_changed.emit(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggle(self.current_id())
            return
        super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle(self.rows_model.id_at(index.row()))

    def _row(self, key: str) -> Row:
        line = self._lines[key]
        locked = bool(line.blocked)
        first: Cell = {"said": "고름" if key in self._chosen else "고르지 않음"}
        if locked:
            first = {"icon": "lock", "tone": "ink3", "said": "잠김", "tip": line.blocked}
        verdict = line.proposal.verdict
        decision: Cell = {
            "t": verdict.label,
            "mark": VERDICT_MARKS[verdict],
            "sub": _below(line),
            "sub_tone": "rev" if line.changed and not locked else "ink3",
            "tip": line.blocked,
        }
        who: Cell = {
            "t": line.name or "이름 없음",
            "sub": line.case_number,
            "bold": not locked,
            "tip": line.blocked,
        }
        return {
            "id": key,
            "h": _ROW,
            "cells": [first, who, decision],
            "dim": locked,
            "locked": locked,
            "data": key in self._chosen,
        }


def _below(line: Waiting) -> str:
    """What stands below the verdict: why it is locked, else how much changed."""
    if line.blocked:
        short = (words for start, words in _WHY_SHORT if line.blocked.startswith(start))
        return next(short, "결재할 수 없음")
    if line.changed is None:
        return "처음"
    return f"바뀐 것 {line.changed}" if line.changed else "판정 같음"
