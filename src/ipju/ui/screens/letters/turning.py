"""The pages of a long list: which lines of how many are shown, and the keys that turn them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.surface import Label, fill
from ipju.ui.widgets.table import Table


class Turning(QWidget):
    """`turned()` when another page is wanted, which begins at `offset`.

    PgDn on the last row and PgUp on the first turn the page, as in every long list. `of` is the
    word for one line.
    """

    turned = Signal()

    def __init__(
        self, table: Table, size: int, parent: QWidget | None = None, *, of: str = "건"
    ) -> None:
        super().__init__(parent)
        self._table, self._size, self._of = table, size, of
        self._total = 0
        self.offset = 0
        self._land = ""
        self.words = Label("", tone="ink2")
        self.before = Button("앞 쪽", "quiet")
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after = Button("다음 쪽", "quiet")
        self.after.clicked.connect(lambda: self.turn(1))
        row = QHBoxLayout(self)
        fill(row, self.words, self.before, self.after, spacing=6)
        table.installEventFilter(self)
        self.hide()

    def restart(self) -> None:
        """Begin with the first page again."""
        self.offset = 0

    def turn(self, pages: int) -> bool:
        """Go to another page; False at the ends."""
        offset = self.offset + pages * self._size
        if offset < 0 or offset >= self._total:
            return False
        self.offset, self._land = offset, "last" if pages < 0 else "first"
        self.turned.emit()
        return True

    def show_page(self, shown: int, total: int) -> bool:
        """Show where the page stands; False when it is gone, and the first is to be read."""
        self._total = total
        if not shown and total and self.offset:
            self.restart()
            return False
        first, last = self.offset + 1, self.offset + shown
        self.words.setText(f"{first:,}–{last:,} / {total:,}{self._of}")
        self.before.setEnabled(self.offset > 0)
        self.after.setEnabled(last < total)
        self.setVisible(total > self._size)
        rows = self._table.rows_model.rows()
        if self._land and rows:
            self._table.select_id(rows[-1 if self._land == "last" else 0]["id"])
        self._land = ""
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row, last = self._table.currentIndex().row(), self._table.rows_model.rowCount() - 1
            if event.key() == Qt.Key.Key_PageDown and row == last:
                return self.turn(1)
            if event.key() == Qt.Key.Key_PageUp and row == 0:
                return self.turn(-1)
        return super().eventFilter(watched, event)
