"""A frozen sheet as rows of a table: findings by group, what changed old beside new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ipju.domain.finding import Finding, Outcome
from ipju.rules.names import TITLES, Group
from ipju.services.decisions import OpenedSheet
from ipju.services.sheet_changes import Difference
from ipju.ui.screens.approval.words import EMPTY
from ipju.ui.screens.judgement.rows import AFTER_A_HOME, MARKS, elided
from ipju.ui.widgets.finding_list import group_row
from ipju.ui.widgets.table_model import Cell, Column, Row

COLUMNS = (
    Column("결과", 96),
    Column("항목", 118),
    Column("값"),
    Column("한도·기준", 158),
    Column("여유", 158, "r"),
    Column("공고", 150),
)
LIMIT, CLAUSE = 3, 5
"""Columns that give way where the window is narrow; the limit then stands below the value."""

FACT_COLUMNS = (Column("사실"), Column("앞"), Column("지금"))

_OLD_ROOM = 120


def rows_of(opened: OpenedSheet, *, only_changed: bool = False, narrow: bool = False) -> list[Row]:
    """Return the sheet group by group, in the order of the notice."""
    changed: dict[str, dict[str, Difference]] = {}
    for one in opened.differences:
        changed.setdefault(one.rule, {})[one.field] = one
    rows: list[Row] = []
    for group in Group:
        findings = _in_group(opened.findings, group)
        if only_changed:
            findings = [one for one in findings if one.rule in changed]
        if not findings or _not_yet(group, findings):
            continue
        note = ""
        if group is Group.POINTS:
            note = f"신청 {opened.points.claimed} · 인정 {opened.points.counted}"
        rows.append(group_row(f"group/{group.value}", group.label, note))
        rows += [_row(one, changed.get(one.rule, {}), narrow=narrow) for one in findings]
    return rows


def fact_rows(opened: OpenedSheet) -> list[Row]:
    """Return the facts that changed since the last proposal, in words."""
    rows: list[Row] = []
    for at, (where, before, after) in enumerate(opened.other_changes):
        old, new = before or EMPTY, after or EMPTY
        cells: list[Cell] = [
            {"t": where, "tip": where},
            {"t": old, "tone": "ink3", "tip": old},
            {"t": new, "bold": True, "tip": new},
        ]
        rows.append({"id": str(at), "cells": cells})
    return rows


def _in_group(findings: Iterable[Finding], group: Group) -> list[Finding]:
    return [one for one in findings if TITLES[one.rule][0] is group]


def _not_yet(group: Group, findings: Sequence[Finding]) -> bool:
    """Tell whether a group is about a home that is not recorded."""
    return group in AFTER_A_HOME and all(one.outcome is Outcome.NA for one in findings)


def _row(finding: Finding, changed: dict[str, Difference], *, narrow: bool) -> Row:
    tip = "\n".join((finding.title, finding.sentence, str(finding.clause)))
    value: Cell = {"t": finding.value or finding.sentence, "tip": tip}
    if finding.outcome is Outcome.NA:
        value["t"] = "신청하지 않음" if "신청하지 않" in finding.sentence else "–"
    subs: list[str] = []
    if changed:
        subs += _note_change(value, changed)
    elif finding.outcome in (Outcome.FAIL, Outcome.REVIEW) and not finding.margin and finding.value:
        subs.append(finding.sentence)
    if narrow and finding.limit:
        subs.append(f"한도 {finding.limit}" if finding.limit[:1].isdecimal() else finding.limit)
    if subs:
        value["sub"] = " · ".join(subs)
        value["tip"] = "\n".join((value.get("tip", ""), *subs))
        value["sub_tone"] = "ink2"
    bad = finding.outcome is Outcome.FAIL
    margin: Cell = {"t": finding.margin, "tip": tip, "bold": bad, "tone": "fail" if bad else "ink"}
    if changed:
        margin["chip"], margin["chip_tone"] = "바뀜", "rev"
    cells: list[Cell] = [
        {
            "t": finding.outcome.label,
            "mark": MARKS[finding.outcome],
            "tip": tip,
            "said": _said(finding, changed),
        },
        {"t": finding.title, "bold": bool(changed) or bad, "tip": tip},
        value,
        {"t": finding.limit, "tone": "ink2", "tip": tip},
        margin,
        {"t": str(finding.clause), "tone": "ink3", "tip": tip},
    ]
    row: Row = {
        "id": finding.rule,
        "cells": cells,
        "dim": finding.outcome is Outcome.NA and not changed,
        "lines": 2 if subs else 1,
        "mark": MARKS[finding.outcome],
    }
    if changed:
        row["tint"] = row["bar"] = "rev"
    elif bad:
        row["tint"] = row["bar"] = "fail"
    return row


def _note_change(value: Cell, changed: dict[str, Difference]) -> list[str]:
    """Put the old value, struck, before the new one; say below what else became different."""
    subs: list[str] = []
    now = changed.get("value")
    outcome = changed.get("outcome")
    if now is not None:
        before = now.before or "없음"
        value["old"] = elided(before, _OLD_ROOM)
        value["tip"] = f"앞: {before}\n지금: {now.after or '없음'}"
    if outcome is not None:
        subs.append(f"판정 {outcome.before or '없음'} → {outcome.after or '없음'}")
    for field, word in (("margin", "여유"), ("limit", "한도")):
        one = changed.get(field)
        if one is not None and one.before:
            subs.append(f"{word} 앞 {one.before}")
    if now is None and not subs:
        said = changed.get("sentence")
        subs.append(f"앞: {said.before}" if said is not None else "")
    return [one for one in subs if one]


def _said(finding: Finding, changed: dict[str, Difference]) -> str:
    parts = [finding.outcome.label]
    if changed:
        parts.insert(0, "바뀜")
    return ", ".join(parts)
