"""Practice cases are possible, invented for all to see, and come out in every way."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from functools import cache

import pytest

from ipju.domain.case import Supply
from ipju.domain.finding import Outcome
from ipju.domain.notice import Notice
from ipju.domain.person import Relation
from ipju.domain.scholar import ScholarResult
from ipju.domain.validation import contradictions
from ipju.notices.loader import load_notice
from ipju.services.examine import examine, summary_of
from ipju.services.invented import CROWDED, GIVEN, LONG_NAME, invent
from tests.rules.cases import the_notice
from tests.rules.scenarios import NOTICES
from tests.services.rooms import ROOMS

DAY = date(2024, 2, 27)
COUNT = 400


@cache
def rooms_notice() -> Notice:
    return load_notice(NOTICES / ROOMS / "notice.toml")


@pytest.mark.parametrize("notice", [the_notice(), rooms_notice()], ids=["homes", "rooms"])
def test_no_invented_case_holds_what_cannot_be(notice: Notice) -> None:
    for case in invent(notice, COUNT):
        assert contradictions(case) == ()
        assert case.practice


@pytest.mark.parametrize("notice", [the_notice(), rooms_notice()], ids=["homes", "rooms"])
def test_nobody_invented_could_be_taken_for_somebody(notice: Notice) -> None:
    for case in invent(notice, COUNT):
        for person in case.people:
            assert person.rrn is None
            assert person.name == LONG_NAME or person.name[1:].startswith(GIVEN)


def test_two_programmes_with_one_seed_share_no_id() -> None:
    homes = {one.id for one in invent(the_notice(), COUNT)}
    rooms = {one.id for one in invent(rooms_notice(), COUNT)}
    assert len(homes | rooms) == 2 * COUNT


def test_applicants_for_rooms_are_of_every_sort() -> None:
    cases = list(invent(rooms_notice(), COUNT))
    assert {one.building for one in cases} == {one.id for one in rooms_notice().buildings}
    assert {one.supply for one in cases} == {Supply.GENERAL, Supply.SCHOLAR}
    assert any(one.relation is Relation.PARENT for case in cases for one in case.people)
    assert any(case.financial_assets for case in cases)
    assert any(case.debts for case in cases)
    assert any(case.consent_refusals for case in cases)
    results = Counter(one.scholar.result for one in cases if one.scholar is not None)
    assert set(results) == {None, *ScholarResult}
    found = Counter(summary_of(examine(one, rooms_notice(), DAY)).outcome for one in cases)
    assert found[Outcome.PASS] in range(COUNT * 45 // 100, COUNT * 75 // 100)
    for outcome in (Outcome.FAIL, Outcome.REVIEW, Outcome.MISSING):
        assert found[outcome] >= COUNT // 50


def test_the_same_seed_gives_the_same_applicants_for_rooms() -> None:
    first = list(invent(rooms_notice(), 6, seed=7))
    assert list(invent(rooms_notice(), 2, seed=7, first=5)) == first[4:]
    assert first[0].number == "2023-T-00001"


def test_the_people_of_the_first_programme_stay_who_they_were() -> None:
    """Whoever practised with a seed, or measured with it, meets the same people again."""
    ids = "".join(f"{one.id.hex}{one.people[0].name}" for one in invent(the_notice(), 50))
    assert hashlib.sha256(ids.encode()).hexdigest()[:16] == "4358c5b1e5557b4e"


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
