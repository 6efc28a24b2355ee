"""Overlapping applications as rows of tables."""

from __future__ import annotations

from typing import Final

from ipju.domain.dates import seoul_time, spoken
from ipju.services.overlaps import Overlap, OverlapCase
from ipju.ui.screens.approval.words import moment_words
from ipju.ui.widgets.table_model import Cell, Column, Row

GROUP_COLUMNS: Final = (
    Column("신청자", 230),
    Column("겹치는 까닭"),
    Column("근거", 150),
    Column("신청", 60, "r"),
    Column("상태", 120),
)
_LEFT_OUT: Final[Cell] = {"chip": "이번에 뺌", "chip_tone": "rev"}
CASE_COLUMNS: Final = (
    Column("신청", 190),
    Column("공급유형", 134),
    Column("신청한 때", 150),
    Column("함께 적힌 사람", 170),
    Column("주소·전화"),
)


def group_row(one: Overlap) -> Row:
    """Who overlaps, how, by what it is known, and whether it was settled."""
    kinds = ", ".join(kind.label for kind in one.kinds)
    names = list(dict.fromkeys(case.name for case in one.cases))
    known: Cell = (
        {"t": "주민등록번호", "mark": "pas"}
        if one.certain
        else {
            "t": "번호로 확인 안 됨",
            "mark": "rev",
            "tip": "이름·생년월일이나 전화번호만 같습니다. 같은 사람인지 확인하세요.",
        }
    )
    state: Cell = (
        {"t": "정할 것", "mark": "rev"}
        if one.settlement is None
        else {"t": "정함", "mark": "pas", "tone": "ink2"}
    )
    return {
        "id": one.id,
        "dim": one.settlement is not None,
        "cells": (
            {"t": ", ".join(names), "bold": one.settlement is None},
            {"t": kinds, "tip": kinds},
            known,
            {"t": f"{len(one.cases)}건", "align": "r"},
            state,
        ),
    }


def case_row(one: OverlapCase, group: Overlap, left_out: bool = False) -> Row:
    """One of the applications, with what stands in it beside the others.

    `left_out`: it is not among those that are settled together now.
    """
    return {
        "id": one.case_id.hex,
        "lines": 2,
        "dim": left_out,
        "cells": (
            _who(one, group) | (_LEFT_OUT if left_out else {}),
            {"t": one.supply.label},
            _when(one),
            {"t": ", ".join(one.people) or "없음", "tip": ", ".join(one.people)},
            {"t": one.address or "주소 없음", "sub": one.phone, "tip": one.address},
        ),
    }


def _who(one: OverlapCase, group: Overlap) -> Cell:
    birth = spoken(one.birth) if one.birth else "생년월일 없음"
    cell: Cell = {"t": one.name or "이름 없음", "sub": f"{one.number} · {birth}", "bold": True}
    settled = group.settlement
    if one.against:
        words = f"{one.against}을(를) 인정해 이 신청은 중복 신청으로 부적격입니다."
        cell |= {"chip": "인정 안 함", "chip_tone": "fail", "tip": words}
    elif settled is not None:
        cell |= {"chip": "인정", "chip_tone": "pas"}
    return cell


def _when(one: OverlapCase) -> Cell:
    if one.applied_at is None:
        return {"t": "적지 않음", "tone": "ink3"}
    return {"t": f"{seoul_time(one.applied_at):%Y-%m-%d %H:%M:%S}", "keep": True}


def settled_words(one: Overlap) -> str:
    """How a group was settled, by whom, when and why."""
    done = one.settlement
    if done is None:
        return "어느 신청을 인정할지 정하지 않았습니다."
    number = next((case.number for case in one.cases if case.case_id == done.stands), "")
    what = f"인정한 신청 {number}" if number else "모두 따로 인정"
    return f"{what} · {done.by} · {moment_words(done.at)} · {done.reason}"
