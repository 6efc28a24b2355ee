"""Reveal an RRN (주민등록번호 보기): the ledger row first, then the number."""

from __future__ import annotations

from uuid import UUID

from ipju.services.answer import NoReason
from ipju.services.authority import CASES, may, note
from ipju.services.office import Office


@may(CASES)
def reveal_rrn(office: Office, case_id: UUID, person_id: UUID, reason: str) -> str:
    """Return the 13 digits of one person's number after the ledger row has been committed.

    Raises NoReason without a reason, KeyError when there is no such person or number; when the
    row cannot be written nothing is returned.
    """
    if not reason.strip():
        raise NoReason
    with office.store.unit() as unit:
        person = unit.cases.get(case_id).person(person_id)
        if person is None or person.rrn is None:
            raise KeyError(person_id)
        note(
            office,
            unit,
            "reveal-rrn",
            case_id,
            why=reason.strip(),
            detail={"person": str(person_id)},
        )
    return person.rrn
