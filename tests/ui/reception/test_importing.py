"""엑셀로 받기 by keys: a file is opened, mended, its columns laid, and taken as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.ui.screens.reception.screen import ReceptionScreen
from tests.services.applications_file import FIRST, HEADS, NOTICE, SECOND, numbers, written
from tests.ui.sitting import Sitting, cells
from tests.ui.small_office import new_store

TWICE = ("A-9", FIRST[1], "신혼부부", *FIRST[3:])


def page_of(desk: Sitting, key: str = "import") -> Any:
    found = desk.screen.go(key)
    desk.settle()
    return found


def choosing(monkeypatch: pytest.MonkeyPatch, opened: Path | None, saved: Path | None) -> None:
    """The system's file window answers with these."""
    window = "ipju.ui.screens.reception.importing.QFileDialog"
    monkeypatch.setattr(
        f"{window}.getOpenFileName", lambda *_asked: (str(opened) if opened else "", "")
    )
    monkeypatch.setattr(
        f"{window}.getSaveFileName", lambda *_asked: (str(saved) if saved else "", "")
    )


def test_a_file_is_read_and_taken_by_two_keys(
    desk: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(desk)
    choosing(monkeypatch, written(tmp_path / "a.xlsx", HEADS, FIRST, SECOND, TWICE), None)
    desk.press("Ctrl+O")
    assert page.steps.currentWidget() is page.result
    assert "a.xlsx · 신청 3행: 모두 읽었습니다" in page.result.summary.text()
    assert not page.result.table.isVisible()
    assert page.result.take_act.button.text() == "3건 받기"
    desk.press("Ctrl+Return")
    assert page.progress.summary() == "3건을 모두 받았습니다. 겹치는 신청이 1건 있습니다."
    assert numbers(desk.office) == ["A-1", "A-2", "A-9"]
    assert any(one.cases for one in desk.told)
    page.progress.act_pressed.emit()
    desk.settle()
    assert desk.screen.sections.current() == "overlaps"
    assert desk.problems == []


def test_every_bad_cell_is_shown_and_the_mended_file_is_read_again(
    desk: Sitting, tmp_path: Path
) -> None:
    page = page_of(desk)
    path = written(tmp_path / "a.xlsx", HEADS, ("A-1", "어제", *FIRST[2:]), SECOND)
    page.open_file(path)
    desk.settle()
    assert "고칠 칸 1개. 한 건도 받지 않았습니다." in page.result.summary.text()
    assert cells(page.result.table) == [
        ["B2", "신청일시", "날짜와 시각이 아닙니다. 2023-12-27 14:12처럼 적으세요."]
    ]
    assert page.result.take_act.blocked_reason() == "고칠 칸이 남아 있습니다"
    desk.press("Ctrl+Return")
    assert numbers(desk.office) == []
    written(path, HEADS, FIRST, SECOND)
    desk.press("F5")
    assert not page.result.take_act.blocked_reason()
    desk.press("Ctrl+Return")
    assert numbers(desk.office) == ["A-1", "A-2"]


def test_the_list_of_bad_cells_is_saved_for_whoever_mends_the_file(
    desk: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(desk)
    page.open_file(written(tmp_path / "a.xlsx", HEADS, ("A-1", "어제", *FIRST[2:])))
    desk.settle()
    choosing(monkeypatch, None, tmp_path / "고칠 칸.xlsx")
    page.result.list_act.button.click()
    desk.settle()
    assert "고칠 칸.xlsx에 고칠 칸을 저장했습니다." in page.banner.text()
    assert (tmp_path / "고칠 칸.xlsx").is_file()


def test_reading_can_be_stopped(desk: Sitting, tmp_path: Path) -> None:
    page = page_of(desk)
    page.open_file(written(tmp_path / "a.xlsx", HEADS, FIRST))
    assert page.progress.summary() == "a.xlsx을(를) 여는 중"
    page.progress.stop_requested.emit()
    desk.settle()
    assert not page.progress.isVisible()
    assert page.steps.currentIndex() == 0


def test_columns_of_another_system_are_laid_by_keys(desk: Sitting, tmp_path: Path) -> None:
    page = page_of(desk)
    heads = ("신청한 분", "주민", "구분")
    path = written(tmp_path / "a.xlsx", heads, ("김예시", "900101-1234567", "일반공급"))
    page.open_file(path)
    desk.settle()
    assert page.steps.currentWidget() is page.mapping
    assert [row[1:] for row in cells(page.mapping.table)] == [
        ["신청한 분", "김예시", "받지 않음"],
        ["주민", "(가림)", "받지 않음"],
        ["구분", "일반공급", "받지 않음"],
    ]
    desk.press("Ctrl+Return")
    assert "성명, 주민등록번호·생년월일, 공급유형 열을 정하지 않았습니다" in page.banner.text()
    for row, word in enumerate(("성명", "주민등록번호", "공급유형")):
        page.mapping.table.select_id(str(row))
        combo = page.mapping.taken.combo
        combo.setCurrentIndex(combo.findText(word))
        combo.activated.emit(combo.currentIndex())
    assert [row[3] for row in cells(page.mapping.table)] == ["성명", "주민등록번호", "공급유형"]
    desk.press("Ctrl+Return")
    assert page.result.take_act.button.text() == "1건 받기"
    desk.press("Ctrl+Return")
    assert len(numbers(desk.office)) == 1
    page.open_file(path)
    desk.settle()
    assert page.steps.currentWidget() is page.result
    assert "지난번에 맞춘 대로" in page.mapping.memory.text()


def test_an_item_comes_from_one_column_only(desk: Sitting, tmp_path: Path) -> None:
    page = page_of(desk)
    page.open_file(written(tmp_path / "a.xlsx", ("성명", "이름 2", "비고"), ("김예시", "", "")))
    desk.settle()
    page._show_columns()
    page.mapping.table.select_id("1")
    page.mapping.taken.committed.emit("name")
    assert page.mapping.columns() == {"name": 1}
    page.mapping.taken.committed.emit(None)
    assert page.mapping.columns() == {}


def test_of_several_sheets_one_is_chosen_by_a_person(desk: Sitting, tmp_path: Path) -> None:
    def more(book: Any, _page: Any) -> None:
        other = book.add_worksheet("신청 2")
        other.write_row(0, 0, HEADS)
        other.write_row(1, 0, SECOND)

    page = page_of(desk)
    page.open_file(written(tmp_path / "a.xlsx", HEADS, FIRST, also=more))
    desk.settle()
    assert page.steps.currentWidget() is page.mapping
    assert page.mapping.sheets.isVisible()
    assert page.mapping.check_act.blocked_reason() == "받을 시트를 고르세요"
    combo = page.mapping.sheets.combo
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    desk.press("Ctrl+Return")
    assert "신청 2 1행" in page.result.summary.text()
    assert page.result.notes.isVisible()
    desk.press("Ctrl+Return")
    assert numbers(desk.office) == ["A-2"]


def test_a_file_that_cannot_be_read_says_why(desk: Sitting, tmp_path: Path) -> None:
    page = page_of(desk)
    path = tmp_path / "명단.xls"
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600))
    page.open_file(path)
    desk.settle()
    assert "오래된 엑셀 형식(.xls)" in page.banner.text()
    assert page.steps.currentIndex() == 0


