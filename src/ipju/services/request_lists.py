"""Requests in lists by their due day, in the queues of 오늘, drawn up for many, and lapsed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from ipju.domain.decision import Matter, Verdict
from ipju.domain.listing import CaseLine, CaseQuery, SortBy
from ipju.domain.requests import CaseRequest, RequestCount, RequestKind, RequestState
from ipju.services.approve import Told
from ipju.services.authority import CASES, DECIDING, demand, may
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork
from ipju.services.propose import Decided, propose
from ipju.services.request_problems import AskedBefore, NothingToAsk, WrongDay
from ipju.services.request_rows import RequestLine, RequestQueue
from ipju.services.requests import changes_of, drawn, out_of_time, standing, told

PAGE = 200
"""Cases read at a time when many requests are drawn up: one transaction each."""

LAPSED_REASONS = {
    RequestKind.SUPPLEMENT: "기한까지 보완하지 않음",
    RequestKind.EXPLANATION: "기한까지 소명하지 않음",
}
"""What is proposed as the reason of the refusal (부적격) of somebody who did not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """Some lines of a list, and how many there are in all."""

    lines: tuple[RequestLine, ...]
    total: int


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

    `nothing` counts those of whom nothing is to be asked.
    """

    made: int
    nothing: int
    failed: tuple[NotDone, ...]
    stopped: bool
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed:
    """What lapsed, how many refusals were proposed for approval, and which were not and why."""

    requests: tuple[CaseRequest, ...]
    proposed: int
    failed: tuple[NotDone, ...]
    stopped: bool
    changes: Changes


_QUEUES = (
    (RequestState.DRAWN_UP, "부칠 것", "만들고 아직 부치지 않음"),
    (RequestState.SENT, "답 기다림", "부치고 답을 기다림"),
    (RequestState.ANSWERED, "판단할 것", "답이 와서 인정할지 판단할 것"),
    (RequestState.LAPSED, "지난 것", "기한까지 답이 없음"),
)


@may(CASES)
def request_page(
    office: Office,
    kind: RequestKind,
    state: RequestState,
    text: str = "",
    offset: int = 0,
    limit: int = 200,
) -> RequestPage:
    """Return requests of a kind in one state, those due first before the others.

    `text` is part of a number (접수번호) or the beginning of a name; empty for all.
    """
    today = office.clock.today()
    with office.store.unit() as unit:
        found = unit.requests.page(kind, state, text, offset, limit)
        lines = tuple(_line(office, unit, one, today) for one in found)
        total = unit.requests.count(kind, state, text)
    return RequestPage(lines=lines, total=total)


def _line(office: Office, unit: UnitOfWork, request: CaseRequest, today: date) -> RequestLine:
    case = unit.cases.get(request.case_id)
    return RequestLine(
        request=request,
        number=case.number,
        name=case.applicant.name if case.applicant else "",
        address=case.address or case.email,
        notice=case.notice,
        days_left=(request.due_on - today).days,
        late=out_of_time(request, case, office.notices),
    )


@may(CASES)
def request_queues(office: Office, notice_id: str | None = None) -> tuple[RequestQueue, ...]:
    """Return what is to be done about requests, for 오늘; empty queues are left out."""
    with office.store.unit() as unit:
        return queues_of_requests(office, unit, notice_id)


def queues_of_requests(
    office: Office, unit: UnitOfWork, notice_id: str | None
) -> tuple[RequestQueue, ...]:
    """Return the queues about requests, of one notice or of all, within a transaction."""
    today = office.clock.today()
    waiting = {(one.kind, one.state): one for one in unit.requests.tally(today, notice_id)}
    return tuple(
        _queue(office, unit, waiting[kind, state], (title, detail), notice_id)
        for kind in RequestKind
        for state, title, detail in _QUEUES
        if (kind, state) in waiting
    )


def _queue(
    office: Office,
    unit: UnitOfWork,
    found: RequestCount,
    words: tuple[str, str],
    notice_id: str | None,
) -> RequestQueue:
    first = unit.requests.page(found.kind, found.state, "", 0, 1, notice_id)[0]
    title, detail = words
    return RequestQueue(
        kind=found.kind,
        state=found.state,
        title=f"{_WORDS[found.kind]} {title}",
        detail=detail,
        count=found.count,
        deadline=found.deadline,
        overdue=found.overdue,
        first=_line(office, unit, first, office.clock.today()),
    )


_WORDS = {RequestKind.SUPPLEMENT: "보완", RequestKind.EXPLANATION: "소명"}


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
    without a clause); who has nothing to mend is passed over.
    """
    made = nothing = done = 0
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
            for line in lines:
                with Told() as trouble:
                    try:
                        _refuse_again(unit, line.id, kind)
                        drawn(office, unit, unit.cases.get(line.id), kind, due_on)
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
) -> Lapsed:
    """Let lapse what was due on or before `through` and is unanswered; propose each refusal.

    `through` is the last day up to which every postmark has come in, and lies before today
    (WrongDay): a letter posted on the last day may still be on its way. Each refusal (부적격)
    waits for a supervisor, those of earlier lapses that nobody proposed too; one that the case
    does not bear is listed with why. Told to stop, it leaves the rest to be proposed later.
    """
    if through >= office.clock.today():
        raise WrongDay("오늘보다 앞선 날까지만 정리할 수 있습니다.")
    with office.store.unit() as unit:
        due = [
            one
            for one in unit.requests.in_state(kind, RequestState.SENT)
            if one.due_on <= through and one.whole
        ]
        lapsed = tuple(_lapse(office, unit, one) for one in due)
        waiting = [
            one
            for one in unit.requests.in_state(kind, RequestState.LAPSED)
            if one.whole and _is_unproposed(unit, one)
        ]
    failed: list[NotDone] = []
    done = 0
    for one in waiting:
        if cancelled():
            break
        with Told() as trouble:
            propose_lapsed(office, one.id)
        if trouble.words:
            with office.store.unit() as unit:
                line = _line(office, unit, one, office.clock.today())
            failed.append(
                NotDone(case_id=one.case_id, number=line.number, name=line.name, why=trouble.words)
            )
        done += 1
        progress(done, len(waiting))
    changes = replace(changes_of(None), decisions=True, lists=True)
    return Lapsed(
        requests=lapsed,
        proposed=done - len(failed),
        failed=tuple(failed),
        stopped=done < len(waiting),
        changes=changes if lapsed or done else Changes(),
    )


def _is_unproposed(unit: UnitOfWork, request: CaseRequest) -> bool:
    """Tell whether nobody proposed anything about an applicant since his request lapsed."""
    since = request.closed_at
    return since is None or all(
        one.proposed_at < since or one.matter is not Matter.PERSON
        for one in unit.proposals.of(request.case_id)
    )


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
    return propose(
        office,
        request.case_id,
        Matter.PERSON,
        Verdict.INELIGIBLE,
        LAPSED_REASONS[request.kind],
    )


@may(DECIDING)
def due_until(office: Office, kind: RequestKind, through: date) -> int:
    """Return how many requests would lapse with `through` as the last day."""
    with office.store.unit() as unit:
        found = unit.requests.in_state(kind, RequestState.SENT)
    return sum(one.due_on <= through for one in found)


__all__ = [
    "LAPSED_REASONS",
    "Batch",
    "Lapsed",
    "NotDone",
    "RequestLine",
    "RequestPage",
    "RequestQueue",
    "draw_up_all",
    "due_until",
    "lapse_due",
    "propose_lapsed",
    "queues_of_requests",
    "request_page",
    "request_queues",
]
