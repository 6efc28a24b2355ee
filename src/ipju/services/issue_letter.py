"""Issue a letter (통지): from an approved sheet alone, whole or not at all, and the same for ever.

A decision letter carries its reasons (「행정절차법」 제23조), who is in charge and where he is
reached (제24조), and how and by when one may object (제26조); without one of them it stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from ipju.domain import printed
from ipju.domain.account import Account
from ipju.domain.case import Case
from ipju.domain.dates import in_letter, seoul_time
from ipju.domain.decision import IssuedLetter, Proposal, ProposalState
from ipju.services.approve import ChangedSince, still_stands
from ipju.services.authority import CASES, DECIDING, may, note
from ipju.services.files import write_whole
from ipju.services.frozen import (
    CannotDecide,
    Content,
    DecisionLetter,
    NotWhole,
    fingerprint,
    last_editor,
    read,
)
from ipju.services.letters import CannotPrint
from ipju.services.letters.period import rule_until
from ipju.services.office import Changes, Office
from ipju.services.ports import Clock, UnitOfWork
from ipju.services.print_form import preview_form
from ipju.services.propose import in_words, refuse_clock_back
from ipju.services.sight import note_sight

SAVED = "파일로 저장"


class NotApproved(CannotDecide):
    """There is no approved sheet to print the letter from."""

    def __init__(self, state: ProposalState) -> None:
        super().__init__(
            f"승인된 심사표가 있어야 통지문을 낼 수 있습니다(지금: {state.label}). "
            "결재를 받은 뒤 다시 하세요."
        )


class NoLetter(CannotDecide):
    """The decision sends no letter."""

    def __init__(self) -> None:
        super().__init__("보류 결정에는 보낼 통지문이 없습니다.")


class AlreadyIssued(CannotDecide):
    """The letter went out already; it is printed again, not issued again."""

    def __init__(self, number: str) -> None:
        super().__init__(f"이미 낸 통지문입니다(시행 {number}). 다시 인쇄하세요.")


class Superseded(CannotDecide):
    """A later proposal upon the same matter was approved: that one is to be sent."""

    def __init__(self) -> None:
        super().__init__("같은 사안에 뒤에 승인된 결정이 있습니다. 그 결정으로 통지하세요.")


class NotComplete(CannotDecide):
    """Something that a decision letter must say is missing; `missing` lists it in Korean."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(f"통지문에 빠진 것이 있어 낼 수 없습니다: {', '.join(missing)}.")
        self.missing = tuple(missing)


@dataclass(frozen=True, slots=True)
class Issued:
    """A letter as it was issued."""

    letter: IssuedLetter
    changes: Changes


@may(DECIDING)
def issue(office: Office, proposal_id: UUID, explain_until: date | None = None) -> Issued:
    """Issue the letter of an approved proposal, with the next number (시행 번호) of the year.

    `explain_until` is the last day of the 소명, where the notice leaves it to the letter
    (`asks_explanation`); a period that the notice prints itself is not changed by it.
    NotApproved, ChangedSince, Superseded or NotWhole when nothing may rest on the proposal,
    NoLetter for 보류, AlreadyIssued for a second time, NotComplete when something is missing.
    """
    with office.store.unit() as unit:
        proposal = unit.proposals.get(proposal_id)
        content = approved_content(office, unit, proposal)
        if content.letter is None:
            raise NoLetter
        known = unit.letters.of_proposal(proposal_id, content.form)
        if known is not None:
            raise AlreadyIssued(known.number)
        day = office.clock.today()
        serial = unit.letters.next_serial(day.year)
        signers = _signers(unit, proposal)
        model = _filled(office, content.letter, proposal, signers)
        department = signers[0].department.strip()
        number = f"{department}-{serial}" if department else ""
        model = replace(model, number=number, sent_on=day, draft=False)
        model = _with_period(model, day, explain_until)
        missing = tuple(missing_in(model))
        if missing:
            raise NotComplete(missing)
        told = {"explain_until": explain_until.isoformat()} if explain_until else {}
        words = in_words(proposal)
        letter = entered(office, unit, proposal, content.form, model, serial, words, told)
    return Issued(letter, changes_of_letter(proposal.case_id))


