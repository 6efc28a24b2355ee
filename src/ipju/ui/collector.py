"""Python's cycle collector on the GUI thread alone.

It may start on whichever thread allocates. Started on the database thread, it takes apart widgets
that lie in cycles, and Qt ends the program. So it rests while there are other threads, and is run
from a timer where the widgets live.
"""

from __future__ import annotations

import gc
from typing import ClassVar, Final

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS: Final = 500


class Collector(QObject):
    """Collects on its own thread, as often as Python would; `stop` when the others have ended."""

    _running: ClassVar[int] = 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = False
        type(self)._running += 1
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(INTERVAL_MS)

    def collect(self) -> None:
        """Collect the oldest generation whose threshold is passed, as Python itself would."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Let Python collect by itself again, once no other collector stands in for it."""
        if self._stopped:
            return
        self._stopped = True
        self._timer.stop()
        type(self)._running -= 1
        if not type(self)._running:
            gc.enable()
