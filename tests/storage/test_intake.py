"""Orders and scoring sheets are never changed; a number of the waiting list is given once."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from ipju.domain.intake import Score, ScoreStep, WaitingEntry, WaitingState
from ipju.storage.problems import AlreadyWaiting, Clash, Refused, Tampered
from ipju.storage.store import Store, open_store
from tests.storage.desk import KEY, added, case
from tests.storage.leases import NOTICE, entry, order, sheet


def listed(store: Store, one: WaitingEntry) -> WaitingEntry:
    with store.unit() as unit:
        return unit.waiting.add(one)


def changed(store: Store, one: WaitingEntry) -> WaitingEntry:
    with store.unit() as unit:
        return unit.waiting.save(one)


# The order of selection ---------------------------------------------------------------------------


def test_the_newest_order_of_a_building_is_in_force_and_the_older_ones_stay(store: Store) -> None:
    first, second = order(uuid4(), uuid4()), order(uuid4())
    elsewhere = replace(order(), building="b")
    with store.unit() as unit:
        for one in (first, elsewhere, second):
            unit.orders.add(one)
        assert unit.orders.all(NOTICE, "a") == (second, first)
        assert unit.orders.all(NOTICE, "b") == (elsewhere,)
        assert unit.orders.all("elsewhere", "a") == ()


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE selection_order SET reason = 'x'", "selection_order_stays"),
        ("DELETE FROM selection_order", "selection_order_kept"),
        ("UPDATE score_sheet SET scores = '[]'", "score_sheet_stays"),
        ("DELETE FROM score_sheet", "score_sheet_kept"),
        ("DELETE FROM waiting", "waiting_kept"),
        ("UPDATE waiting SET number = 9", "waiting_stays"),
        ("UPDATE waiting SET case_id = 'x'", "waiting_stays"),
        ("UPDATE waiting SET announced_on = '2020-01-01'", "waiting_stays"),
    ],
)
def test_the_database_keeps_what_was_ordered_scored_and_numbered(
    store: Store, statement: str, rule: str
) -> None:
    household = added(store, case("TM-1"))
    with store.unit() as unit:
        unit.orders.add(order(household.id))
        unit.scores.add(sheet(household.id))
        unit.waiting.add(entry(household.id))
    with pytest.raises(Refused) as refused, store.unit():
        store.connection.exec_driver_sql(statement)
    assert refused.value.rule == rule


@pytest.mark.parametrize(
    ("trigger", "statement"),
    [
        ("selection_order_stays", "UPDATE selection_order SET cases = '[]'"),
        ("selection_order_stays", "UPDATE selection_order SET made_by = hex(zeroblob(16))"),
        ("score_sheet_stays", "UPDATE score_sheet SET scores = '[[\"growth\", 10]]'"),
        ("score_sheet_stays", "UPDATE score_sheet SET reviewer = hex(zeroblob(16))"),
        ("waiting_stays", "UPDATE waiting SET number = 99"),
        ("", "UPDATE waiting SET valid_until = '2034-01-01'"),
        ("", "UPDATE waiting SET state = 'called'"),
    ],
)
def test_what_was_altered_past_the_program_is_not_whole(
    store: Store, trigger: str, statement: str
) -> None:
    household = added(store, case("TM-1"))
    with store.unit() as unit:
        unit.orders.add(order(household.id))
        unit.scores.add(sheet(household.id))
        unit.waiting.add(entry(household.id))
    if trigger:
        store.connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    table = statement.split()[1]
    store.connection.exec_driver_sql(statement)
    with store.unit() as unit:
        whole = {
            "selection_order": unit.orders.all(NOTICE, "a")[0].whole,
            "score_sheet": unit.scores.of(household.id)[0].whole,
            "waiting": unit.waiting.all(NOTICE)[0].whole,
        }
    assert whole == {one: one != table for one in whole}


# The waiting list ---------------------------------------------------------------------------------


def test_numbers_follow_one_another_by_building_and_none_is_given_twice(store: Store) -> None:
    people = [added(store, case(f"TM-{one}")).id for one in range(3)]
    with store.unit() as unit:
        assert unit.waiting.next_number(NOTICE, "a") == 1
        first = unit.waiting.add(entry(people[0], 1))
        assert unit.waiting.next_number(NOTICE, "a") == 2
        second = unit.waiting.add(entry(people[1], 2))
        other = unit.waiting.add(entry(people[2], 1, "b"))
        assert unit.waiting.all(NOTICE) == (first, second, other)
        assert unit.waiting.all(NOTICE, "b") == (other,)
        unit.waiting.save(replace(second, state=WaitingState.STRUCK, reason="철회"))
        assert unit.waiting.next_number(NOTICE, "a") == 3
        assert unit.waiting.get(first.id) == first
        with pytest.raises(KeyError):
            unit.waiting.get(uuid4())


def test_a_household_stands_on_the_list_once(store: Store) -> None:
    household = added(store, case("TM-1"))
    first = listed(store, entry(household.id, 1))
    with pytest.raises(AlreadyWaiting, match="이미 예비입주자"):
        listed(store, entry(household.id, 2))
    called = changed(store, replace(first, state=WaitingState.CALLED, called_on=date(2024, 3, 1)))
    with pytest.raises(AlreadyWaiting):
        listed(store, entry(household.id, 2))
    declined = replace(
        called,
        state=WaitingState.DECLINED,
        answer_by=date(2024, 3, 8),
        answered_on=date(2024, 3, 5),
        reason="이사 안 함",
    )
    done = changed(store, declined)
    later = replace(entry(household.id, 2), announced_on=date(2024, 6, 1))
    again = listed(store, later)
    with store.unit() as unit:
        assert unit.waiting.of_case(household.id) == (again, done)
    assert done == replace(declined, version=3)


@pytest.mark.parametrize("state", ["accepted", "declined", "silent", "expired", "struck"])
def test_an_answer_that_was_given_stays(store: Store, state: str) -> None:
    household = added(store, case("TM-1"))
    over = changed(store, replace(listed(store, entry(household.id)), state=WaitingState.of(state)))
    with pytest.raises(Refused) as refused:
        changed(store, replace(over, state=WaitingState.CALLED))
    assert refused.value.rule == "waiting_stays"


def test_an_entry_that_somebody_changed_meanwhile_is_not_written_over(
    store: Store, path: Path
) -> None:
    first = listed(store, entry(added(store, case("TM-1")).id))
    other = open_store(path, KEY)
    changed(other, replace(first, state=WaitingState.CALLED))
    other.close()
    with pytest.raises(Clash):
        changed(store, replace(first, state=WaitingState.STRUCK))


def test_an_entry_that_was_altered_is_not_built_upon(store: Store) -> None:
    first = listed(store, entry(added(store, case("TM-1")).id))
    store.connection.exec_driver_sql("UPDATE waiting SET valid_until = '2034-01-01'")
    with pytest.raises(Tampered, match="예비입주자"):
        changed(store, replace(first, state=WaitingState.CALLED))


# Scores -------------------------------------------------------------------------------------------


def test_every_scoring_sheet_stays_and_the_newest_comes_first(store: Store) -> None:
    household, other = added(store, case("TM-1")), added(store, case("TM-2"))
    first = sheet(household.id, 8)
    mended = replace(sheet(household.id, 6), reviewer=first.reviewer, note="잘못 적음")
    interview = replace(
        sheet(household.id, step=ScoreStep.INTERVIEW),
        scores=(Score(criterion="interview", points=9), Score(criterion="focus", points=7)),
    )
    with store.unit() as unit:
        for one in (first, mended, interview, sheet(other.id)):
            unit.scores.add(one)
        found = unit.scores.of(household.id)
    assert found == (interview, mended, first)
    assert [one.total for one in found] == [16, 6, 8]
