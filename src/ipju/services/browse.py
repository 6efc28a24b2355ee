"""Browse (찾기): lists, search, the queues of 오늘, all answered by the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from ipju.domain.account import Role
from ipju.domain.decision import Proposal, ProposalState, Verdict
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseLine, CasePage, CaseQuery, SortBy
from ipju.domain.notice import Notice
from ipju.services.authority import CASES, DECIDING, may, note
from ipju.services.letting_queues import RoomQueue, RoomWork, room_queues
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork
from ipju.services.post_queues import PostQueue, post_queues
from ipju.services.request_rows import RequestQueue


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One queue of 오늘: a saved query, its count, its nearest deadline and its next case.

    `due` counts those for whom that deadline is: another notice may print another day or none.
    """

    id: str
    title: str
    detail: str
    query: CaseQuery
    count: int
    deadline: date | None = None
    due: int = 0
    next_case: CaseLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A proposal that waits for somebody's act, with whose case it is."""

    proposal: Proposal
    name: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionQueue:
    """A queue of decisions: `since` (UTC) is when its oldest came in, `first` what comes next.

    `state` tells which state of proposals it holds; those of the office to be decided by the
    actor (결재 대기), or the actor's own that came back or may be issued. `elsewhere` counts those
    of the notices that are not looked at: a choice of lists hides nothing that waits.
    """

    state: ProposalState
    title: str
    detail: str
    count: int
    since: datetime | None = None
    first: Standing | None = None
    elsewhere: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A period of the calendar strip (접수, 소명, …), both ends inclusive.

    `was` is what the notice printed first, where it moved the period since (일정 변경).
    """

    title: str
    start: date
    end: date
    was: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Everything the place 오늘 shows.

    `due` counts answers to requests by the day on which their period really ends; `tray` the
    scans that nobody has laid to a case.
    """

    day: date
    queues: tuple[Queue, ...]
    spans: tuple[Span, ...]
    recent: tuple[tuple[CaseLine, datetime], ...]
    total: int
    decisions: tuple[DecisionQueue, ...] = ()
    rooms: tuple[RoomQueue, ...] = ()
    requests: tuple[RequestQueue, ...] = ()
    post: tuple[PostQueue, ...] = ()
    due: tuple[tuple[date, int], ...] = ()
    tray: int = 0


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
    # Imported where it is used: with it come the decisions, and the window starts without them.
    from ipju.services.request_views import due_counts, queues_of_requests

    day = office.clock.today()
    known = [office.notices.get(one) for one in office.notices.ids()]
    wanted = [one for one in known if notice_id in (None, one.id)]
    counts = office.store.counts(notice_id, stages=False)
    with office.store.unit() as unit:
        rooms = room_queues(unit, wanted, day)
        days = unit.requests.days(notice_id)
        requests = queues_of_requests(office, unit, notice_id, days)
        post = post_queues(unit, wanted)
        due = due_counts(days, wanted)
        tray = len(unit.scans.tray())
    if not office.store.roles_of(office.actor.id) & DECIDING:
        # Only who decides upon the waiting list is told to call from it.
        rooms = tuple(one for one in rooms if one.work is not RoomWork.CALLS)
    by_notice = [
        (one, counts if notice_id else office.store.counts(one.id, stages=False)) for one in wanted
    ]
    queues = tuple(
        _queue(office, title, detail, outcome, by_notice, counts, notice_id)
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
        decisions=_decision_queues(office, notice_id),
        rooms=rooms,
        requests=requests,
        post=post,
        due=due,
        tray=tray,
    )


def _decision_queues(office: Office, notice_id: str | None) -> tuple[DecisionQueue, ...]:
    """Return what waits for the actor: what he may decide, and what came back to him."""
    roles, actor = office.store.roles_of(office.actor.id), office.actor.id
    queues: list[DecisionQueue] = []
    with office.store.unit() as unit:
        if Role.SUPERVISOR in roles:
            words = (ProposalState.WAITING, "결재 대기", "내가 결재할 것")
            queues.append(_decision_queue(unit, words, notice_id, but=actor))
        if Role.CASEWORKER in roles:
            queues += [_decision_queue(unit, words, notice_id, by=actor) for words in _MINE]
    return tuple(queues)


_MINE = (
    (ProposalState.SENT_BACK, "되돌아온 것", "고쳐서 다시 올릴 것"),
    (ProposalState.VOID, "효력 잃은 것", "사실이 바뀌어 다시 올릴 것"),
    (ProposalState.APPROVED, "발급할 것", "승인되어 통지를 발급할 것"),
)


def _unfinished(
    unit: UnitOfWork, state: ProposalState, by: UUID, limit: int = 1000
) -> list[Proposal]:
    """Return what somebody proposed and is to act upon; an approved 보류 sends no letter."""
    return [
        one
        for one in unit.proposals.latest(state, by, limit)
        if one.verdict is not Verdict.HOLD or state is not ProposalState.APPROVED
    ]


