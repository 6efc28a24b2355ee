"""The first start, and starts that go wrong."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QLabel

from ipju.ui.widgets.calendar_strip import CalendarStrip
from tests.ui.desk.conftest import Hands, type_of_sitting


def test_the_first_start_offers_a_practice_office_and_enter_fills_it(
    sit_down: type_of_sitting, tmp_path: Path
) -> None:
    hands = sit_down(tmp_path / "none")
    window = hands.window
    assert window.pages.currentWidget() is window.start
    assert not (tmp_path / "none").exists()
    hands.press("Return")
    hands.wait_for(lambda: window.pages.currentWidget() is window.today)
    hands.settle()
    office = hands.desk.office()
    assert office is not None
    assert office.practice
    assert window.windowTitle() == "입주심사 (연습)"
    assert window.cases.query().offset == 0
    window.go("cases")
    hands.settle()
    assert window.cases.count_words() == "1–100 / 200건"


def _button_with_keys(hands: Hands) -> str:
    focused = hands.window.focusWidget()
    assert isinstance(focused, QAbstractButton)
    return focused.text()


def test_an_office_opened_empty_says_how_to_begin(
    sit_down: type_of_sitting, tmp_path: Path
) -> None:
    hands = sit_down(tmp_path / "none")
    hands.window.start.empty_act.click()
    hands.wait_for(lambda: hands.window.pages.currentWidget() is hands.window.today)
    hands.settle()
    assert hands.window.today.is_empty()
    # What there is stands together at the top, not spread over the window.
    strip = hands.window.today.findChild(CalendarStrip)
    assert strip is not None
    assert 0 < strip.y() < hands.window.height() // 5
    # Most begin with the Excel of the online system; the keys are on what can be done here.
    told = " ".join(one.text() for one in hands.window.today.findChildren(QLabel))
    assert "접수 Alt+9에서 엑셀로 받고" in told
    hands.press("Alt+1")
    hands.settle()
    assert _button_with_keys(hands) == "새 사례"
    hands.window.go("cases")
    hands.settle()
    assert hands.window.cases.count_words() == "0건"
    hands.press("Alt+3")
    hands.settle()
    assert _button_with_keys(hands) == "새 사례"
    assert hands.window.cases.isAncestorOf(hands.window.focusWidget())


def test_a_second_start_opens_the_office_that_is_there(hands: Hands) -> None:
    assert hands.window.pages.currentWidget() is hands.window.today
    assert hands.window.rail.current() == "today"


def test_a_file_that_is_no_store_is_told_and_left_as_it_is(
    sit_down: type_of_sitting, filled: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "practice.db").write_bytes(b"not a store" * 400)
    hands = sit_down(folder)
    start = hands.window.start
    assert hands.window.pages.currentWidget() is start
    assert start.problem_words().startswith("사무실을 열지 못했습니다.")
    assert "Traceback" not in start.problem_words()
    assert not start.fill_act.isVisible()
    assert (folder / "practice.db").read_bytes() == b"not a store" * 400


def test_the_words_of_qt_itself_are_korean(hands: Hands) -> None:
    said = QCoreApplication.translate("QPlatformTheme", "Cancel")
    assert said == "취소"


def test_the_window_remembers_its_size(
    sit_down: type_of_sitting, filled: Path, tmp_path: Path
) -> None:
    first = sit_down(tmp_path / "none")
    first.window.resize(1111, 777)
    first.window.close()
    again = sit_down(tmp_path / "none")
    assert (again.window.width(), again.window.height()) == (1111, 777)
