"""Which notice and building the place 선정 works on: chosen once for all of its sections."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ipju.domain.notice import Notice
from ipju.services.office import Office
from ipju.ui.widgets.combo import Combo
from ipju.ui.widgets.surface import Label

_LEAST, _MOST = 132, 260


class Chosen(QObject):
    """Notice and building by their ids; empty before one is chosen. `changed` after each choice."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notice = ""
        self.building = ""

    def choose(self, notice: str, building: str) -> None:
        """Work on another notice or building from now on."""
        if (notice, building) != (self.notice, self.building):
            self.notice, self.building = notice, building
            self.changed.emit()


class ChoiceBar(QWidget):
    """Two lists: notices that `fits` says yes to, and (with `by_building`) their buildings.

    The list of notices is hidden where there is only one. `notice()` is None where none fits.
    """

    def __init__(
        self,
        chosen: Chosen,
        fits: Callable[[Notice], bool],
        *,
        by_building: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chosen, self._fits, self._by_building = chosen, fits, by_building
        self._notices: tuple[Notice, ...] = ()
        self.notices = Combo()
        self.notices.setAccessibleName("공고")
        self.notices.activated.connect(lambda _at: self._on_notice())
        self.buildings = Combo()
        self.buildings.setAccessibleName("주택")
        self.buildings.activated.connect(lambda _at: self._on_building())
        self._word = Label("주택", tone="ink2")
        for box in (self.notices, self.buildings):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMinimumWidth(_LEAST)
            box.setMaximumWidth(_MOST)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.notices)
        row.addWidget(self._word)
        row.addWidget(self.buildings)
        self._word.setVisible(by_building)
        self.buildings.setVisible(by_building)

    def offer(self, office: Office) -> Notice | None:
        """Show what fits in this office; return the notice chosen, None where none fits."""
        known = (office.notices.get(one) for one in office.notices.ids())
        self._notices = tuple(one for one in known if self._fits(one))
        notice = self.notice() or next(iter(self._notices), None)
        self.setVisible(notice is not None)
        if notice is None:
            return None
        self.notices.clear()
        for one in self._notices:
            self.notices.addItem(one.short_title, one.id)
        self.notices.setCurrentIndex(self.notices.findData(notice.id))
        self.notices.setVisible(len(self._notices) > 1)
        self.buildings.clear()
        for building in notice.buildings:
            self.buildings.addItem(building.name, building.id)
        at = max(0, self.buildings.findData(self._chosen.building))
        self.buildings.setCurrentIndex(at)
        before = self._chosen.blockSignals(True)
        self._chosen.choose(notice.id, str(self.buildings.currentData() or ""))
        self._chosen.blockSignals(before)
        return notice

    def notice(self) -> Notice | None:
        """The notice chosen, as long as it fits here."""
        return next((one for one in self._notices if one.id == self._chosen.notice), None)

    def building_name(self) -> str:
        """The building chosen, as it is called."""
        return self.buildings.currentText()

    def _on_notice(self) -> None:
        self._chosen.choose(str(self.notices.currentData()), "")

    def _on_building(self) -> None:
        self._chosen.choose(self._chosen.notice, str(self.buildings.currentData()))
