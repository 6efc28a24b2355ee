"""Unusual acts (살펴볼 행위): what a privacy officer looks into; a sign, never a verdict."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from ipju.domain.labelled import Labelled

MANY_CASES = 150
"""So many different cases seen by one person in a day are worth a look."""

SEVERAL_NEIGHBOURS = 3
"""So many cases of one building, seen without an act on them, are worth a look."""

DAY_BEGINS, DAY_ENDS = 7, 21
"""Hours of the clock in Korea between which work is usual, the end excluded."""

_ASIDE = re.compile(r"\([^)]*\)")
_INSIDE = re.compile(r"\s*\S*\d\S*(동|호|층)$")


class UnusualKind(Labelled):
    """Why something is worth a look."""

    MANY = "many", "하루에 많은 사례"
    OFF_HOURS = "off-hours", "근무 시간 밖"
    NEIGHBOURS = "neighbours", "이웃 사례"
    OWN_NAME = "own-name", "같은 이름"
    CLOCK_BACK = "clock-back", "시계 되돌림"
    REFUSED = "refused", "거절된 시도"
    NEW_PASSWORD = "new-password", "남의 비밀번호"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual:
    """One thing worth a look. `when` is UTC; `cases` are numbers (접수번호), the first few only."""

    kind: UnusualKind
    actor: str
    name: str
    when: datetime
    words: str
    cases: tuple[str, ...] = ()


def building_of(address: str) -> str:
    """Return the building of an address without flat and floor; empty when no number names one.

    `서울특별시 예시구 견본로 12, 103동 402호` and `서울특별시 예시구 견본로 12 (예시동)` share one.
    """
    place = " ".join(_ASIDE.sub("", address).partition(",")[0].split())
    while (shorter := _INSIDE.sub("", place)) != place:
        place = shorter
    return place if any(one.isdecimal() for one in place) else ""
