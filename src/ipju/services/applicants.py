"""Who has applied for a building (신청자): complete or not, decided or not, placed or not.

Parts of services, within an open transaction. Nobody is ranked here: by the day on which an
application was complete, and on the same day by its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.case import Case, Supply
from ipju.domain.dates import seoul_time
from ipju.domain.decision import Matter, Proposal, ProposalState, Verdict
from ipju.domain.finding import Outcome
from ipju.domain.intake import SelectionOrder, WaitingEntry, WaitingState
from ipju.domain.letting import RoomLease
from ipju.domain.listing import CaseQuery
from ipju.domain.notice import Building, Notice, WaitingTerms
from ipju.domain.rrn import without_rrn
from ipju.domain.scholar import ScholarResult
from ipju.rules.documents import checklist
from ipju.rules.judge import Judgement
from ipju.services.approve import Told, still_stands
from ipju.services.examine import examine
from ipju.services.intake_problems import NoList, NoReason, NotWhole
from ipju.services.office import Office
from ipju.services.ports import Notices, UnitOfWork

PAGE = 500
LISTED = (WaitingState.WAITING, WaitingState.CALLED)
"""States in which an entry stands on the waiting list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """One application for a building.

    `completed_on` is the day on which the last paper asked for had come, None while one lacks.
    `outcome` is what the rules say of the person. `approved`: an approved eligible decision
    stands. `waiting` is the entry on the waiting list in force, `lease` whether a room is held.
    `place` is the place in the order in force, from 1; `words` what stands in the way, or where
    the application is (Korean). `orderable`: it may be put in order.
    """

    case_id: UUID
    number: str
    name: str
    supply: Supply
    completed_on: date | None
    outcome: Outcome
    approved: bool
    waiting: WaitingEntry | None
    lease: bool
    place: int | None
    orderable: bool
    words: str

    @property
    def free(self) -> bool:
        """Whether neither a room nor a number of the waiting list was given."""
        return self.waiting is None and not self.lease


def cases_of(office: Office, unit: UnitOfWork, notice_id: str) -> Iterator[Case]:
    """Yield the applications under a notice by number; examinations of renewals are none."""
    offset = 0
    while True:
        lines = office.store.page(CaseQuery(notice=notice_id, offset=offset, limit=PAGE)).lines
        for line in lines:
            case = unit.cases.get(line.id)
            if case.renewal is None:
                yield case
        if len(lines) < PAGE:
            return
        offset += PAGE


def applicants_of(
    office: Office, unit: UnitOfWork, notice: Notice, building: str, order: Sequence[UUID]
) -> tuple[Applicant, ...]:
    """Return the applications for a building, and those that name none, as they came in."""
    held = {one.case_id: one for one in unit.leases.held(notice.id)}
    listed = {one.case_id: one for one in unit.waiting.all(notice.id) if one.state in LISTED}
    places = {case_id: at for at, case_id in enumerate(order, 1)}
    today = office.clock.today()
    found = [
        _applicant(unit, case, examine(case, notice, today), notice, held, listed, places)
        for case in cases_of(office, unit, notice.id)
        if case.building in (building, "")
    ]
    found.sort(key=lambda one: (one.completed_on or date.max, one.number))
    return tuple(found)


def approved_eligible(unit: UnitOfWork, case: Case, decided: Sequence[Proposal]) -> bool:
    """Tell whether an approved eligible decision stands upon the facts as they now are.

    `decided` are the proposals of the case, the newest first.
    """
    for one in decided:
        if one.matter is not Matter.PERSON or one.state is not ProposalState.APPROVED:
            continue
        if one.verdict is not Verdict.ELIGIBLE or not one.whole:
            return False
        # A sheet that was altered bears nothing.
        with Told():
            return still_stands(unit, one, case) is not None
        return False
    return False


