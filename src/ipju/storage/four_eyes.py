"""Four eyes in the store: which decisions it takes, and which stored ones it believes.

The triggers refuse the same; this room still holds where somebody has dropped them.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.account import Role
from ipju.domain.decision import Proposal, ProposalState
from ipju.storage.accounts import Accounts
from ipju.storage.ledger import Ledger
from ipju.storage.problems import Refused, Tampered
from ipju.storage.sealing import Secrets

BY_SUPERVISOR = (ProposalState.APPROVED, ProposalState.SENT_BACK, ProposalState.REFUSED)

_STEP_OF = {
    ProposalState.WAITING: "propose",
    ProposalState.APPROVED: "approve",
    ProposalState.SENT_BACK: "send-back",
    ProposalState.REFUSED: "refuse",
    ProposalState.WITHDRAWN: "withdraw",
}


def refuse_decision(
    connection: Connection,
    secrets: Secrets,
    ledger: Ledger,
    before: Proposal,
    state: ProposalState,
    by: UUID,
) -> None:
    """Raise unless somebody may bring a stored proposal into a state.

    Tampered when the proposal is not what was written, or nobody answers for the facts; Refused
    for one's own work, for a case that was changed since, and for whoever is no supervisor.
    """
    if not before.whole:
        raise Tampered("올린 결정")
    if before.state is not ProposalState.WAITING:
        raise Refused("proposal_stays")
    if state not in BY_SUPERVISOR:
        return
    # A role that was taken back would be in force again, were its row of the ledger gone.
    if not ledger.has_every_row():
        raise Tampered("장부")
    if _lacks_proposal(connection, before.case_id):
        raise Tampered("올린 결정")
    roles = Accounts(connection, secrets).roles_of(by)
    if by == before.proposed_by or Role.SUPERVISOR not in roles:
        raise Refused("proposal_four_eyes")
    if state is ProposalState.APPROVED:
        _refuse_last_editor(connection, ledger, before, by)


def _lacks_proposal(connection: Connection, case_id: UUID) -> bool:
    """Tell whether the ledger knows of more proposals of a case than there are.

    One that was sent back or refused may have been taken away, so that nobody sees it was.
    """
    # Without the sign every proposal of the office would be read, by the index of the acts.
    told, there = connection.exec_driver_sql(
        "SELECT (SELECT count(*) FROM ledger WHERE case_id = :id AND +action = 'propose'),"
        " (SELECT count(*) FROM proposal WHERE case_id = :id)",
        {"id": case_id.hex},
    ).one()
    return bool(told > there)


def _refuse_last_editor(connection: Connection, ledger: Ledger, before: Proposal, by: UUID) -> None:
    row = connection.exec_driver_sql(
        "SELECT cases.version, sheet.version, sheet.digest FROM sheet"
        " JOIN cases ON cases.id = sheet.case_id WHERE sheet.id = ? AND cases.id = ?",
        (before.sheet.hex, before.case_id.hex),
    ).first()
    if row is None or row[0] != row[1] or row[2] != before.digest:
        raise Refused("proposal_stays")
    editor = ledger.last_editor(before.case_id, row[0])
    # Cases that were brought in by the hundred (연습) have no row of their own.
    if editor is None and row[0] > 1:
        raise Tampered("사례의 사실")
    if editor == by.hex:
        raise Refused("proposal_four_eyes")


def is_borne_out(ledger: Ledger, proposal: Proposal) -> bool:
    """Tell whether the ledger bears a stored proposal out: who proposed it, and how it ended.

    A case that was changed past the services voids what stood without a row of the ledger.
    """
    first, last = ledger.steps(proposal.case_id, proposal.id)
    told = {
        "digest": proposal.digest,
        "matter": proposal.matter.value,
        "verdict": proposal.verdict.value,
    }
    if first is None or first.actor != proposal.proposed_by.hex:
        return False
    if any(first.detail.get(name) != value for name, value in told.items()):
        return False
    if proposal.state is ProposalState.VOID:
        return True
    if last is None or last.action != _STEP_OF[proposal.state]:
        return False
    by = proposal.decided_by or proposal.proposed_by
    return last.actor == by.hex and last.detail.get("digest") == proposal.digest
