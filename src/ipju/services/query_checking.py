"""A file of query results held against the cases as they stand: what is wrong, what differs."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import UUID

from ipju.domain.case import Case, Stage
from ipju.domain.decision import ProposalState
from ipju.domain.editing import Edit
from ipju.domain.notice import Notice
from ipju.domain.person import Person
from ipju.domain.rrn import birth_of
from ipju.services.authority import DECIDING, may, note
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork
from ipju.services.query_asking import fallen_cases
from ipju.services.query_columns import ITEM, NAME, NUMBER, RRN, QueryKind
from ipju.services.query_merge import Difference, Laying
from ipju.services.query_problems import NotQueried, QueryStopped, books_of
from ipju.services.query_sheets import BadResult, FoundRow, results_in, rows_of
from ipju.services.record import new_contradictions

BATCH: Final = 200
_FEW: Final = 20
"""Where a file tells of more than one case in so many, reading all of them takes less time."""
_ALL: Final = 1_000_000
_NAMED: Final = 3
"""Cells that a note names; the others are counted."""
_REPEATED: Final = frozenset({QueryKind.FINANCE, QueryKind.ASSETS})
"""Kinds of which somebody may have two that look alike, so that a second row is no fault."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The edits that results make to one case of a version, and the rows they come from."""

    case_id: UUID
    number: str
    version: int
    edits: tuple[Edit, ...]
    rows: tuple[FoundRow, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedResults:
    """A file of results that was read whole. Taken only while `bad` is empty.

    `decided` is how many of its cases have a decision that waits or was approved: taking the file
    takes the effect from it.
    """

    notice: str
    name: str
    rows: int
    people: int
    kinds: tuple[QueryKind, ...]
    bad: tuple[BadResult, ...]
    notes: tuple[str, ...]
    differences: tuple[Difference, ...]
    decided: int = 0
    plans: tuple[Plan, ...] = field(default=(), repr=False)


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
    plans: list[Plan] = []
    differences: list[Difference] = []
    people = 0
    with collector_at_rest():
        # Without its columns a sheet cannot be read at all.
        rows = [] if bad else [row for page in results.pages for row in rows_of(page, notice, bad)]
        by_number: dict[str, list[FoundRow]] = defaultdict(list)
        for row in rows:
            by_number[row.number].append(row)
        for done, case in enumerate(_cases_of(office, by_number), start=1):
            if done % BATCH == 0:
                progress(done)
                if cancelled():
                    raise QueryStopped
            found = by_number.pop(case.number)
            laid, count = laid_on(notice, case, found, bad)
            people += count
            differences += laid.differences
            if laid.edits:
                plans.append(
                    Plan(
                        case.id,
                        case.number,
                        case.version,
                        tuple(laid.edits),
                        tuple(found),
                        tuple(laid.differences),
                    )
                )
    for found in by_number.values():
        bad += [one.refused(NUMBER, _NO_CASE) for one in found]
    kinds = {one.sheet.kind for one in results.pages}
    with office.store.unit() as unit:
        decided = {one.case_id for one in plans} & _decided(unit)
        notes = [*results.notes, *_twice(rows), *_given_way(unit, notice.id, plans)]
        detail = {"notice": notice.id, "people": people, "differences": len(differences)}
        note(office, unit, "query-check", detail=detail)
    return CheckedResults(
        notice=notice.id,
        name=book.name,
        rows=sum(len(one.data) for one in results.pages),
        people=people,
        kinds=tuple(one for one in QueryKind if one in kinds),
        bad=tuple(sorted(bad, key=lambda one: (one.sheet, one.row, one.column))),
        notes=tuple(notes),
        differences=tuple(differences),
        decided=len(decided),
        plans=() if bad else tuple(plans),
    )


def cases_within(office: Office, unit: UnitOfWork, numbers: Mapping[str, object]) -> Iterator[Case]:
    """Yield the cases that have these numbers, read in one transaction; see `_cases_of`."""
    return _cases_of(office, numbers, unit)


def _cases_of(
    office: Office, numbers: Mapping[str, object], unit: UnitOfWork | None = None
) -> Iterator[Case]:
    """Yield the cases that have these numbers, in number order; what is not there is left out.

    `numbers` may shrink while this runs, not grow.
    """
    wanted = frozenset(numbers)
    if len(wanted) * _FEW >= office.store.counts().get("total", 0):
        yield from (one for one in office.store.read_all() if one.number in wanted)
        return
    for number in sorted(wanted):
        if unit is not None:
            found = _case_of(unit, number)
        else:
            with office.store.unit() as own:
                found = _case_of(own, number)
        if found is not None:
            yield found


def _case_of(unit: UnitOfWork, number: str) -> Case | None:
    case_id = unit.cases.id_of(number)
    return unit.cases.get(case_id) if case_id is not None else None


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the cycle collector from looking through every row that is held, again and again.

    They hold no cycle. With it the time grows faster than the file.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_NO_CASE: Final = "이 공고에 없는 접수번호입니다."


def laid_on(
    notice: Notice, case: Case, rows: Sequence[FoundRow], bad: list[BadResult]
) -> tuple[Laying, int]:
    """Lay rows onto a case; faults go to `bad`. Returns it and of how many people they tell."""
    laying = Laying.of(case)
    if case.notice != notice.id:
        bad += [one.refused(NUMBER, _NO_CASE) for one in rows]
        return laying, 0
    if case.stage is Stage.CLOSED:
        words = "종결된 신청입니다. 이 행을 지우고 다시 읽으세요."
        bad += [one.refused(NUMBER, words) for one in rows]
        return laying, 0
    found = [(person, row) for row in rows if (person := _person(case, row, bad)) is not None]
    faults = len(bad)
    bad += _both(found)
    laying.lay(found)
    bad += laying.bad
    # A flag that a query came back contradicts nothing.
    told = any(one.path[0] != "people" for one in laying.edits)
    if len(bad) == faults and told:
        for one in new_contradictions(case, laying.after):
            row, key = laying.at_fault(one.path) or (found[0][1], NAME)
            bad.append(row.refused(key, one.message))
    return laying, len({person.id for person, _row in found})


def _decided(unit: UnitOfWork) -> set[UUID]:
    """Return the cases of which a decision waits or was approved."""
    states = ProposalState.WAITING, ProposalState.APPROVED
    return {one.case_id for state in states for one in unit.proposals.in_state(state, limit=_ALL)}


def _given_way(unit: UnitOfWork, notice_id: str, plans: Sequence[Plan]) -> Iterator[str]:
    """Yield how many of the cases do not stand any more, though their results came."""
    fallen = fallen_cases(unit, notice_id)
    for why, many in Counter(fallen[it.case_id] for it in plans if it.case_id in fallen).items():
        yield f"{why}: {many:,}건의 결과도 들어 있습니다."


def _twice(rows: Sequence[FoundRow]) -> Iterator[str]:
    """Yield a note on rows that are the same in everything, where two such things may be."""
    seen: set[tuple[object, ...]] = set()
    again: list[FoundRow] = []
    for one in rows:
        if one.kind not in _REPEATED or one.item is None:
            continue
        whom = one.number, one.name, one.rrn, one.birth
        told = (*whom, one.item, one.share, *sorted(one.values.items(), key=lambda it: it[0]))
        if told in seen:
            again.append(one)
        seen.add(told)
    if again:
        named = ", ".join(one.refused(ITEM, "").cell for one in again[:_NAMED])
        more = f" 외 {len(again) - _NAMED:,}개" if len(again) > _NAMED else ""
        yield f"앞의 행과 모두 같은 행이 있습니다({named}{more}). 두 번 적힌 것이 아닌지 보세요."


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
