"""열 맞추기: which column of a file holds what, laid once and remembered."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.notice import Notice
from ipju.services.import_applications import Opened, SheetFound
from ipju.ui.screens.reception.import_rows import (
    MAPPING_COLUMNS,
    NOT_TAKEN,
    items_of,
    mapping_rows,
)
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.feedback import KeyHints
from ipju.ui.widgets.surface import Label, fill, line_of
from ipju.ui.widgets.table import make_table

_TAKES_ALL = 1000


class MappingPane(QWidget):
    """`check_wanted()`: read the rows of `sheet()` by `columns()`. `left()`: another file."""

    check_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self._columns: dict[str, int] = {}
        self.file = Label("", bold=True, elide=True)
        self.sheets = ComboField("받을 시트", [])
        self.sheets.committed.connect(lambda _value: self._on_sheet())
        self.taken = ComboField("이 열에서 받는 항목", [], empty=NOT_TAKEN)
        self.taken.committed.connect(self._on_taken)
        self.table = make_table(MAPPING_COLUMNS, name="파일의 열")
        self.table.row_changed.connect(lambda _id: self._on_row())
        self.table.opened.connect(lambda _id: self.taken.combo.showPopup())
        self.back_act = Act("다른 파일", "quiet", key="Esc")
        self.back_act.triggered.connect(self.left)
        self.check_act = Act("행 확인", "primary", key="Ctrl+Enter")
        self.check_act.triggered.connect(self.check_wanted)
        head = QHBoxLayout()
        fill(head, self.file, None, self.sheets)
        head.setStretch(0, 1)
        self.sheets.setFixedWidth(220)
        self.taken.setFixedWidth(260)
        lower = line_of(self.taken, None)
        lower.setAlignment(self.taken, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        hints = KeyHints(("↑ ↓", "열 고르기"), ("Enter", "항목 바꾸기"))
        fill(foot, hints, None, self.back_act, 8, self.check_act)
        self.memory = Label("", tone="ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.memory)
        column.addWidget(self.table, _TAKES_ALL)
        column.addLayout(lower)
        column.addLayout(foot)

    def show_file(self, opened: Opened, notice: Notice) -> None:
        """Show the columns of the likeliest sheet; of several like ones a person chooses."""
        self._opened = opened
        self.file.setText(opened.name)
        self.taken.set_items(items_of(notice), empty=NOT_TAKEN)
        names = [(at, f"{one.name} · {len(one.data):,}행") for at, one in enumerate(opened.sheets)]
        self.sheets.set_items(names)
        self.sheets.set_value(0 if len(opened.candidates) < 2 else None)
        self.sheets.setVisible(len(names) > 1)
        self._on_sheet()

    def sheet(self) -> SheetFound | None:
        """The sheet chosen."""
        at = self.sheets.value()
        return self._opened.sheets[at] if self._opened and isinstance(at, int) else None

    def columns(self) -> Mapping[str, int]:
        """How the columns are laid."""
        return dict(self._columns)

    def take_keys(self) -> None:
        """Put the focus where something is to be chosen."""
        if self.sheet() is None:
            self.sheets.combo.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sheet(self) -> None:
        sheet = self.sheet()
        self._columns = dict(sheet.columns) if sheet else {}
        known = sheet is not None and sheet.remembered
        self.memory.setText(
            "지난번에 맞춘 대로 두었습니다. 달라진 열만 고치세요."
            if known
            else "한 번 맞춘 열은 기억해 다음 파일에 그대로 씁니다."
        )
        self.check_act.set_blocked(None if sheet else "받을 시트를 고르세요")
        self.taken.setVisible(sheet is not None)
        self._show()
        if sheet is not None:
            self.table.select_id("0")

    def _show(self) -> None:
        sheet = self.sheet()
        self.table.set_rows(mapping_rows(sheet, self._columns) if sheet else [])

    def _on_row(self) -> None:
        at = int(self.table.current_id() or -1)
        laid = {place: key for key, place in self._columns.items()}
        self.taken.set_value(laid.get(at))

    def _on_taken(self, key: object) -> None:
        at = int(self.table.current_id() or -1)
        if at < 0:
            return
        self._columns = {one: place for one, place in self._columns.items() if place != at}
        if isinstance(key, str):
            # One item comes from one column: the one before lets it go.
            self._columns[key] = at
        self._show()
