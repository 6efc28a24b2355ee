"""순위·추첨: everybody in order, the line where the quota ends, and the steps of the draw."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.account import Role
from ipju.domain.case import Supply
from ipju.domain.notice import Notice
from ipju.rules.ranking import placed
from ipju.services.candidates import Candidates, Track, candidates
from ipju.services.office import Changes
from ipju.services.ranking import (
    Drawn,
    Frozen,
    Result,
    RosterLine,
    annul,
    freeze_roster,
    save_roster,
)
from ipju.ui.dialogs.service import ReasonDialog
from ipju.ui.focus import focus_first
from ipju.ui.jobs import Jobs, Task
from ipju.ui.rooms import explain
from ipju.ui.screens.intake.chosen import ChoiceBar, Chosen
from ipju.ui.screens.ranking.detail import RosterPane
from ipju.ui.screens.ranking.dialogs import DrawDialog, FreezeDialog, ProofDialog
from ipju.ui.screens.ranking.reading import State, ask_path, read, told
from ipju.ui.screens.ranking.simulation import WhatIfDialog
from ipju.ui.screens.ranking.words import (
    COLUMNS,
    GONE_WORDS,
    LIVE,
    NARROW,
    NO_RANKING,
    RANKED_ONLY,
    WIDE,
    head_note,
    rows_of,
)
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.combo import Combo
from ipju.ui.widgets.feedback import EmptyState, KeyHints, ProgressPanel
from ipju.ui.widgets.surface import SectionHead, fill
from ipju.ui.widgets.table import make_table

_NARROW = 900
_TAKES_ALL = 1000
_HIDDEN = (2, 4)
"""Columns that give way where the window is narrow."""


def has_quota(notice: Notice) -> bool:
    """Tell whether a notice ranks: it prints a quota and points."""
    return notice.quota is not None and notice.points is not None


class RankingPage(Page):
    """One supply type of one notice. `open_case(id, None)` opens a case."""

    def __init__(
        self,
        jobs: Jobs,
        open_case: Callable[[UUID, object], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(jobs, "순위·추첨", parent)
        self._open_case = open_case
        self._state = State((), None, [])
        self._track: Track | None = None
        self._task: Task | None = None
        self._chosen = Chosen(self)
        self._chosen.changed.connect(self._on_chosen)
        self.ask_path: Callable[[QWidget], Path | None] = ask_path
        self.head = SectionHead("순위·추첨", "", px=19)
        self.bar = ChoiceBar(self._chosen, has_quota, by_building=False)
        self.supplies = Combo()
        self.supplies.setAccessibleName("공급유형")
        self.supplies.activated.connect(lambda _at: self._on_chosen())
        self.try_act = Act("모의", key="Ctrl+M")
        self.try_act.triggered.connect(self.simulate)
        self.progress = ProgressPanel()
        self.progress.stop_requested.connect(self._stop)
        self.progress.act_pressed.connect(self.progress.hide)
        self.table = make_table(COLUMNS, name="순위")
        self.table.opened.connect(self._open)
        self.empty = EmptyState("", "", "지금의 순위 보기", key="Ctrl+Enter")
        self.empty.first_pressed.connect(self.look)
        self.hints = KeyHints(("↑ ↓", "고르기"), ("Enter", "사례 열기"))
        self.detail = RosterPane()
        self.detail.freeze_wanted.connect(self.freeze)
        self.detail.save_wanted.connect(self.save)
        self.detail.draw_wanted.connect(self.draw)
        self.detail.proof_wanted.connect(self.prove)
        self.detail.annul_wanted.connect(self.annul)
        self.detail.past_wanted.connect(self._prove_past)
        head, left, row = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.bar, self.supplies, self.try_act)
        fill(left, self.empty, self.table, self.hints, spacing=8)
        left.setStretchFactor(self.table, _TAKES_ALL)
        left.addStretch(1)
        row.setSpacing(16)
        row.addLayout(left, 7)
        row.addWidget(self.detail, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.progress)
        column.addLayout(row, _TAKES_ALL)
        column.addStretch(1)

    def concerned(self, changes: Changes) -> bool:
        return changes.season or changes.decisions

    def take_keys(self) -> None:
        first = self.empty.first
        focus_first(self.table, first.button if first is not None else None, self.empty)
        self.table.show_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        for column in _HIDDEN:
            self.table.setColumnHidden(column, narrow)
        self.table.set_widths(NARROW if narrow else WIDE)

    def refresh(self) -> None:
        office = self.office
        if office is None:
            return
        notice = self.bar.offer(office)
        self.supplies.setVisible(notice is not None)
        self.try_act.setVisible(notice is not None)
        if notice is None or notice.quota is None:
            self._show_none(NO_RANKING, RANKED_ONLY)
            return
        self._offer(notice)
        self._track = None
        wanted, supply = notice.id, self.supply()
        self.jobs.run(
            lambda: read(office, wanted, supply),
            self._show,
            self._on_unreadable,
            label="순위·추첨",
            key="ranking",
            owner=self,
        )

    def supply(self) -> Supply:
        """The supply type that is shown."""
        return Supply.of(str(self.supplies.currentData()))

    def look(self) -> None:
        """Rank what is approved now; nothing is frozen."""
        office, notice = self.office, self.bar.notice()
        if office is None or notice is None or self._task is not None:
            return
        wanted = notice.id
        self._begin("승인된 심사표를 읽는 중")
        self._task = self.jobs.run_long(
            lambda task: candidates(office, wanted, told(task)),
            self._show_live,
            self._on_refused,
            on_progress=self.progress.set_progress,
            on_cancelled=self._on_stopped,
            label="순위",
            owner=self,
        )

    def freeze(self) -> None:
        """Ask for quota and reason, then freeze the roster of the supply type."""
        notice = self.bar.notice()
        if notice is None or self._task is not None:
            return
        supply = self.supply()
        tracks = notice.quota.tracks if notice.quota else ()
        printed = next(one.homes for one in tracks if one.supply is supply)
        dialog = FreezeDialog(self.jobs, supply.label, printed, self)
        dialog.settled.connect(self._freeze)
        dialog.open()

    def draw(self) -> None:
        """Ask for the seed of the public draw."""
        office, found = self.office, self._state.result
        if office is None or found is None:
            return
        roster = found.line.roster
        dialog = DrawDialog(office, self.jobs, roster.id, roster.digest, roster.supply.label, self)
        dialog.settled.connect(self._on_drawn)
        dialog.open()

    def prove(self) -> None:
        """Show the proof of the draw that stands."""
        found = self._state.result
        if found is not None and found.line.standing is not None:
            self._prove(found.line, found.line.standing.draw.id)

    def annul(self) -> None:
        """Annul the draw that stands, with its reason."""
        office, found = self.office, self._state.result
        if office is None or found is None or found.line.standing is None:
            return
        drawn = found.line.standing.draw.id
        dialog = ReasonDialog(
            f"{found.line.roster.supply.label} 추첨을 무효로 합니다",
            "무효로 한 추첨은 지워지지 않고 이력과 증명서에 사유와 함께 남습니다. 그 뒤에 다시 "
            "추첨할 수 있습니다.",
            "무효로 하기",
            self.jobs,
            lambda reason: annul(office, drawn, reason),
            placeholder="예: 공 하나가 떨어져 섞이지 않음",
            parent=self,
        )
        dialog.settled.connect(self._on_annulled)
        dialog.open()

    def save(self) -> None:
        """Write the roster into a text file, with the reason."""
        office, found = self.office, self._state.result
        if office is None or found is None:
            return
        roster = found.line.roster.id
        path = self.ask_path(self)
        if path is None:
            return
        dialog = ReasonDialog(
            "명부를 파일로 내보냅니다",
            "접수번호, 순위, 가점, 부양가족, 생년월일이 담깁니다. 이름은 담기지 않습니다.",
            "내보내기",
            self.jobs,
            lambda reason: save_roster(office, roster, path, reason),
            placeholder="예: 참관인이 전체 순서를 확인",
            parent=self,
        )
        dialog.settled.connect(lambda saved: self.say("pas", f"{saved}에 저장했습니다."))
        dialog.open()

    def simulate(self) -> None:
        """Try other quotas and limits."""
        office, notice = self.office, self.bar.notice()
        if office is not None and notice is not None:
            WhatIfDialog(office, self.jobs, notice, self).open()

    def _offer(self, notice: Notice) -> None:
        wanted = [one.supply for one in notice.quota.tracks] if notice.quota else []
        kept = self.supplies.currentData()
        if [self.supplies.itemData(at) for at in range(self.supplies.count())] != wanted:
            self.supplies.clear()
            for one in wanted:
                self.supplies.addItem(one.label, one.value)
            self.supplies.setCurrentIndex(max(0, self.supplies.findData(kept)))

    def _freeze(self, said: tuple[int, str]) -> None:
        office, notice, supply = self.office, self.bar.notice(), self.supply()
        if office is None or notice is None:
            return
        wanted, (quota, reason) = notice.id, said
        self._begin("명부를 굳히는 중")
        self._task = self.jobs.run_long(
            lambda task: freeze_roster(office, wanted, supply, reason, told(task), quota=quota),
            self._on_frozen,
            self._on_refused,
            on_progress=self.progress.set_progress,
            on_cancelled=self._on_stopped,
            label="명부 굳히기",
            owner=self,
        )

    def _begin(self, words: str) -> None:
        self.banner.hide()
        self.progress.start(words)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_stopped(self) -> None:
        self._task = None
        self.progress.finish("rev", "멈췄습니다.", "아무것도 바뀌지 않았습니다.", "닫기")

    def _on_refused(self, error: Exception) -> None:
        self._task = None
        self.progress.hide()
        self.refuse(error)

    def _on_chosen(self) -> None:
        self._stale = True
        self.banner.hide()
        self.refresh_if_seen()

    def _on_frozen(self, frozen: Frozen) -> None:
        self._task = None
        self.progress.hide()
        many = len(frozen.roster.entries)
        out = frozen.undecided
        left = f" 결정 전인 {out:,}건은 들지 않았습니다." if out else ""
        words = f"{many:,}명의 명부를 굳혔습니다.{left} 지문을 공개한 뒤 추첨하십시오."
        self.say("rev" if out else "pas", words)
        self.changed.emit(frozen.changes)

    def _on_drawn(self, drawn: Drawn) -> None:
        self.say("pas", "추첨했습니다. 증명서를 뽑아 공개하십시오.")
        self.changed.emit(drawn.changes)

    def _on_annulled(self, drawn: Drawn) -> None:
        self.say("pas", "추첨을 무효로 했습니다. 이력과 증명서에 사유가 남습니다.")
        self.changed.emit(drawn.changes)

    def _show(self, state: State) -> None:
        self._state = state
        found = state.result
        self.table.set_rows(state.rows)
        self.head.set_note(head_note(found) if found else "")
        self.empty.say(
            "굳힌 명부가 없습니다.",
            "적격으로 승인된 신청을 공고의 순서대로 볼 수 있습니다. 보기만 하고 굳히지 않습니다.",
        )
        self._show_parts(bool(state.rows), found)

    def _show_live(self, found: Candidates) -> None:
        self._task = None
        self.progress.hide()
        self._track = track = found.track(self.supply())
        self.table.set_rows(rows_of(placed(track.entries, track.quota, None), track.quota))
        words = [f"{track.quota:,}호", f"적격 {len(track.entries):,}명"]
        words += [f"결정 전 {track.undecided:,}건"] if track.undecided else []
        self.head.set_note(" · ".join((*words, LIVE)))
        self.empty.say(
            "적격으로 승인된 신청이 없습니다.",
            f"{track.supply.label} 신청 {track.applied:,}건 가운데 적격 결재가 없습니다.",
        )
        self._show_parts(bool(track.entries), None)
        self.take_keys()

    def _show_none(self, title: str, words: str) -> None:
        """Show why there is nothing to look at; nothing is done from here either."""
        self._state = State((), None, [])
        self.head.set_note("")
        self.empty.say(title, words)
        for part in (self.table, self.hints, self.detail):
            part.hide()
        self.empty.show()
        if self.empty.first is not None:
            self.empty.first.hide()

    def _show_parts(self, rows: bool, found: Result | None) -> None:
        office = self.office
        decides = office is not None and Role.SUPERVISOR in office.actor.roles
        self.table.setVisible(rows)
        self.hints.setVisible(rows)
        self.empty.setVisible(not rows)
        if self.empty.first is not None:
            self.empty.first.show()
        self.detail.show()
        self.detail.show_state(found, self._track, self._state.lines, decides)

    def _on_unreadable(self, error: Exception) -> None:
        self._show_none("명부와 추첨을 보일 수 없습니다.", "위에 적힌 까닭을 먼저 바로잡으십시오.")
        self.say("fail", explain(error))

    def _open(self, key: str) -> None:
        if key.startswith("line/"):
            return
        found = self._state.result
        if found is not None and UUID(key) in found.gone:
            self.say("rev", GONE_WORDS)
            return
        self._open_case(UUID(key), None)

    def _prove(self, line: RosterLine, draw: UUID) -> None:
        if self.office is not None:
            label = line.roster.supply.label
            ProofDialog(self.office, self.jobs, line.roster.id, draw, label, self).open()

    def _prove_past(self, key: str) -> None:
        for line in self._state.lines:
            for one in line.draws:
                if key.startswith(one.draw.id.hex):
                    self._prove(line, one.draw.id)
