"""A table whose rows a person puts in order: Alt+↑↓ or the mouse; every move can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Column, Row

type_of_rows = Callable[[Sequence[str]], Sequence[Row]]

_MOVES: Final = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}


class OrderTable(Table):
    """Rows by id, drawn by `rows_of(ids)`. `moved()` after a row went somewhere else.

    Alt+↑ and Alt+↓ move the current row by one, Alt+Home and Alt+End to an end; dragging moves it
    where the pointer is; Ctrl+Z and Ctrl+Y undo and redo.
    """

    moved = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        rows_of: type_of_rows,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(columns, name=name, parent=parent)
        self._rows_of = rows_of
        self._ids: list[str] = []
        self._before: list[list[str]] = []
        self._after: list[list[str]] = []
        self._dragged, self._pressed, self._began = "", QPoint(), False

    def ids(self) -> list[str]:
        """The ids in the order in which they stand."""
        return list(self._ids)

    def show_ids(self, ids: Sequence[str]) -> None:
        """Begin with this order; what was moved before is forgotten."""
        self._ids = list(ids)
        self._before, self._after = [], []
        self._draw()

    def redraw(self) -> None:
        """Draw the same order again."""
        self._draw()

    def has_moves(self) -> bool:
        """Whether something stands elsewhere than at the beginning."""
        return bool(self._before)

    def undo(self) -> bool:
        """Take the last move back; False when there is none."""
        return self._swap(self._before, self._after)

    def redo(self) -> bool:
        """Do again what was taken back; False when there is nothing."""
        return self._swap(self._after, self._before)

    def put_at(self, row_id: str, to: int) -> bool:
        """Put a row at a position from 0; False when it stands there already."""
        at = self._ids.index(row_id)
        to = max(0, min(to, len(self._ids) - 1))
        if at == to:
            return False
        self._remember()
        self._put(row_id, to)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = _MOVES.get(Qt.Key(event.key()))
        row_id = self.current_id()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and wanted and row_id:
            at = self._ids.index(row_id)
            ends = {"up": at - 1, "down": at + 1, "first": 0, "last": len(self._ids) - 1}
            self.put_at(row_id, ends[wanted])
            return
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if held and event.key() == Qt.Key.Key_Z:
            self.undo()
            return
        if held and event.key() == Qt.Key.Key_Y:
            self.redo()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            at = self.indexAt(event.position().toPoint())
            self._dragged = self.rows_model.id_at(at.row()) if at.isValid() else ""
            self._pressed, self._began = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if not self._dragged or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if not self._began and not far:
            return
        over = self.indexAt(QPoint(4, here.y()))
        to = over.row() if over.isValid() else (0 if here.y() < 0 else len(self._ids) - 1)
        if to == self._ids.index(self._dragged):
            return
        if not self._began:
            # One drag is one move, however many rows it passes.
            self._began = True
            self._remember()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._put(self._dragged, to)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._dragged, self._began = "", False
        self.viewport().unsetCursor()

    def _remember(self) -> None:
        self._before.append(list(self._ids))
        self._after = []

    def _put(self, row_id: str, to: int) -> None:
        self._ids.remove(row_id)
        self._ids.insert(to, row_id)
        self._draw(row_id)
        self.moved.emit()

    def _swap(self, taken: list[list[str]], kept: list[list[str]]) -> bool:
        if not taken:
            return False
        kept.append(list(self._ids))
        self._ids = taken.pop()
        self._draw(self.current_id())
        self.moved.emit()
        return True

    def _draw(self, chosen: str = "") -> None:
        self.set_rows(self._rows_of(self._ids))
        if chosen:
            self.select_id(chosen, tell=False)
