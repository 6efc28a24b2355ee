"""The lock: after a rest, a sleep or Ctrl+L nothing of the office is on the screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ipju.domain.listing import CaseQuery
from ipju.domain.trail import TrailQuery
from ipju.services.application_steps import Step
from ipju.services.reveal import reveal_rrn
from ipju.ui.idle import IDLE_SECONDS, Idle
from ipju.ui.screens.counter.screen import CounterScreen
from ipju.ui.screens.keys import KeysDialog
from ipju.ui.screens.open_case import OpenCaseDialog
from ipju.ui.widgets.rrn_field import RrnField
from ipju.ui.widgets.typed_fields import TextField
from tests.ui.first.conftest import NUMBER, OFFICER, PASSWORD, Clock, Visitor, type_of_visit


@pytest.fixture
def at_case(officer: Visitor) -> Visitor:
    """The 담당 with a case open."""
    officer.press("Alt+3")
    officer.press("Return")
    officer.wait_for(lambda: officer.window.session() is not None)
    officer.settle()
    return officer


def _field(visitor: Visitor, label: str) -> TextField:
    return next(
        one
        for one in visitor.window.findChildren(TextField)
        if one.label() == label and one.isVisible()
    )


def _rest(visitor: Visitor, seconds: float) -> None:
    visitor.clock.seconds += seconds
    visitor.desk.idle.look()
    visitor.settle()


def _unlock(visitor: Visitor, password: str = PASSWORD) -> None:
    visitor.wait_for(visitor.awake)
    visitor.window.locked.password.setFocus()
    visitor.type(password)
    visitor.press("Return")


def _shown_texts(window: QWidget) -> str:
    found = [
        str(getattr(one, "text", lambda: "")())
        for one in window.findChildren(QWidget)
        if one.isVisible() and hasattr(one, "text")
    ]
    return " ".join(found)


def test_ten_minutes_without_a_key_lock_and_hide_the_case(at_case: Visitor) -> None:
    window = at_case.window
    assert "홍길동" in _shown_texts(window)
    # Looks in between, as the timer makes them: the computer does not sleep.
    for _ in range(IDLE_SECONDS // 20 - 1):
        _rest(at_case, 20)
    assert not window.is_locked()
    _rest(at_case, 20)
    assert window.is_locked()
    shown = _shown_texts(window)
    assert "홍길동" not in shown
    assert "2023-3" not in shown
    assert "박담당" in shown
    assert window.windowTitle() == "입주심사 (잠김)"


def test_a_key_begins_the_ten_minutes_anew(at_case: Visitor) -> None:
    for _ in range(IDLE_SECONDS // 20 - 1):
        _rest(at_case, 20)
    QTest.keyClick(at_case.focused(), Qt.Key.Key_Shift)
    for _ in range(IDLE_SECONDS // 20 - 1):
        _rest(at_case, 20)
    assert not at_case.window.is_locked()


def test_a_gap_between_two_looks_is_a_sleep_and_locks(at_case: Visitor) -> None:
    _rest(at_case, 31)
    assert at_case.window.is_locked()


def test_the_word_of_the_system_that_it_sleeps_locks(at_case: Visitor) -> None:
    at_case.desk.idle.sleeping(False)
    assert not at_case.window.is_locked()
    at_case.desk.idle.sleeping(True)
    at_case.settle()
    assert at_case.window.is_locked()


def test_what_was_being_typed_is_saved_and_one_comes_back_to_it(at_case: Visitor) -> None:
    field = _field(at_case, "성명")
    field.input.setFocus()
    field.input.selectAll()
    at_case.type("홍견본")
    page = at_case.page()
    at_case.press("Ctrl+L")
    session = at_case.window.session()
    assert session is not None
    assert session.case.people[0].name == "홍견본"
    assert not session.has_unsaved
    assert at_case.window.is_locked()
    _unlock(at_case)
    at_case.wait_for(lambda: not at_case.window.is_locked())
    assert at_case.page() is page
    assert at_case.window.session() is session
    at_case.wait_for(lambda: QApplication.focusWidget() is field.input)
    assert field.text() == "홍견본"


def test_what_is_typed_into_a_step_of_the_application_is_kept_by_the_lock(
    at_case: Visitor,
) -> None:
    at_case.press("F3")
    screen = at_case.window.pages.currentWidget()
    assert isinstance(screen, CounterScreen)
    screen.show_step(Step.PEOPLE)
    at_case.type("010-2222-3333")
    at_case.press("Ctrl+L")
    session = at_case.window.session()
    assert session is not None
    assert session.case.phone == "010-2222-3333"
    assert at_case.window.is_locked()
    _unlock(at_case)
    at_case.wait_for(lambda: not at_case.window.is_locked())
    assert at_case.window.pages.currentWidget() is screen
    assert screen.step() is Step.PEOPLE


def test_dialogs_and_menus_are_put_away_and_none_opens_behind_the_lock(at_case: Visitor) -> None:
    at_case.press("Ctrl+N")
    assert at_case.window.findChild(OpenCaseDialog) is not None
    at_case.desk.lock.lock()
    at_case.wait_for(lambda: at_case.window.findChild(OpenCaseDialog) is None)
    assert at_case.window.is_locked()
    at_case.window.show_keys()
    at_case.wait_for(lambda: at_case.window.findChild(KeysDialog) is None)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_open_menu_is_put_away(at_case: Visitor) -> None:
    menu = at_case.window.bar.findChild(QMenu)
    assert menu is not None
    menu.popup(at_case.window.mapToGlobal(at_case.window.rect().center()))
    assert QApplication.activePopupWidget() is menu
    at_case.desk.lock.lock()
    assert QApplication.activePopupWidget() is None
    at_case.settle()


def test_no_key_works_behind_the_lock(at_case: Visitor) -> None:
    at_case.desk.lock.lock()
    page = at_case.page()
    for keys in ("F1", "Ctrl+N", "Ctrl+K", "Alt+1", "Ctrl+Right", "Ctrl+L", "Esc"):
        at_case.press(keys)
        assert QApplication.activeModalWidget() is None
        assert at_case.page() is page
        assert at_case.window.is_locked()


def test_a_number_that_was_revealed_is_covered(at_case: Visitor) -> None:
    office, session = at_case.desk.office(), at_case.window.session()
    assert office is not None
    assert session is not None
    field = next(one for one in at_case.window.findChildren(RrnField) if one.isVisible())
    person = session.case.people[0].id
    at_case.desk.jobs.run(
        lambda: reveal_rrn(office, session.case.id, person, "전화로 확인"), field.reveal
    )
    at_case.settle()
    assert field.input.text() == NUMBER
    at_case.desk.lock.lock()
    assert "******" in field.input.text()
    at_case.settle()


def test_wrong_passwords_are_counted_at_the_lock_too(at_case: Visitor) -> None:
    at_case.press("Ctrl+L")
    _unlock(at_case, "엉뚱한 비밀번호 하나")
    assert at_case.window.is_locked()
    assert at_case.window.locked.problem_words().startswith("비밀번호가 맞지 않습니다.")
    assert "4번 더 틀리면" in at_case.window.locked.problem_words()
    for _ in range(4):
        _unlock(at_case, "엉뚱한 비밀번호 하나")
    _unlock(at_case)
    assert at_case.window.is_locked()
    assert "잠겼습니다" in at_case.window.locked.problem_words()
    at_case.window.locked.other_button.click()
    at_case.settle()
    at_case.sign_in(OFFICER, PASSWORD)
    assert "잠겼습니다" in at_case.door.sign_in.problem_words()


def test_locking_and_unlocking_are_rows_of_the_ledger(at_case: Visitor) -> None:
    at_case.press("Ctrl+L")
    _unlock(at_case)
    at_case.wait_for(lambda: not at_case.window.is_locked())
    office = at_case.desk.office()
    assert office is not None
    rows = office.store.trail(TrailQuery()).rows
    assert {"lock", "unlock"} <= {one.action for one in rows}


def test_somebody_else_may_sign_in_instead(at_case: Visitor) -> None:
    at_case.press("Ctrl+L")
    at_case.window.locked.other_button.click()
    at_case.settle()
    assert at_case.page() is at_case.door.sign_in
    assert not at_case.window.is_locked()
    assert at_case.window.session() is None
    assert at_case.window.windowTitle() == "입주심사"


def test_edits_the_store_refused_are_told_before_somebody_else_signs_in(at_case: Visitor) -> None:
    office, session = at_case.desk.office(), at_case.window.session()
    assert office is not None
    assert session is not None
    case_id = session.case.id

    def remove() -> None:
        with office.store.unit() as unit:
            unit.cases.delete(case_id)

    at_case.desk.jobs.run(remove)
    session.commit(("people", session.case.people[0].id, "name"), "홍견본", "성명")
    at_case.settle()
    assert session.has_unsaved
    at_case.press("Ctrl+L")
    at_case.window.locked.other_button.click()
    assert at_case.window.is_locked()
    assert "저장하지 못한 것이 있습니다." in at_case.window.locked.problem_words()
    at_case.window.locked.other_button.click()
    at_case.settle()
    assert at_case.page() is at_case.door.sign_in


def test_a_practice_desk_never_rests_and_unlocks_without_a_password(come: type_of_visit) -> None:
    visitor = come()
    visitor.window.start.empty_act.click()
    visitor.wait_for(lambda: visitor.page() is visitor.window.today)
    visitor.settle()
    assert not visitor.desk.idle.is_watching()
    visitor.press("Ctrl+L")
    assert visitor.window.is_locked()
    assert not visitor.window.locked.password.isVisible()
    visitor.window.locked.act.button.click()
    visitor.wait_for(lambda: not visitor.window.is_locked())


def test_the_watch_ends_with_who_it_watches(qapp: QApplication) -> None:
    clock = Clock()
    idle = Idle(qapp, 600, clock, clock)
    expired: list[int] = []
    idle.expired.connect(lambda: expired.append(1))
    clock.seconds += 10_000
    idle.look()
    idle.sleeping(True)
    assert expired == []
    idle.watch()
    clock.seconds += 5
    idle.look()
    assert expired == []
    idle.rest()


def test_the_list_is_the_same_after_the_lock(officer: Visitor) -> None:
    officer.press("Alt+3")
    before = officer.window.cases.query()
    assert isinstance(before, CaseQuery)
    officer.press("Ctrl+L")
    _unlock(officer)
    officer.wait_for(lambda: not officer.window.is_locked())
    assert officer.window.rail.current() == "cases"
    assert officer.window.cases.query() == before
