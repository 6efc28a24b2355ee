"""The real office (업무 사무실): made with a password where there is no keyring, opened again."""

from pathlib import Path

import pytest

from ipju import bootstrap
from tests.ui.desk.conftest import Hands, type_of_sitting

PASSWORD = "long-enough-7"


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


def _fill_in(hands: Hands, name: str, *passwords: str) -> None:
    form = hands.window.start.office
    form.name.input.setFocus()
    hands.type(name)
    for field, text in zip((form.password, form.again), passwords, strict=False):
        field.input.setFocus()
        hands.type(text)
    hands.press("Return")


def _made(sit_down: type_of_sitting, tmp_path: Path) -> Hands:
    hands = sit_down(tmp_path / "none")
    hands.settle()
    _fill_in(hands, "이담당", PASSWORD, PASSWORD)
    hands.wait_for(lambda: hands.window.pages.currentWidget() is hands.window.today)
    hands.settle()
    return hands


def test_a_password_makes_the_real_office_and_nothing_of_it_is_marked_practice(
    sit_down: type_of_sitting, tmp_path: Path
) -> None:
    hands = _made(sit_down, tmp_path)
    office = hands.desk.office()
    assert office is not None
    assert not office.practice
    assert office.actor.name == "이담당"
    assert hands.window.windowTitle() == "입주심사"
    assert hands.window.today.is_empty()
    assert not bootstrap.practice_folder().exists()
    store = bootstrap.office_folder() / "office.db"
    assert PASSWORD.encode() not in store.read_bytes()
    assert PASSWORD not in (bootstrap.office_folder() / "keys.json").read_text(encoding="utf-8")


def test_a_short_or_mistyped_password_is_told_at_its_field_and_makes_nothing(
    sit_down: type_of_sitting, tmp_path: Path
) -> None:
    hands = sit_down(tmp_path / "none")
    hands.settle()
    form = hands.window.start.office
    _fill_in(hands, "이담당", "short", "short")
    assert "10자보다 짧습니다" in form.password.error()
    form.password.input.clear()
    form.again.input.clear()
    form.name.input.clear()
    _fill_in(hands, "이담당", PASSWORD, "long-enough-8")
    assert "위와 다릅니다" in form.again.error()
    assert hands.desk.office() is None
    assert not bootstrap.has_office(bootstrap.office_folder())


def test_it_opens_again_only_with_its_password(sit_down: type_of_sitting, tmp_path: Path) -> None:
    first = _made(sit_down, tmp_path)
    first.window.close()
    first.settle()
    again = sit_down(tmp_path / "none")
    again.settle()
    form = again.window.start.office
    assert again.window.pages.currentWidget() is again.window.start
    assert form.again.isHidden()
    _fill_in(again, "이담당", "wrong-password")
    again.wait_for(form.problem.isVisible)
    assert "비밀번호가 맞지 않거나" in form.problem.text()
    assert form.password.text() == ""
    form.password.input.setFocus()
    again.type(PASSWORD)
    again.press("Return")
    again.wait_for(lambda: again.window.pages.currentWidget() is again.window.today)
    office = again.desk.office()
    assert office is not None
    assert not office.practice


def test_from_practice_one_can_go_to_the_real_office(hands: Hands) -> None:
    hands.window.bar.other_office_wanted.emit()
    hands.settle()
    assert hands.window.pages.currentWidget() is hands.window.start
    _fill_in(hands, "이담당", PASSWORD, PASSWORD)
    hands.wait_for(lambda: hands.window.pages.currentWidget() is hands.window.today)
    office = hands.desk.office()
    assert office is not None
    assert not office.practice


def test_back_in_practice_the_people_of_before_are_there_and_no_more(hands: Hands) -> None:
    hands.window.bar.other_office_wanted.emit()
    hands.settle()
    hands.window.start.fill_act.button.setFocus()
    hands.press("Return")
    hands.wait_for(lambda: hands.window.pages.currentWidget() is hands.window.today)
    office = hands.desk.office()
    assert office is not None
    assert office.store.counts()["total"] == 230
