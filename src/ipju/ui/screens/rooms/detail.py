"""The room chosen on the plan: what it costs, who has it since when, and what may be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ipju.domain.letting import RoomLease
from ipju.domain.notice import Notice
from ipju.services import intake, letting, renewals
from ipju.services.letting import Let, RoomLine, Stay
from ipju.services.office import Office
from ipju.services.record import Recorded
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.rooms import lease_acts
from ipju.ui.screens.rooms.dialogs import OfferDialog
from ipju.ui.screens.rooms.lease_facts import HISTORY_COLUMNS, facts_of, history_rows
from ipju.ui.screens.rooms.words import rent_words
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.chips import Chip
from ipju.ui.widgets.reading import write_area
from ipju.ui.widgets.surface import Label, Pane, Rule, SectionHead, fill, line_of
from ipju.ui.widgets.table import make_table

type_of_candidates = tuple[tuple[intake.WaitingLine, ...], tuple[intake.Applicant, ...]]

WIDTH: Final = 340
WIDTH_COMPACT: Final = 296
_PER_ROW: Final = 2
_TONES: Final = {
    "free": "neutral",
    "offered": "rev",
    "contracted": "status",
    "occupied": "neutral",
    "leaving": "rev",
}


class RoomDetail(Pane):
    """One room. `changed(Changes, words)` after an act; `case_wanted(id, None)` opens a case;

    `away` when Esc leads back to the plan.
    """

    changed = Signal(object, str)
    case_wanted = Signal(object, object)
    away = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("panel", boxed=True, parent=parent)
        self.setAccessibleName("고른 방")
        self.set_compact(False)
        self._jobs = jobs
        self._office: Office | None = None
        self._notice: Notice | None = None
        self._building = ""
        self._line: RoomLine | None = None
        self._renewal: UUID | None = None
        self.title = Label("", role="title", elide=True)
        self.state = Chip("")
        self.area_label = Label("", tone="ink2", elide=True)
        self.rent = Label("", tone="ink2", elide=True)
        self.tenant = Label("", role="strong", elide=True)
        self.number = Label("", tone="ink2", elide=True)
        self.open_button = Button("사례 열기", "quiet")
        self.open_button.clicked.connect(self._open_case)
        self.facts = Label("", wrap=True)
        self.renewal_button = Button("재계약 심사 사례 열기", "quiet")
        self.renewal_button.clicked.connect(self._open_renewal)
        self.renewal_button.hide()
        self.buttons = QGridLayout()
        self.buttons.setSpacing(8)
        self.buttons.setColumnStretch(_PER_ROW, 1)
        self.why_not = Label("", tone="ink2", wrap=True)
        self.problem = Label("", tone="fail", wrap=True)
        self.history = make_table(HISTORY_COLUMNS, name="이 방의 임대 기록")
        self.history.opened.connect(lambda found: self.case_wanted.emit(UUID(found), None))
        self.no_history = Label("아직 임대한 적이 없습니다.", tone="ink2")
        column = QVBoxLayout(self)
        fill(column, margins=14, spacing=4)
        column.addLayout(line_of(self.title, None, self.state))
        for part in (self.area_label, self.rent):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(Rule())
        column.addSpacing(4)
        column.addLayout(line_of(self.tenant, self.number, None, self.open_button))
        column.addWidget(self.facts)
        column.addLayout(line_of(self.renewal_button, None))
        column.addSpacing(4)
        column.addLayout(self.buttons)
        column.addWidget(self.why_not)
        column.addWidget(self.problem)
        column.addSpacing(6)
        column.addWidget(SectionHead("임대 기록", "이 방을 거쳐 간 사람"))
        column.addWidget(self.no_history)
        column.addWidget(self.history, 1)
        column.addStretch(0)  # before anybody lived here the room below belongs to nobody
        self._shown: list[Button] = []
        self._keys_wanted = False

    def set_compact(self, compact: bool) -> None:
        """Take less of a narrow window."""
        self.setFixedWidth(WIDTH_COMPACT if compact else WIDTH)

    def take_keys(self) -> None:
        """Put the focus on the first act."""
        wanted = next((one for one in self._shown if one.isEnabled()), self.open_button)
        wanted.setFocus(Qt.FocusReason.TabFocusReason)

    def acts(self) -> tuple[Button, ...]:
        """The buttons of what may be done now, the next step first."""
        return tuple(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.away.emit()
            return
        super().keyPressEvent(event)

    def show_room(self, office: Office, notice: Notice, building: str, line: RoomLine) -> None:
        """Show a room as the plan has it; its history follows."""
        self._office, self._notice = office, notice
        self._building, self._line = building, line
        found, lease, room = notice.building(building), line.lease, line.room
        name = found.name if found else ""
        self.title.setText(f"{name} {room.room}호")
        self.state.set_text(line.state.label, _TONES[line.state.value])
        self.area_label.setText(f"전용 {write_area(room.area)}")
        self.rent.setText(f"공고: {rent_words(room.deposit, room.rent)}")
        self.tenant.setText(line.tenant or "빈 방")
        self.number.setText(line.number)
        self.open_button.setVisible(lease is not None)
        today = office.clock.today()
        self.facts.setText("\n".join(facts_of(lease, notice, today)) if lease else "")
        self.facts.setVisible(lease is not None)
        self.problem.hide()
        self._renewal = None
        self.renewal_button.hide()
        self._clear_acts()
        place = (notice.id, building, room.room)

        def read() -> tuple[tuple[Stay, ...], UUID | None]:
            past = letting.stays(office, *place)
            return past, renewals.renewal_of(office, lease.id) if lease is not None else None

        self._jobs.run(
            read,
            lambda found: self._show_past(place, *found),
            self._refuse,
            label="임대 기록",
            key="room-history",
            owner=self,
        )

    def _show_past(
        self, place: tuple[str, str, str], past: tuple[Stay, ...], renewal: UUID | None
    ) -> None:
        """Show who had the room, and what may be done: after a renewal was begun, to sign it."""
        line, notice = self._line, self._notice
        if line is None or notice is None or place != (notice.id, self._building, line.room.room):
            return
        self._renewal = renewal
        self.renewal_button.setVisible(renewal is not None)
        self.history.set_rows(history_rows(past))
        self.history.setVisible(bool(past))
        self.no_history.setVisible(not past)
        self._show_acts(line.lease)

    def _show_acts(self, lease: RoomLease | None) -> None:
        office = self._office
        if office is None:
            return
        self._clear_acts()
        acts, why = self._acts(lease)
        for at, (word, act) in enumerate(acts):
            button = Button(word, "primary" if at == 0 else "plain", parent=self)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self.buttons.addWidget(
                button, at // _PER_ROW, at % _PER_ROW, Qt.AlignmentFlag.AlignLeft
            )
            self._shown.append(button)
        self.why_not.setText(why)
        self.why_not.setVisible(bool(why))
        if self._keys_wanted:
            self._keys_wanted = False
            self.take_keys()

    def _clear_acts(self) -> None:
        """Take the acts away until it is known what may be done; keep where the keys were."""
        self._keys_wanted = self._keys_wanted or any(one.hasFocus() for one in self._shown)
        if self._keys_wanted:
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        for one in self._shown:
            self.buttons.removeWidget(one)
            one.deleteLater()
        self._shown = []

    def _acts(self, lease: RoomLease | None) -> tuple[list[tuple[str, Callable[[], None]]], str]:
        """Return what may be done with the room as it stands, the next step first."""
        office = self._office
        if office is None or not lease_acts.may_let(office):
            return [], "방을 제안하고 계약하는 일은 담당이 합니다."
        if lease is None:
            return [("방 제안", self.offer)], ""
        if not lease.whole:
            return [], "프로그램을 거치지 않고 고친 흔적이 있어 바꿀 수 없습니다."
        acts = lease_acts.acts_of(lease, examined=self._renewal is not None)
        return [(word, partial(self._ask, ask)) for word, ask in acts], ""

    def offer(self) -> None:
        """Ask who is next for this room, then offer it."""
        office, notice, building = self._office, self._notice, self._building
        if office is None or notice is None or self._line is None:
            return

        def read() -> type_of_candidates:
            return (
                intake.waiting_list(office, notice.id, building),
                intake.applicants(office, notice.id, building),
            )

        self._jobs.run(read, self._offer_to, self._refuse, label="방 제안", owner=self)

    def _offer_to(self, found: type_of_candidates) -> None:
        office, line = self._office, self._line
        if office is None or line is None:
            return
        waiting, applicants = found
        dialog = OfferDialog(
            office,
            self._jobs,
            (self._building, line.room.room),
            self.title.text(),
            waiting,
            applicants,
            self,
        )
        dialog.settled.connect(lambda result: self._on_done(result, "방을 제안했습니다."))
        dialog.open()

    def _ask(self, make: lease_acts.type_of_ask) -> None:
        office, notice, line = self._office, self._notice, self._line
        if office is None or notice is None or line is None or line.lease is None:
            return
        dialog, words = make(office, self._jobs, notice, line, self)
        dialog.settled.connect(lambda result: self._on_done(result, words))
        dialog.open()

    def _on_done(self, result: Let | intake.Called | Recorded, words: str) -> None:
        self.changed.emit(result.changes, words)
        if isinstance(result, Recorded):
            self.case_wanted.emit(result.case.id, None)

    def _open_renewal(self) -> None:
        if self._renewal is not None:
            self.case_wanted.emit(self._renewal, None)

    def _open_case(self) -> None:
        if self._line is not None and self._line.lease is not None:
            self.case_wanted.emit(self._line.lease.case_id, None)

    def _refuse(self, error: Exception) -> None:
        self.problem.setText(explain(error))
        self.problem.show()
