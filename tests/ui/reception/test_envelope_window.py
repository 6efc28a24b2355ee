"""Seven papers through the real window: the keys beyond their dates are counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.domain.case import Case, Supply
from ipju.services.open_case import add_case
from ipju.ui.app import Desk, prepare
from ipju.ui.screens.reception.envelope import EnvelopePage
from tests.services.conftest import sample
from tests.services.desk import stored
from tests.ui.sitting import cells

MOST = 15
"""Keys that an envelope of seven papers may take beyond its dates."""

SEVEN = ("231228", "231226", "231226", "231227", "231227", "240102", "231229")


def expecting(number: str) -> Case:
    """김예시's case before its envelope; as newlyweds they bring a seventh paper."""
    case = sample("kim-yesi")
    return replace(case, id=uuid4(), number=number, supply=Supply.NEWLYWED, papers=())


class Keys(QObject):
    """Counts the keys that reach the window from outside, whichever part takes them."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and watched.isWindowType():
            self.count += 1
        return False


class Desktop:
    """The real window of a practice office, and somebody who types."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self._bot = desk, qtbot

    def settle(self) -> None:
        QApplication.processEvents()
        self._bot.waitUntil(self.desk.jobs.is_idle, timeout=20_000)
        QApplication.processEvents()

    def press(self, keys: str) -> None:
        QTest.keySequence(self.desk.window.windowHandle(), keys)
        self.settle()

    def type(self, text: str) -> None:
        """Type one key after the other into the window, as a keyboard does."""
        for one in text:
            self.press({"\n": "Return", " ": "Space"}.get(one, one))

    def page(self) -> EnvelopePage:
        found = self.desk.window.findChild(EnvelopePage)
        assert isinstance(found, EnvelopePage)
        return found


@pytest.fixture
def desktop(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    folder = tmp_path / "practice"
    store = bootstrap.open_practice(folder)
    office = bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
    for number in ("2023-3-04127", "2023-3-04128"):
        add_case(office, expecting(number))
    store.close()
    prepare(qapp, "light")
    desk = Desk(qapp, bootstrap, folder, tmp_path / "desk.json")
    desk.window.show()
    qtbot.waitExposed(desk.window)
    desk.window.activateWindow()
    desk.open()
    found = Desktop(desk, qtbot)
    found.settle()
    yield found
    desk.window.close()
    desk.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_an_envelope_of_seven_papers_takes_fifteen_keys_beyond_its_dates(
    desktop: Desktop, qapp: QApplication
) -> None:
    desktop.press("Alt+9")
    desktop.press("Ctrl+3")
    page = desktop.page()
    keys = Keys()
    qapp.installEventFilter(keys)
    # The number as it stands on the envelope, the postmark, registered mail.
    desktop.type("04127\n" + "240104" + "\n")
    work = page.work
    assert work is not None
    assert len(work.slots()) == len(SEVEN)
    for slot, day in zip(work.slots(), SEVEN, strict=True):
        assert page.table.current_id() == slot.key
        desktop.type(day)
        if slot.line.requirement.terms.id == work.session.notice.papers.pregnancy:
            desktop.type("12/1\n")
    assert [row[5] for row in cells(page.table)[: len(SEVEN)]] == ["받음"] * len(SEVEN)
    assert page.asked.draw_act.blocked_reason() == "요청할 것이 없습니다."
    desktop.type("\n")
    qapp.removeEventFilter(keys)
    dates = 6 * (1 + len(SEVEN))
    assert keys.count > dates
    assert keys.count - dates <= MOST
    assert page.work is None
    assert page.head.number.input.hasFocus()
    assert page.scan_tray.last.text() == "방금: 2023-3-04127, 빠짐없음"
    # The next one: nothing is asked that was said before.
    desktop.type("04128\n\n\n")
    work = page.work
    assert work is not None
    desktop.type(SEVEN[0])
    (form,) = stored(work.session.office, work.case.id).papers
    assert form.postmarked_on == date(2024, 1, 4)
    assert {one.signed_on for one in form.signatures} == {date(2023, 12, 28)}


def test_a_window_left_in_the_midst_of_an_envelope_loses_nothing(desktop: Desktop) -> None:
    desktop.press("Alt+9")
    desktop.press("Ctrl+3")
    page = desktop.page()
    desktop.type("04127\n240104\n" + SEVEN[0])
    desktop.press("Alt+1")
    desktop.press("Alt+9")
    assert page.isVisible()
    work = page.work
    assert work is not None
    assert page.table.hasFocus()
    desktop.type(SEVEN[1])
    assert len(stored(work.session.office, work.case.id).papers) == 2
