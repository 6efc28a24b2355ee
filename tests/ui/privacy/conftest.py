"""The screen of 개인정보 over a practice office whose ledger and cases a test fills."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.domain.dates import SEOUL
from ipju.domain.decision import Verdict
from ipju.services.exchange import parse_case
from ipju.services.founding import found_practice
from ipju.services.office import Office
from ipju.storage.store import Store, create_store, open_store
from ipju.ui.screens.privacy.screen import PrivacyScreen
from tests.services.told_results import tell
from tests.ui.sitting import Sitting

SAMPLE = bootstrap.data_root() / "resources" / "samples" / "kim-yesi.json"
KEY = bytes(range(32))
NOW = "2026-11-18 10:00"
type_of_sitting = Callable[[Office], Sitting]


def seoul(text: str) -> datetime:
    """A moment of the Korean clock, e.g. `2026-09-07 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL).astimezone(UTC)


@dataclass
class Clock:
    """A clock that stands where a test puts it, and goes on by a second at each look."""

    at: datetime

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def today(self) -> date:
        return self.at.astimezone(SEOUL).date()


@dataclass(frozen=True)
class House:
    """A practice office founded on 1 September 2026; acts are written into its ledger at will."""

    store: Store

    def at(self, now: str = NOW, name: str = "한보호") -> Office:
        return Office(
            store=self.store,
            notices=bootstrap.notices(),
            printer=bootstrap.printer(),
            clock=Clock(seoul(now)),
            actor=bootstrap.seat(self.store, name),
            practice=True,
        )

    def act(
        self,
        when: str,
        action: str = "view",
        case_id: UUID | None = None,
        name: str = "박담당",
        why: str = "",
        **detail: Any,
    ) -> None:
        with self.store.unit() as unit:
            unit.ledger.append(
                at=seoul(when),
                actor=bootstrap.seat(self.store, name).key,
                action=action,
                case_id=case_id,
                why=why,
                detail=detail,
            )

    def case(self, number: str) -> Case:
        """Store a copy of the sample case under another number."""
        made = parse_case(json.loads(SAMPLE.read_text(encoding="utf-8")))
        added = replace(made, id=uuid4(), number=number)
        with self.store.unit() as unit:
            unit.cases.add(added)
        return added

    def told(self, number: str, on: date) -> Case:
        """Store a case that was told long ago that it is not eligible."""
        case = self.case(number)
        tell(self.at(), case.id, Verdict.INELIGIBLE, on)
        return case


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of an office founded on 1 September 2026, made once for all tests."""
    path = tmp_path_factory.mktemp("house") / "house.db"
    store = create_store(path, KEY)
    found_practice(store, seoul("2026-09-01 09:00"))
    store.close()
    return path.read_bytes()


@pytest.fixture
def house(founded: bytes, tmp_path: Path) -> House:
    """That office, with a store of its own."""
    path = tmp_path / "house.db"
    path.write_bytes(founded)
    return House(open_store(path, KEY))


@pytest.fixture
def sit(qtbot: QtBot) -> Iterator[type_of_sitting]:
    """Sit down before 개인정보 in an office."""
    sitting: list[Sitting] = []

    def sit_down(office: Office) -> Sitting:
        sitting.append(Sitting(PrivacyScreen, office, qtbot))
        return sitting[-1]

    yield sit_down
    for one in sitting:
        one.end()
