"""A damaged store: said so, the newest whole backup named, restored, and the damage kept aside."""

import shutil
from pathlib import Path

import pytest

from ipju import bootstrap
from ipju.domain.backup import Backup
from ipju.storage import keys
from ipju.storage.engine import PLAIN_HEAD
from ipju.storage.problems import (
    Damaged,
    KeyProblem,
    NewerStore,
    NotWritten,
    PlainTextStore,
    WrongPassword,
    WrongRecovery,
)
from tests.bootstrap.conftest import LOGIN, PASSWORD, RealOffice, acts


@pytest.fixture
def backup(real: RealOffice) -> Backup:
    """The office closed, with one verified backup."""
    made = real.create().backups.make("before-migration")
    real.close()
    return made


def spoil(real: RealOffice, at: int = 4096 * 5 + 77) -> bytes:
    damaged = bytearray(real.store.read_bytes())
    damaged[at] ^= 1
    real.store.write_bytes(damaged)
    return bytes(damaged)


@pytest.mark.parametrize("at", [3, 20, 2000, 4096 * 5 + 77, -1])
def test_one_bit_is_found_and_the_backup_named(real: RealOffice, backup: Backup, at: int) -> None:
    damaged = spoil(real, at)
    with pytest.raises(Damaged, match="손상") as found:
        real.enter()
    assert found.value.backup == backup.path
    assert backup.path.name in str(found.value)
    assert bootstrap.other_windows(real.folder) == 0
    assert real.store.read_bytes() == damaged


def test_the_newest_backup_is_restored_and_the_damaged_file_kept(
    real: RealOffice, backup: Backup
) -> None:
    damaged = spoil(real)
    with pytest.raises(WrongPassword):
        bootstrap.restore_newest(real.folder, LOGIN, "아닌 비밀번호")
    assert bootstrap.restore_newest(real.folder, LOGIN, PASSWORD) == real.store
    (aside,) = real.folder.glob("damaged-*")
    # Its journal is folded in, which writes the first page anew where it still opens.
    assert (aside / real.store.name).read_bytes()[4096:] == damaged[4096:]
    entered = real.enter()
    assert acts(entered)[-3:] == ["restore", "sign-in-failed", "sign-in"]


def test_a_damaged_backup_is_passed_over_for_an_older_whole_one(
    real: RealOffice, backup: Backup
) -> None:
    newer = real.enter().backups.make("daily")
    real.close()
    content = bytearray(newer.path.read_bytes())
    content[len(content) // 2] ^= 1
    newer.path.write_bytes(content)
    spoil(real)
    with pytest.raises(Damaged) as found:
        real.enter()
    assert found.value.backup == backup.path
    bootstrap.restore_newest(real.folder, LOGIN, PASSWORD)
    assert real.enter().actor.name == "강관리"


def test_without_a_backup_that_is_said_and_nothing_changes(real: RealOffice) -> None:
    real.create()
    real.close()
    damaged = spoil(real)
    assert bootstrap.newest_backup(real.folder) is None
    with pytest.raises(Damaged, match="백업 파일을 찾아") as found:
        real.enter()
    assert found.value.backup is None
    with pytest.raises(Damaged):
        bootstrap.restore_newest(real.folder, LOGIN, PASSWORD)
    assert real.store.read_bytes() == damaged


@pytest.mark.parametrize("size", [None, 0, 1, 4096, 5000])
def test_a_store_that_is_gone_or_cut_short_is_never_replaced_by_an_empty_one(
    real: RealOffice, backup: Backup, size: int | None
) -> None:
    whole = real.store.read_bytes()
    real.store.unlink()
    if size is not None:
        real.store.write_bytes(whole[:size])
    with pytest.raises(Damaged, match=backup.path.name):
        real.enter()
    assert real.store.exists() == (size is not None)
    bootstrap.restore_newest(real.folder, LOGIN, PASSWORD)
    assert real.enter().actor.name == "강관리"


def test_a_plain_file_is_told_as_such(real: RealOffice, backup: Backup) -> None:
    plain = PLAIN_HEAD + bytes(8192)
    real.store.write_bytes(plain)
    with pytest.raises(PlainTextStore, match="암호화되지 않은"):
        real.enter()
    assert real.store.read_bytes() == plain


def test_a_newer_store_is_told_as_such(real: RealOffice) -> None:
    store = real.create().store
    assert hasattr(store, "connection")
    store.connection.exec_driver_sql("PRAGMA user_version = 99")
    real.close()
    with pytest.raises(NewerStore, match="더 새로운"):
        real.enter()


def test_damage_that_comes_while_the_office_is_open_is_found_by_the_whole_check(
    real: RealOffice, backup: Backup
) -> None:
    entered = real.enter()
    spoil(real)
    with pytest.raises(Damaged, match=backup.path.name):
        bootstrap.check_whole(entered)


def test_on_a_clean_computer_backup_and_recovery_key_are_enough(
    real: RealOffice, backup: Backup, tmp_path: Path
) -> None:
    kept = tmp_path / "usb" / backup.path.name
    kept.parent.mkdir()
    shutil.copy(backup.path, kept)
    clean = RealOffice(tmp_path / "clean", real.recovery)
    with pytest.raises(WrongRecovery):
        bootstrap.restore_office(kept, bootstrap.new_recovery_key().code, clean.folder)
    assert not bootstrap.has_office(clean.folder)
    assert bootstrap.restore_office(kept, real.recovery.code, clean.folder) == clean.store
    assert bootstrap.has_office(clean.folder)
    assert bootstrap.known_logins(clean.folder) == ()
    entered = clean.recover(" ".join(real.recovery.words), password="봄과 여름 사이 다섯")
    assert acts(entered) == ["open-account", "sign-in", "restore", "recover"]
    clean.close()
    assert clean.enter(password="봄과 여름 사이 다섯").actor.name == "강관리"
    clean.close()


def test_lost_keys_are_got_back_with_backup_and_recovery_key(
    real: RealOffice, backup: Backup
) -> None:
    (real.folder / keys.SLOTS_FILE).unlink()
    with pytest.raises(KeyProblem, match="열쇠 파일이 없습니다"):
        real.enter()
    bootstrap.restore_office(backup.path, real.recovery.code, real.folder)
    assert real.recover(real.recovery.code).actor.name == "강관리"


def test_a_full_disk_while_restoring_changes_nothing(
    real: RealOffice, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = spoil(real)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("ipju.storage.restore._swapped", full)
        with pytest.raises(NotWritten):
            bootstrap.restore_newest(real.folder, LOGIN, PASSWORD)
    assert real.store.read_bytes() == damaged
    bootstrap.restore_newest(real.folder, LOGIN, PASSWORD)
    assert real.enter().actor.name == "강관리"
