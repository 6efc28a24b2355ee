"""An application from the counter, by keys in the real window: steps, filing, receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel

from ipju.domain.case import Channel, IncomeBox, Stage, Supply
from ipju.domain.editing import change
from ipju.domain.notice import Amendment
from ipju.domain.person import Register, Relation
from ipju.services.application_steps import Given, Step
from ipju.services.counter import Typed, open_at_counter
from ipju.services.record import record
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.screens.case.screen import CaseScreen
from ipju.ui.screens.counter.confirm_step import ConfirmStep
from ipju.ui.screens.counter.facts_steps import PeopleStep
from ipju.ui.screens.counter.points_step import PointsStep
from ipju.ui.screens.counter.record_step import RecordStep
from ipju.ui.screens.counter.screen import CounterScreen
from ipju.ui.screens.counter.words import period_words
from ipju.ui.screens.open_case import OpenCaseDialog
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.field import TypedField
from ipju.ui.widgets.typed_fields import TextField
from tests.services.desk import text_of
from tests.ui.desk.conftest import Hands
from tests.ui.typing import type_korean

NOTICE, ROOMS = "jangi-ansim-2023-3", "teukhwa-maeip-2023-baekam"


class Keys:
    """Counts every key but the letters and digits of what is written down."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.pressed = hands, 0

    def press(self, *keys: str) -> None:
        for one in keys:
            self.pressed += 1
            self.hands.press(one)

    def write(self, text: str) -> None:
        if text.isascii():
            self.hands.type(text)
        else:
            type_korean(self.hands.focused(), text)
            self.hands.settle()


def steps(hands: Hands) -> CounterScreen:
    page = hands.window.pages.currentWidget()
    assert isinstance(page, CounterScreen)
    return page


def session(hands: Hands) -> Any:
    found = hands.window.session()
    assert found is not None
    return found


def landed(hands: Hands) -> CounterScreen:
    """Wait until the keys are in the steps, as they are a moment after a dialog closed."""
    screen = steps(hands)

    def inside() -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and screen.isAncestorOf(focused)

    hands.wait_for(inside)
    return screen


def opened(hands: Hands, name: str, notice: str = NOTICE, **more: Any) -> CounterScreen:
    """Open a case at the counter as by its dialog, at its steps."""
    office = hands.desk.office()
    assert office is not None
    found: list[Any] = []
    typed = Typed(notice=notice, name=name, **more)
    hands.desk.jobs.run(lambda: open_at_counter(office, typed, "연습"), found.append)
    hands.settle()
    hands.window.opened.open_steps(found[0].case.id)
    hands.settle()
    return landed(hands)


def commit(hands: Hands, *facts: tuple[tuple[Any, ...], object]) -> None:
    for path, value in facts:
        assert session(hands).commit(path, value, "연습") == ()
    hands.settle()


def whole(hands: Hands) -> None:
    """Write down everything but what is given by word."""
    commit(
        hands,
        (("income_box",), IncomeBox.FULL),
        (("phone",), "010-0000-1111"),
        (("postcode",), "06336"),
        (("address",), "서울특별시 강남구 개포로 621"),
        (("residence", "registered_in_seoul"), True),
        (("residence", "moved_to_seoul_on"), date(2015, 3, 2)),
    )


def test_from_ctrl_n_to_the_receipt_by_keys_alone(hands: Hands) -> None:
    keys = Keys(hands)
    keys.press("Ctrl+N")
    keys.write("남궁견본")
    keys.press("Tab")
    keys.write("8001011234567")
    keys.press("Tab")
    keys.write("010-0000-1111")
    keys.press("Return")  # search found nobody: the case is open, at its first gap
    screen = landed(hands)
    assert screen.step() is Step.WHO
    keys.press("1", "Return", "Down", "Down", "Return")
    assert screen.step() is Step.PEOPLE
    keys.press("Return")
    keys.write("06336")
    keys.press("Return")
    keys.write("서울특별시 강남구 개포로 621")
    keys.press("Return")
    keys.write("이보기")
    keys.press("Return")
    keys.write("8203032234567")
    keys.press("Return", "Return", "Down", "Return", "1", "Return", "1", "Return")
    assert screen.step() is Step.POINTS
    keys.write("150302")
    keys.press("Ins")
    keys.write("남궁하나")
    keys.press("Return", "Return")
    keys.write("140505")
    keys.press("PgDown")  # what the facts come to is claimed
    assert screen.step() is Step.CONFIRM
    confirm = screen.page()
    assert isinstance(confirm, ConfirmStep)
    assert "접수 마감 뒤" in confirm.period.text()
    keys.write("연습 접수")
    keys.press("Return", "Return")
    assert screen.step() is Step.RECORD
    case = session(hands).case
    assert case.applied_at is not None
    assert case.channel is Channel.COUNTER
    assert case.income_box is IncomeBox.FULL
    assert [(one.name, one.relation) for one in case.people] == [
        ("남궁견본", Relation.SELF),
        ("이보기", Relation.SPOUSE),
        ("남궁하나", Relation.CHILD),
    ]
    assert case.people[1].birth == date(1982, 3, 3)
    assert case.people[1].register is Register.APPLICANT
    assert case.residence.moved_to_seoul_on == date(2015, 3, 2)
    claimed = case.claimed
    assert (claimed.age, claimed.dependants, claimed.residence) == (2, 2, 3)
    assert (claimed.children, claimed.vulnerable) == (0, 0)
    assert screen.acts.found.given == set(Given)
    assert keys.pressed <= 30
    record_step = screen.page()
    assert isinstance(record_step, RecordStep)
    assert "남궁견본" in text_of(record_step.pdf.data())
    assert record_step.pdf.print_button.hasFocus()


