"""오늘 tells what is to be done about requests in writing, and leads to 통지."""

from datetime import date

from ipju.domain.listing import CaseQuery
from ipju.domain.post import ReturnWhy
from ipju.domain.requests import RequestItem, RequestKind, RequestState
from ipju.services.office import Changes
from ipju.services.request_returns import record_return
from ipju.services.requests import draw_up, send
from ipju.ui.screens.letters.narrowing import Narrowed, When
from tests.ui.desk.conftest import Hands
from tests.ui.sitting import cells


def test_requests_that_wait_are_a_row_that_leads_to_their_place(hands: Hands) -> None:
    office = hands.desk.office()
    assert office is not None
    item = RequestItem(rule="documents", what="등본: 흐림", bring="다시 보냄", clause="3장 서류")
    names: list[str] = []

    def ask() -> str:
        line = office.store.page(CaseQuery(limit=1)).lines[0]
        asked = draw_up(office, line.id, RequestKind.EXPLANATION, None, [item]).request
        send(office, asked.id, date(2024, 2, 27), "1123456789012")
        return f"{line.name} / {line.number}"

    hands.desk.jobs.run(ask, names.append)
    hands.settle()
    hands.window.today.note(Changes(queues=True))
    hands.settle()
    (row,) = [one for one in cells(hands.window.today._queues) if one[0].startswith("소명 답")]
    assert row[0] == "소명 답 기다림 / 부치고 답을 기다림"
    assert row[1:] == ["1", "2024-03-06 (수) / D-8", names[0]]
    hands.window.today.choose_queue("requests/explanation/sent")
    hands.window.today.take_keys()
    hands.press("Return")
    assert hands.window.rail.current() == "letters"
    page = hands.window.pages.currentWidget().pages.currentWidget()
    assert (page.name, page.state()) == ("소명", RequestState.SENT)
    assert [one[1] for one in cells(page.table)] == names


def test_what_came_back_of_a_notice_leads_to_just_that(hands: Hands) -> None:
    office = hands.desk.office()
    assert office is not None
    item = RequestItem(rule="documents", what="등본: 흐림", bring="다시 보냄", clause="3장 서류")

    def returned() -> None:
        line = office.store.page(CaseQuery(limit=1)).lines[0]
        asked = draw_up(office, line.id, RequestKind.EXPLANATION, None, [item]).request
        send(office, asked.id, date(2024, 2, 27), "1123456789012")
        record_return(office, asked.id, date(2024, 2, 27), ReturnWhy.MOVED)

    hands.desk.jobs.run(returned, lambda _nothing: None)
    hands.settle()
    notice = office.notices.ids()[-1]
    hands.window.today.set_notice("jangi-ansim-2023-3")
    hands.settle()
    hands.window.today.choose_queue("requests/explanation/sent/returned")
    hands.window.today.take_keys()
    hands.press("Return")
    page = hands.window.pages.currentWidget().pages.currentWidget()
    assert page.state() is RequestState.SENT
    assert page.narrowing.narrowed() == Narrowed(notice="jangi-ansim-2023-3", when=When.RETURNED)
    assert len(cells(page.table)) == 1
    hands.window.today.set_notice(notice)
    hands.settle()
    assert not [one for one in cells(hands.window.today._queues) if "반송된 것" in one[0]]
