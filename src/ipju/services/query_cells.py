"""Cells of query results read as amounts, areas, shares and words of the notice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from ipju.domain.labelled import Labelled
from ipju.domain.money import LARGEST
from ipju.domain.spreadsheet import type_of_cell
from ipju.services.import_cells import BadValue, text_in
from ipju.services.import_columns import bare

_AMOUNT: Final = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_FRACTION: Final = re.compile(r"(\d{1,6})/(\d{1,6})|(\d{1,6})분의(\d{1,6})")
_SAID: Final = {
    **dict.fromkeys(("예", "네", "Y", "O", "입주"), True),
    **dict.fromkeys(("아니요", "아니오", "N", "미입주"), False),
}
_PARTS: Final = 1_000_000
"""No ownership is split finer than this."""


def _number(value: type_of_cell) -> Decimal:
    """Return a number cell, or digits with commas and 원; BadValue for anything else."""
    text = text_in(value)
    if not isinstance(value, str):
        return Decimal(text)
    # As Koreans type them at a desk that is set to wide letters: １２３ is 123.
    plain = normalize("NFKC", text).replace(" ", "").removesuffix("원").removesuffix("m2")
    if _AMOUNT.fullmatch(plain) is None:
        raise BadValue("숫자가 아닙니다. 1234567처럼 적으세요.")
    return Decimal(plain.replace(",", ""))


def won_in(value: type_of_cell) -> int:
    """Return an amount in whole won, not negative."""
    if isinstance(value, date | datetime):
        raise BadValue("금액 칸이 날짜로 되어 있습니다. 셀 서식을 숫자로 바꾸세요.")
    found = _number(value)
    if found != found.to_integral_value():
        raise BadValue("원 단위의 정수로 적으세요.")
    if not 0 <= found <= LARGEST:
        raise BadValue("금액이 0원보다 작거나 너무 큽니다.")
    return int(found)


def area_in(value: type_of_cell) -> int:
    """Return an area in hundredths of a ㎡; a finer figure is refused, never rounded."""
    if isinstance(value, date | datetime):
        raise BadValue("면적 칸이 날짜로 되어 있습니다. 셀 서식을 숫자로 바꾸세요.")
    found = _number(value) * 100
    if found != found.to_integral_value():
        raise BadValue("면적은 소수 둘째 자리까지 적습니다.")
    if not 0 < found <= LARGEST:
        raise BadValue("면적이 0보다 크지 않거나 너무 큽니다.")
    return int(found)


def share_in(value: type_of_cell) -> tuple[int, int]:
    """Return an ownership share as numerator and denominator, more than nothing, at most all."""
    if isinstance(value, date | datetime):
        raise BadValue(
            "엑셀이 지분을 날짜로 바꾸었습니다. 셀 서식을 텍스트로 하고 1/2처럼 적으세요."
        )
    text = text_in(value).replace(" ", "")
    found = _FRACTION.fullmatch(text)
    if found is not None:
        above, below = (found[1], found[2]) if found[1] else (found[4], found[3])
        share = int(above), int(below)
    elif text in ("전부", "단독", "단독소유"):
        share = 1, 1
    else:
        part = _number(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        share = part.as_integer_ratio()
    if not (0 < share[0] <= share[1] <= _PARTS):
        raise BadValue("지분은 0보다 크고 전부(1/1)를 넘지 않아야 합니다. 1/2처럼 적으세요.")
    return share


def yes_in(value: type_of_cell) -> bool:
    """Return what 예 or 아니요 says, or Y and N as systems write it."""
    found = _SAID.get(text_in(value).upper())
    if found is None:
        raise BadValue("예 또는 아니요로 적으세요.")
    return found


def choice_in(value: type_of_cell, words: Iterable[Labelled]) -> Labelled:
    """Return the one of these words that a cell says, blanks and signs aside."""
    wanted, known = bare(text_in(value)), tuple(words)
    for one in known:
        if wanted in (bare(one.label), bare(one.value)):
            return one
    # Systems shorten (상시근로, 국민건강보험): a beginning of one word only is that word.
    near = [one for one in known if len(wanted) > 1 and bare(one.label).startswith(wanted)]
    if len(near) == 1:
        return near[0]
    listed = ", ".join(one.label for one in known)
    raise BadValue(f"적을 수 없는 말입니다. {listed} 가운데 하나를 적으세요.")
