"""Room leases (호실 임대) and the figures of a year, within one transaction.

A room is held by one lease at a time: the database itself refuses a second one.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.intake import YearFigures
from ipju.domain.letting import FallenWhy, LeaseState, LeaseTerm, Rent, RoomLease
from ipju.storage.intake_ledger import are_figures_put_back
from ipju.storage.lease_ledger import is_put_back, lacks_lease
from ipju.storage.letting_tables import HELD
from ipju.storage.problems import CaseHolds, Clash, RoomTaken, Tampered
from ipju.storage.sealing import Secrets

_LEASE = (
    "id, notice, building, room, case_id, state, offered_on, answer_by, free_of_charge, called,"
    " contracted_on, moved_in_on, leaves_on, left_on, fallen, fallen_on, reason, version"
)
_BY_ROOM = "ORDER BY building, room"
_NEWEST_FIRST = "ORDER BY offered_on DESC, rowid DESC"
_TERM = "number, starts_on, ends_on, signed_on, case_id"
_RENT = "number, from_on, deposit, rent, lease_raised, reason"
_FIGURES = "notice, year, incomes, step, total_assets, car, source"


class Leases:
    """Room leases, within one transaction."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets

    def get(self, lease: UUID) -> RoomLease:
        """Return a lease; KeyError when there is none."""
        found = self._select("id = ?", lease.hex)
        if not found:
            raise KeyError(lease)
        return found[0]

    def held(self, notice: str | None = None) -> tuple[RoomLease, ...]:
        """Return the leases that hold a room now, of one notice or of all, by building and room."""
        if notice is None:
            return self._select(f"{HELD} {_BY_ROOM}")
        return self._select(f"{HELD} AND notice = ? {_BY_ROOM}", notice)

    def of_room(self, notice: str, building: str, room: str) -> tuple[RoomLease, ...]:
        """Return every lease a room ever had, newest first."""
        of_room = f"notice = ? AND building = ? AND room = ? {_NEWEST_FIRST}"
        return self._select(of_room, notice, building, room)

    def of_case(self, case_id: UUID) -> tuple[RoomLease, ...]:
        """Return the leases of a household, by the case of its application, newest first."""
        return self._select(f"case_id = ? {_NEWEST_FIRST}", case_id.hex)

    def add(self, lease: RoomLease) -> RoomLease:
        """Store a new lease as version 1; RoomTaken, CaseHolds when one stands in the way.

        Tampered when the ledger tells of a lease of the room that is not there any more.
        """
        saved = replace(lease, version=1)
        self._refuse_held(saved)
        values = _values(saved)
        places = ",".join("?" for _ in range(len(values) + 1))
        self._connection.exec_driver_sql(
            f"INSERT INTO room_lease ({_LEASE}, seal) VALUES ({places})",
            (*values, self._seal(saved)),
        )
        self._put_parts(saved, 0, 0)
        return saved

    def save(self, lease: RoomLease) -> RoomLease:
        """Store a changed lease as the next version; Clash when it was changed meanwhile.

        Terms and rents that were stored stay as they are; new ones follow them.
        """
        stored = self.get(lease.id)
        if not stored.whole:
            raise Tampered("임대 기록")
        if stored.version != lease.version:
            raise Clash(stored.version, "이 임대 기록을")
        if lease.terms[: len(stored.terms)] != stored.terms:
            raise ValueError("terms of a lease are never changed")
        if lease.rents[: len(stored.rents)] != stored.rents:
            raise ValueError("rents of a lease are never changed")
        saved = replace(lease, version=lease.version + 1)
        values = _values(saved)
        names = [one.strip() for one in _LEASE.split(",")]
        sets = ", ".join(f"{one} = ?" for one in names)
        self._connection.exec_driver_sql(
            f"UPDATE room_lease SET {sets}, seal = ? WHERE id = ?",
            (*values, self._seal(saved), saved.id.hex),
        )
        self._put_parts(saved, len(stored.terms), len(stored.rents))
        return saved

    def _refuse_held(self, lease: RoomLease) -> None:
        if not lease.state.holds:
            return
        run = self._connection.exec_driver_sql
        room = (lease.notice, lease.building, lease.room)
        where = "notice = ? AND building = ? AND room = ?"
        if run(f"SELECT 1 FROM room_lease WHERE {HELD} AND {where}", room).first():
            raise RoomTaken(lease.room)
        # One that was taken away past the program may still be lived in.
        if lacks_lease(self._connection, lease):
            raise Tampered("임대 기록")
        mine = (lease.case_id.hex,)
        if run(f"SELECT 1 FROM room_lease WHERE {HELD} AND case_id = ?", mine).first():
            raise CaseHolds

    def _put_parts(self, lease: RoomLease, terms: int, rents: int) -> None:
        for one in lease.terms[terms:]:
            self._connection.exec_driver_sql(
                f"INSERT INTO lease_term (lease_id, {_TERM}) VALUES (?,?,?,?,?,?)",
                (lease.id.hex, *_term_values(one)),
            )
        for rent in lease.rents[rents:]:
            self._connection.exec_driver_sql(
                f"INSERT INTO lease_rent (lease_id, {_RENT}) VALUES (?,?,?,?,?,?,?)",
                (lease.id.hex, *_rent_values(rent)),
            )

    def _seal(self, lease: RoomLease) -> str:
        parts = [_term_values(one) for one in lease.terms]
        parts += [_rent_values(one) for one in lease.rents]
        return self._secrets.mac("room_lease", *_values(lease), *parts)

    def _select(self, where: str, *values: Any) -> tuple[RoomLease, ...]:
        run = self._connection.exec_driver_sql
        rows = run(f"SELECT {_LEASE}, seal FROM room_lease WHERE {where}", values).all()
        found = []
        for row in rows:
            of_lease = "WHERE lease_id = ? ORDER BY number"
            terms = run(f"SELECT {_TERM} FROM lease_term {of_lease}", (row[0],))
            rents = run(f"SELECT {_RENT} FROM lease_rent {of_lease}", (row[0],))
            lease = _lease(row, [_term(one) for one in terms], [_rent(one) for one in rents])
            sealed = self._seal(lease) == row[-1]
            whole = sealed and not is_put_back(self._connection, lease)
            found.append(replace(lease, whole=whole))
        return tuple(found)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _values(lease: RoomLease) -> tuple[Any, ...]:
    return (
        lease.id.hex,
        lease.notice,
        lease.building,
        lease.room,
        lease.case_id.hex,
        lease.state.value,
        lease.offered_on.isoformat(),
        lease.answer_by.isoformat(),
        int(lease.free_of_charge),
        lease.called.hex if lease.called else None,
        _text(lease.contracted_on),
        _text(lease.moved_in_on),
        _text(lease.leaves_on),
        _text(lease.left_on),
        lease.fallen.value if lease.fallen else None,
        _text(lease.fallen_on),
        lease.reason,
        lease.version,
    )


