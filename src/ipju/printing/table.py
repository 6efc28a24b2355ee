"""Tables that split over pages, their head repeated on each."""

from collections.abc import Sequence
from typing import NamedTuple

from ipju.printing.page import (
    BLACK,
    HAIR,
    HEAD_FILL,
    MM,
    Begin,
    Element,
    End,
    Rect,
    Rule,
    Sheet,
    Type,
)
from ipju.printing.schema import Align, Column, Table
from ipju.printing.textflow import Line, break_lines
from ipju.printing.wording import Run, Scope, Template

_SIDE = 1.9 * MM
_KEPT_WHOLE = 0.35
"""A table up to this share of a page is not split."""


class _Cell(NamedTuple):
    lines: tuple[Line, ...]
    align: Align


class _Grid(NamedTuple):
    """Where the columns of one table stand."""

    edges: list[float]
    padding: float
    ruled: bool
    joined: bool
    type_: Type


class PreparedTable(NamedTuple):
    """A table with its texts broken into lines, ready to be drawn anywhere."""

    grid: _Grid
    head: list[_Cell] | None
    rows: list[list[_Cell]]

    def lead_height(self, sheet: Sheet) -> float:
        """Height that must be free where it begins: all of a small table, else head and row."""
        page = sheet.frame.bottom - sheet.frame.top
        head = _height(self.head, self.grid) if self.head else 0.0
        heights = [_height(row, self.grid) for row in self.rows]
        whole = head + sum(heights)
        if whole <= _KEPT_WHOLE * page:
            return whole
        return min(head + heights[0], page)


def prepare_table(sheet: Sheet, table: Table, scope: Scope, type_: Type) -> PreparedTable:
    """Break the texts of `table` into lines, its rows from the form or from the model."""
    edges = column_edges(
        [column.width * MM for column in table.column],
        sheet.frame.left + table.indent * MM,
        sheet.frame.right,
    )
    grid = _Grid(edges, table.padding * MM, table.ruled, table.joined, type_)
    head = _head(sheet, table.column, scope, grid)
    return PreparedTable(grid, head, _rows(sheet, table, scope, grid))


def draw_table(sheet: Sheet, prepared: PreparedTable) -> None:
    """Draw a table at the sheet's place, going on over pages."""
    grid, head, rows = prepared
    element = sheet.element("Table")
    sheet.need(prepared.lead_height(sheet))
    _open(sheet, head, grid, element)
    for number, row in enumerate(rows):
        _draw_row(sheet, row, grid, element, head, last=number == len(rows) - 1)


def column_edges(widths: Sequence[float], left: float, right: float) -> list[float]:
    """Left edges of the columns and the right edge; widths of 0 share what is left over."""
    free = [width for width in widths if not width]
    rest = (right - left - sum(widths)) / len(free) if free else 0.0
    edges = [left]
    for width in widths:
        edges.append(edges[-1] + (width or rest))
    return edges


def _head(sheet: Sheet, columns: Sequence[Column], scope: Scope, grid: _Grid) -> list[_Cell] | None:
    if not any(column.head.source for column in columns):
        return None
    return [
        _Cell(
            break_lines(
                column.head.runs(scope, bold=True), grid.type_.size, _inner(grid, place),
                sheet.metrics,
            ),
            "left" if column.align == "left" and grid.ruled else "center",
        )
        for place, column in enumerate(columns)
    ]  # fmt: skip


def _rows(sheet: Sheet, table: Table, scope: Scope, grid: _Grid) -> list[list[_Cell]]:
    if table.cells:
        return [_row(sheet, table, cells, scope, grid) for cells in table.cells]
    texts = tuple(column.text for column in table.column)
    return [_row(sheet, table, texts, row, grid) for row in rows_of(scope, table.rows, table.only)]


def rows_of(scope: Scope, path: str, only: str = "") -> list[Scope]:
    """The scopes of a list's rows, numbered; `only` = "bad" leaves the others out."""
    value = scope.value(path)
    if not isinstance(value, tuple):
        return []
    chosen = [row for row in value if only != "bad" or row.bad]
    return [Scope(scope.model, row, number) for number, row in enumerate(chosen, 1)]


