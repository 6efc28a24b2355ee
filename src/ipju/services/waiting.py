"""The waiting list (예비입주자): numbers in the order in force, called one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from ipju.domain.intake import WaitingEntry, WaitingState
from ipju.domain.letting import FallenWhy, RoomLease
from ipju.domain.notice import Building, Notice, WaitingTerms
from ipju.domain.rrn import without_rrn
from ipju.rules.periods import period_end
from ipju.services.action_words import act_words
from ipju.services.applicants import (
    LISTED,
    Applicant,
    applicants_of,
    order_in_force,
    terms_of,
    worded,
)
from ipju.services.authority import DECIDING, may, note
from ipju.services.intake_problems import (
    Expired,
    NoAnswerWord,
    NoOrder,
    NotListable,
    NotNext,
    NotWaiting,
    NotWhole,
    NotYetSilent,
    OtherBuilding,
    PassedOver,
    TooMany,
    WrongDay,
)
from ipju.services.lease_steps import is_altered, refuse_altered
from ipju.services.letting import fallen_through, offered
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork

_STORY = (
    "list-waiting",
    "call-waiting",
    "answer-waiting",
    "strike-waiting",
    "expire-waiting",
    "offer-room",
    "fall-room",
    "sign-lease",
)
"""Ledger actions that tell the story of a number on the waiting list."""

_FALLS = {
    WaitingState.DECLINED: FallenWhy.DECLINED,
    WaitingState.SILENT: FallenWhy.SILENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One number of the waiting list. `days_left` is None where it stands no more; `callable`:

    it is the next to be called. `room` is what it was called for, while that offer stands.
    """

    entry: WaitingEntry
    number: str
    name: str
    days_left: int | None
    callable: bool
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Entries as they now stand on the waiting list."""

    entries: tuple[WaitingEntry, ...]
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """The entry that was called, and the offer that was made to it."""

    entry: WaitingEntry
    lease: RoomLease
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An entry whose call or place has ended."""

    entry: WaitingEntry
    changes: Changes


@dataclass(frozen=True, slots=True)
class Step:
    """One act in the story of a number: when (UTC), who, what, why."""

    at: datetime
    actor: str
    what: str
    why: str


@may(DECIDING)
def waiting_list(office: Office, notice_id: str, building: str) -> tuple[WaitingLine, ...]:
    """Return every number ever given for a building, in order, with whose it is."""
    terms_of(office.notices, notice_id, building)
    today = office.clock.today()
    with office.store.unit() as unit:
        entries = unit.waiting.all(notice_id, building)
        rooms = {one.called: one.room for one in unit.leases.held(notice_id) if one.called}
        # Nobody is called from a list that was altered: the row says so.
        altered = is_altered(unit, notice_id, building)
        following = None if altered else _next_of(entries, today)
        lines = []
        for one in entries:
            case = unit.cases.get(one.case_id)
            stands = one.state in LISTED
            lines.append(
                WaitingLine(
                    entry=one,
                    number=case.number,
                    name=case.applicant.name if case.applicant else "",
                    days_left=(one.valid_until - today).days if stands else None,
                    callable=following is not None and one.id == following.id,
                    room=rooms.get(one.id, ""),
                )
            )
    return tuple(lines)


@may(DECIDING)
def list_waiting(
    office: Office,
    notice_id: str,
    building: str,
    case_ids: Sequence[UUID],
    announced_on: date,
    reason: str,
) -> Listed:
    """Put applicants on the waiting list, told of it on `announced_on`; numbers follow the order.

    How many is the officer's, with his reason (C14), up to the share where the notice prints one
    (TooMany). Each is approved as eligible and free (NotListable) and nobody who is so stands
    before them in the order in force (PassedOver). Numbers hold for the years of the notice
    (A15, A38). NoOrder, NoReason, WrongDay.
    """
    words = worded(reason, "몇 명을 올릴지 정한")
    notice, place, terms = terms_of(office.notices, notice_id, building)
    _refuse_day(office, notice, announced_on)
    with office.store.unit() as unit:
        _expire(office, unit, unit.waiting.all(notice_id))
        refuse_altered(unit, notice_id, building)
        order = order_in_force(unit, notice_id, building)
        if order is None:
            raise NoOrder
        chosen = set(case_ids)
        known = applicants_of(office, unit, notice, building, order.cases)
        by_place = sorted(
            (one for one in known if one.place is not None), key=lambda one: one.place or 0
        )
        _refuse_unlistable(known, by_place, chosen)
        _refuse_too_many(unit, terms, place, notice_id, len(chosen))
        entries = []
        for one in by_place:
            if one.case_id not in chosen:
                continue
            entry = unit.waiting.add(
                WaitingEntry(
                    id=uuid4(),
                    notice=notice_id,
                    building=building,
                    number=unit.waiting.next_number(notice_id, building),
                    case_id=one.case_id,
                    announced_on=announced_on,
                    valid_until=valid_until(notice, terms, announced_on),
                    reason=words,
                )
            )
            _told(office, unit, "list-waiting", entry, words)
            entries.append(entry)
    return Listed(entries=tuple(entries), changes=_changes(None))


