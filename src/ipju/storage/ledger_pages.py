"""The ledger (장부) as it is read: the acts upon one case, and pages of all of it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.trail import TrailPage, TrailQuery, TrailRow
from ipju.storage.codec import write_moment
from ipju.storage.ledger import read_moment


def acts_of(
    connection: Connection, case_id: UUID, limit: int
) -> tuple[tuple[datetime, str, str, str], ...]:
    """Return (when, who, action, why) of the rows of one case, newest first."""
    rows = connection.exec_driver_sql(
        "SELECT at, actor, action, why FROM ledger WHERE case_id = ? ORDER BY seq DESC LIMIT ?",
        (case_id.hex, limit),
    )
    return tuple((read_moment(at), actor, action, why) for at, actor, action, why in rows)


def trail(connection: Connection, query: TrailQuery) -> TrailPage:
    """Return one page of the ledger; `text` is looked for in the reason and the action."""
    where, values = ["1 = 1"], list[Any]()

    def ask(condition: str, *asked: Any) -> None:
        where.append(condition)
        values.extend(asked)

    # One case has few rows, one person or one kind of act many: asked for with it, the case leads.
    fewer = "+" if query.case_number else ""
    if query.actor:
        # Of one kind of act in a span of time an index holds who did it, too.
        within = "+" if query.actions and query.since else fewer
        ask(f"{within}ledger.actor = ?", query.actor)
    if query.actions:
        names = json.dumps(list(query.actions))
        ask(f"{fewer}ledger.action IN (SELECT value FROM json_each(?))", names)
    if query.case_number:
        known = "SELECT id FROM cases WHERE number = ?"
        gone = "SELECT case_id FROM destruction WHERE case_number = ?"
        ask(f"ledger.case_id IN ({known} UNION {gone})", query.case_number, query.case_number)
    if query.since:
        ask("ledger.at >= ?", write_moment(query.since))
    if query.until:
        ask("ledger.at < ?", write_moment(query.until))
    if query.text:
        like = "%" + query.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        ask("(ledger.why LIKE ? ESCAPE '\\' OR ledger.action LIKE ? ESCAPE '\\')", like, like)
    condition = " AND ".join(where)
    order = "DESC" if query.newest_first else "ASC"
    total = connection.exec_driver_sql(
        f"SELECT count(*) FROM ledger WHERE {condition}", tuple(values)
    ).scalar_one()
    # Which rows are shown is found by an index; only those are read.
    rows = connection.exec_driver_sql(
        "SELECT ledger.seq, ledger.at, ledger.device, ledger.actor, ledger.action,"
        " ledger.case_id, coalesce(cases.number, destruction.case_number), ledger.why,"
        " ledger.detail FROM ledger LEFT JOIN cases ON cases.id = ledger.case_id"
        " LEFT JOIN destruction ON destruction.case_id = ledger.case_id"
        f" WHERE ledger.seq IN (SELECT ledger.seq FROM ledger WHERE {condition}"
        f" ORDER BY ledger.seq {order} LIMIT ? OFFSET ?) ORDER BY ledger.seq {order}",
        (*values, query.limit, query.offset),
    )
    return TrailPage(
        rows=tuple(
            TrailRow(
                seq=seq,
                at=read_moment(at),
                device=device,
                actor=actor,
                action=action,
                case_id=UUID(case_id) if case_id else None,
                case_number=number or "",
                why=why,
                detail=json.loads(detail),
            )
            for seq, at, device, actor, action, case_id, number, why, detail in rows
        ),
        total=int(total),
    )
