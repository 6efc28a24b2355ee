"""What colleagues do honestly, and the insider through the services and the unit of work."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from ipju import bootstrap
from ipju.domain.decision import IssuedLetter, Matter, Proposal, ProposalState, Verdict
from ipju.domain.editing import change
from ipju.services.approve import approve, approve_many, refuse, send_back
from ipju.services.decisions import waiting
from ipju.services.issue_letter import issue
from ipju.services.office import Office
from ipju.services.open_case import reread_case
from ipju.services.propose import propose, withdraw
from ipju.services.record import record
from tests.torture.insider_desk import Clock, Desk

# What colleagues do, honestly.


def _edited(desk: Desk, office: Office) -> None:
    case = reread_case(office, desk.case)
    number = str(desk.random.randrange(10**8))
    record(office, desk.case, [change(case, ("phone",), number)])
    desk.editor = office.actor.key


def colleague_edits(desk: Desk) -> None:
    _edited(desk, desk.colleague)


def colleague_proposes(desk: Desk) -> None:
    _proposed(desk, desk.colleague)


def supervisor_approves(desk: Desk) -> None:
    for one in waiting(desk.supervisor).lines:
        if not one.blocked and desk.random.random() < 0.5:
            # What a colleague edited and proposed, or the insider did, is his to approve.
            approve(desk.supervisor, one.proposal.id, one.proposal.digest)
            desk.sound.add(one.proposal.id)


def supervisor_sends_back(desk: Desk) -> None:
    for one in waiting(desk.supervisor).lines:
        send_back(desk.supervisor, one.proposal.id, "다시 볼 것")


# What the insider does through the services.


def _proposed(desk: Desk, office: Office) -> None:
    verdict = desk.random.choice((Verdict.ELIGIBLE, Verdict.HOLD))
    made = propose(office, desk.case, Matter.PERSON, verdict, "모두 맞음").proposal
    desk.proposers[made.id] = office.actor.key


def edits(desk: Desk) -> None:
    _edited(desk, desk.insider)


def proposes(desk: Desk) -> None:
    _proposed(desk, desk.insider)


def approves(desk: Desk) -> None:
    found = desk.pick()
    if found is None:
        return
    desk.tried += 1
    his = desk.is_his(found)
    done = approve(desk.insider, found.id, found.digest).proposal
    _judge(desk, done.id, his)


def approves_many(desk: Desk) -> None:
    found = desk.proposals()
    desk.tried += len(found)
    his = {one.id: desk.is_his(one) for one in found}
    for one in approve_many(desk.insider, [(one.id, one.digest) for one in found]).approved:
        _judge(desk, one.id, his[one.id])


def _judge(desk: Desk, proposal: UUID, his: bool) -> None:
    if his:
        desk.bad.append("he approved his own work")
    else:
        desk.sound.add(proposal)


def turns_down(desk: Desk) -> None:
    found = desk.pick()
    if found is not None:
        desk.random.choice((refuse, send_back, withdraw))(desk.insider, found.id, "내가 정함")


def issues(desk: Desk) -> None:
    found = desk.pick()
    if found is None:
        return
    desk.tried += 1
    issue(desk.insider, found.id)
    if found.id not in desk.sound:
        desk.bad.append("he issued his own letter")


def sets_the_clock(desk: Desk) -> None:
    back = timedelta(days=desk.random.randrange(400))
    desk.insider = replace(desk.insider, clock=Clock(back))


# What he does through the unit of work, as himself.


def decides(desk: Desk) -> None:
    found = desk.pick()
    if found is None:
        return
    desk.tried += 1
    his = desk.is_his(found)
    with desk.store.unit() as unit:
        unit.proposals.decide(
            found.id, ProposalState.APPROVED, desk.insider.actor.id, datetime.now(UTC)
        )
        _row(desk, unit, "approve", found)
        taken = unit.proposals.get(found.id)
    if taken.whole:
        _judge(desk, found.id, his)


def _row(desk: Desk, unit: Any, action: str, proposal: Proposal) -> None:
    unit.ledger.append(
        at=datetime.now(UTC),
        actor=desk.insider.actor.key,
        action=action,
        case_id=desk.case,
        detail={
            "proposal": proposal.id.hex,
            "digest": proposal.digest,
            "matter": proposal.matter.value,
            "verdict": proposal.verdict.value,
        },
    )


def adds_as_another(desk: Desk) -> None:
    """A proposal upon an old sheet under the name of a colleague, with a row of his own."""
    found = desk.pick()
    if found is None:
        return
    made = replace(
        found,
        id=uuid4(),
        proposed_by=desk.colleague.actor.id,
        state=desk.random.choice((ProposalState.WAITING, ProposalState.APPROVED)),
        decided_by=None,
        decided_at=None,
    )
    desk.proposers[made.id] = desk.insider.actor.key
    with desk.store.unit() as unit:
        unit.proposals.add(made)
        _row(desk, unit, "propose", made)


def saves_without_a_row(desk: Desk) -> None:
    with desk.store.unit() as unit:
        case = unit.cases.get(desk.case)
        unit.cases.save(replace(case, email=f"{desk.random.random()}"))
    desk.editor = desk.insider.actor.key


def adds_a_letter(desk: Desk) -> None:
    found = desk.pick()
    if found is None:
        return
    desk.tried += 1
    letter = IssuedLetter(
        id=uuid4(),
        case_id=desk.case,
        proposal=found.id,
        form="eligible",
        number=f"심사부-{desk.random.randrange(1000)}",
        issued_on=bootstrap.PRACTICE_DAY,
        issued_at=datetime.now(UTC),
        issued_by=desk.insider.actor.id,
        pdf=b"%PDF-",
        digest="0" * 64,
    )
    with desk.store.unit() as unit:
        unit.letters.add(letter, desk.random.randrange(1000))
    if found.id not in desk.sound:
        desk.bad.append("a letter was stored upon his own proposal")
