"""소득·자산 조회 by keys: a file goes out with its reason, results come in after a look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.domain.editing import change
from ipju.services.office import Office
from ipju.services.queries import Scope
from ipju.services.record import record
from ipju.ui.screens.queries.dialogs import AskDialog, SourceDialog, UndoDialog
from ipju.ui.screens.queries.page import QueryPage
from ipju.ui.screens.reception.screen import ReceptionScreen
from tests.services.desk import acts, stored
from tests.services.query_files import (
    CAR,
    HIM,
    INCOME,
    NUMBER,
    asked_case,
    sheet,
)
from tests.ui.sitting import Sitting, cells
from tests.ui.small_office import new_store


def office_for(name: str) -> Office:
    store = new_store()
    return bootstrap.office(store, bootstrap.seat(store, name), practice=True)


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Sitting]:
    """박담당 before 접수; 홍길동's family waits for its query."""
    sitting = Sitting(ReceptionScreen, office_for("박담당"), qtbot)
    sitting.case = asked_case(sitting.office)
    sitting.wanted = []
    sitting.screen.case_wanted.connect(lambda case, _query: sitting.wanted.append(case))
    yield sitting
    sitting.end()


def page_of(desk: Sitting) -> Any:
    found = desk.screen.go("query")
    assert isinstance(found, QueryPage)
    desk.settle()
    return found


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The system's file window answers with this."""
    for one in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(
            f"ipju.ui.screens.queries.page.QFileDialog.{one}", lambda *_asked: (str(path), "")
        )


def results(desk: Sitting, path: Path, monthly: object = 3_200_000) -> Path:
    assert desk.office.spreadsheets is not None
    income = (*HIM, "상시근로소득", "국민건강보험공단", "㈜가상물산", monthly)
    return desk.office.spreadsheets.write(
        path, [sheet("소득", INCOME, income), sheet("자동차", CAR, (*HIM, "없음"))]
    )


