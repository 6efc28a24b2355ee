"""Approve by list (목록으로 결재): a list that was opened, its exceptions seen one by one.

What an approval binds is the digest of the list: of every proposal in it and of the sheet each
rests on. All of the list is approved, or none of it, with what stood in the way (ADR 0080).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ipju.domain.account import Role
from ipju.domain.case import Supply
from ipju.domain.decision import FrozenSheet, Matter, Proposal, Verdict
from ipju.domain.finding import Outcome
from ipju.domain.outgoing import ListFilter
from ipju.domain.trail import TrailQuery
from ipju.rules.judge import HOME, PERSON
from ipju.rules.names import TITLES, Group
from ipju.services.approve import (
    ChangedSince,
    NotSeen,
    OwnWork,
    Told,
    approved_within,
    was_seen,
)
from ipju.services.authority import may, note
from ipju.services.claims_raised import ALL_ROWS, RAISED, was_raised
from ipju.services.decisions import blocked_why, seems_unlike
from ipju.services.frozen import CannotDecide, canonical
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork

LONGEST = 500
"""Lines of one list: as many as somebody can read before he answers for them."""

_CHANGES = Changes(queues=True, lists=True, decisions=True, trail=True)
_GROUPS: Mapping[str, Collection[Group]] = {
    Matter.PERSON.value: PERSON,
    Matter.HOME.value: HOME,
}
"""The groups of findings that a matter is decided by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One proposal of a list, as its frozen sheet tells it.

    `points` is None where the notice gives none; `words` say what the decision rests on;
    `exceptions` why it must be opened by itself (empty: it need not), `opened` whether the actor
    has done so.
    """

    proposal: UUID
    digest: str
    case_id: UUID
    case_number: str
    name: str
    supply: Supply
    points: int | None
    words: str
    exceptions: tuple[str, ...]
    opened: bool

    @property
    def to_open(self) -> bool:
        """Whether it is an exception that the actor has not had before him."""
        return bool(self.exceptions) and not self.opened


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalList:
    """A list as it was opened. `digest` is what an approval of it binds.

    `left` are (case number, name, why) of those that fit but are not the actor's to approve;
    `total` is how many wait and fit in all, those beyond the longest list too.
    """

    wanted: ListFilter
    lines: tuple[ListLine, ...]
    left: tuple[tuple[str, str, str], ...]
    total: int
    digest: str

    @property
    def to_open(self) -> tuple[ListLine, ...]:
        """The exceptions that are still to be opened."""
        return tuple(one for one in self.lines if one.to_open)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListApproved:
    """How it ended: `approved` is all that was asked or 0; `failed` are (proposal, why)."""

    approved: int
    failed: tuple[tuple[UUID, str], ...]
    changes: Changes


class NotOpened(CannotDecide):
    """The actor has not had this very list before him."""

    def __init__(self) -> None:
        super().__init__("열어 본 목록과 다릅니다. 목록을 새로 열어 확인한 뒤 결재하세요.")


class NothingLeft(CannotDecide):
    """Everything was taken out of the list."""

    def __init__(self) -> None:
        super().__init__("목록에 남은 건이 없습니다.")


class _Failed(Exception):
    """Rolls the list back."""


def digest_of(wanted: ListFilter, pairs: Collection[tuple[UUID, str]]) -> str:
    """Return the digest of a list: its filter, and each proposal with the digest of its sheet."""
    told = {
        "notice": wanted.notice,
        "matter": wanted.matter.value,
        "verdict": wanted.verdict.value,
        "supply": wanted.supply.value if wanted.supply else None,
        "lines": sorted([proposal.hex, digest] for proposal, digest in pairs),
    }
    return hashlib.sha256(canonical(told)).hexdigest()


@may(Role.SUPERVISOR)
def open_list(
    office: Office,
    wanted: ListFilter,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> ApprovalList:
    """Open what waits and fits, by case number, as a list to approve; the look is a ledger row.

    At most `LONGEST` proposals; what the actor may not approve stands apart with its reason.
    """
    lines: list[ListLine] = []
    left: list[tuple[str, str, str]] = []
    with office.store.unit() as unit:
        found, total = unit.outgoing.waiting(wanted, LONGEST)
        for at, identity in enumerate(found):
            proposal = unit.proposals.get(identity)
            case = unit.cases.get(proposal.case_id)
            blocked = blocked_why(office, unit, proposal, case, seems_unlike)
            if blocked:
                name = case.applicant.name if case.applicant else ""
                left.append((case.number, name, blocked))
            else:
                lines.append(_line(office, unit, proposal))
            progress(at + 1, len(found))
        digest = digest_of(wanted, [(one.proposal, one.digest) for one in lines])
        detail = {
            "list": digest,
            "notice": wanted.notice,
            "matter": wanted.matter.value,
            "verdict": wanted.verdict.value,
            "lines": len(lines),
        }
        note(office, unit, "open-list", why=_in_words(wanted), detail=detail)
    return ApprovalList(
        wanted=wanted, lines=tuple(lines), left=tuple(left), total=total, digest=digest
    )


def _in_words(wanted: ListFilter) -> str:
    parts = [wanted.matter.label, wanted.verdict.label]
    return " ".join([*parts, wanted.supply.label] if wanted.supply else parts)


def _line(office: Office, unit: UnitOfWork, proposal: Proposal) -> ListLine:
    sheet = unit.sheets.get(proposal.sheet)
    told = _told(sheet)
    exceptions = _exceptions(told, again=len(unit.proposals.of(proposal.case_id)) > 1)
    if was_raised(office.store.acts(proposal.case_id, ALL_ROWS)):
        exceptions = (RAISED, *exceptions)
    people = told["case"]["people"]
    return ListLine(
        proposal=proposal.id,
        digest=proposal.digest,
        case_id=proposal.case_id,
        case_number=told["case"]["number"],
        name=next((one["name"] for one in people if one["relation"] == "self"), ""),
        supply=Supply.of(told["case"]["supply"]),
        points=_points(told),
        words=_words(told),
        exceptions=exceptions,
        opened=bool(exceptions) and was_seen(office, unit, proposal),
    )


def _told(sheet: FrozenSheet) -> dict[str, Any]:
    """Return what a sheet says, as it was frozen; its bytes are held against their digest before.

    It is not made into values: a list of five hundred would take half a minute.
    """
    told: dict[str, Any] = json.loads(sheet.content)
    return told


def _points(told: Mapping[str, Any]) -> int | None:
    return int(told["points"]["counted"]) if told["points"]["maximum"] else None


def _due(
    told: Mapping[str, Any],
    outcome: Outcome,
    beside: Collection[Group] = (),
) -> list[dict[str, Any]]:
    """Return the findings of one outcome that the matter is decided by, in their order."""
    groups = {*_GROUPS[told["matter"]], *beside}
    return [
        one
        for one in told["findings"]
        if one["outcome"] == outcome.value and TITLES[one["rule"]][0] in groups
    ]


def _words(told: Mapping[str, Any]) -> str:
    """Return what failed, in the order of the sheet; that all is in order where nothing did."""
    failed = [
        f"{one['title']} {one['margin'] or one['value']}".strip()
        for one in _due(told, Outcome.FAIL)
    ]
    return " · ".join(failed) or "모든 항목 적합"


def _exceptions(told: Mapping[str, Any], *, again: bool) -> tuple[str, ...]:
    """Return why a proposal must be looked at by itself, in words."""
    found: list[str] = []
    if again:
        found.append("다시 올린 건")
    answers = len(told["case"]["answers"])
    if answers:
        found.append(f"판단에 답함 {answers}")
    days = [one["title"] for one in told["findings"] if one["boundary"]]
    if days:
        found.append(f"경계일: {', '.join(days)}")
    # Points that are still open keep whoever is eligible out of the ranking.
    eligible = (told["matter"], told["verdict"]) == (Matter.PERSON.value, Verdict.ELIGIBLE.value)
    for outcome in (Outcome.REVIEW, Outcome.MISSING):
        due = _due(told, outcome, (Group.POINTS,) if eligible else ())
        titles = ", ".join(one["title"] for one in due)
        if titles:
            found.append(f"{outcome.label}: {titles}")
    return tuple(found)


@may(Role.SUPERVISOR)
def approve_list(
    office: Office,
    opened: ApprovalList,
    left_out: Collection[UUID] = frozenset(),
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> ListApproved:
    """Approve a list as it was opened, without what was taken out of it: all of it or nothing.

    NotOpened unless the ledger tells that the actor opened this very list, NothingLeft. An
    exception that was not opened by itself, and whatever one approval is refused for, is told
    for each; nothing is approved then.
    """
    pairs = [(one.proposal, one.digest) for one in opened.lines]
    digest = digest_of(opened.wanted, pairs)
    if digest != opened.digest or not _saw(office, digest):
        raise NotOpened
    chosen = [one for one in opened.lines if one.proposal not in left_out]
    if not chosen:
        raise NothingLeft
    failed = _unseen(office, chosen)
    if not failed:
        failed = _approve(office, opened, chosen, progress)
    approved = 0 if failed else len(chosen)
    return ListApproved(approved=approved, failed=tuple(failed), changes=_CHANGES)


def _saw(office: Office, digest: str) -> bool:
    # Lists are few, and what one supervisor did is much: he is looked for among the lists.
    looks = office.store.trail(TrailQuery(actions=("open-list",), limit=1000)).rows
    return any((one.actor, one.detail.get("list")) == (office.actor.key, digest) for one in looks)


def _unseen(office: Office, chosen: Sequence[ListLine]) -> list[tuple[UUID, str]]:
    """Return the exceptions that the actor has not opened, by what the store holds of them now."""
    found: list[tuple[UUID, str]] = []
    for one in chosen:
        with Told() as trouble, office.store.unit() as unit:
            if _line(office, unit, unit.proposals.get(one.proposal)).to_open:
                raise NotSeen
        if trouble.words:
            found.append((one.proposal, trouble.words))
    return found


def _approve(
    office: Office,
    opened: ApprovalList,
    chosen: Sequence[ListLine],
    progress: Callable[[int, int], None],
) -> list[tuple[UUID, str]]:
    """Approve within one transaction; what failed, with nothing approved, otherwise."""
    failed: list[tuple[UUID, str]] = []
    own = False
    try:
        with office.store.unit() as unit:
            for at, one in enumerate(chosen):
                before = unit.proposals.get(one.proposal)
                with Told() as trouble:
                    try:
                        done = approved_within(office, unit, before, one.digest, opened.digest)
                    except OwnWork:
                        own = True
                        raise
                    if done is None:
                        raise ChangedSince
                if trouble.words:
                    failed.append((one.proposal, trouble.words))
                progress(at + 1, len(chosen))
            if failed:
                raise _Failed
            taken_out = {one.proposal for one in opened.lines} - {one.proposal for one in chosen}
            detail = {
                "list": opened.digest,
                "approved": len(chosen),
                "left_out": sorted(one.hex for one in taken_out),
            }
            note(office, unit, "approve-list", why=_in_words(opened.wanted), detail=detail)
    except _Failed:
        if own:
            with office.store.unit() as unit:
                note(office, unit, "refused", detail={"act": "approve_list"})
    return failed
