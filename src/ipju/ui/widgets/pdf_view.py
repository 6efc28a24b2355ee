"""A PDF as it will be printed, with 인쇄 and PDF로 저장 above it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.surface import Label, line_of

PRINT_DPI = 300


class PdfView(QWidget):
    """`show_pdf(data, name)`; `printed`: sent to a printer; `save_wanted(path, data)`.

    The owner saves off the window's thread and tells the end with `say`. `ask_path(suggested)`
    and `ask_printer()` ask where to; tests give their own.
    """

    printed = Signal()
    save_wanted = Signal(str, bytes)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = b""
        self._name = ""
        self.ask_path: Callable[[str], str] = self._ask_path
        self.ask_printer: Callable[[], QPrinter | None] = self._ask_printer
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName("미리보기")
        self.view.setFrameShape(QPdfView.Shape.NoFrame)
        self.view.setDocumentMargins(QMargins(0, 0, 0, 0))
        self.title = Label("", tone="ink2", elide=True)
        self.print_button = Button("인쇄", icon_name="print")
        self.print_button.clicked.connect(self.print)
        self.save_button = Button("PDF로 저장", icon_name="save")
        self.save_button.clicked.connect(self.save)
        self.banner = Banner("pas", "", "닫기", wrap=True)
        self.banner.acted.connect(self.banner.hide)
        self.banner.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line_of(self.title, None, self.print_button, self.save_button))
        column.addWidget(self.banner)
        column.addWidget(self.view, 1)
        self._rest = QWidget()  # takes the room of the page while there is none
        column.addWidget(self._rest, 1)
        self.clear()

    def show_pdf(self, data: bytes, name: str) -> None:
        """Show a document; `name` is what it is called and the file is suggested to be."""
        self._data, self._name = data, name
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.banner.hide()
        self.title.setText(f"{name} · {self.document.pageCount()}쪽")
        self.view.show()
        self._rest.hide()
        self._allow(True)

    def clear(self, words: str = "") -> None:
        """Show nothing and keep nothing of what was shown; `words` says what is to come."""
        self._data, self._name = b"", ""
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())
        self.banner.hide()
        self.title.setText(words)
        self.view.hide()
        self._rest.show()
        self._allow(False)

    def data(self) -> bytes:
        """The document shown; empty when there is none."""
        return self._data

    def say(self, tone: str, words: str) -> None:
        """Say how saving or printing ended."""
        self.banner.say(tone, words, "닫기")
        self.banner.show()

    def save(self) -> None:
        """Ask for a name and pass the document on to be saved."""
        path = self.ask_path(f"{self._name}.pdf")
        if path:
            self.save_wanted.emit(path, self._data)

    def print(self) -> None:
        """Ask for a printer and print what is shown."""
        printer = self.ask_printer()
        if printer is None:
            return
        self.paint_on(printer)
        self.say("pas", "인쇄기에 보냈습니다.")
        self.printed.emit()

    def paint_on(self, printer: QPrinter) -> None:
        """Draw every page of what is shown."""
        painter = QPainter(printer)
        for page in range(self.document.pageCount()):
            if page:
                printer.newPage()
            points = self.document.pagePointSize(page)
            scale = PRINT_DPI / 72
            size = QSize(round(points.width() * scale), round(points.height() * scale))
            painter.drawImage(painter.viewport(), self.document.render(page, size))
        painter.end()

    def _allow(self, allowed: bool) -> None:
        self.print_button.setEnabled(allowed)
        self.save_button.setEnabled(allowed)

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
