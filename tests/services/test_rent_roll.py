"""Rents rise within the limits of the notice; the roll tells who, until when, how much."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from ipju.domain.letting import RoomLease
from ipju.services.change_rent import change_rent, rise_finding
from ipju.services.letting import give_notice, move_out, offer, sign_lease
from ipju.services.letting_problems import (
    FreeOfCharge,
    NeedsDecision,
    NoReason,
    NothingChanged,
    RuleForbids,
    WrongAmount,
    WrongDate,
    WrongState,
)
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.rent_roll import expiring, rent_roll, roll_file
from tests.services.deciding import Chairs, approved, chairs
from tests.services.desk import acts
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
)

FIRST_RISE = date(2025, 3, 1)


@pytest.fixture
def desk(office: Office) -> Chairs:
    return desk_on(chairs(office), OFFERED)


@pytest.fixture
def lived_in(desk: Chairs) -> RoomLease:
    return occupied(desk, approved_youth(desk, "TM-1"))


def amounts(lease: RoomLease) -> tuple[int, int]:
    assert lease.rent is not None
    return lease.rent.deposit, lease.rent.rent


def most(lease: RoomLease) -> tuple[int, int]:
    """The largest amounts a rise of 5 % may reach, worked out by hand."""
    deposit, rent = amounts(lease)
    return deposit + deposit // 20, rent + rent // 20


def raised(desk: Chairs, lease: RoomLease, day: date = FIRST_RISE) -> RoomLease:
    deposit, rent = most(lease)
    return change_rent(desk.park, lease.id, day, deposit, rent, True, "SH 임대차 인상").lease


# Rises --------------------------------------------------------------------------------------------


def test_a_rise_may_reach_five_percent_and_not_one_won_more(
    desk: Chairs, lived_in: RoomLease
) -> None:
    deposit, rent = most(lived_in)
    for wrong in ((deposit + 1, rent), (deposit, rent + 1)):
        with pytest.raises(RuleForbids) as forbidden:
            change_rent(desk.park, lived_in.id, FIRST_RISE, *wrong, True, "인상")
        assert forbidden.value.finding.rule == "rent-increase"
    before = rise_finding(desk.park, lived_in.id, FIRST_RISE, deposit, rent, True)
    assert before.outcome.value == "pass"
    lease = raised(desk, lived_in)
    assert amounts(lease) == (deposit, rent)
    assert (lease.raised_on, lease.rent and lease.rent.reason) == (FIRST_RISE, "SH 임대차 인상")
    assert acts(desk.park, lease.case_id)[-1] == "change-rent"


def test_a_second_rise_waits_a_year_and_its_anniversary_is_an_officers_word(
    desk: Chairs, lived_in: RoomLease
) -> None:
    lease = raised(desk, lived_in)
    with pytest.raises(RuleForbids, match="1년 이내"):
        raised(desk, lease, date(2026, 2, 28))
    with pytest.raises(NeedsDecision, match="판단") as asked:
        raised(desk, lease, date(2026, 3, 1))
    assert asked.value.finding.questions
    deposit, rent = most(lease)
    anniversary = date(2026, 3, 1)
    decided = change_rent(
        desk.park, lease.id, anniversary, deposit, rent, True, "인상", decided="1년이 찬 날로 봄"
    ).lease
    assert decided.rent is not None
    assert decided.rent.reason == "인상 (판단: 1년이 찬 날로 봄)"
    assert raised(desk, decided, date(2027, 3, 2)).raised_on == date(2027, 3, 2)


def test_a_rise_without_a_rise_of_the_lease_above_is_an_officers_word(
    desk: Chairs, lived_in: RoomLease
) -> None:
    deposit, rent = most(lived_in)
    with pytest.raises(NeedsDecision):
        change_rent(desk.park, lived_in.id, FIRST_RISE, deposit, rent, False, "인상")
    # Not known is not no: it is asked for.
    with pytest.raises(RuleForbids):
        change_rent(desk.park, lived_in.id, FIRST_RISE, deposit, rent, None, "인상")
    assert amounts(lived_in) == amounts(rent_roll(desk.park, ROOMS)[0].lease)


def test_a_decrease_is_free_at_any_time(desk: Chairs, lived_in: RoomLease) -> None:
    lease = raised(desk, lived_in)
    deposit, rent = amounts(lease)
    day = date(2025, 4, 1)
    lower = change_rent(desk.park, lease.id, day, deposit, rent - 1, None, "깎음").lease
    assert (amounts(lower), lower.raised_on) == ((deposit, rent - 1), FIRST_RISE)


def test_what_is_no_change_or_no_amount_is_refused(desk: Chairs, lived_in: RoomLease) -> None:
    deposit, rent = amounts(lived_in)
    there, lease = desk.park, lived_in.id
    with pytest.raises(NothingChanged):
        change_rent(there, lease, FIRST_RISE, deposit, rent, True, "인상")
    with pytest.raises(NoReason):
        change_rent(there, lease, FIRST_RISE, deposit, rent - 1, True, " ")
    for amount in (-1, 10**15):
        with pytest.raises(WrongAmount):
            change_rent(there, lease, FIRST_RISE, amount, rent, True, "인상")
    with pytest.raises(WrongDate, match="임대 시작일"):
        change_rent(there, lease, date(2024, 2, 29), deposit, rent - 1, True, "깎음")
    raised(desk, lived_in)
    with pytest.raises(WrongDate, match="지금 금액"):
        change_rent(there, lease, date(2025, 2, 28), deposit, rent, True, "깎음")
    move_out(on(there, ENDS), lease, ENDS, "이사")
    with pytest.raises(WrongState):
        change_rent(there, lease, ENDS, deposit, rent, True, "깎음")


def test_a_free_lease_has_nothing_to_change(desk: Chairs) -> None:
    case = add_case(desk.park, scholar("TM-2", "selected")).case
    approved(desk, case)
    lease = offer(desk.park, case.id, JANGAN, "202", ANSWER_BY).lease
    sign_lease(on(desk.park, SIGNED), lease.id, SIGNED, STARTS, date(2025, 2, 28))
    with pytest.raises(FreeOfCharge):
        change_rent(desk.park, lease.id, FIRST_RISE, 1, 1, True, "인상")


# The roll -----------------------------------------------------------------------------------------


def test_the_roll_lists_signed_leases_in_the_order_of_the_notice(
    desk: Chairs, lived_in: RoomLease
) -> None:
    second = contracted(desk, approved_youth(desk, "TM-2", name="홍길동"), "502")
    offer(desk.park, approved_youth(desk, "TM-3").id, JANGAN, "202", ANSWER_BY)
    first, other = rent_roll(on(desk.park, date(2024, 3, 1)), ROOMS)
    assert (first.lease.id, other.lease.id) == (lived_in.id, second.id)
    assert (first.building_name, first.room, first.tenant, first.number) == (
        "장안파크빌1",
        "201",
        "김예시",
        "TM-1",
    )
    assert (first.starts_on, first.ends_on, first.days_left) == (STARTS, ENDS, 729)
    assert (first.deposit, first.rent) == amounts(lived_in)
    assert (first.highest_deposit, first.highest_rent) == most(lived_in)
    assert (first.raised_on, first.may_rise_from, first.reminder) == (None, None, "")
    raised(desk, lived_in)
    after = rent_roll(desk.park, ROOMS)[0]
    assert (after.raised_on, after.may_rise_from) == (FIRST_RISE, date(2026, 3, 2))


def test_the_roll_tells_what_is_paid_today_until_the_day_an_agreed_rise_begins(
    desk: Chairs, lived_in: RoomLease
) -> None:
    lease = raised(desk, lived_in)
    before = rent_roll(on(desk.park, date(2025, 2, 28)), ROOMS)[0]
    assert (before.deposit, before.rent) == amounts(lived_in)
    assert before.changes_on == FIRST_RISE
    assert (before.highest_deposit, before.highest_rent) == most(lease)
    begun = rent_roll(on(desk.park, FIRST_RISE), ROOMS)[0]
    assert (begun.deposit, begun.rent, begun.changes_on) == (*amounts(lease), None)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2025, 11, 29), None),
        (date(2025, 11, 30), "만료 90일 전"),
        (ENDS, "오늘 만료"),
        (date(2026, 3, 2), "만료 2일 지남"),
    ],
)
def test_an_end_is_told_of_ninety_days_before_and_until_it_is_dealt_with(
    desk: Chairs, lived_in: RoomLease, today: date, words: str | None
) -> None:
    found = [one.reminder for one in expiring(on(desk.park, today))]
    assert found == ([] if words is None else [words])
    assert rent_roll(on(desk.park, today), ROOMS)[0].lease.id == lived_in.id


def test_whoever_is_to_leave_is_told_of_by_that_day(desk: Chairs, lived_in: RoomLease) -> None:
    give_notice(desk.park, lived_in.id, date(2026, 2, 10), "이사")
    (line,) = expiring(on(desk.park, date(2026, 2, 1)))
    assert line.reminder == "퇴거 9일 전"
    (late,) = expiring(on(desk.park, date(2026, 2, 12)))
    assert late.reminder == "퇴거 2일 지남"


def test_the_roll_goes_into_a_file_that_a_spreadsheet_reads(desk: Chairs, tmp_path: Path) -> None:
    case = approved_youth(desk, "TM-1", name='=HYPERLINK("x"), 김예시')
    lease = occupied(desk, case)
    written = roll_file(on(desk.park, date(2026, 2, 1)), ROOMS, tmp_path / "임대 현황.csv")
    data = written.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    shown = dict(zip(head, row, strict=True))
    assert shown["호실"] == "201"
    # No cell is taken for a formula.
    assert shown["입주자"] == '\'=HYPERLINK("x"), 김예시'
    assert (shown["보증금(원)"], shown["종료일"]) == (str(amounts(lease)[0]), "2026-02-28")
    assert (shown["남은 날"], shown["알림"]) == ("27", "만료 27일 전")
    store = desk.park.store
    assert hasattr(store, "connection")
    told = store.connection.exec_driver_sql(
        "SELECT why, detail FROM ledger WHERE action = 'export'"
    ).one()
    assert told[0] == "임대 현황"
    assert '"rows": 1' in told[1]


def test_a_roll_that_can_not_be_written_leaves_no_half_file(
    desk: Chairs, lived_in: RoomLease, tmp_path: Path
) -> None:
    (tmp_path / "없는 폴더").write_text("in the way", encoding="utf-8")
    with pytest.raises(OSError, match="없는 폴더"):
        roll_file(desk.park, ROOMS, tmp_path / "없는 폴더" / "임대.csv")
    assert "export" not in acts(desk.park, lived_in.case_id)


def test_an_altered_lease_is_told_of_on_the_roll(desk: Chairs, lived_in: RoomLease) -> None:
    store = desk.park.store
    assert hasattr(store, "connection")
    store.connection.exec_driver_sql("UPDATE room_lease SET moved_in_on = '2020-01-01'")
    assert [one.reminder for one in rent_roll(desk.park, ROOMS)] == ["기록에 고친 흔적"]
    assert not rent_roll(desk.park, ROOMS)[0].lease.whole
    assert lived_in.whole
