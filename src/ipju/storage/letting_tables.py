"""Tables of rolling intake and room leases; what migration 0003 forbids, the database refuses."""

from __future__ import annotations

from sqlalchemy import Index, MetaData, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from ipju.storage.metadata import METADATA

HELD = "state IN ('offered', 'contracted', 'occupied', 'leaving')"
"""A lease in such a state holds its room: nobody else may have it."""

LISTED = "state IN ('waiting', 'called')"
"""An entry in such a state stands on the waiting list."""


class RoomLeaseRow(SQLModel, table=True):
    """A room given to a household (호실 임대); `seal` binds its terms and rents too."""

    __tablename__ = "room_lease"
    metadata = METADATA
    __table_args__ = (
        Index("uq_room_held", "notice", "building", "room", unique=True, sqlite_where=text(HELD)),
        Index("uq_case_holds", "case_id", unique=True, sqlite_where=text(HELD)),
    )

    id: str = Field(primary_key=True)
    notice: str
    building: str
    room: str
    case_id: str = Field(index=True)
    state: str
    offered_on: str
    answer_by: str
    free_of_charge: bool
    called: str | None = None
    contracted_on: str | None = None
    moved_in_on: str | None = None
    leaves_on: str | None = None
    left_on: str | None = None
    fallen: str | None = None
    fallen_on: str | None = None
    reason: str
    version: int
    seal: str


class LeaseTermRow(SQLModel, table=True):
    """One term of a lease (임대차기간)."""

    __tablename__ = "lease_term"
    metadata = METADATA

    lease_id: str = Field(primary_key=True, foreign_key="room_lease.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    starts_on: str
    ends_on: str
    signed_on: str
    case_id: str


class LeaseRentRow(SQLModel, table=True):
    """Deposit and rent from a day on (보증금·월임대료)."""

    __tablename__ = "lease_rent"
    metadata = METADATA

    lease_id: str = Field(primary_key=True, foreign_key="room_lease.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    from_on: str
    deposit: int
    rent: int
    lease_raised: bool | None = None
    reason: str


class SelectionOrderRow(SQLModel, table=True):
    """An order in which an officer put applications (선정 순서); `cases` are ids as JSON."""

    __tablename__ = "selection_order"
    metadata = METADATA

    row: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    notice: str = Field(index=True)
    building: str
    made_at: str
    made_by: str
    reason: str
    cases: str
    seal: str


class WaitingRow(SQLModel, table=True):
    """An entry of the waiting list (예비입주자)."""

    __tablename__ = "waiting"
    metadata = METADATA
    __table_args__ = (
        UniqueConstraint("notice", "building", "number", name="uq_waiting_number"),
        Index("uq_waiting_case", "case_id", unique=True, sqlite_where=text(LISTED)),
    )

    id: str = Field(primary_key=True)
    notice: str
    building: str
    number: int
    case_id: str = Field(index=True)
    announced_on: str
    valid_until: str
    state: str
    called_on: str | None = None
    answer_by: str | None = None
    answered_on: str | None = None
    reason: str
    version: int
    seal: str


class ScoreSheetRow(SQLModel, table=True):
    """A scoring sheet (채점표) of one reviewer; `scores` is JSON."""

    __tablename__ = "score_sheet"
    metadata = METADATA

    row: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    case_id: str = Field(index=True)
    step: str
    reviewer: str
    scored_at: str
    scores: str
    note: str
    seal: str


class YearFiguresRow(SQLModel, table=True):
    """The figures of a year by which renewals are judged (해당년도 기준금액)."""

    __tablename__ = "year_figures"
    metadata = METADATA

    notice: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    incomes: str
    step: int
    total_assets: int
    car: int
    source: str
    seal: str


def joined() -> MetaData:
    """Return the list that these tables have joined."""
    return METADATA
