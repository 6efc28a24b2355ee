"""The two weights of the shipped font, read once and known to reportlab."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ipju.printing.errors import PrintError
from ipju.printing.textflow import Metrics

REGULAR = "NotoSansKR-Regular.ttf"
BOLD = "NotoSansKR-Bold.ttf"


class Typeface(NamedTuple):
    """Names under which reportlab knows the weights, and their measures."""

    regular: str
    bold: str
    metrics: Metrics


@lru_cache(maxsize=4)
def load_typeface(folder: Path) -> Typeface:
    """Read both weights from `folder`; PrintError says which file is missing or broken."""
    names = (f"{folder}/{REGULAR}", f"{folder}/{BOLD}")
    regular, bold = (_register(name) for name in names)
    return Typeface(*names, Metrics(regular, bold))


def _register(path: str) -> dict[int, float]:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        font = TTFont(path, path)
    except (TTFError, OSError) as error:
        raise PrintError(f"글꼴 파일 '{path}'을 읽을 수 없습니다.") from error
    registerFont(font)
    widths: dict[int, float] = font.face.charWidths
    return widths
