"""The one door of this room: print models in, PDF out."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

from ipju.domain.printed import (
    ContractGuide,
    Decision,
    ExplanationRequest,
    PrintModel,
    Receipt,
    RenewalGuide,
    SignedForm,
    SupplementRequest,
    TitleAnalysis,
    WaitingNotice,
)
from ipju.domain.printed_office import (
    DestructionSheet,
    DrawProofSheet,
    MonthSheet,
    OfficeModel,
    OfficeSheet,
    RecoverySheet,
    ResultSheet,
)
from ipju.domain.printed_post import AddressLabels
from ipju.domain.printed_selection import SelectionNotice
from ipju.printing.errors import PrintError

if TYPE_CHECKING:
    from ipju.printing.fonts import Typeface
    from ipju.printing.page import Sheet
    from ipju.printing.schema import FormFile, Stationery


type_of_model = PrintModel | SelectionNotice | OfficeModel


def form_id(model: type_of_model) -> str:
    """The form (folder of ``forms/``) that a print model is drawn with."""
    if isinstance(model, SignedForm):
        return model.form
    if isinstance(model, Decision):
        return "decision-eligible" if model.eligible else "decision-ineligible"
    if isinstance(model, SelectionNotice):
        return "selection-selected" if model.selected else "selection-not-selected"
    return _FORMS[type(model)]


_FORMS: dict[type, str] = {
    Receipt: "receipt",
    SupplementRequest: "supplement-request",
    ExplanationRequest: "explanation-request",
    TitleAnalysis: "title-result",
    WaitingNotice: "waiting-notice",
    ContractGuide: "contract-guide",
    RenewalGuide: "renewal-guide",
    RecoverySheet: "recovery-sheet",
    MonthSheet: "month-review",
    DestructionSheet: "destruction-certificate",
    DrawProofSheet: "draw-proof",
    ResultSheet: "result-list",
}
"""The form of each print model that has only one."""


class Printer:
    """Draws print models with the forms and the font of two folders.

    Files are read when first needed and kept.  It may be used from several threads; they
    take turns, because a font can serve only one document at a time.
    """

    def __init__(self, forms_dir: Path, fonts_dir: Path) -> None:
        self._forms_dir = forms_dir
        self._fonts_dir = fonts_dir
        self._forms: dict[str, FormFile] = {}
        self._stationery: Stationery | None = None
        self._lock = Lock()

    def render(self, model: type_of_model) -> bytes:
        """One form or letter as PDF; the same model gives the same bytes.

        Raises PrintError (Korean) for a broken form file, a missing font or a character that
        the font does not have.
        """
        return self.render_many((model,))

    def render_many(self, models: Sequence[type_of_model]) -> bytes:
        """Several forms or letters in one PDF, in their order; pages count within each."""
        from ipju.printing.fonts import load_typeface
        from ipju.printing.pdf import write_pdf

        if not models:
            raise PrintError("인쇄할 문서가 없습니다.")
        with self._lock:
            typeface = load_typeface(self._fonts_dir)
            sheets = [sheet for model in models for sheet in self._lay_out(model, typeface)]
            return write_pdf(sheets, self._title(models), typeface)

    def labels(self, model: AddressLabels) -> bytes:
        """Address labels as PDF; PrintError as `render`."""
        from ipju.printing.fonts import load_typeface
        from ipju.printing.labels import lay_out_labels
        from ipju.printing.pdf import write_pdf

        if not model.labels:
            raise PrintError("인쇄할 라벨이 없습니다.")
        with self._lock:
            typeface = load_typeface(self._fonts_dir)
            sheet = lay_out_labels(model, self._words(), typeface.metrics)
            return write_pdf([sheet], model.title, typeface)

    def unprintable(self, text: str) -> str:
        """Say which character of a text the font lacks (Korean); empty when it has all of them."""
        from ipju.printing.fonts import load_typeface

        with self._lock:
            metrics = load_typeface(self._fonts_dir).metrics
            try:
                for bold in (False, True):
                    metrics.width("".join(text.split()), bold, 1)
            except PrintError as error:
                return str(error)
        return ""

    def join(self, documents: Iterable[bytes], target: BinaryIO, *, even: bool = False) -> None:
        """Write letters that were issued as one PDF, their pages unchanged; PrintError.

        `even`: each takes an even number of pages, for printing on both sides.
        """
        from ipju.printing.joining import join

        join(documents, target, even=even)

    def form(self, form: str) -> "FormFile":
        """The form file of a form id, read strictly (FormFileError says where it is wrong)."""
        from ipju.printing.formfile import load_form

        if form not in self._forms:
            self._forms[form] = load_form(self._forms_dir / form / "form.toml")
        return self._forms[form]

    def _lay_out(self, model: type_of_model, typeface: "Typeface") -> "list[Sheet]":
        from ipju.printing.consent import lay_out_consent
        from ipju.printing.letter import lay_out_letter
        from ipju.printing.office_sheet import lay_out_office_sheet

        form, stationery = self.form(form_id(model)), self._words()
        if form.model != type(model).__name__:
            raise PrintError(f"'{form.id}' 서식은 이 문서에 쓸 수 없습니다. 공고를 확인하세요.")
        if isinstance(model, SignedForm):
            return lay_out_consent(model, form, stationery, typeface.metrics)
        if isinstance(model, OfficeSheet):
            return [lay_out_office_sheet(model, form, stationery, typeface.metrics)]
        return [lay_out_letter(model, form, stationery, typeface.metrics)]

    def _words(self) -> "Stationery":
        from ipju.printing.formfile import load_stationery

        if self._stationery is None:
            self._stationery = load_stationery(self._forms_dir / "stationery.toml")
        return self._stationery

    def _title(self, models: Sequence[type_of_model]) -> str:
        """Title of the PDF: that of the first document, and how many others follow."""
        from ipju.printing.wording import Scope

        first = self.form(form_id(models[0])).title.plain(Scope(models[0]))
        if len(models) == 1:
            return first
        return self._words().batch.plain(Scope(_Batch(first, len(models) - 1)))


class _Batch:
    """Fields of the title of several documents."""

    def __init__(self, first: str, others: int) -> None:
        self.first = first
        self.others = others
