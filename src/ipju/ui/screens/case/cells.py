"""Values as cells of the tables of a case."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from ipju.domain.money import won
from ipju.domain.share import OwnerShare
from ipju.ui.case_session import CaseSession
from ipju.ui.widgets.table_model import Cell

NOTHING = "–"


def day_text(day: date | None) -> str:
    """Return a date as staff write it, a dash when there is none."""
    return day.isoformat() if day else NOTHING


def won_cell(amount: int | None) -> Cell:
    """Return the cell of an amount in won; never shortened."""
    return {"t": won(amount) if amount is not None else NOTHING, "align": "r", "keep": True}


def text_cell(text: object) -> Cell:
    """Return the cell of a text, a dash when it is empty."""
    return {"t": str(text) if text else NOTHING}


def word_cell(member: object) -> Cell:
    """Return the cell of a member of an enumeration by its Korean label."""
    return {"t": getattr(member, "label", NOTHING)}


def yes_cell(value: bool | None) -> Cell:
    """Return the cell of a yes or no that may be unknown."""
    return {"t": "모름" if value is None else "예" if value else "아니오"}


def name_cell(session: CaseSession, person: UUID | None) -> Cell:
    """Return the cell of a person of the case by name, of a payer alone by what he is."""
    found = session.case.person(person)
    payers = session.case.scholar.payers if session.case.scholar else ()
    role = next((one.role.label for one in payers if one.id == person), NOTHING)
    return {"t": found.name if found else role}


def applicant_id(session: CaseSession) -> UUID:
    """Return the id of the applicant, a new one while there is none."""
    applicant = session.case.applicant
    return applicant.id if applicant else uuid4()


def owners_cell(session: CaseSession, owners: tuple[OwnerShare, ...]) -> Cell:
    """Return the cell of owners with their shares."""
    names = []
    for one in owners:
        person = session.case.person(one.person)
        share = "" if one.numerator == one.denominator else f" {one.numerator}/{one.denominator}"
        names.append(f"{person.name if person else one.name or '세대 밖'}{share}")
    return {"t": ", ".join(names) or NOTHING}
