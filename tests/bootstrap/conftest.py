"""A real office in a folder of its own, on a machine without a keyring unless a test says so."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from ipju import bootstrap
from ipju.bootstrap import Entered
from ipju.domain.keys import RecoveryKey
from ipju.domain.trail import TrailQuery
from ipju.storage import keys
from tests.storage.keyrings import SystemKeyring

LOGIN = "kang"
PASSWORD = "가을 하늘에 세 점"


@dataclass
class RealOffice:
    """The office, and whoever came in (closed after the test)."""

    folder: Path
    recovery: RecoveryKey = field(default_factory=bootstrap.new_recovery_key)
    open: list[Entered] = field(default_factory=list)

    def create(self) -> Entered:
        self.open.append(
            bootstrap.create_office(
                self.folder, LOGIN, "강관리", "주거복지부", "02-000-0000", PASSWORD, self.recovery
            )
        )
        return self.open[-1]

    def enter(self, login: str = LOGIN, password: str = PASSWORD) -> Entered:
        self.open.append(bootstrap.enter_office(self.folder, login, password))
        return self.open[-1]

    def recover(self, text: str, login: str = LOGIN, password: str = PASSWORD) -> Entered:
        self.open.append(bootstrap.recover_office(self.folder, text, login, password))
        return self.open[-1]

    def close(self) -> None:
        while self.open:
            self.open.pop().store.close()

    @property
    def store(self) -> Path:
        return self.folder / bootstrap.OFFICE_FILE


def acts(entered: Entered) -> list[str]:
    """Every act of the ledger, the oldest first."""
    found = entered.store.trail(TrailQuery(newest_first=False))
    return [one.action for one in found.rows]


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    monkeypatch.setattr(keys, "ARGON2", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> SystemKeyring:
    backend = SystemKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealOffice]:
    office = RealOffice(tmp_path / "office")
    yield office
    office.close()
