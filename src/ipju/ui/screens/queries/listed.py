"""What an act left out or left as it was: a list of cases with the reason of each."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.services.queries import LeftAsIs, LeftOut
from ipju.ui.screens.queries.rows import (
    LEFT_OUT_COLUMNS,
    STAYS_COLUMNS,
    left_out_rows,
    stays_rows,
)
from ipju.ui.widgets.surface import SectionHead
from ipju.ui.widgets.table import Table, make_table
from ipju.ui.widgets.table_model import Row


class ListedPane(QWidget):
    """`case_wanted(id)` to look at the case of a row. Hidden while there is nothing to list."""

    case_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cases: list[UUID | None] = []
        self.left_head = SectionHead("조회에서 뺀 사람", "")
        self.left = make_table(LEFT_OUT_COLUMNS, name="조회에서 뺀 사람")
        self.stays_head = SectionHead("되돌리지 않고 그대로 둔 것", "")
        self.stays = make_table(STAYS_COLUMNS, name="되돌리지 않고 그대로 둔 것")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for head, table in ((self.left_head, self.left), (self.stays_head, self.stays)):
            table.opened.connect(self._open)
            column.addWidget(head)
            column.addWidget(table, 1)
        self.clear()

    def show_left_out(self, left_out: Sequence[LeftOut]) -> None:
        """List who is not asked about."""
        self._show(self.left, left_out_rows(left_out), [one.case_id for one in left_out])

    def show_stays(self, left: Sequence[LeftAsIs]) -> None:
        """List what of a file was not taken back."""
        self._show(self.stays, stays_rows(left), [one.case_id for one in left])

    def clear(self) -> None:
        """List nothing."""
        self._show(None, [], [])

    def _show(self, table: Table | None, rows: list[Row], cases: list[UUID | None]) -> None:
        self._cases = cases
        for one, head in ((self.left, self.left_head), (self.stays, self.stays_head)):
            shown = one is table
            one.set_rows(rows if shown else [])
            head.set_note(f"{len(rows):,}건")
            for part in (one, head):
                part.setVisible(shown)
        self.setVisible(bool(rows))

    def _open(self, at: str) -> None:
        case = self._cases[int(at)]
        if case is not None:
            self.case_wanted.emit(case)
