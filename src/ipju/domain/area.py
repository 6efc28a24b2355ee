"""Floor and land areas in hundredths of a square metre (㎡), as `int`: no float decides."""

from __future__ import annotations

import re

_AREA = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?(?:㎡|m2|m²)?")


def square_metres(hundredths: int) -> str:
    """Return `52.30㎡` for 5230 hundredths of a square metre."""
    return f"{hundredths // 100:,}.{hundredths % 100:02d}㎡"


def parse_area(text: str) -> int:
    """Read `52.3` or `52.30㎡` as hundredths of a square metre; ValueError in Korean otherwise."""
    match = _AREA.fullmatch(text.replace(",", "").replace(" ", ""))
    if match is None:
        raise ValueError("면적이 아닙니다. 52.30처럼 소수 둘째 자리까지 적습니다.")
    whole, fraction = match.groups()
    return int(whole) * 100 + int((fraction or "").ljust(2, "0"))
