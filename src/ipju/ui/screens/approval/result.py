"""How a batch of approvals ended: what was approved, and each that was not with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.services.approve import Batch
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.marks import Mark
from ipju.ui.widgets.surface import Label, Pane
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Column

_MOST = 4


class BatchResult(Pane):
    """Stays until it is closed. Only batches of which something failed come here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rev", parent=parent)
        self.words = Label("", bold=True)
        self.table = Table((Column("누구", 190), Column("왜")), header=False, name="하지 못한 것")
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

    def show_result(self, batch: Batch, names: Mapping[UUID, str]) -> None:
        """List what failed; what was approved is counted."""
        asked = len(batch.approved) + len(batch.failed)
        self.words.setText(
            f"고른 {asked}건 가운데 {len(batch.approved)}건을 승인했고 "
            f"{len(batch.failed)}건은 하지 못했습니다."
        )
        self.table.set_rows(
            [
                {
                    "id": proposal.hex,
                    "cells": [
                        {"t": names.get(proposal, ""), "bold": True},
                        {"t": why, "tip": why},
                    ],
                }
                for proposal, why in batch.failed
            ]
        )
        self.table.fit_height(most_rows=_MOST)
        self.setAccessibleName(self.words.text())
        self.show()
