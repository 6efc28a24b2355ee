"""Twelve columns for the fields of a form, 16 px between and 10 px below."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QSpacerItem, QWidget

from ipju.ui.theme.tokens import FIELD_GAP_X, FIELD_GAP_Y

COLUMNS: Final = 12
_SPANS: Final = (2, 3, 4, 6, 12)
_LAST_ROW: Final = 1000


class FieldGrid(QWidget):
    """Fields in reading order; each spans 2, 3, 4, 6 or 12 of the twelve columns.

    A field that would become narrower than its `least` px takes the next wider span, so
    the same form serves a 600 px pane and a 1,000 px one. Reading order is tab order.
    """

    def __init__(self, columns: int = COLUMNS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._fields: list[tuple[QWidget, int, int, bool]] = []
        self._laid: list[tuple[int, int, int]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(FIELD_GAP_X)
        self._grid.setVerticalSpacing(FIELD_GAP_Y)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 0)
            # One thing in every column, else a row that is not full takes its width from the
            # columns it leaves empty.
            even = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            self._grid.addItem(even, _LAST_ROW, column)

    def add(
        self, field: QWidget, span: int = 3, *, least: int = 112, new_row: bool = False
    ) -> None:
        """Append a field; `new_row` starts a line with it."""
        self._fields.append((field, span, least, new_row))
        self._laid = []
        field.setParent(self)
        self._lay()

    def clear(self) -> None:
        """Take every field out and let go of it."""
        for field, *_ in self._fields:
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._fields, self._laid = [], []

    def relay(self) -> None:
        """Close or open the gaps after fields were hidden or shown."""
        self._lay()

    def _span(self, span: int, least: int) -> int:
        column = (self.width() - FIELD_GAP_X * (self._columns - 1)) / self._columns
        for wider in _SPANS:
            if (
                span <= wider <= self._columns
                and column * wider + FIELD_GAP_X * (wider - 1) >= least
            ):
                return wider
        return self._columns

    def _lay(self) -> None:
        row = column = 0
        places: list[tuple[int, int, int]] = []
        for field, wish, least, new_row in self._fields:
            # Not yet shown is not hidden: only a deliberate hide() closes the gap.
            said = field.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            if said and field.isHidden():
                places.append((-1, -1, -1))
                continue
            span = self._span(wish, least)
            if column + span > self._columns or (new_row and column):
                row, column = row + 1, 0
            places.append((row, column, span))
            column += span
        if places == self._laid:
            return
        self._laid = places
        for (field, *_), (at_row, at_column, span) in zip(self._fields, places, strict=True):
            self._grid.removeWidget(field)
            if at_row >= 0:
                self._grid.addWidget(field, at_row, at_column, 1, span)
        # A part of several inputs orders its own: Qt would break the ring of Tab around it.
        single = [field for field, *_ in self._fields if field.focusProxy() is not None]
        for before, after in pairwise(single):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()
