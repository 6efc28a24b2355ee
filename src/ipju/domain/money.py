"""Whole won (원) as `int`: reading what staff type, writing what they read out."""

from __future__ import annotations

import re

MAN = 10_000
EOK = 100_000_000
LARGEST = 99_999_999_999_999

# Longer than any amount with its decimals; Python refuses to read numbers of 4,300 digits.
_LONGEST = 60

_PART = re.compile(r"(\d+)(?:\.(\d+))?(억|만|천)?")
_UNITS = {"억": EOK, "만": MAN, "천": 1_000, None: 1}


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


def parse_won(text: str) -> int:
    """Read `4024661`, `4,024,661원`, `402만원`, `4.9억` or `1억 2,000만` as whole won.

    Raises ValueError with a Korean message when the text is no amount, is negative, or is not a
    whole number of won.
    """
    bare = text.replace(",", "").replace(" ", "").removesuffix("원")
    if bare.startswith(("-", "\N{MINUS SIGN}")):
        raise ValueError("금액은 0원보다 작을 수 없습니다.")
    if len(bare) > _LONGEST:
        raise ValueError("금액이 너무 큽니다. 자릿수를 확인하세요.")
    total, position, ceiling = 0, 0, LARGEST + 1
    while position < len(bare):
        match = _PART.match(bare, position)
        if match is None:
            raise ValueError("금액이 아닙니다. 예: 402만")
        whole, fraction, unit = match.groups()
        scale = _UNITS[unit]
        if scale >= ceiling:
            raise ValueError("금액이 아닙니다. 예: 402만")
        ceiling = scale
        digits = fraction or ""
        amount = int(whole + digits) * scale
        if amount % 10 ** len(digits):
            raise ValueError("원 단위보다 작은 금액은 적을 수 없습니다.")
        total += amount // 10 ** len(digits)
        position = match.end()
    if not bare:
        raise ValueError("금액이 비어 있습니다. 예: 402만")
    if total > LARGEST:
        raise ValueError("금액이 너무 큽니다. 자릿수를 확인하세요.")
    return total
