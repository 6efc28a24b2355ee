"""Examining a whole season (전체 심사): the table of outcomes by reason, and what changed and why.

A run keeps how every case came out, so that the next one can be held against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from ipju.domain.case import Case
from ipju.domain.dates import seoul_time, spoken
from ipju.domain.examination import (
    CaseResult,
    Examination,
    OutcomeLine,
    OutcomePage,
    OutcomeQuery,
    ReasonCount,
)
from ipju.domain.finding import WORST_FIRST, Outcome
from ipju.domain.listing import Summary
from ipju.domain.trail import TrailQuery, TrailRow
from ipju.rules.judge import Judgement
from ipju.rules.names import TITLES
from ipju.services.authority import CASES, DECIDING, may, note
from ipju.services.examine import Examined, due_findings, examine_all
from ipju.services.fact_words import SECTIONS, WORDS
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork

_OPEN: Final = (Outcome.FAIL, Outcome.REVIEW, Outcome.MISSING)
_PLACES: Final = 3
"""Places of edited facts that are named; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRow:
    """One row of the table: a rule (or '' for the whole case), what it says, and of how many.

    `before` is how many it were the run before; None when there was none.
    """

    rule: str
    title: str
    outcome: Outcome
    cases: int
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTable:
    """The last run: whole cases by outcome, then the reasons by how many cases they hold.

    `changed` is how many cases came out otherwise than the run before (None: there was none);
    `edited` how many were saved since this run began, so that it may not know them.
    """

    run: Examination
    before: Examination | None
    by: str
    total: int
    whole: tuple[ReasonRow, ...]
    reasons: tuple[ReasonRow, ...]
    changed: int | None
    edited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeChange:
    """A case that came out otherwise: `what` the reasons that differ, `why` what was done."""

    line: OutcomeLine
    what: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """One page of changed cases and how many there are in all."""

    changes: tuple[OutcomeChange, ...]
    total: int


class NoRun(LookupError):
    """Nobody has examined all cases yet."""

    def __init__(self) -> None:
        super().__init__("아직 전체 심사를 하지 않았습니다. '모두 다시 심사'를 먼저 하세요.")


