"""Decision letters of an operator who prints no period, no phone and no remedies of law."""

import re
from dataclasses import replace
from datetime import date

import pytest

from ipju.domain.case import Case
from ipju.domain.decision import Verdict
from ipju.domain.editing import change
from ipju.services.issue_letter import (
    NotComplete,
    explanation_asked,
    issue,
    letter_preview,
)
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.print_form import preview_form
from ipju.services.record import record
from tests.services.deciding import Chairs, approved, chairs
from tests.services.desk import text_of
from tests.services.rooms import desk_on, youth

DAY, LAST = date(2024, 2, 20), date(2024, 3, 5)


@pytest.fixture
def desk(office: Office) -> Chairs:
    return desk_on(chairs(office), DAY)


@pytest.fixture
def fit(desk: Chairs) -> Case:
    """Somebody who qualifies and gave an e-mail address alone."""
    return add_case(desk.park, replace(youth("2023-T-0001"), email="yesi@example.com")).case


@pytest.fixture
def older(desk: Chairs, fit: Case) -> Case:
    """Somebody born before the years the notice prints."""
    edit = change(fit, ("people", fit.people[0].id, "birth"), date(1983, 12, 15))
    return record(desk.park, fit.id, [edit]).case


def told(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", text_of(pdf))


def test_a_refusal_goes_out_with_the_last_day_the_officer_gives(desk: Chairs, older: Case) -> None:
    done = approved(desk, older, Verdict.INELIGIBLE)
    assert explanation_asked(desk.park, done.id)
    assert "발급할 때 담당자가 기한을 정해" in told(letter_preview(desk.park, done.id))
    with pytest.raises(NotComplete, match="소명 기한"):
        issue(desk.park, done.id)
    with pytest.raises(NotComplete, match=r"소명 기간.*지났으니"):
        issue(desk.park, done.id, date(2024, 2, 19))
    letter = issue(desk.park, done.id, LAST).letter
    text = told(letter.pdf)
    for words in (
        "사회복지법인 백암복지재단", "yesi@example.com", "부적격", "나이",
        "2024. 2. 20.(화) ~ 2024. 3. 5.(화)", "baekamfd@naver.com", "카카오톡채널 '백암재단'",
    ):  # fmt: skip
        assert words in text, words
    for words in (
        "발급할 때 담당자가", "행정심판", "행정절차법", "서울주택도시공사", "우편 소인", "(대표",
    ):  # fmt: skip
        assert words not in text, words


def test_an_officer_without_a_phone_is_reached_where_the_operator_is(
    desk: Chairs, fit: Case
) -> None:
    with desk.park.store.unit() as unit:
        unit.accounts.save(replace(unit.accounts.get(desk.park.actor.id), phone=""))
    done = approved(desk, fit)
    assert "카카오톡채널 '백암재단'" in told(issue(desk.park, done.id).letter.pdf)


def test_who_qualifies_reads_what_comes_next_and_no_law_of_remedies(
    desk: Chairs, fit: Case
) -> None:
    done = approved(desk, fit)
    assert not explanation_asked(desk.park, done.id)
    text = told(issue(desk.park, done.id).letter.pdf)
    for words in (
        "적격", "예비입주자 순번은 개별로", "임대차계약이 끝날 때까지 주택을 소유하지 않아야",
        "카카오톡채널 '백암재단'", "총자산",
    ):  # fmt: skip
        assert words in text, words
    for words in ("가점", "권리분석", "행정심판", "()"):
        assert words not in text, words


def test_papers_are_asked_for_by_e_mail_with_its_subject(desk: Chairs, fit: Case) -> None:
    edit = change(fit, ("papers",), tuple(one for one in fit.papers if "consent" not in one.kind))
    bare = record(desk.park, fit.id, [edit]).case
    text = told(preview_form(desk.park, bare, "supplement"))
    for words in (
        "baekamfd@naver.com", "전자우편", "“2024년 백암복지재단 장안파크빌1-김예시”",
        "세대구성원 모두가 두 칸에 모두 서명해", "카카오톡채널 '백암재단'",
    ):  # fmt: skip
        assert words in text, words
    assert "팩스" not in text
    assert "등기" not in text


def test_the_receipt_tells_the_building_and_no_postmark(desk: Chairs, fit: Case) -> None:
    text = told(preview_form(desk.park, fit, "receipt"))
    for words in ("신청 주택 장안파크빌1", "접수 방법 전자우편", "2024-01-05 제출"):
        assert words in text, words
    for words in ("소인", "돌려드리지", "(대표 )"):
        assert words not in text, words


def test_a_letter_without_any_address_stays(desk: Chairs, fit: Case) -> None:
    nowhere = record(desk.park, fit.id, [change(fit, ("email",), "")]).case
    done = approved(desk, nowhere)
    with pytest.raises(NotComplete, match="받는 사람의 주소"):
        issue(desk.park, done.id)


def test_a_second_column_left_empty_is_asked_for_again(desk: Chairs, fit: Case) -> None:
    form = next(one for one in fit.papers if one.kind == "financial-consent")
    place = ("papers", form.id, "signatures", form.signatures[0].id, "unnotified")
    half = record(desk.park, fit.id, [change(fit, place, False)]).case
    text = told(preview_form(desk.park, half, "supplement"))
    assert "금융정보 등 제공 동의서" in text
    assert "두 칸에 모두 서명한 동의서를 다시" in text
