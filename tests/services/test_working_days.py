"""Days on which nobody works, and when a period really ends (민법 제161조)."""

from datetime import date

import pytest

from ipju.services.working_days import day_off, over_since, period_ends, working_days_before


def test_why_nobody_works_on_a_day_is_told() -> None:
    assert day_off(date(2024, 3, 15)) == ""
    assert day_off(date(2024, 3, 16)) == "토요일"
    assert day_off(date(2024, 3, 17)) == "일요일"
    assert day_off(date(2024, 3, 1)) == "삼일절"
    # A substitute holiday: 어린이날 of 2024 was a Sunday.
    assert "대체" in day_off(date(2024, 5, 6))


@pytest.mark.parametrize(
    ("last", "ends"),
    [
        (date(2024, 3, 15), date(2024, 3, 15)),
        (date(2024, 3, 16), date(2024, 3, 18)),
        # 설날 of 2024: Friday to Sunday, and a substitute holiday on Monday.
        (date(2024, 2, 9), date(2024, 2, 13)),
        (date(2023, 12, 30), date(2024, 1, 2)),
    ],
)
def test_a_period_that_ends_on_a_day_off_ends_on_the_next_working_day(
    last: date, ends: date
) -> None:
    assert period_ends(last) == ends


def test_what_is_over_on_a_day_is_what_really_ended_before_it() -> None:
    days = [date.fromordinal(date(2024, 2, 1).toordinal() + at) for at in range(45)]
    for today in days:
        first = over_since(today)
        assert [one for one in days if period_ends(one) < today] == [
            one for one in days if one < first
        ]


def test_working_days_are_counted_back_over_what_lies_between() -> None:
    assert working_days_before(date(2024, 3, 20), 3) == date(2024, 3, 15)
    assert working_days_before(date(2024, 2, 13), 1) == date(2024, 2, 8)
    assert working_days_before(date(2024, 2, 13), 0) == date(2024, 2, 13)
