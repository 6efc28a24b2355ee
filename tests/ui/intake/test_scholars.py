"""장학생 on the screen: scored by keys, hidden from each other, decided by a third person."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from ipju.domain.case import Case
from ipju.domain.intake import Score, ScoreStep
from ipju.domain.scholar import ScholarResult
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.scholars import board, score
from ipju.ui.screens.intake.scholar_dialogs import DecideDialog, ScoreDialog
from ipju.ui.theme import font
from tests.services.deciding import Chairs
from tests.services.rolling import DAY, scholar
from tests.services.rooms import ROOMS
from tests.ui.intake.conftest import type_of_sitting
from tests.ui.sitting import Sitting, cells

PAPERS, INTERVIEW = ScoreStep.PAPERS, ScoreStep.INTERVIEW


def hand_in(office: Office, case: Case, step: ScoreStep, *points: int) -> None:
    ids = ("growth", "focus", "community") if step is PAPERS else ("interview",)
    given = [Score(criterion=one, points=p) for one, p in zip(ids, points, strict=True)]
    score(office, case.id, step, given)


def at_scholars(sitting: Sitting) -> object:
    page = sitting.page("scholars")
    sitting.screen.take_keys()
    return page


def test_a_reviewer_scores_every_criterion_by_digits(
    sit: type_of_sitting, desk: Chairs, students: list[Case]
) -> None:
    sitting = sit(desk.park)
    page = at_scholars(sitting)
    assert cells(page.table) == [
        ["남궁예시 / 2024-T-0201", "적합", "적합", "0 / 2명", "0 / 2명", "정하기 전"],
        ["최예시 / 2024-T-0202", "적합", "적합", "0 / 2명", "0 / 2명", "정하기 전"],
    ]
    assert "순위를 매기거나 선정하지 않습니다" in page.unranked.text()
    sitting.press("Return")
    assert sitting.focused() is page.detail.score_buttons[PAPERS]
    sitting.press("Return")
    dialog = sitting.dialog(ScoreDialog)
    growth = dialog.points["growth"]
    assert sitting.focused() is growth.control()
    sitting.press("5")
    sitting.press("Tab")
    sitting.press("4")
    sitting.press("Return")
    assert dialog.points["community"].is_bad(), "a criterion without points"
    assert sitting.focused() is dialog.points["community"].control()
    sitting.press("3")
    sitting.press("Return")
    assert not sitting.has_dialog(ScoreDialog)
    assert cells(page.table)[0][3] == "1 / 2명"
    assert cells(page.detail.sheets) == [["서류심사 / 02-20", "박담당 (나)", "12점 / 5 · 4 · 3"]]
    assert sitting.told[-1].intake
    (sheet,) = board(desk.park, ROOMS)[0].sheets
    assert sheet.total == 12


def test_points_of_another_are_hidden_until_ones_own_are_in(
    sit: type_of_sitting, desk: Chairs, students: list[Case]
) -> None:
    hand_in(desk.lee, students[0], PAPERS, 5, 5, 1)
    sitting = sit(desk.park)
    page = at_scholars(sitting)
    assert cells(page.detail.sheets) == [["서류심사 / 02-20", "이담당", "숨김"]]
    texts = [one for row in cells(page.table) for one in row]
    assert not any("점" in one for one in texts)
    hand_in(desk.park, students[0], PAPERS, 3, 3, 3)
    page.refresh()
    sitting.settle()
    assert [row[2] for row in cells(page.detail.sheets)] == ["11점 / 5 · 5 · 1", "9점 / 3 · 3 · 3"]
    assert cells(page.table)[0][3] == "20 / 30점"
    assert "심사자 차이 2점" in page.detail.steps[PAPERS].text()


def test_putting_ones_own_sheet_right_shows_it_and_asks_why(
    sit: type_of_sitting, desk: Chairs, students: list[Case]
) -> None:
    hand_in(desk.park, students[0], PAPERS, 5, 5, 1)
    sitting = sit(desk.park)
    page = at_scholars(sitting)
    button = page.detail.score_buttons[PAPERS]
    assert button.text() == "서류심사 고치기"
    button.click()
    dialog = sitting.dialog(ScoreDialog)
    assert [one.value() for one in dialog.points.values()] == [5, 5, 1]
    dialog.points["community"].control().setFocus(Qt.FocusReason.TabFocusReason)
    sitting.press("2")
    sitting.press("Return")
    assert dialog.remark.is_bad()
    sitting.type("서류를 다시 읽음")
    sitting.press("Return")
    assert cells(page.detail.sheets)[0][1:] == [
        "박담당 (나) / 서류를 다시 읽음",
        "12점 / 5 · 5 · 2",
    ]


def test_what_may_not_be_scored_says_why(
    sit: type_of_sitting, desk: Chairs, students: list[Case]
) -> None:
    page = at_scholars(sit(desk.park))
    button = page.detail.score_buttons[INTERVIEW]
    assert not button.isEnabled()
    assert "서류심사 채점 2명이 끝난 뒤" in page.detail.why_not.text()
    assert "결재 담당자가 정합니다" in page.detail.why_not.text()
    assert not page.detail.decide_button.isEnabled()


def test_the_supervisor_decides_and_the_case_tells_it(
    sit: type_of_sitting, desk: Chairs, students: list[Case]
) -> None:
    case = students[0]
    for who in (desk.park, desk.lee):
        hand_in(who, case, PAPERS, 4, 4, 4)
    sitting = sit(desk.choi)
    page = at_scholars(sitting)
    assert cells(page.table)[0][3] == "24 / 30점"
    page.detail.decide_button.click()
    dialog = sitting.dialog(DecideDialog)
    sitting.press("Down")
    sitting.fill(dialog.reason, "심사위원회 결정")
    sitting.press("Return")
    assert "면접심사 채점이 2명 가운데 0명" in dialog.problem.text()
    sitting.press("Escape")
    for who in (desk.park, desk.lee):
        hand_in(who, case, INTERVIEW, 5)
    page.detail.decide_button.click()
    dialog = sitting.dialog(DecideDialog)
    assert dialog.day.value() == DAY
    sitting.press("Return")
    assert dialog.outcome.is_bad()
    sitting.press("Down")
    assert dialog.outcome.value() is ScholarResult.SELECTED
    sitting.press("Return")
    assert dialog.reason.is_bad()
    sitting.type("심사위원회 결정")
    sitting.press("Return")
    assert not sitting.has_dialog(DecideDialog)
    assert cells(page.table)[0][5] == "선정 / 2024-02-20"
    assert "‘선정’" in page.banner.text()
    assert sitting.told[-1].cases
    with desk.park.store.unit() as unit:
        kept = unit.cases.get(case.id).scholar
    assert kept is not None
    assert (kept.result, kept.result_on) == (ScholarResult.SELECTED, date(2024, 2, 20))


def test_a_student_on_leave_is_marked_and_cannot_be_selected(
    sit: type_of_sitting, desk: Chairs
) -> None:
    add_case(desk.park, scholar("2024-T-0301", "한예시", student="on-leave"))
    sitting = sit(desk.choi)
    page = at_scholars(sitting)
    assert cells(page.table)[0][1] == "부적합"
    # A narrow window has no column for it: the chosen one still says so.
    sitting.window.resize(884, 498)
    sitting.settle()
    assert page.table.isColumnHidden(1)
    assert page.detail.rules.text() == "재학 부적합 · 서류 적합"
    assert sitting.window.height() == 498, "a small window keeps its size"
    page.detail.decide_button.click()
    dialog = sitting.dialog(DecideDialog)
    dialog.outcome.set_value(ScholarResult.NOT_SELECTED)
    sitting.fill(dialog.reason, "휴학생")
    sitting.press("Return")
    assert cells(page.table)[0][5] == "미선정 / 2024-02-20"


def test_nobody_applied_says_how_to_begin(sit: type_of_sitting, desk: Chairs) -> None:
    page = at_scholars(sit(desk.park))
    assert page.empty.isVisible()
    assert not page.detail.isVisible()


@pytest.mark.parametrize("width", [884, 1204])
def test_outcomes_and_the_day_of_a_result_are_shown_whole(
    sit: type_of_sitting, desk: Chairs, students: list[Case], width: int
) -> None:
    sitting = sit(desk.park)
    sitting.window.resize(width, 700)
    page = at_scholars(sitting)
    beside = 38  # the mark and the padding of a cell
    bold, plain = QFontMetrics(font(bold=True)), QFontMetrics(font())
    assert page.table.columnWidth(5) >= plain.horizontalAdvance("2024-02-14") + beside
    narrow = page.table.isColumnHidden(1)
    assert narrow is (width < 900)
    for column in () if narrow else (1, 2):
        assert page.table.columnWidth(column) >= bold.horizontalAdvance("판단 필요") + beside
