"""Starts the desk: the window first, then the store; the look, the Korean of Qt's own words."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QLocale, QObject, QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ipju.domain.account import Role
from ipju.services.office import Actor, Office
from ipju.services.seating import sign_out, sit_as
from ipju.ui import remembered
from ipju.ui.clipboard import KEPT_MS, Clipboard
from ipju.ui.door import Admitted, Door
from ipju.ui.idle import IDLE_SECONDS, Idle, boot_seconds
from ipju.ui.jobs import Jobs, Task
from ipju.ui.korean import speak_korean
from ipju.ui.lock import Lock
from ipju.ui.main_window import MainWindow
from ipju.ui.rooms import OFFICER, Rooms, explain, has_store
from ipju.ui.theme import ThemeName, apply_theme
from ipju.ui.upkeep import Upkeep

LOADED_AHEAD: Final = (
    "ipju.services.examine",
    "ipju.ui.screens.cases",
    "ipju.ui.screens.case.screen",
    "ipju.ui.screens.title.screen",
)
"""Imported once the queues stand: the first list and the first case then open at once."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An office as the database thread hands it over, and how many people were invented."""

    office: Office
    made: int = 0


@dataclass(frozen=True, slots=True)
class Pace:
    """How long nobody may be at the desk, how long a copied number stays, and the clocks."""

    idle_seconds: int = IDLE_SECONDS
    kept_ms: int = KEPT_MS
    clock: Callable[[], float] = time.monotonic
    boot: Callable[[], float] = boot_seconds


