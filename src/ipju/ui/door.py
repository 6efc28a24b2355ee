"""The door (들어가는 문): from nobody at the desk to an open real office, come what may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ipju.domain.backup import Backup
from ipju.services.office import Office
from ipju.services.passwords import refuse_weak
from ipju.services.ports import Store
from ipju.services.staff import change_password
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.jobs import Jobs
from ipju.ui.main_window import MainWindow
from ipju.ui.rooms import Entered, Rooms, explain
from ipju.ui.screens.must_change import MustChangeScreen
from ipju.ui.screens.recovery import RecoveryScreen, RestoreScreen
from ipju.ui.screens.sign_in import SignInScreen
from ipju.ui.screens.trouble import Kind, TroubleScreen, backup_words, kind_of, refusal

if TYPE_CHECKING:
    from ipju.ui.screens.founding.screen import FoundingScreen

ASIDE = "damaged-*"


@dataclass(frozen=True, slots=True)
class Admitted:
    """Somebody who came in: the open office, and what the door knows of it."""

    entered: Entered
    office: Office
    words: str = ""


class Door(QObject):
    """Shows the pages before the desk. `opened(Admitted)` when somebody may sit down."""

    opened = Signal(object)

    def __init__(self, window: MainWindow, jobs: Jobs, rooms: Rooms, login: str = "") -> None:
        super().__init__(window)
        self._window, self._jobs, self._rooms = window, jobs, rooms
        self.login = login
        self._typed: tuple[str, str] | None = None  # kept only until one is in, or goes away
        self._waiting: Admitted | None = None
        self._backup: Backup | None = None
        self._words = ""
        self._founding: FoundingScreen | None = None
        self.sign_in = SignInScreen()
        self.sign_in.submitted.connect(self._sign_in)
        self.sign_in.recover_wanted.connect(lambda: self._show_recovery())
        self.sign_in.restore_wanted.connect(self._show_restore)
        self.sign_in.other_wanted.connect(self.show_start)
        self.sign_in.quit_wanted.connect(window.close)
        self.must_change = MustChangeScreen()
        self.must_change.submitted.connect(self._change)
        self.must_change.gone.connect(self._give_up)
        self.recovery = RecoveryScreen()
        self.recovery.submitted.connect(self._recover)
        self.recovery.gone.connect(self._leave_recovery)
        self.restore = RestoreScreen()
        self.restore.submitted.connect(self._restore_file)
        self.restore.gone.connect(self._leave_recovery)
        self.trouble = TroubleScreen()
        self.trouble.restore_wanted.connect(self._ask_restore)
        self.trouble.file_wanted.connect(self._show_restore)
        self.trouble.recover_wanted.connect(lambda: self._show_recovery())
        self.trouble.again_wanted.connect(self._again)
        self.trouble.other_wanted.connect(self.show_start)
        start = window.start
        start.found_wanted.connect(self._show_founding)
        start.enter_wanted.connect(self.show_sign_in)
        start.restore_wanted.connect(self._show_restore)
        # Not yet in the window's stack: they belong to it all the same.
        for page in (
            self.sign_in,
            self.must_change,
            self.recovery,
            self.restore,
            self.trouble,
        ):
            window.pages.addWidget(page)

    @property
    def founding(self) -> FoundingScreen:
        """The wizard of a new office, built when it is first wanted: it shows a sheet as a PDF."""
        if self._founding is None:
            from ipju.ui.screens.founding.screen import FoundingScreen

            self._founding = FoundingScreen(self._jobs, self._rooms)
            self._founding.entered.connect(self._take)
            self._founding.gone.connect(self.show_start)
            self._window.pages.addWidget(self._founding)
        return self._founding

    def show_start(self) -> None:
        """Show the beginning; whether there is a real office is looked up behind."""
        self._forget()
        rooms, start = self._rooms, self._window.start
        self._window.show_start()
        self._jobs.run(
            lambda: rooms.has_office(rooms.office_folder()),
            lambda found: start.prepare(has_office=found),
            label="업무 사무실",
            owner=self,
        )

    def show_sign_in(self) -> None:
        """Ask who is at the desk."""
        self._forget()
        rooms = self._rooms

        def ask() -> tuple[tuple[str, ...], int, str]:
            folder = rooms.office_folder()
            return (
                rooms.known_logins(folder),
                rooms.other_windows(folder),
                rooms.first_release(folder),
            )

        def tell(found: tuple[tuple[str, ...], int, str]) -> None:
            logins, others, first = found
            self.sign_in.prepare(logins, self.login, others, first)

        self.sign_in.clear_problem()
        self._window.show_door(self.sign_in)
        self._jobs.run(ask, tell, self._in_trouble, label="들어가기", owner=self)

    def damaged_behind(self, error: Exception) -> None:
        """Show what was found wrong with a store after it was opened; the password is asked."""
        self._typed = None
        self._in_trouble(error)

    def close(self) -> tuple[Store, ...]:
        """Return the stores that are open while nobody sits at the desk yet."""
        made = self._founding.made() if self._founding is not None else None
        waiting = self._waiting.entered.store if self._waiting is not None else None
        open_ = (made.store if made is not None else None, waiting)
        return tuple(one for one in open_ if one is not None)

    def _show_founding(self) -> None:
        self._window.show_door(self.founding)
        self.founding.begin()

    def _show_recovery(self, head: str = "", words: str = "", text: str = "") -> None:
        self.recovery.prepare(self._typed[0] if self._typed else "", text)
        if head:
            self.recovery.say_problem(head, words)
        self._window.show_door(self.recovery)

    def _show_restore(self) -> None:
        self.restore.clear_problem()
        self._window.show_door(self.restore)

    def _leave_recovery(self) -> None:
        self.recovery.forget()
        self.restore.forget()
        rooms = self._rooms
        self._jobs.run(
            lambda: rooms.has_office(rooms.office_folder()),
            lambda found: self.show_sign_in() if found else self.show_start(),
            label="업무 사무실",
            owner=self,
        )

    def _sign_in(self, login: str, password: str) -> None:
        rooms = self._rooms
        self._typed, self.login = (login, password), login

        def enter() -> Entered:
            folder = rooms.office_folder()
            if rooms.first_release(folder) == "keyring":
                refuse_weak(password, login, "")
            return rooms.enter_office(folder, login, password)

        self._enter(enter, self._in_trouble)

    def _again(self) -> None:
        if self._typed is None:
            self.show_sign_in()
            return
        login, password = self._typed
        self.trouble.set_busy(True)
        self._sign_in(login, password)

    def _recover(self, text: str, login: str, password: str) -> None:
        rooms = self._rooms
        self.login = login

        def enter() -> Entered:
            return rooms.recover_office(rooms.office_folder(), text, login, password)

        self._enter(enter, self._not_recovered)

    def _not_recovered(self, error: Exception) -> None:
        self.recovery.set_busy(False)
        if kind_of(error) == Kind.DAMAGED:
            self._in_trouble(error)
        else:
            self.recovery.say_problem("복구 열쇠로 열지 못했습니다.", explain(error))

    def _enter(self, make: Callable[[], Entered], refused: Callable[[Exception], object]) -> None:
        self._jobs.run(
            lambda: self._admitted(make()), self._let_in, refused, label="들어가기", owner=self
        )

    def _admitted(self, entered: Entered) -> Admitted:
        try:
            office = self._rooms.office_of(entered)
            for one in office.notices.ids():
                office.notices.get(one)  # read here, so that no screen waits for a file
        except BaseException:
            entered.store.close()
            raise
        return Admitted(entered, office, self._words)

    def _take(self, entered: Entered) -> None:
        """An office was made just now: its maker sits down."""
        self._enter(lambda: entered, self._in_trouble)

    def _let_in(self, admitted: Admitted) -> None:
        if admitted.entered.must_change and self._typed is not None:
            self._waiting = admitted
            self.sign_in.forget()
            self.must_change.prepare(self._typed[0], admitted.office.actor.name)
            self._window.show_door(self.must_change)
            return
        self._forget()
        self.opened.emit(admitted)

    def _change(self, new: str) -> None:
        waiting, typed = self._waiting, self._typed
        if waiting is None or typed is None:
            return
        office, old = waiting.office, typed[1]

        def changed(_staffed: object) -> None:
            self._waiting = None
            self._forget()
            self.opened.emit(waiting)

        self._jobs.run(
            lambda: change_password(office, old, new),
            changed,
            lambda error: self.must_change.refuse(explain(error)),
            label="비밀번호 바꾸기",
            owner=self,
        )

    def _give_up(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._jobs.run(waiting.office.store.close, label="사무실 닫기")
        self.show_sign_in()

    def _in_trouble(self, error: Exception) -> None:
        kind = kind_of(error)
        self.sign_in.set_busy(None)
        self.trouble.set_busy(False)
        if kind in (Kind.PASSWORD, Kind.LOCKED):
            self._window.show_door(self.sign_in)
            self.sign_in.refuse(*refusal(error))
        elif kind == Kind.KEYRING:
            self._show_recovery("열쇠 보관함에서 열쇠를 받지 못했습니다.", explain(error))
        elif kind == Kind.DAMAGED:
            rooms = self._rooms
            self._jobs.run(
                lambda: rooms.newest_backup(rooms.office_folder()),
                lambda backup: self._show_trouble(error, backup),
                lambda _error: self._show_trouble(error, None),
                label="백업 찾기",
                owner=self,
            )
        elif kind == Kind.OTHER:
            self._window.show_door(self.sign_in)
            self.sign_in.refuse(*refusal(error))
        else:
            self._show_trouble(error, None)

    def _show_trouble(self, error: Exception, backup: Backup | None) -> None:
        self._backup = backup
        self.trouble.show_trouble(
            kind_of(error), explain(error), backup, asks="" if self._typed else self.login
        )
        self._window.show_door(self.trouble)

    def _ask_restore(self) -> None:
        backup = self._backup
        if backup is None or not self.trouble.check():
            return
        dialog = ActDialog(
            "백업에서 복원",
            f"{backup_words(backup)}으로 되돌립니다. "
            "그 뒤에 저장한 것은 따로 둔 손상된 파일에만 남습니다.",
            "복원",
            parent=self._window,
        )
        dialog.accepted.connect(self._restore_newest)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _restore_newest(self) -> None:
        login, password = self._typed or (self.login, self.trouble.password.input.text())
        self._typed = (login, password)
        rooms = self._rooms
        self.trouble.set_busy(True)

        def restore() -> Entered:
            folder = rooms.office_folder()
            before = set(folder.glob(ASIDE))
            rooms.restore_newest(folder, login, password)
            self._words = _restored(folder, before)
            return rooms.enter_office(folder, login, password)

        self._enter(restore, self._not_restored)

    def _not_restored(self, error: Exception) -> None:
        self.trouble.set_busy(False)
        kind = kind_of(error)
        if kind in (Kind.PASSWORD, Kind.LOCKED):
            self._in_trouble(error)
        else:
            self.trouble.say_problem("복원하지 못했습니다.", explain(error))

    def _restore_file(self, backup: Path, text: str) -> None:
        rooms = self._rooms

        def restore() -> str:
            folder = rooms.office_folder()
            before = set(folder.glob(ASIDE))
            rooms.restore_office(backup, text, folder)
            return _restored(folder, before)

        def restored(words: str) -> None:
            self.restore.forget()
            self._show_recovery(text=text)
            self.recovery.say_problem(
                words, "관리 계정의 비밀번호를 새로 정하고 들어가세요.", tone="pas"
            )
            self._words = words

        def refused(error: Exception) -> None:
            self.restore.set_busy(False)
            self.restore.say_problem("복원하지 못했습니다.", explain(error))

        self._jobs.run(restore, restored, refused, label="백업에서 복원", owner=self)

    def _forget(self) -> None:
        """Keep no password and no key longer than they are needed."""
        self._typed = None
        self._words = ""
        self.sign_in.forget()
        self.recovery.forget()
        self.restore.forget()
        self.must_change.password.clear()
        self.trouble.forget()


def _restored(folder: Path, before: set[Path]) -> str:
    """Say that a backup was restored, and where the damaged file went."""
    aside = sorted(set(folder.glob(ASIDE)) - before)
    where = f" 손상된 파일은 {aside[0].name}에 따로 두었습니다." if aside else ""
    return f"백업에서 복원했습니다.{where}"
