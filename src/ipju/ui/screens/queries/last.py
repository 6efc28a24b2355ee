"""The last file of results that was taken, and the act that takes it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipju.services.queries import LastTaken
from ipju.ui.lines import local_moment
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.surface import Label, Pane


class LastLine(Pane):
    """`undo_wanted()`. Hidden while no file can be taken back."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", boxed=True, parent=parent)
        self.words = Label("", tone="ink2", wrap=True)
        self.undo_act = Act("마지막 결과 되돌리기", key="Ctrl+Z")
        self.undo_act.triggered.connect(self.undo_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 18, 10)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo_act)
        self.hide()

    def show_last(self, last: LastTaken | None) -> None:
        """Show which file it was, when, by whom and whose answer."""
        self.setVisible(last is not None)
        if last is not None:
            self.words.setText(
                f"마지막에 받은 결과: {last.name}, {last.cases:,}건 {last.people:,}명 · "
                f"{local_moment(last.at)} {last.by} · {last.source}"
            )