def settings_file() -> Path:
    """Return where the desk remembers window size and look."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "desk.json"


def prepare(app: QApplication, look: str = "light") -> None:
    """Give the application its name, its language and its look."""
    app.setApplicationName("ipju")
    app.setApplicationDisplayName("입주심사")
    korean = QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea)
    QLocale.setDefault(korean)
    speak_korean(app)
    apply_theme(app, theme_of(app, look))


def theme_of(app: QApplication, look: str) -> ThemeName:
    """Return the theme for a look: `system` follows the desktop."""
    if look == "system":
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"
    return "dark" if look == "dark" else "light"


class Desk(QObject):
    """Opens the office behind a window that is already on the screen, and guards it."""

    def __init__(
        self,
        app: QApplication,
        rooms: Rooms,
        folder: Path,
        settings: Path | None = None,
        pace: Pace | None = None,
    ) -> None:
        super().__init__()
        self._app, self._rooms, self._folder, self._settings = app, rooms, folder, settings
        known = remembered.read(settings) if settings is not None else remembered.Remembered()
        pace = pace or Pace()
        self._look = known.look
        self._office: Office | None = None
        self._task: Task | None = None
        self.jobs = Jobs(explain, self)
        self.window = MainWindow(self.jobs, known)
        if known.maximized:
            self.window.setWindowState(Qt.WindowState.WindowMaximized)
        self.door = Door(self.window, self.jobs, rooms, known.login)
        self.clipboard = Clipboard(app, pace.kept_ms, self)
        self.idle = Idle(app, pace.idle_seconds, pace.clock, pace.boot, self)
        self.lock = Lock(app, self.window, self.jobs, self.idle, self.clipboard)
        self.upkeep = Upkeep(self.window, self.jobs)
        self.window.start.practice_wanted.connect(self.begin_practice)
        self.window.start.again_wanted.connect(self.open)
        self.window.start.stop_wanted.connect(self._stop)
        self.window.fill_wanted.connect(self._fill_open_office)
        self.window.look_chosen.connect(self._set_look)
        self.window.left.connect(self._leave)
        self.window.today.queues_counted.connect(
            lambda _count: self._load_ahead(), Qt.ConnectionType.SingleShotConnection
        )
        self.window.other_office_wanted.connect(self.change_office)
        self.window.sign_out_wanted.connect(self.sign_out)
        self.window.bar.seat_chosen.connect(self.sit)
        self.window.bar.password_wanted.connect(self._change_password)
        self.lock.left_wanted.connect(self.sign_out)
        self.door.opened.connect(self._enter_real)
        app.styleHints().colorSchemeChanged.connect(self._on_system_look)

    def office(self) -> Office | None:
        """The open office, if one is open."""
        return self._office

    def open(self) -> None:
        """Ask who is there for the office of this user; practice, or the start, without one."""
        self.window.start.clear_problem()
        if self._rooms.has_office(self._rooms.office_folder()):
            self.door.show_sign_in()
        elif not has_store(self._folder):
            self.door.show_start()
        else:
            self.open_practice()

    def open_practice(self) -> None:
        """Open the practice office, whatever else there is."""
        self.jobs.run(self._open_store, self._enter, self._on_problem, label="사무실 열기")

    def change_office(self) -> None:
        """Close the open office, after what is on its way is saved, and show the beginning."""
        self._close_office()
        self.door.show_start()

    def sign_out(self) -> None:
        """Leave the desk to somebody else: nothing of this office stays on the screen."""
        self._close_office()
        self.door.show_sign_in()

    def begin_practice(self, count: int) -> None:
        """Open a practice office, making it, and fill it with invented people."""
        start = self.window.start
        start.set_busy(True)
        start.progress.start("연습 사무실을 채우는 중", count)
        self._task = self.jobs.run_long(
            lambda task: self._filled(self._open_store().office, count, task),
            self._enter,
            self._on_problem,
            on_progress=start.progress.set_progress,
            on_cancelled=lambda: self._on_stopped(),
            label="연습 사무실",
        )

    def sit(self, account: UUID) -> None:
        """Take another seat of the practice office, so that one can try four eyes alone."""
        office = self._office
        if office is None or self.window.opened.refuses_to_leave():
            return

        def seated(actor: Actor) -> None:
            if self._office is office:
                self._office = replace(office, actor=actor)
                self._enter(Opened(self._office))

        self.jobs.run(lambda: sit_as(office, account), seated, label="자리 바꾸기", owner=self)

    def _open_store(self) -> Opened:
        if self._office is not None:
            return Opened(self._office)
        store = self._rooms.open_practice(self._folder)
        self._office = self._rooms.office(store, self._rooms.seat(store, OFFICER), True)
        for one in self._office.notices.ids():
            self._office.notices.get(one)  # read here, so that no screen waits for a file
        return Opened(self._office)

    @staticmethod
    def _filled(office: Office, count: int, task: Task) -> Opened:
        if not count or office.store.counts().get("total"):
            # Nothing was asked for, or the practice office of before is opened again.
            return Opened(office)
        from ipju.services.practice import fill_office

        done = fill_office(
            office,
            count,
            progress=lambda made: task.report(made, count),
            cancelled=lambda: task.cancelled,
        )
        return Opened(office, done.cases)

    def _fill_open_office(self) -> None:
        self.window.show_start()
        self.begin_practice(200)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _enter(self, opened: Opened) -> None:
        office = opened.office
        self.window.start.progress.hide()
        self.window.start.set_busy(False)
        self.window.enter(office)
        self.lock.begin(office)
        if office.practice:
            self.jobs.run(
                lambda: _seats(office),
                lambda seats: self.window.bar.set_seats(seats, office.actor.id),
                label="자리",
                owner=self,
            )

    def _load_ahead(self, later: Sequence[str] = LOADED_AHEAD) -> None:
        """Import what the list and the first case need, one by one, while nobody waits for it."""
        if later:
            import_module(later[0])
            QTimer.singleShot(0, self, lambda: self._load_ahead(later[1:]))

    def _enter_real(self, admitted: Admitted) -> None:
        self._office = admitted.office
        self._enter(Opened(admitted.office))
        if admitted.words:
            self.window.say_done(admitted.words)
        self._remember()
        self.upkeep.begin(admitted.office, needs_recovery=admitted.entered.needs_recovery)
        self.jobs.aside(
            lambda _task: self._rooms.check_whole(admitted.entered),
            on_error=lambda error: self.found_damaged(admitted.office, error),
            label="자료 확인",
            owner=self,
        )

    def found_damaged(self, office: Office, error: Exception) -> None:
        """A store too large to be read before it was opened is not whole after all."""
        if self._office is office:
            self._close_office()
            self.door.damaged_behind(error)

    def _change_password(self) -> None:
        from ipju.ui.dialogs.password import ChangePasswordDialog

        if self._office is None:
            return
        dialog = ChangePasswordDialog(self._office, self.jobs, self.window)
        dialog.settled.connect(lambda _staffed: self.window.say_done("비밀번호를 바꿨습니다."))
        dialog.open()

    def _close_office(self) -> None:
        """Put everything of the open office away, and close it after what is on its way."""
        office, self._office = self._office, None
        self.lock.end()
        self.upkeep.end()
        self.window.abandon()
        if office is None:
            return
        self.jobs.run(lambda: sign_out(office), on_error=lambda _error: None, label="나가기")
        self.jobs.run(office.store.close, label="사무실 닫기")

    def _on_stopped(self) -> None:
        self.window.start.progress.finish("rev", "멈췄습니다.", "", "")
        self.window.start.set_busy(False)

    def _on_problem(self, error: Exception) -> None:
        self.window.show_start()
        self.window.start.show_problem(explain(error))

    def _set_look(self, look: str) -> None:
        self._look = look
        apply_theme(self._app, theme_of(self._app, look))

    def _on_system_look(self) -> None:
        if self._look == "system":
            apply_theme(self._app, theme_of(self._app, self._look))

    def _remember(self) -> None:
        if self._settings is not None:
            what = self.window.remember(self._look)
            remembered.write(self._settings, replace(what, login=self.door.login))

    def _leave(self) -> None:
        self._remember()
        self.upkeep.end()
        self.lock.end()
        office = self._office
        if office is not None:
            self.jobs.run(lambda: sign_out(office), on_error=lambda _error: None, label="나가기")
        stores = [*self.door.close(), *([office.store] if office is not None else [])]

        def close() -> None:
            for store in stores:
                store.close()

        self.jobs.close(close)


def _seats(office: Office) -> list[tuple[UUID, str]]:
    """Return who may be sat as in a practice office, in the order work goes through them."""
    order = {role: at for at, role in enumerate(Role)}
    staff = [(Actor.of(one), one.id) for one in office.store.staff() if one.roles]
    staff.sort(key=lambda one: (min(order[role] for role in one[0].roles), one[0].name))
    return [(account, f"{actor.name} {actor.role}") for actor, account in staff]


def run(argv: Sequence[str], rooms: Rooms) -> int:
    """Show the desk until it is closed; return the exit status."""
    app = QApplication([*argv][:1] or [sys.argv[0]])
    app.setApplicationName("ipju")
    settings = settings_file()
    prepare(app, remembered.read(settings).look)
    desk = Desk(app, rooms, rooms.practice_folder(), settings)
    desk.window.show()
    QTimer.singleShot(0, desk, desk.open)
    return app.exec()
