"""Cells as people and systems write them, read as facts; what cannot be read says why.

Every reader takes a cell that is not empty and raises BadValue with a Korean sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from ipju.domain.case import IncomeBox, Supply, Vulnerable
from ipju.domain.contradiction import without_unseen
from ipju.domain.dates import SEOUL, parse_date
from ipju.domain.notice import Building
from ipju.domain.rrn import birth_of, parse_rrn
from ipju.domain.spreadsheet import type_of_cell

_EPOCH: Final = datetime(1899, 12, 30, tzinfo=UTC)
"""Day 0 of Excel's numbers for days, as they run since March 1900."""

_SERIALS: Final = range(10_000, 100_000)
"""Days from 1927 to 2173; a date typed as six digits is larger."""

_MOMENT: Final = re.compile(
    r"(?P<day>.*?[\d일.])[\sT]*(?P<half>오전|오후|AM|PM|am|pm)?\s*"
    r"(?P<hour>\d{1,2})[:시]\s*(?P<minute>\d{1,2})[:분]?\s*(?P<second>\d{1,2})?초?(?:\.\d+)?\s*"
    r"(?P<after>AM|PM|am|pm)?(?:\+09:?00)?"
)
_RUN_ON: Final = re.compile(r"(\d{8})(\d{2})(\d{2})(\d{2})?")
"""A moment without any sign: 20231227141200."""

_COUNTED: Final = re.compile(r"(?:만 ?)?([0-9]{1,3}) ?(?:년|세|명|인)?(?: ?[0-9]{1,2} ?개월)?")
_NOTHING: Final = frozenset({"-", "없음", "해당없음", "해당 없음", "x", "X", "무", "n/a", "N/A"})
_RRN_DIGITS: Final = 13
_LOST: Final = range(10, _RRN_DIGITS)
"""Digits of a number whose leading zeros Excel dropped: those born from 2000 to 2009."""

_PHONE_DIGITS: Final = range(8, 13)
_POSTCODE_DIGITS: Final = 5


class BadValue(ValueError):
    """A cell that cannot be read as what its column holds."""


def text_in(value: type_of_cell) -> str:
    """Return a text in the form in which Korean is kept, with single blanks; numbers as digits."""
    if isinstance(value, bool):
        raise BadValue("참·거짓 값이 들어 있습니다. 글자로 적으세요.")
    plain = unicodedata.normalize("NFC", str(value))
    return " ".join(without_unseen(plain).split())


def signs_in(value: type_of_cell) -> str:
    """Return a text of digits and signs with full-width ones made plain: ９００１０１ is 900101."""
    return unicodedata.normalize("NFKC", text_in(value))


def number_in(value: type_of_cell) -> str:
    """Return a number (접수번호) in the one form in which it is kept and looked for.

    That is in capitals, without blanks: `a-1` and `A-1` are one number.
    """
    return "".join(signs_in(value).split()).upper()


def is_nothing(value: type_of_cell) -> bool:
    """Tell whether a cell says that there is nothing: empty, blank, a stroke, 해당 없음."""
    return value is None or (isinstance(value, str) and (text_in(value) or "-") in _NOTHING)


