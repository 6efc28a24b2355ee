"""Keys: kept by an approved keyring, a password, or (연습 only) a private file; never weaker."""

import json
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, KeyringLocked

from ipju.storage import keys
from ipju.storage.problems import KeyProblem


class SystemKeyring(KeyringBackend):
    """A keyring like the system's, in memory; `broken` makes it fail as locked ones do."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.broken: type[KeyringError] | None = None
        self.forgetful = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.broken:
            raise self.broken
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.broken:
            raise self.broken
        if not self.forgetful:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


SystemKeyring.__module__ = "keyring.backends.SecretService"


class PlainKeyring(SystemKeyring):
    """A keyring that keeps secrets in a plain file, as some packages silently install."""


PlainKeyring.__module__ = "keyrings.alt.file"


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> SystemKeyring:
    backend = SystemKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> PlainKeyring:
    backend = PlainKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch passwords with little memory: the tests are not about strength."""
    monkeypatch.setattr(keys, "ARGON2", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})


def test_the_keyring_opens_what_it_made(tmp_path: Path, system: SystemKeyring) -> None:
    key = keys.create_slots(tmp_path, None)
    assert len(key) == 32
    assert keys.open_slots(tmp_path, None) == key
    written = (tmp_path / keys.SLOTS_FILE).read_text(encoding="utf-8")
    assert key.hex() not in written
    assert not any(secret in written for secret in system.kept.values())


def test_the_password_opens_where_no_keyring_is_approved(
    tmp_path: Path, plain: PlainKeyring
) -> None:
    assert not keys.keyring_approved()
    key = keys.create_slots(tmp_path, "예시 비밀번호")
    assert keys.open_slots(tmp_path, "예시 비밀번호") == key
    assert plain.kept == {}
    written = (tmp_path / keys.SLOTS_FILE).read_text(encoding="utf-8")
    assert key.hex() not in written
    assert "비밀번호" not in written
    with pytest.raises(KeyProblem, match="비밀번호가 필요합니다"):
        keys.open_slots(tmp_path, None)
    with pytest.raises(KeyProblem, match="맞지 않거나"):
        keys.open_slots(tmp_path, "다른 비밀번호")


def test_without_keyring_and_password_nothing_weaker_is_chosen(
    tmp_path: Path, plain: PlainKeyring
) -> None:
    with pytest.raises(KeyProblem, match="비밀번호를 정해"):
        keys.create_slots(tmp_path, None)
    assert list(tmp_path.iterdir()) == []
    assert plain.kept == {}


@pytest.mark.parametrize("failure", [KeyringError, KeyringLocked])
def test_a_locked_keyring_makes_no_key(
    tmp_path: Path, system: SystemKeyring, failure: type[KeyringError]
) -> None:
    system.broken = failure
    with pytest.raises(KeyProblem, match="열쇠 보관함"):
        keys.create_slots(tmp_path, None)
    assert list(tmp_path.iterdir()) == []


def test_a_keyring_that_keeps_nothing_makes_no_key(tmp_path: Path, system: SystemKeyring) -> None:
    system.forgetful = True
    with pytest.raises(KeyProblem, match="보관하지 않습니다"):
        keys.create_slots(tmp_path, None)
    assert list(tmp_path.iterdir()) == []


def lost(system: SystemKeyring) -> None:
    system.kept.clear()


def locked(system: SystemKeyring) -> None:
    system.broken = KeyringLocked


def another(system: SystemKeyring) -> None:
    for place in system.kept:
        system.kept[place] = bytes(32).hex()


def nonsense(system: SystemKeyring) -> None:
    for place in system.kept:
        system.kept[place] = "not a key"


@pytest.mark.parametrize("failure", [lost, locked, another, nonsense])
def test_a_keyring_that_fails_later_opens_nothing_and_changes_nothing(
    tmp_path: Path, system: SystemKeyring, failure: Callable[[SystemKeyring], None]
) -> None:
    keys.create_slots(tmp_path, None)
    before = (tmp_path / keys.SLOTS_FILE).read_bytes()
    failure(system)
    with pytest.raises(KeyProblem):
        keys.open_slots(tmp_path, None)
    assert (tmp_path / keys.SLOTS_FILE).read_bytes() == before


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"slots": 3}', '{"slots": [3]}', '{"slots": [{"kind": "?"}]}']
)
def test_damaged_slots_are_told_in_korean(
    tmp_path: Path, plain: PlainKeyring, content: str
) -> None:
    (tmp_path / keys.SLOTS_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(KeyProblem):
        keys.open_slots(tmp_path, "예시 비밀번호")
    assert (tmp_path / keys.SLOTS_FILE).read_text(encoding="utf-8") == content
    assert plain.kept == {}


def test_a_changed_slot_opens_nothing(tmp_path: Path, plain: PlainKeyring) -> None:
    keys.create_slots(tmp_path, "예시 비밀번호")
    path = tmp_path / keys.SLOTS_FILE
    slots = json.loads(path.read_text(encoding="utf-8"))
    sealed = slots["slots"][0]["sealed"]
    slots["slots"][0]["sealed"] = sealed[:-1] + ("0" if sealed[-1] != "0" else "1")
    path.write_text(json.dumps(slots), encoding="utf-8")
    with pytest.raises(KeyProblem, match="맞지 않거나"):
        keys.open_slots(tmp_path, "예시 비밀번호")
    assert plain.kept == {}


def test_keys_are_never_made_over_keys(tmp_path: Path, system: SystemKeyring) -> None:
    key = keys.create_slots(tmp_path, None)
    with pytest.raises(KeyProblem, match="이미 있습니다"):
        keys.create_slots(tmp_path, "예시 비밀번호")
    assert keys.open_slots(tmp_path, None) == key
    assert len(system.kept) == 1


def test_a_practice_key_is_readable_by_its_user_alone(tmp_path: Path) -> None:
    key = keys.create_practice(tmp_path)
    assert keys.open_practice(tmp_path) == key
    assert (tmp_path / keys.PRACTICE_FILE).stat().st_mode & 0o077 == 0
    with pytest.raises(KeyProblem, match="이미 있는데"):
        keys.create_practice(tmp_path)


@pytest.mark.parametrize("content", [None, b"", b"zz", b"00" * 31, "열쇠".encode()])
def test_a_lost_or_damaged_practice_key_is_told_in_korean(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / keys.PRACTICE_FILE).write_bytes(content)
    with pytest.raises(KeyProblem, match="열쇠 파일"):
        keys.open_practice(tmp_path)
