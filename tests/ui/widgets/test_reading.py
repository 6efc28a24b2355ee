"""What staff type is understood as they mean it, or refused with a way out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.ui.widgets import reading as r


@pytest.mark.parametrize(
    ("typed", "won"),
    [
        ("4024661", 4_024_661),
        ("4,024,661원", 4_024_661),
        ("402만", 4_020_000),
        ("4.9억", 490_000_000),
        ("1.23456789억", 123_456_789),
        ("1억 2,000만", 120_000_000),
        ("1억2천만", 120_000_000),
        ("1억 2천만 5000원", 120_005_000),
        ("402만 5000", 4_025_000),
        ("４０２만", 4_020_000),
        ("0", 0),
        ("", None),
        ("   ", None),
    ],
)
def test_money_is_read_as_offices_write_it(typed: str, won: int | None) -> None:
    assert r.read_money(typed) == won


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("402만만", r.MONEY_ERROR),
        ("만", r.MONEY_ERROR),
        ("원", r.MONEY_ERROR),
        ("4.5", r.MONEY_ERROR),
        ("1.234567891억", r.MONEY_ERROR),
        ("2만 3억", r.MONEY_ERROR),
        ("-5", r.MONEY_NEGATIVE),
        ("\u22125000", r.MONEY_NEGATIVE),
        ("1억 2000", r.MONEY_AMBIGUOUS),
        ("9999999999999999", r.MONEY_TOO_BIG),
        ("사백만", r.MONEY_ERROR),
        ("1e6", r.MONEY_ERROR),
    ],
)
def test_doubtful_money_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(r.Unreadable) as caught:
        r.read_money(typed)
    assert str(caught.value) == reason


@given(st.integers(0, 10**15 - 1))
def test_written_money_reads_back_as_the_same_won(won: int) -> None:
    assert r.read_money(r.write_money(won)) == won


@pytest.mark.parametrize(
    "typed",
    [
        "231215",
        "20231215",
        "2023-12-15",
        "2023.12.15",
        "2023. 12. 15.",
        "2023년 12월 15일",
        "23-12-15",
        "2023-12-15 (금)",
    ],
)
def test_dates_are_read_in_every_habit(typed: str) -> None:
    assert r.read_date(typed) == date(2023, 12, 15)


@pytest.mark.parametrize("typed", ["2310230", "231345", "230229", "2023-13-01", "어제", "2023"])
def test_a_day_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(r.Unreadable) as caught:
        r.read_date(typed)
    assert str(caught.value) == "날짜가 아닙니다. 231030처럼 여섯 자리로 적습니다."


def test_a_birth_year_lies_in_the_past() -> None:
    assert r.read_date("820314", newest_year=2024) == date(1982, 3, 14)
    assert r.read_date("240314", newest_year=2024) == date(2024, 3, 14)
    assert r.read_date("250314", newest_year=2024) == date(1925, 3, 14)


@given(st.integers(0, 73000).map(lambda n: date(1900, 1, 1) + timedelta(days=n)))
def test_a_written_day_reads_back_as_itself(day: date) -> None:
    assert r.read_date(r.write_date(day)) == day


def test_areas_are_exact_hundredths() -> None:
    assert r.read_area("52.3") == 5230
    assert r.read_area("85㎡") == 8500
    assert r.read_area("84.99 m2") == 8499
    assert r.write_area(5230) == "52.30㎡"
    with pytest.raises(r.Unreadable):
        r.read_area("84.999")


def test_shares_keep_the_registers_figures_and_never_exceed_one() -> None:
    assert r.read_share("1/4") == (1, 4)
    assert r.read_share("33.25/100.5") == (3325, 10050)
    assert r.read_share("전부") == (1, 1)
    with pytest.raises(r.Unreadable, match="1을 넘을 수 없습니다"):
        r.read_share("5/4")
    with pytest.raises(r.Unreadable):
        r.read_share("0/4")
