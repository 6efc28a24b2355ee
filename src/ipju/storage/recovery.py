"""The recovery key (복구 열쇠) on paper: 128 bits as eighteen Korean words, and as text for a QR.

Sixteen words are the key, one byte each; two more are a checksum, so that a slip of the pen is
found before anything is tried with it. The list begins no word with another, so that words typed
without spaces can be told apart, and keeps any two of them at least two letters (자모) apart.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from ipju.domain.keys import RecoveryKey
from ipju.storage.problems import RecoveryMistyped

KEY_BYTES = 16
CHECK_BYTES = 2
WORDS = KEY_BYTES + CHECK_BYTES
LIST_LENGTH = 256
MARK = "IPJU1"
"""What the text of the QR begins with."""

_GROUP = 5
_HANGUL = re.compile(r"[가-힣]+")
_LOOKALIKE = str.maketrans("018", "OIB")
"""Base32 has no 0, 1 and 8: whoever types them read an O, an I or a B."""


def words_of(path: Path) -> tuple[str, ...]:
    """Return the word list, in the order that gives each word its byte."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    return tuple(text.split())


def new_recovery(words: Sequence[str]) -> RecoveryKey:
    """Return a new random recovery key."""
    return written(secrets.token_bytes(KEY_BYTES), words)


def written(secret: bytes, words: Sequence[str]) -> RecoveryKey:
    """Return 128 bits as they are written down."""
    whole = secret + _check(secret)
    letters = base64.b32encode(whole).decode().rstrip("=")
    groups = [letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP)]
    return RecoveryKey(words=tuple(words[one] for one in whole), code="-".join([MARK, *groups]))


def read_recovery(text: str, words: Sequence[str]) -> bytes:
    """Return the 128 bits behind words or code as somebody typed them.

    Takes them composed or not, numbered, with any separators or none; RecoveryMistyped says which
    word is wrong.
    """
    tidy = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))
    if not _HANGUL.search(tidy):
        return _read_code(tidy)
    parts = _HANGUL.findall(tidy)
    if len(parts) != WORDS:
        parts = _told_apart("".join(parts), words)
    whole = bytes(_number(place, one, words) for place, one in enumerate(parts, start=1))
    secret, check = whole[:KEY_BYTES], whole[KEY_BYTES:]
    if check != _check(secret):
        raise RecoveryMistyped(_hint(whole))
    return secret


def closest(word: str, words: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the words of the list that are one or two letters (자모) away, nearest first."""
    near = sorted((letters_apart(word, one), one) for one in words)
    return tuple(one for apart, one in near if apart <= 2)[:most]


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"ipju recovery key\x00" + secret).digest()[:CHECK_BYTES]


def _number(place: int, word: str, words: Sequence[str]) -> int:
    if word in words:
        return words.index(word)
    near = closest(word, words)
    meant = f" 혹시 {', '.join(near)}입니까?" if near else ""
    raise RecoveryMistyped(
        f"{place}번째 낱말 ‘{word}’은(는) 복구 열쇠에 쓰는 낱말이 아닙니다.{meant}", place
    )


def _told_apart(letters: str, words: Sequence[str]) -> list[str]:
    """Return the words of a text without boundaries; a wrong one is named by its place."""
    found: list[str] = []
    while letters:
        match = next((one for one in words if letters.startswith(one)), None)
        if match is None:
            place = len(found) + 1
            raise RecoveryMistyped(
                f"{place}번째 낱말(‘{letters[:3]}…’)이 복구 열쇠에 쓰는 낱말이 아닙니다. "
                "낱말 사이를 띄어 다시 적으세요.",
                place,
            )
        found.append(match)
        letters = letters[len(match) :]
    if len(found) != WORDS:
        raise RecoveryMistyped(
            f"복구 열쇠는 낱말 {WORDS}개인데 {len(found)}개를 적었습니다. 빠진 낱말을 확인하세요."
        )
    return found


def _hint(whole: bytes) -> str:
    """Say which words of a key with a wrong checksum to look at again."""

    def fits(candidate: bytes) -> bool:
        return candidate[KEY_BYTES:] == _check(candidate[:KEY_BYTES])

    for at in range(WORDS - 1):
        swapped = bytes((*whole[:at], whole[at + 1], whole[at], *whole[at + 2 :]))
        if fits(swapped):
            return f"{at + 1}번째와 {at + 2}번째 낱말의 순서가 바뀐 것 같습니다. 다시 보세요."
    places = sorted(
        at + 1
        for at in range(WORDS)
        if any(
            fits(bytes((*whole[:at], other, *whole[at + 1 :])))
            for other in range(LIST_LENGTH)
            if other != whole[at]
        )
    )
    if places:
        listed = ", ".join(f"{one}번째" for one in places)
        return f"{listed} 낱말이 다른 낱말 같습니다. 종이와 대조해 다시 적으세요."
    return "낱말은 모두 아는 낱말이지만 이 열쇠가 아닙니다. 두 곳 넘게 틀렸으니 다시 적으세요."


def _read_code(text: str) -> bytes:
    letters = re.sub(r"[\s\-–—_.,]", "", text).upper().removeprefix(MARK).translate(_LOOKALIKE)
    try:
        whole = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        whole = b""
    secret, check = whole[:KEY_BYTES], whole[KEY_BYTES:]
    if len(whole) != WORDS or check != _check(secret):
        raise RecoveryMistyped(
            f"복구 열쇠가 아닙니다. 종이의 낱말 {WORDS}개나 QR의 글을 그대로 적으세요."
        )
    return secret


def letters_apart(one: str, other: str) -> int:
    """Return how many letters (자모) must be changed to make one word of the other."""
    a, b = unicodedata.normalize("NFD", one), unicodedata.normalize("NFD", other)
    row = list(range(len(b) + 1))
    for at, letter in enumerate(a, start=1):
        next_row = [at]
        for to, wanted in enumerate(b, start=1):
            next_row.append(min(row[to] + 1, next_row[-1] + 1, row[to - 1] + (letter != wanted)))
        row = next_row
    return row[-1]
