"""파기: cases whose period is over, chosen and destroyed for good."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.dates import spoken
from ipju.services.destroy import Destroyed, Due, destroy, due_for_destruction
from ipju.services.office import Changes
from ipju.ui.dialogs.service import ReasonDialog
from ipju.ui.jobs import Jobs
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.feedback import Banner, EmptyState, KeyHints
from ipju.ui.widgets.surface import Label, SectionHead, fill
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Cell, Column, Row

COLUMNS: Final = (
    Column("접수번호", 128),
    Column("보유 구분", 100),
    Column("보유 기간 끝", 148),
    Column("파기할 때까지"),
)
_TAKES_ALL: Final = 1000


def row_of(due: Due, today: date) -> Row:
    """A case that is to be destroyed, and how long there is for it."""
    left = (due.destroy_by - today).days
    when: Cell
    if due.overdue_days:
        when = {"t": f"{due.overdue_days:,}일 늦음", "mark": "fail", "tone": "fail", "bold": True}
    else:
        word = "오늘까지" if left == 0 else f"D-{left}"
        when = {
            "t": f"{word} ({due.destroy_by})",
            "tone": "rev" if left <= 3 else "ink",
            "bold": left <= 3,
        }
    return {
        "id": due.case_id.hex,
        "cells": (
            {"t": due.number, "keep": True},
            {"t": due.holding.label},
            {"t": spoken(due.due_on), "keep": True},
            when,
        ),
        "tint": "fail" if due.overdue_days else "",
    }


class DuePage(Page):
    """The list, the latest first. `certificates_wanted`: look at what remained."""

    certificates_wanted = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "파기", parent)
        self._due: tuple[Due, ...] = ()
        self.head = SectionHead("파기", "", px=19)
        self.destroy_act = Act("고른 사례 파기", "primary", key="Ctrl+Enter")
        self.destroy_act.triggered.connect(self.destroy_chosen)
        self.all_button = Button("모두 고르기")
        self.all_button.clicked.connect(self.choose_all)
        self.late = Banner("fail", "")
        self.late.hide()
        self.done_banner = Banner("pas", "", "파기확인서 보기")
        self.done_banner.acted.connect(self.certificates_wanted)
        self.done_banner.hide()
        self.table = make_table(COLUMNS, many=True, name="파기할 사례")
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._count())
        self.chosen = Label("", tone="ink2")
        self.empty = EmptyState(
            "파기할 사례가 없습니다.",
            "결과를 알린 날(계약은 계약한 날)부터 공고의 보유 기간이 지나면 여기에 나옵니다.",
        )
        self.empty.hide()
        head, foot = QHBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.all_button, self.destroy_act)
        hints = KeyHints(("Shift ↑ ↓", "여럿 고르기"), ("Ctrl+A", "모두"))
        fill(foot, self.chosen, None, hints)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self.banner, self.late, self.done_banner):
            column.addWidget(part)
        column.addWidget(self.table, _TAKES_ALL)
        column.addWidget(self.empty)
        column.addStretch(1)
        column.addLayout(foot)

    def concerned(self, changes: Changes) -> bool:
        return changes.cases or changes.lists or changes.letters

    def take_keys(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        office = self.office
        if office is not None:
            self.jobs.run(
                lambda: due_for_destruction(office),
                self._show,
                self.refuse,
                label="파기 도래",
                key="due",
                owner=self,
            )

    def chosen_cases(self) -> tuple[Due, ...]:
        """The cases chosen, in the order shown."""
        wanted = set(self.table.selected_ids())
        return tuple(one for one in self._due if one.case_id.hex in wanted)

    def choose_all(self) -> None:
        """Choose every case of the list."""
        self.table.selectAll()
        self.take_keys()

    def destroy_chosen(self) -> None:
        """Ask for the reason, say what it means, and destroy what is chosen."""
        office, cases = self.office, self.chosen_cases()
        if office is None or not cases:
            return
        ids = [one.case_id for one in cases]
        numbers = cases[0].number + (f" 외 {len(cases) - 1:,}건" if len(cases) > 1 else "")
        dialog = ReasonDialog(
            f"사례 {len(cases):,}건을 파기합니다",
            f"{numbers}: 적은 것, 심사, 통지, 이력이 모두 사라지고 되돌릴 수 없습니다. "
            "백업에서 되살려도 다시 파기되며, 파기확인서만 남습니다.",
            f"{len(cases):,}건 파기",
            self.jobs,
            lambda why: destroy(office, ids, why),
            placeholder="예: 보유 기간 끝남",
            parent=self,
        )
        dialog.settled.connect(self._on_destroyed)
        dialog.open()

    def _show(self, due: tuple[Due, ...]) -> None:
        office = self.office
        if office is None:
            return
        self._due = due
        today = office.clock.today()
        late = [one for one in due if one.overdue_days]
        self.head.set_note(f"{len(due):,}건" if due else "")
        self.late.say(
            "fail",
            f"{len(late):,}건이 파기할 날을 넘겼습니다. 가장 늦은 것은 "
            f"{max((one.overdue_days for one in late), default=0):,}일 늦었습니다.",
        )
        self.late.setVisible(bool(late))
        self.table.set_rows([row_of(one, today) for one in due])
        self.table.setVisible(bool(due))
        self.table.show_keys()
        self.all_button.setVisible(bool(due))
        self.destroy_act.setVisible(bool(due))
        self.empty.setVisible(not due)
        self._count()

    def _count(self) -> None:
        count = len(self.chosen_cases())
        self.chosen.setText(f"{count:,}건 고름" if count else "")
        self.destroy_act.set_blocked(None if count else "파기할 사례를 고르십시오")

    def _on_destroyed(self, destroyed: Destroyed) -> None:
        count = len(destroyed.certificates)
        later = "" if destroyed.wiped else " 다른 창을 닫으면 남은 흔적까지 지워집니다."
        self.done_banner.say("pas", f"{count:,}건을 파기했습니다.{later}", "파기확인서 보기")
        self.done_banner.show()
        self.changed.emit(destroyed.changes)
