"""A practice office that lets rooms (연습): who lives where, who waits, whose papers are scored.

Everything is done by the services of the desk itself, on the days on which an office would have
done it, so that nothing lies in a practice store that a real one could not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ipju.domain.account import Role
from ipju.domain.case import Case, Supply
from ipju.domain.dates import add_years
from ipju.domain.decision import Matter, Verdict
from ipju.domain.editing import change
from ipju.domain.finding import Outcome
from ipju.domain.intake import Score, ScoreStep
from ipju.domain.letting import RoomLease
from ipju.domain.notice import Building, LettingTerms, Notice, ScholarTerms
from ipju.domain.scholar import ScholarResult
from ipju.services.approve import approve
from ipju.services.authority import DECIDING, may
from ipju.services.examine import examine
from ipju.services.intake import applicants, put_in_order
from ipju.services.letting import give_notice, move_in, offer, sign_lease
from ipju.services.office import Actor, Office
from ipju.services.ports import Clock
from ipju.services.propose import propose
from ipju.services.record import record
from ipju.services.scholars import BEARING, criteria_of, decide_scholar, score
from ipju.services.waiting import call, list_waiting, waiting_list

REASON = "연습 자료: 심사표와 같음"
HOUSED = 4
"""Of so many general applicants of a building two live there, one has signed, one is asked."""

LISTED = 3
"""So many stand on the waiting list of a building."""

SCORED = 4
"""So many scholars have score sheets, every other one of both steps."""


@dataclass(frozen=True, slots=True)
class _Then:
    """The clock of an earlier day of the same office."""

    clock: Clock
    day: date

    def now(self) -> datetime:
        return self.clock.now()

    def today(self) -> date:
        return self.day


@dataclass(frozen=True, slots=True)
class _Chairs:
    """The two caseworkers and the supervisor of a practice office."""

    office: Office
    first: Actor
    second: Actor
    supervisor: Actor

    def on(self, day: date, actor: Actor | None = None) -> Office:
        """Return the office as it was on a day, seen by the first caseworker or by another."""
        clock = _Then(self.office.clock, day)
        return replace(self.office, actor=actor or self.first, clock=clock)


@may(DECIDING)
def let_rooms(office: Office, notice: Notice, cases: Sequence[Case]) -> int:
    """Let some rooms of a notice to invented applicants; return how many hold one.

    A building in which a room is held or somebody waits is left as it is. Nothing where the
    notice lets no rooms or the office has not the staff for it.
    """
    chairs = _seated(office)
    if notice.letting is None or chairs is None:
        return 0
    today = office.clock.today()
    if notice.scholar is not None:
        cases = [_decided(chairs, notice, notice.scholar, one) for one in cases]
    fit = [one for one in cases if examine(one, notice, today).person is Outcome.PASS]
    held = 0
    with office.store.unit() as unit:
        begun = {one.building for one in unit.leases.held(notice.id)}
        begun |= {one.building for one in unit.waiting.all(notice.id)}
    for building in notice.buildings:
        if building.id in begun:
            continue
        there = [one for one in fit if one.building == building.id]
        held += _house(chairs, notice, notice.letting, building, there)
    if notice.scholar is not None:
        _scored(chairs, notice.scholar, cases)
    return held


def undecided(case: Case) -> Case:
    """Return a case as it was before the scholar selection: a result rests on scoring sheets.

    What a selected one has and earns was not asked for yet.
    """
    if case.scholar is None or case.scholar.result is None:
        return case
    scholar = replace(case.scholar, result=None, result_on=None)
    return replace(case, scholar=scholar, surveyed_on=None, finance_queried_on=None)


def _decided(chairs: _Chairs, notice: Notice, terms: ScholarTerms, case: Case) -> Case:
    """Score a scholar and decide as he was invented, unless the rules leave him open."""
    result = case.scholar.result if case.scholar is not None else None
    if result is None:
        return case
    open_case, selects = undecided(case), result is ScholarResult.SELECTED
    judgement = examine(open_case, notice, terms.announced_on)
    found = [judgement.finding(rule) for rule in BEARING]
    met = all(one is None or one.outcome in (Outcome.PASS, Outcome.NA) for one in found)
    if selects and not met:
        return open_case
    for step in ScoreStep if selects else (ScoreStep.PAPERS,):
        _score(chairs, terms, case, step, terms.points_until if selects else terms.points_from)
    desk = chairs.on(terms.announced_on, chairs.supervisor)
    reason = "연습 자료: 서류심사와 면접심사 결과" if selects else "연습 자료: 서류심사 결과"
    done = decide_scholar(desk, case.id, result, terms.announced_on, reason).case
    if not selects or case.surveyed_on is None:
        return done
    edits = [
        change(done, (field,), getattr(case, field))
        for field in ("surveyed_on", "finance_queried_on")
    ]
    return record(chairs.on(case.surveyed_on), case.id, edits).case


def _score(chairs: _Chairs, terms: ScholarTerms, case: Case, step: ScoreStep, *given: int) -> None:
    """Let both reviewers hand in a sheet with the same points for every criterion, or each his."""
    day = terms.review_until if step is ScoreStep.PAPERS else terms.interview_until
    for reviewer, points in zip((chairs.first, chairs.second), (given * 2)[:2], strict=True):
        sheet = [Score(criterion=one.id, points=points) for one in criteria_of(terms, step)]
        score(chairs.on(day, reviewer), case.id, step, sheet, "연습 자료")


def _seated(office: Office) -> _Chairs | None:
    staff = [(Actor.of(one), office.store.roles_of(one.id)) for one in office.store.staff()]
    working = [one for one, roles in staff if Role.CASEWORKER in roles]
    deciding = [one for one, roles in staff if Role.SUPERVISOR in roles]
    if len(working) < 2 or not deciding:
        return None
    mine = next((one for one in working if one.id == office.actor.id), working[0])
    other = next(one for one in working if one.id != mine.id)
    return _Chairs(office, mine, other, deciding[0])


def _house(
    chairs: _Chairs,
    notice: Notice,
    terms: LettingTerms,
    building: Building,
    cases: Sequence[Case],
) -> int:
    """Let rooms of one building: lived in, to be left, signed, offered; then the waiting list."""
    scholars = [
        one
        for one in cases
        if one.scholar is not None and one.scholar.result is ScholarResult.SELECTED
    ][:2]
    general = [one for one in cases if one.supply is Supply.GENERAL]
    rooms = [one.room for one in building.rooms]
    begins = terms.moves_in_from
    asked = begins - timedelta(days=10)
    households = [*general[:HOUSED], *scholars]
    for one in (*households, *general[HOUSED : HOUSED + LISTED]):
        _approved(chairs, one, begins - timedelta(days=14))
    leases = [
        offer(chairs.on(asked), one.id, building.id, room, begins + timedelta(days=9)).lease
        for one, room in zip(households, rooms, strict=False)
    ]
    for index, (case, lease) in enumerate(zip(households, leases, strict=False)):
        _carried_on(chairs, terms, case, lease, index)
    _wait(chairs, notice, building, general[HOUSED : HOUSED + LISTED], rooms[len(leases) :])
    return len(leases)


def _approved(chairs: _Chairs, case: Case, day: date) -> None:
    asked = propose(chairs.on(day), case.id, Matter.PERSON, Verdict.ELIGIBLE, REASON).proposal
    approve(chairs.on(day, chairs.supervisor), asked.id, asked.digest)


def _carried_on(
    chairs: _Chairs, terms: LettingTerms, case: Case, lease: RoomLease, index: int
) -> None:
    """Sign and move in by the place in the row: one leaves soon, one has a short term."""
    begins = terms.moves_in_from
    if index == HOUSED - 1:
        return
    if index == HOUSED - 2:
        begins = max(begins, chairs.office.clock.today() + timedelta(days=5))
    years = terms.scholar_term_years if case.supply is Supply.SCHOLAR else terms.term_years
    ends = add_years(begins, years) - timedelta(days=1)
    if index == 1:
        ends = begins + timedelta(days=80)
    signed = terms.moves_in_from - timedelta(days=5)
    lease = sign_lease(chairs.on(signed), lease.id, signed, begins, ends).lease
    if index == HOUSED - 2:
        return
    lease = move_in(chairs.on(begins), lease.id, begins, proof_seen=True).lease
    if index == 0:
        leaves = begins + timedelta(days=65)
        give_notice(chairs.on(begins + timedelta(days=1)), lease.id, leaves, "다른 지역에 취업")


def _wait(
    chairs: _Chairs, notice: Notice, building: Building, cases: Sequence[Case], free: Sequence[str]
) -> None:
    """Put the next ones on the waiting list, in the order the office gave, and call the first."""
    if notice.waiting is None or notice.letting is None or not cases:
        return
    desk = chairs.on(notice.letting.moves_in_from + timedelta(days=1))
    wanted = {one.id for one in cases}
    line = [one for one in applicants(desk, notice.id, building.id) if one.orderable]
    # Those who are listed come first: nobody who may be listed may be passed over.
    order = [one.case_id for one in line if one.case_id in wanted]
    order += [one.case_id for one in line if one.case_id not in wanted]
    reason = "연습 자료: 운영규정에 따라 서류가 갖추어진 순서"
    put_in_order(desk, notice.id, building.id, order, reason)
    told = desk.clock.today()
    list_waiting(
        desk, notice.id, building.id, sorted(wanted), told, "연습 자료: 곧 빌 호실 수만큼 둠"
    )
    entries = waiting_list(desk, notice.id, building.id)
    following = next((one.entry for one in entries if one.callable), None)
    if following is not None and free:
        call(desk, following.id, building.id, free[0], told + timedelta(days=8))


def _scored(chairs: _Chairs, terms: ScholarTerms, cases: Sequence[Case]) -> None:
    """Let both reviewers score scholars whose result is still open; the result is left to learn."""
    track = [
        one
        for one in cases
        if one.supply is Supply.SCHOLAR and one.scholar is not None and one.scholar.result is None
    ]
    middle = (terms.points_from + terms.points_until) // 2
    for index, case in enumerate(track[:SCORED]):
        steps = tuple(ScoreStep) if index % 2 == 0 else (ScoreStep.PAPERS,)
        for step in steps:
            given = (min(terms.points_until, middle + more) for more in (index % 3, 1))
            _score(chairs, terms, case, step, *given)
