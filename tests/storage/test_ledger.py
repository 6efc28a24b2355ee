"""The ledger tells every act, and any change of it is found."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from ipju.storage.store import Store
from tests.storage.desk import added, case

DAY = datetime(2024, 2, 27, 1, 2, 3, tzinfo=UTC)


@pytest.fixture
def written(store: Store) -> Store:
    """A store with twelve acts in its ledger."""
    stored = added(store, case("2023-3-00001"))
    with store.unit() as unit:
        for index in range(12):
            unit.ledger.append(
                at=DAY + timedelta(minutes=index),
                actor="박담당",
                action="record",
                case_id=stored.id,
                why="소명 서류 도착",
                detail={"fields": [f"incomes.{index}"], "version": index},
            )
    return store


def run(store: Store, statement: str) -> None:
    """Do as somebody would who holds the open store: the triggers go first."""
    for name in ("ledger_stays", "ledger_kept"):
        store.connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    store.connection.exec_driver_sql(statement)


def test_an_untouched_ledger_fits_together(written: Store) -> None:
    assert written.broken_ledger_row() is None


def test_an_empty_ledger_fits_together(store: Store) -> None:
    assert store.broken_ledger_row() is None


@pytest.mark.parametrize(
    "column", ["at", "device", "actor", "action", "case_id", "why", "detail", "previous", "hash"]
)
@pytest.mark.parametrize("row", [1, 7, 12])
def test_a_changed_word_is_found_at_its_row(written: Store, row: int, column: str) -> None:
    run(written, f"UPDATE ledger SET {column} = {column} || '!' WHERE seq = {row}")
    assert written.broken_ledger_row() == row


@pytest.mark.parametrize("row", [1, 7, 11])
def test_a_row_taken_out_is_found_at_the_next(written: Store, row: int) -> None:
    run(written, f"DELETE FROM ledger WHERE seq = {row}")
    assert written.broken_ledger_row() == row + 1


def test_two_rows_changed_about_are_found(written: Store) -> None:
    for wanted, now in ((100, 4), (4, 5), (5, 100)):
        run(written, f"UPDATE ledger SET seq = {wanted} WHERE seq = {now}")
    assert written.broken_ledger_row() == 4


def test_a_row_put_in_between_is_found(written: Store) -> None:
    for row in range(12, 6, -1):
        run(written, f"UPDATE ledger SET seq = {row + 1} WHERE seq = {row}")
    run(
        written,
        "INSERT INTO ledger (seq, at, device, actor, action, case_id, why, detail, previous, hash)"
        " SELECT 7, at, device, actor, 'view', case_id, why, detail, previous, hash"
        " FROM ledger WHERE seq = 6",
    )
    assert written.broken_ledger_row() == 7


def test_the_acts_of_a_case_come_newest_first_and_no_others(written: Store) -> None:
    (line,) = written.search("김예시")
    with written.unit() as unit:
        unit.ledger.append(at=DAY, actor="이담당", action="view", case_id=uuid4())
        unit.ledger.append(at=DAY, actor="이담당", action="search-rrn")
    acts = written.acts(line.id, 3)
    assert acts == tuple(
        (DAY + timedelta(minutes=minute), "박담당", "record", "소명 서류 도착")
        for minute in (11, 10, 9)
    )


def test_a_row_is_there_only_when_its_act_was_done(store: Store) -> None:
    def act_and_fail() -> None:
        with store.unit() as unit:
            unit.ledger.append(at=DAY, actor="박담당", action="record")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act_and_fail()
    with store.unit() as unit:
        unit.ledger.append(at=DAY, actor="박담당", action="view", detail={"번호": "가"})
    found = store.connection.exec_driver_sql("SELECT seq, action, detail FROM ledger").all()
    assert [(seq, action, json.loads(detail)) for seq, action, detail in found] == [
        (1, "view", {"번호": "가"})
    ]
    assert store.broken_ledger_row() is None
