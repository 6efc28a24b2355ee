"""A real office: made with a first 관리, entered by password, got back by the recovery key."""

from pathlib import Path

import pytest

from ipju import bootstrap
from ipju.domain.account import Role
from ipju.services.staff import close_account, open_account
from ipju.storage import keys, opening
from ipju.storage.problems import (
    InUse,
    KeyProblem,
    LockedOut,
    RecoveryMistyped,
    StoreExists,
    UnsafePlace,
    WrongPassword,
    WrongRecovery,
)
from tests.bootstrap.conftest import LOGIN, PASSWORD, RealOffice, acts
from tests.storage.keyrings import SystemKeyring

OTHER = "겨울 바다에 네 점"


def locked_out(real: RealOffice) -> None:
    for _ in range(5):
        with pytest.raises((WrongPassword, LockedOut)):
            real.enter(password=OTHER)


def test_the_first_person_of_an_office_is_its_admin(real: RealOffice) -> None:
    assert not bootstrap.has_office(real.folder)
    entered = real.create()
    office = bootstrap.office_of(entered)
    assert bootstrap.has_office(real.folder)
    assert bootstrap.known_logins(real.folder) == (LOGIN,)
    assert (office.actor.name, office.actor.department) == ("강관리", "주거복지부")
    assert office.actor.roles == {Role.ADMIN}
    assert not office.practice
    assert (entered.must_change, entered.is_second, entered.needs_recovery) == (False,) * 3
    assert acts(entered) == ["open-account", "sign-in"]


def test_it_opens_again_by_password_and_by_nothing_else(real: RealOffice) -> None:
    real.create()
    real.close()
    assert real.enter().actor.name == "강관리"
    real.close()
    with pytest.raises(WrongPassword):
        real.enter(password=OTHER)
    with pytest.raises(WrongPassword):
        real.enter(login="somebody")


def test_wrong_passwords_are_rows_of_the_ledger_at_the_next_sign_in(real: RealOffice) -> None:
    real.create()
    real.close()
    for _ in range(2):
        with pytest.raises(WrongPassword):
            real.enter(password=OTHER)
    entered = real.enter()
    assert acts(entered)[2:] == ["sign-in-failed", "sign-in-failed", "sign-in"]
    real.close()
    assert acts(real.enter())[5:] == ["sign-in"]


def test_the_recovery_key_ends_a_lock_out_of_an_admin(real: RealOffice) -> None:
    real.create()
    real.close()
    locked_out(real)
    with pytest.raises(LockedOut):
        real.enter()
    with pytest.raises(RecoveryMistyped):
        real.recover("가방 " * 18)
    with pytest.raises(WrongRecovery):
        real.recover(bootstrap.new_recovery_key().code)
    entered = real.recover(" ".join(real.recovery.words), password=OTHER)
    assert acts(entered)[-1] == "recover"
    assert acts(entered).count("sign-in-failed") == 5
    real.close()
    assert real.enter(password=OTHER).actor.roles == {Role.ADMIN}
    with pytest.raises(WrongPassword):
        real.enter(password=PASSWORD)


def test_the_recovery_key_is_no_way_to_somebody_elses_desk(real: RealOffice) -> None:
    office = bootstrap.office_of(real.create())
    open_account(office, "park", "박담당", "부", "02", [Role.CASEWORKER], OTHER)
    real.close()
    with pytest.raises(KeyProblem, match=f"관리 계정의 아이디: {LOGIN}"):
        real.recover(real.recovery.code, login="park")
    assert bootstrap.other_windows(real.folder) == 0
    assert real.enter(login="park", password=OTHER).must_change


