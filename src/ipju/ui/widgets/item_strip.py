"""Keyboard and mouse of a painted list of items, shared by the rail and the section list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QWidget


class ItemStrip(QWidget):
    """A column (or row) of items of which one is current. `chosen(key)` on click or key."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, horizontal: bool = False) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._words: list[str] = []
        self._current = -1
        self._hover = -1
        self._horizontal = horizontal
        self._shortcuts: list[QShortcut] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def item_rect(self, at: int) -> QRect:
        """Where an item lies; painted widgets say so."""
        raise TypeError(f"{type(self).__name__} has no places")

    def keys(self) -> list[str]:
        """Keys of the items in order."""
        return list(self._keys)

    def current(self) -> str:
        """Key of the current item, empty when none."""
        return self._keys[self._current] if self._current >= 0 else ""

    def set_current(self, key: str) -> None:
        """Mark an item without emitting; an unknown key marks none."""
        self._current = self._keys.index(key) if key in self._keys else -1
        word = self._words[self._current] if self._current >= 0 else ""
        self.setAccessibleDescription(f"지금 {word}" if word else "")
        self.update()

    def choose(self, key: str) -> None:
        """Go to an item as a person would: marks it and emits `chosen`."""
        if key in self._keys:
            self.set_current(key)
            self.chosen.emit(key)

    def _bind(self, sequences: list[str]) -> None:
        for old in self._shortcuts:
            old.setEnabled(False)
            old.deleteLater()
        self._shortcuts = []
        for sequence, key in zip(sequences, self._keys, strict=False):
            if sequence:
                bound = QShortcut(QKeySequence(sequence), self)
                bound.activated.connect(lambda k=key: self.choose(k))
                self._shortcuts.append(bound)

    def _item_at(self, point: QPointF) -> int:
        for at in range(len(self._keys)):
            if self.item_rect(at).contains(point.toPoint()):
                return at
        return -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back, forth = (
            (Qt.Key.Key_Left, Qt.Key.Key_Right)
            if self._horizontal
            else (Qt.Key.Key_Up, Qt.Key.Key_Down)
        )
        step = {back: -1, forth: 1}.get(Qt.Key(event.key()), 0)
        at = self._current + step
        if step and 0 <= at < len(self._keys):
            self.choose(self._keys[at])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._item_at(event.position())
        if at >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.choose(self._keys[at])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._item_at(event.position())
        if at != self._hover:
            self._hover = at
            self.setToolTip(self._tip(at))
            self.update()

    def _tip(self, at: int) -> str:
        return self._words[at] if at >= 0 else ""

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = -1
        self.update()
        super().leaveEvent(event)
