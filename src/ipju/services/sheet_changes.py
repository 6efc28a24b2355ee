"""What changed between two frozen sheets: findings that differ, and facts behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ipju.domain.case import Case
from ipju.domain.finding import Finding
from ipju.services.exchange import dump_case, without_rrn
from ipju.services.frozen import Content

SHOWN = ("outcome", "value", "limit", "margin", "sentence")
"""Fields of a finding that a supervisor reads, in the order of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of a finding (`rule`) that differs: `field` is its name, the texts are Korean."""

    rule: str
    title: str
    field: str
    before: str
    after: str


def differences(before: Content, after: Content) -> tuple[Difference, ...]:
    """Return every shown field of a finding that differs, in the order of the notice."""
    old = {one.rule: one for one in before.findings}
    new = {one.rule: one for one in after.findings}
    gone = [one for rule, one in old.items() if rule not in new]
    found: list[Difference] = []
    for one in (*after.findings, *gone):
        left, right = old.get(one.rule), new.get(one.rule)
        for field in SHOWN:
            texts = (_text(left, field), _text(right, field))
            if texts[0] != texts[1]:
                found.append(
                    Difference(
                        rule=one.rule, title=one.title, field=field, before=texts[0], after=texts[1]
                    )
                )
    return tuple(found)


def _text(finding: Finding | None, field: str) -> str:
    if finding is None:
        return ""
    return finding.outcome.label if field == "outcome" else str(getattr(finding, field))


def other_changes(before: Case, after: Case) -> tuple[tuple[str, str, str], ...]:
    """Return (place, before, after) of every fact that differs; RRNs are masked."""
    old, new = dict(_facts(dump_case(before))), dict(_facts(dump_case(after)))
    paths = [*new, *(one for one in old if one not in new)]
    return tuple(
        (path, without_rrn(old.get(path, "")), without_rrn(new.get(path, "")))
        for path in paths
        if old.get(path, "") != new.get(path, "")
    )


def _facts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in ("id", "version"):
                yield from _facts(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            name = inner.get("id", at) if isinstance(inner, Mapping) else at
            yield from _facts(inner, f"{path}[{name}]")
    elif value is not None and value != "":
        yield path, str(value)
