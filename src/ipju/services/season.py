"""The figures of a season (현황): each is counted from the ledger, or names the row it rests on.

The table of reasons is that of the last examination (전체 심사), whose run the ledger names; the
points are those of the rosters, whose digests the ledger holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final

from ipju.domain.account import Account
from ipju.domain.case import Supply
from ipju.domain.decision import Verdict
from ipju.domain.listing import CaseQuery
from ipju.domain.requests import RequestKind
from ipju.domain.rrn import without_rrn
from ipju.domain.season import ActCases, ActCount, AskedCount
from ipju.domain.spreadsheet import WriteColumn, WriteSheet
from ipju.rules.names import TITLES
from ipju.services.action_words import act_words
from ipju.services.authority import CASES, DECIDING, may, note
from ipju.services.frozen import names_of
from ipju.services.import_applications import NoSpreadsheets
from ipju.services.office import Changes, Office
from ipju.services.outcomes import outcome_table

RECEIVED: Final = ("open", "import")
_STEPS: Final = (
    ("접수", RECEIVED),
    ("봉투", ("envelope",)),
    ("조회 의뢰", ("query-export",)),
    ("올림", ("propose",)),
    ("승인", ("approve",)),
    ("통지", ("issue-letter",)),
    ("발송", ("post-letter",)),
)
"""The way of an application; each step is counted from the one before it that was done."""
_LOOKS: Final = ("view", "reveal-rrn", "scan-view")
_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name, and how many applications it counts."""

    name: str
    count: int
    tone: str = "ink"


@dataclass(frozen=True, slots=True)
class StepTime:
    """How long a step took after the one before, in whole days; half took `middle` or less."""

    name: str
    cases: int
    middle: int
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsOf:
    """How many of the newest roster of a supply type have so many points, the highest first."""

    supply: Supply
    quota: int
    rows: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWork:
    """What one person did on one day: how many acts, and which most of all."""

    day: date
    name: str
    acts: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonFigures:
    """A season as it stands. `unwritten` are cases whose coming in is no row of the ledger of their

    own: those a practice office was filled with. `destroyed` (파기) are no longer counted anywhere.
    `examined_on` is the day of the reasons.
    """

    notice: str
    on: date
    way: tuple[Figure, ...]
    asked: tuple[Figure, ...]
    whole: tuple[Figure, ...]
    reasons: tuple[Figure, ...]
    examined_on: date | None
    points: tuple[PointsOf, ...]
    steps: tuple[StepTime, ...]
    days: tuple[DayWork, ...]
    acts: tuple[tuple[str, str, int], ...] = field(repr=False)
    unwritten: int = 0
    destroyed: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """The file that was written."""

    path: Path
    changes: Changes


@may(CASES)
def season_figures(office: Office, notice_id: str) -> SeasonFigures:
    """Return the figures of a notice; KeyError when there is no such notice."""
    office.notices.get(notice_id)
    counts = office.store.season
    by_case, by_day = counts.by_case(notice_id), counts.by_day(notice_id)
    names = _names(office.store.staff())
    way = _way(
        by_case, counts.complete(notice_id), counts.standing(notice_id), counts.returned(notice_id)
    )
    total = office.store.page(CaseQuery(notice=notice_id, limit=1)).total
    table = outcome_table(office, notice_id)
    return SeasonFigures(
        notice=notice_id,
        on=office.clock.today(),
        way=way,
        asked=_asked(counts.asked(notice_id)),
        whole=tuple(
            Figure(one.outcome.label, one.cases, one.outcome.value)
            for one in (table.whole if table else ())
        ),
        reasons=tuple(
            Figure(f"{one.title} {one.outcome.label}", one.cases, one.outcome.value)
            for one in (table.reasons if table else ())
        ),
        examined_on=table.run.day if table else None,
        points=_points(office, notice_id),
        steps=_times(office, notice_id),
        days=_days(by_day, names),
        acts=_acts(by_day, names),
        unwritten=max(0, total - way[0].count),
        destroyed=_destroyed(office, notice_id),
    )


def _destroyed(office: Office, notice_id: str) -> int:
    with office.store.unit() as unit:
        return sum(one.notice == notice_id for one in unit.destructions.all())


