"""The line that shows a clash (겹친 고침): what is stored, what was typed, and both ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipju.domain.case import Case
from ipju.domain.editing import EditClash
from ipju.ui.screens.case.naming import place_words, value_words
from ipju.ui.theme import current_theme
from ipju.ui.theme.tokens import EDGE
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.marks import Mark
from ipju.ui.widgets.surface import Label, Pane

MINE, THEIRS = "F7", "F9"
_NARROW = 1000


class ClashBar(Pane):
    """Both versions of a field beside each other. `mine_chosen`, `theirs_chosen` decide."""

    mine_chosen = Signal()
    theirs_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rev", parent=parent)
        self._head = Label("다른 곳에서 먼저 고쳤습니다", bold=True)
        self._place = Label("", tone="ink2", elide=True)
        self._ours = Label("", elide=True)
        self._theirs = Label("", elide=True)
        self.mine = Act("내 것으로", key=MINE)
        self.theirs = Act("저쪽 것으로", key=THEIRS)
        self.mine.triggered.connect(self.mine_chosen)
        self.theirs.triggered.connect(self.theirs_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(Mark("rev", parent=self))
        row.addWidget(self._head)
        row.addWidget(self._place, 1)
        for words, act in ((self._ours, self.mine), (self._theirs, self.theirs)):
            row.addWidget(words, 1, Qt.AlignmentFlag.AlignRight)
            row.addWidget(act)
        self.setFixedHeight(44)
        self.hide()

    def say(self, case: Case, clash: EditClash) -> None:
        """Show the two versions of the field two people changed."""
        path = clash.edit.path
        ours = value_words(case, path, clash.edit.after)
        theirs = value_words(case, path, clash.stored)
        self._place.setText(place_words(case, path))
        self._ours.setText(f"내가 적은 값 {ours}")
        self._theirs.setText(f"저장된 값 {theirs}")
        self.setAccessibleName(self.text())
        self.show()

    def text(self) -> str:
        """Everything the line says."""
        parts = (self._head, self._place, self._ours, self._theirs)
        return ", ".join(one.text() for one in parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.setText(
            "겹친 고침" if event.size().width() < _NARROW else "다른 곳에서 먼저 고쳤습니다"
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, EDGE, self.height(), current_theme().colour("rev"))
        painter.end()
