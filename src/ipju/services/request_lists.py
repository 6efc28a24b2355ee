"""Many requests at once: drawn up for a filter, and lapsed into proposals of a refusal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from ipju.domain.case import Case, Stage
from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.listing import CaseLine, CaseQuery, SortBy
from ipju.domain.notice import Notice
from ipju.domain.requests import CaseRequest, RequestKind, RequestQuery, RequestState
from ipju.rules.documents import checklist
from ipju.services.application_steps import UNFILED, is_unfiled
from ipju.services.approve import Told
from ipju.services.authority import CASES, DECIDING, demand, may
from ipju.services.examine import examine
from ipju.services.notice_of import notice_of
from ipju.services.office import Changes, Office
from ipju.services.overlap_marks import settled_pairs
from ipju.services.ports import UnitOfWork
from ipju.services.propose import Decided, propose
from ipju.services.request_days import ends_on
from ipju.services.request_items import headed
from ipju.services.request_problems import AskedBefore, CaseClosed, NothingToAsk, WrongDay
from ipju.services.request_returns import is_returned
from ipju.services.request_views import RequestPage, request_page, request_queues
from ipju.services.requests import changes_of, drawn, standing, told
from ipju.services.working_days import over_since

PAGE = 200
"""Cases read at a time when many requests are drawn up: one transaction each."""

_ALL = 100_000
_CLOSED = "종결된 사례"
_VOID = "겹치는 신청에서 인정하지 않은 신청"
_REFUSED = "부적격이 승인된 사례"

LAPSED_REASONS = {
    RequestKind.SUPPLEMENT: "기한까지 보완하지 않음",
    RequestKind.EXPLANATION: "기한까지 소명하지 않음",
}
"""What is proposed as the reason of the refusal (부적격) of somebody who did not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDone:
    """One of many that could not be done: its number (접수번호), its name and why."""

    case_id: UUID
    number: str
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """How drawing up for many ended: all of it, or a list of what failed with the reasons.

    `nothing` counts those of whom nothing is to be asked, `excluded` says of how many nothing is
    asked any more, and why.
    """

    made: int
    nothing: int
    failed: tuple[NotDone, ...]
    stopped: bool
    changes: Changes
    excluded: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed:
    """What lapsed, how many refusals were proposed for approval, and which were not and why.

    `kept` lapsed without a refusal: only papers for points were asked for, which are then not
    counted (3장 가점제출서류).
    """

    requests: tuple[CaseRequest, ...]
    proposed: int
    kept: int
    failed: tuple[NotDone, ...]
    stopped: bool
    changes: Changes


