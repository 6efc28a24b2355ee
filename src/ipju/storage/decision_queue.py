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
    " AND EXISTS (SELECT 1 FROM case_line"
    " WHERE case_line.case_id = proposal.case_id AND case_line.notice = ?)"
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
) -> tuple[int, int]:
    """Return how many wait, and the row of the oldest (0 when there is none).

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
    if notice is not None:
        where, values = f"{where}{_OF_NOTICE}", [*values, notice]
    count, oldest = connection.exec_driver_sql(
        f"SELECT count(*), min(rowid) FROM proposal WHERE {where}", tuple(values)
    ).one()
    return int(count), int(oldest or 0)
