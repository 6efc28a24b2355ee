"""Leases, entries and sheets as they come first, for tests of the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from ipju.domain.intake import (
    Score,
    ScoreSheet,
    ScoreStep,
    SelectionOrder,
    WaitingEntry,
    YearFigures,
)
from ipju.domain.letting import LeaseState, LeaseTerm, Rent, RoomLease

NOTICE = "rooms"
AT = datetime(2024, 1, 22, 1, 0, tzinfo=UTC)


def offered(case_id: UUID, room: str = "201", building: str = "a") -> RoomLease:
    """Return the offer of a room."""
    return RoomLease(
        id=uuid4(),
        notice=NOTICE,
        building=building,
        room=room,
        case_id=case_id,
        state=LeaseState.OFFERED,
        offered_on=date(2024, 2, 1),
        answer_by=date(2024, 2, 8),
    )


def signed(lease: RoomLease) -> RoomLease:
    """Return a lease with its first term and rent."""
    term = LeaseTerm(
        number=0,
        starts_on=date(2024, 3, 1),
        ends_on=date(2026, 2, 28),
        signed_on=date(2024, 2, 20),
        case_id=lease.case_id,
    )
    rent = Rent(number=0, from_on=term.starts_on, deposit=10_000_000, rent=300_000)
    contracted = LeaseState.CONTRACTED
    return replace(
        lease, state=contracted, contracted_on=term.signed_on, terms=(term,), rents=(rent,)
    )


def entry(case_id: UUID, number: int = 1, building: str = "a") -> WaitingEntry:
    """Return an entry of the waiting list."""
    return WaitingEntry(
        id=uuid4(),
        notice=NOTICE,
        building=building,
        number=number,
        case_id=case_id,
        announced_on=date(2024, 2, 14),
        valid_until=date(2025, 2, 14),
    )


def order(*cases: UUID) -> SelectionOrder:
    """Return an order of selection."""
    return SelectionOrder(
        id=uuid4(),
        notice=NOTICE,
        building="a",
        made_at=AT,
        made_by=uuid4(),
        reason="자체운영규정",
        cases=cases,
    )


def sheet(case_id: UUID, points: int = 8, step: ScoreStep = ScoreStep.PAPERS) -> ScoreSheet:
    """Return a scoring sheet with one criterion."""
    return ScoreSheet(
        id=uuid4(),
        case_id=case_id,
        step=step,
        reviewer=uuid4(),
        scored_at=AT,
        scores=(Score(criterion="growth", points=points),),
        note="면접 전",
    )


def figures(year: int = 2026, source: str = "통계청 2026") -> YearFigures:
    """Return the figures of a year."""
    return YearFigures(
        notice=NOTICE,
        year=year,
        incomes=(4_000_000, 5_500_000, 7_000_000, 8_000_000, 8_500_000),
        step=700_000,
        total_assets=380_000_000,
        car=38_000_000,
        source=source,
    )
