"""Judging a hand-made case by one rule, under the notice that comes with the programme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from ipju.domain.case import Case
from ipju.domain.finding import Finding
from ipju.domain.notice import Notice
from ipju.notices.loader import load_notice
from ipju.rules.facts import Facts
from ipju.rules.household import facts_of
from ipju.services.exchange import parse_case
from tests.rules.scenarios import NOTICES

NOTICE = "jangi-ansim-2023-3"
REVIEWED = date(2024, 1, 10)
Rule = Callable[[Facts, Notice], Finding]

ME = {
    "id": "me",
    "name": "김예시",
    "relation": "self",
    "birth": "1980-05-05",
    "register": "applicant",
    "nationality": "korean",
    "income_checked": True,
    "home_checked": True,
    "estate_checked": True,
    "car_checked": True,
}
SPOUSE = ME | {
    "id": "sp",
    "name": "이보기",
    "relation": "spouse",
    "birth": "1982-01-05",
    "registration": "resident",
}


@cache
def the_notice() -> Notice:
    return load_notice(NOTICES / NOTICE / "notice.toml")


def case_of(**fields: Any) -> Case:
    return parse_case({"id": "case", "notice": NOTICE, "number": "2023-3-00001", **fields})


def facts_for(reviewed_on: date = REVIEWED, **fields: Any) -> Facts:
    return facts_of(case_of(**fields), the_notice(), reviewed_on)


def judge(rule: Rule, reviewed_on: date = REVIEWED, **fields: Any) -> Finding:
    return rule(facts_for(reviewed_on, **fields), the_notice())
