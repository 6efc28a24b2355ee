"""The dwelling: each requirement of the home on both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipju.domain.finding import Outcome
from ipju.rules.dwelling import (
    building_violation,
    dwelling_area,
    dwelling_kind,
    dwelling_place,
    for_sale,
    insurable,
    relative_owner,
    whole_unit,
)
from ipju.rules.household import facts_of
from ipju.rules.outcome import type_of_rule
from tests.rules.dwelling_cases import judged, named, notice, scenarios
from tests.rules.scenarios import Scenario

RULES: dict[str, type_of_rule] = {
    "dwelling-place": dwelling_place,
    "dwelling-kind": dwelling_kind,
    "dwelling-area": dwelling_area,
    "whole-unit": whole_unit,
    "for-sale": for_sale,
    "building-violation": building_violation,
    "relative-owner": relative_owner,
    "insurable": insurable,
}


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