def day_in(value: type_of_cell) -> date:
    """Return a day, however it is stored: a date, a text, 231227, 20231227 or Excel's number."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, Decimal):
        return _from_serial(value).date()
    text = signs_in(value)
    if text.isascii() and text.isdecimal() and int(text) in _SERIALS and len(text) == 5:
        return _from_serial(Decimal(text)).date()
    plain = text.replace("년", "-").replace("월", "-").replace("일", "")
    plain = re.sub(r"[ T]0{1,2}:00(:00)?(\.0+)?$", "", plain)
    try:
        return parse_date(plain)
    except ValueError as error:
        raise BadValue(str(error)) from None


def moment_in(value: type_of_cell) -> datetime:
    """Return a moment (UTC) written in Korean clock time; a day without its time is refused.

    Which of two applications came first hangs on the time, so midnight is never taken for granted.
    """
    if isinstance(value, datetime):
        return value.replace(tzinfo=SEOUL).astimezone(UTC)
    if isinstance(value, Decimal):
        return _from_serial(value).replace(tzinfo=SEOUL).astimezone(UTC)
    text = signs_in(value) if value is not None else ""
    run = _RUN_ON.fullmatch(text)
    if run is not None:
        text = f"{run[1]} {run[2]}:{run[3]}:{run[4] or '00'}"
    found = _MOMENT.fullmatch(text)
    if found is None:
        if _is_day(value):
            raise BadValue("시각이 없습니다. 2023-12-27 14:12처럼 날짜와 시각을 함께 적으세요.")
        raise BadValue("날짜와 시각이 아닙니다. 2023-12-27 14:12처럼 적으세요.")
    hour, half = int(found["hour"]), (found["half"] or found["after"] or "").upper()
    if half in ("오후", "PM") and hour < 12:
        hour += 12
    if half in ("오전", "AM") and hour == 12:
        hour = 0
    try:
        clock = time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        raise BadValue("시각은 0:00부터 23:59까지 적습니다.") from None
    day = day_in(found["day"].strip())
    return datetime.combine(day, clock, tzinfo=SEOUL).astimezone(UTC)


def _is_day(value: type_of_cell) -> bool:
    try:
        day_in(value)
    except BadValue:
        return False
    return True


def _from_serial(value: Decimal) -> datetime:
    """Return the moment of Excel's number, to the second."""
    if int(value) not in _SERIALS:
        raise BadValue("날짜가 아닌 숫자입니다. 2023-12-27처럼 적으세요.")
    return (_EPOCH + timedelta(seconds=round(value * 86_400))).replace(tzinfo=None)


def rrn_in(value: type_of_cell) -> tuple[str, bool]:
    """Return 13 digits, and whether zeros that Excel dropped were put back.

    Only a number cell can have lost zeros, and only of somebody born from 2000 to 2009: anything
    else of fewer digits is refused.
    """
    text = signs_in(value)
    digits = "".join(one for one in text if one.isalnum())
    if "*" in text:
        raise BadValue("뒷자리가 가려져 있습니다. 생년월일 열로 받으세요.")
    if isinstance(value, Decimal) or "E+" in text.upper():
        raise BadValue("숫자 모양이 바뀌어 끝자리를 알 수 없습니다. 글자로 다시 내려받으세요.")
    if isinstance(value, int) and len(digits) in _LOST:
        filled = digits.zfill(_RRN_DIGITS)
        try:
            lost = birth_of(parse_rrn(filled))
        except ValueError:
            raise BadValue(f"{len(digits)}자리입니다. 13자리를 글자로 적으세요.") from None
        if filled[6] not in "3478":
            raise BadValue(f"{len(digits)}자리이고 빠진 자리를 알 수 없습니다({lost.year}년생).")
        return filled, True
    if len(digits) != _RRN_DIGITS:
        raise BadValue(f"{len(digits)}자리입니다. 13자리를 글자로 적으세요.")
    try:
        return parse_rrn(digits), False
    except ValueError as error:
        raise BadValue(str(error)) from None


def phone_in(value: type_of_cell) -> str:
    """Return a phone number with its strokes; a leading zero that Excel dropped comes back."""
    text = signs_in(value)
    digits = "".join(one for one in text if one.isascii() and one.isdecimal())
    if digits.startswith("82") and (text.startswith("+") or len(digits) > 10):
        digits = digits[2:]
    if isinstance(value, int | str) and digits[:1] in ("1", "2", "3", "4", "5", "6", "7"):
        called = digits[:2] in ("15", "16", "18") and len(digits) == 8
        digits = digits if called else f"0{digits}"
    if len(digits) not in _PHONE_DIGITS:
        raise BadValue("전화번호가 아닙니다. 010-0000-0000처럼 적으세요.")
    if len(digits) == 8:
        return f"{digits[:4]}-{digits[4:]}"
    head = 2 if digits.startswith("02") else 4 if digits.startswith("050") else 3
    return f"{digits[:head]}-{digits[head:-4]}-{digits[-4:]}"


