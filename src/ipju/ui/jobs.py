"""The one database thread. Screens hand their service calls over and go on drawing.

`run(fn, on_done)` calls `fn()` there; its result comes back on the GUI thread, in the
order the jobs were given. A job with a `key` replaces the one before it that has the same
key (a newer search makes the older one worthless). `aside(fn)` is for minutes of work on a
connection of its own (a backup): it waits for nobody and nobody waits for it.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from ipju.ui.collector import Collector

T = TypeVar("T")

SPENT = 16
"""Jobs whose functions are kept a while after they ended, on the GUI thread."""


class Cancelled(Exception):
    """Raised inside a job by `Task.check` after someone pressed 멈추기."""


@dataclass(eq=False)
class Task:
    """One job as seen from both sides: the work reports, the screen cancels."""

    label: str = ""
    key: str = ""
    stoppable: bool = False
    _stop: threading.Event = field(default_factory=threading.Event, repr=False)
    _report: Callable[[int, int], None] | None = field(default=None, repr=False)

    def cancel(self) -> None:
        """Ask the work to stop at its next `check`. A job not yet begun is dropped."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether a stop was asked for."""
        return self._stop.is_set()

    def check(self) -> None:
        """Called by the work between two items. Raises `Cancelled` when asked to stop."""
        if self._stop.is_set():
            raise Cancelled

    def report(self, done: int, total: int) -> None:
        """Called by the work: `done` of `total` items; reaches the GUI thread in order."""
        if self._report is not None:
            self._report(done, total)


class _Mail(QObject):
    """Carries calls from the database thread to the GUI thread."""

    call = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.call.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def _deliver(self, call: Callable[[], None]) -> None:
        call()


class Jobs(QObject):
    """The queue in front of the database thread.

    `explain` turns an exception into a Korean sentence; it is used for jobs without an
    `on_error`, whose failure is told by the signal `failed(label, sentence)`.
    """

    failed = Signal(str, str)
    busy_changed = Signal(bool)

    def __init__(
        self, explain: Callable[[BaseException], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._explain = explain
        self._mail = _Mail()
        self._collector = Collector(self)
        self._spent: deque[object] = deque(maxlen=SPENT)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ipju-database")
        self._beside: ThreadPoolExecutor | None = None
        self._latest: dict[str, Task] = {}
        self._open_tasks: list[Task] = []
        self._open_asides: list[Task] = []

    def run(
        self,
        fn: Callable[[], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        *,
        label: str = "",
        key: str = "",
        owner: QObject | None = None,
    ) -> Task:
        """Queue `fn()`; `on_done(result)` or `on_error(exception)` follow on the GUI thread.

        Neither does when the job was replaced by a newer one of the same `key`, or when
        `owner` no longer exists.
        """
        return self.run_long(
            lambda task: fn(), on_done, on_error, label=label, key=key, owner=owner
        )

    def run_long(
        self,
        fn: Callable[[Task], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        *,
        on_progress: Callable[[int, int], object] | None = None,
        on_cancelled: Callable[[], object] | None = None,
        label: str = "",
        key: str = "",
        owner: QObject | None = None,
    ) -> Task:
        """As `run`, for work that reports and can be stopped: `fn(task)` calls

        `task.report(done, total)` and `task.check()`; `task.cancel()` ends in `on_cancelled`.
        """
        task = Task(label, key, stoppable=on_progress is not None or on_cancelled is not None)
        self._begin(task)
        self._submit(
            self._thread, task, fn, on_done, on_error, on_progress, on_cancelled, owner, self._end
        )
        return task

    def aside(
        self,
        fn: Callable[[Task], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        *,
        on_progress: Callable[[int, int], object] | None = None,
        on_cancelled: Callable[[], object] | None = None,
        label: str = "",
        owner: QObject | None = None,
    ) -> Task:
        """Run `fn(task)` on a thread of its own, one such job after the other.

        Only for work that opens connections of its own. `is_idle` does not wait for it; `close`
        stops it at its next `task.check()`, or when it looks at `task.cancelled`, and waits.
        """
        if self._beside is None:
            self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ipju-aside")
        task = Task(label, stoppable=True)
        self._open_asides.append(task)
        self._submit(
            self._beside,
            task,
            fn,
            on_done,
            on_error,
            on_progress,
            on_cancelled,
            owner,
            self._open_asides.remove,
        )
        return task

    def asides(self) -> tuple[Task, ...]:
        """The jobs aside that run or wait."""
        return tuple(self._open_asides)

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        task: Task,
        fn: Callable[[Task], T],
        on_done: Callable[[T], object] | None,
        on_error: Callable[[Exception], object] | None,
        on_progress: Callable[[int, int], object] | None,
        on_cancelled: Callable[[], object] | None,
        owner: QObject | None,
        end: Callable[[Task], object],
    ) -> None:
        def deliver(call: Callable[[], object]) -> None:
            self._mail.call.emit(lambda: call() if self._wanted(task, owner) else None)

        def finish() -> None:
            # The thread may let go of these last, and must not take a widget apart with them.
            self._spent.append((fn, on_done, on_error, on_progress, on_cancelled))
            end(task)

        def settle(future: Future[T]) -> None:
            error = future.exception()
            if error is None:
                if on_done is not None:
                    deliver(lambda: on_done(future.result()))
            elif isinstance(error, Cancelled):
                if on_cancelled is not None:
                    deliver(on_cancelled)
            else:
                deliver(lambda: self._tell(task.label, error, on_error))
            self._mail.call.emit(finish)

        def job() -> T:
            task.check()
            return fn(task)

        if on_progress is not None:
            task._report = lambda done, total: deliver(lambda: on_progress(done, total))
        pool.submit(job).add_done_callback(settle)

    def is_idle(self) -> bool:
        """Whether nothing runs or waits and every result has been handed over."""
        return not self._open_tasks

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Finish what was asked for and end the thread; returns when it has ended.

        Searches (keyed jobs) and stoppable work are cut short, saves are not. `last` (such
        as closing the store) runs on the database thread after everything else.
        """
        self.stop_asides()
        if self._beside is not None:
            self._beside.shutdown(wait=True)
        for task in self._open_tasks:
            if task.key or task.stoppable:
                task.cancel()
        ending = self._thread.submit(last) if last is not None else None
        self._thread.shutdown(wait=True)
        self._collector.stop()
        if ending is not None:
            ending.result()

    def stop_asides(self) -> None:
        """Ask the jobs aside to stop at their next look."""
        for task in self._open_asides:
            task.cancel()

    def _begin(self, task: Task) -> None:
        older = self._latest.get(task.key) if task.key else None
        if older is not None:
            older.cancel()
        if task.key:
            self._latest[task.key] = task
        self._open_tasks.append(task)
        if len(self._open_tasks) == 1:
            self.busy_changed.emit(True)

    def _end(self, task: Task) -> None:
        self._open_tasks.remove(task)
        if self._latest.get(task.key) is task:
            del self._latest[task.key]
        if not self._open_tasks and shiboken6.isValid(self):
            self.busy_changed.emit(False)

    def _wanted(self, task: Task, owner: QObject | None) -> bool:
        replaced = bool(task.key) and self._latest.get(task.key) is not task
        return not replaced and (owner is None or shiboken6.isValid(owner))

    def _tell(
        self, label: str, error: BaseException, on_error: Callable[[Exception], object] | None
    ) -> None:
        if on_error is not None and isinstance(error, Exception):
            on_error(error)
        else:
            self.failed.emit(label, self._explain(error))
