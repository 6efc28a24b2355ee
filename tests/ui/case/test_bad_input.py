"""What cannot be right stays in its field with a Korean reason, and is not saved."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from ipju.ui.widgets.typed_fields import FractionField
from tests.ui.case.conftest import Open

BAD = (
    ("household", "birth", "19820230"),
    ("household", "rrn", "8203141"),
    ("household", "rrn", "829914-1000000"),
    ("household", "registered_on", "2019-13-01"),
    ("income", "monthly", "-5000"),
    ("income", "monthly", "402만개"),
    ("dwelling", "area", "-3"),
    ("dwelling", "deposit", "-1"),
    ("application", "applied_at", "2023-12-27 25:00"),
)


@pytest.mark.parametrize(("section", "field", "text"), BAD)
def test_an_unreadable_text_stays_with_its_reason_and_is_not_saved(
    desk: Open, section: str, field: str, text: str
) -> None:
    before = desk.stored()
    widget = desk.go(section, field)
    desk.retype(text)
    desk.press("Return")
    desk.press("Tab")
    assert widget.text() == text
    assert any("가" <= one <= "힣" for one in widget.error())
    assert desk.stored() == before


def test_an_age_that_contradicts_the_relation_stays_until_it_is_mended(desk: Open) -> None:
    people = desk.screen.pages["household"].blocks["people"]
    child = desk.session.case.people[2]
    desk.screen.show_section("household")
    people.show_row(child.id)
    widget = people.form.input("birth")
    widget.setFocus()
    desk.retype("700101")
    desk.press("Return")
    assert "신청자보다" in widget.error()
    # Another field of the same person is saved meanwhile; the wrong one still stands there.
    people.form.input("registered_on").setFocus()
    desk.retype("190305")
    desk.press("Return")
    assert desk.stored().people[2].registered_on == date(2019, 3, 5)
    assert desk.stored().people[2].birth == child.birth
    assert "1970-01-01" in widget.text()
    assert "신청자보다" in widget.error()
    # Esc gives it up.
    widget.setFocus()
    desk.press("Esc")
    assert widget.error() == ""
    assert str(child.birth) in widget.text()


def test_a_share_above_the_whole_is_refused_where_it_is_typed(desk: Open) -> None:
    before = desk.stored()
    desk.screen.show_section("assets")
    form = desk.screen.pages["assets"].blocks["holdings"].form
    share = form.list_input("owners").findChildren(FractionField)[0]
    share.setFocus()
    desk.retype("3/4")
    desk.press("Return")
    assert "100%를 넘습니다" in form.list_input("owners")._error.text()
    assert desk.stored().holdings == before.holdings
    desk.retype("5/4")
    desk.press("Return")
    assert share.text() == "5/4"
    assert share.error()
    assert desk.stored().holdings == before.holdings


def test_a_number_of_another_birth_date_is_refused(desk: Open) -> None:
    widget = desk.go("household", "rrn")
    desk.type("9001011000000")
    desk.press("Return")
    assert "생년월일" in widget.error()
    assert desk.stored().people[0].rrn is None


def test_a_row_that_needs_a_person_says_so_when_there_is_none(desk: Open) -> None:
    people = desk.screen.pages["household"].blocks["people"]
    while desk.session.case.people:
        people.remove_row()
    desk.screen.show_section("income")
    incomes = desk.screen.pages["income"].blocks["incomes"]
    incomes.add_row()
    assert "사람이 세대 명부에 없습니다" in incomes.banner.text()
    assert incomes.banner.isVisible()
    assert desk.stored().incomes == ()
    assert QApplication.activeModalWidget() is None
