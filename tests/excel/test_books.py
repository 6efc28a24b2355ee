"""Excel files as offices send them: every one read as it lies, or refused with the reason."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ipju.domain.spreadsheet import (
    CellError,
    ReadSheet,
    UnreadableBook,
    WriteColumn,
    WriteSheet,
    cell_name,
)
from ipju.excel import parts
from ipju.excel.books import ExcelBooks

BOOKS = ExcelBooks()
MOMENT = datetime.fromisoformat("2023-12-27T14:12")
LATER = datetime.fromisoformat("2024-03-15T09:30")


def workbook(path: Path, fill: Callable[[Any], None]) -> Path:
    """Write a workbook as a colleague's Excel would."""
    with xlsxwriter.Workbook(str(path)) as book:
        fill(book)
    return path


def one_sheet(path: Path) -> ReadSheet:
    (sheet,) = BOOKS.read(path).sheets
    return sheet


def test_every_kind_of_cell_comes_as_it_was_meant(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet("신청")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        hour = book.add_format({"num_format": "hh:mm"})
        whole = book.add_format({"num_format": "[h]:mm"})
        page.write_row(0, 0, ["글", 45287, 1.5, True])
        page.write_datetime(1, 0, datetime.fromisoformat("2023-12-27"), day)
        page.write_datetime(1, 1, MOMENT, moment)
        page.write_string(1, 2, "0101012345678")
        page.write_number(1, 3, 101012345678)
        page.write_number(2, 0, 0.5, hour)
        page.write_number(2, 1, 2, whole)
        page.write_number(2, 2, 1.25, whole)
        page.write_formula(2, 3, '=A1&"!"', None, "글!")

    rows = one_sheet(workbook(tmp_path / "a.xlsx", fill)).rows
    assert rows[0] == ("글", 45287, Decimal("1.5"), True)
    assert rows[1] == (
        date(2023, 12, 27),
        MOMENT,
        "0101012345678",
        101012345678,
    )
    assert rows[2] == ("12:00", 2, "1 day, 6:00:00", "글!")


def test_a_formula_that_went_wrong_is_not_an_empty_cell(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet("신청")
        page.write_row(0, 0, ["성명", "생년월일"])
        page.write_string(1, 0, "김예시")
        page.write_formula(1, 1, "=VLOOKUP(1,A:A,1)", None, "#N/A")
        page.write_formula(3, 4, "=1/0", None, "#DIV/0!")

    sheet = one_sheet(workbook(tmp_path / "a.xlsx", fill))
    assert sheet.rows[1] == ("김예시", CellError(text="#N/A"), None, None, None)
    assert sheet.rows[3][4] == CellError(text="#DIV/0!")
    assert cell_name(3, 4) == "E4"


def test_hidden_rows_sheets_and_merged_cells_are_told(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet("신청")
        page.merge_range(0, 0, 0, 2, "2023년 제3차")
        page.write_row(1, 0, ["성명", "", "주소"])
        page.write_row(2, 0, ["김예시", "", "예시구"])
        page.write_row(3, 0, ["박보기", "", "견본로"])
        page.set_row(3, None, None, {"hidden": True})
        page.set_row(9, None, None, {"hidden": True})
        book.add_worksheet("지난해").hide()
        book.add_worksheet("코드").very_hidden()

    sheets = BOOKS.read(workbook(tmp_path / "a.xlsx", fill)).sheets
    assert [(one.name, one.hidden) for one in sheets] == [
        ("신청", False),
        ("지난해", True),
        ("코드", True),
    ]
    assert sheets[0].merged == ((0, 0, 0, 2),)
    assert sheets[0].hidden_rows == (3,)
    assert sheets[0].rows[3][0] == "박보기"


def test_rows_begin_where_the_file_begins(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().write_string(3, 2, "성명")

    sheet = one_sheet(workbook(tmp_path / "a.xlsx", fill))
    assert sheet.rows[3] == (None, None, "성명")
    assert sheet.rows[0] == (None, None, None)


def test_charts_are_no_sheets_and_an_empty_sheet_has_no_rows(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet("자료")
        page.write_row(0, 0, [1, 2])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=자료!$A$1:$B$1"})
        book.add_chartsheet("그림").set_chart(chart)
        book.add_worksheet("빈 시트")

    sheets = BOOKS.read(workbook(tmp_path / "a.xlsx", fill)).sheets
    assert [(one.name, len(one.rows)) for one in sheets] == [("자료", 1), ("빈 시트", 0)]


PREFIXED = """<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<x:sheetData><x:row><x:c t="str"><x:v>성명</x:v></x:c><x:c t="e"><x:v>#REF!</x:v></x:c></x:row>
<x:row hidden="true"><x:c t="str"><x:v>김예시</x:v></x:c></x:row><x:row/></x:sheetData>
</x:worksheet>"""


def test_a_file_of_another_program_is_read_alike(tmp_path: Path) -> None:
    """Some systems write prefixes before every name, and no place into any cell."""
    made = workbook(tmp_path / "made.xlsx", lambda book: book.add_worksheet("신청"))
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(path, "w") as after:
        for part in before.namelist():
            changed = PREFIXED.encode() if "sheet1.xml" in part else before.read(part)
            after.writestr(part, changed)
    look = parts.looks_of(path)["신청"]
    assert look.errors == {(0, 1): "#REF!"}
    assert look.hidden == {1}


COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), "암호가 걸린"),
        ("a.xls", COMPOUND + "Workbook".encode("utf-16-le"), "오래된 엑셀 형식(.xls)"),
        ("a.xls", b"\r\n<html><table><tr><td>1</td></tr></table></html>", "웹 페이지"),
        ("a.xlsx", b"PK\x03\x04" + bytes(100), "손상"),
        ("a.xlsx", b"SCDSA002" + bytes(100), "보안 프로그램"),
        ("a.pdf", b"%PDF-1.7 ...", "엑셀 파일이 아니거나"),
        ("a.xlsx", b"", "빈 파일"),
        ("a.csv", b"\r\n \r\n", "빈 파일"),
        ("a.csv", b"\xff\xfe\x00", "UTF-8도 CP949도 아닙니다"),
        ("a.csv", "성명\n가\x80\x81".encode("utf-8", "replace") + b"\xff\xff", "CP949"),
        ("a.csv", b"a,b\n\x00\x01\x02,3", "글자로 된 표가 아닙니다"),
        ("a.csv", '성명,주소\n김예시,"견본로'.encode(), "따옴표"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableBook) as refused:
        BOOKS.read(path)
    assert words in str(refused.value)
    assert name in str(refused.value)


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "없음.xlsx", tmp_path):
        with pytest.raises(UnreadableBook, match="열지 못했습니다"):
            BOOKS.read(path)


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "a.xlsx", lambda book: book.add_worksheet().write(0, 0, "성명"))
    path = tmp_path / "b.xlsx"
    path.write_bytes(whole.read_bytes()[:-200])
    with pytest.raises(UnreadableBook, match="손상"):
        BOOKS.read(path)


def long_sheet(path: Path, rows: int) -> Path:
    """A workbook whose one sheet says that it has a row with this number."""
    made = workbook(path, lambda book: book.add_worksheet("신청"))
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
    sheet = head + "<sheetData>" + "".join(row.format(one) for one in (1, rows)) + "</sheetData>"
    longer = path.with_name("long.xlsx")
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(longer, "w") as after:
        for part in before.namelist():
            kept = before.read(part)
            after.writestr(part, sheet + "</worksheet>" if "sheet1.xml" in part else kept)
    return longer


def test_two_hundred_thousand_rows_are_refused_before_they_are_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableBook, match="150,000행을 넘습니다"):
        BOOKS.read(long_sheet(tmp_path / "a.xlsx", 200_000))
    assert len(one_sheet(long_sheet(tmp_path / "b.xlsx", parts.MOST_ROWS)).rows) == 150_000


