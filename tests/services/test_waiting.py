"""The waiting list: numbers in the order in force, one year, called in turn, answers recorded."""

from dataclasses import replace
from datetime import date

import pytest

from ipju.domain.case import Case
from ipju.domain.intake import WaitingState
from ipju.domain.letting import LeaseState
from ipju.services.intake import (
    WaitingLine,
    answer_call,
    call,
    entry_history,
    expire_due,
    list_waiting,
    put_in_order,
    strike,
    waiting_list,
)
from ipju.services.intake_problems import (
    CannotSelect,
    Expired,
    NoAnswerWord,
    NoOrder,
    NoReason,
    NotListable,
    NotNext,
    NotWaiting,
    NotYetSilent,
    OtherBuilding,
    PassedOver,
    TooMany,
    WrongDay,
)
from ipju.services.letting import NotEligible, WaitingFirst, offer, sign_lease
from ipju.services.office import Office
from ipju.storage.problems import RoomTaken
from tests.services.deciding import Chairs, approved, chairs, edited
from tests.services.rolling import DAY, applied, waiting_for
from tests.services.rooms import JANGAN, ROOMS, STARTS, YOUNGLIFE, desk_on, on

BY = date(2024, 2, 27)
YEAR_LATER = date(2025, 2, 20)


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


def acts_of(office: Office, line: WaitingLine) -> list[str]:
    return [one.what for one in entry_history(office, line.entry.id)][::-1]


def test_numbers_follow_the_order_in_force_and_hold_for_a_year(
    desk: Chairs, three: list[Case]
) -> None:
    first, second, third = three
    for one in three:
        approved(desk, one)
    ids = [third.id, first.id, second.id]
    put_in_order(desk.park, ROOMS, JANGAN, ids, "운영규정에 따름")
    done = list_waiting(desk.park, ROOMS, JANGAN, [first.id, third.id], DAY, "공실 예상 수만큼")
    assert [one.case_id for one in done.entries] == [third.id, first.id]
    assert (done.changes.intake, done.changes.queues) == (True, True)
    found = lines(desk.park)
    assert [(at, one.name) for at, one in found.items()] == [(1, "이예시"), (2, "김예시")]
    assert {one.entry.valid_until for one in found.values()} == {YEAR_LATER}
    assert found[1].days_left == (YEAR_LATER - DAY).days
    assert [one.callable for one in found.values()] == [True, False]
    assert acts_of(desk.park, found[1]) == ["예비입주자로 올림"]
    # Who comes later gets the number that follows.
    list_waiting(desk.park, ROOMS, JANGAN, [second.id], DAY, "한 명 더 둠")
    assert lines(desk.park)[3].name == "홍길동"


@pytest.mark.parametrize(
    ("told", "until"),
    [(date(2024, 2, 19), date(2025, 2, 19)), (date(2024, 2, 20), YEAR_LATER)],
)
def test_a_number_is_valid_on_its_last_day_and_not_on_the_next(
    desk: Chairs, three: list[Case], told: date, until: date
) -> None:
    waiting_for(desk, three[:1] + three[1:], told=told)
    entry = lines(desk.park)[1].entry
    assert entry.valid_until == until
    on_last = on(desk.park, until)
    assert lines(on_last)[1].callable
    after = on(desk.park, date.fromordinal(until.toordinal() + 1))
    assert not lines(after)[1].callable
    with pytest.raises(Expired, match="유효했습니다"):
        call(after, entry.id, JANGAN, "201", date(2025, 3, 1))
    assert call(on_last, entry.id, JANGAN, "201", date(2025, 3, 1)).entry.called_on == until


