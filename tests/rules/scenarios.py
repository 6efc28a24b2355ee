"""Scenario files: situations in TOML and the finding each must give.

A file `resources/notices/<notice>/scenarios/<rule>.toml` holds

    rule = "income"

    [bases.family]                     # a case in exchange form; only what the rule needs
    people = [{ id = "me", name = "김예시", relation = "self", … }]

    [[scenario]]
    name = "4인 가구, 한도와 같음"       # says which side of which limit
    decisions = ["A1"]                 # rows of decisions.md it covers, if any
    base = "family"
    reviewed_on = 2024-01-10           # optional
    change = { "incomes.0.monthly" = 7622056, "people.+" = { … } }   # set a value / append a row
    config = { A1 = "none" }           # optional: another CONFIG reading
    terms = { "age.age_until" = 29 }   # optional: another number, date or yes/no of the notice
    expect = { outcome = "pass", slack = 0, notes = 1, questions = ["income/A21"] }

`expect` may also hold amount, bound, missing, boundary, says, value, limit, margin, thresholds.

Only the keys given in `expect` are compared. `none` as a string inside `change` ("<none>")
clears a value. A case with `renewal` is judged by the notice as that renewal's year has it.
Every folder of `resources/notices` is run, each by its own notice.
"""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from ipju.domain.case import Case
from ipju.domain.finding import Finding
from ipju.domain.notice import Notice
from ipju.rules.facts import Facts
from ipju.rules.household import facts_of
from ipju.rules.renewal import renewed
from ipju.services.exchange import parse_case

ROOT = Path(__file__).parents[2]
NOTICES = ROOT / "resources" / "notices"
KNOWN_EXPECTATIONS = {
    "outcome", "amount", "bound", "slack", "notes", "questions", "missing", "boundary", "says",
    "value", "limit", "margin", "thresholds",
}  # fmt: skip


@dataclass(frozen=True)
class Scenario:
    """One situation with what is expected of one rule."""

    file: str
    rule: str
    name: str
    raw: Mapping[str, Any]
    reviewed_on: date
    config: Mapping[str, str]
    terms: Mapping[str, Any]
    expect: Mapping[str, Any]
    decisions: tuple[str, ...]

    def case(self) -> Case:
        """The case of this situation."""
        return parse_case(_json_like(self.raw))


def _json_like(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _json_like(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_json_like(one) for one in value]
    if isinstance(value, datetime):
        # A moment of a scenario is meant in UTC unless it says otherwise.
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def _set(raw: dict[str, Any], path: str, value: Any) -> None:
    parts = path.split(".")
    here: Any = raw
    for part, following in pairwise(parts):
        if isinstance(here, list):
            here = here[int(part)]
        else:
            empty: Any = [] if following == "+" or following.isdecimal() else {}
            here = here.setdefault(part, empty)
    last = parts[-1]
    if last == "+":
        here.append(value)
    elif isinstance(here, list):
        here[int(last)] = value
    elif value == "<none>":
        here.pop(last, None)
    else:
        here[last] = value


def load(path: Path) -> Iterator[Scenario]:
    """Yield the scenarios of one file; a key nobody knows is an error."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for one in data["scenario"]:
        unknown = set(one) - {
            "name", "decisions", "base", "change", "reviewed_on", "config", "terms", "expect",
            "rule",
        } | set(one["expect"]) - KNOWN_EXPECTATIONS  # fmt: skip
        if unknown:
            raise ValueError(f"{path.name}: {one['name']}: {sorted(unknown)}")
        raw = copy.deepcopy(data["bases"][one["base"]])
        raw.setdefault("notice", path.parent.parent.name)
        raw.setdefault("number", "2023-3-00001")
        for key, value in one.get("change", {}).items():
            _set(raw, key, copy.deepcopy(value))
        yield Scenario(
            file=path.name,
            rule=one.get("rule", data["rule"]),
            name=one["name"],
            raw=raw,
            reviewed_on=one.get("reviewed_on", date(2024, 1, 10)),
            config=one.get("config", {}),
            terms=one.get("terms", {}),
            expect=one["expect"],
            decisions=tuple(one.get("decisions", ())),
        )


def all_scenarios(notice: str) -> list[Scenario]:
    """Every scenario of one notice."""
    files = sorted((NOTICES / notice / "scenarios").glob("*.toml"))
    return [one for file in files for one in load(file)]


def under(notice: Notice, config: Mapping[str, str]) -> Notice:
    """Return the notice with other CONFIG readings chosen."""
    return replace(
        notice,
        config=tuple(replace(one, chosen=config.get(one.id, one.chosen)) for one in notice.config),
    )


def with_terms(part: Any, changes: Mapping[str, Any]) -> Any:
    """Return a notice (or a section of it) with other values at these dotted places."""
    for place, value in changes.items():
        head, _, rest = place.partition(".")
        part = replace(
            part, **{head: with_terms(getattr(part, head), {rest: value}) if rest else value}
        )
    return part


def judge_one(
    rule: Callable[[Facts, Notice], Finding], scenario: Scenario, notice: Notice
) -> Finding:
    """Run one rule on one scenario."""
    case = scenario.case()
    chosen = renewed(with_terms(under(notice, scenario.config), scenario.terms), case.renewal)
    return rule(facts_of(case, chosen, scenario.reviewed_on), chosen)


def differences(finding: Finding, expect: Mapping[str, Any]) -> list[str]:
    """Return what differs from the expectation, in words; empty when all is as expected."""
    seen: dict[str, Any] = {
        "outcome": finding.outcome.value,
        "amount": finding.amount,
        "bound": finding.bound,
        "slack": finding.slack,
        "notes": len(finding.notes),
        "questions": [one.id for one in finding.questions],
        "missing": [one.target.field if one.target else one.label for one in finding.missing],
        "boundary": finding.boundary,
        "value": finding.value,
        "limit": finding.limit,
        "margin": finding.margin,
        "thresholds": [one.key for one in finding.thresholds],
    }
    wrong = [
        f"{key}: {seen[key]!r}, expected {value!r}"
        for key, value in expect.items()
        if key != "says" and seen[key] != value
    ]
    if "says" in expect and expect["says"] not in finding.sentence:
        wrong.append(f"sentence {finding.sentence!r} does not say {expect['says']!r}")
    return wrong
