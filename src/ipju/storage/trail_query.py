"""What the monthly review asks of the ledger, added up in SQL over a span of rows.

A span (`after`, `upto`] goes by row numbers, not by the clock: a row belongs to exactly one span
whatever time it claims. Days and hours are those of Korea.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.dates import seoul_time
from ipju.domain.trail import Anchor, HourCount, Sighting, TrailRow, TrailSpan
from ipju.storage.codec import write_moment
from ipju.storage.engine import told
from ipju.storage.ledger import anchor_at, read_moment
from ipju.storage.sealing import Secrets

_SPAN = "ledger.seq > ? AND ledger.seq <= ?"
_DAY = "date(ledger.at, '+9 hours')"
_HOUR = "CAST(strftime('%H', ledger.at, '+9 hours') AS INTEGER)"
_NUMBER = "coalesce(cases.number, destruction.case_number, '')"
_NAMED = (
    " LEFT JOIN cases ON cases.id = ledger.case_id"
    " LEFT JOIN destruction ON destruction.case_id = ledger.case_id"
)


class TrailReviews:
    """Questions about spans of the ledger."""

    def __init__(self, path: Path, connection: Connection, secrets: Secrets) -> None:
        self._path = path
        self._connection = connection
        self._secrets = secrets

    def last_before(self, moment: datetime, after: int = 0) -> int:
        """Return the number of the last row written before `moment`, at least `after`."""
        found = self._all(
            "SELECT seq FROM ledger WHERE seq > ? AND at < ? ORDER BY seq DESC LIMIT 1",
            (after, write_moment(moment)),
        )
        return int(found[0][0]) if found else after

    def months(self, after: int) -> tuple[date, ...]:
        """Return the first days of the months that rows after `after` claim, oldest first."""
        # By the hour, which is cheap to cut out of a moment; the zone is a matter of few then.
        found = self._all("SELECT DISTINCT substr(at, 1, 13) FROM ledger WHERE seq > ?", (after,))
        days = {seoul_time(datetime.fromisoformat(f"{row[0]}:00")).date() for row in found}
        return tuple(sorted({one.replace(day=1) for one in days}))

    def anchor(self, seq: int) -> Anchor:
        """Return the anchor of one row, as of now; KeyError when there is no such row."""
        with told(self._path):
            return anchor_at(self._connection, self._secrets, seq, datetime.now(UTC))

    def tally(self, span: TrailSpan) -> tuple[tuple[str, str, int], ...]:
        """Return (who, action, how often)."""
        found = self._all(
            f"SELECT actor, action, count(*) FROM ledger WHERE {_SPAN}"
            " GROUP BY actor, action ORDER BY actor, action",
            (span.after, span.upto),
        )
        return tuple((row[0], row[1], row[2]) for row in found)

    def cases_by_actor(self, span: TrailSpan) -> dict[str, int]:
        """Return how many different cases each person acted upon or saw."""
        found = self._all(
            f"SELECT actor, count(DISTINCT case_id) FROM ledger WHERE {_SPAN} GROUP BY actor",
            (span.after, span.upto),
        )
        return {row[0]: row[1] for row in found}

    def hours(self, span: TrailSpan, left_out: Sequence[str]) -> tuple[HourCount, ...]:
        """Return how many acts each person did by day and hour, `left_out` actions not counted."""
        found = self._all(
            f"SELECT actor, {_DAY}, {_HOUR}, count(*), min(at), max(at), min(seq), max(seq)"
            f" FROM ledger WHERE {_SPAN}"
            " AND action NOT IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3 ORDER BY 2, 1, 3",
            (span.after, span.upto, json.dumps(list(left_out))),
        )
        return tuple(
            HourCount(
                actor=actor,
                day=date.fromisoformat(day),
                hour=hour,
                count=count,
                first=read_moment(first),
                last=read_moment(last),
                span=TrailSpan(lowest - 1, highest),
            )
            for actor, day, hour, count, first, last, lowest, highest in found
        )

    def many(self, span: TrailSpan, least: int) -> tuple[Sighting, ...]:
        """Return who saw `least` or more different cases in one day."""
        found = self._all(
            "SELECT actor, count(DISTINCT case_id) AS seen, min(at), max(at), min(seq), max(seq)"
            f" FROM ledger WHERE {_SPAN} AND action = 'view' GROUP BY actor, {_DAY}"
            " HAVING seen >= ? ORDER BY min(at)",
            (span.after, span.upto, least),
        )
        return tuple(_sighting(row) for row in found)

    def own_name(self, span: TrailSpan) -> tuple[Sighting, ...]:
        """Return who saw or handled the case of an applicant of his own name, by case."""
        found = self._all(
            "SELECT account.id, count(*), min(ledger.at), max(ledger.at),"
            " min(ledger.seq), max(ledger.seq), line.number"
            " FROM account CROSS JOIN case_line AS line ON line.name = account.name"
            " CROSS JOIN ledger ON ledger.case_id = line.case_id AND ledger.actor = account.id"
            f" WHERE {_SPAN} GROUP BY account.id, line.case_id ORDER BY min(ledger.at)",
            (span.after, span.upto),
        )
        return tuple(_sighting(row, (row[6],)) for row in found)

    def only_seen(
        self, span: TrailSpan, building: Callable[[str], str], least: int
    ) -> tuple[tuple[str, Sighting], ...]:
        """Return (building, who saw `least` or more cases of it without any act on them)."""
        driver: Any = self._connection.connection.dbapi_connection
        driver.create_function("ipju_building", 1, building, deterministic=True)
        found = self._all(
            "SELECT seen.actor, count(*), min(seen.first), max(seen.last), min(seen.low),"
            " max(seen.high), json_group_array(cases.number), ipju_building(cases.address) AS place"
            " FROM (SELECT actor, case_id, min(at) AS first, max(at) AS last,"
            "  min(seq) AS low, max(seq) AS high FROM ledger"
            f"  WHERE {_SPAN} AND case_id IS NOT NULL"
            "  GROUP BY actor, case_id HAVING sum(action <> 'view') = 0) AS seen"
            " JOIN cases ON cases.id = seen.case_id"
            " WHERE place <> '' GROUP BY seen.actor, place HAVING count(*) >= ?"
            " ORDER BY min(seen.first)",
            (span.after, span.upto, least),
        )
        return tuple((row[7], _sighting(row, tuple(sorted(json.loads(row[6]))))) for row in found)

    def numbers(self, span: TrailSpan, actor: str, limit: int) -> tuple[str, ...]:
        """Return the numbers of the first cases somebody saw or handled in a span.

        The plus keeps SQLite on the rows of the span: it stops at the last number that is asked.
        """
        found = self._all(
            f"SELECT DISTINCT {_NUMBER} AS number FROM ledger{_NAMED}"
            f" WHERE {_SPAN} AND +ledger.actor = ? AND number <> '' ORDER BY ledger.seq LIMIT ?",
            (span.after, span.upto, actor, limit),
        )
        return tuple(row[0] for row in found)

    def rows(self, span: TrailSpan, actions: Sequence[str], limit: int) -> tuple[TrailRow, ...]:
        """Return the rows of some actions, oldest first."""
        return self._rows(
            "ledger.action IN (SELECT value FROM json_each(?))",
            (span.after, span.upto, json.dumps(list(actions)), limit),
        )

    def set_back(self, span: TrailSpan, limit: int) -> tuple[TrailRow, ...]:
        """Return the rows written while the clock stood before the row in front of them."""
        return self._rows("instr(ledger.detail, '\"clock_back\"')", (span.after, span.upto, limit))

    def _rows(self, condition: str, values: tuple[Any, ...]) -> tuple[TrailRow, ...]:
        found = self._all(
            "SELECT ledger.seq, ledger.at, ledger.device, ledger.actor, ledger.action,"
            f" ledger.case_id, {_NUMBER}, ledger.why, ledger.detail"
            f" FROM ledger{_NAMED} WHERE {_SPAN} AND {condition} ORDER BY ledger.seq LIMIT ?",
            values,
        )
        return tuple(
            TrailRow(
                seq=seq,
                at=read_moment(at),
                device=device,
                actor=actor,
                action=action,
                case_id=UUID(case_id) if case_id else None,
                case_number=number,
                why=why,
                detail=json.loads(detail),
            )
            for seq, at, device, actor, action, case_id, number, why, detail in found
        )

    def _all(self, statement: str, values: tuple[Any, ...]) -> Sequence[Any]:
        with told(self._path):
            return self._connection.exec_driver_sql(statement, values).all()


def _sighting(row: Any, numbers: tuple[str, ...] = ()) -> Sighting:
    return Sighting(
        actor=row[0],
        count=row[1],
        first=read_moment(row[2]),
        last=read_moment(row[3]),
        span=TrailSpan(row[4] - 1, row[5]),
        numbers=numbers,
    )