def entered(
    office: Office,
    unit: UnitOfWork,
    proposal: Proposal,
    form: str,
    model: printed.Letter,
    serial: int,
    words: str,
    told: Mapping[str, str],
) -> IssuedLetter:
    """Render and store a letter that rests on an approved proposal, and write its ledger row.

    `words` say what it tells, `told` is what its row tells besides.
    """
    pdf = office.printer.render(model)
    letter = IssuedLetter(
        id=uuid4(),
        case_id=proposal.case_id,
        proposal=proposal.id,
        form=form,
        number=model.number,
        issued_on=model.sent_on,
        issued_at=office.clock.now(),
        issued_by=office.actor.id,
        pdf=pdf,
        digest=hashlib.sha256(pdf).hexdigest(),
    )
    unit.letters.add(letter, serial)
    detail = {
        "letter": letter.id.hex,
        "proposal": proposal.id.hex,
        "number": letter.number,
        "year": letter.issued_on.year,
        "serial": serial,
        **told,
    }
    why = f"{words}, 시행 {letter.number}"
    note(office, unit, "issue-letter", proposal.case_id, why=why, detail=detail)
    return letter


def asks_explanation(model: DecisionLetter | None) -> bool:
    """Tell whether the officer gives the last day of the 소명 when this letter is issued."""
    if not isinstance(model, printed.Decision) or model.objection is None:
        return False
    return model.objection.ends is None


@may(DECIDING)
def explanation_asked(office: Office, proposal_id: UUID) -> bool:
    """Tell whether `issue` needs `explain_until` for a proposal; NotWhole when it was altered."""
    with office.store.unit() as unit:
        proposal = unit.proposals.get(proposal_id)
        return asks_explanation(read(unit.sheets.get(proposal.sheet)).letter)


def _with_period(model: DecisionLetter, day: date, explain_until: date | None) -> DecisionLetter:
    """Return a letter with the period of its 소명, from the day it goes out."""
    if not isinstance(model, printed.Decision) or model.objection is None:
        return model
    if model.objection.ends is not None or explain_until is None:
        return model
    rule = rule_until(model.objection.rule, explain_until)
    period = replace(model.objection, begins=day, ends=explain_until, rule=rule, pending="")
    return replace(model, objection=period)


def changes_of_letter(case_id: UUID) -> Changes:
    """Return what an issued letter changes."""
    return Changes(case_id=case_id, queues=True, decisions=True, letters=True, trail=True)


def approved_content(office: Office, unit: UnitOfWork, proposal: Proposal) -> Content:
    """Return what was approved; raise when nothing may rest on it (any more)."""
    if proposal.state is not ProposalState.APPROVED:
        raise NotApproved(proposal.state)
    if not proposal.whole:
        raise NotWhole("승인된 결정")
    refuse_clock_back(office.clock, proposal.decided_at or proposal.proposed_at)
    case = unit.cases.get(proposal.case_id)
    content = still_stands(unit, proposal, case)
    if content is None:
        raise ChangedSince
    last_editor(office, unit, case)
    for one in unit.proposals.of(proposal.case_id):
        if one.id == proposal.id:
            break
        if one.matter is proposal.matter and one.state is ProposalState.APPROVED:
            raise Superseded
    return content


def _signers(unit: UnitOfWork, proposal: Proposal) -> tuple[Account, Account | None]:
    """Return who proposed (담당) and who approved (결재), None while nobody did."""
    staff = {one.id: one for one in unit.accounts.all()}
    by = proposal.decided_by
    return staff[proposal.proposed_by], staff[by] if by else None


def _filled(
    office: Office,
    letter: DecisionLetter,
    proposal: Proposal,
    signers: tuple[Account, Account | None],
) -> DecisionLetter:
    """Return a frozen letter with who signs for it and the sheet it rests on; nothing judged."""
    officer, supervisor = signers
    approved = proposal.decided_at if proposal.state is ProposalState.APPROVED else None
    return replace(
        letter,
        officer=officer.name,
        officer_department=officer.department.strip(),
        officer_phone=officer.phone.strip(),
        supervisor=supervisor.name if supervisor and approved else "",
        approved_on=(
            desk_day(approved, office.clock, practice=office.practice) if approved else None
        ),
        fingerprint=fingerprint(proposal.digest),
        issue=1,
    )


def desk_day(moment: datetime, clock: Clock, *, practice: bool) -> date:
    """Return the day of a moment at a desk; a practice office stands still on its own day."""
    return clock.today() if practice else seoul_time(moment).date()


def missing_in(model: DecisionLetter) -> Iterator[str]:
    """Yield what a decision letter lacks of what the law wants in it (제23조, 제24조, 제26조)."""
    yield from missing_around(model)
    yield from _missing_matter(model)


def missing_around(model: printed.Letter) -> Iterator[str]:
    """Yield what any letter lacks around its matter: who signs for it, and who gets it."""
    if not model.number:
        yield "시행 번호"
    if not model.officer_department:
        yield "담당자의 소속(관리 화면의 계정)"
    if not model.officer:
        yield "담당자의 이름"
    if not model.officer_phone and not (model.office and model.office.contact):
        yield "담당자의 전화(관리 화면의 계정)"
    if not model.supervisor or model.approved_on is None:
        yield "결재한 사람과 날짜"
    if not model.recipient.name:
        yield "받는 사람"
    if not model.recipient.address:
        yield "받는 사람의 주소(신청)"


