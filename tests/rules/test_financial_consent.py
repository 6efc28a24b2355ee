"""Consents to a financial query: who is read out, and what holds whatever is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.finding import Finding, Outcome
from ipju.rules.financial_consent import financial_consent
from ipju.rules.household import facts_of
from tests.rules.letting_cases import FATHER, ME, case_of, facts_for, judge, notice

FILED = "2024-01-05"
SIGN = {"signed": True, "unnotified": True, "signed_on": "2024-01-03"}


def form(*signatures: dict[str, Any], **fields: Any) -> dict[str, Any]:
    paper = {"id": "fin", "kind": "financial-consent", "received_on": FILED}
    return paper | {"signatures": list(signatures)} | fields


MINE = SIGN | {"id": "a", "person": "me"}
HIS = SIGN | {"id": "b", "person": "dad"}


def test_everybody_is_read_out_with_the_last_day_for_the_query() -> None:
    finding = judge(
        financial_consent,
        people=[ME, FATHER],
        papers=[form(MINE, HIS | {"unnotified": False})],
    )

    assert [(one.label, one.value) for one in finding.readings] == [
        ("김예시", "본인 서명, 두 칸 모두 서명, 2024-07-05 (금)까지 조회할 수 있음"),
        ("김아버지", "미통보 동의 칸에 서명하지 않음"),
    ]
    assert finding.sentence == "김아버지: 미통보 동의 칸에 서명하지 않음."
    assert finding.notes == (
        "김아버지: 미통보 동의 칸에 서명하지 않았습니다. 두 칸 모두 서명한 동의서를 내도록 보완을 "
        "요청할 수 있습니다. 다만 동의서의 각주에는 이 칸에 서명하지 않으면 금융기관이 본인에게 "
        "통보한다고만 적혀 있습니다.",
    )


def test_who_has_not_handed_in_a_form_is_waited_for() -> None:
    finding = judge(financial_consent, people=[ME, FATHER], papers=[])

    assert finding.outcome is Outcome.MISSING
    assert finding.sentence == "김예시: 동의서 미확인. 그 밖에 1명이 더 있습니다."
    assert [one.label for one in finding.missing] == ["김예시 동의서", "김아버지 동의서"]


def test_two_refusals_propose_dismissal_and_cite_the_form() -> None:
    refusals = [
        {"id": "r1", "person": "dad", "refused_on": "2024-01-06"},
        {"id": "r2", "person": "dad", "refused_on": "2024-01-20"},
    ]
    finding = judge(
        financial_consent, people=[ME, FATHER], papers=[form(MINE)], consent_refusals=refusals
    )

    assert finding.outcome is Outcome.FAIL
    assert str(finding.clause) == "동의서 유의사항 1"
    assert finding.notes[0].startswith("김아버지: 동의서 제출을 2회 거부·기피했습니다. 신청의 각하")


def test_one_refusal_is_put_to_an_officer_in_the_words_of_the_notice() -> None:
    refusal = {"id": "r1", "person": "dad", "refused_on": "2024-01-06"}
    finding = judge(
        financial_consent, people=[ME, FATHER], papers=[form(MINE)], consent_refusals=[refusal]
    )

    (question,) = finding.questions
    assert question.text == (
        "김아버지: 금융정보 동의서 제출을 거부·기피했습니다. 다시 요청할지 정하세요."
    )
    assert "2회 이상 거부·기피할 경우" in question.quote
    assert [one.id for one in question.choices] == ["again", "refuse"]


def test_a_notice_without_the_form_asks_for_none() -> None:
    other = replace(notice(), financial_consent=None)
    finding = financial_consent(facts_for(other), other)

    assert finding.outcome is Outcome.NA
    assert finding.sentence == "이 공고에는 금융정보 동의서가 없습니다."


def test_a_period_that_just_ends_shows_both_readings() -> None:
    finding = judge(
        financial_consent,
        papers=[form(MINE, received_on="2023-08-31")],
        finance_queried_on="2024-02-29",
    )

    assert finding.boundary
    assert [one.label for one in finding.readings] == [
        "김예시", "적용한 해석", "다른 해석", "적용한 해석", "다른 해석",
    ]  # fmt: skip


TRUTH = st.sampled_from([None, True, False])
FIELDS = st.sampled_from(["signed", "unnotified", "by_guardian", "signed_on"])


@given(TRUTH, TRUTH, TRUTH, FIELDS)
def test_what_nobody_looked_at_never_passes_what_it_could_fail(
    signed: bool | None, unnotified: bool | None, guardian: bool | None, field: str
) -> None:
    kid = FATHER | {"id": "kid", "name": "김자녀", "relation": "child", "birth": "2010-01-03"}
    sign = {"id": "b", "person": "kid", "signed": signed, "unnotified": unnotified}
    known = sign | {"by_guardian": guardian, "signed_on": "2024-01-02"}

    def outcome(row: dict[str, Any]) -> Outcome:
        return judge(financial_consent, people=[ME, kid], papers=[form(MINE, row)]).outcome

    if outcome(known | {field: None}) is Outcome.PASS:
        assert outcome(known) is Outcome.PASS


@given(st.integers(-40, 400))
def test_a_query_counts_from_the_day_of_filing_for_six_months(days: int) -> None:
    filed = date.fromisoformat(FILED)
    queried = filed + timedelta(days=days)
    case = case_of(papers=[form(MINE)], finance_queried_on=queried.isoformat())
    finding: Finding = financial_consent(facts_of(case, notice(), date(2025, 6, 1)), notice())

    inside = filed <= queried <= date(2024, 7, 5)
    assert finding.outcome is (Outcome.PASS if inside else Outcome.FAIL)


@given(TRUTH, TRUTH)
def test_a_further_member_never_mends_a_failed_consent(
    signed: bool | None, unnotified: bool | None
) -> None:
    row = HIS | {"signed": signed, "unnotified": unnotified}
    alone = judge(financial_consent, papers=[form(MINE | {"unnotified": False}, row)])
    both = judge(
        financial_consent, people=[ME, FATHER], papers=[form(MINE | {"unnotified": False}, row)]
    )

    assert alone.outcome is both.outcome is Outcome.FAIL
