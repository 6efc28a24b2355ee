"""접수: the place where applications and papers come in."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipju.ui.jobs import Jobs
from ipju.ui.screens.queries.page import QueryPage
from ipju.ui.screens.reception.envelope import EnvelopePage
from ipju.ui.screens.reception.importing import ImportPage
from ipju.ui.screens.reception.overlapping import OverlapPage
from ipju.ui.screens.sectioned import Page, SectionedScreen


class ReceptionScreen(SectionedScreen):
    """One section for each way in. `case_wanted(id, query)` opens a case."""

    case_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            "접수",
            jobs,
            {
                "import": ("엑셀로 받기", ImportPage),
                "overlaps": ("겹치는 신청", OverlapPage),
                "envelope": ("봉투", EnvelopePage),
                "query": ("소득·자산 조회", QueryPage),
            },
            parent,
        )

    def show_inside(self, name: str) -> None:
        """Show a section; of overlaps those of a case: `overlaps/<notice>/<case>`."""
        key, _slash, inside = name.partition("/")
        page = self.go(key)
        if isinstance(page, OverlapPage) and inside:
            notice, _slash, case = inside.partition("/")
            page.show_case(notice, UUID(case))

    def prepare(self, key: str, page: Page) -> None:
        wanted = getattr(page, "case_wanted", None)
        if wanted is not None:
            wanted.connect(self.case_wanted)
        if isinstance(page, ImportPage):
            page.overlaps_wanted.connect(lambda: self.go("overlaps"))
