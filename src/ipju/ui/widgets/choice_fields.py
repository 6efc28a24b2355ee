"""Fields whose value is chosen: one of a list, or 예 / 아니오 / 모름."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ipju.ui.theme import current_theme, font
from ipju.ui.theme.tokens import CONTROL, RADIUS
from ipju.ui.widgets.combo import Combo
from ipju.ui.widgets.field import LabelledField


class ComboField(LabelledField):
    """One of `items`, pairs of (value, Korean word). A choice is complete: it emits both

    `edited` and `committed` at once. `empty` is the word of None, when None may be chosen.
    """

    def __init__(
        self,
        label: str,
        items: Sequence[tuple[object, str]],
        *,
        empty: str | None = None,
        placeholder: str = "고르십시오",
        help_text: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.combo = Combo()
        self.combo.setFixedHeight(CONTROL)
        self.combo.setPlaceholderText(placeholder)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._values: list[object] = []
        super().__init__(label, self.combo, help_text=help_text, required=required, parent=parent)
        self.set_items(items, empty=empty)
        self._base: object = self.value()
        self.combo.activated.connect(self._on_chosen)

    def set_items(self, items: Sequence[tuple[object, str]], *, empty: str | None = None) -> None:
        """Replace the choices, keeping the chosen value when it is still among them."""
        kept = self.value()
        pairs = [(None, empty), *items] if empty is not None else list(items)
        self._values = [value for value, _ in pairs]
        self.combo.clear()
        self.combo.addItems([word or "" for _, word in pairs])
        self.combo.setCurrentIndex(self._values.index(kept) if kept in self._values else -1)

    def value(self) -> object:
        """The chosen value; None when nothing is chosen."""
        at = self.combo.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def text(self) -> str:
        """The word shown."""
        return self.combo.currentText()

    def set_value(self, value: object) -> None:
        """Choose without emitting; a value not among the choices shows the placeholder."""
        self._base = value
        at = self._values.index(value) if value in self._values else -1
        if at != self.combo.currentIndex():
            self.combo.setCurrentIndex(at)
        self.set_error(None)

    def set_read_only(self, read_only: bool) -> None:
        """A read-only list is shown greyed."""
        self.combo.setEnabled(not read_only)

    def _on_chosen(self) -> None:
        value = self.value()
        if value == self._base:
            return
        self._base = value
        self.set_error(None)
        self.edited.emit(value)
        self.committed.emit(value)


YES_NO_UNKNOWN: Final[tuple[tuple[bool | None, str], ...]] = (
    (True, "예"),
    (False, "아니오"),
    (None, "모름"),
)


_BESIDE: Final = 8
"""Least pixels at either side of a word among others."""


class Segmented(QWidget):
    """Words side by side of which one is chosen; one Tab stop, arrows and digits choose."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = list(words)
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def current(self) -> int:
        """Position of the chosen word, -1 for none."""
        return self._at

    def set_current(self, at: int) -> None:
        """Choose without emitting."""
        self._at = at
        word = self._words[at] if 0 <= at < len(self._words) else "고르지 않음"
        self.setAccessibleDescription(f"{word} · {' / '.join(self._words)} 가운데")
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(sum(metrics.horizontalAdvance(w) + 22 for w in self._words), CONTROL)

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(sum(metrics.horizontalAdvance(w) + 8 for w in self._words), CONTROL)

    def _choose(self, at: int) -> None:
        if self.isEnabled() and 0 <= at < len(self._words) and at != self._at:
            self.set_current(at)
            self.chosen.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._choose(max(0, min(len(self._words) - 1, self._at + step)))
        elif event.text().isdigit():
            self._choose(int(event.text()) - 1)
        elif event.key() == Qt.Key.Key_Space and self._at < 0:
            self._choose(0)
        else:
            super().keyPressEvent(event)

    def edges(self) -> list[float]:
        """Left edge of every word and the right edge of the last.

        The words are equally wide; where one would then touch its neighbour, the room beside
        each is equal instead.
        """
        bold = QFontMetrics(font(bold=True))
        wide = [bold.horizontalAdvance(word) for word in self._words]
        equal = self.width() / len(wide)
        beside = (self.width() - sum(wide)) / len(wide)
        roomy = equal - max(wide) >= 2 * _BESIDE
        edges = [0.0]
        for one in wide:
            edges.append(edges[-1] + (equal if roomy else max(0.0, one + beside)))
        return edges

    def _word_at(self, x: float) -> int:
        edges = self.edges()
        return next((at for at, edge in enumerate(edges[1:-1]) if x < edge), len(edges) - 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(self._word_at(event.position().x()))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus, bad = self.hasFocus(), bool(self.property("bad"))
        width = 2.0 if focus or bad else 1.0
        edge = "fail" if bad else "accent" if focus else "line2"
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(theme.colour(edge), width))
        painter.setBrush(theme.colour("surface" if self.isEnabled() else "sunken"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        edges = self.edges()
        for at, word in enumerate(self._words):
            each = edges[at + 1] - edges[at]
            cell = QRectF(edges[at], 0, each, self.height())
            on = at == self._at
            if on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accentbg"))
                painter.drawRoundedRect(cell.adjusted(3, 3, -3, -3), 3, 3)
            elif at and at - 1 != self._at:
                painter.setPen(QPen(theme.colour("line"), 1))
                painter.drawLine(
                    round(cell.left()), 7, round(cell.left()), round(cell.height()) - 7
                )
            painter.setFont(font(bold=on))
            painter.setPen(theme.colour("accent" if on else "ink2"))
            shown = painter.fontMetrics().elidedText(
                word, Qt.TextElideMode.ElideRight, max(0, round(each) - 6)
            )
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()


class CheckField(LabelledField):
    """예 / 아니오 / 모름. Missing is never false: 모름 is None and is what it starts with.

    Keys ← → or 1 2 3. A choice emits `edited` and `committed` at once.
    """

    def __init__(
        self,
        label: str,
        *,
        help_text: str = "",
        words: tuple[str, str, str] = ("예", "아니오", "모름"),
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.segments = Segmented(words)
        super().__init__(
            label, self.segments, help_text=help_text, required=required, parent=parent
        )
        self.set_value(None)
        self.segments.chosen.connect(self._on_chosen)

    def value(self) -> bool | None:
        """True, False, or None for 모름."""
        return YES_NO_UNKNOWN[self.segments.current()][0]

    def set_value(self, value: object) -> None:
        """Choose without emitting."""
        self.segments.set_current(0 if value is True else 1 if value is False else 2)
        self.set_error(None)

    def set_read_only(self, read_only: bool) -> None:
        """A read-only choice is shown greyed."""
        self.segments.setEnabled(not read_only)

    def _on_chosen(self) -> None:
        self.set_error(None)
        self.edited.emit(self.value())
        self.committed.emit(self.value())
