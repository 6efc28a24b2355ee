"""Resident registration numbers (주민등록번호) and foreigner numbers: shape, birth date, mask."""

from __future__ import annotations

import re
from datetime import date

# However it is typed: full-width digits, another dash, blanks around it.
_IN_TEXT = re.compile(r"(?<!\d)(\d{6})[\s.·_/~:\-\u2010-\u2015\u2212\uff0d]{0,3}(\d)\d{6}(?!\d)")
_CENTURY = {
    "1": 1900, "2": 1900, "3": 2000, "4": 2000, "9": 1800, "0": 1800,
    "5": 1900, "6": 1900, "7": 2000, "8": 2000,
}  # fmt: skip
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def parse_rrn(text: str) -> str:
    """Return the 13 digits of `900101-1234567`; raise ValueError (Korean) if impossible.

    The date part must exist. The check digit is not tested: numbers issued since October 2020
    have none (see `check_digit_fits`).
    """
    digits = text.replace("-", "").replace(" ", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) == 13):
        raise ValueError("주민등록번호는 숫자 13자리입니다. 예: 900101-1******")
    birth_of(digits)
    return digits


def birth_of(rrn: str) -> date:
    """Return the birth date that 13 digits state; ValueError (Korean) when there is no such day."""
    try:
        return date(_CENTURY[rrn[6]] + int(rrn[:2]), int(rrn[2:4]), int(rrn[4:6]))
    except ValueError:
        raise ValueError(
            "주민등록번호 앞자리가 달력에 없는 날짜입니다. 신분증과 대조하세요."
        ) from None


def is_foreigner_number(rrn: str) -> bool:
    """Tell whether the 13 digits are a foreigner registration number (외국인등록번호)."""
    return rrn[6] in "5678"


def check_digit_fits(rrn: str) -> bool:
    """Tell whether the last digit fits the old check sum: a hint, never a reason to refuse."""
    total = sum(int(digit) * weight for digit, weight in zip(rrn[:12], _WEIGHTS, strict=True))
    expected = (11 - total % 11) % 10
    if is_foreigner_number(rrn):
        expected = (expected + 2) % 10
    return expected == int(rrn[12])


def masked(rrn: str) -> str:
    """Return `900101-1******`: what every list, title, log and letter may show."""
    return f"{rrn[:6]}-{rrn[6]}******"


def without_rrn(text: str) -> str:
    """Return a text in which every RRN is masked: what a message or a log may hold."""
    return _IN_TEXT.sub(r"\1-\2******", text)
