"""Browse (찾기): lists, search, the queues of 오늘, all answered by the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseLine, CasePage, CaseQuery, SortBy
from ipju.domain.notice import Notice
from ipju.services.authority import CASES, may, note
from ipju.services.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One queue of 오늘: a saved query, its count, its nearest deadline and its next case."""

    id: str
    title: str
    detail: str
    query: CaseQuery
    count: int
    deadline: date | None = None
    next_case: CaseLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A period of the calendar strip (접수, 소명, …), both ends inclusive."""

    title: str
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Everything the place 오늘 shows."""

    day: date
    queues: tuple[Queue, ...]
    spans: tuple[Span, ...]
    recent: tuple[tuple[CaseLine, datetime], ...]
    total: int


@may(CASES)
def page(office: Office, query: CaseQuery) -> CasePage:
    """Return one page of a list; a list asked for by a full RRN is logged as a search is."""
    _note_number(office, query.text)
    return office.store.page(query)


@may(CASES)
def find(office: Office, text: str, limit: int = 12) -> tuple[CaseLine, ...]:
    """Search as you type; a full RRN is looked up through the blind index and logged."""
    _note_number(office, text)
    return office.store.search(text, limit) if text.strip() else ()


def _note_number(office: Office, text: str) -> None:
    """Write down, before anything is looked up, that somebody is looked for by a whole RRN.

    Whatever the store takes for a whole number, however it was typed, is such an act.
    """
    digits = "".join(text.split()).replace("-", "").replace(".", "")
    if len(digits) == 13 and digits.isdecimal():
        with office.store.unit() as unit:
            note(office, unit, "search-rrn")


@may(CASES)
def today(office: Office, notice_id: str | None = None) -> Today:
    """Return the queues with their counts, the calendar and the cases viewed last."""
    day = office.clock.today()
    known = [office.notices.get(one) for one in office.notices.ids()]
    wanted = [one for one in known if notice_id in (None, one.id)]
    counts = office.store.counts(notice_id)
    queues = tuple(
        _queue(office, title, detail, outcome, wanted, counts, notice_id)
        for outcome, title, detail in (
            (Outcome.REVIEW, "판단할 것", "사람이 답해야 하는 질문"),
            (Outcome.FAIL, "소명 대상", "기준에 맞지 않는 항목이 있음"),
            (Outcome.MISSING, "적을 것", "아직 적지 않은 사실"),
            (Outcome.PASS, "적합", "모든 항목이 적합"),
        )
    )
    return Today(
        day=day,
        queues=queues,
        spans=tuple(span for one in wanted for span in spans(one)),
        recent=office.store.recent(office.actor.key),
        total=counts.get("total", 0),
    )


def _queue(
    office: Office,
    title: str,
    detail: str,
    outcome: Outcome,
    notices: list[Notice],
    counts: Mapping[str, int],
    notice_id: str | None,
) -> Queue:
    query = CaseQuery(outcome=outcome, notice=notice_id)
    count = counts.get(f"outcome:{outcome.value}", 0)
    first = office.store.page(CaseQuery(outcome=outcome, notice=notice_id, limit=1)).lines
    deadline = _deadline(outcome, notices, office.clock.today())
    return Queue(
        id=outcome.value,
        title=title,
        detail=detail,
        query=query,
        count=count,
        deadline=deadline if count else None,
        next_case=first[0] if first else None,
    )


def _deadline(outcome: Outcome, notices: list[Notice], day: date) -> date | None:
    """Return the nearest day by which a queue must be done; the last one when all are past."""
    days = [
        one.calendar.explanation_until if outcome is Outcome.FAIL else one.calendar.announced_on
        for one in notices
    ]
    ahead = [one for one in days if one >= day]
    return min(ahead, default=max(days, default=None))


def spans(notice: Notice) -> tuple[Span, ...]:
    """Return the periods of a notice for the calendar strip."""
    when = notice.calendar
    return (
        Span(
            title="인터넷 신청",
            start=when.application_from.date(),
            end=when.application_until.date(),
        ),
        Span(title="서류 제출 (소인 기준)", start=when.papers_from, end=when.papers_until),
        Span(
            title="소명 서류 접수 (소인 기준)",
            start=when.explanation_from,
            end=when.explanation_until,
        ),
        Span(title="발표", start=when.announced_on, end=when.announced_on),
        Span(title="계약 기한", start=when.contract_until, end=when.contract_until),
    )


@may(CASES)
def next_in_queue(office: Office, query: CaseQuery, after: UUID | None) -> CaseLine | None:
    """Return the case of a queue that follows `after` by number, or its first."""
    _note_number(office, query.text)
    by_number = replace(query, sort=SortBy.NUMBER, descending=False, offset=0, limit=1)
    if after is not None:
        with office.store.unit() as unit:
            number = unit.cases.get(after).number
        following = office.store.page(replace(by_number, above=number)).lines
        if following:
            return following[0]
    return next(iter(office.store.page(by_number).lines), None)
