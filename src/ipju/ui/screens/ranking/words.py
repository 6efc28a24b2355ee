"""Words and rows of 순위·추첨: who stands where, and where the quota ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from ipju.domain.dates import seoul_time
from ipju.rules.draw_proof import in_groups
from ipju.rules.ranking import Placed, Selection
from ipju.services.ranking import DrawLine, Result, RosterLine
from ipju.ui.widgets.table_model import Cell, Column, Row

COLUMNS: Final = (
    Column("순서", 60, "r"),
    Column("접수번호", 0),
    Column("순위", 56, "c"),
    Column("가점", 60, "r"),
    Column("부양가족", 76, "r"),
    Column("생년월일", 100),
    Column("결과", 128),
)
HISTORY_COLUMNS: Final = (Column("때", 92), Column("무엇", 0))
WIDE: Final = tuple(one.width for one in COLUMNS)
NARROW: Final = (44, 0, 0, 52, 0, 92, 96)
"""Widths where the window is narrow: rank and dependants give way, the case tells them."""
NO_RANKING: Final = "순위를 매기는 공고가 없습니다."
RANKED_ONLY: Final = "모집호수와 가점이 있는 공고의 신청만 여기에서 순위를 매기고 추첨합니다."
LIVE: Final = "굳히기 전의 순위"
CHANGED: Final = "결재 바뀜"
GONE: Final = "파기됨"
GONE_WORDS: Final = "보유 기간이 끝나 파기한 신청입니다. 명부의 순서는 그대로입니다."

_MARKS: Final = {
    Selection.SELECTED: ("pas", "ink"),
    Selection.DRAW: ("rev", "rev"),
    Selection.NOT_SELECTED: ("na", "ink2"),
}
_DECIDED: Final = {Selection.SELECTED: "추첨 선정", Selection.NOT_SELECTED: "낙첨"}
_GROUPS: Final = 4
_SIGNS: Final = 4


def clock(moment: datetime) -> str:
    """A moment (UTC) as the desk writes it."""
    return f"{seoul_time(moment):%Y-%m-%d %H:%M}"


def digest_lines(digest: str, groups: int = _GROUPS) -> str:
    """A digest in lines of so many groups of four, to be read out and compared."""
    signs = groups * _SIGNS
    return "\n".join(in_groups(digest[at : at + signs]) for at in range(0, len(digest), signs))


def rows_of(
    lines: Sequence[Placed],
    quota: int,
    changed: frozenset[UUID] = frozenset(),
    decided: frozenset[UUID] = frozenset(),
    gone: frozenset[UUID] = frozenset(),
) -> list[Row]:
    """Every entry in order, with a line where the quota ends and around those to be drawn.

    `changed` are cases decided anew or whose approval was lost since, `decided` those whom the
    draw decided, `gone` those that were destroyed.
    """
    marks: dict[UUID, Cell] = {
        **{one.entry.case_id: _changed_cell(one) for one in lines if one.entry.case_id in changed},
        **{one: {"t": GONE, "mark": "na", "tone": "ink2", "tip": GONE_WORDS} for one in gone},
    }
    return list(_rows(lines, quota, marks, decided))


def _changed_cell(one: Placed) -> Cell:
    return {
        "t": CHANGED,
        "mark": "fail",
        "tone": "fail",
        "tip": "명부를 굳힌 뒤 이 신청의 결재가 바뀌었거나 효력을 잃었습니다. 명부에서는 "
        f"{one.selection.label}이며, 다른 사람이 올라오지 않습니다.",
        "bold": True,
    }


def _rows(
    lines: Sequence[Placed],
    quota: int,
    marks: Mapping[UUID, Cell],
    decided: frozenset[UUID],
) -> Iterator[Row]:
    drawn = sum(one.selection is Selection.DRAW for one in lines)
    sure = sum(one.selection is Selection.SELECTED for one in lines)
    before: Selection | None = None
    for one in lines:
        if one.selection is not before:
            yield from _line(one.selection, before, quota, quota - sure, drawn)
        before = one.selection
        case = one.entry.case_id
        yield _row(one, marks.get(case), case in decided)


def _line(
    now: Selection, before: Selection | None, quota: int, seats: int, drawn: int
) -> Iterator[Row]:
    if now is Selection.DRAW:
        yield _head("draw", f"여기부터 동점 {drawn:,}명 · {seats:,}명을 추첨으로 정합니다")
    elif now is Selection.NOT_SELECTED:
        word = "" if before is None else f"여기까지 {quota:,}호 · "
        yield _head("cut", f"{word}아래는 선정되지 않습니다")


def _head(key: str, words: str) -> Row:
    return {"id": f"line/{key}", "group": True, "cells": ({"t": words},)}


def _row(one: Placed, marked: Cell | None, decided: bool) -> Row:
    mark, tone = _MARKS[one.selection]
    words = _DECIDED[one.selection] if decided else one.selection.label
    result: Cell = marked or {"t": words, "mark": mark, "tone": tone}
    entry = one.entry
    told = (
        f"{entry.rank}순위" if entry.rank else "–",
        f"{entry.points}점",
        f"{entry.dependants}명",
        entry.birth.isoformat(),
    )
    if result["t"] == GONE:
        # What was destroyed is shown no more; its number stands on the certificate too.
        told = ("–", "–", "–", "–")
    rank, points, dependants, birth = told
    return {
        "id": entry.case_id.hex,
        "cells": (
            {"t": f"{one.place:,}", "align": "r"},
            {"t": entry.number, "bold": True, "keep": True},
            {"t": rank, "align": "c"},
            {"t": points, "align": "r"},
            {"t": dependants, "align": "r"},
            {"t": birth},
            result,
        ),
        "tint": "rev" if one.selection is Selection.DRAW else "",
    }


def head_note(result: Result) -> str:
    """What a roster comes to, in a few words."""
    roster = result.line.roster
    words = [f"{roster.quota:,}호", f"적격 {len(roster.entries):,}명"]
    if result.cut.tied and not result.settled:
        words.append(f"추첨 대상 {len(result.cut.tied):,}명")
    if result.settled:
        words.append(f"선정 {len(result.selected):,}명")
    if result.changed:
        within = len(result.changed & set(result.selected))
        of_them = f"(선정 {within:,}건)" if within else ""
        words.append(f"결재가 바뀐 신청 {len(result.changed):,}건{of_them}")
    if result.gone:
        words.append(f"파기 {len(result.gone):,}건")
    return " · ".join(words)


def draw_words(line: DrawLine) -> str:
    """A draw that stands: its seed, place, witnesses, when and by whom."""
    draw = line.draw
    return (
        f"씨앗 {draw.seed}\n{draw.place} · {draw.witnesses}\n"
        f"{clock(draw.drawn_at)} · 씨앗을 넣은 사람 {line.by}"
    )


def history_rows(lines: Sequence[RosterLine]) -> list[Row]:
    """Every roster and draw of a supply type, the newest first; annulled ones stay visible."""
    found: list[tuple[datetime, Row]] = []
    for line in lines:
        roster = line.roster
        told = f"{len(roster.entries):,}명 · {roster.digest[:8]}…"
        row = _event(roster.id.hex, roster.frozen_at, f"명부 굳힘 · {line.by}", told)
        found.append((roster.frozen_at, row))
        for one in line.draws:
            draw = one.draw
            row = _event(draw.id.hex, draw.drawn_at, f"추첨 · {one.by}", draw.seed)
            found.append((draw.drawn_at, row))
            if draw.annulled_at is not None:
                key, told = f"{draw.id.hex}/void", f"추첨 무효 · {one.annulled_by}"
                row = _event(key, draw.annulled_at, told, draw.annulled_why, "fail")
                found.append((draw.annulled_at, row))
    return [row for _when, row in sorted(found, key=lambda one: one[0], reverse=True)]


def _event(key: str, when: datetime, words: str, more: str, tone: str = "ink") -> Row:
    return {
        "id": key,
        "lines": 2,
        "cells": (
            {"t": clock(when)[5:], "tone": "ink2", "tip": clock(when)},
            {"t": words, "sub": more, "tone": tone, "tip": more},
        ),
    }