def valid_until(notice: Notice, terms: WaitingTerms, announced_on: date) -> date:
    """Return the last day on which a number is valid (유효기간; A15, A38)."""
    end = period_end(notice, announced_on, terms.valid_years * 12)
    return end if notice.reading("A15") == "inclusive" else end - timedelta(days=1)


def _refuse_unlistable(
    known: Sequence[Applicant], by_place: Sequence[Applicant], chosen: set[UUID]
) -> None:
    if not chosen:
        raise NotListable("예비입주자", "고른 신청자가 없습니다.")
    places = {one.case_id for one in by_place}
    for one in (one for one in known if one.case_id in chosen):
        if one.case_id not in places:
            raise NotListable(one.number, "정한 순서에 없습니다.")
        if not one.free:
            raise NotListable(one.number, f"{one.words} 상태입니다.")
        if not one.orderable:
            raise NotListable(one.number, f"{one.words}.")
        if not one.approved:
            raise NotListable(one.number, "지금의 사실로 승인된 적격 결정이 없습니다.")
    if chosen - {one.case_id for one in known}:
        raise NotListable("고른 신청", "이 주택의 신청이 아닙니다.")
    last = max(at for at, one in enumerate(by_place) if one.case_id in chosen)
    before = [
        one.number
        for one in by_place[:last]
        if one.case_id not in chosen and one.approved and one.free and one.orderable
    ]
    if before:
        raise PassedOver(before)