def completed_on(case: Case, judgement: Judgement, notice: Notice) -> date | None:
    """Return the day on which the last paper asked for had come; None while one lacks.

    A paper without a day of its own came with the application (신청과 함께).
    """
    filed = seoul_time(case.applied_at).date() if case.applied_at else None
    days: list[date] = [] if filed is None else [filed]
    for line in checklist(judgement.facts, notice):
        if line.requirement.points or line.outcome is Outcome.NA:
            continue
        if line.paper is None or line.outcome in (Outcome.MISSING, Outcome.FAIL):
            return None
        day = line.paper.received_on or filed
        if day is None:
            return None
        days.append(day)
    return max(days, default=None)


def _applicant(
    unit: UnitOfWork,
    case: Case,
    judgement: Judgement,
    notice: Notice,
    held: Mapping[UUID, RoomLease],
    listed: Mapping[UUID, WaitingEntry],
    places: Mapping[UUID, int],
) -> Applicant:
    entry, lease = listed.get(case.id), held.get(case.id)
    complete = completed_on(case, judgement, notice)
    if case.supply is Supply.SCHOLAR and not _is_selected(case):
        # His eligibility papers are asked for only once he is selected.
        complete = None
    decided = unit.proposals.of(case.id)
    approved = approved_eligible(unit, case, decided)
    hindrance = _hindrance(case, complete)
    return Applicant(
        case_id=case.id,
        number=case.number,
        name=case.applicant.name if case.applicant else "",
        supply=case.supply,
        completed_on=complete,
        outcome=judgement.person,
        approved=approved,
        waiting=entry,
        lease=lease is not None,
        place=places.get(case.id),
        orderable=not hindrance,
        words=_words(entry, lease) or hindrance or _decision(decided, approved),
    )


def _hindrance(case: Case, complete: date | None) -> str:
    """Return why an application cannot be put in order; empty when it can."""
    if not case.building:
        return "신청 주택이 적히지 않음"
    if case.supply is Supply.SCHOLAR and not _is_selected(case):
        result = case.scholar.result if case.scholar else None
        return f"장학생 {result.label}" if result else "장학생 선정 전"
    return "" if complete else "서류가 덜 갖추어짐"


def _is_selected(case: Case) -> bool:
    return case.scholar is not None and case.scholar.result is ScholarResult.SELECTED


def _words(entry: WaitingEntry | None, lease: RoomLease | None) -> str:
    """Return where somebody stands who has a room, or a number on the list."""
    if lease is not None:
        return f"{lease.room}호 {lease.state.label}"
    if entry is not None:
        return f"예비 {entry.number}번 {entry.state.label}"
    return ""


def _decision(decided: Sequence[Proposal], approved: bool) -> str:
    if approved:
        return "적격 결재됨"
    newest = next((one for one in decided if one.matter is Matter.PERSON), None)
    if newest is None:
        return "자격 결재 전"
    if newest.state is ProposalState.APPROVED:
        if newest.verdict is Verdict.ELIGIBLE:
            return "적격 결재를 확인할 수 없음"
        return f"{newest.verdict.label} 결재됨"
    return f"자격 {newest.verdict.label} {newest.state.label}"


def terms_of(
    notices: Notices, notice_id: str, building: str
) -> tuple[Notice, Building, WaitingTerms]:
    """Return notice, building and terms of its waiting list; NoList where there is none."""
    notice = notices.get(notice_id)
    place = notice.building(building)
    if notice.waiting is None or place is None:
        raise NoList
    return notice, place, notice.waiting


def order_in_force(unit: UnitOfWork, notice_id: str, building: str) -> SelectionOrder | None:
    """Return the newest order; NotWhole when it was altered past the program."""
    order = next(iter(unit.orders.all(notice_id, building)), None)
    if order is not None and not order.whole:
        raise NotWhole("선정 순서")
    return order


def worded(reason: str, what: str) -> str:
    """Return a reason as it is kept; NoReason, with what it is the reason of, when empty."""
    words = without_rrn(reason.strip())
    if not words:
        raise NoReason(what)
    return words
