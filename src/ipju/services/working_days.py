"""Working days (영업일) in Korea: a period whose last day is a Saturday or a public holiday ends

on the next working day (민법 제161조). The holidays library knows the substitute holidays too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from ipju.domain.dates import WEEKDAYS

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


def holidays_of(years: set[int]) -> Mapping[date, str]:
    """Return the public holidays (공휴일) of some years with their names."""
    return {day: name for year in sorted(years) for day, name in _of_year(year).items()}


@lru_cache(maxsize=16)
def _of_year(year: int) -> Mapping[date, str]:
    # The library looks its countries up by name; named here, a frozen program takes this one
    # along. It is slow to load, so that nobody pays for it who asks for no day.
    import holidays.countries.south_korea

    return dict(holidays.country_holidays("KR", years={year}, language="ko").items())


def day_off(day: date) -> str:
    """Return why nobody works on a day (토요일, a holiday by name); empty on a working day."""
    if day.weekday() >= _SATURDAY:
        return f"{WEEKDAYS[day.weekday()]}요일"
    return _of_year(day.year).get(day, "")


def period_ends(last: date) -> date:
    """Return the day on which a period really ends: its last day, else the next working day."""
    while day_off(last):
        last += _DAY
    return last


def over_since(today: date) -> date:
    """Return the first day that is not over as the last of a period: all before it are over.

    On a Monday that is the Saturday before it: a period that ended there ends on this Monday.
    """
    first = today
    while day_off(first - _DAY):
        first -= _DAY
    return first


def working_days_before(day: date, count: int) -> date:
    """Return the working day that lies `count` working days before a day."""
    while count > 0:
        day -= _DAY
        if not day_off(day):
            count -= 1
    return day
