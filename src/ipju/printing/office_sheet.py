"""Sheets of the office itself: title, QR code at the right, parts of the form, foot."""

from dataclasses import dataclass

from ipju.domain.printed_office import OfficeSheet
from ipju.printing.flow import Flow
from ipju.printing.page import (
    BLACK,
    GREY,
    HAIR,
    HEIGHT,
    MM,
    WIDTH,
    Begin,
    End,
    Frame,
    Rect,
    Rule,
    Sheet,
    Type,
)
from ipju.printing.qr import draw_bars, modules_of
from ipju.printing.schema import FormFile, Stationery
from ipju.printing.textflow import Metrics
from ipju.printing.wording import Scope

CODE = 30 * MM
"""Least width of the QR code: its content is longer than a case number."""
_MODULE = 0.5 * MM
"""Least width of a module: four dots of a scanner at 200 dpi."""
_HEAD = 16 * MM
_FOOT = HEIGHT - 16 * MM


@dataclass(frozen=True)
class _PageWords:
    """Fields of the page number's wording."""

    page: int
    pages: int


def lay_out_office_sheet(
    model: OfficeSheet, form: FormFile, stationery: Stationery, metrics: Metrics
) -> Sheet:
    """Lay out one sheet: the head on its first page, the foot on every one."""
    layout = form.layout
    frame = Frame(
        layout.side * MM, WIDTH - layout.side * MM, layout.top * MM,
        HEIGHT - layout.bottom * MM,
    )  # fmt: skip
    sheet = Sheet(metrics, frame)
    scope = Scope(model)
    _head(sheet, model, form, stationery, scope)
    Flow(sheet, form, scope).run()
    _foot(sheet, form, stationery, scope)
    return sheet


def _head(
    sheet: Sheet, model: OfficeSheet, form: FormFile, stationery: Stationery, scope: Scope
) -> None:
    """Practice mark, title and office at the left; the code at the right."""
    left, y = sheet.frame.left, _HEAD
    if model.practice:
        text, type_ = stationery.practice.plain(scope), Type(9.5, 18)
        width = sheet.metrics.width(text, True, type_.size) + 9 * MM
        height = 6.6 * MM
        sheet.put(Begin(sheet.element("P")), Rect(left, y, width, height, 0.9, BLACK))
        top = y + (height - type_.leading) / 2
        sheet.label(text, left + width / 2, top, type_, bold=True, align="center")
        sheet.put(End())
        y += height + 3 * MM
    sheet.put(Begin(sheet.element("H1")))
    sheet.label(form.subject.plain(scope), left, y, Type(22, 32), bold=True)
    sheet.put(End())
    y += 32 + 1.5 * MM
    sheet.put(Begin(sheet.element("P")))
    sheet.label(form.edition.plain(scope), left, y, Type(11, 17, GREY))
    sheet.put(End())
    y += 17
    if model.code:
        alt = form.code.plain(scope)
        width = max(CODE, modules_of(model.code) * _MODULE)
        draw_bars(sheet, model.code, sheet.frame.right - width, _HEAD, width, alt)
        y = max(y, _HEAD + width)
    sheet.y = y + 6 * MM


def _foot(sheet: Sheet, form: FormFile, stationery: Stationery, scope: Scope) -> None:
    """What the sheet is and its page number, on every page."""
    frame, small, pages = sheet.frame, Type(8.6, 12, GREY), sheet.pages
    for number, steps in enumerate(pages, 1):
        sheet.pages = [steps]
        sheet.put(Begin(None), Rule(frame.left, _FOOT, frame.right, _FOOT, 0.5, HAIR))
        sheet.label(form.foot.plain(scope), frame.left, _FOOT + 1 * MM, small)
        page = stationery.page.plain(Scope(_PageWords(number, len(pages))))
        sheet.label(page, frame.right, _FOOT + 1 * MM, small, align="right")
        sheet.put(End())
    sheet.pages = pages
