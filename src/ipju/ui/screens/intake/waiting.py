"""예비입주자: the waiting list of a building, called one after the other into free rooms."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.intake import WaitingState
from ipju.domain.letting import RoomState
from ipju.domain.notice import RoomTerms
from ipju.services.applicants import LISTED
from ipju.services.intake import (
    Answered,
    Applicant,
    Called,
    Listed,
    Step,
    WaitingLine,
    applicants,
    entry_history,
    expire_due,
    strike,
    waiting_list,
)
from ipju.services.office import Changes, Office
from ipju.services.room_plan import plan
from ipju.ui.dialogs.service import ReasonDialog
from ipju.ui.focus import focus_first
from ipju.ui.jobs import Jobs
from ipju.ui.screens.intake.applicants import has_waiting
from ipju.ui.screens.intake.chosen import ChoiceBar, Chosen
from ipju.ui.screens.intake.entry_detail import EntryDetail
from ipju.ui.screens.intake.waiting_dialogs import AnswerDialog, CallDialog, ListDialog
from ipju.ui.screens.intake.words import WAITING_COLUMNS, waiting_row
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import Banner, EmptyState, KeyHints
from ipju.ui.widgets.surface import SectionHead, fill
from ipju.ui.widgets.table import make_table

_WIDE = (52, 0, 164, 122)
_NARROW_WIDTHS = (48, 0, 158, 0)
_UNTIL = 3
"""The column of validity: it gives way where the window is narrow; the detail tells it."""
_NARROW = 900


@dataclass(frozen=True, slots=True)
class _Seen:
    lines: tuple[WaitingLine, ...]
    following: tuple[Applicant, ...]
    rooms: tuple[RoomTerms, ...]


def _ask(office: Office, notice: str, building: str) -> _Seen:
    """Return the list, who comes next in the order, and the rooms that are free."""
    found = applicants(office, notice, building)
    listable = [o for o in found if o.place is not None and o.approved and o.free and o.orderable]
    rooms = [
        line.room
        for one in plan(office, notice).buildings
        if one.building.id == building
        for line in one.rooms
        if line.state is RoomState.FREE
    ]
    return _Seen(
        waiting_list(office, notice, building),
        tuple(sorted(listable, key=lambda one: one.place or 0)),
        tuple(rooms),
    )


class WaitingPage(Page):
    """The numbers, and beside them the one chosen. `case_wanted(id, None)` opens a case."""

    case_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "예비입주자", parent)
        self._chosen = chosen
        self._seen = _Seen((), (), ())
        chosen.changed.connect(self._on_chosen)
        self.head = SectionHead("예비입주자", "", px=19)
        self.bar = ChoiceBar(chosen, has_waiting)
        self.list_act = Act("올리기", key="Ctrl+O")
        self.list_act.triggered.connect(self.list_people)
        self.call_act = Act("다음 순번 부르기", "primary", key="Ctrl+Enter")
        self.call_act.triggered.connect(self.call_next)
        self.due = Banner("rev", "", "정리하기")
        self.due.acted.connect(self.expire)
        self.due.hide()
        self.detail = EntryDetail()
        self.table = make_table(WAITING_COLUMNS, name="예비입주자 명단")
        self.table.row_changed.connect(lambda _id: self._show_entry())
        self.table.opened.connect(lambda _id: self.detail.take_keys())
        self.detail.declined.connect(lambda: self.answer(WaitingState.DECLINED))
        self.detail.silent.connect(lambda: self.answer(WaitingState.SILENT))
        self.detail.strike_wanted.connect(self.strike)
        self.detail.case_wanted.connect(self._open_case)
        self.empty = EmptyState("", "")
        self.empty.hide()
        head, left, row = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.bar)
        acts = QHBoxLayout()
        fill(acts, self.list_act, None, self.call_act)
        self.hints = KeyHints(("↑ ↓", "고르기"), ("Enter", "할 일로 가기"))
        fill(left, self.table, self.hints, spacing=8)
        left.setStretchFactor(self.table, 1)
        row.setSpacing(16)
        row.addLayout(left, 6)
        row.addWidget(self.detail, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(acts)
        for part in (self.banner, self.due, self.empty):
            column.addWidget(part)
        column.addLayout(row, 1000)
        column.addStretch(1)

    def concerned(self, changes: Changes) -> bool:
        return changes.intake or changes.rooms or changes.decisions or changes.cases

    def take_keys(self) -> None:
        focus_first(self.table, self.empty)

    def refresh(self) -> None:
        office = self.office
        if office is None:
            return
        if self.bar.offer(office) is None:
            self._show_none()
            return
        notice, building = self._chosen.notice, self._chosen.building
        self.jobs.run(
            lambda: _ask(office, notice, building),
            self._show,
            self.refuse,
            label="예비입주자",
            key="intake-waiting",
            owner=self,
        )

    def current(self) -> WaitingLine | None:
        """The number chosen."""
        wanted = self.table.current_id()
        return next((one for one in self._seen.lines if one.entry.id.hex == wanted), None)

    def list_people(self) -> None:
        """Put the next of the order on the list."""
        office, notice = self.office, self.bar.notice()
        if office is None or notice is None or not self._seen.following:
            return
        first = max((one.entry.number for one in self._seen.lines), default=0) + 1
        dialog = ListDialog(
            office,
            self.jobs,
            notice,
            self._chosen.building,
            self._seen.following,
            first,
            self,
        )
        dialog.settled.connect(self._on_listed)
        dialog.open()

    def call_next(self) -> None:
        """Call whoever comes next into a free room."""
        office = self.office
        line = next((one for one in self._seen.lines if one.callable), None)
        if office is None or line is None or not self._seen.rooms:
            return
        dialog = CallDialog(office, self.jobs, line, self._seen.rooms, self)
        dialog.settled.connect(lambda called: self._on_called(called, line.name))
        dialog.open()

    def answer(self, state: WaitingState) -> None:
        """Write down that the one chosen declined or was silent."""
        office, line = self.office, self.current()
        if office is None or line is None:
            return
        dialog = AnswerDialog(office, self.jobs, line, state, self)
        words = f"{line.name}님의 {state.label}을 적었습니다. 다음 순번을 부를 수 있습니다."
        dialog.settled.connect(lambda answered: self._on_done(answered, words))
        dialog.open()

    def strike(self) -> None:
        """Take the one chosen off the list."""
        office, line = self.office, self.current()
        if office is None or line is None:
            return
        entry = line.entry
        called = " 제안한 호실도 거두어 다시 빕니다." if line.room else ""
        dialog = ReasonDialog(
            f"{line.name}님을 명단에서 뺍니다",
            f"예비 {entry.number}번은 다시 쓰지 않고, 뺀 사람은 되돌려 놓을 수 없습니다.{called}",
            f"{line.name}님 빼기",
            self.jobs,
            lambda why: strike(office, entry.id, why),
            placeholder="예: 본인이 원함, 자격을 잃음",
            parent=self,
        )
        dialog.settled.connect(
            lambda answered: self._on_done(answered, f"{line.name}님을 명단에서 뺐습니다.")
        )
        dialog.open()

    def expire(self) -> None:
        """End the numbers whose time is over."""
        office = self.office
        if office is not None:
            self.jobs.run(
                lambda: expire_due(office),
                self._on_expired,
                self.refuse,
                label="예비 순번 정리",
                owner=self,
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self.table.setColumnHidden(_UNTIL, narrow)
        self.table.set_widths(_NARROW_WIDTHS if narrow else _WIDE)

    def _on_chosen(self) -> None:
        self._stale = True
        self.banner.hide()
        self.refresh_if_seen()

    def _show(self, seen: _Seen) -> None:
        self._seen = seen
        lines = seen.lines
        self.table.set_rows([waiting_row(one) for one in lines])
        count = {state: sum(o.entry.state is state for o in lines) for state in LISTED}
        self.head.set_note(
            f"대기 {count[WaitingState.WAITING]} · 호출 {count[WaitingState.CALLED]} · "
            f"빈 호실 {len(seen.rooms)}"
        )
        self._allow()
        over = sum(
            one.days_left is not None and one.days_left < 0
            for one in lines
            if one.entry.state is WaitingState.WAITING
        )
        self.due.say("rev", f"유효기간이 지난 순번이 {over}개 있습니다.", "정리하기")
        self.due.setVisible(over > 0)
        for part in (self.table, self.hints, self.detail):
            part.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.empty.say(
            "예비입주자가 없습니다.",
            "신청자에서 순서를 정하고 적격으로 결재받은 사람을 ‘올리기’로 명단에 올립니다.",
        )
        if lines and not self.table.current_id():
            following = next((one for one in lines if one.callable), lines[0])
            self.table.select_id(following.entry.id.hex, tell=False)
        self._show_entry()

    def _allow(self) -> None:
        following = next((one for one in self._seen.lines if one.callable), None)
        blocked = None
        if following is None:
            blocked = "부를 순번이 없습니다"
        elif not self._seen.rooms:
            blocked = "빈 호실이 없습니다"
        self.call_act.set_blocked(blocked)
        self.call_act.set_text(
            f"예비 {following.entry.number}번 부르기" if following else "다음 순번 부르기"
        )
        listable = len(self._seen.following)
        self.list_act.set_blocked(None if listable else "올릴 사람이 없습니다")
        self.list_act.set_text(f"예비입주자 올리기 ({listable}명 가능)" if listable else "올리기")

    def _show_none(self) -> None:
        self._show(_Seen((), (), ()))
        for act in (self.list_act, self.call_act):
            act.hide()
        self.head.set_note("")
        self.empty.say(
            "예비입주자를 두는 공고가 없습니다.",
            "예비입주자를 두는 공고가 있으면 그 명단이 여기에 나옵니다.",
        )

    def _show_entry(self) -> None:
        line, office = self.current(), self.office
        if line is None or office is None:
            return
        by = line.entry.answer_by
        self.detail.show_line(line, by is not None and office.clock.today() > by)
        entry = line.entry.id
        self.jobs.run(
            lambda: entry_history(office, entry),
            self._show_story,
            self.refuse,
            label="예비 순번의 이력",
            key="intake-entry",
            owner=self,
        )

    def _show_story(self, steps: tuple[Step, ...]) -> None:
        self.detail.show_story(steps)

    def _open_case(self) -> None:
        line = self.current()
        if line is not None:
            self.case_wanted.emit(line.entry.case_id, None)

    def _on_listed(self, listed: Listed) -> None:
        self.say("pas", f"{len(listed.entries)}명을 예비입주자로 올렸습니다.")
        self.changed.emit(listed.changes)

    def _on_called(self, called: Called, name: str) -> None:
        self.table.select_id(called.entry.id.hex, tell=False)
        self.say("pas", f"{name}님에게 {called.lease.room}호를 제안했습니다.")
        self.changed.emit(called.changes)

    def _on_done(self, answered: Answered, words: str) -> None:
        self.say("pas", words)
        self.changed.emit(answered.changes)

    def _on_expired(self, listed: Listed) -> None:
        self.say("pas", f"기간이 지난 순번 {len(listed.entries)}개를 정리했습니다.")
        self.changed.emit(listed.changes)
