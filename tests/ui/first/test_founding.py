"""The first start: a real office, made at the last step and not before."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ipju import bootstrap
from ipju.ui.screens.founding.recovery_step import RecoveryStep, three_of
from ipju.ui.screens.founding.screen import DONE, KEY, OFFICE, RECOVERY, FoundingScreen
from ipju.ui.screens.founding.steps import KeyStep, keyring_name
from tests.ui.first.conftest import ADMIN, PASSWORD, Visitor, type_of_visit

ANSWERS = ("서울 사무실", "전세임대부", ADMIN, "강관리", "02-000-0000", PASSWORD, PASSWORD)


def _begin(visitor: Visitor) -> FoundingScreen:
    visitor.window.start.office_act.setFocus()
    visitor.press("Return")
    assert visitor.page() is visitor.door.founding
    return visitor.door.founding


def _to_words(visitor: Visitor) -> FoundingScreen:
    screen = _begin(visitor)
    visitor.fill_in(*ANSWERS)
    visitor.press("Return")
    assert screen.step() == KEY
    visitor.press("Space")
    screen.next_act.setFocus()
    visitor.press("Return")
    assert screen.step() == RECOVERY
    visitor.press("Return")
    assert screen.recovery.is_asking()
    return screen


def _asked(step: RecoveryStep) -> list[str]:
    key = step.key()
    assert key is not None
    return [key.words[number - 1] for number in step.numbers()]


def test_by_keys_alone_an_office_is_made_and_its_admin_sits_down(come: type_of_visit) -> None:
    visitor = come()
    screen = _to_words(visitor)
    assert not bootstrap.office_folder().exists()
    visitor.fill_in(*_asked(screen.recovery))
    visitor.press("Return")
    visitor.wait_for(lambda: screen.step() == DONE)
    assert bootstrap.has_office(bootstrap.office_folder())
    assert screen.recovery.key() is None
    assert screen.office.password.password() == ""
    visitor.press("Return")
    visitor.wait_for(lambda: visitor.desk.office() is not None)
    visitor.rest()
    office = visitor.desk.office()
    assert office is not None
    assert not office.practice
    assert office.actor.name == "강관리"
    assert visitor.window.rail.keys() == ["admin"]
    assert visitor.window.windowTitle() == "입주심사"


def test_the_office_is_not_made_with_a_word_that_is_not_on_the_sheet(come: type_of_visit) -> None:
    visitor = come()
    screen = _to_words(visitor)
    words = _asked(screen.recovery)
    visitor.fill_in(words[0], "엉뚱한말", "")
    visitor.press("Return")
    errors = [one.error() for one in screen.recovery.words]
    assert errors == ["", "용지의 낱말과 다릅니다.", "낱말을 적으세요."]
    assert screen.step() == RECOVERY
    assert not bootstrap.office_folder().exists()


def test_words_typed_with_their_numbers_are_the_words_of_the_sheet(come: type_of_visit) -> None:
    visitor = come()
    step = _to_words(visitor).recovery
    numbered = [f"{at}. {word}" for at, word in zip(step.numbers(), _asked(step), strict=True)]
    visitor.fill_in(*numbered)
    assert step.check()
    step.words[0].input.setText("7.")
    assert not step.check()


def test_before_anybody_sits_here_tab_goes_round_what_can_be_done(come: type_of_visit) -> None:
    visitor = come()
    _begin(visitor)
    assert visitor.window.rail.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_esc_goes_back_step_by_step_and_keeps_what_was_typed(come: type_of_visit) -> None:
    visitor = come()
    screen = _to_words(visitor)
    key = screen.recovery.key()
    visitor.press("Esc")
    assert not screen.recovery.is_asking()
    visitor.press("Esc")
    assert screen.step() == KEY
    visitor.press("Esc")
    assert screen.step() == OFFICE
    visitor.press("Esc")
    assert visitor.page() is visitor.window.start
    assert _begin(visitor) is screen
    founder = screen.office.founder()
    assert (founder.office, founder.login, founder.password) == ("서울 사무실", ADMIN, PASSWORD)
    for _ in range(2):
        screen.next_act.setFocus()
        visitor.press("Return")
    # The sheet that may be printed already is still the one that counts.
    assert screen.recovery.key() == key


def test_what_is_missing_is_said_at_its_field_and_takes_the_keys(come: type_of_visit) -> None:
    visitor = come()
    screen = _begin(visitor)
    visitor.press("Return")
    assert screen.office.office.error() == "사무실 이름을 적으세요."
    assert screen.office.login.error() == "아이디를 적으세요."
    assert screen.office.password.first.error() == "비밀번호가 짧습니다."
    assert visitor.focused() is screen.office.office.input
    assert screen.step() == OFFICE


def test_the_rules_of_a_password_are_shown_while_it_is_typed(come: type_of_visit) -> None:
    visitor = come()
    fields = _begin(visitor).office
    fields.login.input.setText("kang-admin")
    fields.password.first.setFocus()
    visitor.type("kang-admin")
    assert fields.password.rules() == {
        "10자 이상": True,
        "짐작하기 어려움": False,
        "두 번 같음": False,
    }
    assert "아이디나 이름" in fields.password.reason.text()
    fields.password.first.input.clear()
    visitor.fill_in(PASSWORD, PASSWORD)
    assert set(fields.password.rules().values()) == {True}


def test_without_a_keyring_the_password_alone_must_be_chosen(come: type_of_visit) -> None:
    visitor = come()
    screen = _begin(visitor)
    visitor.fill_in(*ANSWERS)
    visitor.press("Return")
    assert "열쇠 보관함이 없어 비밀번호만으로" in screen.key.head.text()
    screen.next_act.setFocus()
    visitor.press("Return")
    assert screen.step() == KEY
    assert screen.key.problem.text() == "비밀번호만으로 지키는 것을 직접 고르셔야 합니다."
    assert not screen.key.alone.isChecked()


def test_an_approved_keyring_is_named(come: type_of_visit) -> None:
    step = KeyStep()
    assert not step.check()
    step.prepare(True)
    assert keyring_name() in step.head.text()
    assert step.alone.isHidden()
    assert step.check()


def test_a_synced_folder_is_refused_with_its_name_and_nothing_is_lost(
    come: type_of_visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    synced = tmp_path / "Dropbox"
    synced.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(synced))
    visitor = come()
    screen = _to_words(visitor)
    visitor.fill_in(*_asked(screen.recovery))
    visitor.press("Return")
    assert "사무실을 만들지 않았습니다." in screen.problem_words()
    assert "Dropbox" in screen.problem_words()
    assert screen.office.founder().name == "강관리"
    assert not bootstrap.has_office(bootstrap.office_folder())


def test_the_sheet_can_be_saved_and_says_where(come: type_of_visit, tmp_path: Path) -> None:
    visitor = come()
    screen = _to_words(visitor)
    visitor.press("Esc")
    preview = screen.recovery.preview
    preview.ask_path = lambda name: str(tmp_path / name)
    preview.save_button.click()
    visitor.settle()
    saved = tmp_path / "서울 사무실 복구 열쇠.pdf"
    assert saved.read_bytes() == preview.data()
    assert str(saved) in preview.banner.text()


def test_three_different_words_are_asked_and_not_always_the_same() -> None:
    asked = {three_of(18) for _ in range(40)}
    assert len(asked) > 1
    assert all(len(set(one)) == 3 and min(one) >= 1 and max(one) <= 18 for one in asked)


def test_a_window_closed_at_the_last_step_leaves_the_office_whole_and_free(
    come: type_of_visit,
) -> None:
    visitor = come()
    screen = _to_words(visitor)
    visitor.fill_in(*_asked(screen.recovery))
    visitor.press("Return")
    visitor.wait_for(lambda: screen.step() == DONE)
    visitor.window.close()
    assert bootstrap.other_windows(bootstrap.office_folder()) == 0
    again = come()
    again.sign_in(ADMIN, PASSWORD)
    again.wait_for(lambda: again.desk.office() is not None)
    again.rest()
