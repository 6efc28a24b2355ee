"""선정 in the real window: on the rail by its key, and a case opened from it."""

from pathlib import Path

from ipju import bootstrap
from ipju.ui.places import INTAKE
from tests.services.rolling import applied
from tests.ui.desk.conftest import Hands, sit_down, type_of_sitting

__all__ = ["sit_down"]


def prepared(folder: Path) -> Path:
    store = bootstrap.open_practice(folder)
    office = bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
    applied(office, "2024-T-0001", "김예시", "2024-01-20")
    store.close()
    return folder


def test_the_place_is_on_the_rail_and_opens_a_case(
    sit_down: type_of_sitting, tmp_path: Path
) -> None:
    hands: Hands = sit_down(prepared(tmp_path / "practice"))
    hands.press("Alt+2")
    assert hands.window.rail.current() == INTAKE
    screen = hands.window.pages.currentWidget()
    page = screen.pages.currentWidget()
    hands.wait_for(lambda: page.table.rows_model.rowCount() == 1)
    hands.press("Ctrl+2")
    assert screen.sections.current() == "waiting"
    hands.press("Ctrl+1")
    screen.take_keys()
    hands.press("Return")
    hands.wait_for(lambda: hands.window.session() is not None)
    session = hands.window.session()
    assert session is not None
    assert session.case.number == "2024-T-0001"
