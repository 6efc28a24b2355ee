"""Ties the rooms together: where files lie, which store is open, who is at the desk.

The only module that knows every room. Nothing is opened at import time, and what is behind an
open office (storage, notices, paper, spreadsheets) is imported while the window already stands.
"""

from __future__ import annotations

import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ipju.domain.account import Role
from ipju.domain.backup import Backup
from ipju.domain.keys import RecoveryKey
from ipju.services.founding import first_account, found, found_practice
from ipju.services.office import Actor, Office
from ipju.services.passwords import refuse_weak, weakness
from ipju.services.ports import Backups, Store

if TYPE_CHECKING:
    from ipju.notices.library import Library
    from ipju.printing.printer import Printer
    from ipju.storage.store import Store as Opened
    from ipju.storage.vault import Vault as StoredVault

OFFICE_FILE = "office.db"
PRACTICE_DAY = date(2024, 2, 27)
"""The day a practice office works on: between the income query and the end of 소명."""


def data_root() -> Path:
    """Return the folder that holds `resources/` and `forms/`: the checkout or the installation."""
    here = Path(__file__).resolve()
    for root in (here.parents[2], here.parent, Path(sysconfig.get_path("data")) / "share/ipju"):
        if (root / "resources" / "notices").is_dir():
            return root
    raise FileNotFoundError(
        "프로그램 자료(resources)를 찾지 못했습니다. 프로그램을 다시 설치하세요."
    )


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The clock of this computer; `day` fixes the working day (연습)."""

    day: date | None = None

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the day reviews are made on."""
        return self.day or datetime.now().astimezone().date()


def notices() -> Library:
    """Return the notices that come with the program."""
    from ipju.notices.library import Library

    return Library(data_root() / "resources" / "notices")


def printer() -> Printer:
    """Return the printer of forms and letters."""
    from ipju.printing.printer import Printer

    root = data_root()
    return Printer(root / "forms", root / "resources" / "fonts")


def home() -> Path:
    """Return the folder of this user's stores, made when it isn't there."""
    from platformdirs import user_data_path

    return user_data_path("ipju", appauthor=False, ensure_exists=True)


def practice_folder() -> Path:
    """Return the folder of this user's practice office (연습)."""
    return home() / "practice"


@contextmanager
def practice_office(folder: Path, name: str = "박담당") -> Iterator[Office]:
    """Open the practice office in `folder`, making it when the folder holds none.

    Raises the storage room's errors, whose messages say in Korean what is wrong and the way out.
    """
    store = open_practice(folder)
    try:
        yield office(store, seat(store, name), practice=True)
    finally:
        store.close()


def open_practice(folder: Path) -> Store:
    """Open the practice store in `folder`, or make it; it holds invented people only."""
    from ipju.storage import keys
    from ipju.storage.store import open_store, unfinished_of

    path = folder / "practice.db"
    if path.exists():
        store: Store = open_store(path, keys.open_practice(folder))
    else:
        folder.mkdir(parents=True, exist_ok=True)
        # An attempt that was cut off left its mark before its key: it is made good.
        unfinished, key_file = unfinished_of(path), folder / keys.PRACTICE_FILE
        begun = unfinished.exists() and key_file.exists()
        unfinished.touch()
        key = keys.open_practice(folder) if begun else keys.create_practice(folder)
        store = _made(path, key, key_file)
    found_practice(store, SystemClock().now())
    return store


def seat(store: Store, name: str) -> Actor:
    """Return somebody of a practice office by name; KeyError when nobody is called so."""
    return Actor.of({one.name: one for one in store.staff()}[name])


def office_folder() -> Path:
    """Return the folder of this user's real office (업무)."""
    return home() / "office"


def has_office(folder: Path) -> bool:
    """Tell whether a real office was made in `folder`, even where half of it is gone.

    One that could not be finished does not count: nobody ever worked in it.
    """
    from ipju.storage import founding

    return founding.is_there(folder, OFFICE_FILE)