def test_the_last_step_never_calls_filed_what_is_not(hands: Hands) -> None:
    screen = opened(hands, "황보새로")
    screen.show_step(Step.RECORD)
    hands.settle()
    page = screen.page()
    assert isinstance(page, RecordStep)
    assert page.empty.isVisible()
    shown = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "아직 접수하지 않은 신청입니다." in shown
    assert not [one for one in shown if one.startswith("접수한 신청입니다")]
    # What there is stands together at the top, not spread over the page.
    assert page.empty.y() < page.height() // 5


def test_the_case_that_overlaps_shows_as_soon_as_the_spouse_is_written(hands: Hands) -> None:
    hands.press("Alt+3")
    hands.settle()
    there = hands.window.cases.lines()[0]
    screen = opened(hands, "황보새로")
    assert not screen.already.isVisible()
    screen.show_step(Step.PEOPLE)
    people = screen.page()
    assert isinstance(people, PeopleStep)
    commit(hands, (("phone",), "010-0000-1111"))
    spouse = people.forms[1].fields()[0]
    spouse.control().setFocus()
    type_korean(spouse.control(), there.name)
    hands.press("Return")
    assert screen.already.isVisible()
    assert f"{there.number} {there.name}" in screen.already.text()
    screen.already.acted.emit()
    hands.settle()
    assert session(hands).case.number == there.number
    assert isinstance(hands.window.pages.currentWidget(), CaseScreen)


def test_what_is_lacking_is_listed_and_leads_to_its_field(hands: Hands) -> None:
    screen = opened(hands, "황보새로", rrn="8001011234567")
    whole(hands)
    hands.press("Ctrl+5")
    confirm = screen.page()
    assert isinstance(confirm, ConfirmStep)
    assert not confirm.act.button.isEnabled()
    assert "더 적어야 합니다" in confirm.act.blocked_reason()
    first = confirm.stops()[0]
    assert first.hasFocus()
    assert isinstance(first, Button)
    assert first.text() == "인적사항: 청약서약 적기"
    hands.press("Return")
    people = screen.page()
    assert isinstance(people, PeopleStep)
    assert people.answers[Given.PLEDGE].control().hasFocus()
    hands.press("Ctrl+Return")
    assert session(hands).case.applied_at is None


def test_points_follow_the_facts_and_what_is_claimed_otherwise_is_told(hands: Hands) -> None:
    screen = opened(hands, "황보새로", rrn="8001011234567")
    whole(hands)
    screen.show_step(Step.POINTS)
    points = screen.page()
    assert isinstance(points, PointsStep)
    fields = dict(zip(("age", "dependants", "residence"), points.claims.fields(), strict=False))
    assert fields["residence"].line_below().startswith("계산 3점")
    commit(hands, (("claimed", "dependants"), 3))
    assert fields["dependants"].line_below().startswith("계산 0점")
    assert points.agree.isVisible()
    points.agree.click()
    hands.settle()
    assert session(hands).case.claimed.dependants == 0
    assert not points.agree.isVisible()
    points.add_button.click()
    hands.settle()
    family = [one for one in session(hands).case.people if one.relation is Relation.CHILD]
    assert len(family) == 1
    assert screen.page().forms[1].fields()[0].control().hasFocus()
    hands.press("Ctrl+Z")
    assert len(session(hands).case.people) == 1
    assert len(points.forms) == 2


