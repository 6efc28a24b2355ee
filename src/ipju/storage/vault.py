"""What is done with the keys of a real office: signing in, passwords, lock-outs, recovery."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from ipju.domain.keys import KeySlot, RecoveryKey
from ipju.storage import devices
from ipju.storage.keys import (
    KEY_BYTES,
    SLOTS_FILE,
    Slots,
    UserSlot,
    changing,
    new_user,
    open_old,
    open_recovery,
    open_user,
    read_slots,
    recovery_from,
    recovery_to,
    seal_recovery,
    seal_user,
    tidy,
    write_slots,
)
from ipju.storage.problems import (
    KeyProblem,
    KeyringGone,
    LockedOut,
    WrongPassword,
    WrongRecovery,
)
from ipju.storage.recovery import new_recovery, read_recovery

MOST_FAILURES = 5
"""Wrong passwords in a row that lock a slot, until 관리 or the recovery key opens it again."""


class Vault:
    """The keys of an office that was opened."""

    def __init__(self, folder: Path, key: bytes, words: Sequence[str], bound: bool) -> None:
        """`words` are those of recovery keys; `bound`: a keyring took part in opening."""
        self._folder = folder
        self._key = key
        self._words = words
        self._bound = bound

    @property
    def folder(self) -> Path:
        """Where the keys lie, beside the store."""
        return self._folder

    @property
    def key(self) -> bytes:
        """The data key, for the store and its backups."""
        return self._key

    def check(self, account: UUID, password: str) -> None:
        """Return when the password is right; WrongPassword or LockedOut, counting failures."""
        slot = read_slots(self._folder).of(account)
        if slot is None:
            raise KeyProblem("이 계정의 열쇠가 없습니다. 관리 담당자에게 비밀번호를 받으세요.")
        if not hmac.compare_digest(_tried(self._folder, slot, password), self._key):
            raise KeyProblem("열쇠 파일이 다른 사무실의 것입니다. 프로그램을 다시 시작하세요.")

    def set_password(
        self, account: UUID, login: str, password: str, must_change: bool = False
    ) -> None:
        """Give an account a (new) password; a lock-out ends."""
        with changing(self._folder) as slots:
            held = slots.of(account)
            slot = _sealed(slots, account, login, password, self._key, self._bound)
            slot.must_change = must_change
            slot.failed_at = held.failed_at if held else []
            slots.users = [one for one in slots.users if one.account != account] + [slot]

    def unlock(self, account: UUID) -> None:
        """End the lock-out of an account and forget its failures; its password stays."""
        with changing(self._folder) as slots:
            slot = slots.of(account)
            if slot is not None:
                slot.failures = 0

    def remove(self, account: UUID) -> None:
        """Take the key away from an account; it can't open the office any more."""
        with changing(self._folder) as slots:
            slots.users = [one for one in slots.users if one.account != account]

    def slots(self) -> tuple[KeySlot, ...]:
        """Return who holds a key, with failures and lock-outs."""
        return tuple(
            KeySlot(
                account=one.account,
                login=one.login,
                failures=one.failures,
                failed_at=tuple(one.failed_at),
                locked=one.failures >= MOST_FAILURES,
                must_change=one.must_change,
                device=one.device is not None,
            )
            for one in read_slots(self._folder).users
        )

    def draw_recovery(self) -> RecoveryKey:
        """Return a new recovery key that opens nothing until it is put in the place of the old."""
        return new_recovery(self._words)

    def renew_recovery(self, key: RecoveryKey | None = None) -> RecoveryKey:
        """Put a recovery key (one drawn here) in place; the one before opens nothing any more."""
        fresh = key or self.draw_recovery()
        with changing(self._folder) as slots:
            slots.recovery = seal_recovery(self._key, read_recovery(fresh.code, self._words))
        return fresh

    @property
    def has_recovery(self) -> bool:
        """Whether there is a recovery key; offices of the first release have none yet."""
        return read_slots(self._folder).recovery is not None

    def rename(self, logins: dict[UUID, str]) -> None:
        """Have each slot bear the login its account has in the store, and drop all others."""
        held = {one.account: one.login for one in read_slots(self._folder).users}
        if held == {one: logins[one] for one in held if one in logins}:
            return
        with changing(self._folder) as slots:
            slots.users = [one for one in slots.users if one.account in logins]
            for one in slots.users:
                one.login = logins[one.account]

    def failures_to_tell(self) -> tuple[tuple[UUID, datetime], ...]:
        """Return the failures which the ledger does not tell of yet, oldest first."""
        users = read_slots(self._folder).users
        found = [(one.account, at) for one in users for at in one.failed_at]
        return tuple(sorted(found, key=lambda one: one[1]))

    def told(self, failures: Sequence[tuple[UUID, datetime]]) -> None:
        """Forget failures that stand in the ledger now."""
        if not failures:
            return
        with changing(self._folder) as slots:
            for one in slots.users:
                one.failed_at = [at for at in one.failed_at if (one.account, at) not in failures]


