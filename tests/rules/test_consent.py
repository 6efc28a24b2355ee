"""Signatures on the consent form: who is read out, and what a case without people says."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.finding import Outcome
from ipju.rules.consent import consent
from tests.rules.judged import ME, SPOUSE, judge

SIGN = {"signed": True, "agreed": True, "signed_on": "2024-01-02"}


def form(*signatures: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": "con", "kind": "consent", "signatures": list(signatures)}]


def test_everybody_is_read_out() -> None:
    finding = judge(
        consent,
        people=[ME, SPOUSE],
        papers=form(
            SIGN | {"id": "a", "person": "me"},
            SIGN | {"id": "b", "person": "sp", "agreed": False},
        ),
    )

    assert [(one.label, one.value) for one in finding.readings] == [
        ("김예시", "본인 서명, 전 항목 동의"),
        ("이보기", "동의하지 않은 항목이 있음"),
    ]
    assert finding.sentence == "이보기: 동의하지 않은 항목이 있음."


def test_two_signatures_lacking_are_counted() -> None:
    finding = judge(consent, people=[ME, SPOUSE], papers=form())

    assert finding.outcome is Outcome.MISSING
    assert finding.sentence == "김예시: 서명 미확인. 그 밖에 1명이 더 있습니다."


def test_a_form_without_an_applicant_in_the_case() -> None:
    finding = judge(consent, people=[], papers=form())

    assert finding.outcome is Outcome.MISSING
    assert [one.label for one in finding.missing] == ["신청자"]


ANSWERS = st.sampled_from([None, True, False])


@given(ANSWERS, ANSWERS, ANSWERS, st.sampled_from(["signed", "agreed", "by_guardian"]))
def test_what_nobody_looked_at_never_passes_what_it_could_fail(
    signed: bool | None, agreed: bool | None, guardian: bool | None, field: str
) -> None:
    child = SPOUSE | {"id": "kid", "relation": "child", "birth": "2015-01-03"}
    sign = {"id": "b", "person": "kid", "signed": signed, "agreed": agreed}
    known = sign | {"by_guardian": guardian, "signed_on": "2024-01-02"}
    mine = SIGN | {"id": "a", "person": "me"}

    def outcome(row: dict[str, Any]) -> Outcome:
        return judge(consent, people=[ME, child], papers=form(mine, row)).outcome

    if outcome(known | {field: None}) is Outcome.PASS:
        assert outcome(known) is Outcome.PASS
