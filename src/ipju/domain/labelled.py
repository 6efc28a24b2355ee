"""Enumerations whose members carry the Korean word staff use for them."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any, Self


class Labelled(StrEnum):
    """A stable English value (stored, exchanged) with its Korean label (shown)."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def of(cls, value: str) -> Self:
        """Return the member with this stored value; KeyError when there is none."""
        member: Self = _members(cls)[value]
        return member


@cache
def _members(kind: type[Labelled]) -> dict[str, Any]:
    """Return the members by their stored values: lists ask for them by the thousand."""
    return {one.value: one for one in kind}
