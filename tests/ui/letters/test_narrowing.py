"""Lists of requests by page, narrowed, told of days off, and what the post brought back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from ipju.domain.case import Case
from ipju.domain.listing import CaseQuery
from ipju.domain.post import ReturnWhy
from ipju.domain.requests import RequestKind, RequestState
from ipju.services.office import Office
from ipju.services.practice import fill
from ipju.services.request_lists import draw_up_all
from ipju.services.request_returns import record_return
from ipju.services.request_rows import RequestLine
from ipju.services.request_views import request_page
from ipju.services.requests import draw_up, send
from ipju.ui.screens.letters import narrowing, requests
from ipju.ui.screens.letters.dialogs import DrawOneDialog
from ipju.ui.screens.letters.narrowing import When
from ipju.ui.screens.letters.requests import RequestsPage
from ipju.ui.screens.letters.return_dialogs import ReturnedDialog, SendAgainDialog
from tests.services.desk import acts
from tests.services.rooms import on
from tests.ui.letters.conftest import TODAY, type_of_sitting
from tests.ui.sitting import Sitting, cells

SUPPLEMENT, EXPLANATION = RequestKind.SUPPLEMENT, RequestKind.EXPLANATION
NUMBERS = ("1123456789012", "1123456789013")
DUE = date(2024, 3, 4)


def _page(sitting: Sitting, key: str = "supplements") -> RequestsPage:
    page = sitting.page(key)
    assert isinstance(page, RequestsPage)
    return page


def _sent(office: Office, case: Case, due: date = DUE) -> None:
    request = draw_up(office, case.id, SUPPLEMENT, due).request
    send(office, request.id, TODAY, NUMBERS[0])


def _choose(sitting: Sitting, box: QComboBox, word: str) -> None:
    """Choose in a list as somebody who came there by Tab and typed the way down."""
    box.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(box.count()):
        if box.currentText() == word:
            return
        sitting.press("Down")
    assert box.currentText() == word


def test_what_the_post_brought_back_is_written_down_and_sent_again_by_keys(
    sit: type_of_sitting, office: Office, case: Case
) -> None:
    _sent(office, case)
    sitting = sit(on(office, date(2024, 3, 6)))
    page = _page(sitting)
    page.show_state(RequestState.SENT)
    sitting.settle()
    sitting.press("Ctrl+E")
    back = sitting.dialog(ReturnedDialog)
    sitting.press("Return")
    assert back.which.error() == "등기번호나 접수번호를 적으십시오."
    sitting.fill(back.which, "9999999999999")
    sitting.press("Return")
    assert "그 번호가 없습니다" in back.problem.text()
    back.which.set_value("")
    sitting.fill(back.which, NUMBERS[0])
    sitting.press("Return")
    assert cells(page.table)[0][3] == "2024-03-06 반송 / 폐문부재"
    assert "돌아온 주소" in page.detail.facts.text()
    assert page.next_act.button.text().startswith("다시 부치기")

    sitting.press("Ctrl+Return")
    again = sitting.dialog(SendAgainDialog)
    assert again.due.value() == date(2024, 3, 20)
    sitting.fill(again.number, NUMBERS[1])
    sitting.press("Return")
    assert cells(page.table)[0][0] == "D-14 / 2024-03-20"
    assert cells(page.table)[0][3] == f"2024-03-06 부침 / {NUMBERS[1]}"
    assert "(2차)" in page.detail.facts.text()
    assert acts(office, case.id)[-2:] == ["return-request", "resend-request"]


def test_a_last_day_on_which_nobody_works_is_told_and_moved_by_the_person_only(
    sit: type_of_sitting, office: Office, case: Case
) -> None:
    sitting = sit(office)
    page = _page(sitting)
    sitting.press("Ctrl+O")
    made = sitting.dialog(DrawOneDialog)
    sitting.fill(made.who, case.number)
    made.due.input.selectAll()
    made.due.control().setFocus(Qt.FocusReason.TabFocusReason)
    sitting.type("240316")
    sitting.press("Return")
    assert sitting.has_dialog(DrawOneDialog)
    told = "쉬는 날(토요일)입니다. 2024-03-18 (월) 소인까지 받습니다(민법 제161조)."
    assert made.due.line_below() == told
    sitting.press("Return")
    assert not sitting.has_dialog(DrawOneDialog)
    assert cells(page.table)[0][0] == "D-20 / 2024-03-18"
    assert "2024-03-16 (토)이 쉬는 날이라 2024-03-18 (월) 소인까지" in page.detail.facts.text()


def test_a_list_is_narrowed_to_what_is_overdue_or_came_back(
    sit: type_of_sitting, office: Office, case: Case
) -> None:
    _sent(office, case)
    sitting = sit(on(office, date(2024, 3, 6)))
    page = _page(sitting)
    page.show_state(RequestState.SENT)
    sitting.settle()
    when = page.narrowing.when
    assert when.isVisible()
    for word, count in (("기한 지난 것", 1), ("오늘까지인 것", 0), ("기한 남은 것", 0)):
        _choose(sitting, when, word)
        assert len(cells(page.table)) == count, word
    assert page.empty.isVisible()
    _choose(sitting, when, "반송된 것")
    assert cells(page.table) == []
    (request,) = (one.request.id for one in _sent_lines(office))
    record_return(sitting.office, request, date(2024, 3, 6), ReturnWhy.MOVED)
    page.show_state(RequestState.SENT, case.notice, returned=True)
    sitting.settle()
    assert page.narrowing.narrowed().when is When.RETURNED
    assert page.narrowing.narrowed().notice == case.notice
    assert len(cells(page.table)) == 1
    page.show_state(RequestState.ANSWERED)
    sitting.settle()
    assert not when.isVisible()


def _sent_lines(office: Office) -> tuple[RequestLine, ...]:

    return request_page(office, SUPPLEMENT, RequestState.SENT).lines


def test_a_list_of_many_is_turned_page_by_page(
    sit: type_of_sitting, office: Office, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "SHOWN", 3)
    monkeypatch.setattr(requests, "SHOWN", 3)
    fill(office, case.notice, 30)
    made = draw_up_all(office, CaseQuery(notice=case.notice), EXPLANATION).made
    assert made > 3
    sitting = sit(office)
    page = _page(sitting, "explanations")
    first = cells(page.table)
    assert len(first) == 3
    assert page.turning.words.text() == f"1–3 / {made:,}건"
    page.table.setFocus(Qt.FocusReason.OtherFocusReason)
    sitting.press("PgDown")
    sitting.press("PgDown")
    second = cells(page.table)
    assert second
    assert second != first
    assert page.turning.words.text().startswith("4–")
    assert page.table.currentIndex().row() == 0
    sitting.press("PgUp")
    assert cells(page.table) == first
    assert page.table.currentIndex().row() == 2
    sitting.press("PgDown")
    page.show_state(RequestState.DRAWN_UP)
    sitting.settle()
    assert cells(page.table) == first
