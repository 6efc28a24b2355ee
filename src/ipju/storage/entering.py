"""Coming into a real office (들어가기): from keys that opened to somebody at the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from ipju.domain.account import Account, Role
from ipju.domain.backup import Backup
from ipju.domain.trail import TrailQuery
from ipju.storage import opening, presence
from ipju.storage.archive import BackupProblem
from ipju.storage.backup import StoreBackups
from ipju.storage.keys import SLOTS_FILE
from ipju.storage.problems import KeyProblem, NotDamaged
from ipju.storage.restore import newest_whole, restore
from ipju.storage.store import Store
from ipju.storage.vault import Vault

ENTERED = ("sign-in", "recover")
"""Acts of coming in, as the ledger names them."""

DAMAGED = "damaged"
"""How the folder begins in which a damaged store is put aside."""


def opened(path: Path, vault: Vault) -> tuple[Store, int]:
    """Open the store with keys that fit, and return it with how many other windows there are.

    Damaged when it is not whole, naming the newest backup that is; UnsafePlace, InUse and what
    opening raises.
    """
    return opening.open_whole(path, vault.key)


def backups_of(path: Path, vault: Vault) -> StoreBackups:
    """Return the backups of an open office, wherever it has chosen to keep them."""
    return StoreBackups(path, vault.key, path.parent / SLOTS_FILE)


def seated(store: Store, vault: Vault, account: UUID, how: str) -> Account:
    """Return the account whose key has opened the store, after the ledger row of signing in.

    Failures before it become rows too, of whomever they were. KeyProblem for a leaver, whose key
    goes.
    """
    staff = {one.id: one for one in store.staff() if one.closed_at is None}
    if account not in staff:
        vault.remove(account)
        raise KeyProblem("이 자료에 없거나 닫힌 계정입니다. 관리 담당자에게 문의하세요.")
    failures = vault.failures_to_tell()
    now = datetime.now(UTC)
    with store.unit() as unit:
        for one, at in failures:
            # The moment stands in the detail: the row itself is written now.
            told = {"tried_at": at.isoformat(timespec="seconds")}
            unit.ledger.append(at=now, actor=one.hex, action="sign-in-failed", detail=told)
        unit.ledger.append(at=now, actor=account.hex, action=how)
    vault.told(failures)
    vault.rename({one.id: one.login for one in staff.values()})
    return staff[account]


def admin(store: Store, login: str) -> Account:
    """Return an open 관리 account by its login; KeyProblem naming those there are otherwise."""
    admins = {one.login: one for one in store.staff() if Role.ADMIN in one.roles}
    if login not in admins:
        raise KeyProblem(
            f"복구 열쇠로는 관리 계정만 되찾습니다. 관리 계정의 아이디: {', '.join(sorted(admins))}"
        )
    return admins[login]


def founder(store: Store, login: str) -> Account:
    """Return the account that was made of an office of the first release, by its login.

    KeyProblem once somebody has signed in with keys of today: whoever puts the old file of keys
    back knows a password that everybody knew, and would be let in as anybody.
    """
    if store.trail(TrailQuery(actions=ENTERED, limit=1)).total:
        raise KeyProblem(
            "열쇠 파일이 옛것으로 바뀌어 열지 않습니다. 복구 열쇠로 백업에서 되찾고, "
            "개인정보 담당자에게 알리세요."
        )
    found = next((one for one in store.staff() if one.login == login), None)
    if found is None:
        names = ", ".join(one.login for one in store.staff())
        raise KeyProblem(f"이 사무실의 첫 계정은 {names}입니다. 그 아이디로 들어가세요.")
    return found


def restored_newest(path: Path, vault: Vault, account: UUID) -> Path:
    """Restore the newest backup that is whole and of this office; return the store's place.

    What lay there is put aside. Damaged when there is no such backup; NotDamaged when the store
    is whole: a password alone takes nobody's work back.
    """
    with presence.alone(path.parent, "복원"):
        if opening.is_whole(path, vault.key):
            raise NotDamaged(path)
    problem: BackupProblem | None = None
    for one in backups_of(path, vault).all():
        if one.problem:
            continue
        try:
            restore(one.path, vault.key, path, actor=account.hex, aside=DAMAGED)
        except BackupProblem as found:
            problem = found
        else:
            return path
    raise problem or opening.damaged(path)


def restored_with(backup: Path, unwrap: Callable[[Mapping[str, Any]], bytes], path: Path) -> Path:
    """Restore one backup by the recovery key; return the store's place."""
    return restore(backup, unwrap, path, aside=DAMAGED).path


def newest_backup(path: Path) -> Backup | None:
    """Return the newest backup that is whole byte for byte; no key is asked."""
    return newest_whole(path)
