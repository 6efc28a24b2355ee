"""Rows of a file that came in before (이미 받은 신청): yesterday's file with the rows of today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.listing import CaseLine, CaseQuery
from ipju.domain.notice import Notice
from ipju.domain.spreadsheet import cell_name
from ipju.services.import_sheets import BadCell, SheetFound
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork

_PAGE: Final = 1000
_SHOWN: Final = 5

Who = tuple[str, date | None]


class Known:
    """Tells rows that were taken before from new ones, and names the numbers that can't be.

    A row was taken before when its number (접수번호) is that of a case of its applicant; without
    numbers, when applicant, supply type and moment of applying are those of a case. What an
    office has recorded since is never overwritten by a file.
    """

    def __init__(
        self, office: Office, notice: Notice, sheet: SheetFound, number_at: int | None
    ) -> None:
        self._office = office
        self._notice = notice
        self._sheet = sheet
        self._at = number_at
        self._prefixes = {
            one.number_prefix: one.short_title
            for one in (office.notices.get(key) for key in office.notices.ids())
            if one.id != notice.id and one.number_prefix != notice.number_prefix
        }
        self._rows: list[int] = []
        self.bad: list[BadCell] = []

    def without(self, rows: Sequence[tuple[int, Case]]) -> list[tuple[int, Case]]:
        """Return the rows that are new; `bad` and `notes` tell of the others."""
        some = any(case.number for _row, case in rows)
        with self._office.store.unit() as unit:
            return list(self._numbered(unit, rows) if some else self._unnumbered(unit, rows))

    def notes(self) -> tuple[str, ...]:
        """Tell how many rows came in before."""
        if not self._rows:
            return ()
        shown = ", ".join(str(one + 1) for one in self._rows[:_SHOWN])
        more = " …" if len(self._rows) > _SHOWN else ""
        return (
            f"이미 받은 신청 {len(self._rows):,}건({shown}{more}행)은 다시 받지 않습니다. "
            "받은 뒤 파일에서 달라진 값은 사례에서 고치세요.",
        )

    def _numbered(
        self, unit: UnitOfWork, rows: Sequence[tuple[int, Case]]
    ) -> Iterator[tuple[int, Case]]:
        seen: dict[str, int] = {}
        lines: dict[UUID, CaseLine] | None = None
        for row, case in rows:
            case_id = unit.cases.id_of(case.number) if case.number else None
            if not case.number:
                self._refuse(row, "접수번호가 비어 있습니다. 모두 적거나 모두 비우세요.")
            elif case.number in seen:
                twin = cell_name(seen[case.number], self._at or 0)
                self._refuse(row, f"접수번호가 {twin}와 같습니다.")
            elif case_id is not None:
                if lines is None:
                    lines = {one.id: one for one in self._lines()}
                if case_id in lines and _who(lines[case_id]) == _applicant(case):
                    self._rows.append(row)
                else:
                    self._refuse(
                        row,
                        "다른 사람의 신청이 이미 이 접수번호로 들어와 있습니다. "
                        "번호와 이름, 생년월일을 확인하세요.",
                    )
            elif self._other(case.number):
                title = self._other(case.number)
                self._refuse(row, f"{title} 공고의 접수번호입니다. 공고를 맞게 골랐는지 보세요.")
            else:
                yield row, case
            seen.setdefault(case.number, row)

    def _unnumbered(
        self, unit: UnitOfWork, rows: Sequence[tuple[int, Case]]
    ) -> Iterator[tuple[int, Case]]:
        there: dict[tuple[Who, str], list[UUID]] = defaultdict(list)
        for line in self._lines():
            there[_who(line), line.supply.value].append(line.id)
        for row, case in rows:
            alike = there.get((_applicant(case), case.supply.value), [])
            twin = next(
                (one for one in alike if unit.cases.get(one).applied_at == case.applied_at), None
            )
            if twin is None:
                yield row, case
            else:
                alike.remove(twin)  # each case is one row: a second like row is a new application
                self._rows.append(row)

    def _lines(self) -> Iterator[CaseLine]:
        above = ""
        while True:
            page = self._office.store.page(
                CaseQuery(notice=self._notice.id, above=above, limit=_PAGE)
            )
            yield from page.lines
            if len(page.lines) < _PAGE:
                return
            above = page.lines[-1].number

    def _other(self, number: str) -> str:
        """Return the title of another notice whose numbers begin like this one; else empty."""
        found = (
            title for prefix, title in self._prefixes.items() if number.startswith(f"{prefix}-")
        )
        return next(found, "")

    def _refuse(self, row: int, message: str) -> None:
        at = self._at or 0
        self.bad.append(BadCell(row=row, column=at, head=self._sheet.heads[at], message=message))


def _who(line: CaseLine) -> Who:
    return line.name, line.birth


def _applicant(case: Case) -> Who:
    return case.people[0].name, case.people[0].birth
