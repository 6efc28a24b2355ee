"""Vault: an own key for everybody, five tries that no restart or clock gives back, recovery."""

import threading
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import keyring
import pytest

from ipju import bootstrap
from ipju.storage import keys, vault
from ipju.storage.problems import (
    Busy,
    KeyProblem,
    LockedOut,
    NotWritten,
    WrongPassword,
    WrongRecovery,
)
from tests.storage.keyrings import PlainKeyring, SystemKeyring
from tests.storage.vaults import LOGIN, RIGHT, WORDS, WRONG, founded, on_disk, opened, write

pytestmark = pytest.mark.usefixtures("quick")


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
    renewed = made.draw_recovery()
    assert vault.recover_vault(tmp_path, recovery.code, WORDS).key == made.key
    made.renew_recovery(renewed)
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
