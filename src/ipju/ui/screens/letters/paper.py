"""The letters of some requests before they are printed or saved, as they will be."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ipju.ui.jobs import Jobs
from ipju.ui.screens.sheet import SheetView

_WIDTH, _HEIGHT = 760, 660


class PaperDialog(QDialog):
    """A PDF to be printed or saved; Esc closes it."""

    def __init__(self, jobs: Jobs, data: bytes, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self.resize(_WIDTH, _HEIGHT)
        self.sheet = SheetView(jobs)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.sheet)
        self.sheet.show_pdf(data, name)
        self.sheet.print_button.setFocus()
