"""Runs over every case (전체 심사) and how each case came out, within one transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.examination import (
    CaseResult,
    Examination,
    OutcomeLine,
    OutcomePage,
    OutcomeQuery,
    ReasonCount,
)
from ipju.domain.finding import Outcome
from ipju.storage.codec import write_moment
from ipju.storage.columns import moment_of
from ipju.storage.ledger import read_moment
from ipju.storage.lines import URGENCY

_RUN = "id, began_at, made_by, day, digests, ended_at, cases, counts"
_OUTCOMES = {number: outcome for outcome, number in URGENCY.items()}

KEPT = 2
"""Runs of which every single result is kept: the last one, and the one it is held against."""


class Examinations:
    """Runs (전체 심사), within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, run: Examination) -> None:
        """Store a run that begins; what the same person left unfinished before goes."""
        run_sql = self._connection.exec_driver_sql
        run_sql("DELETE FROM examination_run WHERE ended_at IS NULL AND made_by = ?", (run.by.hex,))
        run_sql(
            "INSERT INTO examination_run (id, began_at, made_by, day, digests, cases, counts)"
            " VALUES (?, ?, ?, ?, ?, 0, '[]')",
            (
                run.id.hex,
                write_moment(run.began_at),
                run.by.hex,
                run.day.isoformat(),
                json.dumps(dict(run.digests), sort_keys=True),
            ),
        )

    def add(self, run: UUID, results: Sequence[CaseResult]) -> None:
        """Store how cases came out; KeyError when the run is not under way any more."""
        row = self._row(run)
        self._connection.exec_driver_sql(
            "INSERT INTO examination_result"
            " (run, number, case_id, notice, outcome, reasons, headline, changed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
            [
                (
                    row,
                    one.number,
                    one.case_id.hex,
                    one.notice,
                    URGENCY[one.outcome],
                    _reasons_text(one),
                    one.headline,
                )
                for one in results
            ],
        )

    def finish(self, run: UUID, at: datetime, counts: Sequence[ReasonCount]) -> None:
        """End a run: its counts, and which cases came out otherwise than in the run before."""
        row = self._row(run)
        run_sql = self._connection.exec_driver_sql
        before = run_sql(
            "SELECT max(row) FROM examination_run WHERE ended_at IS NOT NULL AND row < ?", (row,)
        ).scalar()
        run_sql(
            "UPDATE examination_result AS now SET changed = 1 WHERE now.run = ? AND NOT EXISTS ("
            " SELECT 1 FROM examination_result AS old WHERE old.run = ?"
            " AND old.number = now.number AND old.outcome = now.outcome"
            " AND old.reasons = now.reasons AND old.headline = now.headline)",
            (row, before if before is not None else -1),
        )
        run_sql(
            "UPDATE examination_run SET ended_at = ?, counts = ?, cases ="
            " (SELECT count(*) FROM examination_result WHERE run = ?) WHERE row = ?",
            (
                write_moment(at),
                json.dumps([[o.notice, o.rule, o.outcome.value, o.cases] for o in counts]),
                row,
                row,
            ),
        )
        run_sql(
            "DELETE FROM examination_result WHERE run NOT IN (SELECT row FROM examination_run"
            " WHERE ended_at IS NOT NULL ORDER BY row DESC LIMIT ?) AND run IN"
            " (SELECT row FROM examination_run WHERE ended_at IS NOT NULL)",
            (KEPT,),
        )

    def drop(self, run: UUID) -> None:
        """Take away a run that was stopped."""
        self._connection.exec_driver_sql(
            "DELETE FROM examination_run WHERE id = ? AND ended_at IS NULL", (run.hex,)
        )

    def last(self, limit: int = 2) -> tuple[Examination, ...]:
        """Return the runs that ended, the newest first."""
        rows = self._connection.exec_driver_sql(
            f"SELECT {_RUN} FROM examination_run WHERE ended_at IS NOT NULL"
            " ORDER BY row DESC LIMIT ?",
            (limit,),
        ).all()
        return tuple(_run(one) for one in rows)

    def page(self, query: OutcomeQuery) -> OutcomePage:
        """Return one page of the results of a run; KeyError for a run that is not there."""
        row = self._row(query.run)
        before = self._connection.exec_driver_sql(
            "SELECT max(row) FROM examination_run WHERE ended_at IS NOT NULL AND row < ?", (row,)
        ).scalar()
        where, values = ["now.run = ?"], list[Any]([row])
        if query.notice is not None:
            where.append("now.notice = ?")
            values.append(query.notice)
        if query.changed:
            where.append("now.changed = 1")
        if query.rule and query.outcome is not None:
            where.append("instr(now.reasons, ?) > 0")
            values.append(f" {query.rule}={query.outcome.value} ")
        elif query.outcome is not None:
            where.append("now.outcome = ?")
            values.append(URGENCY[query.outcome])
        condition = " AND ".join(where)
        total = self._connection.exec_driver_sql(
            f"SELECT count(*) FROM examination_result AS now WHERE {condition}", tuple(values)
        ).scalar_one()
        rows = self._connection.exec_driver_sql(
            "SELECT now.case_id, now.number, now.notice, now.outcome, now.reasons, now.headline,"
            " line.name, line.birth, old.outcome, old.reasons, old.headline"
            " FROM examination_result AS now"
            " JOIN case_line AS line ON line.case_id = now.case_id"
            " LEFT JOIN examination_result AS old ON old.run = ? AND old.number = now.number"
            f" WHERE {condition} ORDER BY now.number LIMIT ? OFFSET ?",
            (before if before is not None else -1, *values, query.limit, query.offset),
        ).all()
        return OutcomePage(lines=tuple(_line(one) for one in rows), total=int(total))

    def edited_since(self, moment: datetime, notice: str | None = None) -> int:
        """Return how many cases, of a notice or of all, were saved after a moment."""
        return int(
            self._connection.exec_driver_sql(
                "SELECT count(*) FROM case_line WHERE updated_at > ?1"
                " AND (?2 IS NULL OR notice = ?2)",
                (write_moment(moment), notice),
            ).scalar_one()
        )

    def _row(self, run: UUID) -> int:
        row = self._connection.exec_driver_sql(
            "SELECT row FROM examination_run WHERE id = ?", (run.hex,)
        ).scalar()
        if row is None:
            raise KeyError(run)
        return int(row)


