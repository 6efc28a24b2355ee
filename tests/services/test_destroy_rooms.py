"""A destroyed applicant takes offers and numbers along; a contractor is kept by his lease."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ipju import bootstrap
from ipju.domain.decision import Verdict
from ipju.domain.letting import FallenWhy
from ipju.domain.retention import Holding
from ipju.services.destroy import NotDue, destroy, due_for_destruction
from ipju.services.intake import orders, put_in_order
from ipju.services.letting import fall, leases_of, move_out
from ipju.services.office import Office
from ipju.services.waiting import call, list_waiting, waiting_list
from tests.services.deciding import Chairs, chairs
from tests.services.rooms import (
    ANSWER_BY,
    ENDS,
    JANGAN,
    OFFERED,
    ROOMS,
    approved_youth,
    desk_on,
    occupied,
    on,
)
from tests.services.told_results import tell

LONG_AFTER = date(2030, 1, 2)


@pytest.fixture
def desk(office: Office) -> Chairs:
    return desk_on(chairs(office), OFFERED)


def privacy(desk: Chairs) -> Office:
    actor = bootstrap.seat(desk.park.store, "한보호")
    return replace(on(desk.park, LONG_AFTER), actor=actor)


def test_an_applicant_who_declined_goes_with_offer_and_number_and_the_list_goes_on(
    desk: Chairs,
) -> None:
    first, second = (approved_youth(desk, f"TM-{one}", stage="selected") for one in (1, 2))
    put_in_order(desk.park, ROOMS, JANGAN, [first.id, second.id], "자체운영규정")
    entries = list_waiting(desk.park, ROOMS, JANGAN, [first.id, second.id], OFFERED, "둘").entries
    lease = call(desk.park, entries[0].id, JANGAN, "201", ANSWER_BY).lease
    fall(desk.park, lease.id, FallenWhy.DECLINED, "이사 안 함")
    tell(desk.park, first.id, Verdict.ELIGIBLE, OFFERED)
    there = privacy(desk)
    assert [one.holding for one in due_for_destruction(there)] == [Holding.SELECTED]
    (certificate,) = destroy(there, [first.id], "보유 기간이 끝남").certificates
    assert certificate.whole
    assert leases_of(desk.park, ROOMS, JANGAN, "201") == ()
    assert [one.entry.number for one in waiting_list(desk.park, ROOMS, JANGAN)] == [2]
    ((gone, left),) = [one.applicants for one in orders(desk.park, ROOMS, JANGAN)]
    assert (gone[0], left[0]) == ("파기된 사례", "TM-2")


def test_whoever_signed_for_a_room_is_kept_while_he_lives_there_and_after(desk: Chairs) -> None:
    case = approved_youth(desk, "TM-1")
    lease = occupied(desk, case)
    tell(desk.park, case.id, Verdict.ELIGIBLE, OFFERED)
    there = privacy(desk)
    assert due_for_destruction(there) == ()
    with pytest.raises(NotDue, match="계약"):
        destroy(there, [case.id], "보유 기간이 끝남")
    move_out(on(desk.park, ENDS), lease.id, ENDS, "이사")
    with pytest.raises(NotDue, match="계약"):
        destroy(there, [case.id], "보유 기간이 끝남")


def test_a_case_whose_lease_was_altered_is_not_destroyed(desk: Chairs) -> None:
    """What makes somebody a contractor cannot be taken away past the program to destroy him."""
    case = approved_youth(desk, "TM-1", stage="selected")
    put_in_order(desk.park, ROOMS, JANGAN, [case.id], "혼자")
    (entry,) = list_waiting(desk.park, ROOMS, JANGAN, [case.id], OFFERED, "한 명").entries
    lease = call(desk.park, entry.id, JANGAN, "201", ANSWER_BY).lease
    fall(desk.park, lease.id, FallenWhy.DECLINED, "이사 안 함")
    tell(desk.park, case.id, Verdict.ELIGIBLE, OFFERED)
    store = desk.park.store
    assert hasattr(store, "connection")
    store.connection.exec_driver_sql("DROP TRIGGER room_lease_stays")
    store.connection.exec_driver_sql("UPDATE room_lease SET reason = 'x'")
    with pytest.raises(NotDue, match="고친 흔적"):
        destroy(privacy(desk), [case.id], "보유 기간이 끝남")
    assert len(leases_of(desk.park, ROOMS, JANGAN, "201")) == 1
