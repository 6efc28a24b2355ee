"""A paper of the office on the screen: printed, or saved whole on the database thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ipju.services.files import write_whole
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.widgets.pdf_view import PdfView


def saving(jobs: Jobs, view: PdfView, path: str, data: bytes) -> None:
    """Save what a preview shows, whole or not at all, and tell there how it ended."""
    jobs.run(
        lambda: write_whole(Path(path), data),
        lambda saved: view.say("pas", f"저장했습니다: {saved}"),
        lambda error: view.say("fail", f"저장하지 못했습니다. {explain(error)}"),
        label="PDF로 저장",
        owner=view,
    )


class SheetView(PdfView):
    """A preview that saves what it shows where somebody says."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.save_wanted.connect(lambda path, data: saving(jobs, self, path, data))
