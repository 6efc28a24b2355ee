"""The queues of 오늘 about rooms: answers awaited, numbers to be called, leases that run out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from ipju.domain.intake import WaitingEntry, WaitingState
from ipju.domain.labelled import Labelled
from ipju.domain.letting import REMINDED_DAYS, LeaseState, RoomLease
from ipju.domain.notice import Notice
from ipju.services.ports import UnitOfWork


class RoomWork(Labelled):
    """What there is to do with rooms."""

    ANSWERS = "answers", "답 기다리는 호실"
    CALLS = "calls", "부를 예비입주자"
    EXPIRING = "expiring", "끝나가는 임대차"


_DETAILS = {
    RoomWork.ANSWERS: "제안하고 답을 기다리는 것",
    RoomWork.CALLS: "빈 호실이 있고 순번이 남은 것",
    RoomWork.EXPIRING: "종료일이 가깝거나 지난 것",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomQueue:
    """One queue about rooms: how many, the nearest day, and who comes next and where."""

    work: RoomWork
    count: int
    deadline: date | None = None
    name: str = ""
    place: str = ""

    @property
    def title(self) -> str:
        """What is to be done."""
        return self.work.label

    @property
    def detail(self) -> str:
        """Which of them are counted."""
        return _DETAILS[self.work]


def room_queues(unit: UnitOfWork, notices: Iterable[Notice], today: date) -> tuple[RoomQueue, ...]:
    """Return the queues about the rooms of these notices; none where no notice lets rooms."""
    letting = [one for one in notices if one.letting is not None]
    if not letting:
        return ()
    held = {one.id: unit.leases.held(one.id) for one in letting}
    return (
        _answers(unit, letting, held),
        _calls(unit, letting, held, today),
        _expiring(unit, letting, held, today),
    )


_Held = dict[str, tuple[RoomLease, ...]]


def _answers(unit: UnitOfWork, notices: Sequence[Notice], held: _Held) -> RoomQueue:
    found = [
        (lease.answer_by, lease, one)
        for one in notices
        for lease in held[one.id]
        if lease.state is LeaseState.OFFERED
    ]
    return _of_leases(unit, RoomWork.ANSWERS, found)


def _expiring(unit: UnitOfWork, notices: Sequence[Notice], held: _Held, today: date) -> RoomQueue:
    near = today + timedelta(days=REMINDED_DAYS)
    found = [
        (lease.term.ends_on, lease, one)
        for one in notices
        for lease in held[one.id]
        if lease.term is not None and lease.term.ends_on <= near
    ]
    return _of_leases(unit, RoomWork.EXPIRING, found)


def _of_leases(
    unit: UnitOfWork, work: RoomWork, found: list[tuple[date, RoomLease, Notice]]
) -> RoomQueue:
    if not found:
        return RoomQueue(work=work, count=0)
    day, lease, notice = min(found, key=lambda one: one[0])
    building = notice.building(lease.building)
    return RoomQueue(
        work=work,
        count=len(found),
        deadline=day,
        name=_name(unit, lease.case_id),
        place=f"{building.name if building else lease.building} {lease.room}호",
    )


def _calls(unit: UnitOfWork, notices: Sequence[Notice], held: _Held, today: date) -> RoomQueue:
    """Count in each building as many valid numbers as it has rooms that nobody holds."""
    due: list[tuple[WaitingEntry, str]] = []
    for notice in notices:
        entries = unit.waiting.all(notice.id)
        for building in notice.buildings:
            taken = {one.room for one in held[notice.id] if one.building == building.id}
            free = sum(one.room not in taken for one in building.rooms)
            waiting = [
                (one, building.name)
                for one in entries
                if one.building == building.id
                and one.state is WaitingState.WAITING
                and one.valid_until >= today
            ]
            due += waiting[:free]
    if not due:
        return RoomQueue(work=RoomWork.CALLS, count=0)
    entry, name = min(due, key=lambda one: one[0].valid_until)
    return RoomQueue(
        work=RoomWork.CALLS,
        count=len(due),
        deadline=entry.valid_until,
        name=_name(unit, entry.case_id),
        place=f"{name} {entry.number}번",
    )


def _name(unit: UnitOfWork, case_id: UUID) -> str:
    case = unit.cases.get(case_id)
    return case.applicant.name if case.applicant is not None else case.number
