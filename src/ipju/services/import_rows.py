"""Rows of a file of applications as cases: every cell read, every fault named by its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, TypeVar
from uuid import uuid4

from ipju.domain.case import (
    Case,
    Channel,
    ClaimedPoints,
    IncomeBox,
    Residence,
    Supply,
    Vulnerable,
    VulnerableClaim,
)
from ipju.domain.notice import Band, Notice
from ipju.domain.person import (
    Marriage,
    Nationality,
    Person,
    Register,
    Registration,
    Relation,
)
from ipju.domain.rrn import birth_of
from ipju.domain.spreadsheet import CellError, type_of_cell
from ipju.domain.validation import contradictions
from ipju.services import import_columns as of
from ipju.services.import_cells import (
    BadValue,
    box_in,
    building_in,
    count_in,
    day_in,
    is_nothing,
    moment_in,
    number_in,
    phone_in,
    postcode_in,
    rrn_in,
    supply_in,
    text_in,
    vulnerable_in,
    years_in,
)
from ipju.services.import_columns import bare
from ipju.services.import_sheets import BadCell, SheetFound

T = TypeVar("T")

_DAYS: Final = (of.BIRTH, of.SPOUSE_BIRTH, of.MARRIED, of.MOVED)
_BATCH: Final = 500
_SIX: Final = range(100_000, 1_000_000)
_TOTALS: Final = frozenset({"합계", "총계", "소계", "총합계", "누계", "계", "총인원", "총건수"})


@dataclass(slots=True)
class RowReader:
    """Reads one sheet's rows; what is wrong gathers in `bad`, restored numbers in `restored`.

    Rows in which no column that is taken holds anything are told in `blank`, from 0, and left out.
    `watched` is told every so often how many rows were read; it may raise to stop.
    """

    notice: Notice
    sheet: SheetFound
    columns: Mapping[str, int]
    practice: bool
    bad: list[BadCell] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    watched: Callable[[int], None] = lambda _done: None
    _row: int = 0
    _cells: Sequence[type_of_cell | CellError] = ()
    _six: frozenset[str] = frozenset()

    def read(self) -> Iterator[tuple[int, Case]]:
        """Yield each row's case with the row's number (from 0); rows with a fault have none."""
        self._six = frozenset(one for one in _DAYS if self._has_six_digits(one))
        for done, (number, cells) in enumerate(self.sheet.data):
            if done % _BATCH == 0:
                self.watched(done)
            self._row, self._cells = number, cells
            if all(self._is_empty(one) for one in self.columns):
                self.blank.append(number)
                continue
            stray = self._is_no_application()
            if stray:
                self.refuse(of.NAME, stray)
                continue
            case = self._case()
            if case is not None:
                yield number, case

    def refuse(self, key: str, message: str) -> None:
        """Name a fault of the row being read at the cell of a column, else at the row's first."""
        at = self.columns.get(key, min(self.columns.values(), default=0))
        self.bad.append(
            BadCell(row=self._row, column=at, head=self.sheet.heads[at], message=message)
        )

    def _is_no_application(self) -> str:
        """Tell why a row is none of an application; empty when it may be one."""
        heads, at = self.sheet.heads, self.columns[of.NAME]
        name = self._cells[at]
        if isinstance(name, str) and bare(name) == bare(heads[at]):
            return "머리글이 다시 나온 행입니다. 이 행을 지우고 저장하세요."
        if self._is_empty(of.RRN) and self._is_empty(of.BIRTH):
            words = {bare(one) for one in self._cells if isinstance(one, str)}
            if words & _TOTALS:
                return "합계 행으로 보입니다. 신청이 아니면 이 행을 지우고 저장하세요."
        return ""

    def _has_six_digits(self, key: str) -> bool:
        at = self.columns.get(key)
        return at is not None and any(
            isinstance(cells[at], int) and cells[at] in _SIX for _row, cells in self.sheet.data
        )

    def _is_empty(self, key: str) -> bool:
        at = self.columns.get(key)
        cell = self._cells[at] if at is not None else None
        return not isinstance(cell, CellError) and is_nothing(cell)

    def _take(self, key: str, read: Callable[[Any], T]) -> T | None:
        """Return what a column's cell says, None when it says nothing or cannot be read."""
        at = self.columns.get(key)
        cell = self._cells[at] if at is not None else None
        if isinstance(cell, CellError):
            self.refuse(key, f"수식이 잘못된 셀입니다({cell.text}). 값을 다시 적으세요.")
            return None
        if is_nothing(cell):
            return None
        try:
            return read(cell)
        except BadValue as error:
            self.refuse(key, str(error))
            return None

    def _day(self, key: str) -> date | None:
        def read(cell: type_of_cell) -> date:
            # 50101 is 2037 as Excel's number and 2005 as a date that lost its zero.
            if key in self._six and isinstance(cell, int) and cell not in _SIX and cell < 10**7:
                raise BadValue("여섯 자리 날짜에서 앞의 0이 빠졌습니다. 2005-01-01처럼 적으세요.")
            return day_in(cell)

        return self._take(key, read)

    def _number(self, key: str) -> str | None:
        def read(cell: type_of_cell) -> str:
            digits, filled = rrn_in(cell)
            if filled:
                at = self.columns[key]
                self.restored.append(BadCell(row=self._row, column=at, head="", message="").cell)
            return digits

        return self._take(key, read)

    def _case(self) -> Case | None:
        faults = len(self.bad)
        people, marriages = self._people()
        claims = self._claims(people)
        case = Case(
            id=uuid4(),
            notice=self.notice.id,
            number=self._take(of.NUMBER, number_in) or "",
            supply=self._supply(),
            channel=Channel.ONLINE,
            practice=self.practice,
            applied_at=self._applied(),
            income_box=self._box(),
            postcode=self._take(of.POSTCODE, postcode_in) or "",
            address=self._take(of.ADDRESS, text_in) or "",
            phone=self._take(of.PHONE, phone_in) or "",
            email=self._take(of.EMAIL, text_in) or "",
            building=self._take(of.BUILDING, lambda cell: building_in(cell, self.notice.buildings))
            or "",
            residence=Residence(moved_to_seoul_on=self._day(of.MOVED)),
            claimed=self._claimed(),
            people=people,
            marriages=marriages,
            vulnerable=claims,
        )
        if len(self.bad) == faults:
            self._contradictions(case)
        return case if len(self.bad) == faults else None

    def _applied(self) -> datetime | None:
        return self._take(of.APPLIED, moment_in)

    def _box(self) -> IncomeBox | None:
        return self._take(of.BOX, box_in)

    def _supply(self) -> Supply:
        quota = self.notice.quota
        if quota is None:
            return Supply.GENERAL
        offered = [one.supply for one in quota.tracks]
        found = self._take(of.SUPPLY, lambda cell: supply_in(cell, offered))
        if self._is_empty(of.SUPPLY):
            self.refuse(of.SUPPLY, "공급유형이 비어 있습니다.")
        return found or Supply.GENERAL

    def _people(self) -> tuple[tuple[Person, ...], tuple[Marriage, ...]]:
        name, rrn = self._take(of.NAME, text_in), self._number(of.RRN)
        birth = self._day(of.BIRTH)
        if self._is_empty(of.NAME):
            self.refuse(of.NAME, "성명이 비어 있습니다.")
        if self._is_empty(of.RRN) and self._is_empty(of.BIRTH):
            key = of.RRN if of.RRN in self.columns else of.BIRTH
            self.refuse(key, "주민등록번호나 생년월일 가운데 하나는 있어야 합니다.")
        applicant = Person(
            id=uuid4(),
            name=name or "",
            relation=Relation.SELF,
            rrn=rrn,
            birth=birth or (birth_of(rrn) if rrn else None),
            register=Register.APPLICANT,
            nationality=Nationality.KOREAN,
            registration=Registration.RESIDENT,
        )
        spouse = self._spouse()
        if spouse is None:
            return (applicant,), ()
        marriage = Marriage(id=uuid4(), spouse=spouse.id, registered_on=self._day(of.MARRIED))
        return (applicant, spouse), (marriage,)

    def _spouse(self) -> Person | None:
        name = self._take(of.SPOUSE, text_in)
        rrn, birth = self._number(of.SPOUSE_RRN), self._day(of.SPOUSE_BIRTH)
        if not name:
            others = (of.SPOUSE_RRN, of.SPOUSE_BIRTH, of.MARRIED)
            if self._is_empty(of.SPOUSE) and not all(self._is_empty(one) for one in others):
                self.refuse(of.SPOUSE, "배우자의 다른 칸은 적혀 있는데 성명이 비어 있습니다.")
            return None
        return Person(
            id=uuid4(),
            name=name,
            relation=Relation.SPOUSE,
            rrn=rrn,
            birth=birth or (birth_of(rrn) if rrn else None),
        )

    def _claimed(self) -> ClaimedPoints:
        terms = self.notice.points
        if terms is None:
            return ClaimedPoints()
        bands: Mapping[str, Sequence[Band]] = {
            "age": terms.age,
            "dependants": terms.dependants,
            "residence": terms.residence,
            "children": terms.children,
        }
        found = {item: self._banded(item, rows) for item, rows in bands.items()}
        most = max((one.points for one in terms.vulnerable), default=0)
        return ClaimedPoints(**found, vulnerable=self._points("vulnerable", most))

    def _banded(self, item: str, bands: Sequence[Band]) -> int | None:
        """Return the points claimed for an item, given as points or as what is counted."""
        given = self._points(item, max((one.points for one in bands), default=0))
        count = self._take(f"count_{item}", years_in)
        if count is None:
            return given
        worth = next((one.points for one in bands if count >= one.at_least), 0)
        if given is not None and given != worth:
            self.refuse(f"points_{item}", f"{given}점이라고 적혔지만 {count}이면 {worth}점입니다.")
        return worth

    def _points(self, item: str, most: int) -> int | None:
        return self._take(f"points_{item}", lambda cell: count_in(cell, most, "점수는"))

    def _claims(self, people: Sequence[Person]) -> tuple[VulnerableClaim, ...]:
        terms = self.notice.points
        if terms is None:
            return ()
        grounds: list[Vulnerable] = [one.ground for one in terms.vulnerable]
        found = self._take(of.VULNERABLE, lambda cell: vulnerable_in(cell, grounds))
        if found is None:
            return ()
        return (VulnerableClaim(id=uuid4(), ground=found, person=people[0].id),)

    def _contradictions(self, case: Case) -> None:
        """Name what is impossible among facts that can each be read."""
        for one in contradictions(case):
            self.refuse(_column_of(case, one.path), one.message)


def _column_of(case: Case, path: Sequence[Any]) -> str:
    """Return the column from which the value at a path came."""
    if path[0] == "people":
        spouse = len(path) > 1 and path[1] != case.people[0].id
        mine = {"name": of.NAME, "rrn": of.RRN, "birth": of.BIRTH}
        others = {"name": of.SPOUSE, "rrn": of.SPOUSE_RRN, "birth": of.SPOUSE_BIRTH}
        return (others if spouse else mine).get(str(path[-1]), of.SPOUSE if spouse else of.NAME)
    return {"marriages": of.MARRIED, "residence": of.MOVED}.get(str(path[0]), str(path[0]))
