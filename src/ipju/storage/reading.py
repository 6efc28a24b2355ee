"""Cases read by the hundred: each table is asked once for all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from ipju.domain.case import Case
from ipju.storage.codec import CaseCodec, type_of_row
from ipju.storage.engine import fetched
from ipju.storage.statements import Statements

type_of_stored = dict[str, dict[str, list[type_of_row]]]
"""The stored rows by case id (hex) and table."""


def stored_rows(
    connection: Connection, codec: CaseCodec, statements: Statements, ids: Sequence[str]
) -> type_of_stored:
    """Return the rows of the cases with these ids (hex), in their order; none of one not there."""
    stored: type_of_stored = {one: {} for one in ids}
    wanted = json.dumps(ids)
    for table in codec.tables:
        name = table.shape.name
        at = table.names.index("id" if name == "cases" else "case_id")
        for row in fetched(connection, statements.select_many[name], wanted):
            stored[row[at]].setdefault(name, []).append(row)
    return stored


def cases_of(codec: CaseCodec, stored: type_of_stored) -> Iterator[Case]:
    """Yield the cases of stored rows, which are given up one by one."""
    for one in list(stored):
        rows = stored.pop(one)
        if rows:
            yield codec.case(rows)
