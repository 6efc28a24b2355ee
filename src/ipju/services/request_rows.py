"""What lists and queues show of requests, apart from what makes them: 오늘 starts quickly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipju.domain.post import Posting
from ipju.domain.requests import CaseRequest, RequestKind, RequestState


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request in a list with whose it is. `late` says why its answer is not in time.

    `ends_on` is the day on which its period really ends: the due day, or the next working day.
    `days_left` counts from today to it, below 0 once it is past. `sending` is how it was posted
    last, with what the post brought back.
    """

    request: CaseRequest
    number: str
    name: str
    address: str
    notice: str
    ends_on: date
    days_left: int
    late: str = ""
    sending: Posting | None = None

    @property
    def returned(self) -> bool:
        """Whether the post brought back what was sent last."""
        return self.sending is not None and self.sending.returned_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestQueue:
    """A queue of 오늘 about requests: how many, the nearest due day, how many are overdue.

    Those that the post brought back (`returned`) are a queue of their own.
    """

    kind: RequestKind
    state: RequestState
    title: str
    detail: str
    count: int
    deadline: date
    overdue: int
    first: RequestLine
    returned: bool = False
