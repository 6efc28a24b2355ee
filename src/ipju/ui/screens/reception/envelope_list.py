"""The checklist of the envelope in hand: one key a paper, its date typed where it stands."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ipju.services.envelope_papers import not_asked
from ipju.ui.screens.reception.envelope_rows import (
    CAME,
    COLUMNS,
    DAY,
    SHOWS,
    row_of,
    spared_row,
)
from ipju.ui.screens.reception.envelope_work import EnvelopeWork, Slot
from ipju.ui.screens.reception.key_table import KeyTable
from ipju.ui.theme.tokens import CONTROL
from ipju.ui.widgets.line_input import LineInput
from ipju.ui.widgets.reading import Unreadable, read_date
from ipju.ui.widgets.surface import restyle

_NARROW: Final = 700
_SHORT_DAY: Final = 6
_WEEKS: Final = re.compile(r"(\d{1,2})(?:\D+(\d))?\D*")
_MOST_WEEKS: Final = 45


class InCell(LineInput):
    """The editor that lies over a cell. `stepped(±1)`: the arrow keys leave it up or down."""

    stepped = Signal(int)
    gone = Signal()
    put_away = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.gone.emit()
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # It ends what is typed here; passed on, it would end the envelope.
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.put_away.emit()


KEYS: Final = (
    ("Space", "받음"), ("숫자 6", "발급일"), ("S", "서명"), ("N", "빠진 표시"),
    ("K", "종류 다름"), ("Esc", "되돌리기"),
)  # fmt: skip
FEW: Final = (("Space", "받음"), ("S", "서명"), ("N", "빠짐"), ("K", "종류"), ("Esc", "뒤로"))
"""The keys of the checklist with their words, and where there is less room."""


class EnvelopeList(KeyTable):
    """One row for each paper asked for, and dim ones for those that are not.

    `acted(name)` for a key that is not the list's own; `said(sentence)` for what cannot be done.
    """

    acted = Signal(str)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, name="받을 서류", parent=parent)
        self.work: EnvelopeWork | None = None
        self._asking, self._key = "", ""
        self.editor = InCell(self.viewport())
        self.editor.hide()
        self.editor.textEdited.connect(self._on_text)
        self.editor.left.connect(self._on_left)
        self.editor.stepped.connect(self._on_arrow)
        self.editor.gone.connect(self._drop)
        self.editor.put_away.connect(lambda: self._set_bad(""))
        self.typed.connect(self._on_key)
        self.opened.connect(lambda _row: self._on_key("space"))  # two clicks do what Space does
        self.verticalScrollBar().valueChanged.connect(self._place)

    def show_work(self, work: EnvelopeWork | None) -> None:
        """Work on another envelope, or on none."""
        self._drop()
        self.work = work
        self.set_rows([])
        self.refresh()

    def refresh(self) -> None:
        """Show the checklist as it now stands."""
        work = self.work
        if work is None:
            self.set_rows([])
            return
        rows = [row_of(work, one) for one in work.slots()]
        rows += [spared_row(one) for one in not_asked(work.session.judgement, work.session.notice)]
        self.set_rows(rows)
        self._place()

    def begin(self) -> None:
        """Go to the first paper that did not come yet."""
        work = self.work
        slots = work.slots() if work is not None else ()
        wanted = [one for one in slots if one.paper is None] or list(slots)
        if wanted:
            self.select_id(wanted[0].key)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> Slot | None:
        """Return the line the keys work on, or None on a dim one."""
        return self.work.slot(self.current_id()) if self.work is not None else None

    def step(self, by: int) -> None:
        """Go to the next line up or down; the last one stays."""
        keys = [one.key for one in self.work.slots()] if self.work is not None else []
        at = self.current_id()
        if at in keys and 0 <= keys.index(at) + by < len(keys):
            self.select_id(keys[keys.index(at) + by])

    def is_asking(self) -> bool:
        """Whether something is being typed into a cell."""
        return not self.editor.isHidden()

    def ask_day(self, text: str = "") -> None:
        """Ask for the day of issue of the current paper."""
        self._ask("day", DAY, text, "발급일, 숫자 여섯 자리", "예 231227")

    def ask_weeks(self) -> None:
        """Ask for the weeks and the foetuses of the current diagnosis."""
        self._ask("weeks", SHOWS, "", "임신주수와 태아 수", "주수/태아 수, 예 12/1")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        # What came is told by the result too; the number is what a scan is laid by.
        for column in (CAME, SHOWS):
            self.setColumnHidden(column, narrow)
        self._place()

    def _on_key(self, name: str) -> None:
        work, slot = self.work, self.current()
        if work is None:
            return
        if name == "escape":
            work.undo()
        elif name in ("enter", "y", "v"):
            self.acted.emit(name)
        elif slot is None:
            self.said.emit("이 신청에는 필요 없는 서류입니다.")
        elif name == "space":
            work.receive(slot.key)
        elif name.isdecimal():
            self.ask_day(name)
        elif name == "w":
            self._ask_weeks_of(work, slot)
        else:
            self.acted.emit(name)

    def _ask_weeks_of(self, work: EnvelopeWork, slot: Slot) -> None:
        if slot.line.requirement.terms.id != work.session.notice.papers.pregnancy:
            self.said.emit("임신주수는 임신진단서에만 적습니다.")
        elif slot.paper is None:
            self.said.emit("먼저 받음(Space)으로 적으십시오.")
        else:
            self.ask_weeks()

    def _ask(self, what: str, column: int, text: str, name: str, hint: str) -> None:
        self._asking, self._key = what, self.current_id()
        self.editor.setAccessibleName(name)
        self.editor.setPlaceholderText(hint)
        self._set_bad("")
        self._column = column
        self.editor.setText(text)
        self.editor.setModified(bool(text))
        self.editor.show()
        self._place()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        at = self.rows_model.row_of(self._key)
        if self.editor.isHidden() or at < 0:
            return
        shown = DAY if self.isColumnHidden(self._column) else self._column
        cell = self.visualRect(self.rows_model.index(at, shown))
        top = cell.center().y() - CONTROL // 2
        self.editor.setGeometry(QRect(cell.left() + 2, top, cell.width() - 6, CONTROL))

    def _set_bad(self, reason: str) -> None:
        """Say why what is typed cannot be read; it is said as long as the field stands there."""
        was = self.editor.accessibleDescription()
        self.editor.setProperty("bad", bool(reason))
        self.editor.setAccessibleDescription(reason)
        self.editor.setToolTip(reason)
        restyle(self.editor)
        if reason or was:
            self.said.emit(reason)

    def _on_text(self, text: str) -> None:
        self._set_bad("")
        if self._asking == "day" and len(text) == _SHORT_DAY and text.isdecimal():
            day = self._read_day()
            if day is not None:
                self._take_day(day)

    def _on_left(self) -> None:
        """Enter, or the keys went elsewhere: what can be read is taken."""
        if self.editor.isHidden() or not self.editor.isModified():
            if self.editor.hasFocus():
                self._drop()
                self.step(1)
            return
        if self._asking == "day":
            day = self._read_day()
            if day is not None:
                self._take_day(day)
        else:
            self._take_weeks()

    def _read_day(self) -> date | None:
        try:
            day = read_date(self.editor.text())
        except Unreadable as error:
            self._set_bad(str(error))
            return None
        if day is None:
            self._set_bad("날짜를 적으십시오. 예 231227")
        return day

    def _take_day(self, day: date) -> None:
        work, key = self.work, self._key
        self._drop()
        if work is None:
            return
        work.set_day(key, day)
        slot = work.slot(key)
        pregnancy = work.session.notice.papers.pregnancy
        told = slot is None or slot.paper is None or slot.paper.weeks is not None
        if slot is not None and slot.line.requirement.terms.id == pregnancy and not told:
            self.ask_weeks()
        else:
            self.step(1)

    def _take_weeks(self) -> None:
        found = _WEEKS.fullmatch(self.editor.text().strip())
        if found is None or not 1 <= int(found[1]) <= _MOST_WEEKS:
            self._set_bad("임신주수와 태아 수를 적으십시오. 예 12주에 1명이면 12/1")
            return
        work, key = self.work, self._key
        self._drop()
        if work is not None:
            work.count_weeks(key, int(found[1]), int(found[2]) if found[2] else None)
            self.step(1)

    def _on_arrow(self, by: int) -> None:
        """Leave the cell up or down; what can be read is taken, the rest stays to be mended."""
        key, was = self._key, self.editor.isModified()
        if was:
            self._on_left()
        if was and self._key == key and self.is_asking():
            return
        self._drop()
        self.select_id(key)
        self.step(by)

    def _drop(self) -> None:
        """Put the editor away; what was typed into it and not taken is gone."""
        held = self.editor.hasFocus()
        self.editor.setModified(False)
        self.editor.hide()
        self._asking = ""
        if held:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
