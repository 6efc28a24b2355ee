"""Points claimed (신청 가점) that were raised after the application was filed: seen, not barred.

Nothing can be added after an application, yet who keyed it in may have misread it. So whoever
raises one leaves a row that says so, and a supervisor opens that case by itself.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Final
from uuid import UUID

from ipju.domain.case import Case, ClaimedPoints
from ipju.rules.names import TITLES
from ipju.services.office import Office

RAISED: Final = "접수 뒤 신청 가점 올림"
_FILED: Final = ("file-application", "import")
"""Acts with which an application is filed: at the counter, or online before it came in."""
_ALL_ROWS: Final = 10_000


def raised_words(office: Office, before: Case, after: Case) -> str:
    """Return which items a change raises after the filing, in words that hold no value; or ''."""
    titles = [
        TITLES[f"points-{one.name}"][1]
        for one in fields(ClaimedPoints)
        if (getattr(after.claimed, one.name) or 0) > (getattr(before.claimed, one.name) or 0)
    ]
    if not titles or not any(act in _FILED for act, _why in _acts(office, before.id)):
        return ""
    return f"{RAISED}: {', '.join(titles)}"


def was_raised(office: Office, case_id: UUID) -> bool:
    """Tell whether the ledger tells of points that were raised after the filing."""
    return any(why.startswith(RAISED) for act, why in _acts(office, case_id) if act == "record")


def _acts(office: Office, case_id: UUID) -> list[tuple[str, str]]:
    return [(one[2], one[3]) for one in office.store.acts(case_id, _ALL_ROWS)]
