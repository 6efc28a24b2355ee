"""The list of 심사: paging, filters, order, a new case, judging all again."""

from ipju.domain.finding import Outcome
from ipju.domain.listing import SortBy
from ipju.services.office import Changes
from ipju.ui.screens.open_case import OpenCaseDialog
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.table import Table
from tests.ui.desk.conftest import PEOPLE, Hands
from tests.ui.typing import type_korean


def _list(hands: Hands) -> None:
    hands.press("Alt+3")
    assert hands.window.pages.currentWidget() is hands.window.cases


def test_page_down_at_the_end_turns_the_page_and_page_up_turns_back(hands: Hands) -> None:
    _list(hands)
    cases = hands.window.cases
    assert cases.count_words() == f"1–100 / {PEOPLE}건"
    hands.press("Ctrl+End")
    hands.press("PgDown")
    assert cases.count_words() == f"101–200 / {PEOPLE}건"
    assert cases.current_number() == "2023-3-00101"
    hands.press("PgUp")
    assert cases.count_words() == f"1–100 / {PEOPLE}건"
    assert cases.current_number() == "2023-3-00100"


def test_the_last_page_says_how_many_are_left_and_turns_no_further(hands: Hands) -> None:
    _list(hands)
    cases = hands.window.cases
    cases.turn(2)
    hands.settle()
    assert cases.count_words() == f"201–{PEOPLE} / {PEOPLE}건"
    assert not cases.turn(1)


def test_filters_and_order_are_answered_by_the_store(hands: Hands) -> None:
    _list(hands)
    cases = hands.window.cases
    cases.filter_by(outcome=Outcome.FAIL)
    hands.settle()
    assert {one.summary.outcome for one in cases.lines()} == {Outcome.FAIL}
    cases.filter_by(outcome=None, sort=SortBy.NAME, descending=True)
    hands.settle()
    names = [one.name for one in cases.lines()]
    assert names == sorted(names, reverse=True)


def test_a_click_on_a_head_sorts_and_a_second_turns_it_round(hands: Hands) -> None:
    _list(hands)
    cases = hands.window.cases
    for descending in (False, True):
        cases.click_head(SortBy.POINTS)
        hands.settle()
        points = [one.summary.points or 0 for one in cases.lines()]
        assert points == sorted(points, reverse=descending)


def test_what_is_typed_in_the_list_narrows_it_and_enter_opens(hands: Hands) -> None:
    _list(hands)
    hands.press("Ctrl+F")
    hands.type("2023-3-00123")
    cases = hands.window.cases
    assert [one.number for one in cases.lines()] == ["2023-3-00123"]
    hands.press("Return")
    hands.press("Return")
    session = hands.window.session()
    assert session is not None
    assert session.case.number == "2023-3-00123"


def test_a_list_without_a_match_says_so(hands: Hands) -> None:
    _list(hands)
    hands.press("Ctrl+F")
    hands.type("zzzz")
    assert hands.window.cases.count_words() == "0건"
    assert hands.window.cases.empty_words() == "찾은 사례가 없습니다."


def test_the_chosen_row_stays_when_others_change_the_list(hands: Hands) -> None:
    _list(hands)
    for _ in range(7):
        hands.press("Down")
    assert hands.window.cases.current_number() == "2023-3-00008"
    hands.window.note(Changes(lists=True))
    hands.settle()
    assert hands.window.cases.current_number() == "2023-3-00008"


def test_a_new_case_is_opened_with_its_number(hands: Hands) -> None:
    _list(hands)
    hands.press("Ctrl+N")
    dialog = hands.window.findChild(OpenCaseDialog)
    assert dialog is not None
    hands.press("Return")
    assert dialog.person.error() == "성명을 적으십시오."
    type_korean(dialog.person.input, "홍길동")
    hands.press("Tab")
    hands.type("9913321234567")
    hands.press("Return")
    assert "달력에 없는 날짜" in dialog.rrn.error()
    dialog.rrn.input.selectAll()
    hands.type("9001011234567")
    hands.press("Return")
    session = hands.window.session()
    assert session is not None
    assert session.case.people[0].name == "홍길동"
    assert session.case.number == f"2023-3-{PEOPLE + 1:05d}"


def test_judging_all_again_ends_with_a_report_and_keeps_the_window_alive(hands: Hands) -> None:
    _list(hands)
    cases = hands.window.cases
    again = next(
        one
        for one in cases.findChildren(Button)
        if one.text() == "모두 다시 심사" and one.isVisible()
    )
    again.setFocus()
    hands.press("Space")
    # The next Enter belongs to the list: 새 사례 stands right beside what was pressed.
    focused = hands.window.focusWidget()
    assert isinstance(focused, Table)
    hands.settle()
    assert cases.report() == f"{PEOPLE}건을 모두 심사했습니다."
    assert cases.count_words() == f"1–100 / {PEOPLE}건"
