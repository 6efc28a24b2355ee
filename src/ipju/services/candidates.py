"""Who may be ranked (순위 대상): what was approved as eligible, by supply type, in order.

What ranks is read from the frozen sheet that was approved, not from the case: an edit voids the
approval, and facts that were changed past the program change no place.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from ipju.domain.case import Case, Supply
from ipju.domain.decision import FrozenSheet, Matter, Proposal, ProposalState, Verdict
from ipju.domain.draw import Roster, RosterEntry
from ipju.domain.finding import Finding
from ipju.domain.listing import CaseQuery
from ipju.domain.notice import Notice, Quota
from ipju.rules.household import facts_of
from ipju.rules.names import TITLES
from ipju.rules.points import ranking_key
from ipju.rules.points_total import total
from ipju.rules.ranking import in_order
from ipju.services.authority import DECIDING, demand, may
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork
from ipju.services.ranking_problems import NoQuota

ALL = 1_000_000
"""More proposals than there will ever be."""
_BATCH = 500
_RANKED = ("points-", "supply-")
"""The findings of a sheet that rank: points, and the rank of a special supply."""
_ALTERED = "승인된 심사표가 고쳐져 쓸 수 없습니다."
_NO_BIRTH = "승인된 심사표에 신청자의 생년월일이 없습니다."
_OTHER_NOTICE = "승인할 때의 공고 자료가 지금과 다릅니다."
_OPEN_POINTS = "승인된 심사표에 정해지지 않은 가점이 있습니다({})."


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One supply type: its quota, the eligible in order, and what is not in the order.

    `applied` are all its applications, `refused` those approved as ineligible, `left_out` those
    approved as eligible that cannot be ranked, each (number, why).
    """

    supply: Supply
    quota: int
    entries: tuple[RosterEntry, ...]
    applied: int
    refused: int
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def undecided(self) -> int:
        """How many applications have no approved decision yet."""
        return max(0, self.applied - self.refused - len(self.entries) - len(self.left_out))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The eligible of a notice. `rests_on` are the approvals; `stopped`: not all were read.

    `decided` counts the approvals of eligibility that were read, whatever they decided.
    """

    notice: str
    tracks: tuple[Track, ...]
    rests_on: frozenset[UUID]
    decided: int
    stopped: bool = False

    def track(self, supply: Supply) -> Track:
        """Return one supply type; NoQuota when the notice prints no quota for it."""
        for one in self.tracks:
            if one.supply is supply:
                return one
        raise NoQuota


def quota_of(notice: Notice) -> Quota:
    """Return the quota (모집호수) of a notice; NoQuota when it prints none, or no points."""
    if notice.quota is None or notice.points is None:
        raise NoQuota
    return notice.quota


def approvals(unit: UnitOfWork) -> tuple[Proposal, ...]:
    """Return the approval of eligibility that stands for each case, eligible or not."""
    newest: dict[UUID, Proposal] = {}
    for one in unit.proposals.in_state(ProposalState.APPROVED, limit=ALL):
        if one.matter is Matter.PERSON and one.whole:
            newest[one.case_id] = one
    return tuple(newest.values())


@may(DECIDING)
def candidates(
    office: Office,
    notice_id: str,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Candidates:
    """Return the approved eligible of a notice by supply type, in the order of the notice.

    NoQuota for a notice without quota or points. `progress` is told (done, total).
    """
    notice = office.notices.get(notice_id)
    quota = quota_of(notice)
    with office.store.unit() as unit:
        found = approvals(unit)
    entries: dict[Supply, list[RosterEntry]] = {}
    left_out: dict[Supply, list[tuple[str, str]]] = {}
    refused: Counter[Supply] = Counter()
    rests_on: set[UUID] = set()
    stopped, decided = False, 0
    for at in range(0, len(found), _BATCH):
        demand(office, DECIDING, "candidates")
        with office.store.unit() as unit:
            for proposal, read in _read(office, unit, notice, found[at : at + _BATCH]):
                decided += 1
                if read is None:
                    continue
                if proposal.verdict is not Verdict.ELIGIBLE:
                    refused[read.supply] += proposal.verdict is Verdict.INELIGIBLE
                elif read.entry is None:
                    left_out.setdefault(read.supply, []).append((read.number, read.why))
                else:
                    rests_on.add(proposal.id)
                    entries.setdefault(read.supply, []).append(read.entry)
        progress(min(at + _BATCH, len(found)), len(found))
        if cancelled():
            stopped = True
            break
    tracks = tuple(
        Track(
            supply=one.supply,
            quota=one.homes,
            entries=in_order(entries.get(one.supply, ()), notice),
            applied=office.store.page(
                CaseQuery(notice=notice_id, supply=one.supply, limit=1)
            ).total,
            refused=refused[one.supply],
            left_out=tuple(left_out.get(one.supply, ())),
        )
        for one in quota.tracks
    )
    return Candidates(
        notice=notice_id,
        tracks=tracks,
        rests_on=frozenset(rests_on),
        decided=decided,
        stopped=stopped,
    )


def same_place(
    office: Office, unit: UnitOfWork, roster: Roster, proposals: Mapping[UUID, UUID]
) -> frozenset[UUID]:
    """Return whose newer approval gives the very line that a roster has, such as of somebody

    whose address was put right: `proposals` are these approvals by case. Nothing about who comes
    first was changed by it, so the roster rests on it as it did on the one before.
    """
    lines = {one.case_id: one for one in roster.entries}
    found = [unit.proposals.get(one) for one in proposals.values()]
    notice = office.notices.get(roster.notice)
    return frozenset(
        proposal.case_id
        for proposal, read in _read(office, unit, notice, [one for one in found if one.whole])
        if read is not None
        and read.supply is roster.supply
        and read.entry is not None
        and read.entry == lines.get(proposal.case_id)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What a frozen sheet says for ranking; without an `entry`, `why` it cannot be ranked."""

    supply: Supply
    number: str
    entry: RosterEntry | None = None
    why: str = ""


