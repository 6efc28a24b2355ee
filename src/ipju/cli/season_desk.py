"""The desks of an invented season (한 철): who sits there, by which calendar, for which people."""

from __future__ import annotations

import time as clocks
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from ipju.cli.rooms import Rooms
from ipju.domain.case import Case
from ipju.domain.dates import SEOUL
from ipju.domain.notice import Notice
from ipju.services.invented_season import season_cases
from ipju.services.office import Office
from ipju.services.working_days import holidays_of

OFFICERS: Final = ("박담당", "이담당")
SUPERVISOR: Final = "최결재"
WHY: Final = "지어낸 한 철의 연습"
ENVELOPE_DAYS: Final = 8
_WEEKEND: Final = (5, 6)
_NINE: Final = time(9, tzinfo=SEOUL)


def working_day(day: date) -> date:
    """Return a day, or the next one that is no weekend and no public holiday (공휴일)."""
    off = holidays_of({day.year, day.year + 1})
    while day.weekday() in _WEEKEND or day in off:
        day += timedelta(days=1)
    return day


@dataclass(slots=True)
class SeasonClock:
    """A clock that stands on a day of the season and goes on from nine in the morning."""

    day: date
    _began: int = field(default_factory=clocks.monotonic_ns)

    def go(self, day: date) -> None:
        """Move on to the morning of a later day, or of the working day after it."""
        day = working_day(day)
        if day > self.day:
            self.day, self._began = day, clocks.monotonic_ns()

    def now(self) -> datetime:
        """Return the moment in UTC."""
        passed = timedelta(microseconds=(clocks.monotonic_ns() - self._began) // 1000)
        return (datetime.combine(self.day, _NINE) + passed).astimezone(UTC)

    def today(self) -> date:
        """Return the day the season stands on."""
        return self.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of a season, from those the notice prints."""

    received: date
    envelopes: date
    asked: date
    answered: date
    lapsed: date
    queried: date
    examined: date
    explained: date
    explained_until: date
    decided: date

    @classmethod
    def of(cls, notice: Notice) -> Days:
        """Return the days of a notice that prints its periods."""
        calendar = notice.calendar
        ends = calendar.application_until
        first = (ends.date() if ends else notice.day) + timedelta(days=3)
        papers = max(first, calendar.papers_until or first) + timedelta(days=1)
        asked = papers + timedelta(days=2 * ENVELOPE_DAYS)
        begins = calendar.explanation_from or asked + timedelta(days=30)
        until = calendar.explanation_until or begins + timedelta(days=9)
        return cls(
            received=first,
            envelopes=papers,
            asked=asked,
            answered=asked + timedelta(days=6),
            lapsed=asked + timedelta(days=13),
            queried=asked + timedelta(days=15),
            examined=begins - timedelta(days=1),
            explained=begins,
            explained_until=until,
            decided=until + timedelta(days=3),
        )


@dataclass(slots=True)
class Season:
    """An invented season: its people, its desks and the folder its files go to."""

    notice: Notice
    count: int
    seed: int
    out: Path
    clock: SeasonClock
    officers: tuple[Office, ...]
    supervisor: Office
    days: Days
    serial: int = 0

    @classmethod
    def of(
        cls, office: Office, rooms: Rooms, notice: Notice, count: int, seed: int, out: Path
    ) -> Season:
        """Seat two officers and a supervisor in a practice office."""
        days = Days.of(notice)
        clock = SeasonClock(working_day(days.received))

        def seated(name: str) -> Office:
            return replace(office, clock=clock, actor=rooms.seat(office.store, name))

        return cls(
            notice=notice,
            count=count,
            seed=seed,
            out=out,
            clock=clock,
            officers=tuple(seated(one) for one in OFFICERS),
            supervisor=seated(SUPERVISOR),
            days=days,
        )

    @property
    def officer(self) -> Office:
        """The first officer."""
        return self.officers[0]

    def people(self) -> Iterator[Case]:
        """Yield the invented applications, the same ones each time."""
        return season_cases(self.notice, self.count, self.seed)

    def working(self, first: date) -> tuple[date, ...]:
        """Return the days on which envelopes are opened, the first of them at `first`."""
        found = [working_day(first)]
        while len(found) < ENVELOPE_DAYS:
            found.append(working_day(found[-1] + timedelta(days=1)))
        return tuple(found)

    def registered(self) -> str:
        """Return the next number of registered mail."""
        self.serial += 1
        return f"9{self.serial:012d}"

    def path(self, name: str) -> Path:
        """Return where a file of the season lies."""
        return self.out / name
