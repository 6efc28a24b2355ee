"""Money as staff type it and read it out: whole won, exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.money import LARGEST, margin_text, parse_won, short_won, won


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("4024661", 4_024_661),
        ("4,024,661원", 4_024_661),
        ("402만", 4_020_000),
        ("4.9억", 490_000_000),
        ("1억 2,000만", 120_000_000),
        ("1억2000만5천", 120_005_000),
        ("3만 5천 20원", 35_020),
        ("0", 0),
        ("0.5만원", 5_000),
    ],
)
def test_an_amount_may_be_typed_in_every_usual_way(text: str, amount: int) -> None:
    assert parse_won(text) == amount


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "비어 있습니다"),
        ("-3", "0원보다 작을 수 없습니다"),
        ("−3만", "0원보다 작을 수 없습니다"),
        ("삼만", "금액이 아닙니다"),
        ("3만 2억", "금액이 아닙니다"),
        ("3만만", "금액이 아닙니다"),
        ("3원원", "금액이 아닙니다"),
        ("원", "비어 있습니다"),
        ("1.5", "원 단위보다 작은"),
        ("0.00001만", "원 단위보다 작은"),
        (str(LARGEST + 1), "너무 큽니다"),
        ("9" * 5000, "너무 큽니다"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_won(text)


@given(amount=st.integers(0, LARGEST))
def test_every_amount_is_read_as_it_is_written(amount: int) -> None:
    assert parse_won(won(amount)) == amount
    assert parse_won(short_won(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "long", "short"),
    [
        (0, "0원", "0원"),
        (32_000_000, "32,000,000원", "3,200만원"),
        (120_000_000, "120,000,000원", "1억 2,000만원"),
        (300_000_000, "300,000,000원", "3억원"),
        (1, "1원", "1원"),
        (-20_000, "−20,000원", "−2만원"),
    ],
)
def test_amounts_are_written_long_and_short(amount: int, long: str, short: str) -> None:
    assert won(amount) == long
    assert short_won(amount) == short


def test_a_margin_says_which_side_of_the_limit() -> None:
    assert margin_text(32_000_000) == "여유 3,200만원"
    assert margin_text(0) == "한도와 같음"
    assert margin_text(-1) == "1원 초과"
