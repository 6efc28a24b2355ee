"""Sheets of a file of applications: where the head stands, and what is odd about the rest."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ipju.domain.notice import Notice
from ipju.domain.spreadsheet import Book, CellError, ReadSheet, cell_name, type_of_cell
from ipju.services.import_columns import bare, columns_of, guessed

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
    tried = [
        (at, heads, _columns(notice, heads, remembered))
        for at, heads in ((at, _heads(row)) for at, row in enumerate(sheet.rows[:_HEAD_WITHIN]))
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
    return tuple(" ".join(one.split()) if isinstance(one, str) else "" for one in row)


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

    Excel keeps one value of them: which row or column it belongs to, nobody can tell.
    """
    found = []
    for first, left, last, right in sheet.merged:
        hit = [one for one in columns if left <= one <= right]
        if last >= sheet.head_row and hit:
            span = f"{cell_name(first, left)}:{cell_name(last, right)}"
            message = f"병합된 셀({span})입니다. 엑셀에서 병합을 풀고 칸마다 값을 적으세요."
            found.append(BadCell(row=first, column=left, head=sheet.heads[hit[0]], message=message))
    return tuple(found)


def oddities(sheets: Sequence[SheetFound], chosen: SheetFound) -> tuple[str, ...]:
    """Return what somebody must know before taking a sheet: what is hidden, what is left out."""
    words = []
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
