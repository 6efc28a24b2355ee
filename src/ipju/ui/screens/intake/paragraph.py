"""A paragraph that keeps the height its words need at the width it was given."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
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

    def _fit(self) -> None:
        self.setMinimumHeight(max(LINE_HEIGHT[BODY], self.heightForWidth(self.width())))
