"""The seal of a case's facts: every stored row of it under one keyed seal (HMAC).

The ledger row of an edit carries it, so that facts which were changed past the program have no
editor: nobody can edit a case in SQL and then pass for somebody who did not.
"""

from __future__ import annotations

import hashlib
from functools import cache
from uuid import UUID

from sqlalchemy import Connection

from ipju.storage.engine import fetched
from ipju.storage.sealing import Secrets
from ipju.storage.shape import TableShape, case_shape

_SHAPE = 12
"""Characters that tell one set of columns from another."""


def seal_facts(connection: Connection, secrets: Secrets, case_id: UUID) -> str:
    """Return the seal of a case's facts as they are stored now: `<shape>:<seal>`."""
    rows = []
    for name, statement in _selects():
        found = fetched(connection, statement, case_id.hex)
        rows += sorted(repr((name, *row)) for row in found)
    return f"{_shape()}:{secrets.mac('facts', case_id.hex, *rows)}"


def fits_facts(connection: Connection, secrets: Secrets, case_id: UUID, sealed: str) -> bool:
    """Tell whether a case's facts are those that were sealed.

    A seal made over other columns (before a migration) can't be held against the rows; the
    version of the case alone speaks then.
    """
    if sealed.partition(":")[0] != _shape():
        return True
    return sealed == seal_facts(connection, secrets, case_id)


@cache
def _selects() -> tuple[tuple[str, str], ...]:
    return tuple((one.name, _select(one)) for one in case_shape().walk())


def _select(shape: TableShape) -> str:
    names = [one.name for one in shape.all_columns]
    root = shape.name == "cases"
    keys = [] if root else ["case_id"] if shape.single else ["case_id", "position"]
    columns = ", ".join([*keys, *names])
    return f"SELECT {columns} FROM {shape.name} WHERE {'id' if root else 'case_id'} = ?"


@cache
def _shape() -> str:
    text = "\n".join(statement for _name, statement in _selects())
    return hashlib.sha256(text.encode()).hexdigest()[:_SHAPE]
