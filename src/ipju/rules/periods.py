"""Periods as the notice reads them: CONFIG rows A15 (anniversaries) and A38 (short months).

Everything is judged on the notice date (공고일) unless a rule says otherwise.
"""

from __future__ import annotations

from datetime import date, timedelta

from ipju.domain.dates import add_months, spoken
from ipju.domain.finding import Reading, Threshold
from ipju.domain.notice import Notice


def period_end(notice: Notice, start: date, months: int) -> date:
    """Return the day on which `months` from `start` are full (A38 when there is no such day)."""
    end = add_months(start, months)
    if end.day != start.day and notice.reading("A38") == "next-day":
        return end + timedelta(days=1)
    return end


def reached(notice: Notice, start: date, years: int) -> bool:
    """Tell whether `years` from `start` are full on the notice date (이상, A15)."""
    end = period_end(notice, start, years * 12)
    return end < notice.day or (end == notice.day and notice.reading("A15") == "inclusive")


def within(notice: Notice, start: date, years: int) -> bool:
    """Tell whether the notice date lies within `years` from `start` (이내, A15)."""
    end = period_end(notice, start, years * 12)
    return end > notice.day or (end == notice.day and notice.reading("A15") == "inclusive")


def day_name(notice: Notice) -> str:
    """Return what the day that decides is called: 공고일, or that of a renewal (재계약)."""
    terms = notice.letting
    again = terms is not None and bool(terms.renewal_rules)
    if again and terms is not None and set(terms.renewal_rules) <= set(notice.rules):
        return "재계약 심사일"
    return "공고일"


def notice_day(notice: Notice) -> Threshold:
    """Return the notice date as a threshold that was read."""
    return Threshold(key="calendar.notice_date", text=f"{day_name(notice)} {spoken(notice.day)}")


def readings_of(notice: Notice, decision: str) -> tuple[Reading, ...]:
    """Return the chosen and the other reading of a CONFIG row, and who chose, to be shown."""
    row = next(one for one in notice.config if one.id == decision)
    chosen, other = row.reading, row.other_reading
    if row.chosen != row.options[0]:
        chosen, other = other, chosen
    return (
        Reading(label="적용한 해석", value=f"{chosen} ({row.decided_by}: {row.reason})"),
        Reading(label="다른 해석", value=other),
    )
