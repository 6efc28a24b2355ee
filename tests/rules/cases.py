"""Short ways to a case, its facts and one finding under the notice of 2023-12-15."""

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


@cache
def the_notice() -> Notice:
    return load_notice(NOTICES / NOTICE / "notice.toml")


def case_of(**fields: Any) -> Case:
    return parse_case({"id": "case", "notice": NOTICE, "number": "2023-3-00001", **fields})


def facts(case: Case) -> Facts:
    return facts_of(case, the_notice(), REVIEWED)


def judge(rule: Callable[[Facts, Notice], Finding], **fields: Any) -> Finding:
    return rule(facts(case_of(**fields)), the_notice())
