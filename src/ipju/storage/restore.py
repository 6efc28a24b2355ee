"""Restoring (복원): a backup becomes the store of a folder, whole or not at all.

What lay there is put aside, never deleted. On a clean computer the recovery key is enough: with
the store comes a file of keys that holds the recovery slot alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ipju.domain.backup import Backup
from ipju.storage import archive, custody, presence
from ipju.storage.archive import SUFFIX, BackupProblem, Manifest
from ipju.storage.backup import unusable
from ipju.storage.checking import checked, never, type_of_stop
from ipju.storage.dump import copy_opened
from ipju.storage.files import written_whole
from ipju.storage.problems import Busy, InUse, NotWritten, StoreProblem
from ipju.storage.sealing import Secrets

type_of_unwrapping = Callable[[Mapping[str, Any]], bytes]
"""Returns the data key out of a recovery slot; raises KeyProblem when it doesn't open."""

BY_RECOVERY = "복구 열쇠"
"""Who restored, in the ledger, when nobody had signed in."""

REPLACED = "replaced"
_JOURNALS = ("-wal", "-shm", "-journal")


class NoRecovery(BackupProblem):
    """The backup carries no recovery slot: it is one of a practice office, or of old."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name}: 복구 열쇠로 열 수 있는 백업이 아닙니다. "
            "복구 열쇠를 만든 뒤의 백업을 고르거나 비밀번호로 들어가 복원하세요."
        )


class AnotherOffice(BackupProblem):
    """In the folder lies the store of another office; it is not touched."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}: 이 폴더에는 다른 사무실의 자료가 있어 복원하지 않았습니다. "
            "빈 폴더를 고르거나 그 자료를 먼저 다른 곳으로 옮기세요."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did. `aside` holds what lay there before; `destroyed` are cases that were
    destroyed after the backup was made, and are again."""

    path: Path
    made_at: datetime
    cases: int
    destroyed: int
    aside: Path | None


def restore(
    backup: Path,
    key: bytes | type_of_unwrapping,
    target: Path,
    *,
    actor: str = BY_RECOVERY,
    aside: str = REPLACED,
    stopped: type_of_stop = never,
) -> Restored:
    """Make the store at `target` out of a backup, with the data key or what unwraps it.

    Destructions noted beside the backup, beside `target` or in it are applied again. Raises
    KeyProblem (not this recovery key), InUse (a window has it open), AnotherOffice, NoRecovery, the
    problems of `backup.checked`, NotWritten (no room); then everything lies as it did before.
    """
    backup = backup.resolve()
    data_key = key if isinstance(key, bytes) else _unwrapped(backup, key)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise NotWritten(target.parent) from None
    keys = target.parent / custody.SLOTS
    with presence.alone(target.parent, "복원"), custody.workroom(target) as room:
        same_keys = _belongs(target, keys, key, data_key, backup)
        fresh = room / target.name
        manifest = checked(backup, data_key, fresh, stopped)
        destroyed, cases = _brought_up(fresh, data_key, backup, manifest, target, actor)
        new_keys = None
        if not same_keys and manifest.recovery is not None:
            new_keys = room / custody.SLOTS
            _keys_written(new_keys, manifest.recovery)
        try:
            put = _swapped(fresh, new_keys, target, data_key, aside)
        except OSError:
            raise NotWritten(target) from None
    return Restored(
        path=target, made_at=manifest.made_at, cases=cases, destroyed=destroyed, aside=put
    )


def newest_whole(store: Path) -> Backup | None:
    """Return the newest backup of a store that is whole byte for byte; None when there is none.

    Asked without any key, before anybody has signed in or when the store doesn't open.
    """
    return next((one for one in listed(custody.folder_of(store)) if archive.whole(one.path)), None)


def listed(folder: Path) -> tuple[Backup, ...]:
    """Return the backups of a folder as they call themselves, newest first; no key is asked."""
    found = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            with archive.opened(path) as (said, _pieces):
                found.append(
                    Backup(
                        path=path,
                        made_at=said.made_at,
                        kind=said.kind,
                        size=path.stat().st_size,
                        cases=said.cases,
                        anchor=said.anchor,
                    )
                )
        except BackupProblem as problem:
            found.append(unusable(path, str(problem)))
    return tuple(sorted(found, key=lambda one: (not one.problem, one.made_at), reverse=True))


def _unwrapped(backup: Path, unwrap: type_of_unwrapping) -> bytes:
    with archive.opened(backup) as (manifest, _pieces):
        if manifest.recovery is None:
            raise NoRecovery(backup)
        return unwrap(manifest.recovery)


def _belongs(
    target: Path, keys: Path, key: bytes | type_of_unwrapping, data_key: bytes, backup: Path
) -> bool:
    """Tell whether the keys that lie there are those of the backup's office and may stay.

    AnotherOffice when what lies there is whole and not of this office: it would be opened by
    nobody any more if it were put aside in silence.
    """
    slot = custody.recovery_slot(keys)
    ours = slot is not None and _opens(slot, key, data_key, backup)
    if not target.exists():
        return ours
    if _opens_store(target, data_key):
        return ours or isinstance(key, bytes)
    if slot is not None and not ours:
        raise AnotherOffice(target.parent)
    return ours


def _opens(
    slot: Mapping[str, Any], key: bytes | type_of_unwrapping, data_key: bytes, backup: Path
) -> bool:
    with archive.opened(backup) as (manifest, _pieces):
        if manifest.recovery == slot:
            return True
    if isinstance(key, bytes):
        # Whoever holds the data key got it out of these very slots, or sits in practice.
        return True
    try:
        return key(slot) == data_key
    except StoreProblem:
        return False


def _opens_store(path: Path, key: bytes) -> bool:
    try:
        with copy_opened(path, key) as driver:
            driver.execute("SELECT count(*) FROM ledger").fetchone()
    except StoreProblem:
        return False
    return True


def _brought_up(
    fresh: Path, key: bytes, backup: Path, manifest: Manifest, target: Path, actor: str
) -> tuple[int, int]:
    """Bring an opened backup to today's schema, destroy again what was destroyed, and say so."""
    from ipju.storage.store import open_store

    # A row whose seal doesn't fit hides none that does, whichever of the places it lies in.
    places = (custody.noted(backup.parent), custody.noted(target.parent))
    rows = [row for found in (_destroyed_in(target, key), *places) for row in found.values()]
    known = custody.certificates(rows, Secrets(key))
    certificates = {one.case_id: one for one in known}.values()
    store = open_store(fresh, key)
    try:
        with store.unit() as unit:
            again = [one for one in certificates if unit.destructions.get(one.case_id) is None]
            for one in again:
                unit.destructions.destroy(one)
            unit.ledger.append(
                at=datetime.now(UTC),
                actor=actor,
                action="restore",
                detail={
                    "backup": backup.name,
                    "made_at": manifest.made_at.isoformat(timespec="seconds"),
                    "seq": manifest.anchor.seq if manifest.anchor else 0,
                    "destroyed": len(again),
                },
            )
        cases = store.counts().get("total", 0)
        if again:
            store.retention.wipe()
    finally:
        store.close()
    return len(again), cases


