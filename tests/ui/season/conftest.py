"""현황 in a window of its own, before an office that has worked through a small season."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.cli.season import run
from ipju.services.office import Office
from ipju.ui.screens.season.screen import SeasonScreen
from tests.ui.sitting import Sitting

NOTICE = "jangi-ansim-2023-3"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform says of windows means nothing."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office that has worked through a season of 25 applications."""
    out = tmp_path_factory.mktemp("season")
    for _line in run(bootstrap, out / "office", out, bootstrap.notices().get(NOTICE), 25, 5):
        pass
    return out / "office"


@pytest.fixture
def office(worked: Path, tmp_path: Path) -> Office:
    """박담당 at a copy of that office; the sitting closes its store."""
    shutil.copytree(worked, tmp_path / "office")
    store = bootstrap.open_practice(tmp_path / "office")
    return bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)


@pytest.fixture
def fresh(tmp_path: Path) -> Office:
    """박담당 at an office in which nothing was done."""
    store = bootstrap.open_practice(tmp_path / "fresh")
    return bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)


def seat(office: Office, name: str) -> Office:
    """Return the office as somebody else works in it."""
    return replace(office, actor=bootstrap.seat(office.store, name))


type_of_sitting = Callable[[Office], Sitting]


@pytest.fixture
def sit(qapp: QApplication, qtbot: QtBot) -> Iterator[type_of_sitting]:
    """Sit down before 현황."""
    sitting: list[Sitting] = []

    def down(office: Office) -> Sitting:
        found = Sitting(SeasonScreen, office, qtbot)
        sitting.append(found)
        found.screen.take_keys()
        found.settle()
        return found

    yield down
    for one in sitting:
        one.end()
