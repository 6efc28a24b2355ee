"""A real office (업무) with staff, and keys whose passwords a test may look at and break."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID, uuid4

from ipju import bootstrap
from ipju.domain.account import Account, Role
from ipju.domain.keys import KeySlot, RecoveryKey
from ipju.services.founding import found
from ipju.services.office import Actor, Office
from ipju.storage.store import create_store

PASSWORD = "구름 위의 산책 3월"
STAFF = {
    "최관리": (Role.ADMIN,),
    "윤관리": (Role.ADMIN,),
    "박담당": (Role.CASEWORKER,),
    "한보호": (Role.PRIVACY,),
}


class WrongPassword(Exception):
    """What a vault says of a wrong password."""


class VaultBroken(Exception):
    """A vault whose file cannot be written."""


@dataclass
class OpenVault:
    """Keys in memory: what services do with a vault is what is tried, not the vault."""

    keys: dict[UUID, tuple[KeySlot, str]] = field(default_factory=dict)
    broken: bool = False
    renewed: int = 0

    def check(self, account: UUID, password: str) -> None:
        slot, right = self.keys[account]
        if slot.locked or password != right:
            failed = slot.failures + 1
            self.keys[account] = (replace(slot, failures=failed, locked=failed >= 5), right)
            raise WrongPassword
        self.keys[account] = (replace(slot, failures=0), right)

    def set_password(
        self, account: UUID, login: str, password: str, must_change: bool = False
    ) -> None:
        self._write()
        self.keys[account] = (
            KeySlot(account=account, login=login, must_change=must_change),
            password,
        )

    def unlock(self, account: UUID) -> None:
        slot, right = self.keys[account]
        self.keys[account] = (replace(slot, failures=0, locked=False), right)

    def remove(self, account: UUID) -> None:
        self._write()
        self.keys.pop(account, None)

    def slots(self) -> tuple[KeySlot, ...]:
        return tuple(slot for slot, _password in self.keys.values())

    def draw_recovery(self) -> RecoveryKey:
        return RecoveryKey(words=("하나", "둘"), code=str(self.renewed + 1))

    def renew_recovery(self, key: RecoveryKey | None = None) -> RecoveryKey:
        fresh = key or self.draw_recovery()
        self.renewed += 1
        return fresh

    def slot(self, account: UUID) -> KeySlot:
        return self.keys[account][0]

    def lock(self, account: UUID) -> None:
        slot, right = self.keys[account]
        self.keys[account] = (replace(slot, failures=5, locked=True), right)

    def _write(self) -> None:
        if self.broken:
            raise VaultBroken


@dataclass(frozen=True)
class RealOffice:
    """An open real office and its keys."""

    office: Office
    vault: OpenVault

    def account(self, name: str) -> Account:
        return next(one for one in self.office.store.staff() if one.name == name)

    def id(self, name: str) -> UUID:
        return self.account(name).id

    def at(self, name: str) -> Office:
        """The same office with somebody else at the desk."""
        return replace(self.office, actor=Actor.of(self.account(name)))

    def rows(self) -> list[tuple[str, str, str, str]]:
        """(who, action, why, detail) of every ledger row, the oldest first."""
        store = self.office.store
        assert hasattr(store, "connection")
        found = store.connection.exec_driver_sql(
            "SELECT actor, action, why, detail FROM ledger ORDER BY seq"
        ).all()
        return [(str(one[0]), str(one[1]), str(one[2]), str(one[3])) for one in found]


def real_office(folder: Path) -> RealOffice:
    """Make a real office; each of its staff has a key with `PASSWORD`. Close its store after."""
    store = create_store(folder / "office.db", bytes(range(32)))
    clock = bootstrap.SystemClock()
    staff = [
        (
            Account(
                id=uuid4(),
                login=f"id-{number}",
                name=name,
                department="주택공급부",
                phone="02-000-0000",
                opened_at=clock.now(),
            ),
            roles[0],
        )
        for number, (name, roles) in enumerate(STAFF.items())
    ]
    found(store, staff, clock.now())
    vault = OpenVault()
    for account, _role in staff:
        vault.set_password(account.id, account.login, PASSWORD)
    first = next(one for one in store.staff() if one.name == "최관리")
    office = Office(
        store=store,
        notices=bootstrap.notices(),
        printer=bootstrap.printer(),
        clock=clock,
        actor=Actor.of(first),
        vault=vault,
    )
    return RealOffice(office, vault)
