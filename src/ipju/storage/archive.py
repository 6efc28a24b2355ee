"""A backup file (`.ipju-backup`): a ZIP of a manifest and the encrypted store, nothing else.

A file from outside is judged by its content before any of it is written: two members of known
names, stored and not packed (so that nothing swells), within the size of the file itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from ipju.domain.trail import Anchor
from ipju.storage.dump import Dump
from ipju.storage.problems import NotWritten, StoreProblem
from ipju.storage.sealing import Secrets

SUFFIX = ".ipju-backup"
MANIFEST, STORE = "manifest.json", "store.db"
FORMAT = 1
LARGEST_MANIFEST = 1 << 20
BLOCK = 1 << 20
_END = struct.Struct("<4s4H2LH")
_LARGEST_DIRECTORY = 4096
_YEARS = range(2000, 2300)
"""Days that can be reckoned with on both sides, whatever a file says."""


class BackupProblem(StoreProblem):
    """A backup can't be made or used; the message says why and the way out."""


class DamagedBackup(BackupProblem):
    """The file is not a backup of this program, cut short, or altered."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path.name}: {what} 다른 백업을 고르세요.")


class OtherOffice(BackupProblem):
    """The backup is not one of the office whose key is at hand."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name}: 이 사무실의 열쇠로 만든 백업이 아니거나 고친 흔적이 있습니다. "
            "다른 백업을 고르세요."
        )


