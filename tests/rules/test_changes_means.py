"""What is offered for total assets and a renewed lease does turn the finding."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ipju.domain.finding import Outcome
from ipju.rules.changes import Situation
from ipju.rules.changes_means import earlier_end, shorter_term, smaller_rise
from ipju.rules.counterfactual import Change, what_would_turn
from ipju.rules.household import facts_of
from ipju.rules.judge import RULES
from ipju.rules.leases import rent_increase
from ipju.rules.renewal import renewed
from tests.rules.letting_cases import RENEWAL, REVIEWED, case_of, notice, scenarios
from tests.rules.scenarios import Scenario, under, with_terms

OURS = ("total-assets", "lease-term", "renewal-count", "rent-increase")
MINE = [{"id": "o", "person": "me"}]


def offered(one: Scenario) -> tuple[Change, ...]:
    case = one.case()
    terms = renewed(with_terms(under(notice(), one.config), one.terms), case.renewal)
    found = RULES[one.rule](facts_of(case, terms, one.reviewed_on), terms)
    changes = what_would_turn(case, terms, one.reviewed_on, found)
    for change in changes:
        assert found.outcome in (Outcome.FAIL, Outcome.REVIEW)
        after = RULES[one.rule](facts_of(change.apply, terms, one.reviewed_on), terms)
        assert after.outcome is Outcome.PASS
        assert after.value in change.result
        assert change.title
        assert change.detail
        assert change.paper
    return changes


@pytest.mark.parametrize("rule", OURS)
def test_every_change_offered_turns_the_finding(rule: str) -> None:
    assert any(offered(one) for one in scenarios(rule))


def titles(rule: str, name: str) -> list[str]:
    (one,) = [one for one in scenarios(rule) if one.name == name]
    return [change.title for change in offered(one)]


@pytest.mark.parametrize(
    ("rule", "name", "expected"),
    [
        ("total-assets", "문화재 있는 땅, 증빙 없음", ["제외 토지 증빙: 예시군 보기면 2"]),
        ("total-assets", "장애인사용 자동차 증빙 없음", ["제외 자동차 증빙: 자동차"]),
        ("total-assets", "법원 서류가 없는 사채", ["부채 증빙: 법원이 확인한 사채"]),
        ("total-assets", "확인되지 않은 사채는 빼지 않음", ["부채 증빙: 확인되지 않은 사채"]),
        ("total-assets", "카드 연체는 빼지 않음", []),
        ("total-assets", "1원 초과", []),
        ("lease-term", "2년보다 하루 김", ["끝나는 날을 2028-03-01 (수)로 앞당김"]),
        (
            "lease-term",
            "꼭 2년이 되는 날은 넘은 것으로 보는 설정",
            ["끝나는 날을 2028-02-29 (화)로 앞당김"],
        ),
        (
            "renewal-count",
            "네 번째 재계약, 10년보다 하루 김",
            ["끝나는 날을 2034-03-01 (수)로 앞당김"],
        ),
        (
            "renewal-count",
            "꼭 10년이 되는 날은 넘은 것으로 보는 설정",
            ["끝나는 날을 2034-02-28 (화)로 앞당김"],
        ),
        ("renewal-count", "다섯 번째 재계약, 앞 계약이 모두 2년", []),
        (
            "rent-increase",
            "보증금 5%보다 1원 많음",
            ["보증금 22,050,000원, 월임대료 248,580원으로 정함"],
        ),
        (
            "rent-increase",
            "마지막 증액 뒤 1년에서 하루 모자람",
            ["보증금 21,000,000원, 월임대료 248,580원으로 정함"],
        ),
        (
            "rent-increase",
            "보증금만 5%보다 많고 새 월임대료 미확인",
            ["보증금 22,050,000원, 월임대료 261,009원으로 정함"],
        ),
        ("rent-increase", "보증금을 올리고 월임대료를 내림", []),
    ],
)
def test_the_least_is_offered(rule: str, name: str, expected: list[str]) -> None:
    assert titles(rule, name) == expected


def test_where_one_proof_is_not_enough_all_of_them_are_offered_together() -> None:
    case = case_of(
        holdings=[
            {"id": "h", "kind": "home", "published_price": 401_000_000, "owners": MINE},
            {"id": "k", "kind": "land", "address": "예시군 1", "land_area": 100,
             "land_unit_price": 10_000_000, "land_exclusion": "clan",
             "land_exclusion_proven": False, "owners": MINE},
        ],
        cars=[{"id": "c", "name": "예시차", "kind": "passenger", "use": "private",
               "value": 5_000_000, "exemption": "disabled", "exemption_proven": False,
               "owners": MINE}],
        debts=[{"id": "d", "kind": "lease-deposit", "amount": 40_000_000, "holding": "h",
                "proven": False, "owners": MINE},
               {"id": "e", "kind": "public-body", "amount": 0, "owners": MINE}],
    )  # fmt: skip
    found = RULES["total-assets"](facts_of(case, notice(), REVIEWED), notice())

    (change,) = what_would_turn(case, notice(), REVIEWED, found)

    assert (found.outcome, found.amount) == (Outcome.FAIL, 416_000_000)
    assert change.title == "증빙 3건을 함께 제출"
    assert change.detail == (
        "제외 토지 증빙: 예시군 1 · 제외 자동차 증빙: 예시차 · 부채 증빙: 받은 임대보증금"
    )
    assert change.paper == "제외 사유를 보이는 서류, 임대차계약서"


def situation(**renewal: Any) -> Situation:
    case = case_of(renewal=RENEWAL | renewal)
    terms = renewed(notice(), case.renewal)
    facts = facts_of(case, terms, date(2026, 1, 25))
    return Situation(facts=facts, notice=terms, finding=rent_increase(facts, terms))


def test_nothing_is_offered_on_what_is_not_recorded() -> None:
    nothing = situation(starts_on=None, deposit_before=None)

    for proposals in (shorter_term, earlier_end, smaller_rise):
        assert list(proposals(nothing)) == []


def test_a_lease_whose_years_are_over_is_not_shortened() -> None:
    assert list(earlier_end(situation(first_on="2016-02-28"))) == []
