"""Opening an office: a place that is safe for a store, and a file that is whole, or why not."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import event

from ipju.domain.dates import seoul_time
from ipju.storage import presence
from ipju.storage.dump import copy_opened, unsound
from ipju.storage.engine import pages_damaged, schema_of
from ipju.storage.keys import tidy
from ipju.storage.problems import (
    Damaged,
    InUse,
    NoStore,
    NotWritten,
    StoreProblem,
    UnsafePlace,
    WrongKey,
)
from ipju.storage.restore import newest_whole
from ipju.storage.store import SCHEMA, Store, open_store

AT_ONCE = 128 * 1024 * 1024
"""A file up to this many bytes is read whole before it is used: a fraction of a second."""

# fmt: off
NETWORK = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs",
        "davfs2", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "beegfs", "ocfs2", "gfs",
        "gfs2", "vboxsf", "vmhgfs", "osxfuse", "fuse.vmhgfs-fuse", "fuse.sshfs",
        "fuse.rclone", "fuse.davfs2", "fuse.glusterfs", "fuse.s3fs", "fuse.gvfsd-fuse",
        "fuse.smbnetfs", "fuse.google-drive-ocamlfuse", "fuse.onedriver", "fuse.ceph",
        "macfuse.sshfs",
    }
)
# fmt: on
"""File systems of other computers: locks and fsync do not hold there."""

SYNCED = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("내 드라이브", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("cloudstorage", "클라우드 저장소"),
    ("mybox", "네이버 MYBOX"),
    ("naver mybox", "네이버 MYBOX"),
    ("네이버 mybox", "네이버 MYBOX"),
    ("naver cloud", "네이버 MYBOX"),
    ("n드라이브", "네이버 MYBOX"),
    ("ndrive", "네이버 MYBOX"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pcloud", "pCloud"),
    ("box sync", "Box"),
    ("megasync", "MEGA"),
    ("synologydrive", "Synology Drive"),
    ("synology drive", "Synology Drive"),
    ("seafile", "Seafile"),
    ("syncthing", "Syncthing"),
    ("yandex.disk", "Yandex Disk"),
    ("tresorit", "Tresorit"),
)
"""How folders of synchronising programs begin, in small letters."""

MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".stignore": "Syncthing",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".synologyworkingdirectory": "Synology Drive",
}
"""What such programs leave in a folder of theirs, whatever it is called."""

type_of_mounts = Iterable[tuple[str, str, str]]
"""(mount point, file system, options) of each."""


def refuse_unsafe(
    folder: Path,
    mounts: type_of_mounts | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Raise UnsafePlace when `folder` lies on a network or is synced by another program.

    `mounts` and `environment` are those of this computer when they are not given.
    """
    for whole in _places(folder):
        synced = _synced(whole, os.environ if environment is None else environment)
        if synced:
            raise UnsafePlace(folder, f"다른 프로그램이 동기화하는 폴더({synced})")
        if str(whole).startswith(("\\\\", "//")) or _is_network(
            whole, _mounts() if mounts is None else mounts
        ):
            raise UnsafePlace(folder, "네트워크 드라이브")


def _places(folder: Path) -> Iterator[Path]:
    """Yield where a folder really lies, and where files of it do that are links only."""
    yield Path(os.path.realpath(folder))
    for one in folder.iterdir() if folder.is_dir() else ():
        if one.is_symlink() and not one.is_dir():
            yield Path(os.path.realpath(one)).parent


def open_whole(path: Path, key: bytes) -> tuple[Store, int]:
    """Open the store of an office, and return it with how many other windows have it open.

    The key is known to be right, so that whatever does not fit is damage: Damaged names the newest
    backup that is whole. InUse when the schema is older and another window is open. The place among
    the windows is given back when the store is closed.
    """
    folder = path.parent
    with presence.entering(folder) as window:
        store = _opened(path, key, window.others)
        # Store.close ends with the engine; nothing else ever disposes of it.
        event.listen(store.connection.engine, "engine_disposed", lambda _engine: window.release())
    return store, window.others


def check_whole(path: Path, key: bytes) -> None:
    """Read every page of the store on a connection of its own; Damaged when one does not fit."""
    try:
        bad = pages_damaged(path, key)
    except (WrongKey, NoStore):
        bad = True
    if bad:
        raise damaged(path)


def is_whole(path: Path, key: bytes) -> bool:
    """Tell whether a store that no window has open lacks nothing: every page, index and table."""
    from ipju.storage.office_tables import AccountRow

    wanted = AccountRow.metadata.tables.keys()
    try:
        if pages_damaged(path, key):
            return False
        with copy_opened(path, key) as driver:
            names = {row[0] for row in driver.execute("SELECT name FROM sqlite_master")}
            older = driver.execute("PRAGMA user_version").fetchone()[0] < SCHEMA
            return not unsound(driver) and (older or wanted <= names)
    except (StoreProblem, OSError):
        return False


def damaged(path: Path) -> Damaged:
    """Return the problem of a store that is not whole, naming the newest backup that is."""
    missing = not path.exists()
    backup = newest_whole(path)
    if backup is None:
        return Damaged(path, missing=missing)
    made = seoul_time(backup.made_at).strftime("%Y-%m-%d %H:%M")
    return Damaged(path, backup.path, made, missing)


def _opened(path: Path, key: bytes, others: int) -> Store:
    try:
        if not others and path.stat().st_size <= AT_ONCE and pages_damaged(path, key):
            raise damaged(path)
        if others and schema_of(path, key) < SCHEMA:
            raise InUse("새 형식으로 변환")
        store = open_store(path, key)
    except (WrongKey, NoStore, FileNotFoundError):
        raise damaged(path) from None
    except OSError:
        raise NotWritten(path) from None
    return store


def _synced(folder: Path, environment: Mapping[str, str]) -> str:
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = environment.get(name)
        if root and folder.is_relative_to(Path(os.path.realpath(root))):
            return "OneDrive"
    for one in (folder, *folder.parents):
        for beginning, program in SYNCED:
            if tidy(one.name).casefold().startswith(beginning):
                return program
        for mark, program in MARKS.items():
            if _lies_in(one, mark):
                return program
    return ""


def _lies_in(folder: Path, name: str) -> bool:
    # A home folder keeps the settings of Dropbox in ~/.dropbox without being synced itself.
    if name == ".dropbox" and (folder / name).is_dir():
        return False
    return (folder / name).exists()


def _mounts() -> type_of_mounts:
    import psutil

    found: list[Any] = psutil.disk_partitions(all=True)
    return [(one.mountpoint, one.fstype, one.opts) for one in found]


def _is_network(folder: Path, mounts: type_of_mounts) -> bool:
    """Tell whether the mount that holds a folder is one of another computer."""
    holding = [
        (len(Path(place).parts), kind, options)
        for place, kind, options in mounts
        if place and folder.is_relative_to(place)
    ]
    if not holding:
        return False
    _, kind, options = max(holding, key=lambda one: one[0])
    return kind.casefold() in NETWORK or "remote" in options.split(",")