@may(CASES)
def draw_up_all(
    office: Office,
    query: CaseQuery,
    kind: RequestKind,
    due_on: date | None = None,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Batch:
    """Draw up requests for all cases of a filter; stops between transactions when told so.

    All of it is done, or what could not be is listed with why (who was asked before, an item
    without a clause); who has nothing to mend is passed over, and so is whose application does
    not stand any more, or not yet: closed, beside another of the household, refused with approval,
    opened at the counter and never filed.
    """
    made = nothing = done = 0
    excluded: Counter[str] = Counter()
    failed: list[NotDone] = []
    stopped = False
    total = office.store.page(replace(query, offset=0, limit=1)).total
    for lines in _pages(office, query):
        if cancelled():
            stopped = True
            break
        # Long work ends with the role of whoever began it.
        demand(office, CASES, "draw_up_all")
        with office.store.unit() as unit:
            voids = _voids(unit, {one.notice for one in lines})
            for line in lines:
                case = unit.cases.get(line.id)
                gone = _stands_not(unit, case, notice_of(office.notices, case), voids)
                if gone:
                    excluded[gone] += 1
                    continue
                with Told() as trouble:
                    try:
                        _refuse_again(unit, case.id, kind)
                        drawn(office, unit, case, kind, due_on)
                        made += 1
                    except NothingToAsk:
                        nothing += 1
                if trouble.words:
                    failed.append(_not_done(line, trouble.words))
        done += len(lines)
        progress(done, max(total, done))
    return Batch(
        made=made,
        nothing=nothing,
        failed=tuple(failed),
        stopped=stopped,
        changes=changes_of(None) if made else Changes(),
        excluded=tuple(sorted(excluded.items())),
    )


def _voids(unit: UnitOfWork, notices: set[str]) -> frozenset[str]:
    """Return the applications that a person found void beside another of their household."""
    return frozenset(
        case
        for notice in notices
        for pair, told_of in settled_pairs(unit, notice).items()
        if told_of["stands"]
        for case in pair.split("-")
        if case != told_of["stands"]
    )


def _stands_not(unit: UnitOfWork, case: Case, notice: Notice, voids: frozenset[str]) -> str:
    """Return why an application does not stand any more; an empty text when it does."""
    if case.stage is Stage.CLOSED:
        return _CLOSED
    if case.id.hex in voids and case.other_applications:
        return _VOID
    if is_unfiled(case, notice):
        return UNFILED
    return _REFUSED if _is_refused(unit, case.id) else ""


def _is_refused(unit: UnitOfWork, case_id: UUID) -> bool:
    """Tell whether a refusal (부적격) of an applicant is approved and has its effect."""
    return any(
        one.matter is Matter.PERSON
        and one.verdict is Verdict.INELIGIBLE
        and one.state is ProposalState.APPROVED
        for one in unit.proposals.of(case_id)
    )


def _refuse_again(unit: UnitOfWork, case_id: UUID, kind: RequestKind) -> None:
    for one in unit.requests.of_case(case_id):
        if one.kind is kind and one.state is not RequestState.TAKEN_BACK:
            raise AskedBefore(kind)


def _pages(office: Office, query: CaseQuery) -> Iterator[tuple[CaseLine, ...]]:
    """Yield the cases of a filter by number, a page at a time."""
    at = replace(query, sort=SortBy.NUMBER, descending=False, offset=0, limit=PAGE)
    while lines := office.store.page(at).lines:
        yield lines
        at = replace(at, above=lines[-1].number)


def _not_done(line: CaseLine, why: str) -> NotDone:
    return NotDone(case_id=line.id, number=line.number, name=line.name, why=why)


@may(DECIDING)
def lapse_due(
    office: Office,
    kind: RequestKind,
    through: date,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
    notice_id: str | None = None,
) -> Lapsed:
    """Let lapse what was due on or before `through` and is unanswered; propose each refusal.

    `through` is the last day up to which every postmark has come in, and lies before today
    (WrongDay): a letter posted on the last day may still be on its way. A period whose last day
    nobody works on ends on the next working day. Each refusal (부적격) waits for a supervisor,
    those of earlier lapses that nobody proposed too; none for papers that only give points.
    What is left open is listed with why: a refusal that the case does not bear, a request that the
    post brought back, a closed case. Told to stop, it leaves the rest to be proposed later.
    """
    if through >= office.clock.today():
        raise WrongDay("오늘보다 앞선 날까지만 정리할 수 있습니다.")
    failed: list[NotDone] = []
    lapsed: list[CaseRequest] = []
    with office.store.unit() as unit:
        for one in unit.requests.page(_due_query(kind, through, notice_id)):
            case = unit.cases.get(one.case_id)
            if not one.whole or ends_on(one, notice_of(office.notices, case)) > through:
                continue
            if is_returned(unit, one):
                failed.append(_left_open(case, _RETURNED))
            elif case.stage is Stage.CLOSED:
                failed.append(_left_open(case, _TAKE_BACK))
            else:
                lapsed.append(_lapse(office, unit, one))
        unproposed = RequestQuery(
            kind=kind, state=RequestState.LAPSED, notice=notice_id, limit=_ALL
        )
        waiting = []
        kept: set[UUID] = set()
        for one in unit.requests.page(unproposed):
            if not one.whole or not _is_unproposed(unit, one):
                continue
            if _costs_points_only(office, unit, one):
                kept.add(one.id)
            else:
                waiting.append(one)
    left = len(failed)
    done = 0
    for one in waiting:
        if cancelled():
            break
        with Told() as trouble:
            propose_lapsed(office, one.id)
        if trouble.words:
            with office.store.unit() as unit:
                name, number = unit.cases.told(one.case_id)
            failed.append(NotDone(case_id=one.case_id, number=number, name=name, why=trouble.words))
        done += 1
        progress(done, len(waiting))
    changes = replace(changes_of(None), decisions=True, lists=True)
    return Lapsed(
        requests=tuple(lapsed),
        proposed=done - len(failed) + left,
        kept=sum(one.id in kept for one in lapsed),
        failed=tuple(failed),
        stopped=done < len(waiting),
        changes=changes if lapsed or done else Changes(),
    )


_RETURNED = "반송되어 닿지 않았습니다. 다시 부치거나 요청을 거두세요."
_TAKE_BACK = "종결된 사례입니다. 요청을 거두세요."


def _due_query(kind: RequestKind, through: date, notice_id: str | None) -> RequestQuery:
    """Return what was due when a day had passed, those of a last day off with their real end."""
    before = over_since(through + timedelta(days=1))
    return RequestQuery(
        kind=kind, state=RequestState.SENT, due_before=before, notice=notice_id, limit=_ALL
    )


def _left_open(case: Case, why: str) -> NotDone:
    name = case.applicant.name if case.applicant else ""
    return NotDone(case_id=case.id, number=case.number, name=name, why=why)


def _is_unproposed(unit: UnitOfWork, request: CaseRequest) -> bool:
    """Tell whether nobody proposed anything about an applicant since the request lapsed.

    Nor is there anything to propose where a refusal was approved before.
    """
    since = request.closed_at
    return not _is_refused(unit, request.case_id) and (
        since is None
        or all(
            one.proposed_at < since or one.matter is not Matter.PERSON
            for one in unit.proposals.of(request.case_id)
        )
    )


def _costs_points_only(office: Office, unit: UnitOfWork, request: CaseRequest) -> bool:
    """Tell whether only papers for points were asked for: without them nothing is refused."""
    case = unit.cases.get(request.case_id)
    notice = notice_of(office.notices, case)
    judged = examine(case, notice, office.clock.today())
    for_points = {
        one.requirement.name for one in checklist(judged.facts, notice) if one.requirement.points
    }
    return all(headed(one)[0] in for_points for one in request.items)


def _lapse(office: Office, unit: UnitOfWork, request: CaseRequest) -> CaseRequest:
    saved = unit.requests.save(
        replace(
            request,
            state=RequestState.LAPSED,
            closed_at=office.clock.now(),
            closed_by=office.actor.id,
            reason=LAPSED_REASONS[request.kind],
        )
    )
    told(office, unit, "lapse-request", saved)
    return saved


@may(DECIDING)
def propose_lapsed(office: Office, request_id: UUID) -> Decided:
    """Propose the refusal (부적격) of somebody whose request lapsed; a supervisor decides.

    Raises what `propose` raises: AlreadyWaiting, CannotPrint when the case bears no refusal.
    """
    with office.store.unit() as unit:
        request = standing(unit, request_id, RequestState.LAPSED)
        if unit.cases.get(request.case_id).stage is Stage.CLOSED:
            raise CaseClosed
    return propose(
        office,
        request.case_id,
        Matter.PERSON,
        Verdict.INELIGIBLE,
        LAPSED_REASONS[request.kind],
    )


@may(DECIDING)
def due_until(
    office: Office, kind: RequestKind, through: date, notice_id: str | None = None
) -> int:
    """Return how many requests would lapse with `through` as the last day."""
    query = replace(_due_query(kind, through, notice_id), returned=False)
    with office.store.unit() as unit:
        return unit.requests.count(query)


__all__ = [
    "LAPSED_REASONS",
    "Batch",
    "Lapsed",
    "NotDone",
    "RequestPage",
    "draw_up_all",
    "due_until",
    "lapse_due",
    "propose_lapsed",
    "request_page",
    "request_queues",
]
