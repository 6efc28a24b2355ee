"""Start the desk on the office of a folder; tell when window and then queues are painted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from ipju import bootstrap
from ipju.ui.app import Desk, prepare


class Watch(QObject):
    """Notes the end of the window's first paint, and of the first one with the queues in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._painted = False
        desk.window.today.queues_counted.connect(lambda _count: self._after_paint(self._end))
        desk.window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the window's own paint pass by; its parts are painted in the same turn."""
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            self._after_paint(lambda: None)
        return False

    def _after_paint(self, then: Callable[[], None]) -> None:
        def told() -> None:
            print(perf_counter(), flush=True)
            then()

        QTimer.singleShot(0, self, told)

    def _end(self) -> None:
        self._desk.window.close()
        QApplication.quit()


def main() -> None:
    """Do what the program does, with the folder given instead of the user's own."""
    application = QApplication([sys.argv[0]])
    prepare(application)
    desk = Desk(application, bootstrap, Path(sys.argv[1]))
    watch = Watch(desk)
    desk.window.show()
    QTimer.singleShot(0, desk, desk.open)
    application.exec()
    watch.deleteLater()


main()
