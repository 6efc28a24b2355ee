"""A person at the desk: the real window, the real encrypted store, the real printer, real keys."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.ui.app import Desk, prepare
from ipju.ui.case_session import CaseSession
from ipju.ui.screens.case.screen import CaseScreen
from ipju.ui.widgets.choice_fields import Segmented
from tests.ui.typing import type_korean

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MOST_TABS = 90
WAIT = 20_000
SOON = 50


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says this whenever a window is shown; it means nothing."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


class Person:
    """Looks at the window and presses keys; never touches a widget any other way."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.window, self._bot = desk, desk.window, qtbot

    @property
    def session(self) -> CaseSession:
        session = self.window.session()
        assert session is not None
        return session

    @property
    def case(self) -> Case:
        return self.session.case

    @property
    def screen(self) -> CaseScreen:
        page = self.window.findChild(CaseScreen)
        assert page is not None
        return page

    def settle(self) -> None:
        self._bot.waitUntil(self.desk.jobs.is_idle, timeout=WAIT)
        QApplication.processEvents()

    def wait_for(self, seen: Callable[[], object]) -> None:
        self._bot.waitUntil(lambda: bool(seen()), timeout=WAIT)

    def focused(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        return popup or QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def here(self) -> str:
        """The accessible name of what has the keys."""
        focused = self.focused()
        words = focused.text() if isinstance(focused, QAbstractButton) else ""
        return focused.accessibleName() or words

    def press(self, keys: str) -> None:
        QTest.keySequence(self.focused(), keys)
        QApplication.processEvents()

    def tab_to(self, name: str) -> QWidget:
        """Press Tab until the input of this name has the keys: it must be on the way."""
        passed = []
        for _ in range(MOST_TABS):
            if self.here() == name:
                return self.focused()
            QTest.keyClick(self.focused(), Qt.Key.Key_Tab)
            passed.append(f"{self.here()} ({type(self.focused()).__name__})")
        raise AssertionError(f"no Tab leads to {name}: {passed}")

    def type(self, name: str, text: str) -> None:
        """Go to an input and type into it, Korean syllable by syllable."""
        _write(self.tab_to(name), text)
        QApplication.processEvents()

    def pick(self, name: str, word: str) -> None:
        """Open a list and go down to a word in it."""
        combo = self.tab_to(name)
        assert isinstance(combo, QComboBox)
        words = [combo.itemText(at) for at in range(combo.count())]
        QTest.keyClick(combo, Qt.Key.Key_Space)
        QApplication.processEvents()
        step = words.index(word) - max(combo.currentIndex(), 0)
        popup = QApplication.activePopupWidget()
        assert popup is not None
        opened = popup.windowHandle()  # the window passes the keys to the list within
        for _ in range(abs(step)):
            QTest.keyClick(opened, Qt.Key.Key_Down if step > 0 else Qt.Key.Key_Up)
        QTest.keyClick(opened, Qt.Key.Key_Return)
        QApplication.processEvents()
        assert combo.currentText() == word

    def face(self) -> None:
        """Look at this window: offscreen, nobody gives the keys back after a menu or a dialog."""
        self.window.activateWindow()
        self.wait_for(self.window.isActiveWindow)

    def do(self, keys: str) -> None:
        """Press keys at the window or the dialog before it, and wait for what comes of them."""
        if QApplication.activeModalWidget() is None and QApplication.activeWindow() is None:
            self.face()
        self.press(keys)
        self.settle()
        modal = QApplication.activeModalWidget()
        if modal is not None:
            modal.activateWindow()
            self.wait_for(lambda: not modal.isVisible() or modal.isActiveWindow())
        elif QApplication.activeWindow() is None:
            self.face()

    def name_file(self, path: Path) -> None:
        """Once the file window of the system is open, type a path and press Enter.

        While it reads its folder it offers completions that take keys: then it is done again.
        """
        opened: list[QFileDialog] = []

        def attempt() -> None:
            modal = QApplication.activeModalWidget()
            if isinstance(modal, QFileDialog) and not opened:
                opened.append(modal)
            elif opened:
                if not isValid(opened[0]) or not opened[0].isVisible():
                    return
                popup = QApplication.activePopupWidget()
                if popup is not None:
                    popup.close()
                box = opened[0].findChild(QLineEdit, "fileNameEdit")
                assert box is not None
                if box.text() == str(path):
                    QTest.keyClick(box, Qt.Key.Key_Return)
                else:
                    box.selectAll()
                    _write(box, str(path))
            QTimer.singleShot(SOON, attempt)

        QTimer.singleShot(SOON, attempt)

    def in_menu(self, word: str, keys: Qt.Key, then: Callable[[], None] | None = None) -> None:
        """Once a menu that holds the word is open, go down to it and press a key; then go on."""

        def attempt() -> None:
            menu = QApplication.activePopupWidget()
            words = [one.text() for one in menu.actions()] if isinstance(menu, QMenu) else []
            at = next((at for at, one in enumerate(words) if one.startswith(word)), None)
            if at is None or not isinstance(menu, QMenu):
                QTimer.singleShot(SOON, attempt)
                return
            for _ in words:
                if menu.activeAction() is not menu.actions()[at]:
                    QTest.keyClick(menu, Qt.Key.Key_Down)
            if then is not None:
                then()
            QTest.keyClick(menu, keys)

        QTimer.singleShot(SOON, attempt)

    def sit_as(self, name: str) -> None:
        """Change seats through the menu of 내 자리: it holds the keys until something is chosen."""
        self.tab_to("내 자리")
        self.in_menu("자리 바꾸기", Qt.Key.Key_Right, lambda: self.in_menu(name, Qt.Key.Key_Return))
        self.press("Space")

        def seated() -> bool:
            office = self.desk.office()
            return office is not None and office.actor.name == name

        self.wait_for(seated)
        self.settle()
        self.face()

    def say_yes(self, *names: str) -> None:
        for name in names:
            self._choose(name, "1")

    def say_no(self, *names: str) -> None:
        for name in names:
            self._choose(name, "2")

    def _choose(self, name: str, digit: str) -> None:
        field = self.tab_to(name)
        assert isinstance(field, Segmented)
        QTest.keyClicks(field, digit)


def _write(field: QWidget, text: str) -> None:
    if text.isascii():
        QTest.keyClicks(field, text)
        return
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(field, letter)
        else:
            type_korean(field, letter)


type_of_sitting = Callable[[Path], Person]


@pytest.fixture
def sit_down(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[type_of_sitting]:
    """Open the desk on a folder, as the program does at its start."""
    prepare(qapp, "light")
    desks: list[Desk] = []

    def sit(folder: Path) -> Person:
        desk = Desk(qapp, bootstrap, folder, tmp_path / "desk.json")
        desks.append(desk)
        desk.window.show()
        qtbot.waitExposed(desk.window)
        desk.window.activateWindow()
        desk.open()
        person = Person(desk, qtbot)
        person.settle()
        return person

    yield sit
    for desk in desks:
        if desk.window.isVisible():
            qtbot.waitUntil(desk.jobs.is_idle, timeout=WAIT)
            desk.window.close()
            qtbot.waitUntil(lambda desk=desk: not desk.window.isVisible(), timeout=WAIT)
        # A window left alive would be styled again at every later start.
        desk.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
