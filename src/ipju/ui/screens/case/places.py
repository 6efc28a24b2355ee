"""The sections of a case by name, and in which of them a rule or a fact is recorded."""

from __future__ import annotations

from ipju.domain.finding import Outcome
from ipju.rules.names import TITLES, Group

MARKS = {
    Outcome.PASS: "pas",
    Outcome.FAIL: "fail",
    Outcome.REVIEW: "rev",
    Outcome.MISSING: "mis",
}
WORDS = {
    "application": "신청",
    "household": "세대",
    "income": "소득",
    "assets": "자산",
    "scholar": "장학생",
    "papers": "서류",
    "dwelling": "주택",
    "renewal": "재계약",
    "letters": "통지",
    "history": "이력",
}
_OF_RULE = {
    "household": "household",
    "nationality": "household",
    "age": "household",
    "marital-state": "household",
    "minor": "household",
    "supply-newlywed": "household",
    "supply-generations": "household",
    "home-ownership": "assets",
    "real-estate": "assets",
    "total-assets": "assets",
    "car": "assets",
    "income": "income",
    "scholar": "scholar",
    "renewal-count": "renewal",
    "lease-term": "renewal",
    "rent-increase": "renewal",
}
SECTION_OF_FIELD = {
    "people": "household",
    "marriages": "household",
    "pregnancies": "household",
    "incomes": "income",
    "holdings": "assets",
    "cars": "assets",
    "surveyed_on": "assets",
    "finance_queried_on": "assets",
    "financial_assets": "assets",
    "other_assets": "assets",
    "debts": "assets",
    "marriages_checked": "household",
    "consent_refusals": "papers",
    "scholar": "scholar",
    "renewal": "renewal",
    "papers": "papers",
    "dwelling": "dwelling",
}


def section_of_rule(rule: str) -> str:
    """Return the section in which the facts of a rule are recorded."""
    if rule in _OF_RULE:
        return _OF_RULE[rule]
    group = TITLES[rule][0]
    if group in (Group.DWELLING, Group.TITLE, Group.CONTRACT):
        return "dwelling"
    if group is Group.PAPERS:
        return "papers"
    return "application"
