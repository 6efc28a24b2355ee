"""Overlapping applications (겹치는 신청): one person, couple or family in more than one.

The notice takes one application of a household (A37). Which of several stands, a person says
here; the rule then refuses the others by the facts that are written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations
from typing import Any, Final
from uuid import UUID, uuid4

from ipju.domain.case import Case, OtherApplication, Stage, Supply
from ipju.domain.finding import Outcome
from ipju.domain.person import Relation
from ipju.domain.rrn import without_rrn
from ipju.services.authority import CASES, DECIDING, may, note
from ipju.services.examine import examine, store_judgement
from ipju.services.notice_of import notice_of
from ipju.services.office import Changes, Office
from ipju.services.overlap_links import (
    RULE,
    OverlapKind,
    OverlapLink,
    forbids_second,
    groups_of,
)
from ipju.services.overlap_marks import live_links, pair_of, setting_of, settled_pairs
from ipju.services.ports import UnitOfWork
from ipju.services.record import Contradictory, new_contradictions, void_standing

GROUPS_SHOWN: Final = 30
"""Groups of one page: the applications of each are read whole."""


class CannotSettle(ValueError):
    """An overlap cannot be settled so; nothing was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapCase:
    """One of the overlapping applications, side by side with the others.

    `against` is the number of the application beside which this one was found void.
    """

    case_id: UUID
    number: str
    name: str
    birth: date | None
    supply: Supply
    stage: Stage
    applied_at: datetime | None
    people: tuple[str, ...]
    address: str
    phone: str
    against: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How an overlap was settled: which application stands (None: all of them), by whom, why."""

    stands: UUID | None
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Applications that overlap, oldest first, and how that was settled, if it was."""

    cases: tuple[OverlapCase, ...]
    links: tuple[OverlapLink, ...]
    settlement: Settlement | None = None

    @property
    def id(self) -> str:
        """What names this group: the ids of its cases."""
        return ",".join(sorted(one.case_id.hex for one in self.cases))

    @property
    def kinds(self) -> tuple[OverlapKind, ...]:
        """In what ways the applications overlap, the plainest first."""
        found = {one.kind for one in self.links}
        return tuple(one for one in OverlapKind if one in found)

    @property
    def certain(self) -> bool:
        """Whether a resident number says so in every way."""
        return all(one.certain for one in self.links)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapList:
    """A page of groups that begins after `offset` of them. `total` is how many there are in all;
    `waiting` how many of those nobody has settled.
    """

    groups: tuple[Overlap, ...]
    total: int
    waiting: int
    offset: int


@dataclass(frozen=True, slots=True)
class Settled:
    """How many applications an act settled."""

    cases: int
    changes: Changes


@may(CASES)
def overlaps(office: Office, notice_id: str) -> tuple[Overlap, ...]:
    """Return all the overlapping applications of a notice, those to be settled first.

    None where the notice forbids no second application. Closed cases overlap with nothing.
    """
    return _list(office, notice_id, 0, None, None).groups


@may(CASES)
def overlap_list(
    office: Office, notice_id: str, offset: int = 0, about: UUID | None = None
) -> OverlapList:
    """Return a page of what `overlaps` returns: from `offset` on, or that with the case `about`."""
    return _list(office, notice_id, offset, about, GROUPS_SHOWN)


def _list(
    office: Office, notice_id: str, offset: int, about: UUID | None, size: int | None
) -> OverlapList:
    if not forbids_second(office.notices.get(notice_id)):
        return OverlapList(groups=(), total=0, waiting=0, offset=0)
    with office.store.unit() as unit:
        links = live_links(office, unit, notice_id)
        settled = settled_pairs(unit, notice_id)
        briefs = office.store.briefly({one for link in links for one in (link.first, link.second)})
        groups = sorted(
            groups_of(links, briefs),
            key=lambda one: (_is_settled(one[1], settled), one[0][0].number),
        )
        holding = (
            at for at, (part, _links) in enumerate(groups) if about in {one.case_id for one in part}
        )
        at = next(holding, offset)
        begin = at - at % size if size is not None else 0
        shown = groups[begin:][:size]
        cases = unit.cases.many([one.case_id for part, _links in shown for one in part])
    names = {one.id.hex: one.name for one in office.store.staff()}
    return OverlapList(
        groups=tuple(
            _overlap([cases[one.case_id] for one in part], inside, cases, settled, names)
            for part, inside in shown
        ),
        total=len(groups),
        waiting=sum(not _is_settled(inside, settled) for _part, inside in groups),
        offset=begin,
    )


