"""Fill a practice office (연습) with invented people at any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ipju.domain.case import Case
from ipju.services.authority import CASES, may, note
from ipju.services.examine import examine_all
from ipju.services.invented import invent
from ipju.services.office import Changes, Office


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
    if not office.practice:
        raise PermissionError("연습 자료는 연습 사무실에만 넣을 수 있습니다.")
    notice = office.notices.get(notice_id)
    with office.store.unit() as unit:
        first = int(unit.cases.next_number(notice.number_prefix).rpartition("-")[2])

    def cases() -> Iterator[Case]:
        for index, case in enumerate(invent(notice, count, seed, first)):
            if index % 500 == 0:
                progress(index)
                if cancelled():
                    return
            yield replace(case, officer=office.actor.name if index % 8 == 0 else case.officer)

    made = office.store.add_many(cases())
    with office.store.unit() as unit:
        note(office, unit, "fill", detail={"cases": made})
    examine_all(office, cancelled=cancelled)
    return Filled(made, Changes(cases=True, judgement=True, lists=True, queues=True))
