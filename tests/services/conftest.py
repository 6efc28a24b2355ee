"""A practice office with a store of its own, and the sample cases of the program in it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.services.exchange import parse_case
from ipju.services.office import Office
from ipju.services.open_case import add_case

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = bootstrap.open_practice(tmp_path / "office")
    yield bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
    store.close()


def sample(name: str) -> Case:
    return parse_case(json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8")))


@pytest.fixture
def refused(office: Office) -> Case:
    """김예시's case as it is stored: her household's income is above the limit."""
    return add_case(office, sample("kim-yesi")).case


@pytest.fixture
def granted(office: Office) -> Case:
    """홍길동's case as it is stored: everything is in order."""
    return add_case(office, sample("hong-gildong")).case
