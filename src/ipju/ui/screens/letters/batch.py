"""Long work upon requests: how far it is, a way to stop it, and what could not be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.ui.jobs import Jobs, Task
from ipju.ui.screens.letters.result import NotDoneList
from ipju.ui.widgets.feedback import ProgressPanel

T = TypeVar("T")


class BatchPanel(QWidget):
    """Hidden until work begins. `case_wanted(id)` for one of what could not be done."""

    case_wanted = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._task: Task | None = None
        self.progress = ProgressPanel()
        self.progress.stop_requested.connect(self.stop)
        self.progress.act_pressed.connect(self.progress.hide)
        self.failed = NotDoneList()
        self.failed.case_wanted.connect(self.case_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.progress)
        column.addWidget(self.failed)
        self.hide()

    def is_running(self) -> bool:
        """Whether work is going on."""
        return self.progress.is_running()

    def begin(
        self,
        title: str,
        work: Callable[[Task], T],
        on_done: Callable[[T], object],
        on_error: Callable[[Exception], object],
    ) -> None:
        """Do the work in the background; `title` says what is done."""
        self.failed.hide()
        self.show()
        self.progress.start(title)

        def refused(error: Exception) -> None:
            self.end("fail", "하지 못했습니다.")
            on_error(error)

        self._task = self._jobs.run_long(
            work,
            on_done,
            refused,
            on_progress=self.progress.set_progress,
            on_cancelled=lambda: self.end("rev", "시작하기 전에 멈췄습니다."),
            label=title,
            owner=self,
        )

    def stop(self) -> None:
        """Stop after the part at hand; what was done stays."""
        if self._task is not None:
            self._task.cancel()

    def end(self, tone: str, words: str, detail: str = "") -> None:
        """Say how it ended, until somebody closes it."""
        self._task = None
        self.progress.finish(tone, words, detail, "닫기")
