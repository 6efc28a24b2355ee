"""Decisions (결재): what was frozen, what was proposed, who decided, which letter was issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ipju.domain.labelled import Labelled


class Verdict(Labelled):
    """What a caseworker proposes (올리는 결정)."""

    ELIGIBLE = "eligible", "적격"
    INELIGIBLE = "ineligible", "부적격"
    SUPPLEMENT = "supplement", "보완"
    HOLD = "hold", "보류"


class Matter(Labelled):
    """What is decided: the person's eligibility, or the dwelling (권리분석)."""

    PERSON = "person", "자격"
    HOME = "home", "권리분석"


class ProposalState(Labelled):
    """Where a proposal stands. Sent back (되돌림) asks for mending; refused (반려) ends it."""

    WAITING = "waiting", "결재 대기"
    APPROVED = "approved", "승인"
    SENT_BACK = "sent-back", "되돌림"
    REFUSED = "refused", "반려"
    WITHDRAWN = "withdrawn", "거둠"
    VOID = "void", "효력 잃음"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenSheet:
    """A frozen sheet (심사표): facts, notice and findings of one moment, as canonical JSON.

    `digest` is the SHA-256 of `content` in hex; it is what an approval binds. `version` is the
    version of the case, `reviewed_on` the day the review was made on. Times are UTC.
    """

    id: UUID
    case_id: UUID
    version: int
    reviewed_on: date
    notice: str
    notice_digest: str
    frozen_at: datetime
    frozen_by: UUID
    content: bytes
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal (올린 결정) upon a frozen sheet and how it ended. Times are UTC.

    `digest` is that of the sheet. `whole` is False when the stored row was altered past the
    program: nothing may rest on it.
    """

    id: UUID
    case_id: UUID
    sheet: UUID
    digest: str
    matter: Matter
    verdict: Verdict
    reasons: str
    proposed_at: datetime
    proposed_by: UUID
    state: ProposalState = ProposalState.WAITING
    decided_at: datetime | None = None
    decided_by: UUID | None = None
    decision_reason: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedLetter:
    """A letter (통지) as it was issued: its bytes never change. `number` is 시행 번호.

    `prints` counts printings, the first included; `digest` is the SHA-256 of `pdf` in hex;
    `whole` is False when the stored bytes are not those that were issued.
    """

    id: UUID
    case_id: UUID
    proposal: UUID
    form: str
    number: str
    issued_on: date
    issued_at: datetime
    issued_by: UUID
    pdf: bytes
    digest: str
    prints: int = 0
    whole: bool = True
