"""순위·추첨 in a window of its own: five approved applications for three homes."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.services.office import Office
from ipju.ui.screens.intake.screen import IntakeScreen
from tests.services.deciding import seated
from tests.services.drawing import five, short_of_homes
from tests.ui.sitting import Sitting
from tests.ui.small_office import new_store


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform says of windows means nothing."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def office() -> Office:
    """박담당 before five approved applications; the sitting closes the store."""
    store = new_store()
    park = bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
    park = short_of_homes(park, 3)
    five(park)
    return park


@pytest.fixture
def choi(office: Office) -> Office:
    return seated(office, "최결재")


type_of_sitting = Callable[[Office], Sitting]


@pytest.fixture
def sit(qtbot: QtBot, office: Office) -> Iterator[type_of_sitting]:
    """Sit down before 순위·추첨."""
    sitting: list[Sitting] = []

    def down(who: Office) -> Sitting:
        found = Sitting(IntakeScreen, who, qtbot)
        sitting.append(found)
        found.wanted = []
        found.screen.case_wanted.connect(lambda case, _query: found.wanted.append(case))
        found.page("ranking")
        found.screen.take_keys()
        found.settle()
        return found

    yield down
    for one in sitting:
        one.end()
    if not sitting:
        office.store.close()
