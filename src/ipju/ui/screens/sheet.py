"""A paper of the office on the screen: printed, or saved whole on the database thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ipju.services.files import write_whole
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.widgets.pdf_view import PdfView


class SheetView(PdfView):
    """A preview that saves what it shows where somebody says."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.save_wanted.connect(self._save)

    def _save(self, path: str, data: bytes) -> None:
        self._jobs.run(
            lambda: write_whole(Path(path), data),
            lambda saved: self.say("pas", f"저장했습니다: {saved}"),
            lambda error: self.say("fail", f"저장하지 못했습니다. {explain(error)}"),
            label="PDF로 저장",
            owner=self,
        )
