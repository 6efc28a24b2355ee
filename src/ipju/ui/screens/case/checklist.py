"""The checklist (제출서류): every paper this case needs, whether it came, what is wrong with it."""

from __future__ import annotations

from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.domain.editing import change
from ipju.domain.finding import Outcome
from ipju.domain.notice import PaperStage
from ipju.domain.paper import Paper
from ipju.rules.documents import Line, Requirement, checklist
from ipju.ui.case_session import CaseSession
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.finding_list import group_row
from ipju.ui.widgets.surface import Label, SectionHead
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Cell, Column, Row

MARKS = {
    Outcome.PASS: ("pas", "받음"),
    Outcome.FAIL: ("fail", "부적합"),
    Outcome.REVIEW: ("rev", "판단 필요"),
    Outcome.MISSING: ("mis", "미확인"),
    Outcome.NA: ("na", "해당 없음"),
}

_STAGE = "stage/"


class ChecklistBlock(QWidget):
    """One row for each paper asked for; Space marks it as received, Enter shows its form.

    `paper_chosen(id)` when a received paper is opened, `paper_wanted` after one was added;
    `scan_wanted(id)` asks for the scan of a paper (F4).
    """

    paper_chosen = Signal(object)
    paper_wanted = Signal()
    scan_wanted = Signal(object)

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: tuple[Line, ...] = ()
        self._scanned: frozenset[UUID] = frozenset()
        keys = (("Space", "받음"), ("F4", "스캔"))
        parts = [part for key, word in keys for part in (KeyCap(key), Label(word, tone="ink2"))]
        self.head = SectionHead("제출서류", "", *parts)
        self.table = Table(
            (Column("결과", 96), Column("서류"), Column("발급일", 100), Column("살필 것")),
            name="제출서류",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.table)
        self.table.opened.connect(self._open)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.receive)
        scan = QShortcut(QKeySequence(Qt.Key.Key_F4), self.table)
        scan.setContext(Qt.ShortcutContext.WidgetShortcut)
        scan.activated.connect(self._ask_scan)
        session.judged.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show the checklist as the case now needs it."""
        facts = self._session.judgement.facts
        lines = checklist(facts, self._session.notice)
        stages = list(dict.fromkeys(_stage(one) for one in lines))
        # Papers asked for at two steps stand under the step they belong to.
        self._lines = tuple(one for stage in stages for one in lines if _stage(one) is stage)
        rows = [self._row(at, one) for at, one in enumerate(self._lines)]
        if len(stages) > 1:
            for stage in reversed(stages):
                mine = [at for at, one in enumerate(self._lines) if _stage(one) is stage]
                came = sum(self._lines[at].paper is not None for at in mine)
                note = f"{len(mine)}건 중 {came}건"
                rows.insert(mine[0], group_row(f"{_STAGE}{stage.value}", stage.label, note))
        self.table.set_rows(rows)
        self.table.fit_height()
        came = sum(one.paper is not None for one in self._lines)
        self.head.set_note(f"{len(self._lines)}건 중 {came}건 받음")

    def show_scanned(self, papers: frozenset[UUID]) -> None:
        """Mark the lines whose paper lies here as a scan."""
        self._scanned = papers
        self.refresh()

    def _ask_scan(self) -> None:
        at = self._current()
        paper = self._lines[at].paper if at is not None else None
        if paper is not None:
            self.scan_wanted.emit(paper.id)

    def receive(self) -> None:
        """Mark the current paper as received, by registered mail and original."""
        at = self._current()
        if at is None:
            return
        line = self._lines[at]
        if line.paper is not None:
            self.paper_chosen.emit(line.paper.id)
            return
        paper = self._received(line.requirement)
        terms = line.requirement.terms
        edit = change(self._session.case, ("papers", paper.id), paper)
        self._session.commit_all((edit,), f"{terms.name} 받음")
        self.paper_chosen.emit(paper.id)

    def _received(self, requirement: Requirement) -> Paper:
        """Return the paper as it came: by post as its envelope, else on the day of the others."""
        case = self._session.case
        whose = requirement.subject or (case.applicant.id if case.applicant else None)
        posted = self._session.notice.papers.registered_mail_only
        on = [one.postmarked_on if posted else one.received_on for one in case.papers]
        last = max((one for one in on if one is not None), default=None)
        return Paper(
            id=uuid4(),
            kind=requirement.terms.id,
            subject=whose,
            registered_mail=True if posted else None,
            original=True if posted or requirement.terms.original else None,
            postmarked_on=last if posted else None,
            received_on=None if posted else last,
        )

    def _open(self, row_id: str) -> None:
        if row_id.startswith(_STAGE):
            return
        line = self._lines[int(row_id)]
        if line.paper is None:
            self.receive()
        else:
            self.paper_chosen.emit(line.paper.id)
        self.paper_wanted.emit()

    def _current(self) -> int | None:
        row_id = self.table.current_id()
        return int(row_id) if row_id and not row_id.startswith(_STAGE) else None

    def _row(self, at: int, line: Line) -> Row:
        mark, word = MARKS[line.outcome]
        if line.paper is None:
            word = "못 받음"
        issued = line.paper.issued_on if line.paper else None
        scanned = line.paper is not None and line.paper.id in self._scanned
        named: Cell = {"t": line.requirement.name, "tip": line.requirement.name}
        told = "; ".join(one.text for one in line.defects)
        if not told:
            told = ", ".join(one.label for one in line.missing) or line.requirement.why
        return {
            "id": str(at),
            "cells": [
                {"t": word, "mark": mark},
                named | ({"chip": "스캔", "chip_tone": "neutral"} if scanned else {}),
                {"t": issued.isoformat() if issued else "–"},
                {"t": told, "tone": "ink2", "tip": told},
            ],
            "tint": "fail" if line.outcome is Outcome.FAIL else "",
            "dim": line.outcome is Outcome.NA,
        }


def _stage(line: Line) -> PaperStage:
    """Return the step at which a paper is asked for."""
    return line.requirement.terms.stage
