"""What a proposal of a change starts from, and what it is before it is proved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.dwelling import Dwelling
from ipju.domain.finding import Finding
from ipju.domain.notice import Notice
from ipju.domain.replacing import replace
from ipju.rules.facts import Facts


class _Row(Protocol):
    @property
    def id(self) -> UUID: ...


R = TypeVar("R", bound=_Row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The facts, the notice and the finding that is to be turned."""

    facts: Facts
    notice: Notice
    finding: Finding

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.facts.case

    @property
    def home(self) -> Dwelling:
        """The recorded dwelling; an empty one where none is recorded."""
        return self.facts.case.dwelling or Dwelling()

    def housed(self, home: Dwelling) -> Case:
        """Return the case with another state of the dwelling."""
        return replace(self.case, dwelling=home)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A proposed change with the changed case; `also` names further rules it must turn."""

    title: str
    detail: str
    case: Case
    amount: int | None = None
    paper: str = ""
    until: date | None = None
    also: tuple[str, ...] = ()


def changed(rows: tuple[R, ...], row: R) -> tuple[R, ...]:
    """Return the rows with the one of the same id replaced by `row`."""
    return tuple(row if one.id == row.id else one for one in rows)
