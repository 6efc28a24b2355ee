"""Signing in: the right people, wrong passwords, second windows, and stores that would not open."""

from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QApplication

from ipju import bootstrap
from ipju.domain.backup import Backup
from ipju.services.backup import back_up
from ipju.storage.problems import (
    Busy,
    Damaged,
    InUse,
    KeyringGone,
    LockedOut,
    NewerStore,
    NoStore,
    NotWritten,
    OldLibrary,
    PlainTextStore,
    UnsafePlace,
    WrongKey,
    WrongPassword,
)
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.dialogs.password import ChangePasswordDialog
from ipju.ui.screens.trouble import Kind, TroubleScreen, kind_of
from tests.storage.keyrings import SystemKeyring
from tests.ui.first.conftest import (
    ADMIN,
    FIRST,
    NEWCOMER,
    OFFICER,
    OTHER,
    PASSWORD,
    Founded,
    Visitor,
    type_of_visit,
)

HERE = Path("office.db")


def _backed_up(office: Founded) -> Backup:
    entered = bootstrap.enter_office(bootstrap.office_folder(), ADMIN, PASSWORD)
    try:
        return back_up(bootstrap.office_of(entered)).backup
    finally:
        entered.store.close()


def _break_store() -> bytes:
    path = bootstrap.office_folder() / "office.db"
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8192] = b"\x00" * 8192
    path.write_bytes(data)
    return bytes(data)


def test_login_and_password_open_the_office_and_the_login_is_remembered(
    officer: Visitor, come: type_of_visit
) -> None:
    office = officer.desk.office()
    assert office is not None
    assert office.actor.name == "박담당"
    officer.window.close()
    again = come()
    assert again.page() is again.door.sign_in
    assert again.door.sign_in.login.text() == OFFICER
    assert again.focused() is again.door.sign_in.password.input
    assert again.desk.office() is None


def test_a_wrong_password_says_how_often_one_may_still_try(
    office: Founded, come: type_of_visit
) -> None:
    visitor = come()
    visitor.sign_in(OFFICER, "엉뚱한 비밀번호 하나")
    screen = visitor.door.sign_in
    assert "4번 더 틀리면 잠깁니다." in screen.problem_words()
    assert screen.password.text() == ""
    assert visitor.focused() is screen.password.input
    visitor.sign_in(OFFICER, PASSWORD)
    visitor.wait_for(lambda: visitor.page() is visitor.window.today)
    visitor.rest()


def test_five_wrong_passwords_lock_out_and_the_recovery_key_lets_an_admin_in(
    office: Founded, come: type_of_visit
) -> None:
    visitor = come()
    for _ in range(5):
        visitor.sign_in(ADMIN, "엉뚱한 비밀번호 하나")
    visitor.sign_in(ADMIN, PASSWORD)
    said = visitor.door.sign_in.problem_words()
    assert "잠겼습니다" in said
    assert "복구 열쇠" in said
    visitor.door.sign_in.recover_button.click()
    screen = visitor.door.recovery
    assert visitor.page() is screen
    screen.recovery.box.setPlainText(" ".join(office.recovery.words))
    screen.login.input.setText(ADMIN)
    screen.password.setFocus()
    visitor.fill_in(OTHER, OTHER)
    visitor.press("Return")
    visitor.wait_for(lambda: visitor.desk.office() is not None)
    visitor.rest()
    assert visitor.window.rail.keys() == ["admin"]
    assert screen.recovery.text() == ""
    visitor.window.bar.sign_out_wanted.emit()
    visitor.sign_in(ADMIN, OTHER)
    visitor.wait_for(lambda: visitor.desk.office() is not None)
    visitor.rest()


def test_a_mistyped_recovery_key_is_told_and_what_was_typed_stays(
    office: Founded, come: type_of_visit
) -> None:
    visitor = come()
    visitor.door.sign_in.recover_button.click()
    screen = visitor.door.recovery
    screen.recovery.box.setPlainText("하늘 바다")
    screen.login.input.setText(ADMIN)
    screen.password.first.input.setText(OTHER)
    screen.password.again.input.setText(OTHER)
    screen.submit()
    visitor.settle()
    assert "복구 열쇠로 열지 못했습니다." in screen.problem_words()
    assert screen.recovery.text() == "하늘 바다"
    assert visitor.desk.office() is None
    visitor.press("Esc")
    assert visitor.page() is visitor.door.sign_in


