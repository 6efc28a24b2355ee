"""Names as public lists (명단) show them: one syllable hidden."""

from __future__ import annotations

HIDDEN = "*"
_FIRST_SYLLABLE, _LAST_SYLLABLE = "가", "힣"
_SHORTEST_MIDDLE = 3


def masked_name(name: str) -> str:
    """Return a name with one syllable hidden: 홍*동, 김*, 남궁*동.

    A name in other letters has no syllables to count: of each word the first letter stays.
    """
    words = name.split()
    joined = "".join(words)
    if not joined:
        return ""
    if not any(_FIRST_SYLLABLE <= one <= _LAST_SYLLABLE for one in joined):
        return " ".join(one[0] + HIDDEN * (len(one) - 1) for one in words)
    if len(joined) == 1:
        return HIDDEN
    at = len(joined) // 2 if len(joined) >= _SHORTEST_MIDDLE else len(joined) - 1
    return joined[:at] + HIDDEN + joined[at + 1 :]
