"""왜?: what a finding was read from, the numbers of the notice behind it, and the clause."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ipju.domain.finding import Finding, Reading, Target, Threshold
from ipju.domain.notice import Notice
from ipju.notices.labels import LABELS
from ipju.ui.widgets.surface import Label


def threshold_name(notice: Notice, key: str) -> str:
    """Return a notice key in Korean: `car.limit` is `자동차 한도`, `points.age.1` the item's name.

    A key that leads nowhere is named after the last part that does.
    """
    value: Any = notice
    name = "공고"
    for step in key.split("."):
        if step.isdecimal():
            value = value[int(step)] if int(step) < len(value) else None
            continue
        label = LABELS.get(type(value), {}).get(step)
        if label is None:
            break
        name = label.name
        value = getattr(value, step, None)
    return name


class ReasonLine(Label):
    """A value that was read; with a target it is a link to its field (click or Enter)."""

    pressed = Signal(object)

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        linked = reading.target is not None
        super().__init__(
            reading.value, tone="accent" if linked else "ink", wrap=True, parent=parent
        )
        self._target = reading.target
        self.setAccessibleName(f"{reading.label} {reading.value}")
        if linked:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setToolTip("이 값을 적은 칸으로 갑니다.")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._target is not None:
            self.pressed.emit(self._target)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._target is not None and event.key() in keys:
            self.pressed.emit(self._target)
            return
        super().keyPressEvent(event)


class Reasons(QWidget):
    """The opened 왜? of one finding."""

    def __init__(
        self,
        finding: Finding,
        notice: Notice,
        go: Callable[[Target], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._go = go
        column = QVBoxLayout(self)
        column.setContentsMargins(34, 6, 12, 10)
        column.setSpacing(6)
        column.addWidget(Label(finding.sentence, wrap=True))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._part("읽은 값", [self._reading(one) for one in finding.readings])
        self._part("빠진 것", [self._reading(one) for one in finding.missing])
        self._part("공고의 기준", [_threshold(notice, one) for one in finding.thresholds])
        self._part("근거", [("", Label(str(finding.clause), wrap=True))])
        column.addLayout(self._grid)
        for note in finding.notes:
            column.addWidget(Label(f"확인: {note}", tone="ink2", wrap=True))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"왜? {finding.title}. {finding.sentence}")

    def _reading(self, reading: Reading) -> tuple[str, Label]:
        line = ReasonLine(reading)
        line.pressed.connect(self._go)
        return reading.label, line

    def _part(self, title: str, lines: list[tuple[str, Label]]) -> None:
        if not lines:
            return
        at = self._grid.rowCount()
        if lines[0][0]:
            self._grid.addWidget(Label(title, tone="ink2", bold=True), at, 0, 1, 2)
        top = Qt.AlignmentFlag.AlignTop
        for name, value in lines:
            at += 1
            self._grid.addWidget(Label(name or title, tone="ink2", wrap=True), at, 0, top)
            self._grid.addWidget(value, at, 1, top)


def _threshold(notice: Notice, threshold: Threshold) -> tuple[str, Label]:
    name = threshold_name(notice, threshold.key)
    return name, Label(threshold.text.removeprefix(f"{name} "), wrap=True)
