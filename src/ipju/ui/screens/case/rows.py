"""Rows of the case (people, incomes, homes …): a table, the form of the current row, add, remove.

What a row is called, how it begins and what the table shows of it stands in `catalogue`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.domain.editing import value_at
from ipju.domain.notice import Notice
from ipju.domain.validation import Contradiction
from ipju.ui.case_session import CaseSession, Path
from ipju.ui.screens.case.form import FactForm
from ipju.ui.screens.case.removal import removal
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.surface import Label, SectionHead
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Cell, Column, Row

NARROW_BELOW = 520


@dataclass(frozen=True, slots=True)
class RowKind:
    """One kind of rows: where they lie, what they are called, how one begins and is shown.

    `gives_way` are the columns left out where the pane is narrow; the form shows them.
    `left_out` are those that say nothing under a notice.
    """

    field: str
    title: str
    noun: str
    kind: type
    columns: tuple[Column, ...]
    begin: Callable[[CaseSession], Any]
    cells: Callable[[Any, CaseSession], Sequence[Cell]]
    empty: str
    dim: Callable[[Any, CaseSession], bool] = lambda _row, _session: False
    two_lines: bool = False
    gives_way: tuple[int, ...] = ()
    left_out: Callable[[Notice], tuple[int, ...]] = lambda _notice: ()


class RowsBlock(QWidget):
    """Table and form of one kind of rows.

    `current_changed(id or None)` follows the table; `reveal_requested` passes on from the form.
    `removed(words)` says what went together with a removed row, for a word with 되돌리기. `base`
    is the path of the parent row, None while there is no parent row.
    """

    current_changed = Signal(object)
    removed = Signal(str)
    reveal_requested = Signal(object, object)

    def __init__(
        self,
        session: CaseSession,
        kind: RowKind,
        base: Path | None = (),
        *,
        with_keys: bool = False,
        note: Callable[[], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._base = base
        self._note = note
        self._add = Button(f"{kind.noun} 추가", "quiet", icon_name="plus")
        self._remove = Button("지우기", "quiet", icon_name="trash")
        head_parts: list[QWidget] = [self._remove, self._add]
        if with_keys:
            head_parts.append(KeyCap("Ins"))
        self.head = SectionHead(kind.title, "", *head_parts)
        self.table = Table(kind.columns, name=kind.title)
        self._empty = Label(kind.empty, tone="ink3", wrap=True)
        self.banner = Banner("fail", "", "닫기")
        self.banner.acted.connect(self.banner.hide)
        self.banner.hide()
        self.form = FactForm(session, kind.kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.head, self.banner, self.table, self._empty, self.form):
            column.addWidget(part)
        self._add.clicked.connect(self.add_row)
        self._remove.clicked.connect(self.remove_row)
        self.table.row_changed.connect(self._on_row)
        self.table.opened.connect(lambda _row: self.form.focus_first())
        self.form.reveal_requested.connect(self.reveal_requested)
        session.case_changed.connect(self.refresh)
        session.judged.connect(self._on_judged)
        for key, act in ((Qt.Key.Key_Insert, self.add_row), (Qt.Key.Key_Delete, self.remove_row)):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        self.refresh()

    @property
    def path(self) -> Path:
        """Where the rows lie."""
        return (*(self._base or ()), self._kind.field)

    def rebase(self, base: Path | None) -> None:
        """Show the rows of another parent row; None while there is none."""
        if base == self._base:
            return
        self._base = base
        self.form.show_row(None)
        self.refresh()

    def current(self) -> UUID | None:
        """Return the id of the row shown in the form."""
        path = self.form.path
        last = path[-1] if path else None
        return last if isinstance(last, UUID) else None

    def show_row(self, row_id: UUID) -> bool:
        """Show one row in the form; False when there is none of this id."""
        if row_id not in [one.id for one in self._rows()]:
            return False
        self.table.select_id(row_id.hex, tell=False)
        self.form.show_row((*self.path, row_id))
        self.current_changed.emit(row_id)
        return True

    def add_row(self) -> None:
        """Add a row and put the focus into its first field."""
        row = self._kind.begin(self._session)
        found = self._session.add_row(self.path, row, f"{self._kind.noun} 추가")
        if self._refused(found, f"{self._kind.noun}을(를) 추가할 수 없습니다."):
            return
        self.show_row(row.id)
        self.form.focus_first()

    def remove_row(self) -> None:
        """Remove the current row and what points to it; the session's undo brings all back."""
        row_id = self.current()
        rows = self._rows()
        if row_id is None:
            return
        at = next((index for index, one in enumerate(rows) if one.id == row_id), 0)
        edits, with_it = removal(self._session.case, (*self.path, row_id))
        found = self._session.commit_all(edits, f"{self._kind.noun} 지움")
        if self._refused(found, "지울 수 없습니다."):
            return
        left = self._rows()
        if left:
            self.show_row(left[min(at, len(left) - 1)].id)
            self.table.setFocus()
        together = f" 함께 지우거나 비운 것: {with_it}." if with_it else ""
        self.removed.emit(f"{self._kind.noun} 1건을 지웠습니다.{together}")

    def focus_field(self, name: str) -> bool:
        """Focus the input of the row shown, else the table, else the button that adds a row."""
        if self.current() is not None and self.form.focus_field(name):
            return True
        widget = self._add if self.table.isHidden() else self.table
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def refresh(self, *_: object) -> None:
        """Show the rows as they stand now."""
        rows = self._rows()
        self.table.set_rows([self._row(one) for one in rows])
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._remove.setEnabled(bool(rows))
        self.table.fit_height(most_rows=9)
        if self.current() not in [one.id for one in rows]:
            if rows:
                self.show_row(rows[0].id)
            else:
                self.form.show_row(None)
                self.current_changed.emit(None)
        if self._note is not None:
            self.head.set_note(self._note())

    def _refused(self, found: tuple[Contradiction, ...], what: str) -> bool:
        self.banner.say("fail", f"{what} {found[0].message}" if found else "", "닫기")
        self.banner.setVisible(bool(found))
        return bool(found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column in self._kind.gives_way:
            self.table.setColumnHidden(column, event.size().width() < NARROW_BELOW)
        for column in self._kind.left_out(self._session.notice):
            self.table.setColumnHidden(column, True)

    def _on_judged(self, _judgement: object) -> None:
        for one in self._rows():
            self.table.update_row(self._row(one), flash=False)
        if self._note is not None:
            self.head.set_note(self._note())

    def _rows(self) -> tuple[Any, ...]:
        if self._base is None:
            return ()
        found = value_at(self._session.case, self.path)
        return found if isinstance(found, tuple) else ()

    def _row(self, row: Any) -> Row:
        return {
            "id": row.id.hex,
            "cells": list(self._kind.cells(row, self._session)),
            "lines": 2 if self._kind.two_lines else 1,
            "dim": self._kind.dim(row, self._session),
        }

    def _on_row(self, row_id: str) -> None:
        if row_id:
            self.form.show_row((*self.path, UUID(row_id)))
            self.current_changed.emit(UUID(row_id))
