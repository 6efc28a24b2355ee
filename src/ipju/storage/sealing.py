"""The second layer: single values sealed with AES-256-GCM, found again by a blind index."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets as random

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

AES_256_GCM = b"\x01"
"""The algorithm byte in front of every sealed value, so that another can follow."""

NONCE = 12
KEY_VERSION = "1"


def derived(key: bytes, purpose: str) -> bytes:
    """Return 32 bytes derived from the data key for one purpose."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(key)


class Secrets:
    """Seals and unseals values; `place` (table, column, row) is bound to each of them."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(derived(key, "ipju field values"))
        self._index_key = derived(key, "ipju blind index")
        self._seal_key = derived(key, "ipju row seals")

    def seal(self, text: str, place: str) -> bytes:
        """Return the sealed value of `text`, which opens only at the same place."""
        return self.seal_bytes(text.encode(), place)

    def unseal(self, sealed: bytes, place: str) -> str:
        """Return the text; raises cryptography's InvalidTag when it was moved or changed."""
        return self.unseal_bytes(sealed, place).decode()

    def seal_bytes(self, content: bytes, place: str) -> bytes:
        """Return the sealed bytes, which open only at the same place."""
        nonce = random.token_bytes(NONCE)
        bound = f"{place}.{KEY_VERSION}".encode()
        return AES_256_GCM + nonce + self._cipher.encrypt(nonce, content, bound)

    def unseal_bytes(self, sealed: bytes, place: str) -> bytes:
        """Return the open bytes; raises cryptography's InvalidTag when moved or changed."""
        if sealed[:1] != AES_256_GCM:
            raise ValueError("알 수 없는 방식으로 감춘 값입니다. 프로그램을 새로 설치하세요.")
        nonce, body = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
        return self._cipher.decrypt(nonce, body, f"{place}.{KEY_VERSION}".encode())

    def mac(self, *parts: object) -> str:
        """Return the keyed seal (HMAC-SHA-256) of a row's values, in hex.

        Only a program that has opened the store with its key can write one that fits.
        """
        text = json.dumps([None if one is None else str(one) for one in parts], ensure_ascii=False)
        return hmac.new(self._seal_key, text.encode(), hashlib.sha256).hexdigest()

    def fits(self, seal: str | None, *parts: object) -> bool:
        """Tell whether a stored seal is that of these values."""
        return seal is not None and hmac.compare_digest(seal, self.mac(*parts))

    def index(self, text: str) -> str:
        """Return the blind index (HMAC-SHA-256) by which the value can be looked up."""
        return hmac.new(self._index_key, text.encode(), hashlib.sha256).hexdigest()
