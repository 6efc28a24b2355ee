"""A rule the notice lacks is n/a there, and an answer must be one that was offered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipju.domain.finding import Outcome
from ipju.domain.labelled import Labelled
from ipju.domain.notice import Notice
from ipju.rules.answers import ruling
from ipju.rules.facts import Standing
from ipju.rules.household import facts_of
from ipju.rules.judge import RULES
from ipju.rules.people import name_of
from ipju.services.exchange import identity
from tests.rules.cases import REVIEWED, case_of, facts, judge, the_notice


@pytest.mark.parametrize(
    ("rule", "chapter"),
    [
        ("supply-newlywed", "newlywed"),
        ("supply-generations", "generations"),
        ("existing-tenancy", "tenancy"),
        ("other-subsidy", "tenancy"),
        ("arrears", "tenancy"),
    ],
)
def test_a_rule_the_notice_does_not_have_is_not_borrowed(rule: str, chapter: str) -> None:
    notice: Notice = replace(the_notice(), **{chapter: None})

    finding = RULES[rule](facts_of(case_of(people=[]), notice, REVIEWED), notice)

    assert finding.outcome is Outcome.NA
    assert "이 공고에는" in finding.sentence


def test_a_choice_nobody_offered_is_no_answer() -> None:
    person = {"id": "me", "name": "김예시", "relation": "self", "register": "applicant"}
    finding = judge(
        RULES["existing-tenancy"],
        people=[person],
        tenancies_checked=True,
        tenancies=[{"id": "t", "person": "me", "kind": "other", "lived_in": True}],
        answers=[
            {
                "id": "a", "question": "existing-tenancy/A36", "subject": "t", "choice": "perhaps",
                "reason": "-", "officer": "박견본", "answered_at": "2024-01-09T10:00:00Z",
            }
        ],
    )  # fmt: skip

    assert finding.outcome is Outcome.REVIEW
    assert ruling(facts(case_of(people=[person])), finding.questions[0]) is None


def test_somebody_not_on_record_is_still_named_by_a_word() -> None:
    assert name_of(facts(case_of(people=[])), identity("nobody")) == "세대구성원"


def test_labels_are_words_for_staff() -> None:
    assert [one.label for one in Standing] == ["구성원", "구성원 아님", "판단 필요", "미확인"]
    assert issubclass(Standing, Labelled)
