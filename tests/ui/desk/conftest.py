"""A whole desk: the real window over a real encrypted store in a folder of the test's own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.services.practice import fill
from ipju.ui.app import Desk, prepare
from tests.ui.typing import type_korean

PEOPLE = 230


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice office of 230 invented people; tests work on copies."""
    folder = tmp_path_factory.mktemp("filled") / "practice"
    store = bootstrap.open_practice(folder)
    fill(
        bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True),
        "jangi-ansim-2023-3",
        PEOPLE,
    )
    store.close()
    return folder


class Hands:
    """A person at the desk: looks at the window, presses keys, waits as long as it takes."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.window, self._bot = desk, desk.window, qtbot

    def settle(self) -> None:
        """Wait until the database thread has answered and the answers are on the screen."""
        self._bot.waitUntil(self.desk.jobs.is_idle, timeout=20_000)
        QApplication.processEvents()

    def press(self, keys: str) -> None:
        """Press one key sequence where the focus is."""
        QTest.keySequence(self.focused(), keys)
        QApplication.processEvents()
        self.settle()

    def type(self, text: str) -> None:
        """Type where the focus is; Korean goes through the input method."""
        if text.isascii():
            QTest.keyClicks(self.focused(), text)
        else:
            type_korean(self.focused(), text)
        self._bot.wait(30)  # the search begins within a frame of the last key
        self.settle()

    def focused(self) -> QWidget:
        """Return the widget that has the keys."""
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def wait_for(self, seen: Callable[[], bool]) -> None:
        """Wait until something is seen."""
        self._bot.waitUntil(seen, timeout=20_000)


type_of_sitting = Callable[[Path], Hands]


@pytest.fixture
def sit_down(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[type_of_sitting]:
    """Open the desk on a folder, as the program does at its start."""
    prepare(qapp, "light")
    opened: list[Desk] = []

    def sit(folder: Path) -> Hands:
        desk = Desk(qapp, bootstrap, folder, tmp_path / "desk.json")
        opened.append(desk)
        desk.window.show()
        qtbot.waitExposed(desk.window)
        desk.window.activateWindow()
        desk.open()
        hands = Hands(desk, qtbot)
        hands.settle()
        return hands

    yield sit
    for desk in opened:
        if desk.window.isVisible():
            qtbot.waitUntil(desk.jobs.is_idle, timeout=20_000)
            desk.window.close()
        # A window left alive would be styled again at every later start.
        desk.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def hands(sit_down: type_of_sitting, filled: Path, tmp_path: Path) -> Hands:
    """A person at a desk whose practice office is full."""
    folder = tmp_path / "practice"
    shutil.copytree(filled, folder)
    return sit_down(folder)
