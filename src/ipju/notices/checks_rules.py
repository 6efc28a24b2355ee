"""What a rule needs to be found in the notice that names it: sections, dates, clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ipju.domain.notice import Notice
from ipju.notices.faults import type_of_fault
from ipju.notices.labels import LABELS
from ipju.notices.schema import type_of_path

NEEDS: dict[str, tuple[str, ...]] = {
    "minor": ("applicant.minor_clause", "applicant.minor_age"),
    "residence": ("applicant.residence_clause",),
    "one-application": ("applicant.application_clause", "calendar.application_until"),
    "age": ("age",),
    "marital-state": ("marital",),
    "home-ownership": ("home",),
    "income": ("income",),
    "real-estate": ("real_estate", "real_estate.limit"),
    "total-assets": ("total_assets", "real_estate", "car"),
    "car": ("car",),
    "supply-newlywed": ("newlywed", "applicant.minor_age"),
    "supply-generations": ("generations", "applicant.minor_age"),
    "existing-tenancy": ("tenancy",),
    "other-subsidy": ("tenancy", "tenancy.subsidy_clause"),
    "arrears": ("tenancy", "tenancy.arrears_clause"),
    "points-age": ("points",),
    "points-dependants": ("points",),
    "points-residence": ("points",),
    "points-children": ("points",),
    "points-vulnerable": ("points",),
    "dwelling-place": ("dwelling",),
    "dwelling-kind": ("dwelling",),
    "dwelling-area": ("dwelling",),
    "whole-unit": ("dwelling",),
    "for-sale": ("dwelling",),
    "building-violation": ("dwelling",),
    "relative-owner": ("dwelling",),
    "deposit-limit": ("dwelling",),
    "rent-share": ("dwelling",),
    "insurable": ("dwelling",),
    "seizure": ("title_review",),
    "owner-mismatch": ("title_review",),
    "senior-lien": ("title_review",),
    "unregistered": ("title_review",),
    "already-insured": ("title_review",),
    "demolition": ("title_review",),
    "landlord-corporate": ("title_review",),
    "debt-ratio": ("title_review",),
    "price": ("title_review",),
    "support": ("support", "dwelling"),
    "contract-deadline": (
        "contract",
        "calendar.contract_until",
        "calendar.announced_on",
        "calendar.title_request_until",
    ),
    "financial-consent": ("financial_consent",),
    "scholar": ("scholar",),
    "scholar-papers": ("scholar",),
    "lease-term": ("letting",),
    "renewal-count": ("letting",),
    "rent-increase": ("letting",),
}
"""By rule: a section (`car`), or a value that a section may leave out (`real_estate.limit`)."""


def rules(notice: Notice, known: Sequence[str]) -> Iterator[type_of_fault]:
    """Yield what is wrong with the rules a notice names for applications and for renewals."""
    if not notice.rules:
        yield ("rules",), "적용할 규칙이 하나도 없습니다."
    yield from _named(notice, ("rules",), notice.rules, known)
    if notice.letting is not None:
        renewal = notice.letting.renewal_rules
        path: type_of_path = ("letting", "renewal_rules")
        if not renewal:
            yield path, "재계약을 심사할 규칙이 하나도 없습니다."
        yield from _named(notice, path, renewal, known)


def _named(
    notice: Notice, path: type_of_path, named: Sequence[str], known: Sequence[str]
) -> Iterator[type_of_fault]:
    for index, rule in enumerate(named):
        if rule not in known:
            yield (*path, index), f"모르는 규칙 이름입니다: {rule}."
        for need in NEEDS.get(rule, ()):
            if (message := _missing(notice, need)) is not None:
                yield (*path, index), f"규칙 {rule}에 필요한 {message}"


def _missing(notice: Notice, need: str) -> str | None:
    """Return what is missing, in Korean; a value is told only where its section is there."""
    section, _, field = need.partition(".")
    found: Any = getattr(notice, section)
    if not field:
        return f"[{section}] 표가 없습니다." if found is None else None
    if found is None or getattr(found, field) is not None:
        return None
    return f"{LABELS[type(found)][field].name}({need}) 값이 없습니다."