@may(DECIDING)
def examine_season(
    office: Office,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Examined:
    """Judge every case and keep how each came out; a stopped run leaves no table behind."""
    run = Examination(
        id=uuid4(),
        began_at=office.clock.now(),
        by=office.actor.id,
        day=office.clock.today(),
        digests={one: office.notices.digest(one) for one in office.notices.ids()},
    )
    counts: Counter[tuple[str, str, Outcome]] = Counter()

    def judged(unit: UnitOfWork, batch: Sequence[tuple[Case, Judgement, Summary]]) -> None:
        results = [_result(*one) for one in batch]
        unit.examinations.add(run.id, results)
        for one in results:
            counts[one.notice, "", one.outcome] += 1
            counts.update((one.notice, rule, outcome) for rule, outcome in one.reasons)

    with office.store.unit() as unit:
        unit.examinations.begin(run)
    try:
        ended = examine_all(office, progress, cancelled, judged)
    except BaseException:
        _drop(office, run.id)
        raise
    if ended.stopped:
        _drop(office, run.id)
        return ended
    with office.store.unit() as unit:
        unit.examinations.finish(
            run.id,
            office.clock.now(),
            [
                ReasonCount(notice=notice, rule=rule, outcome=outcome, cases=cases)
                for (notice, rule, outcome), cases in sorted(counts.items())
            ],
        )
        note(office, unit, "examination-run", detail={"cases": ended.done, "run": run.id.hex})
    return Examined(
        ended.done,
        ended.by_outcome,
        ended.stopped,
        ended.changes | Changes(season=True),
    )


@may(CASES)
def outcome_table(office: Office, notice: str | None = None) -> OutcomeTable | None:
    """Return the table of the last run, of one notice or of all; None before the first run."""
    with office.store.unit() as unit:
        runs = unit.examinations.last(2)
        if not runs:
            return None
        run, before = runs[0], runs[1] if len(runs) > 1 else None
        changed = None
        if before is not None:
            query = OutcomeQuery(run=run.id, notice=notice, changed=True, limit=1)
            changed = unit.examinations.page(query).total
        # From its beginning: what was saved while it ran may have been judged before that.
        edited = unit.examinations.edited_since(run.began_at, notice)
        by = unit.accounts.get(run.by).name
    now = _counted(run, notice)
    then = _counted(before, notice) if before is not None else None
    rows = [
        _row(rule, outcome, now, then) for rule, outcome in dict.fromkeys([*now, *(then or ())])
    ]
    whole = [one for one in rows if not one.rule]
    reasons = [one for one in rows if one.rule]
    order = list(TITLES)
    return OutcomeTable(
        run=run,
        before=before,
        by=by,
        total=sum(one.cases for one in whole),
        whole=tuple(sorted(whole, key=lambda one: WORST_FIRST.index(one.outcome))),
        reasons=tuple(
            sorted(
                reasons,
                key=lambda one: (
                    WORST_FIRST.index(one.outcome),
                    -one.cases,
                    order.index(one.rule),
                ),
            )
        ),
        changed=changed,
        edited=edited,
    )


@may(CASES)
def outcome_cases(office: Office, query: OutcomeQuery) -> OutcomePage:
    """Return one page of the cases behind a row of the table; KeyError for an older run."""
    with office.store.unit() as unit:
        return unit.examinations.page(query)


@may(CASES)
def outcome_changes(
    office: Office, notice: str | None = None, offset: int = 0, limit: int = 100
) -> ChangePage:
    """Return one page of what changed since the run before, and why; NoRun before two runs."""
    with office.store.unit() as unit:
        runs = unit.examinations.last(2)
        if len(runs) < 2:
            raise NoRun
        query = OutcomeQuery(
            run=runs[0].id, notice=notice, changed=True, offset=offset, limit=limit
        )
        page = unit.examinations.page(query)
    return ChangePage(
        changes=tuple(
            OutcomeChange(line=one, what=_what(one), why=_why(office, one, runs))
            for one in page.lines
        ),
        total=page.total,
    )


def words_of(reason: tuple[str, Outcome]) -> str:
    """Return a reason in words: `월평균소득 부적합`."""
    rule, outcome = reason
    return f"{TITLES[rule][1]} {outcome.label}" if rule in TITLES else outcome.label


def _drop(office: Office, run: UUID) -> None:
    with office.store.unit() as unit:
        unit.examinations.drop(run)


def _result(case: Case, judgement: Judgement, summary: Summary) -> CaseResult:
    return CaseResult(
        case_id=case.id,
        number=case.number,
        notice=case.notice,
        outcome=summary.outcome,
        reasons=tuple(
            (one.rule, one.outcome) for one in due_findings(judgement) if one.outcome in _OPEN
        ),
        headline=summary.headline,
    )


def _counted(run: Examination, notice: str | None) -> Mapping[tuple[str, Outcome], int]:
    found: Counter[tuple[str, Outcome]] = Counter()
    for one in run.counts:
        if notice in (None, one.notice) and (not one.rule or one.rule in TITLES):
            found[one.rule, one.outcome] += one.cases
    return found


def _row(
    rule: str,
    outcome: Outcome,
    now: Mapping[tuple[str, Outcome], int],
    then: Mapping[tuple[str, Outcome], int] | None,
) -> ReasonRow:
    return ReasonRow(
        rule=rule,
        title=TITLES[rule][1] if rule else outcome.label,
        outcome=outcome,
        cases=now.get((rule, outcome), 0),
        before=None if then is None else then.get((rule, outcome), 0),
    )


def _what(line: OutcomeLine) -> tuple[str, ...]:
    """Return what differs: each rule before and now, else the figure in the headline."""
    if line.before is None:
        return ("새로 들어온 신청",)
    before, now = dict(line.before.reasons), dict(line.result.reasons)
    found = [
        f"{TITLES[rule][1] if rule in TITLES else rule} "
        f"{before.get(rule, Outcome.PASS).label} → {now.get(rule, Outcome.PASS).label}"
        for rule in dict.fromkeys([*before, *now])
        if before.get(rule) is not now.get(rule)
    ]
    if not found:
        found.append(f"{line.before.headline} → {line.result.headline}")
    return tuple(found)


def _why(office: Office, line: OutcomeLine, runs: Sequence[Examination]) -> tuple[str, ...]:
    """Return what happened between two runs that this case came out otherwise by."""
    # Imported where it is used: with it come the frozen sheets, and the window starts without them.
    from ipju.services.frozen import EDITS

    run, before = runs[0], runs[1]
    rows = office.store.trail(
        TrailQuery(
            case_number=line.result.number,
            actions=EDITS,
            since=before.began_at,
            until=run.ended_at,
            limit=20,
        )
    ).rows
    found = [one for one in (_edit_words(row) for row in rows[::-1]) if one]
    notice = line.result.notice
    if before.digests.get(notice, "") != run.digests.get(notice, ""):
        found.append("공고의 설정이 바뀜")
    if not found and before.day != run.day:
        found.append(f"심사일이 {spoken(before.day)}에서 {spoken(run.day)}로 바뀜")
    if not found:
        found.append("사실·공고·심사일은 그대로입니다. 프로그램이 새로워졌는지 확인하세요.")
    return tuple(found)


def _edit_words(row: TrailRow) -> str:
    """Return an edit in words: its reason, which facts it touched, and when."""
    day = f"{seoul_time(row.at):%m-%d %H:%M}"
    fields = row.detail.get("fields")
    places = dict.fromkeys(_place(str(one)) for one in fields) if isinstance(fields, list) else {}
    named = ", ".join(list(places)[:_PLACES])
    if len(places) > _PLACES:
        named += f" 외 {len(places) - _PLACES}개"
    parts = [one for one in (row.why, named) if one]
    return f"{' · '.join(parts) or '신청을 받음'} ({day})"


def _place(path: str) -> str:
    """Return `소득 · 월 금액` for `incomes.<id>.monthly`."""
    steps = [one for one in path.split(".") if one in SECTIONS or one in WORDS]
    words = [SECTIONS.get(one) or WORDS[one] for one in (steps[:1] + steps[1:][-1:])]
    return " ".join(dict.fromkeys(words)) or "사실"
