"""Rolling intake (상시 모집): the officer's order of the completed applications.

The notice prints no ranking for general applicants: the operator's own rules choose. So nothing
here ranks anybody: an officer puts the completed applications in order and says why. The waiting
list that follows that order is in `waiting`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID, uuid4

from ipju.domain.finding import Outcome
from ipju.domain.intake import SelectionOrder
from ipju.services.applicants import (
    Applicant,
    applicants_of,
    cases_of,
    order_in_force,
    terms_of,
    worded,
)
from ipju.services.authority import DECIDING, may, note
from ipju.services.intake_problems import LeftOut, NotOrderable, NotWhole
from ipju.services.office import Changes, Office
from ipju.services.waiting import (
    Answered,
    Called,
    Listed,
    Step,
    WaitingLine,
    answer_call,
    call,
    entry_history,
    expire_due,
    list_waiting,
    strike,
    waiting_list,
)

__all__ = [
    "Answered",
    "Applicant",
    "Called",
    "Listed",
    "Step",
    "WaitingLine",
    "answer_call",
    "call",
    "entry_history",
    "expire_due",
    "list_waiting",
    "strike",
    "waiting_list",
]


@dataclass(frozen=True, slots=True)
class Ordered:
    """The order that is now in force."""

    order: SelectionOrder
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """An order with the name of who made it, and name and number of each application in it."""

    order: SelectionOrder
    by: str
    applicants: tuple[tuple[str, str], ...]


@may(DECIDING)
def applicants(office: Office, notice_id: str, building: str) -> tuple[Applicant, ...]:
    """Return the applications for a building by the day they were complete; never ranked.

    An order that was altered past the program places nobody, so that a new one can be made.
    NoList where the notice has no waiting list or no such building.
    """
    notice, _building, _terms = terms_of(office.notices, notice_id, building)
    with office.store.unit() as unit:
        order = None
        with suppress(NotWhole):
            order = order_in_force(unit, notice_id, building)
        return applicants_of(office, unit, notice, building, order.cases if order else ())


@may(DECIDING)
def orders(office: Office, notice_id: str, building: str) -> tuple[OrderLine, ...]:
    """Return every order of a building, the one in force first, with names."""
    terms_of(office.notices, notice_id, building)
    names = {one.id: one.name for one in office.store.staff()}
    with office.store.unit() as unit:
        known = {
            one.id: (one.number, one.applicant.name if one.applicant else "")
            for one in cases_of(office, unit, notice_id)
        }
        found = unit.orders.all(notice_id, building)
    gone = ("파기된 사례", "")
    return tuple(
        OrderLine(
            order=one,
            by=names.get(one.made_by, "모르는 계정"),
            applicants=tuple(known.get(case_id, gone) for case_id in one.cases),
        )
        for one in found
    )


@may(DECIDING)
def put_in_order(
    office: Office, notice_id: str, building: str, case_ids: Sequence[UUID], reason: str
) -> Ordered:
    """Put the completed applications of a building in order (선정 순서), with the reason.

    Every completed application that the rules do not refuse and that has neither room nor number
    stands in the order: LeftOut otherwise. NotOrderable for one that is incomplete, another
    building's or named twice; NoReason. The order before stays on record.
    """
    words = worded(reason, "순서를 정한")
    notice, _building, _terms = terms_of(office.notices, notice_id, building)
    with office.store.unit() as unit:
        known = {one.case_id: one for one in applicants_of(office, unit, notice, building, ())}
        _refuse_unorderable(known, case_ids)
        order = SelectionOrder(
            id=uuid4(),
            notice=notice_id,
            building=building,
            made_at=office.clock.now(),
            made_by=office.actor.id,
            reason=words,
            cases=tuple(case_ids),
        )
        unit.orders.add(order)
        detail = {
            "order": order.id.hex,
            "notice": notice_id,
            "building": building,
            "cases": [one.hex for one in case_ids],
        }
        note(office, unit, "put-in-order", why=words, detail=detail)
    return Ordered(order, Changes(intake=True, trail=True))


def _refuse_unorderable(known: Mapping[UUID, Applicant], case_ids: Sequence[UUID]) -> None:
    if not case_ids:
        raise NotOrderable(("순서",), "신청이 하나도 없습니다")
    twice = {one for one in case_ids if list(case_ids).count(one) > 1}
    if twice:
        raise NotOrderable([known[one].number for one in twice if one in known], "두 번 있습니다")
    if any(one not in known for one in case_ids):
        raise NotOrderable(("신청",), "이 주택의 신청이 아닙니다")
    for one in case_ids:
        if not known[one].orderable:
            raise NotOrderable((known[one].number,), known[one].words)
    left = [
        one.number
        for one in known.values()
        if one.orderable
        and one.free
        and one.outcome is not Outcome.FAIL
        and one.case_id not in case_ids
    ]
    if left:
        raise LeftOut(left)
