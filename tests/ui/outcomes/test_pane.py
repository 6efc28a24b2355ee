"""심사 결과표 from the list of 심사: reasons, the cases behind them, what changed and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.domain.editing import change
from ipju.services.open_case import add_case
from ipju.services.outcomes import examine_season
from ipju.services.record import record
from ipju.ui.dialogs.service import ReasonDialog
from ipju.ui.screens.cases import CasesScreen
from ipju.ui.widgets.table import Table
from tests.services.conftest import sample
from tests.ui.sitting import Sitting, cells
from tests.ui.small_office import new_store


def numbered(case: Case, end: str) -> Case:
    """Return the applicant alone, as another application of its own."""
    alone = replace(case.people[0], id=uuid4())
    return replace(
        case, id=uuid4(), number=f"{case.number}-{end}", people=(alone,), marriages=(),
        incomes=(), holdings=(), cars=(), papers=(), pregnancies=(), vulnerable=(), answers=(),
        dwelling=None, tenancies=(), subsidies=(), arrears=(),
    )  # fmt: skip


def sit(qtbot: QtBot, name: str) -> Sitting:
    """Somebody before 심사 with the cases of 김예시 and 홍길동."""
    store = new_store()
    office = bootstrap.office(store, bootstrap.seat(store, name), practice=True)
    clerk = bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
    kim = add_case(clerk, sample("kim-yesi")).case
    add_case(clerk, sample("hong-gildong"))
    sitting = Sitting(CasesScreen, office, qtbot)
    sitting.kim, sitting.clerk, sitting.wanted = kim, clerk, []
    sitting.screen.case_wanted.connect(lambda case, _query: sitting.wanted.append(case))
    return sitting


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Sitting]:
    """박담당 before 심사."""
    sitting = sit(qtbot, "박담당")
    yield sitting
    sitting.end()


def counts(table: Table) -> dict[str, list[str]]:
    """Return how many cases each row counts, and how that differs from the run before."""
    found = {}
    for row in table.rows_model.rows():
        if not row.get("group"):
            found[row["id"]] = [cell.get("t", "") for cell in row["cells"]][2:]
    return found


def test_a_key_shows_the_table_and_the_first_run_fills_it(desk: Sitting) -> None:
    desk.press("Ctrl+R")
    pane = desk.screen.outcomes
    assert pane.isVisible()
    assert pane.empty.isVisible()
    assert not pane.reasons.isVisible()
    assert pane.save_act.blocked_reason() == "아직 저장할 것이 없습니다"
    desk.screen.examine_again()
    desk.settle()
    assert desk.screen.report() == "2건을 모두 심사했습니다."
    assert not pane.empty.isVisible()
    found = counts(pane.reasons)
    assert found["=fail"] == ["1", "–"]
    assert found["=pass"] == ["1", "–"]
    assert found["income=fail"] == ["1", "–"]
    assert "changed" not in found
    desk.press("Escape")
    assert not pane.isVisible()
    assert desk.problems == []


def test_the_cases_behind_a_reason_are_opened_by_enter(desk: Sitting) -> None:
    desk.screen.examine_again()
    desk.settle()
    desk.press("Ctrl+R")
    pane = desk.screen.outcomes
    pane.reasons.setFocus()
    pane.reasons.select_id("income=fail")
    desk.settle()
    ((who, outcome, why),) = cells(pane.cases)
    assert (who, outcome) == (f"김예시 / {desk.kim.number}", "부적합")
    assert why.startswith("월평균소득")
    assert pane.count.text() == "1–1 / 1건"
    desk.press("Return")
    desk.press("Return")
    assert desk.wanted == [desk.kim.id]


def test_what_changed_since_the_last_run_is_told_with_its_reason(desk: Sitting) -> None:
    desk.screen.examine_again()
    desk.settle()
    desk.press("Ctrl+R")
    pane = desk.screen.outcomes
    path = ("incomes", desk.kim.incomes[0].id, "monthly")
    edits = [change(desk.kim, path, 1_000_000)]
    desk.jobs.run(
        lambda: record(desk.clerk, desk.kim.id, edits, why="정정 자료").changes, desk.screen.note
    )
    desk.settle()
    assert "고치거나 들어온 신청이 1건" in pane.edited.text()
    desk.screen.examine_again()
    desk.settle()
    assert not pane.edited.isVisible()
    found = counts(pane.reasons)
    assert found["changed"] == ["1", ""]
    assert found["income=fail"] == ["0", "\N{MINUS SIGN}1"]
    pane.reasons.select_id("changed")
    desk.settle()
    assert pane.changes.isVisible()
    assert not pane.cases.isVisible()
    ((who, what, why),) = cells(pane.changes)
    assert who == f"김예시 / {desk.kim.number}"
    assert what.startswith("월평균소득 부적합 → 적합")
    assert why.startswith("정정 자료 / 소득 월 금액 (")


def test_long_lists_are_turned_page_by_page(desk: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ipju.ui.screens.outcomes.pane._PAGE", 1)
    desk.screen.examine_again()
    desk.settle()
    for one in ("kim-yesi", "hong-gildong"):
        case = add_case(desk.clerk, numbered(sample(one), "2"))
        assert case.case.number.endswith("2")
    desk.screen.examine_again()
    desk.settle()
    desk.press("Ctrl+R")
    pane = desk.screen.outcomes
    pane.reasons.select_id("changed")
    desk.settle()
    assert pane.count.text() == "1–1 / 2건"
    assert not pane.before.isEnabled()
    first = cells(pane.changes)
    pane.after.click()
    desk.settle()
    assert pane.count.text() == "2–2 / 2건"
    assert not pane.after.isEnabled()
    assert cells(pane.changes) != first
    assert [row[1] for row in cells(pane.changes)] == ["새로 들어온 신청"]


def test_the_table_is_saved_to_excel_with_its_reason(
    desk: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.screen.examine_again()
    desk.settle()
    desk.press("Ctrl+R")
    monkeypatch.setattr(
        "ipju.ui.screens.outcomes.pane.QFileDialog.getSaveFileName",
        lambda *_asked: (str(tmp_path / "a.xlsx"), ""),
    )
    desk.press("Ctrl+E")
    desk.dialog(ReasonDialog)
    desk.type("주간 보고")
    desk.press("Return")
    assert desk.screen.outcomes.banner.text() == "a.xlsx에 2건을 저장했습니다."
    assert (tmp_path / "a.xlsx").exists()


def test_whoever_does_not_judge_looks_but_begins_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    sitting = sit(qtbot, "정접수")
    sitting.jobs.run(lambda: examine_season(sitting.clerk).changes, sitting.screen.note)
    sitting.settle()
    sitting.press("Ctrl+R")
    pane = sitting.screen.outcomes
    assert counts(pane.reasons)["=fail"] == ["1", "–"]
    assert not pane.again.isVisible()
    assert not pane.save_act.isVisible()
    assert sitting.problems == []
    sitting.end()
