"""Plain ground of every screen: panes, hairlines and one-line labels."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ipju.ui.theme import font
from ipju.ui.theme.tokens import BODY, FIGURE, LINE_HEIGHT, STRONG, TITLE

_ROLES: Final = {
    "body": (BODY, False),
    "strong": (STRONG, True),
    "title": (TITLE, True),
    "figure": (FIGURE, True),
}


def restyle(widget: QWidget) -> None:
    """Read the style sheet again after a dynamic property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


class Label(QLabel):
    """Text in one of the sizes (`role`: body, strong, title, figure) and the ink roles.

    A one-line label has the fixed height of its line and elides with a tooltip when it
    may shrink (`elide=True`); `wrap=True` gives a paragraph. Money labels stay as they
    are made by default: never elided.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "body",
        px: int = 0,
        tone: str = "ink",
        bold: bool | None = None,
        elide: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        size, heavy = _ROLES[role]
        self._px = px = px or size
        self._elide = elide
        bold = heavy if bold is None else bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(px, bold=bold))
        self.setProperty("tone", tone)
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        else:
            self.setFixedHeight(LINE_HEIGHT[px])
            if elide:
                self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: str) -> None:
        """Change the colour role."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)

    def set_bold(self, bold: bool) -> None:
        """Change the weight."""
        self.setFont(font(self._px, bold=bold))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._elide:
            hint.setWidth(min(hint.width(), 24))
        return hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide or self.fontMetrics().horizontalAdvance(self.text()) <= self.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), self.alignment(), shown)
        painter.end()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell_cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_cut()

    def _tell_cut(self) -> None:
        if self._elide:
            cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
            self.setToolTip(self.text() if cut else "")


class Pane(QFrame):
    """A widget filled with one surface role: window, surface, panel, sunken, rev, fail, pas."""

    def __init__(
        self, surface: str = "surface", *, boxed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", surface)
        self.setProperty("boxed", boxed)

    def set_surface(self, surface: str) -> None:
        """Change the ground."""
        self.setProperty("surface", surface)
        restyle(self)


class Rule(QFrame):
    """A hairline across (`Rule()`) or down (`Rule(vertical=True)`)."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("rule", True)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


def fill(
    layout: QBoxLayout, *parts: QWidget | int | None, margins: int = 0, spacing: int = 8
) -> None:
    """Put parts into a box layout: a widget, a gap in px, or None for a stretch."""
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            layout.addWidget(part)


def line_of(*parts: QWidget | int | None, spacing: int = 8) -> QHBoxLayout:
    """A horizontal layout of parts without margins (see `fill`)."""
    row = QHBoxLayout()
    fill(row, *parts, spacing=spacing)
    return row


class SectionHead(QWidget):
    """A section's title, what it counts in grey, and parts at the right end.

    With `whole` what it counts is never cut: a list to choose from beside it gives way.
    """

    def __init__(
        self,
        title: str,
        note: str = "",
        *right: QWidget,
        px: int = 15,
        whole: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if whole:
            self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self._title = Label(title, px=px, bold=True)
        self._note = Label(note, tone="ink2", elide=True)
        row = QHBoxLayout(self)
        fill(row, self._title, self._note, None, *right)
        row.setStretch(1, 0)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_note(self, note: str) -> None:
        """Change the grey words after the title."""
        self._note.setText(note)