def test_a_pregnancy_and_a_ground_are_told_and_taken_back(hands: Hands) -> None:
    screen = opened(hands, "황보새로", spouse="이보기", rrn="8001011234567")
    screen.show_step(Step.POINTS)
    points = screen.page()
    assert isinstance(points, PointsStep)
    foetuses = points.forms[0].fields()[2]
    foetuses.control().setFocus()
    hands.type("2")
    hands.press("Return")
    case = session(hands).case
    assert [(one.foetuses, one.mother) for one in case.pregnancies] == [(2, case.people[1].id)]
    foetuses.control().setFocus()
    hands.press("Ctrl+A")
    hands.press("Del")
    hands.press("Return")
    assert session(hands).case.pregnancies == ()
    ground = points.forms[0].fields()[4]
    ground.control().setFocus()
    hands.press("Down")
    assert [one.person for one in session(hands).case.vulnerable] == [case.people[0].id]
    hands.press("Up")
    assert session(hands).case.vulnerable == ()


def test_a_notice_without_points_boxes_and_pledge_asks_its_building_only(hands: Hands) -> None:
    screen = opened(hands, "남궁새로", ROOMS, rrn="9501011234567", phone="010-0000-1111")
    assert Step.POINTS not in screen.pages
    assert screen.step() is Step.SUPPLY
    people = screen.pages[Step.PEOPLE]
    assert isinstance(people, PeopleStep)
    assert people.answers == {}
    hands.press("Down")
    building = session(hands).notice.buildings[0]
    assert session(hands).case.building == building.id
    supply = screen.page().forms[0].fields()[0]
    supply.control().setFocus()
    hands.press("Down")
    assert session(hands).case.supply is Supply.SCHOLAR
    commit(hands, (("postcode",), "06336"), (("address",), "서울특별시 강남구 개포로 621"))
    screen.show_step(Step.CONFIRM)
    confirm = screen.page()
    assert isinstance(confirm, ConfirmStep)
    assert confirm.period.text().startswith("지금은 접수기간 안입니다.")
    assert not confirm.reason.isVisible()
    hands.press("Ctrl+Return")
    assert session(hands).case.applied_at is not None
    assert screen.step() is Step.RECORD
    page = screen.page()
    assert isinstance(page, RecordStep)
    assert page.withdraw.isVisible()


