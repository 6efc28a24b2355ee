"""월별 점검: each month of the ledger, reviewed, signed once, printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.dates import add_months
from ipju.domain.trail import TrailQuery
from ipju.services.monthly import MonthReview
from ipju.services.office import Changes, Office
from ipju.services.review import Signed, month_review, month_sheet, search_trail, sign_month
from ipju.ui.dialogs.service import ReasonDialog
from ipju.ui.jobs import Jobs
from ipju.ui.screens.privacy.trail_words import day_bounds, day_of, month_words
from ipju.ui.screens.sectioned import Page
from ipju.ui.screens.sheet import SheetView
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.feedback import EmptyState, KeyHints
from ipju.ui.widgets.surface import Label, SectionHead, fill
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Cell, Column, Row

_LIST_WIDTH: Final = 252
_MOST_SIGNED: Final = 1000


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month of the ledger, as the list shows it. `rows` is not counted once it is signed."""

    month: date
    signed_on: date | None
    signed_by: str
    ended: bool
    rows: int


@dataclass(frozen=True, slots=True)
class Looked:
    """A month as it is looked at: what it comes to, and its sheet."""

    review: MonthReview
    sheet: bytes


def month_lines(office: Office) -> tuple[MonthLine, ...]:
    """Return the months from the first row of the ledger on, newest first."""
    oldest = search_trail(office, TrailQuery(newest_first=False, limit=1)).page.rows
    if not oldest:
        return ()
    signings = search_trail(office, TrailQuery(actions=("sign-month",), limit=_MOST_SIGNED))
    signed = {str(one.detail.get("month")): one for one in signings.page.rows}
    now = day_of(office.clock.now()).replace(day=1)
    month, lines = day_of(oldest[0].at).replace(day=1), list[MonthLine]()
    while month <= now:
        following = add_months(month, 1)
        row = signed.get(f"{month:%Y-%m}")
        rows = 0
        if row is None:
            since, _ = day_bounds(month, None)
            until, _ = day_bounds(following, None)
            rows = search_trail(office, TrailQuery(since=since, until=until, limit=1)).page.total
        name = signings.names.get(row.actor, "") if row else ""
        lines.append(MonthLine(month, day_of(row.at) if row else None, name, month < now, rows))
        month = following
    return tuple(reversed(lines))


def row_of(line: MonthLine) -> Row:
    """A month in the list: signed, to be signed, not ended, or nothing in it."""
    state: Cell
    if line.signed_on is not None:
        state = {"t": "서명함", "mark": "pas", "sub": f"{line.signed_on} {line.signed_by}"}
    elif not line.ended:
        state = {"t": "아직 끝나지 않음", "mark": "na", "sub": f"{line.rows:,}줄"}
    elif line.rows:
        state = {"t": "서명 전", "mark": "rev", "sub": f"{line.rows:,}줄"}
    else:
        state = {"t": "적힌 것 없음", "mark": "na", "sub": "서명할 것이 없음"}
    return {
        "id": f"{line.month:%Y-%m}",
        "cells": ({"t": month_words(line.month), "keep": True}, state),
        "lines": 2,
    }


