"""통지 in a window of its own: 박담당 before the requests of a practice office."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.ui.screens.letters.screen import LettersScreen
from tests.services.rooms import on
from tests.ui.sitting import Sitting
from tests.ui.small_office import new_store, sample_case

TODAY = date(2024, 2, 27)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform says of windows means nothing."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def office() -> Office:
    """박담당 at a practice office without cases, on 2024-02-27; the sitting closes its store."""
    store = new_store()
    return on(bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True), TODAY)


@pytest.fixture
def case(office: Office) -> Case:
    """김예시's case: her income is above the limit and a paper of her husband is missing."""
    return add_case(office, sample_case()).case


def seat(office: Office, name: str) -> Office:
    """Return the office as somebody else works in it."""
    return replace(office, actor=bootstrap.seat(office.store, name))


type_of_sitting = Callable[[Office], Sitting]


@pytest.fixture
def sit(qapp: QApplication, qtbot: QtBot) -> Iterator[type_of_sitting]:
    """Sit down before 통지."""
    sitting: list[Sitting] = []

    def down(office: Office) -> Sitting:
        found = Sitting(LettersScreen, office, qtbot)
        sitting.append(found)
        found.wanted = []
        found.screen.case_wanted.connect(lambda case, _query: found.wanted.append(case))
        found.screen.take_keys()
        found.settle()
        return found

    yield down
    for one in sitting:
        one.end()
