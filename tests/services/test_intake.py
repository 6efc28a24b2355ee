"""Completed applications by their day, and the officer's order of them with its reason (C15)."""

from dataclasses import replace
from uuid import uuid4

import pytest

from ipju.domain.case import Case
from ipju.domain.finding import Outcome
from ipju.services.intake import applicants, list_waiting, orders, put_in_order
from ipju.services.intake_problems import (
    LeftOut,
    NoList,
    NoReason,
    NotOrderable,
    NotWhole,
)
from ipju.services.office import Office
from ipju.services.open_case import add_case
from tests.services.deciding import Chairs, approved, chairs, edited, proposed
from tests.services.rolling import DAY, applied, scholar, selected
from tests.services.rooms import JANGAN, ROOMS, YOUNGLIFE, desk_on, youth

OWN = "jangi-ansim-2023-3"


@pytest.fixture
def desk(office: Office) -> Chairs:
    return desk_on(chairs(office), DAY)


@pytest.fixture
def three(desk: Chairs) -> list[Case]:
    """Three applications, of which the second was the first to be complete."""
    return [
        applied(desk.park, "2023-T-0001", "김예시", "2024-01-20"),
        applied(desk.park, "2023-T-0002", "홍길동", "2024-01-09"),
        applied(desk.park, "2023-T-0003", "이예시", "2024-01-20"),
    ]


def test_applications_stand_by_the_day_they_were_complete_and_never_ranked(
    desk: Chairs, three: list[Case]
) -> None:
    lacking = youth("2023-T-0004", "박예시")
    add_case(desk.park, replace(lacking, papers=lacking.papers[:2]))
    found = applicants(desk.park, ROOMS, JANGAN)
    assert [(one.number[-1], str(one.completed_on)) for one in found] == [
        ("2", "2024-01-09"),
        ("1", "2024-01-20"),
        ("3", "2024-01-20"),
        ("4", "None"),
    ]
    assert [one.place for one in found] == [None] * 4
    assert found[0].words == "자격 결재 전"
    assert (found[3].orderable, found[3].words) == (False, "서류가 덜 갖추어짐")
    assert [one.name for one in found[:2]] == ["홍길동", "김예시"]
    # A better income moves nobody.
    case = edited(desk.park, three[2])
    assert case.version == 2
    assert [one.number for one in applicants(desk.park, ROOMS, JANGAN)] == [
        one.number for one in found
    ]


def test_what_an_application_waits_for_is_said(desk: Chairs, three: list[Case]) -> None:
    approved(desk, three[0])
    proposed(desk.park, three[1])
    by_number = {one.number[-1]: one for one in applicants(desk.park, ROOMS, JANGAN)}
    assert (by_number["1"].approved, by_number["1"].words) == (True, "적격 결재됨")
    assert (by_number["2"].approved, by_number["2"].words) == (False, "자격 적격 결재 대기")
    assert by_number["1"].outcome is Outcome.PASS
    # Facts that changed after the approval bear nobody to a room.
    edited(desk.park, three[0])
    first = next(o for o in applicants(desk.park, ROOMS, JANGAN) if o.number.endswith("1"))
    assert (first.approved, first.words) == (False, "자격 적격 효력 잃음")


def test_each_building_has_its_applications_and_one_without_is_lost_nowhere(
    desk: Chairs, three: list[Case]
) -> None:
    applied(desk.park, "2023-T-0008", "정예시", "2024-01-11", building=YOUNGLIFE)
    applied(desk.park, "2023-T-0009", "최예시", "2024-01-10", building="")
    assert len(applicants(desk.park, ROOMS, JANGAN)) == len(three) + 1
    other = applicants(desk.park, ROOMS, YOUNGLIFE)
    assert [(one.number[-1], one.orderable, one.words) for one in other] == [
        ("9", False, "신청 주택이 적히지 않음"),
        ("8", True, "자격 결재 전"),
    ]


def test_a_scholar_is_ordered_only_once_selected(desk: Chairs) -> None:
    add_case(desk.park, scholar("2023-T-0101"))
    add_case(desk.park, selected("2023-T-0102"))
    found = {one.number[-1]: one for one in applicants(desk.park, ROOMS, JANGAN)}
    assert (found["1"].orderable, found["1"].words) == (False, "장학생 선정 전")
    # The scholar papers are in; those of the eligibility are not asked for yet.
    assert found["1"].completed_on is None
    assert found["2"].orderable
    assert str(found["2"].completed_on) == "2024-02-16"


