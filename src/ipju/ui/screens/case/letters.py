"""통지: every form of the case, previewed exactly as printed, printed and saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QSize, Signal
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipju.services.letters import FORMS, CannotPrint
from ipju.services.print_form import (
    note_printed,
    preview_blank_consent,
    preview_form,
    save_form,
)
from ipju.ui.case_session import CaseSession
from ipju.ui.jobs import Jobs
from ipju.ui.theme.tokens import TITLE
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.surface import Label, line_of
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Column

BLANK = "consent-blank"
NAMES = {**FORMS, BLANK: "동의서 빈 서식"}
PRINT_DPI = 300


class LettersPage(QWidget):
    """The list of forms at the left, the preview at the right.

    `ask_path(suggested name)` asks where to save; tests give their own.
    """

    printed = Signal(str)

    def __init__(self, session: CaseSession, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._jobs = jobs
        self._shown = ""
        self._bytes = b""
        self.ask_path: Callable[[str], str] = self._ask_path
        self.ask_printer: Callable[[], QPrinter | None] = self._ask_printer
        self.forms = Table((Column("서식"),), header=False, name="서식")
        self.forms.set_rows([{"id": key, "cells": [{"t": name}]} for key, name in NAMES.items()])
        self.forms.setFixedWidth(190)
        self.forms.fit_height()
        self.forms.row_changed.connect(self.show_form)
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName("미리보기")
        self.view.setFrameShape(QPdfView.Shape.NoFrame)
        self.view.setDocumentMargins(QMargins(0, 0, 0, 0))
        self.banner = Banner("rev", "")
        self.banner.hide()
        self.pages = Label("", tone="ink2", elide=True)
        self.print_button = Button("인쇄", "plain", icon_name="print")
        self.save_button = Button("PDF로 저장", "primary", icon_name="save")
        self.print_button.clicked.connect(self.print_form)
        self.save_button.clicked.connect(self.save)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(Label("통지", px=TITLE, bold=True))
        left.addWidget(self.forms)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(line_of(self.pages, None, self.print_button, self.save_button))
        right.addWidget(self.banner)
        right.addWidget(self.view, 1)
        right.addStretch(0)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(16)
        whole.addLayout(left)
        whole.addLayout(right, 1)
        self.setFocusProxy(self.forms)
        self._allow(False)
        session.case_changed.connect(self._again)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.forms.current_id():
            self.forms.select_id("consent")
        else:
            self._again()

    def show_form(self, form: str) -> None:
        """Preview a form of the case as it stands."""
        self._shown = form
        self._allow(False)
        if self.document.pageCount() == 0:
            self.pages.setText("만드는 중…")
            self.view.hide()
        office, case = self.session.office, self.session.case
        if not form:
            return

        def make() -> bytes:
            return (
                preview_blank_consent(office) if form == BLANK else preview_form(office, case, form)
            )

        # A newer preview makes the one before it worthless: edits in a row print but once.
        self._jobs.run(
            make, self._loaded, self._failed, label="미리보기", key="preview", owner=self
        )

    def save(self) -> None:
        """Save the PDF under a name the officer picks."""
        path = self.ask_path(f"{self.session.case.number} {NAMES[self._shown]}.pdf")
        if not path:
            return
        office, case, form, data = (
            self.session.office,
            self.session.case,
            self._shown,
            self._bytes,
        )

        def act() -> Path:
            if form == BLANK:
                from ipju.services.files import write_whole

                return write_whole(Path(path), data)
            return save_form(office, case, form, Path(path))

        self._jobs.run(act, self._saved, self._not_saved, label="PDF로 저장", owner=self)

    def print_form(self) -> None:
        """Print what is shown; the ledger row says that it was printed."""
        printer = self.ask_printer()
        if printer is None:
            return
        self._paint(printer)
        office, case, form = self.session.office, self.session.case, self._shown
        if form != BLANK:
            self._jobs.run(
                lambda: note_printed(office, case, form, "인쇄"),
                self._noted,
                self._failed,
                label="인쇄",
                owner=self,
            )

    def _again(self, *_: object) -> None:
        if self.isVisible() and self._shown:
            self.show_form(self._shown)

    def _loaded(self, data: bytes) -> None:
        self._bytes = data
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.banner.hide()
        self.view.show()
        self.pages.setText(f"{NAMES[self._shown]} · {self.document.pageCount()}쪽")
        self._allow(True)

    def _failed(self, error: Exception) -> None:
        self.document.close()
        self.pages.setText(NAMES.get(self._shown, ""))
        tone = "rev" if isinstance(error, CannotPrint) else "fail"
        self.banner.say(tone, str(error))
        self.banner.show()
        self.view.hide()

    def _saved(self, path: Path) -> None:
        self.banner.say("pas", f"저장했습니다: {path}")
        self.banner.show()
        self.printed.emit(self._shown)

    def _not_saved(self, error: Exception) -> None:
        reason = getattr(error, "strerror", None) or str(error)
        self.banner.say("fail", f"저장하지 못했습니다. 다른 자리를 고르세요. ({reason})")
        self.banner.show()

    def _noted(self, _nothing: None) -> None:
        self.banner.say("pas", "인쇄기에 보냈습니다. 부친 날은 따로 적습니다.")
        self.banner.show()
        self.printed.emit(self._shown)

    def _allow(self, allowed: bool) -> None:
        self.print_button.setEnabled(allowed)
        self.save_button.setEnabled(allowed)

    def _paint(self, printer: QPrinter) -> None:
        painter = QPainter(printer)
        for page in range(self.document.pageCount()):
            if page:
                printer.newPage()
            points = self.document.pagePointSize(page)
            scale = PRINT_DPI / 72
            size = QSize(round(points.width() * scale), round(points.height() * scale))
            painter.drawImage(painter.viewport(), self.document.render(page, size))
        painter.end()

    def _ask_path(self, suggested: str) -> str:
        path, _filter = QFileDialog.getSaveFileName(
            self,
            "PDF로 저장",
            str(Path.home() / suggested),
            "PDF (*.pdf)",
            options=QFileDialog.Option.DontUseNativeDialog,
        )
        return path

    def _ask_printer(self) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("인쇄")
        return printer if dialog.exec() else None
