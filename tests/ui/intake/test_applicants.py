"""신청자 on the screen: by the day they were complete, put in order by keys and by the mouse."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.services.intake import orders, put_in_order
from ipju.services.office import Changes, Office
from ipju.ui.places import INTAKE, places_of
from ipju.ui.screens.intake.orders_dialog import OrdersDialog
from tests.services.deciding import Chairs, edited
from tests.services.rolling import applied
from tests.services.rooms import JANGAN, ROOMS, YOUNGLIFE
from tests.ui.intake.conftest import type_of_sitting
from tests.ui.sitting import Sitting, cells


def names(page: object) -> list[str]:
    return [row[1].split(" / ")[0] for row in cells(page.editor.table)]  # the order as it stands


def begin(sitting: Sitting) -> object:
    page = sitting.page("applicants")
    sitting.screen.take_keys()
    sitting.press("Ctrl+O")
    return page


def test_applications_are_listed_by_day_and_it_is_said_that_nobody_is_ranked(
    sit: type_of_sitting, desk: Chairs, people: list[Case]
) -> None:
    page = sit(desk.park).page("applicants")
    assert cells(page.table) == [
        ["홍길동 / 2024-T-0002", "2024-01-09 (화)", "일반공급", "적합", "적격 결재됨", "–"],
        ["김예시 / 2024-T-0001", "2024-01-20 (토)", "일반공급", "적합", "적격 결재됨", "–"],
        ["이예시 / 2024-T-0003", "2024-01-22 (월)", "일반공급", "적합", "적격 결재됨", "–"],
        ["박예시 / 2024-T-0004", "–", "일반공급", "미확인", "서류가 덜 갖추어짐", "–"],
    ]
    assert page.unranked.isVisible()
    assert "순위를 매기지 않습니다" in page.unranked.text()
    assert not page.standing.isVisible()


def test_an_officer_puts_them_in_order_by_keys_and_says_why(
    sit: type_of_sitting, desk: Chairs, people: list[Case]
) -> None:
    sitting = sit(desk.park)
    page = begin(sitting)
    assert names(page) == ["홍길동", "김예시", "이예시"]
    assert sitting.focused() is page.editor.table
    sitting.press("Alt+Down")
    assert names(page) == ["김예시", "홍길동", "이예시"]
    sitting.press("Alt+End")
    assert names(page) == ["김예시", "이예시", "홍길동"]
    sitting.press("Ctrl+Z")
    assert names(page) == ["김예시", "홍길동", "이예시"]
    sitting.press("Ctrl+Y")
    sitting.press("Ctrl+Return")
    assert page.editor.reason.is_bad(), "no order without its reason"
    assert orders(desk.park, ROOMS, JANGAN) == ()
    sitting.type("운영규정 제5조")
    sitting.press("Ctrl+Return")
    (line,) = orders(desk.park, ROOMS, JANGAN)
    assert [name for _number, name in line.applicants] == ["김예시", "이예시", "홍길동"]
    assert (line.by, line.order.reason) == ("박담당", "운영규정 제5조")
    assert sitting.told[-1].intake
    assert [row[-1] for row in cells(page.table)] == ["3번째", "1번째", "2번째", "–"]
    assert "운영규정 제5조" in page.order_line.text()
    assert sitting.focused() is page.table


def test_a_row_is_dragged_and_a_drag_is_one_move(
    sit: type_of_sitting, desk: Chairs, people: list[Case]
) -> None:
    page = begin(sit(desk.park))
    table = page.editor.table
    port = table.viewport()

    def middle(row: int) -> QPoint:
        return table.visualRect(table.rows_model.index(row, 1)).center()

    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=middle(0))
    for row in (1, 2):
        # A real pointer holds its button while it moves.
        _drag_to(table, middle(row))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=middle(2))
    assert names(page) == ["김예시", "이예시", "홍길동"]
    assert page.editor.undo_button.isEnabled()
    QTest.mouseClick(page.editor.undo_button, Qt.MouseButton.LeftButton)
    assert names(page) == ["홍길동", "김예시", "이예시"]
    assert not page.editor.undo_button.isEnabled()


def _drag_to(table: object, at: QPoint) -> None:
    where = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        where,
        QPointF(table.viewport().mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(table.viewport(), event)


def test_leaving_by_esc_stores_nothing_and_keeps_the_moves(
    sit: type_of_sitting, desk: Chairs, people: list[Case]
) -> None:
    sitting = sit(desk.park)
    page = begin(sitting)
    sitting.press("Alt+Down")
    sitting.press("Escape")
    assert sitting.focused() is page.table
    assert orders(desk.park, ROOMS, JANGAN) == ()
    sitting.press("Ctrl+O")
    assert names(page) == ["김예시", "홍길동", "이예시"]


def test_somebody_who_became_complete_meanwhile_is_not_passed_over(
    sit: type_of_sitting, desk: Chairs, people: list[Case]
) -> None:
    sitting = sit(desk.park)
    page = begin(sitting)
    applied(desk.lee, "2024-T-0005", "정예시", "2024-01-25")
    page.editor.reason.control().setFocus()
    sitting.type("사유")
    sitting.press("Ctrl+Return")
    assert page.banner.isVisible()
    assert "2024-T-0005" in page.banner.text()
    assert names(page) == ["홍길동", "김예시", "이예시", "정예시"]
    assert page.editor.reason.text() == "사유"
    sitting.press("Ctrl+Return")
    assert len(orders(desk.park, ROOMS, JANGAN)) == 1


def test_every_order_that_was_made_can_be_looked_at(
    sit: type_of_sitting, desk: Chairs, people: list[Case]
) -> None:
    ids = [one.id for one in people]
    put_in_order(desk.park, ROOMS, JANGAN, ids, "처음")
    put_in_order(desk.lee, ROOMS, JANGAN, ids[::-1], "바로잡음")
    sitting = sit(desk.park)
    page = sitting.page("applicants")
    assert page.past_button.text() == "지난 순서 2건"
    page.past_button.click()
    dialog = sitting.dialog(OrdersDialog)
    assert [row[1].split(" / ")[0] for row in cells(dialog.orders)] == ["바로잡음", "처음"]
    assert [row[1].split(" / ")[0] for row in cells(dialog.names)] == ["이예시", "홍길동", "김예시"]
    sitting.press("Down")
    assert [row[1].split(" / ")[0] for row in cells(dialog.names)] == ["김예시", "홍길동", "이예시"]
    sitting.press("Escape")
    assert not sitting.has_dialog(OrdersDialog)


def test_another_building_has_its_own_people_and_an_empty_one_says_how_to_begin(
    sit: type_of_sitting, desk: Chairs, people: list[Case]
) -> None:
    sitting = sit(desk.park)
    page = sitting.page("applicants")
    page.bar.buildings.setFocus(Qt.FocusReason.TabFocusReason)
    sitting.press("Down")
    assert page.bar.building_name() == "영라이프"
    assert cells(page.table) == []
    assert page.empty.isVisible()
    assert "영라이프" in page.empty.findChildren(type(page.order_line))[0].text()
    assert page.order_act.blocked_reason() == "순서를 정할 신청이 없습니다"
    # The other sections follow: it is chosen once.
    assert sitting.page("waiting").bar.building_name() == "영라이프"
    applied(desk.park, "2024-T-0006", "황예시", "2024-01-25", building=YOUNGLIFE)
    sitting.screen.sections.setFocus()
    sitting.page("applicants").refresh()
    sitting.settle()
    assert [row[0] for row in cells(page.table)] == ["황예시 / 2024-T-0006"]


def test_a_case_is_opened_by_enter(sit: type_of_sitting, desk: Chairs, people: list[Case]) -> None:
    sitting = sit(desk.park)
    opened: list[object] = []
    sitting.screen.case_wanted.connect(lambda case, _query: opened.append(case))
    sitting.page("applicants")
    sitting.screen.take_keys()
    sitting.press("Return")
    assert opened == [people[1].id]


def test_what_changes_elsewhere_is_seen_here(
    sit: type_of_sitting, desk: Chairs, people: list[Case]
) -> None:
    sitting = sit(desk.park)
    page = sitting.page("applicants")
    edited(desk.park, people[1])
    sitting.screen.note(Changes(cases=True))
    sitting.settle()
    assert cells(page.table)[0][4] == "자격 적격 효력 잃음"


def test_without_a_notice_with_a_waiting_list_the_place_says_so(
    sit: type_of_sitting, desk: Chairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices = desk.park.notices
    monkeypatch.setattr(type(notices), "ids", lambda _self: ("jangi-ansim-2023-3",))
    sitting = sit(desk.park)
    for key in ("applicants", "waiting", "scholars"):
        page = sitting.page(key)
        assert page.empty.isVisible()
        assert not page.table.isVisible()
        assert not page.bar.isVisible()
    assert sitting.problems == []


def test_only_who_judges_comes_here(office: Office, sit: type_of_sitting) -> None:
    wanted = {
        name: INTAKE in [one.item.key for one in places_of(actor.roles)]
        for name in ("박담당", "최결재", "정접수", "강관리")
        if (actor := bootstrap.seat(office.store, name))
    }
    assert wanted == {"박담당": True, "최결재": True, "정접수": False, "강관리": False}


def test_an_order_that_was_altered_is_told_of_and_can_be_made_anew(
    sit: type_of_sitting, desk: Chairs, people: list[Case]
) -> None:
    put_in_order(desk.park, ROOMS, JANGAN, [one.id for one in people], "운영규정에 따름")
    run = desk.park.store.connection.exec_driver_sql
    run("DROP TRIGGER selection_order_stays")
    run("UPDATE selection_order SET reason = '다른 사유'")
    sitting = sit(desk.park)
    page = sitting.page("applicants")
    assert "고친 흔적이 있어 쓰지 않습니다" in page.order_line.text()
    assert "다른 사유" not in page.order_line.text()
    page = begin(sitting)
    assert sorted(names(page)) == ["김예시", "이예시", "홍길동"]
