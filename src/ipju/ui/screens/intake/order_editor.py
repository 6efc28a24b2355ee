"""순서 정하기: the officer puts the completed applications in order and says why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.finding import Outcome
from ipju.services.applicants import Applicant
from ipju.ui.screens.intake.order_table import OrderTable
from ipju.ui.screens.intake.paragraph import Paragraph
from ipju.ui.screens.intake.words import ORDER_COLUMNS, UNRANKED, order_row
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.feedback import KeyHints
from ipju.ui.widgets.surface import SectionHead, fill
from ipju.ui.widgets.table_model import Row
from ipju.ui.widgets.typed_fields import TextField

_NARROW = 900


def orderable(found: Sequence[Applicant]) -> list[Applicant]:
    """Return who is put in order: complete, not refused by a rule, without room and number.

    As they stand in the order in force, those who are new after them as they came in.
    """
    wanted = [one for one in found if one.orderable and one.free]
    wanted = [one for one in wanted if one.outcome is not Outcome.FAIL]
    last = len(found) + 1
    return sorted(wanted, key=lambda one: one.place or last)


class OrderEditor(QWidget):
    """Rows to be moved, the reason, and saving. `save_wanted(ids, reason)`; `left` by Esc.

    What was moved stays for the next visit until it is saved.
    """

    save_wanted = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, Applicant] = {}
        self._places: dict[str, int] = {}
        self.head = SectionHead("순서 정하기", "", px=19)
        self.back = Button("그만두기", "quiet")
        self.back.clicked.connect(self.left)
        self.undo_button = Button("되돌리기", icon_name="undo")
        self.undo_button.clicked.connect(self._undo)
        self.table = OrderTable(ORDER_COLUMNS, self._rows, name="선정 순서")
        self.table.moved.connect(self._weigh)
        self.reason = TextField(
            "순서를 정한 사유",
            required=True,
            placeholder="예: 운영규정 제5조 제2항의 기준에 따름",
            help_text="장부와 순서 기록에 남습니다.",
        )
        self.save = Act("정한 순서 저장", "primary", key="Ctrl+Enter")
        self.save.triggered.connect(self._on_save)
        head, foot = QHBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.undo_button, self.back)
        foot.setSpacing(16)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.save, 0, Qt.AlignmentFlag.AlignVCenter)
        self.unranked = Paragraph(UNRANKED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.unranked)
        column.addWidget(self.table, 1)
        column.addWidget(
            KeyHints(
                ("Alt+↑ ↓", "옮기기 (끌어도 됩니다)"),
                ("Alt+Home End", "처음·끝으로"),
                ("Ctrl+Z", "되돌리기"),
                ("Esc", "그만두기"),
            )
        )
        column.addLayout(foot)

    def show_applicants(self, found: Sequence[Applicant]) -> None:
        """Show who is to be put in order; moves that were made stay while it is the same people."""
        wanted = orderable(found)
        self._known = {one.case_id.hex: one for one in wanted}
        ids = [one.case_id.hex for one in wanted]
        stood = [one.case_id.hex for one in wanted if one.place is not None]
        self._places = {one: at for at, one in enumerate(stood, 1)}
        if set(ids) == set(self.table.ids()):
            self.table.redraw()
        else:
            self.table.show_ids(ids)
        refused = sum(o.orderable and o.free and o.outcome is Outcome.FAIL for o in found)
        words = f"{len(wanted)}명" + (f", 부적합 {refused}명은 넣지 않음" if refused else "")
        self.head.set_note(words)
        self._weigh()

    def forget(self) -> None:
        """Let go of the moves and of the reason: they were saved."""
        self.table.show_ids([])
        self.reason.set_value(None)

    def take_keys(self) -> None:
        """Put the focus on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """Close the act while it runs."""
        self.save.set_blocked("저장하는 중" if busy else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _rows(self, ids: Sequence[str]) -> list[Row]:
        return [
            order_row(at, self._known[one], self._places.get(one))
            for at, one in enumerate(ids, 1)
            if one in self._known
        ]

    def _undo(self) -> None:
        self.table.undo()
        self.take_keys()

    def _weigh(self) -> None:
        self.undo_button.setEnabled(self.table.has_moves())
        self.save.set_blocked(None if self.table.ids() else "순서를 정할 신청이 없습니다")

    def _on_save(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.reason.set_error("순서를 정한 사유를 적으십시오.")
            self.reason.setFocus()
            return
        self.save_wanted.emit([self._known[one].case_id for one in self.table.ids()], reason)
