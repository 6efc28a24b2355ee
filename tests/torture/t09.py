"""T9: keyrings that fail, at every moment a key is wanted: nothing new, empty or plain is made."""

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import keyring
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, Windows, chainer, fail, kwallet, libsecret, macOS, null
from keyring.errors import InitError, KeyringError, KeyringLocked, PasswordSetError

from ipju import bootstrap
from ipju.storage import keys
from ipju.storage.engine import PLAIN_HEAD
from ipju.storage.problems import StoreProblem
from tests.storage.keyrings import PlainKeyring, SystemKeyring
from tests.torture.result import Result

LOGIN, PASSWORD, OTHER = "kang", "가을 하늘에 세 점", "겨울 바다에 네 점"
QUICK = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


class Garbled(SystemKeyring):
    """Gives back something else than it was given."""

    def get_password(self, service: str, username: str) -> str | None:
        kept = super().get_password(service, username)
        return None if kept is None else self.answered(kept)

    def answered(self, kept: str) -> str:
        return "zz" + kept[2:]


class Short(Garbled):
    """Cuts what it keeps, as a store with a limit does."""

    def answered(self, kept: str) -> str:
        return kept[:16]


class Swapped(Garbled):
    """Gives the secret of somebody else."""

    def answered(self, kept: str) -> str:
        return bytes(len(kept) // 2).hex()


class ReadOnly(SystemKeyring):
    """Gives what it has and takes nothing new."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError("denied")


for _one in (Garbled, Short, Swapped, ReadOnly):
    _one.__module__ = SystemKeyring.__module__


def _system(**state: object) -> SystemKeyring:
    made = SystemKeyring()
    for name, value in state.items():
        setattr(made, name, value)
    return made


def _chained(*members: KeyringBackend) -> KeyringBackend:
    """The real chain of keyrings, with these members."""
    chain = type("Chain", (chainer.ChainerBackend,), {"backends": list(members)})
    return chain()


def _unasked() -> KeyringBackend:
    raise RuntimeError("no session bus")


BACKENDS: dict[str, Callable[[], KeyringBackend]] = {
    # As they come with the library; on this machine none of the five finds its service.
    "fail": fail.Keyring,
    "null": null.Keyring,
    "SecretService": SecretService.Keyring,
    "kwallet": kwallet.DBusKeyring,
    "libsecret": libsecret.Keyring,
    "Windows": Windows.WinVaultKeyring,
    "macOS": macOS.Keyring,
    "chain of nothing": lambda: _chained(),
    "chain of a plain file": lambda: _chained(PlainKeyring()),
    # What an operating system's keyring does that cannot run here.
    "chain of a plain file and the system": lambda: _chained(PlainKeyring(), SystemKeyring()),
    "sound": SystemKeyring,
    "locked": lambda: _system(broken=KeyringLocked),
    "raising": lambda: _system(broken=KeyringError),
    "uninitialised": lambda: _system(broken=InitError),
    "raising what is not its own": lambda: _system(broken=RuntimeError),
    "gone from under it": lambda: _system(broken=OSError),
    "forgetful": lambda: _system(forgetful=True),
    "garbling": Garbled,
    "cutting": Short,
    "of somebody else": Swapped,
    "read-only": ReadOnly,
    "plain file": PlainKeyring,
    "unasked": _unasked,
}


@contextmanager
def using(make: Callable[[], KeyringBackend]) -> Iterator[None]:
    """Have the library answer with one backend; one that cannot be made raises when asked."""
    made: list[KeyringBackend] = []

    def asked() -> KeyringBackend:
        if not made:
            made.append(make())
        return made[0]

    with patch.object(keyring, "get_keyring", asked):
        yield


@dataclass(frozen=True)
class Place:
    """A folder and the keyring that was sound when the office was made."""

    folder: Path
    healthy: SystemKeyring
    recovery: str

    def files(self) -> dict[str, bytes]:
        """What lies there, without the locks and the journal that every opening writes anew."""
        return {
            one.name: one.read_bytes()
            for one in sorted(self.folder.glob("*"))
            if one.is_file() and not one.name.endswith((".lock", "-shm", "-wal"))
        }


def run(count: int, seed: int = 0) -> Result:
    """Try `count` pairs of a keyring and a moment; all pairs when there are no more."""
    pairs = list(product(BACKENDS, (_found, _enter, _hand_out, _recover)))
    random.Random(seed).shuffle(pairs)
    bad: list[str] = []
    with tempfile.TemporaryDirectory() as folder, patch.object(keys, "ARGON2", QUICK):
        for number, (name, moment) in enumerate(pairs[:count]):
            wrong = moment(Path(folder) / str(number), BACKENDS[name])
            bad += [f"{name}, {moment.__name__[1:]}: {wrong}"] if wrong else []
    return Result(
        id="T9",
        what="keyring backends × failures",
        figure="never a new, empty or plaintext store",
        done=min(count, len(pairs)),
        bad=tuple(bad),
        words=f"{len(BACKENDS)} keyrings, 4 moments",
    )


def _create(folder: Path) -> str:
    key = bootstrap.new_recovery_key()
    made = bootstrap.create_office(folder, LOGIN, "강관리", "부서", "02", PASSWORD, key)
    made.store.close()
    return key.code


def _founded(folder: Path) -> Place:
    """An office made while the keyring was sound."""
    healthy = SystemKeyring()
    with using(lambda: healthy):
        return Place(folder, healthy, _create(folder))


def _found(folder: Path, make: Callable[[], KeyringBackend]) -> str:
    """Make an office: with a device secret, or (nothing approved) by password; or not at all."""
    with using(make):
        approved = bootstrap.keyring_approved()
        try:
            _create(folder)
        except StoreProblem:
            left = [one.name for one in folder.glob("*") if not one.name.endswith(".lock")]
            return f"left {left}" if left or bootstrap.has_office(folder) else ""
        held = [one.device for one in keys.read_slots(folder).users]
        backend = keyring.get_keyring() if approved else None
        if approved != all(held):
            return "a weaker key than this keyring could hold"
        members = getattr(backend, "backends", [backend])
        if any(isinstance(one, PlainKeyring) and one.kept for one in members):
            return "a secret in a plain file"
        return _whole(folder) or _opens(folder, PASSWORD)


def _enter(folder: Path, make: Callable[[], KeyringBackend]) -> str:
    """Sign in while the keyring fails: refused, and everything lies as it did."""
    place = _founded(folder)
    before = place.files()
    with using(make):
        try:
            bootstrap.enter_office(folder, LOGIN, PASSWORD).store.close()
        except StoreProblem:
            if place.files() != before:
                return "a refused sign-in changed a file"
        else:
            return "opened without the secret of this computer"
    with using(lambda: place.healthy):
        return _whole(folder) or _opens(folder, PASSWORD)


def _hand_out(folder: Path, make: Callable[[], KeyringBackend]) -> str:
    """Give somebody a key while the keyring fails: bound to a computer, or none."""
    place = _founded(folder)
    with using(lambda: place.healthy):
        entered = bootstrap.enter_office(folder, LOGIN, PASSWORD)
    before = place.files()[keys.SLOTS_FILE]
    with using(make):
        try:
            entered.vault.set_password(uuid4(), "park", OTHER)
        except StoreProblem:
            if place.files()[keys.SLOTS_FILE] != before:
                return "a refused key changed the file of keys"
    entered.store.close()
    if not all(one.device for one in keys.read_slots(folder).users):
        return "a key without the secret of a computer"
    with using(lambda: place.healthy):
        return _whole(folder) or _opens(folder, PASSWORD)


def _recover(folder: Path, make: Callable[[], KeyringBackend]) -> str:
    """Come back by the recovery key on a computer whose keyring fails."""
    place = _founded(folder)
    with using(make):
        approved = bootstrap.keyring_approved()
        try:
            bootstrap.recover_office(folder, place.recovery, LOGIN, OTHER).store.close()
        except StoreProblem:
            recovered = False
        else:
            recovered = True
            if approved != all(one.device for one in keys.read_slots(folder).users):
                return "a weaker key than this keyring could hold"
            wrong = _opens(folder, OTHER)
            if wrong:
                return wrong
    with using(lambda: place.healthy):
        return _whole(folder) or ("" if recovered else _opens(folder, PASSWORD))


def _whole(folder: Path) -> str:
    """Say what is wrong with the files of an office."""
    for one in folder.rglob("*"):
        if one.is_file() and one.read_bytes()[: len(PLAIN_HEAD)] == PLAIN_HEAD:
            return f"{one.name} is plain"
    stores = [one.name for one in folder.rglob("*.db")]
    if stores != [bootstrap.OFFICE_FILE]:
        return f"stores {stores}"
    size = (folder / bootstrap.OFFICE_FILE).stat().st_size
    return "" if size >= 4096 else f"a store of {size} bytes"


def _opens(folder: Path, password: str) -> str:
    """Say what is wrong with the office once it is opened with a sound keyring."""
    try:
        entered = bootstrap.enter_office(folder, LOGIN, password)
    except StoreProblem as problem:
        return f"does not open any more: {problem}"
    try:
        names = [one.name for one in entered.store.staff()]
        return "" if names == ["강관리"] else f"staff {names}"
    finally:
        entered.store.close()
