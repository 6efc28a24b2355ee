"""A file of query results: which of its sheets hold what, and every row of them read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from ipju.domain.labelled import Labelled
from ipju.domain.notice import Notice
from ipju.domain.spreadsheet import Book, CellError, ReadSheet, cell_name, type_of_cell
from ipju.services.import_cells import BadValue, day_in, is_nothing, rrn_in, text_in
from ipju.services.import_columns import bare
from ipju.services.query_cells import area_in, choice_in, share_in, won_in, yes_in
from ipju.services.query_columns import (
    BIRTH,
    ITEM,
    NAME,
    NOTHING,
    NUMBER,
    RRN,
    SHARE,
    SHEETS,
    QueryKind,
    ResultColumn,
    ResultSheet,
    heads_of,
    kinds_of,
    template_sheets,
    who,
)

_HEAD_WITHIN: Final = 30
_WHOM: Final = frozenset({NUMBER, NAME, RRN, BIRTH})
_READERS: Final[Mapping[str, Callable[[type_of_cell], Any]]] = MappingProxyType({
    "text": text_in,
    "won": won_in,
    "area": area_in,
    "day": day_in,
    "share": share_in,
    "yes": yes_in,
    "rrn": lambda cell: rrn_in(cell)[0],
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BadResult:
    """A cell of a result file that cannot be taken; rows and columns count from 0."""

    sheet: str
    row: int
    column: int
    head: str
    message: str

    @property
    def cell(self) -> str:
        """The cell as Excel names it: `소득!B3`."""
        return f"{self.sheet}!{cell_name(self.row, self.column)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """A sheet that holds results of one kind; `columns` says where each field stands."""

    sheet: ResultSheet
    name: str
    heads: tuple[str, ...]
    columns: Mapping[str, int]
    data: tuple[tuple[int, tuple[type_of_cell | CellError, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One row: whom it is about and what was found; `item` is None where nothing was found.

    `number` is the 접수번호 of the case; `values` are the fields of the record, empty cells left
    out; `share` what of it this person owns.
    """

    kind: QueryKind
    sheet: str
    row: int
    columns: Mapping[str, int] = field(repr=False)
    heads: tuple[str, ...] = field(repr=False)
    number: str
    name: str
    rrn: str | None = field(repr=False)
    birth: date | None
    item: Labelled | None
    values: Mapping[str, Any]
    share: tuple[int, int]

    def refused(self, key: str, message: str) -> BadResult:
        """Return the fault of this row at the cell of one column."""
        at = self.columns.get(key, 0)
        return BadResult(
            sheet=self.sheet, row=self.row, column=at, head=self.heads[at], message=message
        )


@dataclass(slots=True)
class Results:
    """What a book holds: pages to take, faults, and what to know before taking it."""

    pages: list[ResultPage] = field(default_factory=list)
    bad: list[BadResult] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def results_in(book: Book, notice: Notice) -> Results:
    """Find the sheets of results by their heads; what is left out is told in `notes`."""
    found = Results()
    own_words = template_sheets(notice)[-1].name
    for one in book.sheets:
        filled = sum(any(cell is not None for cell in row) for row in one.rows)
        if not filled or one.name == own_words:
            continue
        page = None if one.hidden else _page(one, notice, found)
        if page is None:
            hidden = "숨긴 시트" if one.hidden else "조회 결과의 머리글이 없는 시트"
            found.notes.append(f"'{one.name}': {hidden}라서 받지 않습니다.")
        else:
            found.pages.append(page)
    return found


def _page(sheet: ReadSheet, notice: Notice, found: Results) -> ResultPage | None:
    best: tuple[int, ResultSheet, Mapping[str, int]] | None = None
    for at, row in enumerate(sheet.rows[:_HEAD_WITHIN]):
        heads = _heads(row)
        for kind in kinds_of(notice):
            columns = _columns(heads, heads_of(notice, SHEETS[kind]))
            known = {ITEM, NUMBER} <= columns.keys()
            if known and (best is None or len(columns) > len(best[2])):
                best = at, SHEETS[kind], columns
    if best is None:
        return None
    at, kind_sheet, columns = best
    heads = _heads(sheet.rows[at])
    page = ResultPage(
        sheet=kind_sheet,
        name=sheet.name,
        heads=heads,
        columns=columns,
        data=tuple(
            (number, cells)
            for number, cells in enumerate(sheet.rows)
            if number > at and any(cell is not None for cell in cells)
        ),
    )
    found.bad += _faults_of(sheet, page, notice, at)
    hidden = {number for number, _cells in page.data} & set(sheet.hidden_rows)
    if hidden:
        found.notes.append(f"'{sheet.name}': 숨긴 행 {len(hidden)}개도 함께 받습니다.")
    return page


