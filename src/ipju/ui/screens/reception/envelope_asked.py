"""What a supplement (보완) of the envelope in hand would ask for, and drawing up its request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.domain.case import Case
from ipju.domain.requests import RequestKind
from ipju.services.envelope_papers import Asked
from ipju.services.office import Office
from ipju.services.request_days import off_words, proposed_due
from ipju.services.requests import draw_up
from ipju.ui.jobs import Jobs
from ipju.ui.screens.reception.envelope_head import narrow_field
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.surface import SectionHead
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Column, Row
from ipju.ui.widgets.typed_fields import DateField

_SHOWN = 4


class AskedPane(QWidget):
    """`drawn(made, number)` after a request was drawn up, `refused(error)` when it was not;

    `said(sentence)` for what cannot be done, and of a last day on which nobody works.
    """

    drawn = Signal(object, str)
    refused = Signal(object)
    said = Signal(str)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._office: Office | None = None
        self._case: Case | None = None
        self._short = False
        self.due_on = DateField("보완 기한")
        narrow_field(self.due_on, 142)
        self.due_on.committed.connect(self._tell_day_off)
        self.draw_act = Act("보완요청 만들기", icon_name="mail", key="Ctrl+B")
        self.draw_act.triggered.connect(self.draw_up)
        self.head = SectionHead("보완요청서에 들어갈 것", "", self.due_on, self.draw_act)
        beside = self.head.layout()
        if beside is not None:
            beside.setAlignment(self.draw_act, Qt.AlignmentFlag.AlignBottom)
        self.table = make_table(
            (Column("번", 34, "r"), Column("서류", 210), Column("보완할 것")),
            header=False,
            name="보완요청서에 들어갈 것",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.table)

    def begin(self, office: Office) -> None:
        """Begin with another envelope: the due day is as many days off as the office gives."""
        self._office = office
        self.due_on.set_value(proposed_due(office.clock.today()))

    def _tell_day_off(self, day: date | None) -> None:
        words = off_words(day)
        if words:
            self.said.emit(f"보완 기한: {words}")

    def set_short(self, short: bool) -> None:
        """In a low window only the count stands here: the papers need the room."""
        self._short = short
        self.table.setVisible(bool(self.table.rows_model.rows()) and not short)

    def show_asked(self, case: Case, asked: Sequence[Asked]) -> None:
        """Show what would be asked for of a case as it stands."""
        self._case = case
        rows: list[Row] = [
            {
                "id": f"{at}",
                "cells": (
                    {"t": str(at), "tone": "ink3", "align": "r", "keep": True},
                    {"t": one.paper, "bold": True, "tip": one.paper},
                    {"t": one.bring, "tone": "ink2", "tip": one.bring},
                ),
            }
            for at, one in enumerate(asked, 1)
        ]
        self.table.set_rows(rows)
        self.table.fit_height(_SHOWN)
        self.table.setVisible(bool(rows) and not self._short)
        self.head.set_note(f"{len(rows)}건" if rows else "없음")
        self.draw_act.set_blocked(None if rows else "요청할 것이 없습니다.")

    def draw_up(self) -> None:
        """Draw up the request (보완요청) of what is lacking, as it is stored now."""
        office, case, due_on = self._office, self._case, self.due_on.value()
        if office is None or case is None:
            return
        if due_on is None:
            self.said.emit("보완 기한을 적으십시오.")
            self.due_on.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        case_id, number = case.id, case.number
        self._jobs.run(
            lambda: draw_up(office, case_id, RequestKind.SUPPLEMENT, due_on),
            lambda made: self.drawn.emit(made, number),
            self.refused.emit,
            label="보완요청 만들기",
            owner=self,
        )