def keyring_approved() -> bool:
    """Tell whether this computer has an OS keyring that may hold a part of the office's key."""
    from ipju.storage import devices

    return devices.keyring_approved()


def recovery_words() -> tuple[str, ...]:
    """Return the words recovery keys are written with."""
    from ipju.storage import recovery

    return recovery.words_of(data_root() / "resources" / "recovery" / "words.txt")


def new_recovery_key() -> RecoveryKey:
    """Return a new recovery key (복구 열쇠), to be printed before the office is made with it."""
    from ipju.storage import recovery

    return recovery.new_recovery(recovery_words())


def known_logins(folder: Path) -> tuple[str, ...]:
    """Return who can sign in to the office in `folder`; nobody when its keys cannot be read."""
    from ipju.storage import keys

    return keys.known_logins(folder)


def first_release(folder: Path) -> str:
    """Tell how an office of the first release opens: "password" or "keyring"; else an empty text.

    Whoever enters it becomes its first 관리: with the old password, or (keyring) with a new one.
    """
    from ipju.storage import keys

    return keys.first_release(folder)


def other_windows(folder: Path) -> int:
    """Return how many windows have the office in `folder` open."""
    from ipju.storage import presence

    return presence.others(folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """An office somebody has signed in to; `office_of` makes of it what services work in.

    `must_change`: the password was set by somebody else. `is_second`: another window has the
    office open. `needs_recovery`: there is no recovery key yet (an office of the first release);
    `vault.renew_recovery()` makes one, to be printed at once.
    """

    store: Store
    actor: Actor
    vault: StoredVault
    backups: Backups
    must_change: bool = False
    is_second: bool = False
    needs_recovery: bool = False


def create_office(
    folder: Path,
    login: str,
    name: str,
    department: str,
    phone: str,
    password: str,
    recovery: RecoveryKey,
) -> Entered:
    """Make the real office with its first 관리, and sign in.

    Raises the storage room's problems; nothing weaker is ever chosen, nothing half-made is used,
    and nothing that lies in `folder` is written over.
    """
    from ipju.storage import founding, opening
    from ipju.storage.store import create_store
    from ipju.storage.vault import finish, found_vault

    opening.refuse_unsafe(folder)
    refuse_weak(password, login, name)
    account = first_account(login, name, department, phone, SystemClock().now())
    with founding.made(folder, OFFICE_FILE) as path:
        vault = found_vault(folder, account.id, login, password, recovery, recovery_words())
        store = create_store(path, vault.key)
        try:
            found(store, [(account, Role.ADMIN)], SystemClock().now())
        finally:
            store.close()
    finish(folder)
    return _entered(folder, vault, lambda _store: account.id, "sign-in")


def enter_office(folder: Path, login: str, password: str) -> Entered:
    """Sign in to the real office.

    WrongPassword, LockedOut, KeyringGone, KeyProblem when the keys don't open; Damaged (naming
    the newest verified backup) when they do and the store is not whole; UnsafePlace, InUse and
    the other problems of the storage room.
    """
    from ipju.storage import opening
    from ipju.storage.vault import open_vault

    opening.refuse_unsafe(folder)
    if first_release(folder):
        return _entered_from_first_release(folder, login, password)
    vault, slot = open_vault(folder, login, password, recovery_words())
    return _entered(
        folder, vault, lambda _store: slot.account, "sign-in", must_change=slot.must_change
    )


def recover_office(folder: Path, recovery_text: str, login: str, new_password: str) -> Entered:
    """Sign in with the recovery key and give an open 관리 account a new password.

    RecoveryMistyped (naming the word), WrongRecovery, and what `enter_office` raises.
    """
    from ipju.storage import entering, opening
    from ipju.storage.vault import recover_vault

    opening.refuse_unsafe(folder)
    vault = recover_vault(folder, recovery_text, recovery_words())

    def admin(store: Opened) -> UUID:
        account = entering.admin(store, login)
        refuse_weak(new_password, account.login, account.name)
        vault.set_password(account.id, account.login, new_password)
        return account.id

    return _entered(folder, vault, admin, "recover")


def restore_office(backup: Path, recovery_text: str, folder: Path) -> Path:
    """Make the office of a backup in `folder` by the recovery key; return the store's place.

    A store that lies there is put aside. Nobody has a key in it yet: `recover_office` comes next.
    """
    from ipju.storage import entering, opening
    from ipju.storage.vault import unwrapping

    opening.refuse_unsafe(folder)
    unwrap = unwrapping(recovery_text, recovery_words())
    return entering.restored_with(backup, unwrap, folder / OFFICE_FILE)


def restore_newest(folder: Path, login: str, password: str) -> Path:
    """Put a damaged store aside and restore the newest verified backup; return its place."""
    from ipju.storage import entering, opening
    from ipju.storage.vault import open_vault

    opening.refuse_unsafe(folder)
    vault, slot = open_vault(folder, login, password, recovery_words())
    return entering.restored_newest(folder / OFFICE_FILE, vault, slot.account)


def newest_backup(folder: Path) -> Backup | None:
    """Return the newest backup of the office in `folder` that is whole; no key is asked."""
    from ipju.storage import entering

    return entering.newest_backup(folder / OFFICE_FILE)


def check_whole(entered: Entered) -> None:
    """Read every page of an open office's store; Damaged when one does not fit.

    Opening does so itself up to 128 MB; a larger store is read right after it, on any thread.
    """
    from ipju.storage import opening

    opening.check_whole(entered.vault.folder / OFFICE_FILE, entered.vault.key)


def office_of(entered: Entered) -> Office:
    """Return the office of whoever has signed in."""
    seated = office(entered.store, entered.actor, practice=False)
    return replace(seated, vault=entered.vault, backups=entered.backups)


def _entered(
    folder: Path,
    vault: StoredVault,
    whose: Callable[[Opened], UUID],
    how: str,
    must_change: bool = False,
) -> Entered:
    """Open the store with keys that fit and seat whoever they are of."""
    from ipju.storage import entering

    path = folder / OFFICE_FILE
    store, others = entering.opened(path, vault)
    try:
        account = entering.seated(store, vault, whose(store), how)
        return Entered(
            store=store,
            actor=Actor.of(account),
            vault=vault,
            backups=entering.backups_of(path, vault),
            must_change=must_change,
            is_second=others > 0,
            needs_recovery=not vault.has_recovery,
        )
    except BaseException:
        store.close()
        raise


def _entered_from_first_release(folder: Path, login: str, password: str) -> Entered:
    """Open an office of the first release and make whoever knows its key its first 관리."""
    from ipju.storage import entering
    from ipju.storage.vault import open_first_release, replace_first_release

    # The first release asked nothing of a password: one that would be guessed opens once more.
    weak = bool(weakness(password, login, login))
    vault = open_first_release(folder, password, recovery_words())

    def founder(store: Opened) -> UUID:
        if not store.staff():
            now = SystemClock().now()
            found(store, [(first_account(login, login, "", "", now), Role.ADMIN)], now)
        # Cut off between founding and the new slots, the account is there already.
        account = entering.founder(store, login)
        replace_first_release(vault, account.id, login, password, must_change=weak)
        return account.id

    return _entered(folder, vault, founder, "sign-in", must_change=weak)


def _made(path: Path, key: bytes, key_file: Path) -> Store:
    """Make a store; a key whose store could not be made does not stay in the way."""
    from ipju.storage.store import create_store

    try:
        return create_store(path, key)
    except BaseException:
        key_file.unlink(missing_ok=True)
        raise


def office(store: Store, actor: Actor, practice: bool, day: date | None = None) -> Office:
    """Return an office around an open store; a practice office works on `PRACTICE_DAY`."""
    from ipju.excel.books import ExcelBooks
    from ipju.printing.scanning import Scanner

    fixed = day or (PRACTICE_DAY if practice else None)
    return Office(
        store=store,
        notices=notices(),
        printer=printer(),
        clock=SystemClock(fixed),
        actor=actor,
        practice=practice,
        spreadsheets=ExcelBooks(),
        scanner=Scanner(),
    )
