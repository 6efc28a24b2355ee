"""Lines of lists and queues: what a list shows of a case without opening it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ipju.domain.case import Stage, Supply
from ipju.domain.finding import Outcome
from ipju.domain.labelled import Labelled


class SortBy(Labelled):
    """Columns a list can be sorted by."""

    NUMBER = "number", "접수번호"
    NAME = "name", "이름"
    BIRTH = "birth", "생년월일"
    SUPPLY = "supply", "공급유형"
    OUTCOME = "outcome", "판정"
    POINTS = "points", "가점"
    UPDATED = "updated", "고친 때"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a judgement leaves for lists: worst outcome, counts, points and one headline."""

    outcome: Outcome
    failed: int = 0
    review: int = 0
    missing: int = 0
    points: int | None = None
    headline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One line of a list. `updated_at` is UTC."""

    id: UUID
    number: str
    name: str
    birth: date | None
    notice: str
    supply: Supply
    stage: Stage
    officer: str
    summary: Summary
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuery:
    """Which cases a list shows: text, filters, order and page, all answered in SQL.

    `above` leaves out cases up to this number (접수번호).
    """

    text: str = ""
    notice: str | None = None
    supply: Supply | None = None
    stage: Stage | None = None
    outcome: Outcome | None = None
    officer: str | None = None
    above: str = ""
    sort: SortBy = SortBy.NUMBER
    descending: bool = False
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One page of lines and how many there are in all."""

    lines: tuple[CaseLine, ...]
    total: int
