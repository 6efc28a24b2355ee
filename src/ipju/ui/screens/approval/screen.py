"""결재: to decide one by one or by list (결재), to see what became of one's own (담당)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ipju.domain.account import Role
from ipju.domain.listing import CaseQuery
from ipju.services.office import Changes, Office
from ipju.ui.jobs import Jobs
from ipju.ui.screens.approval.bulk import BulkView
from ipju.ui.screens.approval.decide import DecideView
from ipju.ui.screens.approval.mine import MineView
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.choice_fields import Segmented
from ipju.ui.widgets.surface import Pane, Rule, line_of

_ONE, _LIST = 0, 1


class ApprovalScreen(Pane):
    """The place. `changed(Changes)` after an act; `case_wanted(id, query)` opens a case;

    `counted(int)` says how many things here wait for whoever sits at the desk.
    """

    changed = Signal(object)
    case_wanted = Signal(object, object)
    counted = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self.setAccessibleName("결재")
        self._stale = True
        self._decides = False
        self.decide = DecideView(jobs)
        self.mine = MineView(jobs)
        self.bulk = BulkView(jobs)
        self.decide.changed.connect(self.changed)
        self.bulk.changed.connect(self._on_bulk)
        self.mine.case_wanted.connect(self._open)
        for view in (self.decide, self.mine):
            view.counted.connect(self.counted)
        self.ways = Segmented(["한 건씩", "목록으로"])
        self.ways.setAccessibleName("결재하는 방법")
        self.ways.setFixedWidth(180)
        self.ways.set_current(_ONE)
        self.ways.chosen.connect(self._turn)
        self._turn_act = Act("방법 바꾸기", "quiet", key="Ctrl+B")
        self._turn_act.triggered.connect(lambda: self._turn(1 - self.ways.current()))
        self._bar = Pane("panel")
        row = line_of(self.ways, None, self._turn_act)
        row.setContentsMargins(14, 4, 12, 4)
        self._bar.setLayout(row)
        self._rule = Rule()
        self._pages = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._rule)
        column.addLayout(self._pages, 1)
        # Only now: a page without a parent would be a window of its own, and take the keys.
        for page in (self.mine, self.decide, self.bulk):
            self._pages.addWidget(page)

    def enter(self, office: Office) -> None:
        """Begin to work in this office, as whoever sits there."""
        self._decides = Role.SUPERVISOR in office.actor.roles
        self.ways.set_current(_ONE)
        for part in (self._bar, self._rule):
            part.setVisible(self._decides)
        self._view().enter(office)
        if self._decides:
            self.bulk.enter(office)
        self._pages.setCurrentWidget(self._view())
        self._stale = True
        if self.isVisible():
            self.refresh()

    def note(self, changes: Changes) -> None:
        """Ask again when something was proposed, decided or changed; later when hidden."""
        if changes.decisions or changes.letters or changes.cases:
            self._stale = True
            if self.isVisible():
                self.refresh()

    def refresh(self) -> None:
        """Ask the store again."""
        self._stale = False
        self._view().refresh()

    def take_keys(self) -> None:
        """Put the focus where work begins."""
        self._shown().take_keys()

    def _shown(self) -> DecideView | MineView | BulkView:
        return self.bulk if self._decides and self.ways.current() == _LIST else self._view()

    def _turn(self, at: int) -> None:
        """Decide one by one, or by list."""
        if not self._decides:
            return
        self.ways.set_current(at)
        self._pages.setCurrentWidget(self._shown())
        self.take_keys()

    def _on_bulk(self, changes: object) -> None:
        self.changed.emit(changes)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Somebody else may have proposed meanwhile: the place is read at each visit.
        self.refresh()

    def _view(self) -> DecideView | MineView:
        return self.decide if self._decides else self.mine

    def _open(self, case_id: object) -> None:
        nothing: CaseQuery | None = None
        self.case_wanted.emit(case_id, nothing)
