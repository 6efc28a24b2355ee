"""눈에 띄는 것: what a month of the ledger holds that is worth a look, by kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.dates import add_months
from ipju.domain.trail import TrailQuery
from ipju.domain.unusual import Unusual, UnusualKind
from ipju.services.office import Changes, Office
from ipju.services.review import unusual
from ipju.ui.jobs import Jobs
from ipju.ui.screens.privacy.trail_words import day_bounds, day_of, moment_words, month_words
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.feedback import EmptyState, KeyHints
from ipju.ui.widgets.surface import Label, SectionHead, fill
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Cell, Column, Row

COLUMNS: Final = (Column("때", 128), Column("누구", 104), Column("무엇"), Column("사례", 176))
LOOK_AT: Final[Mapping[UnusualKind, str]] = {
    UnusualKind.MANY: "맡은 일의 양에 맞는지, 한꺼번에 본 까닭이 있는지 묻습니다",
    UnusualKind.OFF_HOURS: "그 시간에 일하기로 되어 있었는지 확인합니다",
    UnusualKind.NEIGHBOURS: "아는 사람의 사례를 찾아본 것은 아닌지 묻습니다",
    UnusualKind.OWN_NAME: "본인이나 가족의 사례인지, 맡은 사람을 바꿨는지 봅니다",
    UnusualKind.CLOCK_BACK: "컴퓨터 시계를 누가 왜 되돌렸는지 묻습니다",
    UnusualKind.REFUSED: "몰라서 한 일인지, 거듭 시도했는지 봅니다",
    UnusualKind.NEW_PASSWORD: "그 사람이 부탁했는지, 곧바로 바꿨는지 본인에게 묻습니다",
}


class UnusualPage(Page):
    """One month at a time. `rows_wanted(TrailQuery)`: the rows of the ledger behind a line."""

    rows_wanted = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "눈에 띄는 것", parent)
        self.month = date(2000, 1, 1)
        self._newest = self.month
        self._found: tuple[Unusual, ...] = ()
        self.head = SectionHead("눈에 띄는 것", "", px=19)
        self.earlier = Button("앞 달")
        self.earlier.clicked.connect(lambda: self.turn(-1))
        self.month_label = Label("", role="strong")
        self.later = Button("다음 달")
        self.later.clicked.connect(lambda: self.turn(1))
        for keys, months in (("Alt+Left", -1), ("Alt+Right", 1)):
            bound = QShortcut(QKeySequence(keys), self)
            bound.activated.connect(lambda months=months: self.turn(months))
        self.table = make_table(COLUMNS, name="눈에 띄는 것")
        self.table.opened.connect(self._open)
        self.empty = EmptyState("", "")
        self.empty.hide()
        head = QHBoxLayout()
        fill(head, self.head, None, self.earlier, self.month_label, self.later)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(
            Label("잘못이라는 뜻이 아니라, 물어보고 까닭을 확인할 것입니다.", tone="ink2")
        )
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty)
        column.addStretch(1)
        column.addWidget(
            KeyHints(("Enter", "장부에서 그 줄 보기"), ("Alt ←", "앞 달"), ("Alt →", "다음 달"))
        )
        column.setStretchFactor(self.table, 1000)

    def enter(self, office: Office) -> None:
        super().enter(office)
        self._newest = day_of(office.clock.now()).replace(day=1)
        self.month = self._newest

    def concerned(self, changes: Changes) -> bool:
        return changes.trail

    def take_keys(self) -> None:
        part = self.table if self._found else self.earlier
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, months: int) -> None:
        """Look at another month, never one that has not begun."""
        wanted = add_months(self.month, months)
        if wanted <= self._newest:
            self.show_month(wanted)

    def show_month(self, month: date) -> None:
        """Look at a month; any day of it names it."""
        self.month = month.replace(day=1)
        self.refresh()

    def refresh(self) -> None:
        office, month = self.office, self.month
        self.month_label.setText(month_words(month))
        self.later.setEnabled(month < self._newest)
        if office is not None:
            self.jobs.run(
                lambda: unusual(office, month),
                self._show,
                self.refuse,
                label="눈에 띄는 것",
                key="unusual",
                owner=self,
            )

    def _show(self, found: tuple[Unusual, ...]) -> None:
        self._found = found
        rows: list[Row] = []
        for kind, group in groupby(enumerate(found), key=lambda one: one[1].kind):
            lines = list(group)
            rows.append(
                {
                    "id": kind.value,
                    "group": True,
                    "cells": (
                        {"t": f"{kind.label} {len(lines):,}"},
                        {"t": LOOK_AT[kind], "tone": "ink2"},
                    ),
                }
            )
            rows += [_row(at, one) for at, one in lines]
        self.table.set_rows(rows)
        had_keys = self.table.hasFocus()
        self.table.setVisible(bool(found))
        if found and not self.table.current_id().isdecimal():
            self.table.select_id("0")
        self.head.set_note(f"{len(found):,}가지" if found else "")
        words = f"{month_words(self.month)}에는 눈에 띄는 것이 없습니다."
        self.empty.say(
            words, "근무 시간 밖의 열람, 많은 열람, 이웃·같은 이름의 사례, 거절된 시도를 살핍니다."
        )
        self.empty.setAccessibleName(words)
        self.empty.setVisible(not found)
        if had_keys and not found:
            self.earlier.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row_id: str) -> None:
        if row_id.isdecimal():
            self.rows_wanted.emit(query_of(self._found[int(row_id)]))


def query_of(found: Unusual) -> TrailQuery:
    """What to look for in the ledger to see the rows behind an unusual thing."""
    day = day_of(found.when)
    until = day
    number = ""
    if found.kind is UnusualKind.OWN_NAME and found.cases:
        number = found.cases[0]
    if found.kind in (UnusualKind.OWN_NAME, UnusualKind.NEIGHBOURS):
        # Spread over the month: the rest of it is looked at.
        until = add_months(day.replace(day=1), 1) - timedelta(days=1)
    since, ends = day_bounds(day, until)
    return TrailQuery(actor=found.actor, since=since, until=ends, case_number=number)


def _row(at: int, one: Unusual) -> Row:
    cases: Cell = {"t": "–", "tone": "ink3", "said": "사례 없음"}
    if one.cases:
        more = f" 외 {len(one.cases) - 1}" if len(one.cases) > 1 else ""
        cases = {"t": f"{one.cases[0]}{more}", "tip": "\n".join(one.cases)}
    return {
        "id": str(at),
        "cells": (
            {"t": moment_words(one.when), "keep": True},
            {"t": one.name},
            {"t": one.words, "tip": one.words},
            cases,
        ),
    }
