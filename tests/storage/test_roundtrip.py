"""Every fact of a case comes back from the store exactly as it was recorded."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings

from ipju.domain.case import Case
from ipju.storage.problems import StoreProblem
from ipju.storage.store import Store, create_store
from tests.storage.desk import KEY, added, case, person, read
from tests.storage.strategies import cases, full


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = create_store(Path(tmp_path_factory.mktemp("facts")) / "office.db", KEY)
    yield opened
    opened.close()


def distinct(value: Any) -> Any:
    """Give every row an id of its own, as every desk does."""
    if isinstance(value, tuple):
        return tuple(distinct(one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    inner = {one.name: distinct(getattr(value, one.name)) for one in fields(value)}
    if "id" in inner:
        inner["id"] = uuid4()
    return replace(value, **inner)


@given(drawn=cases())
@settings(max_examples=60)
def test_any_case_comes_back_equal(shared: Store, drawn: Case) -> None:
    one = replace(distinct(drawn), number=str(uuid4()))
    stored = added(shared, one)
    assert stored == replace(one, version=1)
    assert read(shared, one.id) == stored
    with shared.unit() as unit:
        assert unit.cases.many([one.id]) == {one.id: stored}


@given(first=cases(), second=cases())
@settings(max_examples=30)
def test_any_case_can_become_any_other(shared: Store, first: Case, second: Case) -> None:
    stored = added(shared, replace(distinct(first), number=str(uuid4())))
    changed = replace(distinct(second), id=stored.id, number=stored.number, version=1)
    with shared.unit() as unit:
        saved = unit.cases.save(changed)
    assert saved == replace(changed, version=2)
    assert read(shared, stored.id) == saved


def test_a_case_with_every_field_filled_comes_back(store: Store) -> None:
    one = full()
    assert one.dwelling.extracts[1].entries[1].owners[1].name
    stored = added(store, one)
    assert read(store, one.id) == stored
    assert list(store.read_all()) == [stored]


def test_the_order_of_rows_is_kept_when_they_are_moved(store: Store) -> None:
    people = tuple(person(f"{index}예시") for index in range(5))
    stored = added(store, replace(case("2023-3-00001"), people=people))
    with store.unit() as unit:
        saved = unit.cases.save(replace(stored, people=people[::-1]))
    assert read(store, stored.id).people == saved.people == people[::-1]


def test_two_rows_with_one_id_are_refused_instead_of_one_lost(store: Store) -> None:
    someone = person("김예시")
    double = replace(case("2023-3-00001"), people=(someone, replace(someone, name="이보기")))
    with pytest.raises(StoreProblem, match="식별자"):
        added(store, double)
    assert list(store.read_all()) == []


def test_a_number_too_large_is_refused_in_korean(store: Store) -> None:
    one = case("2023-3-00001")
    huge = replace(one, claimed=replace(one.claimed, age=10**30))
    with pytest.raises(StoreProblem, match="너무 큰"):
        added(store, huge)
    assert list(store.read_all()) == []


def test_reading_everything_goes_in_number_order_beyond_one_batch(store: Store) -> None:
    many = [case(f"2023-3-{index:05d}") for index in range(1203, 0, -1)]
    many.append(case(""))
    assert store.add_many(many) == 1204
    numbers = [f"2023-3-{index:05d}" for index in range(1, 1204)]
    assert [one.number for one in store.read_all()] == ["", *numbers]


def test_a_case_that_is_not_there_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError), store.unit() as unit:
        unit.cases.get(UUID(int=1))
    with pytest.raises(KeyError), store.unit() as unit:
        unit.cases.save(case("2023-3-00001"))
