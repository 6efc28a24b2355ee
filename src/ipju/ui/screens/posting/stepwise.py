"""Long work in parts: between two of them everybody else at the desk gets his turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from ipju.ui.jobs import Jobs
from ipju.ui.widgets.feedback import ProgressPanel

P = TypeVar("P")
R = TypeVar("R")


class Stepwise(Generic[P, R]):
    """Does `work(part)` for one part after the other, with progress and 멈추기.

    `ended(results, stopped, error)` comes once: stopped by hand, by an error, or done.
    """

    def __init__(self, jobs: Jobs, progress: ProgressPanel, owner: QWidget) -> None:
        self._jobs, self._progress, self._owner = jobs, progress, owner
        self._stopped = False
        progress.stop_requested.connect(self.stop)

    def start(
        self,
        title: str,
        parts: Sequence[tuple[int, P]],
        work: Callable[[P], R],
        ended: Callable[[list[R], bool, Exception | None], object],
    ) -> None:
        """Begin; each part is given with how many things it holds."""
        self._stopped = False
        total = sum(count for count, _part in parts)
        results: list[R] = []
        self._progress.start(title, total)

        def go_on(at: int, done: int) -> None:
            self._progress.set_progress(done, total)
            if self._stopped or at == len(parts):
                ended(results, self._stopped and at < len(parts), None)
                return
            count, part = parts[at]

            def next_one(result: R) -> None:
                results.append(result)
                go_on(at + 1, done + count)

            self._jobs.run(
                lambda: work(part),
                next_one,
                lambda error: ended(results, False, error),
                label=title,
                owner=self._owner,
            )

        go_on(0, 0)

    def stop(self) -> None:
        """Stop after the part at hand; what was done stays."""
        self._stopped = True
