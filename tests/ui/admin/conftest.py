"""The screen of 관리 over a practice office and over a real one with keys."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.domain.keys import RecoveryKey
from ipju.services.office import Office
from ipju.ui.screens.admin.screen import AdminScreen
from tests.services.real_office import RealOffice, real_office
from tests.ui.sitting import Sitting
from tests.ui.small_office import FixedClock, new_store

type_of_sitting = Callable[[Office], Sitting]


@pytest.fixture
def sit(qtbot: QtBot) -> Iterator[type_of_sitting]:
    """Sit down before 관리 in an office."""
    sitting: list[Sitting] = []

    def sit_down(office: Office) -> Sitting:
        sitting.append(Sitting(AdminScreen, office, qtbot))
        return sitting[-1]

    yield sit_down
    for one in sitting:
        one.end()


@pytest.fixture
def practice() -> Office:
    """강관리 in a practice office."""
    store = new_store()
    return Office(
        store=store,
        notices=bootstrap.notices(),
        printer=bootstrap.printer(),
        clock=FixedClock(),
        actor=bootstrap.seat(store, "강관리"),
        practice=True,
    )


@pytest.fixture
def real(tmp_path: Path) -> RealOffice:
    """A real office of four people, each with a key; 최관리 is at the desk."""
    made = real_office(tmp_path)
    return replace(made, office=replace(made.office, clock=FixedClock()))


PASSWORD = "구름 위의 산책 3월"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RecoveryKey]:
    """A real office as the first start makes it, and its recovery key; tests work on copies."""
    folder = tmp_path_factory.mktemp("founded") / "office"
    key = bootstrap.new_recovery_key()
    entered = bootstrap.create_office(
        folder, "kang", "강관리", "주택공급부", "02-000-0000", PASSWORD, key
    )
    entered.store.close()
    return folder, key


@pytest.fixture
def keyed(founded: tuple[Path, RecoveryKey], tmp_path: Path) -> Office:
    """강관리 in a real office with keys on disk and a folder for backups."""
    folder = tmp_path / "office"
    shutil.copytree(founded[0], folder)
    return bootstrap.office_of(bootstrap.enter_office(folder, "kang", PASSWORD))
