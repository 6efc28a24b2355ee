"""Keys: two things to open one where a keyring is, nothing weaker, nothing that tells them."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import keyring
import pytest
from keyring.errors import KeyringError, KeyringLocked

from ipju import bootstrap
from ipju.storage import devices, keys, vault
from ipju.storage.problems import (
    KeyProblem,
    KeyringGone,
    WrongPassword,
)
from tests.storage.keyrings import PlainKeyring, SystemKeyring
from tests.storage.vaults import LOGIN, RIGHT, WORDS, WRONG, founded, on_disk, opened, write

pytestmark = pytest.mark.usefixtures("quick")


def test_password_and_keyring_together_open_the_office(
    tmp_path: Path, system: SystemKeyring
) -> None:
    made = founded(tmp_path)
    assert len(made.key) == 32
    assert opened(tmp_path) == made.key
    assert [one.device for one in made.slots()] == [True]
    with pytest.raises(WrongPassword):
        opened(tmp_path, WRONG)


def test_the_stolen_disk_opens_nothing_with_the_password_alone(
    tmp_path: Path, system: SystemKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    founded(tmp_path)
    thief = SystemKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: thief)
    with pytest.raises(KeyringGone, match="복구 열쇠"):
        opened(tmp_path)
    content = on_disk(tmp_path)
    # Nor does it help to say that the slot needs no device.
    content["slots"][0]["device"] = None
    write(tmp_path, content)
    with pytest.raises(WrongPassword):
        opened(tmp_path)


def test_where_no_keyring_is_approved_the_password_stands_alone(
    tmp_path: Path, plain: PlainKeyring
) -> None:
    assert not bootstrap.keyring_approved()
    made = founded(tmp_path)
    assert opened(tmp_path) == made.key
    assert plain.kept == {}
    assert [one.device for one in made.slots()] == [False]


def test_nothing_secret_stands_in_the_file(tmp_path: Path, system: SystemKeyring) -> None:
    recovery = bootstrap.new_recovery_key()
    made = vault.found_vault(tmp_path, uuid4(), LOGIN, RIGHT, recovery, WORDS)
    written = (tmp_path / keys.SLOTS_FILE).read_text(encoding="utf-8")
    assert (tmp_path / keys.SLOTS_FILE).stat().st_mode & 0o077 == 0
    hidden = [made.key.hex(), RIGHT, recovery.code, *recovery.words, *system.kept.values()]
    assert len(system.kept) == 1
    assert not [one for one in hidden if one in written]


@pytest.mark.parametrize("failure", [KeyringError, KeyringLocked, RuntimeError, OSError])
def test_an_approved_keyring_that_fails_makes_no_key_and_nothing_weaker(
    tmp_path: Path, system: SystemKeyring, failure: type[BaseException]
) -> None:
    system.broken = failure
    with pytest.raises(KeyringGone, match="열쇠 보관함"):
        founded(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_keyring_that_keeps_nothing_makes_no_key(tmp_path: Path, system: SystemKeyring) -> None:
    system.forgetful = True
    with pytest.raises(KeyringGone, match="보관하지 않습니다"):
        founded(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_keyring_that_cannot_be_asked_for_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> SystemKeyring:
        raise RuntimeError("no session bus")

    monkeypatch.setattr(keyring, "get_keyring", broken)
    assert not bootstrap.keyring_approved()


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
def test_a_keyring_that_fails_later_opens_nothing_changes_nothing_and_counts_nothing(
    tmp_path: Path, system: SystemKeyring, failure: Callable[[SystemKeyring], None]
) -> None:
    made = founded(tmp_path)
    before = (tmp_path / keys.SLOTS_FILE).read_bytes()
    failure(system)
    with pytest.raises(KeyringGone):
        opened(tmp_path)
    with pytest.raises(KeyringGone):
        made.check(made.slots()[0].account, RIGHT)
    assert (tmp_path / keys.SLOTS_FILE).read_bytes() == before


def test_an_office_opened_with_a_keyring_takes_no_key_without_one(
    tmp_path: Path, system: SystemKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = founded(tmp_path)
    monkeypatch.setattr(keyring, "get_keyring", PlainKeyring)
    before = (tmp_path / keys.SLOTS_FILE).read_bytes()
    with pytest.raises(KeyringGone):
        made.set_password(uuid4(), "lee", RIGHT)
    assert (tmp_path / keys.SLOTS_FILE).read_bytes() == before


def test_keys_are_never_made_over_keys(tmp_path: Path, plain: PlainKeyring) -> None:
    made = founded(tmp_path)
    with pytest.raises(KeyProblem, match="이미 있습니다"):
        founded(tmp_path)
    assert opened(tmp_path) == made.key


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"version": 3, "slots": []}',
        '{"version": 2, "slots": 3}',
        '{"version": 2, "slots": [3]}',
        '{"version": 2, "slots": [{"kind": "user"}]}',
        '{"version": 2, "slots": [{"kind": "recovery", "salt": "zz", "sealed": ""}]}',
        '{"version": 1, "slots": [{}]}',
    ],
)
def test_damaged_keys_are_told_in_korean_and_left_alone(
    tmp_path: Path, plain: PlainKeyring, content: str
) -> None:
    (tmp_path / keys.SLOTS_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(KeyProblem, match="백업에서 되찾으세요"):
        opened(tmp_path)
    assert keys.known_logins(tmp_path) == ()
    assert keys.first_release(tmp_path) == ""
    assert (tmp_path / keys.SLOTS_FILE).read_text(encoding="utf-8") == content


def test_lost_keys_are_told_in_korean(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem, match="열쇠 파일이 없습니다"):
        opened(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_slot_that_asks_for_all_the_memory_there_is_is_damaged(
    tmp_path: Path, plain: PlainKeyring
) -> None:
    founded(tmp_path)
    content = on_disk(tmp_path)
    content["slots"][0]["argon2id"]["memory_cost"] = 1 << 40
    write(tmp_path, content)
    with pytest.raises(KeyProblem, match="손상"):
        opened(tmp_path)


def test_a_secret_of_no_use_is_taken_out_of_the_keyring(system: SystemKeyring) -> None:
    name, _secret = devices.new_device()
    devices.forget_device(name)
    assert system.kept == {}
    system.broken = KeyringLocked
    devices.forget_device(name)


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
