"""Values in and out of columns, and rows in and out of the domain types, by the shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from ipju.domain.case import Case
from ipju.storage.sealing import Secrets
from ipju.storage.shape import ColumnShape, Kind, PartShape, TableShape, case_shape

type_of_row = tuple[Any, ...]


def _read_moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def write_moment(moment: datetime) -> str:
    """Write a moment as UTC text that sorts by time."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


_READ: dict[Kind, Callable[[Any], Any]] = {
    Kind.BOOLEAN: bool,
    Kind.DATE: date.fromisoformat,
    Kind.MOMENT: _read_moment,
    Kind.UUID: UUID,
    Kind.WORDS: lambda text: tuple(json.loads(text)),
}

_WRITE: dict[Kind, Callable[[Any], Any]] = {
    Kind.BOOLEAN: int,
    Kind.DATE: date.isoformat,
    Kind.MOMENT: write_moment,
    Kind.UUID: lambda value: value.hex,
    Kind.WORD: lambda value: value.value,
    Kind.WORDS: lambda value: json.dumps(list(value), ensure_ascii=False),
}


def _reader(column: ColumnShape) -> Callable[[Any], Any] | None:
    if column.words is not None:
        return {one.value: one for one in column.words}.__getitem__
    return _READ.get(column.kind)


class RowCodec:
    """Rows of one table: domain row → tuple of column values, and back.

    A stored row starts with `case_id`, then `parent_id` where nested, then `position` below the
    case; then follow the columns of the shape.
    """

    def __init__(self, shape: TableShape, secrets: Secrets) -> None:
        self.shape = shape
        self._secrets = secrets
        root = shape.row is Case
        self.keys = (
            ()
            if root
            else ("case_id",)
            if shape.single
            else ("case_id", "parent_id", "position")
            if shape.nested
            else ("case_id", "position")
        )
        self.names = (
            *self.keys,
            *(one.name for one in shape.all_columns),
            *(f"{one.name}_index" for one in shape.columns if one.kind is Kind.SECRET),
        )
        self._columns = [(one.name, one.kind, _WRITE.get(one.kind)) for one in shape.columns]
        self._parts = [
            (
                part,
                [(one.name[len(part.field) + 1 :], _WRITE.get(one.kind)) for one in part.columns],
            )
            for part in shape.parts
        ]
        start = len(self.keys)
        self._fields = [one.name for one in shape.columns]
        self._readers = [
            (start + index, reader)
            for index, one in enumerate(shape.columns)
            if (reader := _reader(one)) is not None
        ]
        self._secret_at = [
            (start + index, one.name)
            for index, one in enumerate(shape.columns)
            if one.kind is Kind.SECRET
        ]
        self.sealed = frozenset(at for at, _name in self._secret_at)
        self._slice = slice(start, start + len(shape.columns))
        self._part_reads = list(self._part_positions(start + len(shape.columns)))

    def _part_positions(
        self, at: int
    ) -> Iterator[tuple[PartShape, int | None, slice, list[str], list[tuple[int, Any]]]]:
        for part in self.shape.parts:
            present = at if part.present else None
            at += 1 if part.present else 0
            names = [one.name[len(part.field) + 1 :] for one in part.columns]
            readers = [
                (index, reader)
                for index, one in enumerate(part.columns)
                if (reader := _reader(one)) is not None
            ]
            yield part, present, slice(at, at + len(part.columns)), names, readers
            at += len(part.columns)

    def write(self, keys: type_of_row, row: Any) -> type_of_row:
        """Return the column values of a domain row under the given keys."""
        values: list[Any] = list(keys)
        indexes: list[str | None] = []
        for name, kind, writer in self._columns:
            value = getattr(row, name)
            if kind is Kind.SECRET:
                place = f"{self.shape.name}.{name}.{row.id.hex}"
                indexes.append(None if value is None else self._secrets.index(value))
                value = None if value is None else self._secrets.seal(value, place)
            elif value is not None and writer is not None:
                value = writer(value)
            values.append(value)
        for part, columns in self._parts:
            inner = getattr(row, part.field)
            if part.present:
                values.append(int(inner is not None))
            for name, writer in columns:
                value = None if inner is None else getattr(inner, name)
                values.append(writer(value) if value is not None and writer else value)
        return (*values, *indexes)

    def read(self, stored: type_of_row, children: Mapping[str, Any]) -> Any:
        """Return the domain row of stored column values, with its rows below."""
        values = list(stored)
        for at, reader in self._readers:
            value = values[at]
            if value is not None:
                values[at] = reader(value)
        arguments = dict(zip(self._fields, values[self._slice], strict=True))
        for at, name in self._secret_at:
            if stored[at] is not None:
                place = f"{self.shape.name}.{name}.{arguments['id'].hex}"
                arguments[name] = self._secrets.unseal(stored[at], place)
        for part, present, span, names, readers in self._part_reads:
            if present is not None and not values[present]:
                arguments[part.field] = None
                continue
            inner = values[span]
            for index, reader in readers:
                if inner[index] is not None:
                    inner[index] = reader(inner[index])
            arguments[part.field] = part.kind(**dict(zip(names, inner, strict=True)))
        return self.shape.row(**arguments, **children)


@dataclass(frozen=True, slots=True)
class CaseCodec:
    """All tables of a case."""

    tables: tuple[RowCodec, ...]

    @staticmethod
    def of(secrets: Secrets) -> CaseCodec:
        """Return the codec of the whole shape."""
        return CaseCodec(tuple(RowCodec(one, secrets) for one in case_shape().walk()))

    def rows(self, case: Case) -> dict[str, dict[str, type_of_row]]:
        """Return every stored row of a case by table and row id."""
        found: dict[str, dict[str, type_of_row]] = {one.shape.name: {} for one in self.tables}
        codecs = {one.shape.name: one for one in self.tables}
        case_id = case.id.hex

        def put(shape: TableShape, row: Any, keys: type_of_row, identity: str) -> None:
            found[shape.name][identity] = codecs[shape.name].write(keys, row)
            for child in shape.children:
                below = getattr(row, child.field)
                if child.single:
                    if below is not None:
                        put(child, below, (case_id,), case_id)
                    continue
                for position, one in enumerate(below):
                    parent = (case_id, identity, position) if child.nested else (case_id, position)
                    put(child, one, parent, one.id.hex)

        put(case_shape(), case, (), case_id)
        return found

    def case(self, stored: Mapping[str, list[type_of_row]]) -> Case:
        """Return the case of its stored rows, each table's rows in order of position."""
        codecs = {one.shape.name: one for one in self.tables}

        def below(shape: TableShape, parent: str | None) -> dict[str, Any]:
            children: dict[str, Any] = {}
            for child in shape.children:
                rows = stored.get(child.name) or ()
                if child.single:
                    children[child.field] = make(child, rows[0]) if rows else None
                elif child.nested:
                    children[child.field] = tuple(
                        make(child, one) for one in rows if one[1] == parent
                    )
                else:
                    children[child.field] = tuple(make(child, one) for one in rows)
            return children

        def make(shape: TableShape, row: type_of_row) -> Any:
            codec = codecs[shape.name]
            identity = None
            if shape.children:
                identity = row[codec.names.index("id")] if "id" in codec.names else None
            return codec.read(row, below(shape, identity) if shape.children else {})

        case: Case = make(case_shape(), stored["cases"][0])
        return case
