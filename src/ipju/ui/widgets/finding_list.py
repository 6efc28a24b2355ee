"""The live judgement: findings in the order of the notice, questions answered in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ipju.ui.theme.tokens import ROW_ONE, ROW_TWO
from ipju.ui.widgets.marks import LOUD, MARK_WORDS
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Cell, Column, Row

FINDING_COLUMNS: Final = (
    Column("결과", 96),
    Column("항목", 102),
    Column("값 · 한도"),
    Column("여유 · 근거", 128, "r"),
)
_QUESTION: Final = "?"


def finding_row(
    finding_id: str,
    mark: str,
    item: str,
    *,
    word: str = "",
    value: str = "",
    limit: str = "",
    margin: str = "",
    clause: str = "",
    item_note: str = "",
    margin_tone: str = "",
    data: object = None,
) -> Row:
    """One finding: mark and word, item, value over limit, margin over clause.

    A fact without limit and margin takes one line with the clause at its right.
    """
    two = bool(limit or item_note or (margin and clause))
    loud = mark in LOUD
    right: Cell
    if margin:
        tone = margin_tone or ("fail" if mark == "fail" else "rev" if mark == "rev" else "ink")
        right = {"t": margin, "sub": clause if two else "", "tone": tone, "bold": loud}
    elif two:
        right = {"t": "", "sub": clause}
    else:
        right = {"t": clause, "tone": "ink3"}
    row: Row = {
        "id": finding_id,
        "mark": mark,
        "lines": 2 if two else 1,
        "h": ROW_TWO if two else ROW_ONE,
        "tint": mark if mark in ("fail", "rev") else "",
        "dim": mark == "na",
        "cells": [
            {"mark": mark, "t": word or MARK_WORDS.get(mark, "")},
            {"t": item, "sub": item_note, "bold": loud},
            {"t": value, "sub": limit},
            right,
        ],
        "data": data,
    }
    return row


def group_row(group_id: str, title: str, note: str = "") -> Row:
    """The head of a group of findings, with a count or clause at its right."""
    return {"id": group_id, "group": True, "cells": [{"t": title}, {"t": note}]}


class FindingList(Table):
    """Findings as a table. `opened(id)` = go to the deciding field, `why(id)` = what was read.

    `set_findings` and `update_finding` never move focus, selection or scroll.
    """

    def __init__(
        self,
        columns: Sequence[Column] = FINDING_COLUMNS,
        *,
        header: bool = False,
        flat: bool = True,
        name: str = "판정",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(columns, header=header, flat=flat, name=name, parent=parent)
        self._questions: dict[str, QWidget] = {}

    def set_findings(self, rows: Sequence[Row], *, flash: bool = True) -> None:
        """Show these findings; changed ones flash. Open questions stay under theirs."""
        shown: list[Row] = []
        ids = {row.get("id", "") for row in rows}
        for gone in [key for key in self._questions if key not in ids]:
            self.close_question(gone)
        for row in rows:
            shown.append(row)
            finding_id = row.get("id", "")
            if finding_id in self._questions:
                shown.append(self._question_row(finding_id, row))
        at = self.verticalScrollBar().value()
        self.set_rows(shown, flash=flash)
        self._place_questions()
        self.verticalScrollBar().setValue(at)

    def update_finding(self, row: Row) -> bool:
        """Replace one finding by id with the 400 ms tint; False when it is absent."""
        return self.update_row(row)

    def open_question(self, finding_id: str, widget: QWidget) -> bool:
        """Put a question directly under its finding. False when there is no such finding."""
        at = self.rows_model.row_of(finding_id)
        if at < 0:
            return False
        self.close_question(finding_id)
        self._questions[finding_id] = widget
        row = self._question_row(finding_id, self.rows_model.row_at(at))
        self.rows_model.insert_row(at + 1, row)
        self._place_questions()
        return True

    def close_question(self, finding_id: str) -> None:
        """Take the question away; the keys go back to the list if they were in it."""
        widget = self._questions.pop(finding_id, None)
        if widget is None:
            return
        focused = QApplication.focusWidget()
        if isinstance(focused, QWidget) and (focused is widget or widget.isAncestorOf(focused)):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rows_model.remove_row(finding_id + _QUESTION)

    def question(self, finding_id: str) -> QWidget | None:
        """The open question under a finding."""
        return self._questions.get(finding_id)

    def next_open(self, step: int = 1) -> str:
        """Move to the next (or with -1 the previous) finding that needs a person; its id."""
        rows = self.rows_model.rows()
        count = len(rows)
        at = self.currentIndex().row()
        for distance in range(1, count + 1):
            row = rows[(at + step * distance) % count]
            if row.get("mark") in LOUD:
                self.select_id(row.get("id", ""))
                return row.get("id", "")
        return ""

    def counts(self) -> dict[str, int]:
        """How many findings bear each mark."""
        found = dict.fromkeys(MARK_WORDS, 0)
        for row in self.rows_model.rows():
            mark = row.get("mark", "")
            if mark in found and not row.get("widget"):
                found[mark] += 1
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F8:
            self.next_open(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return
        super().keyPressEvent(event)

    @staticmethod
    def _question_row(finding_id: str, row: Row) -> Row:
        return {
            "id": finding_id + _QUESTION,
            "widget": True,
            "tint": row.get("tint", ""),
            "cells": [],
        }

    def _place_questions(self) -> None:
        for finding_id, widget in self._questions.items():
            at = self.rows_model.row_of(finding_id + _QUESTION)
            index = self.rows_model.index(at, 0)
            if at >= 0 and self.indexWidget(index) is not widget:
                self.setIndexWidget(index, widget)
        self.size_widget_rows()
