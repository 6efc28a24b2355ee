"""Backups (백업) of the open store: made from one snapshot, opened and compared, then named.

A backup holds the store encrypted as it is. Every call has connections of its own and may run
beside the program's work, on any thread.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from ipju.domain.backup import Backup, Drill
from ipju.domain.dates import seoul_time
from ipju.domain.retention import Certificate
from ipju.domain.trail import Anchor
from ipju.storage import archive, custody, rotation
from ipju.storage.archive import (
    SUFFIX,
    BackupProblem,
    Manifest,
    Stopped,
)
from ipju.storage.checking import (
    SEALED_SCHEMA,
    checked,
    checks,
    never,
    remember,
    stoppable,
    type_of_stop,
)
from ipju.storage.dump import Dump, canonical, copy_opened, unsound
from ipju.storage.engine import engine_of, told
from ipju.storage.ledger import head_of, store_id
from ipju.storage.problems import NotWritten
from ipju.storage.records import Destructions
from ipju.storage.sealing import Secrets

_PAGES = 256


@dataclass(frozen=True, slots=True)
class _Snapshot:
    dump: Dump
    schema: int
    store: str
    cases: int
    anchor: Anchor | None
    destroyed: tuple[Certificate, ...]


class StoreBackups:
    """The backups of one store. `folder` None: wherever the office has chosen to keep them."""

    def __init__(
        self, store_path: Path, key: bytes, keys_path: Path, folder: Path | None = None
    ) -> None:
        self._store = store_path
        self._key = key
        self._secrets = Secrets(key)
        self._keys_path = keys_path
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Where the backups lie now."""
        return self._folder or custody.folder_of(self._store)

    def use(self, folder: Path) -> None:
        """Keep backups in another folder from now on; FolderGone when it isn't there."""
        custody.choose_folder(self._store, folder)

    def make(self, kind: str, stopped: type_of_stop = never) -> Backup:
        """Make a backup, verify it by opening and comparing, drop what rotation lets go.

        Raises Stopped, NotWritten (full disk), FolderGone, BackupBusy, NotAlike, Damaged…; then
        nothing of it stays, and every backup from before does.
        """
        folder = custody.ready(self.folder, self._store)
        with custody.workroom(self._store) as room:
            made_at = datetime.now(UTC)
            copy = room / "copy.db"
            snapshot = self._copied(copy, made_at, stopped)
            manifest = Manifest(
                made_at=made_at,
                kind=kind,
                store=snapshot.store,
                schema=snapshot.schema,
                sha256=_sha256(copy),
                size=copy.stat().st_size,
                cases=snapshot.cases,
                dump=snapshot.dump,
                anchor=snapshot.anchor,
                recovery=custody.recovery_slot(self._keys_path),
            ).sealed(self._secrets)
            path = _named(folder, made_at, kind)
            unfinished = folder / f".{_tag(self._store)}.unfinished"
            try:
                with copy.open("rb") as store:
                    _archived(unfinished, manifest, archive.blocks(store), stopped)
                copy.unlink()
                checked(unfinished, self._key, room / "opened.db", stopped)
                custody.note(self._store, folder, self._secrets, snapshot.destroyed)
                remember(path, manifest.sha256, "")
                _renamed(unfinished, path)
            finally:
                unfinished.unlink(missing_ok=True)
            # What can't be done with the older ones now is tried again with the next backup.
            self._renewed(folder, manifest.recovery)
            for old in rotation.let_go(self.all(), made_at, path):
                with suppress(OSError):
                    old.path.unlink(missing_ok=True)
        return self._backup(path, manifest)

    def all(self) -> tuple[Backup, ...]:
        """Return the backups that lie in the backup folder, newest first."""
        found = [self._read(one) for one in sorted(self.folder.glob(f"*{SUFFIX}"))]
        return tuple(sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True))

    def behind(self) -> bool:
        """Tell whether the recovery key was renewed since: the one before opens the newest."""
        slot = custody.recovery_slot(self._keys_path)
        newest = next((one for one in self.all() if not one.problem), None)
        if slot is None or newest is None:
            return False
        with archive.opened(newest.path) as (manifest, _pieces):
            return manifest.recovery != slot

    def put_aside(self) -> tuple[tuple[Path, datetime], ...]:
        """Return the stores that restores put aside beside this one, and since when they lie."""
        return custody.put_aside(self._store)

    def verify(self, backup: Backup, stopped: type_of_stop = never) -> Backup:
        """Open a backup and check all of it; `problem` says what is wrong.

        It may lie anywhere; what was found is remembered of those in the backup folder.
        """
        path = backup.path
        with custody.workroom(self._store) as room:
            try:
                manifest = checked(path, self._key, room / "opened.db", stopped)
            except Stopped:
                raise
            except BackupProblem as problem:
                found = self._read(path)
                if not found.problem and path.parent == self.folder:
                    with archive.opened(path) as (said, _pieces):
                        remember(path, said.sha256, str(problem))
                return replace(found, verified_at=None, problem=str(problem))
            if path.parent == self.folder:
                remember(path, manifest.sha256, "")
        return replace(self._backup(path, manifest), verified_at=datetime.now(UTC), problem="")

    def drill(self, stopped: type_of_stop = never) -> Drill:
        """Restore the newest backup aside, compare, and take it away again."""
        from ipju.storage.restore import restore

        at = datetime.now(UTC)
        newest = next(iter(self.all()), None)
        if newest is None:
            return Drill(at=at, backup="", cases=0, sound=False, words="백업이 하나도 없습니다.")
        told_of = Drill(at=at, backup=newest.path.name, cases=0, sound=False)
        if newest.problem:
            return replace(told_of, words=newest.problem)
        with custody.workroom(self._store) as room:
            target = room / "drill" / self._store.name
            try:
                restored = restore(newest.path, self._key, target, stopped=stopped)
            except Stopped:
                raise
            except BackupProblem as problem:
                return replace(told_of, words=str(problem))
            words = self._unlike(target, newest, restored.destroyed)
        return replace(told_of, cases=restored.cases, sound=not words, words=words)

    def _unlike(self, target: Path, newest: Backup, destroyed: int) -> str:
        """Return in what a restored store differs from its backup, or what it lacks."""
        with archive.opened(newest.path) as (manifest, _pieces):
            until = manifest.anchor.seq if manifest.anchor else 0
        if manifest.recovery is None and custody.recovery_slot(self._keys_path) is not None:
            return "복구 열쇠로 열 수 없는 백업입니다. 다시 백업하세요."
        with copy_opened(target, self._key) as driver:
            fault = unsound(driver)
            if fault:
                return f"복원한 자료가 손상되었습니다({fault})."
            alike = canonical(driver, until)
            schema = int(driver.execute("PRAGMA user_version").fetchone()[0])
        # What was destroyed since, and a schema brought up to date, differ as they should.
        if destroyed or schema != manifest.schema:
            return ""
        found = alike.differences(manifest.dump)
        return f"복원한 자료가 백업과 다릅니다({', '.join(found)})." if found else ""

    def note_destruction(self, certificate: Certificate) -> None:
        """Write a destruction beside the backups, so that restoring applies it again."""
        custody.note(self._store, self.folder, self._secrets, [certificate])

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Yield a connection of its own to the store, which sees one moment of it."""
        engine = engine_of(self._store, self._key, new=False)
        try:
            with told(self._store), engine.connect() as opened:
                connection = opened.execution_options(isolation_level="AUTOCOMMIT")
                connection.exec_driver_sql("BEGIN")
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
                yield connection
                connection.exec_driver_sql("COMMIT")
        finally:
            engine.dispose()

    def _copied(self, copy: Path, at: datetime, stopped: type_of_stop) -> _Snapshot:
        """Copy the store as it stands at this moment, and tell what it holds."""

        def go_on(_status: int, _remaining: int, _total: int) -> None:
            if stopped():
                raise Stopped

        with self._reading() as connection:
            driver: Any = connection.connection.dbapi_connection
            with stoppable(driver, stopped), copy_opened(copy, self._key) as target:
                # Copied by SQLite within the reading transaction: others may go on saving.
                driver.backup(target, pages=_PAGES, progress=go_on)
                target.execute("PRAGMA journal_mode = DELETE")
                schema = int(driver.execute("PRAGMA user_version").fetchone()[0])
                sealed = schema >= SEALED_SCHEMA
                return _Snapshot(
                    dump=canonical(driver),
                    schema=schema,
                    store=store_id(connection) if sealed else "",
                    cases=int(driver.execute("SELECT count(*) FROM cases").fetchone()[0]),
                    anchor=self._head(connection, at) if sealed else None,
                    destroyed=Destructions(connection, self._secrets).all() if sealed else (),
                )

    def _head(self, connection: Connection, at: datetime) -> Anchor | None:
        head = head_of(connection, self._secrets, at)
        return replace(head, kind="backup") if head else None

    def _read(self, path: Path) -> Backup:
        """Return what a file says of itself; `problem` when it isn't a backup of this office."""
        try:
            with archive.opened(path) as (manifest, _pieces):
                ours = manifest.is_of(self._secrets)
        except BackupProblem as problem:
            return unusable(path, str(problem))
        if not ours:
            return unusable(path, str(archive.OtherOffice(path)))
        return self._backup(path, manifest)

    def _backup(self, path: Path, manifest: Manifest) -> Backup:
        check = checks(path.parent).get(path.name)
        known = check is not None and check.sha256 == manifest.sha256
        return Backup(
            path=path,
            made_at=manifest.made_at,
            kind=manifest.kind,
            size=path.stat().st_size,
            cases=manifest.cases,
            anchor=manifest.anchor,
            verified_at=check.at if check and known and not check.problem else None,
            problem=check.problem if check and known else "",
        )

    def _renewed(self, folder: Path, recovery: Mapping[str, Any] | None) -> None:
        """Give older backups the recovery slot of today: a key taken back opens none of them."""
        if recovery is None:
            return
        unfinished = folder / f".{_tag(self._store)}.unfinished"
        for one in self.all():
            if one.problem:
                continue
            try:
                with archive.opened(one.path) as (manifest, pieces):
                    if manifest.recovery == recovery:
                        continue
                    again = replace(manifest, recovery=recovery).sealed(self._secrets)
                    _archived(unfinished, again, pieces, never)
                _renamed(unfinished, one.path)
            except (BackupProblem, NotWritten):
                continue
            finally:
                unfinished.unlink(missing_ok=True)


