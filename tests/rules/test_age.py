"""Age (나이): the printed birth dates decide, and no other day unless the notice is set to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.dates import age_on
from ipju.domain.finding import Finding, Outcome
from ipju.domain.notice import AgeTerms
from ipju.rules.age import age
from tests.rules.letting_cases import ME, RENEWAL, facts_for, judge, notice
from tests.rules.scenarios import under


def terms() -> AgeTerms:
    found = notice().age
    assert found is not None
    return found


def born(day: date, **fields: Any) -> Finding:
    return judge(age, people=[ME | {"birth": day.isoformat()}], **fields)


@given(day=st.dates(date(1970, 1, 1), date(2015, 1, 1)))
def test_the_printed_birth_dates_and_the_printed_ages_say_the_same(day: date) -> None:
    finding = born(day)
    inside = 19 <= age_on(day, notice().day) <= 39

    assert (finding.outcome is Outcome.PASS) is inside
    assert inside is (terms().born_from <= day <= terms().born_until)
    assert finding.value == f"만 {age_on(day, notice().day)}세"


def test_a_notice_without_an_age_limit() -> None:
    assert age(facts_for(), replace(notice(), age=None)).outcome is Outcome.NA


def test_another_notice_with_other_birth_dates() -> None:
    narrow = replace(notice(), age=replace(terms(), born_from=date(1994, 12, 16), age_until=28))
    older = facts_for(people=[ME | {"birth": "1994-12-15"}])
    younger = facts_for(people=[ME | {"birth": "1994-12-16"}])

    assert (age(older, narrow).outcome, age(younger, narrow).outcome) == (
        Outcome.FAIL,
        Outcome.PASS,
    )


@pytest.mark.parametrize(
    ("birth", "outcome", "boundary"),
    [("1986-01-20", "fail", True), ("1986-01-21", "pass", False), ("2007-01-20", "pass", True)],
)
def test_a_renewal_that_tests_age_again_goes_by_the_years_on_its_own_day(
    birth: str, outcome: str, boundary: bool
) -> None:
    finding = born(date.fromisoformat(birth), renewal=RENEWAL)

    assert (finding.outcome.value, finding.boundary) == (outcome, boundary)
    assert "재계약 심사일" in finding.sentence
    assert finding.notes == ()


def test_a_notice_that_sets_no_other_day_shows_no_other_reading() -> None:
    silent = replace(notice(), config=tuple(one for one in notice().config if one.id != "C2"))
    young = facts_for(people=[ME | {"birth": "2004-12-20"}], applied_at="2024-01-05T01:00:00+00:00")

    assert (age(young, silent).notes, len(age(young, notice()).notes)) == ((), 1)


def test_both_readings_are_shown_where_they_differ() -> None:
    chosen = under(notice(), {"C2": "application"})
    young = facts_for(people=[ME | {"birth": "2004-12-20"}], applied_at="2024-01-05T01:00:00+00:00")

    for judged in (notice(), chosen):
        labels = [one.label for one in age(young, judged).readings]
        assert labels == ["김예시 생년월일", "적용한 해석", "다른 해석"]
    assert age(young, notice()).outcome is Outcome.FAIL
    assert age(young, chosen).outcome is Outcome.PASS
