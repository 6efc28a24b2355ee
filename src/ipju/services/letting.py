"""Let rooms (호실 임대): offer, contract, move in, notice, move out, change of rent.

A room is held by one lease at a time and a household holds one room: the store refuses a second
one by itself, whoever asks first. Nothing may rest on a lease that was altered past the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from ipju.domain.case import Case, Supply
from ipju.domain.intake import WaitingState
from ipju.domain.letting import FallenWhy, LeaseState, LeaseTerm, Rent, RoomLease
from ipju.domain.notice import Notice
from ipju.domain.person import Relation
from ipju.rules.facts import Standing
from ipju.rules.leases import term_finding
from ipju.rules.unborn import unborn
from ipju.services.authority import CASES, DECIDING, may, note
from ipju.services.change_rent import change_rent, rise_finding
from ipju.services.lease_steps import (
    Let,
    answered,
    is_free,
    lease_at,
    let_changes,
    letting_terms,
    noted,
    refuse_altered,
    refuse_forbidden,
    refuse_future,
    refuse_unapproved,
    room_terms,
    term_of_lease,
    worded,
)
from ipju.services.letting_problems import (
    NotCalled,
    NotEligible,
    NotPromised,
    OtherBuilding,
    WaitingFirst,
    WrongDate,
    WrongState,
    refuse_before,
)
from ipju.services.notice_of import notice_of
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork
from ipju.services.room_plan import BuildingPlan, Plan, RoomLine, Stay, plan, stays
from ipju.services.sight import note_sight

__all__ = [
    "BuildingPlan",
    "Let",
    "Plan",
    "RoomLine",
    "Stay",
    "change_rent",
    "plan",
    "rise_finding",
    "stays",
]

FALLS: Mapping[LeaseState, tuple[FallenWhy, ...]] = {
    LeaseState.OFFERED: (
        FallenWhy.DECLINED,
        FallenWhy.SILENT,
        FallenWhy.NOT_SIGNED,
        FallenWhy.CANCELLED,
        FallenWhy.WITHDRAWN,
    ),
    LeaseState.CONTRACTED: (FallenWhy.CANCELLED, FallenWhy.NOT_MOVED_IN),
}
"""Why a lease may come to nothing, by where it stands."""

EXPLAINED = (FallenWhy.CANCELLED, FallenWhy.WITHDRAWN)
"""Ends that the office brings about: they need its reason."""

_ENTRY_AFTER = {
    FallenWhy.DECLINED: WaitingState.DECLINED,
    FallenWhy.SILENT: WaitingState.SILENT,
    # An offer that the office takes back costs nobody his number.
    FallenWhy.WITHDRAWN: WaitingState.WAITING,
}


def offered(
    unit: UnitOfWork,
    office: Office,
    case_id: UUID,
    building: str,
    room: str,
    answer_by: date,
    called: UUID | None = None,
) -> RoomLease:
    """Offer a room within an open transaction; `called` is the called entry of the waiting list.

    NoRooms, NotEligible, NotSelected, OtherBuilding, WaitingFirst, NotCalled, WrongDate; the
    store raises RoomTaken or CaseHolds when the room or the household is taken.
    """
    case = unit.cases.get(case_id)
    notice = office.notices.get(case.notice)
    room_terms(notice, building, room)
    if case.renewal is not None:
        raise NotEligible("재계약을 심사하는 사례입니다. 처음 신청한 사례로 제안하세요.")
    wanted = notice.building(case.building)
    if wanted is not None and wanted.id != building:
        raise OtherBuilding(wanted.name)
    today = office.clock.today()
    refuse_before(answer_by, "답할 날", today, "오늘")
    free = is_free(notice, case)
    refuse_unapproved(unit, case)
    _refuse_out_of_turn(unit, case, building, called, today)
    lease = unit.leases.add(
        RoomLease(
            id=uuid4(),
            notice=notice.id,
            building=building,
            room=room,
            case_id=case_id,
            state=LeaseState.OFFERED,
            offered_on=today,
            answer_by=answer_by,
            free_of_charge=free,
            called=called,
        )
    )
    more = {"called": called.hex} if called else {}
    noted(office, unit, lease, action="offer-room", answer_by=answer_by.isoformat(), **more)
    return lease


def _refuse_out_of_turn(
    unit: UnitOfWork, case: Case, building: str, called: UUID | None, today: date
) -> None:
    refuse_altered(unit, case.notice, building)
    if called is None:
        waiting = [
            one
            for one in unit.waiting.all(case.notice, building)
            if one.state is WaitingState.WAITING and one.valid_until >= today
        ]
        if waiting:
            raise WaitingFirst(waiting[0].number)
        return
    entry = unit.waiting.get(called)
    place = (entry.case_id, entry.notice, entry.building)
    if not entry.whole or entry.state is not WaitingState.CALLED:
        raise NotCalled
    if place != (case.id, case.notice, building):
        raise NotCalled


@may(DECIDING)
def offer(
    office: Office,
    case_id: UUID,
    building: str,
    room: str,
    answer_by: date,
    called: UUID | None = None,
) -> Let:
    """Offer a free room to an applicant who is approved as eligible; errors as `offered`."""
    with office.store.unit() as unit:
        lease = offered(unit, office, case_id, building, room, answer_by, called)
    return Let(lease, let_changes(lease))


def fallen_through(
    unit: UnitOfWork, office: Office, lease_id: UUID, why: FallenWhy, reason: str
) -> RoomLease:
    """Let an offer or contract come to nothing within an open transaction: the room is free.

    The entry of the waiting list is left as it is; `fall` or the waiting list itself tells it.
    """
    lease = lease_at(unit, lease_id, why.label, *FALLS)
    if why not in FALLS[lease.state]:
        raise WrongState(why.label, lease.state)
    words = worded(reason, why.label, why in EXPLAINED)
    today = max(office.clock.today(), lease.offered_on)
    saved = unit.leases.save(
        replace(lease, state=LeaseState.FALLEN, fallen=why, fallen_on=today, reason=words)
    )
    noted(office, unit, saved, action="fall-room", fallen=why.value, why=words)
    return saved


@may(DECIDING)
def fall(office: Office, lease_id: UUID, why: FallenWhy, reason: str) -> Let:
    """Let an offer or contract come to nothing; the called entry of the list goes with it.

    WrongState, NoReason where the office ends it (취소, 거둠), WrongDate for "no answer" before
    the last day for it is over.
    """
    with office.store.unit() as unit:
        lease = unit.leases.get(lease_id)
        if why is FallenWhy.SILENT:
            refuse_early_silence(office.clock.today(), lease.answer_by)
        saved = fallen_through(unit, office, lease_id, why, reason)
        state = _ENTRY_AFTER.get(why, WaitingState.STRUCK)
        entry = answered(unit, saved, state, office.clock.today())
        if entry and state is not WaitingState.WAITING:
            action = "strike-waiting" if state is WaitingState.STRUCK else "answer-waiting"
            note(office, unit, action, saved.case_id, why=saved.reason, detail=entry)
    return Let(saved, let_changes(saved))


def refuse_early_silence(today: date, answer_by: date) -> None:
    """Raise WrongDate while the applicant may still answer, that day included."""
    if today <= answer_by:
        raise WrongDate("답할 날이 아직 지나지 않았습니다. 그날이 지난 뒤에 적으세요.")


@may(DECIDING)
def sign_lease(
    office: Office, lease_id: UUID, signed_on: date, starts_on: date, ends_on: date
) -> Let:
    """Sign the first lease (계약): its term by the notice, deposit and rent as printed.

    NotEligible when the approval no longer stands, RuleForbids for a term that the notice does not
    allow, WrongDate, WrongState. A selected scholar pays nothing.
    """
    with office.store.unit() as unit:
        lease = lease_at(unit, lease_id, "계약", LeaseState.OFFERED)
        case = unit.cases.get(lease.case_id)
        notice = notice_of(office.notices, case)
        room = room_terms(notice, lease.building, lease.room)
        refuse_unapproved(unit, case)
        refuse_future(office.clock, office.practice, signed_on, "계약일")
        refuse_before(signed_on, "계약일", lease.offered_on, "제안한 날")
        refuse_before(starts_on, "임대 시작일", signed_on, "계약일")
        refuse_before(starts_on, "임대 시작일", letting_terms(notice).moves_in_from, "입주 시작일")
        refuse_before(ends_on, "임대 종료일", starts_on, "임대 시작일")
        free = is_free(notice, case)
        refuse_forbidden(term_finding(notice, starts_on, ends_on, case.supply is Supply.SCHOLAR))
        first = Rent(
            number=0,
            from_on=starts_on,
            deposit=0 if free else room.deposit,
            rent=0 if free else room.rent,
        )
        term = LeaseTerm(
            number=0, starts_on=starts_on, ends_on=ends_on, signed_on=signed_on, case_id=case.id
        )
        saved = unit.leases.save(
            replace(
                lease,
                state=LeaseState.CONTRACTED,
                contracted_on=signed_on,
                free_of_charge=free,
                terms=(term,),
                rents=(first,),
            )
        )
        entry = answered(unit, saved, WaitingState.ACCEPTED, office.clock.today())
        days = {"signed_on": signed_on, "starts_on": starts_on, "ends_on": ends_on}
        told = {name: day.isoformat() for name, day in days.items()}
        noted(
            office,
            unit,
            saved,
            action="sign-lease",
            deposit=first.deposit,
            rent=first.rent,
            **told,
            **entry,
        )
    return Let(saved, let_changes(saved))


def counts_promised_child(case: Case, notice: Notice) -> bool:
    """Tell whether an unborn or adopted child was counted, to be proven before moving in (E29)."""
    if any(one.adopted_on and one.relation is not Relation.SELF for one in case.people):
        return True
    return any(one.count and one.standing is Standing.MEMBER for one in unborn(case, notice))


@may(CASES)
def needs_proof(office: Office, lease_id: UUID) -> bool:
    """Tell whether moving in needs the proof of a birth or adoption; KeyError for no such lease."""
    with office.store.unit() as unit:
        case = unit.cases.get(unit.leases.get(lease_id).case_id)
    return counts_promised_child(case, notice_of(office.notices, case))


@may(DECIDING)
def move_in(office: Office, lease_id: UUID, on: date, proof_seen: bool | None = None) -> Let:
    """Write down that the household moved in (입주), within the term that was signed.

    NotPromised unless `proof_seen` where an unborn or adopted child was counted (E29),
    NotEligible when the approval no longer stands, WrongDate, WrongState.
    """
    with office.store.unit() as unit:
        lease = lease_at(unit, lease_id, "입주", LeaseState.CONTRACTED)
        term = term_of_lease(lease)
        case = unit.cases.get(lease.case_id)
        refuse_future(office.clock, office.practice, on, "입주일")
        refuse_before(on, "입주일", term.starts_on, "임대 시작일")
        refuse_before(term.ends_on, "임대 종료일", on, "입주일")
        refuse_unapproved(unit, case)
        promised = counts_promised_child(case, notice_of(office.notices, case))
        if promised and not proof_seen:
            raise NotPromised
        saved = unit.leases.save(replace(lease, state=LeaseState.OCCUPIED, moved_in_on=on))
        noted(office, unit, saved, action="move-in", on=on.isoformat(), proof_seen=promised)
    return Let(saved, let_changes(saved))


@may(DECIDING)
def give_notice(office: Office, lease_id: UUID, leaves_on: date, reason: str) -> Let:
    """Write down that the household will leave (퇴거 예정): by notice, or not renewed."""
    with office.store.unit() as unit:
        lease = lease_at(unit, lease_id, "퇴거 예정", LeaseState.OCCUPIED, LeaseState.LEAVING)
        words = worded(reason, "퇴거")
        refuse_before(leaves_on, "퇴거할 날", lease.moved_in_on or leaves_on, "입주일")
        saved = unit.leases.save(
            replace(lease, state=LeaseState.LEAVING, leaves_on=leaves_on, reason=words)
        )
        noted(office, unit, saved, action="give-notice", leaves_on=leaves_on.isoformat(), why=words)
    return Let(saved, let_changes(saved))


@may(DECIDING)
def keep_lease(office: Office, lease_id: UUID, reason: str) -> Let:
    """Take the notice back (퇴거 철회): the household stays."""
    with office.store.unit() as unit:
        lease = lease_at(unit, lease_id, "퇴거 철회", LeaseState.LEAVING)
        words = worded(reason, "퇴거 철회")
        saved = unit.leases.save(
            replace(lease, state=LeaseState.OCCUPIED, leaves_on=None, reason=words)
        )
        noted(office, unit, saved, action="keep-lease", why=words)
    return Let(saved, let_changes(saved))


@may(DECIDING)
def move_out(office: Office, lease_id: UUID, on: date, reason: str) -> Let:
    """Write down that the household left (퇴거): the lease has ended and the room is free."""
    with office.store.unit() as unit:
        lease = lease_at(unit, lease_id, "퇴거", LeaseState.OCCUPIED, LeaseState.LEAVING)
        words = worded(reason, "퇴거", needed=not lease.reason) or lease.reason
        refuse_future(office.clock, office.practice, on, "퇴거일")
        refuse_before(on, "퇴거일", lease.moved_in_on or on, "입주일")
        saved = unit.leases.save(replace(lease, state=LeaseState.ENDED, left_on=on, reason=words))
        noted(office, unit, saved, action="move-out", on=on.isoformat(), why=words)
    return Let(saved, let_changes(saved))


@may(CASES)
def leases_of(office: Office, notice_id: str, building: str, room: str) -> tuple[RoomLease, ...]:
    """Return every lease a room ever had, newest first, those that came to nothing too."""
    with office.store.unit() as unit:
        return unit.leases.of_room(notice_id, building, room)


@may(CASES)
def lease_of(office: Office, case_id: UUID) -> RoomLease | None:
    """Return the lease of a case: the one that holds a room, else its newest, else None.

    For the examination of a renewal it is the lease that is to be renewed.
    """
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        note_sight(office, unit, case_id)
        if case.renewal is not None:
            with suppress(KeyError):
                return unit.leases.get(case.renewal.lease)
        found = unit.leases.of_case(case_id)
    holding = [one for one in found if one.state.holds]
    return next(iter([*holding, *found]), None)
