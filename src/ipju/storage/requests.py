"""Requests in writing (보완요청, 소명요청), within one transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.requests import (
    Addressee,
    CaseRequest,
    RequestDay,
    RequestEnd,
    RequestItem,
    RequestKind,
    RequestQuery,
    RequestState,
)
from ipju.storage.codec import write_moment
from ipju.storage.columns import day_of, moment_of, names, places, sets, text_of
from ipju.storage.ledger import read_moment
from ipju.storage.problems import AlreadyAsked, Clash, Tampered
from ipju.storage.sealing import Secrets
from ipju.storage.season_tables import OPEN

_REQUEST = (
    "id, case_id, kind, items, due_on, made_at, made_by, state, sent_on, registered, answered_on,"
    " end, closed_at, closed_by, reason, version"
)

_OF_NOTICE = (
    "EXISTS (SELECT 1 FROM case_line WHERE case_line.case_id = case_request.case_id AND notice = ?)"
)

_SENDINGS = (
    "FROM posting WHERE posting.case_id = case_request.case_id"
    " AND posting.request_id = case_request.id"
)
_RETURNED = (
    "(state = 'sent' AND COALESCE((SELECT returned_on IS NOT NULL"
    f" {_SENDINGS} ORDER BY attempt DESC LIMIT 1), 0))"
)
"""Whether the post brought back what was sent last."""

_WAITING = (
    "SELECT case_id AS whose, kind, state, due_on, state = 'sent' AND id IN ("
    "SELECT request_id FROM posting AS back WHERE returned_on IS NOT NULL"
    " AND request_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM posting AS later"
    " WHERE later.request_id = back.request_id AND later.attempt > back.attempt)) AS returned"
    f" FROM case_request WHERE {OPEN}"
    " UNION ALL SELECT case_id, kind, state, due_on, 0 FROM case_request"
    " WHERE state = 'lapsed' AND NOT EXISTS (SELECT 1 FROM proposal"
    " WHERE proposal.case_id = case_request.case_id AND matter = 'person'"
    " AND (proposed_at >= closed_at OR (proposal.state = 'approved'"
    " AND verdict = 'ineligible')))"
)
"""What waits for somebody; what came back by post is few, and found from there."""


class Requests:
    """Requests (보완요청, 소명요청), within one transaction; one open one of a kind and case."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets

    def add(self, request: CaseRequest) -> CaseRequest:
        """Store a new request as version 1; AlreadyAsked while one of its kind is open."""
        taken = self._connection.exec_driver_sql(
            f"SELECT 1 FROM case_request WHERE case_id = ? AND kind = ? AND {OPEN}",
            (request.case_id.hex, request.kind.value),
        ).first()
        if taken:
            raise AlreadyAsked(request.kind.label)
        saved = replace(request, version=1)
        values = _request_values(saved)
        self._connection.exec_driver_sql(
            f"INSERT INTO case_request ({names(_REQUEST)}, seal) VALUES ({places(_REQUEST)},?)",
            (*values, self._secrets.mac("case_request", *values)),
        )
        return saved

    def save(self, request: CaseRequest) -> CaseRequest:
        """Store a changed request as the next version; Clash when it was changed meanwhile."""
        stored = self.get(request.id)
        if not stored.whole:
            raise Tampered(request.kind.label)
        if stored.version != request.version:
            raise Clash(stored.version)
        saved = replace(request, version=request.version + 1)
        values = _request_values(saved)
        self._connection.exec_driver_sql(
            f"UPDATE case_request SET {sets(_REQUEST)}, seal = ? WHERE id = ?",
            (*values, self._secrets.mac("case_request", *values), saved.id.hex),
        )
        return saved

    def get(self, request: UUID) -> CaseRequest:
        """Return a request; KeyError when there is none."""
        found = self._select("id = ?", request.hex)
        if not found:
            raise KeyError(request)
        return found[0]

    def of_case(self, case_id: UUID) -> tuple[CaseRequest, ...]:
        """Return every request to an applicant, newest first."""
        return self._select("case_id = ?", case_id.hex)[::-1]

    def in_state(
        self, kind: RequestKind, state: RequestState, limit: int = 20_000
    ) -> tuple[CaseRequest, ...]:
        """Return the requests of a kind in one state, those due first before the others."""
        found = self._select("kind = ? AND state = ? LIMIT ?", kind.value, state.value, limit)
        return tuple(sorted(found, key=lambda one: (one.due_on, one.made_at)))

    def page(self, query: RequestQuery) -> tuple[CaseRequest, ...]:
        """Return the requests of a list: due first before the others when open,

        else those that ended last before the others.
        """
        order = "due_on, made_at, id" if query.state.open else "closed_at DESC, id"
        where, values = _found(query)
        rows = self._connection.exec_driver_sql(
            f"SELECT {names(_REQUEST)}, seal FROM case_request WHERE {where}"
            f" ORDER BY {order} LIMIT ? OFFSET ?",
            (*values, query.limit, query.offset),
        ).all()
        return tuple(self._request(row) for row in rows)

    def count(self, query: RequestQuery) -> int:
        """Return how many requests `page` has to show on all its pages."""
        where, values = _found(query)
        row = self._connection.exec_driver_sql(
            f"SELECT COUNT(*) FROM case_request WHERE {where}", values
        ).one()
        return int(row[0])

    def addressees(self, cases: Sequence[UUID]) -> Mapping[UUID, Addressee]:
        """Return whom requests to some cases go to, the rows of the cases unread."""
        rows = self._connection.exec_driver_sql(
            "SELECT case_id, case_line.number, name, case_line.notice,"
            " CASE address WHEN '' THEN email ELSE address END"
            " FROM case_line JOIN cases ON cases.id = case_id"
            " WHERE case_id IN (SELECT value FROM json_each(?))",
            (json.dumps([one.hex for one in cases]),),
        ).all()
        return {
            UUID(row[0]): Addressee(number=row[1], name=row[2], notice=row[3], address=row[4])
            for row in rows
        }

    def days(self, notice: str | None = None) -> tuple[RequestDay, ...]:
        """Return how many requests wait for somebody, by notice, kind, state and last day.

        Of those that lapsed only the ones about whom nothing was proposed since, and whose
        refusal is not approved.
        """
        of_notice = "" if notice is None else " WHERE line.notice = ?"
        rows = self._connection.exec_driver_sql(
            f"SELECT line.notice, kind, state, due_on, returned, COUNT(*) FROM ({_WAITING})"
            # The lines themselves are not read: they lie all over the file.
            " CROSS JOIN case_line AS line INDEXED BY ix_case_line_case_id_notice"
            " ON line.case_id = whose"
            f"{of_notice} GROUP BY 1, 2, 3, 4, 5 ORDER BY 4, 2, 3, 1, 5",
            () if notice is None else (notice,),
        ).all()
        return tuple(
            RequestDay(
                notice=row[0],
                kind=RequestKind.of(row[1]),
                state=RequestState.of(row[2]),
                due_on=date.fromisoformat(row[3]),
                returned=bool(row[4]),
                count=row[5],
            )
            for row in rows
        )

    def _select(self, where: str, *values: Any) -> tuple[CaseRequest, ...]:
        condition, _limit, rest = where.partition(" LIMIT")
        limit = f" LIMIT{rest}" if rest else ""
        rows = self._connection.exec_driver_sql(
            f"SELECT {names(_REQUEST)}, seal FROM case_request WHERE {condition}"
            f" ORDER BY made_at, id{limit}",
            values,
        ).all()
        return tuple(self._request(row) for row in rows)

    def _request(self, row: Any) -> CaseRequest:
        return CaseRequest(
            id=UUID(row[0]),
            case_id=UUID(row[1]),
            kind=RequestKind.of(row[2]),
            items=tuple(RequestItem(**one) for one in json.loads(row[3])),
            due_on=date.fromisoformat(row[4]),
            made_at=read_moment(row[5]),
            made_by=UUID(row[6]),
            state=RequestState.of(row[7]),
            sent_on=day_of(row[8]),
            registered=row[9],
            answered_on=day_of(row[10]),
            end=RequestEnd.of(row[11]) if row[11] else None,
            closed_at=moment_of(row[12]),
            closed_by=UUID(row[13]) if row[13] else None,
            reason=row[14],
            version=row[15],
            whole=self._secrets.fits(row[16], "case_request", *row[:16]),
        )


