"""Lists of what is decided and goes out, answered in SQL; the bytes of no letter are read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.case import Supply
from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.outgoing import (
    SELECTION_FORMS,
    ListFilter,
    OutgoingLetter,
    OutgoingQuery,
    PostState,
    ResultLine,
    SelectionLetter,
)
from ipju.storage.kept_lists import rebuilt
from ipju.storage.post import Postings
from ipju.storage.sealing import Secrets

_LETTER = (
    "SELECT letter.id, letter.case_id, cases.number, coalesce((SELECT name FROM people"
    " WHERE people.case_id = letter.case_id AND relation = 'self' ORDER BY position LIMIT 1), ''),"
    " letter.form, letter.number, letter.issued_on, cases.postcode, cases.address,"
    " (SELECT posting.id FROM posting WHERE posting.letter_id = letter.id"
    "  ORDER BY posting.attempt DESC, posting.rowid DESC LIMIT 1)"
    " FROM letter JOIN cases ON cases.id = letter.case_id"
)
"""Told by the records themselves: lines only say which letters a list shows, in what order."""
_FORMS = "('" + "', '".join(SELECTION_FORMS) + "')"
LOST = (
    f"(letter.form IN {_FORMS} AND EXISTS (SELECT 1 FROM ledger"
    " JOIN roster ON roster.id = json_extract(ledger.detail, '$.roster')"
    # The rows of the one case are few; those of the action are as many as there are letters.
    " WHERE ledger.case_id = letter.case_id AND +ledger.action = 'issue-letter'"
    " AND json_extract(ledger.detail, '$.letter') = letter.id"
    " AND (EXISTS (SELECT 1 FROM roster AS newer WHERE newer.notice = roster.notice"
    " AND newer.supply = roster.supply AND newer.row > roster.row) OR EXISTS (SELECT 1 FROM draw"
    " WHERE draw.id = json_extract(ledger.detail, '$.draw') AND draw.annulled_at IS NOT NULL))))"
)
"""Of a letter that told how the ranking ended: its draw was annulled, or its roster frozen anew."""

_LOST_LINE = (
    "(coalesce(line.draw_id IN (SELECT id FROM draw WHERE annulled_at IS NOT NULL), 0)"
    " OR coalesce(line.roster_id IN (SELECT roster.id FROM roster WHERE EXISTS (SELECT 1 FROM"
    " roster AS newer WHERE newer.notice = roster.notice AND newer.supply = roster.supply"
    " AND newer.row > roster.row)), 0))"
)
"""The same, asked of a line: rosters and draws are few, and looked through once for a list."""

_STATE = {
    PostState.TO_SEND: f"line.state = 'to-send' AND NOT {_LOST_LINE}",
    PostState.SENT: "line.state = 'sent'",
    PostState.RETURNED: f"line.state = 'returned' AND NOT {_LOST_LINE}",
}
_PAST = "\U0010ffff"
_POST = " ORDER BY line.place, line.address, line.number, line.row"
"""The order of the post."""
# What is proposed anew upon the same matter takes the place of what was. The plus keeps SQLite on
# the few proposals of the case: those in one state are thousands.
_LATEST = (
    " AND NOT EXISTS (SELECT 1 FROM proposal AS newer WHERE newer.case_id = proposal.case_id"
    " AND newer.matter = proposal.matter AND +newer.state = proposal.state"
    " AND newer.rowid > proposal.rowid)"
)
_AT_ONCE = 500
_DECIDED = " FROM proposal JOIN case_line ON case_line.case_id = proposal.case_id"


class Outgoing:
    """What waits for a list, for its letter or for the post, within one transaction."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._postings = Postings(connection, secrets)

    def waiting(self, wanted: ListFilter, limit: int) -> tuple[tuple[UUID, ...], int]:
        """Return the first proposals that wait and fit, by case number, and how many there are."""
        where, values = _fitting(wanted)
        where = f"{where} AND proposal.state = ?"
        values = (*values, ProposalState.WAITING.value)
        total = self._run(f"SELECT count(*){_DECIDED} WHERE {where}", values).scalar_one()
        rows = self._run(
            f"SELECT proposal.id{_DECIDED} WHERE {where} ORDER BY case_line.number LIMIT ?",
            (*values, limit),
        ).all()
        return tuple(UUID(one[0]) for one in rows), int(total)

    def unissued(self, notice: str) -> tuple[UUID, ...]:
        """Return the approved proposals of a notice that send a letter and have none yet."""
        rows = self._run(
            "SELECT proposal.id FROM to_issue"
            " CROSS JOIN proposal ON proposal.id = to_issue.proposal_id"
            " CROSS JOIN case_line ON case_line.case_id = proposal.case_id"
            f" WHERE +case_line.notice = ? AND proposal.state = ?{_LATEST}"
            " ORDER BY case_line.number",
            (notice, ProposalState.APPROVED.value),
        ).all()
        return tuple(UUID(one[0]) for one in rows)

    def results(self, notice: str) -> tuple[ResultLine, ...]:
        """Return the approved result of everybody upon whose person was decided, by number."""
        rows = self._run(
            "SELECT proposal.id, proposal.case_id, case_line.number, case_line.name,"
            f" case_line.birth, case_line.supply, proposal.verdict{_DECIDED}"
            " WHERE case_line.notice = ? AND proposal.state = ? AND proposal.matter = ?"
            f" AND proposal.verdict IN (?, ?){_LATEST} ORDER BY case_line.number",
            (
                notice,
                ProposalState.APPROVED.value,
                Matter.PERSON.value,
                Verdict.ELIGIBLE.value,
                Verdict.INELIGIBLE.value,
            ),
        ).all()
        return tuple(
            ResultLine(
                proposal=UUID(row[0]),
                case_id=UUID(row[1]),
                case_number=row[2],
                name=row[3],
                birth=date.fromisoformat(row[4]) if row[4] else None,
                supply=Supply.of(row[5]),
                verdict=Verdict.of(row[6]),
            )
            for row in rows
        )

    def letters(self, query: OutgoingQuery) -> tuple[OutgoingLetter, ...]:
        """Return issued letters in the order of the post: postcode, address, number."""
        where, values = _asked(query)
        rows = self._run(
            f"{_LETTER} JOIN letter_line AS line ON line.letter_id = letter.id"
            " WHERE line.row IN (SELECT line.row FROM letter_line AS line"
            f" WHERE {where}{_POST} LIMIT ? OFFSET ?){_POST}",
            (*values, query.limit or -1, query.offset),
        ).all()
        return tuple(self._letter(row) for row in rows)

    def tally(self, notice: str) -> dict[PostState, int]:
        """Return how many issued letters of a notice stand in each state."""
        sums = ", ".join(f"coalesce(sum({one}), 0)" for one in _STATE.values())
        row = self._run(f"SELECT {sums} FROM letter_line AS line WHERE notice = ?", (notice,)).one()
        return dict(zip(_STATE, map(int, row), strict=True))

    def letter(self, letter: UUID) -> OutgoingLetter:
        """Return one issued letter without its bytes; KeyError when there is none."""
        row = self._run(f"{_LETTER} WHERE letter.id = ?", (letter.hex,)).first()
        if row is None:
            raise KeyError(letter)
        return self._letter(row)

    def by_case_number(self, number: str) -> tuple[UUID, ...]:
        """Return the letters of the case with this number (접수번호), the newest first."""
        rows = self._run(
            "SELECT letter.id FROM letter JOIN case_line ON case_line.case_id = letter.case_id"
            " WHERE case_line.number = ? ORDER BY letter.rowid DESC",
            (number,),
        ).all()
        return tuple(UUID(one[0]) for one in rows)

    def rebuild(self) -> int:
        """Make the lines of lists anew where they were altered past the program; how many."""
        return rebuilt(self._connection)

    def selections(self, notice: str, case_id: UUID | None = None) -> tuple[SelectionLetter, ...]:
        """Return the letters of a notice, or of one case of it, that told how a ranking ended.

        What each rests on is told by the ledger; the newest come first.
        """
        only = " AND letter.case_id = ?" if case_id is not None else ""
        rows = self._run(
            "SELECT letter.id, letter.case_id, letter.form,"
            " json_extract(ledger.detail, '$.roster'), json_extract(ledger.detail, '$.draw')"
            # Their bytes lie between the letters: an index tells which they are.
            " FROM letter INDEXED BY ix_letter_form_case_id_id"
            " CROSS JOIN case_line ON case_line.case_id = letter.case_id"
            " CROSS JOIN ledger INDEXED BY ix_ledger_case_id_action"
            " ON ledger.case_id = letter.case_id AND ledger.action = 'issue-letter'"
            " AND json_extract(ledger.detail, '$.letter') = letter.id"
            f" WHERE case_line.notice = ? AND letter.form IN {_FORMS}{only}"
            " ORDER BY letter.rowid DESC",
            (notice, *([case_id.hex] if case_id is not None else ())),
        ).all()
        return tuple(
            SelectionLetter(
                letter=UUID(row[0]),
                case_id=UUID(row[1]),
                form=row[2],
                roster=UUID(row[3]),
                draw=UUID(row[4]) if row[4] else None,
            )
            for row in rows
        )

    def lost(self, letters: Sequence[UUID]) -> frozenset[UUID]:
        """Return which letters told how a ranking ended that does not stand any more."""
        found: set[UUID] = set()
        for at in range(0, len(letters), _AT_ONCE):
            part = letters[at : at + _AT_ONCE]
            rows = self._run(
                f"SELECT letter.id FROM letter WHERE letter.id IN ({', '.join('?' for _ in part)})"
                f" AND {LOST}",
                tuple(one.hex for one in part),
            ).all()
            found |= {UUID(row[0]) for row in rows}
        return frozenset(found)

    def _letter(self, row: Any) -> OutgoingLetter:
        return OutgoingLetter(
            letter=UUID(row[0]),
            case_id=UUID(row[1]),
            case_number=row[2],
            name=row[3],
            form=row[4],
            number=row[5],
            issued_on=date.fromisoformat(row[6]),
            postcode=row[7],
            address=row[8],
            posting=self._postings.get(UUID(row[9])) if row[9] else None,
        )

    def _run(self, statement: str, values: tuple[Any, ...]) -> Any:
        return self._connection.exec_driver_sql(statement, values)


