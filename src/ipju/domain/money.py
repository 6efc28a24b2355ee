"""Whole won (원) as `int`: written the way staff read it out."""

from __future__ import annotations

MAN = 10_000
EOK = 100_000_000
LARGEST = 99_999_999_999_999
"""More won than any notice or register could name."""


def won(amount: int) -> str:
    """Return `4,024,661원`; a negative amount carries the minus sign U+2212."""
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    return f"{sign}{abs(amount):,}원"


def short_won(amount: int) -> str:
    """Return the amount in 억/만 when that is exact (`3,200만원`), else in won."""
    if amount == 0 or amount % MAN:
        return won(amount)
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    eok, rest = divmod(abs(amount), EOK)
    man = rest // MAN
    words = [f"{eok:,}억"] if eok else []
    if man:
        words.append(f"{man:,}만")
    return f"{sign}{' '.join(words)}원"


def margin_text(margin: int) -> str:
    """Return `여유 3,200만원`, `12만원 초과` or `한도와 같음` for limit − value in won."""
    if margin == 0:
        return "한도와 같음"
    return f"여유 {short_won(margin)}" if margin > 0 else f"{short_won(-margin)} 초과"
