"""Tables of the office itself: staff, decisions, letters, signed months, destructions, settings.

`seal` is the keyed seal of a row (`sealing.Seals`): a row written past the program has none that
fits. What the triggers of migration 0002 forbid, the database refuses whoever asks.
"""

from __future__ import annotations

from sqlalchemy import Index, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel

from ipju.storage.metadata import METADATA


class AccountRow(SQLModel, table=True):
    """One person of the staff (계정)."""

    __tablename__ = "account"
    metadata = METADATA

    id: str = Field(primary_key=True)
    login: str = Field(unique=True)
    name: str
    department: str
    phone: str
    opened_at: str
    closed_at: str | None = None
    seal: str


class RoleGrantRow(SQLModel, table=True):
    """A role given and taken back (역할); never deleted."""

    __tablename__ = "role_grant"
    metadata = METADATA

    row: int | None = Field(default=None, primary_key=True)
    account_id: str = Field(foreign_key="account.id", index=True)
    role: str
    granted_at: str
    granted_by: str
    why: str
    revoked_at: str | None = None
    revoked_by: str | None = None
    revoked_why: str = ""
    seal: str


class SettingRow(SQLModel, table=True):
    """One setting of the office, as JSON."""

    __tablename__ = "setting"
    metadata = METADATA

    key: str = Field(primary_key=True)
    value: str


class SheetRow(SQLModel, table=True):
    """A frozen sheet (심사표); `content` is sealed, `digest` that of the open content."""

    __tablename__ = "sheet"
    metadata = METADATA

    id: str = Field(primary_key=True)
    case_id: str = Field(index=True)
    version: int
    reviewed_on: str
    notice: str
    notice_digest: str
    frozen_at: str
    frozen_by: str
    content: bytes
    digest: str


class ProposalRow(SQLModel, table=True):
    """A proposal (올린 결정) and how it ended."""

    __tablename__ = "proposal"
    metadata = METADATA
    __table_args__ = (
        Index("ix_proposal_state_proposed_by", "state", "proposed_by"),
        Index("ix_proposal_case_id_matter", "case_id", "matter"),
    )

    id: str = Field(primary_key=True)
    case_id: str = Field(index=True)
    sheet_id: str = Field(foreign_key="sheet.id")
    digest: str
    matter: str
    verdict: str
    reasons: str
    proposed_at: str
    proposed_by: str
    state: str = Field(index=True)
    decided_at: str | None = None
    decided_by: str | None = None
    decision_reason: str = ""
    seal: str


class LetterRow(SQLModel, table=True):
    """A letter as it was issued (통지)."""

    __tablename__ = "letter"
    metadata = METADATA
    __table_args__ = (
        Index("ix_letter_form_case_id_id", "form", "case_id", "id"),
        UniqueConstraint("year", "serial", name="uq_letter_serial"),
    )

    id: str = Field(primary_key=True)
    case_id: str = Field(index=True)
    proposal_id: str = Field(foreign_key="proposal.id", index=True)
    form: str
    year: int
    serial: int
    number: str
    issued_on: str
    issued_at: str
    issued_by: str
    pdf: bytes
    digest: str
    seal: str


class LetterPrintRow(SQLModel, table=True):
    """One printing of a letter."""

    __tablename__ = "letter_print"
    metadata = METADATA

    row: int | None = Field(default=None, primary_key=True)
    letter_id: str = Field(foreign_key="letter.id", ondelete="CASCADE", index=True)
    at: str
    by: str
    how: str


class SignedMonthRow(SQLModel, table=True):
    """A month of the ledger as it was signed (월별 점검)."""

    __tablename__ = "signed_month"
    metadata = METADATA

    month: str = Field(primary_key=True)
    signed_at: str
    signed_by: str
    seq: int
    hash: str
    content: str
    seal: str


class DestructionRow(SQLModel, table=True):
    """A destruction certificate (파기확인서)."""

    __tablename__ = "destruction"
    metadata = METADATA

    case_id: str = Field(primary_key=True)
    case_number: str
    notice: str
    holding: str
    due_on: str
    destroyed_at: str
    approved_by: str
    reason: str
    rows: int
    seal: str


def joined() -> MetaData:
    """Return the list that these tables have joined."""
    return METADATA
