"""Types into widgets as a Korean keyboard does: syllables are composed, then committed."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

_LEAD = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_BASE, _LAST = 0xAC00, 0xD7A3


def steps_of(syllable: str) -> list[str]:
    """What stands on the screen while a syllable is composed: `한` → ㅎ, 하, 한."""
    code = ord(syllable)
    if not _BASE <= code <= _LAST:
        return []
    offset = code - _BASE
    lead, rest = divmod(offset, 21 * 28)
    open_syllable = chr(_BASE + lead * 21 * 28 + rest // 28 * 28)
    return list(dict.fromkeys([_LEAD[lead], open_syllable, syllable]))


def preedit(widget: QWidget, text: str) -> None:
    """Show an unfinished syllable without committing it."""
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))


def type_korean(widget: QWidget, text: str) -> None:
    """Compose and commit `text` in a focused input, syllable by syllable."""
    for letter in text:
        for step in steps_of(letter):
            preedit(widget, step)
        commit = QInputMethodEvent("", [])
        commit.setCommitString(letter)
        QApplication.sendEvent(widget, commit)
