"""결재 for a caseworker (담당): what came back, what may be issued, what waits; to be read only."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.domain.decision import ProposalState
from ipju.services.browse import Standing, my_proposals
from ipju.services.office import Office
from ipju.ui.focus import focus_first
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.approval.words import STATE_MARKS, VERDICT_MARKS, moment_words
from ipju.ui.widgets.feedback import EmptyState, KeyHints
from ipju.ui.widgets.finding_list import group_row
from ipju.ui.widgets.surface import Rule, SectionHead
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Cell, Column, Row

GROUPS = (
    (ProposalState.SENT_BACK, "되돌아온 것", "고쳐서 다시 올립니다."),
    (ProposalState.VOID, "효력 잃은 것", "사실이 바뀌어 다시 올려야 합니다."),
    (ProposalState.APPROVED, "승인된 것", "통지를 발급합니다."),
    (ProposalState.WAITING, "결재를 기다리는 것", ""),
)
TO_ACT = (ProposalState.SENT_BACK, ProposalState.VOID, ProposalState.APPROVED)
_NARROW = 1000
_ROW = 46
_COLUMNS = (
    Column("상태", 118),
    Column("사례", 190),
    Column("올린 결정", 150),
    Column("사유"),
    Column("때", 136),
)


class MineView(QWidget):
    """`case_wanted(id)` by Enter; `counted(int)`: so many wait for an act of this person."""

    case_wanted = Signal(object)
    counted = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._office: Office | None = None
        self.head = SectionHead("내가 올린 것", "", px=19)
        self.table = Table(_COLUMNS, name="내가 올린 것")
        self.table.opened.connect(self._open)
        self.empty = EmptyState(
            "올린 결정이 없습니다.",
            "사례의 통지(Ctrl+7)에서 결정을 올리면 결재가 끝날 때까지 여기에서 볼 수 있습니다.",
        )
        self.empty.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        column.addWidget(Rule())
        column.addWidget(KeyHints(("Enter", "사례 열기"), ("↑ ↓", "앞뒤 사례")))

    def enter(self, office: Office) -> None:
        """Show what this person proposed."""
        self._office = office

    def refresh(self) -> None:
        """Ask again."""
        office = self._office
        if office is None:
            return
        self._jobs.run(
            lambda: my_proposals(office),
            self._show,
            self._not_read,
            label="내가 올린 것",
            key="mine",
            owner=self,
        )

    def take_keys(self) -> None:
        """Put the focus on the list, or on what says that it is empty."""
        focus_first(self.table, self.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self.table.set_widths([104, 140, 118, 0, 126] if narrow else [c.width for c in _COLUMNS])

    def _show(self, found: tuple[Standing, ...]) -> None:
        rows: list[Row] = []
        for state, title, what in GROUPS:
            held = [one for one in found if one.proposal.state is state]
            if held:
                rows.append(group_row(f"group/{state.value}", f"{title} {len(held)}", what))
                rows += [_row(one) for one in held]
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        to_act = sum(1 for one in found if one.proposal.state in TO_ACT)
        self.head.set_note(f"내가 할 것 {to_act}건" if rows else "")
        self.counted.emit(to_act)
        if rows and not self.table.current_id():
            self.table.select_id(rows[1].get("id", ""), tell=False)

    def _not_read(self, error: Exception) -> None:
        self.empty.say("올린 것을 읽지 못했습니다.", explain(error))
        self.empty.show()
        self.table.hide()

    def _open(self, key: str) -> None:
        at = self.table.rows_model.row_of(key)
        case_id = self.table.rows_model.row_at(at).get("data")
        if isinstance(case_id, UUID):
            self.case_wanted.emit(case_id)


def _row(one: Standing) -> Row:
    proposal = one.proposal
    back = proposal.state in (ProposalState.SENT_BACK, ProposalState.VOID)
    said = proposal.decision_reason if proposal.state is ProposalState.SENT_BACK else ""
    reason: Cell = {
        "t": said or proposal.reasons,
        "sub": f"올린 사유: {proposal.reasons}" if said else "",
        "bold": bool(said),
        "tip": said or proposal.reasons,
    }
    return {
        "id": proposal.id.hex,
        "h": _ROW,
        "tint": "rev" if back else "",
        "bar": "rev" if back else "",
        "data": proposal.case_id,
        "cells": [
            {"t": proposal.state.label, "mark": STATE_MARKS[proposal.state]},
            {"t": one.name or "이름 없음", "sub": one.number, "bold": True},
            {
                "t": proposal.verdict.label,
                "mark": VERDICT_MARKS[proposal.verdict],
                "sub": proposal.matter.label,
            },
            reason,
            {"t": moment_words(proposal.decided_at or proposal.proposed_at), "tone": "ink2"},
        ],
    }