def _names(staff: Sequence[Account]) -> dict[str, str]:
    """Return the names by account; two people of one name are not added up to one."""
    names = names_of(staff)
    many = Counter(names.values())
    return {
        one.id.hex: one.name if many[one.name] == 1 else f"{one.name}({one.login})" for one in staff
    }


def _of(found: Iterable[ActCases], action: str, mark: str | None = None) -> int:
    return sum(one.cases for one in found if one.action == action and mark in (None, one.mark))


def _way(
    found: Sequence[ActCases], complete: int, standing: Mapping[str, int], returned: int
) -> tuple[Figure, ...]:
    """Return the way of the applications, step by step."""
    supplement, explanation = RequestKind.SUPPLEMENT.value, RequestKind.EXPLANATION.value
    return (
        Figure("신청", sum(_of(found, one) for one in RECEIVED), "accent"),
        Figure("봉투를 처리함", _of(found, "envelope")),
        Figure("서류를 갖춤", complete, "pass"),
        Figure("보완을 요청함", _of(found, "send-request", supplement), "review"),
        Figure("소득·자산 조회를 의뢰함", _of(found, "query-export")),
        Figure("소명을 요청함", _of(found, "send-request", explanation), "review"),
        Figure("적격으로 승인", standing.get(Verdict.ELIGIBLE.value, 0), "pass"),
        Figure("부적격으로 승인", standing.get(Verdict.INELIGIBLE.value, 0), "fail"),
        Figure("통지를 냄", _of(found, "issue-letter")),
        Figure("통지를 부침", _of(found, "post-letter")),
        Figure("통지가 반송됨", returned, "review"),
    )


def _asked(found: Sequence[AskedCount]) -> tuple[Figure, ...]:
    kinds = {RequestKind.SUPPLEMENT.value: "보완", RequestKind.EXPLANATION.value: "소명"}
    return tuple(
        Figure(f"{kinds[one.kind]} {TITLES[one.rule][1]}", one.requests, "review")
        for one in found
        if one.kind in kinds and one.rule in TITLES
    )


def _points(office: Office, notice_id: str) -> tuple[PointsOf, ...]:
    """Return the points of the newest whole roster of each supply type."""
    found: dict[Supply, PointsOf] = {}
    with office.store.unit() as unit:
        for one in unit.rosters.all(notice_id):
            if one.supply in found or not one.whole:
                continue
            tally = Counter(entry.points for entry in one.entries)
            rows = tuple(sorted(tally.items(), reverse=True))
            found[one.supply] = PointsOf(supply=one.supply, quota=one.quota, rows=rows)
    return tuple(sorted(found.values(), key=lambda one: list(Supply).index(one.supply)))


