"""Rows of plain dicts as a Qt table model. Refreshing keeps selection, focus and scroll."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, TypedDict

import shiboken6
from PySide6.QtCore import (
    QAbstractProxyModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication

from ipju.ui.theme.tokens import FLASH_MS
from ipju.ui.widgets.marks import MARK_WORDS

Index = QModelIndex | QPersistentModelIndex


class Cell(TypedDict, total=False):
    """One cell: `t` text, `sub` second line, `mark` before it, `old` struck value before it,

    `chip` (with `chip_tone`) after it, `align` l/r/c, `tip` tooltip, `tone` and `sub_tone`
    colour roles, `bold`, `px` text size, `icon`, `radio` (True/False draws a radio),
    `bar` a `PriceBarData` drawn small, `said` words for screen readers, `keep` never elide.
    """

    t: str
    sub: str
    mark: str
    sub_mark: str
    old: str
    chip: str
    chip_tone: str
    align: str
    tip: str
    tone: str
    sub_tone: str
    bold: bool
    px: int
    icon: str
    radio: bool
    bar: object
    said: str
    keep: bool


class Row(TypedDict, total=False):
    """One row: `id`, `cells`, `lines` 1/2, `h` px height, `tint` rev/fail/pas ground,

    `bar` left edge colour role, `group` head, `dim`, `sel`, `widget` (an index widget lies
    over it), `locked`, `mark` (outcome of a finding), `field` and `data` for the screen.
    """

    id: str
    cells: Sequence[Cell]
    lines: int
    h: int
    tint: str
    bar: str
    group: bool
    dim: bool
    sel: bool
    widget: bool
    locked: bool
    mark: str
    field: object
    data: object


@dataclass(frozen=True, slots=True)
class Column:
    """A column: title, px width (0 stretches), alignment l/r/c, and a key for sorting."""

    title: str
    width: int = 0
    align: str = "l"
    key: str = ""


EMPTY: Final[Cell] = {}
_ROOT: Final = QModelIndex()
_DIFF_LIMIT: Final = 3000  # beyond this many rows a reset is cheaper than a comparison


class DictTableModel(QAbstractTableModel):
    """Rows by id. `set_rows` changes only what differs; `update_row` flashes one row."""

    more_wanted = Signal()

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._rows: list[Row] = []
        self._flashing: dict[str, int] = {}
        self._more = False
        self.flash_ms = 0 if _motion_reduced() else FLASH_MS

    def rows(self) -> Sequence[Row]:
        """All rows in order."""
        return self._rows

    def row_at(self, row: int) -> Row:
        """The row dict at a position; IndexError outside."""
        return self._rows[row]

    def cell_at(self, row: int, column: int) -> Cell:
        """The cell dict at a position; an empty cell where a row is short."""
        cells = self._rows[row].get("cells", ())
        return cells[column] if column < len(cells) else EMPTY

    def id_at(self, row: int) -> str:
        """The row's id, or an empty text outside the table."""
        return self._rows[row].get("id", "") if 0 <= row < len(self._rows) else ""

    def row_of(self, row_id: str) -> int:
        """Position of an id, -1 when absent."""
        for at, row in enumerate(self._rows):
            if row.get("id") == row_id:
                return at
        return -1

    def is_flashing(self, row: int) -> bool:
        """Whether the row was changed within the last 400 ms."""
        return self.id_at(row) in self._flashing

    def set_rows(self, rows: Sequence[Row], *, flash: bool = False) -> None:
        """Show these rows. Same ids keep their place; changed ones repaint (and flash)."""
        before = [row.get("id", "") for row in self._rows]
        after = [row.get("id", "") for row in rows]
        if before != after:
            if max(len(before), len(after)) > _DIFF_LIMIT or not before:
                self.beginResetModel()
                self._rows = list(rows)
                self.endResetModel()
                return
            self._splice(before, after, rows)
        for at, row in enumerate(rows):
            if row != self._rows[at]:
                self._put(at, row, flash=flash)

    def append_rows(self, rows: Sequence[Row]) -> None:
        """Add rows at the end (the next page of a long list)."""
        if rows:
            at = len(self._rows)
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def insert_row(self, at: int, row: Row) -> None:
        """Put one row in before position `at`."""
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.insert(at, row)
        self.endInsertRows()

    def remove_row(self, row_id: str) -> None:
        """Take one row out; nothing happens when it is absent."""
        at = self.row_of(row_id)
        if at >= 0:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._rows[at]
            self.endRemoveRows()

    def update_row(self, row: Row, *, flash: bool = True) -> bool:
        """Replace the row of the same id. False when there is none."""
        at = self.row_of(row.get("id", ""))
        if at < 0:
            return False
        if row != self._rows[at]:
            self._put(at, row, flash=flash)
        return True

    def set_more(self, more: bool) -> None:
        """Whether further rows exist; `more_wanted` fires when the list is scrolled to its end."""
        self._more = more

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        self._more = False
        self.more_wanted.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self._rows[index.row()]
        if row.get("group"):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        cell = self.cell_at(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.get("t", "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.get("tip")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == 0:
                return self.said(index.row())
            return said_cell(cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = {
                "r": Qt.AlignmentFlag.AlignRight,
                "c": Qt.AlignmentFlag.AlignHCenter,
            }.get(self.columns[section].align, Qt.AlignmentFlag.AlignLeft)
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def said(self, row: int) -> str:
        """A whole row in words: `부적합, 월평균소득, 7,742,056원, 한도 …`."""
        return ", ".join(
            words for words in (said_cell(c) for c in self._rows[row].get("cells", ())) if words
        )

    def _put(self, at: int, row: Row, *, flash: bool) -> None:
        self._rows[at] = row
        row_id = row.get("id", "")
        if flash and row_id and self.flash_ms:
            self._flashing[row_id] = self._flashing.get(row_id, 0) + 1
            QTimer.singleShot(self.flash_ms, self, lambda: self._unflash(row_id))
        self._repaint(at)

    def _unflash(self, row_id: str) -> None:
        left = self._flashing.get(row_id, 1) - 1
        if left:
            self._flashing[row_id] = left
            return
        self._flashing.pop(row_id, None)
        at = self.row_of(row_id)
        if at >= 0:
            self._repaint(at)

    def _repaint(self, at: int) -> None:
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def _splice(self, before: list[str], after: list[str], rows: Sequence[Row]) -> None:
        steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        for kind, old_from, old_to, new_from, new_to in reversed(steps):
            if kind in ("delete", "replace"):
                self.beginRemoveRows(QModelIndex(), old_from, old_to - 1)
                del self._rows[old_from:old_to]
                self.endRemoveRows()
            if kind in ("insert", "replace"):
                self.beginInsertRows(QModelIndex(), old_from, old_from + (new_to - new_from) - 1)
                self._rows[old_from:old_from] = rows[new_from:new_to]
                self.endInsertRows()


def _motion_reduced() -> bool:
    style = QGuiApplication.styleHints()
    hints = style.accessibility()
    if not shiboken6.isValid(hints):
        return False  # the platform tells nothing
    return hints.motionPreference() == Qt.MotionPreference.ReducedMotion


def said_cell(cell: Mapping[str, Any]) -> str:
    """A cell in words, for screen readers."""
    if cell.get("said"):
        return str(cell["said"])
    text = str(cell.get("t", ""))
    if not text and cell.get("mark"):
        text = MARK_WORDS.get(str(cell["mark"]), "")
    if cell.get("old"):
        text = f"바뀜, 앞 {cell['old']}, 지금 {text}"
    parts = [text, str(cell.get("sub", "")), str(cell.get("chip", ""))]
    return ", ".join(part for part in parts if part)


def source_of(index: Index) -> tuple[DictTableModel, int, int] | None:
    """The dict model and position behind an index, through any proxies."""
    model = index.model()
    at = model.index(index.row(), index.column(), index.parent())
    while isinstance(model, QAbstractProxyModel):
        at = model.mapToSource(at)
        model = model.sourceModel()
    if isinstance(model, DictTableModel) and at.isValid():
        return model, at.row(), at.column()
    return None