def _row(
    sheet: Sheet, table: Table, texts: Sequence[Template], scope: Scope, grid: _Grid
) -> list[_Cell]:
    """The cells of one row; a field without a value shows a dash."""
    bold = bool(table.bold_when) and scope.holds(table.bold_when)
    cells = []
    for place, (text, column) in enumerate(zip(texts, table.column, strict=True)):
        runs = text.runs(scope, bold=column.bold or (bold and not column.steady))
        if not runs and text.source:
            runs = (Run(column.empty),)
        lines = break_lines(runs, grid.type_.size, _inner(grid, place), sheet.metrics)
        align = column.align
        if align == "amount":
            align = "right" if len(lines) == 1 else "left"
        cells.append(_Cell(lines, align))
    return cells


def _inner(grid: _Grid, place: int) -> float:
    return grid.edges[place + 1] - grid.edges[place] - 2 * _SIDE


def _height(cells: Sequence[_Cell], grid: _Grid) -> float:
    return max(len(cell.lines) for cell in cells) * grid.type_.leading + 2 * grid.padding


def _open(sheet: Sheet, head: list[_Cell] | None, grid: _Grid, parent: Element | None) -> None:
    """The top rule and the head; a repeated head (no parent) is decoration."""
    left, right = grid.edges[0], grid.edges[-1]
    top = sheet.y
    if head is not None:
        height = _height(head, grid)
        sheet.decorate(
            Rect(left, top, right - left, height, 0, HEAD_FILL),
            Rule(left, top + height, right, top + height, 0.5, BLACK),
            *_uprights(grid, top, top + height),
        )
        _draw_cells(sheet, head, grid, height, parent, "TH")
        sheet.y += height
    joins = grid.joined and parent is not None
    width, grey = (0.4, HAIR) if joins else (1, BLACK)
    sheet.decorate(Rule(left, top, right, top, width, grey))


def _draw_row(
    sheet: Sheet,
    row: list[_Cell],
    grid: _Grid,
    parent: Element,
    head: list[_Cell] | None,
    *,
    last: bool,
) -> None:
    left, right = grid.edges[0], grid.edges[-1]
    group = sheet.element("TR", parent)
    while True:
        height = _height(row, grid)
        if height <= sheet.room:
            break
        head_height = _height(head, grid) if head else 0.0
        whole = sheet.frame.bottom - sheet.frame.top - head_height
        if height > whole and sheet.room > 3 * grid.type_.leading:
            fitting = int((sheet.room - 2 * grid.padding) / grid.type_.leading)
            part = [_Cell(cell.lines[:fitting], cell.align) for cell in row]
            row = [_Cell(cell.lines[fitting:], cell.align) for cell in row]
            _draw_cells(sheet, part, grid, _height(part, grid), group, "TD", as_row=True)
            sheet.y += _height(part, grid)
        sheet.decorate(Rule(left, sheet.y, right, sheet.y, 1, BLACK))
        sheet.new_page()
        _open(sheet, head, grid, None)
    _draw_cells(sheet, row, grid, height, group, "TD", as_row=True)
    bottom = sheet.y + height
    closing = Rule(left, bottom, right, bottom, 1 if last else 0.4, BLACK if last else HAIR)
    sheet.decorate(*_uprights(grid, sheet.y, bottom), closing)
    sheet.y = bottom


def _uprights(grid: _Grid, top: float, bottom: float) -> list[Rule]:
    if not grid.ruled:
        return []
    return [Rule(x, top, x, bottom, 0.4, HAIR) for x in grid.edges[1:-1]]


def _draw_cells(
    sheet: Sheet,
    cells: Sequence[_Cell],
    grid: _Grid,
    height: float,
    parent: Element | None,
    kind: str,
    *,
    as_row: bool = False,
) -> None:
    """Draw the cells of one row, each in the middle of its height."""
    group = parent
    if parent is not None and not as_row:
        group = sheet.element("TR", parent)
    for place, cell in enumerate(cells):
        element = sheet.element(kind, group) if group is not None else None
        sheet.put(Begin(element))
        top = sheet.y + (height - len(cell.lines) * grid.type_.leading) / 2
        for line in cell.lines:
            slack = _inner(grid, place) - line.width
            shift = {"left": 0.0, "center": slack / 2, "right": slack}[cell.align]
            sheet.draw_line(line, grid.edges[place] + _SIDE + shift, top, grid.type_)
            top += grid.type_.leading
        sheet.put(End())
