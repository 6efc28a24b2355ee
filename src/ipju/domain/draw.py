"""Ranking (순위) and the public draw (추첨): rosters that are frozen, seeds, and their order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ipju.domain.case import Supply


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterEntry:
    """One eligible application with what it is ranked by. `rank` None: no special rank."""

    case_id: UUID
    number: str
    rank: int | None
    points: int
    dependants: int
    birth: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The eligible of one supply type, frozen before the draw; `digest` is published first.

    `entries` stand in their order. `digest` is the SHA-256 in hex of the summary of quota and
    entries (`draw_text.Summary`), which binds the text of all of them by its own digest.
    """

    id: UUID
    notice: str
    supply: Supply
    quota: int
    frozen_at: datetime
    frozen_by: UUID
    entries: tuple[RosterEntry, ...]
    digest: str
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A public draw upon a roster: the seed as entered and who holds it to have been so.

    Ties are ordered by HMAC-SHA-256(seed, case number). An annulled draw stays visible; only
    then another one upon the same supply type is possible.
    """

    id: UUID
    roster: UUID
    seed: str
    place: str
    witnesses: str
    drawn_at: datetime
    drawn_by: UUID
    order_digest: str
    annulled_at: datetime | None = None
    annulled_by: UUID | None = None
    annulled_why: str = ""
    whole: bool = True
