"""The contract of a room, moving in and out, and what is shown of it all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ipju.domain.case import Case
from ipju.domain.letting import FallenWhy, LeaseState, RoomState
from ipju.services.letting import (
    counts_promised_child,
    fall,
    give_notice,
    keep_lease,
    lease_of,
    move_in,
    move_out,
    needs_proof,
    offer,
    plan,
    sign_lease,
)
from ipju.services.letting_problems import (
    LeaseNotWhole,
    NoReason,
    NotPromised,
    NotSelected,
    RuleForbids,
    WrongDate,
    WrongState,
)
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.storage.problems import Tampered
from tests.services.deciding import Chairs, approved, chairs
from tests.services.rooms import (
    ANSWER_BY,
    ENDS,
    JANGAN,
    OFFERED,
    ROOMS,
    SIGNED,
    STARTS,
    approved_youth,
    contracted,
    desk_on,
    occupied,
    on,
    scholar,
    youth,
)

ROOM = "201"


@pytest.fixture
def desk(office: Office) -> Chairs:
    """The practice office on the day rooms are offered."""
    return desk_on(chairs(office), OFFERED)


@pytest.fixture
def eligible(desk: Chairs) -> Case:
    return approved_youth(desk, "TM-1")


def state_of(office: Office, room: str, building: str = JANGAN) -> RoomState:
    found = next(one for one in plan(office, ROOMS).buildings if one.building.id == building)
    return next(one.state for one in found.rooms if one.room.room == room)


# The contract -------------------------------------------------------------------------------------

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("signed", "starts", "ends", "words"),
    [
        (OFFERED - DAY, STARTS, ENDS, "제안한 날"),
        (STARTS + DAY, STARTS, ENDS, "계약일"),
        (SIGNED, date(2024, 2, 24), ENDS, "입주 시작일"),
        (SIGNED, STARTS, STARTS - DAY, "임대 시작일"),
    ],
)
def test_a_contract_keeps_the_order_of_its_days(
    desk: Chairs, eligible: Case, signed: date, starts: date, ends: date, words: str
) -> None:
    lease = offer(desk.park, eligible.id, JANGAN, ROOM, ANSWER_BY).lease
    with pytest.raises(WrongDate, match=words):
        sign_lease(on(desk.park, SIGNED), lease.id, signed, starts, ends)
    assert lease_of(desk.park, eligible.id) == lease


def test_a_longer_term_than_the_notice_gives_is_not_signed(desk: Chairs, eligible: Case) -> None:
    lease = offer(desk.park, eligible.id, JANGAN, ROOM, ANSWER_BY).lease
    there = on(desk.park, SIGNED)
    with pytest.raises(RuleForbids, match="2년을 넘습니다") as forbidden:
        sign_lease(there, lease.id, SIGNED, STARTS, date(2026, 3, 2))
    assert forbidden.value.finding.rule == "lease-term"
    shorter = sign_lease(there, lease.id, SIGNED, STARTS, date(2024, 12, 31)).lease
    assert shorter.term is not None
    assert shorter.term.ends_on == date(2024, 12, 31)


def test_a_scholar_lives_free_of_charge_once_selected_and_a_year_at_a_time(desk: Chairs) -> None:
    undecided = add_case(desk.park, scholar("TM-1")).case
    approved(desk, undecided)
    with pytest.raises(NotSelected):
        offer(desk.park, undecided.id, JANGAN, ROOM, ANSWER_BY)
    case = add_case(desk.park, scholar("TM-2", "selected")).case
    approved(desk, case)
    lease = offer(desk.park, case.id, JANGAN, ROOM, ANSWER_BY).lease
    assert lease.free_of_charge
    there = on(desk.park, SIGNED)
    with pytest.raises(RuleForbids, match="1년을 넘습니다"):
        sign_lease(there, lease.id, SIGNED, STARTS, ENDS)
    lease = sign_lease(there, lease.id, SIGNED, STARTS, date(2025, 2, 28)).lease
    assert lease.rent is not None
    assert (lease.rent.deposit, lease.rent.rent) == (0, 0)


# Moving in and out --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on_day", "words"), [(STARTS - DAY, "임대 시작일"), (ENDS + DAY, "입주일")]
)
def test_one_moves_in_within_the_term(
    desk: Chairs, eligible: Case, on_day: date, words: str
) -> None:
    lease = contracted(desk, eligible)
    with pytest.raises(WrongDate, match=words):
        move_in(on(desk.park, STARTS), lease.id, on_day)


def test_an_unborn_or_adopted_child_is_proven_again_before_moving_in(desk: Chairs) -> None:
    """E29: who was counted as unborn or adopted is proven, else there is no moving in."""
    expecting = {"id": "p", "mother": "me", "foetuses": 1, "weeks": 8, "examined_on": "2024-01-04"}
    diagnosis = {
        "id": "d", "kind": "pregnancy-diagnosis", "subject": "me", "issued_on": "2024-01-04",
        "received_on": "2024-01-05", "rrn_shown": True,
    }  # fmt: skip
    plain = youth("TM-1")
    case = youth("TM-1", pregnancies=[expecting])
    papers = youth("TM-1", papers=[diagnosis]).papers
    case = replace(case, papers=(*plain.papers, *papers))
    case = add_case(desk.park, case).case
    approved(desk, case)
    lease = contracted(desk, case)
    assert needs_proof(desk.park, lease.id)
    there = on(desk.park, STARTS)
    for seen in (None, False):
        with pytest.raises(NotPromised, match="출생이나 입양"):
            move_in(there, lease.id, STARTS, proof_seen=seen)
    assert move_in(there, lease.id, STARTS, proof_seen=True).lease.state is LeaseState.OCCUPIED


def test_only_a_child_that_was_counted_is_to_be_proven(desk: Chairs) -> None:
    notice = desk.park.notices.get(ROOMS)
    later = {"id": "p", "mother": "me", "foetuses": 1, "weeks": 1, "examined_on": "2024-01-20"}
    child = {"id": "c", "name": "김아기", "relation": "child", "birth": "2021-01-02"}
    plain = youth("TM-1")
    family = youth("TM-1", people=[child, {**child, "id": "d", "adopted_on": "2022-01-02"}]).people
    assert not counts_promised_child(plain, notice)
    assert not counts_promised_child(youth("TM-1", pregnancies=[later]), notice)
    assert not counts_promised_child(replace(plain, people=(*plain.people, family[0])), notice)
    assert counts_promised_child(replace(plain, people=(*plain.people, family[1])), notice)
    # Who was adopted himself is not a child of his own household.
    me = replace(plain.people[0], adopted_on=date(2001, 1, 1))
    assert not counts_promised_child(replace(plain, people=(me,)), notice)


def test_a_notice_to_leave_is_given_and_taken_back_with_reasons(
    desk: Chairs, eligible: Case
) -> None:
    lease = occupied(desk, eligible)
    assert not needs_proof(desk.park, lease.id)
    with pytest.raises(NoReason):
        give_notice(desk.park, lease.id, date(2024, 6, 1), "")
    with pytest.raises(WrongDate, match="입주일"):
        give_notice(desk.park, lease.id, STARTS - DAY, "이사")
    leaving = give_notice(desk.park, lease.id, date(2024, 6, 1), "이사").lease
    assert (leaving.state, leaving.leaves_on) == (LeaseState.LEAVING, date(2024, 6, 1))
    later = give_notice(desk.park, lease.id, date(2024, 7, 1), "날이 늦어짐").lease
    assert later.leaves_on == date(2024, 7, 1)
    stays_on = keep_lease(desk.park, lease.id, "계속 살기로 함").lease
    assert (stays_on.state, stays_on.leaves_on) == (LeaseState.OCCUPIED, None)
    with pytest.raises(WrongState):
        keep_lease(desk.park, lease.id, "한 번 더")


def test_one_leaves_no_earlier_than_one_came_and_never_comes_back(
    desk: Chairs, eligible: Case
) -> None:
    lease = occupied(desk, eligible)
    with pytest.raises(NoReason, match="퇴거"):
        move_out(on(desk.park, ENDS), lease.id, ENDS, "")
    with pytest.raises(WrongDate, match="입주일"):
        move_out(on(desk.park, ENDS), lease.id, STARTS - DAY, "이사")
    move_out(on(desk.park, ENDS), lease.id, ENDS, "이사")
    assert state_of(desk.park, ROOM) is RoomState.FREE
    with pytest.raises(WrongState, match="퇴거"):
        move_in(desk.park, lease.id, STARTS)
    with pytest.raises(WrongState, match="퇴거"):
        give_notice(desk.park, lease.id, ENDS, "이사")
    with pytest.raises(WrongState, match="퇴거"):
        fall(desk.park, lease.id, FallenWhy.CANCELLED, "취소")


def test_in_a_real_office_nothing_happened_tomorrow(desk: Chairs, eligible: Case) -> None:
    lease = offer(desk.park, eligible.id, JANGAN, ROOM, ANSWER_BY).lease
    real = replace(on(desk.park, SIGNED), practice=False)
    with pytest.raises(WrongDate, match="아직 오지 않은 날"):
        sign_lease(real, lease.id, SIGNED + DAY, STARTS, ENDS)
    sign_lease(real, lease.id, SIGNED, STARTS, ENDS)
    with pytest.raises(WrongDate, match="아직 오지 않은 날"):
        move_in(real, lease.id, STARTS)


# What is shown ------------------------------------------------------------------------------------


def test_the_plan_shows_every_room_of_both_buildings_with_who_and_what_comes_next(
    desk: Chairs,
) -> None:
    people = [approved_youth(desk, f"TM-{one}", name=f"홍길동{one}") for one in range(3)]
    offer(desk.park, people[0].id, JANGAN, "202", ANSWER_BY)
    contracted(desk, people[1], "203")
    leaving = occupied(desk, people[2], "301")
    before = plan(desk.park, ROOMS)
    assert [len(one.rooms) for one in before.buildings] == [12, 15]
    give_notice(desk.park, leaving.id, date(2024, 6, 1), "이사")
    shown = {
        (one.building.id, each.room.room): (each.state.label, each.tenant, each.number, each.note)
        for one in plan(desk.park, ROOMS).buildings
        for each in one.rooms
        if each.lease is not None
    }
    assert shown == {
        (JANGAN, "202"): ("제안 중", "홍길동0", "TM-0", "2024. 2. 8.(목)까지 답"),
        (JANGAN, "203"): ("계약", "홍길동1", "TM-1", "2024. 3. 1.(금)부터"),
        (JANGAN, "301"): ("퇴거 예정", "홍길동2", "TM-2", "2024. 6. 1.(토) 퇴거"),
    }


def test_the_lease_of_a_case_is_the_one_that_holds_else_the_newest(
    desk: Chairs, eligible: Case
) -> None:
    assert lease_of(desk.park, eligible.id) is None
    first = offer(desk.park, eligible.id, JANGAN, ROOM, ANSWER_BY).lease
    fallen = fall(desk.park, first.id, FallenWhy.DECLINED, "").lease
    assert lease_of(desk.park, eligible.id) == fallen
    second = offer(desk.park, eligible.id, JANGAN, "202", ANSWER_BY).lease
    assert lease_of(desk.park, eligible.id) == second


def test_a_lease_that_was_altered_past_the_program_is_shown_as_such_and_not_built_upon(
    desk: Chairs, eligible: Case
) -> None:
    lease = contracted(desk, eligible)
    store = desk.park.store
    assert hasattr(store, "connection")
    store.connection.exec_driver_sql("UPDATE room_lease SET free_of_charge = 1")
    line = next(one for one in plan(desk.park, ROOMS).buildings[0].rooms if one.lease)
    assert line.note == "기록에 고친 흔적"
    with pytest.raises(LeaseNotWhole, match="고친 흔적"):
        move_in(on(desk.park, STARTS), lease.id, STARTS)
    with pytest.raises(LeaseNotWhole, match="고친 흔적"):
        fall(desk.park, lease.id, FallenWhy.CANCELLED, "취소")


def raw(desk: Chairs) -> Any:
    """The raw connection of the open store, as an insider would have it."""
    store = desk.park.store
    assert hasattr(store, "connection")
    return store.connection


def test_a_lease_that_was_put_back_past_the_program_is_not_built_upon(
    desk: Chairs, eligible: Case
) -> None:
    """Its old row bears an old seal that fits: the ledger knows better."""
    lease = occupied(desk, eligible)
    run = raw(desk).exec_driver_sql
    names = "state, left_on, reason, version, seal"
    before = run(f"SELECT {names} FROM room_lease").one()
    move_out(on(desk.park, ENDS), lease.id, ENDS, "이사")
    run("DROP TRIGGER room_lease_stays")
    run(
        "UPDATE room_lease SET state = ?, left_on = ?, reason = ?, version = ?, seal = ?",
        tuple(before),
    )
    line = next(one for one in plan(desk.park, ROOMS).buildings[0].rooms if one.lease)
    assert (line.state, line.note) == (RoomState.OCCUPIED, "기록에 고친 흔적")
    with pytest.raises(LeaseNotWhole):
        give_notice(desk.park, lease.id, ENDS, "이사")


def test_a_room_whose_lease_was_taken_away_past_the_program_is_not_given_again(
    desk: Chairs, eligible: Case
) -> None:
    occupied(desk, eligible)
    run = raw(desk).exec_driver_sql
    run("DROP TRIGGER room_lease_kept")
    run("DELETE FROM room_lease")
    other = approved_youth(desk, "TM-2")
    with pytest.raises(Tampered, match="임대 기록"):
        offer(desk.park, other.id, JANGAN, ROOM, ANSWER_BY)
    assert offer(desk.park, other.id, JANGAN, "202", ANSWER_BY).lease.whole
