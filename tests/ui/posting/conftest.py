"""발송·반송 and 결과 목록 in a window: letters of several people, decided by two and issued."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.services.office import Office
from ipju.ui.screens.letters.screen import LettersScreen
from tests.services.deciding import Chairs, chairs
from tests.ui.sitting import Sitting


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform says of windows means nothing."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def desk(tmp_path: Path) -> Chairs:
    """A practice office from every chair; the sitting closes its store."""
    store = bootstrap.open_practice(tmp_path / "office")
    return chairs(bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True))


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
        found.screen.take_keys()
        found.settle()
        return found

    yield down
    for one in sitting:
        one.end()
