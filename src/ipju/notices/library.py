"""The notices (공고) that lie in one folder, by id."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ipju.domain.notice import Notice
from ipju.notices.loader import parse_notice, read_bytes
from ipju.notices.positions import key_lines, line_of
from ipju.notices.problems import NoticeError, Problem

FILE = "notice.toml"


@dataclass(frozen=True, slots=True)
class _Loaded:
    notice: Notice
    digest: str


class Library:
    """The folder `root`, in which each notice is a folder named by its id with a notice.toml.

    A file is read once: notice and digest always belong to the same bytes.
    """

    def __init__(self, root: Path) -> None:
        """Look at `root`; nothing is read until a notice is asked for."""
        self._root = root
        self._loaded: dict[str, _Loaded] = {}

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
        return self._load(identity).notice

    def all(self) -> tuple[Notice, ...]:
        """Return every notice, in the order of `ids`; NoticeError when a file is wrong."""
        return tuple(self.get(identity) for identity in self.ids())

    def digest(self, identity: str) -> str:
        """Return the SHA-256 (hex) of the bytes that `get` was read from; errors as there."""
        return self._load(identity).digest

    def _load(self, identity: str) -> _Loaded:
        if identity not in self._loaded:
            data = read_bytes(self.path(identity))
            notice = parse_notice(data, FILE)
            if notice.id != identity:
                line = line_of(key_lines(data.decode("utf-8-sig")), ("id",))
                message = f"공고가 든 폴더의 이름({identity})과 다릅니다."
                raise NoticeError((Problem(file=FILE, line=line, key="id", message=message),))
            digest = hashlib.sha256(data).hexdigest()
            self._loaded[identity] = _Loaded(notice, digest)
        return self._loaded[identity]
