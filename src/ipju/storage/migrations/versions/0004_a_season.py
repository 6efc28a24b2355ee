"""A season: requests in writing, postings, scans, rosters and draws.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

OPEN = "state IN ('drawn-up', 'sent', 'answered')"
STANDING = "annulled_at IS NULL"

DESTROYED = "NOT EXISTS (SELECT 1 FROM destruction WHERE case_id = OLD.case_id)"

REFUSALS = {
    # A roster is published before the draw: it never changes, and neither does what was drawn.
    "roster_stays": "BEFORE UPDATE ON roster BEGIN {} END",
    "roster_kept": "BEFORE DELETE ON roster BEGIN {} END",
    "draw_kept": "BEFORE DELETE ON draw BEGIN {} END",
    "draw_stays": (
        "BEFORE UPDATE ON draw WHEN NEW.id <> OLD.id OR NEW.roster_id <> OLD.roster_id"
        " OR NEW.seed <> OLD.seed OR NEW.drawn_at <> OLD.drawn_at"
        " OR NEW.order_digest <> OLD.order_digest OR OLD.annulled_at IS NOT NULL BEGIN {} END"
    ),
    # What was asked and posted is kept as long as its case.
    **{
        f"{table}_kept": f"BEFORE DELETE ON {table} WHEN {DESTROYED} BEGIN {{}} END"
        for table in ("case_request", "posting")
    },
    "case_request_stays": (
        "BEFORE UPDATE ON case_request WHEN NEW.id <> OLD.id OR NEW.case_id <> OLD.case_id"
        " OR NEW.kind <> OLD.kind OR NEW.made_at <> OLD.made_at"
        " OR (OLD.state <> 'drawn-up' AND NEW.items <> OLD.items)"
        " OR OLD.state IN ('closed', 'taken-back') BEGIN {} END"
    ),
    "posting_stays": (
        "BEFORE UPDATE ON posting WHEN NEW.id <> OLD.id OR NEW.case_id <> OLD.case_id"
        " OR NEW.sent_on <> OLD.sent_on OR NEW.registered <> OLD.registered"
        " OR NEW.attempt <> OLD.attempt BEGIN {} END"
    ),
    # A scan that lies in a case goes only with it; its bytes never change.
    "scan_kept": (
        f"BEFORE DELETE ON scan WHEN OLD.case_id IS NOT NULL AND {DESTROYED} BEGIN {{}} END"
    ),
    "scan_stays": (
        "BEFORE UPDATE ON scan WHEN NEW.id <> OLD.id OR NEW.content <> OLD.content"
        " OR NEW.digest <> OLD.digest BEGIN {} END"
    ),
}


def upgrade() -> None:
    """Add the tables of a season."""
    number, blob = sa.Integer(), sa.LargeBinary()

    def column(name: str, kind: Any = None, empty: bool = False) -> sa.Column[Any]:
        return sa.Column(name, kind or sa.String(), nullable=empty)

    op.create_table(
        "case_request",
        column("id"),
        column("case_id"),
        column("kind"),
        column("items"),
        column("due_on"),
        column("made_at"),
        column("made_by"),
        column("state"),
        column("sent_on", empty=True),
        column("registered"),
        column("answered_on", empty=True),
        column("end", empty=True),
        column("closed_at", empty=True),
        column("closed_by", empty=True),
        column("reason"),
        column("version", number),
        column("seal"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_case_request_case_id", "case_request", ["case_id"], unique=False)
    op.create_index(
        "uq_request_open",
        "case_request",
        ["case_id", "kind"],
        unique=True,
        sqlite_where=sa.text(OPEN),
    )
    op.create_index("ix_case_request_state", "case_request", ["state"], unique=False)
    op.create_table(
        "posting",
        column("id"),
        column("case_id"),
        column("letter_id", empty=True),
        column("request_id", empty=True),
        column("attempt", number),
        column("sent_on"),
        column("registered"),
        column("address"),
        column("returned_on", empty=True),
        column("returned_why", empty=True),
        column("note"),
        column("version", number),
        column("seal"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_posting_case_id", "posting", ["case_id"], unique=False)
    op.create_index("ix_posting_letter_id", "posting", ["letter_id"], unique=False)
    op.create_index("ix_posting_registered", "posting", ["registered"], unique=False)
    op.create_table(
        "scan",
        column("id"),
        column("case_id", empty=True),
        column("paper", empty=True),
        column("name"),
        column("kind"),
        column("size", number),
        column("pages", number),
        column("digest"),
        column("added_at"),
        column("added_by"),
        column("content", blob),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_scan_case_id", "scan", ["case_id"], unique=False)
    op.create_table(
        "roster",
        column("row", number),
        column("id"),
        column("notice"),
        column("supply"),
        column("quota", number),
        column("frozen_at"),
        column("frozen_by"),
        column("entries"),
        column("digest"),
        column("seal"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_roster_notice", "roster", ["notice"], unique=False)
    op.create_table(
        "draw",
        column("row", number),
        column("id"),
        column("roster_id"),
        column("seed"),
        column("place"),
        column("witnesses"),
        column("drawn_at"),
        column("drawn_by"),
        column("order_digest"),
        column("annulled_at", empty=True),
        column("annulled_by", empty=True),
        column("annulled_why"),
        column("seal"),
        sa.PrimaryKeyConstraint("row"),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"]),
        sa.UniqueConstraint("id"),
    )
    op.create_index(
        "uq_draw_standing", "draw", ["roster_id"], unique=True, sqlite_where=sa.text(STANDING)
    )
    op.create_table(
        "examination_run",
        column("row", number),
        column("id"),
        column("began_at"),
        column("made_by"),
        column("day"),
        column("digests"),
        column("ended_at", empty=True),
        column("cases", number),
        column("counts"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "examination_result",
        column("run", number),
        column("number"),
        column("case_id"),
        column("notice"),
        column("outcome", number),
        column("reasons"),
        column("headline"),
        column("changed", number),
        sa.PrimaryKeyConstraint("run", "number"),
        sa.ForeignKeyConstraint(["run"], ["examination_run.row"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_examination_result_case_id", "examination_result", ["case_id"], unique=False
    )
    op.create_index(
        "ix_examination_changed",
        "examination_result",
        ["run", "number"],
        unique=False,
        sqlite_where=sa.text("changed = 1"),
    )
    for name, refusal in REFUSALS.items():
        refused = f"SELECT RAISE(ABORT, 'ipju: {name}');"
        op.execute(f"CREATE TRIGGER {name} {refusal.format(refused)}")
    op.execute("PRAGMA user_version = 4")
