"""One number of the waiting list: whose it is, what may be done, and its story."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ipju.domain.dates import spoken
from ipju.domain.intake import WaitingState
from ipju.services.intake import Step, WaitingLine
from ipju.ui.screens.intake.paragraph import Paragraph
from ipju.ui.screens.intake.words import STEP_COLUMNS, story_row
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.surface import Label, Pane, Rule, SectionHead, fill
from ipju.ui.widgets.table import make_table

_LEAST = 316
_TABLE_LEAST = 46
_PER_ROW = 2


class EntryDetail(Pane):
    """`declined`, `silent`, `strike_wanted`, `case_wanted` for the number that is shown."""

    declined = Signal()
    silent = Signal()
    strike_wanted = Signal()
    case_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", boxed=True, parent=parent)
        self.setMinimumWidth(_LEAST)
        self.name_label = Label("", role="title", elide=True)
        self.facts = tuple(Label("", tone="ink2", elide=True) for _ in range(3))
        self.buttons = QGridLayout()
        self.buttons.setSpacing(8)
        self.decline_button = self._button("거절 적기", self.declined.emit)
        self.silent_button = self._button("답 없음 적기", self.silent.emit)
        self.strike_button = self._button("명단에서 빼기", self.strike_wanted.emit)
        self.case_button = self._button("사례 열기", self.case_wanted.emit)
        self.why_not = Paragraph()
        self.story = make_table(STEP_COLUMNS, name="이 순번의 이력", header=False)
        self.story.setMinimumHeight(_TABLE_LEAST)
        column = QVBoxLayout(self)
        fill(column, self.name_label, *self.facts, 4, Rule(), 4, margins=14, spacing=4)
        column.addLayout(self.buttons)
        column.addWidget(self.why_not)
        column.addSpacing(6)
        column.addWidget(SectionHead("이력", "누가 언제 왜"))
        column.addWidget(self.story, 1)

    def show_line(self, line: WaitingLine, today_silent: bool) -> None:
        """Show a number; `today_silent`: the day for an answer has passed."""
        entry = line.entry
        self.name_label.setText(f"예비 {entry.number}번 {line.name}")
        words = [
            f"{line.number} · 안내 {spoken(entry.announced_on)}",
            f"유효기간 {spoken(entry.valid_until)}까지",
            self._call_words(line),
        ]
        for label, text in zip(self.facts, words, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        called = entry.state is WaitingState.CALLED and entry.whole
        standing = entry.state in (WaitingState.WAITING, WaitingState.CALLED) and entry.whole
        self._offer(
            {
                self.decline_button: called,
                self.silent_button: called and today_silent,
                self.strike_button: standing,
                self.case_button: True,
            }
        )
        why = ""
        if not entry.whole:
            why = "프로그램을 거치지 않고 고친 흔적이 있어 이 순번으로는 아무것도 하지 않습니다."
        elif called and not today_silent and entry.answer_by is not None:
            why = (
                f"{spoken(entry.answer_by)}까지 답을 기다립니다. 답 없음은 그 뒤에 적고, "
                "입주 결정은 계약할 때 적힙니다."
            )
        self.why_not.setText(why)
        self.why_not.setVisible(bool(why))

    def show_story(self, steps: Sequence[Step]) -> None:
        """Show what was done with the number, the newest first."""
        self.story.set_rows([story_row(at, one) for at, one in enumerate(steps)])

    def take_keys(self) -> None:
        """Put the focus on the first thing that may be done."""
        for button in (self.decline_button, self.strike_button, self.case_button):
            if not button.isHidden():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @staticmethod
    def _call_words(line: WaitingLine) -> str:
        entry = line.entry
        if entry.called_on is None:
            return entry.reason
        room = f" {line.room}호" if line.room else ""
        return f"{spoken(entry.called_on)} 부름{room}"

    def _button(self, word: str, act: Callable[[], object]) -> Button:
        # With a parent from the start: shown before it lay in one, it would be a window.
        button = Button(word, parent=self)
        button.clicked.connect(lambda _checked: act())
        return button

    def _offer(self, offered: dict[Button, bool]) -> None:
        for button, fits in offered.items():
            self.buttons.removeWidget(button)
            button.setVisible(fits)
        shown = [button for button, fits in offered.items() if fits]
        for at, button in enumerate(shown):
            self.buttons.addWidget(
                button, at // _PER_ROW, at % _PER_ROW, Qt.AlignmentFlag.AlignLeft
            )
        self.buttons.setColumnStretch(_PER_ROW, 1)