def test_a_query_goes_out_by_keys_once_agency_and_reason_are_told(
    desk: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(desk)
    choosing(monkeypatch, tmp_path / "ask.xlsx")
    desk.press("Ctrl+E")
    dialog = desk.dialog(AskDialog)
    desk.press("Return")
    assert not (tmp_path / "ask.xlsx").exists()
    desk.type("사회보장정보원")
    desk.press("Tab")
    desk.type("소득·자산 조회")
    assert dialog.scope.text() == "조회가 오지 않은 사람만"
    desk.press("Return")
    assert page.progress.summary() == "ask.xlsx에 1건 4명을 담았습니다."
    assert (tmp_path / "ask.xlsx").exists()
    assert acts(desk.office, desk.case.id)[-1] == "query-export"
    assert not page.listed.isVisible()
    # The keys stay on the page: what is locked meanwhile does not send them to the sections.
    assert desk.window.focusWidget() is page.ask_act.button
    assert desk.problems == []


def test_whoever_is_left_out_is_listed_and_opened(desk: Sitting, tmp_path: Path) -> None:
    page = page_of(desk)
    with desk.office.store.unit() as unit:
        case = unit.cases.get(desk.case.id)
        people = (*case.people[:3], replace(case.people[3], rrn=None))
        unit.cases.save(replace(case, people=people))
    page.export(tmp_path / "ask.xlsx", "사회보장정보원", "조회", Scope.ALL)
    desk.settle()
    assert page.progress.summary().endswith("뺀 것이 1건 있습니다.")
    assert "뺀 까닭: 주민등록번호가 적히지 않음 1." in page.progress.accessibleName()
    assert cells(page.listed.left) == [[NUMBER, "홍보기", "주민등록번호가 적히지 않음"]]
    page.listed.left.setFocus()
    desk.press("Down")
    desk.press("Return")
    assert desk.wanted == [desk.case.id]


def test_differences_are_looked_at_before_results_are_taken_with_their_source(
    desk: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(desk)
    choosing(monkeypatch, results(desk, tmp_path / "a.xlsx"))
    desk.press("Ctrl+O")
    assert "적혀 있는 것과 다른 것 2개 (값이 다름 1, 조회에 없어 그대로 1)" in (
        page.result.summary.text()
    )
    assert cells(page.result.differences) == [
        [
            f"홍길동 / {NUMBER}",
            "상시근로소득 / ㈜가상물산 · 국민건강보험공단",
            "값이 다름 / 소득",
            "월 3,050,000원",
            "월 3,200,000원",
        ],
        [
            f"홍길동 / {NUMBER}",
            "승용 / 예시 승용차",
            "조회에 없어 그대로 / 자동차",
            "가액 12,400,000원",
            "–",
        ],
    ]
    desk.press("Ctrl+Return")
    dialog = desk.dialog(SourceDialog)
    desk.press("Return")
    assert dialog.isVisible()
    assert stored(desk.office, desk.case.id).incomes[0].monthly == 3_050_000
    desk.type("정보원 회신")
    desk.press("Return")
    assert page.progress.summary() == "1건 1명의 조회 결과를 적고 다시 심사했습니다."
    assert stored(desk.office, desk.case.id).incomes[0].monthly == 3_200_000
    assert any(one.cases for one in desk.told)
    assert page.steps.currentIndex() == 0
    assert desk.problems == []


def test_the_last_file_is_taken_back_by_keys_with_its_reason(desk: Sitting, tmp_path: Path) -> None:
    page = page_of(desk)
    assert not page.last.isVisible()
    desk.press("Ctrl+Z")
    for monthly in (3_200_000, 3_300_000):
        page.check(results(desk, tmp_path / "a.xlsx", monthly))
        desk.settle()
        page.take("정보원 회신")
        desk.settle()
    assert "a.xlsx, 1건 1명" in page.last.words.text()
    assert page.last.words.text().endswith("박담당 · 정보원 회신")
    case = stored(desk.office, desk.case.id)
    wage = case.incomes[0]
    path = ("incomes", wage.id, "workplace")
    record(desk.office, case.id, [change(case, path, "㈜예시물산")])
    desk.press("Ctrl+Z")
    dialog = desk.dialog(UndoDialog)
    desk.press("Return")
    assert dialog.isVisible()
    desk.type("다른 공고의 회신")
    desk.press("Return")
    assert page.progress.summary() == ("a.xlsx에서 받은 결과를 1건에서 되돌리고 다시 심사했습니다.")
    assert not page.last.isVisible()
    after = stored(desk.office, desk.case.id).incomes[0]
    assert (after.monthly, after.workplace) == (3_200_000, "㈜예시물산")
    assert any(one.cases for one in desk.told)
    assert desk.problems == []


def test_what_was_changed_since_is_listed_and_opened(desk: Sitting, tmp_path: Path) -> None:
    page = page_of(desk)
    page.check(results(desk, tmp_path / "a.xlsx"))
    desk.settle()
    page.take("정보원 회신")
    desk.settle()
    case = stored(desk.office, desk.case.id)
    path = ("incomes", case.incomes[0].id, "monthly")
    record(desk.office, case.id, [change(case, path, 5)])
    page.undo("다른 공고의 회신")
    desk.settle()
    assert page.progress.summary().endswith("뒤에 고친 1곳은 그대로 두었습니다.")
    assert cells(page.listed.stays) == [[NUMBER, "소득 ㈜가상물산 월 금액", "받은 뒤에 고쳐짐"]]
    page.listed.stays.setFocus()
    desk.press("Down")
    desk.press("Return")
    assert desk.wanted == [desk.case.id]


def test_bad_cells_stand_in_the_way_until_the_mended_file_is_read_again(
    desk: Sitting, tmp_path: Path
) -> None:
    page = page_of(desk)
    path = results(desk, tmp_path / "a.xlsx", "많음")
    page.check(path)
    assert not page.choice.isEnabled()
    desk.settle()
    assert page.choice.isEnabled()
    assert "고칠 칸 1개. 아무것도 받지 않았습니다." in page.result.summary.text()
    assert cells(page.result.bad) == [
        ["소득!G2", "월 소득(원)", "숫자가 아닙니다. 1234567처럼 적으세요."]
    ]
    assert page.result.take_act.blocked_reason() == "고칠 칸이 남아 있습니다"
    results(desk, path)
    desk.press("F5")
    assert page.result.take_act.button.text() == "1건에 적기"
    desk.press("Escape")
    assert page.steps.currentIndex() == 0


def test_a_file_that_is_none_is_refused_with_words(desk: Sitting, tmp_path: Path) -> None:
    page = page_of(desk)
    (tmp_path / "a.xlsx").write_bytes(b"nothing")
    page.check(tmp_path / "a.xlsx")
    desk.settle()
    assert "엑셀 파일이 아니거나" in page.progress.summary()
    assert page.steps.currentIndex() == 0


def test_the_sample_file_is_saved(
    desk: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(desk)
    choosing(monkeypatch, tmp_path / "form.xlsx")
    page.ask_template()
    desk.settle()
    assert page.banner.text() == "form.xlsx에 시트 5개의 양식을 저장했습니다."


def test_whoever_only_receives_is_told_who_asks(qapp: QApplication, qtbot: QtBot) -> None:
    sitting = Sitting(ReceptionScreen, office_for("정접수"), qtbot)
    page = page_of(sitting)
    assert "담당과 결재 역할" in page.banner.text()
    assert not page.ask_act.button.isEnabled()
    assert not page.open_act.button.isEnabled()
    sitting.end()
