"""오늘 and the lists: queues with their counts and next case, the calendar, search."""

from dataclasses import replace
from datetime import date

import pytest

from ipju.bootstrap import SystemClock, seat
from ipju.domain.case import Case
from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.editing import change
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseQuery
from ipju.services.approve import approve, send_back
from ipju.services.browse import DecisionQueue, find, my_proposals, next_in_queue, page, today
from ipju.services.issue_letter import issue
from ipju.services.office import Office
from ipju.services.open_case import add_case, view_case
from ipju.services.practice import fill
from ipju.services.propose import propose
from ipju.services.record import record
from tests.services.conftest import sample
from tests.services.desk import stored

NOTICE = "jangi-ansim-2023-3"


def test_the_queues_of_today_count_what_their_lists_hold(office: Office) -> None:
    fill(office, NOTICE, 40)
    shown = today(office)
    assert shown.total == 40
    assert sum(one.count for one in shown.queues) == 40
    for queue in shown.queues:
        held = page(office, queue.query)
        assert queue.count == held.total
        assert queue.next_case == (held.lines[0] if held.lines else None)
        assert (queue.deadline is None) == (queue.count == 0)
        assert {one.summary.outcome.value for one in held.lines} <= {queue.id}


def test_an_empty_office_has_empty_queues_and_still_its_calendar(office: Office) -> None:
    shown = today(office)
    assert [one.count for one in shown.queues] == [0] * len(shown.queues)
    assert shown.recent == ()
    assert shown.spans
    for span in shown.spans:
        assert span.start <= span.end
    papers = next(one for one in shown.spans if "서류 제출" in one.title)
    assert papers.start == date(2023, 12, 26)


def test_a_deadline_that_is_past_stays_to_be_seen(office: Office, refused: Case) -> None:
    late = replace(office, clock=SystemClock(date(2025, 1, 1)))
    queue = next(one for one in today(late).queues if one.id == Outcome.FAIL.value)
    notice = office.notices.get(refused.notice)
    assert queue.deadline == notice.calendar.explanation_until


def test_the_cases_seen_last_come_first(office: Office, refused: Case, granted: Case) -> None:
    for one in (refused, granted, refused):
        view_case(office, one.id)
    assert [line.id for line, _at in today(office).recent] == [refused.id, granted.id]
    assert today(replace(office, actor=seat(office.store, "이담당"))).recent == ()


def test_a_queue_is_worked_through_in_order_and_begins_again(office: Office) -> None:
    fill(office, NOTICE, 12)
    query = CaseQuery(limit=5)
    ids = [one.id for one in page(office, CaseQuery(limit=100)).lines]
    walked = [next_in_queue(office, query, after) for after in (None, *ids)]
    assert [one.id for one in walked if one] == [*ids, ids[0]]
    assert next_in_queue(office, CaseQuery(text="없는이름"), None) is None


@pytest.mark.parametrize("typed", ["김", "김예", "김예시", "ㄱㅇㅅ", "2023-3-041"])
def test_search_finds_while_typing(office: Office, refused: Case, typed: str) -> None:
    assert refused.id in [one.id for one in find(office, typed)]


@pytest.mark.parametrize(
    "typed", ["", "   ", '"', "'", "%", "*", "_", "😀", "\\", "a" * 10_000, "가" * 10_000, "\0"]
)
def test_no_text_makes_search_fail(office: Office, refused: Case, typed: str) -> None:
    assert find(office, typed) == ()
    assert page(office, CaseQuery(text=typed or "없")).total in (0, 1)


@pytest.mark.parametrize(
    "typed", ["990229-0000000", "9902290000000", " 990229 0000000 ", "990229.0000000"]
)
def test_a_whole_rrn_finds_its_case_and_is_written_down(office: Office, typed: str) -> None:
    case = sample("kim-yesi")
    people = (replace(case.people[0], rrn="9902290000000", birth=None), *case.people[1:])
    with office.store.unit() as unit:
        kept = unit.cases.add(replace(case, people=people))
    assert stored(office, kept.id).people[0].rrn == "9902290000000"
    assert [one.id for one in find(office, typed)] == [kept.id]
    rows = office.store.connection.exec_driver_sql("SELECT action, detail FROM ledger").all()
    assert rows[-1] == ("search-rrn", "{}")