def _decision_queue(
    unit: UnitOfWork,
    words: tuple[ProposalState, str, str],
    notice_id: str | None,
    *,
    by: UUID | None = None,
    but: UUID | None = None,
) -> DecisionQueue:
    state, title, detail = words
    count, elsewhere, oldest = unit.proposals.queue(state, notice_id, by=by, but=but)
    more = f", 다른 공고에 {elsewhere:,}건" if elsewhere else ""
    return DecisionQueue(
        state=state,
        title=title,
        detail=f"{detail}{more}",
        count=count,
        since=(oldest.decided_at or oldest.proposed_at) if oldest is not None else None,
        first=standing(unit, oldest) if oldest is not None else None,
        elsewhere=elsewhere,
    )


def standing(unit: UnitOfWork, proposal: Proposal) -> Standing:
    """Return a proposal with the name and the number of its case."""
    name, number = unit.cases.told(proposal.case_id)
    return Standing(proposal=proposal, name=name, number=number)


@may(DECIDING)
def my_proposals(office: Office, limit: int = 200) -> tuple[Standing, ...]:
    """Return what the actor proposed and is not finished, state by state, oldest first.

    What came back or lost its effect, what may be issued, what still waits; what was refused or
    taken back, and what was issued, is finished.
    """
    states = (*(state for state, _title, _detail in _MINE), ProposalState.WAITING)
    with office.store.unit() as unit:
        return tuple(
            standing(unit, one)
            for state in states
            for one in _unfinished(unit, state, office.actor.id, limit)
        )


def _queue(
    office: Office,
    title: str,
    detail: str,
    outcome: Outcome,
    by_notice: Sequence[tuple[Notice, Mapping[str, int]]],
    counts: Mapping[str, int],
    notice_id: str | None,
) -> Queue:
    query = CaseQuery(outcome=outcome, notice=notice_id)
    key = f"outcome:{outcome.value}"
    first = office.store.page(CaseQuery(outcome=outcome, notice=notice_id, limit=1)).lines
    deadline, due = _deadline(
        [(_day_of(one, outcome), counted.get(key, 0)) for one, counted in by_notice],
        office.clock.today(),
    )
    return Queue(
        id=outcome.value,
        title=title,
        detail=detail,
        query=query,
        count=counts.get(key, 0),
        deadline=deadline,
        due=due,
        next_case=first[0] if first else None,
    )


def _day_of(notice: Notice, outcome: Outcome) -> date | None:
    """Return the day by which a notice wants a queue to be done, None where it prints none."""
    when = notice.calendar
    return when.explanation_until if outcome is Outcome.FAIL else when.announced_on


def _deadline(days: Sequence[tuple[date | None, int]], today: date) -> tuple[date | None, int]:
    """Return the nearest day of which cases wait, and how many; the last when all are past."""
    due: Counter[date] = Counter()
    for day, count in days:
        if day is not None and count:
            due[day] += count
    ahead = [one for one in due if one >= today]
    nearest = min(ahead, default=max(due, default=None))
    return nearest, due[nearest] if nearest is not None else 0


def spans(notice: Notice) -> tuple[Span, ...]:
    """Return the periods of a notice for the calendar strip; those it prints."""
    scholar = notice.scholar
    found = [
        _printed(notice, title, *fields)
        for title, *fields in (
            ("인터넷 신청", "application_from", "application_until"),
            ("서류 제출 (소인 기준)", "papers_from", "papers_until"),
            ("소명 서류 접수 (소인 기준)", "explanation_from", "explanation_until"),
            ("발표", "announced_on", "announced_on"),
            ("계약 기한", "contract_until", "contract_until"),
        )
    ]
    if scholar is not None:
        found += [
            _span("장학생 서류접수", scholar.applied_from, scholar.applied_until.date()),
            _span("장학생 서류심사", scholar.review_from, scholar.review_until),
            _span("장학생 면접심사", scholar.interview_from, scholar.interview_until),
            _span("장학생 발표", scholar.announced_on, scholar.announced_on),
        ]
    return tuple(one for one in found if one is not None)


def _span(title: str, first: date | None, last: date | None) -> Span | None:
    return Span(title=title, start=first, end=last) if first and last else None


def _printed(notice: Notice, title: str, first: str, last: str) -> Span | None:
    """Return a period of the notice's calendar, with what it was before it was moved."""
    now = _span(title, _day(notice, first), _day(notice, last))
    if now is None:
        return None
    before = {one.field: one.old for one in reversed(notice.calendar.amendments)}
    was = tuple(
        _moved(before.get(field), day) for field, day in ((first, now.start), (last, now.end))
    )
    return now if was == (now.start, now.end) else replace(now, was=(was[0], was[1]))


def _day(notice: Notice, field: str) -> date | None:
    """Return the day of a field of the calendar, of a moment its day in Korea."""
    found: date | datetime | None = getattr(notice.calendar, field)
    return found.date() if isinstance(found, datetime) else found


def _moved(old: str | None, now: date) -> date:
    """Return the day that was printed first; an amendment writes it as the notice does."""
    return now if old is None else datetime.fromisoformat(old).date()


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
