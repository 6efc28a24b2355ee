"""What is asked of an applicant in writing: supplements (보완) and explanations (소명)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ipju.domain.labelled import Labelled


class RequestKind(Labelled):
    """What is asked for."""

    SUPPLEMENT = "supplement", "보완요청"
    EXPLANATION = "explanation", "소명요청"


class RequestState(Labelled):
    """Where a request stands; one that lapsed had no answer by its day."""

    DRAWN_UP = "drawn-up", "보내기 전"
    SENT = "sent", "보냄"
    ANSWERED = "answered", "답 받음"
    CLOSED = "closed", "끝남"
    LAPSED = "lapsed", "답 없이 지남"
    TAKEN_BACK = "taken-back", "거둠"

    @property
    def open(self) -> bool:
        """Whether something is still to come of it."""
        return self in (RequestState.DRAWN_UP, RequestState.SENT, RequestState.ANSWERED)


class RequestEnd(Labelled):
    """How an officer judged the answer."""

    ACCEPTED = "accepted", "인정"
    REJECTED = "rejected", "인정하지 않음"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestItem:
    """One thing asked for: the rule it is about, what is wrong, what to bring, and the clause."""

    rule: str
    what: str
    bring: str
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRequest:
    """A request to one applicant. Days are calendar days, `due_on` inclusive by postmark.

    `registered` is the number of the registered mail (등기번호) it was posted with; `answered_on`
    the postmark of the answer. `version` is the optimistic lock.
    """

    id: UUID
    case_id: UUID
    kind: RequestKind
    items: tuple[RequestItem, ...]
    due_on: date
    made_at: datetime
    made_by: UUID
    state: RequestState = RequestState.DRAWN_UP
    sent_on: date | None = None
    registered: str = ""
    answered_on: date | None = None
    end: RequestEnd | None = None
    closed_at: datetime | None = None
    closed_by: UUID | None = None
    reason: str = ""
    version: int = 0
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Whom a request goes to, as lists tell it: number (접수번호), name, notice, address."""

    number: str
    name: str
    notice: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCount:
    """How many requests of a kind wait in a state; `deadline` is the nearest day still to come

    (the last one when all are past), `overdue` counts those past it. `returned` ones were posted
    and brought back by the post; they are counted apart.
    """

    kind: RequestKind
    state: RequestState
    count: int
    deadline: date
    overdue: int
    returned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDay:
    """How many requests of a notice wait in one state and have the same last day (`due_on`)."""

    notice: str
    kind: RequestKind
    state: RequestState
    due_on: date
    returned: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestQuery:
    """Which requests a list holds. `due_from` is inclusive, `due_before` exclusive.

    `text` is part of a number (접수번호), the beginning of a name, a number of registered mail,
    or part of what is asked for. `rule` is one that is asked about. An empty or missing value
    filters nothing; `returned` tells those that the post brought back from the others.
    """

    kind: RequestKind
    state: RequestState
    text: str = ""
    notice: str | None = None
    due_from: date | None = None
    due_before: date | None = None
    rule: str = ""
    made_by: UUID | None = None
    returned: bool | None = None
    offset: int = 0
    limit: int = 200
