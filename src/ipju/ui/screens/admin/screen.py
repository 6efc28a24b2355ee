"""관리: who works here, backups, the recovery key, and whether the ledger is whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipju.ui.jobs import Jobs
from ipju.ui.screens.admin.backups import BackupsPage
from ipju.ui.screens.admin.chain import ChainPage
from ipju.ui.screens.admin.people import PeoplePage
from ipju.ui.screens.admin.recovery import RecoveryPage
from ipju.ui.screens.sectioned import Page, SectionedScreen


class AdminScreen(SectionedScreen):
    """The place of whoever keeps accounts and backups; no case is seen here."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            "관리",
            jobs,
            {
                "people": ("계정", PeoplePage),
                "backups": ("백업", BackupsPage),
                "recovery": ("복구 열쇠", RecoveryPage),
                "chain": ("장부 검사", ChainPage),
            },
            parent,
        )

    def prepare(self, key: str, page: Page) -> None:
        if isinstance(page, RecoveryPage):
            page.backup_wanted.connect(lambda: self.go("backups"))
