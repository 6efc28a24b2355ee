"""The floor of a start: a bare window, the imports of the desk, the store opened, the font."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from typing_extensions import override


class Bare(QMainWindow):
    """A window that tells when it was painted, and ends."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell the moment of the first paint."""
        super().paintEvent(event)
        QTimer.singleShot(0, self, self._end)

    def _end(self) -> None:
        print(perf_counter(), flush=True)
        QApplication.quit()


def main() -> None:
    """Open the store of the folder given and show the bare window."""
    import sqlmodel  # noqa: F401
    from sqlcipher3 import dbapi2

    import_module("sqlmodel")

    from ipju.ui.theme.fonts import body_font, load_fonts

    folder = Path(sys.argv[1])
    application = QApplication([])
    root = Path(__file__).resolve().parents[1]
    application.setFont(body_font(load_fonts(root / "resources" / "fonts")))
    key = (folder / "practice.key").read_text(encoding="ascii")
    store = dbapi2.connect(str(folder / "practice.db"))
    store.execute(f"PRAGMA key = \"x'{key}'\"")
    store.execute("SELECT count(*) FROM sqlite_master").fetchone()
    window = Bare()
    window.resize(1280, 800)
    window.show()
    application.exec()
    store.close()


main()
