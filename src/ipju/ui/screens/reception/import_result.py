"""받기 전 확인: what is to be known before a file is taken, or every cell that is in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.services.import_applications import Checked
from ipju.ui.screens.reception.import_rows import BAD_COLUMNS, bad_rows
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.marks import Mark
from ipju.ui.widgets.surface import Label, Pane, fill, line_of
from ipju.ui.widgets.table import make_table

_TAKES_ALL = 1000
_SHOWN = 2000
"""Bad cells that the table shows; the saved list has them all."""


class ResultPane(QWidget):
    """`take_wanted()`, `again_wanted()` after the file was mended, `columns_wanted()`,

    `list_wanted()` to save the bad cells, `left()` for another file.
    """

    take_wanted = Signal()
    list_wanted = Signal()
    again_wanted = Signal()
    columns_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = Banner("pas", "", wrap=True)
        self.notes = Pane("panel", boxed=True)
        self._lines = QVBoxLayout(self.notes)
        self._lines.setContentsMargins(14, 10, 14, 10)
        self._lines.setSpacing(6)
        self.table = make_table(BAD_COLUMNS, name="고칠 칸")
        self.back_act = Act("다른 파일", "quiet", key="Esc")
        self.back_act.triggered.connect(self.left)
        self.columns_act = Act("열 맞추기", key="F4")
        self.columns_act.triggered.connect(self.columns_wanted)
        self.again_act = Act("다시 읽기", key="F5", icon_name="refresh")
        self.again_act.triggered.connect(self.again_wanted)
        self.list_act = Act("목록 저장", icon_name="excel")
        self.list_act.triggered.connect(self.list_wanted)
        self.take_act = Act("받기", "primary", key="Ctrl+Enter")
        self.take_act.triggered.connect(self.take_wanted)
        foot = QHBoxLayout()
        parts = (self.back_act, self.columns_act, self.again_act, self.list_act)
        fill(foot, *parts, None, self.take_act, spacing=10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addWidget(self.notes)
        column.addWidget(self.table, _TAKES_ALL)
        column.addStretch(1)
        column.addLayout(foot)

    def show_checked(self, checked: Checked) -> None:
        """Show what was found in the rows of a sheet."""
        where = f"{checked.name} · {checked.sheet} {checked.rows:,}행"
        bad = checked.bad
        if bad:
            self.summary.say(
                "fail",
                f"{where}: 고칠 칸 {len(bad):,}개. 한 건도 받지 않았습니다. "
                "엑셀에서 고쳐 저장한 뒤 다시 읽으세요.",
            )
        elif checked.cases:
            self.summary.say("pas", f"{where}: 모두 읽었습니다. 받으면 한꺼번에 들어옵니다.")
        else:
            self.summary.say("rev", f"{where}: 모두 읽었지만 새로 받을 신청이 없습니다.")
        self.table.set_rows(bad_rows(bad[:_SHOWN]))
        self.table.setVisible(bool(bad))
        self.list_act.setVisible(bool(bad))
        more = f"처음 {_SHOWN:,}개를 보입니다. 목록을 저장하면 모두 들어 있습니다."
        self._note((*checked.notes, *((more,) if len(bad) > _SHOWN else ())))
        new = 0 if bad else len(checked.cases)
        self.take_act.set_text(f"{new:,}건 받기" if new else "받기")
        blocked = "고칠 칸이 남아 있습니다" if bad else "새로 받을 신청이 없습니다"
        self.take_act.set_blocked(None if new else blocked)

    def take_keys(self) -> None:
        """Put the focus on the first bad cell, else on the act."""
        part = self.table if self.table.isVisibleTo(self) else self.take_act.button
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note(self, notes: tuple[str, ...]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            inside = item.layout()
            while inside is not None and (part := inside.takeAt(0)) is not None:
                widget = part.widget()
                if widget is not None:
                    widget.deleteLater()
        for words in notes:
            mark = Mark("rev")
            line = line_of(mark, Label(words, wrap=True))
            line.setStretch(1, 1)
            line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
            self._lines.addLayout(line)
        self.notes.setVisible(bool(notes))
