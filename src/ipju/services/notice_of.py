"""The notice a case is judged by: as printed, or as a renewal's year has it (재계약)."""

from __future__ import annotations

from ipju.domain.case import Case
from ipju.domain.notice import Notice
from ipju.rules.renewal import renewed
from ipju.services.ports import Notices


def notice_of(notices: Notices, case: Case) -> Notice:
    """Return the notice that judges `case`; KeyError when there is none of this id."""
    return renewed(notices.get(case.notice), case.renewal)
