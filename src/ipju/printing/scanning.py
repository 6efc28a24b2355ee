"""Scanned papers (스캔): what sort of file it is, its pages, and the QR codes of our own forms.

pdfium, Pillow and the reader of codes are loaded by the first look, not by importing.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from ipju.domain.post import ScanKind, ScanLook
from ipju.printing.joining import TURN

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES: Final = 200
"""Pages of one file that are looked at; a longer one is refused."""

MOST_PIXELS: Final = 80_000_000
"""Pixels of one picture: an A3 page at 600 dpi has 70 million."""

_LONGEST: Final = 30_000
"""Pixels of the longer side of a picture, or of a page as it is drawn: A0 at 600 dpi has 28,000."""

_LOOK: Final = (1_700, 2_400)
"""Pixels of the longer side of a page when codes are looked for: A4 at 145, then at 205 dpi.

The first look is quick and reads a clean scan; the second finds what noise or a slant hid.
"""

_WIDEST: Final = 4_000
_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", ScanKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", ScanKind.PNG),
)
_PDF_WITHIN: Final = 1_024
"""Bytes in which a PDF must say that it is one, as readers of PDF take it."""


class UnreadableScan(ValueError):
    """The file cannot be taken as a scan; the message says in Korean why."""


class Scanner:
    """Looks at scans. It may be used from several threads; they take turns, as pdfium asks."""

    def __init__(self) -> None:
        self._turn = TURN

    def look(self, content: bytes) -> ScanLook:
        """Return kind, pages and the texts of the QR codes, page by page, each text once.

        UnreadableScan for another sort of file, a damaged or locked one, and one of more than
        `MOST_PAGES` pages.
        """
        kind = _kind(content)
        with self._turn, _opened(kind, content) as pages:
            codes: dict[str, None] = {}
            for page in range(len(pages)):
                codes.update(dict.fromkeys(_codes(pages, page)))
            return ScanLook(kind=kind, pages=len(pages), codes=tuple(codes))

    def picture(self, content: bytes, page: int, width: int) -> bytes:
        """Return a page (the first is 0) as PNG, `width` pixels wide; IndexError for no page."""
        kind = _kind(content)
        with self._turn, _opened(kind, content) as pages:
            if not 0 <= page < len(pages):
                raise IndexError(page)
            image = pages.drawn(page, width=max(16, min(width, _WIDEST)))
            out = io.BytesIO()
            image.save(out, "PNG", compress_level=1)
            return out.getvalue()


def _kind(content: bytes) -> ScanKind:
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return ScanKind.PDF
    if not content:
        raise UnreadableScan("빈 파일입니다. 스캔을 다시 하십시오.")
    raise UnreadableScan("PDF, JPEG, PNG 파일만 받습니다. 스캔 형식을 바꾸어 다시 저장하십시오.")


class _Pages:
    """The pages of a PDF."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def __len__(self) -> int:
        return len(self._document)

    def drawn(self, page: int, *, width: int = 0, longest: int = 0) -> Image:
        """Return a page in pixels, so wide or with its longer side so long."""
        sheet = self._document[page]
        try:
            across, down = sheet.get_size()
            scale = width / across if width else longest / max(across, down)
            # A page ten times as long as wide is no paper, and would be drawn for minutes.
            scale = min(scale, (MOST_PIXELS / (across * down)) ** 0.5, _LONGEST / max(across, down))
            bitmap = sheet.render(scale=scale, grayscale=bool(longest))
            try:
                drawn: Image = bitmap.to_pil().copy()
            finally:
                bitmap.close()
            return drawn
        finally:
            sheet.close()


class _Photograph:
    """One picture as the only page, turned the way the camera or scanner meant it."""

    def __init__(self, image: Image) -> None:
        self._image = image

    def __len__(self) -> int:
        return 1

    def drawn(self, page: int, *, width: int = 0, longest: int = 0) -> Image:
        """Return the picture, so wide, or in grey with its longer side at most so long."""
        across, down = self._image.size
        if width:
            # What is drawn of a strip of one pixel would fill the memory.
            scale = min(width / across, (MOST_PIXELS / (across * down)) ** 0.5, _LONGEST / down)
            return self._image.resize((max(1, round(across * scale)), max(1, round(down * scale))))
        scale = min(1.0, longest / max(across, down))
        grey = self._image.convert("L")
        return grey.resize((max(1, round(across * scale)), max(1, round(down * scale))))


@contextmanager
def _opened(kind: ScanKind, content: bytes) -> Iterator[_Pages | _Photograph]:
    if kind is not ScanKind.PDF:
        yield _Photograph(_decoded(content))
        return
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise UnreadableScan(
            "암호가 걸린 PDF입니다. 암호를 풀어 다시 저장하십시오."
            if locked
            else "PDF가 깨져 열 수 없습니다. 스캔을 다시 하십시오."
        ) from None
    try:
        if not len(document):
            raise UnreadableScan("쪽이 없는 PDF입니다. 스캔을 다시 하십시오.")
        if len(document) > MOST_PAGES:
            raise UnreadableScan(
                f"{len(document)}쪽입니다. 한 파일은 {MOST_PAGES}쪽까지입니다. 나누어 넣으십시오."
            )
        yield _Pages(document)
    except pypdfium2.PdfiumError:
        raise UnreadableScan("PDF의 쪽을 읽지 못했습니다. 스캔을 다시 하십시오.") from None
    finally:
        document.close()


def _decoded(content: bytes) -> Image:
    """Return the picture in black on white, upright; UnreadableScan for a damaged one."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    broken = "그림 파일이 깨져 열 수 없습니다. 스캔을 다시 하십시오."
    huge = "그림이 너무 큽니다. 300dpi로 다시 스캔하십시오."
    try:
        with warnings.catch_warnings():
            # Pillow warns of a size that it would still decode; here it is refused.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
        with opened as image:
            if image.width * image.height > MOST_PIXELS or max(image.size) > _LONGEST:
                raise UnreadableScan(huge)
            upright = ImageOps.exif_transpose(image)
            if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
                ground = Image.new("RGBA", upright.size, "white")
                upright = Image.alpha_composite(ground, upright.convert("RGBA"))
            return upright.convert("L" if upright.mode in ("1", "L") else "RGB")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise UnreadableScan(huge) from None
    except UnreadableScan:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        # A ValueError is a text in the file that would fill the memory when unpacked.
        raise UnreadableScan(broken) from None


def _codes(pages: _Pages | _Photograph, page: int) -> list[str]:
    """Return the texts of the QR codes on a page, from top to bottom."""
    import zxingcpp

    for longest in _LOOK:
        drawn = pages.drawn(page, longest=longest)
        found = zxingcpp.read_barcodes(
            drawn, zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        )
        if found:
            ordered = sorted(found, key=lambda one: (one.position.top_left.y, one.text))
            return [one.text for one in ordered if one.text]
    return []
