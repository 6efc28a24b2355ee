"""Korean text for searching: syllables taken apart into jamo (자모), and 초성."""

from __future__ import annotations

from functools import lru_cache

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
"""In the order of Unicode; the blank stands for a syllable without a final."""
_SPLIT = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ",
    "ㅢ": "ㅡㅣ",
}  # fmt: skip
_FIRST, _LAST = 0xAC00, 0xD7A3


def jamo(text: str) -> str:
    """Return the text in lower case with every syllable taken apart, blanks dropped.

    Half-typed syllables then match: `가`+`ㅇ` is a prefix of `강`.
    """
    return "".join(_letters(one) for one in text.lower() if not one.isspace())


@lru_cache(maxsize=4096)
def _letters(one: str) -> str:
    code = ord(one)
    if not _FIRST <= code <= _LAST:
        return _SPLIT.get(one, one)
    index = code - _FIRST
    medial = MEDIALS[index % 588 // 28]
    final = FINALS[index % 28].strip()
    return INITIALS[index // 588] + _SPLIT.get(medial, medial) + _SPLIT.get(final, final)


def initials(text: str) -> str:
    """Return the 초성 of a name: `홍길동` → `ㅎㄱㄷ`; other letters stay."""
    return "".join(
        INITIALS[(ord(one) - _FIRST) // 588] if _FIRST <= ord(one) <= _LAST else one
        for one in text.lower()
        if not one.isspace()
    )


def typed_initials(text: str) -> str | None:
    """Return the 초성 of a search text that is 초성 only, else None.

    A Korean keyboard draws ㄱ and ㅅ typed in a row together as ㄳ: it is taken apart again.
    """
    apart = "".join(_SPLIT.get(one, one) for one in text)
    return apart if apart and all(one in INITIALS for one in apart) else None
