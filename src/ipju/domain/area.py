"""Floor and land areas in hundredths of a square metre (㎡), as `int`: no float decides."""

from __future__ import annotations


def square_metres(hundredths: int) -> str:
    """Return `52.30㎡` for 5230 hundredths of a square metre."""
    return f"{hundredths // 100:,}.{hundredths % 100:02d}㎡"
