"""Where each key of a TOML text stands: its path, with list positions, and its line.

tomllib gives values without lines. This reads the same text once more, only for places; it is
meant for text that tomllib has accepted.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right

type_of_path = tuple[str | int, ...]

_BARE_END = ".=] \t"
_SCALAR_END = ",]}#\n"


def key_lines(text: str) -> dict[type_of_path, int]:
    """Return the line (from 1) of every key, table header and list element of a valid TOML text."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


def line_of(lines: dict[type_of_path, int], path: type_of_path) -> int:
    """Return the line of `path`, or of what lies around it; 1 when there is nothing."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scanner:
    """A reader of places; `at` is the position in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[type_of_path, int] = {}
        self._starts = [0] + [index + 1 for index, sign in enumerate(text) if sign == "\n"]
        self._counts: dict[type_of_path, int] = {}

    def document(self) -> None:
        table: type_of_path = ()
        while self._skip(newlines=True):
            if self.text.startswith("[[", self.at):
                self.at += 2
                table = self._header(repeated=True)
                self.at += 2
            elif self.text[self.at] == "[":
                self.at += 1
                table = self._header(repeated=False)
                self.at += 1
            else:
                self._pair(table)

    def _header(self, *, repeated: bool) -> type_of_path:
        line = self._line()
        keys = self._keys()
        path: type_of_path = ()
        for position, key in enumerate(keys, 1):
            path = (*path, key)
            if position == len(keys) and repeated:
                self._mark(path, line)
                self._counts[path] = self._counts.get(path, 0) + 1
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
            self._mark(path, line)
        return path

    def _pair(self, table: type_of_path) -> None:
        path = table
        line = self._line()
        for key in self._keys():
            path = (*path, key)
            self._mark(path, line)
        self.at += 1
        self._value(path)

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip()
            start = self.at
            if self.text[start] in "\"'":
                self._string()
                keys.append(str(tomllib.loads(f"key = {self.text[start : self.at]}")["key"]))
            else:
                while self.text[self.at] not in _BARE_END:
                    self.at += 1
                keys.append(self.text[start : self.at])
            self._skip()
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def _value(self, path: type_of_path) -> None:
        self._skip()
        sign = self.text[self.at]
        if sign == "[":
            self._elements(path)
        elif sign == "{":
            self._inline(path)
        elif sign in "\"'":
            self._string()
        else:
            while self.at < len(self.text) and self.text[self.at] not in _SCALAR_END:
                self.at += 1

    def _elements(self, path: type_of_path) -> None:
        self.at += 1
        index = 0
        while self._skip(newlines=True) and self.text[self.at] != "]":
            self._mark((*path, index), self._line())
            self._value((*path, index))
            index += 1
            self._comma()
        self.at += 1

    def _inline(self, path: type_of_path) -> None:
        self.at += 1
        while self._skip(newlines=True) and self.text[self.at] != "}":
            self._pair(path)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self._skip(newlines=True)
        if self.text[self.at] == ",":
            self.at += 1

    def _string(self) -> None:
        quote = self.text[self.at]
        if self.text.startswith(quote * 3, self.at):
            quote *= 3
        self.at += len(quote)
        while not self.text.startswith(quote, self.at):
            self.at += 2 if self.text[self.at] == "\\" and quote[0] == '"' else 1
        self.at += len(quote)
        while len(quote) == 3 and self.text.startswith(quote[0], self.at):
            self.at += 1

    def _skip(self, *, newlines: bool = False) -> bool:
        """Pass blanks (and, where asked, line ends and comments); tell whether text is left."""
        while self.at < len(self.text):
            sign = self.text[self.at]
            if sign == "#" and newlines:
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif sign in " \t" or (newlines and sign in "\r\n"):
                self.at += 1
            else:
                return True
        return False

    def _line(self) -> int:
        return bisect_right(self._starts, self.at)

    def _mark(self, path: type_of_path, line: int) -> None:
        self.lines.setdefault(path, line)
