"""Qt's own words in Korean: the catalogue that comes with Qt, and the few that it leaves out."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator
from PySide6.QtWidgets import QApplication

_LEFT_OUT: Final = {
    "&Look in:": "보는 폴더(&L):",
    "Look in:": "보는 폴더:",
    "Files of &type:": "파일 형식(&T):",
    "Files of type:": "파일 형식:",
    "&File name:": "파일 이름(&N):",
    "Folder": "폴더",
    "File Folder": "폴더",
    "Drive": "드라이브",
    "File": "파일",
    "%1 File": "%1 파일",
    "Alias": "바로 가기",
    "Shortcut": "바로 가기",
    "Unknown": "알 수 없음",
    "Directory:": "폴더:",
    "&Choose": "고르기(&C)",
    "Go back": "뒤로",
    "Go forward": "앞으로",
}


class LeftOut(QTranslator):
    """Korean for what the catalogue of Qt has no word for, wherever it stands."""

    def isEmpty(self) -> bool:
        """There are words here, though no file was loaded."""
        return False

    def translate(
        self,
        context: bytes | bytearray | memoryview | str,
        sourceText: bytes | bytearray | memoryview | str,
        disambiguation: bytes | bytearray | memoryview | str | None = None,
        n: int = -1,
    ) -> str:
        """Return the Korean of a text of Qt; nothing for what is not listed here."""
        return _LEFT_OUT.get(_text(sourceText), "")


def speak_korean(app: QApplication) -> None:
    """Let dialogs of Qt itself, such as that for files, speak Korean."""
    keep: QObject = app
    more, words = LeftOut(keep), QTranslator(keep)
    app.installTranslator(more)
    # The one installed last is asked first: what Qt has a word for stays as Qt says it.
    if words.load("qtbase_ko", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)


def _text(words: bytes | bytearray | memoryview | str) -> str:
    return words if isinstance(words, str) else bytes(words).decode("utf-8", "replace")