def _is_settled(links: Sequence[OverlapLink], settled: Mapping[str, Any]) -> bool:
    return all(pair_of(one.first, one.second) in settled for one in links)


@may(DECIDING)
def settle(office: Office, stands: UUID, others: Sequence[UUID], reason: str) -> Settled:
    """Let one application stand; each other is a second one of its household from now on.

    CannotSettle without a reason, or where the facts do not show one household; the rule refuses
    the others as soon as they are examined, and a proposal follows as for any other reason.
    """
    words = _worded(reason)
    if not others or stands in others:
        raise CannotSettle("인정하는 신청과 인정하지 않는 신청을 따로 골라야 합니다.")
    with office.store.unit() as unit:
        kept = unit.cases.get(stands)
        voids = [unit.cases.get(one) for one in others]
        _refuse_others(office, [kept, *voids])
        numbers = {one.number for one in (kept, *voids)}
        _save(office, unit, kept, _without(kept, numbers), words)
        for one in voids:
            row = OtherApplication(
                id=uuid4(),
                number=kept.number,
                name=kept.people[0].name if kept.people else "",
                relation=_relation(one, kept),
                supply=kept.supply,
            )
            apart = _without(one, numbers)
            after = replace(apart, other_applications=(*apart.other_applications, row))
            _refuse_no_household(office, after)
            _save(office, unit, one, after, words)
        _keep(office, unit, [kept, *voids], stands, words)
    return Settled(1 + len(voids), _changes())


@may(DECIDING)
def keep_apart(office: Office, case_ids: Sequence[UUID], reason: str) -> Settled:
    """Let all of them stand: two households (형제자매), or other people of the same name.

    CannotSettle without a reason or with fewer than two applications.
    """
    words = _worded(reason)
    if len(set(case_ids)) < 2:
        raise CannotSettle("둘 이상의 신청을 골라야 합니다.")
    with office.store.unit() as unit:
        cases = [unit.cases.get(one) for one in case_ids]
        _refuse_others(office, cases)
        numbers = {one.number for one in cases}
        for one in cases:
            _save(office, unit, one, _without(one, numbers), words)
        _keep(office, unit, cases, None, words)
    return Settled(len(cases), _changes())


@may(DECIDING)
def unsettle(office: Office, case_ids: Sequence[UUID], reason: str) -> Settled:
    """Take back how overlapping applications were settled: all of them wait to be settled again.

    CannotSettle without a reason, or where none of them were settled.
    """
    words = _worded(reason)
    with office.store.unit() as unit:
        cases = [unit.cases.get(one) for one in case_ids]
        _refuse_others(office, cases)
        setting = setting_of(cases[0].notice)
        known = dict(unit.settings.get(setting, {}))
        pairs = {pair_of(one.id, other.id) for one, other in combinations(cases, 2)}
        if not pairs & known.keys():
            raise CannotSettle("아직 정하지 않은 신청입니다.")
        unit.settings.put(setting, {key: told for key, told in known.items() if key not in pairs})
        numbers = {one.number for one in cases}
        for one in cases:
            after = replace(_without(one, numbers), applications_checked=None)
            _save(office, unit, one, after, words)
        detail = {"cases": [one.id.hex for one in cases]}
        note(office, unit, "unsettle-overlap", why=words, detail=detail)
    return Settled(len(cases), _changes())


def _overlap(
    group: Sequence[Case],
    links: Sequence[OverlapLink],
    cases: Mapping[UUID, Case],
    settled: Mapping[str, Any],
    names: Mapping[str, str],
) -> Overlap:
    numbers = {one.number for one in group}
    shown = tuple(side_of(one, numbers) for one in group)
    told = tuple(
        replace(one, kind=OverlapKind.SUPPLIES)
        if one.kind is OverlapKind.PERSON and cases[one.first].supply != cases[one.second].supply
        else one
        for one in links
    )
    known = [settled.get(pair_of(one.first, one.second)) for one in links]
    last = max((one for one in known if one), key=lambda one: str(one["at"]), default=None)
    settlement = None
    if last is not None and all(known):
        settlement = Settlement(
            stands=UUID(last["stands"]) if last["stands"] else None,
            by=names.get(last["by"], "모르는 계정"),
            at=datetime.fromisoformat(last["at"]),
            reason=last["reason"],
        )
    return Overlap(cases=shown, links=told, settlement=settlement)