class MonthsPage(Page):
    """The months at the left, the review of the chosen one beside them as it is printed.

    `unusual_wanted(date)`: what stands out in a month.
    """

    unusual_wanted = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "월별 점검", parent)
        self._lines: tuple[MonthLine, ...] = ()
        self._looked: Looked | None = None
        self.sign_act = Act("서명하기", "primary", key="Ctrl+Enter")
        self.sign_act.triggered.connect(self.sign)
        self.table = make_table((Column("달", 92), Column("상태")), name="달 목록")
        self.table.setFixedWidth(_LIST_WIDTH)
        self.table.row_changed.connect(lambda _id: self._look())
        self.table.opened.connect(lambda _id: self.sign_act.setFocus())
        self.title = Label("", role="strong")
        self.summary = Label("", tone="ink2", elide=True)
        self.unusual_button = Button("눈에 띄는 것 보기", "quiet")
        self.unusual_button.clicked.connect(self._show_unusual)
        self.sheet = SheetView(jobs)
        self.empty = EmptyState(
            "아직 점검할 달이 없습니다.", "장부에 첫 줄이 적힌 달부터 한 달씩 점검하고 서명합니다."
        )
        self.empty.hide()
        head, about = QHBoxLayout(), QHBoxLayout()
        self.head = SectionHead("월별 점검", "", px=19)
        fill(head, self.head, None, self.sign_act)
        fill(about, self.title, self.summary, None, self.unusual_button)
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        fill(left, self.table, KeyHints(("↑ ↓", "달 고르기")), spacing=8)
        left.setStretchFactor(self.table, 1)
        right.setSpacing(6)
        right.addLayout(about)
        right.addWidget(self.sheet, 1)
        row.setSpacing(16)
        row.addLayout(left)
        row.addLayout(right, 1)
        self._whole = QWidget()
        self._whole.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self._whole, 1)
        column.addWidget(self.empty)

    def concerned(self, changes: Changes) -> bool:
        return changes.trail

    def take_keys(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        office = self.office
        if office is not None:
            self.jobs.run(
                lambda: month_lines(office),
                self._show,
                self.refuse,
                label="월별 점검",
                key="months",
                owner=self,
            )

    def month(self) -> date | None:
        """The month looked at."""
        wanted = self.table.current_id()
        return next((one.month for one in self._lines if f"{one.month:%Y-%m}" == wanted), None)

    def looked(self) -> Looked | None:
        """What is shown of the month."""
        return self._looked

    def sign(self) -> None:
        """Ask whether the month is to be signed; it is said what that means."""
        office, looked = self.office, self._looked
        if office is None or looked is None or looked.review.obstacle:
            return
        month = looked.review.month
        dialog = ReasonDialog(
            f"{month_words(month)} 점검에 서명합니다",
            f"장부 {looked.review.rows:,}줄과 눈에 띄는 것 {len(looked.review.unusual):,}가지를 "
            "살폈다는 뜻입니다. 서명은 바꿀 수 없고, 인쇄해 두면 장부가 잘리지 않았음을 밝힙니다.",
            "서명하기",
            self.jobs,
            lambda _why: sign_month(office, month),
            needed=None,
            parent=self,
        )
        dialog.settled.connect(self._on_signed)
        dialog.open()

    def _show(self, lines: tuple[MonthLine, ...]) -> None:
        self._lines = lines
        waiting = sum(one.ended and one.signed_on is None and one.rows > 0 for one in lines)
        self.head.set_note(f"서명할 달 {waiting}" if waiting else "")
        self.table.set_rows([row_of(one) for one in lines])
        self._whole.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.sign_act.setVisible(bool(lines))
        if lines and self.month() is None:
            # The oldest that waits comes first: months are signed in order.
            unsigned = [one for one in lines if one.ended and one.signed_on is None and one.rows]
            first = (unsigned or list(lines[:1]))[-1]
            self.table.select_id(f"{first.month:%Y-%m}", tell=False)
        self._look()

    def _look(self) -> None:
        office, month = self.office, self.month()
        if office is None or month is None:
            return
        self.title.setText(month_words(month))
        self.sign_act.set_blocked("읽는 중")
        self.jobs.run(
            lambda: Looked(month_review(office, month), month_sheet(office, month)),
            self._show_month,
            self._on_unread,
            label="월별 점검표",
            key="month",
            owner=self,
        )

    def _show_month(self, looked: Looked) -> None:
        self._looked = looked
        review = looked.review
        counted = (
            (f"{review.rows:,}줄", True),
            (f"눈에 띄는 것 {len(review.unusual):,}", True),
            (f"거절 {len(review.refused):,}", bool(review.refused)),
            (f"역할 {len(review.roles):,}", bool(review.roles)),
            (f"파기 {len(review.destructions):,}", bool(review.destructions)),
        )
        self.summary.setText(" · ".join(words for words, said in counted if said))
        self.unusual_button.setVisible(bool(review.unusual))
        self.sign_act.set_blocked(_blocked(review))
        self.sheet.show_pdf(looked.sheet, f"월별 점검표 {review.month:%Y-%m}")
        if review.previous is not None and not review.previous.holds:
            before = month_words(review.previous.month)
            self.say("fail", f"{before}에 서명한 자리가 장부와 맞지 않습니다. 백업과 대조하세요.")

    def _on_unread(self, error: Exception) -> None:
        self._looked = None
        self.summary.setText("")
        self.unusual_button.hide()
        self.sheet.clear()
        self.sign_act.set_blocked("점검표를 읽지 못함")
        self.refuse(error)

    def _on_signed(self, signed: Signed) -> None:
        self.say("pas", f"{month_words(signed.month.month)} 점검에 서명했습니다. 인쇄해 두세요.")
        self.changed.emit(signed.changes)

    def _show_unusual(self) -> None:
        month = self.month()
        if month is not None:
            self.unusual_wanted.emit(month)


def _blocked(review: MonthReview) -> str | None:
    """Why it can't be signed now, in the few words that fit beside the act."""
    if review.signed is not None:
        return "서명했습니다" if review.signed.whole else "서명한 기록에 고친 흔적이 있습니다"
    return review.obstacle or None
