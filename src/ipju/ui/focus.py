"""Where the keys go when a page comes to the front."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_AGAIN_MS: Final = 50


def focus_within(page: QWidget) -> None:
    """Put the focus into a page, on its first part that takes keys, so that its keys work."""
    # A part that was shown before it had its place may have taken the activation for a moment.
    QTimer.singleShot(_AGAIN_MS, page, lambda: _activate_again(page))
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


def _activate_again(page: QWidget) -> None:
    if QApplication.activeWindow() is None and page.isVisible():
        page.window().activateWindow()
