"""겹치는 신청: groups of applications that overlap, and which of each a person lets stand."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.services.authority import DECIDING
from ipju.services.office import Changes
from ipju.services.overlap_links import forbids_second
from ipju.services.overlap_rest import Confirmed, confirm_alone
from ipju.services.overlaps import (
    GROUPS_SHOWN,
    Overlap,
    OverlapList,
    Settled,
    keep_apart,
    overlap_list,
    settle,
    unsettle,
)
from ipju.ui.jobs import Jobs, Task
from ipju.ui.screens.letters.turning import Turning
from ipju.ui.screens.reception.notice_choice import AnyNotice
from ipju.ui.screens.reception.overlap_rows import (
    CASE_COLUMNS,
    GROUP_COLUMNS,
    case_row,
    group_row,
    settled_words,
)
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import EmptyState, KeyHints, ProgressPanel
from ipju.ui.widgets.line_input import LineInput
from ipju.ui.widgets.surface import Label, SectionHead, fill, line_of
from ipju.ui.widgets.table import make_table

_TAKES_ALL = 1000
_NARROW = 900
_MOST_ROWS = 4
NOT_YOURS = "담당이나 결재가 정합니다"
_WIDE = tuple(one.width for one in GROUP_COLUMNS)
_NARROW_WIDTHS = (140, 0, 136, 52, 92)


class OverlapPage(Page):
    """The groups above, the applications of the current one side by side below."""

    case_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "겹치는 신청", parent)
        self._found: tuple[Overlap, ...] = ()
        self.head = SectionHead("겹치는 신청", "", px=19)
        self.choice = AnyNotice()
        self.choice.chosen.connect(self._other_notice)
        self.rest_act = Act("겹치지 않는 신청 적기", key="Ctrl+Shift+L")
        self.rest_act.triggered.connect(self.confirm_alone)
        self.progress = ProgressPanel()
        self.progress.stop_requested.connect(self._stop)
        self.progress.act_pressed.connect(self.progress.hide)
        self._task: Task | None = None
        self._wanted: UUID | None = None
        self._left_out: set[UUID] = set()
        self.groups = make_table(GROUP_COLUMNS, name="겹치는 신청")
        self.groups.row_changed.connect(lambda _id: self._show_group())
        self.groups.opened.connect(lambda _id: self._go_below())
        self.turning = Turning(self.groups, GROUPS_SHOWN, of="묶음")
        self.turning.turned.connect(self.refresh)
        self.cases = make_table(CASE_COLUMNS, name="겹치는 신청을 나란히")
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.cases)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.leave_out)
        self.cases.opened.connect(lambda key: self.case_wanted.emit(UUID(key), None))
        self.cases.row_changed.connect(lambda _id: self._show_acts())
        self.state = Label("", tone="ink2", elide=True)
        self.reason = LineInput()
        self.reason.setPlaceholderText("정한 사유 (장부와 사례의 이력에 남습니다)")
        self.reason.setAccessibleName("정한 사유")
        self.again_act = Act("정한 것 되돌리기", key="Ctrl+Shift+U")
        self.again_act.triggered.connect(self.unsettle)
        self.apart_act = Act("모두 따로 인정", key="Ctrl+Shift+Enter")
        self.apart_act.triggered.connect(self.keep_apart)
        self.stand_act = Act("이 신청을 인정", "primary", key="Ctrl+Enter")
        self.stand_act.triggered.connect(self.settle)
        self.empty = EmptyState("", "")
        self.below = QWidget()
        inside = QVBoxLayout(self.below)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        state = line_of(self.state, self.again_act)
        state.setStretch(0, 1)
        inside.addLayout(state)
        inside.addWidget(self.cases)
        word = Label("사유", tone="ink2")
        reason = line_of(word, self.reason)
        reason.setStretch(1, 1)
        inside.addLayout(reason)
        acts = QHBoxLayout()
        self.hints = KeyHints(("Enter", "사례 열기"))
        self.more_hints = KeyHints(("Enter", "사례 열기"), ("Space", "빼고 정하기"))
        fill(acts, self.hints, self.more_hints, None, self.apart_act, 8, self.stand_act)
        inside.addLayout(acts)
        head = QHBoxLayout()
        fill(head, self.head, None, self.choice, self.rest_act)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.progress)
        column.addWidget(self.groups, _TAKES_ALL)
        column.addLayout(line_of(self.turning, None))
        column.addWidget(self.below)
        column.addWidget(self.empty)
        column.addStretch(1)

    def concerned(self, changes: Changes) -> bool:
        return changes.cases

    def take_keys(self) -> None:
        self.groups.setFocus(Qt.FocusReason.OtherFocusReason)
        self.groups.show_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self.cases.setColumnHidden(3, narrow)
        self.groups.set_widths(_NARROW_WIDTHS if narrow else _WIDE)

    def refresh(self) -> None:
        office = self.office
        if office is None:
            return
        notice = self.choice.offer(office)
        offset, about = self.turning.offset, self._wanted
        self.jobs.run(
            lambda: overlap_list(office, notice, offset, about) if notice else None,
            self._show,
            self.refuse,
            label="겹치는 신청",
            key="overlaps",
            owner=self,
        )

    def _other_notice(self) -> None:
        self.turning.restart()
        self.refresh()

    def show_case(self, notice_id: str, case_id: UUID) -> None:
        """Show the group of a case, as soon as it is read."""
        if self.office is None:
            return
        self.choice.offer(self.office)
        self.choice.choose(notice_id)
        self._wanted = case_id
        self.refresh()

    def settle(self) -> None:
        """Let the application of the current row stand, and none of the others."""
        group, chosen = self.group(), self.cases.current_id()
        office, reason = self.office, self.reason.text()
        if office is None or group is None or not chosen or self.stand_act.blocked_reason():
            return
        stands = UUID(chosen)
        others = [one for one in self._together() if one != stands]
        self._act(lambda: settle(office, stands, others, reason))

    def keep_apart(self) -> None:
        """Let all the applications of the group stand."""
        group, office, reason = self.group(), self.office, self.reason.text()
        if office is None or group is None or self.apart_act.blocked_reason():
            return
        ids = self._together()
        self._act(lambda: keep_apart(office, ids, reason))

    def unsettle(self) -> None:
        """Take back how the group was settled."""
        group, office, reason = self.group(), self.office, self.reason.text()
        if office is None or group is None or self.again_act.blocked_reason():
            return
        ids = [one.case_id for one in group.cases]
        self._act(lambda: unsettle(office, ids, reason), "다시 정할 것으로 되돌렸습니다.")

    def confirm_alone(self) -> None:
        """Write into every other application that it overlaps with none."""
        office, notice = self.office, self.choice.notice()
        if office is None or not notice or self._task is not None:
            return
        self.banner.hide()
        self.progress.start("겹치지 않는 신청을 적는 중")
        self.rest_act.set_blocked("적는 중입니다")
        self._task = self.jobs.run_long(
            lambda task: confirm_alone(office, notice, task.report, lambda: task.cancelled),
            self._on_confirmed,
            self._not_confirmed,
            on_progress=self.progress.set_progress,
            on_cancelled=lambda: self._on_confirmed(Confirmed(0, 0, True, Changes())),
            label="겹치지 않는 신청 적기",
            owner=self,
        )

    def group(self) -> Overlap | None:
        """The group that is shown side by side."""
        wanted = self.groups.current_id()
        return next((one for one in self._found if one.id == wanted), None)

    def _go_below(self) -> None:
        self.cases.setFocus(Qt.FocusReason.OtherFocusReason)

    def _together(self) -> list[UUID]:
        """Return the cases of the group that are settled together."""
        group = self.group()
        cases = group.cases if group is not None else ()
        return [one.case_id for one in cases if one.case_id not in self._left_out]

    def leave_out(self) -> None:
        """Leave the current case out of what is settled now, or take it in again."""
        group, chosen = self.group(), self.cases.current_id()
        if chosen and group is not None and len(group.cases) > 2:
            self._left_out ^= {UUID(chosen)}
            self._show_group()

    def _act(self, work: Callable[[], Settled], words: str = "정했습니다.") -> None:
        self.banner.hide()
        self.jobs.run(
            work,
            lambda done: self._on_settled(done, words),
            self.refuse,
            label="겹치는 신청",
            owner=self,
        )

    def _on_settled(self, done: Settled, words: str) -> None:
        self.reason.clear()
        self._left_out.clear()
        self.say("pas", f"신청 {done.cases}건을 {words}")
        self.changed.emit(done.changes)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_confirmed(self, done: Confirmed) -> None:
        self._task = None
        self._block_rest()
        words = f"신청 {done.alone:,}건에 '중복 신청 조회함'을 적었습니다."
        waiting = f"정할 신청 {done.waiting:,}건은 그대로 두었습니다." if done.waiting else ""
        if done.stopped:
            self.progress.finish(
                "rev", f"멈추었습니다. {words}", "다시 누르면 이어서 적습니다.", "닫기"
            )
        else:
            self.progress.finish("rev" if waiting else "pas", words, waiting, "닫기")
        self.changed.emit(done.changes)

    def _not_confirmed(self, error: Exception) -> None:
        self._task = None
        self._block_rest()
        self.progress.hide()
        self.refuse(error)

    def _block_rest(self) -> None:
        office, notice = self.office, self.choice.notice()
        judges = office is not None and bool(office.actor.roles & DECIDING)
        asked = office is not None and bool(notice) and forbids_second(office.notices.get(notice))
        self.rest_act.setVisible(asked)
        if self._task is None:
            self.rest_act.set_blocked(None if judges else NOT_YOURS)

    def _show(self, page: OverlapList | None) -> None:
        found = self._found = page.groups if page is not None else ()
        waiting, total = (page.waiting, page.total) if page is not None else (0, 0)
        self.head.set_note(f"정할 것 {waiting:,} · 정함 {total - waiting:,}" if found else "")
        self.groups.set_rows([group_row(one) for one in found])
        self.turning.offset = page.offset if page is not None else 0
        if not self.turning.show_page(len(found), total):
            self.refresh()
            return
        self.groups.setVisible(bool(found))
        self.below.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._say_none()
        self._block_rest()
        wanted, self._wanted = self._wanted, None
        group = next((o for o in found if wanted in {one.case_id for one in o.cases}), None)
        if group is not None:
            self.groups.select_id(group.id)
        elif found and self.group() is None:
            self.groups.select_id(found[0].id)
        self._show_group()

    def _say_none(self) -> None:
        office, notice = self.office, self.choice.notice()
        if office is None or not notice or forbids_second(office.notices.get(notice)):
            self.empty.say(
                "겹치는 신청이 없습니다.",
                "같은 사람, 부부, 한 가족이 두 번 신청했거나 특별공급과 일반공급을 함께 신청하면 "
                "여기에 나란히 보입니다.",
            )
        else:
            self.empty.say(
                "이 공고는 두 번 신청을 막지 않습니다.",
                "한 세대가 한 건만 신청할 수 있는 공고에서만 겹치는 신청을 찾습니다.",
            )

    def _show_group(self) -> None:
        group = self.group()
        cases = group.cases if group else ()
        self._left_out &= {one.case_id for one in cases}
        left = self._left_out
        rows = [case_row(one, group, one.case_id in left) for one in cases] if group else []
        self.more_hints.setVisible(len(rows) > 2)
        self.hints.setVisible(len(rows) <= 2)
        self.cases.set_rows(rows)
        self.cases.fit_height(_MOST_ROWS)
        self.state.setText(settled_words(group) if group else "")
        if rows and not self.cases.current_id():
            self.cases.select_id(group.cases[0].case_id.hex if group else "")
        self._show_acts()

    def _show_acts(self) -> None:
        group, office = self.group(), self.office
        blocked = NOT_YOURS
        if office is not None and office.actor.roles & DECIDING:
            blocked = "" if group else "정할 것이 없습니다"
        settled = group is not None and group.settlement is not None
        self.again_act.setVisible(settled)
        self.again_act.set_blocked(blocked or None)
        few = "둘 이상의 신청을 함께 정합니다" if len(self._together()) < 2 else ""
        self.apart_act.set_blocked(blocked or few or None)
        chosen = self.cases.current_id()
        out = chosen and UUID(chosen) in self._left_out
        wanted = "이번에 뺀 신청입니다" if out else "" if chosen else "신청을 고르세요"
        self.stand_act.set_blocked(blocked or few or wanted or None)
        number = next(
            (one.number for one in group.cases if one.case_id.hex == chosen) if group else iter(()),
            "",
        )
        self.stand_act.set_text(f"{number} 인정" if number else "이 신청을 인정")
