"""How requests in writing are told on the screens of 통지."""

from __future__ import annotations

from typing import Final

from ipju.domain.dates import spoken
from ipju.domain.requests import RequestKind, RequestState
from ipju.services.request_items import headed
from ipju.services.request_lists import Batch, Lapsed
from ipju.services.request_rows import RequestLine
from ipju.services.requests import Asked
from ipju.services.working_days import day_off
from ipju.ui.widgets.table_model import Cell, Column, Row

NOUNS: Final = {RequestKind.SUPPLEMENT: "보완", RequestKind.EXPLANATION: "소명"}
"""What a kind of request is called in a sentence."""

TABS: Final = (
    (RequestState.DRAWN_UP, "부칠 것"),
    (RequestState.SENT, "답 기다림"),
    (RequestState.ANSWERED, "판단할 것"),
    (RequestState.LAPSED, "지난 것"),
    (RequestState.CLOSED, "끝남"),
    (RequestState.TAKEN_BACK, "거둠"),
)
"""The states of a request in the order of its life, each with the word of its list."""

EMPTY: Final = {
    RequestState.DRAWN_UP: ("부칠 요청서가 없습니다.", "요청서를 만들면 부칠 때까지 있습니다."),
    RequestState.SENT: ("답을 기다리는 요청이 없습니다.", "부친 요청이 기한 순서로 나옵니다."),
    RequestState.ANSWERED: ("판단할 답이 없습니다.", "답을 받으면 여기에서 판단합니다."),
    RequestState.LAPSED: (
        "답 없이 지난 요청이 없습니다.",
        "‘답 기다림’에서 기한이 지난 것을 정리하면 옵니다.",
    ),
    RequestState.CLOSED: ("끝난 요청이 없습니다.", "답을 인정하거나 인정하지 않은 것이 남습니다."),
    RequestState.TAKEN_BACK: ("거둔 요청이 없습니다.", "거둔 요청은 사유와 함께 남습니다."),
}

NOT_FOUND: Final = (
    "찾는 요청이 없습니다.",
    "조건을 줄이거나 다른 상태의 목록을 보십시오.",
)

COLUMNS: Final = (
    Column("기한", 112),
    Column("이름", 126),
    Column("요청한 것"),
    Column("상태", 182),
)
ASKED: Final = 2
"""The column of what is asked for: it gives way in a narrow window; the detail tells it."""

NARROW: Final = (96, 126, 0, 0)
"""Widths of the columns in a narrow window."""

NEXT: Final = {
    RequestState.DRAWN_UP: "부친 것 적기",
    RequestState.SENT: "답 받기",
    RequestState.ANSWERED: "판단하기",
    RequestState.LAPSED: "부적격 올리기",
}
"""The next act upon a request in each state."""

SEND_AGAIN: Final = "다시 부치기"
"""The next act upon a request that the post brought back."""

SOON: Final = 3
"""Days from which on a due day is told of."""


def row_of(line: RequestLine) -> Row:
    """A request in its list."""
    request = line.request
    first = headed(request.items[0])[0]
    others = len(request.items) - 1
    asked = f"{first} 외 {others}건" if others else first
    return {
        "id": request.id.hex,
        "lines": 2,
        "cells": (
            _due(line),
            {"t": line.name or "이름 없음", "sub": line.number, "bold": True},
            {"t": asked, "sub": request.items[0].clause, "tip": asked},
            _state(line),
        ),
        "tint": "rev" if _is_left(line) else "",
    }


def _is_left(line: RequestLine) -> bool:
    """Whether a request that is out waits for a hand: it is overdue, or came back by post."""
    return line.request.state is RequestState.SENT and (line.days_left < 0 or line.returned)


def _due(line: RequestLine) -> Cell:
    day = f"{line.ends_on}"
    if not line.request.state.open or line.request.state is RequestState.ANSWERED:
        return {"t": day, "keep": True, "tone": "ink2"}
    left = line.days_left
    words = f"D-{left}" if left > 0 else "오늘까지" if left == 0 else f"{-left}일 지남"
    tone = "fail" if left < 0 else "rev" if left <= SOON else "ink"
    return {"t": words, "sub": day, "tone": tone, "bold": left <= SOON}


