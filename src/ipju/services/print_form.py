"""Print a form of a case (출력): the PDF, and the ledger row that says so.

Forms that tell a decision are only drafts here; `issue_letter` prints them, once approved.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ipju.domain.case import Case
from ipju.domain.intake import WaitingEntry, YearFigures
from ipju.domain.letting import LeaseState, RoomLease
from ipju.domain.printed import Decision, PrintModel, SupplementRequest, TitleAnalysis
from ipju.services.authority import CASES, may, note
from ipju.services.examine import examine
from ipju.services.files import write_whole
from ipju.services.frozen import DECISION_FORMS, CannotDecide, NotWhole
from ipju.services.lease_steps import refuse_unapproved
from ipju.services.letters import FORMS, CannotPrint, Sheet, blank, build
from ipju.services.letting_problems import NotEligible
from ipju.services.notice_of import notice_of
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork


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
    lease, waiting = None, None
    figures: tuple[YearFigures, ...] = ()
    if notice.letting is not None:
        with office.store.unit() as unit:
            lease, waiting = _lease_of(unit, case), _waiting_of(unit, case)
            figures = unit.figures.all(case.notice)
    return Sheet(
        case=case,
        notice=notice,
        notice_digest=office.notices.digest(case.notice),
        judgement=examine(case, notice, today),
        on=today,
        officer=office.actor.name,
        lease=lease,
        waiting=waiting,
        figures=figures,
    )


def _lease_of(unit: UnitOfWork, case: Case) -> RoomLease | None:
    """Return the lease of a household; of a renewal (재계약) the one it examines.

    NotWhole when the stored lease was altered outside the program.
    """
    lease: RoomLease | None = None
    if case.renewal is None:
        lease = next((one for one in unit.leases.of_case(case.id) if one.state.holds), None)
    else:
        with suppress(KeyError):  # a renewal typed in by hand may name a lease of another store
            lease = unit.leases.get(case.renewal.lease)
    if lease is not None and not lease.whole:
        raise NotWhole("호실 임대")
    return lease


def _waiting_of(unit: UnitOfWork, case: Case) -> WaitingEntry | None:
    """Return the newest entry of a case on the waiting list; NotWhole when it was altered."""
    entry = next(iter(unit.waiting.of_case(case.id)), None)
    if entry is not None and not entry.whole:
        raise NotWhole("예비입주자 명단")
    return entry


def drafted(model: PrintModel) -> PrintModel:
    """Return a model marked as a draft (결재 전 초안) where it tells a decision."""
    if isinstance(model, Decision | SupplementRequest | TitleAnalysis):
        return replace(model, draft=True)
    return model


def _refuse_promise(office: Office, case: Case, form: str, sheet: Sheet) -> None:
    """Raise CannotPrint where a letter would promise a room or a number upon no approved decision.

    A lease that was signed stands by itself.
    """
    promised = {"waiting": sheet.waiting is not None, "contract": _is_open(sheet.lease)}
    if promised.get(form, False):
        with office.store.unit() as unit:
            try:
                refuse_unapproved(unit, unit.cases.get(case.id))
            except NotEligible as error:
                raise CannotPrint(str(error)) from None


def _is_open(lease: RoomLease | None) -> bool:
    return lease is not None and lease.state is LeaseState.OFFERED


@may(CASES)
def preview_form(office: Office, case: Case, form: str) -> bytes:
    """Return the PDF of a form to look at, a decision marked as a draft (결재 전 초안).

    CannotPrint when the case does not bear it.
    """
    sheet = _sheet_of(office, case)
    _refuse_promise(office, case, form, sheet)
    return office.printer.render(drafted(build(form, sheet)))


@may(CASES)
def preview_blank(office: Office, notice: str, form: str) -> bytes:
    """Return a form of a notice with nothing filled in; CannotPrint where there is none.

    `notice` is its id, `form` one of `letters.blanks_of`.
    """
    return office.printer.render(blank(form, office.notices.get(notice), office.practice))


@may(CASES)
def note_printed(office: Office, case: Case, form: str, how: str) -> None:
    """Write the ledger row of a form that was printed or saved; NeedsApproval for a decision."""
    _refuse_decision(form)
    sheet = _sheet_of(office, case).fingerprint
    with office.store.unit() as unit:
        note(
            office,
            unit,
            f"print-{form}",
            case.id,
            why=how,
            detail={"sheet": sheet},
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
