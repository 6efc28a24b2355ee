"""Points claimed (신청 가점) that were raised after the application was filed: seen, not barred.

Nothing can be added after an application, yet who keyed it in may have misread it. So whoever
raises one leaves a row that says so, and a supervisor opens that case by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Final

from ipju.domain.case import Case, ClaimedPoints
from ipju.rules.names import TITLES

RAISED: Final = "접수 뒤 신청 가점 올림"
_FILED: Final = ("file-application", "import")
"""Acts with which an application is filed: at the counter, or online before it came in."""
ALL_ROWS: Final = 10_000
"""More rows than the ledger will ever hold of one case."""

type_of_acts = Iterable[tuple[datetime, str, str, str]]
"""Rows of the ledger upon one case: when, who, what, why."""


def raised_words(before: Case, after: Case, acts: Callable[[], type_of_acts]) -> str:
    """Return which items a change raises after the filing, in words that hold no value; or ''.

    `acts` reads the rows of the case, which only a change that raises something asks for.
    """
    titles = [
        TITLES[f"points-{one.name}"][1]
        for one in fields(ClaimedPoints)
        if (getattr(after.claimed, one.name) or 0) > (getattr(before.claimed, one.name) or 0)
    ]
    if not titles or not any(what in _FILED for _at, _who, what, _why in acts()):
        return ""
    return f"{RAISED}: {', '.join(titles)}"


def was_raised(acts: type_of_acts) -> bool:
    """Tell whether the rows of a case tell of points that were raised after the filing."""
    return any(what == "record" and why.startswith(RAISED) for _at, _who, what, why in acts)
