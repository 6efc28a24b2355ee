"""Files of applications as rows of tables: columns as they are laid, cells that cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ipju.domain.notice import Notice
from ipju.domain.rrn import without_rrn
from ipju.domain.spreadsheet import CellError, cell_name, type_of_cell
from ipju.services.import_applications import BadCell, SheetFound
from ipju.services.import_columns import NUMBERS, column, columns_of
from ipju.ui.widgets.table_model import Cell, Column, Row

MAPPING_COLUMNS: Final = (
    Column("열", 44, "c"),
    Column("파일의 머리글"),
    Column("첫 행의 값"),
    Column("받는 항목", 190),
)
BAD_COLUMNS: Final = (Column("셀", 72), Column("열", 150), Column("고칠 것"))
NOT_TAKEN: Final = "받지 않음"
_LONG_NUMBER: Final = 10
"""Digits from which a number may be a resident number, whatever stands above it."""


def items_of(notice: Notice) -> list[tuple[str, str]]:
    """What a column of the file may be taken for."""
    return [(one.key, one.head) for one in columns_of(notice)]


def mapping_rows(sheet: SheetFound, columns: Mapping[str, int]) -> list[Row]:
    """Each column of the file, what its first row says, and what it is taken for."""
    laid = {at: key for key, at in columns.items()}
    first = sheet.data[0][1] if sheet.data else ()
    return [
        {
            "id": str(at),
            "cells": (
                {"t": _letters(at), "align": "c", "tone": "ink2"},
                {"t": head or "(머리글 없음)", "tone": "ink" if head else "ink3"},
                {"t": _shown(first, at, laid.get(at, "")), "tone": "ink2"},
                _taken(laid.get(at, "")),
            ),
        }
        for at, head in enumerate(sheet.heads)
    ]


def bad_rows(bad: Sequence[BadCell]) -> list[Row]:
    """Each bad cell with its name, its column and what to do."""
    return [
        {
            "id": str(at),
            "lines": 1,
            "cells": (
                {"t": one.cell, "bold": True, "keep": True},
                {"t": one.head or "(머리글 없음)"},
                {"t": one.message, "tip": one.message},
            ),
        }
        for at, one in enumerate(bad)
    ]


def _letters(at: int) -> str:
    return cell_name(0, at).removesuffix("1")


def _taken(key: str) -> Cell:
    if not key:
        return {"t": NOT_TAKEN, "tone": "ink3"}
    return {"t": column(key).head, "mark": "pas"}


def _shown(cells: Sequence[type_of_cell | CellError], at: int, key: str) -> str:
    """Return what a cell says, without a resident number: this is a look at the file only."""
    cell = cells[at] if at < len(cells) else None
    if cell is None:
        return ""
    if isinstance(cell, CellError):
        return cell.text
    text = str(cell)
    digits = sum(one.isdecimal() for one in text)
    if key in NUMBERS or (not key and digits >= _LONG_NUMBER):
        return "(가림)"
    return without_rrn(text)
