"""The right column of 권리분석: the nine grounds, the requirements, support and own share."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.finding import Finding, Outcome
from ipju.domain.money import short_won, won
from ipju.rules.judge import Judgement
from ipju.rules.prices import QUESTION, PriceLine, TitleAnalysis
from ipju.rules.support import SupportAmount, support_of
from ipju.ui.case_session import CaseSession
from ipju.ui.screens.judgement.detail import Below
from ipju.ui.screens.judgement.head import MarkCounts
from ipju.ui.screens.judgement.keeper import DetailKeeper
from ipju.ui.screens.judgement.questions import AnsweredQuestions, Asked, Key, open_questions
from ipju.ui.screens.judgement.rows import LOUD_OUTCOMES, MARKS, counts_of, elided
from ipju.ui.screens.title.figures import grounds, requirements
from ipju.ui.theme.tokens import ROW_ONE, ROW_TWO, STRONG, TITLE
from ipju.ui.widgets.finding_list import FindingList, group_row
from ipju.ui.widgets.marks import LOUD
from ipju.ui.widgets.surface import Label, Pane, Rule, line_of
from ipju.ui.widgets.table_model import Cell, Column, Row

# What a ground says when it does not bar the home; the mark's shape keeps its meaning.
GOOD_WORDS = {
    "seizure": "없음",
    "owner-mismatch": "같음",
    "senior-lien": "이하",
    "unregistered": "아님",
    "already-insured": "아님",
    "demolition": "아님",
    "landlord-corporate": "아님",
    "debt-ratio": "이하",
    "building-violation": "가능",
}


_WIDE = "wide"
# How a requirement that is met is said in one line; others are said with their title.
MET = {
    "dwelling-place": "{}",
    "dwelling-kind": "{}",
    "dwelling-area": "전용 {}",
    "whole-unit": "{}",
    "for-sale": "{}",
    "relative-owner": "직계존비속 소유 아님",
    "deposit-limit": "보증금 {}",
    "rent-share": "월세 합계 {}",
    "insurable": "보증보험 {}",
}


class GroundsTable(FindingList):
    """Marks in the first column; the name of a ground spans the others."""

    def __init__(self) -> None:
        columns = (Column("결과", 96), Column("항목"), Column("한도", 120, "r"))
        super().__init__(columns, name="제외 사유와 주택 요건")
        self.setProperty("surface", "panel")

    def _respan(self) -> None:
        super()._respan()
        for at, row in enumerate(self.rows_model.rows()):
            if row.get("data") == _WIDE:
                self.setSpan(at, 1, 1, 2)


class GroundsList(Pane):
    """Grounds and requirements with their questions. `target_requested(Target)` as elsewhere."""

    target_requested = Signal(object)

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self._session = session
        self._answers = AnsweredQuestions()
        self._findings: dict[str, Finding] = {}
        self._why: set[str] = set()
        self.counts = MarkCounts((Outcome.FAIL, Outcome.REVIEW, Outcome.MISSING, Outcome.PASS))
        self.list = GroundsTable()
        self._keeper = DetailKeeper(self.list, session)
        self._keeper.answered.connect(self._answer)
        self._keeper.target_pressed.connect(self.target_requested)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(self._on_clicked)
        self.list.why.connect(self.toggle_why)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(13, 0, 12, 0)
        row.addWidget(Label("제외 사유 아홉", px=STRONG, bold=True))
        row.addStretch(1)
        row.addWidget(self.counts)
        head.setFixedHeight(36)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)

    def show_judgement(self, judgement: Judgement, analysis: TitleAnalysis) -> None:
        """Show the findings; only changed rows repaint."""
        nine, needed = grounds(judgement), requirements(judgement)
        price = judgement.finding("price")
        extra = [] if price is None or not _asks_more(price) else [price]
        findings = [*nine, *extra, *needed]
        flash = bool(self._findings)
        self._findings = {one.rule: one for one in findings}
        rows = [ground_row(one, analysis) for one in (*nine, *extra)]
        rows.append(group_row("group/needed", "주택 요건", _clause(needed)))
        rows += [requirement_row(one) for one in needed]
        case = self._session.case
        today = self._session.office.clock.today()
        asked = self._answers.of(case, self._session.notice, today) | open_questions(findings)
        asked = {key: one for key, one in asked.items() if one.question.id != QUESTION}
        belows = {one.rule: self._below(one, asked) for one in findings}
        self._keeper.show(rows, belows, flash=flash)
        self.counts.show_counts(counts_of(nine))

    def toggle_why(self, rule: str) -> None:
        """Open or close 왜? under a finding."""
        finding = self._findings.get(rule)
        if finding is not None:
            self._why ^= {rule}
            self._session.judged.emit(self._session.judgement)
            self._keeper.reveal(rule)

    def keeper(self) -> DetailKeeper:
        """What stands under the findings."""
        return self._keeper

    def _below(self, finding: Finding, asked: dict[Key, Asked]) -> Below:
        mark = MARKS[finding.outcome]
        return Below(
            asked=tuple(one for one in asked.values() if one.rule == finding.rule),
            why=finding if finding.rule in self._why else None,
            tint=mark if mark in ("fail", "rev") else "",
        )

    def _answer(self, asked: Asked, choice: str, reason: str) -> None:
        self._session.answer(asked.question, choice, reason)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, rule: str) -> None:
        finding = self._findings.get(rule)
        if finding is not None and finding.target is not None:
            self.target_requested.emit(finding.target)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._open(self.list.rows_model.id_at(index.row()))


def _asks_more(price: Finding) -> bool:
    """Tell whether the price itself needs somebody beyond choosing one of the bases."""
    ids = [one.id for one in price.questions]
    return price.outcome in LOUD_OUTCOMES and ids != [QUESTION]


def _clause(findings: list[Finding]) -> str:
    kind = next((one for one in findings if one.rule == "dwelling-kind"), None)
    return "" if kind is None else str(kind.clause)


def _row(finding: Finding, word: str, middle: Cell, right: Cell, height: int) -> Row:
    mark = MARKS[finding.outcome]
    tip = "\n".join((finding.title, finding.sentence, str(finding.clause)))
    first: Cell = {"mark": mark, "t": word or finding.outcome.label, "tip": tip}
    if mark not in LOUD:
        first["bold"] = False
    middle = {**middle, "tip": tip}
    said = (first["t"], finding.title, middle.get("t", ""), middle.get("sub", ""))
    first["said"] = ", ".join(dict.fromkeys(one for one in said if one))
    return {
        "id": finding.rule,
        "mark": mark,
        "h": height,
        "lines": 2 if middle.get("sub") else 1,
        "tint": mark if mark in ("fail", "rev") else "",
        "dim": mark == "na",
        "cells": [first, middle, right],
    }


def ground_row(finding: Finding, analysis: TitleAnalysis) -> Row:
    """Return one of the nine grounds: its word, its name, and what was found below it."""
    loud = finding.outcome in LOUD_OUTCOMES
    word = GOOD_WORDS.get(finding.rule, "") if finding.outcome is Outcome.PASS else ""
    middle: Cell = {"t": finding.title, "sub": _found(finding, analysis), "bold": loud}
    return {**_row(finding, word, middle, {}, ROW_TWO), "data": _WIDE}


def _found(finding: Finding, analysis: TitleAnalysis) -> str:
    if finding.rule in ("senior-lien", "debt-ratio") and analysis.lines:
        return _ratios(finding, analysis)
    if finding.missing:
        return ", ".join(dict.fromkeys(one.label for one in finding.missing))
    if finding.outcome in (Outcome.PASS, Outcome.NA):
        days = [f"기준일 {one.value}" for one in finding.readings if one.label == "기준일"]
        return " · ".join(one for one in (finding.value, *days) if one) or finding.sentence
    return finding.sentence


def _ratios(finding: Finding, analysis: TitleAnalysis) -> str:
    """Return the ratio on the price that is shown, and on the first that says otherwise."""
    senior = finding.rule == "senior-lien"

    def ok(line: PriceLine) -> bool | None:
        return line.senior_ok if senior else line.debt_ok

    first = analysis.shown or analysis.lines[0]
    lines = [first]
    if not analysis.settled:
        lines += [one for one in analysis.lines if ok(one) != ok(first)][:1]
    words = [
        f"{one.price.basis.label} {one.senior_ratio if senior else one.debt_ratio}" for one in lines
    ]
    if len(lines) == 1 and finding.margin:
        words.append(finding.margin)
    return " · ".join(words)


def requirement_row(finding: Finding) -> Row:
    """Return one requirement in one line: what the home is, and the limit at the right."""
    loud = finding.outcome in LOUD_OUTCOMES
    known = finding.outcome is not Outcome.NA and bool(finding.value)
    text = f"{finding.title} {finding.value}" if known else finding.title
    if finding.outcome is Outcome.PASS and finding.value:
        text = MET.get(finding.rule, "{}").format(finding.value)
    limit = ""
    if finding.bound is not None and finding.limit:
        limit = f"{finding.limit} 이하"
        if finding.unit is not None and finding.unit.value == "won":
            limit = f"{short_won(finding.bound)} 이하"
    right: Cell = {"t": elided(limit, 112), "tone": "ink3"}
    row = _row(finding, "", {"t": text, "bold": loud}, right, ROW_ONE)
    if not limit:
        row["data"] = _WIDE
    return row


class SupportFoot(QWidget):
    """지원금 and 본인 부담 at the foot of the column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amount = Label("", px=TITLE, bold=True)
        self._how = Label("", tone="ink2", elide=True)
        self._clause = Label("", tone="ink3")
        self._own = Label("", px=STRONG, bold=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 7, 12, 8)
        column.setSpacing(1)
        column.addLayout(line_of(Label("지원금", tone="ink2"), None, self._amount))
        middle = line_of(self._how, self._clause)
        middle.setStretch(0, 1)
        column.addLayout(middle)
        column.addLayout(line_of(Label("본인 부담", tone="ink2"), None, self._own))
        self.setFixedHeight(90)

    def show_support(self, session: CaseSession, judgement: Judgement) -> None:
        """Show the support of this lease, or what is missing to tell."""
        finding, home = judgement.finding("support"), judgement.facts.case.dwelling
        terms = session.notice.support
        if finding is None or home is None or terms is None:
            self.hide()
            return
        self.show()
        found = support_of(home, session.notice, terms)
        self._clause.setText(str(finding.clause))
        if isinstance(found, SupportAmount):
            self._amount.setText(won(found.amount))
            self._own.setText(won(found.own))
            self._how.setText(
                f"보증금의 {found.band.percent}%는 {won(found.uncapped)}, "
                f"최대 {short_won(found.band.maximum)}"
            )
        else:
            self._amount.setText("미확인")
            self._own.setText("미확인")
            self._how.setText(f"{', '.join(one.label for one in found)}을 적으세요.")
        self.setAccessibleName(
            f"지원금 {self._amount.text()}, {self._how.text()}, 본인 부담 {self._own.text()}"
        )