def _read(
    office: Office, unit: UnitOfWork, notice: Notice, found: Sequence[Proposal]
) -> Iterator[tuple[Proposal, _Sheet | None]]:
    """Yield each approval of this notice with what its sheet says; None for a renewal."""
    digest = office.notices.digest(notice.id)
    for one in found:
        sheet = unit.sheets.get(one.sheet)
        if sheet.notice != notice.id:
            continue
        values, case = _opened(sheet, one)
        if case is None:
            stored = unit.cases.get(one.case_id)
            yield one, _Sheet(supply=stored.supply, number=stored.number, why=_ALTERED)
        elif case.renewal is not None:
            yield one, None
        else:
            other = sheet.notice_digest != digest
            yield one, _ranked(case, values, notice, sheet.reviewed_on, other)


def _opened(sheet: FrozenSheet, proposal: Proposal) -> tuple[Mapping[str, Any], Case | None]:
    """Return what a sheet holds, and None for the case when it is not what was approved."""
    same = hashlib.sha256(sheet.content).hexdigest() == sheet.digest == proposal.digest
    if not same or sheet.case_id != proposal.case_id:
        return {}, None
    values: Mapping[str, Any] = json.loads(sheet.content)
    try:
        case: Case = _adapter(Case).validate_python(values["case"])
    except (ValidationError, KeyError):
        return {}, None
    return values, case if case.id == proposal.case_id else None


def _ranked(
    case: Case, values: Mapping[str, Any], notice: Notice, reviewed_on: date, other: bool
) -> _Sheet:
    sheet = _Sheet(supply=case.supply, number=case.number, why=_OTHER_NOTICE)
    if other:
        return sheet
    ranks = [one for one in values["findings"] if one["rule"].startswith(_RANKED)]
    findings = _adapter(tuple[Finding, ...]).validate_python(ranks)
    key = ranking_key(facts_of(case, notice, reviewed_on), notice, findings)
    still_open = [TITLES[one][1] for one in total(findings).open_items]
    if still_open:
        # Points that nobody has settled are no points of nought.
        why = _OPEN_POINTS.format(", ".join(still_open))
        return _Sheet(supply=case.supply, number=case.number, why=why)
    if key.birth is None:
        return _Sheet(supply=case.supply, number=case.number, why=_NO_BIRTH)
    entry = RosterEntry(
        case_id=case.id,
        number=case.number,
        rank=key.rank or None,
        points=key.points,
        dependants=key.dependants,
        birth=key.birth,
    )
    return _Sheet(supply=case.supply, number=case.number, entry=entry)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
