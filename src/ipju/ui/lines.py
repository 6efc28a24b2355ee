"""How a line of a list is shown: its mark, its words, its times."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from ipju.domain.dates import SEOUL
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseLine
from ipju.ui.widgets.table_model import Cell

MARK_OF: Final = {
    Outcome.PASS: "pas",
    Outcome.FAIL: "fail",
    Outcome.REVIEW: "rev",
    Outcome.MISSING: "mis",
    Outcome.NA: "na",
}


def outcome_cell(line: CaseLine, *, headline: bool = True) -> Cell:
    """The worst outcome as mark and word, with its first reason beneath."""
    summary = line.summary
    cell: Cell = {"t": summary.outcome.label, "mark": MARK_OF[summary.outcome]}
    if headline:
        cell["sub"] = summary.headline or points_text(line)
    return cell


def points_text(line: CaseLine) -> str:
    """`가점 9점`, or a dash where none were counted."""
    return "–" if line.summary.points is None else f"가점 {line.summary.points}점"


def local_moment(moment: datetime, *, now: datetime | None = None) -> str:
    """A UTC moment as people here read it: the time today, else the day and the time."""
    here = moment.astimezone(SEOUL)
    today = (now or datetime.now(SEOUL)).astimezone(SEOUL).date()
    if here.date() == today:
        return f"{here:%H:%M}"
    if here.year == today.year:
        return f"{here:%m-%d %H:%M}"
    return f"{here:%Y-%m-%d}"


def due_cell(deadline: date | None, today: date) -> Cell:
    """A deadline with its distance: overdue and the last three days are loud."""
    if deadline is None:
        return {"t": "–", "sub": "", "tone": "ink3"}
    left = (deadline - today).days
    words, tone = due_words(left)
    from ipju.ui.widgets.reading import write_date

    return {"t": write_date(deadline), "sub": words, "sub_tone": tone, "keep": True}


def due_words(left: int) -> tuple[str, str]:
    """The distance to a deadline in words, and its colour role."""
    if left < 0:
        return f"{-left}일 지남", "fail"
    if left == 0:
        return "오늘", "rev"
    return f"D-{left}", "rev" if left <= 3 else "ink3"