def _destroyed_in(target: Path, key: bytes) -> dict[str, list[Any]]:
    """Return the destructions that the store which is put aside knows of, where it still opens."""
    if not target.exists():
        return {}
    try:
        with copy_opened(target, key) as driver:
            return custody.destroyed_in(driver)
    except StoreProblem:
        return {}


def _keys_written(path: Path, recovery: Mapping[str, Any]) -> None:
    try:
        with written_whole(path) as file:
            file.write(json.dumps({"version": 2, "slots": [dict(recovery)]}, indent=1).encode())
    except OSError:
        raise NotWritten(path) from None


def _swapped(
    fresh: Path, new_keys: Path | None, target: Path, key: bytes, aside: str
) -> Path | None:
    """Put the store (and keys) in their place, and what lay there aside; return where.

    The file of the store changes in one step. Its journal goes first: it belongs to the old file,
    and what it holds has been folded into it where it still opens. What can't be finished is
    undone.
    """
    keys = target.parent / custody.SLOTS
    old_keys = [keys] if new_keys is not None else []
    journals = [target.with_name(target.name + one) for one in _JOURNALS]
    if target.exists():
        _folded(target, key)
    old = [one for one in (*old_keys, target, *journals) if one.exists()]
    put = custody.aside(target.parent, aside) if old else None
    try:
        if put is not None:
            for one in old:
                _kept_both(one, put / one.name)
            custody.settled(put)
            for one in journals:
                one.unlink(missing_ok=True)
        fresh.replace(target)
        if new_keys is not None:
            new_keys.replace(keys)
        custody.settled(target.parent)
    except OSError:
        if put is not None:
            _put_back(put, target.parent)
        raise
    return put


def _put_back(put: Path, folder: Path) -> None:
    """Undo: what was put aside lies in the folder again."""
    for one in put.iterdir():
        place = folder / one.name
        if place.exists() and place.samefile(one):
            one.unlink()
        else:
            one.replace(place)
    put.rmdir()


def _folded(path: Path, key: bytes) -> None:
    """Fold the journal of a store into its file, where it still opens; InUse when others read it.

    SQLite itself refuses this while another connection is there, whichever program's it is.
    """
    try:
        with copy_opened(path, key) as driver:
            driver.execute("PRAGMA journal_mode = DELETE").fetchone()
    except Busy:
        raise InUse("복원") from None
    except StoreProblem:
        return


def _kept_both(path: Path, to: Path) -> None:
    """Give a file a second name, so that the first is never without one; else move it."""
    try:
        os.link(path, to)
    except OSError:
        path.replace(to)
