"""해당년도 기준금액: the figures of each year by which renewals are examined."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.intake import YearFigures
from ipju.services.office import Changes
from ipju.services.renewals import FiguresKept, figures
from ipju.ui.focus import focus_first
from ipju.ui.jobs import Jobs
from ipju.ui.screens.rooms.lease_acts import may_let
from ipju.ui.screens.rooms.notice_choice import NoticeChoice
from ipju.ui.screens.rooms.renewal_dialogs import FiguresDialog
from ipju.ui.screens.rooms.words import COMPACT_PAGE
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import EmptyState, KeyHints
from ipju.ui.widgets.surface import SectionHead, fill
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Cell, Column, Row

COLUMNS: Final = (
    Column("연도", 64),
    *(Column(f"{size}인", 80, "r") for size in range(1, 6)),
    Column("6인부터", 72, "r"),
    Column("총자산", 96, "r"),
    Column("자동차", 88, "r"),
    Column("근거"),
)
_TAKES_ALL: Final = 1000


def row_of(one: YearFigures) -> Row:
    """The figures of a year."""
    amounts = (*one.incomes, one.step, one.total_assets, one.car)
    return {
        "id": str(one.year),
        "cells": (
            {"t": f"{one.year}년", "bold": True},
            *(_money(amount) for amount in amounts),
            {"t": one.source},
        ),
    }


def _money(amount: int) -> Cell:
    return {"t": f"{amount:,}", "align": "r", "keep": True}


class FiguresPage(Page):
    """The years, newest first; a year is written once more when it was wrong."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "해당년도 기준금액", parent)
        self._known: tuple[YearFigures, ...] = ()
        self.head = SectionHead(
            "해당년도 기준금액", "원 · 재계약은 그해의 금액으로 심사합니다", px=19
        )
        self.choice = NoticeChoice()
        self.choice.chosen.connect(self.refresh)
        self.put_act = Act("기준금액 적기", "primary", key="Ctrl+Enter")
        self.put_act.triggered.connect(self.put)
        self.table = make_table(COLUMNS, name="해당년도 기준금액")
        self.table.opened.connect(lambda _id: self.put())
        self.empty = EmptyState(
            "적어 둔 기준금액이 없습니다.",
            "그해의 금액이 없으면 재계약 심사에서 소득·총자산·자동차를 판정하지 않습니다. "
            "지난 금액으로 대신하지 않습니다.",
        )
        self.empty.hide()
        head, foot = QHBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.choice, self.put_act)
        fill(foot, None, KeyHints(("Enter", "고쳐 적기")))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.table, _TAKES_ALL)
        column.addWidget(self.empty)
        column.addStretch(1)
        column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(len(COLUMNS) - 1, event.size().width() < COMPACT_PAGE)

    def concerned(self, changes: Changes) -> bool:
        return changes.rooms

    def take_keys(self) -> None:
        focus_first(self.table, self.empty)
        self.table.show_keys()

    def refresh(self) -> None:
        office = self.office
        if office is None:
            return
        notice = self.choice.offer(office)
        self.put_act.set_blocked(None if may_let(office) else "담당이 적습니다")
        if notice:
            self.jobs.run(
                lambda: figures(office, notice),
                self._show,
                self.refuse,
                label="해당년도 기준금액",
                key="year-figures",
                owner=self,
            )
        else:
            self._show(())

    def put(self) -> None:
        """Ask for the figures of a year: the one chosen, else this year."""
        office, notice = self.office, str(self.choice.currentData() or "")
        if office is None or not notice or not may_let(office):
            return
        chosen = self.table.current_id()
        year = int(chosen) if chosen else office.clock.today().year
        dialog = FiguresDialog(office, self.jobs, notice, self._known, year, self)
        dialog.settled.connect(self._on_put)
        dialog.open()

    def _on_put(self, kept: FiguresKept) -> None:
        self.say("pas", f"{kept.figures.year}년 기준금액을 적었습니다.")
        self.changed.emit(kept.changes)

    def _show(self, known: tuple[YearFigures, ...]) -> None:
        self._known = known
        self.table.set_rows([row_of(one) for one in known])
        self.table.setVisible(bool(known))
        self.empty.setVisible(not known)
