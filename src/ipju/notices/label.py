"""What a caseworker calls one field of a notice, and how its value is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ipju.domain.notice import Notice

type_of_show = Callable[[Any, Notice], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The name of a field; `show` writes its value, None where `sheet` walks into it.

    `hidden` values (ids) are compared but never shown. `clause` is the field beside it that says
    where the notice has it.
    """

    name: str
    show: type_of_show | None = None
    clause: str = "clause"
    hidden: bool = False


def at(name: str, show: type_of_show | None = None, clause: str = "clause") -> Label:
    """Return the label of a field that is shown."""
    return Label(name=name, show=show, clause=clause)


def hidden(name: str) -> Label:
    """Return the label of a field that is only compared."""
    return Label(name=name, hidden=True)
