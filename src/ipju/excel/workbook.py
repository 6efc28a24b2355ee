"""Workbooks (.xlsx): values by calamine; what it does not tell by a look at the file's parts."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from ipju.domain.spreadsheet import Book, CellError, ReadSheet, UnreadableBook, type_of_cell
from ipju.excel.parts import NoWorkbook, OtherDays, SheetLook, TooManyRows, looks_of

_DAY: Final = timedelta(days=1)


def read_workbook(path: Path) -> Book:
    """Return every sheet of a workbook; UnreadableBook says why it can't be read."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        # The parts are looked at first: a sheet that is too long is never built in memory.
        looks = looks_of(path)
        with CalamineWorkbook.from_path(str(path)) as workbook:
            sheets = [
                _sheet(workbook, one, looks.get(one.name, SheetLook()))
                for one in workbook.sheets_metadata
                if one.name in looks
            ]
    except TooManyRows as error:
        raise UnreadableBook(f"{path.name}: {error}") from None
    except NoWorkbook:
        raise UnreadableBook(
            f"{path.name}: 엑셀 통합 문서(.xlsx)가 아닙니다. 엑셀에서 열어 "
            "'Excel 통합 문서(.xlsx)'로 저장한 뒤 다시 고르세요."
        ) from None
    except OtherDays:
        raise UnreadableBook(
            f"{path.name}: 1904년부터 날짜를 세는 엑셀 파일입니다. 숫자로 적힌 날짜가 4년 "
            "어긋나므로 엑셀에서 'CSV UTF-8'로 저장한 뒤 그 파일을 고르세요."
        ) from None
    except PasswordError:
        raise UnreadableBook(
            f"{path.name}: 암호가 걸린 파일입니다. 암호를 지우고 저장하세요."
        ) from None
    except (CalamineError, zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError):
        raise UnreadableBook(
            f"{path.name}: 엑셀 파일이 손상되어 읽을 수 없습니다. "
            "엑셀에서 열어 새 이름으로 저장한 뒤 다시 고르세요."
        ) from None
    if not sheets:
        raise UnreadableBook(f"{path.name}: 시트가 없습니다. 자료가 든 파일인지 확인하세요.")
    return Book(name=path.name, sheets=tuple(sheets))


def _sheet(workbook: Any, meta: Any, look: SheetLook) -> ReadSheet:
    from python_calamine import SheetVisibleEnum

    sheet = workbook.get_sheet_by_name(meta.name)
    rows: list[list[type_of_cell | CellError]] = [
        [_cell(one) for one in row] for row in sheet.to_python(skip_empty_area=False)
    ]
    _put_errors(rows, look)
    _put_midnights(rows, look)
    width = max((len(one) for one in rows), default=0)
    return ReadSheet(
        name=meta.name,
        rows=tuple(tuple(_filled(one, width)) for one in rows),
        hidden=meta.visible is not SheetVisibleEnum.Visible,
        merged=tuple(
            (first[0], first[1], last[0], last[1]) for first, last in sheet.merged_cell_ranges or ()
        ),
        hidden_rows=tuple(sorted(one for one in look.hidden if one < len(rows))),
    )


def _put_errors(rows: list[list[type_of_cell | CellError]], look: SheetLook) -> None:
    """Put back the formula errors, which calamine shows as empty cells."""
    for (row, column), text in look.errors.items():
        while len(rows) <= row:
            rows.append([])
        while len(rows[row]) <= column:
            rows[row].append(None)
        rows[row][column] = CellError(text=text)


def _put_midnights(rows: list[list[type_of_cell | CellError]], look: SheetLook) -> None:
    """Make moments of the days that stand for 00:00: calamine tells both alike."""
    for row, column in look.midnights:
        cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if isinstance(cell, date) and not isinstance(cell, datetime):
            rows[row][column] = datetime.combine(cell, time())


def _filled(
    row: Sequence[type_of_cell | CellError], width: int
) -> Sequence[type_of_cell | CellError]:
    return [*row, *[None] * (width - len(row))]


def _cell(value: Any) -> type_of_cell:
    """Return a cell as the program keeps it; Excel has only one kind of number."""
    if value == "":
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, timedelta):
        # A number shown as hours; only whole days can be meant for anything here.
        return value // _DAY if value % _DAY == timedelta() else str(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, bool | int | str | date | datetime):
        return value
    return str(value)
