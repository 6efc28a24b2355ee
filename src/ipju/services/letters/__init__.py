"""Forms and letters (서식): from a case and its findings to what the printer draws."""

from __future__ import annotations

from collections.abc import Callable

from ipju.domain.case import Case
from ipju.domain.notice import Notice
from ipju.domain.outgoing import NOT_SELECTED, SELECTED
from ipju.domain.printed import PrintModel, SignedForm
from ipju.services.letters.consent import (
    blank_consent,
    blank_financial_consent,
    consent,
    financial_consent,
)
from ipju.services.letters.decision import eligible, ineligible
from ipju.services.letters.receipt import receipt
from ipju.services.letters.room import contract_guide, renewal_guide, waiting_notice
from ipju.services.letters.sheet import CannotPrint, Sheet
from ipju.services.letters.supplement import supplement
from ipju.services.letters.title_result import title_result

FORMS = {
    "consent": "개인정보 수집·이용 및 제3자 제공 동의서",
    "financial-consent": "금융정보 등 제공 동의서",
    "receipt": "접수증",
    "supplement": "보완요청서",
    "eligible": "적격 안내",
    "ineligible": "부적격 안내",
    "title": "권리분석 결과",
    "waiting": "예비입주자 통지",
    "contract": "계약 안내",
    "renewal": "재계약 안내",
    SELECTED: "선정 통지",
    NOT_SELECTED: "미선정 통지",
}
"""Every form by its id; the last two rest on a roster (순위 명부) and not on a case alone."""

_BUILDERS: dict[str, Callable[[Sheet], PrintModel]] = {
    "consent": consent,
    "financial-consent": financial_consent,
    "receipt": receipt,
    "supplement": supplement,
    "eligible": eligible,
    "ineligible": ineligible,
    "title": title_result,
    "waiting": waiting_notice,
    "contract": contract_guide,
    "renewal": renewal_guide,
}

CASE_FORMS = {form: FORMS[form] for form in _BUILDERS}
"""The forms that a case file alone can be printed with."""

_BLANKS: dict[str, Callable[[Notice, bool], SignedForm]] = {
    "consent": blank_consent,
    "financial-consent": blank_financial_consent,
}


def forms_of(notice: Notice, case: Case | None = None) -> tuple[str, ...]:
    """Return the forms a notice has use for, in the order of `FORMS`.

    What tells how the ranking ended is issued upon it and is none of them.

    With a case, only those for it: a renewal (재계약 심사) has no 접수증, no 예비입주자 통지 and no
    계약 안내.
    """
    left_out = {
        "financial-consent": notice.financial_consent is None,
        "title": notice.title_review is None,
        "waiting": notice.waiting is None,
        "contract": notice.letting is None,
        "renewal": notice.letting is None,
    }
    if case is not None and case.renewal is not None:
        left_out |= dict.fromkeys(("receipt", "waiting", "contract"), True)
    return tuple(one for one in _BUILDERS if not left_out.get(one, False))


def blanks_of(notice: Notice) -> tuple[str, ...]:
    """Return the forms of a notice that are also printed blank, to be filled in by hand."""
    return tuple(one for one in forms_of(notice) if one in _BLANKS)


def build(form: str, sheet: Sheet) -> PrintModel:
    """Return the print model of a form; CannotPrint when the case does not bear it."""
    if form not in _BUILDERS:
        raise CannotPrint(f"모르는 서식입니다. 쓸 수 있는 서식: {', '.join(_BUILDERS)}")
    return _BUILDERS[form](sheet)


def blank(form: str, notice: Notice, practice: bool = False) -> SignedForm:
    """Return a form of a notice with nothing filled in; CannotPrint where there is none."""
    if form not in _BLANKS:
        raise CannotPrint("빈 서식이 없습니다.")
    return _BLANKS[form](notice, practice)


__all__ = [
    "CASE_FORMS",
    "FORMS",
    "CannotPrint",
    "Sheet",
    "blank",
    "blanks_of",
    "build",
    "forms_of",
]
