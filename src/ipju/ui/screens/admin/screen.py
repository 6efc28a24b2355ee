"""관리: who works here, backups, the recovery key, and whether the ledger is whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipju.ui.jobs import Jobs
from ipju.ui.screens.admin.people import PeoplePage
from ipju.ui.screens.sectioned import SectionedScreen


class AdminScreen(SectionedScreen):
    """The place of whoever keeps accounts and backups; no case is seen here."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("관리", jobs, {"people": ("계정", PeoplePage)}, parent)