def unusable(path: Path, problem: str) -> Backup:
    """Return a file that is no good backup: where it lies and why it can't be used."""
    try:
        found = path.stat()
    except OSError:
        return Backup(path=path, made_at=datetime.now(UTC), kind="", size=0, problem=problem)
    moment = datetime.fromtimestamp(found.st_mtime, UTC)
    return Backup(path=path, made_at=moment, kind="", size=found.st_size, problem=problem)


def _archived(
    path: Path, manifest: Manifest, pieces: Iterable[bytes], stopped: type_of_stop
) -> None:
    """Write a backup file down to the disk."""
    try:
        with path.open("wb") as file:
            path.chmod(0o600)
            archive.write(file, manifest, pieces, stopped)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        raise NotWritten(path.parent) from None


def _renamed(unfinished: Path, path: Path) -> None:
    try:
        unfinished.replace(path)
        custody.settled(path.parent)
    except OSError:
        raise NotWritten(path.parent) from None


def _named(folder: Path, at: datetime, kind: str) -> Path:
    stem = f"ipju-{seoul_time(at):%Y%m%d-%H%M%S}-{kind}"
    names = (f"{stem}{count}{SUFFIX}" for count in ("", *(f"-{one}" for one in range(2, 1000))))
    return next(folder / one for one in names if not (folder / one).exists())


def _tag(store: Path) -> str:
    """Return what tells this store's unfinished file from another's in the same folder."""
    return f"ipju-{hashlib.sha256(str(store.resolve()).encode()).hexdigest()[:8]}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
