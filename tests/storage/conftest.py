"""A store in a folder of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from ipju.storage import keys
from ipju.storage.store import Store, create_store
from tests.storage.desk import KEY
from tests.storage.keyrings import PlainKeyring, SystemKeyring


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = create_store(path, KEY)
    yield opened
    opened.close()


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> SystemKeyring:
    """A machine with a keyring."""
    backend = SystemKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> PlainKeyring:
    """A machine whose only keyring is a plain file."""
    backend = PlainKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch passwords with little memory: the tests are not about strength."""
    monkeypatch.setattr(keys, "ARGON2", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
