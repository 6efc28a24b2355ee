"""Why nothing of a query was sent out or taken in."""

from __future__ import annotations

from ipju.services.import_applications import NoSpreadsheets
from ipju.services.ports import Spreadsheets


class NotQueried(ValueError):
    """Nothing was sent out or taken in; the message says why."""


class QueryStopped(Exception):
    """Somebody stopped the act; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__("멈추었습니다. 아무것도 바꾸지 않았습니다.")


def books_of(spreadsheets: Spreadsheets | None) -> Spreadsheets:
    """Return what reads and writes Excel files; NoSpreadsheets where an office has none."""
    if spreadsheets is None:
        raise NoSpreadsheets
    return spreadsheets
