"""What every test of a service asks the store: the case as it lies there, and the acts on it."""

from uuid import UUID

import pypdfium2

from ipju.domain.case import Case
from ipju.services.office import Office
from ipju.services.open_case import reread_case


def stored(office: Office, case_id: UUID) -> Case:
    return reread_case(office, case_id)


def acts(office: Office, case_id: UUID) -> list[str]:
    """Return the actions of the ledger on a case, the oldest first."""
    return [action for _at, _who, action, _why in office.store.acts(case_id, 100)][::-1]


def text_of(pdf: bytes) -> str:
    """Return what somebody reads on all pages of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)
