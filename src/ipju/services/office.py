"""The office a service works in: its store, notices, printer, clock, and who is at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ipju.domain.account import Account, Role
from ipju.services.ports import (
    Backups,
    Clock,
    Notices,
    Printer,
    ScanReader,
    Spreadsheets,
    Store,
    Vault,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who is at the desk. `id` signs what is done; name, department and phone are to be shown."""

    id: UUID
    name: str
    department: str = ""
    phone: str = ""
    roles: frozenset[Role] = frozenset()

    @classmethod
    def of(cls, account: Account) -> Actor:
        """Return the actor an account makes, as it stands now."""
        return cls(
            id=account.id,
            name=account.name,
            department=account.department,
            phone=account.phone,
            roles=account.roles,
        )

    @property
    def key(self) -> str:
        """The account id as the ledger writes it."""
        return self.id.hex

    @property
    def role(self) -> str:
        """The roles in words (담당, 결재)."""
        return "·".join(one.label for one in Role if one in self.roles)


@dataclass(frozen=True, slots=True)
class Office:
    """Everything a service may use; made by `bootstrap`, passed as the first argument.

    `vault` and `backups` belong to a real office; a practice office has none. `spreadsheets` and
    `scanner` are there wherever files are.
    """

    store: Store
    notices: Notices
    printer: Printer
    clock: Clock
    actor: Actor
    practice: bool = False
    vault: Vault | None = None
    backups: Backups | None = None
    spreadsheets: Spreadsheets | None = None
    scanner: ScanReader | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What an act changed, so that each screen which cares can ask again."""

    case_id: UUID | None = None
    cases: bool = False
    papers: bool = False
    judgement: bool = False
    lists: bool = False
    queues: bool = False
    decisions: bool = False
    letters: bool = False
    staff: bool = False
    trail: bool = False
    backups: bool = False
    rooms: bool = False
    intake: bool = False
    requests: bool = False
    scans: bool = False
    season: bool = False

    def __or__(self, other: Changes) -> Changes:
        flags = {
            one: getattr(self, one) or getattr(other, one)
            for one in self.__dataclass_fields__
            if one != "case_id"
        }
        return Changes(case_id=self.case_id or other.case_id, **flags)
