"""Ties the rooms together: where files lie, which store is open, who is at the desk.

The only module that knows every room. Nothing is opened at import time.
"""

from __future__ import annotations

import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ipju.domain.account import Role
from ipju.notices.library import Library
from ipju.printing.printer import Printer
from ipju.services.founding import first_account, found, found_practice
from ipju.services.office import Actor, Office
from ipju.services.ports import Store

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
    return Library(data_root() / "resources" / "notices")


def printer() -> Printer:
    """Return the printer of forms and letters."""
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
    from ipju.storage.store import open_store

    path = folder / "practice.db"
    if path.exists():
        store: Store = open_store(path, keys.open_practice(folder))
    else:
        folder.mkdir(parents=True, exist_ok=True)
        store = _made(path, keys.create_practice(folder), folder / keys.PRACTICE_FILE)
    found_practice(store, SystemClock().now())
    return store


def seat(store: Store, name: str) -> Actor:
    """Return somebody of a practice office by name; KeyError when nobody is called so."""
    return Actor.of({one.name: one for one in store.staff()}[name])


def office_folder() -> Path:
    """Return the folder of this user's real office (업무)."""
    return home() / "office"


def has_office(folder: Path) -> bool:
    """Tell whether a real office was made in `folder`."""
    return (folder / OFFICE_FILE).exists()


def keyring_approved() -> bool:
    """Tell whether this computer has an OS keyring that may hold the office's key."""
    from ipju.storage import keys

    return keys.keyring_approved()


def create_office(folder: Path, password: str | None) -> Store:
    """Make the real office's store; its key is held by a password, or by an approved keyring.

    Raises the storage room's problems; nothing weaker is ever chosen, and nothing half-made stays.
    """
    from ipju.storage import keys

    folder.mkdir(parents=True, exist_ok=True)
    key = keys.create_slots(folder, password)
    return _made(folder / OFFICE_FILE, key, folder / keys.SLOTS_FILE)


def open_office(folder: Path, password: str | None) -> Store:
    """Open the real office's store by its password, or by the keyring for None."""
    from ipju.storage import keys
    from ipju.storage.store import open_store

    return open_store(folder / OFFICE_FILE, keys.open_slots(folder, password))


def only_account(store: Store, name: str) -> Actor:
    """Return the account of the only person of a real office, made when there is none."""
    now = SystemClock().now()
    if not store.staff():
        account = first_account(name, name, "", "", now)
        found(store, [(account, Role.CASEWORKER)], now)
    return Actor.of(store.staff()[0])


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
    fixed = day or (PRACTICE_DAY if practice else None)
    return Office(
        store=store,
        notices=notices(),
        printer=printer(),
        clock=SystemClock(fixed),
        actor=actor,
        practice=practice,
    )
