"""Which windows have an office open (열린 창): numbered lock files, freed when a process ends.

A second window is allowed, and told. What needs the store alone (restoring, a new schema) holds
the gate, so that none can enter meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ipju.storage.problems import InUse, NotWritten

GATE = ".entering.lock"
MOST_WINDOWS = 16
GATE_SECONDS = 20


class Presence:
    """One window that has the office open; `others` is how many were there before it."""

    def __init__(self, lock: FileLock, others: int) -> None:
        self._lock = lock
        self.others = others

    def release(self) -> None:
        """Say that the window is closed. More than once does no harm."""
        self._lock.release()


def enter(folder: Path) -> Presence:
    """Take a place among the windows of an office; InUse while somebody holds it alone."""
    with _gate(folder):
        return _taken(folder)


@contextmanager
def entering(folder: Path) -> Iterator[Presence]:
    """Take a place and keep the gate shut meanwhile; the place is lost when the block raises."""
    with _gate(folder):
        presence = _taken(folder)
        try:
            yield presence
        except BaseException:
            presence.release()
            raise


@contextmanager
def alone(folder: Path, act: str) -> Iterator[None]:
    """Hold the office alone; InUse (with the act in Korean) while a window has it open."""
    with _gate(folder):
        if others(folder):
            raise InUse(act)
        yield


def others(folder: Path) -> int:
    """Return how many windows have the office open; this one counts when it is open too."""
    return sum(1 for one in _files(folder) if _is_held(one))


def was_entered(folder: Path) -> bool:
    """Tell whether a window has ever had the office open, as far as its lock files tell."""
    return any(one.exists() for one in _files(folder))


def _files(folder: Path) -> list[Path]:
    return [folder / f".window-{number:02d}.lock" for number in range(1, MOST_WINDOWS + 1)]


def _is_held(path: Path) -> bool:
    if not path.exists():
        return False
    lock = FileLock(path, timeout=0)
    try:
        with lock:
            return False
    except Timeout:
        return True
    except OSError:
        raise NotWritten(path) from None


def _taken(folder: Path) -> Presence:
    there = others(folder)
    for path in _files(folder):
        lock = FileLock(path, timeout=0, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            continue
        except OSError:
            raise NotWritten(path) from None
        return Presence(lock, there)
    raise InUse("더 시작")


@contextmanager
def _gate(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / GATE, timeout=GATE_SECONDS)
    try:
        lock.acquire()
    except Timeout:
        raise InUse("지금 시작") from None
    except OSError:
        raise NotWritten(folder) from None
    try:
        yield
    finally:
        lock.release()
