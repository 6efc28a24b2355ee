"""The ledger (장부): acts and views, each row chained to the one before. No name and no RRN."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.storage.codec import write_moment

START = "0" * 64
_COLUMNS = "at, device, actor, action, case_id, why, detail, previous, hash"


def _hash(previous: str, values: tuple[str | None, ...]) -> str:
    text = json.dumps([previous, *values], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class Ledger:
    """Appends rows within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(
        self,
        *,
        at: datetime,
        actor: str,
        action: str,
        case_id: UUID | None = None,
        why: str = "",
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """Append one row; it is there when the transaction is committed, or not at all."""
        last = self._connection.exec_driver_sql(
            "SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1"
        ).scalar()
        previous = str(last) if last is not None else START
        values = (
            write_moment(at),
            platform.node(),
            actor,
            action,
            case_id.hex if case_id else None,
            why,
            json.dumps(detail or {}, ensure_ascii=False, sort_keys=True),
        )
        self._connection.exec_driver_sql(
            f"INSERT INTO ledger ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)",
            (*values, previous, _hash(previous, values)),
        )


def first_break(connection: Connection) -> int | None:
    """Return the number of the first ledger row that doesn't fit the chain, None when all do."""
    previous, expected = START, 1
    rows = connection.exec_driver_sql(f"SELECT seq, {_COLUMNS} FROM ledger ORDER BY seq")
    for seq, *values, chained, digest in rows:
        if seq != expected or chained != previous or digest != _hash(previous, tuple(values)):
            return int(seq)
        previous, expected = digest, expected + 1
    return None


def acts_of(
    connection: Connection, case_id: UUID, limit: int
) -> tuple[tuple[datetime, str, str, str], ...]:
    """Return (when, who, action, why) of the rows of one case, newest first."""
    rows = connection.exec_driver_sql(
        "SELECT at, actor, action, why FROM ledger WHERE case_id = ? ORDER BY seq DESC LIMIT ?",
        (case_id.hex, limit),
    )
    return tuple(
        (datetime.fromisoformat(at).replace(tzinfo=UTC), actor, action, why)
        for at, actor, action, why in rows
    )
