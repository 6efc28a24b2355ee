"""What the tests of the dwelling's rules share: the notice, its scenarios, one sample case."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ipju.domain.finding import Finding
from ipju.domain.notice import Notice
from ipju.notices.loader import load_notice
from ipju.rules.outcome import type_of_rule
from tests.rules.scenarios import NOTICES, Scenario, differences, judge_one, load

JA = NOTICES / "jangi-ansim-2023-3"


@cache
def notice() -> Notice:
    """The notice as shipped."""
    return load_notice(JA / "notice.toml")


def scenarios(*rules: str) -> list[Scenario]:
    """The scenarios of these rules."""
    return [one for rule in rules for one in load(JA / "scenarios" / f"{rule}.toml")]


def named(one: Scenario) -> str:
    """The words by which a failed scenario is found."""
    return f"{one.rule}: {one.name}"


def judged(rules: Mapping[str, type_of_rule], one: Scenario) -> tuple[Finding, list[str]]:
    """The finding of one scenario and what differs from the expectation."""
    finding = judge_one(rules[one.rule], one, notice())
    return finding, differences(finding, one.expect)
