"""Letters that were issued, put one after the other into one file to print: their very pages."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

from ipju.printing.errors import PrintError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

TURN = Lock()
"""pdfium serves one document at a time, whoever asks."""


@contextmanager
def _opened(document: bytes) -> "Iterator[PdfDocument]":
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        part = PdfDocument(document)
    except PdfiumError:
        raise PrintError("통지문의 PDF가 깨져 있습니다.") from None
    try:
        yield part
    finally:
        part.close()


def join(documents: Iterable[bytes], target: BinaryIO, *, even: bool = False) -> None:
    """Write one PDF with the pages of many, unchanged and in order; PrintError for a broken one.

    Nothing is drawn again: what is posted is what was issued. One document at a time is taken,
    and the whole is written as it is made. `even` ends each with a blank page where its own are
    odd in number, so that nobody's letter begins on the back of another's.
    """
    from pypdfium2 import PdfDocument

    with TURN:
        whole = PdfDocument.new()
        try:
            for one in documents:
                with _opened(one) as part:
                    whole.import_pages(part)
                    if even and len(part) % 2:
                        whole.new_page(*part.get_page_size(len(part) - 1))
            if not len(whole):
                raise PrintError("인쇄할 문서가 없습니다.")
            whole.save(target)
        finally:
            whole.close()
