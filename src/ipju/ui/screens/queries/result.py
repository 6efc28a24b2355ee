"""조회 결과 확인: what differs from what is recorded, or every cell that is in the way."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.services.queries import CheckedResults, How
from ipju.ui.screens.queries.rows import (
    BAD_COLUMNS,
    DIFFERENCE_COLUMNS,
    bad_rows,
    difference_rows,
)
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.surface import Label, fill
from ipju.ui.widgets.table import make_table

_SHOWN = 2000
"""Rows that a table shows; a person looks through no more before a file is taken or mended."""

_TAKES_ALL = 1000


class CheckedPane(QWidget):
    """`take_wanted()`, `again_wanted()` after the file was mended, `left()` for another file,

    `case_wanted(id)` to look at the case of a difference.
    """

    take_wanted = Signal()
    again_wanted = Signal()
    left = Signal()
    case_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cases: list[UUID] = []
        self.summary = Banner("pas", "", wrap=True)
        self.notes = Label("", tone="ink2", wrap=True)
        self.bad = make_table(BAD_COLUMNS, name="고칠 칸")
        self.differences = make_table(DIFFERENCE_COLUMNS, name="적혀 있는 것과 다른 조회 결과")
        self.differences.opened.connect(lambda at: self.case_wanted.emit(self._cases[int(at)]))
        self.back_act = Act("다른 파일", "quiet", key="Esc")
        self.back_act.triggered.connect(self.left)
        self.again_act = Act("다시 읽기", key="F5", icon_name="refresh")
        self.again_act.triggered.connect(self.again_wanted)
        self.take_act = Act("받기", "primary", key="Ctrl+Enter")
        self.take_act.triggered.connect(self.take_wanted)
        foot = QHBoxLayout()
        fill(foot, self.back_act, self.again_act, None, self.take_act, spacing=10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addWidget(self.notes)
        column.addWidget(self.bad, _TAKES_ALL)
        column.addWidget(self.differences, _TAKES_ALL)
        column.addStretch(1)
        column.addLayout(foot)

    def show_checked(self, checked: CheckedResults) -> None:
        """Show what a file of results holds."""
        kinds = "·".join(one.label for one in checked.kinds)
        where = f"{checked.name} ({kinds}) {checked.rows:,}행"
        differences, bad = checked.differences, checked.bad
        if bad:
            self.summary.say(
                "fail",
                f"{where}: 고칠 칸 {len(bad):,}개. 아무것도 받지 않았습니다. "
                "엑셀에서 고쳐 저장한 뒤 다시 읽으세요.",
            )
        elif not checked.plans:
            self.summary.say("pas", f"{where}: 모두 이미 적힌 내용과 같습니다.")
        else:
            count = {how: sum(one.how is how for one in differences) for how in How}
            words = ", ".join(f"{how.label} {many:,}" for how, many in count.items() if many)
            self.summary.say(
                "rev" if differences else "pas",
                f"{where}, {checked.people:,}명: "
                + (f"적혀 있는 것과 다른 것 {len(differences):,}개 ({words})" if differences
                   else "적혀 있는 것과 다른 것이 없습니다."),
            )  # fmt: skip
        self.bad.set_rows(bad_rows(bad[:_SHOWN]))
        self.bad.setVisible(bool(bad))
        shown = () if bad else differences[:_SHOWN]
        self._cases = [one.case_id for one in shown]
        self.differences.set_rows(difference_rows(shown))
        self.differences.setVisible(bool(shown))
        notes = list(checked.notes)
        if checked.decided and not bad:
            notes.append(
                f"결재에 올렸거나 승인된 신청 {checked.decided:,}건이 들어 있습니다. 받으면 그 "
                "결정이 효력을 잃습니다."
            )
        if max(len(bad), 0 if bad else len(differences)) > _SHOWN:
            notes.append(f"처음 {_SHOWN:,}개를 보입니다.")
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self.take_act.set_text(f"{len(checked.plans):,}건에 적기" if checked.plans else "받기")
        blocked = "고칠 칸이 남아 있습니다" if bad else None
        self.take_act.set_blocked(blocked or (None if checked.plans else "받을 것이 없습니다"))

    def take_keys(self) -> None:
        """Put the focus on the first row, else on the act."""
        for part in (self.bad, self.differences):
            if part.isVisibleTo(self):
                part.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        part_act = self.take_act if not self.take_act.blocked_reason() else self.back_act
        part_act.button.setFocus(Qt.FocusReason.OtherFocusReason)
