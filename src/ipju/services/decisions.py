"""What was proposed and decided (결재): the queue, one sheet to look at, the file of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.decision import FrozenSheet, IssuedLetter, Proposal, ProposalState
from ipju.domain.finding import Finding
from ipju.rules.points_total import Points
from ipju.services.approve import (
    Told,
    own_answer,
    own_work,
    refuse_other_notice,
    still_stands,
)
from ipju.services.authority import CASES, DECIDING, may, note
from ipju.services.frozen import (
    Content,
    NotWhole,
    fingerprint,
    last_editor,
    name_of,
    names_of,
    read,
)
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork
from ipju.services.sheet_changes import Difference, differences, other_changes
from ipju.services.sight import note_sight

SHOWN: Final = 50
"""Lines of one page of what waits: each is held against its sheet and the ledger."""

CHANGED = "올린 뒤에 사례가 바뀌어 결재할 수 없습니다."


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One line of a queue. `changed` counts findings that differ from the last proposal of the
    matter (None: it is the first); `blocked` says why the actor can't decide (empty: he can).
    """

    proposal: Proposal
    case_number: str
    name: str
    changed: int | None
    blocked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage:
    """A page of what waits. `total` is how many wait in all; `others` how many of them somebody
    else than the actor proposed.
    """

    lines: tuple[Waiting, ...]
    total: int
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSheet:
    """A proposal with the sheet it rests on, exactly as frozen; times are UTC.

    `differences` and `other_changes` are against `previous`, the last proposal of the same
    matter before this one; names are of the staff as they are called now.
    """

    proposal: Proposal
    sheet: FrozenSheet
    case: Case
    findings: tuple[Finding, ...]
    points: Points
    differences: tuple[Difference, ...]
    other_changes: tuple[tuple[str, str, str], ...]
    previous: Proposal | None
    proposed_by: str
    edited_by: str
    edited_at: datetime | None
    previous_by: str
    decided_by: str
    blocked: str
    fingerprint: str
    has_letter: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Everything proposed, decided and issued upon a case, newest first.

    `names` holds whoever had a hand in it; `changed_since`: the case was changed after the
    newest proposal was frozen. `lost` are letters about a ranking that does not stand any more.
    """

    proposals: tuple[Proposal, ...]
    letters: tuple[IssuedLetter, ...]
    names: Mapping[UUID, str]
    changed_since: bool
    lost: frozenset[UUID] = frozenset()


@may(DECIDING)
def waiting(office: Office, offset: int = 0) -> WaitingPage:
    """Return a page of what waits for approval (결재 대기), oldest first; `offset` come before."""
    with office.store.unit() as unit:
        found = unit.proposals.in_state(ProposalState.WAITING, SHOWN, offset)
        others, _none, _oldest = unit.proposals.queue(
            ProposalState.WAITING, None, by=None, but=office.actor.id
        )
        cases = unit.cases.many({one.case_id for one in found})
        return WaitingPage(
            lines=tuple(_line(office, unit, one, cases[one.case_id]) for one in found),
            total=unit.proposals.count(ProposalState.WAITING),
            others=others,
        )


def _line(office: Office, unit: UnitOfWork, proposal: Proposal, case: Case) -> Waiting:
    previous = unit.proposals.before(proposal)
    changed: int | None = None
    if previous is not None:
        # A sheet that was altered shows in `blocked`; it does not stop the queue.
        with Told():
            rows = differences(_content(unit, previous), _content(unit, proposal))
            changed = len({one.rule for one in rows})
    return Waiting(
        proposal=proposal,
        case_number=case.number,
        name=case.applicant.name if case.applicant else "",
        changed=changed,
        blocked=blocked_why(office, unit, proposal, case, seems_unlike),
    )


def seems_unlike(office: Office, unit: UnitOfWork, proposal: Proposal, case: Case) -> str:
    """Return why a proposal of a long queue no longer fits its case; empty when it seems to.

    The sheet is not read here: its seal, its version and its notice tell enough for a list, and
    `last_editor` holds the stored facts against the ledger. Opening and approving read all of it.
    """
    sheet = unit.sheets.get(proposal.sheet)
    if (sheet.digest, sheet.case_id) != (proposal.digest, proposal.case_id):
        raise NotWhole("심사표")
    refuse_other_notice(office.notices, sheet.notice, sheet.notice_digest)
    return own_answer(office.actor, case) if sheet.version == case.version else CHANGED


def _content(unit: UnitOfWork, proposal: Proposal) -> Content:
    return read(unit.sheets.get(proposal.sheet))


type_of_check = Callable[[Office, UnitOfWork, Proposal, Case], str]


def _changed(office: Office, unit: UnitOfWork, proposal: Proposal, case: Case) -> str:
    """Return that a proposal no longer fits its case, having read all of its sheet."""
    content = still_stands(unit, proposal, case)
    if content is None:
        return CHANGED
    refuse_other_notice(office.notices, content.notice, content.notice_digest)
    return own_answer(office.actor, content.case)


def blocked_why(
    office: Office, unit: UnitOfWork, proposal: Proposal, case: Case, check: type_of_check
) -> str:
    """Return why the actor can't approve a proposal; empty when he can."""
    if proposal.state is not ProposalState.WAITING:
        return f"결재를 기다리는 건이 아닙니다(지금: {proposal.state.label})."
    if not proposal.whole:
        return str(NotWhole("올린 결정"))
    with Told() as trouble:
        found = check(office, unit, proposal, case)
        if found:
            return found
        return own_work(office.actor, proposal, last_editor(office, unit, case))
    return trouble.words


