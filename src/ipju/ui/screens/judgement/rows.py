"""Findings as rows of the panel: what stands in each column, in the words of the notice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from ipju.domain.case import Case
from ipju.domain.finding import WORST_FIRST, Finding, Outcome, Unit
from ipju.rules.judge import Judgement
from ipju.rules.names import TITLES, Group
from ipju.rules.points_item import CLAIMED
from ipju.ui.theme import font
from ipju.ui.widgets.finding_list import finding_row, group_row
from ipju.ui.widgets.table_model import Cell, Row

MARKS = {
    Outcome.PASS: "pas",
    Outcome.FAIL: "fail",
    Outcome.REVIEW: "rev",
    Outcome.MISSING: "mis",
    Outcome.NA: "na",
}
LOUD_OUTCOMES = (Outcome.FAIL, Outcome.REVIEW, Outcome.MISSING)
AFTER_A_HOME = (Group.DWELLING, Group.TITLE, Group.CONTRACT)
NO_HOME = "주택을 적지 않음"

_CLAUSE_ROOM = 100
_HOME_ROW = "group/no-home"


def counts_of(findings: Iterable[Finding]) -> dict[Outcome, int]:
    """Return how many findings have each outcome, every outcome named."""
    found = Counter(one.outcome for one in findings)
    return {one: found[one] for one in WORST_FIRST}


def group_of(finding: Finding) -> Group:
    """Return the group a finding stands in."""
    return TITLES[finding.rule][0]


def rows_of(judgement: Judgement, case: Case, *, compact: bool = False) -> list[Row]:
    """Return the panel's rows, group by group in the order of the notice.

    Before a dwelling is recorded the groups about it are one quiet line. `compact` leaves the
    clause out (it stands in 왜?) and puts value over margin.
    """
    rows: list[Row] = []
    waiting: list[Group] = []
    for group in Group:
        findings = in_group(judgement, group)
        if not findings:
            continue
        if case.dwelling is None and group in AFTER_A_HOME and _all_na(findings):
            waiting.append(group)
            continue
        rows.append(group_row(f"group/{group.value}", group.label, _note(group, judgement)))
        rows += [row_of(one, compact=compact) for one in findings]
    if waiting:
        title = " · ".join(one.label for one in waiting)
        rows.append(group_row(_HOME_ROW, title, NO_HOME))
    return rows


def in_group(judgement: Judgement, group: Group) -> list[Finding]:
    """Return the findings of a group in the order of the notice; the nine grounds by number."""
    findings = [one for one in judgement.findings if group_of(one) is group]
    if group is Group.TITLE:
        findings.sort(key=lambda one: one.title if one.title[0].isdecimal() else "~")
    return findings


def _all_na(findings: Sequence[Finding]) -> bool:
    return all(one.outcome is Outcome.NA for one in findings)


def _note(group: Group, judgement: Judgement) -> str:
    counts = counts_of(in_group(judgement, group))
    said = [f"{_SHORT[one]} {counts[one]}" for one in LOUD_OUTCOMES if counts[one]]
    if group is Group.POINTS:
        points = judgement.points
        said.insert(0, f"신청 {points.claimed} → 인정 {points.counted}")
    return " · ".join(said)


_SHORT = {Outcome.FAIL: "부적합", Outcome.REVIEW: "판단", Outcome.MISSING: "미확인"}


def row_of(finding: Finding, *, compact: bool = False) -> Row:
    """Return one finding as a row: mark and word, item, value and limit, margin and clause."""
    if group_of(finding) is Group.POINTS:
        row = _points_row(finding)
    else:
        value, limit, item_note = _words(finding)
        clause = str(finding.clause)
        two = bool(limit or item_note or finding.margin)
        row = finding_row(
            finding.rule,
            MARKS[finding.outcome],
            finding.title,
            value=value,
            limit=limit,
            # The column has room for the amount only; the foot says the whole.
            margin=finding.margin.replace("본인 부담", "본인"),
            clause=clause if two else elided(clause, _CLAUSE_ROOM),
            item_note=item_note,
        )
    return _finished(row, finding, compact=compact)


def _words(finding: Finding) -> tuple[str, str, str]:
    """Return value, second line below it, and second line below the item."""
    if finding.outcome is Outcome.NA:
        return "신청하지 않음" if "신청하지 않" in finding.sentence else "–", "", ""
    bound, item_note = "", ""
    if finding.unit is Unit.DAYS and finding.limit:
        bound = f"기한 {_WEEKDAY.sub('', finding.limit)}"
    elif finding.unit in _MEASURED and finding.limit[:1].isdecimal():
        limit, _, inner = finding.limit.partition(" (")
        bound, item_note = f"한도 {limit}", inner.removesuffix(")")
    elif finding.limit.startswith("최대"):
        bound = finding.limit
    return finding.value, bound, item_note


_WEEKDAY = re.compile(r" \([월화수목금토일]\)")
"""The day of the week gives way to the day itself: the column is narrow."""
_MEASURED = (Unit.WON, Unit.AREA, Unit.PERCENT)


def lines_of(finding: Finding) -> tuple[str, ...]:
    """Return the quiet lines below a finding: why it waits or fails, and what to confirm (FLAG-N).

    Where a margin says it already, or a question stands there, the sentence is left out.
    """
    lines: list[str] = []
    if finding.outcome is Outcome.MISSING and finding.missing:
        names = ", ".join(dict.fromkeys(one.label for one in finding.missing))
        lines.append(f"적어야 할 것: {names}")
    elif finding.outcome in LOUD_OUTCOMES and not finding.margin and not finding.questions:
        lines.append(finding.sentence)
    if finding.notes:
        more = f" (외 {len(finding.notes) - 1}건)" if len(finding.notes) > 1 else ""
        lines.append(f"확인: {finding.notes[0]}{more}")
    return tuple(lines)


def _points_row(finding: Finding) -> Row:
    """Return a row of the five items: the points counted at the right, claimed and verified."""
    counted, _, inner = finding.value.partition(" (")
    words = inner.removesuffix(")").replace("점", "").replace(", ", " · ")
    if finding.outcome is Outcome.NA:
        words, counted = "신청하지 않음", "–"
    word, tone = "", ""
    if finding.outcome is Outcome.PASS:
        lowered = finding.amount is not None and finding.amount < _claimed(finding)
        word, tone = ("낮춤", "rev") if lowered else ("인정", "")
    row = finding_row(
        finding.rule,
        MARKS[finding.outcome],
        finding.title,
        word=word,
        value=words,
        margin=counted,
        margin_tone=tone,
    )
    cells = list(row["cells"])
    cells[-1] = {**cells[-1], "bold": finding.outcome is not Outcome.NA}
    row["cells"] = cells
    return row


def _claimed(finding: Finding) -> int:
    text = next((one.value for one in finding.readings if one.label == CLAIMED), "")
    number = text.removesuffix("점")
    return int(number) if number.isdecimal() else 0


def _finished(row: Row, finding: Finding, *, compact: bool) -> Row:
    """Give every cell its tooltip and the row its words for screen readers."""
    cells = [Cell(**one) for one in row["cells"]]
    full = "\n".join((finding.title, finding.sentence, str(finding.clause)))
    for cell in cells:
        cell["tip"] = full
    cells[0]["said"] = _said(finding, cells)
    for cell in cells[1:]:
        cell["said"] = cell["t"] or cell.get("sub", "")
    if compact:
        cells = _compact(cells)
        if not any(one.get("sub") for one in cells):
            row.pop("h", None)
            row["lines"] = 1
    row["cells"] = cells
    return row


def _compact(cells: list[Cell]) -> list[Cell]:
    """Return mark, item, and value over margin at the right; the clause goes."""
    mark, item, value, right = cells
    has_margin = bool(right.get("bold")) or right.get("tone") == "ink"
    right_cell: Cell = {**value, "align": "r"}
    if has_margin:
        right_cell["sub"] = right["t"]
        right_cell["sub_tone"] = right.get("tone", "ink")
    else:
        right_cell["sub"] = value.get("sub", "")
    right_cell["t"] = elided(value.get("t", ""), 150)
    return [mark, item, right_cell]


def _said(finding: Finding, cells: Sequence[Cell]) -> str:
    """`부적합, 월평균소득, 7,742,056원, 한도 7,622,056원, 12만원 초과, 2장 일반공급 ①`."""
    value = cells[2]
    parts = (
        cells[0].get("t", ""),
        finding.title,
        value.get("t", ""),
        value.get("sub", ""),
        finding.margin,
        str(finding.clause),
    )
    return ", ".join(one for one in parts if one)


def elided(text: str, width: int) -> str:
    """Return `text` cut to `width` px with an ellipsis; the tooltip carries the whole."""
    metrics = QFontMetrics(font())
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
