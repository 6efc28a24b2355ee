"""Queries as rows of tables: who is left out, cells that are bad, what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from ipju.services.queries import BadResult, Difference, How, LeftAsIs, LeftOut
from ipju.ui.widgets.table_model import Cell, Column, Row

LEFT_OUT_COLUMNS: Final = (Column("접수번호", 116), Column("이름", 90), Column("뺀 까닭"))
STAYS_COLUMNS: Final = (Column("접수번호", 116), Column("그대로 둔 것"), Column("까닭"))
BAD_COLUMNS: Final = (Column("셀", 120), Column("열", 140), Column("고칠 것"))
DIFFERENCE_COLUMNS: Final = (
    Column("신청", 112),
    Column("항목"),
    Column("견줌", 150),
    Column("적혀 있는 것"),
    Column("조회 결과"),
)
_MARKS: Final = {How.ADDED: "rev", How.CHANGED: "rev", How.GONE: "fail", How.KEPT: "mis"}


def left_out_rows(left_out: Sequence[LeftOut]) -> list[Row]:
    """Each case or person who is not asked about."""
    return [
        {
            "id": str(at),
            "cells": (
                {"t": one.number, "keep": True},
                {"t": one.name or "세대 전체", "tone": "ink" if one.name else "ink2"},
                {"t": one.why, "tip": one.why},
            ),
        }
        for at, one in enumerate(left_out)
    ]


def left_words(left_out: Sequence[LeftOut]) -> str:
    """Return how many are left out for which reason: `동의서 3, 종결된 신청 1`."""
    counted = Counter(one.why.partition(":")[0] for one in left_out)
    return ", ".join(f"{why} {many:,}" for why, many in counted.most_common())


def stays_rows(left: Sequence[LeftAsIs]) -> list[Row]:
    """What of a file was not taken back, and why."""
    return [
        {
            "id": str(at),
            "cells": (
                {"t": one.number or "–", "keep": True},
                {"t": one.what, "tip": one.what},
                {"t": one.why, "tip": one.why},
            ),
        }
        for at, one in enumerate(left)
    ]


def bad_rows(bad: Sequence[BadResult]) -> list[Row]:
    """Each bad cell with its name, its column and what to do."""
    return [
        {
            "id": str(at),
            "cells": (
                {"t": one.cell, "bold": True, "keep": True},
                {"t": one.head or "(머리글 없음)"},
                {"t": one.message, "tip": one.message},
            ),
        }
        for at, one in enumerate(bad)
    ]


def difference_rows(differences: Sequence[Difference]) -> list[Row]:
    """Each difference: what is recorded beside what was found."""
    return [
        {
            "id": str(at),
            "lines": 2,
            "cells": (
                {"t": one.name, "sub": one.number},
                _in_two(one.item),
                {"t": one.how.label, "mark": _MARKS[one.how], "sub": one.kind.label},
                _in_two(one.declared),
                _in_two(one.found),
            ),
        }
        for at, one in enumerate(differences)
    ]


def _in_two(words: str) -> Cell:
    """Return words in two lines, divided at their first dot; a dash for none."""
    first, _dot, rest = words.partition(" · ")
    return {"t": first or "–", "sub": rest, "tip": words, "tone": "ink" if words else "ink3"}
