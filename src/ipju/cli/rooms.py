"""What the command line needs from the rooms below, as a Protocol; `__main__` hands it over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from ipju.domain.backup import Backup
from ipju.notices.library import Library
from ipju.services.office import Actor, Office
from ipju.services.ports import Printer, Store

type_of_drawing = Callable[[Path, Path], list[Path]]
"""Draws the desk: the folder of a practice office, the folder for the pictures → their paths."""


class Entered(Protocol):
    """An open real office and who came in."""

    @property
    def store(self) -> Store:
        """The open store."""

    @property
    def must_change(self) -> bool:
        """Whether the password was set by somebody else and is to be changed first."""


class Rooms(Protocol):
    """Where files lie, the notices, the printer and the offices of this computer."""

    def data_root(self) -> Path:
        """Return the folder that holds `resources/` and `forms/`."""

    def notices(self) -> Library:
        """Return the notices that come with the program."""

    def printer(self) -> Printer:
        """Return the printer of forms and letters."""

    def practice_folder(self) -> Path:
        """Return the folder of this user's practice office (연습)."""

    def seat(self, store: Store, name: str) -> Actor:
        """Return somebody of a practice office by name."""

    def practice_office(self, folder: Path, name: str = "박담당") -> AbstractContextManager[Office]:
        """Open the practice office in `folder`, making it when the folder holds none."""

    def office_folder(self) -> Path:
        """Return the folder of this user's real office (업무)."""

    def has_office(self, folder: Path) -> bool:
        """Tell whether a real office was made in `folder`."""

    def enter_office(self, folder: Path, login: str, password: str) -> Entered:
        """Sign in to the real office."""

    def office_of(self, entered: Any) -> Office:
        """Return the office of somebody who came in."""

    def restore_office(self, backup: Path, recovery_text: str, folder: Path) -> Path:
        """Restore an office from a backup file with the recovery key."""

    def newest_backup(self, folder: Path) -> Backup | None:
        """Return the newest whole backup of the office in `folder`."""
