"""Practice cases are possible, invented for all to see, and come out in every way."""

from __future__ import annotations

from collections import Counter
from datetime import date

from ipju.domain.finding import Outcome
from ipju.domain.validation import contradictions
from ipju.services.examine import examine, summary_of
from ipju.services.invented import CROWDED, GIVEN, LONG_NAME, invent
from tests.rules.cases import the_notice

DAY = date(2024, 2, 27)
COUNT = 400


def test_no_invented_case_holds_what_cannot_be() -> None:
    for case in invent(the_notice(), COUNT):
        assert contradictions(case) == ()
        assert case.practice


def test_nobody_invented_could_be_taken_for_somebody() -> None:
    for case in invent(the_notice(), COUNT):
        for person in case.people:
            assert person.rrn is None
            assert person.name == LONG_NAME or person.name[1:].startswith(GIVEN)


def test_the_same_seed_gives_the_same_people_and_numbers_go_on() -> None:
    first = list(invent(the_notice(), 6, seed=7))

    assert list(invent(the_notice(), 2, seed=7, first=5)) == first[4:]
    assert [one.number for one in first[:2]] == ["2023-3-00001", "2023-3-00002"]
    assert list(invent(the_notice(), 6, seed=8)) != first


def test_every_outcome_is_there_to_practise_with() -> None:
    found = Counter(
        summary_of(examine(case, the_notice(), DAY)).outcome for case in invent(the_notice(), COUNT)
    )

    assert found[Outcome.PASS] in range(COUNT * 38 // 100, COUNT * 56 // 100)
    assert found[Outcome.FAIL] in range(COUNT * 20 // 100, COUNT * 38 // 100)
    assert found[Outcome.REVIEW] in range(COUNT * 5 // 100, COUNT * 16 // 100)
    assert found[Outcome.MISSING] in range(COUNT * 8 // 100, COUNT * 22 // 100)


def test_now_and_then_there_is_a_household_of_eight() -> None:
    crowded = next(iter(invent(the_notice(), 1, first=CROWDED)))

    assert len(crowded.people) >= 8
