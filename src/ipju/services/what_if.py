"""모의: what another quota or limit would change. Nothing of it is stored, nobody is decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ipju.domain.case import Supply
from ipju.domain.draw import RosterEntry
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseQuery
from ipju.domain.notice import Notice
from ipju.domain.replacing import replace
from ipju.rules.judge import PERSON, RULES, Judgement, judge
from ipju.rules.names import TITLES, Group
from ipju.rules.outcome import worst
from ipju.rules.points import ranking_key
from ipju.rules.points_total import total
from ipju.rules.ranking import Moved, in_order, moved, placed
from ipju.services.authority import DECIDING, demand, may
from ipju.services.candidates import quota_of
from ipju.services.office import Office

LIMITED = frozenset({"income", "real-estate", "car", "points-vulnerable"})
"""The rules that read a limit which can be tried; points ⑤ look at the lowest income table."""
_BATCH = 500
_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits to try instead of those of the notice; None keeps the printed one.

    `real_estate` and `car` in won; `income_percent` of the printed income limits (100: as they
    are), rounded down to the won.
    """

    real_estate: int | None = None
    car: int | None = None
    income_percent: int | None = None

    @property
    def same(self) -> bool:
        """Whether no limit is moved."""
        percent = self.income_percent in (None, _WHOLE)
        return percent and self.real_estate is None and self.car is None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedTrack:
    """One supply type before and after: quota, how many the rules find eligible, who moves."""

    supply: Supply
    quota: tuple[int, int]
    eligible: tuple[int, int]
    moved: Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A simulation (모의). `cases` were judged as they stand now, whatever was decided.

    `open`: those that neither pass nor fail yet; they are in no order. `stopped`: not all were
    judged, and the figures say nothing.
    """

    cases: int
    open: int
    tracks: tuple[TriedTrack, ...]
    stopped: bool = False


@dataclass(slots=True)
class _Sorted:
    """The eligible by supply type, before and after."""

    before: dict[Supply, list[RosterEntry]] = field(default_factory=dict)
    after: dict[Supply, list[RosterEntry]] = field(default_factory=dict)


@may(DECIDING)
def what_if(
    office: Office,
    notice_id: str,
    quotas: Mapping[Supply, int] | None = None,
    limits: Limits | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> WhatIf:
    """Rank by the facts as they stand under the notice and under what is tried; compare both.

    NoQuota for a notice without quota or points. `progress` is told (done, total). It writes
    nothing.
    """
    printed, limits = office.notices.get(notice_id), limits or Limits()
    tracks = {one.supply: one.homes for one in quota_of(printed).tracks}
    tried = {supply: max(0, (quotas or {}).get(supply, homes)) for supply, homes in tracks.items()}
    now = _ranking_only(printed)
    other = None if limits.same else with_limits(now, limits)
    found, cases, still_open, stopped = _Sorted(), 0, 0, False
    today = office.clock.today()
    many = office.store.page(CaseQuery(notice=notice_id, limit=1)).total
    for case in office.store.read_all():
        if case.notice != notice_id or case.renewal is not None:
            continue
        if cases % _BATCH == 0:
            demand(office, DECIDING, "what_if")
            progress(cases, many)
            if cancelled():
                stopped = True
                break
        cases += 1
        judgement = judge(case, now, today)
        still_open += judgement.person in (Outcome.REVIEW, Outcome.MISSING)
        before = _entry(judgement, now)
        after = before if other is None else _entry(_again(judgement, other), other)
        for entry, lists in ((before, found.before), (after, found.after)):
            if entry is not None:
                lists.setdefault(case.supply, []).append(entry)
    return WhatIf(
        cases=cases,
        open=still_open,
        tracks=tuple(
            _tried(supply, (homes, tried[supply]), found, printed)
            for supply, homes in tracks.items()
        ),
        stopped=stopped,
    )


def with_limits(notice: Notice, limits: Limits) -> Notice:
    """Return a notice with other limits; one that the notice does not print stays out."""
    if limits.car is not None and notice.car is not None:
        notice = replace(notice, car=replace(notice.car, limit=limits.car))
    estate = notice.real_estate
    if limits.real_estate is not None and estate is not None and estate.limit is not None:
        notice = replace(notice, real_estate=replace(estate, limit=limits.real_estate))
    percent = limits.income_percent
    if percent is not None and notice.income is not None:
        tables = tuple(
            replace(
                one,
                amounts=tuple(amount * percent // _WHOLE for amount in one.amounts),
                per_person_beyond=one.per_person_beyond * percent // _WHOLE,
            )
            for one in notice.income.tables
        )
        notice = replace(notice, income=replace(notice.income, tables=tables))
    return notice


def _ranking_only(notice: Notice) -> Notice:
    """Return a notice with the rules alone that say who is eligible and what ranks."""
    wanted = PERSON | {Group.POINTS}
    return replace(notice, rules=tuple(one for one in notice.rules if TITLES[one][0] in wanted))


def _entry(judgement: Judgement, notice: Notice) -> RosterEntry | None:
    """Return how a case would be ranked; None when it is not eligible, or has no birth date."""
    if judgement.person not in (Outcome.PASS, Outcome.NA):
        return None
    case, key = judgement.facts.case, ranking_key(judgement.facts, notice, judgement.findings)
    if key.birth is None:
        return None
    return RosterEntry(
        case_id=case.id,
        number=case.number,
        rank=key.rank or None,
        points=key.points,
        dependants=key.dependants,
        birth=key.birth,
    )


def _again(judgement: Judgement, other: Notice) -> Judgement:
    """Judge once more what limits decide; all the other findings stay as they are."""
    findings = tuple(
        RULES[one.rule](judgement.facts, other) if one.rule in LIMITED else one
        for one in judgement.findings
    )
    person = worst(one.outcome for one in findings if TITLES[one.rule][0] in PERSON)
    return replace(judgement, findings=findings, person=person, points=total(findings))


def _tried(supply: Supply, quota: tuple[int, int], found: _Sorted, notice: Notice) -> TriedTrack:
    before = in_order(found.before.get(supply, ()), notice)
    after = in_order(found.after.get(supply, ()), notice)
    return TriedTrack(
        supply=supply,
        quota=quota,
        eligible=(len(before), len(after)),
        moved=moved(placed(before, quota[0], None), placed(after, quota[1], None)),
    )
