"""The clipboard (복사한 것): a number copied from a secret field does not stay in it.

A field says that it is secret by its property `secret`; what is copied while it has the keys is
watched, and so is whatever else of ours looks like a whole resident registration number. Only a
fingerprint is kept here, never the number.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QWidget

KEPT_MS: Final = 30_000
SECRET: Final = "secret"  # the name of a property, no secret itself
_NUMBER: Final = re.compile(r"(?<!\d)\d{6}\s?-?\s?\d{7}(?!\d)")
_MODES: Final = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


def mark_secret(widget: QWidget) -> None:
    """Have whatever is copied from a widget cleared after a while."""
    widget.setProperty(SECRET, True)


class Clipboard(QObject):
    """Clears what was copied from a secret field after `kept_ms`, and at once by `clear`."""

    def __init__(
        self, app: QApplication, kept_ms: int = KEPT_MS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._board = app.clipboard()
        self._held: dict[QClipboard.Mode, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(kept_ms)
        self._timer.timeout.connect(self.clear)
        self._board.changed.connect(self._on_changed)

    def holds_secret(self) -> bool:
        """Whether something copied from a secret field still waits to be cleared."""
        return bool(self._held)

    def clear(self) -> None:
        """Empty the clipboard if it still holds what was copied from a secret field."""
        self._timer.stop()
        held, self._held = self._held, {}
        for mode, print_ in held.items():
            if _print_of(self._board.text(mode)) == print_:
                self._board.clear(mode)

    def clear_ours(self) -> None:
        """Empty the clipboard if anything in it came from this program (at a lock)."""
        self.clear()
        for mode, owns in zip(
            _MODES, (self._board.ownsClipboard(), self._board.ownsSelection()), strict=True
        ):
            if owns:
                self._board.clear(mode)

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        if mode not in _MODES:
            return
        text = self._board.text(mode)
        self._held.pop(mode, None)
        if text and self._is_secret(text, mode):
            self._held[mode] = _print_of(text)
            self._timer.start()

    def _is_secret(self, text: str, mode: QClipboard.Mode) -> bool:
        # Only a window that is in front copies: what has the keys is where it was copied from.
        source = self._app.focusWidget()
        if source is not None and source.property(SECRET):
            return True
        selecting = mode == QClipboard.Mode.Selection
        ours = self._board.ownsSelection() if selecting else self._board.ownsClipboard()
        return ours and _NUMBER.search(text) is not None


def _print_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