def _missing_matter(model: DecisionLetter) -> Iterator[str]:
    if isinstance(model, printed.SupplementRequest):
        if not all(one.defect and one.remedy and one.clause for one in model.defects):
            yield "보완할 것의 사유와 근거"
        if not model.how or not model.where:
            yield "보완하는 방법"
        yield from _past("보완 기한", model.due, model.sent_on)
        return
    reasons = _reasons(model)
    if not reasons or not all(reason for reason, _clause in reasons):
        yield "결정의 사유"
    if not all(clause for _reason, clause in reasons):
        yield "사유의 근거 조항"
    if not _disputable(model) or not all(one.text and one.clause for one in model.remedies):
        yield "이의를 제기하는 방법과 기한"
    objection = model.objection if isinstance(model, printed.Decision) else None
    if objection is not None and objection.ends is None:
        yield "소명 기한(발급하며 정하는 날)"
    if objection is not None and objection.ends is not None:
        yield from _past("소명 기간", objection.ends, model.sent_on)


def _disputable(model: printed.Decision | printed.TitleAnalysis) -> bool:
    """Tell whether a letter says how to dispute it, as far as its notice has a way.

    Where the notice cites no law of remedies, a refusal must name the 소명.
    """
    if model.remedies:
        return True
    if model.notified_by or not isinstance(model, printed.Decision):
        return False
    return model.eligible or model.objection is not None


def _reasons(model: printed.Decision | printed.TitleAnalysis) -> list[tuple[str, str]]:
    """Return each reason with its clause: of a refusal what is bad, else all that was found."""
    if isinstance(model, printed.Decision):
        rows = [one for one in model.rows if one.bad or model.eligible]
        return [(one.reason or one.value or one.outcome, one.clause) for one in rows]
    grounds = [(one.found, one.clause) for one in model.grounds if one.bad or model.possible]
    demands = [(one.reason, one.clause) for one in model.requirements if one.bad]
    # A note is a sentence with its clause behind it.
    notes = [(one, one.partition("근거: ")[2]) for one in model.notes]
    return [*grounds, *demands, *notes]


def _past(what: str, end: date, sent_on: date) -> Iterator[str]:
    if end < sent_on:
        yield f"{what}({in_letter(end)})이 지났으니 되돌려 다시 올릴 것"


@may(DECIDING)
def letter_preview(office: Office, proposal_id: UUID) -> bytes:
    """Return the letter of a proposal to look at: marked as a draft until it is issued.

    NoLetter for 보류, NotWhole when sheet or letter were altered.
    """
    with office.store.unit() as unit:
        proposal = unit.proposals.get(proposal_id)
        note_sight(office, unit, proposal.case_id)
        content = read(unit.sheets.get(proposal.sheet))
        known = unit.letters.of_proposal(proposal_id, content.form)
        if known is not None:
            return _whole(known).pdf
        if content.letter is None:
            raise NoLetter
        model = _filled(office, content.letter, proposal, _signers(unit, proposal))
    return office.printer.render(replace(model, draft=True))


@may(CASES)
def draft(office: Office, case: Case, form: str) -> bytes:
    """Return the letter that a case would get as it stands on the screen, marked as a draft.

    CannotPrint when the case does not bear it.
    """
    return preview_form(office, case, form)


def _whole(letter: IssuedLetter) -> IssuedLetter:
    if not letter.whole:
        raise NotWhole("통지문")
    return letter


@may(CASES)
def print_letter(office: Office, letter_id: UUID, how: str = "인쇄") -> bytes:
    """Return the bytes of an issued letter, the same each time, and count the printing.

    NotWhole when the stored bytes are not those that were issued.
    """
    with office.store.unit() as unit:
        letter = _whole(unit.letters.get(letter_id))
        count = unit.letters.print_again(letter_id, office.actor.id, office.clock.now(), how)
        detail = {"letter": letter_id.hex, "number": letter.number, "prints": count}
        note(office, unit, "print-letter", letter.case_id, why=how, detail=detail)
    return letter.pdf


@may(CASES)
def save_letter(office: Office, letter_id: UUID, path: Path) -> Path:
    """Save an issued letter whole under `path`, after its ledger row; OSError if it can't be."""
    return write_whole(path, print_letter(office, letter_id, SAVED))


__all__ = [
    "AlreadyIssued",
    "CannotPrint",
    "Issued",
    "NoLetter",
    "NotApproved",
    "NotComplete",
    "Superseded",
    "draft",
    "issue",
    "letter_preview",
    "missing_in",
    "print_letter",
    "save_letter",
]
