"""발송·반송: letters issued, put into files, posted with their numbers, and what came back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.account import Role
from ipju.domain.dates import seoul_time
from ipju.domain.outgoing import OutgoingLetter, OutgoingQuery, PostState
from ipju.services.office import Changes, Office
from ipju.services.postings import NumbersRead, Recorded, read_numbers
from ipju.services.publishing import (
    PER_FILE,
    Bundle,
    IssuedMany,
    Overview,
    Written,
    issue_many,
    outgoing,
    overview,
    write_letters,
)
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.posting.asking import ask_folder, ask_open
from ipju.ui.screens.posting.dialogs import (
    IssueDialog,
    NumbersDialog,
    files_dialog,
    next_dialog,
    undo_dialog,
)
from ipju.ui.screens.posting.stepwise import Stepwise
from ipju.ui.screens.posting.words import (
    COLUMNS,
    EMPTY,
    LETTER,
    NARROW,
    NOT_FOUND,
    TABS,
    counts_words,
    row_of,
)
from ipju.ui.screens.posting.writing import PostFiles
from ipju.ui.screens.reception.notice_choice import AnyNotice
from ipju.ui.screens.rooms.words import COMPACT_PAGE
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.choice_fields import Segmented
from ipju.ui.widgets.failures import Failures
from ipju.ui.widgets.feedback import Banner, EmptyState, KeyHints, ProgressPanel
from ipju.ui.widgets.search_box import SearchBox
from ipju.ui.widgets.surface import SectionHead, fill
from ipju.ui.widgets.table import make_table

SHOWN: Final = 200
"""Letters shown at a time; what is made of the list is made of all of it."""

_ISSUED_AT_ONCE: Final = 5
_DECIDES: Final = (Role.CASEWORKER, Role.SUPERVISOR)
_TAKES_ALL: Final = 1000


class PostingPage(Page):
    """The letters of a notice in one state. `case_wanted(id, None)` opens the applicant's case."""

    case_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "발송·반송", parent)
        self._lines: dict[str, OutgoingLetter] = {}
        self._overview: Overview | None = None
        self.ask_folder: Callable[[QWidget], Path | None] = ask_folder
        self.ask_open: Callable[[QWidget], Path | None] = ask_open
        self.files = PostFiles(jobs, self, self._on_written, self.refuse)
        self.head = SectionHead("발송·반송", "", px=19, whole=True)
        self.choice = AnyNotice()
        self.choice.chosen.connect(self.refresh)
        self.search = SearchBox("번호나 이름", key="Ctrl+F")
        self.search.setMaximumWidth(260)
        self.search.text_settled.connect(lambda _text: self.refresh())
        for signal in (self.search.submitted, self.search.stepped, self.search.closed):
            signal.connect(lambda *_all: self.take_keys())
        self.tabs = Segmented([one.label for one in TABS])
        self.tabs.setAccessibleName("발송의 상태")
        self.tabs.set_current(0)
        self.tabs.chosen.connect(lambda _at: self._on_tab())
        self.todo = Banner("rev", "", "통지문 내기")
        self.todo.acted.connect(self.issue)
        self.todo.hide()
        self.progress = ProgressPanel()
        self.progress.act_pressed.connect(self.progress.hide)
        self._issuing: Stepwise[list[UUID], IssuedMany] = Stepwise(jobs, self.progress, self)
        self._writing: Stepwise[tuple[int, list[UUID]], Written] = Stepwise(
            jobs, self.progress, self
        )
        self.failures = Failures()
        self.table = make_table(COLUMNS, many=True, name="통지")
        self.table.row_changed.connect(lambda _id: self._offer())
        self.table.opened.connect(self._open_case)
        self.empty = EmptyState("", "")
        self._make_acts()
        self._lay_out()

    def _make_acts(self) -> None:
        def act(text: str, key: str, call: Callable[[], object], kind: str = "plain") -> Act:
            made = Act(text, kind, key=key)
            made.triggered.connect(call)
            return made

        self.files_act = act("인쇄 파일", "Ctrl+P", self.write_files)
        self.labels_act = act("주소 라벨", "Ctrl+L", self.write_labels)
        self.list_act = act("등기 목록", "Ctrl+S", self.write_list)
        self.numbers_act = act("등기번호 넣기", "Ctrl+O", self.take_numbers)
        self.back_act = act("반송 취소", "Ctrl+Z", self.take_back)
        self.next_act = act("", "Ctrl+Enter", self.go_on, "primary")

    def _lay_out(self) -> None:
        head, acts, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.choice, self.search)
        fill(acts, self.tabs, None, self.back_act, self.numbers_act, self.next_act)
        self._hints = KeyHints(("Enter", "사례 열기"), ("Shift+↓", "여럿 고르기"))
        fill(foot, self._hints, None, self.files_act, self.labels_act, self.list_act)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(acts)
        for part in (self.banner, self.todo, self.progress, self.failures):
            column.addWidget(part)
        column.addWidget(self.table, _TAKES_ALL)
        column.addWidget(self.empty)
        column.addStretch(1)
        column.addLayout(foot)
        self.empty.hide()
        self._offer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < COMPACT_PAGE
        self._hints.setVisible(not narrow)
        self.table.setColumnHidden(LETTER, narrow)
        self.table.set_widths(NARROW if narrow else [one.width for one in COLUMNS])

    def concerned(self, changes: Changes) -> bool:
        return changes.letters or changes.decisions or changes.cases

    def take_keys(self) -> None:
        (self.tabs if self.table.isHidden() else self.table).setFocus()
        self.table.show_keys()

    def state(self) -> PostState:
        """The state whose list is shown."""
        return TABS[max(0, self.tabs.current())]

    def show_state(self, notice: str, state: PostState) -> None:
        """Show the letters of one notice that is offered, in one state."""
        self.choice.setCurrentIndex(max(0, self.choice.findData(notice)))
        self.tabs.set_current(TABS.index(state))
        self._on_tab()

    def refresh(self) -> None:
        office = self.office
        if office is None:
            return
        notice = self.choice.offer(office)
        if not notice:
            self._show(None, ())
            return
        query = self._query(SHOWN)
        self.jobs.run(
            lambda: (overview(office, notice), outgoing(office, query)),
            lambda found: self._show(*found),
            self.refuse,
            label="발송",
            key="posting",
            owner=self,
        )

    def _query(self, limit: int) -> OutgoingQuery:
        return OutgoingQuery(
            notice=self.choice.notice(),
            state=self.state(),
            text=self.search.text(),
            limit=limit,
        )

    def current(self) -> OutgoingLetter | None:
        """The letter chosen."""
        return self._lines.get(self.table.current_id())

    def _show(self, found: Overview | None, lines: tuple[OutgoingLetter, ...]) -> None:
        self._overview = found
        self._lines = {one.letter.hex: one for one in lines}
        self.table.set_rows([row_of(one) for one in lines])
        if self.window().focusWidget() is self.table and not lines:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)  # else the rail takes the keys
        self.table.setVisible(bool(lines))
        if lines and not self.table.current_id():
            self.table.select_id(lines[0].letter.hex)
        sought = bool(self.search.text().strip())
        self.empty.say(*(NOT_FOUND if sought else EMPTY[self.state()]))
        self.empty.setVisible(not lines)
        note = counts_words(found.letters) if found is not None else ""
        total = found.letters[self.state()] if found is not None else 0
        more = f" · 앞의 {SHOWN:,}건을 보임" if total > len(lines) == SHOWN else ""
        self.head.set_note(note + more)
        waiting = len(found.to_issue) if found is not None else 0
        self.todo.say(
            "rev", f"승인되어 통지문을 낼 수 있는 결정이 {waiting:,}건 있습니다.", "통지문 내기"
        )
        self.todo.setVisible(bool(waiting) and self._decides() and not self.progress.is_running())
        self._offer()

    def _offer(self) -> None:
        """Open what may be done in this state."""
        state, some = self.state(), bool(self._lines)
        out = state is PostState.SENT
        self.next_act.set_text("반송 적기" if out else "부친 것 적기")
        self.next_act.setVisible(out or some)
        for one in (self.files_act, self.labels_act, self.list_act):
            one.setVisible(some and not out)
        self.numbers_act.setVisible(not out)
        self.back_act.setVisible(some and state is PostState.RETURNED)

    def _decides(self) -> bool:
        roles = self.office.actor.roles if self.office is not None else frozenset()
        return any(one in roles for one in _DECIDES)

    def _on_tab(self) -> None:
        self.banner.hide()
        self._lines = {}
        self._offer()
        self.refresh()

    def _open_case(self, _id: str) -> None:
        line = self.current()
        if line is not None:
            self.case_wanted.emit(line.case_id, None)

    def go_on(self) -> None:
        """Do what comes next: write down what was posted, or what came back."""
        if self.office is not None:
            self._open(next_dialog(self.office, self.jobs, self.state(), self.current(), self))

    def take_back(self) -> None:
        """Take back a return that was written down by mistake."""
        if self.office is not None:
            self._open(undo_dialog(self.office, self.jobs, self.current(), self))

    def _open(self, made: tuple[ServiceDialog, str] | None) -> None:
        if made is not None:
            dialog, words = made
            dialog.settled.connect(lambda done: self._on_recorded(done, words))
            dialog.open()

    def take_numbers(self) -> None:
        """Read the list that the post office filled in."""
        office = self.office
        path = self.ask_open(self) if office is not None else None
        if office is None or path is None:
            return
        self.jobs.run(
            lambda: read_numbers(office, path),
            lambda read: self._on_numbers(path.name, read),
            self.refuse,
            label="등기번호 읽기",
            owner=self,
        )

    def _on_numbers(self, name: str, read: NumbersRead) -> None:
        if self.office is not None:
            dialog = NumbersDialog(self.office, self.jobs, name, read, self)
            self._open((dialog, f"{len(read.lines):,}건을 부친 것으로 적었습니다."))

    def _on_recorded(self, done: Recorded, words: str) -> None:
        self.say("pas", words)
        self.changed.emit(done.changes)

    def issue(self) -> None:
        """Ask before the letters of everything approved are issued."""
        found = self._overview
        if found is None or not found.to_issue or self.progress.is_running():
            return
        dialog = IssueDialog(len(found.to_issue), asks_until=found.asks_until, parent=self)
        dialog.wanted.connect(lambda until: self._issue(found.to_issue, until))
        dialog.open()

    def _issue(self, proposals: tuple[UUID, ...], until: date | None) -> None:
        office = self.office
        if office is None:
            return
        self._begin()
        steps = range(0, len(proposals), _ISSUED_AT_ONCE)
        parts = [list(proposals[at : at + _ISSUED_AT_ONCE]) for at in steps]
        self._issuing.start(
            "통지문을 내는 중",
            [(len(one), one) for one in parts],
            lambda part: issue_many(office, part, until),
            self._on_issued,
        )

    def _on_issued(self, done: list[IssuedMany], stopped: bool, error: Exception | None) -> None:
        count = sum(one.issued for one in done)
        failed = [each for one in done for each in one.failed]
        self._end(f"통지문 {count:,}건을 냈습니다.", failed, stopped, error)
        self.changed.emit(Changes(queues=True, decisions=True, letters=True, trail=True))

    def _chosen(self, then: Callable[[Office, list[UUID]], object]) -> None:
        """Take the rows chosen, where there are several, else the whole list."""
        office, rows = self.office, self.table.selected_ids()
        if office is None or self.progress.is_running():
            return
        if len(rows) > 1:
            then(office, [UUID(one) for one in rows])
            return
        query = self._query(0)
        self.jobs.run(
            lambda: [one.letter for one in outgoing(office, query)],
            lambda letters: then(office, letters),
            self.refuse,
            label="발송 목록",
            owner=self,
        )

    def write_files(self) -> None:
        """Ask how and where, then put the letters into files."""
        self._chosen(self._ask_files)

    def _ask_files(self, _office: Office, letters: list[UUID]) -> None:
        dialog = files_dialog(len(letters), self)
        dialog.wanted.connect(lambda how, reason: self._write_files(letters, how, reason))
        dialog.open()

    def _write_files(self, letters: list[UUID], bundle: object, reason: str) -> None:
        office = self.office
        parent = self.ask_folder(self) if office is not None else None
        if office is None or parent is None or not isinstance(bundle, Bundle):
            return
        at = seoul_time(office.clock.now())
        folder = parent / f"통지 {office.clock.today()} {at:%H%M%S}"
        parts = [(at + 1, letters[at : at + PER_FILE]) for at in range(0, len(letters), PER_FILE)]
        self._begin()
        self._writing.start(
            "인쇄 파일을 만드는 중",
            [(len(part), (first, part)) for first, part in parts],
            lambda part: write_letters(office, part[1], folder, reason, bundle, part[0]),
            lambda done, stopped, error: self._on_files(folder, done, stopped, error),
        )

    def _on_files(
        self, folder: Path, done: list[Written], stopped: bool, error: Exception | None
    ) -> None:
        count = sum(one.letters for one in done)
        files = sum(len(one.files) for one in done)
        failed = [each for one in done for each in one.failed]
        words = f"통지문 {count:,}건을 파일 {files:,}개로 만들었습니다."
        self._end(words, failed, stopped, error, f"{folder}")
        self.changed.emit(Changes(letters=True, trail=True))

    def write_labels(self) -> None:
        """Ask where, then write the labels."""
        self._chosen(self.files.labels)

    def write_list(self) -> None:
        """Ask where, then write the list for the post office."""
        self._chosen(self.files.mail_list)

    def _on_written(self, what: str, done: Written) -> None:
        self.say("pas", f"{what} {done.letters:,}건을 {done.files[0]}에 저장했습니다.")
        self.failures.show_failed(f"{len(done.failed):,}건은 뺐습니다.", done.failed)
        self.changed.emit(done.changes)

    def _begin(self) -> None:
        for part in (self.banner, self.failures, self.todo):
            part.hide()

    def _end(
        self,
        words: str,
        failed: list[tuple[str, str]],
        stopped: bool,
        error: Exception | None,
        detail: str = "",
    ) -> None:
        mark = "fail" if error is not None else "rev" if failed or stopped else "pas"
        words = f"멈췄습니다. 그때까지 {words}" if stopped else words
        if error is not None:
            words, detail = f"도중에 그쳤습니다. 그때까지 {words}", explain(error)
        self.progress.finish(mark, words, detail, "닫기")
        self.failures.show_failed(f"{len(failed):,}건은 하지 못했습니다.", failed)
