"""Requests in lists by their due day, on their case, and in the queues of 오늘."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.notice import Notice
from ipju.domain.post import Posting
from ipju.domain.requests import (
    Addressee,
    CaseRequest,
    RequestCount,
    RequestDay,
    RequestKind,
    RequestQuery,
    RequestState,
)
from ipju.rules.names import TITLES
from ipju.services.authority import CASES, may
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork
from ipju.services.request_days import ends_on, out_of_time
from ipju.services.request_items import EXPLAINED, PAPERS
from ipju.services.request_rows import RequestLine, RequestQueue
from ipju.services.sight import note_sight
from ipju.services.working_days import over_since, period_ends


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """Some lines of a list, and how many there are in all."""

    lines: tuple[RequestLine, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestChoices:
    """What a list may be narrowed to: rules with their titles, and people by name."""

    rules: tuple[tuple[str, str], ...]
    officers: tuple[tuple[UUID, str], ...]


_QUEUES = (
    (RequestState.DRAWN_UP, False, "부칠 것", "만들고 아직 부치지 않음"),
    (RequestState.SENT, True, "반송된 것", "돌아와서 다시 부칠 것"),
    (RequestState.SENT, False, "답 기다림", "부치고 답을 기다림"),
    (RequestState.ANSWERED, False, "판단할 것", "답이 와서 인정할지 판단할 것"),
    (RequestState.LAPSED, False, "지난 것", "기한까지 답이 없음"),
)
_WORDS = {RequestKind.SUPPLEMENT: "보완", RequestKind.EXPLANATION: "소명"}


@may(CASES)
def request_page(
    office: Office,
    kind: RequestKind,
    state: RequestState,
    text: str = "",
    offset: int = 0,
    limit: int = 200,
) -> RequestPage:
    """Return requests of a kind in one state, those due first before the others (`requests_in`)."""
    return requests_in(
        office,
        RequestQuery(kind=kind, state=state, text=text, offset=offset, limit=limit),
    )


@may(CASES)
def requests_in(office: Office, query: RequestQuery) -> RequestPage:
    """Return one page of the requests of a list, those due first before the others."""
    today = office.clock.today()
    with office.store.unit() as unit:
        lines = lines_in(office, unit, unit.requests.page(query), today)
        total = unit.requests.count(query)
    return RequestPage(lines=lines, total=total)


@may(CASES)
def choices(office: Office, kind: RequestKind) -> RequestChoices:
    """Return what the requests of a kind may be narrowed to: the rules that any notice names."""
    named = {rule for one in office.notices.ids() for rule in office.notices.get(one).rules}
    asked = EXPLAINED if kind is RequestKind.EXPLANATION else PAPERS
    people = sorted(((one.name, one.id) for one in office.store.staff()), key=lambda one: one[0])
    return RequestChoices(
        rules=tuple((one, TITLES[one][1]) for one in asked if one in named),
        officers=tuple((key, name) for name, key in people),
    )


@may(CASES)
def requests_of(office: Office, case_id: UUID) -> tuple[RequestLine, ...]:
    """Return every request to one applicant, newest first; what was asked tells of his figures."""
    today = office.clock.today()
    with office.store.unit() as unit:
        note_sight(office, unit, case_id)
        return lines_in(office, unit, unit.requests.of_case(case_id), today)


def lines_in(
    office: Office, unit: UnitOfWork, requests: Sequence[CaseRequest], today: date
) -> tuple[RequestLine, ...]:
    """Return requests with whose they are, within a transaction; no case is read for it."""
    cases = [one.case_id for one in requests]
    people, sent = unit.requests.addressees(cases), unit.postings.last_of_requests(cases)
    return tuple(
        _line(office, one, people[one.case_id], sent.get(one.id), today) for one in requests
    )


def _line(
    office: Office, request: CaseRequest, whose: Addressee, sent: Posting | None, today: date
) -> RequestLine:
    notice = office.notices.get(whose.notice)
    ends = ends_on(request, notice)
    return RequestLine(
        request=request,
        number=whose.number,
        name=whose.name,
        address=whose.address,
        notice=whose.notice,
        ends_on=ends,
        days_left=(ends - today).days,
        late=out_of_time(request, notice),
        sending=sent,
    )


@may(CASES)
def request_queues(office: Office, notice_id: str | None = None) -> tuple[RequestQueue, ...]:
    """Return what is to be done about requests, for 오늘; empty queues are left out."""
    with office.store.unit() as unit:
        return queues_of_requests(office, unit, notice_id, unit.requests.days(notice_id))


def queues_of_requests(
    office: Office, unit: UnitOfWork, notice_id: str | None, days: Sequence[RequestDay]
) -> tuple[RequestQueue, ...]:
    """Return the queues about requests, of one notice or of all, within a transaction.

    `days` are those of `unit.requests.days`.
    """
    if not days:
        return ()  # without requests nobody needs the holidays, which are slow to load
    waiting = _waiting(days, over_since(office.clock.today()))
    return tuple(
        _queue(office, unit, waiting[kind, state, returned], (title, detail), notice_id)
        for kind in RequestKind
        for state, returned, title, detail in _QUEUES
        if (kind, state, returned) in waiting
    )


def _waiting(
    days: Iterable[RequestDay], today: date
) -> dict[tuple[RequestKind, RequestState, bool], RequestCount]:
    """Add up what waits; `today` is the first day that is not over as a last one."""
    alike: dict[tuple[RequestKind, RequestState, bool], list[RequestDay]] = defaultdict(list)
    for one in days:
        alike[one.kind, one.state, one.returned].append(one)
    return {
        key: RequestCount(
            kind=key[0],
            state=key[1],
            count=sum(one.count for one in found),
            deadline=min(
                (one.due_on for one in found if one.due_on >= today),
                default=max(one.due_on for one in found),
            ),
            overdue=sum(one.count for one in found if one.due_on < today),
            returned=key[2],
        )
        for key, found in alike.items()
    }


_ANSWERED_BY = (RequestState.DRAWN_UP, RequestState.SENT)
"""States in which an answer is waited for; what came back waits for its next sending."""


def due_counts(
    days: Iterable[RequestDay], notices: Iterable[Notice]
) -> tuple[tuple[date, int], ...]:
    """Return how many answers are due by day, for the calendar of 오늘.

    Those of the period that a notice prints for the 소명 are left out: the calendar counts the
    people they are about already. `days` are those of `unit.requests.days`.
    """
    printed = {one.id: one.calendar.explanation_until for one in notices}
    counts: Counter[date] = Counter()
    for one in days:
        if one.state not in _ANSWERED_BY or one.returned or one.notice not in printed:
            continue
        if one.kind is not RequestKind.EXPLANATION or one.due_on != printed[one.notice]:
            counts[period_ends(one.due_on)] += one.count
    return tuple(sorted(counts.items()))


def _queue(
    office: Office,
    unit: UnitOfWork,
    found: RequestCount,
    words: tuple[str, str],
    notice_id: str | None,
) -> RequestQueue:
    of_first = RequestQuery(
        kind=found.kind,
        state=found.state,
        notice=notice_id,
        returned=found.returned,
        limit=1,
    )
    (first,) = lines_in(office, unit, unit.requests.page(of_first), office.clock.today())
    title, detail = words
    return RequestQueue(
        kind=found.kind,
        state=found.state,
        title=f"{_WORDS[found.kind]} {title}",
        detail=detail,
        count=found.count,
        deadline=period_ends(found.deadline),
        overdue=found.overdue,
        first=first,
        returned=found.returned,
    )
