"""개인정보: the ledger searched, unusual views, the month signed, what is due destroyed."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from ipju.domain.trail import TrailQuery
from ipju.ui.jobs import Jobs
from ipju.ui.screens.privacy.certificates import CertificatesPage
from ipju.ui.screens.privacy.due import DuePage
from ipju.ui.screens.privacy.months import MonthsPage
from ipju.ui.screens.privacy.trail import TrailPage
from ipju.ui.screens.privacy.unusual import UnusualPage
from ipju.ui.screens.sectioned import Page, SectionedScreen


class PrivacyScreen(SectionedScreen):
    """The place of the privacy officer."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            "개인정보",
            jobs,
            {
                "trail": ("장부", TrailPage),
                "unusual": ("눈에 띄는 것", UnusualPage),
                "months": ("월별 점검", MonthsPage),
                "due": ("파기", DuePage),
                "certificates": ("파기확인서", CertificatesPage),
            },
            parent,
        )

    def prepare(self, key: str, page: Page) -> None:
        if isinstance(page, UnusualPage):
            page.rows_wanted.connect(self.show_rows)
        elif isinstance(page, MonthsPage):
            page.unusual_wanted.connect(self.show_unusual)
        elif isinstance(page, DuePage):
            page.certificates_wanted.connect(lambda: self.go("certificates"))

    def show_rows(self, query: TrailQuery) -> None:
        """Show rows of the ledger."""
        page = self.go("trail", keys=False)
        if isinstance(page, TrailPage):
            page.show_query(query)
            page.take_keys()

    def show_unusual(self, month: date) -> None:
        """Show what stands out in a month."""
        page = self.go("unusual", keys=False)
        if isinstance(page, UnusualPage):
            page.show_month(month)
            page.take_keys()
