"""What the desk does by itself behind a real office: the daily backup and the weekly drill."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from ipju.domain.account import Role
from ipju.services.backup import (
    BACKUP_OVERDUE,
    DAILY,
    DRILL_OVERDUE,
    BackupState,
    Due,
    backup_state,
    begin_backup,
    begin_drill,
    due,
    end_backup,
    end_drill,
)
from ipju.services.office import Office
from ipju.ui.jobs import Jobs, Task
from ipju.ui.main_window import MainWindow
from ipju.ui.places import ADMIN
from ipju.ui.rooms import explain

AGAIN_MS: Final = 3_600_000
"""A window that stays open over night makes the backup of the new day too."""

_NO_RECOVERY: Final = (
    "이 사무실에는 복구 열쇠가 없습니다. 비밀번호를 잊으면 자료를 열 수 없으니 지금 만드세요."
)

type_of_work = Callable[[Callable[[], bool]], Any]


class Upkeep(QObject):
    """Looks what is due when somebody has signed in, and each hour; does it on a thread aside.

    What is wrong with the backups stands in a banner: for 관리 all of it, for everybody else what
    is overdue, until it is well again.
    """

    def __init__(self, window: MainWindow, jobs: Jobs, again_ms: int = AGAIN_MS) -> None:
        super().__init__(window)
        self._window, self._jobs = window, jobs
        self._office: Office | None = None
        self._task: Task | None = None
        self._needs_recovery = False
        self._act: Callable[[], object] | None = None
        self._again = QTimer(self)
        self._again.setInterval(again_ms)
        self._again.timeout.connect(self.look)
        window.upkeep.acted.connect(self._on_acted)
        window.bar.stop_wanted.connect(self._stop)

    def begin(self, office: Office, *, needs_recovery: bool = False) -> None:
        """Look after an office from now on; one of practice needs nothing."""
        self.end()
        if office.backups is None:
            return
        self._office, self._needs_recovery = office, needs_recovery
        self._again.start()
        self.look()

    def end(self) -> None:
        """Look after nothing any more; what runs aside is stopped."""
        self._office = None
        self._again.stop()
        self._stop()
        self._task = None
        self._window.bar.say_work("")
        self._window.upkeep.hide()

    def is_working(self) -> bool:
        """Whether a backup or drill is being made."""
        return self._task is not None

    def look(self) -> None:
        """Do what is due, unless it is being done; then say how it stands."""
        office = self._office
        if office is not None and self._task is None:
            self._run(lambda: due(office), self._do)

    def show_state(self) -> None:
        """Say again how well the office is backed up."""
        office = self._office
        if office is not None:
            self._run(lambda: (backup_state(office), office.clock.now()), self._tell)

    def _do(self, wanted: Due) -> None:
        office = self._office
        if office is None:
            return
        if wanted.backup:
            self._work(
                "백업 중",
                lambda: begin_backup(office, DAILY),
                lambda made: end_backup(office, made),
            )
        elif wanted.drill:
            self._work(
                "복원 연습",
                lambda: begin_drill(office),
                lambda made: end_drill(office, made),
            )
        else:
            self.show_state()

    def _work(
        self, words: str, begin: Callable[[], type_of_work], end: Callable[[Any], Any]
    ) -> None:
        """Begin and end on the database thread; what takes minutes runs aside."""

        def begun(work: type_of_work) -> None:
            self._window.bar.say_work(words)
            self._task = task = self._jobs.aside(
                lambda task: work(lambda: task.cancelled),
                lambda made: self._run(lambda: end(made), self._written),
                lambda error: self._failed(task, error),
                on_cancelled=self._stopped,
                label=words,
                owner=self,
            )

        self._run(begin, begun)

    def _written(self, done: Any) -> None:
        self._task = None
        self._window.bar.say_work("")
        self._window.note(done.changes)
        failed = getattr(done, "drill", None) is not None and not done.drill.sound
        # A drill that failed is due again tomorrow, not at once.
        self.show_state() if failed else self.look()

    def _stopped(self) -> None:
        self._task = None
        self._window.bar.say_work("")
        self.show_state()

    def _failed(self, task: Task, error: Exception) -> None:
        if task.cancelled:
            self._stopped()
            return
        self._task = None
        self._window.bar.say_work("")
        self._say("fail", f"{task.label} 문제: {explain(error)}", "다시", self.look)

    def _tell(self, found: tuple[BackupState, datetime]) -> None:
        office = self._office
        if office is None:
            return
        state, now = found
        admin = Role.ADMIN in office.actor.roles
        if self._needs_recovery and admin:
            self._say("rev", _NO_RECOVERY, "관리", self._go_admin)
        elif state.warnings and (admin or is_overdue(state, now)):
            more = f" 밖에 {len(state.warnings) - 1}건" if len(state.warnings) > 1 else ""
            words = f"{state.warnings[0]}{more}"
            if admin:
                self._say("rev", words, "관리", self._go_admin)
            else:
                self._say("rev", words, "다시 백업", self.look)
        else:
            self._window.upkeep.hide()

    def _say(self, tone: str, words: str, act: str, then: Callable[[], object]) -> None:
        self._act = then
        self._window.upkeep.say(tone, words, act)
        self._window.upkeep.show()

    def _on_acted(self) -> None:
        if self._act is not None:
            self._act()

    def _go_admin(self) -> None:
        self._window.go(ADMIN)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _run(self, fn: Callable[[], Any], on_done: Callable[[Any], object]) -> None:
        office = self._office

        def done(result: Any) -> None:
            if self._office is office:
                on_done(result)

        self._jobs.run(fn, done, self._not_looked, label="백업", owner=self)

    def _not_looked(self, error: Exception) -> None:
        self._task = None
        self._window.bar.say_work("")
        if self._office is not None:
            self._say("fail", f"백업을 확인하지 못했습니다. {explain(error)}", "다시", self.look)


def is_overdue(state: BackupState, now: datetime) -> bool:
    """Tell whether everybody should know: no backup, or none and no drill for too long."""
    backup, drill = state.last, state.last_drill
    if backup is None or now - backup.made_at > BACKUP_OVERDUE:
        return True
    return drill is not None and now - drill.at > DRILL_OVERDUE
