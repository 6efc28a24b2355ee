"""What the office keeps about itself: settings, signed months, destruction certificates."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.retention import Certificate, Holding
from ipju.domain.trail import Anchor, SignedMonth
from ipju.storage.codec import write_moment
from ipju.storage.ledger import read_moment, sealed_rows, store_id
from ipju.storage.lines import drop_line
from ipju.storage.problems import Refused, Tampered
from ipju.storage.sealing import Secrets

SERIALS = "letter-serial-"
"""Settings that say, by year, the highest number of a letter that went with its case."""

OF_CASE = (
    *("letter", "proposal", "sheet", "score_sheet", "waiting", "room_lease"),
    *("case_request", "posting", "scan"),
)
"""Tables beside the facts of a case that go with it; terms and rents go with their lease."""

_MONTH = "month, signed_at, signed_by, seq, hash, content"
CERTIFICATE = (
    "case_id, case_number, notice, holding, due_on, destroyed_at, approved_by, reason, rows"
)
"""Columns of a certificate, in the order in which its seal binds them."""


class Settings:
    """Settings of the office (설정) as JSON values."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of a setting, `default` when it was never set."""
        found = self._connection.exec_driver_sql(
            "SELECT value FROM setting WHERE key = ?", (key,)
        ).scalar()
        return default if found is None else json.loads(found)

    def put(self, key: str, value: Any) -> None:
        """Set a setting."""
        self._connection.exec_driver_sql(
            "INSERT INTO setting (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, json.dumps(value, ensure_ascii=False, sort_keys=True)),
        )


class Months:
    """Signed months (월별 점검), within one transaction."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets

    def sign(self, month: SignedMonth) -> None:
        """Store a signed month; Refused when it was signed: it is never changed.

        Tampered when the ledger tells that it was signed, and its row isn't there any more.
        """
        if any(one.month == month.month for one in self.all()):
            raise Refused("signed_month_stays")
        told = sealed_rows(self._connection, self._secrets, ("sign-month",))
        if any(one.get("month") == f"{month.month:%Y-%m}" for _action, one in told):
            raise Tampered("서명한 달")
        values = (
            month.month.isoformat(),
            write_moment(month.signed_at),
            month.signed_by.hex,
            month.anchor.seq,
            month.anchor.hash,
            month.content.decode(),
        )
        self._connection.exec_driver_sql(
            f"INSERT INTO signed_month ({_MONTH}, seal) VALUES (?,?,?,?,?,?,?)",
            (*values, self._secrets.mac("month", *values)),
        )

    def all(self) -> tuple[SignedMonth, ...]:
        """Return every signed month, newest first."""
        rows = self._connection.exec_driver_sql(
            f"SELECT {_MONTH}, seal FROM signed_month ORDER BY month DESC"
        ).all()
        return tuple(self._month(row) for row in rows)

    def _month(self, row: Any) -> SignedMonth:
        values, seal = tuple(row[:6]), row[6]
        store = store_id(self._connection)
        at = read_moment(values[1])
        return SignedMonth(
            month=date.fromisoformat(values[0]),
            signed_at=at,
            signed_by=UUID(values[2]),
            anchor=Anchor(
                store=store,
                seq=values[3],
                hash=values[4],
                at=at,
                seal=self._secrets.mac("anchor", store, values[3], values[4], values[1]),
                kind="month",
            ),
            content=values[5].encode(),
            whole=self._secrets.fits(seal, "month", *values),
        )


class Destructions:
    """Destruction certificates (파기확인서), and destroying itself, within one transaction."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets

    def destroy(self, certificate: Certificate) -> Certificate:
        """Take a case and everything of it away; what remains is the certificate.

        The rows, the line of lists, the search index, sheets, proposals and letters go, with the
        scores, numbers of the waiting list and leases of the case; pages are overwritten
        (`secure_delete`, in the index too). Ledger rows stay: they hold no data of the applicant.
        A case that is gone already (a backup brought it back and it was destroyed again) keeps its
        first certificate.
        """
        key = certificate.case_id.hex
        known = self.get(certificate.case_id)
        if known is None:
            values = (
                key,
                certificate.case_number,
                certificate.notice,
                certificate.holding.value,
                certificate.due_on.isoformat(),
                write_moment(certificate.destroyed_at),
                certificate.approved_by.hex,
                certificate.reason,
                certificate.rows,
            )
            self._connection.exec_driver_sql(
                f"INSERT INTO destruction ({CERTIFICATE}, seal) VALUES (?,?,?,?,?,?,?,?,?,?)",
                (*values, self._secrets.mac("destruction", *values)),
            )
        run = self._connection.exec_driver_sql
        run("INSERT INTO case_search (case_search, rank) VALUES ('secure-delete', 1)")
        drop_line(self._connection, certificate.case_id)
        # The number of a letter that went is never given again.
        run(
            "INSERT INTO setting (key, value) SELECT ? || year, max(serial) FROM letter"
            " WHERE case_id = ? GROUP BY year ON CONFLICT (key) DO UPDATE SET value ="
            " max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
            (SERIALS, key),
        )
        # What the last file of query results wrote into its cases is kept for taking it back.
        for setting in ("query-taken/", "query-edits/"):
            run("DELETE FROM setting WHERE key = ?", (f"{setting}{certificate.notice}",))
        for table in OF_CASE:
            run(f"DELETE FROM {table} WHERE case_id = ?", (key,))
        run("DELETE FROM cases WHERE id = ?", (key,))
        return known or certificate

    def get(self, case_id: UUID) -> Certificate | None:
        """Return the certificate of a destroyed case, or None."""
        row = self._connection.exec_driver_sql(
            f"SELECT {CERTIFICATE}, seal FROM destruction WHERE case_id = ?", (case_id.hex,)
        ).first()
        return self._certificate(row) if row else None

    def all(self) -> tuple[Certificate, ...]:
        """Return every certificate, newest first."""
        rows = self._connection.exec_driver_sql(
            f"SELECT {CERTIFICATE}, seal FROM destruction ORDER BY destroyed_at DESC, case_number"
        ).all()
        return tuple(self._certificate(row) for row in rows)

    def _certificate(self, row: Any) -> Certificate:
        values, seal = tuple(row[:9]), row[9]
        return Certificate(
            case_id=UUID(values[0]),
            case_number=values[1],
            notice=values[2],
            holding=Holding.of(values[3]),
            due_on=date.fromisoformat(values[4]),
            destroyed_at=read_moment(values[5]),
            approved_by=UUID(values[6]),
            reason=values[7],
            rows=values[8],
            whole=self._secrets.fits(seal, "destruction", *values),
        )
