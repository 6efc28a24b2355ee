"""잠그기: after a rest, a sleep or Ctrl+L the desk hides everything until its owner is back."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ipju.services.office import Office
from ipju.services.seating import note_lock, unlock
from ipju.ui.clipboard import Clipboard
from ipju.ui.idle import Idle
from ipju.ui.jobs import Jobs
from ipju.ui.main_window import MainWindow
from ipju.ui.screens.trouble import Kind, kind_of, refusal
from ipju.ui.widgets.rrn_field import RrnField

_HARMLESS: Final = (Qt.WindowType.ToolTip, Qt.WindowType.Desktop)


class Lock(QObject):
    """Locks and unlocks the window of one desk. `left_wanted`: somebody else is to sign in."""

    left_wanted = Signal()

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        jobs: Jobs,
        idle: Idle,
        clipboard: Clipboard,
    ) -> None:
        super().__init__(window)
        self._app, self._window, self._jobs = app, window, jobs
        self._idle, self._clipboard = idle, clipboard
        self._office: Office | None = None
        self._focused: QWidget | None = None
        self._told_unsaved = False
        idle.expired.connect(self.lock)
        window.bar.lock_wanted.connect(self.lock)
        window.locked.submitted.connect(self._on_submitted)
        window.locked.other_wanted.connect(self._on_other)

    def begin(self, office: Office) -> None:
        """Guard the desk of somebody; a practice desk holds nobody's data and never rests."""
        self._office = office
        self._told_unsaved = False
        if office.practice:
            self._idle.rest()
        else:
            self._idle.watch()

    def end(self) -> None:
        """Nobody sits here any more."""
        self._office = None
        self._idle.rest()
        self._app.removeEventFilter(self)
        self._clipboard.clear()

    def lock(self) -> None:
        """Keep what was typed, close what stands open, and hide everything, in that order."""
        office, window = self._office, self._window
        if office is None or window.is_locked():
            return
        self._idle.rest()
        self._close_all()
        self._focused = window.focusWidget()
        QApplication.inputMethod().commit()
        window.commit_typed()
        self._cover_numbers()
        self._clipboard.clear_ours()
        self._told_unsaved = False
        window.locked.prepare(office.actor.name, asks=office.vault is not None)
        window.show_locked()
        self._app.installEventFilter(self)
        self._jobs.run(lambda: note_lock(office), label="잠그기", owner=self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            stray = watched.isWindow() and watched is not self._window
            if stray and watched.windowType() not in _HARMLESS:
                # An answer that came late opens its dialog behind the lock: not before us.
                QTimer.singleShot(0, watched, lambda: _put_away(watched))
        return False

    def _on_submitted(self, password: str) -> None:
        office = self._office
        if office is not None:
            self._jobs.run(
                lambda: unlock(office, password),
                lambda _changes: self._open_again(),
                self._refused,
                label="풀기",
                owner=self,
            )

    def _open_again(self) -> None:
        window, office = self._window, self._office
        if office is None:
            return
        self._app.removeEventFilter(self)
        self._cover_numbers()
        window.show_unlocked()
        focused, self._focused = self._focused, None
        if focused is not None and shiboken6.isValid(focused) and focused.isVisible():
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self.begin(office)

    def _refused(self, error: Exception) -> None:
        head, words = refusal(error)
        if kind_of(error) == Kind.PASSWORD:
            head = "비밀번호가 맞지 않습니다."  # nobody asked for a login here
        self._window.locked.refuse(head, words)

    def _on_other(self) -> None:
        session = self._window.session()
        if session is not None and session.has_unsaved and not self._told_unsaved:
            self._told_unsaved = True
            self._window.locked.say_problem(
                "저장하지 못한 것이 있습니다.",
                "다른 사람이 들어오면 사라집니다. 그래도 나가려면 한 번 더 누르세요.",
                tone="rev",
            )
            return
        self.left_wanted.emit()

    def _close_all(self) -> None:
        popup = self._app.activePopupWidget()
        while popup is not None:
            popup.close()
            following = self._app.activePopupWidget()
            popup = following if following is not popup else None
        for one in self._app.topLevelWidgets():
            if one is not self._window and one.isVisible():
                _put_away(one)

    def _cover_numbers(self) -> None:
        for field in self._window.findChildren(RrnField):
            if field.is_revealed():
                field.hide_again()


def _put_away(one: QWidget) -> None:
    if isinstance(one, QDialog):
        one.reject()
    else:
        one.close()
