"""The office a service works in: its store, notices, printer, clock, and who is at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ipju.services.ports import Clock, Notices, Printer, Store


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is at the desk: the name that signs answers, and the role (담당, 결재, …)."""

    name: str
    role: str = "담당"


@dataclass(frozen=True, slots=True)
class Office:
    """Everything a service may use; made by `bootstrap`, passed as the first argument."""

    store: Store
    notices: Notices
    printer: Printer
    clock: Clock
    actor: Actor
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """What an act changed, so that each screen which cares can ask again."""

    case_id: UUID | None = None
    cases: bool = False
    papers: bool = False
    judgement: bool = False
    lists: bool = False
    queues: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            case_id=self.case_id or other.case_id,
            cases=self.cases or other.cases,
            papers=self.papers or other.papers,
            judgement=self.judgement or other.judgement,
            lists=self.lists or other.lists,
            queues=self.queues or other.queues,
        )
