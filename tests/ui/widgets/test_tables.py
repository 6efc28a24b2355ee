"""Lists keep the reader's place: focus, selection and scroll survive every refresh."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from ipju.ui.theme import font
from ipju.ui.widgets.finding_list import FindingList, finding_row
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Column, Row
from tests.ui.widgets.gallery import findings, question


def rows(*ids: str, value: str = "가") -> list[Row]:
    return [{"id": key, "cells": [{"t": key}, {"t": value}]} for key in ids]


def test_a_refresh_keeps_the_current_row_when_others_come_and_go(qtbot: QtBot) -> None:
    table = make_table([Column("이름"), Column("값")])
    qtbot.addWidget(table)
    table.set_rows(rows("a", "b", "c"))
    table.select_id("b")
    told: list[str] = []
    table.row_changed.connect(told.append)
    table.set_rows(rows("x", "b", "c", "d"))
    assert table.current_id() == "b"
    assert [table.rows_model.id_at(at) for at in range(4)] == ["x", "b", "c", "d"]
    assert "x" not in told


def test_arrows_move_and_enter_opens(qtbot: QtBot) -> None:
    table = make_table([Column("이름"), Column("값")])
    qtbot.addWidget(table)
    table.set_rows(rows("a", "b"))
    table.select_id("a")
    opened: list[str] = []
    why: list[str] = []
    table.opened.connect(opened.append)
    table.why.connect(why.append)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClicks(table, "?")
    assert opened == why == ["b"]


def test_rows_that_come_after_the_keys_show_where_the_keys_are(qtbot: QtBot) -> None:
    table = make_table([Column("이름"), Column("값")], many=True)
    qtbot.addWidget(table)
    table.show()
    table.activateWindow()
    table.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(table.hasFocus)
    assert table.current_id() == ""
    table.set_rows(rows("a", "b"))
    table.show_keys()
    assert table.current_id() == "a"


def test_home_and_end_go_to_the_first_and_the_last_row(qtbot: QtBot) -> None:
    table = make_table([Column("이름"), Column("값")])
    qtbot.addWidget(table)
    table.set_rows([{"id": "head", "group": True, "cells": [{"t": "묶음"}]}, *rows("a", "b", "c")])
    table.select_id("b")
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current_id() == "c"
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.current_id() == "a"


def test_only_the_changed_finding_flashes(qtbot: QtBot) -> None:
    view = FindingList()
    qtbot.addWidget(view)
    view.set_findings(findings())
    changed = finding_row("land", "fail", "부동산", value="300,000,000원")
    touched: list[tuple[int, int]] = []
    view.rows_model.dataChanged.connect(lambda a, b: touched.append((a.row(), b.row())))
    assert view.update_finding(changed)
    assert touched == [(1, 1)]
    assert view.rows_model.is_flashing(1)
    assert not view.rows_model.is_flashing(2)
    qtbot.waitUntil(lambda: not view.rows_model.is_flashing(1))


def test_a_row_is_read_out_in_words(qtbot: QtBot) -> None:
    view = FindingList()
    qtbot.addWidget(view)
    view.set_findings(findings())
    said = view.rows_model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("부적합, 월평균소득, 가구원 4명, 7,742,056원, 한도 7,622,056원")


def test_f8_walks_the_findings_that_need_a_person(qtbot: QtBot) -> None:
    view = FindingList()
    qtbot.addWidget(view)
    view.set_findings(findings())
    seen = []
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_F8)
        seen.append(view.current_id())
    assert seen == ["income", "home", "car", "income"]
    qtbot.keyClick(view, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert view.current_id() == "car"


def test_a_question_stays_under_its_finding_with_what_was_typed(qtbot: QtBot) -> None:
    view = FindingList()
    qtbot.addWidget(view)
    view.resize(560, 700)
    view.set_findings(findings())
    asked = question()
    view.open_question("home", asked)
    view.show()
    qtbot.keyClicks(asked.reason.input, "2021-08-02")
    again = findings()
    again.insert(1, finding_row("new", "pas", "나이", value="41"))
    view.set_findings(again)
    at = view.rows_model.row_of("home")
    assert view.indexWidget(view.rows_model.index(at + 1, 0)) is asked
    assert asked.reason.text() == "2021-08-02"
    assert view.rowHeight(at + 1) >= 150
    view.close_question("home")
    assert view.rows_model.row_of("home?") == -1


def test_money_and_verdict_are_counted_by_mark(qtbot: QtBot) -> None:
    view = FindingList()
    qtbot.addWidget(view)
    view.set_findings(findings())
    assert view.counts() == {"pas": 2, "fail": 1, "rev": 1, "mis": 1, "na": 1}


@pytest.mark.parametrize(
    ("address", "cut"), [("가상군 75", False), ("가상특별자치도 표본면 75", True)]
)
def test_a_text_that_ends_in_a_number_is_never_cut_off_without_a_word(
    qtbot: QtBot, address: str, cut: bool
) -> None:
    """`표본면 7` would be another place: what has no room ends in an ellipsis."""
    table = make_table([Column("소재지", 100), Column("값")])
    qtbot.addWidget(table)
    table.resize(300, 120)

    def picture(*texts: str) -> bytes:
        table.set_rows([{"id": one, "cells": [{"t": one}, {"t": ""}]} for one in texts])
        shown = table.grab().toImage()
        return bytes(shown.constBits())

    metrics = QFontMetrics(font())
    dotted = metrics.elidedText(address, Qt.TextElideMode.ElideRight, 100 - 20)
    assert (metrics.horizontalAdvance(address) > 100 - 12) is cut
    wanted = dotted if cut else address
    assert picture(address) == picture(wanted)
    assert (wanted == address) is not cut
