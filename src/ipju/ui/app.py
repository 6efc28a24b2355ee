"""Starts the desk: the window first, then the store; the look, the Korean of Qt's own words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QStandardPaths, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from ipju.services.office import Office
from ipju.ui import remembered
from ipju.ui.jobs import Jobs, Task
from ipju.ui.main_window import MainWindow
from ipju.ui.rooms import OFFICER, Rooms, explain, has_store
from ipju.ui.screens.office_form import Entry
from ipju.ui.theme import ThemeName, apply_theme


@dataclass(frozen=True, slots=True)
class Opened:
    """An office as the database thread hands it over, and how many people were invented."""

    office: Office
    made: int = 0


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
    words = QTranslator(app)
    if words.load("qtbase_ko", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
    apply_theme(app, theme_of(app, look))


def theme_of(app: QApplication, look: str) -> ThemeName:
    """Return the theme for a look: `system` follows the desktop."""
    if look == "system":
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"
    return "dark" if look == "dark" else "light"


class Desk(QObject):
    """Opens the office behind a window that is already on the screen."""

    def __init__(
        self, app: QApplication, rooms: Rooms, folder: Path, settings: Path | None = None
    ) -> None:
        super().__init__()
        self._app, self._rooms, self._folder, self._settings = app, rooms, folder, settings
        known = remembered.read(settings) if settings is not None else remembered.Remembered()
        self._look = known.look
        self._office: Office | None = None
        self._task: Task | None = None
        self.jobs = Jobs(explain, self)
        self.window = MainWindow(self.jobs, known)
        if known.maximized:
            self.window.setWindowState(Qt.WindowState.WindowMaximized)
        self.window.start.practice_wanted.connect(self.begin_practice)
        self.window.start.again_wanted.connect(self.open)
        self.window.start.office_wanted.connect(self.enter_office)
        self.window.start.stop_wanted.connect(self._stop)
        self.window.fill_wanted.connect(self._fill_open_office)
        self.window.look_chosen.connect(self._set_look)
        self.window.left.connect(self._leave)
        self.window.other_office_wanted.connect(self.change_office)
        app.styleHints().colorSchemeChanged.connect(self._on_system_look)

    def office(self) -> Office | None:
        """The open office, if one is open."""
        return self._office

    def open(self) -> None:
        """Open the office of this user, or show how to begin when there is none."""
        self.window.start.clear_problem()
        real = self._rooms.has_office(self._rooms.office_folder())
        if real or not has_store(self._folder):
            self._show_start()
            return
        self.jobs.run(self._open_store, self._enter, self._on_problem, label="사무실 열기")

    def change_office(self) -> None:
        """Close the open office, after what is on its way is saved, and show the beginning."""
        office, self._office = self._office, None
        if office is not None:
            self.jobs.run(office.store.close, label="사무실 닫기")
        self._show_start()

    def enter_office(self, entry: Entry) -> None:
        """Make or open the real office (업무 사무실) for somebody with a name."""
        self.jobs.run(
            lambda: self._opened_office(entry),
            self._enter_office,
            lambda error: self.window.start.office.refuse(explain(error)),
            label="업무 사무실",
        )

    def _opened_office(self, entry: Entry) -> Opened:
        folder = self._rooms.office_folder()
        make = self._rooms.create_office if entry.new else self._rooms.open_office
        store = make(folder, entry.password)
        actor = self._rooms.only_account(store, entry.name)
        self._office = self._rooms.office(store, actor, False)
        for one in self._office.notices.ids():
            self._office.notices.get(one)
        return Opened(self._office)

    def _enter_office(self, opened: Opened) -> None:
        self.window.start.office.finish()
        self._enter(opened)

    def _show_start(self) -> None:
        """Show the beginning at once; what this computer can do for keys is looked up behind."""
        self.window.show_start()
        rooms = self._rooms

        def ask() -> tuple[bool, bool]:
            return not rooms.has_office(rooms.office_folder()), rooms.keyring_approved()

        def tell(found: tuple[bool, bool]) -> None:
            self.window.start.office.prepare(new=found[0], by_keyring=found[1])

        self.jobs.run(ask, tell, label="열쇠 보관함")

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
        from ipju.services.practice import fill

        notice = office.notices.ids()[0]
        done = fill(
            office,
            notice,
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
        self.window.start.progress.hide()
        self.window.start.set_busy(False)
        self.window.enter(opened.office)
        QTimer.singleShot(0, self, _load_case_screen)

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

    def _leave(self) -> None:
        if self._settings is not None:
            remembered.write(self._settings, self.window.remember(self._look))
        office = self._office
        self.jobs.close(office.store.close if office is not None else None)


def _load_case_screen() -> None:
    """Import what the first case needs while nobody waits for it."""
    for name in ("ipju.ui.screens.case.screen", "ipju.ui.screens.title.screen"):
        import_module(name)


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
