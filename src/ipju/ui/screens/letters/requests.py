"""보완 and 소명: the requests of a kind by due day, drawn up, printed, posted, answered, judged."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.account import Role
from ipju.domain.requests import RequestKind, RequestState
from ipju.services.office import Changes, Office
from ipju.services.print_requests import print_requests
from ipju.services.propose import Decided
from ipju.services.request_lists import propose_lapsed
from ipju.services.request_rows import RequestLine
from ipju.services.request_views import RequestChoices, RequestPage, choices, requests_in
from ipju.services.requests import Asked, take_back
from ipju.ui.dialogs.service import ReasonDialog, ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.screens.letters.batch import BatchPanel
from ipju.ui.screens.letters.detail import RequestDetail
from ipju.ui.screens.letters.dialogs import (
    AnswerDialog,
    DrawOneDialog,
    JudgeDialog,
    SendDialog,
)
from ipju.ui.screens.letters.many import ManyRequests
from ipju.ui.screens.letters.narrowing import SHOWN, Narrowed, Narrowing, When
from ipju.ui.screens.letters.paper import PaperDialog
from ipju.ui.screens.letters.return_dialogs import ReturnedDialog, SendAgainDialog
from ipju.ui.screens.letters.turning import Turning
from ipju.ui.screens.letters.words import (
    ASKED,
    COLUMNS,
    EMPTY,
    NARROW,
    NEXT,
    NOT_FOUND,
    NOUNS,
    SEND_AGAIN,
    TABS,
    judged_words,
    row_of,
)
from ipju.ui.screens.rooms.words import COMPACT_PAGE
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.choice_fields import Segmented
from ipju.ui.widgets.feedback import EmptyState, KeyHints
from ipju.ui.widgets.search_box import SearchBox
from ipju.ui.widgets.surface import SectionHead, fill
from ipju.ui.widgets.table import make_table

_DECIDES: Final = (Role.CASEWORKER, Role.SUPERVISOR)


class RequestsPage(Page):
    """The requests of a kind in one state. `case_wanted(id, None)` opens the applicant's case."""

    case_wanted = Signal(object, object)

    def __init__(self, kind: RequestKind, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, NOUNS[kind], parent)
        self._kind = kind
        self._lines: dict[str, RequestLine] = {}
        self.head = SectionHead(NOUNS[kind], "", px=19)
        self.tabs = Segmented([word for _state, word in TABS])
        self.tabs.setAccessibleName("요청의 상태")
        self.tabs.set_current(0)
        self.tabs.chosen.connect(lambda _at: self._on_tab())
        self.search = SearchBox("번호·이름·서류", key="Ctrl+F")
        self.search.text_settled.connect(lambda _text: self._ask())
        self.search.setMaximumWidth(260)
        self.search.submitted.connect(lambda _text: self.take_keys())
        self.search.stepped.connect(lambda _step: self.take_keys())
        self.search.closed.connect(self.take_keys)
        self.one_act = Act("한 사람 만들기", key="Ctrl+O")
        self.one_act.triggered.connect(self.draw_one)
        self.all_act = Act("모두 만들기", key="Ctrl+Shift+O")
        self.all_act.triggered.connect(self.draw_all)
        self.print_act = Act("출력", icon_name="print", key="Ctrl+P")
        self.print_act.triggered.connect(self.print_chosen)
        self.lapse_act = Act("기한 지난 것 정리", key="Ctrl+D")
        self.lapse_act.triggered.connect(self.lapse)
        self.next_act = Act("", "primary", key="Ctrl+Enter")
        self.next_act.triggered.connect(self.go_on)
        self.return_act = Act("반송 적기", key="Ctrl+E")
        self.return_act.triggered.connect(self.take_return)
        self.narrowing = Narrowing()
        self.narrowing.chosen.connect(self._ask)
        self.batch = BatchPanel(jobs)
        self.many = ManyRequests(kind, jobs, self.batch, self.refuse, self)
        self.many.made.connect(lambda batch: self._on_many(RequestState.DRAWN_UP, batch.changes))
        self.many.lapsed.connect(lambda done: self._on_many(RequestState.LAPSED, done.changes))
        self.batch.case_wanted.connect(lambda case: self.case_wanted.emit(case, None))
        self.table = make_table(COLUMNS, many=True, name=f"{NOUNS[kind]} 요청")
        self.table.row_changed.connect(lambda _id: self._show_detail())
        self.table.opened.connect(lambda _id: self._open_case())
        self.turning = Turning(self.table, SHOWN)
        self.turning.turned.connect(self.refresh)
        self.detail = RequestDetail()
        self.detail.case_wanted.connect(self._open_case)
        self.detail.take_back_wanted.connect(self.take_back)
        self.detail.answer_wanted.connect(self.take_answer)
        self.empty = EmptyState("", "")
        self._lay_out()

    def _lay_out(self) -> None:
        head, acts, row, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.search, self.one_act, self.all_act)
        fill(acts, self.tabs, None, self.print_act, self.next_act)
        self._hints = KeyHints(("Enter", "사례 열기"))
        self._all_hint = KeyHints(("Ctrl+A", "모두 고르기 (출력)"))
        fill(foot, self.turning, self._hints, self._all_hint, None, self.return_act, self.lapse_act)
        row.setSpacing(16)
        row.addWidget(self.table, 7)
        row.addWidget(self.detail, 4)
        self._whole = QWidget()
        self._whole.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(acts)
        column.addWidget(self.narrowing)
        for part in (self.banner, self.batch, self.empty):
            column.addWidget(part)
        column.addWidget(self._whole, 1000)
        column.addStretch(1)
        column.addLayout(foot)
        # Until something was read there is nothing to act upon, and no width is asked for it.
        for absent in (self.empty, self._whole, self._hints, self._all_hint):
            absent.hide()
        self._offer(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < COMPACT_PAGE
        self._show_hints()
        self.table.setColumnHidden(ASKED, narrow)
        self.table.set_widths(NARROW if narrow else [one.width for one in COLUMNS])

    def _show_hints(self) -> None:
        self._hints.setVisible(bool(self._lines))
        self._all_hint.setVisible(bool(self._lines) and self.width() >= COMPACT_PAGE)

    def enter(self, office: Office) -> None:
        super().enter(office)
        self.narrowing.begin(office)
        self.narrowing.set_state(self.state())

    def concerned(self, changes: Changes) -> bool:
        return changes.requests or changes.cases

    def take_keys(self) -> None:
        part = self.tabs if self.table.isHidden() else self.table
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.show_keys()

    def state(self) -> RequestState:
        """The state whose list is shown."""
        return TABS[max(0, self.tabs.current())][0]

    def refresh(self) -> None:
        office, kind, state, text = self.office, self._kind, self.state(), self.search.text()
        if office is None:
            return
        narrowed, offset = self.narrowing.narrowed(), self.turning.offset

        def read() -> tuple[RequestPage, RequestChoices]:
            query = narrowed.query(kind, state, text, offset, office.clock.today())
            return requests_in(office, query), choices(office, kind)

        self.jobs.run(
            read,
            lambda found: self._show(*found),
            self.refuse,
            label=NOUNS[kind],
            key=f"requests-{kind.value}",
            owner=self,
        )

    def _ask(self) -> None:
        """Read the list anew from its first page."""
        self.turning.restart()
        self.table.scrollToTop()
        self.refresh()

    def current(self) -> RequestLine | None:
        """The request chosen."""
        return self._lines.get(self.table.current_id())

    def draw_one(self) -> None:
        """Ask for whom a request is drawn up."""
        if self.office is not None:
            dialog = DrawOneDialog(self.office, self.jobs, self._kind, self)
            self._open(dialog, self._on_made)

    def draw_all(self) -> None:
        """Ask for the filter of those for whom requests are drawn up."""
        if self.office is not None:
            self.many.ask_draw_up(self.office, self.narrowing.narrowed().notice)

    def _on_many(self, state: RequestState, changes: Changes) -> None:
        self.show_state(state)
        self.changed.emit(changes)

    def print_chosen(self) -> None:
        """Show the letters of the chosen requests as one file, to be printed or saved."""
        office = self.office
        chosen = [UUID(one) for one in self.table.selected_ids()]
        if office is None or not chosen:
            return
        name = f"{self._kind.label}서 {len(chosen)}건"
        self.jobs.run(
            lambda: print_requests(office, chosen),
            lambda data: self._on_paper(data, name),
            self.refuse,
            label=name,
            owner=self,
        )

    def _on_paper(self, data: bytes, name: str) -> None:
        dialog = PaperDialog(self.jobs, data, name, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        self.changed.emit(Changes(trail=True))

    def go_on(self) -> None:
        """Do what comes next with the request chosen."""
        office, line = self.office, self.current()
        if office is None or line is None:
            return
        state, request = line.request.state, line.request.id
        if state is RequestState.DRAWN_UP:
            self._open(SendDialog(office, self.jobs, line, self), self._on_sent)
        elif state is RequestState.SENT and line.returned:
            self._open(SendAgainDialog(office, self.jobs, line, self), self._on_sent)
        elif state is RequestState.SENT:
            self.take_answer()
        elif state is RequestState.ANSWERED and self._decides():
            self._open(JudgeDialog(office, self.jobs, line, self), self._on_judged)
        elif state is RequestState.LAPSED and self._decides():
            self.jobs.run(
                lambda: propose_lapsed(office, request),
                self._on_proposed,
                self.refuse,
                label="부적격 올리기",
                owner=self,
            )

    def take_answer(self) -> None:
        """Ask for the postmark of what came, also after the request has lapsed."""
        line = self.current()
        if self.office is not None and line is not None:
            dialog = AnswerDialog(self.office, self.jobs, line, self)
            words = f"{line.name}님의 답을 받았습니다. ‘판단할 것’에 있습니다."
            self._open(dialog, lambda asked: self._on_act(asked, words))

    def take_back(self) -> None:
        """Take the chosen request back with a reason."""
        office, line = self.office, self.current()
        if office is None or line is None:
            return
        request = line.request.id
        dialog = ReasonDialog(
            f"{line.name}님의 {line.request.kind.label}을 거둡니다",
            "거둔 요청은 기록에 남고, 다시 만들 수 있습니다. 이미 부쳤다면 따로 알리십시오.",
            "거두기",
            self.jobs,
            lambda why: take_back(office, request, why),
            parent=self,
        )
        self._open(
            dialog, lambda asked: self._on_act(asked, f"{line.name}님의 요청을 거두었습니다.")
        )

    def lapse(self) -> None:
        """Ask up to which day what is unanswered lapses."""
        if self.office is not None and self._decides():
            self.many.ask_lapse(self.office, self.narrowing.narrowed().notice)

    def take_return(self) -> None:
        """Ask which request the post brought back."""
        if self.office is not None:
            dialog = ReturnedDialog(self.office, self.jobs, self._kind, self)
            words = "반송을 적었습니다. ‘답 기다림’에서 주소를 확인해 다시 부치십시오."
            self._open(dialog, lambda asked: self._on_act(asked, words))

    def _open(self, dialog: ServiceDialog, on_done: object) -> None:
        dialog.settled.connect(on_done)
        dialog.open()

    def _on_made(self, asked: Asked) -> None:
        self.show_state(RequestState.DRAWN_UP)
        count = len(asked.request.items)
        self._on_act(asked, f"{self._kind.label}서를 만들었습니다({count}건). 출력해 부치십시오.")

    def _on_sent(self, asked: Asked) -> None:
        """Say so and stand on the next to be posted: the pile goes on from the top."""
        number = f" 등기번호 {asked.request.registered}." if asked.request.registered else ""
        self._on_act(asked, f"부친 것을 적었습니다.{number}")

    def _on_judged(self, asked: Asked) -> None:
        tone, words = judged_words(asked)
        self._on_act(asked, words, tone)

    def _on_proposed(self, decided: Decided) -> None:
        self.say("pas", "부적격으로 올렸습니다. 결재를 기다립니다.")
        self.changed.emit(decided.changes)

    def _on_act(self, asked: Asked, words: str, tone: str = "pas") -> None:
        self.say(tone, words)
        self.changed.emit(asked.changes)

    def show_state(
        self, state: RequestState, notice: str | None = None, *, returned: bool = False
    ) -> None:
        """Show the list of a state, of one notice where one is named, with nothing else left out.

        `returned` shows only what the post brought back.
        """
        self.tabs.set_current([one for one, _word in TABS].index(state))
        self.narrowing.set_state(state)
        self.narrowing.choose_when(When.RETURNED if returned else None)
        if notice is not None:
            self.narrowing.choose_notice(notice)
        self._ask()

    def _on_tab(self) -> None:
        self.banner.hide()
        self.narrowing.set_state(self.state())
        self._ask()

    def _show(self, page: RequestPage, known: RequestChoices) -> None:
        self.narrowing.offer(known)
        self._lines = {one.request.id.hex: one for one in page.lines}
        self.table.set_rows([row_of(one) for one in page.lines])
        if self.window().focusWidget() is self.table and not page.lines:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)  # else the rail takes the keys
        self.table.setVisible(bool(page.lines))
        if not self.turning.show_page(len(page.lines), page.total):
            self.refresh()  # the page is gone: its requests went on meanwhile
            return
        self.head.set_note(f"{page.total:,}건" if page.total else "")
        sought = bool(self.search.text().strip()) or self.narrowing.narrowed() != Narrowed()
        self.empty.say(*(NOT_FOUND if sought else EMPTY[self.state()]))
        self.empty.setVisible(not page.lines)
        self._whole.setVisible(bool(page.lines))
        self._show_hints()
        self.table.show_keys()
        if page.lines and not self.table.current_id():
            self.table.select_id(page.lines[0].request.id.hex)
        self._show_detail()

    def _show_detail(self) -> None:
        line = self.current()
        if line is not None:
            state = line.request.state
            early = state in (RequestState.DRAWN_UP, RequestState.SENT) and line.request.whole
            over = state is RequestState.LAPSED and line.request.whole
            self.detail.show_line(line, may_take_back=early, may_answer=over)
        self._offer(line)

    def _offer(self, line: RequestLine | None) -> None:
        """Open what may be done now, each with why it is closed."""
        state = self.state()
        again = line is not None and line.returned and state is RequestState.SENT
        self.next_act.set_text(SEND_AGAIN if again else NEXT.get(state, ""))
        out = state in (RequestState.SENT, RequestState.LAPSED)
        self.return_act.setVisible(out)
        self.next_act.setVisible(state in NEXT and line is not None)
        decided = state in (RequestState.ANSWERED, RequestState.LAPSED)
        words = None if not decided or self._decides() else "담당이 판단합니다"
        self.next_act.set_blocked(words)
        self.lapse_act.setVisible(state is RequestState.SENT and line is not None)
        self.lapse_act.set_blocked(None if self._decides() else "담당이 정리합니다")
        self.print_act.setVisible(state is not RequestState.TAKEN_BACK and line is not None)

    def _decides(self) -> bool:
        roles = self.office.actor.roles if self.office is not None else frozenset()
        return any(one in roles for one in _DECIDES)

    def _open_case(self) -> None:
        line = self.current()
        if line is not None:
            self.case_wanted.emit(line.request.case_id, None)
