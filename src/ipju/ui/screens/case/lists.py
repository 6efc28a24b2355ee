"""Editors of the small lists within one row: owners' shares, signatures, fields shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.share import OwnerShare
from ipju.ui.case_session import CaseSession
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.field import TypedField
from ipju.ui.widgets.surface import Label
from ipju.ui.widgets.typed_fields import FractionField, TextField


class ListInput(QWidget):
    """An editor of a list within a row; emits the whole new list.

    `typing_began` and `typing_ended` frame what is typed into one of its fields, so that the list
    is held against what its officer saw then. `rebuilt` when its inputs were made anew.
    """

    committed = Signal(object)
    rebuilt = Signal()
    typing_began = Signal()
    typing_ended = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(label)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(Label(label, tone="ink2"))
        self._error = Label("", tone="fail")
        self._error.hide()

    def watch(self, field: TypedField) -> None:
        """Tell when somebody types into this field, and when he has left it."""
        field.input.textEdited.connect(lambda _text: self.typing_began.emit())
        for done in (field.input.left, field.input.escaped):
            done.connect(lambda: None if field.input.isModified() else self.typing_ended.emit())

    def stops(self) -> list[QWidget]:
        """The tab stops in reading order."""
        return stops_in(self)

    def set_value(self, value: Any, row: Any) -> None:
        """Show the list as it stands in the row."""
        raise TypeError(f"{type(self).__name__} must show {value!r} of {row!r}")

    def set_error(self, text: str) -> None:
        """Say why the list was refused; empty clears it."""
        self._error.setText(text)
        self._error.setVisible(bool(text))


class OwnersInput(ListInput):
    """Owners and their shares; somebody outside the household has a name instead of a person."""

    def __init__(
        self, session: CaseSession, label: str, noun: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, parent)
        self._session = session
        self._noun = noun
        self._owners: tuple[OwnerShare, ...] = ()
        self._people: list[tuple[object, str]] = []
        self._lines: list[QWidget] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._column.addLayout(self._rows)
        self._column.addWidget(self._error)
        self._add = Button(f"{noun} 추가", "quiet", icon_name="plus")
        self._add.clicked.connect(self._on_add)
        line = QHBoxLayout()
        line.addWidget(self._add)
        line.addStretch(1)
        self._column.addLayout(line)
        self.setFocusProxy(self._add)

    def set_value(self, value: Any, row: Any) -> None:
        """Show the owners; the inputs are kept while only their values changed."""
        del row
        people: list[tuple[object, str]] = [
            (one.id, one.name or one.relation.label) for one in self._session.case.people
        ]
        same = people == self._people and [one.id for one in value] == [
            one.id for one in self._owners
        ]
        self._owners, self._people = value, people
        if same:
            for index, one in enumerate(value):
                self._fill(index, one)
            return
        empty_layout(self._rows)
        self._lines = [self._line(one) for one in value]
        for line in self._lines:
            self._rows.addWidget(line)
        for index, one in enumerate(value):
            self._fill(index, one)
        self.rebuilt.emit()

    def stops(self) -> list[QWidget]:
        """The tab stops: each line, then the button that adds one."""
        return [stop for line in self._lines for stop in stops_in(line)] + [self._add]

    def _line(self, owner: OwnerShare) -> QWidget:
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        who = ComboField(self._noun, self._people, empty="세대 밖의 사람")
        name = TextField("이름 (세대 밖)")
        share = FractionField("지분")
        remove = Button("", "icon", icon_name="close", name=f"{self._noun} 지우기")
        who.committed.connect(lambda value: self._change(owner.id, person=value))
        name.committed.connect(lambda value: self._change(owner.id, name=value or ""))
        share.committed.connect(lambda value: self._reshare(owner.id, value))
        for field in (name, share):
            self.watch(field)
        remove.clicked.connect(lambda: self._remove(owner.id))
        for widget, stretch in ((who, 4), (name, 4), (share, 2)):
            box.addWidget(widget, stretch)
        box.addWidget(remove)
        return line

    def _fill(self, index: int, owner: OwnerShare) -> None:
        item = self._rows.itemAt(index)
        line = item.widget() if item is not None else None
        if line is None:
            return
        for combo in line.findChildren(ComboField):
            combo.set_value(owner.person)
        for text in line.findChildren(TextField):
            text.set_value(owner.name or None)
            text.setEnabled(owner.person is None)
        for share in line.findChildren(FractionField):
            share.set_value((owner.numerator, owner.denominator))

    def _reshare(self, identity: UUID, share: tuple[int, int] | None) -> None:
        if share is not None:
            self._change(identity, numerator=share[0], denominator=share[1])

    def _change(self, identity: UUID, **values: Any) -> None:
        self.committed.emit(
            tuple(replace(one, **values) if one.id == identity else one for one in self._owners)
        )

    def _remove(self, identity: UUID) -> None:
        self.committed.emit(tuple(one for one in self._owners if one.id != identity))

    def _on_add(self) -> None:
        applicant = self._session.case.applicant
        person = applicant.id if applicant and not self._owners else None
        self.committed.emit((*self._owners, OwnerShare(id=uuid4(), person=person)))


class ShownInput(ListInput):
    """What the notice wants shown on this paper, ticked when it is."""

    def __init__(self, session: CaseSession, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._session = session
        self._kind = ""
        self._shown: tuple[str, ...] = ()
        self._boxes: dict[str, QCheckBox] = {}
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._column.addLayout(self._row)
        self._column.addWidget(self._error)

    def set_value(self, value: Any, row: Any) -> None:
        """Show the ticks of the paper's kind; a paper that must show nothing has no ticks."""
        self._shown = value
        terms = next(
            (one for one in self._session.notice.papers.papers if one.id == row.kind), None
        )
        wanted = terms.to_see if terms else ()
        self.setVisible(bool(wanted))
        if row.kind != self._kind:
            self._kind = row.kind
            empty_layout(self._row)
            self._boxes = {}
            for one in wanted:
                box = QCheckBox(one.name)
                box.clicked.connect(lambda ticked, which=one.id: self._tick(which, ticked))
                self._row.addWidget(box)
                self._boxes[one.id] = box
            self._row.addStretch(1)
            self.rebuilt.emit()
        for identity, box in self._boxes.items():
            box.setChecked(identity in value)

    def stops(self) -> list[QWidget]:
        """The boxes of the present kind of paper."""
        return list(self._boxes.values())

    def _tick(self, which: str, ticked: bool) -> None:
        others = tuple(one for one in self._shown if one != which)
        self.committed.emit((*others, which) if ticked else others)


def stops_in(widget: QWidget) -> list[QWidget]:
    """Return what takes the Tab key within a widget, or the widget, in the order it was made.

    What takes it is not looked into: the list that opens from a combo box is another window.
    """
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        return [widget]
    inner = [one for one in widget.children() if isinstance(one, QWidget)]
    return [stop for one in inner for stop in stops_in(one)]


def empty_layout(layout: Any) -> None:
    """Take every widget out of a layout and let go of it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
