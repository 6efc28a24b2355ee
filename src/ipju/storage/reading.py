"""Cases read by the hundred: each table is asked once for all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from operator import itemgetter

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
        found: dict[str, list[type_of_row]] = {}
        for row in fetched(connection, statements.select_many[name], wanted):
            if row[at] in found:
                found[row[at]].append(row)
            else:
                found[row[at]] = [row]
        place = table.names.index("position") if "position" in table.keys else None
        for one, rows in found.items():
            if place is not None and len(rows) > 1:
                rows.sort(key=itemgetter(place))
            stored[one][name] = rows
    return stored


def cases_of(codec: CaseCodec, stored: type_of_stored) -> Iterator[Case]:
    """Yield the cases of stored rows, which are given up one by one."""
    for one in list(stored):
        rows = stored.pop(one)
        if rows:
            yield codec.case(rows)
