"""One screen in a window of its own, over a real store: looked at and used by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from ipju.services.office import Changes, Office
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.widgets.table import Table
from tests.ui.typing import type_korean

D = TypeVar("D", bound=QDialog)


class Sitting:
    """A person before one screen; `told` are the changes it spoke of."""

    def __init__(self, build: Callable[[Jobs], Any], office: Office, qtbot: QtBot) -> None:
        self._bot = qtbot
        self.office = office
        self.jobs = Jobs(explain)
        self.problems: list[str] = []
        self.told: list[Changes] = []
        self.jobs.failed.connect(lambda label, words: self.problems.append(f"{label}: {words}"))
        self.screen = build(self.jobs)
        self.screen.changed.connect(self._on_changed)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.screen)
        self.window.resize(1204, 758)
        self.screen.enter(office)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.settle()

    def page(self, key: str) -> Any:
        """Go to a section as by its key, and return its page."""
        at = self.screen.sections.keys().index(key) + 1
        self.press(f"Ctrl+{at}")
        assert self.screen.sections.current() == key
        return self.screen.pages.currentWidget()

    def settle(self) -> None:
        """Wait until the work asked for has come back and is on the screen."""
        QApplication.processEvents()
        self._bot.waitUntil(lambda: self.jobs.is_idle() and not self.jobs.asides(), timeout=30_000)
        QApplication.processEvents()

    def press(self, keys: str) -> None:
        """Press one key sequence where the focus is."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()  # offscreen, nobody gives it back after a dialog
            self._bot.waitUntil(self.window.isActiveWindow, timeout=10_000)
        QTest.keySequence(self.focused(), keys)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the focus is; Korean goes through the input method."""
        if text.isascii():
            QTest.keyClicks(self.focused(), text)
        else:
            type_korean(self.focused(), text)
        self.settle()

    def fill(self, field: Any, text: str) -> None:
        """Type into a field as somebody who came there by Tab."""
        field.control().setFocus(Qt.FocusReason.TabFocusReason)
        self.type(text)

    def focused(self) -> QWidget:
        """Return the widget that has the keys."""
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def dialog(self, kind: type[D]) -> D:
        """Return the open dialog of a kind."""
        self._bot.waitUntil(lambda: self._dialogs(kind) != [], timeout=10_000)
        found = self._dialogs(kind)[0]
        self._bot.waitUntil(found.isActiveWindow, timeout=10_000)
        return found

    def has_dialog(self, kind: type[QDialog]) -> bool:
        """Tell whether a dialog of a kind is open."""
        return bool(self._dialogs(kind))

    def wait_for(self, seen: Callable[[], bool]) -> None:
        """Wait until something is seen."""
        self._bot.waitUntil(seen, timeout=30_000)

    def end(self) -> None:
        """Put the window away."""
        self.jobs.close(self.office.store.close)
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _on_changed(self, changes: Changes) -> None:
        self.told.append(changes)
        self.screen.note(changes)

    @staticmethod
    def _dialogs(kind: type[D]) -> list[D]:
        return [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, kind) and one.isVisible()
        ]


def cells(table: Table) -> list[list[str]]:
    """The table in words: each row's cells with their second lines and marks."""
    return [
        [
            " / ".join(one for one in (cell.get("t", ""), cell.get("sub", "")) if one)
            for cell in row.get("cells", ())
        ]
        for row in table.rows_model.rows()
    ]
