"""Frozen sheets, proposals and letters: what four eyes decided, and what went out of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.decision import (
    FrozenSheet,
    IssuedLetter,
    Matter,
    Proposal,
    ProposalState,
    Verdict,
)
from ipju.storage.codec import write_moment
from ipju.storage.decision_queue import counted, unfinished
from ipju.storage.engine import fetched
from ipju.storage.four_eyes import is_borne_out, refuse_decision
from ipju.storage.ledger import Ledger, read_moment
from ipju.storage.problems import Refused, Tampered
from ipju.storage.records import SERIALS
from ipju.storage.sealing import Secrets

_SHEET = (
    "id, case_id, version, reviewed_on, notice, notice_digest, frozen_at, frozen_by, content,"
    " digest"
)
_PROPOSAL = (
    "id, case_id, sheet_id, digest, matter, verdict, reasons, proposed_at, proposed_by,"
    " state, decided_at, decided_by, decision_reason"
)
_LETTER = (
    "id, case_id, proposal_id, form, year, serial, number, issued_on, issued_at, issued_by, digest"
)


class Sheets:
    """Frozen sheets (심사표), within one transaction."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets

    def freeze(self, sheet: FrozenSheet) -> None:
        """Store a sheet; it is never changed afterwards."""
        self._connection.exec_driver_sql(
            f"INSERT INTO sheet ({_SHEET}) VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                sheet.id.hex,
                sheet.case_id.hex,
                sheet.version,
                sheet.reviewed_on.isoformat(),
                sheet.notice,
                sheet.notice_digest,
                write_moment(sheet.frozen_at),
                sheet.frozen_by.hex,
                self._secrets.seal_bytes(sheet.content, _place(sheet)),
                sheet.digest,
            ),
        )

    def get(self, sheet: UUID) -> FrozenSheet:
        """Return a sheet; KeyError when there is none, Tampered when it is not what was frozen."""
        from cryptography.exceptions import InvalidTag

        rows = fetched(self._connection, f"SELECT {_SHEET} FROM sheet WHERE id = ?", sheet.hex)
        if not rows:
            raise KeyError(sheet)
        row = rows[0]
        try:
            told = FrozenSheet(
                id=sheet,
                case_id=UUID(row[1]),
                version=row[2],
                reviewed_on=date.fromisoformat(row[3]),
                notice=row[4],
                notice_digest=row[5],
                frozen_at=read_moment(row[6]),
                frozen_by=UUID(row[7]),
                content=b"",
                digest=row[9],
            )
            content = self._secrets.unseal_bytes(row[8], _place(told))
        except (InvalidTag, ValueError, TypeError):
            raise Tampered("심사표") from None
        if hashlib.sha256(content).hexdigest() != told.digest:
            raise Tampered("심사표")
        return replace(told, content=content)


def _place(sheet: FrozenSheet) -> str:
    """Return where a content belongs: all that stands beside it is bound to it."""
    beside = (
        sheet.case_id.hex,
        str(sheet.version),
        sheet.reviewed_on.isoformat(),
        sheet.notice,
        sheet.notice_digest,
        write_moment(sheet.frozen_at),
        sheet.frozen_by.hex,
        sheet.digest,
    )
    return ".".join(("sheet.content", sheet.id.hex, *beside))


