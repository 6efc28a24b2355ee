"""Lines that triggers keep (통지 목록), held against what they are kept from, and made anew.

They carry no seal: whoever writes past the program could hide a letter from the post, or have the
lists tell that it is out. What they must say is worked out from letters, postings, cases,
decisions and the ledger.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

_OWN: Final = "letter.form NOT IN ('selected', 'not-selected')"
_LAST: Final = (
    "SELECT {} FROM posting WHERE posting.letter_id = letter.id"
    " ORDER BY posting.attempt DESC, posting.rowid DESC LIMIT 1"
)
_RESTS: Final = (
    "(SELECT json_extract(detail, '$.{}') FROM ledger WHERE ledger.case_id = letter.case_id"
    " AND +ledger.action = 'issue-letter' AND json_extract(detail, '$.letter') = letter.id)"
)
_STATE: Final = _LAST.format("CASE WHEN returned_on IS NULL THEN 'sent' ELSE 'returned' END")
_LINE: Final = (
    "letter_id, case_id, notice, form, state, place, address, number, posting_id, roster_id,"
    " draw_id"
)
_LINES: Final = (
    "SELECT letter.id, letter.case_id, cases.notice, letter.form,"
    f" coalesce(({_STATE}), 'to-send'),"
    " CASE WHEN cases.postcode = '' THEN '~' ELSE cases.postcode END, cases.address, cases.number,"
    f" ({_LAST.format('posting.id')}),"
    f" CASE WHEN {_OWN} THEN NULL ELSE {_RESTS.format('roster')} END,"
    f" CASE WHEN {_OWN} THEN NULL ELSE {_RESTS.format('draw')} END"
    " FROM letter JOIN cases ON cases.id = letter.case_id"
)
_WAITING: Final = (
    "SELECT id, case_id FROM proposal WHERE state = 'approved' AND verdict <> 'hold'"
    f" AND NOT EXISTS (SELECT 1 FROM letter WHERE letter.proposal_id = proposal.id AND {_OWN})"
)
_KEPT: Final = (
    ("letter_line", _LINE, _LINES, "letter.rowid"),
    ("to_issue", "proposal_id, case_id", _WAITING, "proposal.rowid"),
)


def rebuilt(connection: Connection) -> int:
    """Make the lines anew where they do not say what they must; return how many did not.

    Within a transaction. Nothing is written where all of them do.
    """
    return sum(_rebuilt(connection, *one) for one in _KEPT)


def _rebuilt(connection: Connection, table: str, columns: str, truth: str, order: str) -> int:
    run = connection.exec_driver_sql
    lines = f"SELECT {columns} FROM {table}"
    missed, strange = (
        int(run(f"SELECT count(*) FROM (SELECT * FROM ({one}) EXCEPT {other})").scalar_one())
        for one, other in ((truth, lines), (lines, truth))
    )
    if missed or strange:
        run(f"DELETE FROM {table}")
        run(f"INSERT INTO {table} ({columns}) {truth} ORDER BY {order}")
    return max(missed, strange)
