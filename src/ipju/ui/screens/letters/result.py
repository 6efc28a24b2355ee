"""What could not be done of many, each with its reason; it stays until it is closed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.services.request_lists import NotDone
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.marks import Mark
from ipju.ui.widgets.surface import Label, Pane
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Column

_MOST = 4


class NotDoneList(Pane):
    """`case_wanted(id)` for a row that is opened. Shown only when something was not done."""

    case_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rev", parent=parent)
        self._known: dict[str, NotDone] = {}
        self.words = Label("", bold=True)
        self.table = Table((Column("누구", 210), Column("왜")), header=False, name="하지 못한 것")
        self.table.opened.connect(self._open)
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

    def show_failed(self, words: str, failed: Sequence[NotDone]) -> None:
        """List what failed under a heading; nothing is shown when all of it was done."""
        self._known = {one.case_id.hex: one for one in failed}
        self.words.setText(words)
        self.table.set_rows(
            [
                {
                    "id": one.case_id.hex,
                    "cells": [
                        {"t": f"{one.name} {one.number}".strip(), "bold": True},
                        {"t": one.why, "tip": one.why},
                    ],
                }
                for one in failed
            ]
        )
        self.table.fit_height(most_rows=_MOST)
        self.setAccessibleName(words)
        self.setVisible(bool(failed))

    def _open(self, key: str) -> None:
        found = self._known.get(key)
        if found is not None:
            self.case_wanted.emit(found.case_id)
