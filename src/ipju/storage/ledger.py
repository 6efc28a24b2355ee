"""The ledger (장부): acts and views, each row chained to the one before. No name and no RRN.

Anybody can check the chain (SHA-256); only this office could write the seals (HMAC).
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.trail import Anchor, ChainReport
from ipju.storage.codec import write_moment
from ipju.storage.engine import fetched
from ipju.storage.facts_seal import fits_facts, seal_facts
from ipju.storage.sealing import Secrets
from ipju.storage.told_records import unlike_told

START = "0" * 64
STORE_ID = "store"
"""The setting that names this store in its anchors."""

UNSEALED = "unsealed"
"""The setting that says how many rows were written before rows were sealed, with a seal of its
own: nobody without the key can make more of them."""

EDITS = ("open", "import", "record")
"""Acts that edit the facts of a case; migration 0002 names the same."""

STEPS = ("propose", "withdraw", "approve", "send-back", "refuse", "void")
"""Acts upon a proposal, the one it begins with first."""

_STEPS = ", ".join(f"'{one}'" for one in STEPS)

_VALUES = "at, device, actor, action, case_id, why, detail"
_COLUMNS = f"{_VALUES}, previous, hash"
_SEALED = f"seq, previous, hash, seal, {_VALUES}"
_ACTION = 7
"""Where the act stands among them."""


def _hash(previous: str, values: tuple[str | None, ...]) -> str:
    text = json.dumps([previous, *values], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _is_whole(secrets: Secrets, row: Sequence[Any]) -> bool:
    """Tell whether this office wrote a row of `_SEALED`, as it stands."""
    seq, previous, digest, seal, *values = row
    # The seal binds the hash, the hash binds what the row tells.
    return bool(digest == _hash(previous, tuple(values))) and secrets.fits(
        seal, "ledger", seq, digest
    )


def read_moment(text: str) -> datetime:
    """Return the moment that `write_moment` wrote, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one whole row of the ledger tells: who, what, and of what."""

    actor: str
    action: str
    detail: Mapping[str, Any]


class Ledger:
    """Appends rows within one transaction, and tells who edited a case last."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets
        self._rows = 0

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
        """Append one row; it is there when the transaction is committed, or not at all.

        `actor` is the account's id in hex. An edit is written after the case was saved: its row
        carries the seal of the facts as they stand then. A clock that stands before the last row
        is written down as it is, with the seconds it lies back (`clock_back`).
        """
        last = fetched(
            self._connection, "SELECT hash, at, seq FROM ledger ORDER BY seq DESC LIMIT 1"
        )
        previous, before, seq = last[0] if last else (START, "", 0)
        told = dict(detail or {})
        moment = write_moment(at)
        if moment < before:
            told["clock_back"] = round((read_moment(before) - at).total_seconds())
        if action in EDITS and case_id is not None:
            told["facts"] = seal_facts(self._connection, self._secrets, case_id)
        values = (
            moment,
            platform.node(),
            actor,
            action,
            case_id.hex if case_id else None,
            why,
            json.dumps(told, ensure_ascii=False, sort_keys=True),
        )
        digest = _hash(previous, values)
        self._connection.exec_driver_sql(
            f"INSERT INTO ledger (seq, {_COLUMNS}, seal) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (seq + 1, *values, previous, digest, self._secrets.mac("ledger", seq + 1, digest)),
        )

    def last_editor(self, case_id: UUID, version: int) -> str | None:
        """Return who edited a case last; None when no row tells of the facts that are stored.

        A row that was slipped in, altered or taken away past the program does not count, nor
        does one that tells of another version or of other facts.
        """
        wanted = "action IN (SELECT value FROM json_each(?))"
        row = self._newest(wanted, case_id, EDITS)
        if row is None or row.detail.get("version") != version:
            return None
        told = fetched(
            self._connection,
            f"SELECT 1 FROM ledger WHERE case_id = ? AND {wanted}"
            " AND json_extract(detail, '$.version') = ?",
            case_id.hex,
            json.dumps(EDITS),
            version,
        )
        # One save, one row: a second one was written to tell of another editor.
        if len(told) != 1:
            return None
        facts = str(row.detail.get("facts", ""))
        if not facts or not fits_facts(self._connection, self._secrets, case_id, facts):
            return None
        return row.actor

    def has_every_row(self) -> bool:
        """Tell whether no row before the last one is missing: numbers run on, and are sealed.

        What was counted once is not counted again within the transaction: nobody else can take a
        row away while it is open, so that only those beyond are counted.
        """
        # All of them are counted by an index; by their numbers the whole table would be read.
        known, highest = self._rows, "(SELECT coalesce(max(seq), 0) FROM ledger)"
        beyond, values = (" WHERE seq > ?", (known,)) if known else ("", ())
        rows, last = fetched(
            self._connection, f"SELECT (SELECT count(*) FROM ledger{beyond}), {highest}", *values
        )[0]
        if known + rows != last:
            return False
        self._rows = last
        return True

    def last_serial(self, year: int) -> int:
        """Return the serial number of the newest letter of a year that a whole row tells of; 0.

        Numbers are given in their order: the newest one is the highest.
        """
        before = sys.maxsize
        while rows := fetched(
            self._connection,
            f"SELECT {_SEALED} FROM ledger WHERE action = 'issue-letter' AND seq < ?"
            " AND json_extract(detail, '$.year') = ? ORDER BY seq DESC LIMIT 1",
            before,
            year,
        ):
            if _is_whole(self._secrets, rows[0]):
                return int(json.loads(rows[0][10])["serial"])
            before = rows[0][0]
        return 0

    def steps(self, case_id: UUID, proposal: UUID) -> tuple[Step | None, Step | None]:
        """Return the newest row that proposed, and the newest act upon a proposal.

        None for the one that is not there, or that was altered.
        """
        rows = fetched(
            self._connection,
            f"SELECT {_SEALED} FROM ledger WHERE case_id = ? AND +action IN ({_STEPS})"
            " AND json_extract(detail, '$.proposal') = ? ORDER BY seq DESC",
            case_id.hex,
            proposal.hex,
        )
        first = self._step(next((one for one in rows if one[_ACTION] == STEPS[0]), None))
        last = first if len(rows) == 1 else self._step(next(iter(rows), None))
        return first, last

    def has_seen(self, actor: str, case_id: UUID, proposal: UUID) -> bool:
        """Tell whether somebody had the sheet of a proposal before him, by a whole row of it."""
        # One case has few rows, one person many: with the sign the case leads.
        wanted = (
            "action IN (SELECT value FROM json_each(?)) AND json_extract(detail, ?) = ?"
            " AND +actor = ?"
        )
        found = self._newest(wanted, case_id, ("view",), "$.proposal", proposal.hex, actor)
        return found is not None

    def told(self, actions: Sequence[str]) -> tuple[tuple[str, str, Mapping[str, Any]], ...]:
        """Return (who, act, detail) of acts upon no case, oldest first, by whole rows alone."""
        steps = _sealed_steps(self._connection, self._secrets, actions, of_no_case=True)
        return tuple((one.actor, one.action, one.detail) for one in steps)

    def _newest(
        self, condition: str, case_id: UUID, actions: Sequence[str], *values: str
    ) -> Step | None:
        rows = fetched(
            self._connection,
            f"SELECT {_SEALED} FROM ledger"
            f" WHERE case_id = ? AND {condition} ORDER BY seq DESC LIMIT 1",
            case_id.hex,
            json.dumps(list(actions)),
            *values,
        )
        return self._step(next(iter(rows), None))

    def _step(self, row: Sequence[Any] | None) -> Step | None:
        """Return what a row tells; None without one, or when it was altered."""
        if row is None or not _is_whole(self._secrets, row):
            return None
        told = row[4:]
        return Step(actor=told[2], action=told[3], detail=json.loads(told[6]))


