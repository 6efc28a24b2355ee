"""Workbooks as other programs write them, or as nobody should: edited part by part."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ipju.domain.spreadsheet import CellError, UnreadableBook
from ipju.excel.books import ExcelBooks

SHEET = "xl/worksheets/sheet1.xml"
MIDNIGHT = datetime.fromisoformat("2023-12-27T00:00")


def book_of(path: Path, fill: Callable[[Any, Any], None]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        fill(book, book.add_worksheet("신청"))
    return path


def edited(path: Path, part: str, edit: Callable[[bytes], bytes]) -> Path:
    """Return a copy of a workbook with one of its parts changed."""
    other = path.with_name(f"edited-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            content = old.read(one.filename)
            changed = edit(content) if one.filename == part else content
            assert one.filename != part or changed != content
            new.writestr(one.filename, changed)
    return other


def two_rows(_book: Any, page: Any) -> None:
    page.write_row(0, 0, ("성명", "점수"))
    page.write_row(1, 0, ("김예시", 3))


def test_midnight_is_a_moment_where_the_cell_shows_a_time(tmp_path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        korean = book.add_format({"num_format": 'yyyy"년" m"월" d"일" h:mm;@'})
        own = book.add_format({"num_format": 22})
        for at, look in enumerate((moment, korean, own)):
            page.write_datetime(0, at, MIDNIGHT, look)
        page.write_datetime(0, 3, datetime.fromisoformat("2023-12-27T00:01"), moment)
        # The words of a format are no time: 'h' stands in quotes here.
        words = book.add_format({"num_format": 'yyyy-mm-dd" (h)"'})
        for at, look in ((4, book.add_format({"num_format": "yyyy-mm-dd"})), (5, words)):
            page.write_datetime(0, at, MIDNIGHT, look)
        page.write_blank(0, 6, None, moment)
        page.write_number(0, 7, 45287)

    sheet = ExcelBooks().read(book_of(tmp_path / "a.xlsx", fill)).sheets[0]
    day = date(2023, 12, 27)
    assert sheet.rows[0] == (
        *(MIDNIGHT, MIDNIGHT, MIDNIGHT, datetime.fromisoformat("2023-12-27T00:01")),
        *(day, day, None, 45287),
    )
    assert [type(one) for one in sheet.rows[0][:6]] == [datetime] * 4 + [date] * 2


def test_marks_in_single_quotes_and_small_letters_are_read_alike(tmp_path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        two_rows(book, page)
        page.write_formula(1, 2, "=X", None, "#REF!")
        page.set_row(1, None, None, {"hidden": True})

    def rewrite(content: bytes) -> bytes:
        single = re.sub(rb"<(?:row|c) [^>]*>", lambda found: found[0].replace(b'"', b"'"), content)
        return re.sub(rb"(?<=<c r=')[A-Z]+", lambda found: found[0].lower(), single)

    path = edited(book_of(tmp_path / "a.xlsx", fill), SHEET, rewrite)
    sheet = ExcelBooks().read(path).sheets[0]
    assert sheet.rows[1] == ("김예시", 3, CellError(text="#REF!"))
    assert sheet.hidden_rows == (1,)


@pytest.mark.parametrize("name", ["XFD1048576", "xfd1048576"])
def test_a_cell_that_says_it_stands_in_another_row_is_refused(tmp_path: Path, name: str) -> None:
    cell = f'<c r="{name}"><v>1</v></c></row>'.encode()
    path = edited(
        book_of(tmp_path / "a.xlsx", two_rows),
        SHEET,
        lambda content: content.replace(b"</row>", cell, 1),
    )
    with pytest.raises(UnreadableBook, match="손상되어"):
        ExcelBooks().read(path)


def test_cells_in_any_order_are_counted_before_they_are_laid_out(tmp_path: Path) -> None:
    def spread(content: bytes) -> bytes:
        far = content.replace(b'<c r="A2"', b'<c r="XFD2"><v>1</v></c><c r="A2"')
        last = b'<row r="140000"><c r="A140000"><v>1</v></c></row></sheetData>'
        return far.replace(b"</sheetData>", last)

    path = edited(book_of(tmp_path / "a.xlsx", two_rows), SHEET, spread)
    with pytest.raises(UnreadableBook, match="140,000행 16,384열"):
        ExcelBooks().read(path)


def test_cells_without_names_are_counted_too(tmp_path: Path) -> None:
    def unnamed(content: bytes) -> bytes:
        many = b"<c><v>1</v></c>" * 16_000
        row = b'<row r="3">' + many + b'</row><row r="140000"><c><v>1</v></c></row></sheetData>'
        return content.replace(b"</sheetData>", row)

    path = edited(book_of(tmp_path / "a.xlsx", two_rows), SHEET, unnamed)
    with pytest.raises(UnreadableBook, match="너무 넓습니다"):
        ExcelBooks().read(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml"])
def test_a_part_that_would_fill_the_memory_is_refused(tmp_path: Path, part: str) -> None:
    path = edited(
        book_of(tmp_path / "a.xlsx", two_rows),
        part,
        lambda content: content + b" " * 40_000_000,
    )
    with pytest.raises(UnreadableBook, match="손상되어"):
        ExcelBooks().read(path)


def test_a_part_in_an_encoding_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = edited(
        book_of(tmp_path / "a.xlsx", two_rows),
        "xl/workbook.xml",
        lambda content: content.replace(b"UTF-8", b"UUF-8"),
    )
    with pytest.raises(UnreadableBook, match="손상되어"):
        ExcelBooks().read(path)


def test_a_workbook_without_formats_is_read(tmp_path: Path) -> None:
    path = book_of(tmp_path / "a.xlsx", two_rows)
    bare = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for one in old.infolist():
            if one.filename != "xl/styles.xml":
                new.writestr(one.filename, old.read(one.filename))
    assert ExcelBooks().read(bare).sheets[0].rows[1] == ("김예시", 3)


def test_a_table_wider_than_any_is_refused_before_it_is_filled_up(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("성명" + "," * 200_000 + "\n" + "김예시,1\n" * 1_000, encoding="utf-8")
    with pytest.raises(UnreadableBook, match=r"50행 200,001열"):
        ExcelBooks().read(path)


def test_a_title_above_the_head_does_not_hide_what_parts_the_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("신청 명단\n\n성명\t전화번호\n김예시\t010\n".encode("cp949"))
    assert ExcelBooks().read(path).sheets[0].rows[2:] == (("성명", "전화번호"), ("김예시", "010"))


def test_numbers_kept_by_a_formula_of_text_are_their_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('성명,전화번호\n김예시,="01000000001"\n이보기,=""\n', encoding="utf-8")
    rows = ExcelBooks().read(path).sheets[0].rows
    assert rows[1:] == (("김예시", "01000000001"), ("이보기", None))


def test_a_web_page_behind_a_mark_is_told_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\ufeff<html><table></table></html>", encoding="utf-8")
    with pytest.raises(UnreadableBook, match="웹 페이지"):
        ExcelBooks().read(path)


def test_a_book_that_counts_its_days_from_1904_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as book:
        book.add_worksheet().write_datetime(0, 0, MIDNIGHT)
    with pytest.raises(UnreadableBook, match=r"1904년부터.*CSV UTF-8"):
        ExcelBooks().read(path)
