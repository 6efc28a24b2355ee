"""장학생: papers, two reviewers' sheets, interview, and the result somebody else decides."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.intake import ScoreStep
from ipju.domain.notice import Notice
from ipju.domain.scholar import ScholarResult
from ipju.services.office import Changes
from ipju.services.record import Recorded
from ipju.services.scholars import Candidate, Scored, board
from ipju.ui.focus import focus_first
from ipju.ui.jobs import Jobs
from ipju.ui.screens.intake.chosen import ChoiceBar, Chosen
from ipju.ui.screens.intake.paragraph import Paragraph
from ipju.ui.screens.intake.scholar_detail import ScholarDetail
from ipju.ui.screens.intake.scholar_dialogs import DecideDialog, ScoreDialog
from ipju.ui.screens.intake.words import SCHOLAR_COLUMNS, UNRANKED_SCHOLARS, scholar_row
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.feedback import EmptyState, KeyHints
from ipju.ui.widgets.surface import SectionHead, fill
from ipju.ui.widgets.table import make_table

_WIDE = (0, 98, 98, 92, 92, 112)
_NARROW_WIDTHS = (0, 0, 0, 78, 78, 112)
_HIDDEN = (1, 2)
"""Columns that give way where the window is narrow; the case tells them."""
_NARROW = 900


def has_scholars(notice: Notice) -> bool:
    """Tell whether a notice has a scholar track."""
    return notice.scholar is not None


class ScholarsPage(Page):
    """The applicants by number, and the one chosen. `case_wanted(id, None)` opens a case."""

    case_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "장학생", parent)
        self._chosen = chosen
        self._found: tuple[Candidate, ...] = ()
        chosen.changed.connect(self._on_chosen)
        self.head = SectionHead("장학생", "", px=19)
        self.bar = ChoiceBar(chosen, has_scholars, by_building=False)
        self.unranked = Paragraph(UNRANKED_SCHOLARS)
        self.detail = ScholarDetail()
        self.detail.score_wanted.connect(self.score)
        self.detail.decide_wanted.connect(self.decide)
        self.detail.case_wanted.connect(self._open_case)
        self.table = make_table(SCHOLAR_COLUMNS, name="장학생 지원자")
        self.table.row_changed.connect(lambda _id: self._show_one())
        self.table.opened.connect(lambda _id: self.detail.take_keys())
        self.empty = EmptyState("", "")
        self.empty.hide()
        self.hints = KeyHints(("↑ ↓", "고르기"), ("Enter", "할 일로 가기"))
        head, left, row = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.bar)
        fill(left, self.table, self.hints, spacing=8)
        left.setStretchFactor(self.table, 1)
        row.setSpacing(16)
        row.addLayout(left, 7)
        row.addWidget(self.detail, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self.banner, self.unranked, self.empty):
            column.addWidget(part)
        column.addLayout(row, 1000)
        column.addStretch(1)

    def concerned(self, changes: Changes) -> bool:
        return changes.intake or changes.cases

    def take_keys(self) -> None:
        focus_first(self.table, self.empty)

    def refresh(self) -> None:
        office = self.office
        if office is None:
            return
        notice = self.bar.offer(office)
        if notice is None:
            self._show_none()
            return
        wanted = notice.id
        self.jobs.run(
            lambda: board(office, wanted),
            self._show,
            self.refuse,
            label="장학생",
            key="intake-scholars",
            owner=self,
        )

    def current(self) -> Candidate | None:
        """The applicant chosen."""
        wanted = self.table.current_id()
        return next((one for one in self._found if one.case_id.hex == wanted), None)

    def score(self, step: ScoreStep) -> None:
        """Hand in, or put right, one's own sheet for the applicant chosen."""
        office, one, notice = self.office, self.current(), self.bar.notice()
        if office is None or one is None or notice is None or notice.scholar is None:
            return
        mine = next((o for o in one.sheets if o.mine and o.step is step), None)
        before = mine.scores if mine is not None else None
        dialog = ScoreDialog(office, self.jobs, one, notice.scholar, step, before, self)
        dialog.settled.connect(lambda scored: self._on_scored(scored, one.name))
        dialog.open()

    def decide(self) -> None:
        """Decide the selection of the applicant chosen."""
        office, one = self.office, self.current()
        if office is None or one is None:
            return
        dialog = DecideDialog(office, self.jobs, one, self)
        dialog.settled.connect(lambda recorded: self._on_decided(recorded, one.name))
        dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        for column in _HIDDEN:
            self.table.setColumnHidden(column, narrow)
        self.table.set_widths(_NARROW_WIDTHS if narrow else _WIDE)

    def _on_chosen(self) -> None:
        self._stale = True
        self.banner.hide()
        self.refresh_if_seen()

    def _show(self, found: tuple[Candidate, ...]) -> None:
        self._found = found
        self.table.set_rows([scholar_row(one) for one in found])
        selected = sum(one.result is ScholarResult.SELECTED for one in found)
        open_now = sum(one.result is None for one in found)
        self.head.set_note(f"지원 {len(found)} · 선정 {selected} · 정하기 전 {open_now}")
        for part in (self.table, self.hints, self.detail, self.unranked):
            part.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.empty.say(
            "장학생 지원자가 없습니다.",
            "공급유형이 장학생인 사례가 접수번호 순으로 나옵니다. 새 신청은 Ctrl+N으로 적습니다.",
        )
        if found and not self.table.current_id():
            self.table.select_id(found[0].case_id.hex, tell=False)
        self._show_one()

    def _show_none(self) -> None:
        self._show(())
        self.head.set_note("")
        self.empty.say(
            "장학생을 뽑는 공고가 없습니다.",
            "장학생 전형이 있는 공고의 지원자만 여기에서 채점합니다.",
        )

    def _show_one(self) -> None:
        one = self.current()
        if one is not None:
            self.detail.show_candidate(one)

    def _open_case(self) -> None:
        one = self.current()
        if one is not None:
            case: UUID = one.case_id
            self.case_wanted.emit(case, None)

    def _on_scored(self, scored: Scored, name: str) -> None:
        self.say("pas", f"{name}님의 {scored.sheet.step.label} 채점을 냈습니다.")
        self.changed.emit(scored.changes)

    def _on_decided(self, recorded: Recorded, name: str) -> None:
        scholar = recorded.case.scholar
        word = scholar.result.label if scholar is not None and scholar.result is not None else ""
        self.say("pas", f"{name}님의 결과를 ‘{word}’으로 정했습니다.")
        self.changed.emit(recorded.changes)
