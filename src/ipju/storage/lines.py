"""Lines of lists and searches: kept with the case, answered in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.case import Case, Stage, Supply
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseLine, CasePage, CaseQuery, SortBy, Summary
from ipju.storage.codec import write_moment
from ipju.storage.hangul import initials, jamo, typed_initials
from ipju.storage.sealing import Secrets

FIELDS = (
    "case_id, number, name, birth, notice, supply, stage, officer, urgency, failed, review,"
    " missing, points, headline, updated_at"
)
_PREFIXED = ", ".join(f"line.{one.strip()}" for one in FIELDS.split(","))
_SORT = {
    SortBy.NUMBER: "number",
    SortBy.NAME: "name",
    SortBy.BIRTH: "birth",
    SortBy.SUPPLY: "supply",
    SortBy.OUTCOME: "urgency",
    SortBy.POINTS: "points",
    SortBy.UPDATED: "updated_at",
}
URGENCY = {
    Outcome.FAIL: 0,
    Outcome.REVIEW: 1,
    Outcome.MISSING: 2,
    Outcome.PASS: 3,
    Outcome.NA: 4,
}
"""How outcomes lie in the store: a number that sorts the worst first. Never renumber."""

_OUTCOMES = {number: outcome for outcome, number in URGENCY.items()}
_SUPPLIES = {one.value: one for one in Supply}
_STAGES = {one.value: one for one in Stage}
SHORTEST_TRIGRAM = 3
PHONE_TAIL = 4
RRN_DIGITS = 13
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
    " stage, officer, updated_at, case_id, urgency, failed, review, missing, headline)"
    f" VALUES (?,?,?,?,?,?,?,?,?,?,?,?,{URGENCY[Outcome.MISSING]},0,0,0,'')"
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
        ("urgency", URGENCY[query.outcome] if query.outcome else None),
        ("officer", query.officer),
    ):
        if wanted is not None:
            where.append(f"line.{column} = ?")
            values.append(wanted)
    if query.above:
        where.append("line.number > ?")
        values.append(query.above)
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
        f"SELECT {_PREFIXED} FROM {source} WHERE line.row IN"
        f" (SELECT line.row FROM {source}{clause}{order} LIMIT ? OFFSET ?){order}",
        (*values, query.limit, query.offset),
    )
    return CasePage(lines=tuple(line_of(one) for one in rows), total=total)


def text_condition(text: str, secrets: Secrets) -> tuple[str, list[Any]]:
    """Return the SQL condition that finds what was typed, by its shape.

    초성 only → the initials; four digits → the end of the phone too; 13 digits → the blind index
    of the RRN; anything else → its jamo, half-typed syllables included.
    """
    bare = "".join(text.split())
    if _is_rrn(bare):
        condition = "line.case_id IN (SELECT case_id FROM people WHERE rrn_index = ?)"
        return condition, [secrets.index(_digits(bare))]
    first = typed_initials(bare)
    if first is not None:
        return "line.initials >= ? AND line.initials < ?", _prefix(first)
    letters = jamo(bare)
    if len(letters) < SHORTEST_TRIGRAM:
        return (
            "(line.name_jamo >= ? AND line.name_jamo < ? OR line.number >= ? AND line.number < ?)",
            [*_prefix(letters), *_prefix(bare)],
        )
    condition = "line.row IN (SELECT rowid FROM case_search WHERE case_search MATCH ?)"
    if len(_digits(bare)) == PHONE_TAIL:
        return f"(line.phone_tail = ? OR {condition})", [_digits(bare), _matching(bare)]
    return condition, [_matching(bare)]


def _prefix(text: str) -> list[Any]:
    return [text, text + _PAST]


def _digits(bare: str) -> str:
    """Return the digits of a number typed with or without strokes and points, else nothing."""
    digits = bare.replace("-", "").replace(".", "")
    return digits if digits.isascii() and digits.isdecimal() else ""


def _is_rrn(bare: str) -> bool:
    return len(_digits(bare)) == RRN_DIGITS


def _matching(bare: str) -> str:
    """Return the full text query: as typed, or as bare digits (전화, 생년월일)."""
    digits = _digits(bare)
    wanted = [jamo(bare)] + ([digits] if len(digits) >= SHORTEST_TRIGRAM else [])
    return " OR ".join(f'"{one}"' for one in (_quoted(two) for two in dict.fromkeys(wanted)))


def _quoted(text: str) -> str:
    return text.replace('"', '""').replace("\0", "")


def search(connection: Connection, text: str, limit: int, secrets: Secrets) -> tuple[CaseLine, ...]:
    """Return the first cases that what was typed finds: those whose name begins so, then others."""
    bare = "".join(text.split())
    if not bare:
        return ()
    found: dict[UUID, CaseLine] = {}
    for source, condition, values in _ways(bare, secrets):
        rows = connection.exec_driver_sql(
            f"SELECT {_PREFIXED} FROM {source} WHERE {condition} LIMIT ?", (*values, limit)
        )
        for row in rows:
            line = line_of(row)
            found.setdefault(line.id, line)
        if len(found) >= limit:
            break
    return tuple(found.values())[:limit]


def _ways(bare: str, secrets: Secrets) -> Iterator[tuple[str, str, list[Any]]]:
    """Yield what to look in, best first; full text is walked row by row, never gathered."""
    letters = jamo(bare)
    if typed_initials(bare) is None and not _is_rrn(bare) and len(letters) >= SHORTEST_TRIGRAM:
        yield "case_line AS line", "line.name_jamo >= ? AND line.name_jamo < ?", _prefix(letters)
        if _digits(bare) and len(_digits(bare)) == PHONE_TAIL:
            yield "case_line AS line", "line.phone_tail = ?", [_digits(bare)]
        yield (
            "case_search JOIN case_line AS line ON line.row = case_search.rowid",
            "case_search MATCH ?",
            [_matching(bare)],
        )
    else:
        condition, values = text_condition(bare, secrets)
        yield "case_line AS line", condition, values


def counts(connection: Connection, notice: str | None, *, stages: bool) -> Mapping[str, int]:
    """Return the number of cases by outcome, by stage where that is wanted, and in all."""
    # The plus keeps SQLite on the index that groups; it holds the notice too.
    clause, values = ("", ()) if notice is None else (" WHERE +notice = ?", (notice,))
    found: dict[str, int] = {"total": 0}
    run = connection.exec_driver_sql
    for number, count in run(
        f"SELECT urgency, count(*) FROM case_line{clause} GROUP BY urgency", values
    ):
        found[f"outcome:{_OUTCOMES[number].value}"] = count
        found["total"] += count
    if not stages:
        return found
    for stage, count in run(
        f"SELECT stage, count(*) FROM case_line{clause} GROUP BY stage", values
    ):
        found[f"stage:{stage}"] = count
    return found


_SEEN = (
    "SELECT case_id, at FROM (SELECT case_id, at FROM ledger WHERE actor = ? AND action = '{}'"
    " ORDER BY seq DESC LIMIT 200)"
)
"""What somebody did last in one way: an index holds it in its order."""


def recent(connection: Connection, actor: str, limit: int) -> tuple[tuple[CaseLine, datetime], ...]:
    """Return the cases somebody viewed last, from the ledger's latest views."""
    rows = connection.exec_driver_sql(
        f"SELECT {_PREFIXED}, seen.at FROM ("
        f" SELECT case_id, max(at) AS at FROM ({_SEEN.format('view')} UNION ALL"
        f" {_SEEN.format('open')}) GROUP BY case_id) AS seen"
        " JOIN case_line AS line ON line.case_id = seen.case_id ORDER BY seen.at DESC LIMIT ?",
        (actor, actor, limit),
    )
    return tuple(
        (line_of(one), datetime.fromisoformat(one[15]).replace(tzinfo=UTC)) for one in rows
    )
