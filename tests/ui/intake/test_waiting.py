"""예비입주자 on the screen: listed in the order, called in turn, answers written down."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from ipju.domain.case import Case
from ipju.domain.intake import WaitingState
from ipju.services.intake import call, list_waiting, put_in_order, waiting_list
from ipju.services.letting import offer
from ipju.services.office import Office
from ipju.ui.dialogs.service import ReasonDialog
from ipju.ui.screens.intake.waiting_dialogs import AnswerDialog, CallDialog, ListDialog
from ipju.ui.widgets.surface import Label
from tests.services.deciding import Chairs, edited
from tests.services.rolling import DAY
from tests.services.rooms import JANGAN, ROOMS, on
from tests.ui.intake.conftest import type_of_sitting
from tests.ui.sitting import Sitting, cells

BY = date(2024, 2, 27)
UNTIL = "2025-02-20까지 / 366일 남음"


@pytest.fixture
def ordered(desk: Chairs, people: list[Case]) -> list[Case]:
    """The three in the order 이예시, 김예시, 홍길동."""
    found = [people[2], people[0], people[1]]
    put_in_order(desk.park, ROOMS, JANGAN, [one.id for one in found], "운영규정 제5조")
    return found


@pytest.fixture
def listed(desk: Chairs, ordered: list[Case]) -> list[Case]:
    list_waiting(desk.park, ROOMS, JANGAN, [one.id for one in ordered], DAY, "공실만큼")
    return ordered


def at_waiting(sitting: Sitting) -> object:
    page = sitting.page("waiting")
    sitting.screen.take_keys()
    return page


def states(office: Office) -> dict[str, WaitingState]:
    return {one.name: one.entry.state for one in waiting_list(office, ROOMS, JANGAN)}


def test_so_many_of_the_order_as_the_officer_says_are_listed(
    sit: type_of_sitting, desk: Chairs, ordered: list[Case]
) -> None:
    sitting = sit(desk.park)
    page = at_waiting(sitting)
    assert page.empty.isVisible()
    assert page.call_act.blocked_reason() == "부를 순번이 없습니다"
    sitting.press("Ctrl+O")
    dialog = sitting.dialog(ListDialog)
    assert [row[1].split(" / ")[0] for row in cells(dialog.names)] == ["이예시", "김예시", "홍길동"]
    assert sitting.focused() is dialog.count.control()
    sitting.press("Ctrl+A")
    sitting.type("2")
    assert [row[:2] for row in cells(dialog.names)] == [
        ["1", "이예시 / 2024-T-0003"],
        ["2", "김예시 / 2024-T-0001"],
    ]
    assert "다음 1명은 올리지 않습니다" in dialog.below.text()
    sitting.press("Return")
    assert dialog.reason.is_bad(), "how many is the officer's, with a reason"
    sitting.type("올해 퇴거 예정 호실 수만큼")
    sitting.press("Return")
    assert not sitting.has_dialog(ListDialog)
    assert cells(page.table) == [
        ["1", "이예시 / 2024-T-0003", "대기 / 다음에 부름", UNTIL],
        ["2", "김예시 / 2024-T-0001", "대기", UNTIL],
    ]
    assert (sitting.told[-1].intake, page.banner.isVisible()) == (True, True)
    assert page.list_act.button.text() == "예비입주자 올리기 (1명 가능)"


def test_a_wrong_number_or_day_is_said_in_the_dialog(
    sit: type_of_sitting, desk: Chairs, ordered: list[Case]
) -> None:
    sitting = sit(desk.park)
    at_waiting(sitting)
    sitting.press("Ctrl+O")
    dialog = sitting.dialog(ListDialog)
    sitting.press("Ctrl+A")
    sitting.type("4")
    sitting.press("Return")
    assert dialog.count.is_bad()
    sitting.press("Ctrl+A")
    sitting.type("1")
    sitting.fill(dialog.reason, "사유")
    dialog.told.control().setFocus(Qt.FocusReason.TabFocusReason)
    sitting.press("Ctrl+A")
    sitting.type("240221")
    sitting.press("Return")
    assert "오늘보다 뒤" in dialog.problem.text()
    assert dialog.problem.isVisible()
    assert states(desk.park) == {}


def test_the_next_is_called_into_a_free_room_and_declines(
    sit: type_of_sitting, desk: Chairs, listed: list[Case]
) -> None:
    sitting = sit(desk.park)
    page = at_waiting(sitting)
    told = [one.text() for one in page.head.findChildren(Label)]
    assert told == ["예비입주자", "대기 3 · 호출 0 · 빈 호실 12"]
    assert page.call_act.button.text() == "예비 1번 부르기"
    sitting.press("Ctrl+Return")
    dialog = sitting.dialog(CallDialog)
    assert dialog.room.text() == "201호 · 26.59㎡ · 보증금 21,000,000원 · 월 248,580원"
    sitting.press("Down")
    sitting.press("Return")
    assert not sitting.has_dialog(CallDialog)
    assert cells(page.table)[0][2] == "호출 / 202호 · 02-27까지 답"
    assert page.current().name == "이예시"
    assert "202호" in page.banner.text()
    assert [row[1] for row in cells(page.detail.story)] == [
        "예비입주자를 부름",
        "호실을 제안함",
        "예비입주자로 올림 / 공실만큼",
    ]
    assert page.detail.silent_button.isHidden(), "the day for an answer has not passed"
    sitting.press("Return")
    assert sitting.focused() is page.detail.decline_button
    sitting.press("Return")
    sitting.dialog(AnswerDialog)
    sitting.type("직장이 멀다고 함")
    sitting.press("Return")
    assert not sitting.has_dialog(AnswerDialog)
    assert states(desk.park)["이예시"] is WaitingState.DECLINED
    assert cells(page.table)[1][2] == "대기 / 다음에 부름"
    assert page.call_act.button.text() == "예비 2번 부르기"
    assert not page.detail.strike_button.isVisible()


def test_silence_is_written_down_once_the_day_has_passed(
    sit: type_of_sitting, desk: Chairs, listed: list[Case]
) -> None:
    entry = waiting_list(desk.park, ROOMS, JANGAN)[0].entry
    call(desk.park, entry.id, JANGAN, "201", BY)
    sitting = sit(on(desk.park, date(2024, 2, 28)))
    page = at_waiting(sitting)
    assert page.table.select_id(entry.id.hex)
    sitting.settle()
    assert page.detail.silent_button.isVisible()
    page.detail.silent_button.click()
    sitting.dialog(AnswerDialog)
    sitting.press("Return")
    assert states(desk.park)["이예시"] is WaitingState.SILENT


def test_somebody_is_struck_off_with_a_reason(
    sit: type_of_sitting, desk: Chairs, listed: list[Case]
) -> None:
    sitting = sit(desk.park)
    page = at_waiting(sitting)
    sitting.press("End")
    sitting.press("Return")
    assert sitting.focused() is page.detail.strike_button
    sitting.press("Return")
    dialog = sitting.dialog(ReasonDialog)
    sitting.press("Return")
    assert dialog.reason.is_bad()
    sitting.type("본인이 원함")
    sitting.press("Return")
    assert states(desk.park)["홍길동"] is WaitingState.STRUCK
    assert "명단에서 뺐습니다" in page.banner.text()


def test_who_lost_the_approval_is_told_of_when_called(
    sit: type_of_sitting, desk: Chairs, listed: list[Case]
) -> None:
    edited(desk.park, listed[0])
    sitting = sit(desk.park)
    at_waiting(sitting)
    sitting.press("Ctrl+Return")
    dialog = sitting.dialog(CallDialog)
    sitting.press("Return")
    assert "적격으로 결재받은 뒤" in dialog.problem.text()
    assert states(desk.park)["이예시"] is WaitingState.WAITING


def test_nobody_is_called_while_every_room_is_held(
    sit: type_of_sitting, desk: Chairs, ordered: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    notices = desk.park.notices
    real = type(notices).get

    def one_room(self: object, notice_id: str) -> object:
        found = real(self, notice_id)
        small = [replace(one, rooms=one.rooms[:1]) for one in found.buildings]
        return replace(found, buildings=tuple(small)) if small else found

    offer(desk.park, ordered[0].id, JANGAN, "201", BY)
    list_waiting(desk.park, ROOMS, JANGAN, [ordered[1].id], DAY, "공실만큼")
    monkeypatch.setattr(type(notices), "get", one_room)
    page = at_waiting(sit(desk.park))
    assert page.call_act.blocked_reason() == "빈 호실이 없습니다"
    assert not page.call_act.button.isEnabled()


def test_numbers_whose_year_is_over_are_cleared_by_one_act(
    sit: type_of_sitting, desk: Chairs, listed: list[Case]
) -> None:
    sitting = sit(on(desk.park, date(2025, 2, 21)))
    page = at_waiting(sitting)
    assert page.due.isVisible()
    assert page.due.text() == "유효기간이 지난 순번이 3개 있습니다."
    assert cells(page.table)[0][3] == "2025-02-20까지 / 기간 지남"
    assert page.call_act.blocked_reason() == "부를 순번이 없습니다"
    page.due.acted.emit()
    sitting.settle()
    assert set(states(desk.park).values()) == {WaitingState.EXPIRED}
    assert not page.due.isVisible()
    assert page.list_act.button.text() == "예비입주자 올리기 (3명 가능)"


def test_the_case_of_a_number_is_opened(
    sit: type_of_sitting, desk: Chairs, listed: list[Case]
) -> None:
    sitting = sit(desk.park)
    opened: list[object] = []
    sitting.screen.case_wanted.connect(lambda case, _query: opened.append(case))
    page = at_waiting(sitting)
    page.detail.case_button.click()
    assert opened == [listed[0].id]


def test_a_number_that_was_altered_shows_so_and_offers_nothing(
    sit: type_of_sitting, desk: Chairs, listed: list[Case]
) -> None:
    run = desk.park.store.connection.exec_driver_sql
    run("UPDATE waiting SET valid_until = '2030-01-01' WHERE number = 1")
    page = at_waiting(sit(desk.park))
    assert cells(page.table)[0][2] == "고친 흔적"
    assert page.detail.why_not.isVisible()
    assert not page.detail.strike_button.isVisible()
