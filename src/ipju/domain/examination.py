"""Runs over every case (전체 심사): how many came out how and by which reason, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ipju.domain.finding import Outcome

type_of_reason = tuple[str, Outcome]
"""A rule and what it says of a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount:
    """How many cases of a notice a rule says this of; `rule` '' stands for the whole case."""

    notice: str
    rule: str
    outcome: Outcome
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """One run. Times are UTC; `day` is the day of the review, `digests` the notices as they were.

    `ended_at` is None while it runs; what each case came out as is kept for the last two runs.
    """

    id: UUID
    began_at: datetime
    by: UUID
    day: date
    digests: Mapping[str, str]
    ended_at: datetime | None = None
    cases: int = 0
    counts: tuple[ReasonCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """How one case came out in a run: `reasons` are the rules that do not pass, `headline` the
    weightiest of them with its margin."""

    case_id: UUID
    number: str
    notice: str
    outcome: Outcome
    reasons: tuple[type_of_reason, ...] = ()
    headline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLine:
    """A result in a list: whose case it is, and how it came out the run before, if it was there."""

    result: CaseResult
    name: str
    birth: date | None
    before: CaseResult | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeQuery:
    """Which results of a run a list shows, in the order of numbers (접수번호).

    `rule` and `outcome` together ask for a reason; an outcome alone for the whole case; `changed`
    for those that came out otherwise in the run before.
    """

    run: UUID
    notice: str | None = None
    rule: str = ""
    outcome: Outcome | None = None
    changed: bool = False
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePage:
    """One page of results and how many there are in all."""

    lines: tuple[OutcomeLine, ...]
    total: int