def _found(query: RequestQuery) -> tuple[str, tuple[Any, ...]]:
    """Return the condition of the requests in a list, and its values."""
    words = "".join(query.text.split())
    digits = words.replace("-", "")
    named = (
        "(EXISTS (SELECT 1 FROM case_line WHERE case_line.case_id = case_request.case_id"
        " AND (instr(number, ?) > 0 OR instr(replace(name, ' ', ''), ?) = 1))"
        " OR (registered <> '' AND registered = ?) OR EXISTS (SELECT 1 FROM json_each(items)"
        " AS item WHERE instr(replace(json_extract(item.value, '$.what'), ' ', ''), ?) > 0))"
    )
    parts: tuple[tuple[object, str, tuple[Any, ...]], ...] = (
        (words, named, (words, words, digits, words)),
        (query.notice, _OF_NOTICE, (query.notice,)),
        (query.due_from, "due_on >= ?", (text_of(query.due_from),)),
        (query.due_before, "due_on < ?", (text_of(query.due_before),)),
        (
            query.rule,
            "EXISTS (SELECT 1 FROM json_each(items) AS item"
            " WHERE json_extract(item.value, '$.rule') = ?)",
            (query.rule,),
        ),
        (query.made_by, "made_by = ?", (query.made_by.hex if query.made_by else "",)),
    )
    asked = [(text, given) for wanted, text, given in parts if wanted]
    if query.returned is not None:
        asked.append((f"{_RETURNED} = ?", (int(query.returned),)))
    where = " AND ".join(("kind = ?", "state = ?", *(text for text, _given in asked)))
    values = (query.kind.value, query.state.value)
    return where, (*values, *(one for _text, given in asked for one in given))


def _request_values(one: CaseRequest) -> tuple[Any, ...]:
    items = [
        {"rule": it.rule, "what": it.what, "bring": it.bring, "clause": it.clause}
        for it in one.items
    ]
    return (
        one.id.hex,
        one.case_id.hex,
        one.kind.value,
        json.dumps(items, ensure_ascii=False),
        one.due_on.isoformat(),
        write_moment(one.made_at),
        one.made_by.hex,
        one.state.value,
        text_of(one.sent_on),
        one.registered,
        text_of(one.answered_on),
        one.end.value if one.end else None,
        write_moment(one.closed_at) if one.closed_at else None,
        one.closed_by.hex if one.closed_by else None,
        one.reason,
        one.version,
    )
