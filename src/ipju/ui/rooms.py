"""What the desk needs from the rooms below, as a Protocol; `__main__` hands `bootstrap` over."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Any, Protocol

from ipju.domain.backup import Backup
from ipju.domain.keys import RecoveryKey
from ipju.services.office import Actor, Office
from ipju.services.ports import Printer, Store

_KOREAN = re.compile(r"[가-힣]")
OFFICER = "박담당"
"""Who sits at a practice desk at first; real offices ask at log-in."""


class Entered(Protocol):
    """An open real office and who came in."""

    @property
    def store(self) -> Store:
        """The open store."""

    @property
    def must_change(self) -> bool:
        """Whether the password was set by somebody else and is to be changed first."""

    @property
    def needs_recovery(self) -> bool:
        """Whether the office has no recovery key yet."""


class Rooms(Protocol):
    """Opens stores and offices. Every call happens on the database thread."""

    def practice_folder(self) -> Path:
        """Return the folder of this user's practice office (연습)."""

    def open_practice(self, folder: Path) -> Store:
        """Open the practice store in `folder`, or make it."""

    def seat(self, store: Store, name: str) -> Actor:
        """Return somebody of a practice office by name."""

    def office(self, store: Store, actor: Actor, practice: bool) -> Office:
        """Return an office around an open store."""

    def office_folder(self) -> Path:
        """Return the folder of this user's real office (업무)."""

    def has_office(self, folder: Path) -> bool:
        """Tell whether a real office was made in `folder`."""

    def keyring_approved(self) -> bool:
        """Tell whether an approved OS keyring may hold the office's key."""

    def printer(self) -> Printer:
        """Return the printer of forms and letters."""

    def new_recovery_key(self) -> RecoveryKey:
        """Return a new recovery key (복구 열쇠); nothing is written."""

    def create_office(
        self,
        folder: Path,
        login: str,
        name: str,
        department: str,
        phone: str,
        password: str,
        recovery: RecoveryKey,
    ) -> Entered:
        """Make the real office with its first 관리 account, and come in."""

    def enter_office(self, folder: Path, login: str, password: str) -> Entered:
        """Sign in to the real office."""

    def recover_office(
        self, folder: Path, recovery_text: str, login: str, new_password: str
    ) -> Entered:
        """Come in with the recovery key, giving a 관리 account a new password."""

    def restore_office(self, backup: Path, recovery_text: str, folder: Path) -> Path:
        """Restore an office from a backup file with the recovery key."""

    def restore_newest(self, folder: Path, login: str, password: str) -> Path:
        """Put a damaged store aside and restore the newest verified backup in its place."""

    def newest_backup(self, folder: Path) -> Backup | None:
        """Return the newest verified backup of the office in `folder`."""

    def known_logins(self, folder: Path) -> tuple[str, ...]:
        """Return who can sign in here, by login."""

    def first_release(self, folder: Path) -> str:
        """Tell how an office of the first release opens: "password", "keyring", or not one."""

    def check_whole(self, entered: Any) -> None:
        """Read every page of an open office's store, on any thread; raises what it found."""

    def other_windows(self, folder: Path) -> int:
        """Return how many other programs have the office open now."""

    def office_of(self, entered: Any) -> Office:
        """Return the office of somebody who came in."""


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
