"""결재 in a window of its own: cases proposed by 박담당 and 이담당, decided by 최결재."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.domain.decision import Matter, Proposal, Verdict
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseQuery
from ipju.services.office import Office
from ipju.services.practice import fill
from ipju.services.propose import propose
from ipju.ui.screens.approval.screen import ApprovalScreen
from tests.ui.sitting import Sitting

NOTICE = "jangi-ansim-2023-3"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform says of windows means nothing."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """박담당 at a practice office with invented cases; the sitting closes its store."""
    store = bootstrap.open_practice(tmp_path / "office")
    park = bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
    fill(park, NOTICE, 30)
    return park


def seat(office: Office, name: str) -> Office:
    """Return the office as somebody else works in it."""
    return replace(office, actor=bootstrap.seat(office.store, name))


@pytest.fixture
def proposed(office: Office) -> list[Proposal]:
    """Three refusals that wait, the oldest first; the last one is by 이담당."""
    lines = office.store.page(CaseQuery(outcome=Outcome.FAIL, limit=40)).lines
    made: list[Proposal] = []
    for line in lines:
        who = seat(office, "이담당") if len(made) == 2 else office
        try:
            made.append(
                propose(who, line.id, Matter.PERSON, Verdict.INELIGIBLE, "기준을 넘음").proposal
            )
        except ValueError:
            continue  # what fails is the home, not the person
        if len(made) == 3:
            break
    return made


type_of_sitting = Callable[[str], Sitting]


@pytest.fixture
def sit(qapp: QApplication, qtbot: QtBot, office: Office) -> Iterator[type_of_sitting]:
    """Sit down before 결재 as somebody."""
    sitting: list[Sitting] = []

    def down(name: str) -> Sitting:
        found = Sitting(ApprovalScreen, seat(office, name), qtbot)
        sitting.append(found)
        found.screen.take_keys()
        return found

    yield down
    for one in sitting:
        one.end()
    if not sitting:
        office.store.close()
