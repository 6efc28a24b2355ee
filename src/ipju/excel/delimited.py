"""Plain tables (.csv): UTF-8, UTF-16 or the CP949 that Korean Excel writes."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Final

from ipju.domain.spreadsheet import Book, CellError, ReadSheet, UnreadableBook, type_of_cell
from ipju.excel.parts import MOST_CELLS, MOST_ROWS

_ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS: Final = ",\t;|"
_HEAD_WITHIN: Final = 30
"""Lines in which the separator is looked for: a title may stand above the head."""

_KEPT: Final = re.compile(r'="([^"]*)"')
"""How systems write a number so that Excel keeps its zeros: `="0101…"`."""


def read_delimited(path: Path) -> Book:
    """Return the one sheet of a plain table, every cell as text; UnreadableBook says why not."""
    text = _decoded(path)
    if "\0" in text:
        raise UnreadableBook(f"{path.name}: 글자로 된 표가 아닙니다. 파일을 확인하세요.")
    rows: list[tuple[type_of_cell | CellError, ...]] = []
    width = 0
    try:
        for row in csv.reader(
            io.StringIO(text, newline=""), delimiter=_separator(text), strict=True
        ):
            if len(rows) == MOST_ROWS:
                raise UnreadableBook(
                    f"{path.name}: {MOST_ROWS:,}행을 넘습니다. 나누어 저장한 뒤 다시 고르세요."
                )
            rows.append(tuple(_cell(one) for one in row))
            width = max(width, len(row))
            if len(rows) * width > MOST_CELLS:
                raise UnreadableBook(
                    f"{path.name}: {len(rows):,}행 {width:,}열로 너무 넓습니다. "
                    "쓰지 않는 열을 지우고 저장한 뒤 다시 고르세요."
                )
    except csv.Error:
        raise UnreadableBook(
            f"{path.name}: {len(rows) + 1}번째 행에서 따옴표나 쉼표가 어긋났습니다. "
            "엑셀에서 열어 'Excel 통합 문서(.xlsx)'로 저장한 뒤 다시 고르세요."
        ) from None
    filled = tuple((*one, *[None] * (width - len(one))) for one in rows)
    return Book(name=path.name, sheets=(ReadSheet(name=path.stem, rows=filled),))


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError:
        raise UnreadableBook(f"{path.name}: 파일을 읽지 못했습니다. 다시 고르세요.") from None
    told = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    # A text in CP949 is hardly ever valid UTF-8; the other way round it often is.
    for encoding in (told,) if told else ("utf-8", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableBook(
        f"{path.name}: 글자를 읽을 수 없습니다(UTF-8도 CP949도 아닙니다). "
        "엑셀에서 열어 'Excel 통합 문서(.xlsx)'로 저장한 뒤 다시 고르세요."
    )


def _separator(text: str) -> str:
    """Return what parts the cells: of the first lines the one with the most says it."""
    lines = text.split("\n", _HEAD_WITHIN)[:_HEAD_WITHIN]
    return max(_SEPARATORS, key=lambda one: max(line.count(one) for line in lines))


def _cell(text: str) -> type_of_cell | CellError:
    kept = _KEPT.fullmatch(text.strip())
    text = kept[1] if kept else text
    bare = text.strip()
    if not bare:
        return None
    return CellError(text=bare) if bare in _ERRORS else text
