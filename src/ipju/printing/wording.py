"""Wording templates of the form files: fields, bold parts, check boxes, optional parts.

Marks: ``{case_number}`` a field of the print model, ``{due:day}`` with a way of writing it,
``{row.item}`` a field of the row being drawn, ``**bold**``, ``[]`` a drawn check box,
``<…>`` a part left out when a field in it is empty.  Values are put in after the marks were
read, so no name or sentence of a case can act as a mark.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ipju.domain.dates import in_letter
from ipju.domain.money import won

BOX = "\N{OBJECT REPLACEMENT CHARACTER}"
NO_BREAK = "\N{NO-BREAK SPACE}"

_MARK = re.compile(r"\*\*|\[\]|[<>]|\{([a-z_]+(?:\.[a-z_]+)*)(?::([a-z_]+))?\}|[{}]")


class Run(NamedTuple):
    """A stretch of text in one weight."""

    text: str
    bold: bool = False


class Field(NamedTuple):
    """A place for a value: dotted path and the way it is written."""

    path: str
    spec: str
    bold: bool


@dataclass(frozen=True)
class Optional:
    """A part that is drawn only when every field in it has a value."""

    parts: "tuple[Part, ...]"


Part = Run | Field | Optional


@dataclass(frozen=True)
class Template:
    """A parsed text of a form file."""

    source: str
    parts: tuple[Part, ...]

    def fields(self) -> Iterator[Field]:
        """Every field the text asks for, optional parts included."""
        yield from _fields(self.parts)

    def runs(self, scope: "Scope", bold: bool = False) -> tuple[Run, ...]:
        """The text with the values of `scope`; `bold` makes all of it bold."""
        runs: list[Run] = []
        _fill(self.parts, scope, runs, bold)
        return tuple(runs)

    def plain(self, scope: "Scope") -> str:
        """The text on one line, without weights and with common spaces only."""
        text = "".join(run.text for run in self.runs(scope))
        return text.replace("\n", " ").replace(NO_BREAK, " ")


@dataclass(frozen=True)
class Scope:
    """Where fields are looked up: the model, and the row when one is being drawn."""

    model: object
    row: object = None
    index: int = 0
    """Number of the row, from 1 (``{index}``)."""

    def value(self, path: str) -> object:
        """The value at a dotted path; None when something on the way is None."""
        if path == "index":
            return self.index
        first, _, rest = path.partition(".")
        if first == "row":
            here, names = self.row, rest
        else:
            here, names = self.model, path
        for name in filter(None, names.split(".")):
            if here is None:
                return None
            here = getattr(here, name)
        return here

    def holds(self, condition: str) -> bool:
        """Whether ``field``, ``!field`` or ``rows:bad`` is true of the model or row."""
        if condition.startswith("!"):
            return not self.holds(condition[1:])
        path, _, spec = condition.partition(":")
        value = self.value(path)
        return write(value, spec) not in {"", "0"} if spec else bool(value)


def parse(source: str) -> Template:
    """Read a wording; ValueError (Korean) says which mark is not closed."""
    stack: list[list[Part]] = [[]]
    bold = False
    last = 0
    for match in _MARK.finditer(source):
        if match.start() > last:
            stack[-1].append(Run(source[last : match.start()], bold))
        last = match.end()
        mark = match.group()
        if mark == "**":
            bold = not bold
        elif mark == "[]":
            stack[-1].append(Run(BOX, bold))
        elif mark == "<":
            stack.append([])
        elif mark == ">":
            if len(stack) == 1:
                raise ValueError("'>'에 맞는 '<'가 없습니다")
            inner = tuple(stack.pop())
            stack[-1].append(Optional(inner))
        elif match.group(1) is None:
            raise ValueError(f"'{mark}' 표시를 읽을 수 없습니다")
        else:
            spec = match.group(2) or ""
            if spec and spec not in _WAYS:
                raise ValueError(f"'{spec}'는 없는 표기 방법입니다")
            stack[-1].append(Field(match.group(1), spec, bold))
    if bold or len(stack) > 1:
        raise ValueError("'**' 또는 '<'가 닫히지 않았습니다")
    if last < len(source):
        stack[-1].append(Run(source[last:], bold))
    return Template(source, tuple(stack[0]))


def write(value: object, spec: str = "") -> str:
    """Write a value the way `spec` says (`_WAYS`), or as it is; None is nothing."""
    if value is None:
        return ""
    if spec:
        return _WAYS[spec](value)
    if isinstance(value, date):
        return _day(value)
    return str(value)


def _fields(parts: tuple[Part, ...]) -> Iterator[Field]:
    for part in parts:
        if isinstance(part, Field):
            yield part
        elif isinstance(part, Optional):
            yield from _fields(part.parts)


def _fill(parts: tuple[Part, ...], scope: Scope, runs: list[Run], bold: bool) -> None:
    for part in parts:
        if isinstance(part, Run):
            runs.append(Run(part.text, True) if bold else part)
        elif isinstance(part, Field):
            text = write(scope.value(part.path), part.spec)
            if text:
                runs.append(Run(text, bold or part.bold))
        elif all(write(scope.value(f.path), f.spec) for f in _fields(part.parts)):
            _fill(part.parts, scope, runs, bold)


def _short_day(value: object) -> str:
    """`2024. 3. 6.`, a day without its weekday; a day is never broken over two lines."""
    if not isinstance(value, date):
        raise TypeError(f"not a date: {type(value).__name__}")
    return f"{value.year}. {value.month}. {value.day}.".replace(" ", NO_BREAK)


def _day(value: object) -> str:
    if not isinstance(value, date):
        raise TypeError(f"not a date: {type(value).__name__}")
    return in_letter(value).replace(" ", NO_BREAK)


def _won(value: object) -> str:
    if not isinstance(value, int):
        raise TypeError(f"not whole won: {type(value).__name__}")
    return won(value)


def _count(value: object, bad: bool | None = None) -> str:
    if not isinstance(value, tuple):
        raise TypeError(f"not a list: {type(value).__name__}")
    return str(sum(1 for row in value if bad is None or row.bad is bad))


def _list(value: object) -> str:
    if not isinstance(value, tuple):
        raise TypeError(f"not a list: {type(value).__name__}")
    return ", ".join(value)


_WAYS: dict[str, Callable[[object], str]] = {
    "day": _day,
    "short": _short_day,
    "won": _won,
    "list": _list,
    "mark": lambda value: "○" if value else "",
    "count": _count,
    "bad": lambda value: _count(value, bad=True),
    "good": lambda value: _count(value, bad=False),
}
