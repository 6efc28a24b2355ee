"""What stands on the paper of a draw proof: its lines as text, and what its QR code holds."""

from __future__ import annotations

from ipju.domain.post import ScanKind
from ipju.printing.scanning import Scanner


def texts_of(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a PDF (empty for a picture) and the texts of its QR codes.

    UnreadableScan when the content is no PDF and no picture, or damaged.
    """
    look = Scanner().look(content)
    return _text(content) if look.kind is ScanKind.PDF else "", look.codes


def _text(content: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        found = []
        for page in document:
            words = page.get_textpage()
            found.append(words.get_text_range())
            words.close()
            page.close()
    return "\n".join(found)