def test_what_is_only_coloured_far_away_is_no_cell(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet("신청")
        page.write_row(0, 0, ["성명", "주소"])
        look = book.add_format({"bg_color": "#ffff00"})
        page.write_blank(400_000, 3, None, look)
        page.set_row(1_000_000, None, look)

    sheet = one_sheet(workbook(tmp_path / "a.xlsx", fill))
    assert sheet.rows == (("성명", "주소"),)


def test_a_cell_that_strayed_to_the_end_of_the_sheet_is_named(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet("신청")
        page.write_string(0, 16_383, "x")
        for row in range(1, 700):
            page.write_string(row, 0, "김예시")

    with pytest.raises(UnreadableBook, match="XFD611까지 611행"):
        BOOKS.read(workbook(tmp_path / "a.xlsx", fill))


def test_packed_files_of_other_kinds_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", "<document/>")
    with pytest.raises(UnreadableBook, match="통합 문서"):
        BOOKS.read(path)


def test_what_stands_behind_the_rows_may_be_long(tmp_path: Path) -> None:
    made = workbook(tmp_path / "made.xlsx", lambda book: book.add_worksheet("신청").write(0, 0, 1))
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(path, "w") as after:
        for part in before.namelist():
            kept = before.read(part)
            if "sheet1.xml" in part:
                rest = b"<ignoredErrors>" + b'<ignoredError sqref="A1"/>' * 200_000
                kept = kept.replace(b"</worksheet>", rest + b"</ignoredErrors></worksheet>")
            after.writestr(part, kept)
    assert parts.looks_of(path)["신청"].errors == {}
    endless = tmp_path / "endless.xlsx"
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(endless, "w") as after:
        for part in before.namelist():
            kept = before.read(part)
            if "sheet1.xml" in part:
                kept = kept.replace(b"</row>", b" " * 40_000_000)
            after.writestr(part, kept, zipfile.ZIP_DEFLATED)
    with pytest.raises(UnreadableBook, match="손상"):
        BOOKS.read(endless)


def test_a_table_of_two_hundred_thousand_lines_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("성명,주소\n" * 200_000, encoding="utf-8")
    with pytest.raises(UnreadableBook, match="150,000행을 넘습니다"):
        BOOKS.read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_plain_tables_are_read_however_they_were_saved(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    lines = [["성명", "주소", "비고"], ["홍길동", "견본로 1", "#N/A"], ["김예시", "", ""], ["박뷁"]]
    path = tmp_path / "a.csv"
    text = "\r\n".join(separator.join(one) for one in lines)
    path.write_bytes(text.encode(encoding))
    sheet = one_sheet(path)
    assert sheet.name == "a"
    assert sheet.rows == (
        ("성명", "주소", "비고"),
        ("홍길동", "견본로 1", CellError(text="#N/A")),
        ("김예시", None, None),
        ("박뷁", None, None),
    )


SHEET = WriteSheet(
    name="명단",
    note="2024-03-15 발표",
    columns=(
        WriteColumn(head="접수번호", width=18),
        WriteColumn(head="금액", kind="won"),
        WriteColumn(head="배점", kind="number"),
        WriteColumn(head="날짜", kind="day"),
        WriteColumn(head="때", kind="moment"),
        WriteColumn(head="여부"),
    ),
    rows=(
        ("0012", 4024661, Decimal("1.5"), date(2024, 3, 15), LATER, None),
        ("=1+1", None, 3, None, None, True),
    ),
)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = BOOKS.write(tmp_path / "새 폴더" / "a.xlsx", (SHEET,))
    sheet = one_sheet(path)
    assert sheet.rows[0][0] == "2024-03-15 발표"
    assert sheet.rows[1] == ("접수번호", "금액", "배점", "날짜", "때", "여부")
    assert sheet.rows[2] == (
        "0012",
        4024661,
        Decimal("1.5"),
        date(2024, 3, 15),
        LATER,
        None,
    )
    assert sheet.rows[3] == ("=1+1", None, 3, None, None, "예")
    assert [one.name for one in path.parent.iterdir()] == ["a.xlsx"]


def test_what_an_applicant_wrote_never_runs_as_a_formula(tmp_path: Path) -> None:
    path = BOOKS.write(tmp_path / "a.xlsx", (SHEET,))
    with zipfile.ZipFile(path) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")


def test_nothing_is_left_of_a_file_that_could_not_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"what lay there before")
    long = WriteSheet(name="명단", columns=(WriteColumn(head="주소"),), rows=(("가" * 40_000,),))
    with pytest.raises(ValueError, match="한 칸에 들어가지 않습니다"):
        BOOKS.write(path, (long,))
    assert path.read_bytes() == b"what lay there before"
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_place_that_takes_no_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(OSError, match=r"a\.xlsx"):
        BOOKS.write(tmp_path / "a.xlsx", (SHEET,))
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]
