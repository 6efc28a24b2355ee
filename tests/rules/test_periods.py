"""Anniversaries under both readings, also where the last month has no such day (A15, A38)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ipju.domain.notice import Notice
from ipju.rules.periods import period_end, reached, readings_of, within
from tests.rules.cases import the_notice
from tests.rules.scenarios import under


def _on(day: date, **config: str) -> Notice:
    notice = under(the_notice(), config)
    return replace(notice, calendar=replace(notice.calendar, notice_date=day))


@pytest.mark.parametrize(
    ("reading", "end"), [("month-end", date(2023, 2, 28)), ("next-day", date(2023, 3, 1))]
)
def test_a_period_without_its_last_day(reading: str, end: date) -> None:
    notice = _on(date(2023, 12, 15), A38=reading)

    assert period_end(notice, date(2022, 8, 31), 6) == end
    assert period_end(notice, date(2022, 8, 28), 6) == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("day", "inclusive", "exclusive"),
    [
        (date(2024, 2, 28), (False, True), (False, True)),
        (date(2024, 2, 29), (True, True), (False, False)),
        (date(2024, 3, 1), (True, False), (True, False)),
    ],
)
def test_the_anniversary_reaches_and_stays_within_or_neither(
    day: date, inclusive: tuple[bool, bool], exclusive: tuple[bool, bool]
) -> None:
    start = date(2020, 2, 29)
    for reading, expected in (("inclusive", inclusive), ("exclusive", exclusive)):
        notice = _on(day, A15=reading)
        assert (reached(notice, start, 4), within(notice, start, 4)) == expected


def test_both_readings_are_shown_whichever_is_chosen() -> None:
    first = readings_of(_on(date(2023, 12, 15)), "A15")
    second = readings_of(_on(date(2023, 12, 15), A15="exclusive"), "A15")

    assert "'이내'에 든다" in first[0].value
    assert first[1].value in second[0].value
