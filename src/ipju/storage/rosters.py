"""Frozen rosters and the draws upon them, within one transaction.

Each is held against the ledger: a draw that was annulled or taken away past the program would
else make room for a second one that nobody sees to be one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.case import Supply
from ipju.domain.draw import Draw, Roster, RosterEntry
from ipju.storage.codec import write_moment
from ipju.storage.columns import moment_of, places, sets
from ipju.storage.ledger import first_break, read_moment, sealed_rows
from ipju.storage.problems import DrawStands, Tampered
from ipju.storage.sealing import Secrets

_ROSTER = "id, notice, supply, quota, frozen_at, frozen_by, entries, digest"
_DRAW = (
    "id, roster_id, seed, place, witnesses, drawn_at, drawn_by, order_digest, annulled_at,"
    " annulled_by, annulled_why"
)
_DECIDED = (
    "SELECT proposal.case_id, proposal.id FROM proposal"
    " JOIN ledger AS yes ON yes.case_id = proposal.case_id AND yes.action = 'approve'"
    " AND json_extract(yes.detail, '$.proposal') = proposal.id"
    " WHERE proposal.state = 'approved' AND proposal.matter = 'person'"
    " AND proposal.verdict = 'eligible' AND proposal.case_id IN ("
    "  SELECT json_extract(entry.value, '$[0]') FROM roster, json_each(roster.entries) AS entry"
    "  WHERE roster.id = :id)"
    " AND yes.seq {} (SELECT max(seq) FROM ledger WHERE case_id IS NULL"
    "  AND action = 'freeze-roster' AND json_extract(detail, '$.roster') = :id)"
    " AND NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.case_id = yes.case_id"
    "  AND later.seq > yes.seq AND (later.action = 'approve'"
    "   AND json_extract(later.detail, '$.matter') = 'person' OR later.action = 'void'"
    "   AND json_extract(later.detail, '$.proposal') = proposal.id))"
)
"""By the order of the ledger, not by clocks; asked at each look, so the seals are not read here."""
_STANDING, _ANEW = _DECIDED.format("<"), _DECIDED.format(">")
_FREEZE, _DRAWN, _ANNUL = "freeze-roster", "draw", "annul-draw"


@dataclass(slots=True)
class _Told:
    """What the ledger tells, by the id of a roster or draw in hex."""

    rosters: dict[str, dict[str, Any]] = field(default_factory=dict)
    draws: dict[str, dict[str, Any]] = field(default_factory=dict)
    annulled: set[str] = field(default_factory=set)


class Rosters:
    """Frozen rosters (순위 명부) and the draws upon them, within one transaction."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets
        self._read: tuple[int, _Told] = (-1, _Told())

    def freeze(self, roster: Roster) -> None:
        """Store a roster; it is never changed."""
        values = (
            roster.id.hex,
            roster.notice,
            roster.supply.value,
            roster.quota,
            write_moment(roster.frozen_at),
            roster.frozen_by.hex,
            json.dumps([_entry_values(one) for one in roster.entries]),
            roster.digest,
        )
        self._connection.exec_driver_sql(
            f"INSERT INTO roster ({_ROSTER}, seal) VALUES ({places(_ROSTER)},?)",
            (*values, self._secrets.mac("roster", *values)),
        )

    def all(self, notice: str, supply: Supply | None = None) -> tuple[Roster, ...]:
        """Return the rosters of a notice, the newest first."""
        where, values = "notice = ?", [notice]
        if supply is not None:
            where, values = f"{where} AND supply = ?", [notice, supply.value]
        rows = self._connection.exec_driver_sql(
            f"SELECT {_ROSTER}, seal FROM roster WHERE {where} ORDER BY row DESC", tuple(values)
        ).all()
        return tuple(self._roster(row) for row in rows)

    def get(self, roster: UUID) -> Roster:
        """Return a roster; KeyError when there is none."""
        row = self._connection.exec_driver_sql(
            f"SELECT {_ROSTER}, seal FROM roster WHERE id = ?", (roster.hex,)
        ).first()
        if row is None:
            raise KeyError(roster)
        return self._roster(row)

    def newest(self, notice: str, supply: Supply) -> UUID | None:
        """Return which roster of a supply type was frozen last, its entries unread."""
        row = self._connection.exec_driver_sql(
            "SELECT id FROM roster WHERE notice = ? AND supply = ? ORDER BY row DESC LIMIT 1",
            (notice, supply.value),
        ).first()
        return UUID(row[0]) if row else None

    def missing(self, notice: str, supply: Supply | None = None) -> bool:
        """Tell whether the ledger knows of a roster or a draw of a notice that is not there."""
        told = self._told()
        rosters = {
            key
            for key, one in told.rosters.items()
            if one.get("notice") == notice and supply in (None, Supply.of(str(one["supply"])))
        }
        draws = {key for key, one in told.draws.items() if one.get("roster") in rosters}
        return bool(rosters - self._ids("roster") or draws - self._ids("draw"))

    def standing(self, roster: UUID) -> frozenset[UUID]:
        """Return the cases of a roster that stand as it has them: the approval as eligible came

        before it was frozen, has not lost its effect since, and none came after it.
        """
        rows = self._connection.exec_driver_sql(_STANDING, {"id": roster.hex})
        return frozenset(UUID(row[0]) for row in rows)

    def anew(self, roster: UUID) -> dict[UUID, UUID]:
        """Return the approval of each case of a roster that was approved as eligible again after

        it was frozen, and stands.
        """
        rows = self._connection.exec_driver_sql(_ANEW, {"id": roster.hex})
        return {UUID(row[0]): UUID(row[1]) for row in rows}

    def draw(self, draw: Draw) -> None:
        """Store a draw; DrawStands while one upon this roster is not annulled.

        Tampered when any row of the ledger was altered: it may have told of another draw.
        """
        if first_break(self._connection, self._secrets) is not None:
            raise Tampered("장부")
        if any(one.annulled_at is None for one in self.draws(draw.roster)):
            raise DrawStands
        values = _draw_values(draw)
        self._connection.exec_driver_sql(
            f"INSERT INTO draw ({_DRAW}, seal) VALUES ({places(_DRAW)},?)",
            (*values, self._secrets.mac("draw", *values)),
        )

    def annul(self, draw: UUID, by: UUID, at: datetime, why: str) -> Draw:
        """Annul a draw with its reason; it stays on record. KeyError when there is none."""
        found = [one for one in self._draws("id = ?", draw.hex) if one.annulled_at is None]
        if not found:
            raise KeyError(draw)
        if not found[0].whole:
            raise Tampered("추첨 기록")
        annulled = replace(found[0], annulled_at=at, annulled_by=by, annulled_why=why)
        values = _draw_values(annulled)
        self._connection.exec_driver_sql(
            f"UPDATE draw SET {sets(_DRAW)}, seal = ? WHERE id = ?",
            (*values, self._secrets.mac("draw", *values), draw.hex),
        )
        return annulled

    def draws(self, roster: UUID) -> tuple[Draw, ...]:
        """Return every draw upon a roster, the newest first, annulled ones too."""
        return self._draws("roster_id = ?", roster.hex)

    def _draws(self, where: str, value: str) -> tuple[Draw, ...]:
        rows = self._connection.exec_driver_sql(
            f"SELECT {_DRAW}, seal FROM draw WHERE {where} ORDER BY row DESC", (value,)
        ).all()
        told = self._told()
        return tuple(
            Draw(
                id=UUID(row[0]),
                roster=UUID(row[1]),
                seed=row[2],
                place=row[3],
                witnesses=row[4],
                drawn_at=read_moment(row[5]),
                drawn_by=UUID(row[6]),
                order_digest=row[7],
                annulled_at=moment_of(row[8]),
                annulled_by=UUID(row[9]) if row[9] else None,
                annulled_why=row[10],
                whole=self._secrets.fits(row[11], "draw", *row[:11])
                and row[0] in told.draws
                and (row[8] is not None) == (row[0] in told.annulled),
            )
            for row in rows
        )

    def _told(self) -> _Told:
        """Return what the whole rows of the ledger tell of rosters and draws, as it now stands."""
        last = self._connection.exec_driver_sql("SELECT max(seq) FROM ledger").scalar() or 0
        if self._read[0] == last:
            return self._read[1]
        found, acts = _Told(), (_FREEZE, _DRAWN, _ANNUL)
        for action, detail in sealed_rows(self._connection, self._secrets, acts, of_no_case=True):
            if action == _FREEZE:
                found.rosters[str(detail["roster"])] = detail
            elif action == _DRAWN:
                found.draws[str(detail["draw"])] = detail
            else:
                found.annulled.add(str(detail["draw"]))
        self._read = (last, found)
        return found

    def _ids(self, table: str) -> set[str]:
        return set(self._connection.exec_driver_sql(f"SELECT id FROM {table}").scalars())

    def _roster(self, row: Any) -> Roster:
        return Roster(
            id=UUID(row[0]),
            notice=row[1],
            supply=Supply.of(row[2]),
            quota=row[3],
            frozen_at=read_moment(row[4]),
            frozen_by=UUID(row[5]),
            entries=tuple(_entry(one) for one in json.loads(row[6])),
            digest=row[7],
            whole=self._secrets.fits(row[8], "roster", *row[:8]),
        )


def _entry_values(one: RosterEntry) -> list[Any]:
    days = (one.rank, one.points, one.dependants, one.birth.isoformat())
    return [one.case_id.hex, one.number, *days]


def _entry(values: list[Any]) -> RosterEntry:
    case_id, number, rank, points, dependants, birth = values
    return RosterEntry(
        case_id=UUID(case_id),
        number=number,
        rank=rank,
        points=points,
        dependants=dependants,
        birth=date.fromisoformat(birth),
    )


def _draw_values(one: Draw) -> tuple[Any, ...]:
    return (
        one.id.hex,
        one.roster.hex,
        one.seed,
        one.place,
        one.witnesses,
        write_moment(one.drawn_at),
        one.drawn_by.hex,
        one.order_digest,
        write_moment(one.annulled_at) if one.annulled_at else None,
        one.annulled_by.hex if one.annulled_by else None,
        one.annulled_why,
    )
