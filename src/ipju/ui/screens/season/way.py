"""진행: how far the applications have come, how long each step takes, how much is done a day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.dates import spoken
from ipju.services.season import SeasonFigures, StepTime
from ipju.ui.jobs import Jobs
from ipju.ui.screens.season.page import PART_GAP, SeasonPage, part_head
from ipju.ui.screens.season.words import tone_of
from ipju.ui.theme.tokens import ROW_ONE, TABLE_HEAD
from ipju.ui.widgets.charts import Bar, BarChart, ColumnChart
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Column, Row

COLUMNS: Final = (
    Column("단계", 0),
    Column("신청", 70, "r"),
    Column("가운데 값", 80, "r"),
    Column("가장 긴 것", 84, "r"),
)
DAYS: Final = 40
"""So many days are drawn, the last ones."""


def step_row(step: StepTime) -> Row:
    """A step with how long it took."""
    return {
        "id": step.name,
        "cells": (
            {"t": step.name, "bold": True},
            {"t": f"{step.cases:,}", "align": "r"},
            {"t": f"{step.middle:,}일", "align": "r"},
            {"t": f"{step.longest:,}일", "align": "r"},
        ),
    }


class WayPage(SeasonPage):
    """The way of the applications."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "진행", parent)
        self.way = BarChart("신청의 진행", "건")
        self.steps = make_table(COLUMNS, name="단계마다 걸린 날")
        self.days = ColumnChart("날마다 한 일", "건")
        self.day_head = part_head("날마다 한 일", "")
        left, right, top = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for one in (left, right):
            one.setSpacing(PART_GAP)
        left.addWidget(part_head("신청의 진행", "건"))
        left.addWidget(self.way)
        left.addStretch(1)
        right.addWidget(part_head("걸린 날", "앞 단계를 마친 때부터"))
        right.addWidget(self.steps)
        right.addStretch(1)
        top.setSpacing(28)
        top.addLayout(left, 11)
        top.addLayout(right, 9)
        self.body.addLayout(top)
        self.body.addSpacing(6)
        self.body.addWidget(self.day_head)
        self.body.addWidget(self.days)
        self.body.addStretch(1)

    def show_figures(self, figures: SeasonFigures) -> None:
        self.way.set_bars([Bar(one.name, one.count, tone_of(one)) for one in figures.way])
        self.steps.set_rows([step_row(one) for one in figures.steps])
        self.steps.setFixedHeight(TABLE_HEAD + ROW_ONE * max(1, len(figures.steps)) + 4)
        tally: Counter[date] = Counter()
        for one in figures.days:
            tally[one.day] += one.acts
        days = sorted(tally)[-DAYS:]
        self.day_head.set_note(
            f"본 것은 세지 않음, 일한 {len(tally):,}일 가운데 마지막 {len(days):,}일"
            if len(tally) > len(days)
            else f"본 것은 세지 않음, 일한 {len(tally):,}일"
        )
        self.days.set_bars(
            [Bar(spoken(day), tally[day], "c1", f"{day.month}.{day.day}.") for day in days]
        )
