"""임대: the place where rooms are given and leases kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipju.ui.jobs import Jobs
from ipju.ui.screens.rooms.figures import FiguresPage
from ipju.ui.screens.rooms.plan import PlanPage
from ipju.ui.screens.rooms.roll import RollPage
from ipju.ui.screens.sectioned import Page, SectionedScreen


class RoomsScreen(SectionedScreen):
    """배치도, 임대현황, 해당년도 기준금액. `case_wanted(id, query)` opens a tenant's case."""

    case_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            "임대",
            jobs,
            {
                "plan": ("배치도", PlanPage),
                "roll": ("임대현황", RollPage),
                "figures": ("기준금액", FiguresPage),
            },
            parent,
        )

    def prepare(self, key: str, page: Page) -> None:
        if isinstance(page, PlanPage | RollPage):
            page.case_wanted.connect(self.case_wanted)
