"""오늘: the calendar of the notices, the queues with their next case, the cases viewed last."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ipju.domain.dates import WEEKDAYS
from ipju.domain.decision import ProposalState
from ipju.domain.listing import CaseQuery
from ipju.services.browse import DecisionQueue, Queue, Today, today
from ipju.services.office import Changes, Office
from ipju.services.overlap_queue import OverlapQueue, overlap_queues
from ipju.ui.jobs import Jobs
from ipju.ui.lines import local_moment, outcome_cell
from ipju.ui.places import APPROVAL
from ipju.ui.screens.today_days import (
    amended_words,
    bands_of,
    calendar_days,
    due_by_day,
    korean_holidays,
)
from ipju.ui.screens.today_rows import (
    ROW,
    AnyQueue,
    PlaceQueue,
    act_words,
    at_approval,
    decision_row,
    elsewhere,
    id_of,
    place_of,
    place_row,
    queue_row,
)
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.calendar_strip import CalendarStrip
from ipju.ui.widgets.feedback import EmptyState, KeyHints
from ipju.ui.widgets.surface import Label, Pane, Rule, SectionHead, fill
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Column

_NARROW: Final = 1000
_DONE: Final = "pass"
_TAKES_ALL: Final = 1000  # a table grows to its rows before anything below it


class TodayScreen(Pane):
    """The first place. `case_wanted(id, query)`: open a case of a queue (query None: just it).

    `place_wanted(place)` goes elsewhere; `approvals_counted(n)`: so many wait to be decided here.
    """

    case_wanted = Signal(object, object)
    place_wanted = Signal(str)
    approvals_counted = Signal(int)
    new_case_wanted = Signal()
    fill_wanted = Signal()
    queues_counted = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self.setAccessibleName("오늘")
        self._jobs = jobs
        self._office: Office | None = None
        self._notice: str | None = None
        self._shown: Today | None = None
        self._overlaps: tuple[OverlapQueue, ...] = ()
        self._holidays: dict[date, str] = {}
        self._stale = True
        self._first_time = True

        self._day = Label("여는 중", role="title")
        self._left_word = Label("", tone="ink2")
        self._left = Label("", role="strong", tone="rev")
        self._all_word = Label("", tone="ink2")
        self._all = Label("", role="strong")
        self._next = Act("다음 사례 열기", "primary", key="Enter", shortcut=False)
        self._next.triggered.connect(self._open_next)
        head = QHBoxLayout()
        fill(
            head, self._day, self._left_word, self._left, self._all_word, self._all, None,
            self._next,
        )  # fmt: skip

        self._off_days = Label("", tone="ink2", elide=True)
        self._calendar_head = SectionHead("마감", "숫자는 그날 마감인 건수", self._off_days)
        self._strip = CalendarStrip()

        self._queues = make_table(
            [
                Column("할 일"),
                Column("건수", 76, "r"),
                Column("가장 이른 마감", 142),
                Column("다음 할 것", 220),
            ],
            name="할 일",
        )
        self._queues.opened.connect(self._open_queue)
        self._queues.row_changed.connect(lambda _id: self._say_next())
        self._recent = make_table(
            [Column("이름", 130), Column("상태"), Column("본 때", 96, "r")], name="최근 사례"
        )
        self._recent.opened.connect(self._open_recent)
        self._no_recent = Label("아직 본 사례가 없습니다.", tone="ink2")
        self._queue_hints = KeyHints(("↑ ↓", "고르기"), ("Enter", "다음 사례"))
        self._empty = EmptyState(
            "아직 사례가 없습니다.",
            "인터넷으로 받은 신청은 접수 Alt+9에서 엑셀로 받고, 창구에서 받은 신청은 "
            "새 사례로 적습니다.",
            "새 사례",
            "연습 자료 채우기",
        )
        self._empty.first_pressed.connect(self.new_case_wanted)
        self._empty.second_pressed.connect(self.fill_wanted)
        self._empty.hide()

        left, right = QVBoxLayout(), QVBoxLayout()
        fill(left, SectionHead("할 일", "", self._queue_hints), self._queues, spacing=6)
        fill(
            right,
            SectionHead("최근 사례", "내가 본 순서"),
            self._recent,
            self._no_recent,
            spacing=6,
        )
        for side, table in ((left, self._queues), (right, self._recent)):
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            side.setStretchFactor(table, _TAKES_ALL)
            side.addStretch(1)
        self._lists = QWidget()
        lists = QHBoxLayout(self._lists)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(20)
        lists.addLayout(left, 64)
        lists.addLayout(right, 36)

        self._rest = QWidget()  # takes the room of the lists while there are none
        self._foot = KeyHints(("Ctrl+K", "찾기"), ("Ctrl+N", "새 사례"), ("F1", "단축키"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addSpacing(2)
        column.addWidget(self._calendar_head)
        column.addWidget(self._strip)
        column.addSpacing(8)
        column.addWidget(self._empty)
        column.addWidget(self._lists, 1)
        column.addWidget(self._rest, 1)
        column.addWidget(Rule())
        column.addWidget(self._foot)
        self._show_parts(loaded=False)

    def enter(self, office: Office) -> None:
        """Show the day of this office."""
        self._office = office
        self._first_time = True
        self._say_day(office.clock.today())
        self.refresh()

    def set_notice(self, notice_id: str | None) -> None:
        """Show one notice only, or all with None."""
        self._notice = notice_id
        self.refresh()

    def note(self, changes: Changes) -> None:
        """Ask again when an act touched what stands here; later when the place is hidden.

        What waits to be decided is counted on the rail, too: an act of deciding is not put off,
        as the many edits of a case are.
        """
        decided = changes.letters or (changes.decisions and not changes.judgement)
        if changes.queues or changes.lists or changes.cases or changes.rooms or changes.intake:
            self._stale = True
            if self.isVisible() or decided:
                self.refresh()

    def refresh(self) -> None:
        """Ask the store again in the background."""
        office, notice = self._office, self._notice
        if office is None:
            return
        self._stale = False
        self._jobs.run(
            lambda: today(office, notice), self._show, label="오늘", key="today", owner=self
        )
        self._jobs.run(
            lambda: overlap_queues(office, notice),
            self._show_overlaps,
            label="겹치는 신청",
            key="today-overlaps",
            owner=self,
        )
        if not self._holidays:
            days = calendar_days(office.clock.today())
            self._jobs.run(
                lambda: korean_holidays(days),
                self._show_holidays,
                label="달력",
                key="holidays",
                owner=self,
            )

    def take_keys(self) -> None:
        """Put the focus where the hands want it: on the queues, or on how to begin."""
        first = self._empty.first
        wanted = first.button if first is not None and self.is_empty() else self._queues
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_queue(self, queue_id: str) -> None:
        """Make a queue the current one."""
        self._queues.select_id(queue_id)

    def queues(self) -> tuple[Queue, ...]:
        """The queues as shown."""
        return self._shown.queues if self._shown is not None else ()

    def decisions(self) -> tuple[DecisionQueue, ...]:
        """The queues of decisions as shown."""
        return self._shown.decisions if self._shown is not None else ()

    def recent_names(self) -> list[str]:
        """The names of the cases viewed last, as shown."""
        model = self._recent.rows_model
        return [model.cell_at(at, 0).get("t", "") for at in range(model.rowCount())]

    def is_empty(self) -> bool:
        """Whether the office has no case yet and the screen says how to begin."""
        return not self._empty.isHidden()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._queues.set_widths([0, 60, 136, 158] if narrow else [0, 76, 142, 220])
        self._recent.set_widths([96, 0, 90] if narrow else [126, 0, 96])
        self._queue_hints.setVisible(not narrow)

    def _show_parts(self, *, loaded: bool) -> None:
        empty = loaded and self._shown is not None and self._shown.total == 0
        had_keys = self._queues.hasFocus()
        self._empty.setVisible(empty)
        self._lists.setVisible(loaded and not empty)
        self._rest.setVisible(not loaded or empty)
        self._next.setVisible(loaded and not empty)
        self._calendar_head.setVisible(loaded)
        self._strip.setVisible(loaded)
        if empty and had_keys:
            self.take_keys()

    def _say_day(self, day: date) -> None:
        self._day.setText(f"{day.month}월 {day.day}일 {WEEKDAYS[day.weekday()]}요일")

    def _show(self, shown: Today) -> None:
        self._shown = shown
        self._say_day(shown.day)
        practice = self._office is not None and self._office.practice
        if self._empty.second is not None:
            self._empty.second.setVisible(practice)
        open_cases = sum(one.count for one in shown.queues if one.id != _DONE)
        self._left_word.setText("남은 일")
        self._left.setText(f"{open_cases:,}건")
        self._left.set_tone("rev" if open_cases else "ink3")
        self._all_word.setText("모든 사례")
        self._all.setText(f"{shown.total:,}건")
        self._show_calendar()
        first_time, self._first_time = self._first_time, False
        self._show_queues(shown)
        self._recent.set_rows(
            [
                {
                    "id": str(line.id),
                    "h": ROW,
                    "cells": [
                        {"t": line.name, "sub": line.number, "bold": True},
                        outcome_cell(line),
                        {"t": local_moment(at), "tone": "ink2"},
                    ],
                    "data": line,
                }
                for line, at in shown.recent
            ]
        )
        self._recent.setMaximumHeight(self._recent.content_height())
        self._recent.setVisible(bool(shown.recent))
        self._no_recent.setVisible(not shown.recent)
        self._show_parts(loaded=True)
        if first_time:
            first = next((one for one in self._every() if one.count), None)
            if first is not None:
                self._queues.select_id(id_of(first))
            if self.isVisible() and self.window().focusWidget() is None:
                self.take_keys()
        self._say_next()
        self.queues_counted.emit(open_cases)
        self.approvals_counted.emit(at_approval(shown.decisions))

    def _show_queues(self, shown: Today) -> None:
        self._queues.set_rows(
            [
                *(decision_row(one) for one in shown.decisions),
                *(queue_row(one, shown.day) for one in shown.queues),
                *(place_row(one, shown.day) for one in elsewhere(shown, self._overlaps)),
            ]
        )
        self._queues.setMaximumHeight(self._queues.content_height())

    def _show_overlaps(self, found: tuple[OverlapQueue, ...]) -> None:
        """Show what takes a look at everybody, and so comes after the rest."""
        self._overlaps = found
        if self._shown is not None:
            self._show_queues(self._shown)
            self._say_next()

    def _show_holidays(self, found: dict[date, str]) -> None:
        self._holidays = found
        self._show_calendar()

    def _show_calendar(self) -> None:
        if self._shown is None:
            return
        day = self._shown.day
        named = [
            f"{one.month}월 {one.day}일 {name}" for one, name in sorted(self._holidays.items())
        ]
        notes = [*amended_words(self._shown.spans), "영업일 기준", *named]
        self._off_days.setText(", ".join(notes))
        self._strip.set_days(
            calendar_days(day),
            day,
            bands=[
                one
                for one in bands_of(self._shown.spans, day)
                if one.first <= calendar_days(day)[-1] and one.last >= calendar_days(day)[0]
            ],
            holidays=self._holidays,
            counts=due_by_day(self._shown, _DONE),
        )

    def _every(self) -> list[AnyQueue]:
        return [*self.decisions(), *self.queues(), *elsewhere(self._shown, self._overlaps)]

    def _chosen(self) -> AnyQueue | None:
        wanted = self._queues.current_id()
        return next((one for one in self._every() if id_of(one) == wanted), None)

    def _say_next(self) -> None:
        chosen = self._chosen()
        self._next.set_text(act_words(chosen))
        empty = chosen is None or not chosen.count
        self._next.set_blocked("고른 줄에 사례가 없습니다" if empty else None)

    def _open_next(self) -> None:
        self._open_queue(self._queues.current_id())

    def _open_queue(self, _queue_id: str) -> None:
        chosen = self._chosen()
        if isinstance(chosen, DecisionQueue):
            self._open_decision(chosen)
        elif isinstance(chosen, PlaceQueue):
            self.place_wanted.emit(place_of(chosen, self._notice))
        elif chosen is not None and chosen.next_case is not None:
            self.case_wanted.emit(chosen.next_case.id, chosen.query)

    def _open_decision(self, queue: DecisionQueue) -> None:
        if queue.first is None:
            return
        if queue.state is ProposalState.WAITING:
            self.place_wanted.emit(APPROVAL)
            return
        nothing: CaseQuery | None = None
        self.case_wanted.emit(queue.first.proposal.case_id, nothing)

    def _open_recent(self, case_id: str) -> None:
        at = self._recent.rows_model.row_of(case_id)
        line = self._recent.rows_model.row_at(at).get("data")
        nothing: CaseQuery | None = None
        self.case_wanted.emit(getattr(line, "id", None), nothing)