def test_a_password_set_by_somebody_else_is_changed_before_anything(
    office: Founded, come: type_of_visit
) -> None:
    visitor = come()
    visitor.sign_in(NEWCOMER, FIRST)
    screen = visitor.door.must_change
    visitor.wait_for(lambda: visitor.page() is screen)
    assert visitor.desk.office() is None
    assert visitor.window.rail.keys() == []
    visitor.press("Alt+1")
    assert visitor.page() is screen
    visitor.fill_in("짧다", "짧다")
    visitor.press("Return")
    assert screen.password.first.error() == "비밀번호가 짧습니다."
    screen.password.clear()
    screen.take_keys()
    visitor.fill_in(OTHER, OTHER)
    visitor.press("Return")
    visitor.wait_for(lambda: visitor.page() is visitor.window.today)
    visitor.rest()
    visitor.window.bar.sign_out_wanted.emit()
    visitor.sign_in(NEWCOMER, OTHER)
    visitor.wait_for(lambda: visitor.page() is visitor.window.today)
    visitor.rest()


def test_a_second_window_is_told_first_and_may_be_opened(
    office: Founded, come: type_of_visit
) -> None:
    first = bootstrap.enter_office(bootstrap.office_folder(), ADMIN, PASSWORD)
    try:
        visitor = come()
        screen = visitor.door.sign_in
        assert screen.notice.isVisible()
        assert "이미 1개" in screen.second.text()
        assert not screen.form.isVisible()
        visitor.press("Return")
        assert screen.form.isVisible()
        visitor.sign_in(OFFICER, PASSWORD)
        visitor.wait_for(lambda: visitor.page() is visitor.window.today)
        visitor.rest()
    finally:
        first.store.close()


def test_a_second_window_may_be_left_alone(office: Founded, come: type_of_visit) -> None:
    first = bootstrap.enter_office(bootstrap.office_folder(), ADMIN, PASSWORD)
    try:
        visitor = come()
        visitor.door.sign_in.quit_button.click()
        assert not visitor.window.isVisible()
    finally:
        first.store.close()


