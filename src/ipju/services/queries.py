"""The income and asset query (소득·자산 조회): what is sent out, and its results coming in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.editing import Edit, EditClash
from ipju.domain.notice import Notice
from ipju.domain.person import Person
from ipju.domain.rrn import birth_of
from ipju.services.authority import DECIDING, demand, may, note
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork
from ipju.services.query_asking import Asked, LeftOut, Scope, export_query
from ipju.services.query_columns import (
    ITEM,
    NAME,
    NUMBER,
    RRN,
    QueryKind,
    template_sheets,
)
from ipju.services.query_merge import Difference, How, Laying
from ipju.services.query_problems import NotQueried, QueryStopped, books_of
from ipju.services.query_sheets import BadResult, FoundRow, results_in, rows_of
from ipju.services.record import Contradictory, lay_down, new_contradictions

__all__ = [
    "Asked",
    "BadResult",
    "CheckedResults",
    "Difference",
    "How",
    "LeftOut",
    "NotQueried",
    "QueryKind",
    "QueryStopped",
    "ResultTemplate",
    "Scope",
    "Taken",
    "check_results",
    "export_query",
    "save_result_template",
    "take_results",
]

_BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class ResultTemplate:
    """The sample file of results that was written."""

    path: Path
    sheets: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The edits that results make to one case, as it was read."""

    case_id: UUID
    number: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedResults:
    """A file of results that was read whole. Taken only while `bad` is empty."""

    notice: str
    name: str
    rows: int
    people: int
    kinds: tuple[QueryKind, ...]
    bad: tuple[BadResult, ...]
    notes: tuple[str, ...]
    differences: tuple[Difference, ...]
    plans: tuple[Plan, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many cases the results of a file were written into."""

    cases: int
    people: int
    changes: Changes


@may(DECIDING)
def save_result_template(office: Office, notice_id: str, path: Path) -> ResultTemplate:
    """Write the sample file (양식) of the results; it holds nobody's data. OSError as always."""
    sheets = template_sheets(office.notices.get(notice_id))
    return ResultTemplate(books_of(office.spreadsheets).write(path, sheets), len(sheets) - 1)


@may(DECIDING)
def check_results(
    office: Office,
    notice_id: str,
    path: Path,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> CheckedResults:
    """Read a file of results, name every bad cell, and tell what differs from what is recorded.

    UnreadableBook when the file can't be read, NotQueried when it holds no results, QueryStopped.
    """
    notice = office.notices.get(notice_id)
    book = books_of(office.spreadsheets).read(path)
    results = results_in(book, notice)
    bad = list(results.bad)
    if not any(one.data for one in results.pages) and not bad:
        words = " ".join((f"{book.name}: 조회 결과가 없습니다.", *results.notes))
        raise NotQueried(f"{words} 양식의 머리글 아래에 한 줄씩 적으세요.")
    # Without its columns a sheet cannot be read at all.
    rows = [] if bad else [row for page in results.pages for row in rows_of(page, notice, bad)]
    by_number: dict[str, list[FoundRow]] = defaultdict(list)
    for row in rows:
        by_number[row.number].append(row)
    plans: list[Plan] = []
    differences: list[Difference] = []
    people = 0
    for done, (number, found) in enumerate(by_number.items(), start=1):
        if done % _BATCH == 0:
            progress(done)
            if cancelled():
                raise QueryStopped
        with office.store.unit() as unit:
            laid, count = _laid(unit, notice, number, found, bad)
        people += count
        if laid is not None:
            differences += laid.differences
            if laid.edits:
                plans.append(Plan(laid.case.id, number, tuple(laid.edits)))
    kinds = {one.sheet.kind for one in results.pages}
    with office.store.unit() as unit:
        detail = {"notice": notice.id, "people": people, "differences": len(differences)}
        note(office, unit, "query-check", detail=detail)
    return CheckedResults(
        notice=notice.id,
        name=book.name,
        rows=sum(len(one.data) for one in results.pages),
        people=people,
        kinds=tuple(one for one in QueryKind if one in kinds),
        bad=tuple(sorted(bad, key=lambda one: (one.sheet, one.row, one.column))),
        notes=tuple(results.notes),
        differences=tuple(differences),
        plans=() if bad else tuple(plans),
    )


@may(DECIDING)
def take_results(
    office: Office,
    checked: CheckedResults,
    source: str,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Taken:
    """Write checked results into every case of the file in one transaction, or into none.

    `source` says whose answer it is and of which day (출처); it stands in the row of every case.
    NotQueried without a source, while a cell is bad, when nothing would change, or when a case
    was changed meanwhile; QueryStopped.
    """
    if not source.strip():
        raise NotQueried("결과의 출처(기관과 회신한 날)를 적으세요. 장부에 남습니다.")
    if checked.bad:
        raise NotQueried(f"고칠 칸이 {len(checked.bad):,}개 남아 있어 아무것도 받지 않았습니다.")
    if not checked.plans:
        raise NotQueried("모두 이미 적힌 내용과 같아 받을 것이 없습니다.")
    why = f"소득·자산 조회 결과: {source.strip()}"
    with office.store.unit() as unit:
        for at, plan in enumerate(checked.plans):
            if at % _BATCH == 0:
                # Long work ends with the role of whoever began it.
                demand(office, DECIDING, "take_results")
                progress(at)
                if cancelled():
                    raise QueryStopped
            _take(office, unit, plan, why)
        detail = {
            "notice": checked.notice,
            "cases": len(checked.plans),
            "people": checked.people,
            "lines": checked.rows,
            "kinds": [one.value for one in checked.kinds],
            "differences": len(checked.differences),
        }
        note(office, unit, "query-results", why=why, detail=detail)
    progress(len(checked.plans))
    changes = Changes(
        cases=True, judgement=True, lists=True, queues=True, decisions=True, season=True
    )
    return Taken(len(checked.plans), checked.people, changes)


def _take(office: Office, unit: UnitOfWork, plan: Plan, why: str) -> None:
    try:
        lay_down(office, unit, plan.case_id, plan.edits, why)
    except (EditClash, Contradictory, KeyError):
        raise NotQueried(
            f"{plan.number}: 파일을 확인한 뒤 다른 사람이 고쳤습니다. 아무것도 받지 않았으니 "
            "파일을 다시 확인하세요."
        ) from None


def _laid(
    unit: UnitOfWork,
    notice: Notice,
    number: str,
    rows: Sequence[FoundRow],
    bad: list[BadResult],
) -> tuple[Laying | None, int]:
    """Lay the rows of one case onto it; faults go to `bad`. Returns it and how many people."""
    case_id = unit.cases.id_of(number)
    case = unit.cases.get(case_id) if case_id is not None else None
    if case is None or case.notice != notice.id:
        bad += [one.refused(NUMBER, "이 공고에 없는 접수번호입니다.") for one in rows]
        return None, 0
    found = [(person, row) for row in rows if (person := _person(case, row, bad)) is not None]
    faults = len(bad)
    bad += _both(found)
    laying = Laying.of(case)
    laying.lay(found)
    bad += laying.bad
    if len(bad) == faults and found:
        bad += [
            found[0][1].refused(NAME, one.message) for one in new_contradictions(case, laying.after)
        ]
    return laying, len({person.id for person, _row in found})


def _person(case: Case, row: FoundRow, bad: list[BadResult]) -> Person | None:
    """Return whom a row is about: the same number, or where none is held birth date and name."""
    birth = birth_of(row.rrn) if row.rrn else row.birth
    by_rrn = [one for one in case.people if row.rrn and one.rrn == row.rrn]
    by_birth = [
        one
        for one in case.people
        if one.birth == birth and one.name == row.name and (not row.rrn or one.rrn is None)
    ]
    people = by_rrn or by_birth
    key = RRN if RRN in row.columns else NAME
    if len(people) != 1:
        bad.append(row.refused(key, f"{case.number}의 세대원 가운데 이 사람이 없습니다."))
        return None
    if people[0].name != row.name:
        bad.append(row.refused(NAME, f"이 번호의 사람은 '{people[0].name}'(으)로 적혀 있습니다."))
        return None
    return people[0]


def _both(found: Sequence[tuple[Person, FoundRow]]) -> Iterator[BadResult]:
    """Yield the rows that say 'nothing' of somebody for whom other rows tell of something."""
    told: Mapping[tuple[UUID, QueryKind], list[FoundRow]] = defaultdict(list)
    for person, row in found:
        told[person.id, row.kind].append(row)
    for rows in told.values():
        empty = [one for one in rows if one.item is None]
        if empty and len(empty) < len(rows):
            words = "같은 사람에게 찾은 것이 있는 행도 있습니다. 어느 쪽이 맞는지 확인하세요."
            yield from (one.refused(ITEM, words) for one in empty)
