"""Somebody who opens a notice reads all of it in Korean, with the clause beside each value."""

from __future__ import annotations

import re

import pytest

from ipju.domain.notice import Notice
from ipju.notices.description import Row, describe


def rows(notice: Notice) -> dict[str, Row]:
    return {row.label: row for section in describe(notice) for row in section.rows}


def test_values_stand_with_their_clause(notice: Notice) -> None:
    found = rows(notice)
    income = found["소득 한도(100%) 4인"]
    assert (income.value, str(income.clause)) == ("7,622,056원", "2장 일반공급 ①")
    area = found["전용면적 한도(여러 명 가구)"]
    assert (area.value, str(area.clause)) == ("85.00㎡", "1장 대상주택 면적")
    assert found["전월세 전환율"].value == "4%"
    assert found["보유 기간(계약자)"].value == "영구"
    assert found["지원금 1구간"].value == "보증금 1억 5,000만원 이하: 50%, 최대 4,500만원"


def test_a_paper_is_one_line(notice: Notice) -> None:
    assert rows(notice)["임신진단서"].value == (
        "제출 대상: 태아를 인정받는 경우 · 누구의 서류: 임신한 세대원 · "
        "발급처: 의료법에 의한 의료기관 · 원본: 필요 · 표기사항: 임신주수, 태아 수 · "
        "대신 받지 않는 서류: 임신확인서, 진료내역확인서"
    )


def test_an_open_point_shows_both_readings(notice: Notice) -> None:
    row = rows(notice)["월세의 1억5천만원 기준 B20"]
    assert "정한 해석: 보증부월세의 1억5천만원 기준은 기본보증금으로 본다." in row.value
    assert "다른 해석: " in row.value
    assert "정한 까닭: " in row.value


def test_alternative_papers(notice: Notice) -> None:
    assert "자활근로자 확인서 + 사회보장급여결정통지서 / " in rows(notice)["차상위계층"].value


@pytest.mark.parametrize("which", ["notice", "rooms_notice"])
def test_nothing_is_english_but_the_addresses(which: str, request: pytest.FixtureRequest) -> None:
    for section in describe(request.getfixturevalue(which)):
        assert section.rows
        for row in section.rows:
            text = f"{section.title} {row.label} {row.value}"
            text = re.sub(r"www\.i-sh\.co\.kr|baekamfd@naver\.com", "", text)
            assert not re.search("[a-z]{2,}|[{}]|None|True|False", text), text


@pytest.mark.parametrize("which", ["notice", "rooms_notice"])
def test_every_limit_has_a_clause(which: str, request: pytest.FixtureRequest) -> None:
    for section in describe(request.getfixturevalue(which)):
        if section.title not in {"공고", "담당 기관", "공고 해석"}:
            assert all(row.clause for row in section.rows), section.title


def test_rooms_and_scholar_papers_are_lines_of_their_own(rooms_notice: Notice) -> None:
    found = rows(rooms_notice)
    room = found["장안파크빌1 501호"]
    assert room.value == "27.43㎡ · 보증금 21,000,000원 · 월 임대료 248,580원"
    assert str(room.clause) == "Ⅱ장 공급주택"
    assert found["장학생 합격자 발표"].value == "2024-02-14 (수)"
    assert str(found["장학생 합격자 발표"].clause) == "Ⅰ장 장학생 모집일정"
    assert found["재적(휴학)증명서 또는 교육비 납입증명서"].value == (
        "낼 수 있는 서류: 재적(휴학)증명서 / 다음 학기 교육비 납입증명서 · 학적: 복학생"
    )
    assert found["사업자등록증"].value == (
        "낼 수 있는 서류: 사업자등록증 · 문구업계: 소매업 종사자의 자녀"
    )
    assert "기간: 2023년 9월, 2023년 10월, 2023년 11월" in " ".join(
        row.value for section in describe(rooms_notice) for row in section.rows
    )
    assert found["전자우편 제목과 파일 이름"].value == (
        "2024년 백암복지재단 (주택 이름)-(신청자 이름)"
    )
    married = found["혼인 중이 아닐 것"]
    assert (married.value, str(married.clause)) == ("공고에 적힘", "Ⅲ장 2. 자격요건 ②")


def test_a_day_or_an_office_the_notice_does_not_print_has_no_line(rooms_notice: Notice) -> None:
    found = rows(rooms_notice)
    assert "전화" not in found
    assert "청약 접수 마감" not in found
    assert found["문의"].value.startswith("카카오톡채널 '백암재단'")
