"""The queue of 오늘 about applications that overlap and wait to be settled."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ipju.domain.notice import Notice
from ipju.services.authority import CASES, may
from ipju.services.office import Office
from ipju.services.overlap_links import forbids_second, grouped
from ipju.services.overlap_marks import live_links, pair_of, settled_pairs
from ipju.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapQueue:
    """How many groups of applications of a notice wait to be settled, and whose is the next."""

    notice: str
    notice_title: str
    count: int
    case_id: UUID
    name: str
    number: str

    @property
    def title(self) -> str:
        """What is to be done."""
        return "겹치는 신청"

    @property
    def detail(self) -> str:
        """Which of them are counted."""
        return f"인정할 신청을 정할 것, {self.notice_title}"


@may(CASES)
def overlap_queues(office: Office, notice_id: str | None = None) -> tuple[OverlapQueue, ...]:
    """Return what waits to be settled, of one notice or of all; empty queues are left out.

    It looks at everybody of a notice (half a second for 100,000 cases): asked beside 오늘, not
    within it.
    """
    found = []
    known = [office.notices.get(one) for one in office.notices.ids()]
    with office.store.unit() as unit:
        for notice in known:
            if notice_id in (None, notice.id) and forbids_second(notice):
                found += _queue(office, unit, notice)
    return tuple(found)


def unsettled(office: Office, unit: UnitOfWork, notice_id: str) -> list[set[UUID]]:
    """Return the cases of each group of a notice that nobody has settled."""
    settled = settled_pairs(unit, notice_id)
    return [
        members
        for members, links in grouped(live_links(office, unit, notice_id))
        if not all(pair_of(one.first, one.second) in settled for one in links)
    ]


def _queue(office: Office, unit: UnitOfWork, notice: Notice) -> list[OverlapQueue]:
    waiting = [min(members, key=str) for members in unsettled(office, unit, notice.id)]
    if not waiting:
        return []
    first = unit.cases.get(waiting[0])
    applicant = first.applicant
    return [
        OverlapQueue(
            notice=notice.id,
            notice_title=notice.short_title,
            count=len(waiting),
            case_id=first.id,
            name=applicant.name if applicant else "",
            number=first.number,
        )
    ]
