"""The tables of the 금융정보 등 제공 동의서: the applicant, and people who sign two columns."""

from ipju.domain.printed import FinancialConsentForm, Signer
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
from ipju.printing.schema import Applicant, Consenters
from ipju.printing.table import column_edges
from ipju.printing.textflow import break_lines
from ipju.printing.wording import Run, Scope, Template

FIRST, LAST = 6, 7
"""Digits of a number (주민등록번호) before and behind its dash."""
_BOX = 4.2 * MM
_TALL = 5.4 * MM
_DASH = 3.6 * MM
_HEAD = 8 * MM
_TALL_HEAD = 15.6 * MM
_HINT = 0.42
"""Grey of a signing hint, 5.3 : 1; the signature goes over it."""
_UNKNOWN = "*"
"""A digit that is not shown: its box stays empty, to be written by hand."""


def draw_applicant(sheet: Sheet, block: Applicant, scope: Scope, type_: Type) -> None:
    """Draw the applicant with number boxes and, in a row of its own, the address."""
    model = scope.model
    form = model if isinstance(model, FinancialConsentForm) else None
    person = form.applicant if form else Signer()
    height = block.height * MM
    edges = _edges(sheet, block.widths)
    sheet.need(_HEAD + 2 * height)
    top = sheet.y
    left, right, bottom = edges[0], edges[-1], top + _HEAD + 2 * height
    rows = (top + _HEAD, top + _HEAD + height)
    sheet.decorate(
        Rect(left, top, right - left, _HEAD, 0, HEAD_FILL),
        Rect(left, rows[1], edges[1] - left, height, 0, HEAD_FILL),
        *(Rule(left, y, right, y, 0.4, HAIR) for y in rows),
        *(Rule(x, top, x, rows[1], 0.4, HAIR) for x in edges[1:-1]),
        Rule(edges[1], rows[1], edges[1], bottom, 0.4, HAIR),
        *(Rule(left, y, right, y, 1, BLACK) for y in (top, bottom)),
    )
    table = sheet.element("Table")
    _heads(sheet, block.heads, scope, edges, _HEAD, type_, table)
    group = sheet.element("TR", table)
    words = (block.relation.plain(scope), person.name)
    for place, text in enumerate(words):
        _cell(sheet, text, (edges[place], edges[place + 1]), rows[0], height, type_, group)
    _number(sheet, person.rrn_text, (edges[2], edges[3]), rows[0], height, type_, group)
    group = sheet.element("TR", table)
    label = block.address.plain(scope)
    _cell(sheet, label, (left, edges[1]), rows[1], height, type_, group, bold=True)
    address = form.address if form else ""
    _cell(sheet, address, (edges[1], right), rows[1], height, type_, group, start=True)
    sheet.y = bottom


def draw_consenters(
    sheet: Sheet, block: Consenters, scope: Scope, type_: Type, offset: int
) -> None:
    """Draw the people from `offset` on; rows without anybody stay empty, to be written in."""
    people = scope.model.signers if isinstance(scope.model, FinancialConsentForm) else ()
    height = block.height * MM
    edges = _edges(sheet, block.widths)
    sheet.need(_TALL_HEAD + block.rows * height)
    top = sheet.y
    _grid(sheet, edges, block.rows, height)
    table = sheet.element("Table")
    upper = _TALL_HEAD * 0.56
    head = sheet.element("TR", table)
    for place, text in enumerate(block.heads):
        tall = upper if place == 2 else _TALL_HEAD
        span = (edges[place], edges[place + 1])
        _cell(sheet, text.plain(scope), span, top, tall, type_, head, bold=True)
        if place == 2:
            phone, rest = block.phone.plain(scope), _TALL_HEAD - upper
            _cell(sheet, phone, span, top + upper, rest, type_, head, bold=True)
    for row in range(block.rows):
        index = offset + row
        person = people[index] if index < len(people) else Signer()
        y = top + _TALL_HEAD + row * height
        _consenter(sheet, block, scope, person, edges, y, type_, sheet.element("TR", table))
    sheet.y = top + _TALL_HEAD + block.rows * height


def _edges(sheet: Sheet, widths: tuple[float, ...]) -> list[float]:
    return column_edges([one * MM for one in widths], sheet.frame.left, sheet.frame.right)


