"""A room from vacancy through waiting list, lease and four renewals, and whatever must not be."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.domain.decision import Verdict
from ipju.domain.editing import change
from ipju.domain.intake import WaitingState
from ipju.domain.letting import FallenWhy, LeaseState, RoomState
from ipju.services.intake import put_in_order
from ipju.services.letting import (
    fall,
    give_notice,
    leases_of,
    move_in,
    move_out,
    offer,
    plan,
    sign_lease,
    stays,
)
from ipju.services.letting_problems import (
    NoReason,
    NoRooms,
    NotCalled,
    NotEligible,
    OtherBuilding,
    WaitingFirst,
    WrongDate,
    WrongState,
)
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.record import record
from ipju.services.renewals import put_figures
from ipju.services.waiting import answer_call, call, list_waiting, waiting_list
from ipju.storage.problems import CaseHolds, RoomTaken
from tests.services.deciding import Chairs, approved, chairs, edited, proposed
from tests.services.desk import acts
from tests.services.rooms import (
    ANSWER_BY,
    ENDS,
    JANGAN,
    OFFERED,
    ROOMS,
    SIGNED,
    STARTS,
    YOUNGLIFE,
    approved_youth,
    contracted,
    desk_on,
    figures_of,
    on,
    renewed,
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


# The whole life -----------------------------------------------------------------------------------


def test_a_room_is_run_from_vacancy_through_waiting_list_lease_and_four_renewals(
    desk: Chairs,
) -> None:
    first, second = (approved_youth(desk, f"TM-{one}", name=f"김예시{one}") for one in (1, 2))
    put_in_order(desk.park, ROOMS, JANGAN, [second.id, first.id], "자체운영규정")
    listed = list_waiting(
        desk.park, ROOMS, JANGAN, [first.id, second.id], OFFERED, "두 방이 곧 비어 두 명"
    )
    numbers = {one.case_id: one.number for one in listed.entries}
    assert numbers == {second.id: 1, first.id: 2}
    assert state_of(desk.park, ROOM) is RoomState.FREE

    # Nobody passes the list; the first declines, the room is free again, the next one is called.
    with pytest.raises(WaitingFirst, match="예비 1번"):
        offer(desk.park, first.id, JANGAN, ROOM, ANSWER_BY)
    entries = {one.case_id: one.id for one in listed.entries}
    call(desk.park, entries[second.id], JANGAN, ROOM, ANSWER_BY)
    assert state_of(desk.park, ROOM) is RoomState.OFFERED
    answer_call(desk.park, entries[second.id], WaitingState.DECLINED, "직장이 멀어짐")
    assert state_of(desk.park, ROOM) is RoomState.FREE
    lease = call(desk.park, entries[first.id], JANGAN, ROOM, ANSWER_BY).lease

    lease = sign_lease(on(desk.park, SIGNED), lease.id, SIGNED, STARTS, ENDS).lease
    printed = plan(desk.park, ROOMS).notice.room(JANGAN, ROOM)
    assert printed is not None
    assert lease.rent is not None
    assert (lease.rent.deposit, lease.rent.rent) == (printed.deposit, printed.rent)
    assert state_of(desk.park, ROOM) is RoomState.CONTRACTED
    lines = waiting_list(desk.park, ROOMS, JANGAN)
    assert [one.entry.state for one in lines] == [WaitingState.DECLINED, WaitingState.ACCEPTED]

    lease = move_in(on(desk.park, STARTS), lease.id, STARTS).lease
    assert state_of(desk.park, ROOM) is RoomState.OCCUPIED

    deposit, rent = printed.deposit, printed.rent
    for renewal in range(1, 5):
        put_figures(desk.park, figures_of(2024 + 2 * renewal))
        deposit, rent = deposit + deposit // 50, rent + rent // 50
        lease = renewed(desk, lease, deposit, rent)
        assert lease.renewals == renewal
        assert lease.rent is not None
        assert (lease.rent.deposit, lease.rent.rent) == (deposit, rent)
    assert lease.term is not None
    assert lease.term.ends_on == date(2034, 2, 28)
    assert lease.whole
    examined = {one.case_id for one in lease.terms}
    assert len(examined) == 5

    last = on(desk.park, date(2034, 2, 1))
    lease = give_notice(last, lease.id, date(2034, 2, 28), "10년이 끝남").lease
    assert state_of(last, ROOM) is RoomState.LEAVING
    lease = move_out(on(desk.park, date(2034, 2, 28)), lease.id, date(2034, 2, 28), "").lease
    assert (lease.state, lease.reason) == (LeaseState.ENDED, "10년이 끝남")
    assert state_of(desk.park, ROOM) is RoomState.FREE
    story = stays(desk.park, ROOMS, JANGAN, ROOM)
    assert [(one.tenant, one.number, one.lease.state.label) for one in story] == [
        ("김예시1", "TM-1", "퇴거"),
        ("김예시2", "TM-2", "무산"),
    ]
    done = [one for one in acts(desk.park, first.id) if one not in ("view", "propose", "approve")]
    assert done == [
        "import", "list-waiting", "offer-room", "call-waiting", "sign-lease", "move-in",
        *(["start-renewal", "renew-lease"] * 4), "give-notice", "move-out",
    ]  # fmt: skip


# Who may have a room ------------------------------------------------------------------------------


def test_a_room_goes_to_nobody_whose_approval_does_not_stand(desk: Chairs) -> None:
    case = add_case(desk.park, youth("TM-1")).case
    with pytest.raises(NotEligible, match="승인된 자격 적격 결정이 없습니다"):
        offer(desk.park, case.id, JANGAN, ROOM, ANSWER_BY)
    proposed(desk.park, case)
    with pytest.raises(NotEligible):
        offer(desk.park, case.id, JANGAN, ROOM, ANSWER_BY)
    assert state_of(desk.park, ROOM) is RoomState.FREE


def test_an_edit_after_the_approval_takes_the_way_to_a_room_at_every_step(
    desk: Chairs, eligible: Case
) -> None:
    lease = offer(desk.park, eligible.id, JANGAN, ROOM, ANSWER_BY).lease
    case = edited(desk.park, eligible)
    with pytest.raises(NotEligible):
        sign_lease(on(desk.park, SIGNED), lease.id, SIGNED, STARTS, ENDS)
    approved(desk_on(desk, SIGNED), case)
    lease = sign_lease(on(desk.park, SIGNED), lease.id, SIGNED, STARTS, ENDS).lease
    edited(on(desk.park, SIGNED), case, "010-0000-9999")
    with pytest.raises(NotEligible):
        move_in(on(desk.park, STARTS), lease.id, STARTS)
    assert state_of(desk.park, ROOM) is RoomState.CONTRACTED


def test_whoever_was_refused_later_gets_no_room(desk: Chairs, eligible: Case) -> None:
    born = record(
        desk.park,
        eligible.id,
        [change(eligible, ("people", eligible.people[0].id, "birth"), date(1980, 1, 1))],
    ).case
    approved(desk, born, Verdict.INELIGIBLE)
    with pytest.raises(NotEligible, match="부적격"):
        offer(desk.park, eligible.id, JANGAN, ROOM, ANSWER_BY)


def test_an_approval_that_was_altered_past_the_program_gives_no_room(
    desk: Chairs, eligible: Case
) -> None:
    store = desk.park.store
    assert hasattr(store, "connection")
    store.connection.exec_driver_sql("DROP TRIGGER proposal_stays")
    store.connection.exec_driver_sql("UPDATE proposal SET reasons = 'x'")
    with pytest.raises(NotEligible, match="고친 흔적"):
        offer(desk.park, eligible.id, JANGAN, ROOM, ANSWER_BY)


def test_the_notice_the_room_and_the_building_must_fit(desk: Chairs, eligible: Case) -> None:
    for building, room in ((JANGAN, "999"), ("elsewhere", ROOM)):
        with pytest.raises(NoRooms, match="주택에 없습니다"):
            offer(desk.park, eligible.id, building, room, ANSWER_BY)
    with pytest.raises(OtherBuilding, match="장안파크빌1"):
        offer(desk.park, eligible.id, YOUNGLIFE, "301", ANSWER_BY)


def test_a_notice_without_rooms_has_an_empty_plan_and_offers_none(
    desk: Chairs, granted: Case
) -> None:
    assert plan(desk.park, granted.notice).buildings == ()
    with pytest.raises(NoRooms, match="방을 빌려주는 공고가 아닙니다"):
        offer(desk.park, granted.id, JANGAN, ROOM, ANSWER_BY)


def test_the_day_for_the_answer_is_not_over_already(desk: Chairs, eligible: Case) -> None:
    with pytest.raises(WrongDate, match="오늘"):
        offer(desk.park, eligible.id, JANGAN, ROOM, OFFERED - timedelta(days=1))
    assert offer(desk.park, eligible.id, JANGAN, ROOM, OFFERED).lease.answer_by == OFFERED


def test_a_number_that_was_not_called_for_this_applicant_gives_no_room(desk: Chairs) -> None:
    first, second = (approved_youth(desk, f"TM-{one}") for one in (1, 2))
    put_in_order(desk.park, ROOMS, JANGAN, [first.id, second.id], "자체운영규정")
    one, two = list_waiting(desk.park, ROOMS, JANGAN, [first.id, second.id], OFFERED, "둘").entries
    with pytest.raises(NotCalled):
        offer(desk.park, first.id, JANGAN, ROOM, ANSWER_BY, called=one.id)
    call(desk.park, one.id, JANGAN, ROOM, ANSWER_BY)
    with pytest.raises(NotCalled):
        offer(desk.park, second.id, JANGAN, "202", ANSWER_BY, called=one.id)
    assert two.state is WaitingState.WAITING


# Two officers at once -----------------------------------------------------------------------------


def test_one_room_and_one_household_are_given_once(desk: Chairs, eligible: Case) -> None:
    other = approved_youth(desk, "TM-2")
    offer(desk.park, eligible.id, JANGAN, ROOM, ANSWER_BY)
    with pytest.raises(RoomTaken, match="201호"):
        offer(desk.lee, other.id, JANGAN, ROOM, ANSWER_BY)
    with pytest.raises(CaseHolds):
        offer(desk.lee, eligible.id, JANGAN, "202", ANSWER_BY)
    assert leases_of(desk.park, ROOMS, JANGAN, "202") == ()
    assert "offer-room" not in acts(desk.park, other.id)


def test_of_two_officers_who_offer_the_same_room_at_once_exactly_one_does(
    desk: Chairs, tmp_path: Path
) -> None:
    """Each at a window of his own: two connections to one file, in two threads."""
    rooms = ("201", "202", "203", "301")
    households = {
        chair: [approved_youth(desk, f"TM-{chair}-{room}") for room in rooms]
        for chair in ("박담당", "이담당")
    }
    begin = threading.Barrier(2)
    won: dict[str, list[str]] = {chair: [] for chair in households}
    lost: dict[str, list[str]] = {chair: [] for chair in households}

    def ask(chair: str) -> None:
        store = bootstrap.open_practice(tmp_path / "office")
        mine = on(bootstrap.office(store, bootstrap.seat(store, chair), practice=True), OFFERED)
        begin.wait(30)
        for room, case in zip(rooms, households[chair], strict=True):
            try:
                offer(mine, case.id, JANGAN, room, ANSWER_BY)
                won[chair].append(room)
            except RoomTaken:
                lost[chair].append(room)
        store.close()

    officers = [threading.Thread(target=ask, args=(one,)) for one in households]
    for one in officers:
        one.start()
    for one in officers:
        one.join(60)
    assert sorted(lost["박담당"] + lost["이담당"]) == sorted(rooms)
    assert sorted(won["박담당"] + won["이담당"]) == sorted(rooms)
    held = [one for each in plan(desk.park, ROOMS).buildings for one in each.rooms if one.lease]
    assert [one.room.room for one in held] == sorted(rooms)


def test_an_officer_who_saw_an_older_state_changes_nothing(desk: Chairs, eligible: Case) -> None:
    lease = contracted(desk, eligible)
    fall(desk.lee, lease.id, FallenWhy.CANCELLED, "서류가 거짓")
    with pytest.raises(WrongState, match="무산"):
        move_in(on(desk.park, STARTS), lease.id, STARTS)
    with pytest.raises(WrongState):
        fall(desk.park, lease.id, FallenWhy.CANCELLED, "한 번 더")


# An offer that comes to nothing -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("why", "entry"),
    [
        (FallenWhy.DECLINED, WaitingState.DECLINED),
        (FallenWhy.SILENT, WaitingState.SILENT),
        (FallenWhy.NOT_SIGNED, WaitingState.STRUCK),
        (FallenWhy.CANCELLED, WaitingState.STRUCK),
        (FallenWhy.WITHDRAWN, WaitingState.WAITING),
    ],
)
def test_an_offer_that_falls_frees_the_room_and_tells_the_waiting_list(
    desk: Chairs, eligible: Case, why: FallenWhy, entry: WaitingState
) -> None:
    put_in_order(desk.park, ROOMS, JANGAN, [eligible.id], "혼자")
    (listed,) = list_waiting(desk.park, ROOMS, JANGAN, [eligible.id], OFFERED, "한 명").entries
    lease = call(desk.park, listed.id, JANGAN, ROOM, ANSWER_BY).lease
    later = on(desk.park, ANSWER_BY + timedelta(days=1))
    fallen = fall(later, lease.id, why, "사유")
    assert (fallen.lease.state, fallen.lease.fallen) == (LeaseState.FALLEN, why)
    assert fallen.changes.intake
    assert state_of(desk.park, ROOM) is RoomState.FREE
    (line,) = waiting_list(later, ROOMS, JANGAN)
    assert line.entry.state is entry
    if why is FallenWhy.WITHDRAWN:
        assert call(later, listed.id, JANGAN, "202", date(2024, 2, 20)).lease.room == "202"


def test_nobody_is_silent_before_his_time_is_over(desk: Chairs, eligible: Case) -> None:
    lease = offer(desk.park, eligible.id, JANGAN, ROOM, ANSWER_BY).lease
    with pytest.raises(WrongDate, match="아직 지나지 않았습니다"):
        fall(on(desk.park, ANSWER_BY), lease.id, FallenWhy.SILENT, "")
    fall(on(desk.park, ANSWER_BY + timedelta(days=1)), lease.id, FallenWhy.SILENT, "")


def test_the_office_says_why_it_takes_an_offer_back(desk: Chairs, eligible: Case) -> None:
    lease = offer(desk.park, eligible.id, JANGAN, ROOM, ANSWER_BY).lease
    with pytest.raises(NoReason, match="제안 거둠"):
        fall(desk.park, lease.id, FallenWhy.WITHDRAWN, " ")
    with pytest.raises(WrongState):
        fall(desk.park, lease.id, FallenWhy.NOT_MOVED_IN, "계약 전")
    assert fall(desk.park, lease.id, FallenWhy.DECLINED, "").lease.reason == ""


def test_a_contract_that_falls_leaves_the_number_that_was_used_up(
    desk: Chairs, eligible: Case
) -> None:
    put_in_order(desk.park, ROOMS, JANGAN, [eligible.id], "혼자")
    (listed,) = list_waiting(desk.park, ROOMS, JANGAN, [eligible.id], OFFERED, "한 명").entries
    lease = call(desk.park, listed.id, JANGAN, ROOM, ANSWER_BY).lease
    sign_lease(on(desk.park, SIGNED), lease.id, SIGNED, STARTS, ENDS)
    fall(on(desk.park, STARTS), lease.id, FallenWhy.NOT_MOVED_IN, "")
    (line,) = waiting_list(desk.park, ROOMS, JANGAN)
    assert line.entry.state is WaitingState.ACCEPTED
    assert state_of(desk.park, ROOM) is RoomState.FREE
