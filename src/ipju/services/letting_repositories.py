"""What the services need from the store for rooms and rolling intake, as Protocols."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from ipju.domain.intake import ScoreSheet, SelectionOrder, WaitingEntry, YearFigures
from ipju.domain.letting import RoomLease


class Leases(Protocol):
    """Room leases (호실 임대); a room is held by one of them at a time."""

    def get(self, lease: UUID) -> RoomLease:
        """Return a lease; KeyError when there is none."""

    def held(self, notice: str | None = None) -> tuple[RoomLease, ...]:
        """Return the leases that hold a room now, of one notice or of all, by building and room."""

    def of_room(self, notice: str, building: str, room: str) -> tuple[RoomLease, ...]:
        """Return every lease a room ever had, newest first."""

    def of_case(self, case_id: UUID) -> tuple[RoomLease, ...]:
        """Return the leases of a household, by the case of its application, newest first."""

    def add(self, lease: RoomLease) -> RoomLease:
        """Store a new lease; raises when the room or the household is taken."""

    def save(self, lease: RoomLease) -> RoomLease:
        """Store a changed lease; raises when somebody changed it meanwhile."""


class Figures(Protocol):
    """The figures of years (해당년도 기준금액) by which renewals are judged."""

    def all(self, notice: str) -> tuple[YearFigures, ...]:
        """Return the figures of every year of a notice, newest first."""

    def put(self, figures: YearFigures) -> None:
        """Store the figures of a year in the place of those before."""


class Orders(Protocol):
    """Orders of selection (선정 순서)."""

    def add(self, order: SelectionOrder) -> None:
        """Store a new order; it is in force from now on."""

    def all(self, notice: str, building: str) -> tuple[SelectionOrder, ...]:
        """Return every order of a building, the one in force first."""


class Waiting(Protocol):
    """The waiting list (예비입주자)."""

    def next_number(self, notice: str, building: str) -> int:
        """Return the number that follows the highest ever given for a building, from 1."""

    def add(self, entry: WaitingEntry) -> WaitingEntry:
        """Store a new entry; raises when the case stands on the list."""

    def save(self, entry: WaitingEntry) -> WaitingEntry:
        """Store a changed entry; raises when somebody changed it meanwhile."""

    def get(self, entry: UUID) -> WaitingEntry:
        """Return an entry; KeyError when there is none."""

    def all(self, notice: str, building: str | None = None) -> tuple[WaitingEntry, ...]:
        """Return every entry of a notice, or of one building, by building and number."""

    def lacks(self, notice: str, building: str) -> bool:
        """Tell whether a number of a building was taken away past the program."""

    def of_case(self, case_id: UUID) -> tuple[WaitingEntry, ...]:
        """Return every entry of a case, newest first."""


class Scores(Protocol):
    """Scoring sheets (채점표)."""

    def add(self, sheet: ScoreSheet) -> None:
        """Store a sheet; it takes the place of the reviewer's one before."""

    def of(self, case_id: UUID) -> tuple[ScoreSheet, ...]:
        """Return every sheet of a case, newest first."""
