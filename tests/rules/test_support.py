"""Deposit limit, support and rent, to the won."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.dwelling import LeaseKind
from ipju.domain.finding import Outcome
from ipju.rules.household import facts_of
from ipju.rules.outcome import type_of_rule
from ipju.rules.support import (
    converted_deposit,
    deposit_limit,
    rent_share,
    support,
)
from tests.rules.dwelling_cases import judged, named, notice, scenarios
from tests.rules.scenarios import Scenario

RULES: dict[str, type_of_rule] = {
    "deposit-limit": deposit_limit,
    "support": support,
    "rent-share": rent_share,
}


@pytest.mark.parametrize("one", scenarios(*RULES), ids=named)
def test_the_finding_is_as_worked_out_by_hand(one: Scenario) -> None:
    finding, wrong = judged(RULES, one)
    assert not wrong
    assert finding.sentence
    assert finding.rule == one.rule


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_notice_without_the_section_says_not_applicable(rule: type_of_rule) -> None:
    one = scenarios(*RULES)[0]
    bare = replace(notice(), dwelling=None, title_review=None, support=None, contract=None)
    finding = rule(facts_of(one.case(), bare, one.reviewed_on), bare)
    assert finding.outcome is Outcome.NA
    assert "이 공고에는 없는" in finding.sentence


def test_a_notice_of_other_leases_refuses_the_kind_it_does_not_name() -> None:
    terms = notice().dwelling
    assert terms is not None
    only = replace(notice(), dwelling=replace(terms, leases=(LeaseKind.JEONSE,)))
    one = next(one for one in scenarios("deposit-limit") if "보증부월세" in one.name)
    finding = deposit_limit(facts_of(one.case(), only, one.reviewed_on), only)
    assert finding.outcome is Outcome.FAIL
    assert finding.value == "보증부월세"


def test_without_support_the_whole_deposit_is_the_tenants_own() -> None:
    none = replace(notice(), support=None)
    one = scenarios("rent-share")[0]
    finding = rent_share(facts_of(one.case(), none, one.reviewed_on), none)
    assert finding.bound == 12_000_000


def test_without_terms_of_the_dwelling_the_band_is_found_by_the_deposit() -> None:
    config = tuple(
        replace(one, chosen="converted") if one.id == "B20" else one for one in notice().config
    )
    none = replace(notice(), dwelling=None, config=config)
    one = next(one for one in scenarios("support") if one.name.startswith("보증부월세, 기본"))
    finding = support(facts_of(one.case(), none, one.reviewed_on), none)
    assert finding.amount == 45_000_000


def test_a_rate_in_hundredths_of_a_percent_is_rounded_up_to_the_won() -> None:
    assert converted_deposit(0, 1, 450) == 267
    terms = notice().dwelling
    assert terms is not None
    other = replace(notice(), dwelling=replace(terms, conversion_rate=450))
    one = next(one for one in scenarios("deposit-limit") if one.name == "보증부월세, 꼭 한도")
    finding = deposit_limit(facts_of(one.case(), other, one.reviewed_on), other)
    assert "4.50%" in finding.sentence
    assert finding.amount == 480_000_000


@given(
    deposit=st.integers(0, 600_000_000), rent=st.integers(0, 5_000_000), more=st.integers(1, 10**6)
)
def test_a_higher_rent_never_lowers_the_converted_deposit(
    deposit: int, rent: int, more: int
) -> None:
    low = converted_deposit(deposit, rent, 400)
    assert low <= converted_deposit(deposit, rent + more, 400)
    assert (low - deposit) * 400 == rent * 12 * 10_000
