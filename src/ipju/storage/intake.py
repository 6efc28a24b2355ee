"""The officer's order, the waiting list and scoring sheets, within one transaction."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.intake import (
    Score,
    ScoreSheet,
    ScoreStep,
    SelectionOrder,
    WaitingEntry,
    WaitingState,
)
from ipju.storage.codec import write_moment
from ipju.storage.intake_ledger import (
    is_entry_put_back,
    lacks_entry,
    lacks_sheet,
    newest_order,
)
from ipju.storage.ledger import read_moment
from ipju.storage.letting_tables import LISTED
from ipju.storage.problems import AlreadyWaiting, Clash, Tampered
from ipju.storage.sealing import Secrets

_ORDER = "id, notice, building, made_at, made_by, reason, cases"
_ENTRY = (
    "id, notice, building, number, case_id, announced_on, valid_until, state, called_on,"
    " answer_by, answered_on, reason, version"
)
_SHEET = "id, case_id, step, reviewer, scored_at, scores, note"


class Orders:
    """Orders of selection (선정 순서), within one transaction; none is ever changed."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets

    def add(self, order: SelectionOrder) -> None:
        """Store a new order; it is in force from now on."""
        values = (
            order.id.hex,
            order.notice,
            order.building,
            write_moment(order.made_at),
            order.made_by.hex,
            order.reason,
            json.dumps([one.hex for one in order.cases]),
        )
        self._connection.exec_driver_sql(
            f"INSERT INTO selection_order ({_ORDER}, seal) VALUES (?,?,?,?,?,?,?,?)",
            (*values, self._secrets.mac("selection_order", *values)),
        )

    def all(self, notice: str, building: str) -> tuple[SelectionOrder, ...]:
        """Return every order of a building, the one in force first.

        One that is not the newest the ledger knows of is not whole: a newer one was taken away.
        """
        rows = self._connection.exec_driver_sql(
            f"SELECT {_ORDER}, seal FROM selection_order WHERE notice = ? AND building = ?"
            " ORDER BY row DESC",
            (notice, building),
        ).all()
        last = newest_order(self._connection, notice, building)
        stands = {row[0] for row in rows}
        gone = last is not None and last not in stands
        return tuple(
            SelectionOrder(
                id=UUID(row[0]),
                notice=row[1],
                building=row[2],
                made_at=read_moment(row[3]),
                made_by=UUID(row[4]),
                reason=row[5],
                cases=tuple(UUID(one) for one in json.loads(row[6])),
                whole=self._secrets.fits(row[7], "selection_order", *row[:7]) and not gone,
            )
            for row in rows
        )