def _fitting(wanted: ListFilter) -> tuple[str, tuple[Any, ...]]:
    where = "case_line.notice = ? AND proposal.matter = ? AND proposal.verdict = ?"
    values: tuple[Any, ...] = (wanted.notice, wanted.matter.value, wanted.verdict.value)
    if wanted.supply is not None:
        where, values = f"{where} AND case_line.supply = ?", (*values, wanted.supply.value)
    return where, values


def _asked(query: OutgoingQuery) -> tuple[str, tuple[Any, ...]]:
    where, values = "line.notice = ?", [query.notice]
    if query.state is not None:
        where += f" AND {_STATE[query.state]}"
    if query.form:
        where += " AND line.form = ?"
        values.append(query.form)
    text = query.text.strip()
    if text:
        # Few letters fit what is typed: they are looked up, and no list of them is walked.
        where = where.replace("line.notice", "+line.notice").replace("line.state", "+line.state")
        where += (
            " AND (line.case_id IN (SELECT case_id FROM case_line WHERE name >= ? AND name < ?"
            " UNION SELECT case_id FROM case_line WHERE number = ?) OR line.letter_id IN"
            " (SELECT letter_id FROM posting WHERE registered = ?))"
        )
        # A number of registered mail is written in groups.
        values += [text, text + _PAST, text, "".join(text.split()).replace("-", "")]
    return where, tuple(values)
