"""What is offered does turn the finding, takes the least that does, and is never untrue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from ipju.domain.case import Case
from ipju.domain.dwelling import Dwelling
from ipju.domain.finding import Finding, Outcome
from ipju.domain.notice import Notice
from ipju.rules.changes_home import repaid
from ipju.rules.counterfactual import PROPOSALS, Change, what_would_turn
from ipju.rules.household import facts_of
from ipju.rules.judge import RULES
from ipju.rules.names import RULE_IDS
from ipju.rules.prices import title_analysis
from tests.rules.dwelling_cases import JA, named, notice
from tests.rules.scenarios import Scenario, all_scenarios, under

DAY = date(2024, 5, 2)


def finding_of(rule: str, case: Case, terms: Notice, day: date) -> Finding:
    return RULES[rule](facts_of(case, terms, day), terms)


def changes_of(one: Scenario) -> tuple[Change, ...]:
    terms, case = under(notice(), one.config), one.case()
    found = finding_of(one.rule, case, terms, one.reviewed_on)
    return what_would_turn(case, terms, one.reviewed_on, found)


@cache
def turnable() -> list[Scenario]:
    return [one for one in all_scenarios(JA.name) if one.rule in PROPOSALS]


def titled(rule: str, name: str) -> list[str]:
    one = next(one for one in turnable() if (one.rule, one.name) == (rule, name))
    return [change.title for change in changes_of(one)]


@pytest.mark.parametrize("one", turnable(), ids=named)
def test_every_change_offered_turns_what_it_says_and_only_what_has_failed(one: Scenario) -> None:
    terms, case = under(notice(), one.config), one.case()
    before = finding_of(one.rule, case, terms, one.reviewed_on)
    for change in changes_of(one):
        assert before.outcome in (Outcome.FAIL, Outcome.REVIEW)
        assert change.rule == one.rule
        assert change.turns[0] == one.rule
        assert change.title
        assert change.detail
        assert change.paper
        assert change.until is None or change.until >= one.reviewed_on
        for rule in change.turns:
            after = finding_of(rule, change.apply, terms, one.reviewed_on)
            assert after.outcome is Outcome.PASS
            assert after.value in change.result


def _one_won_less(case: Case, change: Change, terms: Notice, day: date) -> Case | None:
    """The changed case with one won less changed; None where the change is not one of degree."""
    old, new = case.dwelling or Dwelling(), change.apply.dwelling or Dwelling()
    if change.amount is None or change.rule == "arrears":
        return None
    if old.lease != new.lease:
        rent, deposit = new.lease.monthly_rent, new.lease.deposit
        lease = (
            replace(new.lease, monthly_rent=(rent or 0) + 1)
            if rent != old.lease.monthly_rent
            else replace(new.lease, deposit=(deposit or 0) + 1)
        )
        return replace(case, dwelling=replace(new, lease=lease))
    if case.incomes != change.apply.incomes:
        moved = next(b for a, b in zip(case.incomes, change.apply.incomes, strict=True) if a != b)
        if moved.correction is None:
            return None
        less = replace(moved.correction, monthly=(moved.correction.monthly or 0) + 1)
        rows = [replace(b, correction=less) if b is moved else b for b in change.apply.incomes]
        return replace(case, incomes=tuple(rows))
    analysis = title_analysis(facts_of(case, terms, day), terms)
    assert analysis is not None
    home = repaid(old, analysis, change.amount - 1, old.insurance_on or day)
    return replace(case, dwelling=home)


@pytest.mark.parametrize("one", turnable(), ids=named)
def test_one_won_less_does_not_turn_it(one: Scenario) -> None:
    terms, case = under(notice(), one.config), one.case()
    for change in changes_of(one):
        less = _one_won_less(case, change, terms, one.reviewed_on)
        if less is not None:
            after = [finding_of(rule, less, terms, one.reviewed_on) for rule in change.turns]
            assert any(finding.outcome is not Outcome.PASS for finding in after)


def test_nothing_is_offered_where_no_change_is_lawful() -> None:
    for rule in set(RULE_IDS) - set(PROPOSALS):
        for one in all_scenarios(JA.name):
            if one.rule == rule:
                assert changes_of(one) == ()


def test_repaying_is_offered_for_one_test_and_for_both() -> None:
    assert titled("senior-lien", "1원 넘음") == [
        "선순위 1원 상환",
        "선순위 10,000,001원 상환 (60%·90% 모두)",
    ]
    both = "판단으로 거래가액을 고름"
    assert titled("senior-lien", both) == [
        "선순위 2,000,000원 상환",
        "선순위 18,000,000원 상환 (60%·90% 모두)",
    ]


def with_deposit(name: str, deposit: int) -> tuple[Case, tuple[Change, ...]]:
    one = next(one for one in turnable() if (one.rule, one.name) == ("senior-lien", name))
    case = one.case()
    assert case.dwelling is not None
    lease = replace(case.dwelling.lease, deposit=deposit)
    case = replace(case, dwelling=replace(case.dwelling, lease=lease))
    found = finding_of("debt-ratio", case, notice(), DAY)
    return case, what_would_turn(case, notice(), DAY, found)


def test_where_a_lower_deposit_alone_is_not_enough_it_says_so() -> None:
    _, changes = with_deposit("판단으로 거래가액을 고름", 130_000_000)
    lower = next(one for one in changes if one.title.startswith("보증금"))
    assert lower.title == "보증금 18,000,000원 낮춤"
    assert "선순위가 2,000,000원 줄어야" in lower.detail
    assert [one.title for one in changes if one.title.startswith("선순위")] == [
        "선순위 18,000,000원 상환 (60%·90% 모두)"
    ]


def test_more_than_the_debt_cannot_be_repaid() -> None:
    _, changes = with_deposit("근저당 없음", 400_000_000)
    assert [one.title for one in changes] == ["보증금 40,000,000원 낮춤"]


def test_the_last_in_rank_is_repaid_first_and_what_is_left_is_entered_below_it() -> None:
    one = next(one for one in turnable() if (one.rule, one.name) == ("senior-lien", "1원 넘음"))
    both = changes_of(one)[1].apply.dwelling
    assert both is not None
    added = both.extracts[0].entries[-1]
    assert (added.rank.split("-")[0], added.amount) == ("2", 39_999_999)
    case = one.case()
    analysis = title_analysis(facts_of(case, notice(), DAY), notice())
    assert analysis is not None
    assert case.dwelling is not None
    home = repaid(case.dwelling, analysis, 60_000_000, DAY)
    assert home is not None
    assert [entry.status.value for entry in home.extracts[0].entries[1:3]] == ["live", "cancelled"]


def test_a_raise_entered_by_itself_is_lowered_by_itself() -> None:
    name = "주등기로 한 증액은 따로 셈"
    assert titled("senior-lien", name)[0] == "선순위 10,000,000원 상환"


def test_what_is_left_of_a_raise_by_itself_is_entered_on_it() -> None:
    name = "주등기로 한 증액은 따로 셈"
    one = next(one for one in turnable() if (one.rule, one.name) == ("senior-lien", name))
    case = one.case()
    analysis = title_analysis(facts_of(case, notice(), DAY), notice())
    assert analysis is not None
    assert case.dwelling is not None
    home = repaid(case.dwelling, analysis, 55_000_000, DAY)
    assert home is not None
    assert home.extracts[0].entries[-1].amount == 15_000_000


def test_where_the_stricter_test_is_60_percent_repaying_once_is_enough_for_both() -> None:
    case, _ = with_deposit("판단으로 거래가액을 고름", 115_000_000)
    assert case.dwelling is not None
    entries = case.dwelling.extracts[0].entries
    more = replace(entries[1], amount=230_000_000)
    first = replace(case.dwelling.extracts[0], entries=(entries[0], more, *entries[2:]))
    lease = replace(case.dwelling.lease, deposit=70_000_000)
    case = replace(case, dwelling=replace(case.dwelling, extracts=(first,), lease=lease))
    found = finding_of("senior-lien", case, notice(), DAY)
    titles = [one.title for one in what_would_turn(case, notice(), DAY, found)]
    assert titles == ["선순위 52,000,000원 상환 (60%·90% 모두)"]


def test_where_the_rent_alone_is_too_high_only_the_rent_is_lowered() -> None:
    one = next(one for one in turnable() if one.name == "보증부월세, 꼭 한도")
    case = one.case()
    assert case.dwelling is not None
    lease = replace(case.dwelling.lease, deposit=10_000_000, monthly_rent=2_000_000)
    case = replace(case, dwelling=replace(case.dwelling, lease=lease))
    found = finding_of("deposit-limit", case, notice(), DAY)
    titles = [one.title for one in what_would_turn(case, notice(), DAY, found)]
    assert titles == ["월세 400,000원 낮춤"]


def test_a_record_smaller_than_the_excess_is_not_asked_to_be_corrected() -> None:
    one = next(one for one in turnable() if one.name == "일반 100% 1인, 1원 초과")
    case = one.case()
    small = replace(case.incomes[0], id=case.id, workplace="작은상사", monthly=1_000)
    more = replace(case.incomes[0], monthly=(case.incomes[0].monthly or 0) + 5_000)
    case = replace(case, incomes=(small, more))
    found = finding_of("income", case, notice(), one.reviewed_on)
    (change,) = what_would_turn(case, notice(), one.reviewed_on, found)
    assert change.amount == 6_001
    assert "작은상사" not in change.detail


@pytest.mark.parametrize("rule", ["real-estate", "car"])
def test_after_the_days_for_explaining_no_proof_is_offered(rule: str) -> None:
    late = notice().calendar.explanation_until + timedelta(days=1)
    offered = [one for one in turnable() if one.rule == rule and changes_of(one)]
    assert offered
    for one in offered:
        found = finding_of(rule, one.case(), notice(), late)
        assert what_would_turn(one.case(), notice(), late, found) == ()


def test_signing_touches_no_other_paper() -> None:
    one = next(one for one in turnable() if one.rule == "consent" and changes_of(one))
    case = one.case()
    other = replace(case.papers[0], id=case.id, kind="family-certificate", signatures=())
    case = replace(case, papers=(*case.papers, other))
    found = finding_of("consent", case, notice(), one.reviewed_on)
    (change,) = what_would_turn(case, notice(), one.reviewed_on, found)
    assert change.apply.papers[-1] == other
    assert change.apply.papers[0] != case.papers[0]


def test_after_the_last_day_nothing_is_offered() -> None:
    for rule, name in [("senior-lien", "1원 넘음"), ("income", "일반 100% 1인, 1원 초과")]:
        one = next(one for one in turnable() if (one.rule, one.name) == (rule, name))
        late = notice().calendar.contract_until + timedelta(days=1)
        found = finding_of(rule, one.case(), notice(), late)
        assert found.outcome is Outcome.FAIL
        assert what_would_turn(one.case(), notice(), late, found) == ()


def test_without_the_section_of_the_notice_nothing_is_offered() -> None:
    bare = replace(notice(), title_review=None, dwelling=None, home=None)
    for one in turnable():
        terms, case = notice(), one.case()
        found = finding_of(one.rule, case, terms, one.reviewed_on)
        if one.rule in ("senior-lien", "debt-ratio", "deposit-limit", "home-ownership"):
            assert what_would_turn(case, bare, one.reviewed_on, found) == ()
