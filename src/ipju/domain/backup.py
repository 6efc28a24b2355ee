"""Backups (백업) of a store, and the drill that proves they can be restored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ipju.domain.trail import Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup file. `cases` and `anchor` say what it holds; `problem` why it can't be used.

    `verified_at` is when it was last opened and compared with what it was made of; None: never.
    """

    path: Path
    made_at: datetime
    kind: str
    size: int
    cases: int = 0
    anchor: Anchor | None = None
    verified_at: datetime | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """A restore drill (복원 연습): which backup was restored aside, when, and what came of it."""

    at: datetime
    backup: str
    cases: int
    sound: bool
    words: str = ""
