"""What waits in one state of proposals, counted in SQL, with the oldest of them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.decision import ProposalState

_UNFINISHED = (
    " AND NOT EXISTS (SELECT 1 FROM letter WHERE proposal_id = proposal.id)"
    " AND NOT EXISTS (SELECT 1 FROM proposal AS newer"
    " WHERE newer.case_id = proposal.case_id AND newer.matter = proposal.matter"
    " AND newer.rowid > proposal.rowid)"
)
_TO_ISSUE = "id IN (SELECT proposal_id FROM to_issue) AND +"
"""What was approved and waits for its letter is listed apart: those approved are thousands."""

_OF_NOTICE = (
    " CROSS JOIN (SELECT case_id AS whose, notice = ? AS here"
    " FROM case_line INDEXED BY ix_case_line_case_id_notice)"
    " ON whose = proposal.case_id"
)


def unfinished(state: ProposalState) -> str:
    """Return the condition of what somebody proposed, stands in a state and is to act upon.

    Nothing was proposed anew upon the same matter, and no letter was issued.
    """
    listed = _TO_ISSUE if state is ProposalState.APPROVED else ""
    return f"{listed}state = ? AND proposed_by = ?{_UNFINISHED}"


def counted(
    connection: Connection,
    state: ProposalState,
    notice: str | None,
    by: UUID | None,
    but: UUID | None,
) -> tuple[int, int, int]:
    """Return how many wait here and elsewhere, and the row of the oldest here (0 for none).

    `by`: somebody's own that are unfinished, without an approved 보류, which sends no letter;
    `but`: what anybody but this one proposed; `notice`: of one notice, None for all.
    """
    where, values = "state = ?", [state.value]
    if by is not None:
        where = unfinished(state)
        where += " AND NOT (state = 'approved' AND verdict = 'hold')"
        values.append(by.hex)
    if but is not None:
        where, values = f"{where} AND proposed_by <> ?", [*values, but.hex]
    here, joined = "1", ""
    if notice is not None:
        here, joined, values = "here", _OF_NOTICE, [notice, *values]
    of_all, count, oldest = connection.exec_driver_sql(
        f"SELECT count(*), coalesce(sum({here}), 0), min(CASE WHEN {here} THEN proposal.rowid END)"
        f" FROM proposal{joined} WHERE {where}",
        tuple(values),
    ).one()
    return int(count), int(of_all - count), int(oldest or 0)
