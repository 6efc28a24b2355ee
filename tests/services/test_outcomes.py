"""Examining all: a table of outcomes by reason, the cases behind it, what changed and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ipju.domain.case import Case
from ipju.domain.editing import change
from ipju.domain.examination import OutcomeQuery
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseQuery
from ipju.rules.names import TITLES
from ipju.services.authority import NotOnStaff
from ipju.services.examine import due_findings, examine
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.outcome_files import save_outcomes
from ipju.services.outcomes import (
    NoRun,
    examine_season,
    outcome_cases,
    outcome_changes,
    outcome_table,
)
from ipju.services.practice import fill
from ipju.services.record import record
from tests.services.applications_file import ledger
from tests.services.desk import stored
from tests.services.query_files import NOTICE
from tests.services.rooms import ROOMS, on, youth


def counted(office: Office) -> Counter[tuple[str, Outcome]]:
    """Return every outcome by its reason, judged here again."""
    found: Counter[tuple[str, Outcome]] = Counter()
    for case in office.store.read_all():
        judgement = examine(case, office.notices.get(case.notice), office.clock.today())
        found.update(
            (one.rule, one.outcome)
            for one in due_findings(judgement)
            if one.outcome not in (Outcome.PASS, Outcome.NA)
        )
    return found


def test_the_table_counts_what_judging_each_case_says(office: Office) -> None:
    fill(office, NOTICE, 80)
    assert outcome_table(office) is None
    seen: list[int] = []
    ended = examine_season(office, progress=seen.append)
    assert (ended.done, ended.stopped, seen) == (80, False, [80])
    table = outcome_table(office)
    assert table is not None
    assert (table.total, table.before, table.changed, table.edited) == (80, None, None, 0)
    assert {one.outcome: one.cases for one in table.whole} == ended.by_outcome
    again = counted(office)
    assert len(again) > 10
    assert {(one.rule, one.outcome): one.cases for one in table.reasons} == again
    assert {one.before for one in table.reasons} == {None}
    # The weightiest first, and of those the most frequent.
    fails = [one.cases for one in table.reasons if one.outcome is Outcome.FAIL]
    assert fails == sorted(fails, reverse=True)
    assert table.reasons[: len(fails)] == tuple(
        one for one in table.reasons if one.outcome is Outcome.FAIL
    )
    assert ledger(office)[-1][0] == "examination-run"


def test_behind_every_row_stand_its_cases(office: Office) -> None:
    fill(office, NOTICE, 60)
    examine_season(office)
    table = outcome_table(office)
    assert table is not None
    for row in (*table.whole, *table.reasons):
        query = OutcomeQuery(run=table.run.id, rule=row.rule, outcome=row.outcome, limit=7)
        page = outcome_cases(office, query)
        assert page.total == row.cases
        assert len(page.lines) == min(7, row.cases)
        for line in page.lines:
            if row.rule:
                assert (row.rule, row.outcome) in line.result.reasons
            else:
                assert line.result.outcome is row.outcome
    whole = OutcomeQuery(run=table.run.id, offset=50, limit=50)
    numbers = [one.result.number for one in outcome_cases(office, whole).lines]
    listed = office.store.page(CaseQuery(offset=50, limit=50)).lines
    assert numbers == [one.number for one in listed]
    assert len(numbers) == 10


def test_the_next_run_tells_what_changed_and_what_was_done(
    office: Office, refused: Case, granted: Case
) -> None:
    examine_season(office)
    with pytest.raises(NoRun):
        outcome_changes(office)
    path = ("incomes", refused.incomes[0].id, "monthly")
    record(office, refused.id, [change(refused, path, 1_000_000)], why="정정 자료")
    table = outcome_table(office)
    assert table is not None
    assert table.edited == 1
    examine_season(office)
    table = outcome_table(office)
    assert table is not None
    assert (table.changed, table.edited) == (1, 0)
    income = next(one for one in table.reasons if one.rule == "income")
    assert (income.outcome, income.cases, income.before) == (Outcome.FAIL, 0, 1)
    page = outcome_changes(office)
    assert page.total == 1
    (one,) = page.changes
    assert one.line.result.number == refused.number
    assert one.line.before is not None
    assert ("income", Outcome.FAIL) in one.line.before.reasons
    assert f"{TITLES['income'][1]} 부적합 → 적합" in one.what
    (why,) = one.why
    assert why.startswith("정정 자료 · 소득 월 금액 (")


def test_a_figure_that_moved_and_a_case_that_came_in_are_changes_too(
    office: Office, refused: Case
) -> None:
    examine_season(office)
    path = ("incomes", refused.incomes[0].id, "monthly")
    record(office, refused.id, [change(refused, path, 9_000_000)])
    add_case(office, youth("2024-T-0001"))
    examine_season(office)
    first, second = outcome_changes(office).changes
    assert first.line.before is not None
    assert first.what == (f"{first.line.before.headline} → {first.line.result.headline}",)
    assert second.what == ("새로 들어온 신청",)
    assert second.why[0].startswith("신청을 받음 (")
    only = outcome_changes(office, notice=ROOMS)
    assert [one.line.result.number for one in only.changes] == ["2024-T-0001"]
    youths = outcome_table(office, ROOMS)
    assert youths is not None
    assert (youths.total, youths.changed) == (1, 1)


def test_what_was_edited_since_is_counted_by_notice_and_from_the_beginning_of_the_run(
    office: Office, refused: Case, granted: Case
) -> None:
    def edit(_done: int) -> None:
        path = ("incomes", refused.incomes[0].id, "monthly")
        record(office, refused.id, [change(stored(office, refused.id), path, 9_000_000)])

    # Judged already when somebody saves it; the run is still under way.
    examine_season(office, progress=edit)
    table = outcome_table(office)
    assert table is not None
    assert table.edited == 1
    add_case(office, youth("2024-T-0001"))
    edited = [outcome_table(office, one) for one in (None, NOTICE, ROOMS)]
    assert [one.edited for one in edited if one is not None] == [2, 1, 1]


def test_a_day_that_passed_is_told_where_nobody_did_anything(office: Office, granted: Case) -> None:
    early = on(office, office.notices.get(NOTICE).day)
    with office.store.unit() as unit:
        unit.cases.save(replace(unit.cases.get(granted.id), papers=()))
    examine_season(early)
    until = office.notices.get(NOTICE).calendar.papers_until
    assert until is not None
    examine_season(on(office, until + timedelta(days=30)))
    (one,) = outcome_changes(office).changes
    assert any("미확인 → 부적합" in what for what in one.what)
    (why,) = one.why
    assert why.startswith("심사일이 2023-12-15 (금)에서")


def test_a_stopped_run_leaves_the_table_of_the_one_before(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipju.services.examine.BATCH", 5)
    fill(office, NOTICE, 12)
    examine_season(office)
    before = outcome_table(office)
    seen: list[int] = []
    stopped = examine_season(office, progress=seen.append, cancelled=lambda: len(seen) == 2)
    assert (stopped.done, stopped.stopped) == (10, True)
    assert outcome_table(office) == before
    run = office.store.connection.exec_driver_sql
    assert run("SELECT count(*) FROM examination_run").scalar() == 1
    assert run("SELECT count(*) FROM examination_result").scalar() == 12


def test_a_run_ends_with_the_role_of_whoever_began_it_and_leaves_nothing(
    office: Office, refused: Case, granted: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipju.services.examine.BATCH", 1)

    def leaves(_done: int) -> None:
        me = office.actor.id
        with office.store.unit() as unit:
            for role in office.actor.roles:
                unit.accounts.revoke(me, role, me, office.clock.now(), "퇴사")

    with pytest.raises(NotOnStaff):
        examine_season(office, progress=leaves)
    run = office.store.connection.exec_driver_sql
    assert run("SELECT count(*) FROM examination_run").scalar() == 0
    assert run("SELECT count(*) FROM examination_result").scalar() == 0


def test_single_results_are_kept_of_the_last_two_runs_and_go_with_their_case(
    office: Office, refused: Case, granted: Case
) -> None:
    for _time in range(3):
        examine_season(office)
    run = office.store.connection.exec_driver_sql
    assert run("SELECT count(*) FROM examination_run").scalar() == 3
    assert run("SELECT run, count(*) FROM examination_result GROUP BY run").all() == [
        (2, 2),
        (3, 2),
    ]
    with office.store.unit() as unit:
        unit.cases.delete(refused.id)
    left = run("SELECT DISTINCT case_id FROM examination_result").scalars().all()
    assert left == [granted.id.hex]


def test_the_table_goes_to_excel_with_its_reason(
    office: Office, refused: Case, granted: Case, tmp_path: Path
) -> None:
    with pytest.raises(NoRun):
        save_outcomes(office, tmp_path / "a.xlsx", "보고")
    examine_season(office)
    examine_season(office)
    with pytest.raises(ValueError, match="사유"):
        save_outcomes(office, tmp_path / "a.xlsx", " ")
    saved = save_outcomes(office, tmp_path / "a.xlsx", "보고")
    assert saved.cases == 2
    assert office.spreadsheets is not None
    table, cases = office.spreadsheets.read(saved.path).sheets
    assert "2건" in str(table.rows[0][0])
    assert table.rows[1][:4] == ("항목", "판정", "신청", "지난번")
    assert ("월평균소득", "부적합", 1, 1) in [row[:4] for row in table.rows]
    assert [row[:2] for row in cases.rows[1:]] == [
        (granted.number, "홍길동"),
        (refused.number, "김예시"),
    ]
    assert ledger(office)[-1][0] == "outcomes-file"
