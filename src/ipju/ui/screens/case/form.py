"""A form: the inputs of one row of the case, wired to the session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.domain.editing import Edit, change, value_at
from ipju.domain.paper import Paper
from ipju.domain.rrn import birth_of
from ipju.domain.validation import Contradiction
from ipju.ui.case_session import CaseSession, Path
from ipju.ui.screens.case.fields import FORMS, PARTS, Ask
from ipju.ui.screens.case.inputs import (
    FactInput,
    default_of,
    empty_word,
    hint_of,
    make_input,
)
from ipju.ui.screens.case.lists import ListInput
from ipju.ui.screens.case.needed import choices
from ipju.ui.screens.case.shown_group import ShownGroup
from ipju.ui.screens.case.signatures import make_list_input
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.field import TypedField
from ipju.ui.widgets.rrn_field import RrnField


class FactForm(QWidget):
    """Inputs for the row of `kind` at a path; every change goes through the session.

    Shown are the fields that the notice needs, those recorded, and those a finding led to; `page`
    takes the groups of one page where the groups of a row are spread over several.
    `reveal_requested(person id, field)` asks the screen for the dialog that reveals an RRN.
    """

    reveal_requested = Signal(object, object)

    def __init__(
        self,
        session: CaseSession,
        kind: type,
        parent: QWidget | None = None,
        *,
        page: str = "",
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._path: Path | None = None
        self._inputs: dict[tuple[str, str], FactInput] = {}
        self._lists: dict[str, ListInput] = {}
        self._asks: dict[tuple[str, str], Ask] = {}
        self._choices: dict[tuple[str, str], list[tuple[object, str]]] = {}
        self._seen: dict[tuple[str, str], tuple[Path, object]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._groups: list[ShownGroup] = []
        for group in FORMS[kind]:
            if group.page == page:
                shown = ShownGroup(group, {one: self._make(one) for one in group.asks})
                self._groups.append(shown)
                for part in shown.widgets:
                    column.addWidget(part)
        session.case_changed.connect(self._refresh)

    @property
    def path(self) -> Path | None:
        """The path of the row that is shown, None for none."""
        return self._path

    def show_row(self, path: Path | None) -> None:
        """Show the row at `path`, () for the case itself; the form hides for None.

        What could not be saved of another row is let go; of the same row it stays as typed.
        """
        if path != self._path:
            self._leave_typed()
            for field in self._inputs.values():
                field.set_error(None)
        self._path = path
        self.setVisible(path is not None)
        self._refresh()

    def input(self, name: str, part: str = "") -> FactInput:
        """Return the input of one field; KeyError when the form has none."""
        return self._inputs[part, name]

    def list_input(self, name: str) -> ListInput:
        """Return the editor of a list within the row (owners, signatures)."""
        return self._lists[name]

    def focus_first(self) -> bool:
        """Put the focus into the first input that is shown; False where none is."""
        shown = [one for one in self._inputs.values() if not one.isHidden()]
        if shown:
            shown[0].setFocus()
        return bool(shown)

    def focus_field(self, name: str) -> bool:
        """Put the focus into the input a finding points to (`birth`, `exclusion.proven`)."""
        part, _, last = name.rpartition(".")
        widget: QWidget | None = self._inputs.get((part, last)) or self._lists.get(last)
        if widget is None:
            widget = next((one for (_, known), one in self._inputs.items() if known == last), None)
        if widget is not None:
            for group in self._groups:
                group.lead_to(widget)
            widget.setFocus()
        return widget is not None

    def _make(self, ask: Ask) -> QWidget:
        editor = make_list_input(self._session, ask)
        if editor is not None:
            editor.committed.connect(lambda value, one=ask: self._commit(one, value))
            editor.typing_began.connect(lambda one=ask: self._begin(one))
            editor.typing_ended.connect(lambda one=ask: self._seen.pop((one.part, one.name), None))
            editor.rebuilt.connect(self._order_tabs)
            self._lists[ask.name] = editor
            return editor
        field = make_input(self._kind, ask, self._options)
        self._inputs[ask.part, ask.name] = field
        self._asks[ask.part, ask.name] = ask
        field.set_read_only(ask.told)
        field.edited.connect(lambda value, one=ask: self._preview(one, value))
        field.committed.connect(lambda value, one=ask: self._commit(one, value))
        if isinstance(field, RrnField):
            field.reveal_requested.connect(self._ask_reveal)
        if isinstance(field, TypedField):
            field.input.textEdited.connect(lambda _text, one=ask: self._begin(one))
            for done in (field.input.left, field.input.escaped):
                done.connect(lambda one=ask: self._end(one))
        return field

    def _begin(self, ask: Ask) -> None:
        """Remember what stood in a field when typing began: the edit is held against that."""
        if self._path is not None:
            seen = (self._path, self._leaf(ask))
            self._seen.setdefault((ask.part, ask.name), seen)

    def _end(self, ask: Ask) -> None:
        """Forget it once nothing typed is left in the field."""
        field = self._inputs[ask.part, ask.name]
        if isinstance(field, TypedField) and not field.input.isModified():
            self._seen.pop((ask.part, ask.name), None)

    def _leave_typed(self) -> None:
        """Save what is being typed before another row is shown; say it when its row is gone."""
        for key, (path, _value) in list(self._seen.items()):
            field = self._inputs.get(key)
            if not isinstance(field, TypedField):
                continue
            if value_at_or_case(self._session, path) is not None:
                field.input.left.emit()
            else:
                typed = field.text()
                self._session.refused.emit(
                    f"적던 기록을 다른 곳에서 지웠습니다. {field.label()}에 적던 것: {typed}"
                )
            field.input.setModified(False)
        self._seen.clear()

    def _leaf(self, ask: Ask) -> object:
        """Return what stands in the field of an input, None below an empty part."""
        row = self._row()
        holder = getattr(row, ask.part) if ask.part and row is not None else row
        return None if holder is None else getattr(holder, ask.name)

    def _options(self, ask: Ask) -> list[tuple[object, str]]:
        case, here = self._session.case, self._path[-1] if self._path else None
        if ask.rows == "incomes":
            people = {one.id: one.name for one in case.people}
            return [
                (one.id, f"{people.get(one.person, '')} {one.kind.label} {one.workplace}".strip())
                for one in case.incomes
                if one.id != here
            ]
        if ask.rows == "holdings":
            return [(one.id, f"{one.kind.label} {one.address}".strip()) for one in case.holdings]
        if ask.rows == "entries" and self._path:
            entries: Any = value_at(case, self._path[:-1])
            return [
                (one.id, f"{one.section.label} {one.rank} {one.purpose or one.kind.label}")
                for one in entries
                if one.id != here
            ]
        offered = choices(self._session.notice, self._kind, ask.name)
        if offered is None:
            payers = case.scholar.payers if self._kind is Paper and case.scholar else ()
            # Who only pays health insurance (건강보험료) is no person of the household.
            return [
                *((one.id, f"{one.name} ({one.relation.label})") for one in case.people),
                *((one.id, one.role.label) for one in payers if one.person is None),
            ]
        now = getattr(self._row(), ask.name, None)
        if now and now not in [value for value, _ in offered]:
            offered.append((now, getattr(now, "label", str(now))))  # recorded: it stays to be seen
        return offered

    def _reload_options(self, key: tuple[str, str], ask: Ask) -> None:
        """Offer the people and rows as they are now; a list that stands open is left alone."""
        field = self._inputs[key]
        if not isinstance(field, ComboField):
            return
        limited = choices(self._session.notice, self._kind, ask.name) is not None
        if not ask.rows and not limited and hint_of(self._kind, ask) is not UUID:
            return
        offered = self._options(ask)
        if offered != self._choices.get(key):
            self._choices[key] = offered
            field.set_items(offered, empty=empty_word(self._kind, ask))

    def _row(self) -> Any:
        return None if self._path is None else value_at_or_case(self._session, self._path)

    def _refresh(self, *_: object) -> None:
        row = self._row()
        if row is None:
            return
        for (part, name), field in self._inputs.items():
            self._reload_options((part, name), self._asks[part, name])
            holder = getattr(row, part) if part else row
            value = None if holder is None else getattr(holder, name)
            if not field.is_bad():  # a wrong value stays as typed, with its reason
                field.set_value(None if value == "" else value)
            if part:
                field.setEnabled(name == "ground" or holder is not None or part == "correction")
        for name, editor in self._lists.items():
            editor.set_value(getattr(row, name), row)
        relaid = [one.show_needed(self._session.notice, self._kind, row) for one in self._groups]
        if any(relaid):
            self._order_tabs()

    def _order_tabs(self) -> None:
        """Put Tab through the fields in reading order; a list makes its own anew."""
        if self._lists:  # without lists the grid has put them in order
            stops = [stop for group in self._groups for stop in group.stops()]
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)

    def _target(self, ask: Ask, value: object) -> tuple[Path, object]:
        """Return the path to change and its new value for what an input now says."""
        assert self._path is not None
        owner = PARTS[self._kind, ask.part] if ask.part else self._kind
        if value is None:
            default = default_of(owner, ask.name)
            value = default if default == "" else None
        if not ask.part:
            return (*self._path, ask.name), value
        path = (*self._path, ask.part)
        present = value_at_or_case(self._session, path)
        if present is None:
            return path, owner(**{ask.name: value})
        if ask.name == "ground" and value is None:
            return path, None
        return path, replace(present, **{ask.name: value})

    def _preview(self, ask: Ask, value: object) -> None:
        if self._path is not None:
            path, whole = self._target(ask, value)
            self._show(ask, self._session.preview(path, whole))

    def _commit(self, ask: Ask, value: object) -> None:
        if self._path is None:
            return
        path, whole = self._target(ask, value)
        label = f"{ask.label} 고침"
        key = (ask.part, ask.name)
        began, saw = self._seen.pop(key, (self._path, self._leaf(ask)))
        edits = [self._held_against(ask, change(self._session.case, path, whole), saw)]
        row = self._row()
        if ask.name == "rrn" and isinstance(value, str) and row is not None and row.birth is None:
            born = birth_of(value)
            edits.append(change(self._session.case, (*self._path, "birth"), born))
        if all(one.before == one.after for one in edits):
            standing = value_at_or_case(self._session, path)
            self._show(ask, self._session.preview(path, standing))
            self._refresh()  # nothing was changed here; somebody else may have
            return
        found = self._session.commit_all(tuple(edits), label)
        field = self._inputs.get((ask.part, ask.name))
        if found and isinstance(field, TypedField):
            self._seen[key] = (began, saw)
            self._keep_typed(field, ask)
        self._show(ask, found)

    def _held_against(self, ask: Ask, edit: Edit, saw: object) -> Edit:
        """Return the edit as of the value its officer saw when he began to type."""
        if self._leaf(ask) == saw:
            return edit
        if not ask.part:
            return replace(edit, before=saw)
        owner = PARTS[self._kind, ask.part]
        present = value_at_or_case(self._session, edit.path)
        was = owner(**{ask.name: saw}) if present is None else replace(present, **{ask.name: saw})
        return replace(edit, before=was)

    def _keep_typed(self, field: TypedField, ask: Ask) -> None:
        """Leave a refused text in its field: leaving it again tries again, Esc gives it up."""
        typed, at = field.text(), field.input.cursorPosition()
        if "*" in typed:
            return  # a number that is covered already cannot be typed on
        value = self._leaf(ask)
        field.input.setModified(False)
        field.set_value(None if value == "" else value)
        field.input.setText(typed)
        field.input.setCursorPosition(at)
        field.input.setModified(True)

    def _show(self, ask: Ask, found: Iterable[Contradiction]) -> None:
        field = self._inputs.get((ask.part, ask.name))
        reasons = [one.message for one in found]
        if field is not None:
            field.set_error(reasons[0] if reasons else None)
        elif ask.name in self._lists:
            self._lists[ask.name].set_error(reasons[0] if reasons else "")

    def _ask_reveal(self) -> None:
        if self._path:
            self.reveal_requested.emit(self._path[-1], self._inputs["", "rrn"])


def value_at_or_case(session: CaseSession, path: Path) -> Any:
    """Return what stands at `path` of the session's case, the case itself for ()."""
    return value_at(session.case, path) if path else session.case
