"""Papers asked for in a case, and the checklist with what is wrong and how to mend it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ipju.domain.finding import Finding, Outcome
from ipju.rules.documents import checklist, documents, required_papers
from tests.rules.judged import ME, SPOUSE, facts_for, judge, the_notice

MAIL = {"postmarked_on": "2024-01-03", "registered_mail": True}
ISSUED = MAIL | {"issued_on": "2023-12-26"}
COMMON = ["consent", "family-certificate", "resident-register", "resident-abstract"]


def asked(**fields: Any) -> list[str]:
    found = required_papers(facts_for(**fields), the_notice())
    return [one.terms.id for one in found]


def test_everybody_files_four_papers() -> None:
    assert asked(people=[ME]) == COMMON


def test_every_supply_type_and_ground_has_its_papers() -> None:
    claims = [
        {"id": f"v{ground}", "ground": ground, "person": "me"}
        for ground in (
            "basic-livelihood", "veteran", "may-18", "special-mission", "comfort-woman",
            "single-parent", "defector", "care-leaver", "near-poor", "low-income",
        )
    ]  # fmt: skip

    assert asked(people=[ME], supply="newlywed", vulnerable=claims) == [
        *COMMON,
        "marriage-certificate",
        "basic-livelihood-certificate",
        "veteran-certificate",
        "may-18-certificate",
        "special-mission-certificate",
        "comfort-woman-notice",
        "single-parent-certificate",
        "defector-certificate",
        "care-leaver-recommendation",
        "care-facility-report",
        "near-poor-copay",
    ]


def test_the_set_that_came_is_the_one_listed_and_the_others_are_named() -> None:
    paper = ISSUED | {"id": "p", "kind": "near-poor-priority", "shows": ["coverage-start"]}
    claim = {"id": "v", "ground": "near-poor", "person": "me"}
    facts = facts_for(people=[ME], papers=[paper], vulnerable=[claim])

    line = checklist(facts, the_notice())[-1]

    assert (line.requirement.terms.id, line.outcome) == ("near-poor-priority", Outcome.PASS)
    assert line.requirement.instead == (
        "차상위 본인부담경감대상자 증명서",
        "자활근로자 확인서 + 사회보장급여결정통지서",
        "장애(아동)수당대상자 확인서 + 사회보장급여결정통지서",
    )


def test_a_ground_the_notice_gives_no_points_for_asks_for_nothing() -> None:
    claim = {"id": "v", "ground": "veteran", "person": "me"}
    facts = facts_for(people=[ME], vulnerable=[claim])
    notice = replace(the_notice(), points=None)

    assert len(required_papers(facts, notice)) == 4


def test_each_defect_says_how_to_mend_it() -> None:
    papers = [
        ISSUED | {"id": "f", "kind": "family-certificate", "rrn_shown": False},
        ISSUED | {"id": "a", "kind": "resident-abstract", "issued_on": "2023-12-14"},
    ]
    lines = checklist(facts_for(people=[ME], papers=papers), the_notice())

    assert [(one.requirement.terms.id, one.defects) for one in lines] == [
        ("consent", (("내지 않음", "개인정보수집 이용 및 제3자 제공 동의서 등기우편으로 제출"),)),
        (
            "family-certificate",
            (
                (
                    "주민등록번호 뒷자리가 나오지 않음",
                    "주민등록번호 뒷자리가 나오게 새로 발급받아 제출",
                ),
            ),
        ),
        ("resident-register", (("내지 않음", "주민등록표등본(상세) 등기우편으로 제출"),)),
        (
            "resident-abstract",
            (
                ("2023-12-14 (목) 발급: 공고일 전", "2023-12-15 (금) 이후에 새로 발급받아 제출"),
                (
                    "과거주소 5년 이상 변동내역 표시 없음",
                    "과거주소 5년 이상 변동내역 항목이 나오게 새로 발급받아 제출",
                ),
            ),
        ),
    ]


def test_a_paper_on_its_way_is_missing_until_the_last_day_and_a_defect_after_it() -> None:
    before = judge(documents, people=[ME], reviewed_on=date(2024, 1, 5))
    after = judge(documents, people=[ME], reviewed_on=date(2024, 1, 6))

    assert (before.outcome, len(before.missing)) == (Outcome.MISSING, 4)
    assert (after.outcome, after.missing, len(after.notes)) == (Outcome.FAIL, (), 4)
    assert after.sentence.endswith("내지 않음. 그 밖에 3종이 더 있습니다.")


def test_a_case_without_an_applicant() -> None:
    finding = judge(documents, people=[], reviewed_on=date(2024, 1, 2))
    complete = judge(
        documents,
        people=[],
        papers=[
            MAIL | {"id": "c", "kind": "consent"},
            ISSUED | {"id": "f", "kind": "family-certificate", "rrn_shown": True},
            ISSUED | {"id": "a", "kind": "resident-abstract", "shows": ["address-history"]},
            ISSUED
            | {
                "id": "r",
                "kind": "resident-register",
                "rrn_shown": True,
                "shows": ["name", "relation", "move-reason", "household-reason", "member-names"],
            },
        ],
    )

    assert finding.outcome is Outcome.MISSING
    assert complete.outcome is Outcome.MISSING
    assert complete.sentence == "신청자가 기록되지 않아 서류를 판정할 수 없습니다."


def test_the_notice_may_take_ordinary_mail() -> None:
    paper = ISSUED | {"id": "f", "kind": "family-certificate", "rrn_shown": True}
    facts = facts_for(people=[ME], papers=[paper | {"registered_mail": None}])
    notice = the_notice()
    notice = replace(notice, papers=replace(notice.papers, registered_mail_only=False))

    assert checklist(facts, notice)[1].outcome is Outcome.PASS


def test_a_notice_without_generations_asks_no_abstract_of_the_ascendant() -> None:
    parent = SPOUSE | {"id": "mom", "relation": "parent", "birth": "1950-05-05"}
    facts = facts_for(people=[ME, parent], supply="generations")

    with_it = [one.terms.id for one in required_papers(facts, the_notice())]
    without = required_papers(facts, replace(the_notice(), generations=None))

    assert with_it == [*COMMON, "dependant-abstract"]
    assert [one.terms.id for one in without] == COMMON


def test_the_ascendant_whose_abstract_came_is_the_one_asked() -> None:
    mother = SPOUSE | {
        "id": "mom", "name": "박예시", "relation": "parent", "birth": "1950-05-05",
        "registered_on": "2022-01-01", "together_since": "2015-01-01",
    }  # fmt: skip
    father = mother | {"id": "dad", "name": "김어른", "together_since": "2018-01-01"}
    paper = ISSUED | {
        "id": "d", "kind": "dependant-abstract", "subject": "dad", "shows": ["address-history"],
    }  # fmt: skip

    def elder(papers: list[dict[str, Any]]) -> str:
        people = [ME, father, mother]
        facts = facts_for(people=people, supply="generations", papers=papers)
        return required_papers(facts, the_notice())[-1].name

    assert elder([]) == "피부양자 주민등록표초본 (박예시)"
    assert elder([paper]) == "피부양자 주민등록표초본 (김어른)"


def test_what_is_on_each_line_is_read_out() -> None:
    papers = [
        ISSUED | {"id": "f", "kind": "family-certificate"},
        ISSUED | {"id": "a", "kind": "resident-abstract", "shows": ["address-history"]},
        MAIL | {"id": "c", "kind": "consent", "postmarked_on": "2023-12-20"},
    ]
    finding: Finding = judge(documents, people=[ME], papers=papers, reviewed_on=date(2024, 1, 4))

    assert [one.value for one in finding.readings] == [
        "제출기간 전 소인 · 전원 제출",
        "미확인 · 전원 제출",
        "아직 받지 못함 · 전원 제출",
        "적합 · 전원 제출",
    ]
