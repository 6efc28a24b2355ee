"""What people and systems write into cells, and what the program takes it for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from ipju.domain.case import IncomeBox, Supply, Vulnerable
from ipju.services.import_cells import (
    BadValue,
    box_in,
    count_in,
    day_in,
    is_nothing,
    moment_in,
    phone_in,
    postcode_in,
    rrn_in,
    supply_in,
    text_in,
    vulnerable_in,
    years_in,
)

DAY = date(2023, 12, 15)
MOMENT = datetime(2023, 12, 27, 5, 12, tzinfo=UTC)
SUPPLIES = (Supply.GENERAL, Supply.NEWLYWED, Supply.GENERATIONS)


def supply(cell: Any) -> Supply:
    return supply_in(cell, SUPPLIES)


def ground(cell: Any) -> Vulnerable:
    return vulnerable_in(cell, Vulnerable)


def points(cell: Any) -> int:
    return count_in(cell, 3, "점수는")


@pytest.mark.parametrize(
    ("read", "cell", "fact"),
    [
        (text_in, "  홍\u200b길동 \n", "홍길동"),
        (text_in, "\u202e홍길동\u3164", "홍길동"),
        (text_in, "홍길동", "홍길동"),
        (text_in, 17, "17"),
        (day_in, DAY, DAY),
        (day_in, datetime(2023, 12, 15, 9, 0, tzinfo=UTC), DAY),
        (day_in, "2023-12-15", DAY),
        (day_in, "2023. 12. 15.", DAY),
        (day_in, "2023년 12월 15일", DAY),
        (day_in, "2023-12-15 00:00:00", DAY),
        (day_in, "231215", DAY),
        (day_in, 20231215, DAY),
        (day_in, 231215, DAY),
        (day_in, 45275, DAY),
        (day_in, "45275", DAY),
        (day_in, Decimal("45275.5"), DAY),
        (moment_in, datetime.fromisoformat("2023-12-27T14:12"), MOMENT),
        (moment_in, "2023-12-27 14:12", MOMENT),
        (moment_in, "2023.12.27. 14:12:00", MOMENT),
        (moment_in, "2023-12-27T14:12:00.000", MOMENT),
        (moment_in, "20231227 14:12", MOMENT),
        (moment_in, "2023-12-27 오후 2:12:00", MOMENT),
        (moment_in, "2023년 12월 27일 14시 12분", MOMENT),
        (moment_in, "2023-12-27 02:12 PM", MOMENT),
        (moment_in, Decimal("45287.591666667"), MOMENT),
        (rrn_in, "900101-1234567", ("9001011234567", False)),
        (rrn_in, 9001011234567, ("9001011234567", False)),
        (rrn_in, " 010101 – 3234567 ", ("0101013234567", False)),
        (rrn_in, 101013234567, ("0101013234567", True)),
        (rrn_in, 1013234567, ("0001013234567", True)),
        (phone_in, "010-0000-1234", "010-0000-1234"),
        (phone_in, "010 0000 1234", "010-0000-1234"),
        (phone_in, 1000001234, "010-0000-1234"),
        (phone_in, "+82 10-0000-1234", "010-0000-1234"),
        (phone_in, 212345678, "02-1234-5678"),
        (phone_in, "02-123-4567", "02-123-4567"),
        (phone_in, "1600-3456", "1600-3456"),
        (postcode_in, 1234, "01234"),
        (postcode_in, "[06336]", "06336"),
        (supply, "일반", Supply.GENERAL),
        (supply, "특별공급 (신혼부부)", Supply.NEWLYWED),
        (supply, "세대통합 특별공급", Supply.GENERATIONS),
        (box_in, "50% 이하", IncomeBox.HALF),
        (box_in, "100퍼센트", IncomeBox.FULL),
        (box_in, Decimal("0.5"), IncomeBox.HALF),
        (box_in, 1, IncomeBox.FULL),
        (points, "3점", 3),
        (years_in, 5, 5),
        (years_in, "5년 3개월", 5),
        (years_in, "만 34세", 34),
        (years_in, "2명", 2),
        (points, 0, 0),
        (ground, "기초생활 수급자", Vulnerable.BASIC_LIVELIHOOD),
        (ground, "차상위", Vulnerable.NEAR_POOR),
        (ground, "지원대상 한부모가족", Vulnerable.SINGLE_PARENT),
    ],
)
def test_a_cell_is_read_as_it_was_meant(
    read: Callable[[Any], Any], cell: Any, fact: object
) -> None:
    assert read(cell) == fact


@pytest.mark.parametrize(
    ("read", "cell", "words"),
    [
        (text_in, True, "참·거짓"),
        (day_in, "2023-02-30", "달력에 없는"),
        (day_in, "작년 겨울", "날짜가 아닙니다"),
        (day_in, 7, "날짜가 아닙니다"),
        (day_in, Decimal("3.5"), "날짜가 아닌 숫자"),
        (moment_in, DAY, "시각이 없습니다"),
        (moment_in, "2023-12-27", "시각이 없습니다"),
        (moment_in, "2023-12-27T14:12:00Z", "날짜와 시각이 아닙니다"),
        (moment_in, None, "날짜와 시각이 아닙니다"),
        (moment_in, "2023-12-27 25:12", "23:59까지"),
        (moment_in, "2023-02-30 14:12", "달력에 없는"),
        (rrn_in, "900101-1******", "가려져"),
        (rrn_in, "9.00101E+12", "끝자리를 알 수 없습니다"),
        (rrn_in, Decimal("9001011234567.5"), "끝자리를 알 수 없습니다"),
        (rrn_in, "101013234567", "12자리입니다"),
        (rrn_in, 101011234567, "빠진 자리를 알 수 없습니다(1901년생)"),
        (rrn_in, 991313234567, "12자리입니다"),
        (rrn_in, "9013011234567", "달력에 없는"),
        (rrn_in, 123, "3자리입니다"),
        (phone_in, "전화 없음", "전화번호가 아닙니다"),
        (phone_in, 12345, "전화번호가 아닙니다"),
        (postcode_in, "123-456", "다섯 자리"),
        (supply, "특별공급", "공급유형이 아닙니다"),
        (supply, "장학생", "공급유형이 아닙니다"),
        (supply, "일반(신혼부부)", "공급유형이 아닙니다"),
        (box_in, "120% 이하", "50% 이하나 100% 이하"),
        (box_in, "50~100%", "50% 이하나 100% 이하"),
        (points, 4, "0부터 3까지"),
        (points, "많음", "0부터 3까지"),
        (years_in, Decimal("3.5"), "햇수나 사람 수가 아닙니다"),
        (years_in, "여럿", "햇수나 사람 수가 아닙니다"),
        (ground, "기타", "사회취약계층 사유가 아닙니다"),
    ],
)
def test_what_cannot_be_read_says_why(read: Callable[[Any], Any], cell: Any, words: str) -> None:
    with pytest.raises(BadValue) as refused:
        read(cell)
    assert words in str(refused.value)


def test_nothing_is_written_in_many_ways() -> None:
    for cell in (None, "", "  ", "-", "없음", "해당 없음", "N/A"):
        assert is_nothing(cell), cell
    for filled in (0, "0", False, "김예시"):
        assert not is_nothing(filled), filled
