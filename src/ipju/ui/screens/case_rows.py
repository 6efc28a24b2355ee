"""The columns of the list of cases, and one case as a row of it."""

from __future__ import annotations

from typing import Final

from ipju.domain.listing import CaseLine, SortBy
from ipju.ui.lines import local_moment, outcome_cell
from ipju.ui.widgets.table_model import Column, Row

COLUMNS: Final = (
    Column("접수번호", 116, key=SortBy.NUMBER),
    Column("이름", 140, key=SortBy.NAME),
    Column("생년월일", 100, key=SortBy.BIRTH),
    Column("공급유형", 138, key=SortBy.SUPPLY),
    Column("단계", 76),
    Column("판정", 106, key=SortBy.OUTCOME),
    Column("먼저 볼 까닭", 0),
    Column("가점", 58, "r", key=SortBy.POINTS),
    Column("담당", 84),
    Column("고친 때", 104, "r", key=SortBy.UPDATED),
)


def row_of(line: CaseLine) -> Row:
    """Return a case as the list shows it."""
    summary = line.summary
    return {
        "id": str(line.id),
        "cells": [
            {"t": line.number, "keep": True},
            {"t": line.name, "bold": True},
            {"t": line.birth.isoformat() if line.birth else "–", "tone": "ink2"},
            {"t": line.supply.label},
            {"t": line.stage.label, "tone": "ink2"},
            outcome_cell(line, headline=False),
            {"t": summary.headline, "tone": "ink2"},
            {"t": "–" if summary.points is None else f"{summary.points}점"},
            {"t": line.officer or "–", "tone": "ink2"},
            {"t": local_moment(line.updated_at), "tone": "ink2"},
        ],
    }