def test_a_damaged_store_is_restored_from_the_newest_backup_and_kept_aside(
    office: Founded, come: type_of_visit
) -> None:
    _backed_up(office)
    broken = _break_store()
    visitor = come()
    visitor.sign_in(OFFICER, PASSWORD)
    screen = visitor.door.trouble
    visitor.wait_for(lambda: visitor.page() is screen)
    assert "손상" in screen.problem_words()
    assert "사례 1건" in screen.backup.text()
    assert visitor.focused() is screen.restore_button
    visitor.press("Return")
    dialog = visitor.window.findChild(ActDialog)
    assert dialog is not None
    assert "사례 1건" in dialog.findChildren(type(screen.backup))[1].text()
    dialog.act_button.click()
    visitor.wait_for(lambda: visitor.page() is visitor.window.today)
    visitor.rest()
    said = visitor.window.banner.text()
    assert said.startswith("백업에서 복원했습니다.")
    aside = next(bootstrap.office_folder().glob("damaged-*"))
    assert aside.name in said
    kept = (aside / "office.db").read_bytes()
    assert kept[len(broken) // 2 :] == broken[len(broken) // 2 :]
    found = visitor.desk.office()
    assert found is not None
    assert found.store.counts()["total"] == 1


def test_a_store_that_is_gone_without_a_backup_offers_another_file(
    office: Founded, come: type_of_visit
) -> None:
    (bootstrap.office_folder() / "office.db").unlink()
    visitor = come()
    visitor.sign_in(OFFICER, PASSWORD)
    screen = visitor.door.trouble
    visitor.wait_for(lambda: visitor.page() is screen)
    assert "자료 파일이 없습니다" in screen.problem_words()
    assert not screen.restore_button.isVisible()
    assert screen.file_button.isVisible()
    assert not (bootstrap.office_folder() / "office.db").exists()


def test_on_a_clean_computer_a_backup_and_the_paper_bring_the_office_back(
    founded: Founded, come: type_of_visit, home: Path, tmp_path: Path
) -> None:
    import shutil

    folder = bootstrap.office_folder()
    shutil.copytree(founded.folder, folder)
    kept = tmp_path / "kept.ipju-backup"
    shutil.copy(_backed_up(founded).path, kept)
    shutil.rmtree(home)
    home.mkdir()
    visitor = come()
    assert visitor.page() is visitor.window.start
    visitor.window.start.restore_act.click()
    screen = visitor.door.restore
    screen.ask_file = lambda: str(kept)
    screen.pick_button.click()
    screen.recovery.box.setPlainText(founded.recovery.code)
    screen.act.button.click()
    recovery = visitor.door.recovery
    visitor.wait_for(lambda: visitor.page() is recovery)
    visitor.settle()
    assert "백업에서 복원했습니다." in recovery.problem_words()
    recovery.login.input.setText(ADMIN)
    recovery.password.setFocus()
    visitor.fill_in(OTHER, OTHER)
    visitor.press("Return")
    visitor.wait_for(lambda: visitor.desk.office() is not None)
    visitor.rest()
    found = visitor.desk.office()
    assert found is not None
    assert found.store.counts()["total"] == 1


def test_an_office_whose_keys_are_gone_is_brought_back_from_a_backup(
    office: Founded, come: type_of_visit
) -> None:
    kept = _backed_up(office).path
    (bootstrap.office_folder() / "keys.json").unlink()
    visitor = come()
    visitor.sign_in(OFFICER, PASSWORD)
    assert "열쇠 파일이 없습니다." in visitor.door.sign_in.problem_words()
    visitor.door.sign_in.restore_button.click()
    screen = visitor.door.restore
    screen.file.input.setText(str(kept))
    screen.recovery.box.setPlainText(" ".join(office.recovery.words))
    screen.submit()
    recovery = visitor.door.recovery
    visitor.wait_for(lambda: visitor.page() is recovery)
    visitor.settle()
    assert "damaged-" in recovery.problem_words()
    recovery.login.input.setText(ADMIN)
    recovery.password.setFocus()
    visitor.fill_in(OTHER, OTHER)
    visitor.press("Return")
    visitor.wait_for(lambda: visitor.desk.office() is not None)
    visitor.rest()
    found = visitor.desk.office()
    assert found is not None
    assert found.store.counts()["total"] == 1


def test_a_file_that_is_no_backup_is_told_and_the_screen_stays(
    come: type_of_visit, tmp_path: Path, founded: Founded
) -> None:
    wrong = tmp_path / "letter.ipju-backup"
    wrong.write_bytes(b"no backup")
    visitor = come()
    visitor.window.start.restore_act.click()
    screen = visitor.door.restore
    screen.file.input.setText(str(wrong))
    screen.recovery.box.setPlainText(founded.recovery.code)
    screen.submit()
    visitor.settle()
    assert "복원하지 못했습니다." in screen.problem_words()
    assert not bootstrap.has_office(bootstrap.office_folder())
    visitor.press("Esc")
    assert visitor.page() is visitor.window.start


def test_the_password_is_changed_from_the_menu(officer: Visitor) -> None:
    officer.window.bar.password_wanted.emit()
    dialog = officer.window.findChild(ChangePasswordDialog)
    assert dialog is not None
    officer.wait_for(lambda: QApplication.focusWidget() is dialog.old.input)
    officer.fill_in("엉뚱한 비밀번호 하나", OTHER, OTHER)
    officer.press("Return")
    assert "맞지 않습니다" in dialog.problem.text()
    dialog.old.input.setText(PASSWORD)
    dialog.accept()
    officer.wait_for(officer.window.banner.isVisible)
    assert officer.window.banner.text() == "비밀번호를 바꿨습니다."
    officer.window.bar.sign_out_wanted.emit()
    officer.sign_in(OFFICER, OTHER)
    officer.wait_for(lambda: officer.page() is officer.window.today)
    officer.rest()


def test_who_signs_out_leaves_nothing_on_the_screen(officer: Visitor) -> None:
    officer.press("Alt+3")
    officer.press("Return")
    assert officer.window.session() is not None
    officer.window.bar.sign_out_wanted.emit()
    officer.settle()
    assert officer.page() is officer.door.sign_in
    assert officer.window.session() is None
    assert officer.window.rail.keys() == []
    assert not officer.window.bar.search.isVisible()
    assert officer.desk.office() is None
    assert not officer.desk.idle.is_watching()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (WrongPassword(3), Kind.PASSWORD),
        (LockedOut(), Kind.LOCKED),
        (KeyringGone("열쇠 보관함이 잠겨 있습니다."), Kind.KEYRING),
        (Damaged(HERE), Kind.DAMAGED),
        (PlainTextStore(HERE), Kind.DAMAGED),
        (NoStore(HERE), Kind.DAMAGED),
        (WrongKey(HERE), Kind.DAMAGED),
        (NewerStore(HERE), Kind.PROGRAM),
        (OldLibrary("3.40.1"), Kind.PROGRAM),
        (UnsafePlace(HERE, "네트워크 드라이브"), Kind.PLACE),
        (InUse("복원을"), Kind.IN_USE),
        (Busy(), Kind.IN_USE),
        (NotWritten(HERE), Kind.DISK),
        (ValueError("뜻밖"), Kind.OTHER),
    ],
)
def test_every_trouble_says_itself_and_leaves_a_way_out(
    error: Exception, kind: Kind, qapp: QApplication
) -> None:
    assert kind_of(error) == kind
    screen = TroubleScreen()
    screen.show_trouble(kind, str(error), None)
    assert str(error) in screen.way_out.text()
    assert not screen.again_button.isHidden()
    assert screen.file_button.isHidden() == (kind != Kind.DAMAGED)
    assert screen.recover_button.isHidden() == (kind != Kind.KEYRING)


