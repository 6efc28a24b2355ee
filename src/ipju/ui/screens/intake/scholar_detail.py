"""One applicant of the scholar track: the sheets handed in, and what may be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ipju.domain.finding import Outcome
from ipju.domain.intake import ScoreStep
from ipju.services.scholars import Candidate, StepLine
from ipju.ui.screens.intake.paragraph import Paragraph
from ipju.ui.screens.intake.words import SHEET_COLUMNS, sheet_row
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.surface import Label, Pane, Rule, SectionHead, fill
from ipju.ui.widgets.table import make_table

_LEAST = 316
_TABLE_LEAST = 46
_PER_ROW = 2


class ScholarDetail(Pane):
    """`score_wanted(step)`, `decide_wanted`, `case_wanted` for the applicant that is shown."""

    score_wanted = Signal(object)
    decide_wanted = Signal()
    case_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", boxed=True, parent=parent)
        self.setMinimumWidth(_LEAST)
        self.name_label = Label("", role="title", elide=True)
        self.school = Label("", tone="ink2", elide=True)
        self.rules = Label("", tone="ink2", elide=True)
        self.steps = {one: Label("", tone="ink2", elide=True) for one in ScoreStep}
        self.buttons = QGridLayout()
        self.buttons.setSpacing(8)
        self.score_buttons = {one: self._score_button(one) for one in ScoreStep}
        self.decide_button = self._button("선정 결과 정하기", self.decide_wanted.emit)
        self.case_button = self._button("사례 열기", self.case_wanted.emit)
        for at, button in enumerate(
            (*self.score_buttons.values(), self.decide_button, self.case_button)
        ):
            self.buttons.addWidget(
                button, at // _PER_ROW, at % _PER_ROW, Qt.AlignmentFlag.AlignLeft
            )
        self.buttons.setColumnStretch(_PER_ROW, 1)
        self.why_not = Paragraph()
        self.sheets = make_table(SHEET_COLUMNS, name="채점표", header=False)
        self.sheets.setMinimumHeight(_TABLE_LEAST)
        self.no_sheets = Label("아직 채점하지 않았습니다.", tone="ink2")
        column = QVBoxLayout(self)
        parts = (self.name_label, self.school, self.rules, *self.steps.values())
        fill(column, *parts, 4, Rule(), 4, margins=14, spacing=4)
        column.addLayout(self.buttons)
        column.addWidget(self.why_not)
        column.addSpacing(6)
        column.addWidget(SectionHead("채점표", "심사자마다 하나"))
        column.addWidget(self.no_sheets)
        column.addWidget(self.sheets, 1)
        column.addStretch(0)

    def show_candidate(self, one: Candidate) -> None:
        """Show an applicant."""
        self.name_label.setText(one.name or "이름 없음")
        self.school.setText(" · ".join(word for word in (one.number, one.school) if word))
        ends = (("재학", one.enrolled), ("서류", one.papers))
        self.rules.setText(" · ".join(f"{word} {end.label}" for word, end in ends if end))
        self.rules.set_tone("fail" if Outcome.FAIL in (one.enrolled, one.papers) else "ink2")
        self.rules.set_bold(Outcome.FAIL in (one.enrolled, one.papers))
        self.rules.setVisible(bool(self.rules.text()))
        for step in one.steps:
            self.steps[step.step].setText(_step_words(step))
            self.steps[step.step].setVisible(step.handed > 0)
            button = self.score_buttons[step.step]
            mine = any(o.mine and o.step is step.step for o in one.sheets)
            button.setText(f"{step.step.label} 고치기" if mine else f"{step.step.label} 채점")
            button.setEnabled(not step.closed)
            button.setAccessibleDescription(step.closed)
        self.decide_button.setEnabled(not one.blocked)
        self.decide_button.setAccessibleDescription(one.blocked)
        why = dict.fromkeys((*(step.closed for step in one.steps), one.blocked))
        self.why_not.setText("\n".join(words for words in why if words))
        self.why_not.setVisible(bool(self.why_not.text()))
        self.sheets.set_rows([sheet_row(at, o) for at, o in enumerate(one.sheets)])
        self.sheets.setVisible(bool(one.sheets))
        self.no_sheets.setVisible(not one.sheets)

    def take_keys(self) -> None:
        """Put the focus on the first thing that may be done."""
        for button in (*self.score_buttons.values(), self.decide_button, self.case_button):
            if button.isEnabled():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _score_button(self, step: ScoreStep) -> Button:
        return self._button(f"{step.label} 채점", lambda: self.score_wanted.emit(step))

    def _button(self, word: str, act: Callable[[], object]) -> Button:
        # With a parent from the start: shown before it lay in one, it would be a window.
        button = Button(word, parent=self)
        button.clicked.connect(lambda _checked: act())
        return button


def _step_words(step: StepLine) -> str:
    """How far a step is; the sum and how far two reviewers are apart once that may be seen."""
    words = f"{step.step.label} {step.handed} / {step.needed}명"
    if step.total is None:
        return words
    return f"{words} · {step.total} / {step.most}점 · 심사자 차이 {step.spread}점"
