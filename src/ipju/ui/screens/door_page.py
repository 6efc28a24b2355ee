"""A page before the desk: nobody is signed in yet. One column in the middle of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from ipju.ui.focus import focus_within
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.surface import Label, Pane

WIDTH = 640


class Working(QWidget):
    """Something that takes seconds and cannot be stopped half-way: what, and a moving bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", tone="ink2", elide=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        self.hide()

    def start(self, words: str) -> None:
        """Say what is being done."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._bar.setRange(0, 0)
        self.show()

    def stop(self) -> None:
        """It has ended."""
        self._bar.setRange(0, 1)
        self.hide()


class DoorPage(Pane):
    """Put parts into `column`. What went wrong stands under the title until it is solved.

    A `tall` page fills the height; others stand a little above the middle.
    """

    def __init__(
        self,
        title: str,
        words: str = "",
        *,
        width: int = WIDTH,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("surface", parent=parent)
        self.setAccessibleName(title)
        self.title = Label(title, role="title")
        self.words = Label(words, tone="ink2", wrap=True)
        self.words.setVisible(bool(words))
        self.problem = Banner("fail", "")
        self.problem.hide()
        self.way_out = Label("", tone="ink2", wrap=True)
        self.way_out.hide()
        self.page = QWidget()
        self.page.setMaximumWidth(width)
        self.column = QVBoxLayout(self.page)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        for part in (self.title, self.words, self.problem, self.way_out):
            self.column.addWidget(part)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(24, 20, 24, 20)
        if not tall:
            outer.addStretch(2)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.page, 6)
        line.addStretch(1)
        outer.addLayout(line, 1 if tall else 0)
        if not tall:
            outer.addStretch(3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def say_problem(self, head: str, words: str = "", act: str = "", tone: str = "fail") -> None:
        """Say what went wrong, in one line, and the way out beneath; at most one act beside."""
        self.problem.say(tone, head, act)
        self.problem.show()
        self.way_out.setText(words)
        self.way_out.setVisible(bool(words))

    def take_keys(self) -> None:
        """Put the focus on the first part that takes keys."""
        focus_within(self.page)

    def problem_words(self) -> str:
        """What is said about something that went wrong; empty when all is well."""
        if self.problem.isHidden():
            return ""
        return f"{self.problem.text()} {self.way_out.text()}".strip()

    def clear_problem(self) -> None:
        """Take the message away."""
        self.problem.hide()
        self.way_out.hide()
