"""Changing seats in practice, so that one person can try four eyes."""

from tests.ui.first.conftest import Visitor, type_of_visit


def _practice(come: type_of_visit) -> Visitor:
    visitor = come()
    visitor.window.start.empty_act.click()
    visitor.wait_for(lambda: visitor.page() is visitor.window.today)
    visitor.settle()
    return visitor


def _sit(visitor: Visitor, name: str) -> None:
    action = next(one for one in visitor.window.bar.seat_actions() if one.text().startswith(name))
    action.trigger()
    visitor.wait_for(
        lambda: (office := visitor.desk.office()) is not None and office.actor.name == name
    )
    visitor.settle()


def test_every_seat_of_the_practice_office_is_offered(come: type_of_visit) -> None:
    visitor = _practice(come)
    assert [one.text() for one in visitor.window.bar.seat_actions()] == [
        "정접수 접수",
        "박담당 담당",
        "이담당 담당",
        "최결재 결재",
        "한보호 개인정보",
        "강관리 관리",
    ]
    checked = [one.text() for one in visitor.window.bar.seat_actions() if one.isChecked()]
    assert checked == ["박담당 담당"]


def test_another_seat_sees_its_own_places_and_the_first_one_is_shown(come: type_of_visit) -> None:
    visitor = _practice(come)
    _sit(visitor, "한보호")
    assert visitor.window.rail.keys() == ["privacy"]
    assert visitor.window.rail.current() == "privacy"
    assert not visitor.window.bar.search.isVisible()
    _sit(visitor, "강관리")
    assert visitor.window.rail.keys() == ["admin"]
    _sit(visitor, "최결재")
    assert visitor.window.rail.keys() == [
        "today",
        "reception",
        "cases",
        "intake",
        "approval",
        "letters",
        "rooms",
        "season",
    ]
    assert visitor.page() is visitor.window.today


def test_a_real_office_has_no_other_seats(officer: Visitor) -> None:
    assert not officer.window.bar.seats_offered()


def test_back_in_practice_the_office_of_before_is_there(come: type_of_visit) -> None:
    visitor = _practice(come)
    visitor.window.bar.other_office_wanted.emit()
    visitor.settle()
    assert visitor.page() is visitor.window.start
    assert visitor.desk.office() is None
    visitor.window.start.fill_act.button.setFocus()
    visitor.press("Return")
    visitor.wait_for(lambda: visitor.page() is visitor.window.today)
    visitor.settle()
    office = visitor.desk.office()
    assert office is not None
    assert office.practice
