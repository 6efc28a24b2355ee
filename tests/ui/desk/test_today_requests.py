"""오늘 tells what is to be done about requests in writing, and leads to 통지."""

from datetime import date

from ipju.domain.listing import CaseQuery
from ipju.domain.requests import RequestItem, RequestKind
from ipju.services.office import Changes
from ipju.services.requests import draw_up
from tests.ui.desk.conftest import Hands
from tests.ui.sitting import cells


def test_requests_that_wait_are_a_row_that_leads_to_their_place(hands: Hands) -> None:
    office = hands.desk.office()
    assert office is not None
    item = RequestItem(rule="documents", what="등본: 흐림", bring="다시 보냄", clause="3장 서류")
    asked: list[str] = []

    def ask() -> str:
        line = office.store.page(CaseQuery(limit=1)).lines[0]
        draw_up(office, line.id, RequestKind.SUPPLEMENT, date(2024, 3, 12), [item])
        return f"{line.name} / {line.number}"

    hands.desk.jobs.run(ask, asked.append)
    hands.settle()
    hands.window.today.note(Changes(queues=True))
    hands.settle()
    (row,) = [one for one in cells(hands.window.today._queues) if one[0].startswith("보완")]
    assert row[0] == "보완 부칠 것 / 만들고 아직 부치지 않음"
    assert row[1:] == ["1", "2024-03-12 (화) / D-14", asked[0]]
    hands.window.today.choose_queue("requests/supplement/drawn-up")
    hands.window.today.take_keys()
    hands.press("Return")
    assert hands.window.rail.current() == "letters"
