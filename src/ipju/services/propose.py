"""Propose a decision (올리기): what is known is frozen, and waits for another pair of eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from ipju.domain.dates import in_letter, seoul_time
from ipju.domain.decision import Matter, Proposal, ProposalState, Verdict
from ipju.domain.rrn import without_rrn
from ipju.services.authority import DECIDING, may, note
from ipju.services.frozen import CannotDecide, content_of, frozen
from ipju.services.office import Changes, Office
from ipju.services.ports import Clock, UnitOfWork


class NoReasons(CannotDecide):
    """A decision without a reason is refused."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} 사유를 적어야 합니다.")


class AlreadyWaiting(CannotDecide):
    """Something is waiting for approval upon this matter of the case already."""

    def __init__(self, matter: Matter) -> None:
        super().__init__(
            f"이 사례의 {matter.label} 결정이 이미 결재를 기다리고 있습니다. "
            "올린 것을 거둔 뒤 다시 올리세요."
        )


class NotYours(CannotDecide):
    """Only who proposed may take a proposal back."""

    def __init__(self) -> None:
        super().__init__("올린 사람만 거둘 수 있습니다. 결재자는 되돌릴 수 있습니다.")


class NotWaiting(CannotDecide):
    """The proposal is not waiting (any more)."""

    def __init__(self, state: ProposalState) -> None:
        super().__init__(
            f"결재를 기다리는 건이 아닙니다(지금: {state.label}). 목록을 새로 읽으세요."
        )


class ClockBack(CannotDecide):
    """The clock of this computer stands on a day before the step that came first."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"컴퓨터의 날짜가 앞 단계의 날({in_letter(day)})보다 이릅니다. 날짜를 바로잡은 뒤 "
            "다시 하세요. 날짜가 맞다면 다시 올려 결재받으세요."
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """A proposal as it now stands."""

    proposal: Proposal
    changes: Changes


def changes_of(case_id: UUID) -> Changes:
    """Return what every act upon a proposal changes."""
    return Changes(case_id=case_id, queues=True, lists=True, decisions=True, trail=True)


def told(proposal: Proposal) -> dict[str, object]:
    """Return what the ledger tells of a proposal: ids, digest and kind, never a name."""
    return {
        "proposal": proposal.id.hex,
        "digest": proposal.digest,
        "matter": proposal.matter.value,
        "verdict": proposal.verdict.value,
    }


def in_words(proposal: Proposal) -> str:
    """Return what was proposed as the history of a case says it: 자격 부적격, 권리분석 보류."""
    return f"{proposal.matter.label} {proposal.verdict.label}"


def refuse_clock_back(clock: Clock, step: datetime) -> None:
    """Raise ClockBack on a day before that of an earlier step (UTC): no date is made up so."""
    day = seoul_time(step).date()
    if seoul_time(clock.now()).date() < day:
        raise ClockBack(day)


@may(DECIDING)
def propose(
    office: Office, case_id: UUID, matter: Matter, verdict: Verdict, reasons: str
) -> Decided:
    """Freeze a case as it is stored and propose a verdict upon it, with its reasons.

    CannotPrint when the case does not bear the verdict, NoReasons without reasons,
    AlreadyWaiting while another proposal of the same matter waits, Unaccounted when the ledger
    does not bear the facts. On any error nothing is stored.
    """
    if not reasons.strip():
        raise NoReasons("올리는")
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        _refuse_second(unit, case_id, matter)
        content = content_of(office, unit, case, matter, verdict)
        sheet = frozen(content, office.actor.id, office.clock.now())
        proposal = Proposal(
            id=uuid4(),
            case_id=case_id,
            sheet=sheet.id,
            digest=sheet.digest,
            matter=matter,
            verdict=verdict,
            reasons=without_rrn(reasons.strip()),
            proposed_at=office.clock.now(),
            proposed_by=office.actor.id,
        )
        unit.sheets.freeze(sheet)
        unit.proposals.add(proposal)
        detail = {**told(proposal), "version": case.version}
        note(office, unit, "propose", case_id, why=in_words(proposal), detail=detail)
        proposal = unit.proposals.get(proposal.id)
    return Decided(proposal, changes_of(case_id))


def _refuse_second(unit: UnitOfWork, case_id: UUID, matter: Matter) -> None:
    for one in unit.proposals.of(case_id):
        if one.matter is matter and one.state is ProposalState.WAITING:
            raise AlreadyWaiting(matter)


_ACTIONS = {
    ProposalState.APPROVED: "approve",
    ProposalState.SENT_BACK: "send-back",
    ProposalState.REFUSED: "refuse",
    ProposalState.WITHDRAWN: "withdraw",
}


def settled(
    office: Office,
    unit: UnitOfWork,
    before: Proposal,
    state: ProposalState,
    reason: str = "",
    listed: str = "",
) -> Proposal:
    """Bring a proposal to its end, with its ledger row: only both together make it whole.

    `listed` is the digest of the list it was decided with.
    """
    now = office.clock.now()
    words = without_rrn(reason.strip())
    unit.proposals.decide(before.id, state, office.actor.id, now, words)
    detail = {**told(before), "list": listed} if listed else told(before)
    note(office, unit, _ACTIONS[state], before.case_id, why=in_words(before), detail=detail)
    return unit.proposals.get(before.id)


@may(DECIDING)
def withdraw(office: Office, proposal_id: UUID, why: str = "") -> Decided:
    """Take back (거두기) what one proposed oneself and nobody has decided yet."""
    with office.store.unit() as unit:
        before = unit.proposals.get(proposal_id)
        if before.state is not ProposalState.WAITING:
            raise NotWaiting(before.state)
        if before.proposed_by != office.actor.id:
            raise NotYours
        after = settled(office, unit, before, ProposalState.WITHDRAWN, why)
    return Decided(after, changes_of(before.case_id))