def test_an_order_is_the_officers_with_his_reason_and_the_one_before_stays(
    desk: Chairs, three: list[Case]
) -> None:
    first = [three[2].id, three[0].id, three[1].id]
    done = put_in_order(desk.park, ROOMS, JANGAN, first, "  운영규정 제5조  ")
    assert done.changes.intake
    assert [one.place for one in applicants(desk.park, ROOMS, JANGAN)] == [3, 2, 1]
    put_in_order(desk.lee, ROOMS, JANGAN, first[::-1], "순서를 바로잡음")
    newest, before = orders(desk.park, ROOMS, JANGAN)
    assert (newest.by, newest.order.reason) == ("이담당", "순서를 바로잡음")
    assert (before.by, before.order.reason) == ("박담당", "운영규정 제5조")
    assert [name for _number, name in before.applicants] == ["이예시", "김예시", "홍길동"]
    assert orders(desk.park, ROOMS, YOUNGLIFE) == ()
    run = desk.park.store.connection.exec_driver_sql
    rows = run("SELECT why FROM ledger WHERE action = 'put-in-order' ORDER BY seq").scalars().all()
    assert rows == ["운영규정 제5조", "순서를 바로잡음"]


def test_no_order_without_a_reason_and_nobody_is_passed_over_silently(
    desk: Chairs, three: list[Case]
) -> None:
    ids = [one.id for one in three]
    with pytest.raises(NoReason, match="사유"):
        put_in_order(desk.park, ROOMS, JANGAN, ids, "  ")
    with pytest.raises(LeftOut, match="2023-T-0003"):
        put_in_order(desk.park, ROOMS, JANGAN, ids[:2], "사유")
    with pytest.raises(NotOrderable, match="두 번"):
        put_in_order(desk.park, ROOMS, JANGAN, [*ids, ids[0]], "사유")
    with pytest.raises(NotOrderable, match="이 주택의 신청이 아닙니다"):
        put_in_order(desk.park, ROOMS, JANGAN, [*ids, uuid4()], "사유")
    with pytest.raises(NotOrderable, match="하나도 없습니다"):
        put_in_order(desk.park, ROOMS, JANGAN, [], "사유")
    lacking = youth("2023-T-0004", "박예시")
    late = add_case(desk.park, replace(lacking, papers=())).case
    with pytest.raises(NotOrderable, match="서류가 덜"):
        put_in_order(desk.park, ROOMS, JANGAN, [*ids, late.id], "사유")
    assert orders(desk.park, ROOMS, JANGAN) == ()


def test_somebody_whom_a_rule_refuses_need_not_stand_in_the_order(
    desk: Chairs, three: list[Case]
) -> None:
    rich = youth("2023-T-0005", "부예시")
    rich = replace(rich, incomes=(replace(rich.incomes[0], monthly=9_000_000),))
    add_case(desk.park, rich)
    put_in_order(desk.park, ROOMS, JANGAN, [one.id for one in three], "사유")
    assert [one.place for one in applicants(desk.park, ROOMS, JANGAN)].count(None) == 1


def test_an_order_that_was_altered_bears_nothing(desk: Chairs, three: list[Case]) -> None:
    put_in_order(desk.park, ROOMS, JANGAN, [one.id for one in three], "사유")
    run = desk.park.store.connection.exec_driver_sql
    run("DROP TRIGGER selection_order_stays")
    run("UPDATE selection_order SET reason = '다른 사유'")
    with pytest.raises(NotWhole, match="고친 흔적"):
        list_waiting(desk.park, ROOMS, JANGAN, [three[0].id], DAY, "사유")
    # It places nobody; who stands before the list can make another one.
    assert {one.place for one in applicants(desk.park, ROOMS, JANGAN)} == {None}
    put_in_order(desk.park, ROOMS, JANGAN, [one.id for one in three], "다시 정함")
    assert {one.place for one in applicants(desk.park, ROOMS, JANGAN)} == {1, 2, 3}


def test_a_notice_without_a_waiting_list_has_no_selection(desk: Chairs) -> None:
    with pytest.raises(NoList, match="예비입주자를 두는"):
        applicants(desk.park, OWN, JANGAN)
    with pytest.raises(NoList):
        put_in_order(desk.park, ROOMS, "no-such-building", [uuid4()], "사유")
