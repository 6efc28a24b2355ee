"""Areas, registration numbers, shares, clauses and the few questions a case answers itself."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest

from ipju.domain.area import square_metres
from ipju.domain.finding import WORST_FIRST, Clause, Outcome
from ipju.domain.person import Relation
from ipju.domain.rrn import birth_of, check_digit_fits, is_foreigner_number, masked, parse_rrn
from ipju.domain.share import OwnerShare
from tests.rules.cases import case_of, the_notice


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [(0, "0.00㎡"), (5230, "52.30㎡"), (6005, "60.05㎡"), (123456789, "1,234,567.89㎡")],
)
def test_an_area_is_written_with_two_decimals(hundredths: int, text: str) -> None:
    assert square_metres(hundredths) == text


# Numbers nobody has: their serial part is all zeros or nines.
@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("900101-1000000", date(1990, 1, 1)),
        ("040229 3000000", date(2004, 2, 29)),
        ("9912319999999", date(1899, 12, 31)),
        ("850505-5000000", date(1985, 5, 5)),
        ("050505-7000000", date(2005, 5, 5)),
    ],
)
def test_a_number_states_the_birth_date(text: str, birth: date) -> None:
    assert birth_of(parse_rrn(text)) == birth


@pytest.mark.parametrize("text", ["", "900101-100000", "90010a-1000000", "９００１０１1000000"])
def test_a_number_has_thirteen_digits(text: str) -> None:
    with pytest.raises(ValueError, match="숫자 13자리"):
        parse_rrn(text)


@pytest.mark.parametrize("text", ["901301-1000000", "050229-3000000", "900100-2000000"])
def test_a_number_with_an_impossible_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="달력에 없는 날짜"):
        parse_rrn(text)


def test_lists_and_letters_show_the_masked_number() -> None:
    assert masked("9001011000000") == "900101-1******"


def test_foreigner_numbers_are_told_apart() -> None:
    assert [is_foreigner_number(f"900101{digit}000000") for digit in "0123456789"] == [
        False, False, False, False, False, True, True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize("century", ["1", "5"])
def test_exactly_one_last_digit_fits_the_old_check_sum(century: str) -> None:
    fitting = [digit for digit in "0123456789" if check_digit_fits(f"900101{century}00000{digit}")]
    assert len(fitting) == 1


def test_foreigner_numbers_shift_the_check_digit_by_two() -> None:
    plain = next(d for d in range(10) if check_digit_fits(f"900101100000{d}"))
    # 5 stands where 1 stood, weighted by 8: 32 more, 10 modulo 11, and the shift of 2.
    foreign = next(d for d in range(10) if check_digit_fits(f"900101500000{d}"))
    total = sum(int(a) * b for a, b in zip("900101100000", (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5),
                                           strict=True))  # fmt: skip
    assert plain == (11 - total % 11) % 10
    assert foreign == ((11 - (total + 4 * 8) % 11) % 10 + 2) % 10


def test_a_share_is_an_exact_fraction() -> None:
    share = OwnerShare(id=UUID(int=1), numerator=1, denominator=3)
    assert share.fraction == Fraction(1, 3)
    assert OwnerShare(id=UUID(int=2)).fraction == 1


def test_a_clause_is_read_out_with_its_chapter() -> None:
    assert str(Clause(chapter="2장", heading="선정방법")) == "2장 선정방법"


def test_outcomes_are_ordered_by_what_a_person_must_do() -> None:
    assert set(WORST_FIRST) == set(Outcome)
    assert WORST_FIRST[0] is Outcome.FAIL
    assert [one.label for one in Outcome] == ["적합", "부적합", "판단 필요", "미확인", "해당 없음"]


def test_a_case_knows_its_applicant_and_people_by_id() -> None:
    case = case_of(people=[{"id": "me", "name": "김예시", "relation": "self"}])
    applicant = case.applicant

    assert applicant is not None
    assert applicant.relation is Relation.SELF
    assert case.person(applicant.id) is applicant
    assert case.person(None) is None
    assert case_of().applicant is None


def test_the_latest_signed_answer_counts_and_each_subject_has_its_own() -> None:
    answer = {"question": "household/A7", "officer": "박견본", "reason": "확인"}
    case = case_of(
        answers=[
            {**answer, "id": "a", "choice": "refuse", "answered_at": "2024-01-09T10:00:00Z"},
            {**answer, "id": "b", "choice": "recognise", "answered_at": "2024-01-10T10:00:00Z"},
            {
                **answer, "id": "c", "choice": "refuse", "answered_at": "2024-01-11T10:00:00Z",
                "subject": "baby",
            },
        ]
    )  # fmt: skip
    latest = case.answer("household/A7")

    assert latest is not None
    assert latest.choice == "recognise"
    assert case.answer("household/A12") is None
    assert case.answer("household/A7", case.answers[2].subject) is case.answers[2]


def test_a_notice_names_its_day_and_the_chosen_reading() -> None:
    assert the_notice().day == date(2023, 12, 15)
    assert the_notice().reading("A15") == "inclusive"
    with pytest.raises(KeyError):
        the_notice().reading("Z9")
