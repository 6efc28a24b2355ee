"""The term, the number of renewals and the rises of a lease, as the letting of rooms asks them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.dates import add_years
from ipju.domain.finding import Outcome
from ipju.domain.letting import Rent
from ipju.rules.judge import RULES
from ipju.rules.leases import count_finding, highest, increase_finding, term_finding
from tests.rules.judged import the_notice as of_a_home
from tests.rules.letting_cases import RENEWAL, facts_for, judge, notice

START = date(2024, 3, 1)
BEFORE = Rent(number=0, from_on=START, deposit=21_000_000, rent=248_580)
days = st.dates(date(2020, 1, 1), date(2060, 1, 1))
money = st.integers(0, 100_000_000)


def after(deposit: int, rent: int, from_on: date = date(2026, 3, 1), raised: bool = True) -> Rent:
    return Rent(number=1, from_on=from_on, deposit=deposit, rent=rent, lease_raised=raised)


@pytest.mark.parametrize("rule", ["lease-term", "renewal-count", "rent-increase"])
def test_a_notice_that_lets_no_rooms_has_no_such_rule(rule: str) -> None:
    facts = facts_for(of_a_home(), renewal=RENEWAL)

    assert RULES[rule](facts, of_a_home()).outcome is Outcome.NA


def test_without_rooms_nothing_is_found_on_dates_and_rents_either() -> None:
    bare = of_a_home()

    assert term_finding(bare, START, START, False).outcome is Outcome.NA
    assert count_finding(bare, START, 1, START, False).outcome is Outcome.NA
    assert increase_finding(bare, BEFORE, BEFORE, None).outcome is Outcome.NA
    with pytest.raises(LookupError):
        highest(bare, 1)


def test_the_first_lease_may_be_two_years_and_a_scholars_one() -> None:
    two = date(2026, 2, 28)

    assert term_finding(notice(), START, two, False).outcome is Outcome.PASS
    scholar = term_finding(notice(), START, two, True)
    assert scholar.outcome is Outcome.FAIL
    assert scholar.sentence == "장학생 임대차기간 2024-03-01 ~ 2026-02-28은 1년을 넘습니다."


@given(days, st.integers(0, 1500), st.booleans())
def test_a_day_longer_never_turns_too_long_into_allowed(
    start: date, length: int, scholar: bool
) -> None:
    short = term_finding(notice(), start, start + timedelta(days=length), scholar)
    long = term_finding(notice(), start, start + timedelta(days=length + 1), scholar)

    assert not (short.outcome is Outcome.FAIL and long.outcome is Outcome.PASS)
    assert (short.outcome is Outcome.PASS) == (short.slack is not None and short.slack >= 0)
    assert short.boundary == (short.slack == 0)


@given(days, st.integers(1, 6), st.integers(0, 4500), st.booleans())
def test_a_renewal_more_never_turns_used_up_into_allowed(
    first: date, number: int, length: int, short_terms: bool
) -> None:
    ends = first + timedelta(days=length)
    less = count_finding(notice(), first, number, ends, short_terms)
    more = count_finding(notice(), first, number + 1, ends, short_terms)

    assert not (less.outcome is not Outcome.PASS and more.outcome is Outcome.PASS)
    if ends > add_years(first, 10):
        assert less.outcome is Outcome.FAIL
    assert (less.outcome is Outcome.REVIEW) == bool(less.questions)


@given(money)
def test_a_rise_up_to_the_highest_is_allowed_and_one_won_more_is_not(amount: int) -> None:
    top = highest(notice(), amount)
    before = replace(BEFORE, deposit=amount)

    assert increase_finding(notice(), before, after(top, 248_580), None).outcome is Outcome.PASS
    more = increase_finding(notice(), before, after(top + 1, 248_580), None)
    assert more.outcome is Outcome.FAIL
    assert top * 100 <= amount * 105 < (top + 1) * 100


@given(money, money, money, money, st.booleans(), st.one_of(st.none(), days))
def test_a_decrease_is_always_free(
    deposit: int, rent: int, less: int, lesser: int, raised: bool, last: date | None
) -> None:
    before = replace(BEFORE, deposit=deposit + less, rent=rent + lesser)
    found = increase_finding(notice(), before, after(deposit, rent, raised=raised), last)

    assert found.outcome is Outcome.PASS
    assert found.questions == ()


@given(days, days)
def test_within_a_year_of_the_last_rise_nothing_rises(last: date, from_on: date) -> None:
    found = increase_finding(notice(), BEFORE, after(21_000_001, 248_580, from_on), last)
    anniversary = add_years(last, 1)

    expected = Outcome.FAIL if from_on < anniversary else Outcome.PASS
    assert found.outcome is (Outcome.REVIEW if from_on == anniversary else expected)
    assert found.boundary == (from_on == anniversary)


def test_a_rise_nobody_told_the_reason_of_is_missing() -> None:
    unsaid = replace(after(21_000_001, 248_580), lease_raised=None)

    found = increase_finding(notice(), BEFORE, unsaid, None)

    assert found.outcome is Outcome.MISSING
    assert found.sentence == "운영기관 임대차계약 인상 여부 기록이 없어 판정할 수 없습니다."


def test_both_sums_are_told_with_what_they_were() -> None:
    found = increase_finding(notice(), BEFORE, after(22_050_000, 240_000), date(2024, 9, 1))

    assert found.value == "보증금 21,000,000원 → 22,050,000원, 월임대료 248,580원 → 240,000원"
    assert [one.value for one in found.readings][-1] == "2024-09-01 (일)"
    unknown = judge(RULES["rent-increase"], renewal=RENEWAL | {"deposit": None, "rent": None})
    assert unknown.value == "보증금 21,000,000원 → 미확인, 월임대료 248,580원 → 미확인"
