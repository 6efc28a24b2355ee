"""Ages, anniversaries and periods as the notices count them, and days as staff type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.dates import (
    add_months,
    add_years,
    age_on,
    birthday,
    in_letter,
    parse_date,
    spoken,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("birth", "age", "day"),
    [
        (date(2004, 12, 15), 19, date(2023, 12, 15)),
        (date(2004, 2, 29), 19, date(2023, 3, 1)),
        (date(2004, 2, 29), 20, date(2024, 2, 29)),
        (date(1900, 3, 1), 100, date(2000, 3, 1)),
    ],
)
def test_the_day_on_which_an_age_is_reached(birth: date, age: int, day: date) -> None:
    assert birthday(birth, age) == day
    assert age_on(birth, day) == age
    assert age_on(birth, day - timedelta(days=1)) == age - 1


def test_nobody_has_an_age_before_birth() -> None:
    assert age_on(date(2024, 1, 5), date(2023, 12, 15)) == 0
    assert age_on(date(2023, 12, 20), date(2023, 12, 15)) == 0


@given(birth=DAYS, later=st.integers(0, 40_000))
def test_an_age_is_the_number_of_birthdays_passed(birth: date, later: int) -> None:
    day = birth + timedelta(days=later)
    age = age_on(birth, day)

    assert birthday(birth, age) <= day < birthday(birth, age + 1)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
    ],
)
def test_a_period_ends_on_the_same_day_or_the_last_of_its_month(
    day: date, months: int, end: date
) -> None:
    assert add_months(day, months) == end


@given(day=DAYS, years=st.integers(-100, 100))
def test_years_are_twelve_months(day: date, years: int) -> None:
    assert add_years(day, years) == add_months(day, 12 * years)


def test_days_are_written_as_the_screen_and_the_letter_write_them() -> None:
    assert spoken(date(2023, 12, 15)) == "2023-12-15 (금)"
    assert in_letter(date(2024, 1, 5)) == "2024. 1. 5.(금)"


@pytest.mark.parametrize(
    "text",
    ["231215", "20231215", "2023-12-15", "2023.12.15", "2023. 12. 15.", "23/12/15", " 2023-12-15 "],
)
def test_a_day_may_be_typed_in_every_usual_way(text: str) -> None:
    assert parse_date(text) == date(2023, 12, 15)


@pytest.mark.parametrize(("text", "year"), [("391231", 2039), ("401231", 1940), ("991231", 1999)])
def test_two_digit_years_lie_between_1940_and_2039(text: str, year: int) -> None:
    assert parse_date(text) == date(year, 12, 31)


@pytest.mark.parametrize(
    "text", ["", "오늘", "2023-12", "12345", "2023-1a-05", "²³-12-15", "1-2-3-4"]
)
def test_what_is_no_day_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="날짜가 아닙니다"):
        parse_date(text)


@pytest.mark.parametrize("text", ["230229", "2023-13-01", "2023-04-31", "0000-01-01"])
def test_a_day_that_does_not_exist_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="달력에 없는 날짜"):
        parse_date(text)


@given(day=st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(in_letter(day)[:-3]) == day
