"""복구 열쇠: made anew, printed, and three of its words typed back before the old sheet goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ipju.domain.keys import RecoveryKey
from ipju.services.office import Changes, Office
from ipju.services.recovery_sheet import recovery_sheet
from ipju.services.staff import draw_recovery, renew_recovery
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.founding.recovery_step import RecoveryStep
from ipju.ui.screens.sectioned import Page
from ipju.ui.screens.sheet import saving
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.feedback import Banner, EmptyState
from ipju.ui.widgets.surface import SectionHead, fill
from ipju.ui.widgets.typed_fields import TextField

ABOUT, STEP = 0, 1
_NAME: Final = "복구 열쇠"
_TRIAL: Final = RecoveryKey(words=("시험",) * 12, code="시험")
_CHANGED: Final = Changes(trail=True)


class RenewDialog(ServiceDialog):
    """Says what renewing does before it is done; asks how the office is called on the sheet."""

    def __init__(self, office: Office, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            "복구 열쇠를 새로 만듭니다",
            "새 용지를 인쇄하고 거기 적힌 낱말을 확인하면 새 열쇠로 바뀝니다. 그때부터 앞의 "
            "복구 열쇠로는 아무것도 열 수 없습니다.",
            "새로 만들기",
            jobs,
            parent=parent,
        )
        self._office = office
        self.office_name = TextField(
            "사무실 이름", required=True, max_length=60, help_text="용지에 적힙니다."
        )
        self.office_name.set_value(office.actor.department or None)
        self.fields.addWidget(self.office_name)

    def call(self) -> Callable[[], object] | None:
        if not self.office_name.text().strip():
            self.office_name.set_error("용지에 적을 사무실 이름을 적으십시오.")
            self.office_name.setFocus()
            return None
        office, name = self._office, self.office_name.text().strip()

        def draw() -> RecoveryKey:
            # What cannot be printed must never take the place of what is on paper.
            recovery_sheet(office.printer, _TRIAL, name, office.clock.today())
            return draw_recovery(office)

        return draw


class RecoveryPage(Page):
    """Explains the key, draws a new one, shows its sheet, has it typed back, and puts it in place.

    `backup_wanted`: backups from before still open with the old key until the next one is made.
    """

    backup_wanted = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, _NAME, parent)
        self._office_name = ""
        self._working = False
        self.done_banner = Banner("pas", "", "백업하러 가기")
        self.done_banner.acted.connect(self.backup_wanted)
        self.done_banner.hide()
        self.head = SectionHead(_NAME, "", px=19)
        self.about = EmptyState(
            "비밀번호를 모두 잊거나 컴퓨터를 잃었을 때 여는 길은 복구 열쇠뿐입니다.",
            "용지를 잃었거나 다른 사람이 보았으면 새로 만듭니다. 용지는 금고에 두고, "
            "누가 꺼냈는지 적어 둡니다.",
            "새로 만들기",
            key="Ctrl+Enter",
        )
        self.about.first_pressed.connect(self.renew)
        self.step = RecoveryStep(then="용지가 제대로 나왔는지 확인합니다.")
        self.step.entered.connect(self.forward)
        self.step.save_wanted.connect(
            lambda path, data: saving(self.jobs, self.step.preview, path, data)
        )
        self.back_button = Button("용지 다시 보기")
        self.back_button.clicked.connect(self._look_again)
        self.leave_button = Button("그만두기")
        self.leave_button.clicked.connect(self.give_up)
        self.next_act = Act("", "primary", key="Ctrl+Enter")
        self.next_act.triggered.connect(self.forward)
        foot = QHBoxLayout()
        fill(foot, None, self.leave_button, self.back_button, self.next_act)
        making = QWidget()
        inside = QVBoxLayout(making)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.step, 1)
        inside.addLayout(foot)
        beginning = QWidget()
        first = QVBoxLayout(beginning)
        fill(first, self.about, None)
        self.stack = QStackedWidget()
        self.stack.addWidget(beginning)
        self.stack.addWidget(making)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(self.done_banner)
        column.addWidget(self.stack, 1)

    def concerned(self, changes: Changes) -> bool:
        return False  # nothing is shown that another act changes

    def take_keys(self) -> None:
        if self.stack.currentIndex() == ABOUT and self.about.first is not None:
            self.about.first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.next_act.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        practice = self.office is not None and self.office.vault is None
        if practice:
            self.about.say(
                "연습 사무실에는 복구 열쇠가 없습니다.",
                "비밀번호 없이 열립니다. 업무 사무실은 처음 만들 때 복구 열쇠를 인쇄합니다.",
            )
        if self.about.first is not None:
            self.about.first.setVisible(not practice)

    def renew(self) -> None:
        """Say what it means, then make a new key."""
        if self.office is None or self.office.vault is None:
            return
        dialog = RenewDialog(self.office, self.jobs, self)
        dialog.settled.connect(lambda key: self._on_drawn(key, dialog.office_name.text().strip()))
        dialog.open()

    def forward(self) -> None:
        """From the sheet to its words, and from the right words to the end."""
        if not self.step.is_asking():
            self.step.ask()
            self._show_step()
        elif self.step.check():
            self._put_in_place()

    def give_up(self) -> None:
        """Forget the key that was drawn; the one on the old sheet still opens the office."""
        if self._working:
            return
        self.banner.hide()
        self._begin_again()

    def _put_in_place(self) -> None:
        office, key = self.office, self.step.key()
        if office is None or key is None or self._working:
            return
        self._working = True
        self.next_act.set_blocked("바꾸는 중")
        self.jobs.run(
            lambda: renew_recovery(office, key),
            self._on_renewed,
            self._on_not_renewed,
            label=_NAME,
            owner=self,
        )

    def _on_renewed(self, _key: RecoveryKey) -> None:
        self.banner.hide()
        self._begin_again()
        self.done_banner.say(
            "pas",
            "새 복구 열쇠로 바꿨습니다. 앞 용지는 없애고, 앞 백업도 새 열쇠로 열리게 "
            "지금 백업하십시오.",
            "백업하러 가기",
        )
        self.done_banner.show()
        self.changed.emit(_CHANGED)

    def _on_not_renewed(self, error: Exception) -> None:
        self._working = False
        self.next_act.set_blocked(None)
        self.say("fail", f"바꾸지 못했습니다. 앞의 복구 열쇠가 그대로 듣습니다. {explain(error)}")

    def _begin_again(self) -> None:
        self._working = False
        self.next_act.set_blocked(None)
        self.step.clear()
        self.stack.setCurrentIndex(ABOUT)
        self.head.set_note("")
        self.take_keys()

    def _on_drawn(self, key: object, office_name: str) -> None:
        if isinstance(key, RecoveryKey):
            self._office_name = office_name
            self.done_banner.hide()
            self.stack.setCurrentIndex(STEP)
            self._make_sheet(key)

    def _make_sheet(self, key: RecoveryKey) -> None:
        office, name = self.office, self._office_name
        if office is None:
            return
        self.jobs.run(
            lambda: recovery_sheet(office.printer, key, name, office.clock.today()),
            lambda sheet: self._on_sheet(key, sheet),
            self._on_no_sheet,
            label=_NAME,
            owner=self,
        )

    def _on_sheet(self, key: RecoveryKey, sheet: bytes) -> None:
        self.banner.hide()
        self.step.show_sheet(key, sheet, f"{self._office_name} {_NAME}")
        self._show_step()

    def _on_no_sheet(self, error: Exception) -> None:
        self.stack.setCurrentIndex(ABOUT)
        self.say("fail", f"용지를 만들지 못했습니다. {explain(error)} 고친 뒤 새로 만드십시오.")

    def _look_again(self) -> None:
        self.step.look_again()
        self._show_step()

    def _show_step(self) -> None:
        asking = self.step.is_asking()
        self.back_button.setVisible(asking)
        self.next_act.set_text("확인" if asking else "인쇄했음, 확인하기")
        self.head.set_note("확인을 마칠 때까지 앞의 용지가 그대로 듣습니다.")
        if not asking:
            self.next_act.setFocus(Qt.FocusReason.OtherFocusReason)
