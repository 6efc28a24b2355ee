"""A notice that is only a data file is worked with at the desk like those that came with it."""

from pathlib import Path

import pytest

from ipju import bootstrap
from ipju.notices.library import Library
from ipju.ui.screens.open_case import OpenCaseDialog
from ipju.ui.screens.rooms.plan import PlanPage
from tests.services.third_notice import THIRD_HOMES, THIRD_ROOMS, write_notices
from tests.ui.desk.conftest import Hands, type_of_sitting
from tests.ui.typing import type_korean


@pytest.fixture
def hands(sit_down: type_of_sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """An empty practice desk that finds two more notices in its folder."""
    library = Library(write_notices(tmp_path / "notices"))
    monkeypatch.setattr(bootstrap, "notices", lambda: library)
    bootstrap.open_practice(tmp_path / "office").close()
    return sit_down(tmp_path / "office")


def test_a_case_of_it_is_opened_and_asks_what_that_notice_needs(hands: Hands) -> None:
    hands.press("Ctrl+N")
    dialog = hands.window.findChild(OpenCaseDialog)
    assert dialog is not None
    for notice, building in ((THIRD_HOMES, False), (THIRD_ROOMS, True)):
        dialog.notice.set_value(notice)
        dialog.notice.committed.emit(notice)
        assert dialog.building.isHidden() is not building
    combo = dialog.building.combo
    assert "견본하우스" in [combo.itemText(at) for at in range(combo.count())]
    dialog.building.set_value("gyeonbon")
    type_korean(dialog.person.input, "홍길동")
    dialog.accept()
    hands.settle()

    session = hands.window.session()
    assert session is not None
    assert session.notice.id == THIRD_ROOMS
    assert session.case.number == "2025-R-00001"
    assert session.case.building == "gyeonbon"


def test_its_rooms_stand_on_the_plan(hands: Hands) -> None:
    hands.press("Alt+6")
    page = hands.window.findChild(PlanPage)
    assert page is not None
    choice = page.choice
    assert choice.count() == 2
    choice.setCurrentIndex(choice.findData(THIRD_ROOMS))
    choice.chosen.emit()
    hands.settle()
    assert list(page.plans) == ["gyeonbon"]
    assert [one.said() for one in page.plans["gyeonbon"].tiles()] == [
        "1001호, 공실, 월 150,000원, 24.10㎡",
        "1002호, 공실, 월 310,010원, 30.55㎡",
    ]
