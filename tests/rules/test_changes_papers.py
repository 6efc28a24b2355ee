"""What is offered for papers of the second notice does turn the finding, and nothing else is."""

from __future__ import annotations

import pytest

from ipju.domain.finding import Outcome
from ipju.rules.counterfactual import Change, what_would_turn
from ipju.rules.household import facts_of
from ipju.rules.judge import RULES
from ipju.rules.renewal import renewed
from tests.rules.letting_cases import notice, scenarios
from tests.rules.scenarios import Scenario, under, with_terms

OURS = ("documents", "financial-consent", "scholar-papers")


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
    return changes


@pytest.mark.parametrize("rule", OURS)
def test_every_change_offered_turns_the_finding(rule: str) -> None:
    assert any(offered(one) for one in scenarios(rule))


@pytest.mark.parametrize(
    ("rule", "name", "expected"),
    [
        (
            "documents",
            "공고일 전날 발급",
            ["서류 1종 다시 발급: 주민등록표등본"],
        ),
        (
            "scholar-papers",
            "전체 학기가 아닌 성적증명서",
            ["서류 1종 다시 발급: 대학교 전체 학기 성적증명서"],
        ),
        (
            "scholar-papers",
            "납부확인서에 10월이 없음",
            ["서류 1종 다시 발급: 건강보험료 납부확인서 (부)"],
        ),
        ("scholar-papers", "신청서를 내지 않음", []),
        ("scholar-papers", "마감 다음 날 제출", []),
        (
            "financial-consent",
            "한 사람이 미통보 칸에 서명하지 않음",
            ["금융정보 동의서 다시 받기: 김예시, 박어른, 김자녀"],
        ),
        (
            "financial-consent",
            "6개월이 지난 다음 날 조회",
            ["금융정보 동의서 다시 받기: 김예시, 박어른, 김자녀"],
        ),
        (
            "financial-consent",
            "동의서 없이 한 번 거부",
            ["금융정보 동의서 다시 받기: 김예시, 박어른, 김자녀"],
        ),
        ("financial-consent", "두 번 거부", []),
    ],
)
def test_the_nearest_lawful_change_is_named(rule: str, name: str, expected: list[str]) -> None:
    (one,) = [one for one in scenarios(rule) if one.name == name]

    assert [change.title for change in offered(one)] == expected


def test_a_consent_that_was_queried_on_is_queried_on_anew() -> None:
    names = ("한 사람이 미통보 칸에 서명하지 않음", "6개월이 지난 다음 날 조회")
    plain, late = (offered(one)[0] for one in scenarios("financial-consent") if one.name in names)

    assert "새로 조회" not in plain.detail
    assert plain.apply.finance_queried_on is None
    assert "새로 조회" in late.detail
    assert str(late.apply.finance_queried_on) == "2024-08-01"
