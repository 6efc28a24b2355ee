"""Nothing that was saved is lost, and nothing is saved by half."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ipju.storage.problems import NotWritten, StoreProblem
from ipju.storage.store import Store, create_store, open_store
from tests.storage.desk import KEY, added, case, person, read

HERE = Path(__file__).parent


def rows(store: Store) -> dict[str, list[Any]]:
    """Return every row of every table of facts, as it lies there."""
    run = store.connection.exec_driver_sql
    # A table without row ids (the results of examinations) holds no facts.
    names = run(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%WITHOUT ROWID%'"
        " ORDER BY name"
    )
    plain = [one for one in names.scalars() if not one.startswith(("case_search", "sqlite_"))]
    return {name: [tuple(row) for row in run(f"SELECT rowid, * FROM {name}")] for name in plain}


def test_only_what_changed_is_written(store: Store) -> None:
    people = (person("김예시", rrn="9902290000000"), person("이보기"), person("박견본"))
    stored = added(store, replace(case("2023-3-00001"), people=people))
    before = rows(store)
    changed = (people[0], replace(people[1], name="최가상"))
    with store.unit() as unit:
        unit.cases.save(replace(stored, people=changed))
    after = rows(store)
    by_id = {"before": {}, "after": {}}
    for when, found in (("before", before), ("after", after)):
        names = [one.hex for one in (people[0].id, people[1].id, people[2].id)]
        by_id[when] = {id_: [row for row in found["people"] if id_ in row] for id_ in names}
    same, other, gone = (one.id.hex for one in people)
    # A sealed value is different at every sealing: that it is the same shows it was not rewritten.
    assert by_id["after"][same] == by_id["before"][same]
    assert by_id["after"][other] != by_id["before"][other]
    assert by_id["after"][gone] == []
    assert len(after["people"]) == 2


@pytest.mark.parametrize("runs", [24])
def test_a_kill_while_saving_loses_no_acknowledged_change(
    store: Store, path: Path, runs: int
) -> None:
    people = (person("0"), person("0"), person("0"))
    stored = added(store, replace(case("2023-3-00001"), phone="0", people=people))
    store.close()
    told = subprocess.run(
        [sys.executable, str(HERE / "crashing.py"), str(path), KEY.hex(), stored.id.hex, str(runs)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = [json.loads(line) for line in told.splitlines()]
    assert len(found) == runs
    for one in found:
        assert one["whole"]
        # The last save may have been finished without having been acknowledged.
        assert one["found"] - one["acknowledged"] in (0, 1)
    assert found[-1]["found"] >= runs
    again = open_store(path, KEY)
    assert len(read(again, stored.id).people) == 3
    again.close()


def test_two_windows_see_each_others_saves(store: Store, path: Path) -> None:
    second = open_store(path, KEY)
    stored = added(store, case("2023-3-00001"))
    assert read(second, stored.id) == stored
    second.close()
    assert read(store, stored.id) == stored


def test_a_full_disk_keeps_what_was_saved_and_works_again_with_room(store: Store) -> None:
    stored = added(store, case("2023-3-00001"))
    run = store.connection.exec_driver_sql
    pages = run("PRAGMA page_count").scalar_one()
    run(f"PRAGMA max_page_count = {pages}")
    large = replace(stored, address="견" * 200_000)
    with pytest.raises(NotWritten, match="빈 자리"), store.unit() as unit:
        unit.cases.save(large)
    assert read(store, stored.id) == stored
    run(f"PRAGMA max_page_count = {pages + 1000}")
    with store.unit() as unit:
        saved = unit.cases.save(large)
    assert read(store, stored.id) == saved


def test_a_disk_that_is_full_at_any_size_never_leaves_half_a_case(path: Path) -> None:
    store = create_store(path, KEY)
    stored = added(store, case("2023-3-00001"))
    run = store.connection.exec_driver_sql
    people = tuple(person(f"{index}예시" + "가" * 500) for index in range(60))
    large = replace(stored, people=people)
    pages = run("PRAGMA page_count").scalar_one()
    refused = 0
    saved = None
    for room in range(0, 400, 4):
        run(f"PRAGMA max_page_count = {pages + room}")
        try:
            with store.unit() as unit:
                saved = unit.cases.save(large)
            break
        except StoreProblem:
            refused += 1
            assert read(store, stored.id) == stored
    assert refused > 10
    assert saved is not None
    assert read(store, stored.id) == saved
    store.close()


def test_a_store_that_may_only_be_read_says_so(store: Store) -> None:
    stored = added(store, case("2023-3-00001"))
    store.connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(NotWritten, match="저장하지 못했습니다"), store.unit() as unit:
        unit.cases.save(replace(stored, phone="010-0000-0001"))
    store.connection.exec_driver_sql("PRAGMA query_only = OFF")
    assert read(store, stored.id) == stored


def test_numbers_go_on_in_order_beyond_five_digits(store: Store) -> None:
    def following() -> str:
        with store.unit() as unit:
            return unit.cases.next_number("2023-3")

    assert following() == "2023-3-00001"
    added(store, case("2023-3-00001"))
    added(store, case("2023-30-00077"))
    assert following() == "2023-3-00002"
    for number, then in (("99999", "100000"), ("100000", "100001"), ("100001", "100002")):
        added(store, case(f"2023-3-{number}"))
        assert following() == f"2023-3-{then}"


def test_a_number_typed_by_hand_does_not_stop_the_numbering(store: Store) -> None:
    added(store, case("2023-3-00007"))
    added(store, case("2023-3-임시"))
    with store.unit() as unit:
        assert unit.cases.next_number("2023-3") == "2023-3-00008"
