"""Who stands in more than one case of a notice, asked of the store in one go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.case import Stage, Supply
from ipju.domain.overlap import CaseBrief, SharedPerson
from ipju.domain.person import Person, Relation
from ipju.storage.columns import moment_of
from ipju.storage.engine import fetched
from ipju.storage.sealing import Secrets

_SHARED = """
WITH numbers AS (
    SELECT rrn_index FROM people WHERE rrn_index IS NOT NULL
    GROUP BY rrn_index HAVING count(*) > 1
),
names AS (
    SELECT name, birth FROM people WHERE name <> '' AND birth IS NOT NULL
    GROUP BY name, birth HAVING count(*) > 1
),
found AS (
    SELECT one.rowid AS row FROM numbers CROSS JOIN people AS one USING (rrn_index)
    UNION
    SELECT one.rowid FROM names CROSS JOIN people AS one USING (name, birth)
)
SELECT one.case_id, one.id, one.relation, one.name, one.birth, one.rrn_index
FROM found CROSS JOIN people AS one ON one.rowid = found.row
CROSS JOIN case_line AS line ON line.case_id = one.case_id
WHERE +line.notice = ? AND +line.stage <> 'closed'
ORDER BY one.case_id, one.id
"""


def shared_people(connection: Connection, notice: str) -> tuple[SharedPerson, ...]:
    """Return the people of a notice whose RRN, or name and birth date, somebody else has too.

    Who has may stand in another notice, or in the same case. A closed case overlaps with nothing.
    Numbers and names are counted along their indexes: the people themselves are not read.
    """
    return _read(fetched(connection, _SHARED, notice))


_ALIKE = """
WITH found AS (
    SELECT case_id, id FROM people WHERE rrn_index IN (SELECT value FROM json_each(?1))
    UNION
    SELECT one.case_id, one.id FROM json_each(?2) AS typed
    JOIN people AS one ON one.name = json_extract(typed.value, '$[0]')
    WHERE one.birth IS NULL OR one.birth = coalesce(json_extract(typed.value, '$[1]'), one.birth)
    UNION
    SELECT one.case_id, one.id FROM case_line AS line JOIN people AS one USING (case_id)
    WHERE ?3 <> '' AND line.phone_tail = ?3 AND one.relation = 'self'
)
SELECT one.case_id, one.id, one.relation, one.name, one.birth, one.rrn_index
FROM found JOIN people AS one USING (case_id, id) JOIN cases ON cases.id = found.case_id
WHERE cases.notice = ?4
ORDER BY cases.number, one.position
"""
_TAIL = 4


def alike(
    connection: Connection,
    notice: str,
    case_id: UUID,
    people: Sequence[Person],
    phone: str,
    secrets: Secrets,
) -> tuple[SharedPerson, ...]:
    """Return `people` as they would stand in the case `case_id`, then whoever may be one of them.

    Those are people of the notice with one of their RRN, or with one of their names and no other
    birth date, and the applicants whose phone ends as `phone` (digits, may be empty) does.
    """
    typed = [
        SharedPerson(
            case_id=case_id,
            person=one.id,
            relation=one.relation,
            name=one.name,
            birth=one.birth,
            mark=secrets.index(one.rrn) if one.rrn else "",
        )
        for one in people
    ]
    marks = json.dumps([one.mark for one in typed if one.mark])
    names = json.dumps(
        [[one.name, one.birth and one.birth.isoformat()] for one in typed if one.name]
    )
    tail = phone[-_TAIL:]
    found = connection.exec_driver_sql(_ALIKE, (marks, names, tail, notice))
    return (*typed, *_read(found))


_BRIEFLY = """
SELECT line.case_id, line.number, line.supply, line.stage, cases.phone, cases.applied_at
FROM json_each(?) AS wanted JOIN case_line AS line ON line.case_id = wanted.value
JOIN cases ON cases.id = line.case_id
"""


def briefly(connection: Connection, case_ids: Iterable[UUID]) -> Mapping[UUID, CaseBrief]:
    """Return what tells cases apart, by their ids; one that is gone is left out."""
    rows = fetched(connection, _BRIEFLY, json.dumps([one.hex for one in case_ids]))
    return {
        UUID(case): CaseBrief(
            case_id=UUID(case),
            number=number,
            supply=Supply.of(supply),
            stage=Stage.of(stage),
            phone=phone,
            applied_at=moment_of(applied),
        )
        for case, number, supply, stage, phone, applied in rows
    }


def _read(rows: Iterable[Any]) -> tuple[SharedPerson, ...]:
    return tuple(
        SharedPerson(
            case_id=UUID(case),
            person=UUID(person),
            relation=Relation.of(relation),
            name=name,
            birth=date.fromisoformat(birth) if birth else None,
            mark=mark or "",
        )
        for case, person, relation, name, birth, mark in rows
    )
