"""Cases that may be of the person at the counter, side by side, before another one is made."""

from __future__ import annotations

from typing import Final

from ipju.domain.dates import seoul_time, spoken
from ipju.services.counter import AlikeBy, Likely
from ipju.ui.widgets.table_model import Cell, Column, Row

COLUMNS: Final = (
    Column("이미 있는 신청"),
    Column("겹치는 까닭", 196),
    Column("공급유형", 170),
    Column("함께 적힌 사람·주소", 220),
)

_BY: Final = {
    AlikeBy.NUMBER: "주민등록번호가 같음",
    AlikeBy.BIRTH: "이름과 생년월일이 같음",
    AlikeBy.PHONE: "전화번호가 같음",
    AlikeBy.NAME: "이름만 같음",
}


def alike_row(one: Likely) -> Row:
    """One case: whose it is, in what way it overlaps and by what that is known."""
    case = one.case
    birth = spoken(case.birth) if case.birth else "생년월일 없음"
    who: Cell = {"t": case.name or "이름 없음", "sub": f"{case.number} · {birth}", "bold": True}
    if not one.binds:
        who |= {"chip": case.stage.label, "chip_tone": "ink3"}
    sure = one.by is AlikeBy.NUMBER
    when = f"{seoul_time(case.applied_at):%Y-%m-%d %H:%M}" if case.applied_at else "신청한 때 없음"
    people = ", ".join(case.people) or "없음"
    return {
        "id": case.case_id.hex,
        "lines": 2,
        "cells": (
            who,
            {
                "t": one.kind.label,
                "sub": _BY[one.by],
                "tone": "fail" if sure else "ink",
            },
            {"t": case.supply.label, "sub": when},
            {"t": people, "sub": case.address or case.phone or "주소 없음", "tip": case.address},
        ),
    }


def found_words(count: int, binding: int) -> str:
    """What is to be done about cases that were found."""
    if binding:
        return (
            f"겹칠 수 있는 신청 {count:,}건. Enter를 누르면 그 사례를 엽니다. "
            "그래도 새로 열려면 사유를 적으십시오."
        )
    return f"비슷한 사례 {count:,}건. Enter를 누르면 그 사례를 엽니다."
