"""The data key of a store: random, wrapped in slots that lie beside the file.

A practice office holds invented people only, so its key lies in a file readable by its user
alone: nobody must type a password to try the program. A real office has `keys.json`: one slot
for each account (password, and the secret of this computer where a keyring is approved) and one
for the recovery key. `vault` says what is done with them.
"""

from __future__ import annotations

import json
import os
import secrets
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ipju.storage.files import written_whole
from ipju.storage.problems import Busy, KeyProblem, NotWritten

KEY_BYTES = 32
SALT_BYTES = 16
PRACTICE_FILE = "practice.key"
SLOTS_FILE = "keys.json"
VERSION = 2
LOCK_SECONDS = 30

ARGON2 = {"time_cost": 3, "memory_cost": 65536, "parallelism": 4}
"""What argon2-cffi holds right for passwords (RFC 9106, low memory)."""

_HIGHEST = {"time_cost": 64, "memory_cost": 1 << 21, "parallelism": 64}
"""A damaged file must not ask for more than a computer has."""


@dataclass(slots=True, kw_only=True)
class UserSlot:
    """The data key wrapped for one account.

    `device` names the secret in this computer's keyring, None where the password stands alone.
    `failures` counts wrong passwords since the last right one; `failed_at` are the moments of
    failures which the ledger does not tell of yet.
    """

    account: UUID
    login: str
    salt: bytes
    cost: dict[str, int]
    sealed: bytes
    device: str | None = None
    device_check: str = ""
    failures: int = 0
    failed_at: list[datetime] = field(default_factory=list)
    must_change: bool = False


@dataclass(slots=True, kw_only=True)
class RecoverySlot:
    """The data key wrapped with the recovery key."""

    salt: bytes
    sealed: bytes


@dataclass(slots=True, kw_only=True)
class Slots:
    """What `keys.json` holds. `founding`: the office was not finished.

    `old` are the slots of the first release, which knew no accounts.
    """

    users: list[UserSlot] = field(default_factory=list)
    recovery: RecoverySlot | None = None
    founding: bool = False
    old: list[dict[str, Any]] = field(default_factory=list)

    def of_login(self, login: str) -> UserSlot | None:
        """Return the slot somebody signs in with, or None."""
        asked = tidy(login).strip().casefold()
        return next((one for one in self.users if tidy(one.login).casefold() == asked), None)

    def of(self, account: UUID) -> UserSlot | None:
        """Return the slot of an account, or None."""
        return next((one for one in self.users if one.account == account), None)


def create_practice(folder: Path) -> bytes:
    """Make the key of a practice store; KeyProblem when one lies there already."""
    path = folder / PRACTICE_FILE
    if path.exists():
        raise KeyProblem(f"{path}: 열쇠 파일이 이미 있는데 연습 자료가 없습니다. 폴더를 옮기세요.")
    key = secrets.token_bytes(KEY_BYTES)
    _write(path, key.hex().encode())
    return key


