"""The office: accounts, frozen sheets, proposals, letters, signed months, destructions.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

EDITS = "('open', 'import', 'record')"
LAST_EDITOR = (
    f"(SELECT actor FROM ledger WHERE case_id = OLD.case_id AND action IN {EDITS}"
    " ORDER BY seq DESC LIMIT 1)"
)

REFUSALS = {
    # What was written stays: no row of these is ever changed, and none is taken away.
    "ledger_stays": "BEFORE UPDATE ON ledger BEGIN {} END",
    "ledger_kept": "BEFORE DELETE ON ledger BEGIN {} END",
    "sheet_stays": "BEFORE UPDATE ON sheet BEGIN {} END",
    "letter_stays": "BEFORE UPDATE ON letter BEGIN {} END",
    "signed_month_stays": "BEFORE UPDATE ON signed_month BEGIN {} END",
    "signed_month_kept": "BEFORE DELETE ON signed_month BEGIN {} END",
    "destruction_stays": "BEFORE UPDATE ON destruction BEGIN {} END",
    "destruction_kept": "BEFORE DELETE ON destruction BEGIN {} END",
    "role_grant_kept": "BEFORE DELETE ON role_grant BEGIN {} END",
    "account_kept": "BEFORE DELETE ON account BEGIN {} END",
    # An account closed stays closed, and nobody becomes somebody else.
    "account_stays": (
        "BEFORE UPDATE ON account WHEN NEW.id <> OLD.id"
        " OR (OLD.closed_at IS NOT NULL AND NEW.closed_at IS NOT OLD.closed_at) BEGIN {} END"
    ),
    "role_grant_stays": (
        "BEFORE UPDATE ON role_grant WHEN OLD.revoked_at IS NOT NULL"
        " OR NEW.account_id <> OLD.account_id OR NEW.role <> OLD.role"
        " OR NEW.granted_at <> OLD.granted_at OR NEW.granted_by <> OLD.granted_by BEGIN {} END"
    ),
    # Decisions go with their case only, after its destruction certificate was written.
    **{
        f"{table}_kept": (
            f"BEFORE DELETE ON {table} WHEN NOT EXISTS"
            " (SELECT 1 FROM destruction WHERE case_id = OLD.case_id) BEGIN {} END"
        )
        for table in ("sheet", "proposal", "letter")
    },
    # Four eyes: a proposal begins undecided, is decided once, by somebody else, who did not
    # edit the case last either; nothing else of it ever changes.
    "proposal_begins": (
        "BEFORE INSERT ON proposal WHEN NEW.state <> 'waiting' OR NEW.decided_by IS NOT NULL"
        " BEGIN {} END"
    ),
    "proposal_stays": (
        "BEFORE UPDATE ON proposal WHEN NEW.id <> OLD.id OR NEW.case_id <> OLD.case_id"
        " OR NEW.sheet_id <> OLD.sheet_id OR NEW.digest <> OLD.digest"
        " OR NEW.matter <> OLD.matter OR NEW.verdict <> OLD.verdict"
        " OR NEW.reasons <> OLD.reasons OR NEW.proposed_at <> OLD.proposed_at"
        " OR NEW.proposed_by <> OLD.proposed_by"
        " OR (OLD.state = 'waiting' AND NEW.state = 'waiting')"
        " OR (OLD.state = 'approved' AND NEW.state <> 'void')"
        # What is approved is what the case still says.
        " OR (NEW.state = 'approved' AND (SELECT version FROM cases WHERE id = OLD.case_id)"
        " IS NOT (SELECT version FROM sheet WHERE id = OLD.sheet_id))"
        " OR OLD.state NOT IN ('waiting', 'approved') BEGIN {} END"
    ),
    "proposal_four_eyes": (
        "BEFORE UPDATE ON proposal WHEN NEW.state IN ('approved', 'sent-back', 'refused')"
        " AND (NEW.decided_by IS NULL OR NEW.decided_by = OLD.proposed_by"
        f" OR (NEW.state = 'approved' AND NEW.decided_by IS {LAST_EDITOR})) BEGIN {{}} END"
    ),
    # Printings are counted: none is taken back while its letter is there.
    "letter_print_stays": "BEFORE UPDATE ON letter_print BEGIN {} END",
    "letter_print_kept": (
        "BEFORE DELETE ON letter_print WHEN EXISTS"
        " (SELECT 1 FROM letter WHERE id = OLD.letter_id) BEGIN {} END"
    ),
    "letter_approved": (
        "BEFORE INSERT ON letter WHEN NOT EXISTS (SELECT 1 FROM proposal WHERE id ="
        " NEW.proposal_id AND case_id = NEW.case_id AND state = 'approved') BEGIN {} END"
    ),
}

VOIDING = (
    # Whatever is saved into a case takes the ground from under what was proposed of it.
    "CREATE TRIGGER proposal_voided AFTER UPDATE OF version ON cases"
    " WHEN NEW.version <> OLD.version BEGIN"
    " UPDATE proposal SET state = 'void'"
    " WHERE case_id = NEW.id AND state IN ('waiting', 'approved'); END"
)


def upgrade() -> None:
    """Make the tables of the office, and the triggers that guard them."""
    op.execute("ALTER TABLE ledger ADD COLUMN seal VARCHAR")
    number = sa.Integer()

    def column(name: str, kind: Any = None, empty: bool = False) -> sa.Column[Any]:
        return sa.Column(name, kind or sa.String(), nullable=empty)

    op.create_table(
        "account",
        *(column(one) for one in ("id", "login", "name", "department", "phone", "opened_at")),
        column("closed_at", empty=True),
        column("seal"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login"),
    )
    op.create_table(
        "role_grant",
        column("row", number),
        *(column(one) for one in ("account_id", "role", "granted_at", "granted_by", "why")),
        column("revoked_at", empty=True),
        column("revoked_by", empty=True),
        column("revoked_why"),
        column("seal"),
        sa.PrimaryKeyConstraint("row"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
    )
    op.create_table("setting", column("key"), column("value"), sa.PrimaryKeyConstraint("key"))
    op.create_table(
        "sheet",
        column("id"),
        column("case_id"),
        column("version", number),
        *(column(one) for one in ("reviewed_on", "notice", "notice_digest")),
        *(column(one) for one in ("frozen_at", "frozen_by")),
        column("content", sa.LargeBinary()),
        column("digest"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "proposal",
        *(column(one) for one in ("id", "case_id", "sheet_id", "digest", "matter", "verdict")),
        *(column(one) for one in ("reasons", "proposed_at", "proposed_by", "state")),
        column("decided_at", empty=True),
        column("decided_by", empty=True),
        column("decision_reason"),
        column("seal"),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"]),
    )
    op.create_table(
        "letter",
        *(column(one) for one in ("id", "case_id", "proposal_id", "form")),
        column("year", number),
        column("serial", number),
        *(column(one) for one in ("number", "issued_on", "issued_at", "issued_by")),
        column("pdf", sa.LargeBinary()),
        column("digest"),
        column("seal"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("year", "serial", name="uq_letter_serial"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"]),
    )
    op.create_table(
        "letter_print",
        column("row", number),
        *(column(one) for one in ("letter_id", "at", "by", "how")),
        sa.PrimaryKeyConstraint("row"),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "signed_month",
        *(column(one) for one in ("month", "signed_at", "signed_by")),
        column("seq", number),
        *(column(one) for one in ("hash", "content", "seal")),
        sa.PrimaryKeyConstraint("month"),
    )
    op.create_table(
        "destruction",
        *(column(one) for one in ("case_id", "case_number", "notice", "holding", "due_on")),
        *(column(one) for one in ("destroyed_at", "approved_by", "reason")),
        column("rows", number),
        column("seal"),
        sa.PrimaryKeyConstraint("case_id"),
    )
    for table, names in (
        ("ledger", ("action",)),
        ("role_grant", ("account_id",)),
        ("sheet", ("case_id",)),
        ("proposal", ("case_id", "state")),
        ("letter", ("case_id", "proposal_id")),
        ("letter_print", ("letter_id",)),
    ):
        for name in names:
            op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)
    for name, refusal in REFUSALS.items():
        refused = f"SELECT RAISE(ABORT, 'ipju: {name}');"
        op.execute(f"CREATE TRIGGER {name} {refusal.format(refused)}")
    op.execute(VOIDING)
    op.execute("PRAGMA user_version = 2")
