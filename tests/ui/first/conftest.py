"""A real office in a home of the test's own, and people who come to it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as FailKeyring
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.domain.account import Role
from ipju.domain.keys import RecoveryKey
from ipju.services.counter import Typed, open_at_counter
from ipju.services.staff import change_password, open_account
from ipju.ui.app import Desk, Pace, prepare
from tests.ui.typing import type_korean

ADMIN, OFFICER, NEWCOMER = "kang", "park", "choi"
PASSWORD = "푸른 바다 고래 셋"
OTHER = "노란 산마루 여우 둘"
FIRST = "작은 들판 토끼 넷"
NUMBER = "900101-1234567"
NOTICE = "jangi-ansim-2023-3"
WAIT = 20_000


@dataclass(frozen=True, slots=True)
class Founded:
    """An office with 관리, 담당 and somebody whose password is still the one handed over."""

    folder: Path
    recovery: RecoveryKey


@contextmanager
def no_keyring() -> Iterator[None]:
    """No keyring, whatever this machine has and whichever a test of another room brought in."""
    before = keyring.get_keyring()
    keyring.set_keyring(FailKeyring())
    try:
        yield
    finally:
        keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def without_keyring() -> Iterator[None]:
    """A computer without a keyring."""
    with no_keyring():
        yield


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """A real office with one case; tests work on copies."""
    folder = tmp_path_factory.mktemp("founded") / "office"
    with no_keyring():
        return _founded(folder)


def _founded(folder: Path) -> Founded:
    recovery = bootstrap.new_recovery_key()
    entered = bootstrap.create_office(
        folder, ADMIN, "강관리", "전세임대부", "02-000-0000", PASSWORD, recovery
    )
    office = bootstrap.office_of(entered)
    for login, name in ((OFFICER, "박담당"), (NEWCOMER, "최담당")):
        open_account(office, login, name, "전세임대부", "02-000-0001", {Role.CASEWORKER}, FIRST)
    entered.store.close()
    entered = bootstrap.enter_office(folder, OFFICER, FIRST)
    office = bootstrap.office_of(entered)
    change_password(office, FIRST, PASSWORD)
    open_at_counter(office, Typed(notice=NOTICE, name="홍길동", rrn=NUMBER.replace("-", "")))
    entered.store.close()
    return Founded(folder, recovery)


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The data folder of a user who has nothing yet."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    return home


@pytest.fixture
def office(founded: Founded, home: Path) -> Founded:
    """The office, in the home of this user."""
    folder = bootstrap.office_folder()
    shutil.copytree(founded.folder, folder)
    return Founded(folder, founded.recovery)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Visitor:
    """A person at the door: presses keys and looks."""

    def __init__(self, desk: Desk, qtbot: QtBot, clock: Clock) -> None:
        self.desk, self.window, self.door, self.clock = desk, desk.window, desk.door, clock
        self._bot = qtbot

    def page(self) -> QWidget | None:
        return self.window.pages.currentWidget()

    def settle(self) -> None:
        self._bot.waitUntil(self.desk.jobs.is_idle, timeout=WAIT)
        QApplication.processEvents()
        self._bot.waitUntil(self.desk.jobs.is_idle, timeout=WAIT)

    def rest(self) -> None:
        """Wait until what runs aside has ended as well."""
        self.wait_for(lambda: not self.desk.jobs.asides() and self.desk.jobs.is_idle())

    def wait_for(self, seen: Callable[[], object]) -> None:
        self._bot.waitUntil(lambda: bool(seen()), timeout=WAIT)

    def awake(self) -> bool:
        """Whether the program is in front; without a desktop nobody clicks it there."""
        if QApplication.activeWindow() is None and self.window.isVisible():
            self.window.activateWindow()
        return QApplication.activeWindow() is not None

    def focused(self) -> QWidget:
        self.wait_for(self.awake)
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def press(self, keys: str) -> None:
        QTest.keySequence(self.focused(), keys)
        QApplication.processEvents()
        self.settle()

    def type(self, text: str) -> None:
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focused(), letter)
            else:
                type_korean(self.focused(), letter)

    def fill_in(self, *texts: str) -> None:
        """Type into one field after the other, from where the focus is."""
        for at, text in enumerate(texts):
            if at:
                self.press("Tab")
            self.type(text)

    def sign_in(self, login: str, password: str) -> None:
        screen = self.door.sign_in
        self.wait_for(lambda: self.page() is screen)
        self.settle()
        self.wait_for(self.awake)
        screen.login.combo.setCurrentText(login)
        screen.password.input.setFocus()
        self.type(password)
        self.press("Return")


type_of_visit = Callable[[], Visitor]


@pytest.fixture
def come(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[type_of_visit]:
    """Start the program as a user does."""
    prepare(qapp, "light")
    desks: list[Desk] = []

    def start() -> Visitor:
        clock = Clock()
        pace = Pace(kept_ms=60, clock=clock, boot=clock)
        desk = Desk(qapp, bootstrap, tmp_path / "practice", tmp_path / "desk.json", pace)
        desks.append(desk)
        desk.window.show()
        qtbot.waitExposed(desk.window)
        desk.window.activateWindow()
        desk.open()
        visitor = Visitor(desk, qtbot, clock)
        visitor.settle()
        return visitor

    yield start
    for desk in desks:
        if desk.window.isVisible():
            qtbot.waitUntil(desk.jobs.is_idle, timeout=WAIT)
            desk.window.close()
        # A window left alive would be styled again at every later start.
        desk.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def officer(office: Founded, come: type_of_visit) -> Visitor:
    """The 담당 of the office, signed in."""
    visitor = come()
    visitor.sign_in(OFFICER, PASSWORD)
    visitor.wait_for(lambda: visitor.page() is visitor.window.today)
    visitor.rest()
    return visitor
