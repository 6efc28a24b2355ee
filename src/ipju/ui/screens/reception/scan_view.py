"""A scan in the window: one page at a time, as wide as there is room, or twice that."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ipju.domain.post import Scan
from ipju.services.office import Office
from ipju.services.scans import scan_page
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.feedback import KeyHints
from ipju.ui.widgets.surface import Label, Pane, fill

_SHEETS: Final = (1.0, 1.6, 2.4)
"""How many times the width of the room a page is shown."""

_ROOM: Final = 24
_BEFORE: Final = (Qt.Key.Key_Left, Qt.Key.Key_PageUp)
_AFTER: Final = (Qt.Key.Key_Right, Qt.Key.Key_PageDown)


class ScanView(Pane):
    """`closed` when one goes back to the papers."""

    closed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self._jobs = jobs
        self._office: Office | None = None
        self._scan: Scan | None = None
        self._page, self._zoom = 0, 0
        self.title = Label("", role="strong", elide=True)
        self.count = Label("", tone="ink2")
        self.back = Button("서류로 돌아가기", icon_name="back")
        self.back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.back.clicked.connect(self.closed)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area = QScrollArea()
        self.area.setWidget(self.picture)
        self.area.setWidgetResizable(True)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        head = QHBoxLayout()
        fill(head, self.title, self.count, None, self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.area, 1)
        hints = (("← →", "쪽 넘기기"), ("↑ ↓", "움직이기"), ("+ −", "크기"), ("Esc", "서류로"))
        column.addWidget(KeyHints(*hints))

    def show_scan(self, office: Office, scan: Scan) -> None:
        """Show the first page of a scan."""
        self._office, self._scan, self._page, self._zoom = office, scan, 0, 0
        self.title.setText(scan.name)
        self.setAccessibleName(f"스캔 {scan.name}")
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._draw()

    def clear(self) -> None:
        """Forget the page: nothing of it stays in the window."""
        self._scan = None
        self.picture.setPixmap(QPixmap())
        self.title.setText("")
        self.count.setText("")

    def page(self) -> int:
        """The page that is shown; the first is 0."""
        return self._page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, down = event.key(), self.area.verticalScrollBar()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in _BEFORE or key in _AFTER:
            self._turn(-1 if key in _BEFORE else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 80 if key == Qt.Key.Key_Down else -80
            down.setValue(down.value() + step)
        elif event.text() in ("+", "=", "-"):
            by = -1 if event.text() == "-" else 1
            self._zoom = min(max(self._zoom + by, 0), len(_SHEETS) - 1)
            self._draw()
        else:
            super().keyPressEvent(event)

    def _turn(self, by: int) -> None:
        scan = self._scan
        if scan is not None and 0 <= self._page + by < scan.pages:
            self._page += by
            self._draw()

    def _draw(self) -> None:
        office, scan, page = self._office, self._scan, self._page
        if office is None or scan is None:
            return
        self.count.setText(f"{page + 1} / {scan.pages}쪽")
        ratio = self.devicePixelRatioF()
        room = max(240, self.area.width() - _ROOM)
        width = round(room * ratio * _SHEETS[self._zoom])
        self._jobs.run(
            lambda: scan_page(office, scan.id, page, width),
            lambda data: self._show(scan, page, data, ratio),
            self._on_refused,
            label="스캔 보기",
            key="scan-page",
            owner=self,
        )

    def _show(self, scan: Scan, page: int, data: bytes, ratio: float) -> None:
        if self._scan is None or (self._scan.id, self._page) != (scan.id, page):
            return
        drawn = QPixmap()
        drawn.loadFromData(data)
        drawn.setDevicePixelRatio(ratio)
        self.picture.setPixmap(drawn)
        self.picture.setAccessibleName(f"{scan.name} {page + 1}쪽")
        self.area.verticalScrollBar().setValue(0)

    def _on_refused(self, error: Exception) -> None:
        self.picture.setPixmap(QPixmap())
        self.picture.setText(explain(error))
