"""Print a form of a case (출력): the PDF, and the ledger row that says so."""

from __future__ import annotations

from pathlib import Path

from ipju.domain.case import Case
from ipju.services.authority import CASES, may, note
from ipju.services.examine import examine
from ipju.services.files import write_whole
from ipju.services.letters import Sheet, blank_consent, build
from ipju.services.office import Office


def _sheet_of(office: Office, case: Case) -> Sheet:
    """Return the sheet of a case as it stands now."""
    notice = office.notices.get(case.notice)
    today = office.clock.today()
    return Sheet(
        case=case,
        notice=notice,
        notice_digest=office.notices.digest(case.notice),
        judgement=examine(case, notice, today),
        on=today,
        officer=office.actor.name,
    )


@may(CASES)
def preview_form(office: Office, case: Case, form: str) -> bytes:
    """Return the PDF of a form to look at; CannotPrint when the case does not bear it."""
    return office.printer.render(build(form, _sheet_of(office, case)))


@may(CASES)
def preview_blank_consent(office: Office) -> bytes:
    """Return the blank consent form."""
    return office.printer.render(blank_consent(office.practice))


@may(CASES)
def note_printed(office: Office, case: Case, form: str, how: str) -> None:
    """Write the ledger row of a form that was printed or saved."""
    with office.store.unit() as unit:
        note(
            office,
            unit,
            f"print-{form}",
            case.id,
            why=how,
            detail={"sheet": _sheet_of(office, case).fingerprint},
        )


@may(CASES)
def save_form(office: Office, case: Case, form: str, path: Path) -> Path:
    """Save the PDF of a form whole under `path`, after its ledger row; OSError if it can't be."""
    data = preview_form(office, case, form)
    note_printed(office, case, form, "파일로 저장")
    return write_whole(path, data)
