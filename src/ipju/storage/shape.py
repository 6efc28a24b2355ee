"""The shape of the aggregate: which tables and columns the domain types need.

The domain types are the only definition of the facts; this module reads them. A field of a plain
type is a column; a part (a nested dataclass) is a group of columns with its name in front; rows
are a table of their own, as is an optional part that holds rows itself.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.labelled import Labelled

SECRETS = {("people", "rrn")}
"""Columns that carry a second layer of encryption, by table and field."""


class Kind(Enum):
    """How a value lies in its column."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    UUID = "uuid"
    WORD = "word"
    WORDS = "words"
    SECRET = "secret"


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """One column: its name, the kind of value, the enumeration it draws from, if any."""

    name: str
    kind: Kind
    words: type[Labelled] | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class PartShape:
    """A nested dataclass lying in columns of its row; `present` names its presence column."""

    field: str
    kind: type
    columns: tuple[ColumnShape, ...]
    present: str | None


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table: a row type, where its rows hang, its columns, parts and child tables.

    `single` marks the table of an optional part that holds rows itself (the dwelling): one row a
    case, without an id of its own.
    """

    name: str
    field: str
    row: type
    columns: tuple[ColumnShape, ...]
    parts: tuple[PartShape, ...]
    children: tuple[TableShape, ...]
    single: bool = False
    nested: bool = False

    @property
    def all_columns(self) -> tuple[ColumnShape, ...]:
        """Own columns, then those of the parts, in the order rows are written."""
        found = list(self.columns)
        for part in self.parts:
            if part.present:
                found.append(ColumnShape(part.present, Kind.BOOLEAN))
            found.extend(part.columns)
        return tuple(found)

    def walk(self) -> tuple[TableShape, ...]:
        """This table and all below it, parents first."""
        return (self, *(below for child in self.children for below in child.walk()))


def _inner(hint: Any) -> tuple[Any, bool]:
    """Return the type without None, and whether None was allowed."""
    if get_origin(hint) in (Union, UnionType):
        kept = [one for one in get_args(hint) if one is not type(None)]
        return kept[0], True
    return hint, False


def _row_of(hint: Any) -> type | None:
    """Return the row type of a tuple of dataclasses."""
    if get_origin(hint) is tuple:
        first = get_args(hint)[0]
        if isinstance(first, type) and is_dataclass(first):
            return first
    return None


def _holds_rows(kind: type) -> bool:
    return any(_row_of(hint) for hint in get_type_hints(kind).values())


_PLAIN: dict[type, Kind] = {
    bool: Kind.BOOLEAN,
    int: Kind.INTEGER,
    str: Kind.TEXT,
    datetime: Kind.MOMENT,
    date: Kind.DATE,
    UUID: Kind.UUID,
}


def _column(table: str, name: str, hint: Any, prefix: str = "") -> ColumnShape:
    plain, optional = _inner(hint)
    if (table, name) in SECRETS:
        return ColumnShape(prefix + name, Kind.SECRET, optional=optional)
    if get_origin(plain) is tuple:
        return ColumnShape(prefix + name, Kind.WORDS)
    if issubclass(plain, Labelled):
        return ColumnShape(prefix + name, Kind.WORD, plain, optional)
    return ColumnShape(prefix + name, _PLAIN[plain], optional=optional)


def _part(table: str, field: str, kind: type, optional: bool) -> PartShape:
    hints = get_type_hints(kind)
    prefix = f"{field}_"
    columns = tuple(_column(table, one.name, hints[one.name], prefix) for one in fields(kind))
    return PartShape(field, kind, columns, f"{field}_present" if optional else None)


def _table(name: str, field: str, row: type, single: bool, nested: bool) -> TableShape:
    hints = get_type_hints(row)
    columns: list[ColumnShape] = []
    parts: list[PartShape] = []
    children: list[TableShape] = []
    below = "" if row is Case else f"{name}_"
    for one in fields(row):
        plain, optional = _inner(hints[one.name])
        rows = _row_of(plain)
        if rows is not None:
            inside = row is not Case and not single
            children.append(_table(f"{below}{one.name}", one.name, rows, False, inside))
        elif isinstance(plain, type) and is_dataclass(plain):
            if _holds_rows(plain):
                children.append(_table(f"{below}{one.name}", one.name, plain, True, False))
            else:
                parts.append(_part(name, one.name, plain, optional))
        else:
            columns.append(_column(name, one.name, hints[one.name]))
    return TableShape(
        name, field, row, tuple(columns), tuple(parts), tuple(children), single, nested
    )


@cache
def case_shape() -> TableShape:
    """Return the shape of a whole case."""
    return _table("cases", "", Case, single=False, nested=False)