def sealed_rows(
    connection: Connection, secrets: Secrets, actions: Sequence[str], *, of_no_case: bool = False
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (action, detail) of the rows of some acts, oldest first, that this office wrote.

    `of_no_case`: acts upon no case; the few rows of that kind are found by their index.
    """
    for one in _sealed_steps(connection, secrets, actions, of_no_case=of_no_case):
        yield one.action, dict(one.detail)


def _sealed_steps(
    connection: Connection, secrets: Secrets, actions: Sequence[str], *, of_no_case: bool
) -> Iterator[Step]:
    few = " AND case_id IS NULL" if of_no_case else ""
    rows = fetched(
        connection,
        f"SELECT {_SEALED} FROM ledger"
        f" WHERE action IN (SELECT value FROM json_each(?)){few} ORDER BY seq",
        json.dumps(list(actions)),
    )
    for row in rows:
        if _is_whole(secrets, row):
            yield Step(actor=row[6], action=row[_ACTION], detail=json.loads(row[10]))


def head_of(connection: Connection, secrets: Secrets, at: datetime) -> Anchor | None:
    """Return the anchor of the last row as it stands now, None while the ledger is empty."""
    last = connection.exec_driver_sql(
        "SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1"
    ).first()
    return anchor_at(connection, secrets, int(last[0]), at) if last else None


def anchor_at(connection: Connection, secrets: Secrets, seq: int, at: datetime) -> Anchor:
    """Return the anchor of one row; KeyError when there is no such row."""
    digest = connection.exec_driver_sql("SELECT hash FROM ledger WHERE seq = ?", (seq,)).scalar()
    if digest is None:
        raise KeyError(seq)
    store = store_id(connection)
    seal = secrets.mac("anchor", store, seq, digest, write_moment(at))
    return Anchor(store=store, seq=seq, hash=str(digest), at=at, seal=seal)


def is_ours(anchor: Anchor, secrets: Secrets) -> bool:
    """Tell whether this office wrote an anchor."""
    return secrets.fits(
        anchor.seal, "anchor", anchor.store, anchor.seq, anchor.hash, write_moment(anchor.at)
    )


def store_id(connection: Connection) -> str:
    """Return the id of this store; empty in a store that was not given one."""
    found = connection.exec_driver_sql(
        "SELECT value FROM setting WHERE key = ?", (STORE_ID,)
    ).scalar()
    return str(json.loads(found)) if found else ""


def first_terms(connection: Connection, secrets: Secrets, store: str) -> dict[str, object]:
    """Return the settings of a store that is given its id: how many rows there are without seal."""
    rows = connection.exec_driver_sql("SELECT count(*) FROM ledger").scalar_one()
    return {STORE_ID: store, UNSEALED: [rows, secrets.mac(UNSEALED, store, rows)]}


def _unsealed(connection: Connection, secrets: Secrets) -> int:
    """Return up to which row the ledger was written before rows were sealed; 0 unless proven."""
    found = connection.exec_driver_sql(
        "SELECT value FROM setting WHERE key = ?", (UNSEALED,)
    ).scalar()
    rows, seal = json.loads(found) if found else (0, None)
    return int(rows) if secrets.fits(seal, UNSEALED, store_id(connection), rows) else 0


def first_break(connection: Connection, secrets: Secrets) -> int | None:
    """Return the number of the first ledger row that doesn't fit, None when all do.

    Rows of the first release carry no seal; every row since then must.
    """
    previous, expected, unsealed = START, 1, _unsealed(connection, secrets)
    rows = connection.exec_driver_sql(f"SELECT seq, {_COLUMNS}, seal FROM ledger ORDER BY seq")
    for seq, *values, chained, digest, seal in rows:
        if seq != expected or chained != previous or digest != _hash(previous, tuple(values)):
            return int(seq)
        bare = seal is None and seq <= unsealed
        if not bare and not secrets.fits(seal, "ledger", seq, digest):
            return int(seq)
        previous, expected = digest, expected + 1
    return None


def check(
    connection: Connection, secrets: Secrets, anchors: Iterable[Anchor], at: datetime
) -> ChainReport:
    """Check the whole chain, and hold the anchors kept outside against it."""
    known, missed = list[Anchor](), list[Anchor]()
    for one in anchors:
        digest = connection.exec_driver_sql(
            "SELECT hash FROM ledger WHERE seq = ?", (one.seq,)
        ).scalar()
        fits = digest == one.hash and one.store == store_id(connection) and is_ours(one, secrets)
        (known if fits else missed).append(one)
    broken = first_break(connection, secrets)
    rows = int(connection.exec_driver_sql("SELECT count(*) FROM ledger").scalar_one())
    reach = max((one.seq for one in known), default=0)
    return ChainReport(
        rows=rows,
        broken_at=broken,
        head=head_of(connection, secrets, at),
        covered=reach if broken is None else min(reach, broken - 1),
        anchors=tuple(known),
        missed=tuple(missed),
        unlike=unlike_told(connection),
    )
