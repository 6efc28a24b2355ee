"""Who stands in more than one case of a notice, asked of the store in one go."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.overlap import SharedPerson
from ipju.domain.person import Relation

_SHARED = """
WITH known AS MATERIALIZED (
    SELECT one.case_id, one.id, one.relation, one.name, one.birth, one.rrn_index
    FROM people AS one JOIN cases ON cases.id = one.case_id WHERE cases.notice = ?
),
numbers AS MATERIALIZED (
    SELECT rrn_index FROM known WHERE rrn_index IS NOT NULL
    GROUP BY rrn_index HAVING min(case_id) <> max(case_id)
),
names AS MATERIALIZED (
    SELECT name, birth FROM known WHERE birth IS NOT NULL AND name <> ''
    GROUP BY name, birth HAVING min(case_id) <> max(case_id)
)
SELECT case_id, id, relation, name, birth, rrn_index FROM known
WHERE rrn_index IN (SELECT rrn_index FROM numbers)
    OR (name, birth) IN (SELECT name, birth FROM names)
ORDER BY case_id, id
"""


def shared_people(connection: Connection, notice: str) -> tuple[SharedPerson, ...]:
    """Return the people of a notice whose RRN, or name and birth date, are in another case too."""
    return tuple(
        SharedPerson(
            case_id=UUID(case),
            person=UUID(person),
            relation=Relation.of(relation),
            name=name,
            birth=date.fromisoformat(birth) if birth else None,
            mark=mark or "",
        )
        for case, person, relation, name, birth, mark in connection.exec_driver_sql(
            _SHARED, (notice,)
        )
    )
