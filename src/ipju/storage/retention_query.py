"""Which cases may fall due for destruction, asked in SQL; and wiping what destruction left."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.case import Stage
from ipju.domain.decision import Verdict
from ipju.domain.outgoing import NOT_SELECTED, SELECTED, SELECTION_FORMS
from ipju.domain.retention import Standing
from ipju.storage.engine import told
from ipju.storage.letting_tables import HELD
from ipju.storage.outgoing import LOST
from ipju.storage.problems import Busy, NotWritten
from ipju.storage.records import OF_CASE
from ipju.storage.shape import case_shape

_LETTER = (
    "(SELECT {what} FROM letter JOIN proposal ON proposal.id = letter.proposal_id"
    f" WHERE letter.case_id = cases.id AND proposal.matter = 'person' AND NOT {LOST}"
    "{more}"
    " ORDER BY letter.issued_at DESC, letter.rowid DESC LIMIT 1)"
)
_ROOM = (
    "(SELECT {what} FROM room_lease JOIN lease_term ON lease_term.lease_id = room_lease.id"
    " WHERE cases.id = room_lease.case_id OR cases.renewal_lease = room_lease.id)"
)
"""Of the lease that was signed for a case, or that a case would renew; NULL where there is none."""

_RANKED = ", ".join(f"'{one}'" for one in SELECTION_FORMS)
_STANDING = (
    "SELECT cases.id, cases.number, cases.notice, cases.stage, "
    + _LETTER.format(what="proposal.verdict", more="")
    + ", "
    + _LETTER.format(what="letter.form", more="")
    + ", "
    + _LETTER.format(what="letter.form", more=f" AND letter.form IN ({_RANKED})")
    + ", "
    + _LETTER.format(
        what="letter.issued_on", more=" AND proposal.verdict IN ('eligible', 'ineligible')"
    )
    + ", (SELECT lease_signed_on FROM dwelling WHERE dwelling.case_id = cases.id)"
    f", {_ROOM.format(what='max(lease_term.signed_on)')}"
    f", {_ROOM.format(what=f'max(room_lease.{HELD})')}"
    ", cases.renewal_present, cases.renewal_starts_on"
    " FROM cases WHERE cases.id "
)


class Retention:
    """What the store knows of how long cases are kept."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self._path = path
        self._connection = connection

    def candidates(
        self, refused: date, selected: date, signed: date | None
    ) -> tuple[Standing, ...]:
        """Return the cases whose period may be over, by number.

        Those that were refused by letter until `refused` (or told that they were not selected),
        notified of any result until `selected`, or signed until `signed` (None: contracts are
        kept for ever). Letters are found by their year, so that no list of cases is walked.
        """
        wanted = (
            "IN (SELECT letter.case_id FROM letter"
            " JOIN proposal ON proposal.id = letter.proposal_id"
            " WHERE proposal.matter = 'person' AND letter.year <= ?"
            " AND (letter.issued_on <= ? OR letter.issued_on <= ?"
            f" AND (proposal.verdict = 'ineligible' OR letter.form = '{NOT_SELECTED}'))"
        )
        values: list[Any] = [max(refused, selected).year, selected.isoformat()]
        values.append(refused.isoformat())
        if signed is not None:
            wanted += (
                " UNION SELECT case_id FROM dwelling WHERE lease_signed_on <= ?"
                " UNION SELECT cases.id FROM lease_term"
                " JOIN room_lease ON room_lease.id = lease_term.lease_id"
                " JOIN cases ON cases.id = room_lease.case_id"
                " OR cases.renewal_lease = room_lease.id WHERE lease_term.signed_on <= ?"
            )
            values += [signed.isoformat(), signed.isoformat()]
        with told(self._path):
            rows = self._connection.exec_driver_sql(
                f"{_STANDING}{wanted}) ORDER BY cases.number", tuple(values)
            ).all()
        return tuple(_standing(row) for row in rows)

    def standing(self, case_id: UUID) -> Standing:
        """Return what tells how long one case is kept; KeyError when there is no such case."""
        with told(self._path):
            row = self._connection.exec_driver_sql(f"{_STANDING}= ?", (case_id.hex,)).first()
        if row is None:
            raise KeyError(case_id)
        return _standing(row)

    def rows_of(self, case_id: UUID) -> int:
        """Return how many rows the store holds of a case: facts, decisions, scores, leases."""
        tables = [one.name for one in case_shape().walk() if one.name != "cases"]
        tables += OF_CASE
        parts = [f"{one} WHERE case_id = :id" for one in tables]
        mine = "WHERE lease_id IN (SELECT id FROM room_lease WHERE case_id = :id)"
        parts += [f"{one} {mine}" for one in ("lease_term", "lease_rent")]
        counts = " + ".join(f"(SELECT count(*) FROM {one})" for one in parts)
        with told(self._path):
            counted = self._connection.exec_driver_sql(
                f"SELECT (SELECT count(*) FROM cases WHERE id = :id) + {counts}",
                {"id": case_id.hex},
            ).scalar_one()
        return int(counted)

    def wipe(self) -> bool:
        """Overwrite what destruction left: old words of the search index, the room in pages that
        moved rows once took, old pages of the journal.

        Overwriting what is deleted (`secure_delete`) does not reach any of these, so the whole
        file is written anew. False when another window or a full disk stood in the way: what was
        destroyed is gone from every list all the same, and the next wiping takes its traces.
        """
        run = self._connection.exec_driver_sql
        try:
            with told(self._path):
                run("INSERT INTO case_search (case_search) VALUES ('optimize')")
                run("VACUUM")
                return bool(run("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one() == 0)
        except (Busy, NotWritten):
            return False


def _standing(row: Any) -> Standing:
    return Standing(
        case_id=UUID(row[0]),
        number=row[1],
        notice=row[2],
        stage=Stage.of(row[3]),
        notified=Verdict.of(row[4]) if row[4] else None,
        not_selected=row[5] == NOT_SELECTED,
        selected=row[6] == SELECTED,
        result_on=date.fromisoformat(row[7]) if row[7] else None,
        signed_on=_signed_on(row),
        leased=bool(row[9] or row[11]),
        lives_there=bool(row[10]),
    )


def _signed_on(row: Any) -> date | None:
    """Return the day of the newest contract; of a renewal that lost its lease, its first day."""
    signed = [one for one in (row[8], row[9]) if one] or [one for one in (row[12],) if one]
    return date.fromisoformat(max(signed)) if signed else None
