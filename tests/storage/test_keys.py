"""Keys: an own one for every account, two things to open it where a keyring is; five tries."""

import json
import threading
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import keyring
import pytest
from keyring.errors import KeyringError, KeyringLocked

from ipju import bootstrap
from ipju.storage import devices, keys, vault
from ipju.storage.problems import (
    Busy,
    KeyProblem,
    KeyringGone,
    LockedOut,
    NotWritten,
    WrongPassword,
    WrongRecovery,
)
from ipju.storage.vault import Vault
from tests.storage.keyrings import PlainKeyring, SystemKeyring

WORDS = bootstrap.recovery_words()
RIGHT = "예시 비밀번호"
WRONG = "다른 비밀번호"
LOGIN = "kim"


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


def founded(folder: Path, account: UUID | None = None) -> Vault:
    recovery = bootstrap.new_recovery_key()
    return vault.found_vault(folder, account or uuid4(), LOGIN, RIGHT, recovery, WORDS)


def opened(folder: Path, password: str = RIGHT, login: str = LOGIN) -> bytes:
    return vault.open_vault(folder, login, password, WORDS)[0].key


def on_disk(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / keys.SLOTS_FILE).read_text(encoding="utf-8"))
    return content


def write(folder: Path, content: object) -> None:
    (folder / keys.SLOTS_FILE).write_text(json.dumps(content), encoding="utf-8")


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


def test_everybody_of_an_office_uses_the_secret_of_the_computer(
    tmp_path: Path, system: SystemKeyring
) -> None:
    made = founded(tmp_path)
    other = uuid4()
    made.set_password(other, "lee", WRONG, must_change=True)
    assert len(system.kept) == 1
    assert opened(tmp_path, WRONG, "lee") == made.key
    assert [(one.login, one.must_change) for one in made.slots()] == [
        (LOGIN, False),
        ("lee", True),
    ]
    made.set_password(other, "lee", RIGHT)
    assert [one.must_change for one in made.slots()] == [False, False]
    made.remove(other)
    with pytest.raises(WrongPassword):
        opened(tmp_path, RIGHT, "lee")


def test_the_recovery_key_opens_without_keyring_and_takes_the_new_one(
    tmp_path: Path, system: SystemKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovery = bootstrap.new_recovery_key()
    account = uuid4()
    key = vault.found_vault(tmp_path, account, LOGIN, RIGHT, recovery, WORDS).key
    fresh = SystemKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: fresh)
    back = vault.recover_vault(tmp_path, " ".join(recovery.words), WORDS)
    assert back.key == key
    back.set_password(account, LOGIN, WRONG)
    assert len(fresh.kept) == 1
    assert opened(tmp_path, WRONG) == key


def test_a_renewed_recovery_key_ends_the_one_before(tmp_path: Path, plain: PlainKeyring) -> None:
    recovery = bootstrap.new_recovery_key()
    made = vault.found_vault(tmp_path, uuid4(), LOGIN, RIGHT, recovery, WORDS)
    renewed = made.renew_recovery()
    assert vault.recover_vault(tmp_path, renewed.code, WORDS).key == made.key
    with pytest.raises(WrongRecovery, match="이 사무실의 복구 열쇠가 아닙니다"):
        vault.recover_vault(tmp_path, recovery.code, WORDS)


def test_after_five_wrong_passwords_the_right_one_opens_nothing(
    tmp_path: Path, plain: PlainKeyring
) -> None:
    founded(tmp_path)
    left = []
    for _ in range(4):
        with pytest.raises(WrongPassword) as wrong:
            opened(tmp_path, WRONG)
        left.append(wrong.value.left)
    assert left == [4, 3, 2, 1]
    with pytest.raises(LockedOut):
        opened(tmp_path, WRONG)
    with pytest.raises(LockedOut, match="관리 담당자"):
        opened(tmp_path)
    assert on_disk(tmp_path)["slots"][0]["failures"] == 5