def postcode_in(value: type_of_cell) -> str:
    """Return the five digits of a postcode (새우편번호); a dropped leading zero comes back."""
    digits = "".join(one for one in signs_in(value) if one.isascii() and one.isdecimal())
    if isinstance(value, int):
        digits = digits.zfill(_POSTCODE_DIGITS)
    if len(digits) != _POSTCODE_DIGITS:
        raise BadValue("우편번호는 숫자 다섯 자리입니다.")
    return digits


def supply_in(value: type_of_cell, offered: Iterable[Supply]) -> Supply:
    """Return the supply type (공급유형) that a notice offers, by its word or a part of it."""
    text = text_in(value).replace(" ", "")
    words = {
        Supply.NEWLYWED: "신혼",
        Supply.GENERATIONS: "세대통합",
        Supply.SCHOLAR: "장학",
        Supply.GENERAL: "일반",
    }
    found = [one for one, word in words.items() if word in text or text == one.value]
    kinds = tuple(offered)
    if len(found) != 1 or found[0] not in kinds:
        names = ", ".join(one.label for one in kinds)
        raise BadValue(f"공급유형이 아닙니다. {names} 가운데 하나를 적으세요.")
    return found[0]


def box_in(value: type_of_cell) -> IncomeBox:
    """Return the income box (50% 이하, 100% 이하); the application offers no other (B11)."""
    # Excel keeps 50 % as a half.
    shares = {Decimal("0.5"): "50", 1: "100"}
    text = shares.get(value) if isinstance(value, int | Decimal) else None
    numbers = re.findall(r"\d+", text or signs_in(value))
    found = {"50": IncomeBox.HALF, "100": IncomeBox.FULL}.get(numbers[0] if numbers else "")
    if found is None or len(numbers) != 1:
        raise BadValue("월평균소득은 50% 이하나 100% 이하로 적습니다.")
    return found


def count_in(value: type_of_cell, most: int, what: str) -> int:
    """Return a whole number from 0 to `most`; `what` names it in the message."""
    text = signs_in(value).removesuffix("점")
    if not (text.isascii() and text.isdecimal()) or int(text) > most:
        raise BadValue(f"{what} 0부터 {most}까지의 정수로 적습니다.")
    return int(text)


def years_in(value: type_of_cell) -> int:
    """Return full years, or another count of people: 5, `5년`, `5년 3개월`, `만 34세`, `3명`."""
    found = _COUNTED.fullmatch(signs_in(value))
    if found is None:
        raise BadValue("햇수나 사람 수가 아닙니다. 정수로 적으세요.")
    return int(found[1])


def building_in(value: type_of_cell, buildings: Iterable[Building]) -> str:
    """Return the id of a building of the notice (신청 주택), by its name."""
    text = text_in(value).replace(" ", "")
    known = tuple(buildings)
    for one in known:
        if text in (one.id, one.name.replace(" ", "")):
            return one.id
    raise BadValue(f"공고에 없는 주택입니다. {', '.join(one.name for one in known)}")


def vulnerable_in(value: type_of_cell, offered: Iterable[Vulnerable]) -> Vulnerable:
    """Return the ground of the points item ⑤ that the notice knows, by its word or its start."""
    text = text_in(value).replace(" ", "")
    known = tuple(offered)
    tests: tuple[Callable[[str], bool], ...] = (
        lambda word: word == text,
        lambda word: len(text) > 2 and (word.startswith(text) or text.startswith(word)),
    )
    for fits in tests:
        found = [one for one in known if fits(one.label.replace(" ", ""))]
        if len(found) == 1:
            return found[0]
    names = ", ".join(one.label for one in known)
    raise BadValue(f"사회취약계층 사유가 아닙니다. {names} 가운데 하나를 적으세요.")
