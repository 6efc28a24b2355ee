"""A small season (한 철) at the real window: from the Excel of applications to posted letters.

Whatever is the same for each of many is done by keys for a few; services of the practice office do
the rest of it, and what comes from outside: applicants, agencies, the post office.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from ipju import bootstrap
from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseQuery
from ipju.domain.outgoing import PostState
from ipju.domain.spreadsheet import WriteSheet, type_of_cell
from ipju.excel.books import ExcelBooks
from ipju.services import invented_season
from ipju.services.mail_lists import COLUMNS
from ipju.services.office import Changes, Office
from ipju.services.propose import propose
from ipju.ui.screens.approval.bulk import BulkView
from ipju.ui.screens.posting.page import PostingPage
from ipju.ui.screens.posting.results import ResultsPage
from ipju.ui.screens.posting.words import TABS as POSTS
from ipju.ui.screens.ranking.page import RankingPage
from ipju.ui.screens.season.way import WayPage
from tests.cli.running import run
from tests.journeys.conftest import type_of_sitting
from tests.journeys.season_desk import (
    AGAIN,
    BALLS,
    COUNT,
    HOMES,
    NOTICE,
    OFFICER,
    OPENED,
    SUPERVISOR,
    Calendar,
    Season,
    registered,
    save_paper,
)
from tests.journeys.season_work import envelopes, examine, explanations, query, receive, supplements
from tests.ui.sitting import cells

RANKED = 10
"""Everybody who is eligible, and told how the ranking ended beside the decision."""

LETTERS = COUNT + RANKED


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """The desk goes by the calendar of the season."""
    found = Calendar()
    monkeypatch.setattr(bootstrap.SystemClock, "now", lambda _self: found.now())
    monkeypatch.setattr(bootstrap.SystemClock, "today", lambda _self: found.day)
    monkeypatch.setattr(invented_season, "AGAIN", AGAIN)
    return found


@pytest.fixture
def season(sit_down: type_of_sitting, tmp_path: Path, calendar: Calendar) -> Season:
    """박담당 before an empty practice office."""
    bootstrap.open_practice(tmp_path / "office").close()
    return Season(sit_down(tmp_path / "office"), tmp_path, calendar)


def _propose(season: Season) -> None:
    """Who passes is proposed, and who fails beside those that lapsed, by the services."""
    for outcome, verdict, why in (
        (Outcome.PASS, Verdict.ELIGIBLE, "모든 항목이 기준에 맞음"),
        (Outcome.FAIL, Verdict.INELIGIBLE, "기준에 맞지 않음"),
    ):
        office = season.office
        with office.store.unit() as unit:
            waiting = unit.proposals.in_state(ProposalState.WAITING, limit=COUNT)
        known = {one.case_id for one in waiting}
        query = CaseQuery(notice=NOTICE, outcome=outcome, limit=COUNT)
        for line in office.store.page(query).lines:
            if line.id not in known:
                season.serve(partial(_proposed, office, line.id, verdict, why))


def _proposed(office: Office, case: UUID, verdict: Verdict, why: str) -> Changes:
    return propose(office, case, Matter.PERSON, verdict, why).changes


def _approve(season: Season) -> None:
    """최결재 opens the list of each verdict, the exceptions one by one, and approves it whole."""
    person = season.person
    person.sit_as(SUPERVISOR)
    person.do("Alt+4")
    person.do("Ctrl+B")
    view = person.window.findChild(BulkView)
    assert isinstance(view, BulkView)
    for step, count in enumerate((10, 4)):
        person.tab_to("결정")
        if step:
            person.do("Down")
        person.do("Ctrl+O")
        assert len(view.lines()) == count
        if view.to_open():
            person.do("Ctrl+E")
        while QApplication.activeModalWidget() is not None:
            person.do("Ctrl+Return")
        assert view.to_open() == ()
        person.do("Ctrl+Shift+Return")
        person.do("Return")
        person.wait_for(lambda count=count: view.banner.text() == f"{count}건을 모두 승인했습니다.")
    with season.office.store.unit() as unit:
        assert unit.proposals.in_state(ProposalState.WAITING, limit=COUNT) == ()


def _draw(season: Season) -> Path:
    """순위·추첨: the roster frozen with fewer homes, drawn with a seed, its proof saved."""
    person, page = season.person, season.page("Alt+2", 4, RankingPage)
    person.do("Ctrl+O")
    person.tab_to("모집호수, 꼭 적음")
    person.do("Ctrl+A")
    person.type("모집호수, 꼭 적음", f"{HOMES}")
    person.type("사유, 꼭 적음", "예산이 줄어 호수를 줄임")
    person.do("Return")
    person.wait_for(lambda: "10명의 명부를 굳혔습니다" in page.banner.text())
    person.settle()
    person.do("Ctrl+O")
    person.type("씨앗, 꼭 적음", BALLS)
    person.type("추첨한 곳, 꼭 적음", "2층 강당")
    person.type("자리에 있던 사람, 꼭 적음", "김참관")
    person.say_yes("공개 지문을 추첨 전에 공개했음, 꼭 적음")
    person.do("Return")
    assert page.banner.text() == "추첨했습니다. 증명서를 뽑아 공개하십시오."
    person.tab_to("증명서 보기")
    person.do("Space")
    proof = season.path("proof.pdf")
    save_paper(season, proof)
    return proof


def _publish(season: Season) -> None:
    """결과 목록: who is chosen, masked, for Excel; then everybody ranked is told."""
    person, page = season.person, season.page("Alt+0", 4, ResultsPage)
    person.wait_for(lambda: page.table.isVisible())
    names = [row[2] for row in cells(page.table)]
    assert len(names) == HOMES
    assert all("*" in one for one in names)
    file = season.path("results.xlsx")
    person.do("Ctrl+S")
    person.name_file(file)
    person.do("Return")
    person.wait_for(file.exists)
    person.settle()
    text = str(ExcelBooks().read(file).sheets[0].rows)
    assert all(one in text for one in names)
    assert not [one for one in season.people if one.people[0].name in text]
    assert f"{RANKED}명 있습니다(선정 {HOMES}명" in page.telling.todo.text()
    person.tab_to("통지문 내기")
    person.do("Space")
    person.do("Return")
    told = f"통지문 {RANKED}건을 냈습니다."
    person.wait_for(lambda: page.telling.progress.summary() == told)
    person.settle()


def _post(season: Season) -> None:
    """발송·반송: letters issued, printed, registered at the post office; one comes back."""
    person = season.person
    person.sit_as(OFFICER)
    page = season.page("Alt+0", 3, PostingPage)
    person.wait_for(lambda: page.todo.isVisible())
    person.tab_to("통지문 내기")
    person.do("Space")
    person.do("Return")
    person.wait_for(lambda: page.progress.summary() == f"통지문 {COUNT}건을 냈습니다.")
    person.settle()
    assert len(cells(page.table)) == LETTERS

    season.path("letters").mkdir()
    person.do("Ctrl+P")
    person.name_file(season.path("letters"))
    person.do("Return")
    words = f"통지문 {LETTERS}건을 파일 1개로 만들었습니다."
    person.wait_for(lambda: page.progress.summary() == words)
    (letters,) = season.path("letters").rglob("*.pdf")
    with pypdfium2.PdfDocument(letters) as pdf:
        assert len(pdf) >= LETTERS

    ledger = season.path("registered.xlsx")
    person.do("Ctrl+S")
    person.name_file(ledger)
    person.do("Return")
    person.wait_for(ledger.exists)
    person.settle()
    _fill_in(ledger)
    person.name_file(ledger)
    person.do("Ctrl+O")
    person.do("Return")
    assert page.banner.text() == f"{LETTERS}건을 부친 것으로 적었습니다."
    assert page.empty.isVisible()

    person.tab_to("발송의 상태")
    person.do(str(POSTS.index(PostState.SENT) + 1))
    assert len(cells(page.table)) == LETTERS
    person.do("Ctrl+Return")
    person.type("등기번호나 접수번호, 꼭 적음", registered(500))
    person.do("Return")
    assert page.banner.text() == "반송을 적었습니다."
    assert len(cells(page.table)) == LETTERS - 1


def _fill_in(ledger: Path) -> None:
    """The post office writes its numbers into the list it was given."""
    rows = [row for row in ExcelBooks().read(ledger).sheets[0].rows if str(row[0]).isdecimal()]
    assert len(rows) == LETTERS
    filled: tuple[tuple[type_of_cell, ...], ...] = tuple(
        (int(str(row[0])), registered(500 + at), *map(_text, row[2:8]), int(str(row[8])))
        for at, row in enumerate(rows)
    )
    ledger.unlink()
    ExcelBooks().write(ledger, [WriteSheet(name="접수", columns=COLUMNS, rows=filled)])


def _text(value: object) -> type_of_cell:
    return "" if value is None else str(value)


def _look_back(season: Season) -> None:
    """현황, reached by the arrows of the rail, tells of the whole season; its ledger is sound."""
    person = season.person
    rail = person.window.rail
    for _place in range(len(rail.keys())):
        if rail.current() != "season":
            person.tab_to("자리")
            person.do("Down")
    assert rail.current() == "season"
    page = person.window.findChild(WayPage)
    assert isinstance(page, WayPage)
    person.wait_for(lambda: page.way.isVisible())
    counted = {one.words: one.count for one in page.way.bars()}
    assert counted == {
        "신청": COUNT,
        "봉투를 처리함": COUNT - 1,
        "서류를 갖춤": COUNT - 1,
        "보완을 요청함": 1,
        "소득·자산 조회를 의뢰함": COUNT - 1,
        "소명을 요청함": 3,
        "적격으로 승인": 10,
        "부적격으로 승인": 4,
        "통지를 냄": COUNT,
        "통지를 부침": COUNT,
        "통지가 반송됨": 1,
    }
    assert season.office.store.check_trail().sound


def test_a_season_from_its_excel_to_posted_letters_by_keys(
    season: Season, capsys: pytest.CaptureFixture[str]
) -> None:
    receive(season)
    season.calendar.day = OPENED
    envelopes(season)
    supplements(season)
    query(season)
    outcomes = examine(season)
    assert (outcomes[Outcome.PASS], outcomes[Outcome.FAIL]) == (10, 4)
    explanations(season)
    _propose(season)
    _approve(season)
    proof = _draw(season)
    verified = run(capsys, "draw", "verify", proof)
    assert (verified.status, verified.err) == (0, "")
    assert "추첨이 증명과 같습니다." in verified.out
    _publish(season)
    _post(season)
    _look_back(season)
