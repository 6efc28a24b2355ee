"""What agencies answer about invented people (연습 조회 결과): a file that the query takes in.

Only those the file of the query asks about are answered, by number and name as an agency does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from ipju.domain.area import square_metres
from ipju.domain.case import Case
from ipju.domain.income import IncomeSource
from ipju.domain.labelled import Labelled
from ipju.domain.notice import Notice
from ipju.domain.person import Person
from ipju.domain.spreadsheet import WriteColumn, WriteSheet, type_of_cell
from ipju.services.authority import DECIDING, may
from ipju.services.invented_season import Written, refuse_real
from ipju.services.office import Office
from ipju.services.query_columns import (
    BIRTH,
    ITEM,
    NAME,
    NOTHING,
    NUMBER,
    RRN,
    SHARE,
    SHEETS,
    QueryKind,
    ResultColumn,
    kinds_of,
    template_sheets,
    who,
)
from ipju.services.query_problems import books_of

_KINDS: Final = {"won": "won", "day": "day"}
_SECTIONS: Final = {
    QueryKind.INCOME: ("incomes",),
    QueryKind.HOME: ("holdings",),
    QueryKind.ESTATE: ("holdings",),
    QueryKind.CAR: ("cars",),
    QueryKind.FINANCE: ("financial_assets", "debts"),
    QueryKind.ASSETS: ("other_assets",),
    QueryKind.TENANCY: ("tenancies",),
}


@may(DECIDING)
def write_results(
    office: Office, notice_id: str, asked: Path, cases: Iterable[Case], path: Path
) -> Written:
    """Write the answers to a file of a query (조회 대상) from what was invented of these people.

    PermissionError in a real office; OSError when a file can't be read or written.
    """
    refuse_real(office.practice)
    books, notice = books_of(office.spreadsheets), office.notices.get(notice_id)
    rows = books.read(asked).sheets[0].rows
    wanted = {tuple(str(cell) for cell in row[:3]) for row in rows}
    lines: dict[QueryKind, list[tuple[type_of_cell, ...]]] = {one: [] for one in kinds_of(notice)}
    for case in cases:
        for person in case.people:
            sure = person.rrn if notice.may_hold_numbers else person.birth
            if (case.number, person.name, str(sure)) in wanted:
                for kind, found in lines.items():
                    found += _rows(notice, kind, case, person)
    names = [one.name for one in template_sheets(notice)]
    sheets = [
        WriteSheet(
            name=name,
            columns=tuple(
                WriteColumn(head=one.head, width=one.width, kind=_KINDS.get(one.shape, "text"))
                for one in (*who(notice), *SHEETS[kind].columns)
            ),
            rows=tuple(found),
        )
        for name, (kind, found) in zip(names, lines.items(), strict=False)
    ]
    return Written(books.write(path, sheets), sum(len(one) for one in lines.values()))


def _rows(
    notice: Notice, kind: QueryKind, case: Case, person: Person
) -> Iterator[tuple[type_of_cell, ...]]:
    """Yield what one person owns or earns of a kind; one row that says so where it is nothing."""
    columns = SHEETS[kind].columns
    whom = {NUMBER: case.number, NAME: person.name, RRN: person.rrn, BIRTH: person.birth}
    front = tuple(whom[one.field] for one in who(notice))
    empty = True
    for one in _records(kind, case, columns):
        share = _share(one, person)
        if share:
            empty = False
            yield (*front, *(_cell(it, one, share) for it in columns))
    if empty:
        yield (*front, *(NOTHING if one.field == ITEM else None for one in columns))


def _records(kind: QueryKind, case: Case, columns: tuple[ResultColumn, ...]) -> Iterator[Any]:
    words = next(one.words for one in columns if one.field == ITEM)
    for section in _SECTIONS[kind]:
        yield from (one for one in getattr(case, section) if one.kind in words)


def _share(record: Any, person: Person) -> str:
    """Return what somebody owns of a thing as a fraction; an empty text when it is nothing."""
    if not hasattr(record, "owners"):
        return "1/1" if record.person == person.id else ""
    owned = [one for one in record.owners if one.person == person.id]
    return f"{owned[0].numerator}/{owned[0].denominator}" if owned else ""


def _cell(column: ResultColumn, record: Any, share: str) -> type_of_cell:
    if column.field == SHARE:
        return share
    field = "kind" if column.field == ITEM else column.field
    value = getattr(record, field, None)
    if column.field == "source" and value not in column.words:
        value = IncomeSource.NTS
    if isinstance(value, bool):
        return "예" if value else "아니요"
    if isinstance(value, Labelled):
        return value.label
    if column.shape == "area":
        return square_metres(value) if value else None
    return value if isinstance(value, str | int | date) else None
