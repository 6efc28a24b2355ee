"""Outcomes as rows of tables: the table by reason, the cases behind a row, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ipju.domain.examination import OutcomeLine
from ipju.services.outcomes import OutcomeChange, OutcomeTable, ReasonRow, words_of
from ipju.ui.lines import MARK_OF
from ipju.ui.widgets.table_model import Cell, Column, Row

REASON_COLUMNS: Final = (
    Column("항목"),
    Column("판정", 104),
    Column("신청", 58, "r"),
    Column("지난번과", 70, "r"),
)
CASE_COLUMNS: Final = (Column("신청", 116), Column("판정", 104), Column("사유"))
CHANGE_COLUMNS: Final = (
    Column("신청", 112),
    Column("바뀐 것"),
    Column("까닭"),
)
CHANGED: Final = "changed"
"""The row of the cases that came out otherwise than the run before."""


def reason_rows(table: OutcomeTable) -> list[Row]:
    """The whole cases by outcome, what changed, then every reason."""
    rows = [_group("신청 전체"), *(_row(one) for one in table.whole)]
    if table.changed is not None:
        rows.append(
            {
                "id": CHANGED,
                "cells": (
                    {"t": "달라진 신청", "bold": True},
                    {"t": ""},
                    {"t": f"{table.changed:,}", "bold": bool(table.changed)},
                    {"t": ""},
                ),
            }
        )
    if table.reasons:
        rows += [_group("사유 (한 신청에 여럿일 수 있습니다)"), *map(_row, table.reasons)]
    return rows


def row_id(one: ReasonRow) -> str:
    """Return what tells a row of the table: `income=fail`."""
    return f"{one.rule}={one.outcome.value}"


def _group(words: str) -> Row:
    return {"id": f"group-{words}", "group": True, "cells": ({"t": words},)}


def _row(one: ReasonRow) -> Row:
    said: Cell = {"t": one.outcome.label, "mark": MARK_OF[one.outcome]}
    return {
        "id": row_id(one),
        "cells": (
            *(({"t": one.title}, said) if one.rule else (said, {"t": ""})),
            {"t": f"{one.cases:,}", "bold": not one.rule},
            _difference(one),
        ),
        "dim": not one.cases,
    }


def _difference(one: ReasonRow) -> Cell:
    if one.before is None or one.before == one.cases:
        return {"t": "–" if one.before is None else "같음", "tone": "ink3"}
    more = one.cases - one.before
    sign = "+" if more > 0 else "\N{MINUS SIGN}"
    return {"t": f"{sign}{abs(more):,}", "tone": "ink"}


def case_rows(lines: Sequence[OutcomeLine]) -> list[Row]:
    """The cases behind a row: the weightiest reason, then all of them."""
    return [
        {
            "id": str(one.result.case_id),
            "lines": 2,
            "cells": (
                {"t": one.name, "bold": True, "sub": one.result.number, "tip": _born(one)},
                {"t": one.result.outcome.label, "mark": MARK_OF[one.result.outcome]},
                {
                    "t": one.result.headline or "–",
                    "sub": _all(one) if len(one.result.reasons) > 1 else "",
                    "tip": _all(one),
                },
            ),
        }
        for one in lines
    ]


def _all(line: OutcomeLine) -> str:
    return ", ".join(words_of(one) for one in line.result.reasons)


def change_rows(changes: Sequence[OutcomeChange]) -> list[Row]:
    """The cases that came out otherwise: what differs, and what was done."""
    return [
        {
            "id": str(one.line.result.case_id),
            "lines": 2,
            "cells": (
                {"t": one.line.name, "bold": True, "sub": one.line.result.number},
                _two(one.what),
                _two(one.why),
            ),
        }
        for one in changes
    ]


def _two(words: Sequence[str]) -> Cell:
    """Return words in two lines, all of them in the tip."""
    first, _dot, rest = words[0].partition(" · ")
    return {
        "t": first,
        "sub": ", ".join(one for one in (rest, *words[1:]) if one),
        "tip": "\n".join(words),
    }


def _born(line: OutcomeLine) -> str:
    return f"생년월일 {line.birth.isoformat()}" if line.birth else ""