def _reasons_text(one: CaseResult) -> str:
    """Return ` income=fail car=fail `: blanks on both sides, so that one reason can be found."""
    return "".join(f" {rule}={outcome.value}" for rule, outcome in one.reasons) + " "


def _reasons(text: str) -> tuple[tuple[str, Outcome], ...]:
    parts = (one.partition("=") for one in text.split())
    return tuple((rule, Outcome.of(value)) for rule, _sign, value in parts)


def _run(row: Any) -> Examination:
    return Examination(
        id=UUID(row[0]),
        began_at=read_moment(row[1]),
        by=UUID(row[2]),
        day=date.fromisoformat(row[3]),
        digests=json.loads(row[4]),
        ended_at=moment_of(row[5]),
        cases=row[6],
        counts=tuple(
            ReasonCount(notice=notice, rule=rule, outcome=Outcome.of(value), cases=cases)
            for notice, rule, value, cases in json.loads(row[7])
        ),
    )


def _line(row: Any) -> OutcomeLine:
    result = CaseResult(
        case_id=UUID(row[0]),
        number=row[1],
        notice=row[2],
        outcome=_OUTCOMES[row[3]],
        reasons=_reasons(row[4]),
        headline=row[5],
    )
    before = None
    if row[8] is not None:
        before = CaseResult(
            case_id=result.case_id,
            number=result.number,
            notice=result.notice,
            outcome=_OUTCOMES[row[8]],
            reasons=_reasons(row[9]),
            headline=row[10],
        )
    birth = date.fromisoformat(row[7]) if row[7] else None
    return OutcomeLine(result=result, name=row[6], birth=birth, before=before)