def test_no_clock_ends_a_lock_out(
    tmp_path: Path, plain: PlainKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Later":
            found = datetime.now(UTC) + timedelta(days=365)
            return cls.fromtimestamp(found.timestamp(), UTC)

    made = founded(tmp_path)
    for _ in range(5):
        with pytest.raises((WrongPassword, LockedOut)):
            opened(tmp_path, WRONG)
    monkeypatch.setattr(vault, "datetime", Later)
    with pytest.raises(LockedOut):
        opened(tmp_path)
    with pytest.raises(LockedOut):
        made.check(made.slots()[0].account, RIGHT)


def test_a_failure_is_on_disk_before_the_password_is_tried(
    tmp_path: Path, plain: PlainKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    founded(tmp_path)

    def killed(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(vault, "open_user", killed)
    with pytest.raises(KeyboardInterrupt):
        opened(tmp_path, WRONG)
    assert on_disk(tmp_path)["slots"][0]["failures"] == 1


def test_a_failure_that_cannot_be_written_down_is_no_try(
    tmp_path: Path, plain: PlainKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    founded(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    tried: list[object] = []
    monkeypatch.setattr(vault, "open_user", lambda *found: tried.append(found))
    monkeypatch.setattr(keys, "written_whole", full)
    with pytest.raises(NotWritten):
        opened(tmp_path)
    assert tried == []


def test_the_right_password_ends_the_counting_but_the_failures_are_still_told(
    tmp_path: Path, plain: PlainKeyring
) -> None:
    made = founded(tmp_path)
    for _ in range(3):
        with pytest.raises(WrongPassword):
            opened(tmp_path, WRONG)
    opened(tmp_path)
    (slot,) = made.slots()
    assert (slot.failures, slot.locked, len(slot.failed_at)) == (0, False, 3)
    failures = made.failures_to_tell()
    assert [one for one, _at in failures] == [slot.account] * 3
    made.told(failures)
    assert made.failures_to_tell() == ()


def test_guesses_from_several_windows_at_once_all_count(
    tmp_path: Path, plain: PlainKeyring
) -> None:
    founded(tmp_path)

    def guess() -> None:
        with pytest.raises((WrongPassword, LockedOut)):
            opened(tmp_path, WRONG)

    windows = [threading.Thread(target=guess) for _ in range(4)]
    for one in windows:
        one.start()
    for one in windows:
        one.join()
    assert on_disk(tmp_path)["slots"][0]["failures"] == 4


@pytest.mark.parametrize("how", ["unlock", "set_password"])
def test_the_office_lets_somebody_try_again(tmp_path: Path, plain: PlainKeyring, how: str) -> None:
    made = founded(tmp_path)
    account = made.slots()[0].account
    for _ in range(5):
        with pytest.raises((WrongPassword, LockedOut)):
            made.check(account, WRONG)
    assert made.slots()[0].locked
    if how == "unlock":
        made.unlock(account)
    else:
        made.set_password(account, LOGIN, RIGHT)
    assert not made.slots()[0].locked
    made.check(account, RIGHT)
    assert len(made.failures_to_tell()) == 5


def test_a_password_typed_on_another_system_is_the_same(
    tmp_path: Path, plain: PlainKeyring
) -> None:
    made = founded(tmp_path)
    assert opened(tmp_path, unicodedata.normalize("NFD", RIGHT)) == made.key


def test_a_login_is_found_however_it_is_written(tmp_path: Path, plain: PlainKeyring) -> None:
    made = founded(tmp_path)
    assert opened(tmp_path, RIGHT, " KIM ") == made.key


def test_half_a_character_is_a_password_like_any_other(tmp_path: Path, plain: PlainKeyring) -> None:
    made = founded(tmp_path)
    made.set_password(made.slots()[0].account, LOGIN, RIGHT + "\udc80")
    assert opened(tmp_path, RIGHT + "\udc80") == made.key
    with pytest.raises(WrongPassword):
        opened(tmp_path)


def test_keys_that_another_window_is_writing_are_waited_for_and_then_told(
    tmp_path: Path, plain: PlainKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    founded(tmp_path)
    monkeypatch.setattr(keys, "LOCK_SECONDS", 0)
    with keys.changing(tmp_path), pytest.raises(Busy):
        opened(tmp_path)
    assert opened(tmp_path)


def test_an_empty_password_seals_nothing(tmp_path: Path, plain: PlainKeyring) -> None:
    made = founded(tmp_path)
    with pytest.raises(KeyProblem, match="비밀번호를 적으세요"):
        made.set_password(uuid4(), "lee", "")
    assert len(made.slots()) == 1


def test_an_unknown_login_opens_nothing_and_counts_against_nobody(
    tmp_path: Path, plain: PlainKeyring
) -> None:
    made = founded(tmp_path)
    with pytest.raises(WrongPassword) as wrong:
        opened(tmp_path, RIGHT, "nobody")
    assert wrong.value.left is None
    assert made.slots()[0].failures == 0
    with pytest.raises(KeyProblem, match="열쇠가 없습니다"):
        made.check(uuid4(), RIGHT)


def test_a_slot_put_under_another_account_opens_nothing(
    tmp_path: Path, plain: PlainKeyring
) -> None:
    founded(tmp_path)
    content = on_disk(tmp_path)
    content["slots"][0]["account"] = uuid4().hex
    write(tmp_path, content)
    with pytest.raises(WrongPassword):
        opened(tmp_path)


def test_the_keys_of_another_office_do_not_unlock_the_desk(
    tmp_path: Path, plain: PlainKeyring
) -> None:
    account = uuid4()
    made = founded(tmp_path / "one", account)
    founded(tmp_path / "other", account)
    (tmp_path / "other" / keys.SLOTS_FILE).replace(tmp_path / "one" / keys.SLOTS_FILE)
    with pytest.raises(KeyProblem, match="다른 사무실"):
        made.check(account, RIGHT)


def test_slots_follow_the_staff(tmp_path: Path, plain: PlainKeyring) -> None:
    made = founded(tmp_path)
    account = made.slots()[0].account
    made.set_password(uuid4(), "leaver", RIGHT)
    made.rename({account: "김예시"})
    assert [one.login for one in made.slots()] == ["김예시"]
    assert opened(tmp_path, RIGHT, unicodedata.normalize("NFD", "김예시")) == made.key


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


def test_a_recovery_slot_that_is_none_is_told_in_korean(
    tmp_path: Path, plain: PlainKeyring
) -> None:
    recovery = bootstrap.new_recovery_key()
    unwrap = vault.unwrapping(recovery.code, WORDS)
    with pytest.raises(KeyProblem, match="손상"):
        unwrap({"salt": "zz"})
    keys.write_slots(tmp_path, keys.Slots())
    with pytest.raises(KeyProblem, match="아직 복구 열쇠를"):
        vault.recover_vault(tmp_path, recovery.code, WORDS)


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
