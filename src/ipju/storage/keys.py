"""The data key of a store: random, wrapped in slots that lie beside the file.

A real office opens by a device secret in the OS keyring (approved backends only) or by a password
(argon2id). A practice office holds invented people only, so its key lies in a file readable by
its user alone: nobody must type a password to try the program.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ipju.storage.files import written_whole
from ipju.storage.problems import KeyProblem

KEY_BYTES = 32
PRACTICE_FILE = "practice.key"
SLOTS_FILE = "keys.json"
SERVICE = "ipju"

APPROVED_BACKENDS = (
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
)
"""OS keyrings. Anything else (plain files, null, fail) is never used silently."""

ARGON2 = {"time_cost": 3, "memory_cost": 65536, "parallelism": 4}


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


def keyring_approved() -> bool:
    """Tell whether this machine has an OS keyring the program trusts."""
    return _backend() is not None


def create_slots(folder: Path, password: str | None) -> bytes:
    """Make a data key and wrap it: by the OS keyring, and by a password where one is given.

    KeyProblem when there is neither an approved keyring nor a password; nothing weaker is chosen.
    """
    path = folder / SLOTS_FILE
    if path.exists():
        raise KeyProblem(f"{path}: 열쇠 파일이 이미 있습니다. 폴더를 확인하세요.")
    key = secrets.token_bytes(KEY_BYTES)
    slots: list[dict[str, Any]] = []
    backend = _backend()
    if backend is not None and not password:
        name = secrets.token_hex(8)
        device = secrets.token_bytes(KEY_BYTES)
        _keep(backend, name, device)
        slots.append({"kind": "keyring", "name": name, "sealed": _wrap(device, key)})
    if password:
        salt = secrets.token_bytes(16)
        slots.append(
            {
                "kind": "password",
                "salt": salt.hex(),
                "argon2id": ARGON2,
                "sealed": _wrap(_stretched(password, salt, ARGON2), key),
            }
        )
    if not slots:
        raise KeyProblem(
            "이 컴퓨터에 쓸 수 있는 열쇠 보관함이 없습니다. 비밀번호를 정해 시작하세요."
        )
    _write(path, json.dumps({"version": 1, "slots": slots}, indent=1).encode())
    return key


def open_slots(folder: Path, password: str | None) -> bytes:
    """Return the data key by keyring or password; KeyProblem with the way out otherwise."""
    path = folder / SLOTS_FILE
    try:
        slots = [dict(one) for one in json.loads(path.read_text(encoding="utf-8"))["slots"]]
    except FileNotFoundError:
        raise KeyProblem(f"{path}: 열쇠 파일이 없습니다. 백업에서 되찾으세요.") from None
    except (ValueError, KeyError, TypeError, OSError):
        raise KeyProblem(f"{path}: 열쇠 파일이 손상되었습니다. 백업에서 되찾으세요.") from None
    for slot in slots:
        key = _open_slot(slot, password)
        if key is not None:
            return key
    if password is None and any(one.get("kind") == "password" for one in slots):
        raise KeyProblem("비밀번호가 필요합니다.")
    raise KeyProblem("비밀번호가 맞지 않거나 이 컴퓨터의 열쇠 보관함에서 열쇠를 찾지 못했습니다.")


def _open_slot(slot: dict[str, Any], password: str | None) -> bytes | None:
    try:
        if slot["kind"] == "keyring":
            backend = _backend()
            secret = _kept(backend, slot["name"]) if backend else None
            return _unwrap(bytes.fromhex(secret), slot["sealed"]) if secret else None
        if slot["kind"] == "password" and password:
            salt = bytes.fromhex(slot["salt"])
            return _unwrap(_stretched(password, salt, slot["argon2id"]), slot["sealed"])
    except (KeyError, ValueError, TypeError, InvalidTag):
        return None
    return None


def _backend() -> Any:
    """Return the OS keyring when it is an approved one."""
    import keyring

    backend = keyring.get_keyring()
    candidates = getattr(backend, "backends", [backend])
    for one in candidates:
        if type(one).__module__.startswith(APPROVED_BACKENDS):
            return one
    return None


def _keep(backend: Any, name: str, device: bytes) -> None:
    """Lay the device secret into the keyring, and read it back: some say yes and keep nothing."""
    from keyring.errors import KeyringError

    try:
        backend.set_password(SERVICE, name, device.hex())
    except KeyringError:
        raise KeyProblem(
            "열쇠 보관함이 잠겨 있거나 열쇠를 받지 않습니다. 잠금을 풀거나 비밀번호로 시작하세요."
        ) from None
    if _kept(backend, name) != device.hex():
        raise KeyProblem("열쇠 보관함이 열쇠를 보관하지 않습니다. 비밀번호로 시작하세요.")


def _kept(backend: Any, name: str) -> str | None:
    from keyring.errors import KeyringError

    try:
        secret: str | None = backend.get_password(SERVICE, name)
    except KeyringError:
        return None
    return secret


def _stretched(password: str, salt: bytes, cost: dict[str, int]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(password.encode(), salt, hash_len=KEY_BYTES, type=Type.ID, **cost)


def _wrap(wrapping: bytes, key: bytes) -> str:
    nonce = secrets.token_bytes(12)
    return (nonce + AESGCM(wrapping).encrypt(nonce, key, b"ipju data key")).hex()


def _unwrap(wrapping: bytes, sealed: str) -> bytes:
    raw = bytes.fromhex(sealed)
    return AESGCM(wrapping).decrypt(raw[:12], raw[12:], b"ipju data key")


def _write(path: Path, data: bytes) -> None:
    with written_whole(path) as file:
        file.write(data)
