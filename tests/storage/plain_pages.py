"""What lies in the pages of a store, free ones and left-overs too, as who holds the key sees it."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, BLOCK, SALT = 4096, 80, 16, 16
"""SQLCipher 4: every page ends in its initial vector and HMAC; the first one begins with a salt."""


def plain_pages(path: Path, key: bytes) -> bytes:
    """Return every page of the store's file decrypted, in order, whether it is in use or not."""
    sealed = path.read_bytes()
    assert sealed
    assert len(sealed) % PAGE == 0
    found = bytearray()
    for at in range(0, len(sealed), PAGE):
        body = sealed[at + (SALT if at == 0 else 0) : at + PAGE - RESERVED]
        vector = sealed[at + PAGE - RESERVED : at + PAGE - RESERVED + BLOCK]
        opener = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
        found += opener.update(body) + opener.finalize()
    return bytes(found)
