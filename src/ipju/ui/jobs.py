"""The one database thread. Nothing else holds the services, so no screen can block on them.

`run(work, on_done)` sends a function that receives the services; its result comes back on
the GUI thread, in the order the jobs were given. A job with a `key` replaces the one
before it that has the same key (a newer search makes the older one worthless).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

S = TypeVar("S")
T = TypeVar("T")


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


class Jobs(QObject, Generic[S]):
    """The queue in front of the database thread.

    `open_services` runs on that thread before the first job (connections belong to the
    thread that opened them), `close_services` after the last. `explain` turns an exception
    into the Korean sentence given to `on_error`, or to the signal `failed(label, sentence)`
    when a job has no `on_error`.
    """

    failed = Signal(str, str)
    busy_changed = Signal(bool)

    def __init__(
        self,
        open_services: Callable[[], S],
        explain: Callable[[BaseException], str],
        *,
        close_services: Callable[[S], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open, self._explain, self._close = open_services, explain, close_services
        self._mail = _Mail()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ipju-database")
        self._services: list[S] = []  # filled on the database thread, by its first job
        self._latest: dict[str, Task] = {}
        self._open_tasks: list[Task] = []

    def run(
        self,
        work: Callable[[S], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[str], object] | None = None,
        *,
        label: str = "",
        key: str = "",
        owner: QObject | None = None,
    ) -> Task:
        """Queue `work(services)`; `on_done(result)` or `on_error(sentence)` follow.

        Both arrive on the GUI thread; neither does when the job was replaced by a newer
        one of the same `key` or when `owner` no longer exists.
        """
        return self.run_long(
            lambda services, task: work(services),
            on_done,
            on_error,
            label=label,
            key=key,
            owner=owner,
        )

    def run_long(
        self,
        work: Callable[[S, Task], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[str], object] | None = None,
        *,
        on_progress: Callable[[int, int], object] | None = None,
        on_cancelled: Callable[[], object] | None = None,
        label: str = "",
        key: str = "",
        owner: QObject | None = None,
    ) -> Task:
        """As `run`, for work that reports and can be stopped: `work(services, task)`."""
        task = Task(label, key, stoppable=on_progress is not None or on_cancelled is not None)

        def deliver(call: Callable[[], object]) -> None:
            self._mail.call.emit(lambda: call() if self._wanted(task, owner) else None)

        def settle(future: Future[T]) -> None:
            error = future.exception()
            if error is None:
                if on_done is not None:
                    deliver(lambda: on_done(future.result()))
            elif isinstance(error, Cancelled):
                if on_cancelled is not None:
                    deliver(on_cancelled)
            else:
                sentence = self._explain(error)
                deliver(lambda: self._tell(label, sentence, on_error))
            self._mail.call.emit(lambda: self._end(task))

        def job() -> T:
            task.check()
            return work(self._opened(), task)

        if on_progress is not None:
            task._report = lambda done, total: deliver(lambda: on_progress(done, total))
        self._begin(task)
        self._thread.submit(job).add_done_callback(settle)
        return task

    def is_idle(self) -> bool:
        """Whether nothing runs or waits and every result has been handed over."""
        return not self._open_tasks

    def close(self) -> None:
        """Finish what was asked for and end the thread; returns when it has ended.

        Searches (keyed jobs) and stoppable work are cut short, saves are not. Results that
        arrive after this still reach the GUI thread while its event loop runs.
        """
        for task in self._open_tasks:
            if task.key or task.stoppable:
                task.cancel()
        if self._close is not None:
            self._thread.submit(self._close_opened, self._close)
        self._thread.shutdown(wait=True)

    def _opened(self) -> S:
        if not self._services:
            self._services.append(self._open())
        return self._services[0]

    def _close_opened(self, close: Callable[[S], None]) -> None:
        while self._services:
            close(self._services.pop())

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

    def _tell(self, label: str, sentence: str, on_error: Callable[[str], object] | None) -> None:
        if on_error is not None:
            on_error(sentence)
        else:
            self.failed.emit(label, sentence)
