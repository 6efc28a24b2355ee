"""업무 사무실 만들기: four steps; the office is made at the end of the third, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ipju.domain.dates import seoul_time
from ipju.domain.keys import RecoveryKey
from ipju.services.files import write_whole
from ipju.services.passwords import WeakPassword
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import Entered, Rooms, explain
from ipju.ui.screens.door_page import DoorPage, Working
from ipju.ui.screens.founding.recovery_step import RecoveryStep, three_of
from ipju.ui.screens.founding.steps import KeyStep, OfficeStep
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.marks import Mark
from ipju.ui.widgets.surface import Label, Rule, line_of

OFFICE, KEY, RECOVERY, DONE = range(4)
_STEPS: Final = ("사무실과 첫 계정", "열쇠를 둘 곳", "복구 열쇠", "끝")
_NEXT: Final = ("다음", "다음", "낱말 적기", "관리 자리로 가기")


class FoundingScreen(DoorPage):
    """`entered(Entered)` when the office stands and its 관리 goes in; `gone` back to the start."""

    entered = Signal(object)
    gone = Signal()

    def __init__(
        self,
        jobs: Jobs,
        rooms: Rooms,
        choose: Callable[[int], Sequence[int]] = three_of,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("업무 사무실 만들기", width=760, tall=True, parent=parent)
        self._jobs, self._rooms = jobs, rooms
        self._made: Entered | None = None
        self._working = False
        self.office = OfficeStep()
        self.key = KeyStep()
        self.recovery = RecoveryStep(choose)
        self.done = Label("", tone="ink2", wrap=True)
        self.done.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.steps = QStackedWidget()
        for step in (self.office, self.key, self.recovery, self.done):
            self.steps.addWidget(step)
        self._heads = [(Mark("na", parent=self), Label(words)) for words in _STEPS]
        heads = QHBoxLayout()
        heads.setSpacing(6)
        for mark, label in self._heads:
            heads.addWidget(mark)
            heads.addWidget(label)
            heads.addSpacing(14)
        heads.addStretch(1)
        self.progress = Working()
        self.back_button = Button("뒤로")
        self.back_button.clicked.connect(self.back)
        self.next_act = Act(_NEXT[0], "primary", shortcut=False)
        self.next_act.triggered.connect(self.forward)
        self._escape = KeyCap("Esc")
        foot = line_of(None, self.back_button, self._escape, self.next_act)
        for part in (heads, Rule(), 4, self.steps, self.progress, foot):
            if isinstance(part, int):
                self.column.addSpacing(part)
            elif isinstance(part, QWidget):
                self.column.addWidget(part, 1 if part is self.steps else 0)
            else:
                self.column.addLayout(part)
        self.office.entered.connect(self.forward)
        self.recovery.entered.connect(self.forward)
        self.recovery.save_wanted.connect(self._save)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.back)
        self._show(OFFICE)

    def begin(self) -> None:
        """Ask what this computer can do for keys; what was typed before is still there."""
        self.clear_problem()
        self._jobs.run(
            self._rooms.keyring_approved, self.key.prepare, label="열쇠 보관함", owner=self
        )

    def step(self) -> int:
        """Which step is shown."""
        return self.steps.currentIndex()

    def made(self) -> Entered | None:
        """The office that was made, until its maker goes in."""
        return self._made

    def take_keys(self) -> None:
        """Put the focus where this step begins."""
        step = self.step()
        if step == OFFICE:
            self.office.setFocus()
        elif step == KEY and self.key.alone.isVisible():
            self.key.alone.setFocus()
        elif step == RECOVERY and self.recovery.is_asking():
            self.recovery.words[0].setFocus()
        else:
            self.next_act.setFocus()

    def back(self) -> None:
        """Go one step back, keeping what was typed; from the first one to the beginning."""
        if self._working or self.step() == DONE:
            return
        self.clear_problem()
        if self.recovery.is_asking():
            self.recovery.look_again()
            self._show(RECOVERY)
        elif self.step() == OFFICE:
            self.gone.emit()
        else:
            self._show(self.step() - 1)

    def forward(self) -> None:
        """Go on when this step is complete; errors stay at their field."""
        if self._working:
            return
        step = self.step()
        if step == OFFICE and self.office.check():
            self._show(KEY)
        elif step == KEY and self.key.check():
            self._make_sheet()
        elif step == RECOVERY and not self.recovery.is_asking():
            self.recovery.ask()
            self._show(RECOVERY)
        elif step == RECOVERY and self.recovery.check():
            self._make_office()
        elif step == DONE and self._made is not None:
            made, self._made = self._made, None
            self._show(OFFICE)
            self.entered.emit(made)

    def _make_sheet(self) -> None:
        rooms, kept, name = self._rooms, self.recovery.key(), self.office.founder().office

        def make() -> tuple[RecoveryKey, bytes]:
            from ipju.services.recovery_sheet import recovery_sheet

            key = kept or rooms.new_recovery_key()
            today = seoul_time(datetime.now(UTC)).date()
            return key, recovery_sheet(rooms.printer(), key, name, today)

        def show(made: tuple[RecoveryKey, bytes]) -> None:
            self._set_working(None)
            self.recovery.show_sheet(*made, f"{name} 복구 열쇠")
            self._show(RECOVERY)

        self._set_working("복구 열쇠를 만드는 중")
        self._jobs.run(make, show, self._refused, label="복구 열쇠", owner=self)

    def _make_office(self) -> None:
        rooms, founder, key = self._rooms, self.office.founder(), self.recovery.key()
        if key is None:
            return

        def make() -> Entered:
            return rooms.create_office(
                rooms.office_folder(),
                founder.login,
                founder.name,
                founder.department,
                founder.phone,
                founder.password,
                key,
            )

        self._set_working("만드는 중")
        self.progress.start("사무실을 세우는 중: 열쇠를 만들고 자료 파일을 암호화합니다.")
        self._jobs.run(make, self._on_made, self._refused, label="사무실 만들기", owner=self)

    def _on_made(self, made: Entered) -> None:
        self._made = made
        self._set_working(None)
        founder = self.office.founder()
        self.done.setText(
            f"{founder.office}: 사무실을 세웠습니다. "
            f"다음부터 아이디 {founder.login}, 정한 비밀번호로 들어옵니다.\n\n"
            "복구 열쇠 용지는 금고에 두세요.\n"
            "이제 관리 자리에서 접수·담당·결재·개인정보 계정을 여세요. "
            "올린 사람은 자기 것을 결재할 수 없으므로 담당과 결재는 두 사람이 있어야 합니다."
        )
        self.office.clear()
        self.recovery.clear()
        self._show(DONE)

    def _refused(self, error: Exception) -> None:
        self._set_working(None)
        if isinstance(error, WeakPassword):
            self._show(OFFICE)
            self.office.password.first.set_error(explain(error))
            return
        self.say_problem("사무실을 만들지 않았습니다. 적은 것은 그대로입니다.", explain(error))

    def _save(self, path: str, data: bytes) -> None:
        preview = self.recovery.preview
        self._jobs.run(
            lambda: write_whole(Path(path), data),
            lambda at: preview.say("pas", f"저장했습니다: {at}"),
            lambda error: preview.say("fail", f"저장하지 못했습니다. {explain(error)}"),
            label="PDF로 저장",
            owner=self,
        )

    def _set_working(self, words: str | None) -> None:
        self._working = words is not None
        self.next_act.set_blocked(words)
        self.back_button.setEnabled(words is None)
        if words is None:
            self.progress.stop()

    def _show(self, step: int) -> None:
        self.clear_problem()
        self.steps.setCurrentIndex(step)
        for at, (mark, label) in enumerate(self._heads):
            mark.set_mark("pas" if at < step else "mis" if at == step else "na", _STEPS[at])
            label.set_bold(at == step)
            label.set_tone("ink" if at == step else "ink2" if at < step else "ink3")
        asking = step == RECOVERY and self.recovery.is_asking()
        self.next_act.set_text("사무실 만들기" if asking else _NEXT[step])
        for part in (self.back_button, self._escape):
            part.setVisible(step != DONE)
        self.take_keys()
