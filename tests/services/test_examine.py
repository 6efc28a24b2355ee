"""Examining many cases, practice people, and what lists show of a judgement."""

from collections import Counter
from dataclasses import replace

import pytest

from ipju.domain.case import Case
from ipju.domain.finding import WORST_FIRST, Outcome
from ipju.domain.listing import CaseQuery
from ipju.domain.validation import contradictions
from ipju.services.examine import examine, examine_all, summary_of
from ipju.services.invented import invent
from ipju.services.office import Office
from ipju.services.practice import fill

NOTICE = "jangi-ansim-2023-3"


def test_a_summary_tells_the_worst_finding_first(office: Office, refused: Case) -> None:
    judgement = examine(refused, office.notices.get(NOTICE), office.clock.today())
    summary = summary_of(judgement)
    assert summary.outcome is Outcome.FAIL
    counts = Counter(one.outcome for one in judgement.findings)
    assert summary.failed == counts[Outcome.FAIL] > 0
    assert summary.review == counts[Outcome.REVIEW] > 0
    first = next(one for one in judgement.findings if one.outcome is Outcome.FAIL)
    assert summary.headline.startswith(first.title)
    assert summary.points == judgement.points.counted


def test_what_is_not_due_yet_is_no_gap_of_the_case(office: Office, granted: Case) -> None:
    notice, day = office.notices.get(NOTICE), office.clock.today()
    without_home = replace(granted, dwelling=None)
    unsigned = examine(without_home, notice, day)
    assert summary_of(unsigned).outcome is Outcome.PASS
    assert summary_of(unsigned).missing == 0
    assert summary_of(unsigned).headline == ""
    unpaid = replace(without_home, arrears_checked=None)
    assert summary_of(examine(unpaid, notice, day)).outcome is Outcome.MISSING


def test_a_summary_weighs_outcomes_in_one_order(office: Office, granted: Case) -> None:
    judgement = examine(granted, office.notices.get(NOTICE), office.clock.today())
    some = judgement.findings[0]
    for at, outcome in enumerate(WORST_FIRST):
        milder = [replace(some, outcome=one) for one in WORST_FIRST[at:]]
        mixed = replace(judgement, findings=tuple(reversed(milder)))
        assert summary_of(mixed).outcome is outcome
    assert summary_of(replace(judgement, findings=())).outcome is Outcome.NA


def test_practice_people_are_examined_and_lie_in_their_queues(office: Office) -> None:
    seen: list[int] = []
    assert fill(office, NOTICE, 60, progress=seen.append).cases == 60
    assert seen[0] == 0
    found = {
        outcome: office.store.page(CaseQuery(outcome=outcome, limit=60)).total
        for outcome in Outcome
    }
    assert sum(found.values()) == 60
    expected = Counter(
        summary_of(examine(one, office.notices.get(NOTICE), office.clock.today())).outcome
        for one in office.store.read_all()
    )
    assert {outcome: total for outcome, total in found.items() if total} == dict(expected)
    assert len(expected) > 1


def test_invented_people_contradict_nothing_and_have_no_rrn(office: Office) -> None:
    notice = office.notices.get(NOTICE)
    people = list(invent(notice, 80, seed=7))
    assert people == list(invent(notice, 80, seed=7))
    assert people != list(invent(notice, 80, seed=8))
    for case in people:
        assert contradictions(case) == ()
        assert {one.rrn for one in case.people} == {None}
    assert len({one.id for case in people for one in (case, *case.people)}) == sum(
        1 + len(case.people) for case in people
    )


def test_practice_people_never_come_into_a_real_office(office: Office) -> None:
    with pytest.raises(PermissionError, match="연습 사무실"):
        fill(replace(office, practice=False), NOTICE, 1)
    assert list(office.store.read_all()) == []


def test_examining_everything_can_be_stopped_between_batches(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipju.services.examine.BATCH", 5)
    office.store.add_many(invent(office.notices.get(NOTICE), 12))
    seen: list[int] = []
    stopped = examine_all(office, progress=seen.append, cancelled=lambda: len(seen) == 2)
    assert (stopped.done, stopped.stopped, seen) == (10, True, [5, 10])
    done = examine_all(office)
    assert (done.done, done.stopped) == (12, False)
    assert sum(done.by_outcome.values()) == 12


def test_examining_again_gives_the_same(office: Office) -> None:
    office.store.add_many(invent(office.notices.get(NOTICE), 12))
    first = examine_all(office)
    lines = office.store.page(CaseQuery()).lines
    assert examine_all(office).by_outcome == first.by_outcome
    assert office.store.page(CaseQuery()).lines == lines
