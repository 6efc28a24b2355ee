"""What a letter says of the end of a period beside its last day, so that nobody is misled by it."""

from __future__ import annotations

from datetime import date

from ipju.domain.dates import in_letter
from ipju.services.working_days import day_off, period_ends

BY_POSTMARK = "마지막 날 우편 소인까지 인정"
"""What is in time where papers come by registered mail alone."""


def rule_until(rule: str, last: date | None) -> str:
    """Return what counts as in time (`rule`), and until when a last day off really runs.

    The last day stands in the letter as it was set; where nobody works on it, the period ends on
    the next working day (민법 제161조), which the letter must say as well.
    """
    off = day_off(last) if last is not None else ""
    if last is None or not off:
        return rule
    ends = in_letter(period_ends(last))
    moved = f"마지막 날이 쉬는 날({off})이므로 {ends}까지로 봄(민법 제161조)"
    return f"{rule}. {moved}" if rule else moved
