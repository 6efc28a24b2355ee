"""A closed list of choices: what does not fit is told by an ellipsis and a tooltip."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

_LEAST: Final = 110
"""Pixels below which no box of choices is made narrower by what stands beside it."""


class Combo(QComboBox):
    """A combo box that the wheel does not change (the form scrolls) and that cuts no word off."""

    def shown_text(self) -> str:
        """The chosen word as it is painted: with an ellipsis where the box is too narrow."""
        return self._text(self._option())

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _LEAST), hint.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = self._option()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if self.currentIndex() < 0:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(
                self._room(option).adjusted(1, 0, -1, 0),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                self._text(option),
            )
        else:
            option.currentText = self._text(option)
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            whole = self.currentText()
            cut = whole if self.currentIndex() >= 0 and self.shown_text() != whole else ""
            QToolTip.showText(event.globalPos(), self.toolTip() or cut, self)
            return True
        return super().event(event)

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option

    def _text(self, option: QStyleOptionComboBox) -> str:
        whole = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
        room = self._room(option).width()
        return option.fontMetrics.elidedText(whole, Qt.TextElideMode.ElideRight, room)

    def _room(self, option: QStyleOptionComboBox) -> QRect:
        return self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
