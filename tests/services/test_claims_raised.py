"""Claimed points raised after the filing: told in the ledger and opened by a supervisor alone."""

from __future__ import annotations

from ipju.domain.case import Case
from ipju.domain.decision import Verdict
from ipju.domain.editing import change
from ipju.domain.outgoing import ListFilter
from ipju.services.authority import note
from ipju.services.bulk import open_list
from ipju.services.history import history
from ipju.services.office import Office
from ipju.services.practice import fill
from ipju.services.record import record
from tests.services.deciding import chairs, proposed
from tests.services.drawing import JANGI, filed

ELIGIBLE = ListFilter(notice=JANGI, verdict=Verdict.ELIGIBLE)
TOLD = "접수 뒤 신청 가점 올림: ③ 서울 거주"


def _claimed(office: Office, case: Case, points: int | None, why: str = "") -> Case:
    return record(office, case.id, [change(case, ("claimed", "residence"), points)], why).case


def _whys(office: Office, case: Case) -> list[str]:
    return [one.why for one in history(office, case.id) if one.why.startswith("접수 뒤")]


def test_what_is_typed_before_the_filing_is_told_to_nobody(office: Office) -> None:
    fill(office, JANGI, 1)
    (case,) = office.store.read_all()
    case = _claimed(office, _claimed(office, case, 0), 1)
    assert _whys(office, case) == []
    with office.store.unit() as unit:
        note(office, unit, "file-application", case.id)
    _claimed(office, case, 3)
    assert _whys(office, case) == [TOLD]


def test_points_raised_after_the_filing_are_told_and_seen_one_by_one(office: Office) -> None:
    desk = chairs(office)
    case = filed(desk.park, "2023-3-00001")
    points = case.claimed.residence
    assert points is not None
    lowered = _claimed(desk.park, case, points - 1, "잘못 옮김")
    assert _whys(office, case) == []
    raised = _claimed(desk.park, lowered, points, "종이 신청서와 대조함")
    assert _whys(office, case) == [f"{TOLD} · 종이 신청서와 대조함"]
    raised = _claimed(desk.park, _claimed(desk.park, raised, None), points)
    # The very figures are personal data, which the ledger outlives.
    assert _whys(office, case) == [TOLD, f"{TOLD} · 종이 신청서와 대조함"]

    other = filed(desk.park, "2023-3-00002")
    proposed(desk.park, raised)
    proposed(desk.park, other)
    seen = {one.case_number: one.exceptions for one in open_list(desk.choi, ELIGIBLE).lines}
    assert "접수 뒤 신청 가점 올림" in seen[raised.number]
    assert "접수 뒤 신청 가점 올림" not in seen[other.number]
