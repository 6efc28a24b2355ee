"""What the acts upon a lease (임대) share: who may have a room, which lease, its ledger row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from ipju.domain.case import Case, Supply
from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.finding import Finding, Outcome
from ipju.domain.intake import WaitingEntry, WaitingState
from ipju.domain.letting import LeaseState, LeaseTerm, Rent, RoomLease
from ipju.domain.notice import LettingTerms, Notice, RoomTerms
from ipju.domain.rrn import without_rrn
from ipju.domain.scholar import ScholarResult
from ipju.services.approve import still_stands
from ipju.services.authority import note
from ipju.services.intake_problems import NotWhole
from ipju.services.letting_problems import (
    LeaseNotWhole,
    NoReason,
    NoRooms,
    NotEligible,
    NotSelected,
    RuleForbids,
    WrongDate,
    WrongState,
)
from ipju.services.office import Changes, Office
from ipju.services.ports import Clock, UnitOfWork


@dataclass(frozen=True, slots=True)
class Let:
    """A lease as it now stands in the store."""

    lease: RoomLease
    changes: Changes


def let_changes(lease: RoomLease) -> Changes:
    """Return what every act upon a lease changes."""
    intake = lease.called is not None
    return Changes(case_id=lease.case_id, rooms=True, queues=True, trail=True, intake=intake)


def letting_terms(notice: Notice) -> LettingTerms:
    """Return the lease terms of a notice; NoRooms where it lets none."""
    if notice.letting is None:
        raise NoRooms
    return notice.letting


def room_terms(notice: Notice, building: str, room: str) -> RoomTerms:
    """Return one room of a notice; NoRooms when there is none of this name."""
    letting_terms(notice)
    found = notice.room(building, room)
    if found is None:
        raise NoRooms(room)
    return found


def refuse_unapproved(unit: UnitOfWork, case: Case) -> None:
    """Raise NotEligible unless the newest approved decision upon the person says 적격, still."""
    found = [
        one
        for one in unit.proposals.of(case.id)
        if one.matter is Matter.PERSON and one.state is ProposalState.APPROVED
    ]
    if not found:
        raise NotEligible
    newest = found[0]
    if not newest.whole:
        raise NotEligible("승인된 결정에 고친 흔적이 있습니다.")
    if newest.verdict is not Verdict.ELIGIBLE:
        raise NotEligible(f"가장 나중에 승인된 자격 결정이 {newest.verdict.label}입니다.")
    if still_stands(unit, newest, case) is None:
        raise NotEligible


def is_free(notice: Notice, case: Case) -> bool:
    """Tell whether a case is let to without deposit and rent: a selected scholar.

    NotSelected for a scholar who was not (yet) selected.
    """
    if case.supply is not Supply.SCHOLAR:
        return False
    if case.scholar is None or case.scholar.result is not ScholarResult.SELECTED:
        raise NotSelected
    return letting_terms(notice).scholar_free


def lease_at(unit: UnitOfWork, lease_id: UUID, act: str, *states: LeaseState) -> RoomLease:
    """Return a lease that stands in one of these states; KeyError, LeaseNotWhole, WrongState."""
    lease = unit.leases.get(lease_id)
    if not lease.whole:
        raise LeaseNotWhole
    if lease.state not in states:
        raise WrongState(act, lease.state)
    return lease


def term_of_lease(lease: RoomLease) -> LeaseTerm:
    """Return the newest term of a lease that was signed; LeaseNotWhole when it has none."""
    if lease.term is None:
        raise LeaseNotWhole
    return lease.term


def rent_of_lease(lease: RoomLease) -> Rent:
    """Return the newest rent of a lease that was signed; LeaseNotWhole when it has none."""
    if lease.rent is None:
        raise LeaseNotWhole
    return lease.rent


def worded(reason: str, act: str, needed: bool = True) -> str:
    """Return a reason as it is kept, without any RRN; NoReason when a needed one is empty."""
    words = without_rrn(reason.strip())
    if needed and not words:
        raise NoReason(act)
    return words


def refuse_future(clock: Clock, practice: bool, day: date, what: str) -> None:
    """Raise WrongDate for a day that has not come yet; a practice office has a day of its own."""
    if not practice and day > clock.today():
        raise WrongDate(f"{what}: 아직 오지 않은 날입니다. 날짜를 확인하세요.")


def noted(
    office: Office, unit: UnitOfWork, lease: RoomLease, *, action: str, why: str = "", **more: Any
) -> None:
    """Write the ledger row of an act upon a lease: ids and days, never a name."""
    place = {"building": lease.building, "room": lease.room}
    detail = {"lease": lease.id.hex, "version": lease.version, **place, **more}
    note(office, unit, action, lease.case_id, why=why, detail=detail)


def is_altered(unit: UnitOfWork, notice: str, building: str) -> bool:
    """Tell whether the waiting list of a building was altered past the program."""
    entries = unit.waiting.all(notice, building)
    return unit.waiting.lacks(notice, building) or not all(one.whole for one in entries)


def refuse_altered(unit: UnitOfWork, notice: str, building: str) -> None:
    """Raise NotWhole where nobody can tell any more who comes first on the waiting list."""
    if is_altered(unit, notice, building):
        raise NotWhole("예비입주자 명단")


def answered(unit: UnitOfWork, lease: RoomLease, state: WaitingState, on: date) -> dict[str, Any]:
    """Write down what became of the entry that was called for a lease, if it still is called.

    Returns what the ledger row of the act tells of the entry.
    """
    if lease.called is None:
        return {}
    entry: WaitingEntry = unit.waiting.get(lease.called)
    if entry.state is not WaitingState.CALLED:
        return {}
    if state is WaitingState.WAITING:
        after = replace(entry, state=state, called_on=None, answer_by=None, reason=lease.reason)
    else:
        after = replace(entry, state=state, answered_on=on, reason=lease.reason)
    saved = unit.waiting.save(after)
    return {"entry": saved.id.hex, "entry_version": saved.version, "state": state.value}


def refuse_forbidden(finding: Finding) -> None:
    """Raise RuleForbids unless a finding lets the act pass."""
    if finding.outcome not in (Outcome.PASS, Outcome.NA):
        raise RuleForbids(finding)
