"""Every situation worked by hand in the scenario files comes out as written there."""

from __future__ import annotations

from functools import cache

import pytest

from ipju.domain.notice import Notice
from ipju.notices.loader import load_notice
from ipju.rules.judge import RULES
from tests.rules.scenarios import NOTICES, Scenario, all_scenarios, differences, judge_one

_FOLDERS = sorted(path.parent.name for path in NOTICES.glob("*/notice.toml"))
_ALL = [(folder, one) for folder in _FOLDERS for one in all_scenarios(folder)]


@cache
def _notice(folder: str) -> Notice:
    return load_notice(NOTICES / folder / "notice.toml")


@pytest.mark.parametrize(
    ("folder", "scenario"),
    _ALL,
    ids=[f"{folder}/{one.file}: {one.name}" for folder, one in _ALL],
)
def test_situation_comes_out_as_worked_by_hand(folder: str, scenario: Scenario) -> None:
    finding = judge_one(RULES[scenario.rule], scenario, _notice(folder))

    assert differences(finding, scenario.expect) == []
    assert finding.rule == scenario.rule
    assert finding.sentence
    assert all(one.target is not None for one in finding.missing)


def test_every_situation_names_a_rule_that_exists_and_has_a_name_of_its_own() -> None:
    names = [(folder, one.file, one.rule, one.name) for folder, one in _ALL]

    assert {rule for _, _, rule, _ in names} == set(RULES)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("folder", _FOLDERS)
def test_every_rule_a_notice_names_is_tried_under_that_notice(folder: str) -> None:
    notice = _notice(folder)
    again = notice.letting.renewal_rules if notice.letting else ()

    tried = {one.rule for where, one in _ALL if where == folder}

    assert {*notice.rules, *again} - tried == set()
