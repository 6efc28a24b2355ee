"""신청자: applications as they became complete, and the order an officer puts them in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ipju.domain.notice import Notice
from ipju.services.intake import Applicant, Ordered, OrderLine, applicants, orders, put_in_order
from ipju.services.office import Changes
from ipju.ui.focus import focus_first
from ipju.ui.jobs import Jobs
from ipju.ui.screens.approval.words import moment_words
from ipju.ui.screens.intake.chosen import ChoiceBar, Chosen
from ipju.ui.screens.intake.order_editor import OrderEditor, orderable
from ipju.ui.screens.intake.orders_dialog import OrdersDialog
from ipju.ui.screens.intake.paragraph import Paragraph
from ipju.ui.screens.intake.words import APPLICANT_COLUMNS, UNRANKED, applicant_row
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.feedback import EmptyState, KeyHints
from ipju.ui.widgets.surface import Label, SectionHead, fill, line_of
from ipju.ui.widgets.table import make_table

_WIDE = (0, 128, 82, 104, 176, 78)
_NARROW_WIDTHS = (0, 118, 70, 96, 150, 72)
_NARROW = 900


@dataclass(frozen=True, slots=True)
class _Seen:
    applicants: tuple[Applicant, ...]
    orders: tuple[OrderLine, ...]


def has_waiting(notice: Notice) -> bool:
    """Tell whether a notice has a waiting list, so that applicants are put in order."""
    return notice.waiting is not None and bool(notice.buildings)


class ApplicantsPage(Page):
    """The list by day, and the editor of the order. `case_wanted(id, None)` opens a case."""

    case_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "신청자", parent)
        self._chosen = chosen
        self._seen = _Seen((), ())
        chosen.changed.connect(self._on_chosen)
        self.head = SectionHead("신청자", "", px=19)
        self.bar = ChoiceBar(chosen, has_waiting)
        self.order_act = Act("순서 정하기", "primary", key="Ctrl+O")
        self.order_act.triggered.connect(self.edit_order)
        self.table = make_table(APPLICANT_COLUMNS, name="신청자 목록")
        self.table.opened.connect(lambda key: self.case_wanted.emit(UUID(key), None))
        self.order_line = Label("", tone="ink2", elide=True)
        self.past_button = Button("지난 순서", "quiet")
        self.past_button.clicked.connect(self.show_past)
        self.empty = EmptyState("", "")
        self.empty.hide()
        self.editor = OrderEditor()
        self.editor.save_wanted.connect(self._save)
        self.editor.left.connect(self.show_list)
        listed = QWidget()
        head = QHBoxLayout()
        fill(head, self.head, None, self.bar, self.order_act)
        self.standing = QWidget()
        standing = line_of(self.order_line, self.past_button)
        standing.setStretch(0, 1)
        self.standing.setLayout(standing)
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(head)
        self.unranked = Paragraph(UNRANKED)
        inside.addWidget(self.unranked)
        inside.addWidget(self.standing)
        inside.addWidget(self.table, 1000)
        inside.addWidget(self.empty)
        inside.addStretch(1)
        self.hints = KeyHints(("↑ ↓", "고르기"), ("Enter", "사례 열기"))
        inside.addWidget(self.hints)
        self.pages = QStackedWidget()
        self.pages.addWidget(listed)
        self.pages.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)

    def concerned(self, changes: Changes) -> bool:
        return changes.intake or changes.cases or changes.decisions or changes.rooms

    def take_keys(self) -> None:
        if self.pages.currentWidget() is self.editor:
            self.editor.take_keys()
        else:
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
            lambda: _Seen(applicants(office, notice, building), orders(office, notice, building)),
            self._show,
            self.refuse,
            label="신청자",
            key="intake-applicants",
            owner=self,
        )

    def edit_order(self) -> None:
        """Begin to put the completed applications in order."""
        if not orderable(self._seen.applicants):
            return
        self.banner.hide()
        self.editor.show_applicants(self._seen.applicants)
        self.pages.setCurrentWidget(self.editor)
        self.editor.take_keys()

    def show_list(self) -> None:
        """Go back to the list."""
        self.pages.setCurrentIndex(0)
        self.take_keys()

    def show_past(self) -> None:
        """Show every order that was made."""
        if self._seen.orders:
            OrdersDialog(self._seen.orders, self).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self.table.set_widths(_NARROW_WIDTHS if narrow else _WIDE)

    def _on_chosen(self) -> None:
        self._stale = True
        self.editor.forget()
        self.pages.setCurrentIndex(0)
        self.banner.hide()
        self.refresh_if_seen()

    def _show(self, seen: _Seen) -> None:
        self._seen = seen
        found = seen.applicants
        self.table.set_rows([applicant_row(one) for one in found])
        complete = sum(one.completed_on is not None for one in found)
        placed = sum(not one.free for one in found)
        words = [f"{len(found)}건", f"서류 갖춤 {complete}"]
        words += [f"예비·제안·계약 {placed}"] if placed else []
        self.head.set_note(" · ".join(words))
        self._show_orders()
        wanted = orderable(found)
        self.order_act.set_blocked(None if wanted else "순서를 정할 신청이 없습니다")
        self.table.setVisible(bool(found))
        self.hints.setVisible(bool(found))
        self.unranked.show()
        self.empty.setVisible(not found)
        self.empty.say(
            f"{self.bar.building_name()}에 신청한 사람이 없습니다.",
            "사례의 신청에서 신청 주택을 적으면 여기에 나타납니다. 새 신청은 Ctrl+N으로 적습니다.",
        )
        if self.pages.currentWidget() is self.editor:
            self.editor.show_applicants(found)
        if found and not self.table.current_id():
            self.table.select_id(found[0].case_id.hex, tell=False)

    def _show_orders(self) -> None:
        lines = self._seen.orders
        self.standing.setVisible(bool(lines))
        if lines:
            newest = lines[0]
            said = (
                f"정한 순서: {moment_words(newest.order.made_at)} {newest.by} · "
                f"{len(newest.applicants)}명 · {newest.order.reason}"
            )
            if not newest.order.whole:
                said = (
                    "정한 순서에 프로그램을 거치지 않고 고친 흔적이 있어 쓰지 않습니다. "
                    "순서를 다시 정하세요."
                )
            self.order_line.setText(said)
            self.past_button.setText(f"지난 순서 {len(lines)}건")

    def _show_none(self) -> None:
        self._show(_Seen((), ()))
        self.unranked.hide()
        self.empty.say(
            "예비입주자를 두는 공고가 없습니다.",
            "상시로 모집하고 예비입주자를 두는 공고의 신청자만 여기에서 순서를 정합니다.",
        )

    def _save(self, case_ids: list[UUID], reason: str) -> None:
        office = self.office
        if office is None:
            return
        notice, building = self._chosen.notice, self._chosen.building
        self.editor.set_busy(True)
        self.jobs.run(
            lambda: put_in_order(office, notice, building, case_ids, reason),
            self._saved,
            self._not_saved,
            label="순서 정하기",
            owner=self,
        )

    def _saved(self, ordered: Ordered) -> None:
        self.editor.set_busy(False)
        self.editor.forget()
        self.show_list()
        self.say("pas", f"{len(ordered.order.cases)}명의 순서를 정했습니다.")
        self.changed.emit(ordered.changes)

    def _not_saved(self, error: Exception) -> None:
        self.editor.set_busy(False)
        self.refuse(error)
        # What was typed stays; who came or went meanwhile is shown.
        self.refresh()
