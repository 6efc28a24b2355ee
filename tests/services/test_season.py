"""The figures of a season: each number is the one that the rows of the ledger count up to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from ipju import bootstrap
from ipju.cli.season import run
from ipju.domain.account import Account
from ipju.domain.case import Case
from ipju.domain.dates import seoul_time
from ipju.domain.decision import Verdict
from ipju.domain.requests import RequestKind
from ipju.domain.trail import TrailQuery, TrailRow
from ipju.services.action_words import act_words
from ipju.services.authority import NotAllowed, note
from ipju.services.destroy import destroy
from ipju.services.office import Actor, Office
from ipju.services.outcomes import outcome_table
from ipju.services.practice import fill
from ipju.services.ranking import result, rosters
from ipju.services.requests import draw_up, take_back
from ipju.services.season import SeasonFigures, save_season, season_figures
from tests.services.told_results import tell

NOTICE = "jangi-ansim-2023-3"
LOOKS = {"view", "reveal-rrn", "scan-view"}


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that has worked through a small season."""
    out = tmp_path_factory.mktemp("season")
    notice = bootstrap.notices().get(NOTICE)
    assert len(list(run(bootstrap, out / "office", out, notice, 41, 3))) > 15
    with bootstrap.practice_office(out / "office") as office:
        yield office


@pytest.fixture(scope="module")
def figures(worked: Office) -> SeasonFigures:
    return season_figures(worked, NOTICE)


@pytest.fixture(scope="module")
def rows(worked: Office) -> list[TrailRow]:
    """Every row of the ledger about a case, the oldest first, read page by page."""
    found: list[TrailRow] = []
    while True:
        query = TrailQuery(newest_first=False, offset=len(found), limit=500)
        page = worked.store.trail(query)
        found += page.rows
        if len(found) == page.total:
            return [one for one in found if one.case_id is not None]


def cases(rows: list[TrailRow], action: str, kind: str = "") -> int:
    """Count the cases an act touched, by the ledger alone."""
    return len(
        {
            one.case_id
            for one in rows
            if one.action == action and (not kind or one.detail.get("kind") == kind)
        }
    )


def test_the_way_of_the_applications_is_counted_again_from_the_ledger(
    figures: SeasonFigures, rows: list[TrailRow]
) -> None:
    shown = {one.name: one.count for one in figures.way}
    standing: dict[object, str] = {}
    proposals: dict[object, object] = {}
    complete = set[object]()
    for one in rows:
        if one.action == "approve":
            standing[one.case_id] = str(one.detail["verdict"])
            proposals[one.detail["proposal"]] = one.case_id
        elif one.action == "void":
            standing.pop(proposals.get(one.detail["proposal"]), None)
        elif one.action == "envelope" or one.detail.get("kind") == "supplement":
            whole = one.detail.get("asked") == 0 or one.detail.get("end") == "accepted"
            if one.action in ("envelope", "close-request"):
                (complete.add if whole else complete.discard)(one.case_id)
    decided = Counter(standing.values())

    assert shown == {
        "신청": cases(rows, "import"),
        "봉투를 처리함": cases(rows, "envelope"),
        "서류를 갖춤": len(complete),
        "보완을 요청함": cases(rows, "send-request", "supplement"),
        "소득·자산 조회를 의뢰함": cases(rows, "query-export"),
        "소명을 요청함": cases(rows, "send-request", "explanation"),
        "적격으로 승인": decided["eligible"],
        "부적격으로 승인": decided["ineligible"],
        "통지를 냄": cases(rows, "issue-letter"),
        "통지를 부침": cases(rows, "post-letter"),
        "통지가 반송됨": cases(rows, "return-letter"),
    }
    assert shown["신청"] == 41
    assert figures.unwritten == 0
    assert all(shown[one] for one in ("소명을 요청함", "적격으로 승인", "통지를 부침"))


def test_what_people_were_asked_about_is_counted_again(
    figures: SeasonFigures, rows: list[TrailRow]
) -> None:
    told: Counter[str] = Counter()
    for one in rows:
        items = one.detail.get("items")
        if one.action == "draw-up-request" and isinstance(items, list):
            told.update({f"{one.detail['kind']} {item}" for item in items})
    assert sum(told.values()) > 0
    assert sorted(told.values()) == sorted(one.count for one in figures.asked)


