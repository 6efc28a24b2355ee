"""④ of the scholar criteria: what is read out, whom it does not concern, who may not pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.finding import Finding, Outcome
from ipju.domain.notice import printed
from ipju.domain.scholar import Student
from ipju.rules.scholar import scholar
from tests.rules.letting_cases import facts_for, judge, notice

STUDY: dict[str, Any] = {
    "level": "undergraduate", "student": "enrolled", "until": "2025-02-28", "separate": True,
}  # fmt: skip


def judged(**fields: Any) -> Finding:
    return judge(scholar, supply="scholar", scholar=STUDY | fields)


def test_what_is_recorded_is_read_out_and_the_result_with_it() -> None:
    finding = judged(result="selected", result_on="2024-02-14")

    assert [(one.label, one.value) for one in finding.readings] == [
        ("학적", "재학생"),
        ("과정", "학부"),
        ("재학 예정 마지막 날", "2025-02-28 (금)"),
        ("단독세대", "예"),
        ("장학생 선정 결과", "선정"),
    ]
    assert finding.sentence == "2024-12-31 (화)까지 재학하는 재학생입니다."
    assert str(finding.clause) == "Ⅳ장 장학생 선정기준 ④"


def test_who_shares_a_household_is_sent_where_the_notice_says() -> None:
    finding = judged(separate=False)

    assert finding.questions[0].quote == printed(notice().scholar).question_to
    assert str(finding.clause) == "Ⅴ장 신청절차"


def test_a_notice_without_scholars_judges_none() -> None:
    other = replace(notice(), scholar=None)
    finding = scholar(facts_for(other, supply="scholar", scholar=STUDY), other)

    assert (finding.outcome, finding.sentence) == (
        Outcome.NA,
        "이 공고에는 장학생 모집이 없습니다.",
    )


DAYS = st.dates(date(2023, 12, 1), date(2026, 12, 31))


@given(st.sampled_from(list(Student)), DAYS)
def test_only_a_student_enrolled_through_the_year_passes(student: Student, until: date) -> None:
    finding = judged(student=student.value, until=until.isoformat())

    may = student not in (Student.ON_LEAVE, Student.GRADUATED) and until >= date(2024, 12, 31)
    assert finding.outcome is (Outcome.PASS if may else Outcome.FAIL)


@given(
    st.sampled_from([None, *Student]),
    st.one_of(st.none(), DAYS),
    st.sampled_from([None, True, False]),
)
def test_what_is_not_recorded_is_neither_a_pass_nor_made_up(
    student: Student | None, until: date | None, separate: bool | None
) -> None:
    finding = judged(
        student=student.value if student else None,
        until=until.isoformat() if until else None,
        separate=separate,
    )

    if None in (student, until, separate):
        assert finding.outcome is not Outcome.PASS
    if finding.outcome is Outcome.MISSING:
        assert finding.missing
