"""선정: applicants in order, the waiting list, scholars. One notice and building for all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipju.ui.jobs import Jobs
from ipju.ui.screens.intake.applicants import ApplicantsPage
from ipju.ui.screens.intake.chosen import Chosen
from ipju.ui.screens.intake.scholars import ScholarsPage
from ipju.ui.screens.intake.waiting import WaitingPage
from ipju.ui.screens.ranking.page import RankingPage
from ipju.ui.screens.sectioned import Page, SectionedScreen


class IntakeScreen(SectionedScreen):
    """The place of whoever selects. `case_wanted(id, query)` opens a case."""

    case_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        self._chosen = Chosen()
        super().__init__(
            "선정",
            jobs,
            {
                "applicants": ("신청자", lambda jobs: ApplicantsPage(jobs, self._chosen)),
                "waiting": ("예비입주자", lambda jobs: WaitingPage(jobs, self._chosen)),
                "scholars": ("장학생", lambda jobs: ScholarsPage(jobs, self._chosen)),
                "ranking": ("순위·추첨", lambda jobs: RankingPage(jobs, self.case_wanted.emit)),
            },
            parent,
        )

    def prepare(self, key: str, page: Page) -> None:
        if isinstance(page, ApplicantsPage | WaitingPage | ScholarsPage):
            page.case_wanted.connect(self.case_wanted)