@may(DECIDING)
def open_sheet(office: Office, proposal_id: UUID) -> OpenedSheet:
    """Return a proposal with its sheet; the look at it is a ledger row (사례를 봄).

    NotWhole when the sheet is not what was frozen.
    """
    with office.store.unit() as unit:
        proposal = unit.proposals.get(proposal_id)
        sheet = unit.sheets.get(proposal.sheet)
        content = read(sheet)
        previous = unit.proposals.before(proposal)
        before = _content(unit, previous) if previous else None
        names = names_of(office.store.staff())
        detail = {"proposal": proposal_id.hex}
        note(office, unit, "view", proposal.case_id, why="심사표", detail=detail)
        return OpenedSheet(
            proposal=proposal,
            sheet=sheet,
            case=content.case,
            findings=content.findings,
            points=content.points,
            differences=differences(before, content) if before else (),
            other_changes=(
                other_changes(before.case, content.case, office.notices.get(content.notice))
                if before
                else ()
            ),
            previous=previous,
            proposed_by=name_of(names, proposal.proposed_by),
            edited_by=name_of(names, content.edited_by),
            edited_at=content.edited_at,
            previous_by=name_of(names, previous.decided_by) if previous else "",
            decided_by=name_of(names, proposal.decided_by),
            blocked=blocked_why(office, unit, proposal, unit.cases.get(proposal.case_id), _changed),
            fingerprint=fingerprint(proposal.digest),
            has_letter=content.letter is not None,
        )


@may(CASES)
def decisions(office: Office, case_id: UUID) -> Decisions:
    """Return what was proposed, decided and issued upon a case.

    A proposal that stands as approved upon facts which are no longer those of the case is not
    whole: nothing may rest on it.
    """
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        note_sight(office, unit, case_id)
        found = tuple(_checked(unit, one, case) for one in unit.proposals.of(case_id))
        letters = unit.letters.of(case_id)
        lost = unit.outgoing.lost([one.id for one in letters])
        newest = unit.sheets.get(found[0].sheet).version if found else case.version
    names = {UUID(key): name for key, name in names_of(office.store.staff()).items()}
    return Decisions(
        proposals=found,
        letters=letters,
        names=names,
        changed_since=newest != case.version,
        lost=lost,
    )


def _checked(unit: UnitOfWork, proposal: Proposal, case: Case) -> Proposal:
    if proposal.state is not ProposalState.APPROVED or not proposal.whole:
        return proposal
    stands = False
    with Told():
        stands = still_stands(unit, proposal, case) is not None
    return replace(proposal, whole=stands)
