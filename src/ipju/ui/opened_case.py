"""The case that is open (열린 사례): its two pages in the window, and the queue it came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ipju.domain.case import Case
from ipju.domain.finding import Target
from ipju.domain.listing import CaseLine, CaseQuery
from ipju.services.browse import next_in_queue
from ipju.services.office import Changes, Office
from ipju.ui.focus import activate_again, focus_within
from ipju.ui.jobs import Jobs
from ipju.ui.places import CASES, HOME
from ipju.ui.rooms import explain

if TYPE_CHECKING:
    from ipju.ui.case_session import CaseSession
    from ipju.ui.screens.counter.screen import CounterScreen


class OpenedCase(QObject):
    """Opens one case at a time in `pages`.

    `page_shown(place)` when one of its pages came to the front; `come_and_gone` when a case was
    opened or put away; `shown(id)` for a case newly read; `left` when it was closed, `ended` when
    its queue holds no more; `changes` and `problem(sentence)` as they happen.
    """

    page_shown = Signal(str)
    come_and_gone = Signal()
    shown = Signal(object)
    left = Signal()
    ended = Signal()
    changes = Signal(object)
    problem = Signal(str)

    def __init__(self, jobs: Jobs, pages: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._pages = jobs, pages
        self._office: Office | None = None
        self._session: CaseSession | None = None
        self._case_page: QWidget | None = None
        self._title_page: QWidget | None = None
        self._steps_page: CounterScreen | None = None
        self._to_steps: UUID | None = None
        self._focus_target: Callable[[Target], bool] | None = None
        self._queue: CaseQuery | None = None
        self._opening: UUID | None = None

    def enter(self, office: Office | None) -> None:
        """Work in another office, or in none."""
        self.drop()
        self._office = office

    def session(self) -> CaseSession | None:
        """The open case, if one is open."""
        return self._session

    def open(self, case_id: UUID, query: CaseQuery | None = None) -> None:
        """Open a case; with a query, finishing it brings the one after."""
        office = self._office
        if office is None:
            return
        self._queue = query
        if self._session is not None and self._session.case.id == case_id:
            self.show_case()
            return
        if self.refuses_to_leave():
            return
        from ipju.services.open_case import view_case

        self._opening = case_id
        self._jobs.run(
            lambda: view_case(office, case_id),
            self._on_read,
            self._on_not_read,
            label="사례 열기",
            key="open-case",
            owner=self,
        )

    def open_steps(self, case_id: UUID) -> None:
        """Open a case that was just made at the counter, at the steps of its application."""
        self._to_steps = case_id
        self.open(case_id)

    def show_steps(self) -> None:
        """Show the steps of the application (신청 단계) of the open case."""
        session = self._session
        if session is None or session.case.renewal is not None:
            return
        commit_typed(self._pages)
        if self._steps_page is None:
            from ipju.ui.screens.counter.screen import CounterScreen

            page = CounterScreen(session, self._jobs)
            page.closed.connect(self.show_case)
            page.case_wanted.connect(self.open)
            self._steps_page = page
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(self._steps_page)
        self.page_shown.emit(CASES)
        # A dialog has just closed: the keys wait for the window at the input they belong to.
        activate_again(self._steps_page)
        self._steps_page.take_keys()

    def show_case(self) -> None:
        """Bring the case to the front."""
        if self._case_page is None:
            return
        self._pages.setCurrentWidget(self._case_page)
        self.page_shown.emit(CASES)
        focus_within(self._case_page)

    def show_title(self) -> None:
        """Show 권리분석 of the open case."""
        if self._session is None or self._session.notice.title_review is None:
            return
        commit_typed(self._pages)
        if self._title_page is None:
            from ipju.ui.screens.title.screen import TitleScreen

            page = TitleScreen(self._session)
            page.closed.connect(self.show_case)
            page.target_requested.connect(self._show_target)
            self._title_page = page
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(self._title_page)
        self.page_shown.emit(HOME)
        focus_within(self._title_page)

    def refuses_to_leave(self) -> bool:
        """Say that the open case has edits the store refused; leaving would lose them."""
        commit_typed(self._pages)
        session = self._session
        if session is None or not session.has_unsaved:
            return False
        self.show_case()
        self.problem.emit("이 사례에 저장하지 못한 것이 있습니다. 먼저 다시 저장하십시오.")
        return True

    def drop(self) -> None:
        """Put the open case away; what is on its way to the store still arrives there."""
        self._opening = None
        for page in (self._steps_page, self._title_page, self._case_page):
            if page is not None:
                self._pages.removeWidget(page)
                page.deleteLater()
        if self._session is not None:
            # Saves still on their way belong to it: it goes when they have come back.
            self._session.setParent(None)
        self._session = self._case_page = self._title_page = self._focus_target = None
        self._steps_page = None
        self.come_and_gone.emit()

    def _on_read(self, case: Case) -> None:
        office = self._office
        if office is None or case.id != self._opening:
            return
        from ipju.ui.case_session import CaseSession
        from ipju.ui.screens.case.screen import CaseScreen

        self.drop()
        session = CaseSession(office, self._jobs, case, parent=self)
        session.changes.connect(self.changes)
        page = CaseScreen(session, self._jobs)
        page.closed.connect(self.left)
        page.title_requested.connect(self.show_title)
        page.steps_requested.connect(self.show_steps)
        page.next_requested.connect(self._open_next)
        self._session, self._case_page = session, page
        self._focus_target = page.focus_target
        self._pages.addWidget(page)
        self.come_and_gone.emit()
        self.changes.emit(Changes(queues=True))  # it is now the case viewed last
        self.show_case()
        if self._to_steps == case.id:
            self.show_steps()
        self._to_steps = None
        self.shown.emit(case.id)

    def _on_not_read(self, error: Exception) -> None:
        self._opening = None
        self.problem.emit(f"사례를 열지 못했습니다. {explain(error)}")

    def _show_target(self, target: Target) -> None:
        self.show_case()
        if self._focus_target is not None:
            self._focus_target(target)

    def _open_next(self) -> None:
        office, session = self._office, self._session
        if office is None or session is None:
            return
        query, after = self._queue or CaseQuery(), session.case.id
        commit_typed(self._pages)
        self._jobs.run(
            lambda: next_in_queue(office, query, after),
            lambda line: self._on_next(line, after, query),
            label="다음 사례",
            key="next-case",
            owner=self,
        )

    def _on_next(self, line: CaseLine | None, after: UUID, query: CaseQuery) -> None:
        if line is None or line.id == after:
            self.ended.emit()
        else:
            self.open(line.id, query)


def commit_typed(inside: QWidget) -> None:
    """Leave the field being typed, so that it is saved before something else is shown."""
    focused = inside.window().focusWidget()
    if focused is not None:
        focused.clearFocus()