def test_a_dropped_file_is_read(desk: Sitting, tmp_path: Path) -> None:
    page = page_of(desk)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path / "a.xlsx", HEADS, FIRST)))])
    nothing, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    action = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPointF(5, 5), action, data, left, nothing)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(5, 5), action, data, left, nothing))
    desk.settle()
    assert page.steps.currentWidget() is page.result
    desk.press("Esc")
    assert page.steps.currentIndex() == 0
    assert numbers(desk.office) == []


def test_the_sample_file_is_saved_where_somebody_says(
    desk: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(desk)
    choosing(monkeypatch, None, tmp_path / "양식.xlsx")
    page.template_act.button.click()
    desk.settle()
    assert (tmp_path / "양식.xlsx").is_file()
    assert "양식.xlsx에 열 26개의 양식을 저장했습니다." in page.banner.text()


def test_a_stopped_import_is_told_and_keeps_nothing(
    desk: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = [(f"A-{one:05d}", *FIRST[1:]) for one in range(1, 3001)]
    page = page_of(desk)
    page.open_file(written(tmp_path / "a.xlsx", HEADS, *rows))
    desk.settle()
    page.take()
    page.progress.stop_requested.emit()
    page.leave()
    assert page.steps.currentWidget() is page.result
    desk.settle()
    assert page.progress.summary() == "받기를 멈추었습니다. 한 건도 받지 않았습니다."
    assert numbers(desk.office) == []
    assert not page.result.take_act.blocked_reason()


def overlapping(desk: Sitting, tmp_path: Path) -> Any:
    page = page_of(desk)
    page.open_file(written(tmp_path / "a.xlsx", HEADS, FIRST, SECOND, TWICE))
    desk.settle()
    page.take()
    desk.settle()
    return page_of(desk, "overlaps")


def test_overlapping_applications_stand_side_by_side_and_one_is_let_stand(
    desk: Sitting, tmp_path: Path
) -> None:
    page = overlapping(desk, tmp_path)
    assert cells(page.groups) == [
        ["김예시", "특별·일반 동시 신청", "주민등록번호", "2건", "정할 것"]
    ]
    assert [row[1] for row in cells(page.cases)] == ["일반공급", "특별공급(신혼부부)"]
    desk.press("Return")
    desk.press("Down")
    assert page.stand_act.button.text() == "A-9 인정"
    desk.press("Ctrl+Return")
    assert "사유를 적어야 합니다" in page.banner.text()
    page.reason.setFocus()
    desk.type("나중에 낸 것")
    desk.press("Ctrl+Return")
    assert cells(page.groups)[0][-1] == "정함"
    assert "인정한 신청 A-9" in page.state.text()
    assert "나중에 낸 것" in page.state.text()
    assert page.reason.text() == ""
    assert any(one.judgement for one in desk.told)


def test_both_may_stand_and_a_case_opens_from_here(desk: Sitting, tmp_path: Path) -> None:
    page = overlapping(desk, tmp_path)
    page.reason.setText("이름이 같은 다른 사람")
    desk.press("Ctrl+Shift+Return")
    assert "모두 따로 인정" in page.state.text()
    page.cases.setFocus()
    desk.press("Return")
    assert len(desk.wanted) == 1


def test_who_judges_nothing_only_looks(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    store = new_store()
    clerk = next(one.name for one in store.staff() if one.roles == {"intake"})
    office = bootstrap.office(store, bootstrap.seat(store, clerk), practice=True)
    desk = Sitting(ReceptionScreen, office, qtbot)
    page = overlapping(desk, tmp_path)
    assert page.groups.isVisible()
    assert page.stand_act.blocked_reason() == "담당이나 결재가 정합니다"
    assert page.apart_act.blocked_reason() == "담당이나 결재가 정합니다"
    desk.end()


def test_the_others_are_written_down_by_one_key(desk: Sitting, tmp_path: Path) -> None:
    page = overlapping(desk, tmp_path)
    desk.press("Ctrl+Shift+L")
    assert page.progress.summary() == "신청 1건에 '중복 신청 조회함'을 적었습니다."
    with desk.office.store.unit() as unit:
        identity = unit.cases.id_of("A-2")
        assert identity is not None
        assert unit.cases.get(identity).applications_checked
    page.progress.act_pressed.emit()
    assert not page.progress.isVisible()
    assert not page.rest_act.blocked_reason()


def test_nothing_overlaps_and_a_notice_that_forbids_no_second(desk: Sitting) -> None:
    page = page_of(desk, "overlaps")
    assert not page.groups.isVisible()
    assert page.empty.isVisible()
    assert page.empty._title.text() == "겹치는 신청이 없습니다."
    other = next(at for at in range(page.choice.count()) if page.choice.itemData(at) != NOTICE)
    page.choice.setCurrentIndex(other)
    page.choice.chosen.emit()
    desk.settle()
    assert page.empty._title.text() == "이 공고는 두 번 신청을 막지 않습니다."
