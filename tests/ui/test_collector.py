"""Widgets that lie in cycles are taken apart on the GUI thread, whatever thread allocates."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipju.ui.collector import Collector
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain


class InACycle(QWidget):
    """A widget that only the cycle collector can take apart; it says on which thread it was."""

    def __init__(self, told: list[int]) -> None:
        super().__init__()
        self.itself = self
        self._told = told

    def __del__(self) -> None:
        self._told.append(threading.get_ident())


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs(explain)
    yield made
    made.close()
    assert gc.isenabled()


def _churn() -> int:
    """Allocate what would start the collector a hundred times over."""
    kept = []
    for index in range(100_000):
        cycle: list[object] = [index]
        cycle.append(cycle)
        kept.append(cycle)
    return len(kept)


def test_a_busy_database_thread_takes_no_widget_apart(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[int] = []
    for _ in range(20):
        InACycle(told)
    done: list[int] = []
    jobs.run(_churn, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    qtbot.waitUntil(lambda: len(told) == 20, timeout=20_000)
    assert set(told) == {threading.get_ident()}


def test_python_collects_by_itself_when_the_last_stops(qtbot: QtBot) -> None:
    gc.enable()
    one, other = Collector(), Collector()
    one.stop()
    one.stop()
    assert not gc.isenabled()
    other.stop()
    assert gc.isenabled()
