"""The empty start: no office yet. What can be begun, and what a real office needs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.ui.screens.office_form import OfficeForm
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.feedback import Banner, ProgressPanel
from ipju.ui.widgets.surface import Label, Pane, Rule, fill

PEOPLE = 200


class StartScreen(Pane):
    """`practice_wanted(count)`: open a practice office and fill it (0: leave it empty).

    `office_wanted(Entry)`: make or open the real office (업무 사무실).
    """

    practice_wanted = Signal(int)
    again_wanted = Signal()
    stop_wanted = Signal()
    office_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self.setAccessibleName("시작")
        self._problem = Banner("fail", "")
        self._problem.acted.connect(self.again_wanted)
        self._problem.hide()
        self._way_out = Label("", tone="ink2", wrap=True)
        self._way_out.hide()
        self.fill_act = Act("연습 사무실 열기", "primary")
        self.fill_act.triggered.connect(lambda: self.practice_wanted.emit(PEOPLE))
        self.empty_act = Button("빈 연습 사무실 열기")
        self.empty_act.clicked.connect(lambda: self.practice_wanted.emit(0))
        self.progress = ProgressPanel()
        self.progress.stop_requested.connect(self.stop_wanted)
        acts = QHBoxLayout()
        fill(acts, self.fill_act, self.empty_act, None, spacing=12)

        page = QWidget()
        page.setMaximumWidth(640)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label("입주심사", role="title"))
        column.addWidget(
            Label(
                "공고의 기준으로 신청인의 사례를 심사하고, 서식과 안내문을 인쇄합니다.", tone="ink2"
            )
        )
        column.addSpacing(8)
        column.addWidget(self._problem)
        column.addWidget(self._way_out)
        column.addWidget(Rule())
        column.addSpacing(8)
        column.addWidget(Label("연습 사무실", role="strong"))
        column.addWidget(
            Label(
                f"지어낸 사람 {PEOPLE}명으로 채운 사무실에서 접수부터 인쇄까지 해 봅니다.\n"
                "모든 화면과 인쇄물에 연습이라고 적히고, 실제 업무에는 아무 영향이 없습니다.",
                tone="ink2",
                wrap=True,
            )
        )
        column.addLayout(acts)
        column.addWidget(self.progress)
        column.addSpacing(8)
        column.addWidget(Rule())
        column.addSpacing(8)
        self.office = OfficeForm()
        self.office.entered.connect(self.office_wanted)
        column.addWidget(self.office)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(2)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(page, 6)
        line.addStretch(1)
        outer.addLayout(line)
        outer.addStretch(3)

    def show_problem(self, said: str) -> None:
        """Say that the office could not be opened, why, and what to do; nothing is made anew."""
        self._problem.say("fail", "사무실을 열지 못했습니다.", "다시 열기")
        self._problem.show()
        self._way_out.setText(said)
        self._way_out.show()
        self.set_busy(False)
        self.fill_act.hide()
        self.empty_act.hide()
        self.progress.hide()

    def problem_words(self) -> str:
        """What is said about an office that would not open; empty when all is well."""
        return f"{self._problem.text()} {self._way_out.text()}" if self._problem.isVisible() else ""

    def clear_problem(self) -> None:
        """Take the message away and offer the beginning again."""
        self._problem.hide()
        self._way_out.hide()
        self.fill_act.show()
        self.empty_act.show()

    def set_busy(self, busy: bool) -> None:
        """Close the acts while an office is being opened."""
        self.fill_act.button.setEnabled(not busy)
        self.empty_act.setEnabled(not busy)

    def take_keys(self) -> None:
        """Put the focus on the first act."""
        self.fill_act.button.setFocus(Qt.FocusReason.OtherFocusReason)