def _state(line: RequestLine) -> Cell:
    request = line.request
    if not request.whole:
        return {"t": "고친 흔적", "mark": "fail", "sub": "쓰지 않습니다"}
    if request.state is RequestState.ANSWERED:
        late = bool(line.late)
        sub = line.late or f"소인 {request.answered_on}"
        return {"t": "답 받음", "mark": "rev", "sub": sub, "sub_tone": "fail" if late else "ink3"}
    if request.state is RequestState.CLOSED and request.end is not None:
        mark = "pas" if request.end.value == "accepted" else "fail"
        return {"t": request.end.label, "mark": mark, "sub": request.reason}
    if line.returned and line.sending is not None and line.sending.returned_why is not None:
        why = line.sending.returned_why.label
        return {
            "t": f"{line.sending.returned_on} 반송",
            "mark": "rev",
            "sub": line.sending.note or why,
            "keep": True,
        }
    if request.state is RequestState.SENT:
        return {"t": f"{request.sent_on} 부침", "sub": request.registered, "keep": True}
    return {"t": request.state.label, "sub": request.reason, "tip": request.reason}


def batch_words(kind: RequestKind, batch: Batch) -> tuple[str, str, str]:
    """Return how drawing up for many ended: its tone, its words, and who was passed over."""
    words = f"{kind.label}서 {batch.made:,}건을 만들었습니다."
    if batch.stopped:
        words = f"멈췄습니다. 그때까지 {words}"
    passed_over = [f"{NOUNS[kind]}할 것이 없어 건너뛴 사람 {batch.nothing:,}명."] * bool(
        batch.nothing
    )
    if batch.excluded:
        why = ", ".join(f"{words_of} {count:,}건" for words_of, count in batch.excluded)
        passed_over.append(f"요청하지 않는 것: {why}.")
    tone = "rev" if batch.stopped or batch.failed else "pas"
    return tone, words, " ".join(passed_over)


def lapsed_words(lapsed: Lapsed) -> tuple[str, str]:
    """Return how letting lapse ended: its tone and words."""
    if not lapsed.requests and not lapsed.proposed and not lapsed.failed:
        return "pas", "그날까지 답 없이 기한이 지난 요청이 없습니다."
    words = f"{len(lapsed.requests):,}건을 정리하고 {lapsed.proposed:,}건을 부적격으로 올렸습니다."
    if lapsed.kept:
        words += f" {lapsed.kept:,}건은 가점 서류만 모자라 올리지 않았습니다(그 가점은 없음)."
    if lapsed.stopped:
        words = f"멈췄습니다. 그때까지 {words}"
    return "rev" if lapsed.stopped or lapsed.failed else "pas", words


def judged_words(asked: Asked) -> tuple[str, str]:
    """Return how a judgement ended: its tone and words, and what fails all the same."""
    if not asked.still:
        return "pas", "판단을 적고 다시 심사했습니다."
    return "rev", (
        f"인정했지만 {', '.join(asked.still)} 항목은 아직 부적합입니다. "
        "고친 사실을 사례에 적으십시오."
    )


def facts_of(line: RequestLine) -> tuple[str, ...]:
    """Return what is known of a request, one sentence each, as its detail tells it."""
    request = line.request
    found = [f"{line.number} · {line.address or '주소 없음'}", _due_words(line)]
    if request.sent_on is not None:
        number = f" · 등기번호 {request.registered}" if request.registered else ""
        attempt = line.sending.attempt if line.sending is not None else 1
        again = f" ({attempt}차)" if attempt > 1 else ""
        found.append(f"{spoken(request.sent_on)} 부침{again}{number}")
    found += _returned_words(line)
    if request.answered_on is not None:
        late = f" · {line.late}" if line.late else ""
        found.append(f"{spoken(request.answered_on)} 소인으로 답 받음{late}")
    if request.end is not None:
        found.append(request.end.label)
    if request.reason:
        found.append(f"사유: {request.reason}")
    if not request.whole:
        found.append(
            "프로그램을 거치지 않고 고친 흔적이 있어 이 요청으로는 아무것도 하지 않습니다."
        )
    return tuple(found)


def _returned_words(line: RequestLine) -> list[str]:
    sending = line.sending
    if sending is None or sending.returned_on is None or sending.returned_why is None:
        return []
    note = f", {sending.note}" if sending.note else ""
    words = f"{spoken(sending.returned_on)} 반송: {sending.returned_why.label}{note}"
    return [words, f"돌아온 주소: {sending.address}"]


def _due_words(line: RequestLine) -> str:
    due = line.request.due_on
    if line.ends_on == due:
        return f"{spoken(due)} 소인까지"
    if day_off(due):
        return f"{spoken(due)}이 쉬는 날이라 {spoken(line.ends_on)} 소인까지"
    return f"{spoken(line.ends_on)} 소인까지 (요청서에는 {spoken(due)}, 그 뒤 공고가 바뀜)"
