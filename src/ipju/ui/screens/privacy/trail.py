"""장부: every act and every view, searched and paged in SQL, the newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.trail import TrailQuery
from ipju.services.office import Changes
from ipju.services.review import TrailFound, search_trail
from ipju.ui.jobs import Jobs
from ipju.ui.screens.privacy.trail_words import (
    COLUMNS,
    GROUPS,
    day_bounds,
    day_of,
    detail_words,
    row_of,
)
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.feedback import EmptyState, KeyHints
from ipju.ui.widgets.grid import FieldGrid
from ipju.ui.widgets.search_box import SearchBox
from ipju.ui.widgets.surface import Label, Pane, SectionHead, fill
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.typed_fields import DateField, TextField

_SEARCH_WIDTH = 260
_ALL = "모두"
_TAKES_ALL = 1000  # a table grows to its rows before anything below it


class TrailPage(Page):
    """Search at the top, one page of rows, and beneath what else the current row holds."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "장부", parent)
        self._query = TrailQuery()
        self._found: TrailFound | None = None
        self._land = ""
        self.head = SectionHead("장부", "", px=19)
        self.search = SearchBox("사유에서 찾기", key="Ctrl+F")
        self.search.setAccessibleName("사유에서 찾기")
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.search.text_settled.connect(lambda text: self.ask(text=text.strip()))
        self.search.submitted.connect(lambda _text: self.take_keys())
        self.search.stepped.connect(lambda _step: self.take_keys())
        self.search.closed.connect(self.take_keys)
        self.clear_button = Button("거르기 지우기", "quiet")
        self.clear_button.clicked.connect(self.clear)
        self.who = ComboField("누구", [], empty=_ALL)
        self.what = ComboField("한 일", [(key, key) for key in GROUPS], empty=_ALL)
        self.number = TextField("접수번호", max_length=30)
        self.since = DateField("부터")
        self.until = DateField("까지")
        self.who.committed.connect(lambda value: self.ask(actor=value or ""))
        self.what.committed.connect(lambda value: self.ask(actions=_actions(value)))
        self.number.committed.connect(lambda value: self.ask(case_number=value or ""))
        self.since.committed.connect(self._on_days)
        self.until.committed.connect(self._on_days)
        filters = FieldGrid()
        for field, span, least in (
            (self.who, 2, 100),
            (self.what, 2, 100),
            (self.number, 2, 100),
            (self.since, 3, 126),
            (self.until, 3, 126),
        ):
            filters.add(field, span, least=least)
        self.table = make_table(COLUMNS, name="장부의 줄")
        self.table.installEventFilter(self)
        self.table.row_changed.connect(lambda _id: self._show_detail())
        self.empty = EmptyState("", "", "거르기 지우기")
        self.empty.first_pressed.connect(self.clear)
        self.empty.hide()
        self.detail = Pane("panel", boxed=True)
        self.detail_line = Label("", tone="ink2", wrap=True)
        self.detail_why = Label("", wrap=True)
        inside = QVBoxLayout(self.detail)
        fill(inside, self.detail_why, self.detail_line, margins=10, spacing=2)
        self.count = Label("")
        self.before = Button("앞 쪽", "quiet")
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after = Button("다음 쪽", "quiet")
        self.after.clicked.connect(lambda: self.turn(1))
        head, foot = QHBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.clear_button, self.search)
        hints = KeyHints(("PgDn", "다음 쪽"), ("Ctrl+F", "찾기"))
        fill(foot, self.count, 8, self.before, self.after, None, hints)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(filters)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty)
        column.addWidget(self.detail)
        column.addStretch(1)
        column.addLayout(foot)
        column.setStretchFactor(self.table, _TAKES_ALL)

    def concerned(self, changes: Changes) -> bool:
        return changes.trail

    def take_keys(self) -> None:
        part = self.search if self._found is not None and not self._found.page.rows else self.table
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        office, query = self.office, self._query
        if office is not None:
            self.jobs.run(
                lambda: search_trail(office, query),
                self._show,
                self.refuse,
                label="장부",
                key="trail",
                owner=self,
            )

    def query(self) -> TrailQuery:
        """What is looked for."""
        return self._query

    def ask(self, **changed: Any) -> None:
        """Change fields of the search and show its first page."""
        self._query = replace(self._query, offset=0, **changed)
        self.table.scrollToTop()
        self._land = "first"
        self.refresh()

    def show_query(self, query: TrailQuery) -> None:
        """Search for something from elsewhere, and show it in the fields."""
        self.search.clear_quietly()
        self.who.set_value(query.actor or None)
        self.what.set_value(None)
        self.number.set_value(query.case_number or None)
        self.since.set_value(day_of(query.since) if query.since else None)
        self.until.set_value(_last_day(query))
        self._query = query
        self._land = "first"
        self.refresh()

    def clear(self) -> None:
        """Look for nothing in particular."""
        self.show_query(TrailQuery())
        self.take_keys()

    def turn(self, pages: int, land: str = "first") -> bool:
        """Go to another page; False at the ends."""
        total = self._found.page.total if self._found else 0
        offset = self._query.offset + pages * self._query.limit
        if offset < 0 or offset >= total:
            return False
        self._land = land
        self._query = replace(self._query, offset=offset)
        self.refresh()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and isinstance(event, QKeyEvent) and self._turns(event):
            return True
        return super().eventFilter(watched, event)

    def _turns(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        row, last = self.table.currentIndex().row(), self.table.rows_model.rowCount() - 1
        if event.key() == Qt.Key.Key_PageDown and row == last:
            return self.turn(1, "first")
        if event.key() == Qt.Key.Key_PageUp and row == 0:
            return self.turn(-1, "last")
        return False

    def _on_days(self, _value: object) -> None:
        since, until = self.since.value(), self.until.value()
        if since and until and until < since:
            self.until.set_error("부터보다 앞선 날입니다.")
            return
        self.until.set_error(None)
        begins, ends = day_bounds(since, until)
        self.ask(since=begins, until=ends)

    def _show(self, found: TrailFound) -> None:
        self._found = found
        rows, names = found.page.rows, found.names
        people = sorted(names.items(), key=lambda one: one[1])
        self.who.set_items([(key, name) for key, name in people], empty=_ALL)
        self.who.set_value(self._query.actor or None)
        self.table.set_rows([row_of(one, names, found.words) for one in rows])
        had_keys = self.table.hasFocus()
        self.table.setVisible(bool(rows))
        self.detail.setVisible(bool(rows))
        first, last = self._query.offset + 1, self._query.offset + len(rows)
        total = found.page.total
        self.count.setText(f"{first:,}–{last:,} / {total:,}줄" if rows else "0줄")
        self.head.set_note(f"{total:,}줄, 새것부터")
        self.before.setEnabled(self._query.offset > 0)
        self.after.setEnabled(last < total)
        filtered = replace(self._query, offset=0) != TrailQuery()
        self.clear_button.setVisible(filtered)
        words = (
            ("찾은 줄이 없습니다.", "사람이나 기간을 넓히면 더 나옵니다.")
            if filtered
            else ("장부가 비어 있습니다.", "사례를 보거나 고치면 한 줄씩 적힙니다.")
        )
        self.empty.say(*words)
        self.empty.setAccessibleName(words[0])
        if self.empty.first is not None:
            self.empty.first.setVisible(filtered)
        self.empty.setVisible(not rows)
        if had_keys and not rows:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        if rows and (self._land or not self.table.current_id()):
            at = -1 if self._land == "last" else 0
            self.table.select_id(str(rows[at].seq))
        self._land = ""
        self._show_detail()

    def _show_detail(self) -> None:
        found, wanted = self._found, self.table.current_id()
        row = (
            next((one for one in found.page.rows if str(one.seq) == wanted), None)
            if found
            else None
        )
        if found is None or row is None:
            self.detail_line.setText("")
            self.detail_why.hide()
            return
        self.detail_line.setText(detail_words(row, found.names))
        self.detail_why.setText(f"사유: {row.why}")
        self.detail_why.setVisible(bool(row.why))


def _actions(group: object) -> tuple[str, ...]:
    return GROUPS.get(str(group), ()) if group else ()


def _last_day(query: TrailQuery) -> date | None:
    """The last whole day of a search: `until` itself is no longer looked at."""
    return day_of(query.until - timedelta(seconds=1)) if query.until else None
