"""Calendar arithmetic of the notices: ages, anniversaries, periods.

Two different questions are asked of a calendar. An *age* is reached on a birthday; somebody born
on 29 February reaches it on 1 March of a common year (decision A38). A *period* ends on the same
day of its last month or, where there is none, on the last day of that month (A38).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

WEEKDAYS = "월화수목금토일"
SEOUL = timezone(timedelta(hours=9))
"""Korea has kept UTC+9 without summer time since 1988."""


def seoul_time(moment: datetime) -> datetime:
    """Return a moment (UTC when it names no zone) as Korean clock time without a zone."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(SEOUL).replace(tzinfo=None)


def birthday(birth: date, age: int) -> date:
    """Return the day on which somebody born on `birth` reaches `age` full years (만 나이)."""
    year = birth.year + age
    if birth.month == 2 and birth.day == 29 and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1)
    return birth.replace(year=year)


def age_on(birth: date, day: date) -> int:
    """Return the full years (만 나이) of somebody born on `birth` on `day`; 0 before birth."""
    years = day.year - birth.year
    if years > 0 and birthday(birth, years) > day:
        years -= 1
    return max(years, 0)


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (or earlier), or the last day of that month (A38)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """Return the anniversary of `day` `years` later (or earlier, when negative)."""
    return add_months(day, years * 12)


def spoken(day: date) -> str:
    """Return `2023-12-15 (금)`, the way the screen writes a day."""
    return f"{day.isoformat()} ({WEEKDAYS[day.weekday()]})"


def in_letter(day: date) -> str:
    """Return `2023. 12. 15.(금)`, the way an official letter (공문) writes a day."""
    return f"{day.year}. {day.month}. {day.day}.({WEEKDAYS[day.weekday()]})"


def parse_date(text: str) -> date:
    """Read a day typed as `231215`, `20231215`, `2023-12-15`, `2023.12.15` or `2023. 12. 15.`.

    Two-digit years 00-39 are 20xx, 40-99 are 19xx. Raises ValueError with a Korean message.
    """
    parts = text.replace(".", "-").replace("/", "-").replace(" ", "").split("-")
    parts = [part for part in parts if part]
    if len(parts) == 1 and parts[0].isdecimal() and len(parts[0]) in (6, 8):
        digits = parts[0]
        parts = [digits[:-4], digits[-4:-2], digits[-2:]]
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        raise ValueError("날짜가 아닙니다. 231030처럼 여섯 자리로 적습니다.")
    year, month, day = (int(part) for part in parts)
    if len(parts[0]) == 2:
        year += 2000 if year < 40 else 1900
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            f"{year}년 {month}월 {day}일은 달력에 없는 날짜입니다. 날짜를 다시 확인하세요."
        ) from None
