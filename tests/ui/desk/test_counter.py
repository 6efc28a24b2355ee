"""Ctrl+N at the counter: whoever is there already shows first; what overlaps waits in 오늘."""

from __future__ import annotations

from ipju.services.office import Changes
from ipju.services.overlaps import keep_apart, overlaps
from ipju.ui.screens.open_case import OpenCaseDialog
from ipju.ui.screens.reception.overlapping import OverlapPage
from tests.ui.desk.conftest import PEOPLE, Hands
from tests.ui.sitting import cells
from tests.ui.typing import type_korean

NOTICE = "jangi-ansim-2023-3"


def _counter(hands: Hands) -> OpenCaseDialog:
    hands.press("Ctrl+N")
    dialog = hands.window.findChild(OpenCaseDialog)
    assert dialog is not None
    assert dialog.person.input.hasFocus()
    return dialog


def _somebody(hands: Hands) -> tuple[str, str]:
    """Return name and number of the first case of the list."""
    hands.press("Alt+3")
    hands.settle()
    line = hands.window.cases.lines()[0]
    return line.name, line.number


def test_who_is_there_already_shows_while_the_name_is_typed_and_enter_opens_it(
    hands: Hands,
) -> None:
    name, number = _somebody(hands)
    dialog = _counter(hands)
    assert not dialog.already.isVisible()
    type_korean(dialog.person.input, name)
    hands.settle()
    rows = cells(dialog.already)
    assert any(row[0].startswith(f"{name} / {number} ·") for row in rows)
    assert rows[0][1].endswith("이름만 같음")
    assert "사유를 적으십시오" in dialog.told.text()
    assert dialog.act_button.text() == "그래도 새로 열기"
    assert dialog.reason.isVisible()
    hands.press("Return")  # the act leads to them first
    assert dialog.already.hasFocus()
    dialog.already.select_id(
        next(o.case.case_id.hex for o in dialog._alike if o.case.number == number)
    )
    hands.press("Return")
    session = hands.window.session()
    assert session is not None
    assert session.case.number == number
    assert hands.window.findChild(OpenCaseDialog) is None


def test_a_second_one_needs_its_reason_and_waits_in_today(hands: Hands) -> None:
    name, _number = _somebody(hands)
    dialog = _counter(hands)
    type_korean(dialog.person.input, name)
    hands.settle()
    hands.press("Return")
    hands.press("Tab")
    assert dialog.reason.input.hasFocus()
    hands.press("Return")
    assert dialog.reason.error() == "새로 여는 사유를 적으십시오."
    type_korean(dialog.reason.input, "본인이 다시 신청")
    hands.press("Return")
    session = hands.window.session()
    assert session is not None
    assert session.case.number == f"2023-3-{PEOPLE + 1:05d}"
    hands.press("Alt+1")
    hands.settle()
    today = hands.window.today
    (row,) = [one for one in cells(today._queues) if one[0].startswith("겹치는 신청")]
    assert row[2].startswith("–")
    today.choose_queue(f"overlaps/{NOTICE}")
    assert today._next.button.text() == "겹치는 신청으로 가기"
    today.take_keys()
    hands.press("Return")
    assert hands.window.rail.current() == "reception"
    page = hands.window.findChild(OverlapPage)
    assert page is not None
    group = page.group()
    assert group is not None
    office = hands.desk.office()
    assert office is not None

    def settle_all() -> None:
        for one in overlaps(office, NOTICE):
            keep_apart(office, [case.case_id for case in one.cases], "이름만 같은 사람")

    hands.desk.jobs.run(settle_all, lambda _done: None)
    hands.settle()
    hands.window.note(Changes(cases=True, queues=True))
    hands.press("Alt+1")
    hands.settle()
    assert not [one for one in cells(today._queues) if one[0].startswith("겹치는 신청")]


def test_a_number_tells_people_of_one_name_apart(hands: Hands) -> None:
    name, _number = _somebody(hands)
    dialog = _counter(hands)
    type_korean(dialog.person.input, name)
    hands.press("Tab")
    hands.type("1203034234567")  # nobody of the office was born on that day
    hands.press("Tab")
    hands.settle()
    assert not dialog.already.isVisible()
    assert not dialog.reason.isVisible()
    assert dialog.act_button.text() == "사례 열기"
    hands.press("Tab")
    hands.press("Tab")
    assert dialog.spouse.input.hasFocus()
    type_korean(dialog.spouse.input, "황보없음")
    hands.press("Return")
    session = hands.window.session()
    assert session is not None
    assert [one.name for one in session.case.people] == [name, "황보없음"]


def test_a_spouse_without_a_name_and_half_a_number_are_told_at_their_field(hands: Hands) -> None:
    dialog = _counter(hands)
    type_korean(dialog.person.input, "홍길동")
    dialog.spouse_rrn.input.setFocus()
    hands.type("9102022")
    hands.press("Return")
    assert dialog.spouse_rrn.error()
    dialog.spouse_rrn.input.selectAll()
    hands.type("9102022234567")
    hands.press("Return")
    assert dialog.spouse.error() == "배우자의 성명을 적으십시오."
    assert dialog.isVisible()
