"""A store in a folder of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ipju.storage.store import Store, create_store
from tests.storage.desk import KEY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = create_store(path, KEY)
    yield opened
    opened.close()
