"""A case in the smallest window, as on an office PC at 200 %: nothing needed is cut or lost."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipju.ui.widgets.rrn_field import RrnField
from ipju.ui.widgets.table import Table
from tests.ui.case.conftest import Open, type_of_opening

SMALLEST = (884, 498)
"""What 960 × 540 leaves a case beside the rail and below the bar."""


def _low(open_case: type_of_opening) -> Open:
    desk = open_case(size=SMALLEST)
    assert isinstance(desk, Open)
    return desk


def test_the_history_tells_its_reasons_there_too(open_case: type_of_opening) -> None:
    desk = _low(open_case)
    desk.screen.show_section("history")
    desk.settle()
    acts = next(
        one
        for one in desk.screen.findChildren(Table)
        if one.accessibleName() == "한 일" and one.isVisible()
    )
    assert acts.columnWidth(3) >= 100
    assert sum(acts.columnWidth(at) for at in range(4)) <= acts.viewport().width()


def test_a_covered_number_is_shown_whole(open_case: type_of_opening) -> None:
    desk = _low(open_case)
    field = desk.go("household", "rrn")
    QApplication.processEvents()
    assert isinstance(field, RrnField)
    wide = field.input.fontMetrics().horizontalAdvance("820314-1******")
    assert field.width() - wide >= 48  # the padding and the eye


def test_the_page_of_a_letter_is_scrolled_to_rather_than_squeezed(
    open_case: type_of_opening, qtbot: QtBot
) -> None:
    desk = _low(open_case)
    desk.screen.show_section("letters")
    desk.settle()
    qtbot.waitUntil(lambda: desk.screen.letters.pdf.isVisible())
    assert desk.screen.letters.pdf.height() >= 280


def test_the_next_case_is_offered_where_no_act_needs_the_room(open_case: type_of_opening) -> None:
    desk = _low(open_case)
    header = desk.screen.header
    assert not header.act.isHidden()
    assert header.next.isHidden()
    header.act.hide()
    header.resize(header.width() - 1, header.height())
    assert not header.next.isHidden()