def test_only_the_approved_and_free_of_the_order_are_listed(
    desk: Chairs, three: list[Case]
) -> None:
    first, second, third = three
    ids = [one.id for one in three]
    with pytest.raises(NoOrder, match="순서를 먼저"):
        list_waiting(desk.park, ROOMS, JANGAN, ids, DAY, "사유")
    put_in_order(desk.park, ROOMS, JANGAN, ids, "운영규정에 따름")
    with pytest.raises(NotListable, match=r"2023-T-0001: .*승인된 적격"):
        list_waiting(desk.park, ROOMS, JANGAN, [first.id], DAY, "사유")
    for one in three:
        approved(desk, one)
    with pytest.raises(PassedOver, match="2023-T-0001"):
        list_waiting(desk.park, ROOMS, JANGAN, [second.id], DAY, "사유")
    with pytest.raises(NoReason, match="몇 명"):
        list_waiting(desk.park, ROOMS, JANGAN, [first.id], DAY, " ")
    with pytest.raises(WrongDay, match="오늘보다 뒤"):
        list_waiting(desk.park, ROOMS, JANGAN, [first.id], BY, "사유")
    with pytest.raises(WrongDay, match="공고일보다"):
        list_waiting(desk.park, ROOMS, JANGAN, [first.id], date(2023, 12, 14), "사유")
    with pytest.raises(NotListable, match="고른 신청자가 없습니다"):
        list_waiting(desk.park, ROOMS, JANGAN, [], DAY, "사유")
    list_waiting(desk.park, ROOMS, JANGAN, [first.id], DAY, "사유")
    with pytest.raises(NotListable, match="예비 1번 대기"):
        list_waiting(desk.park, ROOMS, JANGAN, [first.id, second.id], DAY, "사유")
    # Who changed after the approval passes: nobody is passed over who may not have a number.
    edited(desk.park, second)
    list_waiting(desk.park, ROOMS, JANGAN, [third.id], DAY, "사유")
    assert [one.name for one in lines(desk.park).values()] == ["김예시", "이예시"]


def test_a_share_that_a_notice_prints_is_not_exceeded(desk: Chairs, three: list[Case]) -> None:
    notices = desk.park.notices
    printed = notices.get(ROOMS)
    assert printed.waiting is not None

    class Sharing:
        """The notices of the office, one of which prints the share."""

        def get(self, notice_id: str) -> object:
            found = notices.get(notice_id)
            if notice_id != ROOMS:
                return found
            assert found.waiting is not None
            # 12 rooms × 9 % is more than one person: two may be listed.
            return replace(found, waiting=replace(found.waiting, ratio_percent=9))

        def __getattr__(self, name: str) -> object:
            return getattr(notices, name)

    for one in three:
        approved(desk, one)
    ids = [one.id for one in three]
    put_in_order(desk.park, ROOMS, JANGAN, ids, "운영규정에 따름")
    sharing = replace(desk.park, notices=Sharing())
    with pytest.raises(TooMany, match="2명까지"):
        list_waiting(sharing, ROOMS, JANGAN, ids, DAY, "사유")
    list_waiting(sharing, ROOMS, JANGAN, ids[:2], DAY, "사유")


def test_the_next_is_called_into_a_free_room_and_the_offer_is_made_at_once(
    desk: Chairs, three: list[Case]
) -> None:
    waiting_for(desk, three)
    found = lines(desk.park)
    with pytest.raises(WaitingFirst):
        offer(desk.park, three[1].id, JANGAN, "201", BY)
    with pytest.raises(NotNext, match="예비 1번이 먼저"):
        call(desk.park, found[2].entry.id, JANGAN, "201", BY)
    done = call(desk.park, found[1].entry.id, JANGAN, "201", BY)
    assert (done.entry.state, done.entry.called_on, done.entry.answer_by) == (
        WaitingState.CALLED,
        DAY,
        BY,
    )
    assert (done.lease.room, done.lease.state, done.lease.called) == (
        "201",
        LeaseState.OFFERED,
        done.entry.id,
    )
    assert (done.changes.rooms, done.changes.intake) == (True, True)
    found = lines(desk.park)
    assert (found[1].room, found[1].callable, found[2].callable) == ("201", False, True)
    # The room is taken: the second is called for another one.
    with pytest.raises(RoomTaken):
        call(desk.park, found[2].entry.id, JANGAN, "201", BY)
    assert lines(desk.park)[2].entry.state is WaitingState.WAITING
    call(desk.park, found[2].entry.id, JANGAN, "202", BY)
    assert acts_of(desk.park, found[1])[-2:] == acts_of(desk.park, found[2])[-2:]
    with pytest.raises(OtherBuilding):
        call(desk.park, found[3].entry.id, YOUNGLIFE, "201", BY)
    with pytest.raises(NotWaiting, match="호출"):
        call(desk.park, found[1].entry.id, JANGAN, "203", BY)


def test_who_lost_the_approval_is_not_called(desk: Chairs, three: list[Case]) -> None:
    waiting_for(desk, three)
    edited(desk.park, three[0])
    entry = lines(desk.park)[1].entry
    with pytest.raises(NotEligible):
        call(desk.park, entry.id, JANGAN, "201", BY)
    assert lines(desk.park)[1].entry == entry