def _heads(row: Sequence[type_of_cell | CellError]) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) if isinstance(one, str) else "" for one in row)


def _columns(heads: Sequence[str], known: Mapping[str, ResultColumn]) -> Mapping[str, int]:
    """Return where each field stands: under its own head, else under a name it has elsewhere."""
    found: dict[str, int] = {}
    for own in (True, False):
        for at, head in enumerate(heads):
            column = known.get(bare(head))
            if column is not None and own is (bare(head) == bare(column.head)):
                found.setdefault(column.field, at)
    return found


def _faults_of(
    sheet: ReadSheet, page: ResultPage, notice: Notice, head_row: int
) -> Iterator[BadResult]:
    """Yield what is wrong with the sheet itself: columns that lack or are there twice, and cells
    that are merged.
    """
    taken = {bare(page.heads[at]): at for at in page.columns.values()}
    for at, head in enumerate(page.heads):
        if taken.get(bare(head), at) != at:
            yield BadResult(
                sheet=page.name,
                row=head_row,
                column=at,
                head=head,
                message=f"'{head}' 열이 두 번 있습니다. 하나만 남기고 지우세요.",
            )
    for one in (*who(notice), *page.sheet.columns):
        if one.needed and one.field not in page.columns:
            yield BadResult(
                sheet=page.name,
                row=head_row,
                column=0,
                head=one.head,
                message=f"'{one.head}' 열이 없습니다. 머리글을 확인하세요.",
            )
    for first, left, last, right in sheet.merged:
        if last >= head_row and any(left <= at <= right for at in page.columns.values()):
            span = f"{cell_name(first, left)}:{cell_name(last, right)}"
            yield BadResult(
                sheet=page.name,
                row=first,
                column=left,
                head=page.heads[left],
                message=f"병합된 셀({span})입니다. 엑셀에서 병합을 풀고 칸마다 값을 적으세요.",
            )


def rows_of(page: ResultPage, notice: Notice, bad: list[BadResult]) -> Iterator[FoundRow]:
    """Yield the rows of a page that can be read; every cell that cannot goes to `bad`."""
    columns = [one for one in (*who(notice), *page.sheet.columns) if one.field in page.columns]
    for number, cells in page.data:
        faults = len(bad)
        nothing = _says_nothing(cells[page.columns[ITEM]])
        values: dict[str, Any] = {}
        for one in columns:
            at = page.columns[one.field]
            said, message = _read(one, cells[at], nothing)
            if message:
                bad.append(
                    BadResult(
                        sheet=page.name, row=number, column=at, head=one.head, message=message
                    )
                )
            elif said is not None:
                values[one.field] = said
        if len(bad) == faults:
            yield FoundRow(
                kind=page.sheet.kind,
                sheet=page.name,
                row=number,
                columns=page.columns,
                heads=page.heads,
                number=values.pop(NUMBER),
                name=values.pop(NAME),
                rrn=values.pop(RRN, None),
                birth=values.pop(BIRTH, None),
                item=values.pop(ITEM, None),
                share=values.pop(SHARE, (1, 1)),
                values=values,
            )


def _says_nothing(cell: type_of_cell | CellError) -> bool:
    return isinstance(cell, str) and bare(text_in(cell)) in (NOTHING, "해당없음")


def _read(column: ResultColumn, cell: type_of_cell | CellError, nothing: bool) -> tuple[Any, str]:
    """Return what a cell says, None for nothing, and what is wrong with it."""
    if isinstance(cell, CellError):
        return None, f"수식이 잘못된 셀입니다({cell.text}). 값을 다시 적으세요."
    if column.field == ITEM and nothing:
        return None, ""
    if is_nothing(cell):
        lacks = column.needed and (not nothing or column.field in _WHOM)
        return None, "비어 있습니다." if lacks else ""
    if nothing and column.field not in _WHOM:
        return None, f"'{NOTHING}'이라고 적은 행에 값이 있습니다. 어느 쪽이 맞는지 확인하세요."
    try:
        if column.shape == "choice":
            return choice_in(cell, column.words), ""
        return _READERS[column.shape](cell), ""
    except BadValue as error:
        return None, str(error)
