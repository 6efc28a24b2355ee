"""What changed between two frozen sheets: findings that differ, and facts behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ipju.domain.case import Case
from ipju.domain.finding import Finding
from ipju.domain.notice import Notice
from ipju.domain.rrn import without_rrn
from ipju.services.fact_words import facts
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


def other_changes(before: Case, after: Case, notice: Notice) -> tuple[tuple[str, str, str], ...]:
    """Return (place, before, after) of every fact that differs, in words; RRNs are masked."""
    old = {key: (place, text) for key, place, text in facts(before, notice)}
    new = {key: (place, text) for key, place, text in facts(after, notice)}
    return tuple(
        (new.get(key, old.get(key, NOTHING))[0], *_texts(old, new, key))
        for key in (*new, *(one for one in old if one not in new))
        if old.get(key, NOTHING)[1] != new.get(key, NOTHING)[1]
    )


NOTHING = ("", "")
type_of_facts = Mapping[str, tuple[str, str]]


def _texts(old: type_of_facts, new: type_of_facts, key: str) -> tuple[str, str]:
    return without_rrn(old.get(key, NOTHING)[1]), without_rrn(new.get(key, NOTHING)[1])