def open_practice(folder: Path) -> bytes:
    """Return the key of a practice store; KeyProblem when the file is gone or damaged."""
    path = folder / PRACTICE_FILE
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        raise KeyProblem(
            f"{path}: 연습 자료의 열쇠 파일이 없습니다. 폴더를 지우고 연습을 새로 시작하세요."
        ) from None
    except (ValueError, OSError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyProblem(
            f"{path}: 연습 자료의 열쇠 파일이 손상되었습니다. 폴더를 지우고 새로 시작하세요."
        )
    return key


def read_slots(folder: Path) -> Slots:
    """Return the slots of the office in `folder`; KeyProblem when they are gone or damaged."""
    path = folder / SLOTS_FILE
    try:
        return _slots(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise KeyProblem(
            f"{path}: 열쇠 파일이 없습니다. 복구 열쇠로 백업에서 되찾으세요."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        raise KeyProblem(
            f"{path}: 열쇠 파일이 손상되었습니다. 복구 열쇠로 백업에서 되찾으세요."
        ) from None


def known_logins(folder: Path) -> tuple[str, ...]:
    """Return who holds a key of an office; nobody when its keys are gone or damaged."""
    try:
        return tuple(one.login for one in read_slots(folder).users)
    except KeyProblem:
        return ()


def first_release(folder: Path) -> str:
    """Tell how an office of the first release opens: "password" or "keyring"; else nothing."""
    try:
        return next((one["kind"] for one in read_slots(folder).old), "")
    except KeyProblem:
        return ""


def write_slots(folder: Path, slots: Slots) -> None:
    """Write the slots whole, on disk when this returns; NotWritten when there is no room."""
    content: dict[str, Any] = {
        "version": VERSION,
        "slots": [_user(one) for one in slots.users]
        + ([recovery_to(slots.recovery)] if slots.recovery else []),
    }
    if slots.founding:
        content["founding"] = True
    _write(folder / SLOTS_FILE, json.dumps(content, ensure_ascii=False, indent=1).encode())


@contextmanager
def changing(folder: Path) -> Iterator[Slots]:
    """Read the slots, and write them back when the block ends; one process at a time."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / f".{SLOTS_FILE}.lock", timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout:
        raise Busy from None
    except OSError:
        raise NotWritten(folder) from None
    try:
        slots = read_slots(folder)
        yield slots
        write_slots(folder, slots)
    finally:
        lock.release()


def seal_user(slot: UserSlot, key: bytes, password: str, device: bytes) -> UserSlot:
    """Wrap the data key into a user slot; `device` is empty where the password stands alone."""
    slot.sealed = _wrap(_user_key(slot, password, device), key, _bound(slot))
    return slot


def open_user(slot: UserSlot, password: str, device: bytes) -> bytes | None:
    """Return the data key, or None when the password (or the device secret) is another."""
    return _unwrap(_user_key(slot, password, device), slot.sealed, _bound(slot))


def seal_recovery(key: bytes, secret: bytes) -> RecoverySlot:
    """Wrap the data key with the 128 bits of a recovery key."""
    salt = secrets.token_bytes(SALT_BYTES)
    return RecoverySlot(salt=salt, sealed=_wrap(_derived(secret, salt), key, b"ipju recovery"))


def open_recovery(slot: RecoverySlot, secret: bytes) -> bytes | None:
    """Return the data key, or None when it is another recovery key."""
    return _unwrap(_derived(secret, slot.salt), slot.sealed, b"ipju recovery")


def recovery_from(content: Mapping[str, Any]) -> RecoverySlot:
    """Return the recovery slot that `recovery_to` wrote; ValueError, KeyError when it is none."""
    return RecoverySlot(
        salt=bytes.fromhex(content["salt"]), sealed=bytes.fromhex(content["sealed"])
    )


def recovery_to(slot: RecoverySlot) -> dict[str, str]:
    """Return a recovery slot as JSON, for `keys.json` and for the head of a backup."""
    return {"kind": "recovery", "salt": slot.salt.hex(), "sealed": slot.sealed.hex()}


def new_user(account: UUID, login: str) -> UserSlot:
    """Return a slot that is still to be sealed."""
    salt = secrets.token_bytes(SALT_BYTES)
    return UserSlot(account=account, login=login, salt=salt, cost=dict(ARGON2), sealed=b"")


def tidy(typed: str) -> str:
    """Return a login or password as every keyboard writes it (composed syllables)."""
    return unicodedata.normalize("NFC", typed)


def open_old(slot: dict[str, Any], password: str, device: bytes | None) -> bytes | None:
    """Return the data key out of a slot of the first release, or None when it doesn't open."""
    try:
        sealed = bytes.fromhex(slot["sealed"])
        if slot["kind"] == "keyring":
            return _unwrap(device, sealed, b"ipju data key") if device else None
        stretched = _stretched(password, bytes.fromhex(slot["salt"]), _cost(slot["argon2id"]))
        return _unwrap(stretched, sealed, b"ipju data key")
    except (KeyError, ValueError, TypeError):
        return None


def _user_key(slot: UserSlot, password: str, device: bytes) -> bytes:
    return _derived(_stretched(tidy(password), slot.salt, slot.cost) + device, slot.salt)


def _bound(slot: UserSlot) -> bytes:
    """What a user slot is bound to: moved under another account it does not open."""
    return f"ipju user {slot.account.hex} {slot.device or '-'}".encode()


def _derived(secret: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"ipju wrapping key").derive(
        secret
    )


def _stretched(password: str, salt: bytes, cost: dict[str, int]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    # Half of a character pair, as a broken keyboard may send it, is a password like any other.
    secret = password.encode("utf-8", "surrogatepass")
    return hash_secret_raw(secret, salt, hash_len=KEY_BYTES, type=Type.ID, **cost)


def _wrap(wrapping: bytes, key: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(wrapping).encrypt(nonce, key, bound)


def _unwrap(wrapping: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    try:
        return AESGCM(wrapping).decrypt(sealed[:12], sealed[12:], bound)
    except (InvalidTag, ValueError):
        return None


def _slots(content: dict[str, Any]) -> Slots:
    slots = Slots(founding=bool(content.get("founding")))
    if content["version"] == 1:
        slots.old = [{**one, "kind": str(one["kind"])} for one in content["slots"]]
        return slots
    if content["version"] != VERSION:
        raise ValueError(content["version"])
    for one in content["slots"]:
        if one["kind"] == "recovery":
            slots.recovery = recovery_from(one)
        else:
            slots.users.append(_user_from(one))
    return slots


def _user(slot: UserSlot) -> dict[str, Any]:
    return {
        "kind": "user",
        "account": slot.account.hex,
        "login": slot.login,
        "salt": slot.salt.hex(),
        "argon2id": slot.cost,
        "device": slot.device,
        "device_check": slot.device_check,
        "failures": slot.failures,
        "failed_at": [one.isoformat() for one in slot.failed_at],
        "must_change": slot.must_change,
        "sealed": slot.sealed.hex(),
    }


def _user_from(content: dict[str, Any]) -> UserSlot:
    device = content["device"]
    return UserSlot(
        account=UUID(content["account"]),
        login=str(content["login"]),
        salt=bytes.fromhex(content["salt"]),
        cost=_cost(content["argon2id"]),
        device=None if device is None else str(device),
        device_check=str(content["device_check"]),
        failures=max(int(content["failures"]), 0),
        failed_at=[datetime.fromisoformat(one) for one in content["failed_at"]],
        must_change=bool(content["must_change"]),
        sealed=bytes.fromhex(content["sealed"]),
    )


def _cost(content: dict[str, Any]) -> dict[str, int]:
    cost = {name: int(content[name]) for name in ARGON2}
    if any(not 1 <= cost[name] <= most for name, most in _HIGHEST.items()):
        raise ValueError(cost)
    return cost


def _write(path: Path, data: bytes) -> None:
    try:
        with written_whole(path) as file:
            file.write(data)
    except OSError:
        raise NotWritten(path) from None
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have the new name of a file on disk too, where a folder can be opened (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
