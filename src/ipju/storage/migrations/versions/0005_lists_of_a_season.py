"""What the lists of a season are answered from: lines of letters, what is to be issued, indexes.

The lines are kept by triggers, whatever part of the program (or of another one) writes a letter, a
posting, an address or a decision; they hold nothing that their case does not hold in the open.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

PLACE = "CASE WHEN cases.postcode = '' THEN '~' ELSE cases.postcode END"
"""The order of the post: by postcode, those without one last."""

LAST_POSTING = (
    "(SELECT {what} FROM posting WHERE posting.letter_id = {letter}"
    " ORDER BY posting.attempt DESC, posting.rowid DESC LIMIT 1)"
)
STATE = "CASE WHEN posting.returned_on IS NULL THEN 'sent' ELSE 'returned' END"
OWN = "form NOT IN ('selected', 'not-selected')"
"""A letter of the decision itself; the others tell how the ranking ended."""


def _stands(letter: str) -> str:
    """Return the columns that tell where a letter stands with the post."""
    state = LAST_POSTING.format(what=STATE, letter=letter)
    posting = LAST_POSTING.format(what="posting.id", letter=letter)
    return f"state = coalesce({state}, 'to-send'), posting_id = {posting}"


def _to_issue(proposal: str) -> str:
    """Return what writes down that an approved decision waits for its letter."""
    return (
        "INSERT OR IGNORE INTO to_issue (proposal_id, case_id) SELECT id, case_id FROM proposal"
        f" WHERE id = {proposal} AND state = 'approved' AND verdict <> 'hold' AND NOT EXISTS"
        f" (SELECT 1 FROM letter WHERE letter.proposal_id = proposal.id AND letter.{OWN});"
    )


TRIGGERS = {
    "letter_listed": (
        "AFTER INSERT ON letter BEGIN"
        " INSERT INTO letter_line (letter_id, case_id, notice, form, state, place, address, number)"
        f" SELECT NEW.id, NEW.case_id, cases.notice, NEW.form, 'to-send', {PLACE}, cases.address,"
        " cases.number FROM cases WHERE cases.id = NEW.case_id;"
        f" DELETE FROM to_issue WHERE proposal_id = NEW.proposal_id AND NEW.{OWN}; END"
    ),
    "letter_unlisted": (
        "AFTER DELETE ON letter BEGIN DELETE FROM letter_line WHERE letter_id = OLD.id;"
        f" {_to_issue('OLD.proposal_id')} END"
    ),
    **{
        f"posting_{name}": (
            f"AFTER {event} ON posting BEGIN UPDATE letter_line SET"
            f" {_stands('letter_line.letter_id')} WHERE letter_id = {row}.letter_id; END"
        )
        for name, event, row in (
            ("listed", "INSERT", "NEW"),
            ("relisted", "UPDATE", "NEW"),
            ("unlisted", "DELETE", "OLD"),
        )
    },
    "letters_moved": (
        "AFTER UPDATE ON cases WHEN NEW.postcode <> OLD.postcode OR NEW.address <> OLD.address"
        " OR NEW.number <> OLD.number OR NEW.notice <> OLD.notice BEGIN"
        " UPDATE letter_line SET (notice, place, address, number) ="
        f" (SELECT cases.notice, {PLACE}, cases.address, cases.number FROM cases"
        "  WHERE cases.id = NEW.id) WHERE case_id = NEW.id; END"
    ),
    # A letter about the ranking rests on a roster and a draw, which its ledger row names.
    "letter_rested": (
        "AFTER INSERT ON ledger WHEN NEW.action = 'issue-letter'"
        " AND json_extract(NEW.detail, '$.roster') IS NOT NULL BEGIN UPDATE letter_line SET"
        " roster_id = json_extract(NEW.detail, '$.roster'),"
        " draw_id = json_extract(NEW.detail, '$.draw')"
        " WHERE letter_id = json_extract(NEW.detail, '$.letter'); END"
    ),
    "proposal_listed": (
        "AFTER UPDATE OF state ON proposal BEGIN DELETE FROM to_issue WHERE proposal_id = NEW.id;"
        f" {_to_issue('NEW.id')} END"
    ),
    "proposal_unlisted": (
        "AFTER DELETE ON proposal BEGIN DELETE FROM to_issue WHERE proposal_id = OLD.id; END"
    ),
}

INDEXES = (
    # 겹치는 신청 and the counter: people of one name.
    ("people", ("name", "birth")),
    # 봉투: what was done today; 현황: what was done in all, without reading the ledger.
    ("ledger", ("action", "at", "actor", "case_id")),
    # Of one case and one kind of act: without it SQLite may read all acts of the kind.
    ("ledger", ("case_id", "action")),
    # 오늘: whose cases somebody saw last.
    ("ledger", ("actor", "action")),
    # 보완·소명: due first, or ended last.
    ("case_request", ("kind", "state", "due_on", "made_at", "id")),
    ("case_request", ("kind", "state", "closed_at", "id")),
    ("case_request", ("state", "kind", "due_on", "case_id", "id")),
    ("posting", ("request_id", "attempt")),
    # 통지: which letters told how the ranking ended.
    ("letter", ("form", "case_id", "id")),
    # The very same scan is kept once.
    ("scan", ("digest",)),
    # 오늘 and 결재 대기: whose own proposals they are.
    ("proposal", ("state", "proposed_by")),
    # Whether something was proposed anew upon the same matter.
    ("proposal", ("case_id", "matter")),
    # Of which notice a case is, without reading its line.
    ("case_line", ("case_id", "notice")),
    # 심사 결과표: the cases behind a row.
    ("examination_result", ("run", "notice", "outcome", "number")),
)


def upgrade() -> None:
    """Add lines of letters and indexes, and fill the lines from what is there."""
    text = sa.String()
    op.create_table(
        "letter_line",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("letter_id", text, nullable=False),
        *(
            sa.Column(one, text, nullable=False)
            for one in ("case_id", "notice", "form", "state", "place", "address", "number")
        ),
        *(sa.Column(one, text, nullable=True) for one in ("posting_id", "roster_id", "draw_id")),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("letter_id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "to_issue",
        sa.Column("proposal_id", text, nullable=False),
        sa.Column("case_id", text, nullable=False),
        sa.PrimaryKeyConstraint("proposal_id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
    )
    op.execute(
        "INSERT INTO letter_line (letter_id, case_id, notice, form, state, place, address, number)"
        f" SELECT letter.id, letter.case_id, cases.notice, letter.form, 'to-send', {PLACE},"
        " cases.address, cases.number FROM letter JOIN cases ON cases.id = letter.case_id"
        " ORDER BY letter.rowid"
    )
    op.execute(
        f"UPDATE letter_line SET {_stands('letter_line.letter_id')}"
        " WHERE letter_id IN (SELECT letter_id FROM posting)"
    )
    op.execute(
        "UPDATE letter_line SET (roster_id, draw_id) = (SELECT"
        " json_extract(detail, '$.roster'), json_extract(detail, '$.draw') FROM ledger"
        " WHERE ledger.case_id = letter_line.case_id AND +ledger.action = 'issue-letter'"
        " AND json_extract(detail, '$.letter') = letter_line.letter_id)"
        f" WHERE NOT letter_line.{OWN}"
    )
    op.execute(
        "INSERT INTO to_issue (proposal_id, case_id) SELECT id, case_id FROM proposal"
        " WHERE state = 'approved' AND verdict <> 'hold' AND NOT EXISTS"
        f" (SELECT 1 FROM letter WHERE letter.proposal_id = proposal.id AND letter.{OWN})"
    )
    order = ["place", "address", "number"]
    op.create_index("ix_letter_line_post", "letter_line", ["notice", *order])
    op.create_index("ix_letter_line_state", "letter_line", ["notice", "state", *order])
    op.create_index(
        "ix_letter_line_counted", "letter_line", ["notice", "state", "roster_id", "draw_id"]
    )
    op.create_index("ix_letter_line_case_id", "letter_line", ["case_id"])
    op.create_index("ix_to_issue_case_id", "to_issue", ["case_id"])
    op.drop_index("ix_ledger_case_id", "ledger")
    for table, columns in INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
    # 오늘: requests that the post brought back, few of many.
    op.create_index(
        "ix_posting_returned",
        "posting",
        ["request_id"],
        sqlite_where=sa.text("returned_on IS NOT NULL"),
    )
    for name, body in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {body}")
    op.execute("PRAGMA user_version = 5")
