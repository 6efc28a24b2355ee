"""The rent roll (임대 현황): who lives where, until when, for how much, and what may rise.

Payments are not kept here: what was paid and is owed belongs to the operator's bookkeeping.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from ipju.domain.letting import REMINDED_DAYS, LeaseState, RoomLease
from ipju.domain.notice import Notice
from ipju.rules.leases import highest
from ipju.rules.periods import period_end
from ipju.services.authority import CASES, DECIDING, may, note
from ipju.services.files import write_whole
from ipju.services.lease_steps import letting_terms, rent_of_lease, term_of_lease
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork
from ipju.services.room_plan import ALTERED, tenant_of

COLUMNS = (
    "주택", "호실", "접수번호", "입주자", "상태", "보증금(원)", "월임대료(원)", "시작일", "종료일",
    "남은 날", "재계약 횟수", "마지막 증액일", "증액할 수 있는 날", "보증금 한도(원)",
    "월임대료 한도(원)", "알림",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class RollLine:
    """One lease on the roll; amounts in won, `days_left` of its term (negative: it is over).

    `deposit` and `rent` are in force today; `changes_on` is the day on which others, agreed
    already, take their place.

    `may_rise_from` is the first day on which a rise needs no officer's word on its day; None:
    there was no rise yet. `highest_*` are the largest amounts a rise may reach. `reminder` is
    empty where nothing is near.
    """

    lease: RoomLease
    building_name: str
    room: str
    tenant: str
    number: str
    deposit: int
    rent: int
    changes_on: date | None
    starts_on: date
    ends_on: date
    days_left: int
    renewals: int
    raised_on: date | None
    may_rise_from: date | None
    highest_deposit: int
    highest_rent: int
    reminder: str


@may(CASES)
def rent_roll(office: Office, notice_id: str) -> tuple[RollLine, ...]:
    """Return the signed leases that hold a room of a notice, by building and room as printed."""
    notice = office.notices.get(notice_id)
    with office.store.unit() as unit:
        return _lines(office.clock.today(), unit, notice)


@may(CASES)
def expiring(office: Office) -> tuple[RollLine, ...]:
    """Return the leases of all notices that end within 90 days or are over, the earliest first."""
    today = office.clock.today()
    found: list[RollLine] = []
    with office.store.unit() as unit:
        for one in office.notices.ids():
            notice = office.notices.get(one)
            if notice.letting is not None:
                found += _lines(today, unit, notice)
    near = [one for one in found if one.days_left <= REMINDED_DAYS]
    return tuple(sorted(near, key=lambda one: one.ends_on))


@may(DECIDING)
def roll_file(office: Office, notice_id: str, path: Path) -> Path:
    """Write the rent roll as CSV (UTF-8 with BOM, for a spreadsheet), whole or not at all."""
    notice = office.notices.get(notice_id)
    with office.store.unit() as unit:
        lines = _lines(office.clock.today(), unit, notice)
        written = write_whole(path, _csv(lines))
        detail = {"what": "rent-roll", "notice": notice_id, "rows": len(lines)}
        note(office, unit, "export", why="임대 현황", detail=detail)
    return written


def _lines(today: date, unit: UnitOfWork, notice: Notice) -> tuple[RollLine, ...]:
    places = {
        (building.id, room.room): (index, at, building.name)
        for index, building in enumerate(notice.buildings)
        for at, room in enumerate(building.rooms)
    }
    signed = [one for one in unit.leases.held(notice.id) if one.terms and one.rents]
    lines = [
        (places.get((one.building, one.room), (len(places), 0, one.building)), one)
        for one in signed
    ]
    lines.sort(key=lambda pair: (*pair[0], pair[1].room))
    return tuple(_line(today, unit, notice, place[2], one) for place, one in lines)


def _line(
    today: date, unit: UnitOfWork, notice: Notice, building: str, lease: RoomLease
) -> RollLine:
    terms = letting_terms(notice)
    term, rent = term_of_lease(lease), rent_of_lease(lease)
    now = lease.rent_on(today) or rent
    name, number = tenant_of(unit, lease.case_id)
    raised_on, may_rise_from = lease.raised_on, None
    if raised_on is not None:
        full = period_end(notice, raised_on, terms.rise_wait_years * 12)
        may_rise_from = full + timedelta(days=1)
    return RollLine(
        lease=lease,
        building_name=building,
        room=lease.room,
        tenant=name,
        number=number,
        deposit=now.deposit,
        rent=now.rent,
        changes_on=rent.from_on if rent.from_on > today and now != rent else None,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        days_left=(term.ends_on - today).days,
        renewals=lease.renewals,
        raised_on=raised_on,
        may_rise_from=may_rise_from,
        highest_deposit=highest(notice, rent.deposit),
        highest_rent=highest(notice, rent.rent),
        reminder=_reminder(lease, term.ends_on, today),
    )


def _reminder(lease: RoomLease, ends_on: date, today: date) -> str:
    """Return what is near, in Korean: the end of the term, or the day of moving out."""
    if not lease.whole:
        return ALTERED
    leaves_on = lease.leaves_on
    if lease.state is LeaseState.LEAVING and leaves_on is not None:
        return _days("퇴거", (leaves_on - today).days)
    left = (ends_on - today).days
    return _days("만료", left) if left <= REMINDED_DAYS else ""


def _days(what: str, left: int) -> str:
    if left == 0:
        return f"오늘 {what}"
    return f"{what} {left:,}일 전" if left > 0 else f"{what} {-left:,}일 지남"


def _csv(lines: Iterable[RollLine]) -> bytes:
    text = StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in lines:
        table.writerow(_safe(cell) for cell in _cells(one))
    return text.getvalue().encode("utf-8-sig")


def _cells(one: RollLine) -> tuple[object, ...]:
    return (
        one.building_name,
        one.room,
        one.number,
        one.tenant,
        one.lease.state.label,
        one.deposit,
        one.rent,
        one.starts_on,
        one.ends_on,
        one.days_left,
        one.renewals,
        one.raised_on or "",
        one.may_rise_from or "",
        one.highest_deposit,
        one.highest_rent,
        one.reminder,
    )


def _safe(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
