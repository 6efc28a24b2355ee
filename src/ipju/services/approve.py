"""Decide upon a proposal (결재): approve, send back or refuse what somebody else proposed.

Four eyes: who proposed, or edited the case last, does not approve. An approval binds the digest
of exactly the sheet that was seen. The database refuses the same by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from uuid import UUID

from ipju.domain.account import Role
from ipju.domain.case import Case
from ipju.domain.decision import Proposal, ProposalState
from ipju.services.authority import may, note
from ipju.services.frozen import CannotDecide, Content, NotWhole, last_editor, read, same_facts
from ipju.services.office import Actor, Changes, Office
from ipju.services.ports import Notices, UnitOfWork
from ipju.services.propose import (
    Decided,
    NoReasons,
    NotWaiting,
    changes_of,
    refuse_clock_back,
    settled,
    told,
)


class OwnWork(CannotDecide):
    """Who proposed, or edited the case last, does not decide upon it."""


class OtherSheet(CannotDecide):
    """What was seen is not what is to be approved."""

    def __init__(self) -> None:
        super().__init__("보고 있던 심사표와 올라온 심사표가 다릅니다. 다시 열어 확인하세요.")


class NotSeen(CannotDecide):
    """The actor has not had the sheet before him."""

    def __init__(self) -> None:
        super().__init__("심사표를 아직 열어 보지 않았습니다. 열어 확인한 뒤 결재하세요.")


class OtherNotice(CannotDecide):
    """The sheet was judged by a notice that is not the one this program has."""

    def __init__(self) -> None:
        super().__init__(
            "올릴 때의 공고 자료가 이 프로그램의 공고 자료와 달라 결재할 수 없습니다. "
            "프로그램과 공고를 확인하고 담당자가 다시 올려야 합니다."
        )


class ChangedSince(CannotDecide):
    """The case was changed after the sheet was frozen: the proposal has lost its effect."""

    def __init__(self) -> None:
        super().__init__(
            "올린 뒤에 사례가 바뀌어 효력을 잃었습니다. 담당자가 다시 올려야 결재할 수 있습니다."
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """How a batch ended: what was approved, and what was not and why (Korean)."""

    approved: tuple[Proposal, ...]
    failed: tuple[tuple[UUID, str], ...]
    changes: Changes


def own_work(actor: Actor, proposal: Proposal, editor: str) -> str:
    """Return why the actor may not approve his own work; empty when it is somebody else's."""
    if proposal.proposed_by == actor.id:
        return "내가 올린 건이라 결재할 수 없습니다. 다른 결재자가 결재해야 합니다."
    if editor == actor.key:
        return "내가 마지막으로 고친 사례라 결재할 수 없습니다. 다른 결재자가 결재해야 합니다."
    return ""


def own_answer(actor: Actor, case: Case) -> str:
    """Return why the actor may not approve what rests on a judgement (판단) signed in his name.

    Whoever edits the case after him would make him free to approve it himself otherwise.
    """
    if any(one.officer == actor.name for one in case.answers):
        return "내 이름으로 판단에 답한 사례라 결재할 수 없습니다. 다른 결재자가 결재해야 합니다."
    return ""


def _refuse_undecidable(office: Office, proposal: Proposal) -> None:
    """Raise unless a proposal is whole, waiting and somebody else's."""
    if not proposal.whole:
        raise NotWhole("올린 결정")
    if proposal.state is ProposalState.VOID:
        raise ChangedSince
    if proposal.state is not ProposalState.WAITING:
        raise NotWaiting(proposal.state)
    found = own_work(office.actor, proposal, "")
    if found:
        raise OwnWork(found)


def still_stands(unit: UnitOfWork, proposal: Proposal, case: Case) -> Content | None:
    """Return what the sheet of a proposal says; None when its stored case has changed since.

    NotWhole when the sheet is not the one that was proposed.
    """
    sheet = unit.sheets.get(proposal.sheet)
    content = read(sheet)
    asked = (proposal.digest, proposal.case_id, proposal.matter, proposal.verdict)
    if asked != (sheet.digest, sheet.case_id, content.matter, content.verdict):
        raise NotWhole("심사표")
    if case.version != sheet.version or not same_facts(content, case):
        return None
    return content


def refuse_other_notice(notices: Notices, notice: str, digest: str) -> None:
    """Raise OtherNotice when a sheet was judged by another notice than the one at hand.

    A file of a notice that somebody altered on his computer would be approved unseen otherwise.
    """
    if notice not in notices.ids() or notices.digest(notice) != digest:
        raise OtherNotice