def test_what_was_undone_is_not_counted(office: Office, refused: Case) -> None:
    """A request taken back asked for nothing; papers found lacking later are not complete."""
    asked = draw_up(office, refused.id, RequestKind.EXPLANATION).request
    assert [one.count for one in season_figures(office, NOTICE).asked] == [1]
    take_back(office, asked.id, "잘못 만듦")
    assert season_figures(office, NOTICE).asked == ()

    def complete() -> int:
        figures = season_figures(office, NOTICE).way
        return next(one.count for one in figures if one.name == "서류를 갖춤")

    steps: tuple[tuple[str, dict[str, object], int], ...] = (
        ("envelope", {"asked": 0, "papers": 7}, 1),
        ("close-request", {"kind": "supplement", "end": "rejected"}, 0),
        ("close-request", {"kind": "supplement", "end": "accepted"}, 1),
        ("close-request", {"kind": "explanation", "end": "rejected"}, 1),
        ("envelope", {"asked": 2, "papers": 5}, 0),
    )
    for action, detail, whole in steps:
        with office.store.unit() as unit:
            note(office, unit, action, refused.id, detail=detail)
        assert complete() == whole, (action, detail)


def test_a_return_that_was_taken_back_is_no_return(office: Office, refused: Case) -> None:
    """By sending: the first came back by mistake, then after all; the second did not."""

    def returned() -> int:
        figures = season_figures(office, NOTICE).way
        return next(one.count for one in figures if one.name == "통지가 반송됨")

    letter = uuid4().hex
    steps = (
        ("return-letter", 1, 1),
        ("return-undone", 1, 0),
        ("return-letter", 1, 1),
        ("return-letter", 2, 1),
        ("return-undone", 1, 1),
        ("return-undone", 2, 0),
    )
    for action, attempt, count in steps:
        with office.store.unit() as unit:
            note(office, unit, action, refused.id, detail={"letter": letter, "attempt": attempt})
        assert returned() == count, (action, attempt)


def test_the_reasons_are_those_of_the_run_that_the_ledger_names(
    worked: Office, figures: SeasonFigures
) -> None:
    (newest,) = worked.store.trail(TrailQuery(actions=("examination-run",), limit=1)).rows
    table = outcome_table(worked, NOTICE)

    assert table is not None
    assert newest.detail["run"] == table.run.id.hex
    assert newest.detail["cases"] == sum(one.count for one in figures.whole) == 41
    assert [one.count for one in figures.reasons] == [one.cases for one in table.reasons]
    assert figures.examined_on == table.run.day


def test_the_points_are_those_of_the_rosters_whose_digests_the_ledger_holds(
    worked: Office, figures: SeasonFigures
) -> None:
    frozen = {
        one.detail["digest"]
        for one in worked.store.trail(TrailQuery(actions=("freeze-roster",))).rows
    }
    lines = rosters(worked, NOTICE)
    assert {one.roster.digest for one in lines} == frozen
    placed = Counter(
        (line.roster.supply, one.entry.points)
        for line in lines
        for one in result(worked, line.roster.id).placed
    )
    shown = {(one.supply, points): people for one in figures.points for points, people in one.rows}
    assert shown == dict(placed)
    assert sum(shown.values()) == next(
        one.count for one in figures.way if one.name == "적격으로 승인"
    )


def test_what_each_person_did_each_day_is_counted_again(
    worked: Office, figures: SeasonFigures, rows: list[TrailRow]
) -> None:
    names = {one.id.hex: one.name for one in worked.store.staff()}
    days = Counter(
        (seoul_time(one.at).date(), names[one.actor]) for one in rows if one.action not in LOOKS
    )
    acts = Counter((act_words(one.action), names[one.actor]) for one in rows)

    assert {(one.day, one.name): one.acts for one in figures.days} == dict(days)
    assert {(words, who): count for words, who, count in figures.acts} == dict(acts)
    assert {one.name for one in figures.days} == {"박담당", "이담당", "최결재"}


