"""One sheet of a list, opened by itself: so an exception is looked at before it is approved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipju.services.decisions import OpenedSheet
from ipju.services.issue_letter import letter_preview
from ipju.services.office import Office
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.approval.sheet import SheetView
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.surface import Label, Rule, fill

_WIDTH, _HEIGHT = 1080, 700
_EDGE = 40


class ListSheetDialog(QDialog):
    """The sheet. `out_wanted` takes it out of the list, `next_wanted`: the next exception."""

    out_wanted = Signal()
    next_wanted = Signal()

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        opened: OpenedSheet,
        why: str,
        *,
        more: int,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{opened.case.number} 심사표")
        self.setModal(True)
        self._office, self._jobs = office, jobs
        self.sheet = SheetView()
        self.sheet.letter_wanted.connect(self._ask_letter)
        self.why = Label(f"열어 볼 까닭: {why}" if why else "", tone="rev", elide=True)
        self.out_act = Act("목록에서 빼기", key="Ctrl+D")
        self.out_act.triggered.connect(self._out)
        self.next_act = Act(
            f"다음 열어 볼 것 ({more:,})" if more else "목록으로", "primary", key="Ctrl+Enter"
        )
        self.next_act.triggered.connect(self._next)
        foot = QHBoxLayout()
        fill(foot, self.why, None, KeyCap("Esc"), self.out_act, self.next_act)
        foot.setContentsMargins(18, 8, 16, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sheet, 1)
        column.addWidget(Rule())
        column.addLayout(foot)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.reject)
        room = parent.window().size()
        self.resize(min(_WIDTH, room.width() - _EDGE), min(_HEIGHT, room.height() - _EDGE))
        self.sheet.show_sheet(opened)
        self.sheet.table.setFocus()

    def _ask_letter(self) -> None:
        opened = self.sheet.opened()
        if opened is None:
            return
        office, proposal = self._office, opened.proposal.id
        name = f"{opened.case.number} 나갈 통지"
        self._jobs.run(
            lambda: letter_preview(office, proposal),
            lambda data: self.sheet.letter.show_pdf(data, name),
            lambda error: self.sheet.letter.clear(explain(error)),
            label="나갈 통지",
            key="list-letter",
            owner=self,
        )

    def _out(self) -> None:
        self.accept()
        self.out_wanted.emit()

    def _next(self) -> None:
        self.accept()
        self.next_wanted.emit()
