"""Letters as they were posted, and scans as they came in, within one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.post import Posting, ReturnWhy, Scan, ScanKind
from ipju.storage.codec import write_moment
from ipju.storage.columns import day_of, places, sets, text_of
from ipju.storage.ledger import read_moment
from ipju.storage.problems import Clash, Tampered
from ipju.storage.sealing import Secrets

_POSTING = (
    "id, case_id, letter_id, request_id, attempt, sent_on, registered, address, returned_on,"
    " returned_why, note, version"
)
_SCAN = "id, case_id, paper, name, kind, size, pages, digest, added_at, added_by"


class Postings:
    """Letters as they were posted (발송), within one transaction."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets

    def add(self, posting: Posting) -> Posting:
        """Store a new posting as version 1."""
        saved = replace(posting, version=1)
        values = _posting_values(saved)
        self._connection.exec_driver_sql(
            f"INSERT INTO posting ({_POSTING}, seal) VALUES ({places(_POSTING)},?)",
            (*values, self._secrets.mac("posting", *values)),
        )
        return saved

    def save(self, posting: Posting) -> Posting:
        """Store a changed posting as the next version; Clash when it was changed meanwhile."""
        stored = self._select("id = ?", posting.id.hex)
        if not stored:
            raise KeyError(posting.id)
        if not stored[0].whole:
            raise Tampered("발송 기록")
        if stored[0].version != posting.version:
            raise Clash(stored[0].version)
        saved = replace(posting, version=posting.version + 1)
        values = _posting_values(saved)
        self._connection.exec_driver_sql(
            f"UPDATE posting SET {sets(_POSTING)}, seal = ? WHERE id = ?",
            (*values, self._secrets.mac("posting", *values), saved.id.hex),
        )
        return saved

    def get(self, posting: UUID) -> Posting:
        """Return a posting; KeyError when there is none."""
        found = self._select("id = ?", posting.hex)
        if not found:
            raise KeyError(posting)
        return found[0]

    def of_letter(self, letter: UUID) -> tuple[Posting, ...]:
        """Return every sending of a letter, the newest first."""
        return self._select("letter_id = ?", letter.hex)[::-1]

    def of_case(self, case_id: UUID) -> tuple[Posting, ...]:
        """Return every posting to an applicant, newest first."""
        return self._select("case_id = ?", case_id.hex)[::-1]

    def of_request(self, request: UUID, case_id: UUID) -> tuple[Posting, ...]:
        """Return every sending of a request to an applicant, the newest first."""
        found = self._select("case_id = ? AND request_id = ?", case_id.hex, request.hex)
        return found[::-1]

    def last_of_requests(self, cases: Sequence[UUID]) -> Mapping[UUID, Posting]:
        """Return how each request to some cases was sent last, by the request."""
        wanted = json.dumps([one.hex for one in cases])
        found = self._select(
            "case_id IN (SELECT value FROM json_each(?)) AND request_id IS NOT NULL", wanted
        )
        return {one.request: one for one in found if one.request is not None}

    def by_registered(self, registered: str) -> tuple[Posting, ...]:
        """Return the postings with a number of registered mail (등기번호)."""
        return self._select("registered = ?", registered)

    def between(self, first: date, last: date) -> tuple[Posting, ...]:
        """Return what was posted from `first` to `last`, both inclusive, oldest first."""
        return self._select("sent_on >= ? AND sent_on <= ?", first.isoformat(), last.isoformat())

    def _select(self, where: str, *values: Any) -> tuple[Posting, ...]:
        rows = self._connection.exec_driver_sql(
            f"SELECT {_POSTING}, seal FROM posting WHERE {where} ORDER BY sent_on, attempt, id",
            values,
        ).all()
        return tuple(
            Posting(
                id=UUID(row[0]),
                case_id=UUID(row[1]),
                letter=UUID(row[2]) if row[2] else None,
                request=UUID(row[3]) if row[3] else None,
                attempt=row[4],
                sent_on=date.fromisoformat(row[5]),
                registered=row[6],
                address=row[7],
                returned_on=day_of(row[8]),
                returned_why=ReturnWhy.of(row[9]) if row[9] else None,
                note=row[10],
                version=row[11],
                whole=self._secrets.fits(row[12], "posting", *row[:12]),
            )
            for row in rows
        )


