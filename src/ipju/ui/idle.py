"""When nobody is at the desk (자리 비움): no key, mouse or wheel for a while, or a sleep."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

IDLE_SECONDS: Final = 600
TICK_MS: Final = 2_000
GAP_SECONDS: Final = 30
"""A look this late means that the computer slept meanwhile, or was stopped by somebody."""

_ACTS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)


def boot_seconds() -> float:
    """Seconds since the computer was started, asleep or awake, as far as the system tells."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class Idle(QObject):
    """`expired` after `seconds` without an act in any window, or at once after a sleep.

    `clock` never goes back and stands still for no one who sets the time; `boot` goes on while the
    computer sleeps. Begins with `watch`, ends with `rest`.
    """

    expired = Signal()

    def __init__(
        self,
        app: QApplication,
        seconds: int = IDLE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        boot: Callable[[], float] = boot_seconds,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app, self._seconds = app, seconds
        self._clock, self._boot = clock, boot
        self._acted = self._looked = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)
        self._hears_sleep = False

    def watch(self) -> None:
        """Begin to count from now."""
        self._acted, self._looked = self._clock(), self._boot()
        self._timer.start()
        self._app.installEventFilter(self)
        if not self._hears_sleep:
            self._hears_sleep = _hear_sleep(self)

    def rest(self) -> None:
        """Count no more: nobody is signed in, or the desk is locked already."""
        self._timer.stop()
        self._app.removeEventFilter(self)

    def is_watching(self) -> bool:
        """Whether the time without an act is counted."""
        return self._timer.isActive()

    def look(self) -> None:
        """Compare the clocks: a long rest, or a gap since the last look, ends in `expired`."""
        if not self.is_watching():
            return
        now = self._boot()
        gap, self._looked = now - self._looked, now
        if gap > GAP_SECONDS or self._clock() - self._acted >= self._seconds:
            self.expired.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTS:
            self._acted = self._clock()
        return False

    @Slot(bool)
    def sleeping(self, begins: bool) -> None:
        """The system says that it goes to sleep (or wakes): lock before the screen is dark."""
        if begins and self.is_watching():
            self.expired.emit()


def _hear_sleep(idle: Idle) -> bool:
    """Listen to logind where there is one; elsewhere the gap between two looks tells."""
    try:
        from PySide6.QtDBus import QDBusConnection
    except ImportError:
        return False
    bus = QDBusConnection.systemBus()
    return bus.isConnected() and bus.connect(
        "org.freedesktop.login1",
        "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager",
        "PrepareForSleep",
        idle,
        SLOT("sleeping(bool)").encode(),
    )
