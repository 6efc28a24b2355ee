"""What could not be done of many, each with whose it is and why; it stays until it is closed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.marks import Mark
from ipju.ui.widgets.surface import Label, Pane
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Column

_MOST = 4


class Failures(Pane):
    """Shown only when something was not done. `opened(at)` for the row that is opened."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rev", parent=parent)
        self.words = Label("", bold=True)
        self.table = Table((Column("누구", 200), Column("왜")), header=False, name="하지 못한 것")
        self.table.opened.connect(lambda key: self.opened.emit(int(key)))
        close = Button("닫기", "quiet")
        close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Mark("rev", parent=self))
        head.addWidget(self.words, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 10, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.table)
        self.hide()

    def show_failed(self, words: str, failed: Sequence[tuple[str, str]]) -> None:
        """List (whose, why) under a heading; nothing is shown when all of it was done."""
        self.words.setText(words)
        self.table.set_rows(
            [
                {"id": str(at), "cells": [{"t": who, "bold": True}, {"t": why, "tip": why}]}
                for at, (who, why) in enumerate(failed)
            ]
        )
        self.table.fit_height(most_rows=_MOST)
        self.setAccessibleName(words)
        self.setVisible(bool(failed))
