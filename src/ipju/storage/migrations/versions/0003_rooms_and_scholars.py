"""The second programme: means, scholars, renewals; rooms, leases, waiting list, scores.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

HELD = "state IN ('offered', 'contracted', 'occupied', 'leaving')"
LISTED = "state IN ('waiting', 'called')"

DESTROYED = "NOT EXISTS (SELECT 1 FROM destruction WHERE case_id = OLD.case_id)"

REFUSALS = {
    # What was ordered, scored and agreed stays; it goes with its case only.
    "selection_order_stays": "BEFORE UPDATE ON selection_order BEGIN {} END",
    "selection_order_kept": "BEFORE DELETE ON selection_order BEGIN {} END",
    "score_sheet_stays": "BEFORE UPDATE ON score_sheet BEGIN {} END",
    "lease_term_stays": "BEFORE UPDATE ON lease_term BEGIN {} END",
    "lease_rent_stays": "BEFORE UPDATE ON lease_rent BEGIN {} END",
    **{
        f"{table}_kept": f"BEFORE DELETE ON {table} WHEN {DESTROYED} BEGIN {{}} END"
        for table in ("score_sheet", "waiting", "room_lease")
    },
    **{
        f"{table}_kept": (
            f"BEFORE DELETE ON {table} WHEN EXISTS"
            " (SELECT 1 FROM room_lease WHERE id = OLD.lease_id) BEGIN {} END"
        )
        for table in ("lease_term", "lease_rent")
    },
    # A lease keeps its room, its household and its first day; what has ended stays ended.
    "room_lease_stays": (
        "BEFORE UPDATE ON room_lease WHEN NEW.id <> OLD.id OR NEW.notice <> OLD.notice"
        " OR NEW.building <> OLD.building OR NEW.room <> OLD.room OR NEW.case_id <> OLD.case_id"
        " OR NEW.offered_on <> OLD.offered_on OR OLD.state IN ('ended', 'fallen') BEGIN {} END"
    ),
    "waiting_stays": (
        "BEFORE UPDATE ON waiting WHEN NEW.id <> OLD.id OR NEW.notice <> OLD.notice"
        " OR NEW.building <> OLD.building OR NEW.number <> OLD.number"
        " OR NEW.case_id <> OLD.case_id OR NEW.announced_on <> OLD.announced_on"
        " OR OLD.state NOT IN ('waiting', 'called') BEGIN {} END"
    ),
}

NEW_COLUMNS = {
    "cases": (
        *(("surveyed_on", "VARCHAR"), ("finance_queried_on", "VARCHAR")),
        ("marriages_checked", "BOOLEAN"),
        *(("renewal_lease", "VARCHAR"), ("renewal_number", "INTEGER")),
        *((f"renewal_{one}", "VARCHAR") for one in ("judged_on", "first_on")),
        *((f"renewal_{one}", "VARCHAR") for one in ("starts_on", "ends_on")),
        *((f"renewal_{one}", "INTEGER") for one in ("deposit_before", "rent_before")),
        *((f"renewal_{one}", "INTEGER") for one in ("deposit", "rent")),
        *(("renewal_raised_on", "VARCHAR"), ("renewal_lease_raised", "BOOLEAN")),
        *((f"renewal_{one}", "INTEGER") for one in ("figures_year", "income_1", "income_2")),
        *((f"renewal_{one}", "INTEGER") for one in ("income_3", "income_4", "income_5")),
        *((f"renewal_{one}", "INTEGER") for one in ("income_step", "total_assets", "car")),
    ),
    "holdings": (
        ("right", "VARCHAR"),
        *((one, "INTEGER") for one in ("paid_so_far", "assessed")),
        *((one, "INTEGER") for one in ("settlement_paid", "settlement_received")),
    ),
    "papers": (("received_on", "VARCHAR"),),
    "papers_signatures": (("unnotified", "BOOLEAN"),),
    "people": (("finance_checked", "BOOLEAN"), ("assets_checked", "BOOLEAN")),
}


def upgrade() -> None:
    """Add the new facts of a case, and the tables of rooms and intake."""
    number, flag = sa.Integer(), sa.Boolean()

    def column(name: str, kind: Any = None, empty: bool = False) -> sa.Column[Any]:
        return sa.Column(name, kind or sa.String(), nullable=empty)

    op.execute("ALTER TABLE cases ADD COLUMN building VARCHAR NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE cases ADD COLUMN renewal_present BOOLEAN NOT NULL DEFAULT '0'")
    for table, columns in NEW_COLUMNS.items():
        for name, kind in columns:
            op.execute(f'ALTER TABLE {table} ADD COLUMN "{name}" {kind}')
    op.create_table(
        "financial_assets",
        column("case_id"),
        column("position", number),
        column("id"),
        column("kind"),
        column("institution"),
        column("amount", number, empty=True),
        column("valued_on", empty=True),
        sa.PrimaryKeyConstraint("case_id", "id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "financial_assets_owners",
        column("case_id"),
        column("parent_id"),
        column("position", number),
        column("id"),
        column("person", empty=True),
        column("numerator", number),
        column("denominator", number),
        column("name"),
        sa.PrimaryKeyConstraint("case_id", "id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "other_assets",
        column("case_id"),
        column("position", number),
        column("id"),
        column("kind"),
        column("name"),
        column("amount", number, empty=True),
        sa.PrimaryKeyConstraint("case_id", "id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "other_assets_owners",
        column("case_id"),
        column("parent_id"),
        column("position", number),
        column("id"),
        column("person", empty=True),
        column("numerator", number),
        column("denominator", number),
        column("name"),
        sa.PrimaryKeyConstraint("case_id", "id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "debts",
        column("case_id"),
        column("position", number),
        column("id"),
        column("kind"),
        column("creditor"),
        column("amount", number, empty=True),
        column("valued_on", empty=True),
        column("holding", empty=True),
        column("proven", flag, empty=True),
        sa.PrimaryKeyConstraint("case_id", "id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "debts_owners",
        column("case_id"),
        column("parent_id"),
        column("position", number),
        column("id"),
        column("person", empty=True),
        column("numerator", number),
        column("denominator", number),
        column("name"),
        sa.PrimaryKeyConstraint("case_id", "id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "consent_refusals",
        column("case_id"),
        column("position", number),
        column("id"),
        column("person"),
        column("refused_on", empty=True),
        column("note"),
        sa.PrimaryKeyConstraint("case_id", "id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "scholar",
        column("case_id"),
        column("school"),
        column("level", empty=True),
        column("student", empty=True),
        column("until", empty=True),
        column("bracket_issuable", flag, empty=True),
        column("single_parent", flag, empty=True),
        column("separate", flag, empty=True),
        column("trade", empty=True),
        column("trade_since", empty=True),
        column("result", empty=True),
        column("result_on", empty=True),
        sa.PrimaryKeyConstraint("case_id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "scholar_payers",
        column("case_id"),
        column("position", number),
        column("id"),
        column("role"),
        column("person", empty=True),
        column("pays", flag, empty=True),
        sa.PrimaryKeyConstraint("case_id", "id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "room_lease",
        column("id"),
        column("notice"),
        column("building"),
        column("room"),
        column("case_id"),
        column("state"),
        column("offered_on"),
        column("answer_by"),
        column("free_of_charge", flag),
        column("called", empty=True),
        column("contracted_on", empty=True),
        column("moved_in_on", empty=True),
        column("leaves_on", empty=True),
        column("left_on", empty=True),
        column("fallen", empty=True),
        column("fallen_on", empty=True),
        column("reason"),
        column("version", number),
        column("seal"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_room_lease_case_id", "room_lease", ["case_id"], unique=False)
    op.create_index(
        "uq_room_held",
        "room_lease",
        ["notice", "building", "room"],
        unique=True,
        sqlite_where=sa.text(HELD),
    )
    op.create_index(
        "uq_case_holds", "room_lease", ["case_id"], unique=True, sqlite_where=sa.text(HELD)
    )
    op.create_table(
        "lease_term",
        column("lease_id"),
        column("number", number),
        column("starts_on"),
        column("ends_on"),
        column("signed_on"),
        column("case_id"),
        sa.PrimaryKeyConstraint("lease_id", "number"),
        sa.ForeignKeyConstraint(["lease_id"], ["room_lease.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "lease_rent",
        column("lease_id"),
        column("number", number),
        column("from_on"),
        column("deposit", number),
        column("rent", number),
        column("lease_raised", flag, empty=True),
        column("reason"),
        sa.PrimaryKeyConstraint("lease_id", "number"),
        sa.ForeignKeyConstraint(["lease_id"], ["room_lease.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "selection_order",
        column("row", number),
        column("id"),
        column("notice"),
        column("building"),
        column("made_at"),
        column("made_by"),
        column("reason"),
        column("cases"),
        column("seal"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_selection_order_notice", "selection_order", ["notice"], unique=False)
    op.create_table(
        "waiting",
        column("id"),
        column("notice"),
        column("building"),
        column("number", number),
        column("case_id"),
        column("announced_on"),
        column("valid_until"),
        column("state"),
        column("called_on", empty=True),
        column("answer_by", empty=True),
        column("answered_on", empty=True),
        column("reason"),
        column("version", number),
        column("seal"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("notice", "building", "number", name="uq_waiting_number"),
    )
    op.create_index("ix_waiting_case_id", "waiting", ["case_id"], unique=False)
    op.create_index(
        "uq_waiting_case", "waiting", ["case_id"], unique=True, sqlite_where=sa.text(LISTED)
    )
    op.create_table(
        "score_sheet",
        column("row", number),
        column("id"),
        column("case_id"),
        column("step"),
        column("reviewer"),
        column("scored_at"),
        column("scores"),
        column("note"),
        column("seal"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_score_sheet_case_id", "score_sheet", ["case_id"], unique=False)
    op.create_table(
        "year_figures",
        column("notice"),
        column("year", number),
        column("incomes"),
        column("step", number),
        column("total_assets", number),
        column("car", number),
        column("source"),
        column("seal"),
        sa.PrimaryKeyConstraint("notice", "year"),
    )
    for name, refusal in REFUSALS.items():
        refused = f"SELECT RAISE(ABORT, 'ipju: {name}');"
        op.execute(f"CREATE TRIGGER {name} {refusal.format(refused)}")
    op.execute("PRAGMA user_version = 3")
