"""현황: the place where a season is looked at as a whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipju.services.office import Office
from ipju.ui.jobs import Jobs
from ipju.ui.screens.season.page import SeasonPage
from ipju.ui.screens.season.people import PeoplePage
from ipju.ui.screens.season.results import ResultsPage
from ipju.ui.screens.season.way import WayPage
from ipju.ui.screens.sectioned import Page, SectionedScreen


class SeasonScreen(SectionedScreen):
    """진행, 심사 결과, 담당자: all of the notice that is chosen on any of them."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        self._notice = ""
        super().__init__(
            "현황",
            jobs,
            {
                "way": ("진행", WayPage),
                "results": ("심사 결과", ResultsPage),
                "people": ("담당자", PeoplePage),
            },
            parent,
        )

    def enter(self, office: Office) -> None:
        self._notice = ""
        super().enter(office)

    def prepare(self, key: str, page: Page) -> None:
        if isinstance(page, SeasonPage):
            page.noticed.connect(self._on_noticed)

    def go(self, key: str, *, keys: bool = True) -> Page | None:
        page = super().go(key, keys=keys)
        if isinstance(page, SeasonPage) and self._notice:
            page.set_notice(self._notice)
        return page

    def _on_noticed(self, notice: str) -> None:
        self._notice = notice
