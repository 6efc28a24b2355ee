"""Cases of every shape, drawn from the definitions of the domain types themselves."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies as st

from ipju.domain.case import Case
from ipju.domain.labelled import Labelled

TEXTS = st.one_of(
    st.sampled_from(["", "김예시", "남궁예시하늘빛나라", "'; DROP TABLE cases; --", "①㎡%_\"'\\"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
RRNS = st.sampled_from(["9902290000000", "0002300000000"])
"""Thirteen digits whose date part no calendar knows."""

PLAIN: dict[type, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.one_of(
        st.integers(-(2**63), 2**63 - 1), st.sampled_from([0, 1, -1, 4_024_661, 2**63 - 1])
    ),
    str: TEXTS,
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    UUID: st.uuids(),
}


def of_hint(hint: Any) -> st.SearchStrategy[Any]:
    """Return values of one field's type."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return st.one_of(
            *(st.none() if one is type(None) else of_hint(one) for one in get_args(hint))
        )
    if origin is tuple:
        inner = get_args(hint)[0]
        if is_dataclass(inner):
            return st.lists(of_hint(inner), max_size=3).map(tuple)
        return st.lists(of_hint(inner), max_size=3).map(tuple)
    if is_dataclass(hint):
        return of_dataclass(hint)
    if issubclass(hint, Labelled):
        return st.sampled_from(list(hint))
    return PLAIN[hint]


def of_dataclass(kind: Any) -> st.SearchStrategy[Any]:
    """Return rows of one type: the defaults of every field are as likely as other values."""
    hints = get_type_hints(kind)
    arguments: dict[str, st.SearchStrategy[Any]] = {}
    for one in fields(kind):
        drawn = st.one_of(st.none(), RRNS) if one.name == "rrn" else of_hint(hints[one.name])
        if one.name != "id" and one.default is not MISSING:
            drawn = st.one_of(st.just(one.default), drawn)
        arguments[one.name] = drawn
    return st.builds(kind, **arguments)


def cases() -> st.SearchStrategy[Case]:
    """Return cases that nobody would record, but that the types allow."""
    return of_dataclass(Case)


def full(kind: Any = Case, depth: int = 0) -> Any:
    """Return one row in which every field, down to the last, holds something."""
    hints = get_type_hints(kind)
    return kind(**{one.name: _filled(hints[one.name], one.name) for one in fields(kind)})


def _filled(hint: Any, name: str) -> Any:
    if name == "rrn":
        return "9902290000000"
    if get_origin(hint) in (Union, UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return (_filled(inner, name), _filled(inner, name))
    if is_dataclass(hint):
        return full(hint)
    if issubclass(hint, Labelled):
        return list(hint)[-1]
    _COUNT[0] += 1
    number = _COUNT[0]
    values: dict[type, Any] = {
        bool: True,
        int: 1000 + number,
        str: f"값 {number}",
        date: date(2024, 2, 29),
        datetime: datetime(2024, 2, 27, 1, 2, 3, 456789, UTC),
        UUID: UUID(int=number),
    }
    return values[hint]


_COUNT = [0]
