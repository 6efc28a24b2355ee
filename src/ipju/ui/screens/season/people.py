"""담당자: who did how much on which day, as the ledger tells it."""

from __future__ import annotations

from collections import Counter
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ipju.domain.dates import spoken
from ipju.services.season import DayWork, SeasonFigures
from ipju.ui.jobs import Jobs
from ipju.ui.screens.season.page import SeasonPage, part_head
from ipju.ui.widgets.charts import Bar, BarChart
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Column, Row

COLUMNS: Final = (
    Column("날", 130),
    Column("담당", 110),
    Column("한 일", 80, "r"),
    Column("많이 한 것", 0),
)
_TABLE_LEAST: Final = 260


def day_row(work: DayWork) -> Row:
    """What one person did on one day."""
    return {
        "id": f"{work.day} {work.name}",
        "cells": (
            {"t": spoken(work.day), "keep": True},
            {"t": work.name, "bold": True},
            {"t": f"{work.acts:,}", "align": "r"},
            {"t": work.words, "tip": work.words},
        ),
    }


class PeoplePage(SeasonPage):
    """Each person's acts in all, and day by day."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "담당자", parent)
        self.all = BarChart("담당자마다 한 일", "건")
        self.table = make_table(COLUMNS, name="날마다 담당자가 한 일")
        self.table.setMinimumHeight(_TABLE_LEAST)
        self.body.addWidget(part_head("담당자마다 한 일", "본 것은 세지 않음"))
        self.body.addWidget(self.all)
        self.body.addSpacing(6)
        self.body.addWidget(part_head("날마다", "새 날이 위"))
        self.body.addWidget(self.table, 1)

    def take_keys(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.show_keys()

    def show_figures(self, figures: SeasonFigures) -> None:
        tally: Counter[str] = Counter()
        for one in figures.days:
            tally[one.name] += one.acts
        self.all.set_bars([Bar(name, count) for name, count in tally.most_common()])
        self.table.set_rows([day_row(one) for one in figures.days])
        self.table.show_keys()