def side_of(case: Case, numbers: Iterable[str] = ()) -> OverlapCase:
    """Return a case as it stands beside the others, whose numbers are given."""
    applicant = case.applicant
    against = [one.number for one in case.other_applications if one.number in numbers]
    return OverlapCase(
        case_id=case.id,
        number=case.number,
        name=applicant.name if applicant else "",
        birth=applicant.birth if applicant else None,
        supply=case.supply,
        stage=case.stage,
        applied_at=case.applied_at,
        people=tuple(
            f"{one.relation.label} {one.name}"
            for one in case.people
            if one.relation is not Relation.SELF
        ),
        address=case.address,
        phone=case.phone,
        against=against[0] if against else "",
    )


def _worded(reason: str) -> str:
    words = without_rrn(" ".join(reason.split()))
    if not words:
        raise CannotSettle("정한 사유를 적어야 합니다.")
    return words


def _refuse_others(office: Office, cases: Sequence[Case]) -> None:
    if len({one.notice for one in cases}) > 1:
        raise CannotSettle("서로 다른 공고의 신청입니다. 한 공고의 신청만 함께 정합니다.")
    closed = next((one.number for one in cases if one.stage is Stage.CLOSED), "")
    if closed:
        raise CannotSettle(f"{closed}: 그사이 닫힌 사례입니다. 목록을 다시 보고 정하세요.")
    if not forbids_second(notice_of(office.notices, cases[0])):
        raise CannotSettle("이 공고에는 한 세대가 한 건만 신청한다는 규정이 없습니다.")


def _refuse_no_household(office: Office, case: Case) -> None:
    """The facts must show one household: what the rule does not refuse, nobody refuses here."""
    judged = examine(case, notice_of(office.notices, case), office.clock.today())
    found = next(one for one in judged.findings if one.rule == RULE)
    if found.outcome is not Outcome.FAIL:
        raise CannotSettle(
            f"{case.number}: 적힌 세대로는 한 세대의 신청이 아닙니다. "
            "세대를 먼저 고쳐 적거나 따로 인정하세요."
        )


def _relation(void: Case, stands: Case) -> Relation | None:
    """Return what the applicant who stands is to the other applicant, as far as it is written."""
    mine, theirs = void.applicant, stands.applicant
    if mine is None or theirs is None:
        return None
    for one in void.people:
        same = one.rrn == theirs.rrn if one.rrn and theirs.rrn else None
        if same or (same is None and (one.name, one.birth) == (theirs.name, theirs.birth)):
            return one.relation
    for one in stands.people:
        same = one.rrn == mine.rrn if one.rrn and mine.rrn else None
        alike = same or (same is None and (one.name, one.birth) == (mine.name, mine.birth))
        if alike and one.relation is Relation.SPOUSE:
            return Relation.SPOUSE
    return None


def _without(case: Case, numbers: Iterable[str]) -> Case:
    """Return a case looked through for other applications, without rows of those being settled."""
    kept = tuple(one for one in case.other_applications if one.number not in numbers)
    return replace(case, other_applications=kept, applications_checked=True)


def _save(office: Office, unit: UnitOfWork, before: Case, after: Case, reason: str) -> None:
    if before == after:
        return
    found = new_contradictions(before, after)
    if found:
        raise Contradictory(found)
    void_standing(office, unit, before.id)
    saved = unit.cases.save(after)
    notice = notice_of(office.notices, saved)
    store_judgement(unit, saved, examine(saved, notice, office.clock.today()))
    detail = {"fields": ["other_applications", "applications_checked"], "version": saved.version}
    note(office, unit, "record", saved.id, why=f"겹치는 신청: {reason}", detail=detail)


def _keep(
    office: Office, unit: UnitOfWork, cases: Sequence[Case], stands: UUID | None, reason: str
) -> None:
    """Remember how each pair was settled; the ledger tells it for good."""
    setting = setting_of(cases[0].notice)
    known = dict(unit.settings.get(setting, {}))
    told = {
        "stands": stands.hex if stands else "",
        "by": office.actor.key,
        "at": office.clock.now().isoformat(),
        "reason": reason,
    }
    pairs = [pair_of(one.id, other.id) for one, other in combinations(cases, 2)]
    before = [known[pair] for pair in pairs if pair in known]
    if any(one["by"] != told["by"] and one["stands"] != told["stands"] for one in before):
        # Two people at two desks: the second one has not seen what the first one decided.
        raise CannotSettle("다른 담당이 이미 달리 정했습니다. 되돌린 뒤 다시 정하십시오.")
    unit.settings.put(setting, known | dict.fromkeys(pairs, told))
    detail = {"stands": told["stands"], "cases": [one.id.hex for one in cases]}
    note(office, unit, "settle-overlap", why=reason, detail=detail)


def _changes() -> Changes:
    return Changes(cases=True, judgement=True, lists=True, queues=True, decisions=True, trail=True)
