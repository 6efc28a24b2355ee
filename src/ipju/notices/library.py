"""The notices (공고) that lie in one folder, by id."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ipju.domain.notice import Notice
from ipju.notices.loader import load_notice

FILE = "notice.toml"


class Library:
    """The folder `root`, in which each notice is a folder named by its id with a notice.toml."""

    def __init__(self, root: Path) -> None:
        """Look at `root`; nothing is read until a notice is asked for."""
        self._root = root
        self._loaded: dict[str, Notice] = {}

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all notices, in alphabetical order."""
        return tuple(sorted(path.parent.name for path in self._root.glob(f"*/{FILE}")))

    def path(self, identity: str) -> Path:
        """Return where the file of a notice lies; KeyError when there is no such notice."""
        if identity not in self.ids():
            raise KeyError(identity)
        return self._root / identity / FILE

    def get(self, identity: str) -> Notice:
        """Return the notice; KeyError when there is none, NoticeError when its file is wrong."""
        if identity not in self._loaded:
            self._loaded[identity] = load_notice(self.path(identity))
        return self._loaded[identity]

    def all(self) -> tuple[Notice, ...]:
        """Return every notice, in the order of `ids`."""
        return tuple(self.get(identity) for identity in self.ids())

    def digest(self, identity: str) -> str:
        """Return the SHA-256 (hex) of the bytes of the notice's file."""
        return hashlib.sha256(self.path(identity).read_bytes()).hexdigest()
