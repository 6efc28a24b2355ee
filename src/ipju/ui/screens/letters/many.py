"""Long work upon many requests: drawn up for a filter, lapsed up to a day; asked first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from ipju.domain.listing import CaseQuery
from ipju.domain.requests import RequestKind
from ipju.services.office import Office
from ipju.services.request_lists import Batch, Lapsed, draw_up_all, lapse_due
from ipju.ui.jobs import Jobs, Task
from ipju.ui.screens.letters.batch import BatchPanel
from ipju.ui.screens.letters.dialogs import DrawAllDialog, LapseDialog
from ipju.ui.screens.letters.words import batch_words, lapsed_words
from ipju.ui.screens.sectioned import Page


class ManyRequests(QObject):
    """`made(Batch)` and `lapsed(Lapsed)` when the work ended; the panel says how."""

    made = Signal(object)
    lapsed = Signal(object)

    def __init__(
        self,
        kind: RequestKind,
        jobs: Jobs,
        panel: BatchPanel,
        refuse: Callable[[Exception], object],
        page: Page,
    ) -> None:
        super().__init__(page)
        self._kind, self._jobs, self._panel = kind, jobs, panel
        self._refuse, self._page = refuse, page

    def ask_draw_up(self, office: Office, notice: str | None) -> None:
        """Ask for the filter of those for whom requests are drawn up."""
        if not self._panel.is_running():
            dialog = DrawAllDialog(office, self._kind, notice, self._page)
            dialog.wanted.connect(lambda query, due: self._draw_up(office, query, due))
            dialog.open()

    def _draw_up(self, office: Office, query: CaseQuery, due: date | None) -> None:
        kind = self._kind

        def work(task: Task) -> Batch:
            return draw_up_all(office, query, kind, due, task.report, lambda: task.cancelled)

        self._panel.begin(f"{kind.label}서를 만드는 중", work, self._on_made, self._refuse)

    def _on_made(self, batch: Batch) -> None:
        self._panel.end(*batch_words(self._kind, batch))
        words = f"{len(batch.failed):,}명은 만들지 못했습니다."
        self._panel.failed.show_not_done(words, batch.failed)
        self.made.emit(batch)

    def ask_lapse(self, office: Office, notice: str | None) -> None:
        """Ask up to which day what is unanswered lapses."""
        if not self._panel.is_running():
            dialog = LapseDialog(office, self._jobs, self._kind, notice, self._page)
            dialog.wanted.connect(lambda day: self._lapse(office, day, notice))
            dialog.open()

    def _lapse(self, office: Office, through: date, notice: str | None) -> None:
        kind = self._kind

        def work(task: Task) -> Lapsed:
            return lapse_due(office, kind, through, task.report, lambda: task.cancelled, notice)

        self._panel.begin("부적격으로 올리는 중", work, self._on_lapsed, self._refuse)

    def _on_lapsed(self, lapsed: Lapsed) -> None:
        self._panel.end(*lapsed_words(lapsed))
        words = f"{len(lapsed.failed):,}건은 올리지 못했습니다."
        self._panel.failed.show_not_done(words, lapsed.failed)
        self.lapsed.emit(lapsed)
