"""A lease is renewed by a case of its own, by that year's figures, and only as it was examined."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from ipju.domain.case import Case
from ipju.domain.decision import Verdict
from ipju.domain.editing import change
from ipju.domain.finding import Finding, Outcome
from ipju.domain.letting import LeaseState, RoomLease
from ipju.services.authority import NotAllowed
from ipju.services.change_rent import change_rent
from ipju.services.examine import examine
from ipju.services.letters import CannotPrint
from ipju.services.letting import give_notice, keep_lease, lease_of, move_in, offer, sign_lease
from ipju.services.letting_problems import (
    FreeOfCharge,
    NoRooms,
    NotEligible,
    WrongAmount,
    WrongDate,
    WrongState,
)
from ipju.services.notice_of import notice_of
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.record import record
from ipju.services.renewals import (
    AlreadyStarted,
    NoFigures,
    NotARenewal,
    OtherRenewal,
    WrongFigures,
    figures,
    put_figures,
    renew,
    start_renewal,
    take_figures,
)
from ipju.storage.problems import Tampered
from tests.services.deciding import Chairs, approved, chairs, proposed
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
    desk_on,
    examined_again,
    figures_of,
    occupied,
    on,
    renewed,
    scholar,
    term_from,
)

JUDGED = date(2026, 1, 15)
NEXT_STARTS, NEXT_ENDS = date(2026, 3, 1), date(2028, 2, 29)


@pytest.fixture
def desk(office: Office) -> Chairs:
    return desk_on(chairs(office), OFFERED)


@pytest.fixture
def then(desk: Chairs) -> Chairs:
    """The same chairs when the first term is about to end."""
    return desk_on(desk, JUDGED)


@pytest.fixture
def lived_in(desk: Chairs) -> RoomLease:
    return occupied(desk, approved_youth(desk, "TM-1"))


def begun(then: Chairs, lease: RoomLease, **other: Any) -> Case:
    """Return the case of the next renewal, at the same deposit and rent."""
    assert lease.rent is not None
    given = {
        "judged_on": JUDGED,
        "starts_on": NEXT_STARTS,
        "ends_on": NEXT_ENDS,
        "deposit": lease.rent.deposit,
        "rent": lease.rent.rent,
        "lease_raised": None,
        **other,
    }
    return start_renewal(then.park, lease.id, **given).case


def finding(office: Office, case: Case, rule: str) -> Finding:
    judged = examine(case, notice_of(office.notices, case), JUDGED)
    return next(one for one in judged.findings if one.rule == rule)


# The case of a renewal ----------------------------------------------------------------------------


def test_the_case_of_a_renewal_asks_anew_what_changes_and_keeps_what_stands(
    desk: Chairs, then: Chairs, lived_in: RoomLease
) -> None:
    put_figures(desk.park, figures_of(2026))
    case = begun(then, lived_in, deposit=1, rent=2, lease_raised=False)
    assert (case.number, case.building, case.phone) == ("TM-1-R1", JANGAN, "010-0000-0000")
    (me,) = case.people
    assert (me.name, me.birth) == ("김예시", date(1999, 5, 5))
    assert {me.income_checked, me.home_checked, me.finance_checked, me.assets_checked} == {None}
    assert (case.incomes, case.surveyed_on, case.answers) == ((), None, ())
    assert [one.kind for one in case.papers] == ["financial-consent"]
    one = case.renewal
    assert one is not None
    assert lived_in.rent is not None
    assert (one.lease, one.number, one.first_on) == (lived_in.id, 1, STARTS)
    assert (one.deposit_before, one.rent_before) == (lived_in.rent.deposit, lived_in.rent.rent)
    assert (one.deposit, one.rent, one.lease_raised, one.raised_on) == (1, 2, False, None)
    assert (one.figures_year, one.incomes, one.car) == (
        2026,
        figures_of(2026).incomes,
        figures_of(2026).car,
    )
    lease = lease_of(then.park, case.id)
    assert lease is not None
    assert lease.id == lived_in.id
    assert acts(then.park, case.id)[0] == "open"
    with pytest.raises(AlreadyStarted, match="TM-1-R1"):
        begun(then, lived_in)


def test_a_year_without_figures_is_missing_until_they_are_recorded_and_taken(
    desk: Chairs, then: Chairs, lived_in: RoomLease
) -> None:
    put_figures(desk.park, figures_of(2025))
    case = examined_again(then, begun(then, lived_in))
    assert finding(then.park, case, "income").outcome is Outcome.MISSING
    with pytest.raises(NoFigures, match="2026년"):
        take_figures(then.park, case.id)
    put_figures(then.park, figures_of(2026))
    case = take_figures(then.park, case.id).case
    income = finding(then.park, case, "income")
    assert (income.outcome, income.bound) == (Outcome.PASS, figures_of(2026).incomes[0])
    with pytest.raises(NotARenewal):
        take_figures(then.park, lived_in.case_id)


def test_a_renewal_begins_after_the_term_before_and_by_days_in_order(
    then: Chairs, lived_in: RoomLease
) -> None:
    with pytest.raises(WrongDate, match="다음 날부터"):
        begun(then, lived_in, starts_on=ENDS)
    with pytest.raises(WrongDate, match="재계약 시작일"):
        begun(then, lived_in, ends_on=ENDS)
    with pytest.raises(WrongDate, match="지금 계약의 시작일"):
        begun(then, lived_in, judged_on=date(2024, 2, 29))
    with pytest.raises(WrongAmount):
        begun(then, lived_in, rent=-1)
    give_notice(then.park, lived_in.id, ENDS, "이사")
    with pytest.raises(WrongState, match="퇴거 예정"):
        begun(then, lived_in)


def test_a_scholar_renews_free_of_charge(desk: Chairs) -> None:
    case = add_case(desk.park, scholar("TM-1", "selected")).case
    approved(desk, case)
    lease = offer(desk.park, case.id, JANGAN, "201", ANSWER_BY).lease
    ends = date(2025, 2, 28)
    sign_lease(on(desk.park, SIGNED), lease.id, SIGNED, STARTS, ends)
    lease = move_in(on(desk.park, STARTS), lease.id, STARTS).lease
    day, starts = date(2025, 1, 15), date(2025, 3, 1)
    later = desk_on(desk, day)
    put_figures(later.park, figures_of(2025))
    year = {"judged_on": day, "starts_on": starts, "ends_on": date(2026, 2, 28)}
    with pytest.raises(FreeOfCharge):
        begun(later, lease, **year, rent=1)
    case = examined_again(later, begun(later, lease, **year))
    approved(later, case)
    done = renew(later.park, lease.id, case.id, day).lease
    assert (done.renewals, done.rents, done.free_of_charge) == (1, lease.rents, True)


# Signing it ---------------------------------------------------------------------------------------


def test_only_an_approved_renewal_of_this_lease_is_signed(
    desk: Chairs, then: Chairs, lived_in: RoomLease
) -> None:
    put_figures(desk.park, figures_of(2026))
    case = examined_again(then, begun(then, lived_in))
    with pytest.raises(NotEligible):
        renew(then.park, lived_in.id, case.id, JUDGED)
    with pytest.raises(NotARenewal):
        renew(then.park, lived_in.id, lived_in.case_id, JUDGED)
    other = occupied(desk, approved_youth(desk, "TM-2"), "202")
    approved(then, case)
    with pytest.raises(OtherRenewal):
        renew(then.park, other.id, case.id, JUDGED)
    for signed, words in ((date(2024, 2, 19), "앞 계약의 계약일"), (date(2026, 3, 2), "계약일")):
        with pytest.raises(WrongDate, match=words):
            renew(on(then.park, date(2026, 4, 1)), lived_in.id, case.id, signed)
    done = renew(then.park, lived_in.id, case.id, JUDGED).lease
    assert done.term is not None
    assert (done.term.starts_on, done.term.ends_on, done.term.case_id) == (
        NEXT_STARTS,
        NEXT_ENDS,
        case.id,
    )
    assert done.rents == lived_in.rents
    with pytest.raises(OtherRenewal):
        renew(then.park, lived_in.id, case.id, JUDGED)


def test_a_renewal_examined_by_amounts_that_changed_meanwhile_is_examined_again(
    desk: Chairs, then: Chairs, lived_in: RoomLease
) -> None:
    put_figures(desk.park, figures_of(2026))
    case = examined_again(then, begun(then, lived_in))
    approved(then, case)
    assert lived_in.rent is not None
    lower = lived_in.rent.rent - 10_000
    change_rent(then.park, lived_in.id, JUDGED, lived_in.rent.deposit, lower, None, "관리비 조정")
    with pytest.raises(OtherRenewal, match="다시 결재"):
        renew(then.park, lived_in.id, case.id, JUDGED)
    edits = [change(case, ("renewal", one), lower) for one in ("rent_before", "rent")]
    mended = record(then.park, case.id, edits).case
    approved(then, mended)
    assert renew(then.park, lived_in.id, case.id, JUDGED).lease.renewals == 1


def test_whoever_earns_too_much_at_renewal_is_not_renewed(
    desk: Chairs, then: Chairs, lived_in: RoomLease
) -> None:
    put_figures(desk.park, figures_of(2026))
    case = examined_again(then, begun(then, lived_in), monthly=figures_of(2026).incomes[0] + 1)
    with pytest.raises(CannotPrint):
        proposed(then.park, case)
    approved(then, case, Verdict.INELIGIBLE)
    with pytest.raises(NotEligible, match="부적격"):
        renew(then.park, lived_in.id, case.id, JUDGED)
    assert give_notice(then.park, lived_in.id, ENDS, "재계약 부적격").lease.leaves_on == ENDS


def test_there_is_no_fifth_renewal(desk: Chairs, lived_in: RoomLease) -> None:
    lease = lived_in
    assert lease.rent is not None
    deposit, rent = lease.rent.deposit, lease.rent.rent
    for number in range(1, 5):
        put_figures(desk.park, figures_of(2024 + 2 * number))
        lease = renewed(desk, lease, deposit, rent)
    day = date(2034, 1, 15)
    later = desk_on(desk, day)
    put_figures(later.park, figures_of(2034))
    starts, ends = term_from(10)
    case = begun(later, lease, judged_on=day, starts_on=starts, ends_on=ends)
    case = examined_again(later, case)
    assert finding(later.park, case, "renewal-count").outcome is Outcome.FAIL
    with pytest.raises(CannotPrint):
        proposed(later.park, case)


def test_a_lease_that_is_given_up_is_not_renewed_until_the_notice_is_taken_back(
    desk: Chairs, then: Chairs, lived_in: RoomLease
) -> None:
    put_figures(desk.park, figures_of(2026))
    case = examined_again(then, begun(then, lived_in))
    approved(then, case)
    give_notice(then.park, lived_in.id, ENDS, "이사")
    with pytest.raises(WrongState):
        renew(then.park, lived_in.id, case.id, JUDGED)
    keep_lease(then.park, lived_in.id, "계속 거주")
    assert renew(then.park, lived_in.id, case.id, JUDGED).lease.state is LeaseState.OCCUPIED


# Figures of a year --------------------------------------------------------------------------------


def test_figures_are_kept_by_year_with_their_source(desk: Chairs) -> None:
    kept = put_figures(desk.park, replace(figures_of(2026), source=" 통계청 2026 ")).figures
    put_figures(desk.park, figures_of(2025))
    assert figures(desk.park, ROOMS) == (kept, figures_of(2025))
    assert kept.source == "통계청 2026"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"year": 1999}, "1999년"),
        ({"incomes": (1, 2, 3, 4)}, "1인부터 5인까지"),
        ({"incomes": (5, 4, 3, 2, 1)}, "가구원이 많을수록"),
        ({"step": 0}, "0원보다"),
        ({"car": -1}, "0원보다"),
        ({"source": " "}, "출처"),
    ],
)
def test_figures_that_no_table_could_print_are_refused(
    desk: Chairs, wrong: dict[str, Any], words: str
) -> None:
    with pytest.raises(WrongFigures, match=words):
        put_figures(desk.park, replace(figures_of(2026), **wrong))
    assert figures(desk.park, ROOMS) == ()


def test_a_notice_that_lets_no_rooms_has_no_figures(desk: Chairs, granted: Case) -> None:
    with pytest.raises(NoRooms):
        put_figures(desk.park, replace(figures_of(2026), notice=granted.notice))


def test_figures_that_were_put_back_past_the_program_judge_nobody(desk: Chairs) -> None:
    """The older row bears an old seal that fits: the ledger knows of the newer figures."""
    put_figures(desk.park, figures_of(2026))
    run = desk.park.store.connection.exec_driver_sql
    names = "incomes, step, total_assets, car, source, seal"
    before = run(f"SELECT {names} FROM year_figures").one()
    raised = replace(figures_of(2026), car=40_000_000)
    put_figures(desk.park, raised)
    assert figures(desk.park, ROOMS) == (raised,)
    sets = ", ".join(f"{one} = ?" for one in names.split(", "))
    run(f"UPDATE year_figures SET {sets}", tuple(before))
    with pytest.raises(Tampered, match="기준금액"):
        figures(desk.park, ROOMS)


def test_who_takes_applications_in_changes_no_limit_of_a_renewal(
    desk: Chairs, then: Chairs, lived_in: RoomLease
) -> None:
    put_figures(desk.park, figures_of(2026))
    case = begun(then, lived_in)
    assert case.renewal is not None
    limits = [
        change(case, ("renewal", one), 999_000_000_000) for one in ("total_assets", "income_1")
    ]
    for edits in (limits, [change(case, ("renewal",), None)]):
        with pytest.raises(NotAllowed):
            record(then.jung, case.id, edits)
    with pytest.raises(NotAllowed):
        add_case(then.jung, replace(case, id=uuid4(), number="TM-9-R1"))
    # A caseworker may, with his name in the ledger; the figures that were recorded are anybody's.
    record(then.park, case.id, limits)
    after = take_figures(then.jung, case.id).case.renewal
    assert after is not None
    assert (after.total_assets, after.income_1) == (
        case.renewal.total_assets,
        case.renewal.income_1,
    )
