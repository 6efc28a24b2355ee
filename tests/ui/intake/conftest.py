"""선정 in a window of its own: applicants, a waiting list and scholars of a rolling intake."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.ui.screens.intake.screen import IntakeScreen
from tests.services.deciding import Chairs, approved, chairs
from tests.services.rolling import DAY, applied, scholar
from tests.services.rooms import desk_on, on
from tests.ui.sitting import Sitting
from tests.ui.small_office import FixedClock, new_store


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform says of windows means nothing."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def office() -> Office:
    """박담당 on the day of these tests; whoever sits down closes the store."""
    store = new_store()
    made = Office(
        store=store,
        notices=bootstrap.notices(),
        printer=bootstrap.printer(),
        clock=FixedClock(),
        actor=bootstrap.seat(store, "박담당"),
        practice=True,
    )
    return on(made, DAY)


@pytest.fixture
def desk(office: Office) -> Chairs:
    return desk_on(chairs(office), DAY)


@pytest.fixture
def people(desk: Chairs) -> list[Case]:
    """Three who are approved as eligible, and one whose papers lack."""
    found = [
        applied(desk.park, "2024-T-0001", "김예시", "2024-01-20"),
        applied(desk.park, "2024-T-0002", "홍길동", "2024-01-09"),
        applied(desk.park, "2024-T-0003", "이예시", "2024-01-22"),
    ]
    for one in found:
        approved(desk, one)
    late = applied(desk.park, "2024-T-0004", "박예시", "2024-01-23")
    with desk.park.store.unit() as unit:
        unit.cases.save(replace(late, papers=late.papers[:2]))
    return found


@pytest.fixture
def students(desk: Chairs) -> list[Case]:
    """Two scholars whose papers are in."""
    names = (("2024-T-0201", "남궁예시"), ("2024-T-0202", "최예시"))
    return [add_case(desk.park, scholar(number, name)).case for number, name in names]


type_of_sitting = Callable[[Office], Sitting]


@pytest.fixture
def sit(qtbot: QtBot, office: Office) -> Iterator[type_of_sitting]:
    """Sit down before 선정 in an office."""
    sitting: list[Sitting] = []

    def down(who: Office) -> Sitting:
        sitting.append(Sitting(IntakeScreen, who, qtbot))
        sitting[-1].screen.take_keys()
        return sitting[-1]

    yield down
    for one in sitting:
        one.end()
    if not sitting:
        office.store.close()
