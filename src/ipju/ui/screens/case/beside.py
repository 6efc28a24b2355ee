"""나란히 보기: the case as its own notice judges it, beside another notice; nothing is stored."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.finding import Finding, Outcome, Target
from ipju.rules.names import Group
from ipju.services.side_by_side import Row as Beside
from ipju.services.side_by_side import Side, SideBySide, side_by_side
from ipju.ui.case_session import CaseSession
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.theme.tokens import ROW_ONE, ROW_TWO
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.chips import Chip, KeyCap
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.finding_list import group_row
from ipju.ui.widgets.surface import Label, Pane, fill
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Cell, Column, Row

MARKS = {
    Outcome.PASS: "pas",
    Outcome.FAIL: "fail",
    Outcome.REVIEW: "rev",
    Outcome.MISSING: "mis",
    Outcome.NA: "na",
}
_TONES = {Outcome.PASS: "pas", Outcome.FAIL: "fail", Outcome.REVIEW: "rev"}
_WIDE, _HIGH = 1120, 680


class BesideDialog(QDialog):
    """Every rule of both notices with what each says. `target_requested` for a chosen row."""

    target_requested = Signal(object)

    def __init__(self, session: CaseSession, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("다른 공고와 나란히 보기")
        self.setAccessibleName("다른 공고와 나란히 보기")
        self.setModal(True)
        self._session, self._jobs = session, jobs
        self._found: SideBySide | None = None
        known = session.office.notices
        others = [
            (one, known.get(one).short_title) for one in known.ids() if one != session.case.notice
        ]
        self.other = ComboField("견줄 공고", [*others])
        self.other.set_value(others[0][0] if others else None)
        self.other.setVisible(len(others) > 1)
        self.other.committed.connect(lambda _value: self._ask())
        self.only = QCheckBox("다른 것만 보기")
        self.only.toggled.connect(lambda _on: self._show_rows())
        self.words = Label("", tone="ink2", elide=True)
        self.mine_head, self.other_head = _SideHead("이 공고"), _SideHead("견준 공고")
        self.banner = Banner("fail", "", "닫기")
        self.banner.acted.connect(self.banner.hide)
        self.banner.hide()
        self.table = Table(
            (
                Column("항목", 116),
                Column("이 공고", 96),
                Column("값 · 한도"),
                Column("견준 공고", 96),
                Column("값 · 한도"),
            ),
            name="나란히 본 판정",
        )
        self.table.opened.connect(self._open)
        close = Button("닫기", "plain")
        close.clicked.connect(self.reject)
        head = QHBoxLayout()
        fill(
            head, Label("다른 공고와 나란히 보기", role="title"), self.words, None,
            self.only, spacing=12,
        )  # fmt: skip
        sides = QGridLayout()
        sides.setSpacing(12)
        sides.addWidget(self.mine_head, 0, 0)
        sides.addWidget(self.other_head, 0, 1)
        foot = QHBoxLayout()
        hint = "같은 사실을 그 공고의 기준으로 본 것입니다. 저장되지 않습니다."
        fill(foot, Label(hint, tone="ink2", elide=True), None, close, KeyCap("Esc"), spacing=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.other)
        column.addLayout(sides)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        room = parent.window().size() if parent is not None else self.size()
        self.resize(min(_WIDE, room.width() - 40), min(_HIGH, room.height() - 30))
        self._ask()

    def found(self) -> SideBySide | None:
        """What is shown, None until it came."""
        return self._found

    def lines(self) -> list[tuple[str, ...]]:
        """The rows as read across: item, mine, other."""
        model = self.table.rows_model
        return [
            tuple(model.cell_at(at, one).get("t", "") for one in (0, 1, 3))
            for at in range(model.rowCount())
            if not model.row_at(at).get("group")
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; what an open list does with its keys stays with it."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        half = (event.size().width() - 40 - 116 - 2 * 96) // 2
        self.table.set_widths([116, 96, half, 96, 0])

    def _ask(self) -> None:
        office, case_id, other = self._session.office, self._session.case.id, self.other.value()
        if not isinstance(other, str):
            self.banner.say("rev", "견줄 다른 공고가 없습니다.", "닫기")
            self.banner.show()
            return
        self._jobs.run(
            lambda: side_by_side(office, case_id, other),
            self._show,
            self._failed,
            label="나란히 보기",
            key="beside",
            owner=self,
        )

    def _show(self, found: SideBySide) -> None:
        self._found = found
        self.mine_head.show_side(found.mine)
        self.other_head.show_side(found.other)
        differ = sum(one.differs for one in found.rows)
        self.words.setText(f"{len(found.rows)}개 항목 가운데 {differ}개의 판정이 다릅니다.")
        self._show_rows()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self.banner.say("fail", f"나란히 볼 수 없습니다. {explain(error)}", "닫기")
        self.banner.show()

    def _show_rows(self) -> None:
        if self._found is None:
            return
        rows: list[Row] = []
        group: Group | None = None
        for one in self._found.rows:
            if self.only.isChecked() and not one.differs:
                continue
            if one.group is not group:
                group = one.group
                rows.append(group_row(f"group/{group.value}", group.label))
            rows.append(_row(one))
        self.table.set_rows(rows)
        first = next((row["id"] for row in rows if not row.get("group")), "")
        if first and not self.table.current_id():
            self.table.select_id(first)

    def _open(self, rule: str) -> None:
        """Go to the field that decides the rule under the case's own notice."""
        rows = self._found.rows if self._found is not None else ()
        mine = next((one.mine for one in rows if one.rule == rule), None)
        target = _target(mine)
        if target is not None:
            self.accept()
            self.target_requested.emit(target)


