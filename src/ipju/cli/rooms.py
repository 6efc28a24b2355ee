"""What the command line needs from the rooms below, as a Protocol; `__main__` hands it over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from ipju.notices.library import Library
from ipju.services.office import Actor, Office
from ipju.services.ports import Printer, Store

type_of_drawing = Callable[[Path, Path], list[Path]]
"""Draws the desk: the folder of a practice office, the folder for the pictures → their paths."""


class Rooms(Protocol):
    """Where files lie, the notices, the printer and the practice office of this computer."""

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

    def practice_office(self, folder: Path) -> AbstractContextManager[Office]:
        """Open the practice office in `folder`, making it when the folder holds none."""
