"""Fill a practice office (연습) with invented people at any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ipju.domain.case import Case
from ipju.domain.notice import Notice
from ipju.services.authority import CASES, DECIDING, may, note
from ipju.services.examine import examine_all
from ipju.services.invented import invent
from ipju.services.office import Changes, Office
from ipju.services.practice_rooms import let_rooms, undecided

APPLICANTS_A_ROOM = 3
"""So many invented people apply for a room at the most."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How many practice cases were made."""

    cases: int
    changes: Changes


@may(CASES)
def fill(
    office: Office,
    notice_id: str,
    count: int,
    seed: int = 1,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Filled:
    """Add `count` invented cases to a practice office and examine them all.

    They are numbered after the cases that are there already.
    """
    _refuse_real(office)
    notice = office.notices.get(notice_id)
    made = _add(office, _people(office, notice, count, seed), progress, cancelled)
    examine_all(office, cancelled=cancelled)
    return Filled(made, Changes(cases=True, judgement=True, lists=True, queues=True))


@may(DECIDING)
def fill_office(
    office: Office,
    count: int,
    seed: int = 1,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Filled:
    """Add `count` invented cases of every notice there is, examine them and let some rooms.

    Notices that let rooms get a few applicants a room, the others share the rest. Numbers go on
    after the cases that are there; rooms are let where nobody holds one of the building yet.
    """
    _refuse_real(office)
    notices = [office.notices.get(one) for one in office.notices.ids()]
    made = 0
    lets: list[tuple[Notice, list[Case]]] = []
    for position, (notice, wanted) in enumerate(_shares(notices, count)):
        # Another seed each, so that no two notices share an invented person.
        people = _people(office, notice, wanted, seed + position)
        if notice.buildings:
            kept = list(people)
            lets.append((notice, kept))
            people = iter(kept)
        made += _add(office, people, _further(progress, made), cancelled)
    examine_all(office, cancelled=cancelled)
    for notice, cases in lets:
        if not cancelled():
            let_rooms(office, notice, cases)
    flags = Changes(cases=True, judgement=True, lists=True, queues=True, rooms=True, intake=True)
    return Filled(made, flags)


def _further(progress: Callable[[int], None], done: int) -> Callable[[int], None]:
    return lambda more: progress(done + more)


def _shares(notices: Sequence[Notice], count: int) -> list[tuple[Notice, int]]:
    """Return how many cases each notice gets; nobody gets more than a few a room."""
    found: list[tuple[Notice, int]] = []
    left = count
    for one in sorted(notices, key=lambda one: not one.buildings):
        wanted = left // (len(notices) - len(found))
        if one.buildings:
            rooms = sum(len(building.rooms) for building in one.buildings)
            wanted = min(wanted, APPLICANTS_A_ROOM * rooms)
        found.append((one, wanted))
        left -= wanted
    return [(one, wanted) for one, wanted in reversed(found) if wanted]


def _people(office: Office, notice: Notice, count: int, seed: int) -> Iterator[Case]:
    with office.store.unit() as unit:
        first = int(unit.cases.next_number(notice.number_prefix).rpartition("-")[2])
    for index, case in enumerate(invent(notice, count, seed, first)):
        yield replace(case, officer=office.actor.name if index % 8 == 0 else case.officer)


def _add(
    office: Office,
    people: Iterator[Case],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> int:
    def cases() -> Iterator[Case]:
        for index, case in enumerate(people):
            if index % 500 == 0:
                progress(index)
                if cancelled():
                    return
            yield undecided(case)

    made = office.store.add_many(cases())
    with office.store.unit() as unit:
        note(office, unit, "fill", detail={"cases": made})
    return made


def _refuse_real(office: Office) -> None:
    if not office.practice:
        raise PermissionError("연습 자료는 연습 사무실에만 넣을 수 있습니다.")
