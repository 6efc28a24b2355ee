"""What a season (한 철) came to, as the ledger tells it: counts by act, day and person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActCount:
    """How many rows of one act somebody wrote on one day in Korea."""

    action: str
    actor: str
    day: date
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActCases:
    """How many different cases an act touched; `mark` is the kind of a request that was sent."""

    action: str
    mark: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCount:
    """How many requests of a kind asked about a rule."""

    kind: str
    rule: str
    requests: int


@dataclass(frozen=True, slots=True)
class FirstAct:
    """When an act was first done to a case, in whole seconds since 1970 (UTC).

    `case_id` is in hex: there are as many of these as cases and acts.
    """

    case_id: str
    action: str
    at: int
