"""오늘 tells which letters wait for the post, and leads to their list."""

from dataclasses import replace
from datetime import date

from ipju import bootstrap
from ipju.domain.decision import Matter, Verdict
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseQuery
from ipju.domain.outgoing import OutgoingQuery, PostState
from ipju.domain.post import ReturnWhy
from ipju.services.approve import approve
from ipju.services.office import Changes
from ipju.services.postings import Posted, record_posted, record_returned
from ipju.services.propose import propose
from ipju.services.publishing import issue_many, outgoing, overview
from tests.ui.desk.conftest import Hands
from tests.ui.sitting import cells

DAY = date(2024, 2, 27)


def test_letters_to_send_and_those_that_came_back_are_rows_that_lead_to_the_post(
    hands: Hands,
) -> None:
    office = hands.desk.office()
    assert office is not None
    told: list[tuple[str, str, str]] = []

    def send() -> tuple[str, str, str]:
        """Approve two, issue both letters, send one; it comes back."""
        chief = replace(office, actor=bootstrap.seat(office.store, "최결재"))
        found = office.store.page(CaseQuery(outcome=Outcome.PASS, limit=2)).lines
        for line in found:
            asked = propose(office, line.id, Matter.PERSON, Verdict.ELIGIBLE, "기준에 맞음")
            approve(chief, asked.proposal.id, asked.proposal.digest)
        notice = found[0].notice
        assert issue_many(office, overview(office, notice).to_issue).issued == 2
        first, second = outgoing(office, OutgoingQuery(notice=notice, state=PostState.TO_SEND))
        record_posted(office, [Posted(letter=first.letter, registered="1123456789012")], DAY)
        record_returned(office, first.letter, DAY, ReturnWhy.ABSENT)
        return notice, f"{second.name} / {second.case_number}", first.name

    hands.desk.jobs.run(send, told.append)
    hands.settle()
    ((notice, waiting, back),) = told
    hands.window.today.note(Changes(queues=True))
    hands.settle()
    rows = {one[0]: one[1:] for one in cells(hands.window.today._queues)}
    assert rows["보낼 통지 / 내고 아직 부치지 않음"] == ["1", "–", waiting]
    assert rows["반송된 통지 / 돌아와서 다시 보낼 것"][2].startswith(back)

    hands.window.today.choose_queue(f"post/{notice}/returned")
    hands.window.today.take_keys()
    hands.press("Return")
    hands.settle()
    assert hands.window.rail.current() == "letters"
    page = hands.window.pages.currentWidget().pages.currentWidget()
    assert (page.name, page.state()) == ("발송·반송", PostState.RETURNED)
    assert [one.name for one in page._lines.values()] == [back]
