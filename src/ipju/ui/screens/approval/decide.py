"""결재 for whoever approves: what waits at the left, its frozen sheet at the right."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ipju.services.approve import Batch, approve, approve_many, refuse, send_back
from ipju.services.decisions import SHOWN, OpenedSheet, WaitingPage, open_sheet, waiting
from ipju.services.issue_letter import letter_preview
from ipju.services.office import Office
from ipju.services.propose import Decided
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.approval.acts import ActsFoot
from ipju.ui.screens.approval.result import BatchResult
from ipju.ui.screens.approval.sheet import SheetView
from ipju.ui.screens.approval.waiting_list import WaitingList
from ipju.ui.screens.letters.turning import Turning
from ipju.ui.theme.tokens import STRONG
from ipju.ui.widgets.feedback import Banner, EmptyState, KeyHints
from ipju.ui.widgets.surface import Label, Pane, Rule, line_of

_LIST, _LIST_NARROW = 296, 274
_NARROW = 1000


class DecideView(QWidget):
    """List, sheet and acts. `changed(Changes)` after an act, `counted(int)` of what waits."""

    changed = Signal(object)
    counted = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._office: Office | None = None
        self._opening: UUID | None = None
        self._busy = False
        self.title = Label("결재 대기", px=STRONG, bold=True)
        self.count = Label("", tone="ink2")
        self.chosen_words = Label("", tone="accent", bold=True)
        self.list = WaitingList()
        self.list.row_changed.connect(lambda _key: self._open_current())
        self.list.opened.connect(self._to_sheet)
        self.list.chosen_changed.connect(lambda _count: self._allow())
        left = Pane("panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        head = line_of(self.title, self.count, None, self.chosen_words)
        head.setContentsMargins(14, 12, 12, 10)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)
        self.turning = Turning(self.list, SHOWN)
        self.turning.turned.connect(self._turn)
        turning = line_of(self.turning)
        turning.setContentsMargins(14, 6, 8, 0)
        column.addLayout(turning)
        hints = line_of(KeyHints(("Space", "고르기"), ("↑ ↓", "앞뒤 사례")))
        hints.setContentsMargins(14, 6, 8, 0)
        column.addLayout(hints)

        self.sheet = SheetView()
        self.sheet.letter_wanted.connect(self._ask_letter)
        self.acts = ActsFoot()
        self.acts.approve_wanted.connect(self._approve)
        self.acts.approve_chosen_wanted.connect(self._approve_chosen)
        self.acts.send_back_wanted.connect(lambda why: self._turn_down(why, send=True))
        self.acts.refuse_wanted.connect(lambda why: self._turn_down(why, send=False))
        self.acts.reason.installEventFilter(self)
        self.banner = Banner("pas", "", "닫기")
        self.banner.acted.connect(self.banner.hide)
        self.banner.hide()
        self.result = BatchResult()
        self.unreadable = EmptyState("이 심사표는 볼 수 없습니다.", "")
        self.middle = QStackedWidget()
        self.middle.addWidget(self.sheet)
        holder = QWidget()
        held = QVBoxLayout(holder)
        held.setContentsMargins(18, 16, 18, 16)
        held.addWidget(self.unreadable)
        held.addStretch(1)
        self.middle.addWidget(holder)
        right = QWidget()
        stack = QVBoxLayout(right)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        for part in (self.banner, self.result):
            stack.addWidget(part)
        stack.addWidget(self.middle, 1)
        stack.addWidget(Rule())
        stack.addWidget(self.acts)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 1)
        self.empty = EmptyState(
            "결재할 것이 없습니다.",
            "담당자가 사례의 통지에서 결정을 올리면 여기에 오래된 것부터 나타납니다.",
        )
        self.empty.hide()
        self._empty_page = QWidget()
        page = QVBoxLayout(self._empty_page)
        page.setContentsMargins(20, 16, 20, 16)
        page.setSpacing(10)
        self.empty_banner = Banner("pas", "")
        self.empty_banner.hide()
        page.addWidget(self.empty_banner)
        page.addWidget(self.empty)
        page.addStretch(1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._empty_page)
        self.pages.addWidget(self.split)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)

    def enter(self, office: Office) -> None:
        """Show what waits in this office."""
        self._office = office

    def refresh(self) -> None:
        """Ask again what waits."""
        office = self._office
        if office is None:
            return
        offset = self.turning.offset
        self._jobs.run(
            lambda: waiting(office, offset),
            self._show,
            self._not_read,
            label="결재 대기",
            key="waiting",
            owner=self,
        )

    def take_keys(self) -> None:
        """Put the focus on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        narrow = width < _NARROW
        left = _LIST_NARROW if narrow else _LIST
        self.list.set_widths([36, 0, 126] if narrow else [40, 0, 128])
        self.split.setSizes([left, max(width - left, 300)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the reason lets go of it and goes back to the list."""
        escaped = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escaped and watched is self.acts.reason and event.type() == QEvent.Type.KeyPress:
            self.acts.clear_reason()
            self.take_keys()
            return True
        return super().eventFilter(watched, event)

    def _to_sheet(self, _key: str) -> None:
        self.sheet.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        """Read another page; boxes that are out of sight are let go of."""
        self.list.let_go()
        self.refresh()

    def _show(self, page: WaitingPage) -> None:
        lines = page.lines
        at = self.list.rows_model.row_of(self.list.current_id())
        self.list.show_lines(lines)
        if not self.turning.show_page(len(lines), page.total):
            self.refresh()
            return
        self.count.setText(f"{page.total:,}건")
        self.empty.setVisible(not lines)
        self.pages.setCurrentWidget(self.split if lines else self._empty_page)
        self.counted.emit(page.others)
        if lines and self.list.current() is None:
            following = lines[min(max(at, 0), len(lines) - 1)]
            self.list.select_id(following.proposal.id.hex, tell=False)
        if lines and self.isVisible() and _is_lost(self.window().focusWidget()):
            self.take_keys()
        self._open_current()
        self._allow()

    def _not_read(self, error: Exception) -> None:
        self.empty.say("결재 대기를 읽지 못했습니다.", explain(error))
        self.empty.show()
        self.pages.setCurrentWidget(self._empty_page)

    def _open_current(self) -> None:
        """Ask for the sheet of the current line; it is shown as it was frozen."""
        office, line = self._office, self.list.current()
        if office is None or line is None:
            return
        wanted = line.proposal.id
        known = self.sheet.opened()
        if known is not None and known.proposal == line.proposal:
            return
        if self._opening != wanted:
            self.acts.clear_reason()
        self._opening = wanted
        self._allow()
        self._jobs.run(
            lambda: open_sheet(office, wanted),
            self._opened,
            self._not_opened,
            label="심사표",
            key="open-sheet",
            owner=self,
        )

    def _opened(self, opened: OpenedSheet) -> None:
        self.middle.setCurrentIndex(0)
        self.sheet.show_sheet(opened)
        self._allow()

    def _not_opened(self, error: Exception) -> None:
        self.unreadable.say("이 심사표는 볼 수 없습니다.", explain(error))
        self.middle.setCurrentIndex(1)
        self._allow()

    def _seen(self) -> OpenedSheet | None:
        """The sheet that is really in view for the current line."""
        opened, line = self.sheet.opened(), self.list.current()
        if opened is None or line is None or self.middle.currentIndex():
            return None
        return opened if opened.proposal.id == line.proposal.id else None

    def _allow(self) -> None:
        opened, line = self._seen(), self.list.current()
        blocked: str | None = None
        if opened is not None and line is not None:
            blocked = line.blocked or opened.blocked
        chosen = len(self.list.chosen())
        self.acts.allow(blocked, chosen, busy=self._busy)
        self.chosen_words.setText(f"{chosen}건 고름" if chosen else "")

    def _ask_letter(self) -> None:
        office, opened = self._office, self.sheet.opened()
        if office is None or opened is None:
            return
        wanted, name = opened.proposal.id, f"{opened.case.number} 나갈 통지"

        def show(data: bytes) -> None:
            now = self.sheet.opened()
            if now is not None and now.proposal.id == wanted:
                self.sheet.letter.show_pdf(data, name)

        self._jobs.run(
            lambda: letter_preview(office, wanted),
            show,
            lambda error: self.sheet.letter.clear(explain(error)),
            label="나갈 통지",
            key="letter-preview",
            owner=self,
        )

    def _approve(self) -> None:
        office, opened = self._office, self._seen()
        if office is None or opened is None:
            return
        proposal, digest = opened.proposal.id, opened.sheet.digest
        self._act(lambda: approve(office, proposal, digest), f"{self._name()} 승인했습니다.")

    def _turn_down(self, reason: str, *, send: bool) -> None:
        office, opened = self._office, self._seen()
        if office is None or opened is None:
            return
        proposal = opened.proposal.id
        how = send_back if send else refuse
        word = "되돌렸습니다" if send else "반려했습니다"
        self._act(lambda: how(office, proposal, reason), f"{self._name()} {word}. 사유: {reason}")

    def _name(self) -> str:
        line = self.list.current()
        return "" if line is None else f"{line.name or line.case_number} 건을"

    def _act(self, act: Callable[[], Decided], done: str) -> None:
        self._begin()
        line = self.list.current()
        whose = f"{line.name or line.case_number}: " if line is not None else ""

        def finish(decided: Decided) -> None:
            self._busy = False
            self.acts.clear_reason()
            self._say("pas", done)
            self.changed.emit(decided.changes)
            self.refresh()

        def refused(error: Exception) -> None:
            # The list goes on to the next one: the words say whose this was.
            self._refused(error, whose)

        self._jobs.run(act, finish, refused, label="결재", owner=self)

    def _begin(self) -> None:
        """Close the acts while one runs; the keys go on in the list, not somewhere by chance."""
        self._busy = True
        focused = QApplication.focusWidget()
        if isinstance(focused, QWidget) and self.acts.isAncestorOf(focused):
            self.take_keys()
        self._allow()

    def _refused(self, error: Exception, whose: str = "") -> None:
        self._busy = False
        self._say("fail", f"{whose}{explain(error)}")
        self.refresh()

    def _approve_chosen(self) -> None:
        office, lines = self._office, self.list.chosen()
        if office is None or not lines:
            return
        asked = [(one.proposal.id, one.proposal.digest) for one in lines]
        names = {one.proposal.id: f"{one.name} {one.case_number}".strip() for one in lines}
        self._begin()

        def finish(batch: Batch) -> None:
            self._busy = False
            if batch.failed:
                self.banner.hide()
                self.result.show_result(batch, names)
            else:
                self._say("pas", f"고른 {len(batch.approved)}건을 모두 승인했습니다.")
            self.changed.emit(batch.changes)
            self.refresh()

        self._jobs.run(
            lambda: approve_many(office, asked), finish, self._refused, label="결재", owner=self
        )

    def _say(self, tone: str, words: str) -> None:
        self.result.hide()
        self.banner.say(tone, words, "닫기")
        self.banner.show()
        self.empty_banner.say(tone, words)
        self.empty_banner.show()


def _is_lost(focused: QWidget | None) -> bool:
    """Tell whether the keys go nowhere that can be seen."""
    return focused is None or not focused.isVisible()
