"""The foot of an envelope: its keys, ending it, and ending one in which nothing came."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ipju.ui.screens.reception.envelope_list import FEW, KEYS
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import KeyHints

NOTHING_CAME: Final = (
    "받은 서류가 없습니다. 서류를 받은 것으로 적으십시오. 빈 봉투면 Ctrl+Enter로 마칩니다."
)


class EnvelopeFoot(QWidget):
    """`finish_wanted(empty)`: the envelope is done; `empty` when it is said that nothing came."""

    finish_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = self._room = self._asked = False
        self.keys = KeyHints(*KEYS)
        self.few_keys = KeyHints(*FEW)
        for one in (self.keys, self.few_keys):
            one.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.empty_act = Act("빈 봉투로 마치기", key="Ctrl+Enter", shortcut=False)
        self.empty_act.triggered.connect(lambda: self.finish_wanted.emit(True))
        self.empty_act.hide()
        self.finish_act = Act("다음 봉투", "primary", key="Enter", shortcut=False)
        self.finish_act.triggered.connect(lambda: self.finish_wanted.emit(False))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.keys, 1)
        row.addWidget(self.few_keys, 1)
        row.addStretch()
        row.addWidget(self.empty_act)
        row.addWidget(self.finish_act)
        # Its button stands here only after the question; whoever knows the key needs no question.
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            bound = QShortcut(QKeySequence(keys), self)
            bound.setAutoRepeat(False)
            bound.activated.connect(lambda: self.finish_wanted.emit(True))

    def show_keys(self, shown: bool, room: bool) -> None:
        """Show the keys of the checklist, with fewer words where there is less room."""
        self._shown, self._room = shown, room
        self._show()

    def ask_empty(self, asked: bool) -> None:
        """Offer to end an envelope in which nothing came; the keys' words give way to it."""
        self._asked = asked
        self._show()

    def is_asking(self) -> bool:
        """Tell whether it is asked if the envelope was empty."""
        return self._asked

    def _show(self) -> None:
        shown = self._shown and not self._asked
        self.keys.setVisible(shown and self._room)
        self.few_keys.setVisible(shown and not self._room)
        self.empty_act.setVisible(self._asked)
