"""계정 on the screen: who is here, roles with reason, first passwords, locks, leavers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ipju.domain.account import Role
from ipju.services.office import Office
from ipju.services.staff import staff_list
from ipju.ui.dialogs.service import ReasonDialog
from ipju.ui.screens.admin.account_dialogs import EditAccountDialog, OpenAccountDialog, RoleDialog
from ipju.ui.screens.admin.first_password import HandOverDialog, first_password
from ipju.ui.widgets.table import Table
from tests.services.real_office import RealOffice
from tests.ui.admin.conftest import type_of_sitting
from tests.ui.sitting import Sitting, cells


def _names(table: Table) -> list[str]:
    return [row[0].split(" / ")[0] for row in cells(table)]


def _choose(sitting: Sitting, name: str) -> None:
    page = sitting.page("people")
    line = next(one for one in staff_list(sitting.office) if one.account.name == name)
    assert page.table.select_id(line.account.id.hex)
    sitting.settle()


def test_everybody_is_listed_with_login_roles_and_key(
    sit: type_of_sitting, real: RealOffice
) -> None:
    real.vault.lock(real.id("박담당"))
    real.vault.set_password(real.id("한보호"), "id-3", "새 비밀번호 하나", must_change=True)
    real.vault.remove(real.id("윤관리"))
    page = sit(real.office).page("people")
    by_name = {row[0].split(" / ")[0]: row for row in cells(page.table)}
    assert by_name["박담당"] == ["박담당 / id-2", "담당 / 주택공급부", "잠김 / 비밀번호 5번 틀림"]
    assert by_name["한보호"][2] == "비밀번호 바꿔야 함 / 첫 비밀번호 그대로"
    assert by_name["윤관리"][2] == "열쇠 없음 / 들어올 수 없음"
    assert by_name["최관리"][2] == "열쇠 있음 / 비밀번호"


def test_an_account_is_opened_by_keys_and_its_first_password_shown_once(
    sit: type_of_sitting, real: RealOffice
) -> None:
    sitting = sit(real.office)
    page = sitting.page("people")
    sitting.press("Ctrl+O")
    dialog = sitting.dialog(OpenAccountDialog)
    assert QApplication.focusWidget() is dialog.login.input
    sitting.type("kim.yesi")
    sitting.press("Tab")
    sitting.type("김예시")
    for _ in range(3):
        sitting.press("Tab")
    sitting.press("Space")
    assert dialog.chosen() == {Role.INTAKE}
    password = dialog.password
    sitting.press("Return")
    handed = sitting.dialog(HandOverDialog)
    assert handed.password_label.text() == password
    account = real.account("김예시")
    real.vault.check(account.id, password)
    assert real.vault.slot(account.id).must_change
    sitting.press("Esc")
    assert sitting.has_dialog(HandOverDialog), "a slip must not take the only sight away"
    sitting.press("Return")
    assert not sitting.has_dialog(HandOverDialog)
    assert page.current().account.id == account.id
    assert sitting.told[-1].staff
    assert password not in str(real.rows())


def test_a_lock_puts_a_password_away_that_only_a_slip_would_not(
    sit: type_of_sitting, real: RealOffice
) -> None:
    sitting = sit(real.office)
    _choose(sitting, "박담당")
    sitting.page("people").reset_button.click()
    sitting.dialog(ReasonDialog).accept()
    handed = sitting.dialog(HandOverDialog)
    handed.close()
    assert handed.isVisible()
    handed.reject()  # what the lock does to every dialog
    assert not sitting.has_dialog(HandOverDialog)


def test_first_passwords_differ_and_are_long() -> None:
    made = {first_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one) == 19 for one in made)


def test_roles_that_clash_are_said_while_they_are_ticked(
    sit: type_of_sitting, practice: Office
) -> None:
    sitting = sit(practice)
    sitting.press("Ctrl+O")
    dialog = sitting.dialog(OpenAccountDialog)
    assert not dialog.act_button.isEnabled()
    dialog.roles[Role.ADMIN].setChecked(True)
    assert dialog.act_button.isEnabled()
    dialog.roles[Role.CASEWORKER].setChecked(True)
    assert not dialog.act_button.isEnabled()
    assert "담당 역할과 함께 줄 수 없습니다" in dialog.problem.text()
    assert dialog.problem.isVisible()
    dialog.roles[Role.ADMIN].setChecked(False)
    assert dialog.act_button.isEnabled()
    assert not dialog.problem.isVisible()
    dialog.reject()


def test_what_is_missing_is_said_at_its_field_and_what_is_refused_keeps_what_was_typed(
    sit: type_of_sitting, real: RealOffice
) -> None:
    sitting = sit(real.office)
    sitting.page("people")
    sitting.press("Ctrl+O")
    dialog = sitting.dialog(OpenAccountDialog)
    dialog.roles[Role.CASEWORKER].setChecked(True)
    dialog.accept()
    assert dialog.login.error() == "들어올 때 적을 아이디를 적으십시오."
    sitting.fill(dialog.login, "id-2")
    dialog.accept()
    assert dialog.person.error() == "이름을 적으십시오."
    sitting.fill(dialog.person, "두번째")
    dialog.accept()
    sitting.settle()
    assert "이미 쓴 적이 있습니다" in dialog.problem.text()
    assert dialog.isVisible()
    assert dialog.login.text() == "id-2"
    dialog.reject()
    assert "두번째" not in [one.name for one in real.office.store.staff()]


def test_a_role_given_and_taken_back_stays_in_view_with_who_when_and_why(
    sit: type_of_sitting, real: RealOffice
) -> None:
    sitting = sit(real.office)
    _choose(sitting, "박담당")
    page = sitting.page("people")
    page.give_button.click()
    dialog = sitting.dialog(RoleDialog)
    dialog.role.combo.setCurrentIndex(0)
    dialog.role.combo.activated.emit(0)
    dialog.accept()
    assert dialog.reason.error() == "사유를 적으십시오."
    sitting.fill(dialog.reason, "창구 일도 맡음")
    sitting.press("Return")
    assert real.account("박담당").roles == {Role.CASEWORKER, Role.INTAKE}
    page.take_button.click()
    dialog = sitting.dialog(RoleDialog)
    dialog.role.set_value(Role.INTAKE)
    dialog.role.committed.emit(Role.INTAKE)
    sitting.fill(dialog.reason, "창구를 옮김")
    sitting.press("Return")
    assert real.account("박담당").roles == {Role.CASEWORKER}
    assert cells(page.grants)[0] == [
        "접수",
        "최관리 / 2024-02-27 창구 일도 맡음",
        "최관리 / 2024-02-27 창구를 옮김",
    ]
    page.grants.setFocus(Qt.FocusReason.TabFocusReason)
    sitting.press("Down")
    sitting.press("Up")
    given, back = page.grant_line.text().split("\n")
    assert given == "줌: 2024-02-27 14:32 최관리, 창구 일도 맡음"
    assert back.endswith("최관리, 창구를 옮김")


def test_a_clashing_role_cannot_be_given(sit: type_of_sitting, practice: Office) -> None:
    sitting = sit(practice)
    _choose(sitting, "박담당")
    page = sitting.page("people")
    page.give_button.click()
    dialog = sitting.dialog(RoleDialog)
    dialog.role.set_value(Role.ADMIN)
    dialog.role.committed.emit(Role.ADMIN)
    assert not dialog.act_button.isEnabled()
    assert "함께 줄 수 없습니다" in dialog.problem.text()
    dialog.reject()


def test_a_leaver_is_named_before_the_account_is_closed(
    sit: type_of_sitting, real: RealOffice
) -> None:
    sitting = sit(real.office)
    _choose(sitting, "박담당")
    page = sitting.page("people")
    page.close_button.click()
    dialog = sitting.dialog(ReasonDialog)
    assert dialog.act_button.text() == "박담당님 닫기"
    dialog.accept()
    assert dialog.reason.error() == "사유를 적으십시오."
    assert real.account("박담당").closed_at is None
    sitting.fill(dialog.reason, "퇴직")
    sitting.press("Return")
    assert real.account("박담당").closed_at is not None
    assert real.id("박담당") not in real.vault.keys
    assert page.current().account.name == "박담당"
    assert _names(page.table)[-1] == "박담당"
    for button in (page.give_button, page.edit_button, page.close_button, page.reset_button):
        assert not button.isVisible()
    assert "새 계정을 여십시오" in page.why_not.text()


def test_a_new_password_ends_a_lock_and_is_handed_over(
    sit: type_of_sitting, real: RealOffice
) -> None:
    real.vault.lock(real.id("박담당"))
    sitting = sit(real.office)
    _choose(sitting, "박담당")
    page = sitting.page("people")
    page.reset_button.click()
    sitting.dialog(ReasonDialog).accept()
    handed = sitting.dialog(HandOverDialog)
    real.vault.check(real.id("박담당"), handed.password_label.text())
    handed.accept()
    sitting.settle()
    assert not page.unlock_button.isVisible()


def test_a_lock_is_ended_without_a_new_password(sit: type_of_sitting, real: RealOffice) -> None:
    real.vault.lock(real.id("박담당"))
    sitting = sit(real.office)
    _choose(sitting, "박담당")
    page = sitting.page("people")
    page.unlock_button.click()
    sitting.settle()
    assert not real.vault.slot(real.id("박담당")).locked
    assert "잠금을 풀었습니다" in page.banner.text()
    assert not page.unlock_button.isVisible()


def test_nobody_is_offered_what_they_may_not_do_to_themselves(
    sit: type_of_sitting, real: RealOffice
) -> None:
    sitting = sit(real.office)
    _choose(sitting, "최관리")
    page = sitting.page("people")
    assert page.edit_button.isVisible()
    for button in (page.give_button, page.take_button, page.close_button, page.reset_button):
        assert not button.isVisible()
    assert "다른 관리 담당자" in page.why_not.text()


def test_whoever_has_no_key_here_is_shown_with_the_way_in(
    sit: type_of_sitting, real: RealOffice
) -> None:
    account = next(one for one in real.office.store.staff() if one.name == "박담당")
    real.vault.remove(account.id)
    sitting = sit(real.office)
    _choose(sitting, "박담당")
    page = sitting.page("people")
    assert page.reset_button.isVisible()
    assert "비밀번호를 새로 주면" in page.why_not.text()


def test_a_name_is_mended_and_the_login_stays(sit: type_of_sitting, real: RealOffice) -> None:
    sitting = sit(real.office)
    _choose(sitting, "박담당")
    page = sitting.page("people")
    page.edit_button.click()
    dialog = sitting.dialog(EditAccountDialog)
    assert dialog.login.input.isReadOnly()
    dialog.person.input.selectAll()
    sitting.fill(dialog.person, "박예시")
    sitting.press("Return")
    assert real.account("박예시").login == "id-2"
    assert page.name_label.text() == "박예시"


@pytest.mark.parametrize("part", ["table", "grants"])
def test_every_table_has_a_name_for_those_who_do_not_see_it(
    sit: type_of_sitting, practice: Office, part: str
) -> None:
    assert getattr(sit(practice).page("people"), part).accessibleName()


def test_a_refused_reading_is_said_on_the_page(sit: type_of_sitting, practice: Office) -> None:
    page = sit(practice).page("people")
    assert not page.banner.isVisible()
    page.refuse(ValueError("계정을 읽지 못했습니다."))
    assert page.banner.isVisible()
    assert page.banner.text() == "계정을 읽지 못했습니다."
