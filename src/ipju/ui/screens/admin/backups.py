"""백업: how well the office is backed up, every backup, and what may be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.backup import Backup, Drill
from ipju.services.backup import (
    Backed,
    BackupState,
    Drilled,
    backup_state,
    begin_backup,
    begin_drill,
    end_backup,
    end_drill,
    list_backups,
    set_backup_folder,
    verify_backup,
)
from ipju.services.office import Changes, Office
from ipju.ui.jobs import Jobs, Task
from ipju.ui.rooms import explain
from ipju.ui.screens.admin.backup_words import COLUMNS, row_of, state_words
from ipju.ui.screens.admin.people_words import day_words
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.feedback import EmptyState, KeyHints, ProgressPanel
from ipju.ui.widgets.marks import Mark
from ipju.ui.widgets.surface import Label, Pane, SectionHead, fill, line_of
from ipju.ui.widgets.table import make_table

T = TypeVar("T")
_TAKES_ALL: Final = 1000
_FACTS: Final = 3


@dataclass(frozen=True, slots=True)
class _Seen:
    state: BackupState
    backups: tuple[Backup, ...]


class _Working(ProgressPanel):
    """Work whose length nobody knows: it counts nothing."""

    def begin(self, title: str) -> None:
        """Begin."""
        self.start(title)
        self._count.setText("")

    def take_keys(self) -> None:
        """Put the focus on 멈추기."""
        self._act.setFocus(Qt.FocusReason.OtherFocusReason)


class BackupsPage(Page):
    """State in words, warnings, the list; the long work goes on beside everything else."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "백업", parent)
        self._backups: tuple[Backup, ...] = ()
        self._task: Task | None = None
        self.ask_folder: Callable[[], str] = self._ask_folder
        self.head = SectionHead("백업", "", px=19)
        self.make_act = Act("지금 백업", "primary", key="Ctrl+Enter")
        self.make_act.triggered.connect(self.make)
        self.verify_button = Button("고른 백업 확인")
        self.verify_button.clicked.connect(self.verify)
        self.drill_button = Button("복원 연습")
        self.drill_button.clicked.connect(self.drill)
        self.folder_button = Button("폴더 정하기", icon_name="open")
        self.folder_button.clicked.connect(self.choose_folder)
        self.facts = tuple((Label("", tone="ink2"), Label("", elide=True)) for _ in range(_FACTS))
        self.warnings = Pane("rev")
        self._warnings = QVBoxLayout(self.warnings)
        self._warnings.setContentsMargins(12, 8, 12, 8)
        self._warnings.setSpacing(4)
        self.warnings.hide()
        self.progress = _Working()
        self.progress.stop_requested.connect(self._stop)
        self.progress.act_pressed.connect(self.progress.hide)
        self.table = make_table(COLUMNS, name="백업 목록")
        self.table.opened.connect(lambda _id: self.verify())
        self.table.row_changed.connect(lambda _id: self._allow())
        self.empty = EmptyState("", "")
        self.empty.hide()
        head, facts = QHBoxLayout(), QGridLayout()
        fill(
            head, self.head, None, self.folder_button, self.drill_button, self.verify_button,
            self.make_act,
        )  # fmt: skip
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(2)
        facts.setColumnStretch(1, 1)
        for at, (what, answer) in enumerate(self.facts):
            facts.addWidget(what, at, 0)
            facts.addWidget(answer, at, 1)
        self._facts = QWidget()
        self._facts.setLayout(facts)
        facts.setContentsMargins(0, 0, 0, 0)
        self.hints = KeyHints(("↑ ↓", "고르기"), ("Enter", "고른 백업 확인"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self._facts, self.banner, self.warnings, self.progress):
            column.addWidget(part)
        column.addWidget(self.table, _TAKES_ALL)
        column.addWidget(self.empty)
        column.addStretch(1)
        column.addWidget(self.hints)

    def concerned(self, changes: Changes) -> bool:
        return changes.backups

    def take_keys(self) -> None:
        part = self.table if self._backups else self.make_act
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        office = self.office
        if office is None:
            return
        if office.backups is None:
            self._show_practice()
            return
        self.jobs.run(
            lambda: _Seen(backup_state(office), list_backups(office)),
            self._show,
            self.refuse,
            label="백업",
            key="backups",
            owner=self,
        )

    def make(self) -> None:
        """Make a backup now; it is opened and compared before it counts."""
        self._work("백업하고, 열어서 견주는 중", begin_backup, end_backup, self._on_made)

    def drill(self) -> None:
        """Restore the newest backup aside and compare it."""
        self._work("가장 새 백업을 곁에 되살려 견주는 중", begin_drill, end_drill, self._on_drilled)

    def verify(self) -> None:
        """Open the chosen backup and check all of it."""
        office, chosen = self.office, self.current()
        if office is None or chosen is None or self.is_working():
            return
        self._begin(f"{day_words(chosen.made_at)} 백업을 열어 확인하는 중")
        self._task = self.jobs.run_long(
            lambda task: verify_backup(office, chosen, lambda: task.cancelled),
            self._on_verified,
            self._on_failed,
            on_cancelled=self._on_stopped,
            label="백업 확인",
            owner=self,
        )

    def choose_folder(self) -> None:
        """Ask where backups are to lie from now on."""
        office, path = self.office, self.ask_folder()
        if office is None or not path:
            return
        self.jobs.run(
            lambda: set_backup_folder(office, Path(path)),
            self._on_folder,
            self.refuse,
            label="폴더 정하기",
            owner=self,
        )

    def current(self) -> Backup | None:
        """The backup chosen."""
        wanted = self.table.current_id()
        return next((one for one in self._backups if one.path.name == wanted), None)

    def is_working(self) -> bool:
        """Whether a backup, a check or a drill goes on."""
        return self.progress.is_running()

    def _work(
        self,
        words: str,
        begin: Callable[[Office], Callable[[Callable[[], bool]], T]],
        end: Callable[[Office, T], object],
        done: Callable[[object], None],
    ) -> None:
        """Begin and end on the database thread; between them the work goes on beside it."""
        office = self.office
        if office is None or self.is_working():
            return
        self._begin(words)

        def beside(work: Callable[[Callable[[], bool]], T]) -> None:
            self._task = self.jobs.aside(
                lambda task: work(lambda: task.cancelled),
                finish,
                self._on_failed,
                on_cancelled=self._on_stopped,
                label=words,
                owner=self,
            )

        def finish(result: T) -> None:
            self.jobs.run(
                lambda: end(office, result), done, self._on_failed, label=words, owner=self
            )

        self.jobs.run(lambda: begin(office), beside, self._on_failed, label=words, owner=self)

    def _begin(self, words: str) -> None:
        self._task = None
        self.banner.hide()
        had_keys = self.make_act.button.hasFocus() or self.drill_button.hasFocus()
        self.progress.begin(words)
        if had_keys and self._backups:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_keys:
            self.progress.take_keys()
        self._allow()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _end(self, mark: str, words: str, detail: str = "") -> None:
        self.progress.finish(mark, words, detail, "닫기")
        self._allow()

    def _on_made(self, backed: object) -> None:
        if isinstance(backed, Backed):
            made = backed.backup
            self._end("pas", "백업했습니다.", f"사례 {made.cases:,}건 · {made.path.name}")
            self.changed.emit(backed.changes)

    def _on_drilled(self, drilled: object) -> None:
        if isinstance(drilled, Drilled):
            self._say_drill(drilled.drill)
            self.changed.emit(drilled.changes)

    def _say_drill(self, drill: Drill) -> None:
        if drill.sound:
            words = f"사례 {drill.cases:,}건이 백업과 같았습니다. 되살린 것은 지웠습니다."
            self._end("pas", "되살릴 수 있습니다.", words)
        else:
            self._end("fail", "되살리지 못했습니다.", drill.words)

    def _on_verified(self, found: Backup) -> None:
        if found.problem:
            self._end("fail", f"{day_words(found.made_at)} 백업을 쓸 수 없습니다.", found.problem)
        else:
            self._end(
                "pas", f"{day_words(found.made_at)} 백업은 온전합니다.", f"사례 {found.cases:,}건"
            )
        self.changed.emit(Changes(backups=True, trail=True))

    def _on_folder(self, changes: Changes) -> None:
        self.say("pas", "이제부터 이 폴더에 백업합니다. 앞의 백업은 앞 폴더에 그대로 있습니다.")
        self.changed.emit(changes)

    def _on_failed(self, error: Exception) -> None:
        if self._task is not None and self._task.cancelled:
            self._on_stopped()
        else:
            self._end("fail", "하지 못했습니다.", explain(error))

    def _on_stopped(self) -> None:
        self._end("rev", "멈췄습니다.", "앞서 만든 백업은 그대로입니다.")

    def _show(self, seen: _Seen) -> None:
        self._backups = seen.backups
        for (what, answer), (asked, said) in zip(self.facts, state_words(seen.state), strict=True):
            what.setText(asked)
            answer.setText(said)
        self._warn(seen.state.warnings)
        self.head.set_note(f"{len(seen.backups):,}개" if seen.backups else "")
        self.table.set_rows([row_of(one) for one in seen.backups])
        self.table.setVisible(bool(seen.backups))
        if seen.backups and self.current() is None:
            self.table.select_id(seen.backups[0].path.name, tell=False)
        self._say_empty("아직 백업이 없습니다.", "지금 백업하거나, 하루 한 번 저절로 되게 둡니다.")
        self.empty.setVisible(not seen.backups)
        self.hints.setVisible(bool(seen.backups))
        self._allow()

    def _show_practice(self) -> None:
        self._say_empty(
            "연습 사무실은 백업하지 않습니다.",
            "지어낸 사람만 있습니다. 업무 사무실은 날마다 백업하고 주마다 복원을 연습합니다.",
        )
        for part in (self.table, self._facts, self.hints, self.warnings):
            part.hide()
        for act in (self.make_act, self.verify_button, self.drill_button, self.folder_button):
            act.hide()
        self.empty.show()

    def _say_empty(self, title: str, body: str) -> None:
        self.empty.say(title, body)
        self.empty.setAccessibleName(title)

    def _warn(self, warnings: tuple[str, ...]) -> None:
        while (item := self._warnings.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        for words in warnings:
            row = QWidget()
            label = Label(words, wrap=True)
            row.setLayout(line_of(Mark("rev"), label))
            row.setAccessibleName(words)
            self._warnings.addWidget(row)
        self.warnings.setVisible(bool(warnings))

    def blocked_words(self) -> str:
        """Why a backup cannot be begun now; empty when it can."""
        return self.make_act.blocked_reason()

    def warned(self) -> tuple[str, ...]:
        """The warnings shown."""
        found = (self._warnings.itemAt(at) for at in range(self._warnings.count()))
        widgets = (one.widget() for one in found if one is not None)
        return tuple(one.accessibleName() for one in widgets if one is not None)

    def _allow(self) -> None:
        working = self.is_working()
        self.make_act.set_blocked("하는 중" if working else None)
        for button in (self.drill_button, self.folder_button):
            button.setEnabled(not working)
        self.verify_button.setEnabled(not working and self.current() is not None)

    def _ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(
            self,
            "백업 폴더 정하기",
            str(Path.home()),
            QFileDialog.Option.ShowDirsOnly | QFileDialog.Option.DontUseNativeDialog,
        )