def test_a_leaver_is_out_at_once(real: RealOffice) -> None:
    office = bootstrap.office_of(real.create())
    staffed = open_account(office, "park", "박담당", "부", "02", [Role.CASEWORKER], OTHER)
    content = (real.folder / keys.SLOTS_FILE).read_bytes()
    close_account(office, staffed.account.id, "퇴사")
    real.close()
    with pytest.raises(WrongPassword):
        real.enter(login="park", password=OTHER)
    # Not even with the file of keys as it was before.
    (real.folder / keys.SLOTS_FILE).write_bytes(content)
    with pytest.raises(KeyProblem, match="닫힌 계정"):
        real.enter(login="park", password=OTHER)
    assert bootstrap.known_logins(real.folder) == (LOGIN,)


def test_a_second_window_is_let_in_and_told(real: RealOffice) -> None:
    first = real.create()
    second = real.enter()
    assert (first.is_second, second.is_second) == (False, True)
    assert bootstrap.other_windows(real.folder) == 2
    first.store.close()
    assert bootstrap.other_windows(real.folder) == 1
    second.store.close()
    assert bootstrap.other_windows(real.folder) == 0


def test_an_office_is_not_restored_under_an_open_window(real: RealOffice) -> None:
    entered = real.create()
    entered.backups.make("manual")
    with pytest.raises(InUse):
        bootstrap.restore_newest(real.folder, LOGIN, PASSWORD)
    with pytest.raises(InUse):
        bootstrap.restore_office(entered.backups.all()[0].path, real.recovery.code, real.folder)


def test_an_office_is_never_made_over_another(real: RealOffice) -> None:
    real.create()
    real.close()
    before = real.store.read_bytes()
    for lost in (None, real.folder / keys.SLOTS_FILE, real.store):
        if lost is not None:
            lost.rename(lost.with_suffix(".lost"))
        assert bootstrap.has_office(real.folder)
        with pytest.raises(StoreExists):
            real.create()
        if lost is not None:
            lost.with_suffix(".lost").rename(lost)
    assert real.store.read_bytes() == before


def test_an_office_that_could_not_be_finished_is_begun_anew(
    real: RealOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("ipju.storage.vault.finish", killed)
        with pytest.raises(KeyboardInterrupt):
            real.create()
    assert real.store.exists()
    assert not bootstrap.has_office(real.folder)
    entered = real.create()
    assert acts(entered) == ["open-account", "sign-in"]
    (aside,) = real.folder.glob("unfinished-*")
    assert {one.name for one in aside.iterdir()} >= {"office.db", keys.SLOTS_FILE}


def test_an_office_whose_making_failed_leaves_nothing(
    real: RealOffice, system: SystemKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("ipju.bootstrap.found", full)
        with pytest.raises(OSError, match="No space"):
            real.create()
    assert not bootstrap.has_office(real.folder)
    assert system.kept == {}
    assert not [one for one in real.folder.iterdir() if not one.name.endswith(".lock")]
    assert real.create().actor.name == "강관리"


def test_a_synced_folder_is_refused_wherever_an_office_is_made_or_opened(tmp_path: Path) -> None:
    real = RealOffice(tmp_path / "OneDrive - 사무실" / "office")
    refused = [
        real.create,
        real.enter,
        lambda: real.recover(real.recovery.code),
        lambda: bootstrap.restore_newest(real.folder, LOGIN, PASSWORD),
        lambda: bootstrap.restore_office(tmp_path / "x", real.recovery.code, real.folder),
    ]
    for act in refused:
        with pytest.raises(UnsafePlace, match="OneDrive"):
            act()
    assert list(tmp_path.iterdir()) == []


def test_on_another_computer_the_recovery_key_makes_a_new_secret(
    real: RealOffice, system: SystemKeyring
) -> None:
    real.create()
    real.close()
    first = dict(system.kept)
    system.kept.clear()
    with pytest.raises(KeyProblem, match="복구 열쇠"):
        real.enter()
    real.recover(real.recovery.code, password=OTHER)
    real.close()
    assert system.kept.keys() != first.keys()
    assert real.enter(password=OTHER).vault.slots()[0].device


def test_a_store_is_read_whole_before_it_is_used(real: RealOffice) -> None:
    entered = real.create()
    bootstrap.check_whole(entered)
    assert real.store.stat().st_size < opening.AT_ONCE
