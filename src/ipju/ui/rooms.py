"""What the desk needs from the rooms below, as a Protocol; `__main__` hands `bootstrap` over."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Protocol

from ipju.services.office import Actor, Office
from ipju.services.ports import Store

_KOREAN = re.compile(r"[가-힣]")
OFFICER = "박담당"
"""Who sits at a practice desk; real offices ask at log-in."""


class Rooms(Protocol):
    """Opens stores and offices. Every call happens on the database thread."""

    def practice_folder(self) -> Path:
        """Return the folder of this user's practice office (연습)."""

    def open_practice(self, folder: Path) -> Store:
        """Open the practice store in `folder`, or make it."""

    def office_folder(self) -> Path:
        """Return the folder of this user's real office (업무)."""

    def has_office(self, folder: Path) -> bool:
        """Tell whether a real office was made in `folder`."""

    def keyring_approved(self) -> bool:
        """Tell whether an approved OS keyring may hold the office's key."""

    def create_office(self, folder: Path, password: str | None) -> Store:
        """Make the real office's store, its key held by a password or the keyring (None)."""

    def open_office(self, folder: Path, password: str | None) -> Store:
        """Open the real office's store by its password, or by the keyring for None."""

    def seat(self, store: Store, name: str) -> Actor:
        """Return somebody of a practice office by name."""

    def only_account(self, store: Store, name: str) -> Actor:
        """Return the account of the only person of a real office, made when there is none."""

    def office(self, store: Store, actor: Actor, practice: bool) -> Office:
        """Return an office around an open store."""


def has_store(folder: Path) -> bool:
    """Tell whether an office was ever opened in `folder`."""
    return folder.is_dir() and any(folder.glob("*.db"))


def explain(error: BaseException) -> str:
    """Return what went wrong and what to do, in Korean, without a technical word.

    Errors of the lower rooms carry their own Korean sentence; those of the system get one here.
    """
    said = str(error.args[0]) if error.args else str(error)
    if _KOREAN.search(said) and not isinstance(error, KeyError):
        return said
    if isinstance(error, KeyError):
        return "찾는 것이 없습니다. 다른 곳에서 지웠을 수 있으니 목록을 새로 읽으세요."
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "디스크에 자리가 없습니다. 자리를 비운 뒤 다시 하세요."
    if isinstance(error, PermissionError):
        return "자료 폴더에 쓸 수 없습니다. 폴더의 권한을 확인하세요."
    if isinstance(error, OSError):
        return "파일을 읽거나 쓰지 못했습니다. 디스크와 폴더를 확인하세요."
    return "뜻밖의 문제로 하지 못했습니다. 저장한 것은 그대로이니 다시 해 보세요."
