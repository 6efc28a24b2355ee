"""Applications that overlap with none (겹치지 않는 신청): written down for all at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from ipju.domain.case import Case, Stage
from ipju.services.authority import DECIDING, demand, may, note
from ipju.services.examine import examine, store_judgement
from ipju.services.notice_of import notice_of
from ipju.services.office import Changes, Office
from ipju.services.overlap_links import forbids_second
from ipju.services.overlap_queue import unsettled
from ipju.services.record import void_standing

_BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How many applications were found alone, how many wait, and whether it was stopped."""

    alone: int
    waiting: int
    stopped: bool
    changes: Changes


@may(DECIDING)
def confirm_alone(
    office: Office,
    notice_id: str,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Confirmed:
    """Write into every application that overlaps with none that this was looked for (조회함).

    Those in a group that nobody has settled wait; what an officer wrote down already stays, and
    closed cases stay as they are. `progress` is told how many of all cases were seen. Stops
    between batches when `cancelled` says so: what was written stays, the next run goes on.
    """
    if not forbids_second(office.notices.get(notice_id)):
        return Confirmed(0, 0, stopped=False, changes=Changes())
    with office.store.unit() as unit:
        waiting = set().union(*unsettled(office, unit, notice_id))
    total = office.store.counts()["total"]
    alone, seen, stopped = 0, 0, False
    batch: list[UUID] = []
    for case in office.store.read_all():
        seen += 1
        if case.notice == notice_id and case.id not in waiting and _is_open(case):
            batch.append(case.id)
        if len(batch) == _BATCH:
            alone += _confirm(office, batch)
            batch = []
            progress(seen, total)
            stopped = cancelled()
        if stopped:
            break
    if not stopped:
        alone += _confirm(office, batch)
        progress(seen, total)
    return Confirmed(
        alone,
        len(waiting),
        stopped=stopped,
        changes=Changes(cases=True, judgement=True, lists=True, queues=True, trail=True),
    )


def _is_open(case: Case) -> bool:
    return case.applications_checked is None and case.stage is not Stage.CLOSED


def _confirm(office: Office, batch: list[UUID]) -> int:
    if not batch:
        return 0
    # Long work ends with the role of whoever began it.
    demand(office, DECIDING, "confirm_alone")
    done = 0
    today = office.clock.today()
    with office.store.unit() as unit:
        for one in batch:
            stored = unit.cases.get(one)
            if not _is_open(stored):
                continue
            void_standing(office, unit, one)
            saved = unit.cases.save(replace(stored, applications_checked=True))
            store_judgement(unit, saved, examine(saved, notice_of(office.notices, saved), today))
            detail = {"fields": ["applications_checked"], "version": saved.version}
            note(office, unit, "record", one, why="겹치는 신청이 없음", detail=detail)
            done += 1
    return done
