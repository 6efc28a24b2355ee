"""접수 in the window itself: reached by its key, and what comes in shows in the list of cases."""

from __future__ import annotations

from pathlib import Path

from ipju.ui.screens.reception.importing import ImportPage
from tests.services.applications_file import FIRST, HEADS, SECOND, written
from tests.ui.desk.conftest import Hands


def test_applications_come_in_by_keys_and_stand_in_the_list(hands: Hands, tmp_path: Path) -> None:
    hands.press("Alt+9")
    assert hands.window.rail.current() == "reception"
    page = hands.window.findChild(ImportPage)
    assert page is not None
    page.open_file(written(tmp_path / "a.xlsx", HEADS, ("0-1", *FIRST[1:]), SECOND))
    hands.wait_for(lambda: page.steps.currentWidget() is page.result)
    hands.press("Ctrl+Return")
    hands.wait_for(lambda: "2건을 모두 받았습니다" in page.progress.summary())
    hands.press("Alt+3")
    hands.wait_for(lambda: hands.window.cases.lines()[0].number == "0-1")
    assert hands.window.cases.lines()[0].name == "김예시"
