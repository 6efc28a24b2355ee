"""A judgement as JSON-ready values and as Korean text: what `ipju check` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from unicodedata import east_asian_width

from ipju.domain.case import Case
from ipju.domain.finding import Finding, Outcome, Target
from ipju.domain.rrn import masked
from ipju.rules.judge import Judgement
from ipju.rules.names import TITLES, Group
from ipju.services.examine import summary_of

MARKS = {
    Outcome.PASS: "○",
    Outcome.FAIL: "×",
    Outcome.REVIEW: "?",
    Outcome.MISSING: "·",
    Outcome.NA: "-",
}
OUTCOME_WIDTH = 14
TITLE_WIDTH = 25
INDENT = " " * (4 + OUTCOME_WIDTH)


def _target(target: Target | None) -> str | None:
    if target is None:
        return None
    parts = [target.section, str(target.row) if target.row else "", target.field]
    return ".".join(part for part in parts if part)


def finding_values(finding: Finding) -> dict[str, Any]:
    """Return every part of a finding as JSON-ready values."""
    return {
        "rule": finding.rule,
        "title": finding.title,
        "outcome": finding.outcome.value,
        "sentence": finding.sentence,
        "clause": str(finding.clause),
        "value": finding.value,
        "limit": finding.limit,
        "margin": finding.margin,
        "unit": finding.unit.value if finding.unit else None,
        "amount": finding.amount,
        "bound": finding.bound,
        "slack": finding.slack,
        "target": _target(finding.target),
        "boundary": finding.boundary,
        "notes": list(finding.notes),
        "thresholds": {one.key: one.text for one in finding.thresholds},
        "readings": [{"label": one.label, "value": one.value} for one in finding.readings],
        "missing": [{"label": one.label, "target": _target(one.target)} for one in finding.missing],
        "questions": [
            {
                "id": one.id,
                "subject": str(one.subject) if one.subject else None,
                "text": one.text,
                "quote": one.quote,
                "choices": {choice.id: choice.text for choice in one.choices},
            }
            for one in finding.questions
        ],
    }


def _has_points(judgement: Judgement) -> bool:
    return any(TITLES[one.rule][0] is Group.POINTS for one in judgement.findings)


def judgement_values(case: Case, judgement: Judgement) -> dict[str, Any]:
    """Return a judged case: who, what came out, every finding; points where there are some."""
    summary = summary_of(judgement)
    points = judgement.points
    return {
        "number": case.number,
        "notice": case.notice,
        "supply": case.supply.value,
        "outcome": summary.outcome.value,
        "person": judgement.person.value,
        "home": judgement.home.value,
        "household_size": judgement.facts.household.size,
        "points": {
            "claimed": points.claimed,
            "verified": points.verified,
            "counted": points.counted,
        }
        if _has_points(judgement)
        else None,
        "findings": [finding_values(one) for one in judgement.findings],
    }


def judgement_lines(case: Case, judgement: Judgement) -> Iterator[str]:
    """Yield the judgement as Korean lines a caseworker can read."""
    applicant = case.applicant
    name = applicant.name if applicant else "신청자 미기재"
    shown = f" {masked(applicant.rrn)}" if applicant and applicant.rrn else ""
    counts = Counter(one.outcome for one in judgement.findings)
    summary = summary_of(judgement)
    yield f"{name}{shown} · {case.number or '번호 없음'} · {case.supply.label}"
    yield f"  판정: {summary.outcome.label}" + (
        f" ({summary.headline})" if summary.headline else ""
    )
    yield "  " + " · ".join(f"{one.label} {counts[one]}" for one in Outcome)
    counted = f" · 가점 {judgement.points.counted}점" if _has_points(judgement) else ""
    yield f"  가구원수 {judgement.facts.household.size}명{counted}"
    for group in Group:
        rows = [one for one in judgement.findings if TITLES[one.rule][0] is group]
        if rows:
            yield f"  [{group.label}]"
        if group is Group.TITLE:
            # The nine grounds carry their number in front.
            rows.sort(key=lambda one: one.title)
        for finding in rows:
            yield from _finding_lines(finding)


def _finding_lines(finding: Finding) -> Iterator[str]:
    numbers = " / ".join(part for part in (finding.value, finding.limit, finding.margin) if part)
    outcome = padded(f"{MARKS[finding.outcome]} {finding.outcome.label}", OUTCOME_WIDTH)
    yield f"    {outcome}{padded(finding.title, TITLE_WIDTH)}{numbers}  ({finding.clause})"
    if finding.outcome not in (Outcome.PASS, Outcome.NA):
        yield f"{INDENT}{finding.sentence}"
    for question in finding.questions:
        yield f"{INDENT}판단할 것: {question.text}"
    for note in finding.notes:
        yield f"{INDENT}확인: {note}"


def padded(text: str, width: int) -> str:
    """Return the text filled up to `width` columns of a terminal, where 한글 takes two."""
    taken = sum(2 if east_asian_width(one) in "WF" else 1 for one in text)
    return text + " " * (width - taken)
