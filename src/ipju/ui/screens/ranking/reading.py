"""What 순위·추첨 reads, off the window's thread, and where it asks for a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ipju.domain.case import Supply
from ipju.services.office import Office
from ipju.services.ranking import Result, RosterLine, result, rosters
from ipju.ui.jobs import Task
from ipju.ui.screens.ranking.words import rows_of
from ipju.ui.widgets.table_model import Row


@dataclass(frozen=True, slots=True)
class State:
    """What was read: the rosters of a supply type, the newest with its result and rows."""

    lines: tuple[RosterLine, ...]
    result: Result | None
    rows: list[Row]


def read(office: Office, notice: str, supply: Supply) -> State:
    """Read the rosters of a supply type, and who stands where in the newest."""
    lines = rosters(office, notice, supply)
    if not lines:
        return State((), None, [])
    found = result(office, lines[0].roster.id)
    drawn = found.cut.tied if found.line.standing is not None else ()
    decided = frozenset(one.case_id for one in drawn)
    rows = rows_of(found.placed, found.line.roster.quota, found.changed, decided, found.gone)
    return State(lines, found, rows)


def told(task: Task) -> Callable[[int, int], None]:
    """Pass progress on, and end the work where a stop was asked for."""

    def pass_on(done: int, total: int) -> None:
        task.report(done, total)
        task.check()

    return pass_on


def ask_path(parent: QWidget) -> Path | None:
    """Ask where the roster is to be saved; None when nobody says."""
    name, _kind = QFileDialog.getSaveFileName(parent, "명부 저장", "순위 명부.txt", "글 (*.txt)")
    return Path(name) if name else None
