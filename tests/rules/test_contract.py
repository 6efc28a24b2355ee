"""The contract: every day that decides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipju.domain.finding import Outcome
from ipju.rules.contract import (
    contract_deadline,
)
from ipju.rules.household import facts_of
from ipju.rules.outcome import type_of_rule
from tests.rules.dwelling_cases import JA, judged, named, notice, scenarios
from tests.rules.scenarios import Scenario, all_scenarios

RULES: dict[str, type_of_rule] = {"contract-deadline": contract_deadline}


@pytest.mark.parametrize("one", scenarios(*RULES), ids=named)
def test_the_finding_is_as_worked_out_by_hand(one: Scenario) -> None:
    finding, wrong = judged(RULES, one)
    assert not wrong
    assert finding.sentence
    assert finding.rule == one.rule


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_notice_without_the_section_says_not_applicable(rule: type_of_rule) -> None:
    one = scenarios(*RULES)[0]
    bare = replace(notice(), dwelling=None, title_review=None, support=None, contract=None)
    finding = rule(facts_of(one.case(), bare, one.reviewed_on), bare)
    assert finding.outcome is Outcome.NA
    assert "이 공고에는 없는" in finding.sentence


def test_every_open_point_of_the_dwelling_and_the_contract_has_a_situation() -> None:
    # B30, B33 to B35 are about renewal, keeping of data and waiting lists: no rule reads them yet.
    rows = {row for one in all_scenarios(JA.name) for row in one.decisions}
    assert {f"B{row}" for row in (*range(18, 30), 31, 36)} <= rows
