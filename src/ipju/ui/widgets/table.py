"""`Table`: a quiet table over a `DictTableModel`, one Tab stop, whole rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ipju.ui.theme.tokens import ROW_ONE, TABLE_HEAD
from ipju.ui.widgets.cell_delegate import CellDelegate, row_height
from ipju.ui.widgets.surface import restyle
from ipju.ui.widgets.table_model import Column, DictTableModel, Index, Row


class Table(QTableView):
    """Rows of dicts. `opened(id)`: Enter or double click; `why(id)`: `?`; `row_changed(id)`:

    the current row is another one. Arrow keys move, Tab leaves the table.
    """

    opened = Signal(str)
    why = Signal(str)
    row_changed = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        header: bool = True,
        flat: bool = False,
        many: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows_model = DictTableModel(columns, self)
        self.setModel(self.rows_model)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(
            QAbstractItemView.SelectionMode.ExtendedSelection
            if many
            else QAbstractItemView.SelectionMode.SingleSelection
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("flat", flat)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setVisible(header)
        across.setFixedHeight(TABLE_HEAD)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(16)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(8)
        down.setDefaultSectionSize(ROW_ONE)
        self.set_widths([column.width for column in columns])
        self.rows_model.modelReset.connect(self._on_reset)
        self.rows_model.rowsInserted.connect(self._on_inserted)
        self.rows_model.rowsRemoved.connect(self._respan)
        self.rows_model.dataChanged.connect(self._on_changed)
        self.doubleClicked.connect(self._on_double)

    def setVisible(self, visible: bool) -> None:
        """Show or hide it; a list that is hidden because it is empty gives its keys to its page."""
        had_keys = not visible and self.window().focusWidget() is self
        super().setVisible(visible)
        page: QWidget | None = self.parentWidget() if had_keys else None
        while page is not None and not hasattr(page, "take_keys"):
            page = page.parentWidget()
        if page is not None:
            # Once what says that the list is empty is shown, too.
            QTimer.singleShot(0, page, page.take_keys)

    def set_widths(self, widths: Sequence[int]) -> None:
        """Column widths in px; 0 stretches."""
        across = self.horizontalHeader()
        for at, width in enumerate(widths):
            if width:
                across.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
                across.resizeSection(at, width)
            else:
                across.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def set_flat(self, flat: bool) -> None:
        """Without border and ground, for tables that fill a pane."""
        self.setProperty("flat", flat)
        restyle(self)

    def set_rows(self, rows: Sequence[Row], *, flash: bool = False) -> None:
        """Show these rows; keeps the current row, selection and scroll by row id."""
        kept = self.current_id()
        self.rows_model.set_rows(rows, flash=flash)
        if kept and self.current_id() != kept:
            self.select_id(kept, tell=False)

    def show_keys(self) -> None:
        """Go to the first row when the keys are here and on none: rows may come after them."""
        if self.current_id() or not self.hasFocus():
            return
        for row in self.rows_model.rows():
            if not row.get("group") and not row.get("widget"):
                self.select_id(row.get("id", ""))
                break

    def update_row(self, row: Row, *, flash: bool = True) -> bool:
        """Replace one row by its id and flash it; False when there is none."""
        return self.rows_model.update_row(row, flash=flash)

    def current_id(self) -> str:
        """Id of the current row, empty when none."""
        return self.rows_model.id_at(self.currentIndex().row())

    def selected_ids(self) -> list[str]:
        """Ids of the selected rows, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows_model.id_at(row) for row in rows]

    def select_id(self, row_id: str, *, tell: bool = True) -> bool:
        """Make a row current. False when it is absent; `tell=False` keeps `row_changed` quiet."""
        at = self.rows_model.row_of(row_id)
        if at < 0:
            return False
        index = self.rows_model.index(at, 0)
        before = self.blockSignals(not tell)
        self.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.blockSignals(before)
        self.scrollTo(index)
        return True

    def content_height(self) -> int:
        """Pixels needed to show all rows without scrolling."""
        head = TABLE_HEAD if self.horizontalHeader().isVisibleTo(self) else 0
        rows = sum(row_height(row) for row in self.rows_model.rows())
        return head + rows + (0 if self.property("flat") else 2)

    def fit_height(self, most_rows: int = 0) -> None:
        """Fix the height to the content (at most `most_rows` rows, 0 for all)."""
        height = self.content_height()
        rows = self.rows_model.rows()
        if most_rows and len(rows) > most_rows:
            height -= sum(row_height(row) for row in rows[most_rows:])
        self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row_id = self.current_id()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if row_id:
                self.opened.emit(row_id)
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            # A row is one thing: its first or last cell is nowhere to go.
            ids = [self.rows_model.id_at(at) for at in range(self.rows_model.rowCount())]
            ids = [one for one in ids if not self._is_head(one)]
            if ids:
                self.select_id(ids[0 if event.key() == Qt.Key.Key_Home else -1])
            return
        if event.key() == Qt.Key.Key_Question and row_id:
            self.why.emit(row_id)
            return
        super().keyPressEvent(event)

    def _is_head(self, row_id: str) -> bool:
        row = self.rows_model.row_at(self.rows_model.row_of(row_id))
        return bool(row.get("group") or row.get("widget"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
            Qt.FocusReason.OtherFocusReason,
        )
        if by_key:
            self.show_keys()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.row() != previous.row() and current.isValid():
            self.row_changed.emit(self.rows_model.id_at(current.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.size_widget_rows()

    def size_widget_rows(self) -> None:
        """Give every row under an index widget the height that widget wants at this width."""
        for at, row in enumerate(self.rows_model.rows()):
            widget = self.indexWidget(self.rows_model.index(at, 0)) if row.get("widget") else None
            if widget is not None:
                width = self.viewport().width()
                wanted = widget.heightForWidth(width)
                if wanted < 0:
                    wanted = widget.sizeHint().height()
                self.setRowHeight(at, wanted)

    def _size_rows(self, first: int, last: int) -> None:
        for at in range(first, last + 1):
            row = self.rows_model.row_at(at)
            height = row_height(row)
            if not row.get("widget") and self.rowHeight(at) != height:
                self.setRowHeight(at, height)

    def _respan(self) -> None:
        self.clearSpans()
        columns = len(self.rows_model.columns)
        if columns < 2:
            return
        for at, row in enumerate(self.rows_model.rows()):
            if row.get("group") or row.get("widget"):
                self.setSpan(at, 0, 1, columns)

    def _on_reset(self) -> None:
        rows = self.rows_model.rows()
        if rows and all(row_height(row) == row_height(rows[0]) for row in rows):
            self.verticalHeader().setDefaultSectionSize(row_height(rows[0]))
        else:
            self._size_rows(0, len(rows) - 1)
        self._respan()

    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        self._size_rows(first, last)
        self._respan()

    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._size_rows(first.row(), last.row())

    def _on_double(self, index: QModelIndex) -> None:
        row_id = self.rows_model.id_at(index.row())
        if row_id:
            self.opened.emit(row_id)


def make_table(
    columns: Sequence[Column],
    *,
    header: bool = True,
    flat: bool = False,
    many: bool = False,
    name: str = "",
    parent: QWidget | None = None,
) -> Table:
    """A ready table; `name` is what screen readers call it, `many` allows several rows."""
    return Table(columns, header=header, flat=flat, many=many, name=name, parent=parent)