def found_vault(
    folder: Path,
    account: UUID,
    login: str,
    password: str,
    recovery: RecoveryKey,
    words: Sequence[str],
) -> Vault:
    """Make the data key of a new office and its slots, marked as founding until `finish`.

    KeyProblem when there are keys; KeyringGone when an approved keyring does not keep its secret:
    nothing weaker is chosen in its stead.
    """
    if (folder / SLOTS_FILE).exists():
        raise KeyProblem(f"{folder / SLOTS_FILE}: 열쇠 파일이 이미 있습니다. 폴더를 확인하세요.")
    key = secrets.token_bytes(KEY_BYTES)
    slots = Slots(founding=True)
    slots.recovery = seal_recovery(key, read_recovery(recovery.code, words))
    slot = _sealed(slots, account, login, password, key, bound=False)
    slots.users = [slot]
    write_slots(folder, slots)
    return Vault(folder, key, words, slot.device is not None)


def finish(folder: Path) -> None:
    """Take away the mark of an office that is being founded."""
    with changing(folder) as slots:
        slots.founding = False


def open_vault(
    folder: Path, login: str, password: str, words: Sequence[str]
) -> tuple[Vault, UserSlot]:
    """Open the keys by login and password; return the slot that opened too.

    WrongPassword (counted on disk before it was tried), LockedOut, KeyringGone, KeyProblem.
    """
    slot = read_slots(folder).of_login(login)
    if slot is None:
        raise WrongPassword
    return Vault(folder, _tried(folder, slot, password), words, slot.device is not None), slot


def recover_vault(folder: Path, text: str, words: Sequence[str]) -> Vault:
    """Open the keys by the recovery key; RecoveryMistyped, WrongRecovery, KeyProblem."""
    unwrap = unwrapping(text, words)
    slot = read_slots(folder).recovery
    if slot is None:
        raise KeyProblem("이 사무실은 아직 복구 열쇠를 만들지 않았습니다.")
    key = unwrap(recovery_to(slot))
    # Whatever keyring was used before is lost: what this computer has now is right.
    return Vault(folder, key, words, bound=False)


def unwrapping(text: str, words: Sequence[str]) -> Callable[[Mapping[str, Any]], bytes]:
    """Return what takes the data key out of a recovery slot, of an office or of a backup.

    RecoveryMistyped at once; WrongRecovery (or KeyProblem for a damaged slot) when it is used.
    """
    secret = read_recovery(text, words)

    def unwrap(slot: Mapping[str, Any]) -> bytes:
        try:
            key = open_recovery(recovery_from(slot), secret)
        except (KeyError, ValueError, TypeError):
            raise KeyProblem(
                "복구 열쇠로 여는 자리가 손상되었습니다. 다른 백업을 고르세요."
            ) from None
        if key is None:
            raise WrongRecovery
        return key

    return unwrap


def open_first_release(folder: Path, password: str, words: Sequence[str]) -> Vault:
    """Open the keys of an office of the first release, by its password or its keyring.

    Its slots stay as they are until `replace_first_release`.
    """
    for one in read_slots(folder).old:
        device = devices.old_secret(str(one.get("name"))) if one["kind"] == "keyring" else None
        if one["kind"] == "keyring" and device is None:
            raise KeyringGone("이 컴퓨터의 열쇠 보관함이 열쇠를 내주지 않습니다.")
        key = open_old(one, password, device)
        if key is not None:
            return Vault(folder, key, words, bound=False)
    raise WrongPassword


def replace_first_release(
    vault: Vault, account: UUID, login: str, password: str, must_change: bool
) -> None:
    """Write slots of today in place of those of the first release."""
    folder, key = vault.folder, vault.key
    old = read_slots(folder).old
    slots = Slots()
    slot = _sealed(slots, account, login, password, key, bound=False)
    slot.must_change = must_change
    slots.users = [slot]
    write_slots(folder, slots)
    vault._bound = slot.device is not None
    for one in old:
        if one["kind"] == "keyring":
            devices.forget_device(str(one.get("name")))


def _sealed(
    slots: Slots, account: UUID, login: str, password: str, key: bytes, bound: bool
) -> UserSlot:
    """Return a new slot; with a device secret wherever a keyring is approved.

    An office that was opened with a keyring takes no slot without one.
    """
    if not password:
        raise KeyProblem("비밀번호를 적으세요.")
    slot = new_user(account, tidy(login))
    secret = b""
    if devices.keyring_approved() or bound:
        slot.device, secret = _device(slots)
        slot.device_check = devices.check_of(secret)
    return seal_user(slot, key, password, secret)


def _device(slots: Slots) -> tuple[str, bytes]:
    """Return the secret of this computer: the one that other slots use, or a new one."""
    for one in slots.users:
        if one.device is not None:
            try:
                return one.device, devices.device_secret(one.device, one.device_check)
            except KeyringGone:
                continue
    return devices.new_device()


def _tried(folder: Path, slot: UserSlot, password: str) -> bytes:
    """Return the data key; the failure is on disk before the password is tried."""
    device = devices.device_secret(slot.device, slot.device_check) if slot.device else b""
    now = datetime.now(UTC)
    with changing(folder) as slots:
        held = slots.of(slot.account)
        if held is None:
            raise WrongPassword
        failures = held.failures + 1
        if failures <= MOST_FAILURES:
            held.failures = failures
            held.failed_at.append(now)
    if failures > MOST_FAILURES:
        raise LockedOut
    key = open_user(slot, password, device)
    if key is None:
        if failures == MOST_FAILURES:
            raise LockedOut
        raise WrongPassword(MOST_FAILURES - failures)
    with changing(folder) as slots:
        held = slots.of(slot.account)
        if held is not None:
            held.failures = 0
            held.failed_at = [one for one in held.failed_at if one != now]
    return key
