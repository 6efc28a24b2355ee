"""A case is saved whole or not at all, and nobody's edit is silently lost."""

import multiprocessing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseQuery, Summary
from ipju.storage.problems import AlreadyThere, Busy, Clash
from ipju.storage.store import Store, create_store, open_store
from tests.storage.desk import KEY, added, case, person, read


class Broken(Exception):
    """Something that went wrong in between."""


def test_a_new_case_is_version_1_and_each_save_counts(store: Store) -> None:
    first = added(store, case("2023-3-00001"))
    assert first.version == 1
    with store.unit() as unit:
        second = unit.cases.save(replace(first, phone="010-0000-0001"))
    assert second.version == 2
    assert read(store, first.id) == second


def test_an_older_version_is_refused_with_the_version_that_is_stored(store: Store) -> None:
    first = added(store, case("2023-3-00001"))
    with store.unit() as unit:
        newer = unit.cases.save(replace(first, phone="010-0000-0001"))
    with pytest.raises(Clash, match="먼저 고쳤습니다") as caught, store.unit() as unit:
        unit.cases.save(replace(first, phone="010-0000-0002"))
    assert caught.value.stored == 2
    assert read(store, first.id) == newer


def test_nothing_of_a_broken_unit_is_kept(store: Store) -> None:
    first = added(store, case("2023-3-00001"))

    def act() -> NoReturn:
        with store.unit() as unit:
            people = (person("이보기"), person("박견본"))
            saved = unit.cases.save(replace(first, people=people, phone="010-0000-0001"))
            unit.cases.add(case("2023-3-00002"))
            unit.judgements.put(saved.id, saved.version, Summary(outcome=Outcome.FAIL), b"[]")
            unit.ledger.append(at=datetime.now(UTC), actor="박담당", action="record")
            raise Broken

    with pytest.raises(Broken):
        act()
    assert list(store.read_all()) == [first]
    assert store.counts() == {"total": 1, "outcome:missing": 1, "stage:received": 1}
    assert store.search("이보기") == ()
    assert store.connection.exec_driver_sql("SELECT count(*) FROM ledger").scalar() == 0
    assert read(store, first.id) == first


def test_a_unit_that_failed_does_not_stop_the_next(store: Store) -> None:
    with pytest.raises(Broken), store.unit():
        raise Broken
    assert added(store, case("2023-3-00001")).version == 1


def test_a_number_is_given_once(store: Store) -> None:
    added(store, case("2023-3-00001"))
    with pytest.raises(AlreadyThere, match="2023-3-00001"):
        added(store, case("2023-3-00001"))
    with pytest.raises(AlreadyThere, match="2023-3-00001"):
        store.add_many([case("2023-3-00002"), case("2023-3-00001")])
    with pytest.raises(AlreadyThere, match="2023-3-00003"):
        store.add_many([case("2023-3-00003"), case("2023-3-00003")])
    assert [one.number for one in store.read_all()] == ["2023-3-00001"]


def test_a_case_already_there_is_not_overwritten_by_many(store: Store) -> None:
    kept = added(store, case("2023-3-00001"))
    with pytest.raises(AlreadyThere):
        store.add_many([replace(kept, number="2023-3-00002", phone="010-0000-0009")])
    assert list(store.read_all()) == [kept]


def test_numbers_follow_each_other_by_notice(store: Store) -> None:
    with store.unit() as unit:
        assert unit.cases.next_number("2023-3") == "2023-3-00001"
        unit.cases.add(case("2023-3-00041"))
        unit.cases.add(case("2023-30-00077"))
        assert unit.cases.next_number("2023-3") == "2023-3-00042"
        assert unit.cases.next_number("2024-1") == "2024-1-00001"


def test_a_number_leads_to_its_case(store: Store) -> None:
    kept = added(store, case("2023-3-00041"))
    with store.unit() as unit:
        assert unit.cases.id_of("2023-3-00041") == kept.id
        assert unit.cases.id_of("2023-3-00042") is None


def test_a_deleted_case_is_gone_from_every_table(store: Store) -> None:
    kept = added(store, case("2023-3-00001"))
    gone = added(store, case("2023-3-00002", name="이보기"))
    with store.unit() as unit:
        unit.judgements.put(gone.id, 1, Summary(outcome=Outcome.PASS), b"[]")
        unit.cases.delete(gone.id)
    assert list(store.read_all()) == [kept]
    assert store.search("이보기") == ()
    assert store.page(CaseQuery()).total == 1
    for table in ("people", "case_line", "judgement"):
        left = store.connection.exec_driver_sql(
            f"SELECT count(*) FROM {table} WHERE case_id = ?", (gone.id.hex,)
        )
        assert left.scalar() == 0


def test_an_rrn_is_sealed_at_its_place(store: Store) -> None:
    someone = person("김예시", rrn="9902290000000")
    first = added(store, replace(case("2023-3-00001"), people=(someone,)))
    query = "SELECT rrn FROM people"
    sealed = store.connection.exec_driver_sql(query).scalar_one()
    assert b"990229" not in sealed
    assert sealed[0] == 1
    with store.unit() as unit:
        unit.cases.save(replace(first, phone="010-0000-0001"))
    assert store.connection.exec_driver_sql(query).scalar_one() == sealed


def _raise_points(path: Path, key: bytes, case_number: str, times: int) -> None:
    store = open_store(path, key)
    done = 0
    while done < times:
        with store.unit() as unit:
            identity = unit.cases.id_of(case_number)
            assert identity is not None
            now = unit.cases.get(identity)
            claimed = replace(now.claimed, age=(now.claimed.age or 0) + 1)
            unit.cases.save(replace(now, claimed=claimed))
            unit.ledger.append(at=datetime.now(UTC), actor="박담당", action="record")
        done += 1
    store.close()


def test_two_processes_lose_no_edit_and_keep_one_chain(path: Path) -> None:
    store = create_store(path, KEY)
    kept = added(store, case("2023-3-00001"))
    apart = multiprocessing.get_context("spawn")
    others = [
        apart.Process(target=_raise_points, args=(path, KEY, kept.number, 20)) for _ in range(2)
    ]
    for one in others:
        one.start()
    for one in others:
        one.join(60)
        assert one.exitcode == 0
    now = read(store, kept.id)
    assert (now.version, now.claimed.age) == (41, 40)
    assert store.broken_ledger_row() is None
    store.close()


def test_a_store_held_by_another_window_is_told_in_korean(store: Store, path: Path) -> None:
    other = open_store(path, KEY)
    other.connection.exec_driver_sql("PRAGMA busy_timeout = 20")
    with store.unit() as unit:
        unit.cases.add(case("2023-3-00001"))
        with pytest.raises(Busy, match="다른 창"):
            added(other, case("2023-3-00002"))
        assert list(other.read_all()) == []
    assert added(other, case("2023-3-00002")).version == 1
    other.close()
