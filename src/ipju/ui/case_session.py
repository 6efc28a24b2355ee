"""The case on the screen: its draft, its live judgement, its undo, and saving in the background.

Screens edit through a session and never keep a fact of their own. A keystroke is *previewed*
(judged at once, not saved); leaving the field *commits* it: the edit is laid onto the draft, judged
and handed to the database thread. What the store refuses comes back as a signal, and what was
typed stays in the draft until the officer decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ipju.domain.case import Case
from ipju.domain.editing import Edit, EditClash, apply, change, type_of_step
from ipju.domain.finding import Question
from ipju.domain.notice import Notice
from ipju.domain.validation import Contradiction
from ipju.rules.judge import Judgement
from ipju.services.answer import answer_edit
from ipju.services.examine import examine
from ipju.services.office import Changes, Office
from ipju.services.record import Contradictory, Recorded, new_contradictions, record

Path = tuple[type_of_step, ...]


class Runner(Protocol):
    """Runs services on the database thread (`ipju.ui.jobs.Jobs`)."""

    def run(
        self,
        fn: Callable[[], Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[Exception], None],
    ) -> object:
        """Run `fn` there and call back on the GUI thread."""


class CaseSession(QObject):
    """One open case. Every method is called on the GUI thread."""

    judged = Signal(object)
    case_changed = Signal(object)
    saved = Signal(object)
    save_failed = Signal(str)
    clashed = Signal(object)
    changes = Signal(object)
    undo_changed = Signal()

    def __init__(self, office: Office, jobs: Runner, case: Case, parent: QObject | None = None):
        super().__init__(parent)
        self._office = office
        self._jobs = jobs
        self._case = case
        self._notice = office.notices.get(case.notice)
        self._judgement = examine(case, self._notice, office.clock.today())
        self._undo: list[tuple[str, tuple[Edit, ...]]] = []
        self._redo: list[tuple[str, tuple[Edit, ...]]] = []
        self._unsaved: list[tuple[Edit, ...]] = []
        self._waiting = 0
        self._saved_at: datetime | None = None

    @property
    def case(self) -> Case:
        """The case with everything committed so far, saved or still on its way."""
        return self._case

    @property
    def notice(self) -> Notice:
        """The notice the case is judged by."""
        return self._notice

    @property
    def judgement(self) -> Judgement:
        """The latest judgement, of the preview while something is being typed."""
        return self._judgement

    @property
    def office(self) -> Office:
        """The office, for who signs and which day it is."""
        return self._office

    @property
    def is_saving(self) -> bool:
        """Whether an edit is still on its way to the store."""
        return self._waiting > 0

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return self._undo[-1][0] if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty when there is nothing."""
        return self._redo[-1][0] if self._redo else ""

    def preview(self, path: Path, value: object) -> tuple[Contradiction, ...]:
        """Judge the case as it would be with `value` at `path`; nothing is saved.

        Returns what is impossible about the value; the judgement then stays as it was.
        """
        tried = apply(self._case, [change(self._case, path, value)])
        found = new_contradictions(self._case, tried)
        if not found:
            self._judge(tried)
        return found

    def commit(self, path: Path, value: object, label: str) -> tuple[Contradiction, ...]:
        """Put `value` at `path`, judge, and save in the background; `label` names it for undo.

        Returns what is impossible about the value; then nothing is changed.
        """
        edit = change(self._case, path, value)
        if edit.before == edit.after:
            self._judge(self._case)
            return ()
        return self.commit_all((edit,), label)

    def commit_all(self, edits: tuple[Edit, ...], label: str) -> tuple[Contradiction, ...]:
        """Commit several edits as one act, undone together."""
        changed = apply(self._case, edits)
        found = new_contradictions(self._case, changed)
        if not found:
            self._undo.append((label, edits))
            self._redo.clear()
            self._take(changed, edits)
            self.undo_changed.emit()
        return found

    def add_row(self, rows: Path, row: Any, label: str) -> tuple[Contradiction, ...]:
        """Add a row (a person, an income, …) at the end of the rows at path `rows`."""
        return self.commit_all((change(self._case, (*rows, row.id), row),), label)

    def remove_row(self, rows: Path, row_id: UUID, label: str) -> tuple[Contradiction, ...]:
        """Remove a row; undo puts it back where it stood."""
        return self.commit_all((change(self._case, (*rows, row_id), None),), label)

    def answer(self, question: Question, choice: str, reason: str) -> None:
        """Sign an answer to a review question; NoReason when the reason is empty."""
        edit = answer_edit(self._office, question, choice, reason)
        self.commit_all((edit,), "판단에 답함")

    def undo(self) -> None:
        """Take the last act back."""
        if self._undo:
            label, edits = self._undo.pop()
            back = tuple(one.inverse() for one in reversed(edits))
            self._redo.append((label, edits))
            self._take(apply(self._case, back), back)
            self.undo_changed.emit()

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._redo:
            label, edits = self._redo.pop()
            self._undo.append((label, edits))
            self._take(apply(self._case, edits), edits)
            self.undo_changed.emit()

    @property
    def has_unsaved(self) -> bool:
        """Whether an edit could not be saved and waits for `save_again`."""
        return bool(self._unsaved)

    def save_again(self) -> None:
        """Try once more to save what could not be saved."""
        waiting, self._unsaved = self._unsaved, []
        for edits in waiting:
            self._send(edits)

    def take_over(self, case: Case) -> None:
        """Show the case as stored, after a clash was shown or others changed other fields."""
        self._unsaved = []
        self._case = case
        self._judge(case)
        self.case_changed.emit(case)

    def _take(self, changed: Case, edits: tuple[Edit, ...]) -> None:
        self._case = changed
        self._judge(changed)
        self.case_changed.emit(changed)
        self._send(edits)

    def _send(self, edits: tuple[Edit, ...]) -> None:
        self._waiting += 1
        case_id = self._case.id
        self._jobs.run(
            lambda: record(self._office, case_id, edits),
            self._on_saved,
            lambda error: self._on_refused(error, edits),
        )

    def _judge(self, case: Case) -> None:
        self._judgement = examine(case, self._notice, self._office.clock.today())
        self.judged.emit(self._judgement)

    def _on_saved(self, recorded: Recorded) -> None:
        self._waiting -= 1
        self._saved_at = self._office.clock.now()
        if not self._waiting and not self._unsaved:
            ours = replace(self._case, version=recorded.case.version)
            self._case = ours
            if recorded.case != ours:
                # Somebody else changed other fields meanwhile: show theirs beside ours.
                self.take_over(recorded.case)
        self.saved.emit(self._saved_at)
        self.changes.emit(recorded.changes)

    def _on_refused(self, error: Exception, edits: tuple[Edit, ...]) -> None:
        self._waiting -= 1
        self._unsaved.append(edits)
        if isinstance(error, EditClash):
            self.clashed.emit(error)
        elif isinstance(error, Contradictory):
            self.save_failed.emit(str(error))
        else:
            self.save_failed.emit(f"저장하지 못했습니다. 적은 것은 남아 있습니다. ({error})")


__all__ = ["CaseSession", "Changes", "Path", "Runner"]
