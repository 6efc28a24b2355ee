"""Ownership shares (지분) as exact fractions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerShare:
    """One owner's share of a thing; `person` is None for somebody outside the case."""

    id: UUID
    person: UUID | None = None
    numerator: int = 1
    denominator: int = 1
    name: str = ""

    @property
    def fraction(self) -> Fraction:
        """The share as an exact fraction, between 0 and 1."""
        return Fraction(self.numerator, self.denominator)
