"""A group of a form on the screen: its title and those of its fields that are to be seen."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from PySide6.QtWidgets import QWidget

from ipju.domain.notice import Notice
from ipju.ui.screens.case.asks import Ask, Group
from ipju.ui.screens.case.lists import ListInput, stops_in
from ipju.ui.screens.case.needed import asked
from ipju.ui.theme.tokens import STRONG
from ipju.ui.widgets.choice_fields import CheckField, ComboField
from ipju.ui.widgets.field import TypedField
from ipju.ui.widgets.grid import FieldGrid
from ipju.ui.widgets.rrn_field import RrnField
from ipju.ui.widgets.surface import Label
from ipju.ui.widgets.typed_fields import DateField, MoneyField

LEAST, LEAST_CHECK, LEAST_COMBO, LEAST_DATE, LEAST_MONEY, LEAST_RRN = 96, 136, 112, 130, 118, 152
"""The narrowest a field may become, in px: 예·아니오·모름 must stand whole, also in bold, and so

must a date with its day of the week, and hundreds of millions of won."""
_AS_LONG_AS_DATES = ("applied_at", "phone")
"""A moment and a number of a mobile phone take as much room as a date."""


class ShownGroup:
    """The widgets of a group, in the order of its asks; a field not needed leaves no gap."""

    def __init__(self, group: Group, inputs: dict[Ask, QWidget]) -> None:
        self._inputs = inputs
        self._led_to: set[QWidget] = set()
        self._seen: list[bool] = []
        self._grid = FieldGrid()
        for ask, field in inputs.items():
            self._grid.add(field, ask.span, least=_least(ask, field))
        self._title = Label(group.title, px=STRONG, bold=True) if group.title else None
        self.widgets: tuple[QWidget, ...] = (
            (self._title, self._grid) if self._title is not None else (self._grid,)
        )

    def stops(self) -> list[QWidget]:
        """What takes the Tab key, in reading order."""
        return [
            stop
            for field in self._inputs.values()
            for stop in (field.stops() if isinstance(field, ListInput) else stops_in(field))
        ]

    def lead_to(self, widget: QWidget) -> None:
        """Show a field a finding points to, and go on showing it."""
        if widget in self._inputs.values():
            self._led_to.add(widget)
            widget.show()
            self._seen = []
            self._lay()

    def show_needed(self, notice: Notice, kind: type, row: Any) -> bool:
        """Show of `row` what the notice needs, what is recorded and what is being typed.

        Returns whether other fields are shown than before.
        """
        seen = [
            isinstance(field, ListInput)
            or field in self._led_to
            or asked(notice, kind, ask, row)
            or _recorded(row, ask)
            or (isinstance(field, TypedField) and (field.is_bad() or field.input.isModified()))
            for ask, field in self._inputs.items()
        ]
        if seen == self._seen:
            return False
        self._seen = seen
        for field, shown in zip(self._inputs.values(), seen, strict=True):
            if not isinstance(field, ListInput):  # those show themselves
                field.setVisible(shown)
        self._lay()
        return True

    def _lay(self) -> None:
        self._grid.relay()
        for part in self.widgets:
            part.setVisible(any(not field.isHidden() for field in self._inputs.values()))


def _least(ask: Ask, field: QWidget) -> int:
    if ask.name in _AS_LONG_AS_DATES:
        return LEAST_DATE
    for kind, least in (
        (RrnField, LEAST_RRN),
        (CheckField, LEAST_CHECK),
        (ComboField, LEAST_COMBO),
        (DateField, LEAST_DATE),
        (MoneyField, LEAST_MONEY),
    ):
        if isinstance(field, kind):
            return least
    return LEAST


def _recorded(row: Any, ask: Ask) -> bool:
    holder = getattr(row, ask.part) if ask.part else row
    if holder is None:
        return False
    default = next(one.default for one in fields(holder) if one.name == ask.name)
    value = getattr(holder, ask.name)
    return value not in (None, "", ()) and (default is MISSING or value != default)
