"""Rooms let by an operator (호실 임대): a lease from the offer to moving out, and its rents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.labelled import Labelled

REMINDED_DAYS = 90
"""So many days before its term ends a lease is told of (만료 알림)."""


class RoomState(Labelled):
    """State of a room (호실 상태) on the plan."""

    FREE = "free", "공실"
    OFFERED = "offered", "제안 중"
    CONTRACTED = "contracted", "계약"
    OCCUPIED = "occupied", "거주"
    LEAVING = "leaving", "퇴거 예정"


class LeaseState(Labelled):
    """Where a room lease stands. An offer that came to nothing has fallen through (무산)."""

    OFFERED = "offered", "제안 중"
    CONTRACTED = "contracted", "계약"
    OCCUPIED = "occupied", "거주"
    LEAVING = "leaving", "퇴거 예정"
    ENDED = "ended", "퇴거"
    FALLEN = "fallen", "무산"

    @property
    def holds(self) -> bool:
        """Whether a lease in this state holds its room, so that nobody else may have it."""
        return self not in (LeaseState.ENDED, LeaseState.FALLEN)


class FallenWhy(Labelled):
    """Why an offer or contract came to nothing (무산 사유)."""

    DECLINED = "declined", "거절"
    SILENT = "silent", "기한까지 답 없음"
    NOT_SIGNED = "not-signed", "미계약"
    CANCELLED = "cancelled", "계약 취소"
    NOT_MOVED_IN = "not-moved-in", "미입주"
    WITHDRAWN = "withdrawn", "제안 거둠"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseTerm:
    """One term of a lease, both days inclusive; `number` 0 = first, then renewals from 1.

    `case_id` is the case that was examined for it: the application or a renewal.
    """

    number: int
    starts_on: date
    ends_on: date
    signed_on: date
    case_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Rent:
    """Deposit and monthly rent (보증금·월임대료) in won, in force from a day on.

    `number` 0 = as agreed first. `lease_raised`: whether the lease between SH and the operator
    rose; None where nothing was raised. `reason` is the officer's.
    """

    number: int
    from_on: date
    deposit: int
    rent: int
    lease_raised: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLease:
    """A room given to one household, from the offer (제안) on. `version` is the optimistic lock.

    `building` and `room` are ids of the notice. `free_of_charge` marks a scholar's lease without
    deposit and rent. `called` is the entry of the waiting list that was called for it.
    """

    id: UUID
    notice: str
    building: str
    room: str
    case_id: UUID
    state: LeaseState
    offered_on: date
    answer_by: date
    free_of_charge: bool = False
    called: UUID | None = None
    contracted_on: date | None = None
    moved_in_on: date | None = None
    leaves_on: date | None = None
    left_on: date | None = None
    fallen: FallenWhy | None = None
    fallen_on: date | None = None
    reason: str = ""
    terms: tuple[LeaseTerm, ...] = ()
    rents: tuple[Rent, ...] = ()
    version: int = 0
    whole: bool = True

    @property
    def term(self) -> LeaseTerm | None:
        """The newest term, or None before the contract."""
        return self.terms[-1] if self.terms else None

    @property
    def rent(self) -> Rent | None:
        """The newest deposit and rent, or None before the contract."""
        return self.rents[-1] if self.rents else None

    def rent_on(self, day: date) -> Rent | None:
        """The deposit and rent in force on a day; the first before it began, None uncontracted."""
        begun = [one for one in self.rents if one.from_on <= day]
        return begun[-1] if begun else next(iter(self.rents), None)

    @property
    def renewals(self) -> int:
        """How often the lease was renewed (재계약 횟수)."""
        return max(0, len(self.terms) - 1)

    @property
    def raised_on(self) -> date | None:
        """The day of the last rise (증액) of deposit or rent, or None when neither ever rose."""
        pairs = zip(self.rents, self.rents[1:], strict=False)
        rises = [b.from_on for a, b in pairs if b.deposit > a.deposit or b.rent > a.rent]
        return rises[-1] if rises else None
