"""Search from anywhere (Ctrl+K), as one types, never while a syllable is being composed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from ipju.ui.theme.tokens import CHIP, ICON, SETTLE_MS
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.icons import paint_icon
from ipju.ui.widgets.line_input import LineInput


class SearchBox(LineInput):
    """`text_settled(text)` within a frame of the last key, `submitted(text)` on Enter,

    `stepped(±1)` on ↓ ↑ (to move in the results), `closed` on Esc in an empty box.
    """

    text_settled = Signal(str)
    submitted = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(
        self,
        placeholder: str = "이름 · 초성 · 접수번호 · 생년월일 · 전화 끝자리",
        *,
        key: str = "Ctrl+K",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName("찾기")
        self._cap = KeyCap(key, self) if key else None
        self.setTextMargins(24, 0, self._cap.sizeHint().width() + 2 if self._cap else 0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._settle)
        self._told = ""
        self.textEdited.connect(self._on_edited)
        if key:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(self.take_keys)

    def take_keys(self) -> None:
        """Focus the box with its text selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def clear_quietly(self) -> None:
        """Empty the box without a search."""
        self._timer.stop()
        self._told = ""
        self.clear()

    def _on_edited(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _settle(self) -> None:
        if self.is_composing() and not self.text():
            return
        if self.text() != self._told:
            self._told = self.text()
            self.text_settled.emit(self._told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._timer.stop()
            self._settle()
            self.submitted.emit(self.text())
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self._settle()
            else:
                self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cap is not None:
            self._cap.resize(self._cap.sizeHint())
            self._cap.move(self.width() - self._cap.width() - 6, (self.height() - CHIP) // 2)
            self._cap.setVisible(self.width() > 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRectF(9, (self.height() - ICON) / 2, ICON, ICON)
        paint_icon(painter, box, "search", "ink3")
        painter.end()
