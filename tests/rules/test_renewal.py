"""A renewal is examined by its own year and day; what of them is not recorded is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ipju.domain.finding import Outcome
from ipju.rules.judge import RULES, judge
from ipju.rules.renewal import renewed
from tests.rules.judged import the_notice as of_a_home
from tests.rules.letting_cases import FATHER, ME, RENEWAL, case_of, notice
from tests.rules.scenarios import under

WAGE = {
    "id": "w", "person": "me", "kind": "regular", "workplace": "예시상사", "source": "nhis",
    "monthly": 4_200_000,
}  # fmt: skip


def found(rule: str, **fields: Any) -> Any:
    case = case_of(**fields)
    terms = renewed(notice(), case.renewal)
    return judge(case, terms, date(2026, 1, 25)).finding(rule)


def test_an_application_and_a_notice_without_rooms_stay_as_printed() -> None:
    assert renewed(notice(), None) is notice()
    assert renewed(of_a_home(), case_of(renewal=RENEWAL).renewal) is of_a_home()


def test_a_renewal_asks_for_what_the_notice_names_and_not_for_age_or_marriage() -> None:
    terms = renewed(notice(), case_of(renewal=RENEWAL).renewal)
    letting = notice().letting

    assert letting is not None
    assert terms.rules == letting.renewal_rules
    assert {"age", "marital-state"} & set(terms.rules) == set()
    assert {"home-ownership", "income", "total-assets", "car"} <= set(terms.rules)
    assert terms.day == date(2026, 1, 20)


def test_a_notice_set_to_it_tests_age_and_marriage_again() -> None:
    terms = renewed(under(notice(), {"C12": "tested"}), case_of(renewal=RENEWAL).renewal)

    assert terms.rules[:2] == ("age", "marital-state")


def test_only_the_sections_a_notice_has_are_changed() -> None:
    bare = replace(notice(), income=None, total_assets=None, car=None)

    terms = renewed(bare, case_of(renewal=RENEWAL).renewal)

    assert (terms.income, terms.total_assets, terms.car) == (None, None, None)


@pytest.mark.parametrize(("monthly", "outcome"), [(4_200_000, "pass"), (4_200_001, "fail")])
def test_income_is_compared_with_that_year(monthly: int, outcome: str) -> None:
    one = found("income", renewal=RENEWAL, incomes=[WAGE | {"monthly": monthly}])

    assert one.outcome.value == outcome
    assert one.limit == "4,200,000원 (1인, 2026년 100%)"
    assert str(one.clause) == "Ⅸ장 재계약 자격요건"


def test_a_sixth_person_adds_that_years_step() -> None:
    kin = [FATHER | {"id": f"kin{n}", "name": f"김친척{n}"} for n in range(5)]

    one = found("income", renewal=RENEWAL, people=[ME, *kin], incomes=[WAGE])

    assert one.bound == 9_000_000


@pytest.mark.parametrize(
    ("lacking", "people", "asked"),
    [
        ("income_1", [ME], ["income_1"]),
        ("income_2", [ME], []),
        ("income_2", [ME, FATHER], ["income_2"]),
        ("income_step", [ME, FATHER], []),
    ],
)
def test_only_the_limit_of_this_household_is_asked_for(
    lacking: str, people: list[dict[str, Any]], asked: list[str]
) -> None:
    one = found("income", renewal=RENEWAL | {lacking: None}, people=people, incomes=[WAGE])

    assert [each.target.field for each in one.missing] == asked
    assert one.outcome is (Outcome.MISSING if asked else Outcome.PASS)


def test_for_six_persons_the_fifth_limit_and_the_step_are_asked_for() -> None:
    kin = [FATHER | {"id": f"kin{n}", "name": f"김친척{n}"} for n in range(5)]
    unknown = RENEWAL | {"income_5": None, "income_step": None}

    one = found("income", renewal=unknown, people=[ME, *kin], incomes=[WAGE])

    assert [each.target.field for each in one.missing] == ["income_5", "income_step"]


@pytest.mark.parametrize("rule", ["household", "home-ownership", "income", "total-assets", "car"])
def test_without_its_day_nothing_is_judged_by_the_day_of_the_old_notice(rule: str) -> None:
    one = found(rule, renewal=RENEWAL | {"judged_on": None})

    assert one.outcome is Outcome.MISSING
    assert [each.target.field for each in one.missing] == ["judged_on"]


def test_no_figure_of_an_older_year_is_ever_a_limit() -> None:
    old = case_of(renewal={"lease": "l", "number": 1, "judged_on": "2026-01-20"})
    terms = renewed(notice(), old.renewal)

    for rule in ("income", "total-assets", "car"):
        one = judge(old, terms, date(2026, 1, 25)).finding(rule)
        assert one is not None
        assert one.outcome is Outcome.MISSING
        assert one.limit == ""


def test_an_application_is_judged_as_ever() -> None:
    case = case_of(incomes=[WAGE | {"monthly": 4_024_661}])

    one = judge(case, notice(), date(2024, 1, 10)).finding("income")

    assert one is not None
    assert (one.outcome, one.slack) == (Outcome.PASS, 0)
    assert RULES["income"].__name__ == "income"


def test_the_day_of_a_renewal_is_not_called_that_of_a_notice() -> None:
    later = {
        "id": "h", "kind": "home", "published_price": 372_000_000, "registered_on": "2026-01-21",
        "owners": [{"id": "o", "person": "me"}],
    }  # fmt: skip

    one = found("total-assets", renewal=RENEWAL, holdings=[later])

    assert [each.text for each in one.thresholds] == [
        "2026년 371,000,000원",
        "재계약 심사일 2026-01-20 (화)",
    ]
    assert one.readings[2].value == "재계약 심사일 뒤에 취득해 뺌"
    assert one.notes[0].startswith("재계약 심사일 뒤에 취득한 부동산은 세지 않았습니다.")
