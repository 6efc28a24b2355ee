"""How rooms, leases and rents are written on the screens of 임대."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from ipju.domain.dates import spoken
from ipju.domain.letting import REMINDED_DAYS, LeaseState, RoomLease, RoomState
from ipju.domain.money import won
from ipju.domain.notice import Building
from ipju.services.letting import RoomLine
from ipju.ui.widgets.building_plan import RoomTile
from ipju.ui.widgets.reading import write_area

COMPACT_PAGE: Final = 900
"""A page narrower than this shows what it can't do without."""

SOON: Final = 3
"""Days from which on an answer is due (D-3)."""

EXPIRY_SOON: Final = REMINDED_DAYS
"""Days before its end from which on a lease is told of."""


def distance(day: date, today: date) -> str:
    """Return `D-8`, `오늘` or `3일 지남`."""
    left = (day - today).days
    if left == 0:
        return "오늘"
    return f"D-{left}" if left > 0 else f"{-left}일 지남"


def rent_words(deposit: int, rent: int, *, free: bool = False) -> str:
    """Return deposit and rent on one line; a scholar's lease is free of both."""
    if free:
        return "보증금·임대료 무상"
    return f"보증금 {won(deposit)} · 월 {won(rent)}"


def floors_of(building: Building) -> list[tuple[str, list[str]]]:
    """Return the floors of a building from the top down, each with its rooms in order."""
    floors: dict[int, list[str]] = {}
    for one in building.rooms:
        floors.setdefault(one.floor, []).append(one.room)
    return [(f"{floor}층", sorted(floors[floor])) for floor in sorted(floors, reverse=True)]


def tile_of(building: str, line: RoomLine, today: date) -> RoomTile:
    """Return a room as the plan draws it."""
    lease, room = line.lease, line.room
    word, first, second, loud = line.state.label, line.tenant, "", False
    short = ""
    if lease is None:
        first, second = f"월 {won(room.rent)}", write_area(room.area)
        short = won(room.rent)
    elif line.state is RoomState.OFFERED:
        second = f"답 {distance(lease.answer_by, today)}"
        loud = (lease.answer_by - today).days <= SOON
    elif line.state is RoomState.CONTRACTED and lease.term is not None:
        second = f"{lease.term.starts_on:%m-%d} 입주"
        loud = lease.term.starts_on < today
    elif line.state is RoomState.LEAVING and lease.leaves_on is not None:
        second = f"퇴거 {distance(lease.leaves_on, today)}"
        loud = lease.leaves_on <= today + timedelta(days=SOON)
    elif lease.term is not None:
        left = (lease.term.ends_on - today).days
        loud = left <= EXPIRY_SOON
        second = f"만료 {distance(lease.term.ends_on, today)}" if loud else ""
        second = second or f"{lease.term.ends_on:%y-%m-%d} 끝"
    return RoomTile(
        id=f"{building}/{room.room}",
        room=room.room,
        look=line.state.value,
        word=word,
        first=first,
        second=second,
        span=room.area,
        short=short,
        loud=loud,
    )


def lease_line(lease: RoomLease) -> str:
    """Return what became of a lease, in one line of the history of a room."""
    if lease.state is LeaseState.FALLEN:
        why = lease.fallen.label if lease.fallen else ""
        day = spoken(lease.fallen_on) if lease.fallen_on else ""
        return f"무산: {why} {day}".strip()
    if lease.state is LeaseState.ENDED and lease.left_on is not None:
        return f"퇴거 {spoken(lease.left_on)}"
    return lease.state.label