class NewerBackup(BackupProblem):
    """The backup was made by a newer version of the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name}: 더 새로운 프로그램이 만든 백업입니다. 프로그램을 새로 설치하세요."
        )


class Stopped(BackupProblem):
    """Somebody stopped the work; nothing of it stays."""

    def __init__(self) -> None:
        super().__init__("멈췄습니다. 앞서 만든 백업은 그대로입니다.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself. `mac` seals all of it with a key derived from the data key.

    `recovery` is the recovery slot of the office, so that the recovery key alone opens the file.
    """

    made_at: datetime
    kind: str
    store: str
    schema: int
    sha256: str
    size: int
    cases: int
    dump: Dump
    anchor: Anchor | None
    recovery: Mapping[str, Any] | None
    mac: str = ""

    def sealed(self, secrets: Secrets) -> Manifest:
        """Return the manifest with its seal."""
        return replace(self, mac=secrets.mac("backup", self._text()))

    def is_of(self, secrets: Secrets) -> bool:
        """Tell whether the office with these secrets wrote the manifest, just so."""
        return secrets.fits(self.mac, "backup", self._text())

    def _text(self) -> str:
        return json.dumps(self._values(), ensure_ascii=False, sort_keys=True)

    def _values(self) -> dict[str, Any]:
        anchor = self.anchor
        return {
            "format": FORMAT,
            "made_at": self.made_at.isoformat(),
            "kind": self.kind,
            "store": self.store,
            "schema": self.schema,
            "sha256": self.sha256,
            "size": self.size,
            "cases": self.cases,
            "definitions": self.dump.definitions,
            "tables": {name: list(one) for name, one in self.dump.tables.items()},
            "anchor": anchor
            and {
                "store": anchor.store,
                "seq": anchor.seq,
                "hash": anchor.hash,
                "at": anchor.at.isoformat(),
                "seal": anchor.seal,
            },
            "recovery": None if self.recovery is None else dict(self.recovery),
        }

    def written(self) -> bytes:
        """Return the manifest as the bytes of its file."""
        return json.dumps({**self._values(), "mac": self.mac}, ensure_ascii=False).encode()

    @classmethod
    def read(cls, data: bytes) -> Manifest:
        """Read the bytes of a manifest; ValueError when they aren't one."""
        try:
            raw = json.loads(data)
            anchor = raw["anchor"]
            return cls(
                made_at=_moment(raw["made_at"]),
                kind=_of(str, raw["kind"]),
                store=_of(str, raw["store"]),
                schema=_of(int, raw["schema"]),
                sha256=_of(str, raw["sha256"]),
                size=_of(int, raw["size"]),
                cases=_of(int, raw["cases"]),
                dump=Dump(
                    _of(str, raw["definitions"]),
                    {
                        name: (_of(int, one[0]), _of(str, one[1]))
                        for name, one in raw["tables"].items()
                    },
                ),
                anchor=anchor
                and Anchor(
                    store=_of(str, anchor["store"]),
                    seq=_of(int, anchor["seq"]),
                    hash=_of(str, anchor["hash"]),
                    at=_moment(anchor["at"]),
                    seal=_of(str, anchor["seal"]),
                    kind="backup",
                ),
                recovery=raw["recovery"] and _of(dict, raw["recovery"]),
                mac=_seal(raw["mac"]),
            )
        except (KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError("manifest") from error


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError("manifest")
    return value


def _seal(value: Any) -> str:
    if not isinstance(value, str) or not value.isascii():
        raise ValueError("manifest")
    return value


def _moment(text: Any) -> datetime:
    found = datetime.fromisoformat(_of(str, text))
    if found.tzinfo is None or found.year not in _YEARS:
        raise ValueError("manifest")
    return found.astimezone(UTC)


def write(
    file: BinaryIO, manifest: Manifest, store: Iterable[bytes], stopped: Callable[[], bool]
) -> None:
    """Write a backup: the manifest, then the pieces of the store as they are."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        day = manifest.made_at.timetuple()[:6]
        archive.writestr(zipfile.ZipInfo(MANIFEST, day), manifest.written())
        member = zipfile.ZipInfo(STORE, day)
        member.file_size = manifest.size
        with archive.open(member, "w", force_zip64=manifest.size >= 1 << 31) as inner:
            for block in store:
                if stopped():
                    raise Stopped
                inner.write(block)


def blocks(file: Any) -> Iterator[bytes]:
    """Yield the content of a file piece by piece."""
    while block := file.read(BLOCK):
        yield block


@contextmanager
def _judged(path: Path) -> Iterator[None]:
    """Turn what a damaged or hostile file makes of reading it into one problem."""
    try:
        yield
    except FileNotFoundError:
        raise DamagedBackup(path, "백업 파일이 없습니다.") from None
    except OSError:
        raise DamagedBackup(path, "백업 파일을 읽지 못했습니다. 폴더와 권한을 확인하거나") from None
    except (zipfile.BadZipFile, EOFError, struct.error, ValueError, RuntimeError, OverflowError):
        raise DamagedBackup(path, "백업 파일이 손상되었습니다.") from None


@contextmanager
def opened(path: Path) -> Iterator[tuple[Manifest, Iterator[bytes]]]:
    """Open a backup and yield its manifest and the pieces of the store inside.

    DamagedBackup when the file is anything else than a whole backup, now or while it is read;
    NewerBackup when its format is one this program doesn't know. Nothing is written.
    """
    with ExitStack() as stack:
        with _judged(path):
            file = stack.enter_context(path.open("rb"))
            _bounded(path, file)
            archive = stack.enter_context(zipfile.ZipFile(file))
            manifest = _manifest(path, archive)
            inner = stack.enter_context(archive.open(STORE))
        yield manifest, _pieces(path, inner)


def _pieces(path: Path, inner: Any) -> Iterator[bytes]:
    with _judged(path):
        yield from blocks(inner)


def _bounded(path: Path, file: BinaryIO) -> None:
    """Refuse a ZIP whose directory is not the small one of two members, before it is read."""
    whole = file.seek(0, os.SEEK_END)
    if whole < _END.size:
        raise DamagedBackup(path, "이 프로그램의 백업 파일이 아니거나 잘렸습니다.")
    file.seek(whole - _END.size)
    mark, _disk, _first, here, total, size, _at, note = _END.unpack(file.read(_END.size))
    if mark != b"PK\5\6" or note or here != 2 or total != 2 or size > _LARGEST_DIRECTORY:
        raise DamagedBackup(path, "이 프로그램의 백업 파일이 아니거나 잘렸습니다.")
    file.seek(0)


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    members = {one.filename: one for one in archive.infolist()}
    alien = DamagedBackup(path, "이 프로그램의 백업 파일이 아닙니다.")
    if set(members) != {MANIFEST, STORE}:
        raise alien
    for one in members.values():
        if one.compress_type != zipfile.ZIP_STORED or one.compress_size != one.file_size:
            raise alien
    if members[MANIFEST].file_size > LARGEST_MANIFEST:
        raise alien
    data = archive.read(MANIFEST)
    try:
        version = json.loads(data)["format"]
        newer = isinstance(version, int) and version > FORMAT
        manifest = None if newer else Manifest.read(data)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise alien from None
    if manifest is None:
        raise NewerBackup(path)
    if manifest.size != members[STORE].file_size:
        raise DamagedBackup(path, "백업 파일이 잘렸습니다.")
    return manifest


def extracted(path: Path, target: Path, stopped: Callable[[], bool] = lambda: False) -> Manifest:
    """Write the store of a backup to `target` and return the manifest.

    DamagedBackup when its bytes aren't those that were backed up, NotWritten when there is no
    room; `target` is not left behind then.
    """
    hashed = hashlib.sha256()
    with opened(path) as (manifest, pieces):
        try:
            file = target.open("xb")
            target.chmod(0o600)
        except OSError:
            raise NotWritten(target) from None
        try:
            with file:
                for block in pieces:
                    if stopped():
                        raise Stopped
                    hashed.update(block)
                    _put(file, target, block)
                _kept(file, target)
            if hashed.hexdigest() != manifest.sha256:
                raise DamagedBackup(path, "백업 파일이 손상되었습니다.")
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    return manifest


def whole(path: Path) -> bool:
    """Tell, without any key, whether the store in a backup is byte for byte what was put in."""
    hashed = hashlib.sha256()
    try:
        with opened(path) as (manifest, pieces):
            for block in pieces:
                hashed.update(block)
            return hashed.hexdigest() == manifest.sha256
    except BackupProblem:
        return False


def _put(file: BinaryIO, target: Path, block: bytes) -> None:
    try:
        file.write(block)
    except OSError:
        raise NotWritten(target) from None


def _kept(file: BinaryIO, target: Path) -> None:
    try:
        file.flush()
        os.fsync(file.fileno())
    except OSError:
        raise NotWritten(target) from None
