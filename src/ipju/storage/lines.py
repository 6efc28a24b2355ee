"""Lines of lists and searches: kept with the case, answered in SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.case import Case, Stage, Supply
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseLine, CasePage, CaseQuery, SortBy, Summary
from ipju.storage.codec import write_moment
from ipju.storage.hangul import are_initials, initials, jamo
from ipju.storage.sealing import Secrets

FIELDS = (
    "case_id, number, name, birth, notice, supply, stage, officer, outcome, failed, review,"
    " missing, points, headline, updated_at"
)
_PREFIXED = ", ".join(f"line.{one.strip()}" for one in FIELDS.split(","))
_SORT = {
    SortBy.NUMBER: "number",
    SortBy.NAME: "name",
    SortBy.BIRTH: "birth",
    SortBy.SUPPLY: "supply",
    SortBy.OUTCOME: "outcome",
    SortBy.POINTS: "points",
    SortBy.UPDATED: "updated_at",
}
_OUTCOMES = {one.value: one for one in Outcome}
_SUPPLIES = {one.value: one for one in Supply}
_STAGES = {one.value: one for one in Stage}
SHORTEST_TRIGRAM = 3
_PAST = "\U0010ffff"


def line_of(row: Any) -> CaseLine:
    """Return the domain line of a stored one."""
    return CaseLine(
        id=UUID(row[0]),
        number=row[1],
        name=row[2],
        birth=date.fromisoformat(row[3]) if row[3] else None,
        notice=row[4],
        supply=_SUPPLIES[row[5]],
        stage=_STAGES[row[6]],
        officer=row[7],
        summary=Summary(
            outcome=_OUTCOMES[row[8]],
            failed=row[9],
            review=row[10],
            missing=row[11],
            points=row[12],
            headline=row[13],
        ),
        updated_at=datetime.fromisoformat(row[14]).replace(tzinfo=UTC),
    )


def values_of(case: Case, at: datetime) -> tuple[Any, ...]:
    """Return the line's values that follow from the case itself."""
    applicant = case.applicant
    name = applicant.name if applicant else ""
    phone = "".join(one for one in case.phone if one.isdecimal())
    return (
        case.number,
        name,
        jamo(name),
        initials(name),
        phone[-4:],
        applicant.birth.isoformat() if applicant and applicant.birth else None,
        case.notice,
        case.supply.value,
        case.stage.value,
        case.officer,
        write_moment(at),
    )


def search_text(case: Case) -> str:
    """Return what full text search finds a case by."""
    applicant = case.applicant
    words = [case.number, case.address, "".join(one for one in case.phone if one.isdecimal())]
    if applicant is not None:
        words.append(applicant.name)
        if applicant.birth is not None:
            words += [applicant.birth.strftime("%Y%m%d"), applicant.birth.isoformat()]
    return "\n".join(jamo(one) for one in words if one)


PUT_LINE = (
    "INSERT INTO case_line (number, name, name_jamo, initials, phone_tail, birth, notice, supply,"
    " stage, officer, updated_at, case_id, outcome, failed, review, missing, headline,"
    " judged_version) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,'missing',0,0,0,'',0)"
    " ON CONFLICT (case_id) DO UPDATE SET number=excluded.number, name=excluded.name,"
    " name_jamo=excluded.name_jamo, initials=excluded.initials, phone_tail=excluded.phone_tail,"
    " birth=excluded.birth, notice=excluded.notice, supply=excluded.supply,"
    " stage=excluded.stage, officer=excluded.officer, updated_at=excluded.updated_at"
)


def put_lines(connection: Connection, cases: Sequence[Case], at: datetime) -> None:
    """Write lines and search texts of cases that were saved."""
    run = connection.exec_driver_sql
    run(PUT_LINE, [(*values_of(one, at), one.id.hex) for one in cases])
    found = run(
        "SELECT case_id, row FROM case_line WHERE case_id IN (SELECT value FROM json_each(?))",
        (json.dumps([one.id.hex for one in cases]),),
    )
    rows: dict[str, int] = {one[0]: one[1] for one in found}
    run(
        "INSERT OR REPLACE INTO case_search (rowid, text) VALUES (?, ?)",
        [(rows[one.id.hex], search_text(one)) for one in cases],
    )


def drop_line(connection: Connection, case_id: UUID) -> None:
    """Remove the search text of a case; its line goes with the case."""
    connection.exec_driver_sql(
        "DELETE FROM case_search WHERE rowid = (SELECT row FROM case_line WHERE case_id = ?)",
        (case_id.hex,),
    )


