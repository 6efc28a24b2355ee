"""The editor of signatures (서명): one line a person, the columns of the form that was signed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtWidgets import QGridLayout, QWidget

from ipju.domain.paper import Paper, Signature
from ipju.ui.case_session import CaseSession
from ipju.ui.screens.case.asks import Ask
from ipju.ui.screens.case.lists import ListInput, OwnersInput, ShownInput, empty_layout, stops_in
from ipju.ui.widgets.choice_fields import CheckField
from ipju.ui.widgets.surface import Label
from ipju.ui.widgets.typed_fields import DateField

SHORT = ("예", "아님", "모름")
"""Answers that stand whole in a narrow column."""

Columns = tuple[tuple[str, str], ...]

CONSENT: Columns = (
    ("signed", "서명"),
    ("by_guardian", "보호자가 서명"),
    ("signed_on", "서명한 날"),
    ("agreed", "모든 항목 동의"),
)
"""개인정보 동의서: one signature, every item ticked."""

FINANCIAL: Columns = (
    ("signed", "제공 동의 서명"),
    ("unnotified", "미통보 동의 서명"),
    ("by_guardian", "보호자가 서명"),
    ("signed_on", "서명한 날"),
)
"""금융정보 등 제공 동의서: two signature columns, each of its own."""


class SignaturesInput(ListInput):
    """One line for each household member, in the columns of the consent form at hand."""

    def __init__(self, session: CaseSession, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._session = session
        self._signatures: tuple[Signature, ...] = ()
        self._people: tuple[tuple[UUID, str, str], ...] = ()
        self._columns: Columns = ()
        self._lines: dict[UUID, dict[str, CheckField | DateField]] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._column.addLayout(self._grid)
        self._column.addWidget(self._error)

    def set_value(self, value: Any, row: Any) -> None:
        """Show who signed; only the consent forms ask for signatures."""
        columns = self._columns_of(row)
        self.setVisible(bool(columns))
        self._signatures = value
        people = tuple((one.id, one.name, one.relation.label) for one in self._session.case.people)
        if columns and (people, columns) != (self._people, self._columns):
            self._people, self._columns = people, columns
            self._build()
        by_person = {one.person: one for one in value}
        for person, inputs in self._lines.items():
            found = by_person.get(person)
            for name, field in inputs.items():
                field.set_value(getattr(found, name) if found else None)

    def _columns_of(self, row: Any) -> Columns:
        if not isinstance(row, Paper):
            return ()
        notice = self._session.notice
        financial = notice.financial_consent
        if financial is not None and row.kind == financial.paper:
            return FINANCIAL
        return CONSENT if row.kind == notice.papers.consent else ()

    def _build(self) -> None:
        empty_layout(self._grid)
        self._lines = {}
        for at, (person, name, relation) in enumerate(self._people):
            self._grid.addWidget(Label(f"{name}\n{relation}"), at, 0)
            inputs: dict[str, CheckField | DateField] = {}
            for column, (what, label) in enumerate(self._columns, 1):
                field = DateField(label) if what == "signed_on" else CheckField(label, words=SHORT)
                field.committed.connect(
                    lambda value, who=person, which=what: self._change(who, which, value)
                )
                if isinstance(field, DateField):
                    self.watch(field)
                self._grid.addWidget(field, at, column)
                inputs[what] = field
            self._lines[person] = inputs
        self.rebuilt.emit()

    def stops(self) -> list[QWidget]:
        """The fields of each person, line by line."""
        fields = [field for inputs in self._lines.values() for field in inputs.values()]
        return [stop for field in fields for stop in stops_in(field)]

    def _change(self, person: UUID, field: str, value: object) -> None:
        present = next((one for one in self._signatures if one.person == person), None)
        values: dict[str, Any] = {field: value}
        changed = replace(present or Signature(id=uuid4(), person=person), **values)
        others = [one for one in self._signatures if one.person != person]
        self.committed.emit((*others, changed))


def make_list_input(session: CaseSession, ask: Ask) -> ListInput | None:
    """Return the editor for a list field of a row, None when the field is no list."""
    if ask.name == "owners":
        return OwnersInput(session, ask.label, ask.help or "소유자")
    if ask.name == "signatures":
        return SignaturesInput(session, ask.label)
    return ShownInput(session, ask.label) if ask.name == "shows" else None
