"""배치도: the buildings of a notice from the front, and beside them the room chosen."""

from __future__ import annotations

from collections import Counter
from typing import Final

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ipju.domain.letting import RoomState
from ipju.services.letting import Plan, RoomLine, plan
from ipju.services.office import Changes
from ipju.ui.jobs import Jobs
from ipju.ui.screens.rooms.detail import RoomDetail
from ipju.ui.screens.rooms.notice_choice import NoticeChoice
from ipju.ui.screens.rooms.words import COMPACT_PAGE, floors_of, tile_of
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.building_plan import BuildingPlan
from ipju.ui.widgets.feedback import EmptyState, KeyHints
from ipju.ui.widgets.surface import Label, SectionHead, fill, line_of

_TAKES_ALL: Final = 1000


class PlanPage(Page):
    """The plan at the left, the chosen room at the right. `case_wanted(id, None)`: its tenant."""

    case_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "배치도", parent)
        self._plan: Plan | None = None
        self._lines: dict[str, RoomLine] = {}
        self.plans: dict[str, BuildingPlan] = {}
        self.head = SectionHead("배치도", "", px=19)
        self.choice = NoticeChoice()
        self.choice.chosen.connect(self.refresh)
        self.detail = RoomDetail(jobs)
        self.detail.changed.connect(self._on_changed)
        self.detail.case_wanted.connect(self.case_wanted)
        self.detail.away.connect(self.take_keys)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 8)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        self.view = QScrollArea()
        self.view.setWidgetResizable(True)
        self.view.setFrameShape(QScrollArea.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setWidget(self._inside)
        self.empty = EmptyState(
            "방이 있는 공고가 없습니다.",
            "운영기관이 방을 임대하는 공고를 열면 건물과 호실이 여기에 나옵니다.",
        )
        self.empty.hide()
        left, row, head = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.choice)
        fill(left, self.view, KeyHints(("← ↑ → ↓", "방 고르기"), ("Enter", "할 일로 가기")))
        left.setStretch(0, 1)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.empty)
        column.addLayout(row, _TAKES_ALL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.detail.set_compact(event.size().width() < COMPACT_PAGE)

    def concerned(self, changes: Changes) -> bool:
        return changes.rooms or changes.intake or changes.decisions or changes.cases

    def refresh(self) -> None:
        office = self.office
        if office is None:
            return
        notice = self.choice.offer(office)
        self.empty.setVisible(not notice)
        self.view.setVisible(bool(notice))
        self.detail.setVisible(bool(notice))
        if notice:
            self.jobs.run(
                lambda: plan(office, notice),
                self._show,
                self.refuse,
                label="배치도",
                key="room-plan",
                owner=self,
            )

    def take_keys(self) -> None:
        chosen = self.current()
        for building, widget in self.plans.items():
            tiles = widget.tiles()
            wanted = chosen if chosen.startswith(f"{building}/") else ""
            if tiles and (wanted or not chosen):
                widget.choose(wanted or tiles[0].id, keys=True)
                return

    def current(self) -> str:
        """The room chosen, as `building/room`; empty before anything is shown."""
        return next((one.current() for one in self.plans.values() if one.current()), "")

    def _show(self, found: Plan) -> None:
        office = self.office
        if office is None:
            return
        self._plan = found
        today = office.clock.today()
        self._lines = {
            f"{one.building.id}/{line.room.room}": line
            for one in found.buildings
            for line in one.rooms
        }
        wanted = [one.building.id for one in found.buildings]
        if list(self.plans) != wanted:
            self._build(found)
        for one in found.buildings:
            lines = {line.room.room: line for line in one.rooms}
            floors = [
                (floor, [tile_of(one.building.id, lines[room], today) for room in rooms])
                for floor, rooms in floors_of(one.building)
            ]
            self.plans[one.building.id].set_floors(floors)
        count = Counter(line.state for line in self._lines.values())
        words = [f"{state.label} {count[state]}" for state in RoomState if count[state]]
        self.head.set_note(" · ".join([f"{len(self._lines)}호", *words]))
        if not self.current():
            self._choose(next(iter(self._lines), ""))
        self._show_room()

    def _build(self, found: Plan) -> None:
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.plans = {}
        for at, one in enumerate(found.buildings):
            building = one.building
            widget = BuildingPlan(building.name)
            widget.chosen.connect(self._on_chosen)
            widget.opened.connect(lambda _id: self.detail.take_keys())
            widget.left.connect(lambda dx, dy, place=at: self._cross(place, dx, dy))
            self.plans[building.id] = widget
            title = QWidget()
            head = line_of(
                Label(building.name, px=15, bold=True),
                Label(building.address, tone="ink2", elide=True),
                Label(f"{len(building.rooms)}호", tone="ink2"),
                None,
            )
            head.setContentsMargins(0, 6 if at else 0, 0, 0)
            title.setLayout(head)
            self._column.insertWidget(self._column.count() - 1, title)
            self._column.insertWidget(self._column.count() - 1, widget)

    def _cross(self, place: int, dx: int, dy: int) -> None:
        """Go on in the building above or below when the keys lead out of this one."""
        plans = list(self.plans.values())
        step = dy or dx
        if not 0 <= place + step < len(plans):
            return
        here, there = plans[place], plans[place + step]
        middle = QPointF(here.place_of(here.current()).center()) if dy else QPointF(0, 0)
        if dx < 0:
            middle = QPointF(there.width(), 0)
        there.choose(there.nearest(middle, from_top=step > 0), keys=True)

    def _choose(self, room: str) -> None:
        for widget in self.plans.values():
            widget.choose(room)

    def _on_chosen(self, room: str) -> None:
        self._choose(room)
        for widget in self.plans.values():
            place = widget.place_of(room)
            if not place.isNull():
                corner = widget.mapTo(self._inside, place.center())
                self.view.ensureVisible(corner.x(), corner.y(), 0, place.height())
        self._show_room()

    def _show_room(self) -> None:
        line = self._lines.get(self.current())
        if self._plan is None or self.office is None or line is None:
            return
        building = self.current().partition("/")[0]
        self.detail.show_room(self.office, self._plan.notice, building, line)

    def _on_changed(self, changes: Changes, words: str) -> None:
        self.say("pas", words)
        self.changed.emit(changes)
