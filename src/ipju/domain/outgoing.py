"""What is on its way out: letters by where they stand with the post, and lists of decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.case import Supply
from ipju.domain.decision import Matter, Verdict
from ipju.domain.labelled import Labelled
from ipju.domain.post import Posting

SELECTED, NOT_SELECTED = "selected", "not-selected"
SELECTION_FORMS = (SELECTED, NOT_SELECTED)
"""Forms that tell how the ranking ended (선정 통지, 미선정 통지); the others tell a decision."""


class PostState(Labelled):
    """Where an issued letter stands with the post (발송)."""

    TO_SEND = "to-send", "보낼 것"
    SENT = "sent", "보냄"
    RETURNED = "returned", "반송"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingLetter:
    """An issued letter without its bytes, with the applicant's address as it is now.

    `posting` is its latest sending, None while it was never posted.
    """

    letter: UUID
    case_id: UUID
    case_number: str
    name: str
    form: str
    number: str
    issued_on: date
    postcode: str
    address: str
    posting: Posting | None = None

    @property
    def state(self) -> PostState:
        """Where it stands: what came back waits for its next sending."""
        if self.posting is None:
            return PostState.TO_SEND
        return PostState.SENT if self.posting.returned_on is None else PostState.RETURNED


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingQuery:
    """Which letters a list shows: of one notice, in one state, of one form, the post's order.

    `limit` 0 takes every one.
    """

    notice: str
    state: PostState | None = None
    form: str = ""
    text: str = ""
    limit: int = 200
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """Which waiting proposals (결재 대기) one list holds."""

    notice: str
    matter: Matter = Matter.PERSON
    verdict: Verdict = Verdict.ELIGIBLE
    supply: Supply | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """The approved result of one applicant (심사 결과), as lists of results hold it."""

    proposal: UUID
    case_id: UUID
    case_number: str
    name: str
    birth: date | None
    supply: Supply
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionLetter:
    """A letter that told how the ranking ended, and what it rests on: the roster and its draw.

    `draw` is None where nobody stood equal at the line.
    """

    letter: UUID
    case_id: UUID
    form: str
    roster: UUID
    draw: UUID | None