def _refuse_too_many(
    unit: UnitOfWork, terms: WaitingTerms, place: Building, notice_id: str, more: int
) -> None:
    if terms.ratio_percent is None:
        return
    # A share that leaves a fraction of a person is rounded up: the notice does not say down.
    most = -(-len(place.rooms) * terms.ratio_percent // 100)
    standing = [one for one in unit.waiting.all(notice_id, place.id) if one.state in LISTED]
    if len(standing) + more > most:
        raise TooMany(most)


@may(DECIDING)
def call(office: Office, entry_id: UUID, building: str, room: str, answer_by: date) -> Called:
    """Call the next on the waiting list into a free room; the offer is made in the same act.

    NotNext while somebody comes first, NotWaiting, Expired, OtherBuilding, NotWhole; what
    `letting.offered` says of the room, the household and the approval.
    """
    today = office.clock.today()
    with office.store.unit() as unit:
        entry = _standing(unit, entry_id, WaitingState.WAITING)
        if entry.building != building:
            raise OtherBuilding
        if entry.valid_until < today:
            raise Expired(entry.valid_until)
        refuse_altered(unit, entry.notice, entry.building)
        following = _next_of(unit.waiting.all(entry.notice, entry.building), today)
        if following is not None and following.id != entry.id:
            raise NotNext(following.number)
        saved = unit.waiting.save(
            replace(entry, state=WaitingState.CALLED, called_on=today, answer_by=answer_by)
        )
        lease = offered(unit, office, saved.case_id, building, room, answer_by, called=saved.id)
        _told(office, unit, "call-waiting", saved, room=room, answer_by=answer_by.isoformat())
    return Called(entry=saved, lease=lease, changes=_changes(saved.case_id))


@may(DECIDING)
def answer_call(office: Office, entry_id: UUID, state: WaitingState, reason: str = "") -> Answered:
    """Write down that somebody called declined (거절) or was silent (답 없음): the offer falls.

    Who accepts signs a contract (NoAnswerWord); silence only after the last day for an answer
    (NotYetSilent). NotWaiting when nobody was called.
    """
    if state not in _FALLS:
        raise NoAnswerWord
    today = office.clock.today()
    with office.store.unit() as unit:
        entry = _standing(unit, entry_id, WaitingState.CALLED)
        if state is WaitingState.SILENT and entry.answer_by and today <= entry.answer_by:
            raise NotYetSilent(entry.answer_by)
        saved = _ended(office, unit, entry, state, _FALLS[state], reason.strip() or state.label)
        _told(office, unit, "answer-waiting", saved, saved.reason)
    return Answered(entry=saved, changes=_changes(saved.case_id))


@may(DECIDING)
def strike(office: Office, entry_id: UUID, reason: str) -> Answered:
    """Take somebody off the waiting list with a reason; the offer to somebody called falls."""
    words = worded(reason, "명단에서 빼는")
    with office.store.unit() as unit:
        entry = _standing(unit, entry_id, *LISTED)
        saved = _ended(office, unit, entry, WaitingState.STRUCK, FallenWhy.WITHDRAWN, words)
        _told(office, unit, "strike-waiting", saved, words)
    return Answered(entry=saved, changes=_changes(saved.case_id))


@may(DECIDING)
def expire_due(office: Office) -> Listed:
    """End every number whose time is over, on all lists; who was called keeps it for the answer."""
    with office.store.unit() as unit:
        entries = [one for notice in office.notices.ids() for one in unit.waiting.all(notice)]
        found = _expire(office, unit, entries)
    return Listed(entries=found, changes=_changes(None) if found else Changes())


@may(DECIDING)
def entry_history(office: Office, entry_id: UUID) -> tuple[Step, ...]:
    """Return the story of a number, newest first: listed, called, offered, answered."""
    with office.store.unit() as unit:
        entry = unit.waiting.get(entry_id)
    names = {one.id.hex: one.name for one in office.store.staff()}
    return tuple(
        Step(at, names.get(actor, actor), act_words(action), why)
        for at, actor, action, why in office.store.acts(entry.case_id, 1000)
        if action in _STORY
    )


def _next_of(entries: Sequence[WaitingEntry], today: date) -> WaitingEntry | None:
    """Return the lowest number that waits and is valid."""
    for one in entries:
        if one.state is WaitingState.WAITING and one.valid_until >= today:
            return one
    return None


def _standing(unit: UnitOfWork, entry_id: UUID, *states: WaitingState) -> WaitingEntry:
    entry = unit.waiting.get(entry_id)
    if not entry.whole:
        raise NotWhole("예비입주자 명단")
    if entry.state not in states:
        raise NotWaiting(entry.state)
    return entry


def _ended(
    office: Office,
    unit: UnitOfWork,
    entry: WaitingEntry,
    state: WaitingState,
    why: FallenWhy,
    words: str,
) -> WaitingEntry:
    """End an entry, and with it the offer it was called for."""
    for lease in unit.leases.of_case(entry.case_id):
        if lease.called == entry.id and lease.state.holds:
            fallen_through(unit, office, lease.id, why, words)
    return unit.waiting.save(
        replace(entry, state=state, answered_on=office.clock.today(), reason=without_rrn(words))
    )


def _expire(
    office: Office, unit: UnitOfWork, entries: Sequence[WaitingEntry]
) -> tuple[WaitingEntry, ...]:
    today = office.clock.today()
    found = []
    for one in entries:
        due = one.state is WaitingState.WAITING and one.valid_until < today
        if not due or not one.whole:
            continue
        saved = unit.waiting.save(replace(one, state=WaitingState.EXPIRED, answered_on=today))
        _told(office, unit, "expire-waiting", saved)
        found.append(saved)
    return tuple(found)


def _told(
    office: Office,
    unit: UnitOfWork,
    action: str,
    entry: WaitingEntry,
    why: str = "",
    **more: str,
) -> None:
    detail = {
        "entry": entry.id.hex,
        "building": entry.building,
        "number": entry.number,
        "entry_version": entry.version,
        "state": entry.state.value,
        **more,
    }
    note(office, unit, action, entry.case_id, why=why, detail=detail)


def _refuse_day(office: Office, notice: Notice, announced_on: date) -> None:
    if announced_on > office.clock.today():
        raise WrongDay("안내한 날이 오늘보다 뒤입니다. 안내한 뒤에 적으세요.")
    if announced_on < notice.day:
        raise WrongDay("안내한 날이 공고일보다 앞섭니다. 날짜를 확인하세요.")


def _changes(case_id: UUID | None) -> Changes:
    return Changes(case_id=case_id, intake=True, rooms=True, queues=True, lists=True, trail=True)
