"""The parts of a workbook file: length, hidden rows and formula errors of its sheets.

Read as they lie in the file, in pieces: nothing here grows with the length of a sheet.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from ipju.domain.spreadsheet import cell_name

MOST_ROWS: Final = 150_000
"""Rows of one sheet that are read; a season has 10,000 applications and a few rows for each."""

MOST_CELLS: Final = 10_000_000
"""Cells from the first to the farthest one that holds something: all of them are laid out."""

_MOST_BYTES: Final = 512 * 1024 * 1024
"""What the parts of a file may hold unpacked: no workbook of people comes near."""

_PIECE: Final = 1024 * 1024
_LONGEST_ROW: Final = 32 * _PIECE
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_ROW_END: Final = re.compile(rb"</(?:\w+:)?row\s*>")
_CELL: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c\s*>)", re.DOTALL)
_VALUE: Final = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)<")
_NUMBER: Final = re.compile(rb'\br="(\d+)"')
_NAME: Final = re.compile(rb'\br="([A-Z]+)\d+"')
_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
_WRONG: Final = re.compile(rb'\bt="e"')
_BOOK: Final = "xl/workbook.xml"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class NoWorkbook(ValueError):
    """A packed file of another kind: a document, a slide show, a binary workbook."""


class TooManyRows(ValueError):
    """A sheet is longer, or a file holds more, than is read; the message is Korean."""


@dataclass(slots=True)
class SheetLook:
    """What a look at a sheet's part tells: hidden rows, and errors by (row, column), from 0."""

    hidden: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def looks_of(path: Path) -> Mapping[str, SheetLook]:
    """Return a look at each worksheet by its name; charts and macros are none.

    TooManyRows, NoWorkbook; BadZipFile, KeyError and ValueError when the file is not whole.
    """
    with zipfile.ZipFile(path) as file:
        if sum(one.file_size for one in file.infolist()) > _MOST_BYTES:
            raise TooManyRows("풀어 놓은 내용이 너무 큽니다. 나누어 저장한 뒤 다시 고르세요.")
        if _BOOK not in file.namelist():
            raise NoWorkbook
        return {name: _look(file, part, name) for name, part in _parts(file)}


def _parts(file: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield name and part of each worksheet, in the order of the book."""
    kinds = {
        one.get("Id", ""): (one.get("Type", ""), one.get("Target", ""))
        for one in _tree(file, "xl/_rels/workbook.xml.rels")
    }
    for one in _tree(file, _BOOK).iter():
        if one.tag.rpartition("}")[2] != "sheet":
            continue
        kind, target = kinds.get(one.get(_RELATION) or one.get(_STRICT) or "", ("", ""))
        if kind.endswith("/worksheet"):
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            yield one.get("name", ""), part


def _tree(file: zipfile.ZipFile, part: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(file.read(part))
    except ElementTree.ParseError:
        raise ValueError(part) from None


def _look(file: zipfile.ZipFile, part: str, name: str) -> SheetLook:
    look = SheetLook()
    row, width, last = -1, 0, 0
    for head, inside in _rows(file, part):
        told = _NUMBER.search(head)
        row = int(told[1]) - 1 if told else row + 1
        if _HIDDEN.search(head):
            look.hidden.add(row)
        end = inside.rfind(b"</")
        if end < 0:
            # Coloured only: nothing is written here, however far down it is.
            continue
        last, width = row + 1, max(width, _width(inside, end))
        if row >= MOST_ROWS:
            raise TooManyRows(
                f"'{name}' 시트가 {MOST_ROWS:,}행을 넘습니다. 나누어 저장하거나, "
                "자료 아래에 떨어져 있는 행을 지우고 저장한 뒤 다시 고르세요."
            )
        if last * width > MOST_CELLS:
            raise TooManyRows(
                f"'{name}' 시트가 {cell_name(row, width - 1)}까지 {last:,}행 {width:,}열로 너무 "
                "넓습니다. 자료 밖에 떨어져 있는 칸을 지우고 저장한 뒤 다시 고르세요."
            )
        if b't="e"' in inside:
            look.errors.update(((row, at), text) for at, text in _errors(inside))
    return look


def _width(inside: bytes, end: int) -> int:
    """Return in which column, from 1, the last cell of a row stands that holds something."""
    at = max(inside.rfind(b"<c ", 0, end), inside.rfind(b":c ", 0, end))
    told = _NAME.search(inside, max(at, 0), end)
    return _column(told[1]) + 1 if told else inside.count(b"<c") + inside.count(b":c ")


def _rows(file: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, bytes]]:
    """Yield the head and the inside of each row, a piece of the file at a time."""
    left = b""
    with file.open(part) as stream:
        while piece := stream.read(_PIECE):
            left += piece
            at = 0
            while (head := _ROW.search(left, at)) is not None:
                if head[1].endswith(b"/"):
                    yield head[1], b""
                    at = head.end()
                    continue
                end = _ROW_END.search(left, head.end())
                if end is None:
                    break
                yield head[1], left[head.end() : end.start()]
                at = end.end()
            if head is None:
                # What stands between and behind the rows is of no interest, however long.
                at = max(at, left.rfind(b"<"))
            left = left[at:]
            if len(left) > _LONGEST_ROW:
                raise ValueError(part)


def _errors(inside: bytes) -> Iterator[tuple[int, str]]:
    column = -1
    for cell in _CELL.finditer(inside):
        told = _NAME.search(cell[1])
        column = _column(told[1]) if told else column + 1
        if _WRONG.search(cell[1]):
            value = _VALUE.search(cell[2] or b"")
            yield column, unescape(value[1].decode("utf-8", "replace")) if value else "#ERROR"


def _column(letters: bytes) -> int:
    number = 0
    for one in letters:
        number = number * 26 + one - ord("A") + 1
    return number - 1
