"""Which notice's rooms are shown: chosen once at the head of a page, only where there are two."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipju.services.office import Office
from ipju.ui.widgets.combo import Combo


class NoticeChoice(Combo):
    """The notices that let rooms. Hidden while there is only one. `chosen()` by hand only."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("공고")
        self.activated.connect(lambda _at: self.chosen.emit())
        self.hide()

    def offer(self, office: Office) -> str:
        """Show the notices of this office that let rooms; return the one chosen, or ''."""
        found = [office.notices.get(one) for one in office.notices.ids()]
        wanted = [(one.short_title, one.id) for one in found if one.buildings]
        shown = [(self.itemText(at), self.itemData(at)) for at in range(self.count())]
        if shown != wanted:
            kept = self.currentData()
            self.clear()
            for title, identity in wanted:
                self.addItem(title, identity)
            self.setCurrentIndex(max(0, self.findData(kept)))
        self.setVisible(len(wanted) > 1)
        return str(self.currentData() or "")
