"""Where backups (백업) of a store lie, the room to work in beside it, and destructions noted there.

`backup-folder.json` beside the store names the folder; it is not in the store, because a damaged
store must not hide its backups.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from filelock import FileLock, Timeout

from ipju.domain.dates import SEOUL, seoul_time
from ipju.domain.retention import Certificate, Holding
from ipju.storage.archive import BackupProblem
from ipju.storage.codec import write_moment
from ipju.storage.files import written_whole
from ipju.storage.ledger import read_moment
from ipju.storage.problems import NotWritten
from ipju.storage.records import CERTIFICATE
from ipju.storage.sealing import Secrets

FOLDER = "backups"
POINTER = "backup-folder.json"
DESTRUCTIONS = "destructions.json"
SLOTS = "keys.json"
_ROOM = ".backup-work"
_LOCK = ".backup-work.lock"
_MOMENT = "%Y%m%d-%H%M%S"
_WAIT = 10
"""Seconds to wait for another window to note a destruction."""


class FolderGone(BackupProblem):
    """The backup folder that was chosen is not there: a disk that was taken out, mostly."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}: 백업 폴더가 없습니다. 디스크를 연결하거나 다른 백업 폴더를 정하세요."
        )


class BackupBusy(BackupProblem):
    """Another window makes, checks or restores a backup of the same store."""

    def __init__(self) -> None:
        super().__init__("다른 창에서 백업하거나 복원하고 있습니다. 끝난 뒤에 다시 하세요.")


def folder_of(store: Path) -> Path:
    """Return the backup folder of a store: the one that was chosen, else `backups` beside it."""
    try:
        named = json.loads((store.parent / POINTER).read_text(encoding="utf-8"))["folder"]
        return Path(named) if isinstance(named, str) else store.parent / FOLDER
    except (OSError, ValueError, KeyError, TypeError):
        return store.parent / FOLDER


def choose_folder(store: Path, folder: Path) -> None:
    """Name another backup folder; it must be there. Destructions noted so far go along."""
    chosen = folder.resolve()
    if not chosen.is_dir():
        raise FolderGone(folder)
    known = noted(store.parent, folder_of(store))
    with _saved(chosen):
        with tempfile.TemporaryFile(dir=chosen) as probe:
            probe.write(b"ipju")
        merge(chosen, known)
        with written_whole(store.parent / POINTER) as file:
            file.write(json.dumps({"folder": str(chosen)}, ensure_ascii=False).encode())


def ready(folder: Path, store: Path) -> Path:
    """Return the backup folder, made when it is the one beside the store; else FolderGone."""
    if folder == store.parent / FOLDER:
        with _saved(folder):
            folder.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise FolderGone(folder)
    return folder


def aside(folder: Path, word: str) -> Path:
    """Make a new folder, named by a word and this moment, for what a restore takes away."""
    stem = f"{word}-{seoul_time(datetime.now(UTC)):{_MOMENT}}"
    names = (stem, *(f"{stem}-{one}" for one in range(2, 1000)))
    path = next(folder / one for one in names if not (folder / one).exists())
    path.mkdir(mode=0o700)
    return path


def put_aside(store: Path) -> tuple[tuple[Path, datetime], ...]:
    """Return the stores that lie aside beside a store, and since when, oldest first."""
    found = []
    for one in store.parent.glob(f"*/{store.name}"):
        with suppress(ValueError):
            stamp = "-".join(one.parent.name.split("-")[1:3])
            moment = datetime.strptime(stamp, _MOMENT).replace(tzinfo=SEOUL).astimezone(UTC)
            found.append((one.parent, moment))
    return tuple(sorted(found, key=lambda one: one[1]))


@contextmanager
def workroom(store: Path) -> Iterator[Path]:
    """Yield an empty folder beside the store, one at a time; what a killed program left goes."""
    with _saved(store.parent):
        store.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(store.parent / _LOCK, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise BackupBusy from None
    room = store.parent / _ROOM
    try:
        shutil.rmtree(room, ignore_errors=True)
        with _saved(room):
            room.mkdir(mode=0o700, exist_ok=True)
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)
        lock.release()


@contextmanager
def _saved(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError:
        raise NotWritten(path) from None


def settled(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def recovery_slot(keys: Path) -> dict[str, Any] | None:
    """Return the recovery slot of a file of keys, None where there is none (practice)."""
    try:
        slots = json.loads(keys.read_text(encoding="utf-8"))["slots"]
        found = [dict(one) for one in slots if one["kind"] == "recovery"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found[-1] if found else None


def _row(certificate: Certificate) -> list[Any]:
    """Return the values of a certificate as its table holds them (`records.Destructions`)."""
    return [
        certificate.case_id.hex,
        certificate.case_number,
        certificate.notice,
        certificate.holding.value,
        certificate.due_on.isoformat(),
        write_moment(certificate.destroyed_at),
        certificate.approved_by.hex,
        certificate.reason,
        certificate.rows,
    ]


def noted(*folders: Path) -> dict[str, list[Any]]:
    """Return the sealed rows of destructions noted in these folders, by case."""
    found: dict[str, list[Any]] = {}
    for folder in folders:
        try:
            rows = json.loads((folder / DESTRUCTIONS).read_text(encoding="utf-8"))["rows"]
            found.update({str(one[0]): list(one) for one in rows})
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            continue
    return found


def destroyed_in(driver: Any) -> dict[str, list[Any]]:
    """Return the sealed rows of the destructions of an open store, by case."""
    rows = driver.execute(f"SELECT {CERTIFICATE}, seal FROM destruction").fetchall()
    return {str(one[0]): list(one) for one in rows}


def merge(folder: Path, rows: Mapping[str, list[Any]]) -> None:
    """Add destructions to those noted in a folder; nothing is written when all are known."""
    with FileLock(folder / ".destructions.lock", timeout=_WAIT):
        known = noted(folder)
        if rows.keys() <= known.keys():
            return
        merged = {**rows, **known}
        with written_whole(folder / DESTRUCTIONS) as file:
            file.write(
                json.dumps(
                    {"version": 1, "rows": [merged[one] for one in sorted(merged)]},
                    ensure_ascii=False,
                    indent=1,
                ).encode()
            )


def note(store: Path, folder: Path, secrets: Secrets, certificates: Iterable[Certificate]) -> None:
    """Note destructions beside the store and beside its backups.

    FolderGone, NotWritten when the backup folder can't take it: then an old backup would bring
    the case back on a computer that knows nothing else.
    """
    rows = {
        one.case_id.hex: [*values, secrets.mac("destruction", *values)]
        for one in certificates
        for values in [_row(one)]
    }
    if not rows:
        return
    for place in (store.parent, ready(folder, store)):
        with _saved(place):
            merge(place, rows)


def certificates(rows: Iterable[list[Any]], secrets: Secrets) -> tuple[Certificate, ...]:
    """Return the certificates behind noted rows; one whose seal doesn't fit counts for nothing."""

    def ours(values: list[Any], seal: Any) -> bool:
        return (
            isinstance(seal, str) and seal.isascii() and secrets.fits(seal, "destruction", *values)
        )

    return tuple(_certificate(one) for one in rows if ours(one[:-1], one[-1]))


def _certificate(row: list[Any]) -> Certificate:
    return Certificate(
        case_id=UUID(row[0]),
        case_number=row[1],
        notice=row[2],
        holding=Holding.of(row[3]),
        due_on=date.fromisoformat(row[4]),
        destroyed_at=read_moment(row[5]),
        approved_by=UUID(row[6]),
        reason=row[7],
        rows=row[8],
    )
