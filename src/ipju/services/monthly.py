"""What a month of the ledger comes to, as the privacy officer sees and signs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ipju.domain.trail import Anchor, SignedMonth, TrailSpan
from ipju.domain.unusual import Unusual


@dataclass(frozen=True, slots=True)
class ActCount:
    """How often an action was done."""

    action: str
    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCount:
    """How many acts somebody did, upon how many different cases."""

    actor: str
    name: str
    acts: int
    cases: int


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A role given (`given`) or taken back, by whom and why. `at` is UTC."""

    at: datetime
    name: str
    role: str
    given: bool
    by: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """The signed month before, and whether the ledger still holds its last row unchanged."""

    month: date
    anchor: Anchor
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthReview:
    """The ledger of one month; `month` is its first day in Korea, `span` its rows.

    `own` are the acts of the reviewer himself; `refused` is the part of `unusual` that was
    refused; `destructions` are case numbers. `anchor` is the last row, None without rows;
    `obstacle` says why the month can't be signed now, empty when it can.
    """

    month: date
    span: TrailSpan
    rows: int
    acts: tuple[ActCount, ...]
    people: tuple[PersonCount, ...]
    own: tuple[ActCount, ...]
    unusual: tuple[Unusual, ...]
    refused: tuple[Unusual, ...]
    roles: tuple[RoleChange, ...]
    decisions: tuple[ActCount, ...]
    destructions: tuple[str, ...]
    anchor: Anchor | None
    previous: Previous | None
    signed: SignedMonth | None
    signed_by: str
    obstacle: str
