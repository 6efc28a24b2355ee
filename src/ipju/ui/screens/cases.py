"""심사: every case of the office as a list, searched, filtered, sorted and paged in SQL."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ipju.domain.case import Stage
from ipju.domain.finding import WORST_FIRST, Outcome
from ipju.domain.listing import CaseLine, CasePage, CaseQuery, SortBy
from ipju.domain.notice import Notice
from ipju.services.browse import page
from ipju.services.office import Changes, Office
from ipju.ui.jobs import Jobs
from ipju.ui.screens.case_rows import (
    ALL,
    COLUMNS,
    NOTICE,
    filter_field,
    hidden_columns,
    notice_width,
    row_of,
    supplies_of,
)
from ipju.ui.screens.outcomes.again import ExaminePanel
from ipju.ui.screens.outcomes.pane import OutcomesPane
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.feedback import EmptyState, KeyHints
from ipju.ui.widgets.search_box import SearchBox
from ipju.ui.widgets.surface import Label, Pane, SectionHead, fill
from ipju.ui.widgets.table import make_table

_SORT_WIDTH: Final = 120
_TAKES_ALL: Final = 1000


class CasesScreen(Pane):
    """The list. `case_wanted(id, query)` opens a case; `changed(Changes)` after a batch."""

    case_wanted = Signal(object, object)
    new_case_wanted = Signal()
    fill_wanted = Signal()
    changed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self.setAccessibleName("심사")
        self._jobs = jobs
        self._office: Office | None = None
        self._query = CaseQuery()
        self._page = CasePage(lines=(), total=0)
        self._stale = True
        self._land = ""  # which row to take after the next page: first, last or none

        self._head = SectionHead("심사", "", px=19)
        self._again = Button("모두 다시 심사", icon_name="refresh")
        self._again.clicked.connect(self.examine_again)
        self._new = Act("새 사례", "primary", key="Ctrl+N", shortcut=False)
        self._new.triggered.connect(self.new_case_wanted)
        head = QHBoxLayout()
        self._table_act = Act("심사 결과표", key="Ctrl+R")
        self._table_act.triggered.connect(self.show_outcomes)
        fill(head, self._head, None, self._table_act, self._again, self._new, spacing=12)

        self._search = SearchBox("이 목록에서 찾기", key="Ctrl+F")
        self._search.setAccessibleName("이 목록에서 찾기")
        self._search.text_settled.connect(lambda text: self._ask(text=text))
        self._search.submitted.connect(lambda _text: self.take_keys())
        self._search.stepped.connect(lambda _step: self.take_keys())
        self._search.closed.connect(self.take_keys)
        self._notices: list[Notice] = []
        self._supply = filter_field("공급유형", [])
        self._stage = filter_field("단계", [(one, one.label) for one in Stage])
        self._outcome = filter_field(
            "판정", [(one, one.label) for one in WORST_FIRST if one is not Outcome.NA]
        )
        self._officer = filter_field("담당", [])
        self._sort = ComboField("정렬", [(one, one.label) for one in SortBy])
        self._sort.set_value(SortBy.NUMBER)
        self._sort.setMinimumWidth(_SORT_WIDTH)
        self._direction = Button("오름차순")
        self._direction.setAccessibleName("정렬 방향")
        self._direction.setMinimumWidth(88)
        self._direction.clicked.connect(lambda: self._ask(descending=not self._query.descending))
        self._supply.committed.connect(lambda value: self._ask(supply=value))
        self._stage.committed.connect(lambda value: self._ask(stage=value))
        self._outcome.committed.connect(lambda value: self._ask(outcome=value))
        self._officer.committed.connect(lambda value: self._ask(officer=value))
        self._sort.committed.connect(lambda value: self._ask(sort=value))
        filters = QHBoxLayout()
        filters.setSpacing(10)
        filters.addWidget(self._search, 30, Qt.AlignmentFlag.AlignBottom)
        for part, share in (
            (self._supply, 18),
            (self._stage, 13),
            (self._outcome, 14),
            (self._officer, 13),
            (self._sort, 14),
        ):
            filters.addWidget(part, share)
        filters.addWidget(self._direction, 0, Qt.AlignmentFlag.AlignBottom)

        self._progress = ExaminePanel(jobs)
        self._progress.changed.connect(self.changed)
        self._progress.busy.connect(self._on_busy)

        self._table = make_table(COLUMNS, name="사례 목록")
        self._table.opened.connect(self._open)
        self._table.installEventFilter(self)
        across = self._table.horizontalHeader()
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        across.sectionClicked.connect(self._on_head)
        self._empty = EmptyState("", "", "거르기 지우기", "연습 자료 채우기")
        self._empty.first_pressed.connect(self._on_empty_first)
        self._empty.second_pressed.connect(self.fill_wanted)
        self._empty.hide()

        self._count = Label("")
        self._before = Button("앞 쪽", "quiet")
        self._before.clicked.connect(lambda: self.turn(-1))
        self._after = Button("다음 쪽", "quiet")
        self._after.clicked.connect(lambda: self.turn(1))
        foot = QHBoxLayout()
        hints = KeyHints(("Enter", "열기"), ("PgDn", "다음 쪽"), ("Ctrl+F", "이 목록에서 찾기"))
        fill(foot, self._count, 8, self._before, self._after, None, hints)

        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(filters)
        column.addWidget(self._table, 1)
        column.addWidget(self._empty)
        column.addStretch(1)
        column.addLayout(foot)
        column.setStretchFactor(self._table, _TAKES_ALL)
        self.outcomes = OutcomesPane(jobs)
        self.outcomes.left.connect(self.show_list)
        self.outcomes.again_wanted.connect(self.examine_again)
        self.outcomes.case_wanted.connect(self.case_wanted)
        self.outcomes.changed.connect(self.changed)
        self._progress.busy.connect(self.outcomes.set_busy)
        self._steps = QStackedWidget()
        self._steps.addWidget(listing)
        self._steps.addWidget(self.outcomes)
        above, whole = QVBoxLayout(), QVBoxLayout(self)
        above.setContentsMargins(20, 8, 20, 0)
        above.addWidget(self._progress)
        fill(whole, spacing=0)
        whole.addLayout(above)
        whole.addWidget(self._steps, 1)

    def enter(self, office: Office) -> None:
        """Show the cases of this office."""
        self._office = office
        self.outcomes.enter(office)
        self._steps.setCurrentIndex(0)
        self._officer.set_items(
            [(office.actor.name, f"나 ({office.actor.name})"), ("", "담당 없음")], empty=ALL
        )
        self._officer.set_value(None)
        self._notices = [office.notices.get(one) for one in office.notices.ids()]
        self._follow_notice()
        self.refresh()

    def set_notice(self, notice_id: str | None) -> None:
        """Show one notice only, or all with None; the filters offer what it has."""
        self._query = replace(self._query, notice=notice_id)
        self.outcomes.set_notice(notice_id)
        self._follow_notice()
        self._ask(supply=self._supply.value())

    def _shown_notices(self) -> list[Notice]:
        return [one for one in self._notices if self._query.notice in (None, one.id)]

    def _follow_notice(self) -> None:
        """Offer the supply types and show the columns of the notices in the list."""
        offered = [(one, one.label) for one in supplies_of(self._shown_notices())]
        self._supply.set_items(offered, empty=ALL)
        self._show_columns()

    def note(self, changes: Changes) -> None:
        """Ask again when an act touched the list; later when the place is hidden."""
        self.outcomes.note(changes)
        if changes.lists or changes.cases:
            self._stale = True
            if self.isVisible():
                self.refresh()

    def refresh(self) -> None:
        """Ask the store again; the selected row and the scroll stay."""
        office, query = self._office, self._query
        if office is None:
            return
        self._stale = False
        self._jobs.run(
            lambda: page(office, query), self._show, label="목록", key="cases", owner=self
        )

    def filter_by(self, **changed: Any) -> None:
        """Change fields of the query, from its first page on, and show them in the filters."""
        self._ask(**changed)
        query = self._query
        self._supply.set_value(query.supply)
        self._stage.set_value(query.stage)
        self._outcome.set_value(query.outcome)
        self._officer.set_value(query.officer)
        self._sort.set_value(query.sort)

    def click_head(self, sort: SortBy) -> None:
        """Sort by a column as a click on its head does: once up, again down."""
        down = sort is self._query.sort and not self._query.descending
        self.filter_by(sort=sort, descending=down)

    def lines(self) -> tuple[CaseLine, ...]:
        """The lines of the page shown."""
        return self._page.lines

    def current_number(self) -> str:
        """접수번호 of the current row; empty when there is none."""
        wanted = self._table.current_id()
        return next((one.number for one in self._page.lines if str(one.id) == wanted), "")

    def count_words(self) -> str:
        """Which lines of how many are shown."""
        return self._count.text()

    def empty_words(self) -> str:
        """What an empty list says; empty when it has lines."""
        return "" if self._empty.isHidden() else self._empty.accessibleName()

    def report(self) -> str:
        """How judging all again stands or ended."""
        return self._progress.summary()

    def query(self) -> CaseQuery:
        """What the list shows now."""
        return self._query

    def turn(self, pages: int, land: str = "first") -> bool:
        """Go to another page; False at the ends."""
        offset = self._query.offset + pages * self._query.limit
        if offset < 0 or offset >= self._page.total:
            return False
        self._land = land
        self._query = replace(self._query, offset=offset)
        self.refresh()
        return True

    def take_keys(self) -> None:
        """Put the focus on the list, or on the table of outcomes while it is shown."""
        if self._steps.currentWidget() is self.outcomes:
            self.outcomes.take_keys()
            return
        first = self._empty.first
        wanted = first.button if first is not None and self.empty_words() else self._table
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def examine_again(self) -> None:
        """Judge every case again, with progress and a way to stop."""
        if self._office is not None:
            self._progress.begin(self._office)

    def _on_busy(self, busy: bool) -> None:
        """Let it not be begun twice; the keys go to the list, not on to 새 사례 beside it."""
        if busy and self._again.hasFocus():
            self.take_keys()
        self._again.setEnabled(not busy)

    def show_outcomes(self) -> None:
        """Show the table of outcomes by reason in place of the list."""
        self._steps.setCurrentWidget(self.outcomes)
        self.outcomes.take_keys()

    def show_list(self) -> None:
        """Go back to the list."""
        self._steps.setCurrentIndex(0)
        self.take_keys()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._table and isinstance(event, QKeyEvent) and self._turns(event):
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()

    def _show_columns(self) -> None:
        hidden = hidden_columns(self._shown_notices(), self.width())
        for at in range(len(COLUMNS)):
            self._table.setColumnHidden(at, at in hidden)
        self._table.setColumnWidth(NOTICE, notice_width(self.width()))

    def _turns(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        row, last = self._table.currentIndex().row(), len(self._page.lines) - 1
        if event.key() == Qt.Key.Key_PageDown and row == last:
            return self.turn(1, "first")
        if event.key() == Qt.Key.Key_PageUp and row == 0:
            return self.turn(-1, "last")
        return False

    def _ask(self, **changed: Any) -> None:
        self._query = replace(self._query, offset=0, **changed)
        self._table.scrollToTop()
        self.refresh()

    def _on_head(self, section: int) -> None:
        key = COLUMNS[section].key
        if not key:
            self._show_sort()
            return
        self.click_head(next(one for one in SortBy if one.value == key))

    def _show_sort(self) -> None:
        section = next(
            (at for at, one in enumerate(COLUMNS) if one.key == self._query.sort.value), -1
        )
        down = self._query.descending
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self._table.horizontalHeader().setSortIndicator(section, order)
        self._direction.setText("내림차순" if down else "오름차순")

    def _show(self, found: CasePage) -> None:
        if not found.lines and found.total and self._query.offset:
            self._ask()  # the page is gone: cases were removed meanwhile
            return
        self._page = found
        programmes = {one.id: one.programme for one in self._notices}
        self._table.set_rows([row_of(one, programmes) for one in found.lines])
        self._table.setVisible(bool(found.lines))
        first = self._query.offset + 1
        last = self._query.offset + len(found.lines)
        words = f"{first:,}–{last:,} / {found.total:,}건" if found.lines else "0건"
        self._count.setText(words)
        self._head.set_note(f"{found.total:,}건")
        self._before.setEnabled(self._query.offset > 0)
        self._after.setEnabled(last < found.total)
        self._show_sort()
        self._show_empty(not found.lines)
        if self._land and found.lines:
            at = 0 if self._land == "first" else len(found.lines) - 1
            self._table.select_id(str(found.lines[at].id))
        elif found.lines and not self._table.current_id():
            self._table.select_id(str(found.lines[0].id))
        self._land = ""

    def _is_filtered(self) -> bool:
        query = self._query
        chosen = (query.supply, query.stage, query.outcome, query.officer)
        return bool(query.text.strip()) or any(one is not None for one in chosen)

    def _show_empty(self, empty: bool) -> None:
        filtered = self._is_filtered()
        if filtered:
            said = "찾은 사례가 없습니다.", "적은 말이나 거르기를 바꾸면 더 나옵니다."
        else:
            said = (
                "아직 사례가 없습니다.",
                (
                    "인터넷으로 받은 신청은 접수 Alt+9에서 엑셀로 받고, 창구에서 받은 신청은 "
                    "새 사례로 적습니다."
                ),
            )
        self._empty.say(*said)
        self._empty.setAccessibleName(said[0])
        if self._empty.first is not None:
            self._empty.first.set_text("거르기 지우기" if filtered else "새 사례")
        if self._empty.second is not None:
            practice = self._office is not None and self._office.practice
            self._empty.second.setVisible(not filtered and practice)
        self._empty.setVisible(empty)

    def _on_empty_first(self) -> None:
        if self._is_filtered():
            self._search.clear_quietly()
            self.filter_by(text="", supply=None, stage=None, outcome=None, officer=None)
        else:
            self.new_case_wanted.emit()

    def _open(self, case_id: str) -> None:
        line = next((one for one in self._page.lines if str(one.id) == case_id), None)
        if line is not None:
            self.case_wanted.emit(line.id, self._query)
