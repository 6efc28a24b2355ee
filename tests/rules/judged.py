"""Reading the notice once and running the scenarios of one rule."""

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
from tests.rules.scenarios import NOTICES, Scenario, differences, judge_one, load

NOTICE = "jangi-ansim-2023-3"
REVIEWED = date(2024, 1, 10)
Rule = Callable[[Facts, Notice], Finding]


@cache
def the_notice() -> Notice:
    return load_notice(NOTICES / NOTICE / "notice.toml")


def scenarios_of(rule: str) -> list[Scenario]:
    return list(load(NOTICES / NOTICE / "scenarios" / f"{rule}.toml"))


def names(scenario: Scenario) -> str:
    return scenario.name


def wrong_in(rule: Rule, scenario: Scenario) -> list[str]:
    return differences(judge_one(rule, scenario, the_notice()), scenario.expect)


def case_of(**fields: Any) -> Case:
    return parse_case({"id": "case", "notice": NOTICE, "number": "2023-3-00001", **fields})


def facts(case: Case, reviewed_on: date = REVIEWED) -> Facts:
    return facts_of(case, the_notice(), reviewed_on)


def judge(rule: Rule, reviewed_on: date = REVIEWED, **fields: Any) -> Finding:
    return rule(facts(case_of(**fields), reviewed_on), the_notice())
