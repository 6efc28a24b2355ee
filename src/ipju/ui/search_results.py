"""What the search finds, under its box, while one types. The focus never leaves the box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.domain.listing import CaseLine
from ipju.services.browse import find
from ipju.services.office import Office
from ipju.ui.jobs import Jobs
from ipju.ui.lines import outcome_cell
from ipju.ui.widgets.search_box import SearchBox
from ipju.ui.widgets.surface import Label, Pane
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Column

_WIDTH = 640
_ROW = 46
_MOST = 8
_FRAME = 6
_LEAVE_MS = 150


class SearchResults(Pane):
    """`chosen(CaseLine)` when a found case is to be opened."""

    chosen = Signal(object)

    def __init__(self, box: SearchBox, jobs: Jobs, host: QWidget) -> None:
        super().__init__("surface", boxed=True, parent=host)
        self.setAccessibleName("찾은 사례")
        self._box, self._jobs, self._host = box, jobs, host
        self._office: Office | None = None
        self._lines: tuple[CaseLine, ...] = ()
        self._programmes: dict[str, str] = {}
        self._enter_waits = False
        self._table = make_table(
            [Column("이름", 120), Column("생년월일", 280), Column("판정")],
            header=False,
            flat=True,
            name="찾은 사례",
        )
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.clicked.connect(lambda index: self._choose(index.row()))
        self._none = Label("찾은 사례가 없습니다.", tone="ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._table)
        column.addWidget(self._none)
        self._none.setContentsMargins(12, 0, 12, 0)
        self._none.setFixedHeight(40)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(_LEAVE_MS)
        self._leaving.timeout.connect(self._hide_when_left)
        box.text_settled.connect(self._ask)
        box.stepped.connect(self._step)
        box.submitted.connect(self._submit)
        box.left.connect(self._leaving.start)
        self.hide()

    def enter(self, office: Office) -> None:
        """Search in this office, whichever notice a case belongs to."""
        self._office = office
        known = [office.notices.get(one) for one in office.notices.ids()]
        self._programmes = {one.id: one.programme for one in known} if len(known) > 1 else {}

    def lines(self) -> Sequence[CaseLine]:
        """What is shown."""
        return self._lines

    def current_number(self) -> str:
        """접수번호 of the row that Enter would open; empty when there is none."""
        row = self._table.currentIndex().row()
        return self._lines[row].number if 0 <= row < len(self._lines) else ""

    def dismiss(self) -> None:
        """Put the results away and empty the box."""
        self._enter_waits = False
        self._lines = ()
        self._box.clear_quietly()
        self.hide()

    def _ask(self, text: str) -> None:
        office = self._office
        if office is None or not text.strip():
            self._lines = ()
            self.hide()
            return
        self._jobs.run(
            lambda: find(office, text, _MOST), self._show, label="찾기", key="search", owner=self
        )

    def _show(self, lines: tuple[CaseLine, ...]) -> None:
        self._lines = lines
        self._table.set_rows(
            [
                {
                    "id": str(one.id),
                    "h": _ROW,
                    "cells": [
                        {"t": one.name, "sub": one.number, "bold": True},
                        {
                            "t": one.birth.isoformat() if one.birth else "생년월일 없음",
                            "sub": self._track(one),
                            "tone": "ink2",
                        },
                        outcome_cell(one),
                    ],
                }
                for one in lines
            ]
        )
        self._table.setVisible(bool(lines))
        self._none.setVisible(not lines)
        if lines:
            self._table.select_id(str(lines[0].id))
        self._place(self._table.content_height() + _FRAME if lines else 40 + _FRAME)
        if self._enter_waits and lines:
            self._enter_waits = False
            self._choose(0)

    def _track(self, line: CaseLine) -> str:
        """The supply type, and the programme where the office has several."""
        parts = (line.supply.label, self._programmes.get(line.notice, ""))
        return " · ".join(one for one in parts if one)

    def _place(self, height: int) -> None:
        host = self._host
        corner = self._box.mapTo(host, QPoint(0, self._box.height() + 4))
        width = min(_WIDTH, host.width() - corner.x() - 12)
        self.setGeometry(corner.x(), corner.y(), width, min(height, host.height() - corner.y() - 8))
        self.show()
        self.raise_()

    def _step(self, step: int) -> None:
        row = self._table.currentIndex().row() + step
        if 0 <= row < len(self._lines):
            self._table.select_id(str(self._lines[row].id))

    def _submit(self, text: str) -> None:
        if not text.strip():
            return
        if self.isVisible() and self._lines:
            self._choose(self._table.currentIndex().row())
        else:
            self._enter_waits = True  # typed faster than found: open the first when it comes

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._lines):
            line = self._lines[row]
            self.dismiss()
            self.chosen.emit(line)

    def _hide_when_left(self) -> None:
        if not self._box.hasFocus():
            self._enter_waits = False
            self.hide()
