"""Checking a backup (백업 확인): opened with the key and held against its manifest, all of it.

`verified.json` beside the backups remembers what came of it, for the list of backups.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ipju.storage import archive
from ipju.storage.archive import (
    BackupProblem,
    DamagedBackup,
    Manifest,
    NewerBackup,
    OtherOffice,
    Stopped,
)
from ipju.storage.dump import canonical, copy_opened, unsound
from ipju.storage.engine import engine_of, told
from ipju.storage.files import written_whole
from ipju.storage.ledger import first_break
from ipju.storage.problems import NotWritten, StoreProblem
from ipju.storage.sealing import Secrets

type_of_stop = Callable[[], bool]
SEALED_SCHEMA = 2
"""The first schema whose ledger is sealed and whose store has an id."""

_STEPS = 50_000
_VERIFIED = "verified.json"


def never() -> bool:
    """Go on: what `stopped` is when nobody can stop the work."""
    return False


class NotAlike(BackupProblem):
    """A backup does not hold what was backed up."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"{path.name}: 백업이 자료와 같지 않습니다({what}). "
            "디스크를 확인하고 다른 백업을 고르거나 다시 백업하세요."
        )


def checked(path: Path, key: bytes, target: Path, stopped: type_of_stop = never) -> Manifest:
    """Open the store of a backup at `target` and hold all of it against the manifest.

    Raises OtherOffice, DamagedBackup, NewerBackup, NotWritten (no room), Stopped. What was opened
    stays at `target` when everything fits, and only then.
    """
    from ipju.storage.store import SCHEMA

    secrets = Secrets(key)
    with archive.opened(path) as (manifest, _pieces):
        if not manifest.is_of(secrets):
            raise OtherOffice(path)
        if manifest.schema > SCHEMA:
            raise NewerBackup(path)
    try:
        manifest = archive.extracted(path, target, stopped)
        problem = _compared(path, target, key, manifest, stopped)
        if problem is not None:
            raise problem
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return manifest


def _compared(
    path: Path, target: Path, key: bytes, manifest: Manifest, stopped: type_of_stop
) -> BackupProblem | None:
    try:
        with copy_opened(target, key) as driver, stoppable(driver, stopped):
            fault = unsound(driver)
            if fault:
                return DamagedBackup(path, f"백업 안의 자료가 손상되었습니다({fault}).")
            differences = canonical(driver).differences(manifest.dump)
            if differences:
                return NotAlike(path, ", ".join(differences))
    except (NotWritten, Stopped):
        raise
    except StoreProblem:
        return DamagedBackup(path, "백업 안의 자료가 손상되었습니다.")
    if manifest.schema >= SEALED_SCHEMA:
        return _chained(path, target, key)
    return None


def _chained(path: Path, target: Path, key: bytes) -> BackupProblem | None:
    """Check the ledger of an opened backup."""
    engine = engine_of(target, key, new=False)
    try:
        with told(target), engine.connect() as connection:
            broken = first_break(connection, Secrets(key))
    finally:
        engine.dispose()
    if broken is None:
        return None
    return DamagedBackup(path, f"백업 안의 장부가 {broken}번째 줄부터 이어지지 않습니다.")


@contextmanager
def stoppable(driver: Any, stopped: type_of_stop) -> Iterator[None]:
    """Let a long statement be stopped in its midst."""
    driver.set_progress_handler(lambda: int(stopped()), _STEPS)
    try:
        yield
    except Exception:
        if stopped():
            raise Stopped from None
        raise
    finally:
        driver.set_progress_handler(None, 0)


@dataclass(frozen=True, slots=True)
class Check:
    """What came of opening a backup; `sha256` says which bytes that was about."""

    at: datetime
    sha256: str
    problem: str


def checks(folder: Path) -> dict[str, Check]:
    """Return what became of opening the backups of a folder, by name."""
    try:
        raw = json.loads((folder / _VERIFIED).read_text(encoding="utf-8"))
        return {
            name: Check(datetime.fromisoformat(one["at"]), str(one["sha256"]), str(one["problem"]))
            for name, one in raw.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def remember(path: Path, sha256: str, problem: str) -> None:
    """Write down what came of opening a backup; what isn't there any more is forgotten."""
    known = {
        name: one for name, one in checks(path.parent).items() if (path.parent / name).exists()
    }
    known[path.name] = Check(datetime.now(UTC), sha256, problem)
    values = {
        name: {"at": one.at.isoformat(), "sha256": one.sha256, "problem": one.problem}
        for name, one in known.items()
    }
    try:
        with written_whole(path.parent / _VERIFIED) as file:
            file.write(json.dumps(values, ensure_ascii=False, indent=1).encode())
    except OSError:
        raise NotWritten(path.parent) from None
