"""The parts of a workbook file: length, hidden rows, errors and midnights of its sheets.

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
_LARGEST_TREE: Final = 32 * _PIECE
"""Bytes of a part that is read as a whole: the list of sheets, the formats of cells."""
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_ROW_END: Final = re.compile(rb"</(?:\w+:)?row\s*>")
_CELL: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c\s*>)", re.DOTALL)
_CELL_HEAD: Final = re.compile(
    rb"<(?:\w+:)?c(?=[\s/>])(?:[^>]*?\br=[\"']([A-Za-z]{1,4})(\d{1,8})[\"'])?"
)
_VALUE: Final = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)<")
# Excel writes its marks in double quotes, other programs in single ones.
_NUMBER: Final = re.compile(rb"\br=[\"'](\d+)[\"']")
_NAME: Final = re.compile(rb"\br=[\"']([A-Za-z]+)\d+[\"']")
_HIDDEN: Final = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_WRONG: Final = re.compile(rb"\bt=[\"']e[\"']")
_WHOLE: Final = re.compile(rb"\s*\d+(?:\.0*)?\s*")
_NO_FORMAT: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
"""What a format of a cell says beside day and time: words, colours, room left out."""

_DAY_AND_TIME: Final = 22
"""The format of Excel itself that shows a day with its time."""

_BOOK: Final = "xl/workbook.xml"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_STYLES: Final = "xl/styles.xml"


class NoWorkbook(ValueError):
    """A packed file of another kind: a document, a slide show, a binary workbook."""


class OtherDays(ValueError):
    """A workbook that counts its days from 1904: a bare number in it is another day."""


class TooManyRows(ValueError):
    """A sheet is longer, or a file holds more, than is read; the message is Korean."""


@dataclass(slots=True)
class SheetLook:
    """What a look at a sheet's part tells: hidden rows, and errors by (row, column), from 0.

    `midnights` are the cells shown as a day with its time whose number has no time: 00:00.
    """

    hidden: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    midnights: set[tuple[int, int]] = field(default_factory=set)


def looks_of(path: Path) -> Mapping[str, SheetLook]:
    """Return a look at each worksheet by its name; charts and macros are none.

    TooManyRows, NoWorkbook, OtherDays; BadZipFile, KeyError and ValueError when the file is not
    whole.
    """
    with zipfile.ZipFile(path) as file:
        if sum(one.file_size for one in file.infolist()) > _MOST_BYTES:
            raise TooManyRows("풀어 놓은 내용이 너무 큽니다. 나누어 저장한 뒤 다시 고르세요.")
        if _BOOK not in file.namelist():
            raise NoWorkbook
        if _counts_from_1904(file):
            raise OtherDays
        moments = _moment_cells(file)
        return {name: _look(file, part, name, moments) for name, part in _parts(file)}


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


def _counts_from_1904(file: zipfile.ZipFile) -> bool:
    return any(
        one.get("date1904", "0") in ("1", "true", "on")
        for one in _tree(file, _BOOK)
        if one.tag.rpartition("}")[2] == "workbookPr"
    )


def _moment_cells(file: zipfile.ZipFile) -> re.Pattern[bytes] | None:
    """Return what finds the cells whose format shows a day with its time; None without any."""
    if _STYLES not in file.namelist():
        return None
    formats: dict[str, str] = {}
    styles: list[str] = []
    for part in _tree(file, _STYLES):
        kind = part.tag.rpartition("}")[2]
        if kind == "numFmts":
            formats |= {one.get("numFmtId", ""): one.get("formatCode", "") for one in part}
        elif kind == "cellXfs":
            styles = [one.get("numFmtId", "") for one in part]
    wanted = [
        str(at).encode()
        for at, one in enumerate(styles)
        if one == str(_DAY_AND_TIME) or _shows_moment(formats.get(one, ""))
    ]
    if not wanted:
        return None
    return re.compile(
        rb"<(?:\w+:)?c\b(?=[^>]*\bs=[\"'](?:%s)[\"'])([^>]*[^/>])>(.*?)</(?:\w+:)?c\s*>"
        % b"|".join(wanted),
        re.DOTALL,
    )


def _shows_moment(code: str) -> bool:
    bare = _NO_FORMAT.sub("", code).lower()
    return "h" in bare and ("y" in bare or "d" in bare)


def _tree(file: zipfile.ZipFile, part: str) -> ElementTree.Element:
    if file.getinfo(part).file_size > _LARGEST_TREE:
        raise ValueError(part)
    try:
        return ElementTree.fromstring(file.read(part))
    except (ElementTree.ParseError, LookupError):
        # An encoding that nobody knows is a LookupError.
        raise ValueError(part) from None


def _look(
    file: zipfile.ZipFile, part: str, name: str, moments: re.Pattern[bytes] | None
) -> SheetLook:
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
        last, width = row + 1, max(width, _width(inside, end, row, part))
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
        if _WRONG.search(inside):
            look.errors.update(((row, at), text) for at, text in _errors(inside))
        if moments is not None:
            look.midnights.update((row, at) for at in _midnights(inside, moments))
    return look


def _width(inside: bytes, end: int, row: int, part: str) -> int:
    """Return in which column, from 1, the last cell of a row stands that holds something.

    Cells may stand in any order; ValueError for one that says it belongs to another row.
    """
    named, count = 0, 0
    for letters, number in _CELL_HEAD.findall(inside, 0, end):
        if not letters:
            count += 1
        elif int(number) == row + 1:
            named = max(named, _column(letters) + 1)
        else:
            raise ValueError(part)
    return named + count


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


def _midnights(inside: bytes, moments: re.Pattern[bytes]) -> Iterator[int]:
    for cell in moments.finditer(inside):
        told, value = _NAME.search(cell[1]), _VALUE.search(cell[2])
        if told and value and _WHOLE.fullmatch(value[1]):
            yield _column(told[1])


def _column(letters: bytes) -> int:
    number = 0
    for one in letters.upper():
        number = number * 26 + one - ord("A") + 1
    return number - 1