def test_what_was_filed_is_read_and_taken_back_with_a_reason(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(hands, "남궁새로", ROOMS, rrn="9501011234567", phone="010-0000-1111")
    building = session(hands).notice.buildings[0].id
    commit(
        hands,
        (("building",), building),
        (("postcode",), "06336"),
        (("address",), "서울특별시 강남구 개포로 621"),
    )
    screen.show_step(Step.CONFIRM)
    hands.press("Ctrl+Return")
    for step in (Step.SUPPLY, Step.WHO, Step.PEOPLE):
        typed = [one for one in screen.pages[step].inputs() if isinstance(one, TypedField)]
        assert all(one.input.isReadOnly() for one in typed if one.text())
    email = screen.pages[Step.PEOPLE].forms[0].fields()[1]
    assert isinstance(email, TextField)
    assert not email.input.isReadOnly()

    def answer(dialog: ActDialog) -> bool:
        assert not dialog.act_button.isEnabled()
        (field,) = dialog.findChildren(TextField)
        field.input.setText("마음을 바꿈")
        field.input.textEdited.emit("마음을 바꿈")
        return dialog.act_button.isEnabled()

    monkeypatch.setattr(ActDialog, "ask", answer)
    screen.show_step(Step.RECORD)
    page = screen.page()
    assert isinstance(page, RecordStep)
    page.withdraw.click()
    hands.settle()
    case = session(hands).case
    assert (case.applied_at, case.stage) == (None, Stage.CLOSED)
    assert page.empty.isVisible()
    assert not page.pdf.isVisible()


def test_one_from_a_file_is_finished_in_the_same_steps(hands: Hands) -> None:
    screen = opened(hands, "황보새로", rrn="8001011234567")
    whole(hands)
    office, case = hands.desk.office(), session(hands).case
    assert office is not None
    hands.desk.jobs.run(
        lambda: record(office, case.id, [change(case, ("channel",), Channel.ONLINE)]),
        lambda done: session(hands).take_over(done.case),
    )
    hands.settle()
    hands.press("Esc")
    assert isinstance(hands.window.pages.currentWidget(), CaseScreen)
    hands.press("F3")
    assert steps(hands) is screen
    for what in Given:
        screen.acts.give(what, given=True)
    hands.settle()
    screen.show_step(Step.POINTS)
    hands.press("PgDown")
    confirm = screen.page()
    assert isinstance(confirm, ConfirmStep)
    assert confirm.saved_at.isVisible()
    hands.press("Ctrl+Return")
    assert confirm.saved_at.error() == "신청을 저장한 일시를 적으십시오."
    hands.type("2023-12-27 14:12")
    hands.press("Return")
    assert "접수기간 안" in confirm.period.text()
    assert not confirm.reason.isVisible()
    hands.press("Ctrl+Return")
    assert str(session(hands).case.applied_at) == "2023-12-27 05:12:00+00:00"


def test_what_is_typed_is_kept_when_one_leaves_and_the_keys_go_between_steps(
    hands: Hands,
) -> None:
    screen = opened(hands, "황보새로", rrn="8001011234567")
    screen.show_step(Step.PEOPLE)
    assert hands.focused() is screen.page().stops()[0]
    hands.type("010-2222-3333")
    hands.press("Alt+Right")
    assert screen.step() is Step.POINTS
    assert session(hands).case.phone == "010-2222-3333"
    hands.press("PgUp")
    assert screen.step() is Step.PEOPLE
    hands.type("a@example.com")
    hands.press("Alt+Left")
    assert screen.step() is Step.WHO
    assert session(hands).case.email == "a@example.com"
    hands.press("Esc")
    assert isinstance(hands.window.pages.currentWidget(), CaseScreen)


def test_a_printed_receipt_is_written_down(hands: Hands, tmp_path: Path) -> None:
    screen = opened(hands, "남궁새로", ROOMS, rrn="9501011234567", phone="010-0000-1111")
    commit(
        hands,
        (("building",), session(hands).notice.buildings[0].id),
        (("postcode",), "06336"),
        (("address",), "서울특별시 강남구 개포로 621"),
    )
    screen.show_step(Step.CONFIRM)
    hands.press("Ctrl+Return")
    page = screen.page()
    assert isinstance(page, RecordStep)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setOutputFileName(str(tmp_path / "receipt.pdf"))
    page.pdf.ask_printer = lambda: printer
    hands.press("Return")
    hands.settle()
    assert (tmp_path / "receipt.pdf").stat().st_size > 0
    page.pdf.save_wanted.emit(str(tmp_path / "saved.pdf"), b"")
    hands.settle()
    assert (tmp_path / "saved.pdf").read_bytes().startswith(b"%PDF")
    office = hands.desk.office()
    assert office is not None
    found: list[Any] = []
    case_id = session(hands).case.id
    hands.desk.jobs.run(lambda: office.store.acts(case_id, 9), found.append)
    hands.settle()
    assert [one[2] for one in found[0]].count("print-receipt") == 2


def test_after_the_search_the_dialog_is_gone_and_its_case_is_at_its_steps(hands: Hands) -> None:
    hands.press("Ctrl+N")
    dialog = hands.window.findChild(OpenCaseDialog)
    assert dialog is not None
    type_korean(dialog.person.input, "황보새로")
    hands.press("Return")
    screen = landed(hands)
    assert screen.step() is Step.WHO
    assert screen.page().inputs()[1].control().hasFocus()  # the number is the first gap


def test_the_period_tells_its_amended_dates_and_a_rolling_one_its_beginning(hands: Hands) -> None:
    office = hands.desk.office()
    assert office is not None
    notice = office.notices.get(NOTICE)
    amendment = Amendment(
        field="application_until",
        old="2023-12-29 17:00",
        new="2024-01-03 17:00",
        announced_on=date(2023, 12, 29),
        reason="접속 장애",
    )
    moved = replace(notice, calendar=replace(notice.calendar, amendments=(amendment,)))
    assert period_words(notice) == "접수기간 2023-12-26 (화) 10:00 – 2023-12-29 (금) 17:00"
    assert period_words(moved).endswith(
        " · 접수 마감이 2023-12-29 17:00에서 2024-01-03 17:00(으)로 바뀜"
        "(2023-12-29 (금) 공지: 접속 장애)"
    )
    rolling = office.notices.get(ROOMS)
    assert period_words(rolling) == "접수 2023-12-15 (금) 00:00부터 상시"


def test_tab_goes_through_a_step_in_reading_order_past_what_is_filled(hands: Hands) -> None:
    screen = opened(hands, "황보새로", rrn="8001011234567")
    screen.show_step(Step.WHO)
    wanted = [one.control() for one in screen.page().inputs()]
    passed = []
    for _ in range(30):
        hands.press("Tab")
        passed.append(hands.focused())
    begin = passed.index(wanted[0])
    stops = [one for one in passed[begin:] if one in wanted]  # the eye of the number is one more
    assert stops[: len(wanted)] == wanted
