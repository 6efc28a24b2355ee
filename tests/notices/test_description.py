"""Somebody who opens a notice reads all of it in Korean, with the clause beside each value."""

from __future__ import annotations

import re

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


def test_nothing_is_english_but_the_web_address(notice: Notice) -> None:
    for section in describe(notice):
        assert section.rows
        for row in section.rows:
            text = f"{section.title} {row.label} {row.value}".replace("www.i-sh.co.kr", "")
            assert not re.search("[a-z]{2,}", text), text


def test_every_limit_has_a_clause(notice: Notice) -> None:
    without = {section.title for section in describe(notice) if not section.rows[0].clause}
    assert without == {"공고", "담당 기관", "공고 해석"}
