"""What is typed wrongly or not at all before the desk, and a stop in the middle of the upkeep."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ipju import bootstrap
from ipju.domain.account import Role
from ipju.services import backup as backup_service
from ipju.services.staff import close_account
from ipju.storage.archive import BackupProblem
from ipju.ui.screens.recovery import RecoveryScreen, RestoreScreen
from ipju.ui.screens.sign_in import SignInScreen
from tests.ui.first.conftest import (
    ADMIN,
    NEWCOMER,
    OFFICER,
    OTHER,
    PASSWORD,
    Founded,
    Visitor,
    type_of_visit,
)


def test_the_recovery_screen_asks_for_everything_it_needs(qtbot: QtBot) -> None:
    screen = RecoveryScreen()
    qtbot.addWidget(screen)
    given: list[tuple[str, str, str]] = []
    screen.submitted.connect(lambda *what: given.append(what))
    screen.submit()
    assert screen.recovery.error() == "복구 열쇠를 적으세요."
    assert screen.login.error() == "관리 계정의 아이디를 적으세요."
    assert screen.password.first.error() == "비밀번호가 짧습니다."
    screen.recovery.box.setPlainText("하늘 바다")
    screen.login.input.setText(ADMIN)
    screen.password.first.input.setText(OTHER)
    screen.password.again.input.setText(f"{OTHER}!")
    screen.submit()
    assert screen.password.again.error().startswith("위와 다릅니다.")
    assert given == []
    screen.password.again.input.setText(OTHER)
    screen.submit()
    assert given == [("하늘 바다", ADMIN, OTHER)]
    screen.submit()  # it is on its way already
    assert len(given) == 1


def test_the_restore_screen_asks_for_a_file_that_is_there(qtbot: QtBot) -> None:
    screen = RestoreScreen()
    qtbot.addWidget(screen)
    screen.recovery.box.setPlainText("하늘 바다")
    screen.file.input.setText("/none/such.ipju-backup")
    screen.submit()
    assert screen.file.error() == "이 자리에 파일이 없습니다. 다시 고르세요."
    screen.file.input.clear()
    screen.submit()
    assert screen.file.error() == "백업 파일을 고르세요."


def test_an_empty_password_is_asked_for_before_anything_is_counted(
    office: Founded, come: type_of_visit
) -> None:
    visitor = come()
    screen = visitor.door.sign_in
    screen.login.combo.setCurrentText(OFFICER)
    screen.password.input.setFocus()
    visitor.press("Return")
    assert screen.password.error() == "비밀번호를 적으세요."
    assert screen.act.button.isEnabled()


def test_the_lock_asks_for_a_password_too(officer: Visitor) -> None:
    officer.press("Ctrl+L")
    officer.press("Return")
    assert officer.window.locked.password.error() == "비밀번호를 적으세요."
    assert officer.window.is_locked()


def test_a_leaver_is_told_at_the_door(office: Founded, come: type_of_visit) -> None:
    entered = bootstrap.enter_office(bootstrap.office_folder(), ADMIN, PASSWORD)
    admin = bootstrap.office_of(entered)
    leaver = next(one for one in admin.store.staff() if one.login == NEWCOMER)
    close_account(admin, leaver.id, "퇴직")
    entered.store.close()
    visitor = come()
    visitor.sign_in(NEWCOMER, PASSWORD)
    assert visitor.page() is visitor.door.sign_in
    assert visitor.door.sign_in.problem_words() != ""
    assert visitor.desk.office() is None


def test_who_will_not_change_the_password_gets_nowhere(
    office: Founded, come: type_of_visit
) -> None:
    from tests.ui.first.conftest import FIRST

    visitor = come()
    visitor.sign_in(NEWCOMER, FIRST)
    visitor.wait_for(lambda: visitor.page() is visitor.door.must_change)
    visitor.fill_in(FIRST, FIRST)
    visitor.press("Return")
    assert visitor.door.must_change.password.first.error() != ""
    visitor.press("Esc")
    visitor.settle()
    assert visitor.page() is visitor.door.sign_in
    assert bootstrap.other_windows(bootstrap.office_folder()) == 0


def test_a_locked_office_may_be_tried_again_once_it_is_free(
    office: Founded, come: type_of_visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ipju.storage.presence import alone

    monkeypatch.setattr("ipju.storage.presence.GATE_SECONDS", 0)
    visitor = come()
    screen = visitor.door.trouble
    with alone(bootstrap.office_folder(), "복원을"):
        visitor.sign_in(OFFICER, PASSWORD)
        visitor.wait_for(lambda: visitor.page() is screen)
        assert "다른 창" in screen.problem_words()
    screen.again_button.click()
    visitor.wait_for(lambda: visitor.page() is visitor.window.today)
    visitor.rest()


def test_a_backup_that_fails_is_told_to_whoever_is_there_and_can_be_tried_again(
    office: Founded, come: type_of_visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup_service.begin_backup

    def full(office: Any, kind: str = "asked") -> Callable[..., Any]:
        made(office, kind)

        def work(_stopped: Callable[[], bool]) -> Any:
            raise BackupProblem("디스크에 자리가 없습니다. 자리를 비운 뒤 다시 하세요.")

        return work

    monkeypatch.setattr("ipju.ui.upkeep.begin_backup", full)
    visitor = come()
    visitor.sign_in(OFFICER, PASSWORD)
    banner = visitor.window.upkeep
    visitor.wait_for(banner.isVisible)
    assert "디스크에 자리가 없습니다." in banner.text()
    assert visitor.window.bar.work() == ""
    monkeypatch.setattr("ipju.ui.upkeep.begin_backup", made)
    banner.acted.emit()
    visitor.wait_for(lambda: not banner.isVisible())
    visitor.rest()


def test_a_backup_stopped_from_the_bar_is_no_error_and_says_that_there_is_none(
    office: Founded, come: type_of_visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup_service.begin_backup

    def slow(office: Any, kind: str = "asked") -> Callable[..., Any]:
        work = made(office, kind)

        def wait(stopped: Callable[[], bool]) -> Any:
            while not stopped():
                pass
            return work(stopped)

        return wait

    monkeypatch.setattr("ipju.ui.upkeep.begin_backup", slow)
    visitor = come()
    visitor.sign_in(ADMIN, PASSWORD)
    visitor.wait_for(lambda: visitor.window.bar.work() == "백업 중")
    visitor.window.bar.stop_wanted.emit()
    visitor.rest()
    assert visitor.window.bar.work() == ""
    assert "쓸 수 있는 백업이 없습니다." in visitor.window.upkeep.text()
    visitor.window.upkeep.acted.emit()
    office_now = visitor.desk.office()
    assert office_now is not None
    assert Role.ADMIN in office_now.actor.roles
    assert visitor.window.rail.current() == "admin"


def test_an_office_of_the_first_release_says_what_to_type(qtbot: QtBot) -> None:
    screen = SignInScreen()
    qtbot.addWidget(screen)
    screen.prepare((), "", 0, "password")
    assert "쓰던 비밀번호" in screen.words.text()
    screen.prepare((), "", 0, "keyring")
    assert "새 비밀번호" in screen.words.text()
    screen.prepare((OFFICER,), "", 0)
    assert screen.words.isHidden()
    assert screen.login.text() == OFFICER


def test_an_office_without_a_recovery_key_sends_its_admin_to_make_one(
    office: Founded, come: type_of_visit
) -> None:
    visitor = come()
    visitor.sign_in(ADMIN, PASSWORD)
    visitor.rest()
    found = visitor.desk.office()
    assert found is not None
    visitor.desk.upkeep.begin(found, needs_recovery=True)
    visitor.rest()
    assert "복구 열쇠가 없습니다" in visitor.window.upkeep.text()
    assert visitor.window.upkeep.isVisible()
