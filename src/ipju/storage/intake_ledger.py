"""What the ledger knows of the selection: what was put back or taken away is missed.

A seal tells that a row was written by this office, not that it is the newest one written. A ledger
row without the version or id asked for (written before they were noted) proves nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from ipju.domain.intake import WaitingEntry, YearFigures


def is_entry_put_back(connection: Connection, entry: WaitingEntry) -> bool:
    """Tell whether the ledger knows of a later state of a number (예비 순번)."""
    last = connection.exec_driver_sql(
        "SELECT max(CAST(json_extract(detail, '$.entry_version') AS INTEGER)) FROM ledger"
        " WHERE case_id = ? AND json_extract(detail, '$.entry') = ?",
        (entry.case_id.hex, entry.id.hex),
    ).scalar()
    return int(last or 0) > entry.version


def lacks_entry(connection: Connection, notice: str, building: str) -> bool:
    """Tell whether the ledger knows of more numbers of a building than there are.

    Those that went with a destroyed case are not missed.
    """
    told, there = connection.exec_driver_sql(
        "SELECT (SELECT count(*) FROM ledger JOIN cases ON cases.id = ledger.case_id"
        " WHERE ledger.action = 'list-waiting' AND cases.notice = :notice"
        " AND json_extract(detail, '$.building') = :building),"
        " (SELECT count(*) FROM waiting WHERE notice = :notice AND building = :building)",
        {"notice": notice, "building": building},
    ).one()
    return bool(told > there)


def newest_order(connection: Connection, notice: str, building: str) -> str | None:
    """Return the id of the order of selection made last, as the ledger knows it."""
    found = connection.exec_driver_sql(
        "SELECT json_extract(detail, '$.order') FROM ledger"
        " WHERE case_id IS NULL AND action = 'put-in-order'"
        " AND json_extract(detail, '$.notice') = ? AND json_extract(detail, '$.building') = ?"
        " ORDER BY seq DESC LIMIT 1",
        (notice, building),
    ).scalar()
    return None if found is None else str(found)


def lacks_sheet(connection: Connection, case_id: str, sheets: Iterable[str]) -> bool:
    """Tell whether the ledger knows of a scoring sheet (채점표) of a case that is not there."""
    told = connection.exec_driver_sql(
        "SELECT json_extract(detail, '$.sheet') FROM ledger"
        " WHERE case_id = ? AND +action = 'score'",
        (case_id,),
    ).scalars()
    return not set(told) <= {*sheets, None}


def are_figures_put_back(connection: Connection, figures: YearFigures) -> bool:
    """Tell whether the ledger knows of other figures of a year than the stored ones."""
    told = connection.exec_driver_sql(
        "SELECT detail FROM ledger WHERE case_id IS NULL AND action = 'put-figures'"
        " AND json_extract(detail, '$.notice') = ? AND json_extract(detail, '$.year') = ?"
        " ORDER BY seq DESC LIMIT 1",
        (figures.notice, figures.year),
    ).scalar()
    if told is None:
        return False
    known: dict[str, Any] = json.loads(told)
    stored = [list(figures.incomes), figures.step, figures.total_assets, figures.car]
    return [known[one] for one in ("incomes", "step", "total_assets", "car")] != stored
