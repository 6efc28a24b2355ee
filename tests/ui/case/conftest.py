"""The sample case on its screen, over a real encrypted store and the real database thread."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.ui.case_session import CaseSession
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.case.screen import CaseScreen
from tests.ui.small_office import sample_case
from tests.ui.typing import type_korean


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform says of popups means nothing."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@dataclass
class Open:
    """One open case: its screen and session, and hands for it."""

    office: Office
    jobs: Jobs
    session: CaseSession
    screen: CaseScreen
    bot: QtBot

    def settle(self) -> None:
        self.bot.waitUntil(self.jobs.is_idle, timeout=20_000)
        QApplication.processEvents()

    def stored(self) -> Case:
        """The case as the store holds it."""
        self.settle()
        with self.office.store.unit() as unit:
            return unit.cases.get(self.session.case.id)

    def go(self, section: str, field: str, part: str = "") -> QWidget:
        """Put the keys into a field of the row shown in the first block of a section."""
        self.screen.show_section(section)
        page = self.screen.pages[section]
        forms = [block.form for block in page.blocks.values()] + list(page.forms.values())
        for form in forms:
            if (part, field) in form._inputs:
                widget = form.input(field, part)
                widget.setFocus()
                return widget
        raise AssertionError(f"no field {field} in {section}")

    def press(self, keys: str) -> None:
        QTest.keySequence(QApplication.focusWidget() or self.screen, keys)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        widget = QApplication.focusWidget()
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(widget, letter)
            else:
                type_korean(widget, letter)
        QApplication.processEvents()

    def retype(self, text: str) -> None:
        self.press("Ctrl+A")
        self.type(text)


type_of_opening = Callable[..., Open]


@pytest.fixture
def open_case(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[type_of_opening]:
    """Open a case, the sample unless told otherwise, in a store of its own."""
    closing = []
    office_of: dict[str, Office] = {}

    def opening(case: Case | None = None, *, size: tuple[int, int] = (1204, 758)) -> Open:
        if not office_of:
            store = bootstrap.open_practice(tmp_path / "office")
            office_of["one"] = bootstrap.office(
                store, bootstrap.seat(store, "박담당"), practice=True
            )
            closing.append(store.close)
        office = office_of["one"]
        stored = add_case(office, case or sample_case()).case
        return again(office, stored, size)

    def again(office: Office, stored: Case, size: tuple[int, int] = (1204, 758)) -> Open:
        jobs = Jobs(explain)
        closing.insert(0, jobs.close)
        session = CaseSession(office, jobs, stored)
        screen = CaseScreen(session, jobs)
        qtbot.addWidget(screen)
        screen.resize(*size)
        screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        made = Open(office, jobs, session, screen, qtbot)
        made.settle()
        return made

    opening.again = again
    yield opening
    for close in closing:
        close()


@pytest.fixture
def desk(open_case: type_of_opening) -> Open:
    """The sample case, open."""
    return open_case()
