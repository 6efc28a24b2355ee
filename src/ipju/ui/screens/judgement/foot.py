"""The foot of the panel: points counted of the most there are, and the support."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.rules.judge import Judgement
from ipju.ui.theme.tokens import PANEL_FOOTER, TITLE
from ipju.ui.widgets.surface import Label, line_of


class PanelFoot(QWidget):
    """가점 합계 at the left, 지원금 at the right where a dwelling is recorded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = Label("", px=TITLE, bold=True)
        self._most = Label("", tone="ink2")
        self._support_name = Label("지원금", tone="ink2")
        self._support = Label("", px=TITLE, bold=True)
        self._own = Label("", tone="ink2")
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        left.addWidget(Label("가점 합계", tone="ink2"))
        left.addLayout(line_of(self._points, self._most, None, spacing=6))
        right.addLayout(line_of(None, self._support_name, self._own, spacing=6))
        right.addLayout(line_of(None, self._support, spacing=6))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 14, 5)
        row.addLayout(left)
        row.addStretch(1)
        row.addLayout(right)
        self.setFixedHeight(PANEL_FOOTER)

    def show_judgement(self, judgement: Judgement) -> None:
        """Show the points and the support of a judgement."""
        points = judgement.points
        self._points.setText(f"{points.counted}점")
        waiting = f" · 미정 {len(points.open_items)}" if points.open_items else ""
        self._most.setText(f"/ {points.maximum} · 신청 {points.claimed}{waiting}")
        finding = judgement.finding("support")
        # Without points and support there is nothing to say at the foot.
        self.setVisible(finding is not None or points.maximum > 0)
        shown = judgement.facts.case.dwelling is not None and finding is not None
        for part in (self._support_name, self._support, self._own):
            part.setVisible(shown)
        if shown and finding is not None:
            self._support.setText(finding.value)
            self._own.setText(finding.margin)
        said = f"가점 합계 {points.counted}점, 최대 {points.maximum}점, 신청 {points.claimed}점"
        if shown and finding is not None:
            said += f", 지원금 {finding.value}, {finding.margin}"
        self.setAccessibleName(said)