def _term_values(one: LeaseTerm) -> tuple[Any, ...]:
    days = (one.starts_on.isoformat(), one.ends_on.isoformat(), one.signed_on.isoformat())
    return (one.number, *days, one.case_id.hex)


def _rent_values(one: Rent) -> tuple[Any, ...]:
    raised = None if one.lease_raised is None else int(one.lease_raised)
    return (one.number, one.from_on.isoformat(), one.deposit, one.rent, raised, one.reason)


def _term(row: Any) -> LeaseTerm:
    return LeaseTerm(
        number=row[0],
        starts_on=date.fromisoformat(row[1]),
        ends_on=date.fromisoformat(row[2]),
        signed_on=date.fromisoformat(row[3]),
        case_id=UUID(row[4]),
    )


def _rent(row: Any) -> Rent:
    return Rent(
        number=row[0],
        from_on=date.fromisoformat(row[1]),
        deposit=row[2],
        rent=row[3],
        lease_raised=None if row[4] is None else bool(row[4]),
        reason=row[5],
    )


def _lease(row: Any, terms: list[LeaseTerm], rents: list[Rent]) -> RoomLease:
    return RoomLease(
        id=UUID(row[0]),
        notice=row[1],
        building=row[2],
        room=row[3],
        case_id=UUID(row[4]),
        state=LeaseState.of(row[5]),
        offered_on=date.fromisoformat(row[6]),
        answer_by=date.fromisoformat(row[7]),
        free_of_charge=bool(row[8]),
        called=UUID(row[9]) if row[9] else None,
        contracted_on=_day(row[10]),
        moved_in_on=_day(row[11]),
        leaves_on=_day(row[12]),
        left_on=_day(row[13]),
        fallen=FallenWhy.of(row[14]) if row[14] else None,
        fallen_on=_day(row[15]),
        reason=row[16],
        version=row[17],
        terms=tuple(terms),
        rents=tuple(rents),
    )


class Figures:
    """The figures of years (해당년도 기준금액), within one transaction."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets

    def all(self, notice: str) -> tuple[YearFigures, ...]:
        """Return the figures of every year of a notice, newest first; Tampered when altered."""
        rows = self._connection.exec_driver_sql(
            f"SELECT {_FIGURES}, seal FROM year_figures WHERE notice = ? ORDER BY year DESC",
            (notice,),
        ).all()
        found = []
        for row in rows:
            if not self._secrets.fits(row[-1], "year_figures", *row[:-1]):
                raise Tampered("해당년도 기준금액")
            figures = YearFigures(
                notice=row[0],
                year=row[1],
                incomes=tuple(json.loads(row[2])),
                step=row[3],
                total_assets=row[4],
                car=row[5],
                source=row[6],
            )
            if are_figures_put_back(self._connection, figures):
                raise Tampered("해당년도 기준금액")
            found.append(figures)
        return tuple(found)

    def put(self, figures: YearFigures) -> None:
        """Store the figures of a year in the place of those before."""
        values = (
            figures.notice,
            figures.year,
            json.dumps(figures.incomes),
            figures.step,
            figures.total_assets,
            figures.car,
            figures.source,
        )
        self._connection.exec_driver_sql(
            f"INSERT OR REPLACE INTO year_figures ({_FIGURES}, seal) VALUES (?,?,?,?,?,?,?,?)",
            (*values, self._secrets.mac("year_figures", *values)),
        )
