"""Inputs of a step, wired to the case: saved as a field is left, as everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from ipju.domain.case import Case, Stage
from ipju.domain.editing import Edit, change, value_at
from ipju.domain.rrn import birth_of, parse_rrn
from ipju.ui.case_session import CaseSession, Path
from ipju.ui.widgets.choice_fields import CheckField, ComboField
from ipju.ui.widgets.field import TypedField
from ipju.ui.widgets.grid import FieldGrid
from ipju.ui.widgets.rrn_field import RrnField

StepInput = TypedField | ComboField | CheckField
type_of_holder = Callable[[Case], Path | None]
type_of_making = Callable[[Case, str, object], Edit]


def of_case(_case: Case) -> Path | None:
    """The case itself holds the field."""
    return ()


def is_locked(case: Case) -> bool:
    """Tell whether the application was filed, or ended: nothing of it changes here any more."""
    return case.applied_at is not None or case.stage is Stage.CLOSED


def refuse_rrn(digits: str) -> str | None:
    """Return why a resident number is none, or None."""
    try:
        parse_rrn(digits)
    except ValueError as error:
        return str(error)
    return None


def is_bare(field: StepInput) -> bool:
    """Tell whether nothing was typed or chosen."""
    return field.value() is None if isinstance(field, CheckField) else not field.text()


@dataclass(frozen=True, slots=True)
class _Bound:
    """An input and the fact it shows.

    `making` adds the row that is not there yet; `empty` is what nothing typed means; `unmakes`
    takes the row away when nothing is chosen; `fillable` may be filled in after the filing.
    """

    field: StepInput
    where: type_of_holder
    name: str
    making: type_of_making | None
    empty: object
    unmakes: bool
    fillable: bool


class StepForm(FieldGrid):
    """Fields in reading order, each showing one fact of the case of the session."""

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self._bound: list[_Bound] = []
        self._inputs: list[StepInput] = []
        session.case_changed.connect(self.refresh)

    def ask(
        self,
        field: StepInput,
        where: type_of_holder,
        name: str,
        span: int = 3,
        *,
        making: type_of_making | None = None,
        empty: object = None,
        unmakes: bool = False,
        fillable: bool = False,
        new_row: bool = False,
    ) -> None:
        """Add an input for the fact `name` of the row at `where`."""
        bound = _Bound(field, where, name, making, empty, unmakes, fillable)
        self._bound.append(bound)
        self.also(field, span, new_row=new_row)
        field.edited.connect(lambda value, one=bound: self._preview(one, value))
        field.committed.connect(lambda value, one=bound: self._commit(one, value))

    def also(self, field: StepInput, span: int = 3, *, new_row: bool = False) -> None:
        """Add an input that shows no fact of the case; whoever made it wires it."""
        self._inputs.append(field)
        self.add(field, span, new_row=new_row)

    def fields(self) -> tuple[StepInput, ...]:
        """Return the inputs in reading order."""
        return tuple(self._inputs)

    def field_at(self, path: Path) -> StepInput | None:
        """Return the input that shows the fact at a path of the case."""
        case = self._session.case
        for one in self._bound:
            base = one.where(case)
            if base is not None and (*base, one.name) == path:
                return one.field
        return None

    def refresh(self, *_: object) -> None:
        """Show the case as it stands; a text that cannot be read stays as typed."""
        case = self._session.case
        locked = is_locked(case)
        for one in self._bound:
            value = self._value(case, one)
            bare = value in (None, "")
            if not one.field.is_bad():
                one.field.set_value(None if bare else value)
            one.field.set_read_only(locked and not (one.fillable and bare))

    def _value(self, case: Case, one: _Bound) -> Any:
        base = one.where(case)
        return None if base is None else value_at(case, (*base, one.name))

    def _preview(self, one: _Bound, value: object) -> None:
        base = one.where(self._session.case)
        if base is not None and not (value is None and one.unmakes):
            found = self._session.preview((*base, one.name), one.empty if value is None else value)
            one.field.set_error(found[0].message if found else None)

    def _commit(self, one: _Bound, value: object) -> None:
        case = self._session.case
        base, label = one.where(case), f"{one.field.label()} 고침"
        after = one.empty if value is None else value
        if base is None:
            if one.making is None or value is None:
                return
            edits = [one.making(case, one.name, after)]
        elif value is None and one.unmakes:
            edits = [change(case, base, None)]
        else:
            edits = [change(case, (*base, one.name), after)]
            born = (*base, "birth")
            number = value if isinstance(one.field, RrnField) and isinstance(value, str) else ""
            if number and value_at(case, born) is None:
                edits.append(change(case, born, birth_of(number)))
        if all(edit.before == edit.after for edit in edits):
            return
        found = self._session.commit_all(tuple(edits), label)
        one.field.set_error(found[0].message if found else None)
