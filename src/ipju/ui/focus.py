"""Where the keys go when a page comes to the front."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_AGAIN_MS: Final = 50


def focus_within(page: QWidget) -> None:
    """Put the focus into a page, on its first part that takes keys, so that its keys work."""
    activate_again(page)
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    focused = QApplication.focusWidget()
    if focused is not None and page.isAncestorOf(focused):
        return
    part = page.nextInFocusChain()
    while part is not None and part is not page:
        takes = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and page.isAncestorOf(part) and part.isVisible() and part.isEnabled():
            part.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        part = part.nextInFocusChain()


def focus_first(*parts: QWidget | None) -> None:
    """Give the keys to the first part that is shown and open; a list that is empty is neither.

    Without it they fall to whatever comes next, the rail even, where ↑ and ↓ change the place.
    """
    for part in parts:
        if part is not None and part.isVisible() and part.isEnabled():
            part.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def activate_again(page: QWidget) -> None:
    """Give the window of a page the keys back, should nobody have them in a moment.

    A part that was shown before it had its place, or a dialog just closed, may have taken them.
    """
    QTimer.singleShot(_AGAIN_MS, page, lambda: _activate(page))


def _activate(page: QWidget) -> None:
    if QApplication.activeWindow() is None and page.isVisible():
        page.window().activateWindow()