class _SideHead(Pane):
    """Whose judgement stands below: the notice, as what it was judged, and how it ends."""

    def __init__(self, which: str) -> None:
        super().__init__("panel", boxed=True)
        self._which = Label(which, tone="ink2")
        self._title = Label("", bold=True, elide=True)
        self._words = Label("", tone="ink2", elide=True)
        self._end = Chip("", "neutral")
        self._end.hide()
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._title)
        texts.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._which)
        row.addLayout(texts, 1)
        row.addWidget(self._end)

    def show_side(self, side: Side) -> None:
        """Show one notice and its end."""
        self._title.setText(side.notice.short_title)
        self._words.setText(f"{side.supply.label} · 가구원수 {side.household_size}명")
        outcome = side.judgement.person
        self._end.set_text(outcome.label, _TONES.get(outcome, "neutral"))
        self._end.show()


def _row(one: Beside) -> Row:
    said = (*_cells(one.mine), *_cells(one.other))
    two = any(cell.get("sub") for cell in said)
    return {
        "id": one.rule,
        "h": ROW_TWO if two else ROW_ONE,
        "lines": 2 if two else 1,
        "cells": [{"t": one.title, "bold": one.differs}, *said],
        "dim": not one.differs and one.mine is not None and one.mine.outcome is Outcome.NA,
    }


def _cells(finding: Finding | None) -> tuple[Cell, Cell]:
    """The outcome, and what was read over what the notice allows; a notice may not ask at all."""
    if finding is None:
        return {"t": "묻지 않음", "tone": "ink3"}, {"t": "–", "tone": "ink3"}
    bound = finding.limit if finding.limit != finding.value else ""
    limit = " · ".join(one for one in (bound, finding.margin) if one)
    said: Cell = {"t": finding.value or finding.sentence, "sub": limit, "tip": finding.sentence}
    return {"t": finding.outcome.label, "mark": MARKS[finding.outcome]}, said


def _target(finding: Finding | None) -> Target | None:
    if finding is None:
        return None
    return finding.target or next((one.target for one in finding.missing if one.target), None)
