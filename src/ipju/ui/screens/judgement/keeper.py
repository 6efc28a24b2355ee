"""`DetailKeeper`: keeps what stands under each finding of a list, without disturbing typing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ipju.ui.case_session import CaseSession
from ipju.ui.screens.judgement.detail import Below, FindingDetail
from ipju.ui.widgets.finding_list import FindingList
from ipju.ui.widgets.review_question import ReviewQuestion
from ipju.ui.widgets.table_model import Row

_BELOW = 56  # with the reason its 서명하고 답하기 shall be seen


class DetailKeeper(QObject):
    """The details of one finding list. `answered(asked, choice, reason)`, `target_pressed`."""

    answered = Signal(object, str, str)
    target_pressed = Signal(object)

    def __init__(self, findings: FindingList, session: CaseSession) -> None:
        super().__init__(findings)
        self._list = findings
        self._session = session
        self._details: dict[str, FindingDetail] = {}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def show(self, rows: list[Row], belows: Mapping[str, Below], *, flash: bool) -> None:
        """Show the rows with what is below them; focus and scroll stay where they are."""
        scroll = self._list.verticalScrollBar()
        at = scroll.value()
        shown = {row.get("id", "") for row in rows}
        for gone in [rule for rule in self._details if rule not in shown]:
            del self._details[gone]
        self._list.set_findings(rows, flash=flash)
        for rule, below in belows.items():
            self._show_one(rule, below)
        scroll.setValue(at)

    def detail(self, rule: str) -> FindingDetail | None:
        """What stands under the finding of a rule."""
        return self._details.get(rule)

    def open_question(self, rule: str) -> ReviewQuestion | None:
        """The first question under the finding that waits for an answer."""
        detail = self._details.get(rule)
        return None if detail is None else detail.first_open()

    def reveal(self, rule: str) -> None:
        """Scroll so that the finding and what is below it can be seen."""
        at = self._list.rows_model.row_of(rule)
        if at >= 0:
            if rule in self._details:
                self._list.scrollTo(self._list.rows_model.index(at + 1, 0))
            self._list.scrollTo(self._list.rows_model.index(at, 0))

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Scroll so that the part of a question which has the keys can be seen."""
        if now is None or not any(one.isAncestorOf(now) for one in self._details.values()):
            return
        viewport = self._list.viewport()
        top = now.mapTo(viewport, QPoint(0, 0)).y()
        bottom = top + now.height() + _BELOW
        bar = self._list.verticalScrollBar()
        if top < 0:
            bar.setValue(bar.value() + top)
        elif bottom > viewport.height():
            bar.setValue(bar.value() + min(bottom - viewport.height(), top))

    def _show_one(self, rule: str, below: Below) -> None:
        detail = self._details.get(rule)
        if not below:
            if detail is not None:
                del self._details[rule]
                self._list.close_question(rule)
            return
        if detail is not None:
            detail.show_below(below)
            return
        made = FindingDetail(self._session.office.actor.name, self._session.notice)
        made.show_below(below)
        if self._list.open_question(rule, made):
            made.answered.connect(self.answered)
            made.target_pressed.connect(self.target_pressed)
            made.resized.connect(self._list.size_widget_rows)
            self._details[rule] = made
