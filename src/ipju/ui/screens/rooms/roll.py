"""임대현황: every lease with its deposit, rent, end and how far it may rise; saved for Excel."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.money import won
from ipju.services.office import Changes
from ipju.services.rent_roll import RollLine, rent_roll, roll_file
from ipju.ui.focus import focus_first
from ipju.ui.jobs import Jobs
from ipju.ui.screens.rooms.notice_choice import NoticeChoice
from ipju.ui.screens.rooms.words import COMPACT_PAGE, EXPIRY_SOON, distance
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import EmptyState, KeyHints
from ipju.ui.widgets.surface import Label, SectionHead, fill
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Cell, Column, Row

COLUMNS: Final = (
    Column("호실", 100),
    Column("입주자", 0),
    Column("보증금", 104, "r"),
    Column("월임대료", 84, "r"),
    Column("임대기간", 172),
    Column("만료", 92),
    Column("재계약", 56, "r"),
    Column("다음 인상", 216),
)
_TAKES_ALL: Final = 1000
_LEFT_OUT_WHEN_NARROW: Final = (4, 6)


def row_of(line: RollLine, today: date) -> Row:
    """A lease in the roll."""
    free = line.lease.free_of_charge
    return {
        "id": line.lease.id.hex,
        "lines": 2,
        "cells": (
            {"t": f"{line.room}호", "sub": line.building_name, "bold": True},
            {"t": line.tenant, "sub": line.number},
            {"t": "무상" if free else won(line.deposit), "align": "r", "keep": True},
            {
                "t": "무상" if free else won(line.rent),
                "sub": f"{line.changes_on:%m-%d} 변경" if line.changes_on else "",
                "align": "r",
                "keep": True,
            },
            {"t": f"{line.starts_on} – {line.ends_on:%y-%m-%d}", "keep": True},
            _expiry(line, today),
            {"t": f"{line.renewals}회", "align": "r"},
            _rise(line, today),
        ),
        "tint": "rev" if line.days_left <= EXPIRY_SOON else "",
    }


def _expiry(line: RollLine, today: date) -> Cell:
    words = distance(line.ends_on, today)
    if line.days_left < 0:
        return {"t": words, "sub": line.reminder, "tone": "fail", "bold": True}
    soon = line.days_left <= EXPIRY_SOON
    return {"t": words, "sub": line.reminder, "tone": "rev" if soon else "ink", "bold": soon}


def _rise(line: RollLine, today: date) -> Cell:
    if line.lease.free_of_charge:
        return {"t": "해당 없음", "tone": "ink3"}
    when = "지금부터" if line.may_rise_from is None or line.may_rise_from <= today else ""
    when = when or f"{line.may_rise_from} 뒤"
    most = f"{won(line.highest_deposit)} · {won(line.highest_rent)}까지"
    return {"t": when, "sub": most, "tip": f"{when}, {most}"}


class RollPage(Page):
    """The roll. `case_wanted(id, None)`: the tenant's case."""

    case_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "임대현황", parent)
        self._lines: tuple[RollLine, ...] = ()
        self.head = SectionHead("임대현황", "", px=19)
        self.choice = NoticeChoice()
        self.choice.chosen.connect(self.refresh)
        self.save_act = Act("엑셀로 저장", icon_name="excel", key="Ctrl+S")
        self.save_act.triggered.connect(self.save)
        self.table = make_table(COLUMNS, name="임대현황")
        self.table.opened.connect(self._open)
        self.empty = EmptyState(
            "계약한 방이 없습니다.",
            "배치도에서 방을 제안하고 계약하면 보증금, 임대료, 만료일이 여기에 나옵니다.",
        )
        self.empty.hide()
        self.foot_note = Label("임대료 수납은 이 프로그램이 다루지 않습니다.", tone="ink3")
        self.ask_path = _ask_path
        head, foot = QHBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.choice, self.save_act)
        fill(foot, self.foot_note, None, KeyHints(("Enter", "사례 열기")))
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
        narrow = event.size().width() < COMPACT_PAGE
        for column in _LEFT_OUT_WHEN_NARROW:
            self.table.setColumnHidden(column, narrow)

    def concerned(self, changes: Changes) -> bool:
        return changes.rooms or changes.cases

    def take_keys(self) -> None:
        focus_first(self.table, self.empty)
        self.table.show_keys()

    def refresh(self) -> None:
        office = self.office
        if office is None:
            return
        notice = self.choice.offer(office)
        if not notice:
            self._show(())
            return
        self.jobs.run(
            lambda: rent_roll(office, notice),
            self._show,
            self.refuse,
            label="임대현황",
            key="rent-roll",
            owner=self,
        )

    def save(self) -> None:
        """Write the roll into a file that Excel opens; the export is a ledger row."""
        office, notice = self.office, str(self.choice.currentData() or "")
        path = self.ask_path(self) if office is not None and notice else None
        if office is None or path is None:
            return
        self.jobs.run(
            lambda: roll_file(office, notice, path),
            lambda saved: self.say("pas", f"{saved}에 저장했습니다."),
            self.refuse,
            label="임대현황 저장",
            owner=self,
        )

    def _show(self, lines: tuple[RollLine, ...]) -> None:
        office = self.office
        if office is None:
            return
        self._lines = lines
        today = office.clock.today()
        soon = sum(one.days_left <= EXPIRY_SOON for one in lines)
        words = [f"{len(lines)}건"] if lines else []
        words += [f"{EXPIRY_SOON}일 안에 만료 {soon}"] if soon else []
        self.head.set_note(" · ".join(words))
        self.table.set_rows([row_of(one, today) for one in lines])
        self.table.setVisible(bool(lines))
        self.table.show_keys()
        self.empty.setVisible(not lines)
        self.save_act.setVisible(bool(lines))

    def _open(self, lease: str) -> None:
        found = next((one for one in self._lines if one.lease.id.hex == lease), None)
        if found is not None:
            self.case_wanted.emit(found.lease.case_id, None)


def _ask_path(parent: QWidget) -> Path | None:
    name, _kind = QFileDialog.getSaveFileName(
        parent, "임대현황 저장", "임대현황.csv", "엑셀에서 여는 표 (*.csv)"
    )
    return Path(name) if name else None
