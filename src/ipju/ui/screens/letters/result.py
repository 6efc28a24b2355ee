"""Requests that could not be made or lapsed among many: whose they are, and the way to the case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipju.services.request_lists import NotDone
from ipju.ui.widgets.failures import Failures


class NotDoneList(Failures):
    """`case_wanted(id)` for a row that is opened."""

    case_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cases: list[NotDone] = []
        self.opened.connect(lambda at: self.case_wanted.emit(self._cases[at].case_id))

    def show_not_done(self, words: str, failed: Sequence[NotDone]) -> None:
        """List what was not done under a heading; nothing is shown when all of it was."""
        self._cases = [*failed]
        self.show_failed(words, [(f"{one.name} {one.number}".strip(), one.why) for one in failed])
