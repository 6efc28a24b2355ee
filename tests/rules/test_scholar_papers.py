"""Scholar papers: the list a caseworker reads, the alternatives on it, what a good paper does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.finding import WORST_FIRST, Finding, Outcome
from ipju.rules.documents import checklist, required_papers
from ipju.rules.filing import Line
from ipju.rules.renewal import renewed
from ipju.rules.scholar_papers import scholar_papers
from tests.rules.letting_cases import RENEWAL, facts_for, judge, notice

FORMS = [
    "scholar-application", "self-introduction", "life-plan", "giving-pledge",
    "verification-pledge",
]  # fmt: skip
ELIGIBILITY = ["consent", "financial-consent", "resident-register", "family-certificate"]
STUDY: dict[str, Any] = {"level": "undergraduate", "student": "enrolled"}
DAY = {"issued_on": "2023-12-26", "received_on": "2024-01-02"}


def asked(**fields: Any) -> list[str]:
    found = required_papers(facts_for(**fields), notice())
    return [one.terms.id for one in found]


def lines(**study: Any) -> dict[str, Line]:
    facts = facts_for(supply="scholar", scholar=STUDY | study)
    return {one.requirement.name: one for one in checklist(facts, notice())}


def test_scholar_papers_come_first_and_the_others_only_from_the_selected() -> None:
    scholar_papers_of = [
        *FORMS, "enrolment", "university-transcript", "scholar-register", "bracket-notice",
    ]  # fmt: skip

    assert asked(supply="scholar", scholar=STUDY) == scholar_papers_of
    assert asked(supply="scholar", scholar=STUDY | {"result": "not-selected"}) == scholar_papers_of
    assert asked(supply="scholar", scholar=STUDY | {"result": "selected"}) == [
        *scholar_papers_of,
        *ELIGIBILITY,
    ]
    assert asked(supply="general", scholar=STUDY) == ELIGIBILITY


def test_a_renewal_asks_only_for_the_consent_of_new_members() -> None:
    facts = facts_for(supply="scholar", scholar=STUDY, renewal=RENEWAL)
    found = required_papers(facts, renewed(notice(), facts.case.renewal))

    assert [one.terms.id for one in found] == ["financial-consent"]


def test_each_line_says_for_whom_and_in_which_format() -> None:
    found = lines(student="returning")

    assert found["백암복지재단 주거지원 신청서"].requirement.why == "장학생 지원자 · 한글파일"
    returning = found["재적(휴학)증명서"].requirement
    assert returning.why == "복학생 · JPG"
    assert returning.instead == ("다음 학기 교육비 납입증명서",)


def test_without_a_bracket_notice_each_payer_hands_in_his_own() -> None:
    payers = [
        {"id": "fa", "role": "father", "pays": False},
        {"id": "mo", "role": "mother", "pays": True},
    ]
    found = lines(bracket_issuable=False, single_parent=False, payers=payers)

    assert [name for name in found if name.startswith("건강보험")] == [
        "건강보험자격득실확인서 (부)",
        "건강보험료 납부확인서 (모)",
        "건강보험료 납부확인서 (본인 김예시)",
    ]
    facts = facts_for(supply="scholar", scholar=STUDY | {"payers": payers})
    assert facts.case.scholar is not None
    assert facts.case.applicant is not None
    assert [one.requirement.subject for one in found.values()][-3:] == [
        *(one.id for one in facts.case.scholar.payers),
        facts.case.applicant.id,
    ]


def test_a_trade_of_too_few_years_is_no_ground_and_says_so() -> None:
    finding = judge(
        scholar_papers,
        supply="scholar",
        scholar=STUDY | {"trade": "retail", "trade_since": "2021-01-01"},
    )

    assert finding.readings[-1].label == "사업자등록증"
    assert finding.readings[-1].value.startswith("해당 없음")
    assert "3년이 안 됩니다" in finding.notes[0]


OF_ALL = [
    *(DAY | {"id": f"f{at}", "kind": kind} for at, kind in enumerate(FORMS)),
    DAY
    | {
        "id": "r",
        "kind": "scholar-register",
        "rrn_shown": True,
        "shows": ["household-reason", "relation", "move-date"],
    },
    DAY | {"id": "b", "kind": "bracket-notice", "shows": ["term"]},
]
"""What every scholar applicant hands in, whatever the studies."""


def test_only_the_state_of_studies_is_missing() -> None:
    finding = judge(scholar_papers, supply="scholar", papers=OF_ALL)

    assert finding.outcome is Outcome.MISSING
    assert finding.sentence == "학적, 과정 기록이 없어 내야 하는 서류를 정할 수 없습니다."
    assert finding.target == finding.missing[0].target


def test_a_notice_without_scholars_asks_for_no_scholar_paper() -> None:
    other = replace(notice(), scholar=None)
    facts = facts_for(other, supply="scholar", scholar=STUDY)
    finding: Finding = scholar_papers(facts, other)

    assert finding.outcome is Outcome.NA
    assert [one.terms.id for one in required_papers(facts, other)] == ELIGIBILITY


def test_a_notice_whose_papers_are_the_same_for_all_need_not_know_the_studies() -> None:
    terms = notice().scholar
    assert terms is not None
    plain = tuple(one for one in terms.needs if not one.students and not one.levels)
    other = replace(notice(), scholar=replace(terms, needs=plain))
    finding = scholar_papers(facts_for(other, supply="scholar", papers=OF_ALL), other)

    assert (finding.outcome, finding.value) == (Outcome.PASS, "7종 중 7종 적합")


KINDS = st.sampled_from([one.id for one in notice().papers.papers])
RANK = {outcome: at for at, outcome in enumerate(reversed(WORST_FIRST))}


@given(st.lists(KINDS, max_size=6), KINDS)
def test_a_further_paper_never_makes_the_list_worse(kinds: list[str], more: str) -> None:
    every_sight = [
        "household-reason", "relation", "move-date", "all-terms", "term", "2023-09", "2023-10",
        "2023-11",
    ]  # fmt: skip

    def outcome(found: list[str]) -> Outcome:
        papers = [
            DAY
            | {
                "id": f"p{at}", "kind": kind, "subject": "me", "rrn_shown": True,
                "shows": every_sight,
            }
            for at, kind in enumerate(found)
        ]  # fmt: skip
        study = STUDY | {"bracket_issuable": False, "single_parent": False}
        return judge(scholar_papers, supply="scholar", scholar=study, papers=papers).outcome

    assert RANK[outcome([*kinds, more])] <= RANK[outcome(kinds)]
