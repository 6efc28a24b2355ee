"""The case on the screen: its draft, its live judgement, its undo, and saving in the background.

Screens edit through a session and never keep a fact of their own. A keystroke is *previewed*
(judged at once, not saved); leaving the field *commits* it: the edit is laid onto the draft, judged
and handed to the database thread. What the store refuses comes back as a signal, and what was
typed stays in the draft until the officer decides.

An edit may say that it saw something older than what the draft holds now: somebody else changed
the field while it was being typed in. The store then decides, and its clash is shown with both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ipju.domain.case import Case
from ipju.domain.editing import Edit, EditClash, apply, change, type_of_step, value_at
from ipju.domain.finding import Question
from ipju.domain.notice import Notice
from ipju.domain.validation import Contradiction
from ipju.rules.judge import Judgement
from ipju.services.answer import answer_edit
from ipju.services.examine import examine
from ipju.services.notice_of import notice_of
from ipju.services.office import Changes, Office
from ipju.services.record import Contradictory, Recorded, new_contradictions, record
from ipju.ui.rooms import explain

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


@dataclass(frozen=True, slots=True, eq=False)
class _Act:
    """One act of the officer: `edits` as laid onto the draft, `seen` as they go to the store."""

    label: str
    edits: tuple[Edit, ...]
    seen: tuple[Edit, ...]


class CaseSession(QObject):
    """One open case. Every method is called on the GUI thread.

    Acts are saved one after the other, each in one transaction. When one is refused it and all
    after it wait (`has_unsaved`) until `save_again`, `take_over`, `keep_ours` or their undo; a
    later act tries again by itself. `refused` says in Korean what could not be done.
    """

    judged = Signal(object)
    case_changed = Signal(object)
    saved = Signal(object)
    save_failed = Signal(str)
    clashed = Signal(object)
    changes = Signal(object)
    undo_changed = Signal()
    refused = Signal(str)

    def __init__(self, office: Office, jobs: Runner, case: Case, parent: QObject | None = None):
        super().__init__(parent)
        self._office = office
        self._jobs = jobs
        self._case = case
        self._notice = notice_of(office.notices, case)
        self._judgement = examine(case, self._notice, office.clock.today())
        self._undo: list[_Act] = []
        self._redo: list[_Act] = []
        self._pending: list[_Act] = []
        self._in_flight = False
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
        return self._in_flight

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return self._undo[-1].label if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty when there is nothing."""
        return self._redo[-1].label if self._redo else ""

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
        """Commit several edits as one act, undone together.

        What an edit says stood there `before` is what the officer saw; when the draft holds
        something else by now the store refuses it as a clash, which shows both.
        """
        try:
            laid = _upon(self._case, edits)
        except EditClash:
            self.refused.emit(f"{label}: 다른 곳에서 지운 기록이라 여기에 적을 수 없습니다.")
            return ()
        changed = apply(self._case, laid)
        found = new_contradictions(self._case, changed)
        if not found:
            act = _Act(label, laid, edits)
            self._undo.append(act)
            self._redo.clear()
            self._take(changed, act)
            self.undo_changed.emit()
        return found

    def add_row(self, rows: Path, row: Any, label: str) -> tuple[Contradiction, ...]:
        """Add a row (a person, an income, …) at the end of the rows at path `rows`."""
        return self.commit_all((change(self._case, (*rows, row.id), row),), label)

    def remove_row(self, rows: Path, row_id: UUID, label: str) -> tuple[Contradiction, ...]:
        """Remove a row; undo puts it back where it stood."""
        return self.commit_all((change(self._case, (*rows, row_id), None),), label)

    def answer(self, question: Question, choice: str, reason: str) -> tuple[Contradiction, ...]:
        """Sign an answer to a review question; NoReason when the reason is empty."""
        edit = answer_edit(self._office.actor, self._office.clock.now(), question, choice, reason)
        return self.commit_all((edit,), "판단에 답함")

    def undo(self) -> None:
        """Take the last act back; what was never saved is only taken out of the waiting ones."""
        if not self._undo:
            return
        act = self._undo.pop()
        back = tuple(one.inverse() for one in reversed(act.edits))
        changed = self._laid(back, f"되돌릴 수 없습니다: {act.label}.")
        if changed is not None:
            self._redo.append(_Act(act.label, act.edits, act.edits))
            if self._pending and not self._in_flight and self._pending[-1] is act:
                self._pending.pop()
                self._show(changed)
            else:
                self._take(changed, _Act(act.label, back, back))
        self.undo_changed.emit()

    def redo(self) -> None:
        """Do again what was taken back last."""
        if not self._redo:
            return
        act = self._redo.pop()
        changed = self._laid(act.edits, f"다시 할 수 없습니다: {act.label}.")
        if changed is not None:
            self._undo.append(act)
            self._take(changed, act)
        self.undo_changed.emit()

    @property
    def has_unsaved(self) -> bool:
        """Whether an edit could not be saved and waits for `save_again`."""
        return bool(self._pending) and not self._in_flight

    def save_again(self) -> None:
        """Try once more to save what could not be saved."""
        self._send_next()

    def take_over(self, case: Case) -> None:
        """Show the case as stored, after a clash was shown or others changed other fields.

        Acts that still wait are laid onto it again. An act that clashes with it gives way to what
        is stored; undo then brings back what was typed here.
        """
        draft = case
        kept: list[_Act] = []
        for at, act in enumerate(self._pending):
            try:
                draft = apply(draft, act.seen)
                kept.append(act)
            except EditClash:
                if self._in_flight and not at:
                    kept.append(act)  # it comes back by itself, refused
                else:
                    self._give_way(act, draft)
        self._pending = kept
        self._show(draft)
        self.undo_changed.emit()
        self._send_next()

    def keep_ours(self, case: Case) -> None:
        """Lay the act that clashed over the case as stored: the officer saw both and chose his.

        A record somebody else removed comes back with what was typed into it. Acts after it are
        still held against what is stored.
        """
        if self._in_flight or not self._pending:
            return
        ours, *later = self._pending
        edits = _over(case, self._case, ours.edits)
        act = _Act(ours.label, edits, edits)
        self._undo = [act if one is ours else one for one in self._undo]
        self._pending = [act, *later]
        draft = apply(case, edits)
        for one in later:
            draft = apply(draft, _over(draft, self._case, one.edits))
        self._show(draft)
        self.undo_changed.emit()
        self._send_next()

    def _give_way(self, act: _Act, stored: Case) -> None:
        """Make undo of this act mean: what was typed here instead of what is stored."""
        self._undo = [one for one in self._undo if one is not act]
        self._redo.clear()
        instead = tuple(
            Edit(
                path=one.path,
                before=one.after,
                after=value_at(stored, one.path),
                position=one.position,
            )
            for one in act.edits
            if value_at(stored, one.path) != one.after
        )
        if instead:
            self._undo.append(_Act("적은 값 대신 저장된 값", instead, instead))

    def _laid(self, edits: tuple[Edit, ...], refusal: str) -> Case | None:
        """Return the case with edits laid on; None, and a word to the officer, when refused."""
        try:
            changed = apply(self._case, edits)
        except EditClash as clash:
            self.refused.emit(f"{refusal} {clash}")
            return None
        found = new_contradictions(self._case, changed)
        if found:
            self.refused.emit(f"{refusal} {found[0].message}")
            return None
        return changed

    def _take(self, changed: Case, act: _Act) -> None:
        self._pending.append(act)
        self._show(changed)
        self._send_next()

    def _show(self, case: Case) -> None:
        self._case = case
        self._judge(case)
        self.case_changed.emit(case)

    def _send_next(self) -> None:
        if self._in_flight or not self._pending:
            return
        self._in_flight = True
        office, case_id, edits = self._office, self._case.id, self._pending[0].seen
        self._jobs.run(
            lambda: record(office, case_id, edits),
            self._on_saved,
            self._on_refused,
        )

    def _judge(self, case: Case) -> None:
        self._notice = notice_of(self._office.notices, case)
        self._judgement = examine(case, self._notice, self._office.clock.today())
        self.judged.emit(self._judgement)

    def _on_saved(self, recorded: Recorded) -> None:
        self._in_flight = False
        self._pending.pop(0)
        self._saved_at = self._office.clock.now()
        if self._pending:
            self._send_next()
        else:
            ours = replace(self._case, version=recorded.case.version)
            self._case = ours
            if recorded.case != ours:
                # Somebody else changed other fields meanwhile: show theirs beside ours.
                self.take_over(recorded.case)
        self.saved.emit(self._saved_at)
        self.changes.emit(recorded.changes)

    def _on_refused(self, error: Exception) -> None:
        self._in_flight = False
        if isinstance(error, EditClash):
            self.clashed.emit(error)
        elif isinstance(error, Contradictory):
            self.save_failed.emit(f"저장하지 못했습니다. {error}")
        else:
            self.save_failed.emit(
                f"저장하지 못했습니다. 적은 것은 이 화면에 남아 있습니다. {explain(error)}"
            )


def _upon(case: Case, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return edits that take what stands in `case` now for what was there before.

    EditClash when the record an edit lies in is gone.
    """
    laid: list[Edit] = []
    for one in edits:
        now = value_at(case, one.path)
        step = one if now == one.before else replace(one, before=now)
        case = apply(case, (step,))
        laid.append(step)
    return tuple(laid)


def _over(stored: Case, draft: Case, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return edits upon `stored` that bring its missing records back from `draft` where needed."""
    laid: list[Edit] = []
    for one in edits:
        steps = [replace(one, before=value_at(stored, one.path))]
        for end in range(1, len(one.path)):
            path = one.path[:end]
            whole = value_at(draft, path)
            if value_at(stored, path) is None and whole is not None:
                steps = [Edit(path=path, before=None, after=whole)]
                break
        stored = apply(stored, steps)
        laid += steps
    return tuple(laid)


__all__ = ["CaseSession", "Changes", "Path", "Runner"]
