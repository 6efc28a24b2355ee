"""The window: rail, top bar and the places; opens cases and carries what changed to each place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ipju.domain.case import Case
from ipju.domain.finding import Target
from ipju.domain.listing import CaseLine, CaseQuery
from ipju.services.browse import next_in_queue
from ipju.services.office import Changes, Office
from ipju.services.open_case import view_case
from ipju.services.record import Recorded
from ipju.ui.case_session import CaseSession
from ipju.ui.focus import focus_within
from ipju.ui.jobs import Jobs
from ipju.ui.places import CASES, HOME, HOME_ITEM, TODAY, Screens
from ipju.ui.remembered import Remembered
from ipju.ui.rooms import explain
from ipju.ui.screens.cases import CasesScreen
from ipju.ui.screens.start import StartScreen
from ipju.ui.screens.today import TodayScreen
from ipju.ui.search_results import SearchResults
from ipju.ui.top_bar import TopBar
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.rail import Rail


class MainWindow(QMainWindow):
    """The desk. `entered`: an office is open; `case_shown(id)`; `left` when it closes."""

    entered = Signal()
    case_shown = Signal(object)
    fill_wanted = Signal()
    look_chosen = Signal(str)
    other_office_wanted = Signal()
    left = Signal()

    def __init__(self, jobs: Jobs, remembered: Remembered | None = None) -> None:
        super().__init__()
        known = remembered or Remembered()
        self.setWindowTitle("입주심사")
        self.setMinimumSize(960, 540)
        self.resize(known.width, known.height)
        self._jobs = jobs
        self._office: Office | None = None
        self._notices: list[tuple[str, str]] = []
        self._notice: str | None = None
        self._session: CaseSession | None = None
        self._case_page: QWidget | None = None
        self._title_page: QWidget | None = None
        self._focus_target: Callable[[Target], bool] | None = None
        self._queue: CaseQuery | None = None
        self._came_from = TODAY
        self._opening: UUID | None = None
        self._screens = Screens()
        self._leaving = False
        self._told_unsaved = False

        self.rail = Rail(())
        self.rail.chosen.connect(self.go)
        self.bar = TopBar(known.look)
        self.bar.notice_chosen.connect(self._set_notice)
        self.bar.look_chosen.connect(self.look_chosen)
        self.bar.keys_wanted.connect(self.show_keys)
        self.bar.quit_wanted.connect(self.close)
        self.bar.other_office_wanted.connect(self._leave_office)
        self.banner = Banner("fail", "", "닫기")
        self.banner.acted.connect(self.banner.hide)
        self.banner.hide()
        self.pages = QStackedWidget()
        self.start = StartScreen()
        self.today = TodayScreen(jobs)
        self.cases = CasesScreen(jobs)
        for page in (self.today, self.cases, self.start):
            self.pages.addWidget(page)
        for place in (self.today, self.cases):
            place.case_wanted.connect(self.open_case)
            place.new_case_wanted.connect(self.new_case)
            place.fill_wanted.connect(self.fill_wanted)
        self.today.queues_counted.connect(lambda count: self.rail.set_badge(CASES, count))
        self.cases.changed.connect(self.note)
        jobs.failed.connect(self._on_failed)

        middle = QWidget()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for part in (self.bar, self.banner):
            right.addWidget(part)
        right.addWidget(self.pages, 1)
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(middle)
        self.results = SearchResults(self.bar.search, jobs, middle)
        self.results.chosen.connect(lambda line: self.open_case(line.id))
        self.bar.search.closed.connect(self._focus_page)
        self._bind("F1", self.show_keys)
        self._bind("Ctrl+N", self.new_case)
        self._bind("Ctrl+Q", self.close)

    def enter(self, office: Office) -> None:
        """Begin to work in this office."""
        self._office = office
        self._notices = [(one, office.notices.get(one).short_title) for one in office.notices.ids()]
        self.bar.enter(office, self._notices)
        self.bar.set_blank(False)
        self.results.enter(office)
        self.setWindowTitle("입주심사 (연습)" if office.practice else "입주심사")
        for screen in self._screens.begin(office, {TODAY: self.today, CASES: self.cases}):
            self.pages.removeWidget(screen)
            screen.deleteLater()
        self._set_rail()
        self.bar.search.setEnabled(self._screens.may_go(TODAY))
        if self._screens.places:
            self.go(self._screens.places[0].item.key)
        self.entered.emit()

    def _leave_office(self) -> None:
        """Put the open case away and ask for another office; unsaved edits hold it back."""
        if self._refuses_to_leave():
            return
        self._drop_case()
        self._office = None
        self.other_office_wanted.emit()

    def show_start(self) -> None:
        """Show the empty start: there is no office yet."""
        self.bar.set_blank(True)
        self.rail.set_items(())
        self.pages.setCurrentWidget(self.start)
        self.start.take_keys()

    def go(self, place: str) -> None:
        """Go to a place: `today`, `cases`, or `home` (권리분석 of the open case)."""
        if place == HOME:
            self.show_title()
            return
        page = self._screen(place)
        if page is None:
            return
        self._commit_typed()
        self.pages.setCurrentWidget(page)
        self.rail.set_current(place)
        self._focus_page()

    def open_case(self, case_id: UUID, query: CaseQuery | None = None) -> None:
        """Open a case; with a query, finishing it brings the one after."""
        office = self._office
        if office is None:
            return
        current = self.pages.currentWidget()
        self._came_from = self._screens.place_of(current) or self._came_from
        self._queue = query
        if self._session is not None and self._session.case.id == case_id:
            self._show_case()
            return
        if self._refuses_to_leave():
            return
        self._opening = case_id
        self._jobs.run(
            lambda: view_case(office, case_id),
            self._on_read,
            self._on_not_read,
            label="사례 열기",
            key="open-case",
            owner=self,
        )

    def show_title(self) -> None:
        """Show 권리분석 of the open case."""
        if self._session is None:
            return
        self._commit_typed()
        if self._title_page is None:
            from ipju.ui.screens.title.screen import TitleScreen

            page = TitleScreen(self._session)
            page.closed.connect(self._show_case)
            page.target_requested.connect(self._show_target)
            self._title_page = page
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(self._title_page)
        self.rail.set_current(HOME)
        self._focus_page()

    def new_case(self) -> None:
        """Ask for what a new case needs, and open it."""
        if self._office is None:
            return
        from ipju.ui.screens.open_case import OpenCaseDialog

        dialog = OpenCaseDialog(self._office, self._jobs, self._notices, self._notice, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.opened.connect(self._on_new)
        dialog.found.connect(self._on_found)
        dialog.open()

    def show_keys(self) -> None:
        """Show the keys of the desk."""
        from ipju.ui.screens.keys import KeysDialog

        dialog = KeysDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def note(self, changes: Changes) -> None:
        """Tell every place what an act changed."""
        for screen in self._screens.shown():
            screen.note(changes)

    def session(self) -> CaseSession | None:
        """The open case, if one is open."""
        return self._session

    def remember(self, look: str) -> Remembered:
        """Return what to remember of this window."""
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        return Remembered(size.width(), size.height(), self.isMaximized(), look)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is on its way; what could not be saved is said once before leaving."""
        if self._leaving:
            super().closeEvent(event)
            return
        self._commit_typed()
        session = self._session
        if session is not None and session.is_saving:
            event.ignore()
            session.saved.connect(self._close_again, Qt.ConnectionType.SingleShotConnection)
            session.save_failed.connect(self._close_again, Qt.ConnectionType.SingleShotConnection)
            return
        if session is not None and session.has_unsaved and not self._told_unsaved:
            self._told_unsaved = True
            event.ignore()
            self._say_problem("저장하지 못한 것이 있습니다. 그대로 끝내려면 한 번 더 닫으십시오.")
            return
        self._leaving = True
        super().closeEvent(event)
        self.left.emit()

    def _close_again(self) -> None:
        if not self._leaving:
            self.close()

    def _set_rail(self) -> None:
        items = [one.item for one in self._screens.places]
        if self._session is not None:
            items.append(HOME_ITEM)
        self.rail.set_items(sorted(items, key=lambda one: one.number))

    def _screen(self, place: str) -> Any:
        """Return the screen of a place, built at the first visit; None where one may not go."""
        if not self._screens.may_go(place):
            return None
        screen, is_new = self._screens.get(place, self._jobs)
        if is_new:
            if hasattr(screen, "changed"):
                screen.changed.connect(self.note)
            if hasattr(screen, "case_wanted"):
                screen.case_wanted.connect(self.open_case)
            self.pages.addWidget(screen)
        return screen

    def _bind(self, keys: str, act: Callable[[], object]) -> None:
        bound = QShortcut(QKeySequence(keys), self)
        bound.activated.connect(act)

    def _set_notice(self, notice_id: str | None) -> None:
        self._notice = notice_id
        self.today.set_notice(notice_id)
        self.cases.set_notice(notice_id)

    def _focus_page(self) -> None:
        page = self.pages.currentWidget()
        screen: Any = next((one for one in self._screens.shown() if one is page), None)
        if screen is not None:
            screen.take_keys()
        elif page is not None:
            focus_within(page)

    def _commit_typed(self) -> None:
        """Leave the field being typed, so that it is saved before the place changes."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()

    def _refuses_to_leave(self) -> bool:
        """Say that the open case has edits the store refused; leaving would lose them."""
        self._commit_typed()
        session = self._session
        if session is None or not session.has_unsaved:
            return False
        self._show_case()
        self._say_problem("이 사례에 저장하지 못한 것이 있습니다. 먼저 다시 저장하십시오.")
        return True

    def _on_read(self, case: Case) -> None:
        office = self._office
        if office is None or case.id != self._opening:
            return
        self._opening = None
        from ipju.ui.screens.case.screen import CaseScreen

        self._drop_case()
        session = CaseSession(office, self._jobs, case, parent=self)
        session.changes.connect(self.note)
        page = CaseScreen(session, self._jobs)
        page.closed.connect(self._on_closed)
        page.title_requested.connect(self.show_title)
        page.next_requested.connect(self._open_next)
        self._session, self._case_page = session, page
        self._focus_target = page.focus_target
        self.pages.addWidget(page)
        self._set_rail()
        self.note(Changes(queues=True))  # it is now the case viewed last
        self._show_case()
        self.case_shown.emit(case.id)

    def _on_not_read(self, error: Exception) -> None:
        self._opening = None
        self._say_problem(f"사례를 열지 못했습니다. {explain(error)}")

    def _show_case(self) -> None:
        if self._case_page is None:
            return
        self.banner.hide()
        self.pages.setCurrentWidget(self._case_page)
        self.rail.set_current(CASES)
        focus_within(self._case_page)

    def _show_target(self, target: Target) -> None:
        self._show_case()
        if self._focus_target is not None:
            self._focus_target(target)

    def _drop_case(self) -> None:
        for page in (self._title_page, self._case_page):
            if page is not None:
                self.pages.removeWidget(page)
                page.deleteLater()
        if self._session is not None:
            # Saves still on their way belong to it: it goes when they have come back.
            self._session.setParent(None)
        self._session = self._case_page = self._title_page = self._focus_target = None
        self._set_rail()

    def _on_closed(self) -> None:
        self.go(self._came_from)

    def _open_next(self) -> None:
        office, session = self._office, self._session
        if office is None or session is None:
            return
        query, after = self._queue or CaseQuery(), session.case.id
        self._commit_typed()
        self._jobs.run(
            lambda: next_in_queue(office, query, after),
            lambda line: self._on_next(line, after, query),
            label="다음 사례",
            key="next-case",
            owner=self,
        )

    def _on_next(self, line: CaseLine | None, after: UUID, query: CaseQuery) -> None:
        if line is None or line.id == after:
            self.go(self._came_from)
            self.banner.say("pas", "이 줄에 더 볼 사례가 없습니다.", "닫기")
            self.banner.show()
            return
        self.open_case(line.id, query)

    def _on_new(self, recorded: Recorded) -> None:
        self.note(recorded.changes)
        self.open_case(recorded.case.id)

    def _on_found(self, line: CaseLine) -> None:
        self.open_case(line.id)

    def _on_failed(self, label: str, sentence: str) -> None:
        self._say_problem(f"{label}: {sentence}" if label else sentence)

    def _say_problem(self, sentence: str) -> None:
        self.banner.say("fail", sentence, "닫기")
        self.banner.show()
