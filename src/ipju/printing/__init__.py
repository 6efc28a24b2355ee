"""Paper: forms and letters as PDF, drawn from print models that know nothing of a case.

Wording lives in ``forms/<form-id>/form.toml``; this room holds the page, tables, QR code
and the order of drawing.  reportlab is loaded by the first rendering, not by importing.
"""

from ipju.domain.printed import (
    ClaimRow,
    ConsentForm,
    ContractGuide,
    Decision,
    Defect,
    ExplanationRequest,
    Fact,
    FinancialConsentForm,
    GroundRow,
    Judged,
    Letter,
    Objection,
    Office,
    PriceRow,
    PrintModel,
    Receipt,
    ReceivedPaper,
    Recipient,
    RenewalGuide,
    SignedForm,
    Signer,
    SupplementRequest,
    TitleAnalysis,
    WaitingNotice,
)
from ipju.printing.errors import FormFileError, PrintError
from ipju.printing.printer import Printer

__all__ = [
    "ClaimRow",
    "ConsentForm",
    "ContractGuide",
    "Decision",
    "Defect",
    "ExplanationRequest",
    "Fact",
    "FinancialConsentForm",
    "FormFileError",
    "GroundRow",
    "Judged",
    "Letter",
    "Objection",
    "Office",
    "PriceRow",
    "PrintError",
    "PrintModel",
    "Printer",
    "Receipt",
    "ReceivedPaper",
    "Recipient",
    "RenewalGuide",
    "SignedForm",
    "Signer",
    "SupplementRequest",
    "TitleAnalysis",
    "WaitingNotice",
]
