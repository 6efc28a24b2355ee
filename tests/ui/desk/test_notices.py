"""One desk, several notices: the list, the search and the new case follow the notice chosen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from ipju import bootstrap
from ipju.services.open_case import add_case
from ipju.ui.screens.case_rows import COLUMNS, hidden_columns, supplies_of
from ipju.ui.screens.open_case import OpenCaseDialog
from tests.ui.desk.conftest import Hands, type_of_sitting
from tests.ui.second_case import NOTICE, student_case
from tests.ui.small_office import sample_case
from tests.ui.typing import type_korean


@pytest.fixture
def both(sit_down: type_of_sitting, tmp_path: Path) -> Hands:
    """A desk with one application of each notice."""
    store = bootstrap.open_practice(tmp_path / "office")
    office = bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
    for case in (sample_case(), student_case()):
        add_case(office, case)
    store.close()
    return sit_down(tmp_path / "office")


def _pick(hands: Hands, notice: str) -> None:
    combo = hands.window.bar.findChild(QComboBox)
    assert combo is not None
    ids = ["", *(one for one, _title in hands.window._notices)]
    combo.setCurrentIndex(ids.index(notice))
    combo.activated.emit(combo.currentIndex())
    hands.settle()


def _offered(hands: Hands) -> list[str]:
    combo = hands.window.cases._supply.combo
    return [combo.itemText(at) for at in range(combo.count())]


def _columns(hands: Hands) -> list[str]:
    table = hands.window.cases._table
    return [one.title for at, one in enumerate(COLUMNS) if not table.isColumnHidden(at)]


def test_the_list_follows_the_notice(both: Hands) -> None:
    both.press("Alt+3")
    cases = both.window.cases
    assert [one.name for one in cases.lines()] == ["김예시", "남궁견본"]
    assert "공고" in _columns(both)
    assert "장학생" in _offered(both)
    _pick(both, NOTICE)
    assert [one.name for one in cases.lines()] == ["남궁견본"]
    assert not {"공고", "가점"} & set(_columns(both))
    assert _offered(both) == ["모두", "일반공급", "장학생"]
    cases.filter_by(supply=sorted(supplies_of([bootstrap.notices().get(NOTICE)]))[-1])
    both.settle()
    assert [one.name for one in cases.lines()] == ["남궁견본"]
    _pick(both, sample_case().notice)
    assert cases.query().supply is None  # that notice has no scholars: the filter goes
    assert [one.name for one in cases.lines()] == ["김예시"]
    assert "장학생" not in _offered(both)
    assert "가점" in _columns(both)


def test_a_notice_without_points_lists_none(both: Hands) -> None:
    both.press("Alt+3")
    points = {one.name: one.summary.points for one in both.window.cases.lines()}
    assert points["남궁견본"] is None
    assert points["김예시"] is not None


def test_search_finds_in_every_notice_and_says_which(both: Hands) -> None:
    _pick(both, sample_case().notice)
    both.press("Ctrl+K")
    both.type("남궁")
    results = both.window.results
    assert [one.name for one in results.lines()] == ["남궁견본"]
    shown = results._table.rows_model.cell_at(0, 1)
    assert shown["sub"] == "장학생 · 특화형 매입임대주택[청년]"
    both.press("Return")
    session = both.window.session()
    assert session is not None
    assert session.notice.id == NOTICE


def test_a_new_case_offers_what_its_notice_has(both: Hands) -> None:
    _pick(both, NOTICE)
    both.press("Ctrl+N")
    dialog = both.window.findChild(OpenCaseDialog)
    assert dialog is not None
    assert dialog.notice.value() == NOTICE
    assert not dialog.building.isHidden()
    type_korean(dialog.person.input, "홍길동")
    both.press("Return")
    assert dialog.building.error() == "신청 주택을 고르십시오."
    assert QApplication.focusWidget() is dialog.building.combo
    dialog.notice.set_value(sample_case().notice)
    dialog.notice.committed.emit(sample_case().notice)
    assert dialog.building.isHidden()
    assert "특별공급(신혼부부)" in [
        dialog.supply.combo.itemText(at) for at in range(dialog.supply.combo.count())
    ]
    dialog.accept()
    both.settle()
    session = both.window.session()
    assert session is not None
    assert session.notice.id == sample_case().notice


def test_today_has_rooms_to_look_at_only_where_a_notice_lets_them(both: Hands) -> None:
    today = both.window.today
    model = today._queues.rows_model
    titles = {model.cell_at(at, 0)["t"] for at in range(model.rowCount())}
    assert {"답 기다리는 호실", "부를 예비입주자", "끝나가는 임대차"} <= titles
    _pick(both, sample_case().notice)
    titles = {model.cell_at(at, 0)["t"] for at in range(model.rowCount())}
    assert not {"답 기다리는 호실", "끝나가는 임대차"} & titles


def test_columns_give_way_to_the_notice_where_it_is_narrow() -> None:
    notices = bootstrap.notices()
    every = [notices.get(one) for one in notices.ids()]
    assert hidden_columns(every, 1600) == set()
    assert len(hidden_columns(every, 1200)) < len(hidden_columns(every, 900))
    assert "공고" not in [COLUMNS[at].title for at in hidden_columns(every, 900)]
