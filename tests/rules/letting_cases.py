"""What the tests of total assets, leases and renewals share: the notice that lets rooms."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from ipju.domain.case import Case
from ipju.domain.finding import Finding
from ipju.domain.notice import Notice
from ipju.notices.loader import load_notice
from ipju.rules.facts import Facts
from ipju.rules.household import facts_of
from ipju.rules.outcome import type_of_rule
from ipju.rules.renewal import renewed
from ipju.services.exchange import parse_case
from tests.rules.scenarios import NOTICES, Scenario, load

TM = NOTICES / "teukhwa-maeip-2023-baekam"
REVIEWED = date(2024, 1, 10)
ME = {
    "id": "me",
    "name": "김예시",
    "relation": "self",
    "birth": "1995-05-05",
    "register": "applicant",
    "nationality": "korean",
    "estate_checked": True,
    "car_checked": True,
    "finance_checked": True,
    "assets_checked": True,
    "income_checked": True,
    "home_checked": True,
}
FATHER = ME | {
    "id": "dad",
    "name": "김아버지",
    "relation": "parent",
    "birth": "1965-01-05",
    "registration": "resident",
}
RENEWAL = {
    "lease": "l", "number": 1, "judged_on": "2026-01-20", "first_on": "2024-03-01",
    "starts_on": "2026-03-01", "ends_on": "2028-02-29", "deposit_before": 21_000_000,
    "rent_before": 248_580, "deposit": 21_000_000, "rent": 248_580, "figures_year": 2026,
    "income_1": 4_200_000, "income_2": 5_700_000, "income_3": 7_000_000, "income_4": 7_900_000,
    "income_5": 8_300_000, "income_step": 700_000, "total_assets": 371_000_000,
    "car": 37_080_000,
}  # fmt: skip


@cache
def notice() -> Notice:
    """The notice as shipped."""
    return load_notice(TM / "notice.toml")


def scenarios(*rules: str) -> list[Scenario]:
    """The scenarios of these rules."""
    return [one for rule in rules for one in load(TM / "scenarios" / f"{rule}.toml")]


def case_of(**fields: Any) -> Case:
    """A case of this notice in exchange form; without people the applicant alone."""
    return parse_case({"id": "case", "notice": TM.name, "number": "1", "people": [ME]} | fields)


def facts_for(terms: Notice | None = None, **fields: Any) -> Facts:
    """The facts of a case, judged by the notice or by `terms`."""
    return facts_of(case_of(**fields), terms or notice(), REVIEWED)


def judge(rule: type_of_rule, **fields: Any) -> Finding:
    """The finding of one rule on a case; a renewal is judged by its year."""
    case = case_of(**fields)
    terms = renewed(notice(), case.renewal)
    return rule(facts_of(case, terms, REVIEWED), terms)
