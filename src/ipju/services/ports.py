"""What the services need from the rooms below, as Protocols; `bootstrap` ties them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.listing import CaseLine, CasePage, CaseQuery, Summary
from ipju.domain.notice import Notice


class Clock(Protocol):
    """Now, in UTC, and the working day at this desk."""

    def now(self) -> datetime:
        """Return the moment in UTC."""

    def today(self) -> date:
        """Return the day a review is made on (연습 offices keep a day of their own)."""


class Notices(Protocol):
    """The notices this program knows."""

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all notices."""

    def get(self, notice_id: str) -> Notice:
        """Return one notice; KeyError when there is none of this id."""

    def digest(self, notice_id: str) -> str:
        """Return the hash of the notice's file."""


class Cases(Protocol):
    """Cases as whole aggregates."""

    def get(self, case_id: UUID) -> Case:
        """Return the case; KeyError when there is none."""

    def id_of(self, number: str) -> UUID | None:
        """Return the id of the case with this number (접수번호), or None."""

    def add(self, case: Case) -> Case:
        """Store a new case; the stored case is version 1."""

    def save(self, case: Case) -> Case:
        """Store a changed case whose `version` is what was read; raises when it is not current."""

    def delete(self, case_id: UUID) -> None:
        """Remove a case and everything of it."""

    def next_number(self, prefix: str) -> str:
        """Return the next free number with this prefix."""


class Ledger(Protocol):
    """The chained ledger (장부)."""

    def append(
        self,
        *,
        at: datetime,
        actor: str,
        action: str,
        case_id: UUID | None = None,
        why: str = "",
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """Append a row; `detail` carries no name and no RRN."""


class Judgements(Protocol):
    """Stored summaries of the latest judgement, for lists and queues."""

    def put(self, case_id: UUID, version: int, summary: Summary, findings: bytes) -> None:
        """Store the latest judgement of a case."""


class UnitOfWork(Protocol):
    """One transaction."""

    @property
    def cases(self) -> Cases:
        """Cases within this transaction."""

    @property
    def ledger(self) -> Ledger:
        """Ledger within this transaction."""

    @property
    def judgements(self) -> Judgements:
        """Judgements within this transaction."""


class Store(Protocol):
    """The store; every method is called on the one database thread."""

    def unit(self) -> AbstractContextManager[UnitOfWork]:
        """Open a unit of work: committed when the block ends, rolled back when it raises."""

    def page(self, query: CaseQuery) -> CasePage:
        """Answer a list query in SQL."""

    def search(self, text: str, limit: int = 20) -> tuple[CaseLine, ...]:
        """Search as you type: name, 초성, number, birth date, phone, address, full RRN."""

    def counts(self, notice: str | None = None) -> Mapping[str, int]:
        """Return how many cases there are by `outcome:<value>` and `stage:<value>`."""

    def recent(self, actor: str, limit: int = 10) -> tuple[tuple[CaseLine, datetime], ...]:
        """Return the cases last viewed by somebody, newest first."""

    def acts(self, case_id: UUID, limit: int) -> tuple[tuple[datetime, str, str, str], ...]:
        """Return (when, who, action, why) of the ledger rows of a case, newest first."""

    def read_all(self) -> Iterator[Case]:
        """Yield every case, in number order, without holding them all in memory."""

    def add_many(self, cases: Iterable[Case]) -> int:
        """Store many new cases in few transactions and return how many."""

    def close(self) -> None:
        """Close the store."""


class Printer(Protocol):
    """Forms and letters as PDF."""

    def render(self, model: Any) -> bytes:
        """Return the PDF of one print model."""
