"""Applications from a spreadsheet (신청 명단): every row of a file understood, or none taken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ipju.services.authority import CASES, may
from ipju.services.import_columns import template_sheets
from ipju.services.office import Office
from ipju.services.ports import Spreadsheets


class NoSpreadsheets(RuntimeError):
    """This office was opened without the part that reads and writes Excel files."""

    def __init__(self) -> None:
        super().__init__("엑셀 파일을 다루는 부분 없이 열린 사무실입니다. 프로그램을 다시 여세요.")


@dataclass(frozen=True, slots=True)
class Template:
    """The sample file that was written, and how many columns it has."""

    path: Path
    columns: int


@may(CASES)
def save_template(office: Office, notice_id: str, path: Path) -> Template:
    """Write the sample file (양식) of a notice's applications; it holds nobody's data.

    OSError when the place can't be written to.
    """
    sheets = template_sheets(office.notices.get(notice_id))
    return Template(_books(office).write(path, sheets), len(sheets[0].columns))


def _books(office: Office) -> Spreadsheets:
    if office.spreadsheets is None:
        raise NoSpreadsheets
    return office.spreadsheets
