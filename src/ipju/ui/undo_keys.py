"""Ctrl+Z belongs to the case while no text is being typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence

from ipju.ui.widgets.line_input import LineInput


def leaves_undo(watched: QObject, event: QEvent) -> bool:
    """Tell whether undo or redo is left to the page: a line editor would eat it.

    A text that was changed since the field was entered takes it back itself first.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(watched, LineInput):
        return False
    undoing = isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )
    if not undoing or watched.isModified():
        return False
    event.ignore()
    return True
