"""Making the store of a new office (사무실 세우기), so that nothing half-made is ever used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from ipju.storage import presence
from ipju.storage.devices import forget_device
from ipju.storage.keys import SLOTS_FILE, read_slots
from ipju.storage.problems import KeyProblem, NotWritten, StoreExists

UNFINISHED = "unfinished"


def is_there(folder: Path, name: str) -> bool:
    """Tell whether an office lies in `folder`, be it without its keys or its store.

    One that was never finished does not count.
    """
    there = (folder / name).exists() or (folder / SLOTS_FILE).exists()
    return there and not _unfinished(folder)


@contextmanager
def made(folder: Path, name: str) -> Iterator[Path]:
    """Give the place of a new store; what was made of it is taken away when the block raises.

    StoreExists when an office lies there. What an earlier attempt left is put aside, not deleted.
    """
    path = folder / name
    if is_there(folder, name):
        raise StoreExists(path)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise NotWritten(folder) from None
    with presence.alone(folder, "새로 시작"):
        if is_there(folder, name):
            raise StoreExists(path)
        if _unfinished(folder):
            put_aside(folder, name, UNFINISHED)
        try:
            yield path
        except BaseException:
            _take_away(folder, name)
            raise


def put_aside(folder: Path, name: str, what: str) -> Path:
    """Move store, journals and keys into a folder of their own beside it, and return that."""
    aside = folder / f"{what}-{datetime.now(UTC).strftime('%Y%m%d-%H%M%S-%f')}"
    aside.mkdir(mode=0o700)
    for one in (name, f"{name}-wal", f"{name}-shm", SLOTS_FILE):
        if (folder / one).exists():
            (folder / one).replace(aside / one)
    return aside


def _unfinished(folder: Path) -> bool:
    """Tell whether the keys are marked as unfinished, and no window ever had the office open.

    The mark alone could be set on an office that stands, and a new one be made in its place.
    """
    if presence.was_entered(folder):
        return False
    try:
        return read_slots(folder).founding
    except KeyProblem:
        return False


def _take_away(folder: Path, name: str) -> None:
    with suppress(KeyProblem):
        for slot in read_slots(folder).users:
            if slot.device is not None:
                forget_device(slot.device)
    for one in (name, f"{name}-wal", f"{name}-shm", SLOTS_FILE):
        (folder / one).unlink(missing_ok=True)