def test_a_part_of_an_rrn_finds_nobody(office: Office) -> None:
    case = sample("kim-yesi")
    people = (replace(case.people[0], rrn="9902290000000"), *case.people[1:])
    with office.store.unit() as unit:
        unit.cases.add(replace(case, people=people, number="2023-3-00009"))
    assert find(office, "990229-000000") == ()
    assert find(office, "990229-0") == ()


def test_each_notice_has_its_own_queues(office: Office, refused: Case) -> None:
    add_case(office, sample("hong-gildong"))
    assert today(office, NOTICE).total == 2
    assert today(office, "no-such-notice").total == 0


def _queue(office: Office, state: ProposalState) -> DecisionQueue:
    return next(one for one in today(office).decisions if one.state is state)


def test_the_supervisor_sees_what_others_proposed_and_who_is_first(
    office: Office, refused: Case
) -> None:
    supervisor = replace(office, actor=seat(office.store, "최결재"))
    assert _queue(supervisor, ProposalState.WAITING).count == 0
    raised = propose(office, refused.id, Matter.PERSON, Verdict.INELIGIBLE, "소득 초과").proposal
    queue = _queue(supervisor, ProposalState.WAITING)
    assert (queue.count, queue.since) == (1, raised.proposed_at)
    assert queue.first is not None
    assert (queue.first.proposal, queue.first.number) == (raised, refused.number)
    assert ProposalState.WAITING not in {one.state for one in today(office).decisions}


def test_what_came_back_stays_in_the_queue_until_it_is_proposed_anew(
    office: Office, refused: Case
) -> None:
    supervisor = replace(office, actor=seat(office.store, "최결재"))
    raised = propose(office, refused.id, Matter.PERSON, Verdict.INELIGIBLE, "소득 초과").proposal
    send_back(supervisor, raised.id, "소득을 다시 볼 것")
    queue = _queue(office, ProposalState.SENT_BACK)
    assert queue.count == 1
    assert queue.first is not None
    assert queue.first.proposal.decision_reason == "소득을 다시 볼 것"
    other = replace(office, actor=seat(office.store, "이담당"))
    assert _queue(other, ProposalState.SENT_BACK).count == 0
    assert [one.proposal.id for one in my_proposals(office)] == [raised.id]
    again = propose(office, refused.id, Matter.PERSON, Verdict.INELIGIBLE, "다시 봄").proposal
    assert _queue(office, ProposalState.SENT_BACK).count == 0
    assert [one.proposal.id for one in my_proposals(office)] == [again.id]


def test_what_is_approved_is_to_be_issued_and_what_changed_is_to_be_proposed_again(
    office: Office, refused: Case
) -> None:
    supervisor = replace(office, actor=seat(office.store, "최결재"))
    raised = propose(office, refused.id, Matter.PERSON, Verdict.INELIGIBLE, "소득 초과").proposal
    approve(supervisor, raised.id, raised.digest)
    assert _queue(office, ProposalState.APPROVED).count == 1
    case = stored(office, refused.id)
    record(office, case.id, [change(case, ("phone",), "010-0000-3333")])
    assert _queue(office, ProposalState.APPROVED).count == 0
    assert _queue(office, ProposalState.VOID).count == 1


def test_a_letter_that_was_issued_and_a_decision_without_one_wait_for_nobody(
    office: Office, refused: Case, granted: Case
) -> None:
    supervisor = replace(office, actor=seat(office.store, "최결재"))
    letter = propose(office, refused.id, Matter.PERSON, Verdict.INELIGIBLE, "소득 초과").proposal
    held = propose(office, granted.id, Matter.PERSON, Verdict.HOLD, "확인하는 중").proposal
    for one in (letter, held):
        approve(supervisor, one.id, one.digest)
    assert _queue(office, ProposalState.APPROVED).count == 1
    issue(office, letter.id)
    assert _queue(office, ProposalState.APPROVED).count == 0
    assert my_proposals(office) == ()
