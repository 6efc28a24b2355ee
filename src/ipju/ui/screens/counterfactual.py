"""무엇이 바뀌면 되는가: one line per lawful change that turns a failed finding."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ipju.domain.dates import spoken
from ipju.domain.finding import Finding, Outcome
from ipju.domain.money import won
from ipju.rules.counterfactual import PROPOSALS, Change, what_would_turn
from ipju.ui.case_session import CaseSession
from ipju.ui.theme.tokens import STRONG
from ipju.ui.widgets.icons import Icon
from ipju.ui.widgets.surface import Label, Rule, line_of

WAIT_MS = 250
NARROW_BELOW = 560
TURNABLE = frozenset(PROPOSALS)
"""Every rule whose failing a lawful change can turn."""


class ChangeLine(QWidget):
    """One change: what and by how much, in which way, what it leads to, by which paper, until."""

    def __init__(self, change: Change, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = Label(change.title, bold=True, wrap=True)
        figure = "" if change.amount is None else won(change.amount)
        amount = Label("" if figure in change.title else figure)
        result = Label(change.result, tone="pas", wrap=True)
        proof = " · ".join(one for one in (change.paper, _until(change)) if one)
        paper = Label(proof, tone="ink2", wrap=True)
        self._last = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._last.setSpacing(2)
        self._last.addWidget(result, 1)
        self._last.addWidget(paper, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        head = line_of(title, amount)
        head.setStretch(0, 1)
        column.addLayout(head)
        column.addWidget(Label(change.detail, tone="ink2", wrap=True))
        column.addLayout(self._last)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 0, 6)
        row.setSpacing(10)
        arrow = QVBoxLayout()
        arrow.addWidget(Icon("arrow"))
        arrow.addStretch(1)
        row.addLayout(arrow)
        row.addLayout(column, 1)
        said = (change.title, amount.text(), change.detail, change.result, proof)
        self.setAccessibleName(", ".join(one for one in said if one))

    def set_narrow(self, narrow: bool) -> None:
        """Put the paper below the result instead of beside it."""
        direction = QBoxLayout.Direction
        self._last.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._last.setSpacing(1 if narrow else 16)


def _until(change: Change) -> str:
    return "" if change.until is None else f"{spoken(change.until)}까지"


class CounterfactualBlock(QWidget):
    """The lawful changes for the failed findings of `rules`; hidden while there is none.

    The changes are looked for a moment after the last edit, never within a keystroke. With
    `always` the block stays and says that there is nothing to change.
    """

    def __init__(
        self,
        session: CaseSession,
        rules: Collection[str] = TURNABLE,
        *,
        always: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._rules = frozenset(rules)
        self._always = always
        self._shown: tuple[Change, ...] | None = None
        self._lines: list[ChangeLine] = []
        self._title = Label("무엇이 바뀌면 되는가", px=STRONG, bold=True)
        self._note = Label("", tone="ink2", elide=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        head = line_of(self._title, self._note, spacing=10)
        head.setStretch(1, 1)
        self._column.addLayout(head)
        self._body = QWidget()
        self._column.addWidget(self._body)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.refresh)
        session.judged.connect(self._later)
        session.case_changed.connect(self._on_case)
        self.refresh()

    def set_rules(self, rules: Collection[str]) -> None:
        """Show the changes for other findings (the section of the case that is open)."""
        self._rules = frozenset(rules)
        self.refresh()

    def changes(self) -> tuple[Change, ...]:
        """The changes that are shown."""
        return self._shown or ()

    def refresh(self) -> None:
        """Look for the changes now."""
        self._timer.stop()
        failed = [one for one in self._session.judgement.findings if self._concerns(one)]
        found: dict[tuple[str, str], Change] = {}
        case = self._session.judgement.facts.case
        today = self._session.office.clock.today()
        for finding in failed:
            for one in what_would_turn(case, self._session.notice, today, finding):
                found.setdefault((one.title, one.paper if one.turns[1:] else one.detail), one)
        changes = tuple(found.values())
        self._note.setText(_note(failed))
        self.setVisible(bool(changes) or self._always)
        if changes != self._shown:
            self._shown = changes
            self._rebuild(changes)

    def _later(self, _: object) -> None:
        self._timer.start()

    def _on_case(self, _: object) -> None:
        self.refresh()

    def _concerns(self, finding: Finding) -> bool:
        return finding.rule in self._rules and finding.outcome in (Outcome.FAIL, Outcome.REVIEW)

    def _rebuild(self, changes: tuple[Change, ...]) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._lines = []
        for change in changes:
            if self._lines:
                column.addWidget(Rule())
            line = ChangeLine(change)
            self._lines.append(line)
            column.addWidget(line)
        if not changes:
            column.addWidget(Label("바뀌어야 할 것이 없습니다.", tone="ink2"))
        self._column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        self._fit()

    def _fit(self) -> None:
        for line in self._lines:
            line.set_narrow(self.width() < NARROW_BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _note(findings: list[Finding]) -> str:
    failed = [one for one in findings if one.outcome is Outcome.FAIL]
    open_ones = len(findings) - len(failed)
    words = [f"부적합 {len(failed)}건"] if failed else []
    if open_ones:
        words.append(f"판단 {open_ones}건")
    words += [f"{one.title} {one.margin}" for one in failed if one.margin]
    return " · ".join(words)
