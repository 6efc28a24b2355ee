"""Breaking Korean text into lines at its spaces (어절), measured with the real font."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ipju.printing.errors import PrintError
from ipju.printing.wording import BOX, NO_BREAK, Run

BOX_SIZE = 9.0
_BOX_ADVANCE = 11.5
_CACHE_LIMIT = 50_000


class Piece(NamedTuple):
    """Text drawn in one go, `x` points right of where its line starts."""

    x: float
    text: str
    bold: bool


class Line(NamedTuple):
    """One line: its pieces and its width in points."""

    pieces: tuple[Piece, ...]
    width: float


class _Word(NamedTuple):
    parts: list[Run]
    breaks: bool


class Metrics:
    """Advance widths of the two weights, in thousandths of the size."""

    def __init__(self, regular: Mapping[int, float], bold: Mapping[int, float]) -> None:
        self._fonts = (regular, bold)
        self._words: dict[tuple[str, bool], float] = {}

    def width(self, text: str, bold: bool, size: float) -> float:
        """Width in points; PrintError names a character that the font does not have."""
        if text == BOX:
            return _BOX_ADVANCE
        known = self._words.get((text, bold))
        if known is None:
            known = self._measure(text, bold)
            if len(self._words) > _CACHE_LIMIT:
                self._words.clear()
            self._words[text, bold] = known
        return known * size / 1000

    def _measure(self, text: str, bold: bool) -> float:
        font = self._fonts[bold]
        total = 0.0
        for char in text:
            advance = font.get(32 if char == NO_BREAK else ord(char))
            if advance is None:
                # The one character only: the word around it may be somebody's name.
                raise PrintError(f"'{char}'(U+{ord(char):04X})는 인쇄 글꼴에 없는 글자입니다.")
            total += advance
        return total


def break_lines(
    runs: Sequence[Run], size: float, width: float, metrics: Metrics
) -> tuple[Line, ...]:
    """Fill lines of at most `width` points; a word longer than a line is cut where it must."""
    lines: list[Line] = []
    line = _OpenLine(size, metrics)
    for word in _words(runs):
        if word.breaks:
            lines.append(line.close())
            line = _OpenLine(size, metrics)
        length = sum(metrics.width(text, bold, size) for text, bold in word.parts)
        if line.pieces and line.after(word) + length > width:
            lines.append(line.close(wrapped=True))
            line = _OpenLine(size, metrics)
        if length <= width:
            line.add(word)
            continue
        for part in _cut(word, size, width, metrics):
            if line.pieces:
                lines.append(line.close())
                line = _OpenLine(size, metrics)
            line.add(part)
    lines.append(line.close())
    return tuple(lines)


class _OpenLine:
    """A line being filled.

    The brackets 「 」 carry half an em of air, so a space beside one is written (it belongs to
    the text) but takes no room.
    """

    def __init__(self, size: float, metrics: Metrics) -> None:
        self.size = size
        self.metrics = metrics
        self.pieces: list[Piece] = []
        self.x = 0.0

    def _tight(self, word: _Word) -> bool:
        opens = word.parts[0].text.startswith("「")
        closes = self.pieces[-1].text.endswith("」")
        return opens != closes

    def after(self, word: _Word) -> float:
        """Where `word` would start, were it put on this line."""
        if not self.pieces or self._tight(word):
            return self.x
        return self.x + self.metrics.width(" ", self.pieces[-1].bold, self.size)

    def add(self, word: _Word) -> None:
        """Put a word on the line, joining it to the piece before where the weight is one."""
        start = self.after(word)
        joins = False
        if self.pieces:
            last = self.pieces[-1]
            joins = start > self.x and last.bold == word.parts[0].bold
            if last.text != BOX:
                self.pieces[-1] = Piece(last.x, last.text + " ", last.bold)
        elif word.parts[0].text.startswith("「"):
            start = -0.42 * self.size
        self.x = start
        for text, bold in word.parts:
            last_piece = self.pieces[-1] if self.pieces else None
            shown = text.replace(NO_BREAK, " ")
            if joins and last_piece is not None and BOX not in (text, last_piece.text):
                self.pieces[-1] = Piece(last_piece.x, last_piece.text + shown, bold)
            else:
                self.pieces.append(Piece(self.x, shown, bold))
            joins = False
            self.x += self.metrics.width(text, bold, self.size)

    def close(self, wrapped: bool = False) -> Line:
        """End the line; a wrapped one keeps its space, so that read-out words stay apart."""
        if wrapped and self.pieces[-1].text != BOX:
            last = self.pieces[-1]
            self.pieces[-1] = Piece(last.x, last.text + " ", last.bold)
        return Line(tuple(self.pieces), self.x)


def _words(runs: Sequence[Run]) -> list[_Word]:
    """Split at spaces and line ends; a word may change weight inside."""
    words: list[_Word] = []
    open_word: list[Run] = []
    breaks = False
    for run in runs:
        if run.text == BOX:
            open_word.append(run)
            continue
        for number, row in enumerate(run.text.split("\n")):
            if number:
                if open_word or breaks:
                    words.append(_Word(open_word or [Run("")], breaks))
                open_word, breaks = [], True
            for place, text in enumerate(row.split(" ")):
                if place and open_word:
                    words.append(_Word(open_word, breaks))
                    open_word, breaks = [], False
                if text:
                    open_word.append(Run(text, run.bold))
    if open_word:
        words.append(_Word(open_word, breaks))
    return words


def _cut(word: _Word, size: float, width: float, metrics: Metrics) -> list[_Word]:
    """Cut a word too long for any line into pieces that fit, after a hyphen or middle dot."""
    cut: list[_Word] = []
    parts: list[Run] = []
    room = width
    for text, bold in word.parts:
        taken = ""
        for char in text:
            advance = metrics.width(char, bold, size)
            if advance > room and (taken or parts):
                joint = max(taken.rfind("-"), taken.rfind("·")) + 1
                kept, taken = (taken[:joint], taken[joint:]) if joint else (taken, "")
                if kept:
                    parts.append(Run(kept, bold))
                cut.append(_Word(parts, False))
                parts, room = [], width - metrics.width(taken, bold, size)
            taken += char
            room -= advance
        if taken:
            parts.append(Run(taken, bold))
    if parts:
        cut.append(_Word(parts, False))
    return cut
