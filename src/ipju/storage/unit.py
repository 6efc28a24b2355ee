"""The unit of work: whole cases in one transaction, everything or nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.case import Case
from ipju.domain.listing import Summary
from ipju.storage.accounts import Accounts
from ipju.storage.codec import CaseCodec, RowCodec, type_of_row
from ipju.storage.decisions import Letters, Proposals, Sheets
from ipju.storage.engine import fetched
from ipju.storage.examinations import Examinations
from ipju.storage.intake import Orders, Scores, Waiting
from ipju.storage.ledger import Ledger
from ipju.storage.letting import Figures, Leases
from ipju.storage.lines import URGENCY, drop_line, put_lines
from ipju.storage.outgoing import Outgoing
from ipju.storage.post import Postings, Scans
from ipju.storage.problems import AlreadyThere, Clash, TooLarge
from ipju.storage.reading import cases_of, stored_rows
from ipju.storage.records import Destructions, Months, Settings
from ipju.storage.requests import Requests
from ipju.storage.rosters import Rosters
from ipju.storage.sealing import Secrets
from ipju.storage.statements import Statements

FIRST_VERSION = 1


class Cases:
    """Cases as whole aggregates, within one transaction."""

    def __init__(self, connection: Connection, codec: CaseCodec, statements: Statements) -> None:
        self._connection = connection
        self._codec = codec
        self._statements = statements
        self._version_at = codec.tables[0].names.index("version")

    def get(self, case_id: UUID) -> Case:
        """Return the case; KeyError when there is none."""
        stored = self._rows(case_id)
        if not stored["cases"]:
            raise KeyError(case_id)
        return self._codec.case(stored)

    def many(self, case_ids: Collection[UUID]) -> Mapping[UUID, Case]:
        """Return cases by their ids, read together; KeyError when there is none of an id."""
        wanted = [one.hex for one in case_ids]
        rows = stored_rows(self._connection, self._codec, self._statements, wanted)
        found = {one.id: one for one in cases_of(self._codec, rows)}
        return {one: found[one] for one in case_ids}

    def told(self, case_id: UUID) -> tuple[str, str]:
        """Return the applicant's name (may be empty) and the number; KeyError when there is none.

        What lists say of a case, its rows unread.
        """
        found = self._connection.exec_driver_sql(
            "SELECT name, number FROM case_line WHERE case_id = ?", (case_id.hex,)
        ).first()
        if found is None:
            raise KeyError(case_id)
        return found[0], found[1]

    def id_of(self, number: str) -> UUID | None:
        """Return the id of the case with this number (접수번호), or None."""
        found = self._connection.exec_driver_sql(
            "SELECT id FROM cases WHERE number = ?", (number,)
        ).scalar()
        return UUID(found) if found else None

    def add(self, case: Case) -> Case:
        """Store a new case as version 1; AlreadyThere when its number or id is taken."""
        self.refuse_known([case])
        saved = replace(case, version=FIRST_VERSION)
        rows = self._codec.rows(saved)
        for codec in self._codec.tables:
            self.insert(codec, list(rows[codec.shape.name].values()))
        put_lines(self._connection, [saved], datetime.now(UTC))
        return saved

    def add_all(self, cases: Sequence[Case]) -> None:
        """Store many new cases as version 1 of each, a table at a time.

        AlreadyThere, TooLarge: nothing of this transaction may be kept then.
        """
        self.refuse_known(cases)
        saved = [replace(one, version=FIRST_VERSION) for one in cases]
        gathered: dict[str, list[type_of_row]] = {}
        for one in saved:
            for name, rows in self._codec.rows(one).items():
                gathered.setdefault(name, []).extend(rows.values())
        for codec in self._codec.tables:
            self.insert(codec, gathered.get(codec.shape.name, []))
        if saved:
            put_lines(self._connection, saved, datetime.now(UTC))

    def refuse_known(self, cases: Sequence[Case]) -> None:
        """Raise AlreadyThere when a number or id of new cases is taken, or is among them twice."""
        for key, wanted in (
            ("number", [one.number for one in cases]),
            ("id", [one.id.hex for one in cases]),
        ):
            known = self._connection.exec_driver_sql(
                f"SELECT number FROM cases WHERE {key} IN (SELECT value FROM json_each(?))",
                (json.dumps(wanted),),
            ).scalar()
            if known is not None:
                raise AlreadyThere(known)
            if len(set(wanted)) < len(wanted):
                raise AlreadyThere(Counter(wanted).most_common(1)[0][0])

    def insert(self, codec: RowCodec, rows: Sequence[type_of_row]) -> None:
        """Insert new rows of one table."""
        self._run(self._statements.insert[codec.shape.name], rows)

    def save(self, case: Case) -> Case:
        """Store a changed case as the next version; Clash when `version` is not what is stored.

        Only rows that differ are written.
        """
        stored = self._rows(case.id)
        if not stored["cases"]:
            raise KeyError(case.id)
        version = stored["cases"][0][self._version_at]
        if version != case.version:
            raise Clash(version)
        saved = replace(case, version=case.version + 1)
        after = self._codec.rows(saved)
        before = {
            codec.shape.name: {codec.identity(row): row for row in stored[codec.shape.name]}
            for codec in self._codec.tables
        }
        for codec in reversed(self._codec.tables):
            name = codec.shape.name
            self._delete(codec, case.id, [one for one in before[name] if one not in after[name]])
        for codec in self._codec.tables:
            name = codec.shape.name
            changed = [
                row
                for identity, row in after[name].items()
                if not _same(codec, before[name].get(identity), row)
            ]
            self._run(self._statements.put[name], changed)
        put_lines(self._connection, [saved], datetime.now(UTC))
        return saved

    def delete(self, case_id: UUID) -> None:
        """Remove a case and everything of it."""
        drop_line(self._connection, case_id)
        self._connection.exec_driver_sql("DELETE FROM cases WHERE id = ?", (case_id.hex,))

    def next_number(self, prefix: str) -> str:
        """Return the number `<prefix>-00001` that follows the highest; it grows beyond 99999.

        Numbers typed by hand that don't end in digits are passed over.
        """
        start = len(prefix) + 2
        last = self._connection.exec_driver_sql(
            "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM cases"
            " WHERE number > ? AND number < ? AND substr(number, ?) NOT GLOB '*[^0-9]*'",
            (start, f"{prefix}-", f"{prefix}.", start),
        ).scalar()
        return f"{prefix}-{(last or 0) + 1:05d}"

    def _rows(self, case_id: UUID) -> dict[str, list[type_of_row]]:
        return {
            name: fetched(self._connection, statement, case_id.hex)
            for name, statement in self._statements.select.items()
        }

    def _run(self, statement: str, rows: Sequence[type_of_row]) -> None:
        if not rows:
            return
        try:
            self._connection.exec_driver_sql(statement, list(rows))
        except OverflowError:
            raise TooLarge from None

    def _delete(self, codec: RowCodec, case_id: UUID, identities: list[str]) -> None:
        if not identities:
            return
        name = codec.shape.name
        if codec.shape.single:
            self._connection.exec_driver_sql(
                f"DELETE FROM {name} WHERE case_id = ?", (case_id.hex,)
            )
            return
        self._connection.exec_driver_sql(
            f"DELETE FROM {name} WHERE case_id = ? AND id = ?",
            [(case_id.hex, one) for one in identities],
        )


def _same(codec: RowCodec, before: type_of_row | None, after: type_of_row) -> bool:
    """Compare stored rows; a sealed value differs at every sealing, so its index is compared."""
    if before is None:
        return False
    if not codec.sealed:
        return before == after
    return all(
        one == other
        for at, (one, other) in enumerate(zip(before, after, strict=True))
        if at not in codec.sealed
    )


class Judgements:
    """The latest judgement of each case, for lists and queues."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, case_id: UUID, version: int, summary: Summary, findings: bytes) -> None:
        """Store the judgement of one version of a case, and its summary for the lists."""
        self.put_all([(case_id, version, summary, findings)])

    def put_all(self, judged: Sequence[tuple[UUID, int, Summary, bytes]]) -> None:
        """Store judgements of many cases, each (case, its version, summary, findings)."""
        if not judged:
            return
        lines = [
            (
                URGENCY[one.outcome],
                one.failed,
                one.review,
                one.missing,
                one.points,
                one.headline,
                case_id.hex,
            )
            for case_id, _version, one, _findings in judged
        ]
        run = self._connection.exec_driver_sql
        # A line that says the same already is not written, nor are its indexes.
        run(
            "UPDATE case_line SET urgency = ?1, failed = ?2, review = ?3, missing = ?4,"
            " points = ?5, headline = ?6 WHERE case_id = ?7"
            " AND (urgency, failed, review, missing, points, headline) IS NOT (?1,?2,?3,?4,?5,?6)",
            lines,
        )
        run(
            "INSERT INTO judgement (case_id, version, findings) VALUES (?, ?, ?)"
            " ON CONFLICT (case_id) DO UPDATE SET version = excluded.version,"
            " findings = excluded.findings",
            [(case_id.hex, version, findings) for case_id, version, _one, findings in judged],
        )


class UnitOfWork:
    """One transaction: cases and everything the office keeps about them and itself."""

    def __init__(
        self,
        connection: Connection,
        codec: CaseCodec,
        statements: Statements,
        secrets: Secrets,
    ) -> None:
        self.cases = Cases(connection, codec, statements)
        self.ledger = Ledger(connection, secrets)
        self.judgements = Judgements(connection)
        self.accounts = Accounts(connection, secrets)
        self.settings = Settings(connection)
        self.sheets = Sheets(connection, secrets)
        self.proposals = Proposals(connection, secrets)
        self.letters = Letters(connection, secrets)
        self.months = Months(connection, secrets)
        self.destructions = Destructions(connection, secrets)
        self.leases = Leases(connection, secrets)
        self.figures = Figures(connection, secrets)
        self.orders = Orders(connection, secrets)
        self.waiting = Waiting(connection, secrets)
        self.scores = Scores(connection, secrets)
        self.requests = Requests(connection, secrets)
        self.postings = Postings(connection, secrets)
        self.outgoing = Outgoing(connection, secrets)
        self.scans = Scans(connection, secrets)
        self.rosters = Rosters(connection, secrets)
        self.examinations = Examinations(connection)
