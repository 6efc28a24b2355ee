"""What the pages of 현황 share: the notice that is chosen, the figures, and saving them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ipju.services.authority import DECIDING
from ipju.services.office import Changes, Office
from ipju.services.season import Saved, SeasonFigures, save_season, season_figures
from ipju.ui.dialogs.service import ReasonDialog
from ipju.ui.jobs import Jobs
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.combo import Combo
from ipju.ui.widgets.feedback import EmptyState
from ipju.ui.widgets.surface import Label, Pane, SectionHead, fill

_NOTICE_WIDTH = 300
PART_GAP = 6
_GUTTER = 8
"""Where the scroll bar of the figures stands; what is above ends before it as they do."""

_TAKES_ALL = 1000
_SOON = 300
"""Milliseconds after which somebody who waits is told that it is being counted."""


class SeasonPage(Page):
    """One page of figures. `noticed(id)`: another notice was chosen.

    A page puts its parts into `body` and shows figures by `show_figures`.
    """

    noticed = Signal(str)

    def __init__(self, jobs: Jobs, name: str, parent: QWidget | None = None) -> None:
        super().__init__(jobs, name, parent)
        self.figures: SeasonFigures | None = None
        self.head = SectionHead(name, "", px=19, whole=True)
        self.choice = Combo()
        self.choice.setAccessibleName("공고")
        self.choice.setMaximumWidth(_NOTICE_WIDTH)
        self.choice.activated.connect(self._on_chosen)
        self.save_act = Act("엑셀로 저장", icon_name="excel", key="Ctrl+E")
        self.save_act.triggered.connect(self.ask_save)
        self.ask_path = _ask_path
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_SOON)
        self._counting.timeout.connect(lambda: self.head.set_note("장부에서 세는 중입니다"))
        self.empty = EmptyState(
            "아직 셀 것이 없습니다.",
            "신청을 받고 봉투를 처리하고 심사하면 그 수가 여기에 나옵니다.",
        )
        self.empty.hide()
        self.unwritten = Label("", tone="ink2", elide=True)
        self.unwritten.hide()
        self.ground = Pane("surface")
        self.body = QVBoxLayout(self.ground)
        self.body.setContentsMargins(0, 0, _GUTTER, 0)
        self.body.setSpacing(8)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidget(self.ground)
        self.area.setAccessibleName(name)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        fill(head, self.head, None, self.choice, self.save_act, spacing=12)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, _GUTTER, 0)
        above.setSpacing(8)
        above.addLayout(head)
        for part in (self.banner, self.empty):
            above.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 12, 8)
        column.setSpacing(8)
        column.addLayout(above)
        # While nothing is counted yet, the room below belongs to nobody.
        column.addWidget(self.area, _TAKES_ALL)
        column.addWidget(self.unwritten)
        column.addStretch(1)

    def show_figures(self, figures: SeasonFigures) -> None:
        """Show other figures."""
        raise TypeError(f"{type(self).__name__} shows nothing")

    def enter(self, office: Office) -> None:
        super().enter(office)
        # What ranks its applicants is worked in seasons; it stands first.
        found = sorted(
            (office.notices.get(one) for one in office.notices.ids()),
            key=lambda one: one.quota is None,
        )
        self.choice.clear()
        for one in found:
            self.choice.addItem(one.short_title, one.id)
        self.choice.setVisible(len(found) > 1)
        self.save_act.setVisible(bool(office.actor.roles & DECIDING))

    def set_notice(self, notice: str) -> None:
        """Show another notice, chosen on another page."""
        at = self.choice.findData(notice)
        if at >= 0 and at != self.choice.currentIndex():
            self.choice.setCurrentIndex(at)
            self._stale = True
            self.refresh_if_seen()

    def concerned(self, changes: Changes) -> bool:
        of_cases = changes.cases or changes.papers or changes.decisions
        return of_cases or changes.season or changes.letters or changes.requests

    def take_keys(self) -> None:
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        office, notice = self.office, str(self.choice.currentData() or "")
        if office is None or not notice:
            return
        self._counting.start()
        self.jobs.run(
            lambda: season_figures(office, notice),
            self._show,
            self._not_counted,
            label="현황",
            key=f"season-{self.name}",
            owner=self,
        )

    def _not_counted(self, error: Exception) -> None:
        self._counting.stop()
        self.head.set_note("")
        self.refuse(error)

    def ask_save(self) -> None:
        """Ask where the figures are to be saved, then why."""
        office, notice = self.office, str(self.choice.currentData() or "")
        path = self.ask_path(self) if office is not None and notice else None
        if office is None or path is None:
            return
        dialog = ReasonDialog(
            "현황을 엑셀로 저장",
            f"{path.name}에 모든 표와 장부의 행 수를 저장합니다. 이름은 담당자의 것만 들어갑니다.",
            "저장",
            self.jobs,
            lambda why: save_season(office, notice, path, why),
            placeholder="주간 보고",
            parent=self,
        )
        dialog.settled.connect(self._on_saved)
        dialog.open()

    def _on_saved(self, saved: Saved) -> None:
        self.say("pas", f"{saved.path.name}에 저장했습니다.")
        self.changed.emit(saved.changes)

    def _on_chosen(self) -> None:
        self.refresh()
        self.noticed.emit(str(self.choice.currentData()))

    def _show(self, figures: SeasonFigures) -> None:
        self.figures = figures
        self._counting.stop()
        nothing = not figures.whole and not any(one.count for one in figures.way)
        self.empty.setVisible(nothing)
        self.area.setVisible(not nothing)
        may_save = self.office is not None and bool(self.office.actor.roles & DECIDING)
        self.save_act.setVisible(may_save and not nothing)
        self.head.set_note(f"{figures.on} 현재, 장부에서 센 수")
        left_out = _left_out(figures)
        self.unwritten.setText(" ".join(left_out))
        self.unwritten.setVisible(bool(left_out))
        if not nothing:
            self.show_figures(figures)


def _left_out(figures: SeasonFigures) -> list[str]:
    """Which applications the figures do not hold, in words."""
    words = []
    if figures.unwritten:
        words.append(
            f"연습으로 채운 사례 {figures.unwritten:,}건은 장부에 한 건씩 적히지 않아 "
            "신청 수에 들지 않습니다."
        )
    if figures.destroyed:
        words.append(
            f"보유 기간이 끝나 파기한 {figures.destroyed:,}건은 어느 수에도 들지 않습니다."
        )
    return words


def part_head(title: str, note: str = "") -> SectionHead:
    """Return the head of a part: no taller than its line, whatever room there is."""
    head = SectionHead(title, note)
    head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return head


def _ask_path(parent: QWidget) -> Path | None:
    name, _kind = QFileDialog.getSaveFileName(
        parent, "현황 저장", "현황.xlsx", "엑셀 파일 (*.xlsx)"
    )
    return Path(name) if name else None
