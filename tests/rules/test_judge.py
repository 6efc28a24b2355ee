"""Every rule on one case: none is missing, and no number of the notice is read in secret."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from ipju.domain.finding import Outcome
from ipju.domain.labelled import Labelled
from ipju.domain.notice import Notice
from ipju.notices.loader import load_notice
from ipju.rules.household import facts_of
from ipju.rules.judge import RULES, judge
from ipju.rules.names import RULE_IDS
from ipju.rules.renewal import renewed
from tests.rules.dwelling_cases import JA, notice
from tests.rules.scenarios import NOTICES, Scenario, all_scenarios, under

SCENARIOS = all_scenarios(JA.name)

_FOLDERS = sorted(path.parent.name for path in NOTICES.glob("*/notice.toml"))
# Read by no rule of an examination: quotas, rooms, keeping of data.
_ASIDE = {"quota", "retention", "config", "office", "buildings", "waiting"}
# Not a limit but a mark: 100 names the table which the others are a percentage of.
_MARK = "percent_beyond", 100


def test_every_rule_id_has_its_function_and_the_notices_name_no_other() -> None:
    assert tuple(RULES) == RULE_IDS
    for path in NOTICES.glob("*/notice.toml"):
        assert set(load_notice(path).rules) <= set(RULES)
    assert {rule: f.__name__ for rule, f in RULES.items()} == {
        rule: rule.replace("-", "_") for rule in RULES
    }


def test_a_judgement_holds_every_finding_in_the_order_of_the_notice() -> None:
    one = SCENARIOS[0]
    found = judge(one.case(), notice(), one.reviewed_on)
    assert tuple(finding.rule for finding in found.findings) == notice().rules
    assert found.finding("support") in found.findings
    assert found.finding("no-such-rule") is None


@pytest.mark.parametrize("rule", ["senior-lien", "debt-ratio", "price"])
def test_sharing_the_analysis_changes_no_finding(rule: str) -> None:
    for one in [one for one in SCENARIOS if one.rule == rule]:
        case, terms = one.case(), under(notice(), one.config)
        alone = RULES[rule](facts_of(case, terms, one.reviewed_on), terms)
        assert judge(case, terms, one.reviewed_on).finding(rule) == alone


def test_person_and_home_are_weighed_apart() -> None:
    far = next(one for one in SCENARIOS if one.rule == "dwelling-place" and "제외" in one.name)
    found = judge(far.case(), notice(), far.reviewed_on)
    assert found.home is Outcome.FAIL
    nobody = next(one for one in SCENARIOS if one.name == "주택을 적기 전")
    assert judge(nobody.case(), notice(), nobody.reviewed_on).home is Outcome.NA


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every number and date of a notice section with its dotted key and a changed value."""
    if is_dataclass(value):
        for one in fields(value):
            yield from _leaves(getattr(value, one.name), f"{key}.{one.name}" if key else one.name)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _leaves(one, f"{key}.{index}")
    elif isinstance(value, datetime):
        yield key, value + timedelta(days=40)
    elif isinstance(value, date):
        yield key, value + timedelta(days=40)
        yield key, value - timedelta(days=40)
    elif isinstance(value, int) and not isinstance(value, bool | Labelled):
        yield key, value + max(1, value // 3)
        yield key, max(0, value - max(1, value // 3))


def _with(value: Any, path: list[str], leaf: Any) -> Any:
    if not path:
        return leaf
    head, *rest = path
    if isinstance(value, tuple):
        place = int(head)
        return (*value[:place], _with(value[place], rest, leaf), *value[place + 1 :])
    return replace(value, **{head: _with(getattr(value, head), rest, leaf)})


def _at(whole: Notice, key: str) -> Any:
    here: Any = whole
    for part in key.split("."):
        here = here[int(part)] if isinstance(here, tuple) else getattr(here, part)
    return here


@cache
def _of(folder: str) -> Notice:
    return load_notice(NOTICES / folder / "notice.toml")


@cache
def _changed(folder: str) -> list[tuple[str, Notice]]:
    found, whole = [], _of(folder)
    for key, leaf in _leaves(whole):
        if (key.rpartition(".")[2], _at(whole, key)) == _MARK:
            continue
        if key.split(".")[0] not in _ASIDE:
            found.append((key, _with(whole, key.split("."), leaf)))
    return found


def _covers(listed: str, key: str, changed: Notice) -> bool:
    """Tell whether a listed threshold is this leaf or a part of the notice that holds it.

    Rows of a list may be called by their number or by their id.
    """
    here: Any = changed
    spelled: list[set[str]] = []
    for part in key.split("."):
        if isinstance(here, tuple):
            here = here[int(part)]
            names = {part} | {
                str(getattr(here, name))
                for name in ("id", "supply", "ground", "at_least", "basis")
                if hasattr(here, name)
            }
        else:
            here = getattr(here, part)
            names = {part}
        spelled.append(names)
    parts = listed.replace("[", ".").replace("]", "").split(".")
    return len(parts) <= len(spelled) and all(
        part in names for part, names in zip(parts, spelled, strict=False)
    )


@pytest.mark.parametrize(
    ("folder", "rule"),
    [
        (folder, rule)
        for folder in _FOLDERS
        for rule in dict.fromkeys(one.rule for one in all_scenarios(folder))
    ],
)
def test_every_threshold_that_is_read_is_named_by_the_finding(folder: str, rule: str) -> None:
    secret: dict[str, str] = {}
    for one in [one for one in all_scenarios(folder) if one.rule == rule and not one.terms]:
        secret |= _read_in_secret(folder, rule, one)
    assert secret == {}


def test_every_rule_is_asked_for_what_it_reads() -> None:
    assert {one.rule for folder in _FOLDERS for one in all_scenarios(folder)} == set(RULE_IDS)


def _read_in_secret(folder: str, rule: str, one: Scenario) -> dict[str, str]:
    case = one.case()
    plain = under(_of(folder), one.config)
    base = renewed(plain, case.renewal)
    facts = facts_of(case, base, one.reviewed_on)
    was = RULES[rule](facts, base)
    found: dict[str, str] = {}
    for key, changed in _changed(folder):
        other = renewed(replace(changed, config=plain.config), case.renewal)
        # Who belongs to the household is judged by these sections only.
        judged_anew = key.startswith(("household.", "calendar.", "applicant."))
        seen = facts_of(case, other, one.reviewed_on) if judged_anew else facts
        now = RULES[rule](seen, other)
        shown = (now.outcome, now.amount, now.bound, now.slack, now.value, now.limit)
        if shown == (was.outcome, was.amount, was.bound, was.slack, was.value, was.limit):
            continue
        listed = {threshold.key for threshold in (*was.thresholds, *now.thresholds)}
        if not any(_covers(name, key, changed) for name in listed):
            found[key] = f"{one.name}: {was.outcome} → {now.outcome}, names {sorted(listed)}"
    return found
