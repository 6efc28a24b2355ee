"""The columns of the list of cases, and one case as a row of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ipju.domain.case import Supply
from ipju.domain.listing import CaseLine, SortBy
from ipju.domain.notice import Notice
from ipju.ui.lines import local_moment, outcome_cell
from ipju.ui.screens.case.needed import supplies
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.table_model import Column, Row

COLUMNS: Final = (
    Column("접수번호", 116, key=SortBy.NUMBER),
    Column("이름", 140, key=SortBy.NAME),
    Column("생년월일", 100, key=SortBy.BIRTH),
    Column("공급유형", 138, key=SortBy.SUPPLY),
    Column("공고", 150),
    Column("단계", 76),
    Column("판정", 106, key=SortBy.OUTCOME),
    Column("먼저 볼 까닭", 0),
    Column("가점", 58, "r", key=SortBy.POINTS),
    Column("담당", 84),
    Column("고친 때", 104, "r", key=SortBy.UPDATED),
)


_BIRTH: Final = 2
NOTICE: Final = 4
_POINTS: Final = 8
_NARROW: Final = 1040
_WIDE: Final = 1360
_WHOLE_NOTICE: Final = 176
_FOR_NOTICE: Final = frozenset({5, 10})
_NARROW_HIDES: Final = frozenset({5, 9, 10})
ALL: Final = "모두"
"""The word of a filter that leaves nothing out."""


def hidden_columns(shown: Sequence[Notice], width: int) -> set[int]:
    """Return the columns that say nothing in a list of these notices, and what gives way."""
    hidden = set(_NARROW_HIDES) if width < _NARROW else set()
    if len(shown) < 2:
        hidden.add(NOTICE)
    elif width < _WIDE:
        hidden |= _FOR_NOTICE if width >= _NARROW else _FOR_NOTICE | {_BIRTH}
    if shown and not any(one.points for one in shown):
        hidden.add(_POINTS)
    return hidden


def notice_width(width: int) -> int:
    """Return the pixels of the notice: its whole name where the list has room for it."""
    return _WHOLE_NOTICE if width >= _NARROW else COLUMNS[NOTICE].width


def supplies_of(shown: Sequence[Notice]) -> list[Supply]:
    """Return the supply types that any of the notices has."""
    return [one for one in Supply if any(one in supplies(notice) for notice in shown)]


def filter_field(label: str, items: list[tuple[object, str]]) -> ComboField:
    """Return a filter that leaves nothing out at first."""
    made = ComboField(label, items, empty=ALL)
    made.set_value(None)
    return made


def row_of(line: CaseLine, programmes: Mapping[str, str]) -> Row:
    """Return a case as the list shows it; `programmes` names the programme of each notice."""
    summary = line.summary
    return {
        "id": str(line.id),
        "cells": [
            {"t": line.number, "keep": True},
            {"t": line.name, "bold": True},
            {"t": line.birth.isoformat() if line.birth else "–", "tone": "ink2"},
            {"t": line.supply.label},
            {"t": programmes.get(line.notice, ""), "tone": "ink2"},
            {"t": line.stage.label, "tone": "ink2"},
            outcome_cell(line, headline=False),
            {"t": summary.headline, "tone": "ink2"},
            {"t": "–" if summary.points is None else f"{summary.points}점"},
            {"t": line.officer or "–", "tone": "ink2"},
            {"t": local_moment(line.updated_at), "tone": "ink2"},
        ],
    }
