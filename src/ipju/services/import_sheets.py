"""Sheets of a file of applications: where the head stands, and what is odd about the rest."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ipju.domain.notice import Notice
from ipju.domain.spreadsheet import Book, CellError, ReadSheet, cell_name, type_of_cell
from ipju.services.import_columns import bare, column, columns_of, guessed, heads_of

_HEAD_WITHIN: Final = 30
"""Rows in which a head is looked for: titles and notes stand above it."""

_LIKELY: Final = 2
"""Columns that must be known by their head before a row is taken for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadCell:
    """A cell that cannot be taken: its name in Excel, the head of its column, and why."""

    row: int
    column: int
    head: str
    message: str

    @property
    def cell(self) -> str:
        """The cell as Excel names it: `B3`."""
        return cell_name(self.row, self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFound:
    """A sheet with a head: `head_row` from 0, `heads` by column, `columns` as they are guessed.

    `data` are the rows below the head that are not empty, as (row number, cells); `remembered`
    tells that somebody mapped such heads before.
    """

    name: str
    hidden: bool
    head_row: int
    heads: tuple[str, ...]
    columns: Mapping[str, int]
    remembered: bool
    data: tuple[tuple[int, tuple[type_of_cell | CellError, ...]], ...]
    merged: tuple[tuple[int, int, int, int], ...]
    hidden_rows: tuple[int, ...]


def sheets_of(book: Book, notice: Notice, remembered: Mapping[str, str]) -> tuple[SheetFound, ...]:
    """Return the sheets that hold anything, those with the most known columns first.

    `remembered` are bare heads that somebody laid to a column by hand before.
    """
    found = [_sheet(one, notice, remembered) for one in book.sheets if _filled(one)]
    return tuple(sorted(found, key=lambda one: (one.hidden, -len(one.columns))))


def _filled(sheet: ReadSheet) -> bool:
    return any(cell is not None for row in sheet.rows for cell in row)


def _sheet(sheet: ReadSheet, notice: Notice, remembered: Mapping[str, str]) -> SheetFound:
    rows = [_heads(row) for row in sheet.rows[:_HEAD_WITHIN]]
    # A head of two rows (신청자 above 성명 and 주민등록번호) reads as its lower one, filled up.
    doubled = [
        (at + 1, tuple(low or high for high, low in zip(upper, rows[at + 1], strict=True)))
        for at, upper in enumerate(rows[:-1])
        if any(upper) and any(rows[at + 1])
    ]
    tried = [
        (at, heads, _columns(notice, heads, remembered))
        for at, heads in (*enumerate(rows), *doubled)
        if any(heads)
    ]
    best = max(tried, key=lambda one: len(one[2]), default=None)
    if best is None or len(best[2]) < _LIKELY:
        # Nothing is known by its head: the first row that holds anything is shown for mapping.
        best = tried[0] if tried else (0, (), {})
    at, heads, columns = best
    data = tuple(
        (number, row)
        for number, row in enumerate(sheet.rows)
        if number > at and any(cell is not None for cell in row)
    )
    shown = {one for one, _row in data}
    return SheetFound(
        name=sheet.name,
        hidden=sheet.hidden,
        head_row=at,
        heads=heads,
        columns=columns,
        remembered=any(bare(one) in remembered for one in heads if one),
        data=data,
        merged=sheet.merged,
        hidden_rows=tuple(one for one in sheet.hidden_rows if one in shown),
    )


def _heads(row: Sequence[type_of_cell | CellError]) -> tuple[str, ...]:
    return tuple(
        " ".join(unicodedata.normalize("NFC", one).split()) if isinstance(one, str) else ""
        for one in row
    )


def _columns(
    notice: Notice, heads: Sequence[str], remembered: Mapping[str, str]
) -> Mapping[str, int]:
    """Return where the columns stand: as somebody laid them before, else by their names."""
    offered = {one.key for one in columns_of(notice)}
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        key = remembered.get(bare(head), "")
        if key in offered:
            found.setdefault(key, at)
    taken = set(found.values())
    left_out = {bare(one) for one, key in remembered.items() if not key}
    for key, at in guessed(notice, heads).items():
        if at not in taken and bare(heads[at]) not in left_out:
            found.setdefault(key, at)
    return found


def merged_cells(sheet: SheetFound, columns: Collection[int]) -> tuple[BadCell, ...]:
    """Return the merged cells among head and rows that a mapped column runs through.

    Excel keeps one value of them: which row or column it belongs to, nobody can tell. Cells of
    one column that end with the head are a head of two rows, which is told.
    """
    found = []
    for first, left, last, right in sheet.merged:
        hit = [one for one in columns if left <= one <= right]
        head_only = left == right and last == sheet.head_row
        if last >= sheet.head_row and hit and not head_only:
            span = f"{cell_name(first, left)}:{cell_name(last, right)}"
            message = f"병합된 셀({span})입니다. 엑셀에서 병합을 풀고 칸마다 값을 적으세요."
            found.append(BadCell(row=first, column=left, head=sheet.heads[hit[0]], message=message))
    return tuple(found)


def oddities(
    notice: Notice, sheets: Sequence[SheetFound], chosen: SheetFound, columns: Mapping[str, int]
) -> tuple[str, ...]:
    """Return what somebody must know before taking a sheet: what is hidden, what is left out."""
    words = [*_like_heads(notice, chosen, columns), *_left_out(chosen, columns)]
    if chosen.hidden:
        words.append(f"'{chosen.name}'은(는) 숨긴 시트입니다.")
    if chosen.hidden_rows:
        rows = ", ".join(str(one + 1) for one in chosen.hidden_rows[:5])
        more = " …" if len(chosen.hidden_rows) > 5 else ""
        words.append(f"숨긴 행 {len(chosen.hidden_rows)}개({rows}{more})도 함께 받습니다.")
    for one in sheets:
        if one is not chosen and one.data:
            hidden = "숨긴 " if one.hidden else ""
            words.append(f"{hidden}시트 '{one.name}'의 {len(one.data):,}행은 받지 않습니다.")
    return tuple(words)


def _like_heads(notice: Notice, sheet: SheetFound, columns: Mapping[str, int]) -> Sequence[str]:
    """Tell of two columns that are headed as one and the same: only one of them is taken."""
    words = []
    for key, places in heads_of(notice, sheet.heads).items():
        others = [one for one in places if one not in columns.values()]
        if others and columns.get(key) in places:
            both = ", ".join(f"{_letters(one)}열 '{sheet.heads[one]}'" for one in places)
            words.append(
                f"{column(key).head}(으)로 읽을 열이 {len(places)}개입니다({both}). "
                f"{_letters(columns[key])}열을 받습니다. 아니면 '열 맞추기'에서 고르세요."
            )
    return words


def _left_out(sheet: SheetFound, columns: Mapping[str, int]) -> Sequence[str]:
    """Tell which columns that hold something are not taken."""
    held = {at for _row, cells in sheet.data for at, one in enumerate(cells) if one is not None}
    rest = [at for at in sorted(held - set(columns.values())) if at < len(sheet.heads)]
    if not rest:
        return ()
    names = ", ".join(sheet.heads[one] or f"{_letters(one)}열" for one in rest[:5])
    more = " …" if len(rest) > 5 else ""
    return (f"받지 않는 열 {len(rest)}개: {names}{more}",)


def _letters(at: int) -> str:
    return cell_name(0, at).removesuffix("1")