def _posting_values(one: Posting) -> tuple[Any, ...]:
    return (
        one.id.hex,
        one.case_id.hex,
        one.letter.hex if one.letter else None,
        one.request.hex if one.request else None,
        one.attempt,
        one.sent_on.isoformat(),
        one.registered,
        one.address,
        text_of(one.returned_on),
        one.returned_why.value if one.returned_why else None,
        one.note,
        one.version,
    )


class Scans:
    """Scanned papers (스캔), their bytes sealed, within one transaction."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets

    def add(self, scan: Scan, content: bytes) -> Scan:
        """Store a scan with its bytes."""
        sealed = self._secrets.seal_bytes(content, f"scan.{scan.id.hex}")
        self._connection.exec_driver_sql(
            f"INSERT INTO scan ({_SCAN}, content) VALUES ({places(_SCAN)},?)",
            (*_scan_values(scan), sealed),
        )
        return scan

    def place(self, scan: UUID, case_id: UUID | None, paper: UUID | None) -> Scan:
        """Lay a scan to a case and paper, or back into the tray; KeyError when there is none."""
        self._connection.exec_driver_sql(
            "UPDATE scan SET case_id = ?, paper = ? WHERE id = ?",
            (case_id.hex if case_id else None, paper.hex if paper else None, scan.hex),
        )
        return self.get(scan)

    def get(self, scan: UUID) -> Scan:
        """Return a scan without its bytes; KeyError when there is none."""
        found = self._select("id = ?", scan.hex)
        if not found:
            raise KeyError(scan)
        return found[0]

    def content(self, scan: UUID) -> bytes:
        """Return the bytes of a scan; KeyError when there is none, Tampered when altered."""
        from cryptography.exceptions import InvalidTag

        row = self._connection.exec_driver_sql(
            "SELECT content, digest FROM scan WHERE id = ?", (scan.hex,)
        ).first()
        if row is None:
            raise KeyError(scan)
        try:
            content = self._secrets.unseal_bytes(row[0], f"scan.{scan.hex}")
        except (InvalidTag, ValueError):
            raise Tampered("스캔") from None
        if hashlib.sha256(content).hexdigest() != row[1]:
            raise Tampered("스캔")
        return content

    def of_case(self, case_id: UUID) -> tuple[Scan, ...]:
        """Return the scans of a case, oldest first."""
        return self._select("case_id = ?", case_id.hex)

    def tray(self) -> tuple[Scan, ...]:
        """Return the scans that wait for a case, oldest first."""
        return self._select("case_id IS NULL")

    def known(self, digest: str) -> tuple[Scan, ...]:
        """Return the scans with these very bytes."""
        return self._select("digest = ?", digest)

    def remove(self, scan: UUID) -> None:
        """Take a scan out of the tray for good; one that lies in a case stays."""
        self._connection.exec_driver_sql(
            "DELETE FROM scan WHERE id = ? AND case_id IS NULL", (scan.hex,)
        )

    def _select(self, where: str, *values: Any) -> tuple[Scan, ...]:
        rows = self._connection.exec_driver_sql(
            f"SELECT {_SCAN} FROM scan WHERE {where} ORDER BY added_at, id", values
        ).all()
        return tuple(
            Scan(
                id=UUID(row[0]),
                case_id=UUID(row[1]) if row[1] else None,
                paper=UUID(row[2]) if row[2] else None,
                name=row[3],
                kind=ScanKind.of(row[4]),
                size=row[5],
                pages=row[6],
                digest=row[7],
                added_at=read_moment(row[8]),
                added_by=UUID(row[9]),
            )
            for row in rows
        )


def _scan_values(one: Scan) -> tuple[Any, ...]:
    return (
        one.id.hex,
        one.case_id.hex if one.case_id else None,
        one.paper.hex if one.paper else None,
        one.name,
        one.kind.value,
        one.size,
        one.pages,
        one.digest,
        write_moment(one.added_at),
        one.added_by.hex,
    )
