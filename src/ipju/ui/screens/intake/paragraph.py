"""A paragraph that keeps the height its words need at the width it was given."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ipju.ui.theme.tokens import BODY, LINE_HEIGHT
from ipju.ui.widgets.surface import Label


class Paragraph(Label):
    """Wrapped words. A plain wrapped label asks for the height of its narrowest shape, and a

    small window would grow by it.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, tone="ink2", wrap=True, parent=parent)
        self.setMinimumHeight(LINE_HEIGHT[BODY])

    def setText(self, text: str) -> None:
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        # Before it is seen its width is nobody's wish, and its height would make windows grow.
        if self.isVisible():
            self.setMinimumHeight(max(LINE_HEIGHT[BODY], self.heightForWidth(self.width())))
