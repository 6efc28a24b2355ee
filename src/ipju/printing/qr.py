"""QR codes: level M, drawn as bars on white; that of a case number is 20 mm wide."""

from functools import lru_cache
from itertools import groupby
from typing import Any

from ipju.printing.page import GREY, MM, Bars, Begin, End, Sheet, Type

SIZE = 20 * MM
"""Width of the dark part; the quiet zone of four modules lies around it."""


def draw_code(sheet: Sheet, number: str, left: float, top: float, alt: str) -> None:
    """Draw the code of `number` with its top left dark corner at (left, top).

    The number stands below it for people.  The caller keeps the quiet zone free: four modules,
    at most 4 mm, on every side but below, where the number begins after it.
    """
    draw_bars(sheet, number, left, top, SIZE, alt)
    below = top + SIZE + 1 * MM
    sheet.put(Begin(sheet.element("P")))
    small = Type(8.5, 11, GREY)
    wide = sheet.metrics.width(number, False, small.size) > SIZE
    place, align = (left + SIZE, "right") if wide else (left + SIZE / 2, "center")
    sheet.label(number, place, below, small, align=align)
    sheet.put(End())


def draw_bars(sheet: Sheet, content: str, left: float, top: float, size: float, alt: str) -> None:
    """Draw a code `size` points wide without words below; a longer content needs a wider one."""
    modules, bars = _bars(content)
    module = size / modules
    drawn = tuple((left + x * module, top + y * module, run * module) for x, y, run in bars)
    sheet.put(Begin(sheet.element("Figure", alt=alt)), Bars(module, drawn), End())


def modules_of(content: str) -> int:
    """Return how many modules a code of this content has a side."""
    return _bars(content)[0]


@lru_cache(maxsize=64)
def _bars(number: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Modules a side, and the dark runs of each row as (column, row, length)."""
    import zxingcpp

    code = zxingcpp.create_barcode(number, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(image).tolist()
    bars: list[tuple[int, int, int]] = []
    for y, row in enumerate(rows):
        x = 0
        for value, cells in groupby(row):
            run = len(list(cells))
            if value == 0:
                bars.append((x, y, run))
            x += run
    return len(rows), tuple(bars)
