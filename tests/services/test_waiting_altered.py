"""Nobody is called, passed over or given a room by rows that were altered past the program."""

from datetime import date

import pytest

from ipju.domain.case import Case
from ipju.domain.intake import WaitingState
from ipju.services.intake import (
    WaitingLine,
    answer_call,
    call,
    list_waiting,
    put_in_order,
    strike,
    waiting_list,
)
from ipju.services.intake_problems import NotWhole
from ipju.services.letting import offer, sign_lease
from ipju.services.office import Office
from tests.services.deciding import Chairs, approved, chairs
from tests.services.rolling import DAY, applied, waiting_for
from tests.services.rooms import ENDS, JANGAN, ROOMS, STARTS, desk_on

BY = date(2024, 2, 27)


@pytest.fixture
def desk(office: Office) -> Chairs:
    return desk_on(chairs(office), DAY)


@pytest.fixture
def three(desk: Chairs) -> list[Case]:
    return [
        applied(desk.park, f"2023-T-000{at}", name, f"2024-01-1{at}")
        for at, name in enumerate(("김예시", "홍길동", "이예시"), 1)
    ]


def lines(office: Office) -> dict[int, WaitingLine]:
    return {one.entry.number: one for one in waiting_list(office, ROOMS, JANGAN)}


def test_an_entry_that_was_altered_is_not_called(desk: Chairs, three: list[Case]) -> None:
    waiting_for(desk, three)
    run = desk.park.store.connection.exec_driver_sql
    run("UPDATE waiting SET valid_until = '2030-01-01' WHERE number = 1")
    entry = lines(desk.park)[1].entry
    assert not entry.whole
    asked = (
        lambda: call(desk.park, entry.id, JANGAN, "201", BY),
        lambda: strike(desk.park, entry.id, "사유"),
    )
    for one in asked:
        with pytest.raises(NotWhole, match="고친 흔적"):
            one()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE waiting SET state = 'declined', answered_on = '2024-02-20' WHERE number = 1",
        "UPDATE waiting SET valid_until = '2024-02-19' WHERE number = 1",
        "UPDATE waiting SET number = 99 WHERE number = 1",
        "DELETE FROM waiting WHERE number = 1",
    ],
)
def test_nobody_gets_a_room_from_a_list_that_was_altered_past_the_program(
    desk: Chairs, three: list[Case], statement: str
) -> None:
    """Whoever comes first was hidden: nobody behind him is called, and nobody passes the list."""
    waiting_for(desk, three)
    entries = {one.entry.number: one.entry for one in lines(desk.park).values()}
    fourth = applied(desk.park, "2023-T-0009", "박예시", "2024-01-19")
    approved(desk, fourth)
    put_in_order(desk.park, ROOMS, JANGAN, [fourth.id], "운영규정에 따름")
    run = desk.park.store.connection.exec_driver_sql
    run("DROP TRIGGER waiting_stays")
    run("DROP TRIGGER waiting_kept")
    run(statement)
    assert not any(one.callable for one in lines(desk.park).values())
    asked = (
        lambda: call(desk.park, entries[2].id, JANGAN, "201", BY),
        lambda: offer(desk.park, fourth.id, JANGAN, "201", BY),
        lambda: list_waiting(desk.park, ROOMS, JANGAN, [fourth.id], DAY, "더 둠"),
    )
    for one in asked:
        with pytest.raises(NotWhole, match="고친 흔적"):
            one()


def test_an_answer_that_was_put_back_past_the_program_is_not_built_upon(
    desk: Chairs, three: list[Case]
) -> None:
    """The old row bears an old seal that fits: the ledger knows of the answer."""
    waiting_for(desk, three)
    first = lines(desk.park)[1].entry
    run = desk.park.store.connection.exec_driver_sql
    names = "state, called_on, answer_by, answered_on, reason, version, seal"
    before = run(f"SELECT {names} FROM waiting WHERE number = 1").one()
    call(desk.park, first.id, JANGAN, "201", BY)
    answer_call(desk.park, first.id, WaitingState.DECLINED)
    run("DROP TRIGGER waiting_stays")
    sets = ", ".join(f"{one} = ?" for one in names.split(", "))
    run(f"UPDATE waiting SET {sets} WHERE number = 1", tuple(before))
    assert not lines(desk.park)[1].entry.whole
    with pytest.raises(NotWhole, match="고친 흔적"):
        call(desk.park, first.id, JANGAN, "201", BY)


def test_a_signature_that_was_put_back_to_a_call_is_missed_too(
    desk: Chairs, three: list[Case]
) -> None:
    waiting_for(desk, three)
    first = lines(desk.park)[1].entry
    called = call(desk.park, first.id, JANGAN, "201", BY)
    run = desk.park.store.connection.exec_driver_sql
    names = "state, answered_on, reason, version, seal"
    before = run(f"SELECT {names} FROM waiting WHERE number = 1").one()
    sign_lease(desk.park, called.lease.id, DAY, STARTS, ENDS)
    assert lines(desk.park)[1].entry.state is WaitingState.ACCEPTED
    run("DROP TRIGGER waiting_stays")
    sets = ", ".join(f"{one} = ?" for one in names.split(", "))
    run(f"UPDATE waiting SET {sets} WHERE number = 1", tuple(before))
    with pytest.raises(NotWhole, match="고친 흔적"):
        strike(desk.park, first.id, "사유")


def test_an_order_taken_away_past_the_program_leaves_the_older_one_without_force(
    desk: Chairs, three: list[Case]
) -> None:
    for one in three:
        approved(desk, one)
    ids = [one.id for one in three]
    put_in_order(desk.park, ROOMS, JANGAN, ids, "먼저 정한 순서")
    put_in_order(desk.park, ROOMS, JANGAN, ids[::-1], "고쳐 정한 순서")
    run = desk.park.store.connection.exec_driver_sql
    run("DROP TRIGGER selection_order_kept")
    run("DELETE FROM selection_order WHERE reason = '고쳐 정한 순서'")
    with pytest.raises(NotWhole, match="선정 순서"):
        list_waiting(desk.park, ROOMS, JANGAN, ids[:1], DAY, "사유")
    put_in_order(desk.park, ROOMS, JANGAN, ids, "다시 정함")
    assert list_waiting(desk.park, ROOMS, JANGAN, ids[:1], DAY, "사유").entries[0].number == 1
