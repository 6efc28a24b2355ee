"""Edits: one changed value of a case, with what stood there before.

An edit names the path to a value, so that it can be laid onto the case as it is stored *now*,
also when somebody else changed another field meanwhile; only the same field changed by both is a
clash. Its inverse is the undo.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ipju.domain.case import Case

type_of_step = str | UUID


class EditClash(Exception):
    """The value was changed by somebody else since it was read; both values are kept here."""

    def __init__(self, edit: Edit, stored: object) -> None:
        super().__init__("다른 곳에서 같은 칸을 먼저 고쳤습니다.")
        self.edit = edit
        self.stored = stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change: `path` alternates field names and row ids, e.g. `("people", id, "birth")`.

    A path that ends with a row id adds the row (`before` None) or removes it (`after` None);
    `position` is where a removed row stood, so that undo puts it back there.
    """

    path: tuple[type_of_step, ...]
    before: object
    after: object
    position: int | None = None

    def inverse(self) -> Edit:
        """Return the edit that takes this one back."""
        return replace(self, before=self.after, after=self.before)


def value_at(case: Case, path: tuple[type_of_step, ...]) -> object:
    """Return what stands at `path`; None for a row that isn't there or below an empty part."""
    here: Any = case
    for step in path:
        if here is None:
            return None
        if isinstance(step, UUID):
            here = next((row for row in here if row.id == step), None)
        else:
            here = getattr(here, step)
    return here


def written(case: Case, path: tuple[type_of_step, ...]) -> str:
    """Return a path as an exchange file shows it: `people[1].birth`."""
    text = ""
    for index, step in enumerate(path):
        if isinstance(step, UUID):
            rows: Any = value_at(case, path[:index])
            text += f"[{next((at for at, row in enumerate(rows) if row.id == step), '?')}]"
        else:
            text += f".{step}" if text else step
    return text


def change(case: Case, path: tuple[type_of_step, ...], after: object) -> Edit:
    """Return the edit that puts `after` at `path` of `case`."""
    position = None
    if isinstance(path[-1], UUID):
        rows: Any = value_at(case, path[:-1])
        position = next((index for index, row in enumerate(rows) if row.id == path[-1]), len(rows))
    return Edit(path=path, before=value_at(case, path), after=after, position=position)


def apply(case: Case, edits: Iterable[Edit]) -> Case:
    """Lay edits onto a case; raise EditClash when a value is no longer what the edit saw.

    An edit within a record that is gone clashes too: it would be lost without a word.
    """
    for edit in edits:
        stored = value_at(case, edit.path)
        gone = len(edit.path) > 1 and value_at(case, edit.path[:-1]) is None
        if gone or (stored != edit.before and stored != edit.after):
            raise EditClash(edit, stored)
        case = _put(case, edit.path, edit.after, edit.position)
    return case


def _put(here: Any, path: tuple[type_of_step, ...], value: object, position: int | None) -> Any:
    step, rest = path[0], path[1:]
    if isinstance(step, UUID):
        return _put_row(here, step, rest, value, position)
    inner = _put(getattr(here, step), rest, value, position) if rest else value
    return replace(here, **{step: inner})


def _put_row(
    rows: tuple[Any, ...],
    row_id: UUID,
    rest: tuple[type_of_step, ...],
    value: object,
    position: int | None,
) -> tuple[Any, ...]:
    if rest:
        return tuple(_put(row, rest, value, position) if row.id == row_id else row for row in rows)
    others = [row for row in rows if row.id != row_id]
    if value is not None:
        others.insert(len(others) if position is None else position, value)
    return tuple(others)
