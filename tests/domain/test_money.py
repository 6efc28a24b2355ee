"""Money as staff type it and read it out: whole won, exactly."""

from __future__ import annotations

import pytest

from ipju.domain.money import margin_text, short_won, won


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
