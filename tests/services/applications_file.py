"""Files of applications as offices send them, and what a test asks of what came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from ipju.domain.listing import CaseQuery
from ipju.services.import_applications import Checked, check, open_file
from ipju.services.office import Office

NOTICE = "jangi-ansim-2023-3"
YOUTH = "teukhwa-maeip-2023-baekam"

HEADS = ("접수번호", "신청일시", "공급유형", "성명", "주민등록번호", "주소", "전화번호")
FIRST = (
    *("A-1", "2023-12-27 14:12", "일반공급", "김예시", "900101-1234567"),
    *("서울특별시 예시구 견본로 1", "010-0000-0001"),
)
SECOND = (
    *("A-2", "2023-12-28 09:00", "신혼부부", "박보기", "9505052234567"),
    *("서울특별시 예시구 견본로 2", 1000000002),
)


def written(
    path: Path, *rows: Sequence[object], also: Callable[[Any, Any], None] = lambda b, p: None
) -> Path:
    """Write rows as a colleague's Excel would, and do what else is asked to the sheet."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("신청")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        also(book, page)
    return path


def checked(office: Office, path: Path, notice: str = NOTICE) -> Checked:
    opened = open_file(office, notice, path)
    (sheet,) = opened.candidates
    return check(office, opened, sheet, sheet.columns)


def told(found: Checked) -> list[tuple[str, str]]:
    return [(one.cell, one.message) for one in found.bad]


def numbers(office: Office) -> list[str]:
    return [one.number for one in office.store.page(CaseQuery(notice=NOTICE)).lines]


def ledger(office: Office) -> list[tuple[str, str]]:
    run = office.store.connection.exec_driver_sql
    return [(row[0], row[1]) for row in run("SELECT action, detail FROM ledger ORDER BY seq")]
