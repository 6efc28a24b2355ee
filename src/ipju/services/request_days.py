"""The days of a request: the last one proposed, when its period really ends, what is too late."""

from __future__ import annotations

from datetime import date, timedelta

from ipju.domain.dates import spoken
from ipju.domain.notice import Notice
from ipju.domain.requests import CaseRequest, RequestKind
from ipju.services.letters.supplement import SUPPLEMENT_DAYS
from ipju.services.working_days import day_off, period_ends


def proposed_due(today: date) -> date:
    """Return the last day proposed for a supplement (보완): never one on which nobody works."""
    return period_ends(today + timedelta(days=SUPPLEMENT_DAYS))


def off_words(day: date | None) -> str:
    """Say of a last day on which nobody works until when it runs; empty for any other day.

    It is told, not moved: what stands in the letter is for the officer to choose.
    """
    off = day_off(day) if day is not None else ""
    if day is None or not off:
        return ""
    return f"쉬는 날({off})입니다. {spoken(period_ends(day))} 소인까지 받습니다(민법 제161조)."


def ends_on(request: CaseRequest, notice: Notice) -> date:
    """Return the day on which the period of a request really ends, by postmark.

    A last day on which nobody works is followed by the next working day (민법 제161조). A period
    of the 소명 that the notice has made longer since is longer for those asked before, too; what
    a letter told nobody takes back.
    """
    last = request.due_on
    printed = notice.calendar.explanation_until
    if request.kind is RequestKind.EXPLANATION and printed is not None:
        last = max(last, printed)
    return period_ends(last)


def out_of_time(request: CaseRequest, notice: Notice) -> str:
    """Return why an answer is not in time by its postmark; an empty text when it is."""
    posted = request.answered_on
    if posted is None:
        return ""
    # A day of the period needs no calendar of holidays, which is slow to load.
    last = request.due_on if posted <= request.due_on else ends_on(request, notice)
    if posted > last:
        return f"소인이 기한보다 {(posted - last).days}일 늦음"
    begins = notice.calendar.explanation_from
    if request.kind is RequestKind.EXPLANATION and begins is not None and posted < begins:
        return f"소인이 소명 기간보다 {(begins - posted).days}일 이름"
    return ""
