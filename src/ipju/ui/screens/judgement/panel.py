"""`JudgementPanel`: every finding of the case, following each edit as it is typed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ipju.domain.finding import Finding, Outcome
from ipju.rules.judge import Judgement
from ipju.ui.case_session import CaseSession
from ipju.ui.screens.judgement.detail import Below, FindingDetail
from ipju.ui.screens.judgement.foot import PanelFoot
from ipju.ui.screens.judgement.head import PanelHead
from ipju.ui.screens.judgement.keeper import DetailKeeper
from ipju.ui.screens.judgement.questions import (
    AnsweredQuestions,
    Asked,
    Key,
    open_questions,
)
from ipju.ui.screens.judgement.rows import LOUD_OUTCOMES, MARKS, counts_of, lines_of, rows_of
from ipju.ui.widgets.finding_list import FindingList
from ipju.ui.widgets.surface import Pane, Rule
from ipju.ui.widgets.table_model import Row

COMPACT_BELOW = 400
ROOMY_FROM = 452
_WIDE = (93, 92, 0, 123)  # the last takes a margin of hundreds of millions
_ROOMY = (93, 110, 0, 123)
_COMPACT = (93, 112, 0, 0)


class JudgementPanel(Pane):
    """The right panel of a case.

    `target_requested(Target)` when a finding is opened (Enter, click): the field that decides it.
    """

    target_requested = Signal(object)

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self._session = session
        self._compact = False
        self._findings: dict[str, Finding] = {}
        self._why: set[str] = set()
        self._answers = AnsweredQuestions()
        self._came_from: QWidget | None = None
        self.head = PanelHead()
        self.list = FindingList(name="판정")
        self.list.setProperty("surface", "panel")
        self._keeper = DetailKeeper(self.list, session)
        self._keeper.answered.connect(self._answer)
        self._keeper.target_pressed.connect(self.target_requested)
        self.foot = PanelFoot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)
        column.addWidget(Rule())
        column.addWidget(self.foot)
        self.setMinimumWidth(340)
        self.setFocusProxy(self.list)
        self.setTabOrder(self.list, self.head.why)
        self.list.set_widths(_WIDE)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(self._on_clicked)
        self.list.why.connect(self.toggle_why)
        self.head.why_pressed.connect(lambda: self.toggle_why(self.list.current_id()))
        for key, step in (("F8", 1), ("Shift+F8", -1)):
            bound = QShortcut(QKeySequence(key), self)
            bound.activated.connect(lambda step=step: self.next_needing(step))
        session.judged.connect(self._show)
        session.case_changed.connect(self._on_case)
        self._show(session.judgement, flash=False)

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many findings have each outcome."""
        return counts_of(self._findings.values())

    @property
    def open_count(self) -> int:
        """How many questions wait for an answer."""
        return len(open_questions(self._findings.values()))

    def finding(self, rule: str) -> Finding | None:
        """The finding of a rule as it is shown."""
        return self._findings.get(rule)

    def detail(self, rule: str) -> FindingDetail | None:
        """What stands under the finding of a rule: questions, remarks, 왜?."""
        return self._keeper.detail(rule)

    def toggle_why(self, rule: str) -> None:
        """Open or close 왜? under a finding."""
        if rule in self._findings:
            self._why ^= {rule}
            self._show(self._session.judgement)
            if rule in self._why:
                self._keeper.reveal(rule)

    def open_first_question(self) -> bool:
        """Put the keys on the first open question; False when none waits.

        After the answer the keys return to the widget they came from.
        """
        return any(self._enter_question(row.get("id", "")) for row in self.list.rows_model.rows())

    def next_needing(self, step: int = 1) -> str:
        """Go to the next finding that needs a person (−1: the previous); return its rule id.

        Where its question is open the keys go into the question.
        """
        rules = [row["id"] for row in self.list.rows_model.rows() if row.get("id") in self._loud()]
        if not rules:
            return ""
        rule = self._after(rules, step)
        if not self._enter_question(rule):
            self._remember_focus()
            self.list.select_id(rule)
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return rule

    def _loud(self) -> set[str]:
        return {one.rule for one in self._findings.values() if one.outcome in LOUD_OUTCOMES}

    def _after(self, rules: list[str], step: int) -> str:
        order = [row.get("id", "") for row in self.list.rows_model.rows()]
        current = self.list.current_id()
        here = order.index(current) if current in order else (-1 if step > 0 else len(order))
        places = [order.index(one) for one in rules]
        if step > 0:
            return rules[next((at for at, place in enumerate(places) if place > here), 0)]
        before = [at for at, place in enumerate(places) if place < here]
        return rules[before[-1] if before else -1]

    def _enter_question(self, rule: str) -> bool:
        question = self._keeper.open_question(rule)
        if question is None:
            return False
        self._remember_focus()
        self.list.select_id(rule)
        self._keeper.reveal(rule)
        question.focus_first()
        return True

    def _remember_focus(self) -> None:
        widget = QApplication.focusWidget()
        if widget is not None and not self.isAncestorOf(widget):
            self._came_from = widget

    def _follow(self, _case: object) -> None:
        self._show(self._session.judgement)

    def _show(self, judgement: Judgement, *, flash: bool = True) -> None:
        """Show a judgement: changed rows only, without moving focus or scroll."""
        self._findings = {one.rule: one for one in judgement.findings}
        session = self._session
        asked = self._answers.of(session.case, session.notice, session.office.clock.today())
        asked = asked | open_questions(judgement.findings)
        rows = rows_of(judgement, judgement.facts.case, compact=self._compact)
        shown = [one for one in map(self._of_row, rows) if one is not None]
        belows = {one.rule: self._below(one, asked) for one in shown}
        self._keeper.show(rows, belows, flash=flash)
        self.head.show_counts(self.counts)
        self.foot.show_judgement(judgement)

    def _on_case(self, _: object) -> None:
        self._show(self._session.judgement)

    def _of_row(self, row: Row) -> Finding | None:
        return self._findings.get(row.get("id", ""))

    def _below(self, finding: Finding, asked: dict[Key, Asked]) -> Below:
        here = tuple(one for one in asked.values() if one.rule == finding.rule)
        elsewhere = next(
            (
                asked[one.id, one.subject].rule
                for one in finding.questions
                if asked[one.id, one.subject].rule != finding.rule
            ),
            "",
        )
        lines = lines_of(finding)
        if elsewhere and not here:
            lines = (f"판단은 ‘{self._findings[elsewhere].title}’에서 답합니다.", *lines)
        mark = MARKS[finding.outcome]
        return Below(
            asked=here,
            lines=lines,
            why=finding if finding.rule in self._why else None,
            tint=mark if mark in ("fail", "rev") else "",
        )

    def _answer(self, asked: Asked, choice: str, reason: str) -> None:
        back, self._came_from = self._came_from, None
        self._session.answer(asked.question, choice, reason)
        if back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, rule: str) -> None:
        finding = self._findings.get(rule)
        if finding is not None and finding.target is not None:
            self.target_requested.emit(finding.target)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._open(self.list.rows_model.id_at(index.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < COMPACT_BELOW
        if compact != self._compact:
            self._compact = compact
            self.list.setColumnHidden(3, compact)
            self._show(self._session.judgement, flash=False)
        roomy = self.width() >= ROOMY_FROM
        self.list.set_widths(_COMPACT if compact else _ROOMY if roomy else _WIDE)
        self.list.size_widget_rows()
