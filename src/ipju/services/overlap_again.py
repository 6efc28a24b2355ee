"""Cases that a new application reaches (새 신청이 들어옴): that nothing overlaps holds no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from ipju.domain.notice import Notice
from ipju.services.authority import note
from ipju.services.examine import examine, store_judgement
from ipju.services.notice_of import notice_of
from ipju.services.office import Office
from ipju.services.overlap_links import forbids_second
from ipju.services.overlap_marks import live_links
from ipju.services.ports import UnitOfWork
from ipju.services.record import void_standing


def look_again(office: Office, unit: UnitOfWork, notice: Notice, fresh: Collection[UUID]) -> int:
    """Take back that a case was looked through (중복 신청 조회함) where a fresh one overlaps it.

    For the act that brings the `fresh` cases in, within its transaction. Such a case waits until
    somebody settles it; what was proposed of it has no effect any more. Returns how many there
    were.
    """
    if not forbids_second(notice):
        return 0
    reached: dict[UUID, list[UUID]] = defaultdict(list)
    for link in live_links(office, unit, notice.id):
        for old, new in ((link.first, link.second), (link.second, link.first)):
            if old not in fresh and new in fresh:
                reached[old].append(new)
    return sum(_look(office, unit, old, new) for old, new in reached.items())


def _look(office: Office, unit: UnitOfWork, case_id: UUID, fresh: Collection[UUID]) -> bool:
    case = unit.cases.get(case_id)
    if case.applications_checked is not True:
        return False
    void_standing(office, unit, case_id)
    saved = unit.cases.save(replace(case, applications_checked=None))
    judged = examine(saved, notice_of(office.notices, saved), office.clock.today())
    store_judgement(unit, saved, judged)
    numbers = ", ".join(sorted(unit.cases.get(one).number for one in fresh))
    detail = {"fields": ["applications_checked"], "version": saved.version}
    note(office, unit, "record", case_id, why=f"겹치는 새 신청: {numbers}", detail=detail)
    return True
