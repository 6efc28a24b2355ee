"""What a contradiction is, and those a single value shows: its size, its length, its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any
from unicodedata import category
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.editing import type_of_step

Path = tuple[type_of_step, ...]
Walked = tuple[tuple[Path, Any], ...]
"""Every value of a case with the path to it; rows are named by their id."""

_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
AMOUNT = ("금액이나 수는", "금액이나 수가")
AREA_FIELDS = ("land_area", "floor_area", "area")
SHORT_FIELDS = frozenset({
    "name", "number", "officer", "postcode", "phone", "workplace", "landlord", "unit", "kind",
    "wrong_kind", "rank", "receipt_no", "holder", "currency", "question", "choice",
})  # fmt: skip
LONGEST_SHORT = 100
LONGEST = 2_000
EARLIEST_YEAR = 1880
LATEST_YEAR = 2199
LARGEST = 10**15
"""A thousand trillion won: more than all the homes of Seoul are worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A value that cannot be right: where it stands and, in Korean, why and what to do."""

    path: Path
    message: str


def walked(case: Case) -> Walked:
    """Return every value inside the case with its path, in the order of the case."""
    found: list[tuple[Path, Any]] = []
    _walk(case, (), found)
    return tuple(found)


def _walk(value: Any, path: Path, found: list[tuple[Path, Any]]) -> None:
    found.append((path, value))
    kind: type[Any] = type(value)
    if isinstance(value, tuple):
        for row in _ids_of(value):
            _walk(value[row[0]], (*path, row[1]), found)
    elif is_dataclass(kind):
        for name in _names_of(kind):
            _walk(getattr(value, name), (*path, name), found)


@cache
def _names_of(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _ids_of(rows: Iterable[Any]) -> list[tuple[int, UUID]]:
    """Return where in a list the rows with an id stand (a list of words has none)."""
    named = ((index, getattr(row, "id", None)) for index, row in enumerate(rows))
    return [(index, one) for index, one in named if isinstance(one, UUID)]


def numbers(values: Walked) -> Iterator[Contradiction]:
    """Find amounts, counts and dates that no paper could show."""
    for path, value in values:
        if isinstance(value, int) and not isinstance(value, bool):
            less, more = ("면적은", "면적이") if path[-1] in AREA_FIELDS else AMOUNT
            if value < 0:
                message = f"{less} 0보다 작을 수 없습니다. 부호를 확인하세요."
                yield Contradiction(path=path, message=message)
            elif value > LARGEST:
                message = f"{more} 너무 큽니다. 자릿수를 확인하세요."
                yield Contradiction(path=path, message=message)
        elif isinstance(value, date) and not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
            message = f"{value.year}년은 이 업무에 나올 수 없는 해입니다. 연도를 확인하세요."
            yield Contradiction(path=path, message=message)


def texts(values: Walked) -> Iterator[Contradiction]:
    """Find texts that are too long for their field or hold what is no character."""
    for path, value in values:
        if type(value) is not str:
            continue
        longest = LONGEST_SHORT if path[-1] in SHORT_FIELDS else LONGEST
        if len(value) > longest:
            message = f"{longest:,}자까지 적을 수 있습니다. 지금 {len(value):,}자이니 줄이세요."
            yield Contradiction(path=path, message=message)
        elif not value.isprintable() and any(map(_is_no_character, value)):
            message = "읽을 수 없는 글자가 들어 있습니다. 지우고 다시 적으세요."
            yield Contradiction(path=path, message=message)
        elif not (value.isascii() or without_unseen(value) == value):
            message = "보이지 않는 글자가 들어 있습니다. 지우고 다시 적으세요."
            yield Contradiction(path=path, message=message)


def _is_no_character(one: str) -> bool:
    return one not in "\n\r\t" and category(one) in ("Cc", "Cs")


def without_unseen(text: str) -> str:
    """Return a text without what shows nothing: joiners, marks of direction, Hangul fillers.

    With one in it two names that look alike are two, and no overlap is found.
    """
    if text.isprintable() and _FILLERS.isdisjoint(text):
        return text
    return "".join(one for one in text if one not in _FILLERS and category(one) != "Cf")


def ids(values: Walked) -> Iterator[Contradiction]:
    """Find rows of one kind that carry the same id: one of them would be lost."""
    seen: set[tuple[Path, UUID]] = set()
    for path, value in values:
        if not isinstance(value, tuple):
            continue
        kind = tuple(step for step in path if isinstance(step, str))
        for _index, row in _ids_of(value):
            if (kind, row) in seen:
                message = "같은 id를 쓰는 줄이 둘 있습니다. 하나의 id를 바꾸세요."
                yield Contradiction(path=(*path, row), message=message)
            seen.add((kind, row))
