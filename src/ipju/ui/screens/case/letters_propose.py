"""올리기: a decision is proposed with its reasons, taken back, and issued once it is approved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.domain.account import Role
from ipju.domain.decision import Proposal, ProposalState, Verdict
from ipju.services.issue_letter import Issued, explanation_asked, issue
from ipju.services.propose import Decided, propose, withdraw
from ipju.ui.case_session import CaseSession
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.approval.words import STATE_MARKS
from ipju.ui.screens.case.decision_state import DecisionState
from ipju.ui.screens.case.explain_until import ExplainUntilDialog
from ipju.ui.screens.case.letters_words import (
    Choice,
    bears_words,
    state_words,
    verdict_of,
)
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.marks import Mark
from ipju.ui.widgets.surface import Label, Pane, line_of
from ipju.ui.widgets.typed_fields import TextField

PROPOSE, ISSUE = "Ctrl+U", "Ctrl+I"
_DECIDING = frozenset({Role.CASEWORKER, Role.SUPERVISOR})


def may_decide(session: CaseSession) -> bool:
    """Tell whether who sits here proposes and issues decisions."""
    return bool(_DECIDING & session.office.actor.roles)


class ProposeBlock(Pane):
    """Where a decision stands and the one next act. `issued(IssuedLetter)` after 발급.

    `said(tone, words)` tells how an act ended; `began`: one runs, and the keys are let go.
    """

    issued = Signal(object)
    began = Signal()
    said = Signal(str, str)

    def __init__(
        self,
        session: CaseSession,
        jobs: Jobs,
        state: DecisionState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("panel", boxed=True, parent=parent)
        self._session = session
        self._jobs = jobs
        self._state = state
        self._choice: Choice | None = None
        self._typed: dict[str, str] = {}
        self._problem = ""
        self._busy = False
        self.mark = Mark("na")
        self.words = Label("", wrap=True)
        self.bears = Label("", tone="ink2", elide=True)
        self.reasons = TextField("올리는 사유", required=True, max_length=500)
        self.reasons.edited.connect(lambda _value: self.reasons.set_error(None))
        self.propose = Act("올리기", "primary", key=PROPOSE)
        self.propose.triggered.connect(self._propose)
        self.take_back = Button("거두기")
        self.take_back.clicked.connect(self._withdraw)
        self.issue = Act("발급", "primary", key=ISSUE)
        self.issue.triggered.connect(self._issue)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        head = line_of(self.mark, self.words)
        head.setStretch(1, 1)
        column.addLayout(head)
        column.addWidget(self.bears)
        column.addWidget(self.reasons)
        column.addLayout(line_of(self.propose, self.issue, self.take_back, None))
        session.judged.connect(self._say)
        session.saved.connect(self._say)
        state.changed.connect(self._say)

    def choose(self, choice: Choice) -> None:
        """Show where the matter of this decision stands, with the reasons typed for it so far."""
        before = self._choice
        if before is not None and before.row != choice.row:
            # A reason for one decision is none for another: each keeps its own.
            self._typed[before.row] = self.reasons.input.text()
            self._write(self._typed.get(choice.row, ""))
        self._choice, self._problem = choice, ""
        self._say()

    def set_problem(self, words: str) -> None:
        """Say why the case does not bear the decision; empty when it does."""
        self._problem = words
        self._say()

    def proposal(self) -> Proposal | None:
        """The newest proposal upon the matter that is shown."""
        return self._state.latest(self._choice.matter) if self._choice else None

    def _say(self, *_: object) -> None:
        choice = self._choice
        if choice is None:
            return
        found = self.proposal()
        judgement = self._session.judgement
        verdict = verdict_of(choice, judgement)
        if found is None:
            self.mark.set_mark("na", "올린 것 없음")
            self.words.setText(f"{choice.matter.label}에 올린 결정이 없습니다.")
        else:
            self.mark.set_mark(STATE_MARKS[found.state], found.state.label)
            self.words.setText(f"{found.state.label}: {state_words(self._state, found)}")
            if found.decision_reason:
                self.words.setText(f"{self.words.text()}\n사유: {found.decision_reason}")
            letter = self._state.letter_of(found)
            if letter is not None:
                said = f"통지를 발급했습니다: 시행 {letter.number}"
                self.words.setText(f"{self.words.text()}\n{said}")
        self.bears.setText(f"{choice.matter.label} 판정: {bears_words(judgement, choice.matter)}")
        may = may_decide(self._session)
        waiting = found is not None and found.state is ProposalState.WAITING
        to_issue = self._is_to_issue(found)
        open_ = may and not waiting and not to_issue
        for part in (self.bears, self.reasons, self.propose):
            part.setVisible(open_)
        self.propose.set_text(f"{choice.matter.label} {verdict.label} 올리기")
        self.propose.set_blocked(self._blocked())
        mine = found is not None and found.proposed_by == self._session.office.actor.id
        self.take_back.setVisible(waiting and mine)
        self.issue.setVisible(may and to_issue)
        self.issue.button.setEnabled(not self._busy)

    def _is_to_issue(self, found: Proposal | None) -> bool:
        if found is None or found.state is not ProposalState.APPROVED or not found.whole:
            return False
        return found.verdict is not Verdict.HOLD and self._state.letter_of(found) is None

    def _blocked(self) -> str | None:
        if self._busy:
            return "하는 중"
        if self._session.has_unsaved:
            return "먼저 고친 것을 저장하십시오"
        if self._problem:
            return "이 사례가 받치지 않는 결정입니다"
        return None

    def _propose(self) -> None:
        choice = self._choice
        if choice is None:
            return
        reasons = self.reasons.text().strip()
        if not reasons:
            self.reasons.set_error("사유를 적어야 올릴 수 있습니다.")
            self.reasons.setFocus()
            return
        if self._session.is_saving:
            # What is frozen is what is stored: the edit on its way would void it at once.
            self.said.emit("rev", "고친 것을 저장하는 중입니다. 잠시 뒤에 다시 올리십시오.")
            return
        office, case_id = self._session.office, self._session.case.id
        verdict = verdict_of(choice, self._session.judgement)

        def finish(decided: Decided) -> None:
            self._typed.pop(choice.row, None)
            if choice is self._choice:
                self._write("")
            self._end(decided, f"{choice.matter.label} {verdict.label} 결정을 올렸습니다.")

        self._act(lambda: propose(office, case_id, choice.matter, verdict, reasons), finish)

    def _write(self, words: str) -> None:
        """Put words where the reasons are typed."""
        self.reasons.input.setModified(False)
        self.reasons.set_value(words or None)

    def _withdraw(self) -> None:
        office, found = self._session.office, self.proposal()
        if found is not None:
            self._act(
                lambda: withdraw(office, found.id, ""),
                lambda decided: self._end(decided, "올린 결정을 거두었습니다."),
            )

    def _issue(self) -> None:
        office, found = self._session.office, self.proposal()
        if found is None:
            return

        def finish(done: Issued) -> None:
            self._end(done, f"통지를 발급했습니다. 시행 {done.letter.number}")
            self.issued.emit(done.letter)

        def ask() -> None:
            self._busy = False
            dialog = ExplainUntilDialog(office, self._jobs, found.id, self)
            dialog.settled.connect(finish)
            dialog.open()
            self._say()

        def issued() -> Issued | None:
            # The day of the 소명 is asked for only where the notice leaves it to the letter.
            return None if explanation_asked(office, found.id) else issue(office, found.id)

        self._act(issued, lambda done: finish(done) if done is not None else ask())

    def _act(self, act: Callable[[], Any], finish: Callable[[Any], None]) -> None:
        self._busy = True
        self.began.emit()
        self._say()
        self._jobs.run(act, finish, self._refused, label="결정", owner=self)

    def _end(self, done: Decided | Issued, words: str) -> None:
        self._busy = False
        self._state.ask()
        self._session.changes.emit(done.changes)
        self.said.emit("pas", words)
        self._say()

    def _refused(self, error: Exception) -> None:
        self._busy = False
        self._state.ask()
        self.said.emit("fail", explain(error))
        self._say()
