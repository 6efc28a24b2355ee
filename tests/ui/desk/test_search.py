"""Ctrl+K from anywhere."""

from PySide6.QtWidgets import QApplication

from ipju.domain.listing import CaseQuery
from tests.ui.desk.conftest import Hands
from tests.ui.typing import preedit


def _someone(hands: Hands) -> tuple[str, str]:
    office = hands.desk.office()
    assert office is not None
    found: list[tuple[str, str]] = []
    hands.desk.jobs.run(
        lambda: [(one.name, one.number) for one in office.store.page(CaseQuery()).lines],
        found.extend,
    )
    hands.settle()
    names = [name for name, _number in found]
    return next(one for one in found if names.count(one[0]) == 1)


def test_a_name_typed_in_korean_is_found_and_enter_opens_it(hands: Hands) -> None:
    name, number = _someone(hands)
    hands.press("Ctrl+K")
    assert QApplication.focusWidget() is hands.window.bar.search
    hands.type(name)
    assert number in [one.number for one in hands.window.results.lines()]
    while hands.window.results.current_number() != number:
        hands.press("Down")
    hands.press("Return")
    session = hands.window.session()
    assert session is not None
    assert session.case.number == number
    assert not hands.window.results.isVisible()
    assert hands.window.bar.search.text() == ""


def test_an_unfinished_syllable_searches_nothing(hands: Hands) -> None:
    hands.press("Ctrl+K")
    preedit(hands.window.bar.search, "ㄱ")
    hands.type("")
    assert not hands.window.results.isVisible()


def test_initials_find_and_esc_goes_back_to_the_page(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.type("ㄱ")
    assert hands.window.results.isVisible()
    assert len(hands.window.results.lines()) > 1
    hands.press("Esc")
    assert not hands.window.results.isVisible()
    hands.press("Esc")
    assert QApplication.focusWidget() is not hands.window.bar.search


def test_nothing_found_is_said(hands: Hands) -> None:
    hands.press("Ctrl+K")
    hands.type("9999-9-99999")
    assert hands.window.results.isVisible()
    assert hands.window.results.lines() == ()


def test_enter_pressed_before_the_answer_opens_what_comes(hands: Hands) -> None:
    _name, number = _someone(hands)
    hands.press("Ctrl+K")
    hands.window.bar.search.setText(number)
    hands.window.bar.search.submitted.emit(number)
    hands.window.bar.search.text_settled.emit(number)
    hands.settle()
    session = hands.window.session()
    assert session is not None
    assert session.case.number == number
