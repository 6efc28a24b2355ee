"""The head of the panel: 판정 잠정 and how many findings bear each mark."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipju.domain.finding import Outcome
from ipju.ui.screens.judgement.rows import LOUD_OUTCOMES, MARKS
from ipju.ui.theme.tokens import STRONG
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.marks import Mark
from ipju.ui.widgets.surface import Label

ORDER = (Outcome.FAIL, Outcome.REVIEW, Outcome.MISSING, Outcome.PASS, Outcome.NA)


class MarkCounts(QWidget):
    """A mark and a number for each outcome; numbers that ask for somebody are bold."""

    def __init__(
        self, outcomes: tuple[Outcome, ...] = ORDER, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._numbers: dict[Outcome, Label] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for outcome in outcomes:
            if self._numbers:
                row.addSpacing(9)
            number = Label("0")
            self._numbers[outcome] = number
            row.addWidget(Mark(MARKS[outcome]))
            row.addWidget(number)

    def show_counts(self, counts: Mapping[Outcome, int]) -> None:
        """Show these numbers."""
        for outcome, number in self._numbers.items():
            count = counts.get(outcome, 0)
            loud = outcome in LOUD_OUTCOMES and count > 0
            number.setText(str(count))
            number.set_bold(loud)
            number.set_tone("ink" if loud or count else "ink3")
        self.setAccessibleName(
            ", ".join(f"{one.label} {counts.get(one, 0)}건" for one in self._numbers)
        )


class PanelHead(QWidget):
    """Title, 왜? for the current finding, and the counts. `why_pressed` when 왜? is pressed."""

    why_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.why = Button("왜?", "quiet", name="고른 항목을 무엇으로 판정했는지 보기 (?)")
        self.why.clicked.connect(self.why_pressed)
        self.counts = MarkCounts()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 10, 0)
        row.setSpacing(10)
        row.addWidget(Label("판정", px=STRONG, bold=True))
        row.addWidget(Label("잠정", tone="ink2"))
        row.addWidget(self.why)
        row.addStretch(1)
        row.addWidget(self.counts)
        self.setFixedHeight(37)

    def show_counts(self, counts: Mapping[Outcome, int]) -> None:
        """Show how many findings have each outcome."""
        self.counts.show_counts(counts)