class Waiting:
    """The waiting list (예비입주자), within one transaction."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets

    def next_number(self, notice: str, building: str) -> int:
        """Return the number that follows the highest ever given for a building, from 1."""
        last: int | None = self._connection.exec_driver_sql(
            "SELECT max(number) FROM waiting WHERE notice = ? AND building = ?", (notice, building)
        ).scalar()
        return (last or 0) + 1

    def add(self, entry: WaitingEntry) -> WaitingEntry:
        """Store a new entry as version 1; AlreadyWaiting when the case stands on the list."""
        taken = self._connection.exec_driver_sql(
            f"SELECT 1 FROM waiting WHERE case_id = ? AND {LISTED}", (entry.case_id.hex,)
        ).first()
        if taken:
            raise AlreadyWaiting
        saved = replace(entry, version=1)
        values = _entry_values(saved)
        places = ",".join("?" for _ in range(len(values) + 1))
        self._connection.exec_driver_sql(
            f"INSERT INTO waiting ({_ENTRY}, seal) VALUES ({places})",
            (*values, self._secrets.mac("waiting", *values)),
        )
        return saved

    def save(self, entry: WaitingEntry) -> WaitingEntry:
        """Store a changed entry as the next version; Clash when it was changed meanwhile."""
        stored = self.get(entry.id)
        if not stored.whole:
            raise Tampered("예비입주자 명단")
        if stored.version != entry.version:
            raise Clash(stored.version, "이 순번을")
        saved = replace(entry, version=entry.version + 1)
        values = _entry_values(saved)
        sets = ", ".join(f"{one.strip()} = ?" for one in _ENTRY.split(","))
        self._connection.exec_driver_sql(
            f"UPDATE waiting SET {sets}, seal = ? WHERE id = ?",
            (*values, self._secrets.mac("waiting", *values), saved.id.hex),
        )
        return saved

    def get(self, entry: UUID) -> WaitingEntry:
        """Return an entry; KeyError when there is none."""
        found = self._select("id = ?", entry.hex)
        if not found:
            raise KeyError(entry)
        return found[0]

    def all(self, notice: str, building: str | None = None) -> tuple[WaitingEntry, ...]:
        """Return every entry of a notice, or of one building, by building and number."""
        if building is None:
            return self._select("notice = ?", notice)
        return self._select("notice = ? AND building = ?", notice, building)

    def lacks(self, notice: str, building: str) -> bool:
        """Tell whether a number of a building was taken away past the program."""
        return lacks_entry(self._connection, notice, building)

    def of_case(self, case_id: UUID) -> tuple[WaitingEntry, ...]:
        """Return every entry of a case, newest first."""
        found = self._select("case_id = ?", case_id.hex)
        return tuple(sorted(found, key=lambda one: one.announced_on, reverse=True))

    def _select(self, where: str, *values: Any) -> tuple[WaitingEntry, ...]:
        rows = self._connection.exec_driver_sql(
            f"SELECT {_ENTRY}, seal FROM waiting WHERE {where} ORDER BY building, number", values
        ).all()
        return tuple(self._entry(row) for row in rows)

    def _entry(self, row: Any) -> WaitingEntry:
        days = [date.fromisoformat(one) if one else None for one in row[8:11]]
        entry = WaitingEntry(
            id=UUID(row[0]),
            notice=row[1],
            building=row[2],
            number=row[3],
            case_id=UUID(row[4]),
            announced_on=date.fromisoformat(row[5]),
            valid_until=date.fromisoformat(row[6]),
            state=WaitingState.of(row[7]),
            called_on=days[0],
            answer_by=days[1],
            answered_on=days[2],
            reason=row[11],
            version=row[12],
        )
        sealed = self._secrets.fits(row[13], "waiting", *row[:13])
        return replace(entry, whole=sealed and not is_entry_put_back(self._connection, entry))


def _entry_values(entry: WaitingEntry) -> tuple[Any, ...]:
    days = (entry.called_on, entry.answer_by, entry.answered_on)
    return (
        entry.id.hex,
        entry.notice,
        entry.building,
        entry.number,
        entry.case_id.hex,
        entry.announced_on.isoformat(),
        entry.valid_until.isoformat(),
        entry.state.value,
        *(one.isoformat() if one else None for one in days),
        entry.reason,
        entry.version,
    )


class Scores:
    """Scoring sheets (채점표), within one transaction; none is ever changed."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets

    def add(self, sheet: ScoreSheet) -> None:
        """Store a sheet; it takes the place of the reviewer's one before."""
        values = (
            sheet.id.hex,
            sheet.case_id.hex,
            sheet.step.value,
            sheet.reviewer.hex,
            write_moment(sheet.scored_at),
            json.dumps([[one.criterion, one.points] for one in sheet.scores]),
            sheet.note,
        )
        self._connection.exec_driver_sql(
            f"INSERT INTO score_sheet ({_SHEET}, seal) VALUES (?,?,?,?,?,?,?,?)",
            (*values, self._secrets.mac("score_sheet", *values)),
        )

    def of(self, case_id: UUID) -> tuple[ScoreSheet, ...]:
        """Return every sheet of a case, newest first; none is whole where one was taken away."""
        rows = self._connection.exec_driver_sql(
            f"SELECT {_SHEET}, seal FROM score_sheet WHERE case_id = ? ORDER BY row DESC",
            (case_id.hex,),
        ).all()
        gone = lacks_sheet(self._connection, case_id.hex, (row[0] for row in rows))
        return tuple(
            ScoreSheet(
                id=UUID(row[0]),
                case_id=UUID(row[1]),
                step=ScoreStep.of(row[2]),
                reviewer=UUID(row[3]),
                scored_at=read_moment(row[4]),
                scores=tuple(Score(criterion=one[0], points=one[1]) for one in json.loads(row[5])),
                note=row[6],
                whole=self._secrets.fits(row[7], "score_sheet", *row[:7]) and not gone,
            )
            for row in rows
        )
