"""A list to approve as rows of a table: what each rests on, what is to be opened, what is out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from ipju.domain.outgoing import ListFilter
from ipju.services.bulk import LONGEST, ApprovalList, ListLine
from ipju.services.frozen import fingerprint
from ipju.ui.widgets.table_model import Cell, Column, Row

COLUMNS: Final = (
    Column("열어 보기", 112),
    Column("이름", 132),
    Column("공급유형", 150),
    Column("근거"),
    Column("지문", 96),
)
NARROW: Final = (104, 122, 0, 0, 0)
HIDDEN: Final = (2, 4)
"""Columns that give way in a narrow window; the sheet shows both."""


def rows_of(opened: ApprovalList, left_out: Collection[UUID]) -> list[Row]:
    """Return the lines of a list, and below them, dim, what is not the actor's to approve."""
    rows = [_row(one, out=one.proposal in left_out) for one in opened.lines]
    rows += [_locked(at, *one) for at, one in enumerate(opened.left)]
    return rows


def _row(line: ListLine, *, out: bool) -> Row:
    reasons = " · ".join(line.exceptions)
    supply: Cell = {"t": line.supply.label}
    if line.points is not None:
        supply["sub"] = f"가점 {line.points}점"
    return {
        "id": line.proposal.hex,
        "lines": 2,
        "cells": (
            _look(line, out=out),
            {"t": line.name or "이름 없음", "sub": line.case_number, "bold": not out},
            supply,
            {
                "t": line.words,
                "sub": reasons,
                "sub_tone": "rev" if line.to_open else "ink3",
                "tip": "\n".join(one for one in (line.words, reasons) if one),
            },
            {"t": fingerprint(line.digest), "tone": "ink3", "keep": True},
        ),
        "dim": out,
        "tint": "rev" if line.to_open and not out else "",
        "bar": "rev" if line.to_open and not out else "",
    }


def _look(line: ListLine, *, out: bool) -> Cell:
    if out:
        return {"t": "뺐음", "mark": "na"}
    if line.to_open:
        return {"t": "열어 볼 것", "mark": "rev"}
    if line.exceptions:
        return {"t": "열어 봄", "mark": "pas"}
    return {"t": "–", "said": "열어 보지 않아도 됨", "tone": "ink3"}


def _locked(at: int, number: str, name: str, why: str) -> Row:
    return {
        "id": f"left/{at}",
        "lines": 2,
        "cells": (
            {"icon": "lock", "t": "결재 못 함", "tone": "ink3", "tip": why},
            {"t": name or "이름 없음", "sub": number},
            {"t": ""},
            {"t": why, "tip": why},
            {"t": ""},
        ),
        "dim": True,
        "locked": True,
    }


def note_of(opened: ApprovalList, left_out: Collection[UUID]) -> str:
    """Return how many the list holds, and what of it is still to be done."""
    words = [f"{len(opened.lines):,}건"]
    rest = opened.total - len(opened.lines) - len(opened.left)
    if rest:
        words[0] = f"앞의 {LONGEST:,}건 (뒤에 {rest:,}건 더)"
    to_open = [one for one in opened.to_open if one.proposal not in left_out]
    if to_open:
        words.append(f"열어 볼 것 {len(to_open):,}")
    if left_out:
        words.append(f"뺀 것 {len(left_out):,}")
    if opened.left:
        words.append(f"결재 못 하는 것 {len(opened.left):,}")
    return " · ".join(words)


def filter_words(wanted: ListFilter) -> str:
    """Return what a list holds, in words: 자격 적격 일반공급."""
    supply = f" {wanted.supply.label}" if wanted.supply else ""
    return f"{wanted.matter.label} {wanted.verdict.label}{supply}"