def _grid(sheet: Sheet, edges: list[float], rows: int, height: float) -> None:
    left, right, top = edges[0], edges[-1], sheet.y
    under = top + _TALL_HEAD
    bottom = under + rows * height
    halves = [top + _TALL_HEAD * 0.56, *(under + (n + 0.56) * height for n in range(rows))]
    sheet.decorate(
        Rect(left, top, right - left, _TALL_HEAD, 0, HEAD_FILL),
        *(Rule(edges[2], y, edges[3], y, 0.4, HAIR) for y in halves),
        *(Rule(x, top, x, bottom, 0.4, HAIR) for x in edges[1:-1]),
        *(Rule(left, under + n * height, right, under + n * height, 0.4, HAIR)
          for n in range(1, rows)),
        Rule(left, under, right, under, 0.5, BLACK),
        *(Rule(left, y, right, y, 1, BLACK) for y in (top, bottom)),
    )  # fmt: skip


def _consenter(
    sheet: Sheet,
    block: Consenters,
    scope: Scope,
    person: Signer,
    edges: list[float],
    top: float,
    type_: Type,
    group: Element,
) -> None:
    height = block.height * MM
    upper = height * 0.56
    for place, text in enumerate((person.relation, person.name)):
        _cell(sheet, text, (edges[place], edges[place + 1]), top, height, type_, group)
    _number(sheet, person.rrn_text, (edges[2], edges[3]), top, upper, type_, group)
    span = (edges[2], edges[3])
    _cell(sheet, person.phone, span, top + upper, height - upper, type_, group)
    hint = (block.guardian_sign if person.guardian else block.sign).plain(scope)
    small = Type(7.6, 11, _HINT)
    for place in (4, 5):
        sheet.put(Begin(sheet.element("TD", group)))
        x = edges[place] - 1.6 * MM
        sheet.label(hint, x, top + height - 11 - 0.8 * MM, small, align="right")
        sheet.put(End())


def _number(
    sheet: Sheet,
    number: str,
    span: tuple[float, float],
    top: float,
    height: float,
    type_: Type,
    group: Element,
) -> None:
    """Thirteen boxes with the digits that may be shown; the others stay empty."""
    digits = number.replace("-", "").ljust(FIRST + LAST, _UNKNOWN)
    x = (span[0] + span[1] - (FIRST + LAST) * _BOX - _DASH) / 2
    y = top + (height - _TALL) / 2
    text = top + (height - type_.leading) / 2
    sheet.put(Begin(sheet.element("TD", group)))
    for place, digit in enumerate(digits[: FIRST + LAST]):
        if place == FIRST:
            sheet.label("-", x + _DASH / 2, text, type_, align="center")
            x += _DASH
        sheet.put(Rect(x, y, _BOX, _TALL, 0.5, HAIR))
        if digit != _UNKNOWN:
            sheet.label(digit, x + _BOX / 2, text, type_, align="center")
        x += _BOX
    sheet.put(End())


def _heads(
    sheet: Sheet,
    heads: tuple[Template, ...],
    scope: Scope,
    edges: list[float],
    height: float,
    type_: Type,
    table: Element,
) -> None:
    group = sheet.element("TR", table)
    for place, text in enumerate(heads):
        span = (edges[place], edges[place + 1])
        _cell(sheet, text.plain(scope), span, sheet.y, height, type_, group, bold=True)


def _cell(
    sheet: Sheet,
    text: str,
    span: tuple[float, float],
    top: float,
    height: float,
    type_: Type,
    group: Element,
    *,
    bold: bool = False,
    start: bool = False,
) -> None:
    """A cell, centred or beginning at the left; set smaller where its lines do not fit."""
    width = span[1] - span[0] - 2.4 * MM
    lines = break_lines([Run(text, bold)], type_.size, width, sheet.metrics)
    if len(lines) * type_.leading > height:
        type_ = Type(8, 9.6)
        lines = break_lines([Run(text, bold)], type_.size, width, sheet.metrics)
    y = top + (height - len(lines) * type_.leading) / 2
    sheet.put(Begin(sheet.element("TH" if bold else "TD", group)))
    for line in lines:
        shift = 0.0 if start else (width - line.width) / 2
        sheet.draw_line(line, span[0] + 1.2 * MM + shift, y, type_)
        y += type_.leading
    sheet.put(End())
