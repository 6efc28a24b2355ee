"""The queues of 오늘 as rows: of cases with their deadline, of decisions with their age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ipju.domain.decision import ProposalState
from ipju.services.browse import DecisionQueue, Queue, Today
from ipju.services.letting_queues import RoomQueue, RoomWork
from ipju.services.overlap_queue import OverlapQueue
from ipju.services.post_queues import PostQueue
from ipju.services.request_rows import RequestQueue
from ipju.ui.lines import due_cell, local_moment
from ipju.ui.places import INTAKE, LETTERS, RECEPTION, ROOMS
from ipju.ui.widgets.table_model import Cell, Row

ROW: Final = 46
_COUNT_PX: Final = 19


_PLACES: Final = {RoomWork.ANSWERS: ROOMS, RoomWork.CALLS: INTAKE, RoomWork.EXPIRING: ROOMS}
"""Where one goes for a queue about rooms."""


@dataclass(frozen=True, slots=True)
class TrayQueue:
    """Scans that nobody has laid to a case yet; they belong to no notice."""

    count: int


PlaceQueue = RoomQueue | RequestQueue | PostQueue | OverlapQueue | TrayQueue
"""Queues whose work is done in a place of its own."""

AnyQueue = Queue | DecisionQueue | PlaceQueue


def elsewhere(shown: Today | None, overlaps: Sequence[OverlapQueue]) -> list[PlaceQueue]:
    """The queues whose work is done elsewhere: scans, overlaps, requests, the post, then rooms."""
    if shown is None:
        return []
    tray = [TrayQueue(shown.tray)] if shown.tray else []
    return [*tray, *overlaps, *shown.requests, *shown.post, *shown.rooms]


def place_of(queue: PlaceQueue, notice: str | None = None) -> str:
    """Where one goes for a queue whose work is done elsewhere, and what is to be shown there.

    `notice` is the one that 오늘 shows, None for all.
    """
    if isinstance(queue, TrayQueue):
        return f"{RECEPTION}/envelope"
    if isinstance(queue, OverlapQueue):
        return f"{RECEPTION}/overlaps/{queue.notice}/{queue.case_id.hex}"
    if isinstance(queue, RoomQueue):
        return _PLACES[queue.work]
    if isinstance(queue, PostQueue):
        return f"{LETTERS}/post/{queue.notice}/{queue.state.value}"
    which = "returned" if queue.returned else ""
    return f"{LETTERS}/{queue.kind.value}/{queue.state.value}/{which}/{notice or ''}"


def id_of(queue: AnyQueue) -> str:
    """The row of a queue."""
    if isinstance(queue, TrayQueue):
        return "tray"
    if isinstance(queue, OverlapQueue):
        return f"overlaps/{queue.notice}"
    if isinstance(queue, RoomQueue):
        return f"rooms/{queue.work.value}"
    if isinstance(queue, RequestQueue):
        which = "/returned" if queue.returned else ""
        return f"requests/{queue.kind.value}/{queue.state.value}{which}"
    if isinstance(queue, PostQueue):
        return f"post/{queue.notice}/{queue.state.value}"
    return f"decision/{queue.state.value}" if isinstance(queue, DecisionQueue) else queue.id


def act_words(queue: AnyQueue | None) -> str:
    """Return what the one next act of 오늘 is called for a queue."""
    if isinstance(queue, RoomQueue):
        return "선정으로 가기" if place_of(queue) == INTAKE else "호실 보러 가기"
    if isinstance(queue, RequestQueue | PostQueue):
        return "통지로 가기"
    if isinstance(queue, TrayQueue):
        return "봉투로 가기"
    if isinstance(queue, OverlapQueue):
        return "겹치는 신청으로 가기"
    if isinstance(queue, DecisionQueue) and queue.state is ProposalState.WAITING:
        return "결재하러 가기"
    return "다음 사례 열기"


def at_approval(queues: Sequence[DecisionQueue]) -> int:
    """Count what 결재 shows: what waits for whoever decides, else what came back to its maker.

    결재 shows every notice, whichever 오늘 looks at.
    """
    waiting = [one for one in queues if one.state is ProposalState.WAITING]
    return sum(one.count + one.elsewhere for one in waiting or queues)


def decision_row(queue: DecisionQueue) -> Row:
    """Return a queue of decisions as a row; what came back says why."""
    first = queue.first
    next_cell: Cell = {"t": "없음", "tone": "ink3"}
    if first is not None:
        verdict = f"{first.proposal.matter.label} {first.proposal.verdict.label}"
        said = first.proposal.decision_reason
        next_cell = {
            "t": first.name or first.number,
            "sub": f"{verdict}: {said}" if said else verdict,
            "tone": "accent",
        }
    since: Cell = {"t": "–", "tone": "ink3"}
    if queue.since is not None:
        since = {"t": local_moment(queue.since), "sub": "가장 오래된 것", "keep": True}
    loud = queue.count and queue.state is not ProposalState.APPROVED
    return {
        "id": id_of(queue),
        "h": ROW,
        "dim": queue.count == 0,
        "cells": [
            {"t": queue.title, "sub": queue.detail, "bold": True},
            {
                "t": f"{queue.count:,}",
                "px": _COUNT_PX,
                "bold": True,
                "tone": "rev" if loud else "ink",
                "said": f"{queue.count}건",
            },
            since,
            next_cell,
        ],
    }


def queue_row(queue: Queue, day: date) -> Row:
    """Return a queue of cases as a row."""
    following = queue.next_case
    next_cell: Cell = (
        {"t": "없음", "tone": "ink3"}
        if following is None
        else {
            "t": following.name,
            "sub": following.summary.headline or following.number,
            "tone": "accent",
        }
    )
    return {
        "id": queue.id,
        "h": ROW,
        "dim": queue.count == 0,
        "cells": [
            {"t": queue.title, "sub": queue.detail, "bold": True},
            {"t": f"{queue.count:,}", "px": _COUNT_PX, "bold": True, "said": f"{queue.count}건"},
            due_cell(queue.deadline, day),
            next_cell,
        ],
    }


def place_row(queue: PlaceQueue, day: date) -> Row:
    """Return a queue about rooms, requests or the post as a row: who is next, and in which room."""
    next_cell: Cell = {"t": "없음", "tone": "ink3"}
    if isinstance(queue, RequestQueue):
        next_cell = {"t": queue.first.name, "sub": queue.first.number, "tone": "accent"}
    elif isinstance(queue, PostQueue):
        first = queue.first
        next_cell = {"t": first.name, "sub": first.case_number, "tone": "accent"}
    elif isinstance(queue, OverlapQueue):
        next_cell = {"t": queue.name or "이름 없음", "sub": queue.number, "tone": "accent"}
    elif isinstance(queue, TrayQueue):
        next_cell = {"t": "스캔함", "sub": "사례를 찾지 못한 스캔", "tone": "accent"}
    elif queue.count:
        next_cell = {"t": queue.name, "sub": queue.place, "tone": "accent"}
    late = queue.overdue if isinstance(queue, RequestQueue) else 0
    title, detail = (
        ("놓을 스캔", "사례와 서류에 붙일 것")
        if isinstance(queue, TrayQueue)
        else (queue.title, queue.detail)
    )
    if late:
        detail = f"{detail}, {late:,}건은 기한이 지남"
    return {
        "id": id_of(queue),
        "h": ROW,
        "dim": queue.count == 0,
        "cells": [
            {"t": title, "sub": detail, "sub_tone": "fail" if late else "ink3", "bold": True},
            {"t": f"{queue.count:,}", "px": _COUNT_PX, "bold": True, "said": f"{queue.count}건"},
            _due(queue, day),
            next_cell,
        ],
    }


def _due(queue: PlaceQueue, day: date) -> Cell:
    """Return the nearest day of a queue; no notice prints one for the post, overlaps or scans."""
    if isinstance(queue, PostQueue | OverlapQueue | TrayQueue):
        return {"t": "–", "tone": "ink3"}
    return due_cell(queue.deadline, day)
