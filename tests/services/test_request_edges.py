"""Requests at their edges: days off, returned by post, late envelopes, cases gone in between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest

from ipju.domain.case import Case, Stage, Vulnerable, VulnerableClaim
from ipju.domain.decision import ProposalState, Verdict
from ipju.domain.editing import change
from ipju.domain.listing import CaseQuery
from ipju.domain.notice import Notice
from ipju.domain.post import ReturnWhy
from ipju.domain.requests import (
    CaseRequest,
    RequestEnd,
    RequestItem,
    RequestKind,
    RequestQuery,
    RequestState,
)
from ipju.services.approve import approve
from ipju.services.letters.period import rule_until
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.overlaps import settle
from ipju.services.ports import Notices
from ipju.services.print_requests import print_requests
from ipju.services.record import record
from ipju.services.request_days import proposed_due
from ipju.services.request_lists import draw_up_all, due_until, lapse_due, propose_lapsed
from ipju.services.request_problems import (
    CaseClosed,
    NoReason,
    NotInState,
    NotReturned,
    NotWholeRequest,
    WrongDay,
    WrongDueDay,
    WrongRegistered,
)
from ipju.services.request_returns import record_return, send_again
from ipju.services.request_views import choices, request_queues, requests_in, requests_of
from ipju.services.requests import close, draw_up, send, take_answer, take_back
from tests.services.conftest import sample
from tests.services.deciding import approved, chairs, proposed
from tests.services.desk import acts, stored, text_of
from tests.services.rooms import on

HOMES = "jangi-ansim-2023-3"
SUPPLEMENT, EXPLANATION = RequestKind.SUPPLEMENT, RequestKind.EXPLANATION
TODAY, DUE = date(2024, 2, 27), date(2024, 3, 4)
SATURDAY, MONDAY = date(2024, 3, 9), date(2024, 3, 11)
NUMBERS = ("1123456789012", "1123456789013", "1123456789014")
ALL = CaseQuery(notice=HOMES)


def _sent(
    office: Office, case: Case, due: date = DUE, kind: RequestKind = SUPPLEMENT, at: int = 0
) -> UUID:
    request = draw_up(office, case.id, kind, due if kind is SUPPLEMENT else None).request
    send(office, request.id, TODAY, NUMBERS[at])
    return request.id


def _request(office: Office, request: UUID) -> CaseRequest:
    with office.store.unit() as unit:
        return unit.requests.get(request)


def _twin(office: Office) -> Case:
    twin = replace(sample("kim-yesi"), id=UUID(int=7), number="2023-3-09999")
    return add_case(office, twin).case


def _proposal(office: Office, case: Case) -> tuple[ProposalState, Verdict]:
    with office.store.unit() as unit:
        newest = unit.proposals.of(case.id)[0]
    return newest.state, newest.verdict


# Days on which nobody works.


def test_the_day_proposed_for_a_supplement_is_a_working_day() -> None:
    assert proposed_due(TODAY) == date(2024, 3, 12)
    # Two weeks after 2024-02-16 is 삼일절, a Friday; then a weekend.
    assert proposed_due(date(2024, 2, 16)) == date(2024, 3, 4)


def test_a_last_day_on_a_saturday_runs_until_monday(office: Office, refused: Case) -> None:
    request = _sent(office, refused, SATURDAY)
    sunday, monday, tuesday = (on(office, date(2024, 3, one)) for one in (10, 11, 12))
    for still in (sunday, monday):
        (queue,) = request_queues(still)
        assert (queue.deadline, queue.overdue) == (MONDAY, 0)
    (queue,) = request_queues(tuesday)
    assert queue.overdue == 1
    (line,) = requests_of(sunday, refused.id)
    assert (line.ends_on, line.days_left) == (MONDAY, 1)
    assert due_until(monday, SUPPLEMENT, date(2024, 3, 10)) == 0
    assert lapse_due(monday, SUPPLEMENT, date(2024, 3, 10)).requests == ()
    answered = take_answer(tuesday, request, MONDAY).request
    (line,) = requests_of(tuesday, refused.id)
    assert (answered.state, line.late) == (RequestState.ANSWERED, "")
    assert close(tuesday, request, RequestEnd.ACCEPTED).request.end is RequestEnd.ACCEPTED


def test_the_letter_says_until_when_a_last_day_off_really_runs(
    office: Office, refused: Case
) -> None:
    """The day stands as it was set; nobody is told Saturday where Monday is in time too."""
    request = draw_up(office, refused.id, SUPPLEMENT, SATURDAY).request
    text = " ".join(text_of(print_requests(office, [request.id])).split())
    assert "2024. 3. 9.(토)까지 ※ 마지막 날 우편 소인까지 인정." in text
    assert "쉬는 날(토요일)이므로 2024. 3. 11.(월)까지로 봄(민법 제161조)" in text
    assert "부적격이 될 수 있습니다" in text
    take_back(office, request.id, "기한을 고침")
    request = draw_up(office, refused.id, SUPPLEMENT, MONDAY).request
    plain = " ".join(text_of(print_requests(office, [request.id])).split())
    assert "2024. 3. 11.(월)까지 ※ 마지막 날 우편 소인까지 인정 " in plain
    assert "민법" not in plain
    # A period that the officer gives, where the notice has no word of what is in time.
    assert rule_until("", SATURDAY).startswith("마지막 날이 쉬는 날(토요일)이므로")
    assert rule_until("", None) == ""


def test_after_the_monday_it_lapses_and_an_answer_of_tuesday_is_late(
    office: Office, refused: Case
) -> None:
    other = _twin(office)
    silent, late = _sent(office, refused, SATURDAY), _sent(office, other, SATURDAY, at=1)
    later = on(office, date(2024, 3, 20))
    take_answer(later, late, date(2024, 3, 12))
    with pytest.raises(NoReason, match="1일 늦음"):
        close(later, late, RequestEnd.ACCEPTED)
    assert due_until(later, SUPPLEMENT, MONDAY) == 1
    assert [one.id for one in lapse_due(later, SUPPLEMENT, MONDAY).requests] == [silent]


def test_a_request_may_still_be_posted_on_the_working_day_after_its_last_day(
    office: Office, refused: Case
) -> None:
    request = draw_up(office, refused.id, SUPPLEMENT, SATURDAY).request
    with pytest.raises(WrongDay, match="지나서"):
        send(on(office, date(2024, 3, 12)), request.id, date(2024, 3, 12), NUMBERS[0])
    monday = on(office, MONDAY)
    assert send(monday, request.id, MONDAY, NUMBERS[0]).request.sent_on == MONDAY


# Returned by the post.


def test_what_the_post_brought_back_waits_to_be_sent_again_and_does_not_lapse(
    office: Office, refused: Case
) -> None:
    request = _sent(office, refused)
    later = on(office, date(2024, 3, 6))
    done = record_return(later, request, date(2024, 3, 5), ReturnWhy.MOVED)
    assert (done.request.state, done.changes.requests) == (RequestState.SENT, True)
    assert acts(office, refused.id)[-1] == "return-request"
    (queue,) = request_queues(later)
    assert (queue.title, queue.count, queue.returned) == ("보완 반송된 것", 1, True)
    (line,) = requests_of(later, refused.id)
    assert line.returned
    assert due_until(later, SUPPLEMENT, DUE) == 0
    lapsed = lapse_due(later, SUPPLEMENT, DUE)
    assert (lapsed.requests, lapsed.proposed) == ((), 0)
    assert [(one.number, one.why) for one in lapsed.failed] == [
        (refused.number, "반송되어 닿지 않았습니다. 다시 부치거나 요청을 거두세요.")
    ]
    with pytest.raises(NotReturned, match="나가 있는"):
        record_return(later, request, date(2024, 3, 5), ReturnWhy.MOVED)


def test_it_is_sent_again_to_the_address_of_now_with_a_new_last_day(
    office: Office, refused: Case
) -> None:
    request = _sent(office, refused)
    later = on(office, date(2024, 3, 6))
    with pytest.raises(NotReturned, match="반송된"):
        send_again(later, request, date(2024, 3, 6), NUMBERS[1])
    record_return(later, request, date(2024, 3, 5), ReturnWhy.MOVED)
    record(office, refused.id, [change(refused, ("address",), "서울 중구 세종대로 1")])
    with pytest.raises(WrongRegistered, match="등기번호를 적으세요"):
        send_again(later, request, date(2024, 3, 6))
    with pytest.raises(WrongRegistered, match="이미"):
        send_again(later, request, date(2024, 3, 6), NUMBERS[0])
    with pytest.raises(WrongDay, match="돌아온 날"):
        send_again(later, request, date(2024, 3, 4), NUMBERS[1])
    with pytest.raises(WrongDay, match="오늘보다 뒤"):
        send_again(later, request, date(2024, 3, 7), NUMBERS[1])
    with pytest.raises(WrongDay, match="새 기한"):
        send_again(later, request, date(2024, 3, 6), NUMBERS[1])
    with pytest.raises(WrongDueDay, match="내일"):
        send_again(later, request, date(2024, 3, 6), NUMBERS[1], date(2024, 3, 6))
    again = send_again(later, request, date(2024, 3, 6), NUMBERS[1], date(2024, 3, 20)).request
    assert (again.due_on, again.registered) == (date(2024, 3, 20), NUMBERS[1])
    with office.store.unit() as unit:
        second, first = unit.postings.of_request(request, refused.id)
    assert (first.attempt, first.returned_why) == (1, ReturnWhy.MOVED)
    assert (second.attempt, second.address) == (2, "서울 중구 세종대로 1")
    assert acts(office, refused.id)[-1] == "resend-request"
    (queue,) = request_queues(later)
    assert (queue.title, queue.deadline) == ("보완 답 기다림", date(2024, 3, 20))


def test_a_return_after_the_lapse_takes_the_effect_from_the_refusal(
    office: Office, refused: Case
) -> None:
    request = _sent(office, refused)
    later = on(office, date(2024, 3, 8))
    lapse_due(later, SUPPLEMENT, DUE)
    assert _proposal(office, refused) == (ProposalState.WAITING, Verdict.INELIGIBLE)
    done = record_return(later, request, date(2024, 3, 8), ReturnWhy.ABSENT)
    assert done.changes.decisions
    assert _proposal(office, refused)[0] is ProposalState.VOID
    opened = _request(office, request)
    assert (opened.state, opened.reason, opened.closed_by) == (RequestState.SENT, "", None)
    assert acts(office, refused.id)[-2:] == ["void", "return-request"]


def test_the_period_of_the_notice_stays_for_who_is_written_to_again(
    office: Office, refused: Case
) -> None:
    request = _sent(office, refused, kind=EXPLANATION)
    in_time, over = on(office, date(2024, 3, 5)), on(office, date(2024, 3, 8))
    record_return(in_time, request, date(2024, 3, 5), ReturnWhy.ABSENT)
    with pytest.raises(WrongDueDay, match="공고에 정해져"):
        send_again(in_time, request, date(2024, 3, 5), NUMBERS[1], date(2024, 3, 20))
    with pytest.raises(WrongDay, match="거두고 사례에서"):
        send_again(over, request, date(2024, 3, 8), NUMBERS[1])
    sent = send_again(in_time, request, date(2024, 3, 5), NUMBERS[1]).request
    assert sent.due_on == date(2024, 3, 6)


def test_what_came_back_says_why_and_when(office: Office, refused: Case) -> None:
    request = _sent(office, refused)
    with pytest.raises(NoReason, match="그 밖"):
        record_return(office, request, TODAY, ReturnWhy.OTHER, " ")
    with pytest.raises(WrongDay, match="오늘보다 뒤"):
        record_return(office, request, date(2024, 2, 28), ReturnWhy.ABSENT)
    with pytest.raises(WrongDay, match="부친 날"):
        record_return(office, request, date(2024, 2, 26), ReturnWhy.ABSENT)
    record_return(office, request, TODAY, ReturnWhy.OTHER, "우편함 없음 900101-2345678")
    with office.store.unit() as unit:
        (sending,) = unit.postings.of_request(request, refused.id)
    assert "우편함 없음" in sending.note
    assert "2345678" not in sending.note
    drawn = draw_up(office, refused.id, EXPLANATION).request
    with pytest.raises(NotInState):
        record_return(office, drawn.id, TODAY, ReturnWhy.ABSENT)


def test_a_sending_altered_past_the_program_serves_for_nothing(
    office: Office, refused: Case
) -> None:
    request = _sent(office, refused)
    office.store.connection.exec_driver_sql("UPDATE posting SET returned_on = '2024-02-27'")
    with pytest.raises(NotWholeRequest):
        send_again(office, request, TODAY, NUMBERS[1])
    with pytest.raises(NotWholeRequest):
        lapse_due(on(office, date(2024, 3, 8)), SUPPLEMENT, DUE)


# Envelopes that came after the lapse.


@pytest.mark.parametrize("decided", [False, True])
def test_an_answer_in_time_takes_the_effect_from_the_refusal_for_silence(
    office: Office, refused: Case, decided: bool
) -> None:
    request = _sent(office, refused)
    later = on(office, date(2024, 3, 8))
    lapse_due(later, SUPPLEMENT, DUE)
    if decided:
        with office.store.unit() as unit:
            (waits,) = unit.proposals.of(refused.id)
        approve(chairs(later).choi, waits.id, waits.digest)
    done = take_answer(later, request, DUE)
    assert done.changes.decisions
    assert _proposal(office, refused)[0] is ProposalState.VOID
    assert acts(office, refused.id)[-2:] == ["void", "answer-request"]


def test_a_decision_of_before_the_lapse_is_left_alone(office: Office, refused: Case) -> None:
    request = _sent(office, refused)
    proposed(on(office, TODAY), refused, Verdict.INELIGIBLE)
    later = on(office, date(2024, 3, 8))
    (failed,) = lapse_due(later, SUPPLEMENT, DUE).failed
    assert "이미 결재를 기다리고" in failed.why
    assert not take_answer(later, request, DUE).changes.decisions
    assert _proposal(office, refused)[0] is ProposalState.WAITING


# Cases that were settled, refused or closed in between.


def _close(office: Office, case: Case) -> None:
    record(office, case.id, [change(stored(office, case.id), ("stage",), Stage.CLOSED)])


def test_nobody_is_asked_whose_application_does_not_stand_any_more(
    office: Office, refused: Case
) -> None:
    second = _twin(office)
    settle(office, refused.id, [second.id], "먼저 낸 것")
    third = replace(sample("kim-yesi"), id=UUID(int=8), number="2023-3-09998")
    gone = add_case(office, third).case
    _close(office, gone)
    batch = draw_up_all(office, ALL, SUPPLEMENT, DUE)
    assert (batch.made, batch.nothing, batch.failed) == (1, 0, ())
    assert batch.excluded == (
        ("겹치는 신청에서 인정하지 않은 신청", 1),
        ("종결된 사례", 1),
    )
    with pytest.raises(CaseClosed):
        draw_up(office, gone.id, SUPPLEMENT, DUE)
    with office.store.unit() as unit:
        (made,) = unit.requests.of_case(refused.id)
    _close(office, refused)
    with pytest.raises(CaseClosed):
        send(office, made.id, TODAY, NUMBERS[0])
    record(office, refused.id, [change(stored(office, refused.id), ("stage",), Stage.RECEIVED)])
    settle(office, second.id, [refused.id], "나중 것으로 고침")
    again = draw_up_all(office, ALL, SUPPLEMENT, DUE)
    assert (again.made, [one for one, _count in again.excluded]) == (
        1,
        ["겹치는 신청에서 인정하지 않은 신청", "종결된 사례"],
    )
    with office.store.unit() as unit:
        assert len(unit.requests.of_case(second.id)) == 1


def test_who_is_refused_with_approval_is_asked_nothing_and_not_refused_again(
    office: Office, refused: Case
) -> None:
    request = _sent(office, refused)
    approved(chairs(office), refused, Verdict.INELIGIBLE)
    batch = draw_up_all(office, ALL, EXPLANATION)
    assert (batch.made, batch.excluded) == (0, (("부적격이 승인된 사례", 1),))
    later = on(office, date(2024, 3, 8))
    lapsed = lapse_due(later, SUPPLEMENT, DUE)
    assert ([one.id for one in lapsed.requests], lapsed.proposed, lapsed.failed) == (
        [request],
        0,
        (),
    )
    assert request_queues(later) == ()


def test_the_request_of_a_closed_case_is_taken_back_not_lapsed(
    office: Office, refused: Case
) -> None:
    request = _sent(office, refused)
    other = _sent(office, _twin(office), at=1)
    later = on(office, date(2024, 3, 8))
    lapse_due(later, SUPPLEMENT, DUE, cancelled=lambda: True)
    for one in (request, other):
        assert _request(office, one).state is RequestState.LAPSED
    _close(office, refused)
    with pytest.raises(CaseClosed):
        propose_lapsed(later, request)
    third = replace(sample("kim-yesi"), id=UUID(int=8), number="2023-3-09998")
    gone = add_case(office, third).case
    open_one = _sent(office, gone, at=2)
    _close(office, gone)
    found = lapse_due(later, SUPPLEMENT, DUE)
    assert (found.requests, found.proposed) == ((), 1)
    assert {one.number: one.why for one in found.failed} == {
        gone.number: "종결된 사례입니다. 요청을 거두세요.",
        refused.number: "종결된 사례에는 요청하지 않습니다. 단계를 먼저 고치세요.",
    }
    take_back(later, open_one, "신청을 거둠")
    assert _request(office, open_one).state is RequestState.TAKEN_BACK


def test_a_period_made_longer_since_is_longer_for_those_asked_before(
    office: Office, refused: Case
) -> None:
    request = _sent(office, refused, kind=EXPLANATION)
    longer = _amended(office, date(2024, 3, 13))
    later = on(longer, date(2024, 3, 14))
    assert lapse_due(on(longer, date(2024, 3, 12)), EXPLANATION, date(2024, 3, 11)).requests == ()
    (line,) = requests_of(later, refused.id)
    assert (line.request.due_on, line.ends_on) == (date(2024, 3, 6), date(2024, 3, 13))
    take_answer(later, request, date(2024, 3, 13))
    assert requests_of(later, refused.id)[0].late == ""
    shorter = _amended(office, date(2024, 3, 5))
    assert requests_of(shorter, refused.id)[0].ends_on == date(2024, 3, 6)


@dataclass(frozen=True)
class _Amended:
    """The notices of an office, with the period of the 소명 moved."""

    known: Notices
    until: date

    def ids(self) -> tuple[str, ...]:
        return self.known.ids()

    def get(self, notice_id: str) -> Notice:
        found = self.known.get(notice_id)
        return replace(found, calendar=replace(found.calendar, explanation_until=self.until))

    def digest(self, notice_id: str) -> str:
        return self.known.digest(notice_id)


def _amended(office: Office, until: date) -> Office:
    return replace(office, notices=_Amended(office.notices, until))


# A second request, and lists of thousands.


def test_after_an_answer_was_not_accepted_somebody_may_be_asked_again(
    office: Office, refused: Case
) -> None:
    first = _sent(office, refused)
    take_answer(office, first, TODAY)
    close(office, first, RequestEnd.REJECTED, "다른 서류임")
    second = draw_up(office, refused.id, SUPPLEMENT, date(2024, 3, 12)).request
    with pytest.raises(NotInState):
        take_answer(office, first, TODAY)
    assert [one.request.id for one in requests_of(office, refused.id)] == [second.id, first]
    (failed,) = draw_up_all(office, ALL, SUPPLEMENT, DUE).failed
    assert "이미 한 번" in failed.why


def test_lists_are_narrowed_by_day_reason_officer_notice_and_words(
    office: Office, refused: Case
) -> None:
    desk = chairs(office)
    other = _twin(office)
    item = RequestItem(rule="consent", what="동의서: 서명 없음", bring="다시 보냄", clause="3장")
    draw_up(desk.park, refused.id, SUPPLEMENT, DUE)
    draw_up(desk.lee, other.id, SUPPLEMENT, date(2024, 3, 12), [item])
    both = RequestQuery(kind=SUPPLEMENT, state=RequestState.DRAWN_UP)

    def found(query: RequestQuery) -> list[str]:
        page = requests_in(office, query)
        assert page.total == len(page.lines)
        return [one.number for one in page.lines]

    assert found(both) == [refused.number, other.number]
    for narrowed, wanted in (
        (replace(both, due_before=date(2024, 3, 12)), [refused.number]),
        (replace(both, due_from=date(2024, 3, 5)), [other.number]),
        (replace(both, rule="consent"), [other.number]),
        (replace(both, rule="car"), []),
        (replace(both, made_by=desk.lee.actor.id), [other.number]),
        (replace(both, notice="teukhwa-maeip-2023-baekam"), []),
        (replace(both, text="배우자 주민등록표"), [refused.number]),
        (replace(both, returned=True), []),
    ):
        assert found(narrowed) == wanted, narrowed
    known = choices(office, SUPPLEMENT)
    assert ("consent", "동의서") in known.rules
    assert {"income", "car"} <= {key for key, _title in choices(office, EXPLANATION).rules}
    assert (desk.lee.actor.id, desk.lee.actor.name) in known.officers
    first = _sent(office, refused, kind=EXPLANATION)
    sent = RequestQuery(kind=EXPLANATION, state=RequestState.SENT, text="11234-5678-9012")
    assert [one.request.id for one in requests_in(office, sent).lines] == [first]
    second = requests_in(office, replace(both, offset=1, limit=1))
    assert ([one.number for one in second.lines], second.total) == ([other.number], 2)


def test_who_lacks_a_paper_for_points_only_is_not_refused_for_it(
    office: Office, granted: Case
) -> None:
    assert granted.applicant is not None
    claim = VulnerableClaim(
        id=UUID(int=9), ground=Vulnerable.SINGLE_PARENT, person=granted.applicant.id
    )
    record(office, granted.id, [change(granted, ("vulnerable",), (*granted.vulnerable, claim))])
    request = _sent(office, granted)
    (item,) = _request(office, request).items
    assert item.what.startswith("한부모가족증명서")
    later = on(office, date(2024, 3, 8))
    lapsed = lapse_due(later, SUPPLEMENT, DUE)
    assert [one.id for one in lapsed.requests] == [request]
    assert (lapsed.proposed, lapsed.kept, lapsed.failed) == (0, 1, ())
    again = lapse_due(later, SUPPLEMENT, DUE)
    assert (again.requests, again.proposed, again.kept, again.failed) == ((), 0, 0, ())
