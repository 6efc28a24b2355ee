"""접수 in a window of its own, in the days of the envelopes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.ui.screens.reception.envelope import EnvelopePage
from ipju.ui.screens.reception.screen import ReceptionScreen
from tests.services.conftest import sample
from tests.services.rooms import DayClock
from tests.ui.sitting import Sitting
from tests.ui.small_office import new_store

DAY = date(2024, 1, 8)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform says of windows means nothing."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def post(qapp: QApplication) -> Office:
    """정접수 at a practice office; the sitting closes its store."""
    store = new_store()
    seat = bootstrap.seat(store, "정접수")
    return replace(bootstrap.office(store, seat, practice=True), clock=DayClock(DAY))


@pytest.fixture
def counter(post: Office, qtbot: QtBot) -> Iterator[Sitting]:
    """정접수 before 접수."""
    sitting = Sitting(ReceptionScreen, post, qtbot)
    yield sitting
    assert sitting.problems == []
    sitting.end()


@pytest.fixture
def kim(post: Office) -> Case:
    """김예시, who expects a child with a spouse on another register: nothing came from her yet."""
    return add_case(post, replace(sample("kim-yesi"), papers=())).case


@pytest.fixture
def hong(post: Office) -> Case:
    """홍길동, of whom nothing came yet."""
    return add_case(post, replace(sample("hong-gildong"), papers=())).case


@pytest.fixture
def page(counter: Sitting) -> EnvelopePage:
    """The section 봉투, with the keys in it."""
    found = counter.screen.go("envelope")
    counter.settle()
    assert isinstance(found, EnvelopePage)
    found.take_keys()
    counter.settle()
    return found


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Sitting]:
    """박담당 before 접수, in an office without cases."""
    store = new_store()
    office = bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
    sitting = Sitting(ReceptionScreen, office, qtbot)
    sitting.wanted = []
    sitting.screen.case_wanted.connect(lambda case, _query: sitting.wanted.append(case))
    yield sitting
    sitting.end()