def test_the_days_that_a_step_took_are_counted_again(
    figures: SeasonFigures, rows: list[TrailRow]
) -> None:
    first: dict[object, dict[str, TrailRow]] = defaultdict(dict)
    for one in rows:
        first[one.case_id].setdefault(one.action, one)
    took = sorted(
        (one["envelope"].at.replace(microsecond=0) - one["import"].at.replace(microsecond=0))
        // timedelta(days=1)
        for one in first.values()
        if "envelope" in one
    )
    (shown,) = (one for one in figures.steps if one.name == "봉투")
    assert (shown.cases, shown.middle, shown.longest) == (
        len(took),
        took[(len(took) - 1) // 2],
        took[-1],
    )
    assert [one.name for one in figures.steps] == [
        "봉투", "조회 의뢰", "올림", "승인", "통지", "발송",
    ]  # fmt: skip


def test_the_same_figures_stand_in_the_excel_file(
    worked: Office, figures: SeasonFigures, tmp_path: Path
) -> None:
    saved = save_season(worked, NOTICE, tmp_path / "현황.xlsx", "결재 보고")

    assert worked.spreadsheets is not None
    sheets = {one.name: one for one in worked.spreadsheets.read(saved.path).sheets}
    assert list(sheets) == [
        "진행", "심사 결과", "요청한 사유", "가점 분포", "걸린 날", "날마다", "장부의 행",
    ]  # fmt: skip
    written = {row[0]: row[1] for row in sheets["진행"].rows}
    assert all(written[one.name] == one.count for one in figures.way)
    daily = [row[2] for row in sheets["날마다"].rows if isinstance(row[2], int)]
    assert sum(daily) == sum(one.acts for one in figures.days)
    (row,) = worked.store.trail(TrailQuery(actions=("season-file",))).rows
    assert row.why == "결재 보고"


def test_an_export_without_a_reason_leaves_no_file(worked: Office, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="사유"):
        save_season(worked, NOTICE, tmp_path / "현황.xlsx", "  ")
    assert not (tmp_path / "현황.xlsx").exists()


def test_cases_that_no_row_of_their_own_tells_of_are_said_to_be_left_out(office: Office) -> None:
    fill(office, NOTICE, 7)
    found = season_figures(office, NOTICE)
    assert (found.way[0].count, found.unwritten) == (0, 7)


def test_what_was_destroyed_is_said_to_be_missing(
    office: Office, refused: Case, tmp_path: Path
) -> None:
    tell(office, refused.id, Verdict.INELIGIBLE, date(2024, 2, 29))
    before = season_figures(office, NOTICE)
    assert before.destroyed == 0
    later = bootstrap.SystemClock(date(2024, 8, 30))
    keeper = replace(office, actor=bootstrap.seat(office.store, "한보호"), clock=later)
    destroy(keeper, [refused.id], "보유 기간이 끝남")
    after = season_figures(office, NOTICE)
    assert after.destroyed == 1
    assert after.way[0].count == before.way[0].count - 1
    saved = save_season(office, NOTICE, tmp_path / "현황.xlsx", "주간 보고").path
    assert office.spreadsheets is not None
    way = next(one for one in office.spreadsheets.read(saved).sheets if one.name == "진행")
    words = [str(value) for row in way.rows for value in row]
    assert any("파기한 1건은 들지 않습니다" in one for one in words)


def test_two_people_of_one_name_are_not_added_up(office: Office, refused: Case) -> None:
    second = Account(id=uuid4(), login="park2", name="박담당", opened_at=office.clock.now())
    with office.store.unit() as unit:
        unit.accounts.add(second)
    other = replace(office, actor=Actor.of(second))
    for who, times in ((office, 1), (other, 2)):
        for _at in range(times):
            with who.store.unit() as unit:
                note(who, unit, "record", refused.id, detail={"version": 1})
    told = {one.name for one in season_figures(office, NOTICE).days}
    assert "박담당(park2)" in told
    assert "박담당" not in told


def test_who_only_keeps_privacy_does_not_see_the_figures(office: Office) -> None:
    keeper = next(
        one.name
        for one in office.store.staff()
        if {role.value for role in office.store.roles_of(one.id)} == {"privacy"}
    )
    with pytest.raises(NotAllowed):
        season_figures(replace(office, actor=bootstrap.seat(office.store, keeper)), NOTICE)
