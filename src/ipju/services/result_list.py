"""The published list of results (결과 명단), masked as public lists are, from approvals alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from ipju.domain.case import Supply
from ipju.domain.decision import Verdict
from ipju.domain.masking import masked_name
from ipju.domain.outgoing import ResultLine
from ipju.domain.printed_office import ResultRow, ResultSheet
from ipju.domain.spreadsheet import WriteColumn, WriteSheet
from ipju.rules.ranking import Selection
from ipju.services import ranking
from ipju.services.authority import DECIDING, may, note
from ipju.services.files import write_whole
from ipju.services.frozen import NotWhole
from ipju.services.office import Changes, Office
from ipju.services.publish_problems import (
    CannotPost,
    NotDrawn,
    at_hand,
    purpose,
)
from ipju.services.ranking import Result

_NO_BIRTH = "-"
_ELIGIBLE = "적격"
CHANGED = "결재 바뀜"
NOT_RANKED = "명부를 굳힌 뒤 승인됨"
_NAMED = 10
"""So many numbers are said in a sentence; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLine:
    """One line of the list, the name already masked."""

    number: str
    name: str
    birth: date | None
    supply: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An application that the list leaves out, and why. `selected`: its place was within the line,

    which nobody else takes (B35).
    """

    number: str
    why: str
    selected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultList:
    """What may be published of a notice. `basis` says what it rests on.

    `missing` are sentences on what is not settled yet: nothing is published while there are any.
    `left_out` are those about whom list and letters say nothing; the others' stand without them.
    `results` are the rankings that are settled, `proposals` the approvals of eligibility that
    stand, by number.
    """

    heading: str
    basis: str
    lines: tuple[ListedLine, ...]
    missing: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    results: tuple[Result, ...] = ()
    proposals: Mapping[str, UUID] = field(default_factory=dict)

    @property
    def omitted(self) -> str:
        """What is said of those left out, for who decides; empty when there are none."""
        words = [
            f"{why} {_numbers(numbers)}"
            for why in (CHANGED, NOT_RANKED)
            if (numbers := [one.number for one in self.left_out if one.why == why])
        ]
        if not words:
            return ""
        within = sum(one.selected for one in self.left_out)
        of_them = f" 그 가운데 {within:,}건은 선정 순위였습니다." if within else ""
        return (
            f"명단과 선정·미선정 통지에서 뺀 신청: {', '.join(words)}.{of_them} 아무도 순위를 "
            "앞당기지 않으며, 다른 분의 명단과 통지는 그대로 나갑니다."
        )

    @property
    def footing(self) -> str:
        """`basis`, and by number whom the published list would name but for his approval."""
        numbers = [one.number for one in self.left_out if one.selected]
        if not numbers:
            return self.basis
        return (
            f"{self.basis} 결재가 바뀌어 이 명단에서 뺀 접수번호: {', '.join(numbers)}. 다른 "
            "신청의 순위와 결과는 그대로입니다."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The file that was written, and how many it lists."""

    path: Path
    lines: int
    changes: Changes


