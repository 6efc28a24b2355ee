"""Cells of query results: understood as they are written, or refused with what to do."""

from datetime import date
from decimal import Decimal

import pytest

from ipju.domain.property import CarKind
from ipju.domain.spreadsheet import Book, CellError, ReadSheet, type_of_cell
from ipju.services.import_cells import BadValue
from ipju.services.office import Office
from ipju.services.query_cells import area_in, choice_in, share_in, won_in, yes_in
from ipju.services.query_sheets import BadResult, results_in, rows_of
from tests.services.query_files import GILDONG, INCOME, NOTICE, NUMBER


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (3_200_000, 3_200_000),
        ("3,200,000원", 3_200_000),
        (Decimal("3200000.0"), 3_200_000),
        ("0", 0),
        ("３２００원", 3_200),
    ],
)
def test_amounts_are_read_however_they_are_written(cell: type_of_cell, amount: int) -> None:
    assert won_in(cell) == amount


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("삼백만", "숫자가 아닙니다"),
        ("NaN", "숫자가 아닙니다"),
        ("1,23,4", "숫자가 아닙니다"),
        ("1e6", "숫자가 아닙니다"),
        ("1_000", "숫자가 아닙니다"),
        ("(1,000)", "숫자가 아닙니다"),
        (Decimal("1.5"), "정수로"),
        (-1, "0원보다 작거나"),
        (10**15, "너무 큽니다"),
        (date(2024, 1, 1), "날짜로 되어"),
    ],
)
def test_amounts_that_are_none_are_refused(cell: type_of_cell, words: str) -> None:
    with pytest.raises(BadValue, match=words):
        won_in(cell)


def test_areas_are_kept_to_the_hundredth_and_never_rounded() -> None:
    assert [area_in(one) for one in (480, "84.97㎡", Decimal("1234.5"))] == [48000, 8497, 123450]
    for cell, words in (("84.971", "둘째 자리"), (0, "0보다 크지"), (date(2024, 1, 1), "날짜로")):
        with pytest.raises(BadValue, match=words):
            area_in(cell)


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("1/2", (1, 2)),
        ("3분의 1", (1, 3)),
        ("50%", (1, 2)),
        (Decimal("0.25"), (1, 4)),
        (1, (1, 1)),
        ("단독소유", (1, 1)),
    ],
)
def test_shares_are_exact_fractions(cell: type_of_cell, share: tuple[int, int]) -> None:
    assert share_in(cell) == share


def test_a_share_that_excel_made_a_date_is_told_apart() -> None:
    with pytest.raises(BadValue, match="지분을 날짜로 바꾸었습니다"):
        share_in(date(2024, 1, 2))
    for cell in ("3/2", 0, "0/3", "절반"):
        with pytest.raises(BadValue):
            share_in(cell)


def test_yes_and_no_are_told_apart_from_anything_else() -> None:
    assert [yes_in(one) for one in ("예", " y ", "아니요", "N")] == [True, True, False, False]
    for cell in ("글쎄", 1):
        with pytest.raises(BadValue, match="예 또는 아니요"):
            yes_in(cell)


def test_a_column_that_is_there_twice_is_refused_and_its_own_head_goes_before_another(
    office: Office,
) -> None:
    def read(*heads: str) -> list[tuple[str, str]]:
        sheet = ReadSheet(name="소득", rows=(heads, (NUMBER, "홍길동", GILDONG, "없음")))
        found = results_in(Book(name="a.xlsx", sheets=(sheet,)), office.notices.get(NOTICE))
        return [(one.cell, one.message) for one in found.bad]

    assert read(*INCOME, "월 소득(원)") == [
        ("소득!H1", "'월 소득(원)' 열이 두 번 있습니다. 하나만 남기고 지우세요.")
    ]
    assert read(*INCOME, "월소득액") == []


def test_words_may_be_shortened_while_they_mean_one_thing() -> None:
    assert choice_in("승용차"[:2], CarKind) is CarKind.PASSENGER
    assert choice_in(" 승 용 ", CarKind) is CarKind.PASSENGER
    with pytest.raises(BadValue, match="승용, 승합, 화물, 특수, 이륜 가운데"):
        choice_in("승", CarKind)


def test_odd_sheets_are_taken_with_words_or_refused_cell_by_cell(office: Office) -> None:
    notice = office.notices.get(NOTICE)
    row = (NUMBER, "홍길동", GILDONG, "상시근로소득", "국세청", "가게")
    book = Book(
        name="결과.xlsx",
        sheets=(
            ReadSheet(
                name="소득",
                rows=(
                    ("2024년 소득 조회 결과", *(None,) * 6),
                    INCOME,
                    (*row, CellError(text="#REF!")),
                    (*row[:3], "없음", None, None, 5),
                    (*row[:5], "다른 가게", 7),
                ),
                merged=((3, 0, 4, 0),),
                hidden_rows=(4,),
            ),
            ReadSheet(name="숨김", rows=(INCOME, (*row, 1)), hidden=True),
        ),
    )
    found = results_in(book, notice)
    assert found.notes == [
        "'소득': 숨긴 행 1개도 함께 받습니다.",
        "'숨김': 숨긴 시트라서 받지 않습니다.",
    ]
    assert [(one.cell, one.message.split(".")[0]) for one in found.bad] == [
        ("소득!A4", "병합된 셀(A4:A5)입니다")
    ]
    bad: list[BadResult] = []
    (read,) = rows_of(found.pages[0], notice, bad)
    assert (read.row, read.values["monthly"]) == (4, 7)
    assert [(one.cell, one.message.split(".")[0]) for one in bad] == [
        ("소득!G3", "수식이 잘못된 셀입니다(#REF!)"),
        ("소득!G4", "'없음'이라고 적은 행에 값이 있습니다"),
    ]
