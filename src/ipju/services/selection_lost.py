"""Which letters about the ranking lost what they rest on: their roster or draw stands no more."""

from __future__ import annotations

from uuid import UUID

from ipju.domain.case import Case, Supply
from ipju.services.ports import UnitOfWork


def lost_of_case(unit: UnitOfWork, case: Case) -> frozenset[UUID]:
    """Return the letters of a case that told a result which was drawn or frozen anew since."""
    return _lost(unit, case.notice, case.id)


def lost_of_notice(unit: UnitOfWork, notice: str) -> frozenset[UUID]:
    """Return such letters of a whole notice."""
    return _lost(unit, notice, None)


def _lost(unit: UnitOfWork, notice: str, case_id: UUID | None) -> frozenset[UUID]:
    letters = unit.outgoing.selections(notice, case_id)
    if not letters:
        return frozenset()
    rosters = {unit.rosters.newest(notice, one) for one in Supply} - {None}
    draws = {
        one.id
        for roster in rosters
        if roster is not None
        for one in unit.rosters.draws(roster)
        if one.annulled_at is None
    }
    return frozenset(
        one.letter
        for one in letters
        if one.roster not in rosters or (one.draw is not None and one.draw not in draws)
    )
