"""How a backup, a drill and their state are shown."""

from __future__ import annotations

from typing import Final

from ipju.domain.backup import Backup, Drill
from ipju.services.backup import KINDS, BackupState
from ipju.ui.screens.admin.people_words import day_words
from ipju.ui.widgets.table_model import Cell, Column, Row

COLUMNS: Final = (
    Column("만든 때", 140),
    Column("왜", 84),
    Column("사례", 72, "r"),
    Column("크기", 84, "r"),
    Column("확인"),
)
_STEP: Final = 1024


def size_words(size: int) -> str:
    """Bytes in the unit people use, with one decimal above a kilobyte."""
    for unit in ("B", "KB", "MB"):
        if size < _STEP:
            return f"{size:,}{unit}"
        tenths, size = size * 10 // _STEP, size // _STEP
        if size < _STEP and unit != "MB":
            following = {"B": "KB", "KB": "MB"}[unit]
            return f"{tenths // 10:,}.{tenths % 10}{following}"
    return f"{size:,}GB"


def row_of(one: Backup) -> Row:
    """A backup, and whether it was opened and compared."""
    state: Cell
    if one.problem:
        state = {"t": "쓸 수 없음", "mark": "fail", "sub": one.problem, "tip": one.problem}
    elif one.verified_at is None:
        state = {"t": "확인한 적 없음", "mark": "mis", "sub": one.path.name}
    else:
        checked = f"{day_words(one.verified_at)}에 열어 견줌"
        state = {"t": "확인함", "mark": "pas", "sub": f"{checked} · {one.path.name}"}
    return {
        "id": one.path.name,
        "cells": (
            {"t": day_words(one.made_at), "keep": True},
            {"t": KINDS.get(one.kind, "모름")},
            {"t": f"{one.cases:,}건" if not one.problem else "–"},
            {"t": size_words(one.size)},
            state,
        ),
        "tint": "fail" if one.problem else "",
        "lines": 2,
    }


def drill_words(drill: Drill | None) -> str:
    """What came of the last drill."""
    if drill is None:
        return "아직 하지 않음"
    ended = f"사례 {drill.cases:,}건이 백업과 같음" if drill.sound else f"실패: {drill.words}"
    return f"{day_words(drill.at)}, {ended}"


def state_words(state: BackupState) -> tuple[tuple[str, str], ...]:
    """How the office is backed up: what is asked, and the answer."""
    last = "아직 없음"
    if state.last is not None:
        last = f"{day_words(state.last.made_at)}, 사례 {state.last.cases:,}건"
    return (
        ("마지막 백업", last),
        ("마지막 복원 연습", drill_words(state.last_drill)),
        ("백업 폴더", str(state.folder) if state.folder else "정하지 않음"),
    )
