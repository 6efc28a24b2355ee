"""오늘 of an office that lets rooms: whose answer is awaited, who is called next, what runs out."""

from datetime import date, timedelta

import pytest

from ipju.domain.intake import WaitingState
from ipju.domain.letting import REMINDED_DAYS
from ipju.services.browse import Today, today
from ipju.services.counter import CannotApply, Typed, open_at_counter
from ipju.services.letting import offer, sign_lease
from ipju.services.letting_queues import RoomQueue, RoomWork
from ipju.services.office import Office
from ipju.services.rent_roll import expiring
from ipju.services.waiting import answer_call, call
from tests.services.deciding import Chairs, approved, chairs
from tests.services.rolling import DAY, applied, waiting_for
from tests.services.rooms import JANGAN, ROOMS, STARTS, YOUNGLIFE, desk_on

HOMES = "jangi-ansim-2023-3"
BY = date(2024, 2, 27)


@pytest.fixture
def desk(office: Office) -> Chairs:
    return desk_on(chairs(office), DAY)


def _queue(shown: Today, work: RoomWork) -> RoomQueue:
    return next(one for one in shown.rooms if one.work is work)


def test_an_offer_stands_in_the_queue_of_answers_until_it_is_signed(desk: Chairs) -> None:
    case = applied(desk.park, "2023-T-0001", "김예시", "2024-01-11")
    assert _queue(today(desk.park), RoomWork.ANSWERS).count == 0
    approved(desk, case)
    lease = offer(desk.park, case.id, JANGAN, "201", BY).lease
    waiting = _queue(today(desk.park), RoomWork.ANSWERS)
    assert (waiting.count, waiting.deadline) == (1, BY)
    assert (waiting.name, waiting.place) == ("김예시", "장안파크빌1 201호")
    sign_lease(desk.park, lease.id, DAY, STARTS, date(2026, 2, 25))
    assert _queue(today(desk.park), RoomWork.ANSWERS).count == 0


def test_a_term_that_runs_out_is_told_of_as_the_rent_roll_does(desk: Chairs) -> None:
    case = applied(desk.park, "2023-T-0001", "김예시", "2024-01-11")
    approved(desk, case)
    lease = offer(desk.park, case.id, JANGAN, "301", BY).lease
    ends = date(2026, 2, 25)
    sign_lease(desk.park, lease.id, DAY, STARTS, ends)
    assert _queue(today(desk.park), RoomWork.EXPIRING).count == 0
    for day, count in (
        (ends - timedelta(days=REMINDED_DAYS + 1), 0),
        (ends - timedelta(days=REMINDED_DAYS), 1),
        (ends + timedelta(days=3), 1),
    ):
        later = desk_on(desk, day).park
        near = _queue(today(later), RoomWork.EXPIRING)
        assert near.count == len(expiring(later)) == count
        assert near.deadline == (ends if count else None)


def test_as_many_numbers_are_to_be_called_as_rooms_are_free(desk: Chairs) -> None:
    names = ("김예시", "홍길동")
    cases = [
        applied(desk.park, f"2023-T-000{at}", name, f"2024-01-1{at}")
        for at, name in enumerate(names, 1)
    ]
    waiting_for(desk, cases)
    due = _queue(today(desk.park), RoomWork.CALLS)
    assert (due.count, due.name, due.place) == (2, "김예시", "장안파크빌1 1번")
    with desk.park.store.unit() as unit:
        first, second = unit.waiting.all(ROOMS, JANGAN)
    assert due.deadline == first.valid_until
    call(desk.park, first.id, JANGAN, "201", BY)
    due = _queue(today(desk.park), RoomWork.CALLS)
    assert (due.count, due.name, due.place) == (1, "홍길동", "장안파크빌1 2번")
    assert _queue(today(desk.park), RoomWork.ANSWERS).count == 1
    answer_call(desk.park, first.id, WaitingState.DECLINED, "다른 집을 구함")
    assert _queue(today(desk.park), RoomWork.ANSWERS).count == 0
    assert RoomWork.CALLS not in [one.work for one in today(desk.jung).rooms]
    late = desk_on(desk, second.valid_until + timedelta(days=1)).park
    assert _queue(today(late), RoomWork.CALLS).count == 0


def test_a_notice_without_rooms_has_no_queue_of_rooms(desk: Chairs) -> None:
    assert today(desk.park, HOMES).rooms == ()
    assert [one.work for one in today(desk.park, ROOMS).rooms] == list(RoomWork)


def test_only_those_are_due_on_a_day_whose_notice_prints_it(desk: Chairs) -> None:
    open_at_counter(desk.park, Typed(notice=ROOMS, name="남궁견본", building=YOUNGLIFE))
    open_at_counter(desk.park, Typed(notice=HOMES, name="김예시"))
    open_at_counter(desk.park, Typed(notice=HOMES, name="홍길동"))
    of_homes = {one.id: one.count for one in today(desk.park, HOMES).queues}
    every = today(desk.park).queues
    assert (sum(one.count for one in every), sum(of_homes.values())) == (3, 2)
    for one in every:
        assert one.due == of_homes[one.id]
        assert (one.deadline is None) == (of_homes[one.id] == 0)
    assert {one.deadline for one in today(desk.park, ROOMS).queues} == {None}


def test_a_case_is_opened_for_a_building_of_its_notice_only(desk: Chairs) -> None:
    opened = open_at_counter(
        desk.park, Typed(notice=ROOMS, name="남궁견본", building=YOUNGLIFE)
    ).case
    assert opened.building == YOUNGLIFE
    assert opened.number.startswith("2023-T")
    for notice in (ROOMS, HOMES):
        with pytest.raises(CannotApply, match="신청 주택"):
            open_at_counter(desk.park, Typed(notice=notice, name="남궁견본", building="elsewhere"))
