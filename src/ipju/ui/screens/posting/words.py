"""How letters on their way out are told on the screens of 통지."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ipju.domain.outgoing import OutgoingLetter, PostState
from ipju.services.letters import FORMS
from ipju.ui.widgets.table_model import Cell, Column, Row

TABS: Final = (PostState.TO_SEND, PostState.SENT, PostState.RETURNED)
"""The states of a letter in the order of its life."""

EMPTY: Final = {
    PostState.TO_SEND: (
        "보낼 통지가 없습니다.",
        "결재가 끝난 결정의 통지문을 내면 우편번호 순서로 여기에 나옵니다.",
    ),
    PostState.SENT: (
        "보낸 통지가 없습니다.",
        "부친 것을 적으면 등기번호와 함께 여기에 나옵니다.",
    ),
    PostState.RETURNED: (
        "반송된 통지가 없습니다.",
        "‘보냄’에서 반송을 적으면 다시 보낼 때까지 여기에 있습니다.",
    ),
}
NOT_FOUND: Final = ("찾는 통지가 없습니다.", "다른 상태의 목록에 있을 수 있습니다.")

COLUMNS: Final = (
    Column("우편번호", 78),
    Column("받는 분", 150),
    Column("주소"),
    Column("통지", 172),
    Column("발송", 168),
)
LETTER: Final = 3
"""The column of the letter gives way in a narrow window."""

NARROW: Final = (70, 132, 0, 0, 150)


def row_of(line: OutgoingLetter) -> Row:
    """A letter in its list."""
    nowhere = not line.address.strip()
    return {
        "id": line.letter.hex,
        "lines": 2,
        "cells": (
            {
                "t": line.postcode or "없음",
                "keep": True,
                "tone": "ink" if line.postcode else "rev",
                "tip": "" if line.postcode else "우편번호가 없어 목록의 끝에 섭니다.",
            },
            {"t": line.name or "이름 없음", "sub": line.case_number, "bold": True},
            {
                "t": line.address or "주소 없음",
                "tip": line.address,
                "tone": "fail" if nowhere else "ink",
            },
            {"t": FORMS[line.form], "sub": line.number, "tip": line.number},
            _posted(line),
        ),
        "tint": "rev" if nowhere else "",
    }


def _posted(line: OutgoingLetter) -> Cell:
    posting = line.posting
    if posting is None:
        return {"t": "부치기 전", "sub": f"{line.issued_on} 냄", "tone": "ink2"}
    if not posting.whole:
        return {"t": "고친 흔적", "mark": "fail", "sub": "개인정보 담당자에게 알리십시오"}
    again = f" ({posting.attempt}차)" if posting.attempt > 1 else ""
    if posting.returned_on is not None and posting.returned_why is not None:
        why = posting.note or posting.returned_why.label
        return {"t": f"{why}{again}", "sub": f"{posting.returned_on} 돌아옴", "tone": "rev"}
    return {"t": f"{posting.sent_on} 부침{again}", "sub": posting.registered, "keep": True}


def counts_words(letters: Mapping[PostState, int]) -> str:
    """Return how many letters stand where, as the head of the page says it."""
    return " · ".join(f"{one.label} {letters[one]:,}" for one in TABS)
