"""The days and periods of the calendar strip of 오늘."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Final

from ipju.services.browse import Span, Today
from ipju.services.working_days import holidays_of
from ipju.ui.lines import due_words
from ipju.ui.widgets.calendar_strip import Band

DAYS: Final = 19  # from this week's Monday to the Friday after next


def calendar_days(day: date) -> list[date]:
    """The days the strip shows around `day`."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=at) for at in range(DAYS)]


def bands_of(spans: tuple[Span, ...], day: date) -> list[Band]:
    """The periods of the notices as bands; the one running today is loud and dated.

    One that was moved says what it was before, however quiet it is.
    """
    made = []
    for span in spans:
        text, tone = span.title, "plain"
        if span.start == span.end:
            tone = "solid"
        elif span.start <= day <= span.end:
            tone = "accent"
        if tone == "accent" or (span.was is not None and tone == "plain"):
            text = f"{span.title}  {_period(span.start, span.end)}"
        if span.was is not None:
            text = f"{text} (변경 전 {_period(*span.was)})"
        made.append(Band(span.start, span.end, text, tone))
    return made


def amended_words(spans: tuple[Span, ...]) -> list[str]:
    """What the notices moved, one part each: a day of the strip has no room for it."""
    return [
        f"{span.title} {_period(*span.was)} → {_period(span.start, span.end)} 변경"
        for span in spans
        if span.was is not None
    ]


def due_by_day(shown: Today, done: str) -> dict[date, tuple[int, str]]:
    """How much is due on each day and in which tone, for the strip; `done` waits for nobody."""
    due: Counter[date] = Counter(dict(shown.due))
    for queue in shown.queues:
        if queue.deadline is not None and queue.id != done:
            due[queue.deadline] += queue.due
    biggest = max(due.values(), default=0)
    tones = {one: due_words((one - shown.day).days)[1] for one in due}
    return {
        one: (
            count,
            tones[one] if tones[one] != "ink3" else "strong" if count == biggest else "",
        )
        for one, count in due.items()
    }


def _period(first: date, last: date) -> str:
    begins, ends = (f"{one.month}.{one.day}." for one in (first, last))
    return begins if first == last else f"{begins} – {ends}"


def korean_holidays(days: list[date]) -> dict[date, str]:
    """Public holidays among `days`; slow the first time (its tables are large)."""
    known = holidays_of({one.year for one in days})
    return {one: known[one] for one in days if one in known}