class Proposals:
    """Proposals (올린 결정), within one transaction."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets
        self._ledger = Ledger(connection, secrets)

    def add(self, proposal: Proposal) -> Proposal:
        """Store a new proposal; it waits (결재 대기)."""
        values = _values(proposal)
        places = ",".join("?" for _ in range(14))
        self._connection.exec_driver_sql(
            f"INSERT INTO proposal ({_PROPOSAL}, seal) VALUES ({places})",
            (*values, self._secrets.mac("proposal", *values)),
        )
        return proposal

    def decide(
        self, proposal: UUID, state: ProposalState, by: UUID, at: datetime, reason: str = ""
    ) -> Proposal:
        """Write down how a proposal ended; Refused for what four eyes forbid, Tampered.

        Its ledger row is written after it, in the same transaction: only both make it whole.
        """
        before = self.get(proposal)
        refuse_decision(self._connection, self._secrets, self._ledger, before, state, by)
        values = (
            *_values(before)[:9],
            state.value,
            write_moment(at),
            by.hex,
            reason,
        )
        self._connection.exec_driver_sql(
            "UPDATE proposal SET state = ?, decided_at = ?, decided_by = ?, decision_reason = ?,"
            " seal = ? WHERE id = ?",
            (*values[9:], self._secrets.mac("proposal", *values), proposal.hex),
        )
        return self.get(proposal)

    def void(self, case_id: UUID) -> tuple[Proposal, ...]:
        """Take the effect from what was waiting or approved of a case; return what it was."""
        standing = tuple(
            one
            for one in self.of(case_id)
            if one.state in (ProposalState.WAITING, ProposalState.APPROVED)
        )
        for one in standing:
            values = _values(replace(one, state=ProposalState.VOID))
            # A row that was altered keeps the seal that doesn't fit.
            seal = self._secrets.mac("proposal", *values) if one.whole else ""
            self._connection.exec_driver_sql(
                "UPDATE proposal SET state = 'void', seal = ? WHERE id = ?", (seal, one.id.hex)
            )
        return standing

    def get(self, proposal: UUID) -> Proposal:
        """Return a proposal; KeyError when there is none."""
        return self._one("id = ?", proposal.hex)[0]

    def of(self, case_id: UUID) -> tuple[Proposal, ...]:
        """Return every proposal of a case, newest first."""
        return tuple(self._many("case_id = ?", case_id.hex))

    def before(self, proposal: Proposal) -> Proposal | None:
        """Return the proposal of the same case and matter that came before this one."""
        found = self._many(
            "case_id = ? AND matter = ? AND rowid < (SELECT rowid FROM proposal WHERE id = ?)",
            proposal.case_id.hex,
            proposal.matter.value,
            proposal.id.hex,
        )
        return found[0] if found else None

    def in_state(
        self, state: ProposalState, limit: int = 1000, offset: int = 0
    ) -> tuple[Proposal, ...]:
        """Return the first proposals in one state after `offset` of them, oldest first."""
        return tuple(self._first("state = ?", limit, state.value, offset=offset))

    def count(self, state: ProposalState) -> int:
        """Return how many proposals are in one state."""
        counted = self._connection.exec_driver_sql(
            "SELECT count(*) FROM proposal WHERE state = ?", (state.value,)
        ).scalar_one()
        return int(counted)

    def latest(self, state: ProposalState, by: UUID, limit: int = 1000) -> tuple[Proposal, ...]:
        """Return what somebody proposed and stands in one state, oldest first.

        Without what was proposed anew upon the same matter, and without what has its letter.
        """
        return tuple(self._first(unfinished(state), limit, state.value, by.hex))

    def queue(
        self, state: ProposalState, notice: str | None, *, by: UUID | None, but: UUID | None
    ) -> tuple[int, int, Proposal | None]:
        """Count what waits in one state, of a notice (or of all) and elsewhere; then the oldest.

        `by`: what `latest` returns, but no approved 보류; `but`: what anybody else proposed.
        """
        count, elsewhere, row = counted(self._connection, state, notice, by, but)
        return count, elsewhere, self._one("rowid = ?", f"{row}")[0] if count else None

    def _first(self, condition: str, limit: int, *values: str, offset: int = 0) -> list[Proposal]:
        # Which they are is found along an index: rows that are passed over are not read.
        rows = self._connection.exec_driver_sql(
            f"SELECT {_PROPOSAL}, seal FROM proposal WHERE rowid IN (SELECT rowid FROM proposal"
            f" WHERE {condition} ORDER BY rowid LIMIT ? OFFSET ?) ORDER BY rowid",
            (*values, limit, offset),
        ).all()
        return [self._proposal(tuple(row)) for row in rows]

    def _one(self, condition: str, value: str) -> list[Proposal]:
        found = self._many(condition, value)
        if not found:
            raise KeyError(value)
        return found

    def _many(self, condition: str, *values: str) -> list[Proposal]:
        rows = fetched(
            self._connection,
            f"SELECT {_PROPOSAL}, seal FROM proposal WHERE {condition} ORDER BY rowid DESC",
            *values,
        )
        return [self._proposal(row) for row in rows]

    def _proposal(self, row: Any) -> Proposal:
        values, seal = row[:13], row[13]
        # Voiding is the one change that needs no hand: the database does it by itself.
        states = ("void", "waiting", "approved") if values[9] == "void" else (values[9],)
        sealed = any(
            self._secrets.fits(seal, "proposal", *values[:9], state, *values[10:])
            for state in states
        )
        found = Proposal(
            id=UUID(values[0]),
            case_id=UUID(values[1]),
            sheet=UUID(values[2]),
            digest=values[3],
            matter=Matter.of(values[4]),
            verdict=Verdict.of(values[5]),
            reasons=values[6],
            proposed_at=read_moment(values[7]),
            proposed_by=UUID(values[8]),
            state=ProposalState.of(values[9]),
            decided_at=read_moment(values[10]) if values[10] else None,
            decided_by=UUID(values[11]) if values[11] else None,
            decision_reason=values[12],
        )
        return replace(found, whole=sealed and is_borne_out(self._ledger, found))


def _values(proposal: Proposal) -> tuple[str | None, ...]:
    return (
        proposal.id.hex,
        proposal.case_id.hex,
        proposal.sheet.hex,
        proposal.digest,
        proposal.matter.value,
        proposal.verdict.value,
        proposal.reasons,
        write_moment(proposal.proposed_at),
        proposal.proposed_by.hex,
        proposal.state.value,
        write_moment(proposal.decided_at) if proposal.decided_at else None,
        proposal.decided_by.hex if proposal.decided_by else None,
        proposal.decision_reason,
    )


class Letters:
    """Letters (통지) as they were issued, within one transaction."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets

    def next_serial(self, year: int) -> int:
        """Return the next serial number of letters in a year, from 1, without gaps.

        Letters that were destroyed with their case keep their numbers, and so does what the
        ledger tells of: one that was taken away past the program is missed.
        """
        stored, destroyed = self._connection.exec_driver_sql(
            "SELECT (SELECT max(serial) FROM letter WHERE year = ?),"
            " (SELECT CAST(value AS INTEGER) FROM setting WHERE key = ?)",
            (year, f"{SERIALS}{year}"),
        ).one()
        told = Ledger(self._connection, self._secrets).last_serial(year)
        return max(stored or 0, destroyed or 0, told) + 1

    def add(self, letter: IssuedLetter, serial: int) -> None:
        """Store a letter with its bytes; Refused unless its proposal is approved and whole.

        One proposal may bear several letters: its own, and those upon the rosters that it stands
        on. Tampered when the ledger tells of a letter upon it that isn't there any more.
        """
        approved = Proposals(self._connection, self._secrets).get(letter.proposal)
        if approved.state is not ProposalState.APPROVED or not approved.whole:
            raise Refused("letter_approved")
        if self._is_missing(letter):
            raise Tampered("통지문")
        values = (
            letter.id.hex,
            letter.case_id.hex,
            letter.proposal.hex,
            letter.form,
            letter.issued_on.year,
            serial,
            letter.number,
            letter.issued_on.isoformat(),
            write_moment(letter.issued_at),
            letter.issued_by.hex,
            letter.digest,
        )
        places = ",".join("?" for _ in range(13))
        self._connection.exec_driver_sql(
            f"INSERT INTO letter ({_LETTER}, pdf, seal) VALUES ({places})",
            (*values, letter.pdf, self._secrets.mac("letter", *values)),
        )

    def _is_missing(self, letter: IssuedLetter) -> bool:
        # Without the sign every letter of the office would be read, by the index of the acts.
        found = self._connection.exec_driver_sql(
            "SELECT count(*) FROM ledger WHERE case_id = ? AND +action = 'issue-letter'"
            " AND json_extract(detail, '$.proposal') = ? AND NOT EXISTS"
            " (SELECT 1 FROM letter WHERE letter.id = json_extract(ledger.detail, '$.letter'))",
            (letter.case_id.hex, letter.proposal.hex),
        ).scalar_one()
        return bool(found)

    def print_again(self, letter: UUID, by: UUID, at: datetime, how: str) -> int:
        """Count one printing and return how many there are now."""
        self._connection.exec_driver_sql(
            "INSERT INTO letter_print (letter_id, at, by, how) VALUES (?,?,?,?)",
            (letter.hex, write_moment(at), by.hex, how),
        )
        counted = self._connection.exec_driver_sql(
            "SELECT count(*) FROM letter_print WHERE letter_id = ?", (letter.hex,)
        ).scalar_one()
        return int(counted)

    def get(self, letter: UUID) -> IssuedLetter:
        """Return a letter; KeyError when there is none."""
        found = self._many("id = ?", letter.hex)
        if not found:
            raise KeyError(letter)
        return found[0]

    def of(self, case_id: UUID) -> tuple[IssuedLetter, ...]:
        """Return every letter of a case, newest first."""
        return tuple(self._many("case_id = ?", case_id.hex))

    def of_proposal(self, proposal: UUID, form: str) -> IssuedLetter | None:
        """Return the newest letter of a form that was issued upon a proposal, or None."""
        found = self._many("proposal_id = ?", proposal.hex)
        return next((one for one in found if one.form == form), None)

    def _many(self, condition: str, value: str) -> list[IssuedLetter]:
        rows = self._connection.exec_driver_sql(
            f"SELECT {_LETTER}, pdf, seal,"
            " (SELECT count(*) FROM letter_print WHERE letter_id = letter.id)"
            f" FROM letter WHERE {condition} ORDER BY rowid DESC",
            (value,),
        ).all()
        return [self._letter(row) for row in rows]

    def _letter(self, row: Any) -> IssuedLetter:
        values, pdf, seal, prints = tuple(row[:11]), row[11], row[12], row[13]
        whole = self._secrets.fits(seal, "letter", *values)
        return IssuedLetter(
            id=UUID(values[0]),
            case_id=UUID(values[1]),
            proposal=UUID(values[2]),
            form=values[3],
            number=values[6],
            issued_on=date.fromisoformat(values[7]),
            issued_at=read_moment(values[8]),
            issued_by=UUID(values[9]),
            digest=values[10],
            pdf=pdf,
            prints=prints,
            whole=whole and hashlib.sha256(pdf).hexdigest() == values[10],
        )
