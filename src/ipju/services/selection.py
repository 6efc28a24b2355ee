"""선정·미선정 통지: issued upon a roster and a draw that stand, each whole or not at all.

What a letter rests on is the approval of eligibility, the newest roster of the supply type and,
where people stood equal at the line, its draw. A new draw is told by new letters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from ipju.domain.account import Account
from ipju.domain.case import Case
from ipju.domain.decision import IssuedLetter, Matter, Proposal, Verdict
from ipju.domain.draw import Draw, RosterEntry
from ipju.domain.notice import Notice
from ipju.domain.outgoing import NOT_SELECTED, SELECTED
from ipju.domain.printed_selection import SelectionNotice
from ipju.rules.ranking import Placed, Selection
from ipju.services.approve import Told
from ipju.services.authority import DECIDING, demand, may
from ipju.services.candidates import same_place
from ipju.services.frozen import CannotDecide, Content, NotWhole, fingerprint
from ipju.services.issue_letter import (
    AlreadyIssued,
    Issued,
    NotComplete,
    approved_content,
    changes_of_letter,
    desk_day,
    entered,
    missing_around,
)
from ipju.services.letters import FORMS
from ipju.services.letters.selection import Lot, RankedSheet, selection
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork
from ipju.services.propose import refuse_clock_back
from ipju.services.publishing import IssuedMany
from ipju.services.ranking import Result
from ipju.services.result_list import ResultList

_ISSUED = Changes(queues=True, decisions=True, letters=True, trail=True)


class NotRanked(CannotDecide):
    """The case stands on no roster."""

    def __init__(self) -> None:
        super().__init__(
            "굳힌 순위 명부에 없어 선정 결과를 알릴 수 없습니다. 접수번호를 확인하세요."
        )


class OtherResult(CannotDecide):
    """The roster or the draw is not the one that stands now."""

    def __init__(self) -> None:
        super().__init__(
            "추첨이 무효가 되었거나 명부를 새로 굳혔습니다. 결과 목록을 새로 읽은 뒤 다시 하세요."
        )


class ApprovedSince(CannotDecide):
    """The approval is newer than the roster and has another line, or no line, in the ranking."""

    def __init__(self) -> None:
        super().__init__(
            "명부를 굳힌 뒤에 명부와 다른 내용으로 다시 결재되어 그 명부의 순위로는 알릴 수 "
            "없습니다. 순위·추첨에서 '결재 바뀜'을 보고 어떻게 할지 정하세요."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionDue:
    """Whom to tell how the ranking ended.

    `to_issue` are the approvals of those who were not told yet, by case number; of them
    `selected` are told that they are. `issued` are told already, upon the result that stands.
    """

    to_issue: tuple[UUID, ...]
    selected: int
    issued: int
    places: Mapping[UUID, tuple[Result, Placed]]


@may(DECIDING)
def selection_due(office: Office, notice_id: str, found: ResultList) -> SelectionDue:
    """Return whom to tell by what is settled of a list.

    Who was decided anew since his roster was frozen is told nothing by it, unless his line in it
    is the same; the places of the others do not move (B35), and so they are told.
    """
    places = {
        one.entry.case_id: (result, one)
        for result in found.results
        for one in result.placed
        if one.entry.case_id not in result.changed and one.entry.number in found.proposals
    }
    with office.store.unit() as unit:
        told = {(one.case_id, one.roster, one.draw) for one in unit.outgoing.selections(notice_id)}
    waiting = [
        (result, one)
        for result, one in places.values()
        if (one.entry.case_id, *_basis(result)) not in told
    ]
    waiting.sort(key=lambda each: each[1].entry.number)
    return SelectionDue(
        to_issue=tuple(found.proposals[one.entry.number] for _result, one in waiting),
        selected=sum(one.selection is Selection.SELECTED for _result, one in waiting),
        issued=len(places) - len(waiting),
        places=places,
    )


@may(DECIDING)
def issue_selections(
    office: Office,
    due: SelectionDue,
    proposals: Sequence[UUID],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> IssuedMany:
    """Issue the letters of some of those who are due, each in its own transaction.

    What cannot be issued is told with why, and the next one goes on.
    """
    failed: list[tuple[str, str]] = []
    done, stopped = 0, False
    for at, proposal in enumerate(proposals):
        if cancelled():
            stopped = True
            break
        # Long work ends with the role of whoever began it.
        demand(office, DECIDING, "issue_selections")
        number = ""
        with Told() as trouble, office.store.unit() as unit:
            known = unit.proposals.get(proposal)
            number = unit.cases.get(known.case_id).number
            _issue(office, unit, known, due.places)
            done += 1
        if trouble.words:
            failed.append((number, trouble.words))
        progress(at + 1, len(proposals))
    return IssuedMany(issued=done, failed=tuple(failed), stopped=stopped, changes=_ISSUED)


@may(DECIDING)
def issue_selection(office: Office, due: SelectionDue, number: str) -> Issued:
    """Issue the letter of one case by its number (접수번호).

    NotRanked for a number that stands on no roster, AlreadyIssued for a second time upon the same
    result, OtherResult when the result is not the one that stands now; else as
    `issue_letter.issue`.
    """
    plain = "".join(number.split())
    with office.store.unit() as unit:
        case_id = unit.cases.id_of(plain)
        if case_id is None or case_id not in due.places:
            raise NotRanked
        proposal = next(
            (one for one in unit.proposals.of(case_id) if one.matter is Matter.PERSON), None
        )
        if proposal is None:
            raise NotRanked
        letter = _issue(office, unit, proposal, due.places)
    return Issued(letter, changes_of_letter(case_id))


def _draw_of(result: Result) -> Draw | None:
    """Return the draw that decided; None where nobody stood equal at the line."""
    standing = result.line.standing
    return standing.draw if result.cut.tied and standing is not None else None


def _basis(result: Result) -> tuple[UUID, UUID | None]:
    draw = _draw_of(result)
    return result.line.roster.id, draw.id if draw is not None else None


def _issue(
    office: Office,
    unit: UnitOfWork,
    proposal: Proposal,
    places: Mapping[UUID, tuple[Result, Placed]],
) -> IssuedLetter:
    if proposal.case_id not in places:
        raise NotRanked
    result, own = places[proposal.case_id]
    content = _rested(office, unit, proposal, result)
    roster, draw = _basis(result)
    case = content.case
    for one in unit.outgoing.selections(case.notice, case.id):
        if (one.roster, one.draw) == (roster, draw):
            raise AlreadyIssued(unit.letters.get(one.letter).number)
    signers = _signers(unit, proposal, result)
    model = _filled(office, content, proposal, (result, own), signers)
    serial = unit.letters.next_serial(model.sent_on.year)
    department = model.officer_department
    model = replace(model, number=f"{department}-{serial}" if department else "")
    missing = (*missing_around(model), *_missing_matter(model))
    if missing:
        raise NotComplete(missing)
    form = SELECTED if model.selected else NOT_SELECTED
    told = {
        "form": form,
        "roster": roster.hex,
        "digest": result.line.roster.digest,
        **({"draw": draw.hex} if draw is not None else {}),
    }
    return entered(office, unit, proposal, form, model, serial, FORMS[form], told)


def _missing_matter(model: SelectionNotice) -> list[str]:
    """Return what a letter lacks of its own matter (「행정절차법」 제23조, 제26조)."""
    missing = []
    if not model.selected and not model.reason_clause:
        missing.append("사유의 근거 조항")
    if not all(one.text and one.clause for one in model.remedies):
        missing.append("이의를 제기하는 방법과 기한")
    return missing


def _rested(office: Office, unit: UnitOfWork, proposal: Proposal, result: Result) -> Content:
    """Return what was approved; raise when approval, roster or draw do not stand any more."""
    roster, draw = result.line.roster, _draw_of(result)
    if unit.rosters.newest(roster.notice, roster.supply) != roster.id:
        raise OtherResult
    if draw is not None:
        now = next((one for one in unit.rosters.draws(roster.id) if one.id == draw.id), None)
        if now is None or now.annulled_at is not None:
            raise OtherResult
        if not now.whole:
            raise NotWhole("추첨 기록")
    content = approved_content(office, unit, proposal)
    if (content.matter, content.verdict) != (Matter.PERSON, Verdict.ELIGIBLE):
        raise NotRanked
    if proposal.decided_at is not None and proposal.decided_at > roster.frozen_at:
        anew = {proposal.case_id: proposal.id}
        if not same_place(office, unit, roster, anew):
            raise ApprovedSince
    refuse_clock_back(office.clock, draw.drawn_at if draw is not None else roster.frozen_at)
    return content


def _signers(unit: UnitOfWork, proposal: Proposal, result: Result) -> tuple[Account, Account]:
    """Return who proposed (담당), and who answers for the result: of the draw, else the roster."""
    draw = _draw_of(result)
    by = draw.drawn_by if draw is not None else result.line.roster.frozen_by
    return unit.accounts.get(proposal.proposed_by), unit.accounts.get(by)


def _filled(
    office: Office,
    content: Content,
    proposal: Proposal,
    place: tuple[Result, Placed],
    signers: tuple[Account, Account],
) -> SelectionNotice:
    officer, supervisor = signers
    model = selection(_sheet(office, office.notices.get(content.notice), content.case, place))
    return replace(
        model,
        officer=officer.name,
        officer_department=officer.department.strip(),
        officer_phone=officer.phone.strip(),
        supervisor=supervisor.name,
        approved_on=_day(office, _decided(place[0])),
        fingerprint=fingerprint(proposal.digest),
    )


def _day(office: Office, moment: datetime) -> date:
    return desk_day(moment, office.clock, practice=office.practice)


def _decided(result: Result) -> datetime:
    draw = _draw_of(result)
    return draw.drawn_at if draw is not None else result.line.roster.frozen_at


def _sheet(office: Office, notice: Notice, case: Case, place: tuple[Result, Placed]) -> RankedSheet:
    result, own = place
    roster, draw = result.line.roster, _draw_of(result)
    return RankedSheet(
        case=case,
        notice=notice,
        on=office.clock.today(),
        own=own,
        quota=roster.quota,
        count=len(roster.entries),
        last=_last(result),
        frozen_on=_day(office, roster.frozen_at),
        digest=roster.digest,
        lot=Lot(
            day=_day(office, draw.drawn_at),
            place=draw.place,
            tied=len(result.cut.tied),
            seats=result.cut.seats,
        )
        if draw is not None
        else None,
    )


def _last(result: Result) -> RosterEntry | None:
    """Return the last one selected: everybody is placed in order, the selected first."""
    at = min(result.line.roster.quota, len(result.placed))
    return result.placed[at - 1].entry if at > 0 else None
