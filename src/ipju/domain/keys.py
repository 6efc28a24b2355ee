"""Keys of an office (열쇠): who holds one, and the recovery key that is kept on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySlot:
    """The key of one account. `failures` counts wrong passwords since the last right one.

    `must_change`: the password was set by somebody else and is to be changed at first use.
    `device`: whether the slot also needs the secret that this computer's OS keyring keeps.
    """

    account: UUID
    login: str
    failures: int = 0
    failed_at: tuple[datetime, ...] = ()
    locked: bool = False
    must_change: bool = False
    device: bool = False


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """The recovery key (복구 열쇠): the same 128 bits as words to write and as text for a QR.

    What Python prints of it tells neither: that may end in a message or a log.
    """

    words: tuple[str, ...] = field(repr=False)
    code: str = field(repr=False)
