"""The office of T5: who sits in it, what really happened, and how the program says no."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.exc import SQLAlchemyError

from ipju import bootstrap
from ipju.domain.account import Account, Role
from ipju.domain.decision import Proposal
from ipju.domain.editing import EditClash
from ipju.services.founding import found
from ipju.services.office import Actor, Office
from ipju.services.open_case import add_case
from ipju.storage.problems import StoreProblem
from ipju.storage.store import Store, create_store, open_store
from tests.services.conftest import sample
from tests.storage.desk import KEY

REFUSED = (ValueError, KeyError, PermissionError, StoreProblem, SQLAlchemyError, EditClash)
"""How the program says no; anything else is a fault of it."""


@dataclass(frozen=True)
class Clock:
    """A clock that can be set back."""

    back: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) - self.back

    def today(self) -> Any:
        return bootstrap.PRACTICE_DAY


@dataclass
class Desk:
    """The office of one run, what really happened in it, and what the insider has kept aside."""

    store: Store
    random: Random
    insider: Office
    colleague: Office
    supervisor: Office
    case: UUID
    editor: str
    proposers: dict[UUID, str] = field(default_factory=dict)
    sound: set[UUID] = field(default_factory=set)
    """Proposals that were approved by somebody who may."""
    kept: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    tried: int = 0
    bad: list[str] = field(default_factory=list)

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        done = self.store.connection.exec_driver_sql(statement, values)
        return [tuple(row) for row in done.all()] if done.returns_rows else []

    def proposals(self) -> tuple[Proposal, ...]:
        with self.store.unit() as unit:
            return unit.proposals.of(self.case)

    def pick(self) -> Proposal | None:
        found = self.proposals()
        return self.random.choice(found) if found else None

    def is_his(self, proposal: Proposal) -> bool:
        """Whether the insider really proposed it, or edited the case last."""
        mine = self.insider.actor.key
        return mine in (self.proposers.get(proposal.id, mine), self.editor)


STAFF = (
    ("내부자", (Role.CASEWORKER, Role.SUPERVISOR)),
    ("박담당", (Role.CASEWORKER,)),
    ("최결재", (Role.SUPERVISOR,)),
    ("강관리", (Role.ADMIN,)),
)


def made(folder: Path) -> Path:
    """Make the office that every run begins with: one case, opened by the insider."""
    folder.mkdir()
    store = create_store(folder / "office.db", KEY)
    now = datetime.now(UTC)
    staff = [(_account(name, now), role) for name, roles in STAFF for role in roles[:1]]
    found(store, staff, now)
    insider = staff[0][0]
    with store.unit() as unit:
        unit.accounts.grant(insider.id, Role.SUPERVISOR, staff[3][0].id, now, "대결")
    office = _office(store, "내부자")
    add_case(office, replace(sample("hong-gildong"), practice=False))
    store.close()
    return folder


def _account(name: str, now: datetime) -> Account:
    return Account(
        id=uuid4(), login=name, name=name, department="심사부", phone="02-000-0000", opened_at=now
    )


def _office(store: Store, name: str) -> Office:
    actor = Actor.of({one.name: one for one in store.staff()}[name])
    office = bootstrap.office(store, actor, practice=False)
    return replace(office, clock=Clock(), printer=PRINTER)


PRINTER = bootstrap.printer()


def seated(folder: Path, random: Random) -> Desk:
    store = open_store(folder / "office.db", KEY)
    insider = _office(store, "내부자")
    case = next(store.read_all())
    return Desk(
        store=store,
        random=random,
        insider=insider,
        colleague=_office(store, "박담당"),
        supervisor=_office(store, "최결재"),
        case=case.id,
        editor=insider.actor.key,
    )
