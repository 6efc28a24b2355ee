"""The scans beside an envelope (스캔함): those of its case, and those that wait for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ipju.domain.paper import Paper
from ipju.domain.post import Scan
from ipju.services.envelopes import EnvelopeDay
from ipju.services.scans import suggested
from ipju.ui.screens.reception.envelope_work import EnvelopeWork, Slot
from ipju.ui.screens.reception.key_table import KeyTable
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import KeyHints
from ipju.ui.widgets.surface import Label, Pane, Rule, SectionHead
from ipju.ui.widgets.table_model import Column, Row

_ROOM: Final = 260
_OURS: Final = "이 봉투"
_WAITING: Final = "기다리는 스캔"


class ScanTray(Pane):
    """`view_wanted(Scan)`; `lay_wanted(Scan, Paper | None)`; `out_wanted(Scan)`; `files_wanted`;

    `said(sentence)` for what cannot be done.
    """

    view_wanted = Signal(object)
    lay_wanted = Signal(object, object)
    out_wanted = Signal(object)
    files_wanted = Signal()
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self._ours: tuple[Scan, ...] = ()
        self._waiting: tuple[Scan, ...] = ()
        self._work: EnvelopeWork | None = None
        self.head = SectionHead("스캔함", "")
        self.add_act = Act("파일 추가", icon_name="plus", key="Ctrl+O")
        self.add_act.triggered.connect(self.files_wanted)
        self.table = KeyTable((Column(""),), header=False, flat=True, name="스캔함")
        self.table.typed.connect(self._on_key)
        self.table.doubleClicked.connect(lambda _index: self._on_key("enter"))
        self.drop_hint = Label(
            "스캔 파일을 이 화면 아무 데나 놓으십시오.\nPDF · JPEG · PNG, 한 파일 20MB까지",
            tone="ink3",
            wrap=True,
        )
        self.drop_hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.drop_hint.setMinimumHeight(52)
        self.setMinimumWidth(200)
        self.hints = KeyHints(("Y", "붙이기"), ("Enter", "보기"), ("Del", "꺼내기"))
        self.hints.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.day = Label("", bold=True, elide=True)
        self.last = Label("", tone="ink2", elide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.add_act)
        column.addWidget(self.table, 1)
        column.addWidget(self.drop_hint)
        column.addWidget(self.hints)
        column.addWidget(Rule())
        column.addWidget(self.day)
        column.addWidget(self.last)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for one in (self.hints, self.drop_hint):
            one.setVisible(event.size().width() >= _ROOM)

    def show_day(self, day: EnvelopeDay) -> None:
        """Show how the envelopes of the day go."""
        self.day.setText(f"오늘 {day.everybody}건 · 나 {day.mine}건 · 1시간 {day.hour}건")
        asked = f"보완 {day.asked}건" if day.asked else "빠짐없음"
        self.last.setText(f"방금: {day.last}, {asked}" if day.last else "")

    def show_scans(
        self, work: EnvelopeWork | None, ours: Sequence[Scan], waiting: Sequence[Scan]
    ) -> None:
        """Show the scans of the case in hand, and those that wait."""
        self._work, self._ours, self._waiting = work, tuple(ours), tuple(waiting)
        self.refresh()

    def refresh(self) -> None:
        """Show the scans as the checklist now stands."""
        slots = self._work.slots() if self._work is not None else ()
        rows: list[Row] = []
        if self._ours:
            rows.append(_group(_OURS, len(self._ours)))
            wanted = {scan.id: slot for scan, slot in self._suggestions(slots)}
            rows += [self._row(one, slots, wanted.get(one.id)) for one in self._in_case()]
        if self._waiting:
            rows.append(_group(_WAITING, len(self._waiting)))
            rows += [self._row(one, slots, None) for one in self._waiting]
        self.table.set_rows(rows)
        count = len(self._ours)
        words = f"이 봉투 {count}개" if self._work is not None else ""
        waiting = f"기다림 {len(self._waiting)}개" if self._waiting else ""
        self.head.set_note(" · ".join(one for one in (words, waiting) if one) or "비어 있음")

    def accept(self) -> None:
        """Lay the scan that is suggested next: the current one, else the first."""
        slots = self._work.slots() if self._work is not None else ()
        found = self._suggestions(slots)
        current = self.table.current_id()
        if self.table.hasFocus() and any(one.id.hex == current for one in self._waiting):
            if self._work is None:
                self.said.emit("먼저 봉투의 접수번호를 적으십시오.")
                return
            self.lay_wanted.emit(self._scan(current), None)
            return
        chosen = next((one for one in found if one[0].id.hex == current), None)
        chosen = chosen if self.table.hasFocus() else (found[0] if found else None)
        if chosen is None:
            self.said.emit("붙일 스캔이 없습니다. 스캔을 고르고 서류의 번호를 누르십시오.")
        else:
            self.lay_wanted.emit(chosen[0], chosen[1].paper)

    def _suggestions(self, slots: Sequence[Slot]) -> list[tuple[Scan, Slot]]:
        """Pair each scan without a paper with the line it may show, in their order."""
        ours = self._in_case()
        laid: set[UUID] = {one.paper for one in ours if one.paper is not None}
        lines = [one.line for one in slots]
        by_paper = {one.paper.id: one for one in slots if one.paper is not None}
        found: list[tuple[Scan, Slot]] = []
        for scan in ours:
            if scan.paper is None:
                paper = suggested(scan, lines, laid)
                if paper is not None and paper.id in by_paper:
                    laid.add(paper.id)
                    found.append((scan, by_paper[paper.id]))
        return found

    def _in_case(self) -> tuple[Scan, ...]:
        """Return the scans of the case; one whose paper was taken back waits for another."""
        papers = {one.id for one in self._work.case.papers} if self._work is not None else set()
        return tuple(
            one if one.paper is None or one.paper in papers else replace(one, paper=None)
            for one in self._ours
        )

    def _row(self, scan: Scan, slots: Sequence[Slot], wanted: Slot | None) -> Row:
        about = f"{scan.name} · {scan.pages}쪽"
        slot = next((o for o in slots if o.paper is not None and o.paper.id == scan.paper), None)
        if scan.case_id is None:
            title, state, mark, tone = about, "어느 봉투의 것인지 모름", "mis", "ink2"
        elif slot is not None:
            title, mark, tone = slot.line.requirement.terms.name, "pas", "pas"
            state = f"{slot.number}번에 붙음 · {about}"
        elif scan.paper is not None:
            title, state, mark, tone = "앞서 낸 서류", about, "pas", "pas"
        elif wanted is not None:
            title, mark, tone = about, "rev", "rev"
            state = f"{wanted.number}번에 붙일까요?"
        else:
            title, state, mark, tone = about, "서류의 번호를 누르십시오", "mis", "ink2"
        return {
            "id": scan.id.hex,
            "lines": 2,
            "cells": (
                {
                    "t": title, "bold": slot is not None, "icon": "file", "sub": state,
                    "sub_mark": mark, "sub_tone": tone, "tip": f"{title}\n{state}\n{about}",
                    "chip": "Y" if wanted is not None else "",
                },
            ),
        }  # fmt: skip

    def _scan(self, row_id: str) -> Scan | None:
        found = (*self._ours, *self._waiting)
        return next((one for one in found if one.id.hex == row_id), None)

    def _on_key(self, name: str) -> None:
        scan = self._scan(self.table.current_id())
        if name == "y":
            self.accept()
        elif scan is None:
            self.said.emit("스캔을 고르십시오.")
        elif name in ("enter", "v"):
            self.view_wanted.emit(scan)
        elif name == "delete":
            self.out_wanted.emit(scan)
        elif name.isdecimal():
            self._lay_by_number(scan, int(name))

    def _lay_by_number(self, scan: Scan, number: int) -> None:
        slots = self._work.slots() if self._work is not None else ()
        slot = next((one for one in slots if one.number == number), None)
        paper: Paper | None = slot.paper if slot is not None else None
        if slot is None:
            self.said.emit(f"{number}번 서류가 없습니다.")
        elif paper is None:
            self.said.emit(f"{number}번 {slot.line.requirement.terms.name}을(를) 먼저 받으십시오.")
        else:
            self.lay_wanted.emit(scan, paper)


def _group(title: str, count: int) -> Row:
    return {"id": f"group/{title}", "group": True, "cells": ({"t": title}, {"t": f"{count}개"})}
