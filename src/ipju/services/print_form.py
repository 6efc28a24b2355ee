"""Print a form of a case (출력): the PDF, and the ledger row that says so.

Forms that tell a decision are only drafts here; `issue_letter` prints them, once approved.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ipju.domain.case import Case
from ipju.domain.printed import Decision, PrintModel, SupplementRequest, TitleAnalysis
from ipju.services.authority import CASES, may, note
from ipju.services.examine import examine
from ipju.services.files import write_whole
from ipju.services.frozen import DECISION_FORMS, CannotDecide
from ipju.services.letters import FORMS, Sheet, blank_consent, build
from ipju.services.notice_of import notice_of
from ipju.services.office import Office


class NeedsApproval(CannotDecide):
    """The form tells a decision: it is printed from an approved sheet only."""

    def __init__(self, form: str) -> None:
        super().__init__(
            f"{FORMS[form]}은(는) 결재를 받은 뒤에만 인쇄하거나 저장할 수 있습니다. "
            "결정을 올려 승인을 받은 뒤 통지에서 인쇄하세요."
        )


def _refuse_decision(form: str) -> None:
    if form in DECISION_FORMS:
        raise NeedsApproval(form)


def _sheet_of(office: Office, case: Case) -> Sheet:
    """Return the sheet of a case as it stands now."""
    notice = notice_of(office.notices, case)
    today = office.clock.today()
    return Sheet(
        case=case,
        notice=notice,
        notice_digest=office.notices.digest(case.notice),
        judgement=examine(case, notice, today),
        on=today,
        officer=office.actor.name,
    )


def drafted(model: PrintModel) -> PrintModel:
    """Return a model marked as a draft (결재 전 초안) where it tells a decision."""
    if isinstance(model, Decision | SupplementRequest | TitleAnalysis):
        return replace(model, draft=True)
    return model


@may(CASES)
def preview_form(office: Office, case: Case, form: str) -> bytes:
    """Return the PDF of a form to look at, a decision marked as a draft (결재 전 초안).

    CannotPrint when the case does not bear it.
    """
    return office.printer.render(drafted(build(form, _sheet_of(office, case))))


@may(CASES)
def preview_blank_consent(office: Office) -> bytes:
    """Return the blank consent form."""
    return office.printer.render(blank_consent(office.practice))


@may(CASES)
def note_printed(office: Office, case: Case, form: str, how: str) -> None:
    """Write the ledger row of a form that was printed or saved; NeedsApproval for a decision."""
    _refuse_decision(form)
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
    """Save the PDF of a form whole under `path`, after its ledger row; OSError if it can't be.

    NeedsApproval for a form that tells a decision.
    """
    _refuse_decision(form)
    data = preview_form(office, case, form)
    note_printed(office, case, form, "파일로 저장")
    return write_whole(path, data)
