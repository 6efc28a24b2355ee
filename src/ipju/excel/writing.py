"""Writing workbooks: plain cells with a frozen head, a filter, and no formula ever."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from ipju.domain.spreadsheet import WriteColumn, WriteSheet, type_of_cell

_KINDS: Final[Mapping[str, Mapping[str, object]]] = {
    "text": {"num_format": "@"},
    "won": {"num_format": "#,##0", "align": "right"},
    "number": {"num_format": "#,##0.##", "align": "right"},
    "day": {"num_format": "yyyy-mm-dd", "align": "center"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", "align": "center"},
}
_HEAD: Final = {"bold": True, "bg_color": "#E8ECF1", "border": 1, "text_wrap": True}
_NOTE: Final = {"font_color": "#444444"}


def write_workbook(path: Path, sheets: Sequence[WriteSheet]) -> Path:
    """Write sheets to a workbook that takes its name when it is whole.

    OSError when the place can't be written to; ValueError (Korean) for a cell that Excel would
    cut or a sheet longer than its rows. A file killed half-way is never under the final name.
    """
    import xlsxwriter

    path.parent.mkdir(parents=True, exist_ok=True)
    beginning = _beginning()
    _clear(path.parent, beginning)
    # Numbers of residents may be in it and in what the library lays aside while it writes: nobody
    # else on the device opens the folder, and nobody can lay a link where a file will be.
    private = Path(tempfile.mkdtemp(dir=path.parent, prefix=f"{beginning}{os.getpid()}-"))
    beside = private / "book.xlsx"
    # Texts stay texts: what an applicant wrote must not run as a formula at somebody's desk.
    plain = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
        "tmpdir": str(private),
    }
    try:
        beside.touch(mode=0o600)
        with xlsxwriter.Workbook(str(beside), plain) as book:
            formats = {kind: book.add_format(dict(look)) for kind, look in _KINDS.items()}
            head, note = book.add_format(_HEAD), book.add_format(_NOTE)
            for one in sheets:
                _write_sheet(book.add_worksheet(one.name), one, formats, head, note)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise _cause(error) from None
    finally:
        shutil.rmtree(private, ignore_errors=True)
    return path


def _beginning() -> str:
    """Return how the folder begins in which a workbook is made; its program's number follows.

    It names the device: of a folder that several devices write to, each clears its own.
    """
    return f".ipju-{zlib.crc32(platform.node().encode()):08x}-"


def _clear(folder: Path, beginning: str) -> None:
    """Delete what programs that were killed left half-written in a folder, of any workbook."""
    for left in [one for one in folder.iterdir() if one.name.startswith(beginning)]:
        from psutil import pid_exists

        owner = left.name.removeprefix(beginning).partition("-")[0]
        if owner.isdecimal() and not left.is_symlink() and not pid_exists(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _cause(error: Exception) -> OSError:
    """Return the error of the system that the library wrapped."""
    inner = error.args[0] if error.args else None
    return inner if isinstance(inner, OSError) else OSError(*error.args)


def _write_sheet(
    page: Any, sheet: WriteSheet, formats: Mapping[str, Any], head: Any, note: Any
) -> None:
    top = 0
    if sheet.note:
        _put(page.write_string(0, 0, sheet.note, note), sheet, 0, 0)
        top = 1
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width, formats[column.kind])
    for at, column in enumerate(sheet.columns):
        _put(page.write_string(top, at, column.head, head), sheet, top, at)
    page.freeze_panes(top + 1, 0)
    for number, row in enumerate(sheet.rows, start=top + 1):
        for at, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            if value is not None:
                _put(_write_cell(page, number, at, column, value, formats), sheet, number, at)
    if sheet.columns:
        page.autofilter(top, 0, top + max(1, len(sheet.rows)), len(sheet.columns) - 1)


def _write_cell(
    page: Any,
    row: int,
    at: int,
    column: WriteColumn,
    value: type_of_cell,
    formats: Mapping[str, Any],
) -> int:
    look = formats[column.kind]
    if isinstance(value, bool):
        return int(page.write_string(row, at, "예" if value else "아니오", look))
    if column.kind == "text" or isinstance(value, str):
        return int(page.write_string(row, at, str(value), look))
    if isinstance(value, date | datetime):
        bare = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        return int(page.write_datetime(row, at, bare, look))
    return int(page.write_number(row, at, Decimal(str(value)), look))


def _put(told: int, sheet: WriteSheet, row: int, at: int) -> None:
    """Refuse what the library only answers with a number: it leaves the cell out."""
    if told == -1:
        raise ValueError(f"'{sheet.name}' 시트가 엑셀의 행 수를 넘습니다. 나누어 내보내세요.")
    if told:
        head = sheet.columns[at].head if at < len(sheet.columns) else ""
        raise ValueError(
            f"'{sheet.name}' 시트 {row + 1}행 '{head}'의 글이 엑셀 한 칸에 들어가지 않습니다."
        )
