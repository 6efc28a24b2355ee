"""결재: one place with two faces, to decide (결재) and to see what became of one's own (담당)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from ipju.domain.account import Role
from ipju.domain.listing import CaseQuery
from ipju.services.office import Changes, Office
from ipju.ui.jobs import Jobs
from ipju.ui.screens.approval.decide import DecideView
from ipju.ui.screens.approval.mine import MineView
from ipju.ui.widgets.surface import Pane


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
        self.decide.changed.connect(self.changed)
        self.mine.case_wanted.connect(self._open)
        for view in (self.decide, self.mine):
            view.counted.connect(self.counted)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.mine)
        self._pages.addWidget(self.decide)

    def enter(self, office: Office) -> None:
        """Begin to work in this office, as whoever sits there."""
        self._decides = Role.SUPERVISOR in office.actor.roles
        self._view().enter(office)
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
        self._view().take_keys()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Somebody else may have proposed meanwhile: the place is read at each visit.
        self.refresh()

    def _view(self) -> DecideView | MineView:
        return self.decide if self._decides else self.mine

    def _open(self, case_id: object) -> None:
        nothing: CaseQuery | None = None
        self.case_wanted.emit(case_id, nothing)
