"""Address labels (주소 라벨) on sheets of A4: two columns of seven, 99.1 × 38.1 mm."""

from ipju.domain.printed_post import AddressLabel, AddressLabels
from ipju.printing.page import GREY, HEIGHT, MM, WIDTH, Begin, End, Frame, Sheet, Type
from ipju.printing.schema import Stationery
from ipju.printing.textflow import Line, Metrics, break_lines
from ipju.printing.wording import Run, Scope

COLUMNS, ROWS = 2, 7
PLACES = COLUMNS * ROWS
_LEFT, _TOP = 4.65 * MM, 15.15 * MM
_ACROSS, _DOWN = 101.6 * MM, 38.1 * MM
"""From one label to the next."""
_WIDE, _HIGH = 99.1 * MM, 38.1 * MM
_SIDE, _EDGE = 7 * MM, 4.2 * MM
"""What a printer that draws the sheet in askew must not touch."""
_CODE = Type(13, 17)
_NAME = Type(12.5, 18)
_NOTE = Type(7.5, 10, GREY)
_ADDRESS = (Type(11, 15), Type(10, 13.4), Type(9, 12), Type(8, 10.6), Type(7, 9.2), Type(6, 7.8))
"""Sizes of an address, the largest that fits is taken."""


def lay_out_labels(model: AddressLabels, stationery: Stationery, metrics: Metrics) -> Sheet:
    """Lay out the labels, fourteen a page; nothing is cut off, a long address is set smaller."""
    sheet = Sheet(metrics, Frame(_LEFT, WIDTH - _LEFT, _TOP, HEIGHT - _TOP))
    at = model.skipped % PLACES
    mark = stationery.practice.plain(Scope(model)) if model.practice else ""
    for label in model.labels:
        if at == PLACES:
            sheet.new_page()
            at = 0
        row, column = divmod(at, COLUMNS)
        left, top = _LEFT + column * _ACROSS, _TOP + row * _DOWN
        _draw(sheet, label, stationery, (left + _SIDE, top + _EDGE), mark)
        at += 1
    return sheet


def _draw(
    sheet: Sheet,
    label: AddressLabel,
    stationery: Stationery,
    corner: tuple[float, float],
    mark: str,
) -> None:
    """Draw one label as it is read: postcode, address, name, whose letter it is."""
    (left, top), metrics, to = corner, sheet.metrics, label.recipient
    width, height = _WIDE - 2 * _SIDE, _HIGH - 2 * _EDGE
    room = height - _CODE.leading - _NAME.leading - _NOTE.leading
    type_, lines = _fitting(to.address, width, room, metrics)
    sheet.put(Begin(sheet.element("P")))
    sheet.label(to.postcode, left, top, _CODE, bold=True)
    if mark:
        sheet.label(mark, left + width, top, _NOTE, align="right")
    top += _CODE.leading
    for line in lines:
        sheet.draw_line(line, left, top, type_)
        top += type_.leading
    top += max(0.0, room - len(lines) * type_.leading)
    name = stationery.recipient.plain(Scope(label))
    share = min(1.0, width / metrics.width(name, True, _NAME.size))
    type_ = Type(_NAME.size * share, _NAME.leading)
    sheet.label(name, left + width, top, type_, bold=True, align="right")
    sheet.label(label.reference, left, top + _NAME.leading, _NOTE)
    sheet.put(End())


def _fitting(
    text: str, width: float, room: float, metrics: Metrics
) -> tuple[Type, tuple[Line, ...]]:
    """Return the largest size in which a text fits a height, with its lines."""
    *larger, smallest = _ADDRESS
    for type_ in larger:
        lines = break_lines((Run(text),), type_.size, width, metrics)
        if len(lines) * type_.leading <= room:
            return type_, lines
    return smallest, break_lines((Run(text),), smallest.size, width, metrics)
