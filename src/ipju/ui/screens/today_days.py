"""The days and periods of the calendar strip of 오늘."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from ipju.services.browse import Span
from ipju.services.working_days import holidays_of
from ipju.ui.widgets.calendar_strip import Band

DAYS: Final = 19  # from this week's Monday to the Friday after next


def calendar_days(day: date) -> list[date]:
    """The days the strip shows around `day`."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=at) for at in range(DAYS)]


def bands_of(spans: tuple[Span, ...], day: date) -> list[Band]:
    """The periods of the notices as bands; the one running today is loud and dated."""
    made = []
    for span in spans:
        text, tone = span.title, "plain"
        if span.start == span.end:
            tone = "solid"
        elif span.start <= day <= span.end:
            tone = "accent"
            text = (
                f"{span.title}  {span.start.month}.{span.start.day}. – "
                f"{span.end.month}.{span.end.day}."
            )
        made.append(Band(span.start, span.end, text, tone))
    return made


def korean_holidays(days: list[date]) -> dict[date, str]:
    """Public holidays among `days`; slow the first time (its tables are large)."""
    known = holidays_of({one.year for one in days})
    return {one: known[one] for one in days if one in known}