def test_declining_and_silence_free_the_room_for_the_next(desk: Chairs, three: list[Case]) -> None:
    waiting_for(desk, three)
    first = lines(desk.park)[1].entry
    call(desk.park, first.id, JANGAN, "201", BY)
    done = answer_call(desk.park, first.id, WaitingState.DECLINED, "직장이 멀다고 함")
    assert (done.entry.state, done.entry.reason, done.entry.answered_on) == (
        WaitingState.DECLINED,
        "직장이 멀다고 함",
        DAY,
    )
    second = lines(desk.park)[2].entry
    call(desk.park, second.id, JANGAN, "201", BY)
    with pytest.raises(NotYetSilent, match="지나지 않았습니다"):
        answer_call(on(desk.park, BY), second.id, WaitingState.SILENT)
    later = on(desk.park, date(2024, 2, 28))
    silent = answer_call(later, second.id, WaitingState.SILENT).entry
    assert (silent.state, silent.reason) == (WaitingState.SILENT, "답 없음")
    third = lines(later)[3]
    assert third.callable
    call(later, third.entry.id, JANGAN, "201", date(2024, 3, 6))
    assert acts_of(later, lines(later)[1])[-1] == "예비입주자의 답을 적음"
    with pytest.raises(NotWaiting, match="거절"):
        answer_call(later, first.id, WaitingState.DECLINED)


def test_who_accepts_signs_a_contract_and_that_is_the_answer(
    desk: Chairs, three: list[Case]
) -> None:
    waiting_for(desk, three)
    first = lines(desk.park)[1].entry
    done = call(desk.park, first.id, JANGAN, "201", BY)
    with pytest.raises(NoAnswerWord, match="계약할 때"):
        answer_call(desk.park, first.id, WaitingState.ACCEPTED)
    sign_lease(on(desk.park, BY), done.lease.id, BY, STARTS, date(2026, 2, 28))
    line = lines(desk.park)[1]
    assert (line.entry.state, line.days_left) == (WaitingState.ACCEPTED, None)


def test_somebody_is_struck_off_with_a_reason_only(desk: Chairs, three: list[Case]) -> None:
    waiting_for(desk, three)
    first, second = lines(desk.park)[1].entry, lines(desk.park)[2].entry
    with pytest.raises(NoReason):
        strike(desk.park, first.id, "")
    call(desk.park, first.id, JANGAN, "201", BY)
    assert strike(desk.park, first.id, "다른 공공임대에 입주함").entry.state is WaitingState.STRUCK
    assert strike(desk.park, second.id, "본인이 원함").entry.reason == "본인이 원함"
    assert lines(desk.park)[3].callable
    # The room that was offered is free again.
    call(desk.park, lines(desk.park)[3].entry.id, JANGAN, "201", BY)


def test_numbers_whose_year_is_over_end_and_make_room_for_a_new_one(
    desk: Chairs, three: list[Case]
) -> None:
    waiting_for(desk, three)
    assert expire_due(on(desk.park, YEAR_LATER)).entries == ()
    after = on(desk.park, date(2025, 2, 21))
    assert lines(after)[1].days_left == -1
    done = expire_due(after)
    assert [one.state for one in done.entries] == [WaitingState.EXPIRED] * 3
    assert expire_due(after).entries == ()
    again = list_waiting(
        after, ROOMS, JANGAN, [one.id for one in three], date(2025, 2, 21), "다시 둠"
    )
    assert [one.number for one in again.entries] == [4, 5, 6]


def test_listing_anew_ends_what_is_over_by_itself(desk: Chairs, three: list[Case]) -> None:
    waiting_for(desk, three)
    after = on(desk.park, date(2025, 2, 21))
    list_waiting(after, ROOMS, JANGAN, [three[0].id], date(2025, 2, 21), "다시 둠")
    assert [one.entry.state for one in lines(after).values()] == [
        *[WaitingState.EXPIRED] * 3,
        WaitingState.WAITING,
    ]


def test_a_refused_act_leaves_nothing_behind(desk: Chairs, three: list[Case]) -> None:
    waiting_for(desk, three)
    before = lines(desk.park)
    count = "SELECT count(*) FROM ledger"
    run = desk.park.store.connection.exec_driver_sql
    rows = run(count).scalar_one()
    with pytest.raises(CannotSelect):
        answer_call(desk.park, before[1].entry.id, WaitingState.DECLINED)
    with pytest.raises(ValueError, match="빠릅니다"):
        call(desk.park, before[1].entry.id, JANGAN, "201", date(2024, 2, 1))
    assert lines(desk.park) == before
    assert run(count).scalar_one() == rows