def page(connection: Connection, query: CaseQuery, secrets: Secrets) -> CasePage:
    """Answer a list query: filters, order and page in SQL."""
    where: list[str] = []
    values: list[Any] = []
    for column, wanted in (
        ("notice", query.notice),
        ("supply", query.supply.value if query.supply else None),
        ("stage", query.stage.value if query.stage else None),
        ("outcome", query.outcome.value if query.outcome else None),
        ("officer", query.officer),
    ):
        if wanted is not None:
            where.append(f"line.{column} = ?")
            values.append(wanted)
    source = "case_line AS line"
    if query.text.strip():
        condition, found = text_condition(query.text, secrets)
        where.append(condition)
        values += found
    clause = f" WHERE {' AND '.join(where)}" if where else ""
    direction = "DESC" if query.descending else "ASC"
    order = f" ORDER BY line.{_SORT[query.sort]} {direction}, line.number {direction}"
    total = connection.exec_driver_sql(
        f"SELECT count(*) FROM {source}{clause}", tuple(values)
    ).scalar_one()
    rows = connection.exec_driver_sql(
        f"SELECT {_PREFIXED} FROM {source}{clause}{order} LIMIT ? OFFSET ?",
        (*values, query.limit, query.offset),
    )
    return CasePage(lines=tuple(line_of(one) for one in rows), total=total)


def text_condition(text: str, secrets: Secrets) -> tuple[str, list[Any]]:
    """Return the SQL condition that finds what was typed, by its shape.

    초성 only → the initials; four digits → the end of the phone too; 13 digits → the blind index
    of the RRN; anything else → its jamo, half-typed syllables included.
    """
    bare = "".join(text.split())
    digits = bare.replace("-", "")
    if len(digits) == 13 and digits.isdecimal():
        condition = "line.case_id IN (SELECT case_id FROM people WHERE rrn_index = ?)"
        return condition, [secrets.index(digits)]
    if are_initials(bare):
        return "line.initials >= ? AND line.initials < ?", [bare, bare + _PAST]
    letters = jamo(bare)
    if len(letters) < SHORTEST_TRIGRAM:
        return (
            "(line.name_jamo >= ? AND line.name_jamo < ? OR line.number >= ? AND line.number < ?)",
            [letters, letters + _PAST, bare, bare + _PAST],
        )
    if digits.isdecimal() and len(digits) == 4:
        condition = (
            "(line.phone_tail = ? OR line.row IN"
            " (SELECT rowid FROM case_search WHERE case_search MATCH ?))"
        )
        return condition, [digits, _quoted(letters)]
    condition = "line.row IN (SELECT rowid FROM case_search WHERE case_search MATCH ?)"
    return condition, [_quoted(letters)]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def search(connection: Connection, text: str, limit: int, secrets: Secrets) -> tuple[CaseLine, ...]:
    """Return the first cases that what was typed finds."""
    condition, values = text_condition(text, secrets)
    rows = connection.exec_driver_sql(
        f"SELECT {_PREFIXED} FROM case_line AS line WHERE {condition} LIMIT ?", (*values, limit)
    )
    return tuple(line_of(one) for one in rows)


def counts(connection: Connection, notice: str | None) -> Mapping[str, int]:
    """Return the number of cases by outcome and by stage, and in all."""
    clause, values = ("", ()) if notice is None else (" WHERE notice = ?", (notice,))
    found: dict[str, int] = {"total": 0}
    for column in ("outcome", "stage"):
        for word, count in connection.exec_driver_sql(
            f"SELECT {column}, count(*) FROM case_line{clause} GROUP BY {column}", values
        ):
            found[f"{column}:{word}"] = count
            if column == "outcome":
                found["total"] += count
    return found


def recent(connection: Connection, actor: str, limit: int) -> tuple[tuple[CaseLine, datetime], ...]:
    """Return the cases somebody viewed last, from the ledger's latest views."""
    rows = connection.exec_driver_sql(
        f"SELECT {_PREFIXED}, seen.at FROM ("
        " SELECT case_id, max(at) AS at FROM ("
        "  SELECT case_id, at FROM ledger WHERE actor = ? AND action IN ('view', 'open')"
        "  ORDER BY seq DESC LIMIT 200) GROUP BY case_id) AS seen"
        " JOIN case_line AS line ON line.case_id = seen.case_id ORDER BY seen.at DESC LIMIT ?",
        (actor, limit),
    )
    return tuple(
        (line_of(one), datetime.fromisoformat(one[15]).replace(tzinfo=UTC)) for one in rows
    )
