"""Spreadsheets (엑셀) as the program sees them: sheets of plain cells, coming in and going out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

type_of_cell = str | int | Decimal | bool | date | datetime | None
"""A cell as stored: text, number, day, moment, or nothing. Numbers may stand for dates."""


class UnreadableBook(ValueError):
    """A file cannot be read as a spreadsheet; the message says why and what to do, in Korean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellError:
    """A cell whose formula went wrong (#N/A, #REF! …), as Excel writes it."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """One sheet that was read; `rows` from the first row of the file on, ragged ends filled up.

    `merged` are merged ranges as (first row, first column, last row, last column), from 0;
    `hidden_rows` the rows (from 0) that Excel does not show, by a filter or by hand.
    """

    name: str
    rows: tuple[tuple[type_of_cell | CellError, ...], ...]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A file that was read: its sheets in order."""

    name: str
    sheets: tuple[ReadSheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteColumn:
    """A column to write: its head, its width in characters, and how its cells are shown.

    `kind`: text, won, number, day or moment. Numbers that are names (접수번호, 등기번호) are text.
    """

    head: str
    width: int = 14
    kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteSheet:
    """A sheet to write, with a frozen head row and a filter; `note` stands above the head."""

    name: str
    columns: tuple[WriteColumn, ...]
    rows: tuple[tuple[type_of_cell, ...], ...] = field(default=())
    note: str = ""


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell as Excel shows it: row and column count from 0, `B3`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
