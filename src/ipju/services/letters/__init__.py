"""Forms and letters (서식): from a case and its findings to what the printer draws."""

from __future__ import annotations

from collections.abc import Callable

from ipju.domain.printed import PrintModel
from ipju.services.letters.consent import blank_consent, consent
from ipju.services.letters.decision import eligible, ineligible
from ipju.services.letters.receipt import receipt
from ipju.services.letters.sheet import CannotPrint, Sheet
from ipju.services.letters.supplement import supplement
from ipju.services.letters.title_result import title_result

FORMS = {
    "consent": "개인정보 수집·이용 및 제3자 제공 동의서",
    "receipt": "접수증",
    "supplement": "보완요청서",
    "eligible": "적격 안내",
    "ineligible": "부적격 안내",
    "title": "권리분석 결과",
}

_BUILDERS: dict[str, Callable[[Sheet], PrintModel]] = {
    "consent": consent,
    "receipt": receipt,
    "supplement": supplement,
    "eligible": eligible,
    "ineligible": ineligible,
    "title": title_result,
}


def build(form: str, sheet: Sheet) -> PrintModel:
    """Return the print model of a form; CannotPrint when the case does not bear it."""
    if form not in _BUILDERS:
        raise CannotPrint(f"모르는 서식입니다. 쓸 수 있는 서식: {', '.join(FORMS)}")
    return _BUILDERS[form](sheet)


__all__ = ["FORMS", "CannotPrint", "Sheet", "blank_consent", "build"]
