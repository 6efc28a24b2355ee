"""Open a case (사례 열기): store a whole new one, or read an existing one to work on.

A new one of somebody at the desk is opened by `counter.open_at_counter`, the only way to do so.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from ipju.domain.account import Role
from ipju.domain.case import Case
from ipju.domain.validation import contradictions
from ipju.services.authority import CASES, DECIDING, demand, may, note
from ipju.services.examine import examine, store_judgement
from ipju.services.notice_of import notice_of
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork
from ipju.services.record import (
    Contradictory,
    Recorded,
    numbers_without_basis,
    scholar_result,
)
from ipju.services.sight import note_sight


@may(CASES)
def add_case(office: Office, case: Case, action: str = "import") -> Recorded:
    """Store a whole new case; a case without a number gets the next one of its notice.

    Raises Contradictory when its facts contradict each other, KeyError for an unknown notice,
    NotAllowed when it brings signed answers or the limits of a renewal and the actor's role judges
    nothing, or the result of a scholar and the actor decides none.
    """
    if case.answers:
        demand(office, DECIDING, "answer")
    if case.renewal is not None:
        demand(office, DECIDING, "renewal")
    if scholar_result(case) != (None, None):
        # Invented people come with any result; a real one is decided upon the reviewers' sheets.
        decides = DECIDING if office.practice else frozenset({Role.SUPERVISOR})
        demand(office, decides, "decide_scholar")
    with office.store.unit() as unit:
        return store_case(office, unit, case, action)


def store_case(office: Office, unit: UnitOfWork, case: Case, action: str) -> Recorded:
    """Store a whole new case within a transaction of somebody who may; as `add_case` tells."""
    notice = notice_of(office.notices, case)
    found = contradictions(case) + numbers_without_basis(notice, None, case)
    if found:
        raise Contradictory(found)
    if not case.number:
        case = replace(case, number=unit.cases.next_number(notice.number_prefix))
    saved = unit.cases.add(case)
    store_judgement(unit, saved, examine(saved, notice, office.clock.today()))
    note(office, unit, action, saved.id, detail={"version": saved.version})
    changes = Changes(case_id=saved.id, cases=True, judgement=True, lists=True, queues=True)
    return Recorded(saved, changes)


@may(CASES)
def view_case(office: Office, case_id: UUID) -> Case:
    """Return a case to show it; the view itself is a ledger row."""
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        note(office, unit, "view", case_id)
    return case


@may(CASES)
def reread_case(office: Office, case_id: UUID) -> Case:
    """Return the case that is already on the screen as it now stands; no new view.

    Where the ledger tells of none by the actor on this day, it is one.
    """
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        note_sight(office, unit, case_id)
    return case
