"""Forms that people sign (동의서): complete sheets for as many signers as each has places."""

from dataclasses import dataclass

from ipju.domain.printed import SignedForm
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
from ipju.printing.qr import SIZE, draw_code
from ipju.printing.schema import Consenters, FormFile, Signers, Stationery
from ipju.printing.textflow import Metrics
from ipju.printing.wording import Scope


@dataclass(frozen=True)
class _PageWords:
    """Fields of the page number's wording."""

    page: int
    pages: int


def lay_out_consent(
    model: SignedForm, form: FormFile, stationery: Stationery, metrics: Metrics
) -> list[Sheet]:
    """Lay out the form again for every sheetful of signers: everyone signs under the text."""
    table = next(block for block in form.block if isinstance(block, Signers | Consenters))
    seats = 2 * table.rows if isinstance(table, Signers) else table.rows
    offsets = range(0, max(len(model.signers), 1), seats)
    return [_one(model, form, stationery, metrics, offset) for offset in offsets]


def _one(
    model: SignedForm, form: FormFile, stationery: Stationery, metrics: Metrics, offset: int
) -> Sheet:
    layout = form.layout
    frame = Frame(
        layout.side * MM, WIDTH - layout.side * MM, layout.top * MM,
        HEIGHT - layout.bottom * MM,
    )  # fmt: skip
    sheet = Sheet(metrics, frame)
    scope = Scope(model)
    if model.case_number:
        alt = stationery.code.plain(scope)
        draw_code(sheet, model.case_number, frame.right - SIZE, 14 * MM, alt)
    flow = Flow(sheet, form, scope)
    flow.signer_offset = offset
    flow.run()
    _foot(sheet, model, form, stationery)
    return sheet


def _foot(sheet: Sheet, model: SignedForm, form: FormFile, stationery: Stationery) -> None:
    """Edition and page at the foot of every page, the practice mark at its head."""
    frame = sheet.frame
    small = Type(8.6, 12, GREY)
    y = HEIGHT - 14.5 * MM
    scope = Scope(model)
    pages = sheet.pages
    for number, steps in enumerate(pages, 1):
        sheet.pages = [steps]
        sheet.put(Begin(None), Rule(frame.left, y, frame.right, y, 0.5, HAIR))
        foot = form.foot if number == len(pages) else form.foot_more
        sheet.label(foot.plain(scope), frame.left, y + 1 * MM, small)
        page = stationery.page.plain(Scope(_PageWords(number, len(pages))))
        edition = f"{form.edition.plain(scope)} · {page}"
        sheet.label(edition, frame.right, y + 1 * MM, small, align="right")
        if model.practice:
            _practice(sheet, stationery, scope)
        sheet.put(End())
    sheet.pages = pages


def _practice(sheet: Sheet, stationery: Stationery, scope: Scope) -> None:
    type_ = Type(8.6, 14)
    text = stationery.practice.plain(scope)
    width = sheet.metrics.width(text, True, type_.size) + 6 * MM
    left, top = sheet.frame.left, 6.5 * MM
    sheet.put(Rect(left, top, width, 5.2 * MM, 0.8, BLACK))
    sheet.label(text, left + width / 2, top + (5.2 * MM - 14) / 2, type_, bold=True, align="center")
