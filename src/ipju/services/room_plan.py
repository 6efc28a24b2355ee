"""The plan of the buildings (배치도): every room of a notice, and who holds it now."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ipju.domain.dates import in_letter
from ipju.domain.letting import LeaseState, RoomLease, RoomState
from ipju.domain.notice import Building, Notice, RoomTerms
from ipju.services.authority import CASES, may
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork

STATES = {
    LeaseState.OFFERED: RoomState.OFFERED,
    LeaseState.CONTRACTED: RoomState.CONTRACTED,
    LeaseState.OCCUPIED: RoomState.OCCUPIED,
    LeaseState.LEAVING: RoomState.LEAVING,
}
"""The state of a room by the lease that holds it; a room that none holds is free."""

ALTERED = "기록에 고친 흔적"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLine:
    """One room: its state, the lease that holds it and whose; `note` says what comes next.

    `number` is the number of the tenant's application (접수번호).
    """

    room: RoomTerms
    state: RoomState
    lease: RoomLease | None = None
    tenant: str = ""
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingPlan:
    """A building with its rooms, in the order of the notice."""

    building: Building
    rooms: tuple[RoomLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The buildings of a notice; none where the notice lets no rooms."""

    notice: Notice
    buildings: tuple[BuildingPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One lease in the history of a room, with whose it was."""

    lease: RoomLease
    tenant: str
    number: str


@may(CASES)
def stays(office: Office, notice_id: str, building: str, room: str) -> tuple[Stay, ...]:
    """Return the history of a room, newest first; what was destroyed with its case is not there."""
    with office.store.unit() as unit:
        return tuple(
            Stay(lease=one, tenant=name, number=number)
            for one in unit.leases.of_room(notice_id, building, room)
            for name, number in [tenant_of(unit, one.case_id)]
        )


@may(CASES)
def plan(office: Office, notice_id: str) -> Plan:
    """Return every room of a notice with its state and tenant; KeyError for an unknown notice."""
    notice = office.notices.get(notice_id)
    with office.store.unit() as unit:
        held = {(one.building, one.room): one for one in unit.leases.held(notice_id)}
        return Plan(
            notice=notice,
            buildings=tuple(
                BuildingPlan(
                    building=building,
                    rooms=tuple(
                        _line(unit, room, held.get((building.id, room.room)))
                        for room in building.rooms
                    ),
                )
                for building in notice.buildings
            ),
        )


def _line(unit: UnitOfWork, room: RoomTerms, lease: RoomLease | None) -> RoomLine:
    if lease is None:
        return RoomLine(room=room, state=RoomState.FREE)
    name, number = tenant_of(unit, lease.case_id)
    return RoomLine(
        room=room,
        state=STATES[lease.state],
        lease=lease,
        tenant=name,
        number=number,
        note=what_is_next(lease),
    )


def tenant_of(unit: UnitOfWork, case_id: UUID) -> tuple[str, str]:
    """Return name and number of a household by the case of its application."""
    case = unit.cases.get(case_id)
    return (case.applicant.name if case.applicant else ""), case.number


def what_is_next(lease: RoomLease) -> str:
    """Return in a few Korean words which day of a lease comes next."""
    if not lease.whole:
        return ALTERED
    term = lease.term
    if lease.state is LeaseState.OFFERED:
        return f"{in_letter(lease.answer_by)}까지 답"
    if lease.state is LeaseState.LEAVING and lease.leaves_on is not None:
        return f"{in_letter(lease.leaves_on)} 퇴거"
    if term is None:
        return ""
    if lease.state is LeaseState.CONTRACTED:
        return f"{in_letter(term.starts_on)}부터"
    return f"{in_letter(term.ends_on)}까지"
