"""The window: rail, top bar and the places; opens cases and carries what changed to each place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
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

from ipju.domain.listing import CaseQuery
from ipju.services.office import Changes, Office
from ipju.ui.focus import activate_again, focus_within
from ipju.ui.jobs import Jobs
from ipju.ui.opened_case import OpenedCase, commit_typed
from ipju.ui.places import APPROVAL, CASES, HOME, HOME_ITEM, TODAY, Screens, on_rail
from ipju.ui.remembered import Remembered
from ipju.ui.screens.door_page import DoorPage
from ipju.ui.screens.locked import LockedScreen
from ipju.ui.screens.start import StartScreen
from ipju.ui.screens.today import TodayScreen
from ipju.ui.search_results import SearchResults
from ipju.ui.top_bar import TopBar
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.rail import Rail

if TYPE_CHECKING:
    from ipju.services.record import Recorded
    from ipju.ui.case_session import CaseSession
    from ipju.ui.screens.cases import CasesScreen

TITLE = "입주심사"


class MainWindow(QMainWindow):
    """The desk. `entered`: an office is open; `case_shown(id)`; `left` when it closes.

    `middle` is everything but the lock: what is in it is hidden, keys and all, while it is locked.
    """

    entered = Signal()
    case_shown = Signal(object)
    fill_wanted = Signal()
    look_chosen = Signal(str)
    other_office_wanted = Signal()
    sign_out_wanted = Signal()
    left = Signal()

    def __init__(self, jobs: Jobs, remembered: Remembered | None = None) -> None:
        super().__init__()
        known = remembered or Remembered()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(960, 540)
        self.resize(known.width, known.height)
        self._jobs = jobs
        self._office: Office | None = None
        self._notices: list[tuple[str, str]] = []
        self._notice: str | None = None
        self._came_from = TODAY
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
        self.bar.sign_out_wanted.connect(self._sign_out)
        self.banner = Banner("fail", "", "닫기", wrap=True)
        self.banner.acted.connect(self.banner.hide)
        self.banner.hide()
        self.upkeep = Banner("rev", "")
        self.upkeep.hide()
        self.pages = QStackedWidget()
        self.start = StartScreen()
        self.today = TodayScreen(jobs)
        for page in (self.today, self.start):
            self.pages.addWidget(page)
        self._listen(self.today)
        self.today.queues_counted.connect(lambda count: self.rail.set_badge(CASES, count))
        self.today.approvals_counted.connect(lambda count: self.rail.set_badge(APPROVAL, count))
        self.today.place_wanted.connect(self.go)
        jobs.failed.connect(self._on_failed)

        self.middle = middle = QWidget()
        self.opened = OpenedCase(jobs, self.pages, self)
        self.opened.page_shown.connect(self._on_case_page)
        self.opened.come_and_gone.connect(self._set_rail)
        self.opened.shown.connect(self.case_shown)
        self.opened.left.connect(lambda: self.go(self._came_from))
        self.opened.ended.connect(self._on_queue_ended)
        self.opened.changes.connect(self.note)
        self.opened.problem.connect(self.say_problem)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for part in (self.bar, self.upkeep, self.banner):
            right.addWidget(part)
        right.addWidget(self.pages, 1)
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.locked = LockedScreen()
        self._whole = QStackedWidget()
        self._whole.addWidget(middle)
        self._whole.addWidget(self.locked)
        self.setCentralWidget(self._whole)
        self.results = SearchResults(self.bar.search, jobs, middle)
        self.results.chosen.connect(lambda line: self.open_case(line.id))
        self.bar.search.closed.connect(self._focus_page)
        # Bound to the middle: a hidden widget's keys do nothing, so none works behind the lock.
        self._bind("F1", self.show_keys, middle)
        self._bind("Ctrl+N", self.new_case, middle)
        self._bind("Ctrl+G", self.bar.pick_notice, middle)
        self._bind("Ctrl+L", self.bar.lock_wanted.emit, middle)
        self._bind("Ctrl+Q", self.close, self)

    def enter(self, office: Office) -> None:
        """Begin to work in this office."""
        self.opened.enter(office)
        self._office = office
        self._told_unsaved = False
        self._notices = [(one, office.notices.get(one).short_title) for one in office.notices.ids()]
        self.bar.enter(office, self._notices)
        self.bar.set_blank(False)
        self.banner.hide()
        self.results.enter(office)
        self.setWindowTitle(self._title())
        for screen in self._screens.begin(office, {TODAY: self.today}):
            self.pages.removeWidget(screen)
            screen.deleteLater()
        self._set_rail()
        self.bar.set_cases(self._screens.may_go(TODAY))
        if self._screens.places:
            self.go(self._screens.places[0].item.key)
        self.entered.emit()

    def abandon(self) -> None:
        """Put the open case and the office away; nobody sits here any more."""
        self.opened.enter(None)
        self._office = None
        self._screens.places = ()
        self.upkeep.hide()
        self.banner.hide()
        self._set_rail()

    def show_start(self) -> None:
        """Show the empty start: there is no office yet."""
        self.show_door(self.start)

    def show_door(self, page: DoorPage) -> None:
        """Show a page before the desk, with nothing of an office around it."""
        self.bar.set_blank(True)
        self.rail.set_items(())
        self.setWindowTitle(TITLE)
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self._whole.setCurrentWidget(self.middle)
        page.take_keys()
        activate_again(page)

    def show_locked(self) -> None:
        """Hide everything behind the lock; the title names no case."""
        self.setWindowTitle(f"{TITLE} (잠김)")
        self._whole.setCurrentWidget(self.locked)
        self.locked.take_keys()
        activate_again(self.locked)

    def show_unlocked(self) -> None:
        """Show the desk again, exactly as it was."""
        self.setWindowTitle(self._title())
        self._whole.setCurrentWidget(self.middle)
        activate_again(self.middle)

    def is_locked(self) -> bool:
        """Whether the desk is hidden behind the lock."""
        return self._whole.currentWidget() is self.locked

    def commit_typed(self) -> None:
        """Leave the field being typed, so that it is saved."""
        commit_typed(self)

    def go(self, place: str) -> None:
        """Go to a place: `today`, `cases`, or `home` (권리분석 of the open case).

        `letters/explanation/sent` goes on to what the place shows by that name.
        """
        place, _slash, inside = place.partition("/")
        if place == HOME:
            self.show_title()
            return
        page = self._screen(place)
        if page is None:
            return
        commit_typed(self)
        self.pages.setCurrentWidget(page)
        self.rail.set_current(place)
        if inside:
            page.show_inside(inside)
        self._focus_page()

    def open_case(self, case_id: UUID, query: CaseQuery | None = None) -> None:
        """Open a case; with a query, finishing it brings the one after."""
        current = self.pages.currentWidget()
        self._came_from = self._screens.place_of(current) or self._came_from
        self.opened.open(case_id, query)

    def show_title(self) -> None:
        """Show 권리분석 of the open case."""
        self.opened.show_title()

    def new_case(self) -> None:
        """Ask for what a new case needs, and open it."""
        if self._office is None:
            return
        from ipju.ui.screens.open_case import OpenCaseDialog

        dialog = OpenCaseDialog(self._office, self._jobs, self._notices, self._notice, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.opened.connect(self._on_new)
        dialog.found.connect(lambda case_id: self.open_case(case_id))
        dialog.finished.connect(lambda _how: activate_again(self.middle))
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

    @property
    def cases(self) -> CasesScreen:
        """The place 심사; it stands from the first visit on."""
        screen: CasesScreen = self._screen(CASES)
        return screen

    def session(self) -> CaseSession | None:
        """The open case, if one is open."""
        return self.opened.session()

    def remember(self, look: str) -> Remembered:
        """Return what to remember of this window."""
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        return Remembered(size.width(), size.height(), self.isMaximized(), look)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is on its way; what could not be saved is said once before leaving."""
        if self._leaving:
            super().closeEvent(event)
            return
        commit_typed(self)
        session = self.opened.session()
        if session is not None and session.is_saving:
            event.ignore()
            session.saved.connect(self._close_again, Qt.ConnectionType.SingleShotConnection)
            session.save_failed.connect(self._close_again, Qt.ConnectionType.SingleShotConnection)
            return
        if session is not None and session.has_unsaved and not self._told_unsaved:
            self._told_unsaved = True
            event.ignore()
            said = "저장하지 못한 것이 있습니다. 그대로 끝내려면 한 번 더 닫으십시오."
            self.locked.say_problem(said)
            self.say_problem(said)
            return
        self._leaving = True
        super().closeEvent(event)
        self.left.emit()

    def _close_again(self) -> None:
        if not self._leaving:
            self.close()

    def say_problem(self, sentence: str) -> None:
        """Say what went wrong over the place one is at; it stays until it is read."""
        self.banner.say("fail", sentence, "닫기")
        self.banner.show()

    def say_done(self, sentence: str) -> None:
        """Say what was done, over the place one is at."""
        self.banner.say("pas", sentence, "닫기")
        self.banner.show()

    def _title(self) -> str:
        practice = self._office is not None and self._office.practice
        return f"{TITLE} (연습)" if practice else TITLE

    def _leave_office(self) -> None:
        """Ask for another office; unsaved edits hold it back."""
        if not self.opened.refuses_to_leave():
            self.other_office_wanted.emit()

    def _sign_out(self) -> None:
        """Leave the desk to somebody else; unsaved edits hold it back."""
        if not self.opened.refuses_to_leave():
            self.sign_out_wanted.emit()

    def _set_rail(self) -> None:
        items = [one.item for one in self._screens.places]
        session = self.opened.session()
        if session is not None and session.notice.title_review is not None:
            items.append(HOME_ITEM)  # only where the notice has a home reviewed
        self.rail.set_items(on_rail(items))

    def _screen(self, place: str) -> Any:
        """Return the screen of a place, built at the first visit; None where one may not go."""
        if not self._screens.may_go(place):
            return None
        screen, is_new = self._screens.get(place, self._jobs)
        if is_new:
            if hasattr(screen, "counted"):
                screen.counted.connect(lambda count: self.rail.set_badge(place, count))
            if self._notice is not None and hasattr(screen, "set_notice"):
                screen.set_notice(self._notice)
            self._listen(screen)
            self.pages.addWidget(screen)
        return screen

    def _listen(self, screen: Any) -> None:
        """Do what the screen of a place may ask the window for."""
        for signal, act in (
            ("changed", self.note),
            ("case_wanted", self.open_case),
            ("new_case_wanted", self.new_case),
            ("fill_wanted", self.fill_wanted),
        ):
            if hasattr(screen, signal):
                getattr(screen, signal).connect(act)

    @staticmethod
    def _bind(keys: str, act: Callable[[], object], host: QWidget) -> None:
        bound = QShortcut(QKeySequence(keys), host)
        bound.activated.connect(act)

    def _set_notice(self, notice_id: str | None) -> None:
        self._notice = notice_id
        self._focus_page()
        for screen in self._screens.shown():
            if hasattr(screen, "set_notice"):
                screen.set_notice(notice_id)

    def _focus_page(self) -> None:
        page = self.pages.currentWidget()
        screen: Any = next((one for one in self._screens.shown() if one is page), None)
        if screen is not None:
            screen.take_keys()
        elif page is not None:
            focus_within(page)

    def _on_case_page(self, place: str) -> None:
        self.banner.hide()
        self.rail.set_current(place)

    def _on_queue_ended(self) -> None:
        self.go(self._came_from)
        self.say_done("이 줄에 더 볼 사례가 없습니다.")

    def _on_new(self, recorded: Recorded) -> None:
        self.note(recorded.changes)
        current = self.pages.currentWidget()
        self._came_from = self._screens.place_of(current) or self._came_from
        self.opened.open_steps(recorded.case.id)

    def _on_failed(self, label: str, sentence: str) -> None:
        self.say_problem(f"{label}: {sentence}" if label else sentence)
