"""The bad input of the issue: each kind of file understood, or refused with the reason."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ipju.domain.spreadsheet import UnreadableBook
from ipju.services.import_applications import check, import_checked, open_file
from ipju.services.office import Office
from tests.services.applications_file import (
    FIRST,
    HEADS,
    NOTICE,
    SECOND,
    checked,
    numbers,
    told,
    written,
)


def test_merged_cells_among_the_rows_are_refused_and_a_title_above_is_not(
    office: Office, tmp_path: Path
) -> None:
    def merge(book: Any, page: Any) -> None:
        page.merge_range(0, 0, 0, 6, "2023년 제3차 신청 명단")
        page.merge_range("C4:C5", "일반공급", book.add_format({"bold": True}))

    path = written(tmp_path / "a.xlsx", ("제목",), (), HEADS, FIRST, SECOND, also=merge)
    words = dict(told(checked(office, path)))
    assert list(words) == ["C4", "C5"]
    assert "병합된 셀(C4:C5)" in words["C4"]
    whole = written(
        tmp_path / "b.xlsx",
        *(("제목",), (), HEADS, FIRST, SECOND),
        also=lambda _book, page: page.merge_range(0, 0, 1, 6, "2023년 제3차 신청 명단"),
    )
    assert told(checked(office, whole)) == []


def test_formula_errors_are_named(office: Office, tmp_path: Path) -> None:
    def spoil(_book: Any, page: Any) -> None:
        page.write_formula(1, 3, "=VLOOKUP(A2,Z:Z,1,0)", None, "#N/A")
        page.write_formula(2, 5, "=X1", None, "#REF!")

    words = dict(
        told(checked(office, written(tmp_path / "a.xlsx", HEADS, FIRST, SECOND, also=spoil)))
    )
    assert list(words) == ["D2", "F3"]
    assert "#N/A" in words["D2"]
    assert "#REF!" in words["F3"]


def test_hidden_rows_come_in_too_and_that_is_said(office: Office, tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.xlsx",
        *(HEADS, FIRST, SECOND),
        also=lambda _book, page: page.set_row(2, None, None, {"hidden": True}),
    )
    found = checked(office, path)
    assert found.notes == ("숨긴 행 1개(3)도 함께 받습니다.",)
    assert import_checked(office, found).cases == 2


def test_of_two_sheets_a_person_chooses_and_the_rest_is_said(
    office: Office, tmp_path: Path
) -> None:
    def more(book: Any, _page: Any) -> None:
        for name, hide in (("신청 2", False), ("지난 차수", True)):
            page = book.add_worksheet(name)
            page.write_row(0, 0, HEADS)
            page.write_row(1, 0, SECOND)
            if hide:
                page.hide()
        book.add_worksheet("빈 시트")

    opened = open_file(office, NOTICE, written(tmp_path / "a.xlsx", HEADS, FIRST, also=more))
    assert [one.name for one in opened.candidates] == ["신청", "신청 2"]
    found = check(office, opened, opened.candidates[1], opened.candidates[1].columns)
    assert found.sheet == "신청 2"
    assert found.notes == (
        "시트 '신청'의 1행은 받지 않습니다.",
        "숨긴 시트 '지난 차수'의 1행은 받지 않습니다.",
    )
    import_checked(office, found)
    assert numbers(office) == ["A-2"]


def test_dates_as_text_numbers_and_days_of_excel_are_one_date(
    office: Office, tmp_path: Path
) -> None:
    heads = ("신청일시", "공급유형", "성명", "생년월일")
    births: list[object] = ["1990-01-01", "1990.1.1.", 32874, 19900101, "90.01.01", "900101"]
    rows = [("2023-12-27 14:12", "일반", f"김예시{at}", one) for at, one in enumerate(births)]

    def day(book: Any, page: Any) -> None:
        look = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(7, 0, (45287.591666667, "일반", "김견본"))
        page.write_datetime(7, 3, date(1990, 1, 1), look)

    found = checked(office, written(tmp_path / "a.xlsx", heads, *rows, also=day))
    assert told(found) == []
    assert {one.people[0].birth for one in found.cases} == {date(1990, 1, 1)}
    assert found.cases[-1].applied_at == datetime(2023, 12, 27, 5, 12, tzinfo=UTC)


def test_six_digits_that_lost_their_zero_are_not_taken_for_a_day_of_excel(
    office: Office, tmp_path: Path
) -> None:
    heads = ("공급유형", "성명", "생년월일")
    rows = (("일반", "김예시", 900101), ("일반", "박보기", 50101), ("일반", "최가상", 20050101))
    found = checked(office, written(tmp_path / "a.xlsx", heads, *rows))
    assert [one for one, _words in told(found)] == ["C3"]
    assert "앞의 0이 빠졌습니다" in told(found)[0][1]


def test_resident_numbers_that_lost_their_zeros_come_back_and_that_is_said(
    office: Office, tmp_path: Path
) -> None:
    rows = (
        ("일반", "김예시", 101013234567),
        ("일반", "박보기", 9001011234567),
        ("일반", "최가상", 101011234567),
        ("일반", "정연습", "101013234567"),
    )
    path = written(tmp_path / "a.xlsx", ("공급유형", "성명", "주민등록번호"), *rows)
    found = checked(office, path)
    assert [one for one, _words in told(found)] == ["C4", "C5"]
    assert "1개를 채웠습니다(C2)" in found.notes[0]
    assert found.cases[0].people[0].rrn == "0101013234567"
    assert "0101013234567" not in repr(found)


def test_a_birth_date_that_differs_from_the_number_is_named(office: Office, tmp_path: Path) -> None:
    heads = ("공급유형", "성명", "주민등록번호", "생년월일")
    row = ("일반", "김예시", "900101-1234567", "1991-01-01")
    found = checked(office, written(tmp_path / "a.xlsx", heads, row))
    assert [one for one, _words in told(found)] == ["C2"]


def test_a_spouse_without_a_name_is_named(office: Office, tmp_path: Path) -> None:
    heads = ("공급유형", "성명", "생년월일", "배우자 성명", "배우자 생년월일", "혼인신고일")
    rows = (
        ("일반", "김예시", "1990-01-01", "", "1991-01-01", ""),
        ("일반", "박보기", "1990-01-01", "-", "", "2018-05-05"),
        ("일반", "최가상", "1990-01-01", "이보기", "1991-01-01", "1980-05-05"),
        ("일반", "정연습", "1990-01-01", "없음", "", ""),
    )
    found = checked(office, written(tmp_path / "a.xlsx", heads, *rows))
    assert [one for one, _words in told(found)] == ["D2", "D3", "F4"]


@pytest.mark.parametrize("encoding", ["cp949", "utf-8", "utf-8-sig"])
def test_a_table_in_cp949_comes_in(office: Office, tmp_path: Path, encoding: str) -> None:
    lines = (HEADS, FIRST, tuple(str(one) for one in SECOND))
    path = tmp_path / "a.csv"
    text = "\r\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    path.write_bytes(text.encode(encoding))
    found = checked(office, path)
    assert told(found) == []
    assert [one.people[0].name for one in found.cases] == ["김예시", "박보기"]
    assert found.cases[1].phone == "010-0000-0002"


def test_a_locked_an_old_and_a_spoiled_file_are_refused(office: Office, tmp_path: Path) -> None:
    compound = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
    for name, content, words in (
        ("a.xlsx", compound + "EncryptedPackage".encode("utf-16-le"), "암호"),
        ("b.xls", compound, "오래된 엑셀 형식"),
        ("c.xlsx", b"PK\x03\x04" + bytes(64), "손상"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableBook, match=words):
            open_file(office, NOTICE, tmp_path / name)