class NotSettled(CannotPost):
    """The list can't be published yet; the message lists what is missing."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(" ".join(missing))


@may(DECIDING)
def result_list(
    office: Office,
    notice_id: str,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> ResultList:
    """Return the list of a notice: the selected where it ranks, else the eligible.

    Every line rests on an approval that is whole; NotWhole when one was altered past the program.
    """
    with office.store.unit() as unit:
        found = unit.outgoing.results(notice_id)
        eligible = [one for one in found if one.verdict is Verdict.ELIGIBLE]
        for at, one in enumerate(eligible):
            if not unit.proposals.get(one.proposal).whole:
                raise NotWhole(f"{one.case_number}의 승인된 결정")
            progress(at + 1, len(eligible))
    notice = office.notices.get(notice_id)
    if notice.quota is None or notice.points is None:
        return ResultList(
            heading="자격심사 적격자 명단",
            basis="승인된 자격 심사의 결과입니다.",
            lines=tuple(_line(one, _ELIGIBLE) for one in eligible),
            missing=() if eligible else ("승인된 적격 결정이 없습니다.",),
        )
    return _selected(office, notice_id, {one.case_number: one for one in eligible})


def _selected(office: Office, notice_id: str, eligible: dict[str, ResultLine]) -> ResultList:
    """Return the selected of every supply type, by the newest roster of each and its draw."""
    lines: list[ListedLine] = []
    missing: list[str] = []
    left_out: list[LeftOut] = []
    results: list[Result] = []
    on_roster: set[str] = set()
    ranked: set[Supply] = set()
    for roster in ranking.rosters(office, notice_id):
        if not roster.newest:
            continue
        supply = roster.roster.supply
        ranked.add(supply)
        found = ranking.result(office, roster.roster.id)
        on_roster |= {one.entry.number for one in found.placed}
        if not found.settled:
            missing.append(str(NotDrawn(supply.label)))
            continue
        results.append(found)
        for one in found.placed:
            selected, number = one.selection is Selection.SELECTED, one.entry.number
            if one.entry.case_id in found.gone:
                continue
            # Who was approved anew as ineligible stands, but not as the roster has him.
            if one.entry.case_id in found.changed or number not in eligible:
                left_out.append(LeftOut(number=number, why=CHANGED, selected=selected))
            elif selected:
                lines.append(_line(eligible[number], one.selection.label))
    left_out += [
        LeftOut(number=one.case_number, why=NOT_RANKED)
        for one in eligible.values()
        if one.supply in ranked and one.case_number not in on_roster
    ]
    waiting = sorted({one.supply for one in eligible.values()} - ranked, key=list(Supply).index)
    missing += [f"{one.label}: 순위 명부를 아직 굳히지 않았습니다." for one in waiting]
    if not lines and not missing:
        why = "명단에 적을 선정자가 없습니다." if results else "승인된 적격 결정이 없습니다."
        missing.append(why)
    return ResultList(
        heading="선정자 명단",
        basis="승인된 자격 심사와 굳힌 순위 명부, 공개 추첨의 결과입니다.",
        lines=tuple(sorted(lines, key=lambda one: one.number)),
        missing=tuple(missing),
        left_out=tuple(sorted(left_out, key=lambda one: one.number)),
        results=tuple(results),
        proposals={number: one.proposal for number, one in eligible.items()},
    )


def _numbers(numbers: list[str]) -> str:
    rest = f" 등 {len(numbers):,}건" if len(numbers) > _NAMED else f" ({len(numbers):,}건)"
    return ", ".join(numbers[:_NAMED]) + rest


def _line(one: ResultLine, result: str) -> ListedLine:
    return ListedLine(
        number=one.case_number,
        name=masked_name(one.name),
        birth=one.birth,
        supply=one.supply.label,
        result=result,
    )


@may(DECIDING)
def publish_results(
    office: Office,
    notice_id: str,
    path: Path,
    reason: str,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Published:
    """Write the list as .xlsx or, by the name of `path`, as PDF; the export is a ledger row.

    NotSettled while somebody's result is open; NoPurpose; OSError when it can't be written.
    """
    words = purpose(reason)
    found = result_list(office, notice_id, progress)
    if found.missing:
        raise NotSettled(found.missing)
    books = at_hand(office.spreadsheets) if path.suffix.lower() != ".pdf" else None
    detail = {"notice": notice_id, "lines": len(found.lines), "kind": "xlsx" if books else "pdf"}
    if found.left_out:
        detail["left_out"] = len(found.left_out)
    with office.store.unit() as unit:
        note(office, unit, "publish-results", why=words, detail=detail)
    if books is not None:
        books.write(path, [_sheet(found)])
    else:
        write_whole(path, office.printer.render(_model(office, notice_id, found)))
    return Published(path=path, lines=len(found.lines), changes=Changes(trail=True))


def _sheet(found: ResultList) -> WriteSheet:
    heads = (
        WriteColumn(head="번호", width=8, kind="number"),
        WriteColumn(head="접수번호", width=18),
        WriteColumn(head="성명", width=14),
        WriteColumn(head="생년월일", width=14, kind="day"),
        WriteColumn(head="공급유형", width=22),
        WriteColumn(head="결과", width=10),
    )
    rows = tuple(
        (place, one.number, one.name, one.birth, one.supply, one.result)
        for place, one in enumerate(found.lines, start=1)
    )
    return WriteSheet(name=found.heading, columns=heads, rows=rows, note=found.footing)


def _model(office: Office, notice_id: str, found: ResultList) -> ResultSheet:
    notice = office.notices.get(notice_id)
    return ResultSheet(
        office=notice.office.name,
        made_on=office.clock.today(),
        practice=office.practice,
        notice_title=notice.short_title,
        heading=found.heading,
        basis=found.footing,
        count=f"{len(found.lines):,}",
        rows=tuple(_rows(found)),
    )


def _rows(found: ResultList) -> Iterator[ResultRow]:
    for place, one in enumerate(found.lines, start=1):
        yield ResultRow(
            place=f"{place:,}",
            number=one.number,
            name=one.name,
            birth=one.birth.isoformat() if one.birth else _NO_BIRTH,
            supply=one.supply,
            result=one.result,
        )
