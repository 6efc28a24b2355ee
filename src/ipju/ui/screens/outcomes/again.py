"""모두 다시 심사: judging every case, with progress, a way to stop, and how it ended."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipju.domain.finding import WORST_FIRST
from ipju.services.examine import Examined
from ipju.services.office import Office
from ipju.services.outcomes import examine_season
from ipju.ui.jobs import Jobs, Task
from ipju.ui.rooms import explain
from ipju.ui.widgets.feedback import ProgressPanel


class ExaminePanel(ProgressPanel):
    """`changed(Changes)` when all is done, or as much as was done; `busy(bool)` meanwhile."""

    changed = Signal(object)
    busy = Signal(bool)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._task: Task | None = None
        self.stop_requested.connect(self._stop)
        self.act_pressed.connect(self.hide)

    def begin(self, office: Office) -> None:
        """Judge every case again; nothing while that is going on."""
        if self.is_running():
            return
        self.start("모두 다시 심사하는 중")
        self.busy.emit(True)

        def work(task: Task) -> tuple[Examined, int]:
            total = office.store.counts().get("total", 0)
            task.report(0, total)
            ended = examine_season(
                office,
                progress=lambda done: task.report(done, total),
                cancelled=lambda: task.cancelled,
            )
            return ended, total

        self._task = self._jobs.run_long(
            work,
            self._examined,
            lambda error: self._end("fail", "다시 심사하지 못했습니다.", explain(error)),
            on_progress=self.set_progress,
            on_cancelled=lambda: self._end("rev", "시작하기 전에 멈췄습니다."),
            label="모두 다시 심사",
            owner=self,
        )

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _examined(self, ended: tuple[Examined, int]) -> None:
        examined, total = ended
        counted = " · ".join(
            f"{one.label} {examined.by_outcome[one]:,}"
            for one in WORST_FIRST
            if examined.by_outcome.get(one)
        )
        if examined.stopped:
            rest = f"남은 {total - examined.done:,}건은 앞의 심사가 그대로 있습니다. {counted}"
            self._end("rev", f"{examined.done:,}건을 심사하고 멈췄습니다.", rest)
        else:
            self._end("pas", f"{examined.done:,}건을 모두 심사했습니다.", counted)
        self.changed.emit(examined.changes)

    def _end(self, mark: str, summary: str, detail: str = "") -> None:
        self._task = None
        self.finish(mark, summary, detail, "닫기")
        self.busy.emit(False)
