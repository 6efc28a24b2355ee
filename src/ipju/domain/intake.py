"""Rolling intake (상시 모집): the officer's order, the waiting list, and scholar score sheets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ipju.domain.labelled import Labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionOrder:
    """The order (선정 순서) in which an officer put completed applications, with his reason.

    The program never orders by itself. An order is never changed; the newest of a notice and
    building is in force. `cases` stand in the order chosen.
    """

    id: UUID
    notice: str
    building: str
    made_at: datetime
    made_by: UUID
    reason: str
    cases: tuple[UUID, ...]
    whole: bool = True


class WaitingState(Labelled):
    """Where an entry of the waiting list (예비입주자) stands."""

    WAITING = "waiting", "대기"
    CALLED = "called", "호출"
    ACCEPTED = "accepted", "입주 결정"
    DECLINED = "declined", "거절"
    SILENT = "silent", "답 없음"
    EXPIRED = "expired", "기간 만료"
    STRUCK = "struck", "명단에서 뺌"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEntry:
    """One number (순번) of the waiting list of a building, valid until `valid_until` inclusive.

    `announced_on` is the day the applicant was told (당첨자발표일, 개별 안내). Every call and
    answer is recorded; `reason` is the officer's last word. `version` is the optimistic lock.
    """

    id: UUID
    notice: str
    building: str
    number: int
    case_id: UUID
    announced_on: date
    valid_until: date
    state: WaitingState = WaitingState.WAITING
    called_on: date | None = None
    answer_by: date | None = None
    answered_on: date | None = None
    reason: str = ""
    version: int = 0
    whole: bool = True


class ScoreStep(Labelled):
    """Which step of the scholar selection is scored (심사 단계)."""

    PAPERS = "papers", "서류심사"
    INTERVIEW = "interview", "면접심사"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Points one reviewer gave one criterion of the notice, by its id."""

    criterion: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """The scoring sheet (채점표) of one reviewer for one applicant and step; never changed.

    A reviewer who errs hands in another sheet with a reason; the newest counts.
    """

    id: UUID
    case_id: UUID
    step: ScoreStep
    reviewer: UUID
    scored_at: datetime
    scores: tuple[Score, ...]
    note: str = ""
    whole: bool = True

    @property
    def total(self) -> int:
        """The sum of the points."""
        return sum(one.points for one in self.scores)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """The figures of one year (해당년도 기준금액) by which renewals are judged, in won.

    `incomes` are the limits for households of 1 to 5, `step` what each further person adds.
    """

    notice: str
    year: int
    incomes: tuple[int, ...]
    step: int
    total_assets: int
    car: int
    source: str