@may(Role.SUPERVISOR)
def approve(office: Office, proposal_id: UUID, digest: str) -> Decided:
    """Approve a proposal whose sheet, of this digest, was seen.

    OwnWork for who proposed or edited last, OtherSheet for another digest, ChangedSince when the
    case was changed meanwhile (it is void then), NotWhole and Unaccounted for what was altered
    past the program, NotWaiting when it was decided. Only the ledger changes on an error.
    """
    try:
        with office.store.unit() as unit:
            decided = approved_within(office, unit, unit.proposals.get(proposal_id), digest)
    except OwnWork:
        with office.store.unit() as unit:
            detail = {"act": "approve", "proposal": proposal_id.hex}
            note(office, unit, "refused", unit.proposals.get(proposal_id).case_id, detail=detail)
        raise
    if decided is None:
        raise ChangedSince
    return decided


def approved_within(
    office: Office, unit: UnitOfWork, before: Proposal, digest: str, listed: str = ""
) -> Decided | None:
    """Approve within one transaction; None when the proposal was voided in it instead.

    `listed` is the digest of the list (결재 목록) that it is approved with.
    """
    _refuse_undecidable(office, before)
    if digest != before.digest:
        raise OtherSheet
    refuse_clock_back(office.clock, before.proposed_at)
    case = unit.cases.get(before.case_id)
    content = still_stands(unit, before, case)
    if content is None:
        for one in unit.proposals.void(before.case_id):
            detail = {**told(one), "was": one.state.value}
            note(office, unit, "void", one.case_id, why="사실이 바뀜", detail=detail)
        return None
    refuse_other_notice(office.notices, content.notice, content.notice_digest)
    editor = last_editor(office, unit, case)
    actor = office.actor
    found = (
        own_work(actor, before, editor)
        or own_work(actor, before, content.edited_by)
        or own_answer(actor, content.case)
    )
    if found:
        raise OwnWork(found)
    after = settled(office, unit, before, ProposalState.APPROVED, listed=listed)
    return Decided(after, changes_of(before.case_id))


@may(Role.SUPERVISOR)
def send_back(office: Office, proposal_id: UUID, reason: str) -> Decided:
    """Send a proposal back (되돌리기) to be mended and proposed anew; a reason is needed."""
    return _turned_down(office, proposal_id, ProposalState.SENT_BACK, reason)


@may(Role.SUPERVISOR)
def refuse(office: Office, proposal_id: UUID, reason: str) -> Decided:
    """Refuse a proposal (반려): it ends here; a reason is needed."""
    return _turned_down(office, proposal_id, ProposalState.REFUSED, reason)


def _turned_down(office: Office, proposal_id: UUID, state: ProposalState, reason: str) -> Decided:
    if not reason.strip():
        raise NoReasons(state.label)
    with office.store.unit() as unit:
        before = unit.proposals.get(proposal_id)
        _refuse_undecidable(office, before)
        after = settled(office, unit, before, state, reason)
    return Decided(after, changes_of(before.case_id))


@may(Role.SUPERVISOR)
def approve_many(office: Office, chosen: Sequence[tuple[UUID, str]]) -> Batch:
    """Approve several proposals, each in its own transaction; what fails is listed with why.

    What the actor has not opened is not approved along with the rest (NotSeen).
    """
    approved: list[Proposal] = []
    failed: list[tuple[UUID, str]] = []
    changes = Changes(queues=True, lists=True, decisions=True, trail=True)
    for proposal_id, digest in chosen:
        with Told() as trouble:
            refuse_unseen(office, proposal_id)
            approved.append(approve(office, proposal_id, digest).proposal)
        if trouble.words:
            failed.append((proposal_id, trouble.words))
    return Batch(tuple(approved), tuple(failed), changes)


@may(Role.SUPERVISOR)
def refuse_unseen(office: Office, proposal_id: UUID) -> None:
    """Raise NotSeen unless the ledger tells that the actor had the sheet before him."""
    with office.store.unit() as unit:
        if not was_seen(office, unit, unit.proposals.get(proposal_id)):
            raise NotSeen


def was_seen(office: Office, unit: UnitOfWork, proposal: Proposal) -> bool:
    """Tell whether the ledger tells that the actor had the sheet of a proposal before him.

    One's own counts as seen: of that it is said that it is.
    """
    if proposal.proposed_by == office.actor.id:
        return True
    return unit.ledger.has_seen(office.actor.key, proposal.case_id, proposal.id)


_OF_ONE = (ValueError, LookupError, TypeError, AttributeError)
"""What a sheet or a case that was altered may bring about when it is read."""


class Told:
    """Takes the error of one of many, in Korean words, so that the next one goes on.

    What is no matter of the one goes through: a role that was taken away ends the work, and a
    store that can't be written to (a full disk) may have ended the transaction around it.
    """

    words = ""

    def __enter__(self) -> Told:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        ours = type(error).__module__.startswith("ipju.")
        if not (ours or isinstance(error, _OF_ONE)) or isinstance(error, PermissionError):
            return False
        gone = isinstance(error, KeyError)
        self.words = "찾는 건이 없습니다. 목록을 새로 읽으세요." if gone else str(error)
        return True
