"""What lists and queues show of requests, apart from what makes them: 오늘 starts quickly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipju.domain.requests import CaseRequest, RequestKind, RequestState


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request in a list with whose it is. `late` says why its answer is not in time.

    `days_left` counts from today to the due day, below 0 once it is past.
    """

    request: CaseRequest
    number: str
    name: str
    address: str
    notice: str
    days_left: int
    late: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestQueue:
    """A queue of 오늘 about requests: how many, the nearest due day, how many are overdue."""

    kind: RequestKind
    state: RequestState
    title: str
    detail: str
    count: int
    deadline: date
    overdue: int
    first: RequestLine