def _times(office: Office, notice_id: str) -> tuple[StepTime, ...]:
    """Return how many days each step took after the one before, as each case went through them."""
    place = {action: at for at, (_name, actions) in enumerate(_STEPS) for action in actions}
    took: dict[int, list[int]] = defaultdict(list)
    rows = office.store.season.firsts(notice_id, list(place))
    for _case, firsts in groupby(rows, key=lambda one: one.case_id):
        moments: dict[int, int] = {}
        for one in firsts:
            at = place[one.action]
            moments[at] = min(moments.get(at, one.at), one.at)
        for before, after in pairwise(sorted(moments)):
            took[after].append(max(0, moments[after] - moments[before]) // _DAY)
    return tuple(
        StepTime(_STEPS[at][0], len(days), sorted(days)[(len(days) - 1) // 2], max(days))
        for at, days in sorted(took.items())
    )


def _days(found: Sequence[ActCount], names: Mapping[str, str]) -> tuple[DayWork, ...]:
    """Return what each person did each day, looks left out; the newest day first."""
    acts: dict[tuple[date, str], Counter[str]] = defaultdict(Counter)
    for one in found:
        if one.action not in _LOOKS:
            acts[one.day, one.actor][one.action] += one.rows
    return tuple(
        DayWork(
            day=day,
            name=names.get(actor, actor),
            acts=sum(tally.values()),
            words=", ".join(
                f"{act_words(action)} {count:,}" for action, count in tally.most_common(3)
            ),
        )
        for (day, actor), tally in sorted(
            acts.items(), key=lambda one: (-one[0][0].toordinal(), names.get(one[0][1], ""))
        )
    )


def _acts(found: Sequence[ActCount], names: Mapping[str, str]) -> tuple[tuple[str, str, int], ...]:
    """Return (act, who, how often), as the ledger holds it."""
    tally: Counter[tuple[str, str]] = Counter()
    for one in found:
        tally[one.action, one.actor] += one.rows
    rows = (
        (act_words(act), names.get(actor, actor), count) for (act, actor), count in tally.items()
    )
    return tuple(sorted(rows, key=lambda one: (one[0], one[1])))


@may(DECIDING)
def save_season(office: Office, notice_id: str, path: Path, reason: str) -> Saved:
    """Write the figures to Excel; the export is a ledger row with its reason.

    ValueError without a reason; NoSpreadsheets; OSError when it can't be written.
    """
    words = without_rrn(" ".join(reason.split()))
    if not words:
        raise ValueError("내보내는 사유를 적으세요. 장부에 남습니다.")
    if office.spreadsheets is None:
        raise NoSpreadsheets
    found = season_figures(office, notice_id)
    title = office.notices.get(notice_id).short_title
    with office.store.unit() as unit:
        note(office, unit, "season-file", why=words, detail={"notice": notice_id})
        # Last of all: what cannot be written leaves no row behind.
        written = office.spreadsheets.write(path, _sheets(found, title))
    return Saved(written, Changes(trail=True))


def _sheets(found: SeasonFigures, title: str) -> tuple[WriteSheet, ...]:
    gone = f" 파기한 {found.destroyed:,}건은 들지 않습니다." if found.destroyed else ""
    basis = f"{title}, {found.on} 현재. 장부에서 센 수입니다.{gone}"
    examined = f"{found.examined_on} 전체 심사" if found.examined_on else "전체 심사를 하지 않음"
    return (
        _counted("진행", found.way, basis),
        _counted("심사 결과", (*found.whole, *found.reasons), examined),
        _counted("요청한 사유", found.asked, "보완요청과 소명요청에 적은 사유"),
        WriteSheet(
            name="가점 분포",
            note="굳힌 순위 명부의 가점",
            columns=(
                WriteColumn(head="공급유형", width=24),
                WriteColumn(head="가점", width=8, kind="number"),
                WriteColumn(head="사람", width=10, kind="number"),
            ),
            rows=tuple(
                (one.supply.label, points, people)
                for one in found.points
                for points, people in one.rows
            ),
        ),
        WriteSheet(
            name="걸린 날",
            note="앞 단계를 처음 마친 때부터 이 단계를 처음 마친 때까지의 날",
            columns=(
                WriteColumn(head="단계", width=14),
                WriteColumn(head="신청", width=10, kind="number"),
                WriteColumn(head="가운데 값(일)", width=14, kind="number"),
                WriteColumn(head="가장 긴 것(일)", width=14, kind="number"),
            ),
            rows=tuple((one.name, one.cases, one.middle, one.longest) for one in found.steps),
        ),
        WriteSheet(
            name="날마다",
            note="사례에 한 일. 본 것은 세지 않습니다.",
            columns=(
                WriteColumn(head="날", width=13, kind="day"),
                WriteColumn(head="담당", width=12),
                WriteColumn(head="한 일", width=10, kind="number"),
                WriteColumn(head="많이 한 것", width=60),
            ),
            rows=tuple((one.day, one.name, one.acts, one.words) for one in found.days),
        ),
        WriteSheet(
            name="장부의 행",
            note="장부에 적힌 행의 수. 위의 수를 다시 셀 때 씁니다.",
            columns=(
                WriteColumn(head="한 일", width=34),
                WriteColumn(head="담당", width=12),
                WriteColumn(head="행", width=10, kind="number"),
            ),
            rows=found.acts,
        ),
    )


def _counted(name: str, rows: Sequence[Figure], basis: str) -> WriteSheet:
    return WriteSheet(
        name=name,
        note=basis,
        columns=(
            WriteColumn(head="항목", width=36),
            WriteColumn(head="신청", width=12, kind="number"),
        ),
        rows=tuple((one.name, one.count) for one in rows),
    )
