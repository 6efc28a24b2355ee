"""Values in and out of columns, and rows in and out of the domain types, by the shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, SafeUUID

from cryptography.exceptions import InvalidTag

from ipju.domain.case import Case
from ipju.storage.problems import SameId, Tampered
from ipju.storage.sealing import Secrets
from ipju.storage.shape import ColumnShape, Kind, PartShape, TableShape, case_shape

type_of_row = tuple[Any, ...]
Stored = Mapping[str, Sequence[type_of_row]]
"""The stored rows of one case by table."""

PARENT_AT = 1
"""Where the id of its parent stands in a nested row."""


def _read_moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


_UUID_NUMBER = vars(UUID)["int"].__set__
_UUID_SAFE = vars(UUID)["is_safe"].__set__
_UNKNOWN = SafeUUID.unknown
_new = object.__new__


def _read_uuid(text: str) -> UUID:
    """Return an id. Every row that is read has one: the constructor, which takes six forms and

    checks which it was given, takes three times as long.
    """
    made = _new(UUID)
    _UUID_NUMBER(made, int(text, 16))
    _UUID_SAFE(made, _UNKNOWN)
    return made


def _read_words(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()


def write_moment(moment: datetime) -> str:
    """Write a moment as UTC text that sorts by time."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


_READ: dict[Kind, Callable[[Any], Any]] = {
    Kind.BOOLEAN: bool,
    Kind.DATE: date.fromisoformat,
    Kind.MOMENT: _read_moment,
    Kind.UUID: _read_uuid,
    Kind.WORDS: _read_words,
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
        names = tuple(one.name for one in shape.columns)
        self._fields = names
        self._slice = slice(start, start + len(names))
        self._secret_at = [
            (start + index, one.name)
            for index, one in enumerate(shape.columns)
            if one.kind is Kind.SECRET
        ]
        self.sealed = frozenset(at for at, _name in self._secret_at)
        self.id_at = start + names.index("id") if "id" in names else None
        self._readers = [
            (start + index, reader)
            for index, one in enumerate(shape.all_columns)
            if (reader := _reader(one)) is not None
        ]
        self._part_reads = list(self._part_positions(start + len(names)))

    def _part_positions(
        self, at: int
    ) -> Iterator[tuple[PartShape, int | None, slice, tuple[str, ...]]]:
        for part in self.shape.parts:
            present = at if part.present else None
            at += 1 if part.present else 0
            names = tuple(one.name[len(part.field) + 1 :] for one in part.columns)
            yield part, present, slice(at, at + len(part.columns)), names
            at += len(part.columns)

    def identity(self, stored: type_of_row) -> str:
        """Return the id of a stored row; that of its case for the one row of a single table."""
        return str(stored[0 if self.id_at is None else self.id_at])

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
            if values[at] is not None:
                place = f"{self.shape.name}.{name}.{arguments['id'].hex}"
                try:
                    arguments[name] = self._secrets.unseal(values[at], place)
                except (InvalidTag, ValueError):
                    raise Tampered("주민등록번호") from None
        for part, present, span, names in self._part_reads:
            if present is not None and not values[present]:
                arguments[part.field] = None
            else:
                arguments[part.field] = part.kind(**dict(zip(names, values[span], strict=True)))
        return self.shape.row(**arguments, **children)


class CaseCodec:
    """All tables of a case, the case's own first, each table before those below it."""

    def __init__(self, secrets: Secrets) -> None:
        self.tables = tuple(RowCodec(one, secrets) for one in case_shape().walk())
        self._by_name = {one.shape.name: one for one in self.tables}

    def rows(self, case: Case) -> dict[str, dict[str, type_of_row]]:
        """Return every stored row of a case by table and row id; SameId when two rows share one."""
        found: dict[str, dict[str, type_of_row]] = {one.shape.name: {} for one in self.tables}
        case_id = case.id.hex

        def put(shape: TableShape, row: Any, keys: type_of_row, identity: str) -> None:
            if identity in found[shape.name]:
                raise SameId(shape.name)
            found[shape.name][identity] = self._by_name[shape.name].write(keys, row)
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

    def case(self, stored: Stored) -> Case:
        """Return the case of its stored rows, each table's rows in order of position."""
        case: Case = self._made(self._by_name["cases"], stored["cases"][0], stored)
        return case

    def _made(self, codec: RowCodec, row: type_of_row, stored: Stored) -> Any:
        children: dict[str, Any] = {}
        for child in codec.shape.children:
            rows = stored.get(child.name)
            if not rows:
                children[child.field] = None if child.single else ()
                continue
            if child.nested and codec.id_at is not None:
                rows = [one for one in rows if one[PARENT_AT] == row[codec.id_at]]
            below = self._by_name[child.name]
            made = tuple([self._made(below, one, stored) for one in rows])
            children[child.field] = made if not child.single else made[0] if made else None
        return codec.read(row, children)
