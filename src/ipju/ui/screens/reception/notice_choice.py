"""Which notice applications come in for; shown only where there are two."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipju.services.office import Office
from ipju.ui.widgets.combo import Combo


class AnyNotice(Combo):
    """Every notice of the office. Hidden while there is only one. `chosen()` by hand only."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("공고")
        self.activated.connect(lambda _at: self.chosen.emit())
        self.hide()

    def offer(self, office: Office) -> str:
        """Show the notices of this office; return the one chosen, or ''."""
        wanted = [(office.notices.get(one).short_title, one) for one in office.notices.ids()]
        shown = [(self.itemText(at), self.itemData(at)) for at in range(self.count())]
        if shown != wanted:
            kept = self.currentData()
            self.clear()
            for title, identity in wanted:
                self.addItem(title, identity)
            self.setCurrentIndex(max(0, self.findData(kept)))
        self.setVisible(len(wanted) > 1)
        return self.notice()

    def notice(self) -> str:
        """The notice chosen, or ''."""
        return str(self.currentData() or "")

    def choose(self, notice_id: str) -> None:
        """Make a notice the chosen one, where it is offered."""
        self.setCurrentIndex(max(0, self.findData(notice_id)))
