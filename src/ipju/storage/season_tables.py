"""Tables of a season: requests, postings, scans, rosters, draws, runs; migrations 0004, 0005."""

from __future__ import annotations

from sqlalchemy import Index, MetaData, text
from sqlmodel import Field, SQLModel

from ipju.storage.metadata import METADATA

OPEN = "state IN ('drawn-up', 'sent', 'answered')"
"""A request in such a state is still open."""


def index(table: str, *columns: str) -> Index:
    """Return an index that carries the names of its table and columns."""
    return Index(f"ix_{table}_{'_'.join(columns)}", *columns)


class RequestRow(SQLModel, table=True):
    """A request in writing (보완요청, 소명요청); `items` is JSON."""

    __tablename__ = "case_request"
    metadata = METADATA
    __table_args__ = (
        Index("uq_request_open", "case_id", "kind", unique=True, sqlite_where=text(OPEN)),
        index("case_request", "kind", "state", "due_on", "made_at", "id"),
        index("case_request", "kind", "state", "closed_at", "id"),
        index("case_request", "state", "kind", "due_on", "case_id", "id"),
    )

    id: str = Field(primary_key=True)
    case_id: str = Field(index=True)
    kind: str
    items: str
    due_on: str
    made_at: str
    made_by: str
    state: str = Field(index=True)
    sent_on: str | None = None
    registered: str
    answered_on: str | None = None
    end: str | None = None
    closed_at: str | None = None
    closed_by: str | None = None
    reason: str
    version: int
    seal: str


class PostingRow(SQLModel, table=True):
    """A letter as it was posted (발송)."""

    __tablename__ = "posting"
    metadata = METADATA
    __table_args__ = (
        index("posting", "request_id", "attempt"),
        Index("ix_posting_returned", "request_id", sqlite_where=text("returned_on IS NOT NULL")),
    )

    id: str = Field(primary_key=True)
    case_id: str = Field(index=True)
    letter_id: str | None = Field(default=None, index=True)
    request_id: str | None = None
    attempt: int
    sent_on: str
    registered: str = Field(index=True)
    address: str
    returned_on: str | None = None
    returned_why: str | None = None
    note: str
    version: int
    seal: str


class LetterLineRow(SQLModel, table=True):
    """A letter as the lists of the post show it; the triggers of migration 0005 keep it.

    `place` is the postcode (`~` where there is none), `state` where it stands with the post;
    roster and draw are those that a letter about the ranking rests on.
    """

    __tablename__ = "letter_line"
    metadata = METADATA
    __table_args__ = (
        Index("ix_letter_line_post", "notice", "place", "address", "number"),
        Index("ix_letter_line_state", "notice", "state", "place", "address", "number"),
        Index("ix_letter_line_counted", "notice", "state", "roster_id", "draw_id"),
    )

    row: int | None = Field(default=None, primary_key=True)
    letter_id: str = Field(unique=True)
    case_id: str = Field(index=True, foreign_key="cases.id", ondelete="CASCADE")
    notice: str
    form: str
    state: str
    place: str
    address: str
    number: str
    posting_id: str | None = None
    roster_id: str | None = None
    draw_id: str | None = None


class ToIssueRow(SQLModel, table=True):
    """An approved decision whose letter is not issued yet; kept by triggers, too."""

    __tablename__ = "to_issue"
    metadata = METADATA

    proposal_id: str = Field(primary_key=True)
    case_id: str = Field(index=True, foreign_key="cases.id", ondelete="CASCADE")


class ScanRow(SQLModel, table=True):
    """A scanned paper (스캔); `content` is sealed, without a case it waits in the tray."""

    __tablename__ = "scan"
    metadata = METADATA

    id: str = Field(primary_key=True)
    case_id: str | None = Field(default=None, index=True)
    paper: str | None = None
    name: str
    kind: str
    size: int
    pages: int
    digest: str = Field(index=True)
    added_at: str
    added_by: str
    content: bytes


class RosterRow(SQLModel, table=True):
    """A frozen roster (순위 명부); `entries` is canonical JSON."""

    __tablename__ = "roster"
    metadata = METADATA

    row: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    notice: str = Field(index=True)
    supply: str
    quota: int
    frozen_at: str
    frozen_by: str
    entries: str
    digest: str
    seal: str


class DrawRow(SQLModel, table=True):
    """A public draw (추첨); one per roster that is not annulled."""

    __tablename__ = "draw"
    metadata = METADATA
    __table_args__ = (
        Index(
            "uq_draw_standing", "roster_id", unique=True, sqlite_where=text("annulled_at IS NULL")
        ),
    )

    row: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    roster_id: str = Field(foreign_key="roster.id")
    seed: str
    place: str
    witnesses: str
    drawn_at: str
    drawn_by: str
    order_digest: str
    annulled_at: str | None = None
    annulled_by: str | None = None
    annulled_why: str
    seal: str


class ExaminationRunRow(SQLModel, table=True):
    """A run over every case (전체 심사); `counts` and `digests` are JSON, no applicant is named."""

    __tablename__ = "examination_run"
    metadata = METADATA

    row: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    began_at: str
    made_by: str
    day: str
    digests: str
    ended_at: str | None = None
    cases: int
    counts: str


class ExaminationResultRow(SQLModel, table=True):
    """How one case came out in a run; `changed` when it came out otherwise the run before."""

    __tablename__ = "examination_result"
    metadata = METADATA
    __table_args__ = (
        Index("ix_examination_changed", "run", "number", sqlite_where=text("changed = 1")),
        index("examination_result", "run", "notice", "outcome", "number"),
        {"sqlite_with_rowid": False},
    )

    run: int = Field(primary_key=True, foreign_key="examination_run.row", ondelete="CASCADE")
    number: str = Field(primary_key=True)
    case_id: str = Field(index=True, foreign_key="cases.id", ondelete="CASCADE")
    notice: str
    outcome: int
    reasons: str
    headline: str
    changed: int


def joined() -> MetaData:
    """Return the list that these tables have joined."""
    return METADATA
