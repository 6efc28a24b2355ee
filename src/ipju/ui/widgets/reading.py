"""What a typed text means: money, dates, areas, shares; and how each is written back.

Pure functions without Qt. Each reader returns the value or raises `Unreadable` with the
Korean sentence to show under the field. An empty text is None, never zero.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from ipju.domain import money
from ipju.domain.area import square_metres
from ipju.domain.dates import spoken

MONEY_ERROR: Final = "금액이 아닙니다. 예: 402만"
MONEY_NEGATIVE: Final = "금액은 0원보다 작을 수 없습니다."
MONEY_AMBIGUOUS: Final = "억 뒤는 만이나 원을 붙여 적습니다. 예: 1억 2,000만"
MONEY_TOO_BIG: Final = "금액이 너무 큽니다. 자릿수를 확인하십시오."
DATE_ERROR: Final = "날짜가 아닙니다. 231030처럼 여섯 자리로 적습니다."
AREA_ERROR: Final = "면적이 아닙니다. 52.30처럼 소수 둘째 자리까지 적습니다."
SHARE_ERROR: Final = "지분이 아닙니다. 1/4처럼 적습니다."
SHARE_OVER: Final = "지분은 1을 넘을 수 없습니다. 1/4처럼 적습니다."

_UNITS: Final = {"억": 10**8, "천만": 10**7, "백만": 10**6, "만": 10**4, "": 1}
_PART: Final = re.compile(r"(\d+)(?:\.(\d+))?(억|천만|백만|만|)")
_DATE: Final = re.compile(r"(\d{4}|\d{2})\D(\d{1,2})\D(\d{1,2})")
_MOST: Final = 10**15


class Unreadable(ValueError):
    """The text has no such value; the message says what to type instead."""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().replace("\u2212", "-")


def read_money(text: str) -> int | None:
    """Won from `4024661`, `4,024,661원`, `402만`, `4.9억`, `1억 2,000만`; None when empty.

    `1억 2000` is refused: half of the readers mean 2,000만.
    """
    typed = re.sub(r"[\s,]", "", _plain(text))
    if not typed:
        return None
    if typed.startswith("-"):
        raise Unreadable(MONEY_NEGATIVE)
    body = typed.removesuffix("원")
    had_won = body != typed
    total, last_unit, at = 0, _MOST, 0
    while at < len(body):
        part = _PART.match(body, at)
        if part is None:
            raise Unreadable(MONEY_ERROR)
        whole, decimals, word = part[1], part[2] or "", part[3]
        unit = _UNITS[word]
        if unit >= last_unit:
            raise Unreadable(MONEY_ERROR)
        if unit == 1 and last_unit == 10**8 and not had_won:
            raise Unreadable(MONEY_AMBIGUOUS)
        amount = int(whole + decimals) * unit
        scale = 10 ** len(decimals)
        if amount % scale or (decimals and unit == 1):
            raise Unreadable(MONEY_ERROR)
        total += amount // scale
        last_unit, at = unit, part.end()
    if last_unit == _MOST:
        raise Unreadable(MONEY_ERROR)
    if total >= _MOST:
        raise Unreadable(MONEY_TOO_BIG)
    return total


def write_money(won: int) -> str:
    """`4,024,661원`; a minus is U+2212."""
    return money.won(won)


def read_date(text: str, newest_year: int = 2049) -> date | None:
    """A date from `231215`, `20231215`, `2023-12-15`, `2023.12.15`; None when empty.

    Two-digit years lie in the hundred years that end with `newest_year`.
    """
    typed = re.sub(r"\([월화수목금토일]\)", "", _plain(text)).strip()
    if not typed:
        return None
    if re.fullmatch(r"\d{6}|\d{8}", typed):
        year, month, day = typed[:-4], typed[-4:-2], typed[-2:]
    else:
        joined = re.sub(r"\s+", "", re.sub(r"[년월./]\s*", "-", typed)).rstrip("일-")
        found = _DATE.fullmatch(joined)
        if found is None:
            raise Unreadable(DATE_ERROR)
        year, month, day = found.groups()
    number = int(year)
    if len(year) == 2:
        number += newest_year - newest_year % 100
        if number > newest_year:
            number -= 100
    if not 1900 <= number <= 2100:
        raise Unreadable(DATE_ERROR)
    try:
        return date(number, int(month), int(day))
    except ValueError as error:
        raise Unreadable(DATE_ERROR) from error


def write_date(day: date) -> str:
    """`2023-12-15 (금)`."""
    return spoken(day)


def read_area(text: str) -> int | None:
    """Hundredths of a ㎡ from `52.3`, `52.30㎡`; None when empty. More decimals are refused."""
    typed = text.strip().replace(",", "").removesuffix("㎡")
    typed = _plain(typed).removesuffix("m2").strip()
    if not typed:
        return None
    found = re.fullmatch(r"(\d{1,7})(?:\.(\d{1,2}))?", typed)
    if found is None:
        raise Unreadable(AREA_ERROR)
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def write_area(hundredths: int) -> str:
    """`52.30㎡`."""
    return square_metres(hundredths)


def read_share(text: str) -> tuple[int, int] | None:
    """A share as (part, whole) from `1/4`, `33.2/100`, `1`, `전부`; None when empty.

    Not reduced, because the register's own figures must stay recognisable. Over 1 is refused.
    """
    typed = re.sub(r"[\s,]", "", _plain(text).replace("\u2044", "/"))
    if not typed:
        return None
    if typed in ("전부", "1"):
        return (1, 1)
    found = re.fullmatch(r"(\d+)(?:\.(\d+))?/(\d+)(?:\.(\d+))?", typed)
    if found is None:
        raise Unreadable(SHARE_ERROR)
    left, right = found[2] or "", found[4] or ""
    places = max(len(left), len(right))
    part = int(found[1] + left.ljust(places, "0"))
    whole = int(found[3] + right.ljust(places, "0"))
    if not part or not whole:
        raise Unreadable(SHARE_ERROR)
    if part > whole:
        raise Unreadable(SHARE_OVER)
    return (part, whole)


def write_share(share: tuple[int, int]) -> str:
    """`1/4`; a whole share is `1/1`."""
    return f"{share[0]}/{share[1]}"


def read_count(text: str) -> int | None:
    """A whole number from `12`, `1,200`, `12명`; None when empty."""
    typed = re.sub(r"[\s,]", "", _plain(text))
    if not typed:
        return None
    found = re.fullmatch(r"(\d{1,12})[가-힣]{0,3}", typed)
    if found is None:
        raise Unreadable("숫자가 아닙니다. 예: 12")
    return int(found[1])
