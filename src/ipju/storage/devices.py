"""The secret of this computer, kept by the keyring of its operating system (열쇠 보관함).

Only keyrings on the list are trusted. Packages such as keyrings.alt install themselves as plain
files; they are passed over, never used in place of a real one.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from typing import Any

from ipju.storage.problems import KeyringGone

SERVICE = "ipju"
SECRET_BYTES = 32

APPROVED_BACKENDS = (
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
)
"""OS keyrings. Anything else (plain files, null, fail) is never used silently."""


def keyring_approved() -> bool:
    """Tell whether this computer has an OS keyring the program trusts."""
    return _backend() is not None


def new_device() -> tuple[str, bytes]:
    """Lay a new secret into the keyring and return its name and value.

    KeyringGone when the keyring is locked, or says yes and keeps nothing.
    """
    backend = _backend()
    if backend is None:
        raise KeyringGone("이 컴퓨터에 쓸 수 있는 열쇠 보관함이 없습니다.", making=True)
    name, secret = secrets.token_hex(8), secrets.token_bytes(SECRET_BYTES)
    with suppress(Exception):  # each keyring raises errors of its own libraries
        backend.set_password(SERVICE, name, secret.hex())
    # Read back even where no error came: some say yes and keep nothing.
    if _kept(backend, name) != secret:
        raise KeyringGone("열쇠 보관함이 잠겨 있거나 열쇠를 보관하지 않습니다.", making=True)
    return name, secret


def device_secret(name: str, check: str) -> bytes:
    """Return the secret laid down under `name`; KeyringGone when it is not to be had."""
    backend = _backend()
    if backend is None:
        raise KeyringGone("이 컴퓨터에서 열쇠 보관함을 찾지 못했습니다.")
    secret = _kept(backend, name)
    if secret is None:
        raise KeyringGone("이 컴퓨터의 열쇠 보관함이 열쇠를 내주지 않습니다.")
    if check_of(secret) != check:
        raise KeyringGone("열쇠 보관함에 있는 것이 이 자료의 열쇠가 아닙니다.")
    return secret


def old_secret(name: str) -> bytes | None:
    """Return a secret that the first release laid down, None when it is not to be had."""
    backend = _backend()
    return None if backend is None else _kept(backend, name)


def forget_device(name: str) -> None:
    """Take a secret that is of no use any more out of the keyring, where that is possible."""
    backend = _backend()
    if backend is not None:
        with suppress(Exception):  # it opens nothing any more: staying does no harm
            backend.delete_password(SERVICE, name)


def check_of(secret: bytes) -> str:
    """Return what tells a secret from another one, without telling the secret."""
    return hashlib.sha256(b"ipju device\x00" + secret).hexdigest()[:16]


def _kept(backend: Any, name: str) -> bytes | None:
    found = None
    with suppress(Exception):  # each keyring raises errors of its own libraries
        found = backend.get_password(SERVICE, name)
    try:
        secret = bytes.fromhex(found) if isinstance(found, str) else b""
    except ValueError:
        return None
    return secret if len(secret) == SECRET_BYTES else None


def _backend() -> Any:
    """Return the OS keyring when it is an approved one."""
    import keyring

    candidates: list[Any] = []
    with suppress(Exception):  # a keyring that cannot even be asked for is none
        backend = keyring.get_keyring()
        candidates = list(getattr(backend, "backends", [backend]))
    for one in candidates:
        if type(one).__module__.startswith(APPROVED_BACKENDS):
            return one
    return None
