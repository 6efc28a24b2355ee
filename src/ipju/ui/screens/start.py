"""The empty start: no office is open. What can be begun, and what a real office is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipju.ui.screens.door_page import DoorPage
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.feedback import ProgressPanel
from ipju.ui.widgets.surface import Label, Rule, fill, line_of

PEOPLE = 200


class StartScreen(DoorPage):
    """`practice_wanted(count)`: open a practice office and fill it (0: leave it empty).

    `found_wanted`: make the real office (업무 사무실); `enter_wanted`: sign in to it;
    `restore_wanted`: bring it back from a backup.
    """

    practice_wanted = Signal(int)
    again_wanted = Signal()
    stop_wanted = Signal()
    found_wanted = Signal()
    enter_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "입주심사",
            "공고의 기준으로 신청인의 사례를 심사하고, 서식과 안내문을 인쇄합니다.",
            parent=parent,
        )
        self.setAccessibleName("시작")
        self.problem.acted.connect(self.again_wanted)
        self.fill_act = Act("연습 사무실 열기", "primary")
        self.fill_act.triggered.connect(lambda: self.practice_wanted.emit(PEOPLE))
        self.empty_act = Button("빈 연습 사무실 열기")
        self.empty_act.clicked.connect(lambda: self.practice_wanted.emit(0))
        self.progress = ProgressPanel()
        self.progress.stop_requested.connect(self.stop_wanted)
        self.office_words = Label("", tone="ink2", wrap=True)
        self.office_act = Button("업무 사무실 만들기")
        self.office_act.clicked.connect(self._on_office)
        self.restore_act = Button("백업에서 복원")
        self.restore_act.clicked.connect(self.restore_wanted)
        self._has_office = False
        acts = QHBoxLayout()
        fill(acts, self.fill_act, self.empty_act, None, spacing=12)
        column = self.column
        column.addSpacing(8)
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
        column.addWidget(Label("업무 사무실", role="strong"))
        column.addWidget(self.office_words)
        column.addLayout(line_of(self.office_act, self.restore_act, None, spacing=12))
        self.prepare(has_office=False)

    def prepare(self, *, has_office: bool) -> None:
        """Offer to make the real office, or to sign in where there is one."""
        self._has_office = has_office
        self.office_words.setText(
            "이 컴퓨터의 업무 사무실에 아이디와 비밀번호로 들어갑니다."
            if has_office
            else "실제 신청인의 자료를 넣는 사무실입니다. 암호화해 저장하고, 첫 관리 계정과 "
            "복구 열쇠를 함께 만듭니다."
        )
        self.office_act.setText("업무 사무실에 들어가기" if has_office else "업무 사무실 만들기")
        self.restore_act.setVisible(not has_office)

    def show_problem(self, said: str) -> None:
        """Say that the office could not be opened, why, and what to do; nothing is made anew."""
        self.say_problem("사무실을 열지 못했습니다.", said, "다시 열기")
        self.set_busy(False)
        self.fill_act.hide()
        self.empty_act.hide()
        self.progress.hide()

    def clear_problem(self) -> None:
        """Take the message away and offer the beginning again."""
        super().clear_problem()
        self.fill_act.show()
        self.empty_act.show()

    def set_busy(self, busy: bool) -> None:
        """Close the acts while an office is being opened."""
        self.fill_act.button.setEnabled(not busy)
        for button in (self.empty_act, self.office_act, self.restore_act):
            button.setEnabled(not busy)

    def take_keys(self) -> None:
        """Put the focus on the first act."""
        first = self.office_act if self._has_office else self.fill_act.button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_office(self) -> None:
        (self.enter_wanted if self._has_office else self.found_wanted).emit()