def test_a_keyring_that_is_gone_leads_to_the_recovery_key(
    come: type_of_visit, founded: Founded
) -> None:
    before = keyring.get_keyring()
    system = SystemKeyring()
    keyring.set_keyring(system)
    try:
        folder = bootstrap.office_folder()
        key = bootstrap.new_recovery_key()
        entered = bootstrap.create_office(
            folder, ADMIN, "강관리", "전세임대부", "02-000-0000", PASSWORD, key
        )
        entered.store.close()
        system.kept.clear()
        visitor = come()
        visitor.sign_in(ADMIN, PASSWORD)
        screen = visitor.door.recovery
        visitor.wait_for(lambda: visitor.page() is screen)
        assert "열쇠 보관함" in screen.problem_words()
        assert screen.login.text() == ADMIN
        assert visitor.focused() is screen.recovery.box
        screen.recovery.box.setPlainText(key.code)
        screen.password.setFocus()
        visitor.fill_in(OTHER, OTHER)
        visitor.press("Return")
        visitor.wait_for(lambda: visitor.desk.office() is not None)
        visitor.rest()
    finally:
        keyring.set_keyring(before)


def test_damage_found_behind_an_open_office_closes_it_and_asks_the_password(
    officer: Visitor,
) -> None:
    office = officer.desk.office()
    assert office is not None
    officer.desk.found_damaged(office, Damaged(bootstrap.office_folder() / "office.db"))
    officer.settle()
    _break_store()
    screen = officer.door.trouble
    officer.wait_for(lambda: officer.page() is screen)
    assert officer.desk.office() is None
    assert OFFICER in screen.login.text()
    assert officer.focused() is screen.password.input
    officer.press("Return")
    assert screen.password.error() == "비밀번호를 적으세요."
    officer.type(PASSWORD)
    screen.restore_button.click()
    dialog = officer.window.findChild(ActDialog)
    assert dialog is not None
    dialog.act_button.click()
    officer.wait_for(lambda: officer.page() is officer.window.today)
    officer.rest()
