"""Records held against the ledger: what it tells of and is not there, or is not as it tells.

A row that was altered has no seal that fits; one that was taken away, or put back as it once was,
is missed here alone. Of a case that was destroyed nothing is there, and nothing is missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection

_OF_CASES: Final = "case_id IN (SELECT id FROM cases)"


def _missing(action: str, key: str, table: str, where: str = _OF_CASES) -> str:
    """Return what counts the records that an act made and that are not there."""
    return (
        f"SELECT count(*) FROM ledger WHERE action = '{action}' AND {where}"
        f" AND json_extract(detail, '$.{key}') NOT IN (SELECT id FROM {table})"
    )


_REQUESTS: Final = (
    "SELECT count(*) FROM (SELECT json_extract(detail, '$.request') AS request,"
    " json_extract(detail, '$.state') AS state, max(seq) FROM ledger WHERE action IN"
    " ('draw-up-request', 'send-request', 'resend-request', 'return-request', 'answer-request',"
    f" 'close-request', 'take-back-request', 'lapse-request') AND {_OF_CASES} GROUP BY 1) AS told"
    " LEFT JOIN case_request ON case_request.id = told.request"
    " WHERE case_request.state IS NOT told.state"
)
_POSTINGS: Final = (
    "SELECT count(*) FROM (SELECT json_extract(detail, '$.letter') AS letter,"
    " json_extract(detail, '$.attempt') AS attempt, action = 'return-letter' AS returned, max(seq)"
    " FROM ledger WHERE action IN ('post-letter', 'return-letter', 'return-undone')"
    f" AND {_OF_CASES} GROUP BY 1, 2) AS told"
    " LEFT JOIN posting ON posting.letter_id = told.letter AND posting.attempt = told.attempt"
    " WHERE posting.id IS NULL OR (posting.returned_on IS NOT NULL) <> told.returned"
)
_SCANS: Final = (
    "SELECT count(*) FROM (SELECT json_extract(detail, '$.scan') AS scan, action,"
    " CASE WHEN action = 'scan-take-out' THEN NULL ELSE case_id END AS place,"
    " case_id IS NULL OR case_id IN (SELECT id FROM cases) AS known, max(seq) FROM ledger"
    " WHERE action IN ('scan-add', 'scan-lay', 'scan-take-out', 'scan-discard') GROUP BY 1) AS told"
    " LEFT JOIN scan ON scan.id = told.scan WHERE told.known AND told.action <> 'scan-discard'"
    " AND (scan.id IS NULL OR scan.case_id IS NOT told.place)"
)
_COUNTED: Final = (
    ("올린 결정", _missing("propose", "proposal", "proposal")),
    ("통지문", _missing("issue-letter", "letter", "letter")),
    ("보완·소명 요청", _REQUESTS),
    ("발송 기록", _POSTINGS),
    ("스캔", _SCANS),
    ("순위 명부", _missing("freeze-roster", "roster", "roster", "case_id IS NULL")),
    ("추첨 기록", _missing("draw", "draw", "draw", "case_id IS NULL")),
)


def unlike_told(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Return which records are not as the ledger tells, and how many; none where all are."""
    return tuple(_found(connection))


def _found(connection: Connection) -> Iterator[tuple[str, int]]:
    for what, statement in _COUNTED:
        count = int(connection.exec_driver_sql(statement).scalar_one())
        if count:
            yield what, count
