"""Destruction (파기): which cases fall due, and the certificate that remains of them.

A period (보유 기간) ends on the same day of its last month, or on the last day of that month; the
data are kept through that day and destroyed within the days that follow it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from ipju.domain.case import Stage
from ipju.domain.dates import add_months
from ipju.domain.decision import Verdict
from ipju.domain.labelled import Labelled
from ipju.domain.notice import RetentionTerms


class Holding(Labelled):
    """Why a case's data are still kept (보유 구분); each has its own period in the notice."""

    OPEN = "open", "진행 중"
    NOT_SELECTED = "not-selected", "미선정"
    SELECTED = "selected", "선정"
    CONTRACTED = "contracted", "계약"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A destruction certificate (파기확인서): what was destroyed, when, by whom; not the data.

    `rows` counts what was destroyed by kind; `due_on` is the day the period ended.
    """

    case_id: UUID
    case_number: str
    notice: str
    holding: Holding
    due_on: date
    destroyed_at: datetime
    approved_by: UUID
    reason: str
    rows: int
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What tells how long a case is kept.

    `notified` is the verdict of the newest letter about the person, whatever it said;
    `not_selected`: that letter told that others came before (미선정 통지); `selected`: the newest
    letter about the ranking told a selection (선정 통지). `result_on` is the day of the newest
    letter that told a result (적격, 부적격, 선정, 미선정). `leased`: a lease
    of a room was signed for the case, or the case examines the renewal of one; `lives_there`: that
    lease still holds the room.
    """

    case_id: UUID
    number: str
    notice: str
    stage: Stage
    notified: Verdict | None = None
    not_selected: bool = False
    selected: bool = False
    result_on: date | None = None
    signed_on: date | None = None
    leased: bool = False
    lives_there: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long a case is kept. `ends_on` is the last day of its period, None while none runs or
    it is kept for ever; `destroy_by` the last day on which to destroy it in time.
    """

    holding: Holding
    ends_on: date | None = None
    destroy_by: date | None = None

    def due(self, on: date) -> bool:
        """Tell whether the period is over on this day, so that the case is to be destroyed."""
        return self.ends_on is not None and on > self.ends_on

    def overdue(self, on: date) -> int:
        """Return the days that destruction is late on this day; 0 while it is in time."""
        return max((on - self.destroy_by).days, 0) if self.destroy_by else 0


def months_of(holding: Holding, terms: RetentionTerms) -> int | None:
    """Return the months a holding is kept; None: no period runs, or it is kept for ever (영구)."""
    return {
        Holding.OPEN: None,
        Holding.NOT_SELECTED: terms.not_selected_months,
        Holding.SELECTED: terms.selected_months,
        Holding.CONTRACTED: terms.contracted_months,
    }[holding]


def holding_of(standing: Standing) -> tuple[Holding, date | None]:
    """Return why a case is still kept, and the day its period is counted from.

    That day is the one on which the result was notified, or the contract signed. A case that was
    selected is never taken for one that was not, whatever letter followed. While somebody lives
    in a room by his lease, no period runs.
    """
    if standing.leased:
        return Holding.CONTRACTED, None if standing.lives_there else standing.signed_on
    closed = standing.stage is Stage.CLOSED
    if standing.stage is Stage.CONTRACT or (closed and standing.signed_on):
        return Holding.CONTRACTED, standing.signed_on
    if standing.stage is Stage.SELECTED or standing.selected:
        return Holding.SELECTED, standing.result_on
    if standing.not_selected or standing.notified is Verdict.INELIGIBLE:
        return Holding.NOT_SELECTED, standing.result_on
    if closed and standing.notified is Verdict.ELIGIBLE:
        return Holding.SELECTED, standing.result_on
    return Holding.OPEN, None


def term_of(standing: Standing, terms: RetentionTerms) -> Term:
    """Return how long a case is kept by the terms of its notice."""
    holding, since = holding_of(standing)
    months = months_of(holding, terms)
    if months is None or since is None:
        return Term(holding=holding)
    ends_on = add_months(since, months)
    destroy_by = ends_on + timedelta(days=terms.destroy_within_days)
    return Term(holding=holding, ends_on=ends_on, destroy_by=destroy_by)
