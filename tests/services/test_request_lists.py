"""Requests in lists and queues, drawn up for a filter, and lapsed into proposals."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from ipju.domain.case import Case
from ipju.domain.decision import ProposalState, Verdict
from ipju.domain.editing import change
from ipju.domain.listing import CaseQuery
from ipju.domain.requests import RequestEnd, RequestItem, RequestKind, RequestState
from ipju.services.approve import approve
from ipju.services.authority import NotAllowed, NotOnStaff
from ipju.services.browse import today
from ipju.services.counter import Typed, open_at_counter
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.practice import fill
from ipju.services.print_requests import print_requests
from ipju.services.propose import AlreadyWaiting
from ipju.services.record import record
from ipju.services.request_lists import (
    Batch,
    draw_up_all,
    due_until,
    lapse_due,
    propose_lapsed,
    request_page,
    request_queues,
)
from ipju.services.request_problems import (
    LateAnswer,
    NoReason,
    NotFiled,
    NotInState,
    RefusalStands,
    WrongDay,
)
from ipju.services.requests import close, draw_up, send, take_answer, take_back
from tests.services.conftest import sample
from tests.services.deciding import chairs
from tests.services.desk import acts, text_of
from tests.services.rooms import ROOMS, on

HOMES = "jangi-ansim-2023-3"
SUPPLEMENT, EXPLANATION = RequestKind.SUPPLEMENT, RequestKind.EXPLANATION
TODAY, DUE = date(2024, 2, 27), date(2024, 3, 4)
NUMBER = "1123456789012"


def _sent(office: Office, case: Case, kind: RequestKind = SUPPLEMENT, number: str = NUMBER) -> UUID:
    due = DUE if kind is SUPPLEMENT else None
    request = draw_up(office, case.id, kind, due).request
    send(office, request.id, TODAY, number)
    return request.id


def _many(office: Office, kind: RequestKind = EXPLANATION, text: str = "") -> Batch:
    due = DUE if kind is SUPPLEMENT else None
    return draw_up_all(office, CaseQuery(notice=HOMES, text=text), kind, due)


def test_requests_are_drawn_up_for_a_filter_and_who_is_in_order_is_passed_over(
    office: Office, refused: Case, granted: Case
) -> None:
    seen: list[tuple[int, int]] = []
    batch = draw_up_all(
        office, CaseQuery(notice=HOMES), EXPLANATION, None, lambda *at: seen.append(at)
    )
    assert (batch.made, batch.nothing, batch.failed, batch.stopped) == (1, 1, (), False)
    assert batch.changes.requests
    assert seen == [(2, 2)]
    page = request_page(office, EXPLANATION, RequestState.DRAWN_UP)
    assert (page.total, [one.name for one in page.lines]) == (1, ["김예시"])
    assert "draw-up-request" not in acts(office, granted.id)


def test_who_was_asked_before_is_listed_with_why_and_not_asked_again(
    office: Office, refused: Case
) -> None:
    request = draw_up(office, refused.id, EXPLANATION).request
    batch = _many(office)
    assert batch.made == 0
    (failed,) = batch.failed
    assert (failed.number, failed.name) == (refused.number, "김예시")
    assert failed.why == "소명요청을 이미 한 번 했습니다. 다시 하려면 한 사람으로 만드세요."
    assert not batch.changes.requests
    take_back(office, request.id, "잘못 만듦")
    assert _many(office).made == 1


def test_nothing_is_asked_of_an_application_that_was_opened_and_never_filed(
    office: Office, refused: Case
) -> None:
    opened = open_at_counter(office, Typed(notice=HOMES, name="남궁견본")).case
    batch = _many(office, SUPPLEMENT)
    assert (batch.made, batch.nothing, batch.failed) == (1, 0, ())
    assert batch.excluded == (("접수를 마치지 않은 신청", 1),)
    with office.store.unit() as unit:
        assert unit.requests.of_case(opened.id) == ()
    with pytest.raises(NotFiled, match="접수를 마치지 않은 신청입니다"):
        draw_up(office, opened.id, SUPPLEMENT, DUE)
    at = datetime(2023, 12, 27, 5, tzinfo=UTC)
    record(office, opened.id, [change(opened, ("applied_at",), at)])
    assert _many(office, SUPPLEMENT).made == 1


def test_where_nothing_is_filed_in_steps_a_case_of_the_counter_is_asked_as_any(
    office: Office,
) -> None:
    assert office.notices.get(ROOMS).application is None
    case = open_at_counter(office, Typed(notice=ROOMS, name="남궁견본")).case
    batch = draw_up_all(office, CaseQuery(notice=ROOMS), SUPPLEMENT, DUE)
    assert (batch.made, batch.excluded) == (1, ())
    with office.store.unit() as unit:
        assert len(unit.requests.of_case(case.id)) == 1


def test_the_filter_is_that_of_the_lists(office: Office) -> None:
    fill(office, HOMES, 60)
    everybody = _many(office, SUPPLEMENT, text="2023-3-0000")
    assert 0 < everybody.made + everybody.nothing < 60
    with office.store.unit() as unit:
        made = unit.requests.in_state(SUPPLEMENT, RequestState.DRAWN_UP)
        numbers = {unit.cases.get(one.case_id).number for one in made}
    assert all(one.startswith("2023-3-0000") for one in numbers)


def test_drawing_up_stops_when_told_so_and_keeps_what_was_made(office: Office) -> None:
    fill(office, HOMES, 210)
    asked: list[int] = []
    batch = draw_up_all(
        office,
        CaseQuery(notice=HOMES),
        SUPPLEMENT,
        DUE,
        lambda done, _total: asked.append(done),
        lambda: bool(asked),
    )
    assert batch.stopped
    assert asked == [200]
    assert batch.made + batch.nothing == 200
    assert request_page(office, SUPPLEMENT, RequestState.DRAWN_UP).total == batch.made > 0


def test_lists_stand_by_due_day_and_tell_how_long_is_left(office: Office, refused: Case) -> None:
    other = add_case(
        office, replace(sample("kim-yesi"), id=UUID(int=7), number="2023-3-09999")
    ).case
    draw_up(office, refused.id, SUPPLEMENT, date(2024, 3, 12))
    draw_up(office, other.id, SUPPLEMENT, DUE)
    lines = request_page(office, SUPPLEMENT, RequestState.DRAWN_UP).lines
    assert [(one.number, one.days_left) for one in lines] == [
        ("2023-3-09999", 6),
        (refused.number, 14),
    ]
    (second,) = request_page(office, SUPPLEMENT, RequestState.DRAWN_UP, offset=1, limit=1).lines
    assert second.number == refused.number
    for text, wanted in (("9999", 1), ("김예", 2), ("예시", 0), (" 2023-3- 04127 ", 1), ("%", 0)):
        page = request_page(office, SUPPLEMENT, RequestState.DRAWN_UP, text)
        assert page.total == len(page.lines) == wanted, text


def test_what_is_unanswered_lapses_and_its_refusal_waits_for_a_supervisor(
    office: Office, refused: Case
) -> None:
    request = _sent(office, refused)
    later = on(office, date(2024, 3, 8))
    with pytest.raises(WrongDay):
        lapse_due(later, SUPPLEMENT, date(2024, 3, 8))
    assert due_until(later, SUPPLEMENT, date(2024, 3, 3)) == 0
    assert lapse_due(later, SUPPLEMENT, date(2024, 3, 3)).requests == ()
    assert due_until(later, SUPPLEMENT, DUE) == 1
    lapsed = lapse_due(later, SUPPLEMENT, DUE)
    assert [one.state for one in lapsed.requests] == [RequestState.LAPSED]
    assert (lapsed.proposed, lapsed.failed) == (1, ())
    assert lapsed.changes.decisions
    with office.store.unit() as unit:
        (proposal,) = unit.proposals.of(refused.id)
    assert proposal.state is ProposalState.WAITING
    assert proposal.verdict is Verdict.INELIGIBLE
    assert proposal.reasons == "기한까지 보완하지 않음"
    assert acts(office, refused.id)[-2:] == ["lapse-request", "propose"]
    with pytest.raises(AlreadyWaiting):
        propose_lapsed(later, request)
    with pytest.raises(NotAllowed):
        lapse_due(chairs(later).jung, SUPPLEMENT, DUE)


def test_an_answer_posted_in_time_is_taken_after_the_request_lapsed(
    office: Office, refused: Case
) -> None:
    request = _sent(office, refused)
    later = on(office, date(2024, 3, 8))
    lapse_due(later, SUPPLEMENT, DUE)
    with pytest.raises(WrongDay, match="늦은 까닭을 적으세요"):
        take_answer(later, request, date(2024, 3, 5))
    answered = take_answer(later, request, DUE).request
    assert (answered.state, answered.reason) == (RequestState.ANSWERED, "")
    assert close(later, request, RequestEnd.ACCEPTED).request.state is RequestState.CLOSED


def test_a_late_answer_with_a_good_reason_comes_before_who_decides(
    office: Office, refused: Case
) -> None:
    """Its refusal waits no more, and it counts only once somebody accepts it with a reason."""
    request = _sent(office, refused)
    later = on(office, date(2024, 3, 8))
    lapse_due(later, SUPPLEMENT, DUE)
    with pytest.raises(NotAllowed):
        take_answer(chairs(later).jung, request, date(2024, 3, 5), "입원 확인서를 냄")
    answered = take_answer(later, request, date(2024, 3, 5), " 입원  확인서를 냄 ").request
    assert (answered.state, answered.reason) == (
        RequestState.ANSWERED,
        "늦은 까닭: 입원 확인서를 냄",
    )
    with later.store.unit() as unit:
        (proposal,) = unit.proposals.of(refused.id)
    assert proposal.state is ProposalState.VOID
    with pytest.raises(NoReason, match="1일 늦음"):
        close(later, request, RequestEnd.ACCEPTED)
    closed = close(later, request, RequestEnd.ACCEPTED, "입원 기간이 기한을 덮음").request
    assert closed.reason == "입원 기간이 기한을 덮음"


def test_a_late_answer_does_not_undo_a_refusal_that_was_approved(
    office: Office, refused: Case
) -> None:
    request = _sent(office, refused)
    later = on(office, date(2024, 3, 8))
    lapse_due(later, SUPPLEMENT, DUE)
    with later.store.unit() as unit:
        (waits,) = unit.proposals.of(refused.id)
    approve(chairs(later).choi, waits.id, waits.digest)
    with pytest.raises(RefusalStands, match="이의를 제기"):
        take_answer(later, request, date(2024, 3, 5), "입원 확인서를 냄")
    # One posted in time does: nobody is refused for a silence that was none.
    take_answer(later, request, DUE)
    with later.store.unit() as unit:
        assert [one.state for one in unit.proposals.of(refused.id)] == [ProposalState.VOID]


def test_an_answer_to_a_lapsed_request_belongs_to_the_newer_one(
    office: Office, refused: Case
) -> None:
    request = _sent(office, refused)
    later = on(office, date(2024, 3, 8))
    lapse_due(later, SUPPLEMENT, DUE)
    draw_up(later, refused.id, SUPPLEMENT, date(2024, 3, 20))
    with pytest.raises(LateAnswer, match="그 요청에 답을"):
        take_answer(later, request, DUE)


def test_a_refusal_that_the_case_does_not_bear_is_listed(office: Office, granted: Case) -> None:
    item = RequestItem(rule="documents", what="등본: 흐림", bring="다시 보냄", clause="3장")
    request = draw_up(office, granted.id, SUPPLEMENT, DUE, [item]).request
    send(office, request.id, TODAY, NUMBER)
    lapsed = lapse_due(on(office, date(2024, 3, 8)), SUPPLEMENT, DUE)
    (failed,) = lapsed.failed
    assert (lapsed.proposed, failed.name) == (0, "홍길동")
    assert failed.why == "부적합 항목이 없어 부적격 안내를 만들 수 없습니다."
    (queue,) = request_queues(on(office, date(2024, 3, 8)))
    assert (queue.title, queue.count) == ("보완 지난 것", 1)
    again = lapse_due(on(office, date(2024, 3, 8)), SUPPLEMENT, DUE)
    assert (again.requests, again.proposed, len(again.failed)) == ((), 0, 1)


def test_proposing_stops_when_told_so_and_goes_on_later(office: Office, refused: Case) -> None:
    twin = replace(sample("kim-yesi"), id=UUID(int=7), number="2023-3-09999")
    other = add_case(office, twin).case
    _sent(office, refused)
    _sent(office, other, number="1123456789013")
    later = on(office, date(2024, 3, 8))
    seen: list[tuple[int, int]] = []
    stopped = lapse_due(later, SUPPLEMENT, DUE, lambda *at: seen.append(at), lambda: bool(seen))
    assert (len(stopped.requests), stopped.proposed, stopped.stopped) == (2, 1, True)
    assert seen == [(1, 2)]
    assert [one.count for one in request_queues(later)] == [1]
    rest = lapse_due(later, SUPPLEMENT, DUE)
    assert (rest.requests, rest.proposed, rest.stopped) == ((), 1, False)
    assert request_queues(later) == ()
    assert not lapse_due(later, SUPPLEMENT, DUE).changes.requests


def test_the_queues_of_today_tell_what_waits_for_whom(office: Office, refused: Case) -> None:
    assert request_queues(office) == ()
    request = _sent(office, refused)
    draw_up(office, refused.id, EXPLANATION)
    first, second = request_queues(office)
    assert (first.title, first.count, first.deadline, first.overdue) == (
        "보완 답 기다림",
        1,
        DUE,
        0,
    )
    assert first.first.name == "김예시"
    assert (second.title, second.deadline) == ("소명 부칠 것", date(2024, 3, 6))
    assert request_queues(office, "teukhwa-maeip-2023-baekam") == ()
    assert today(office, HOMES).requests == (first, second)
    (late, _other) = request_queues(on(office, date(2024, 3, 5)))
    assert late.overdue == 1
    later = on(office, date(2024, 3, 8))
    lapse_due(later, SUPPLEMENT, DUE)
    # Its refusal was proposed: it waits in 결재 now, not here.
    assert [one.title for one in request_queues(later)] == ["소명 부칠 것"]
    take_answer(later, request, DUE)
    assert request_queues(later)[0].title == "보완 판단할 것"


def test_long_work_ends_with_the_role_of_whoever_began_it(office: Office) -> None:
    fill(office, HOMES, 210)

    def leave(_done: int, _total: int) -> None:
        with office.store.unit() as unit:
            unit.accounts.save(
                replace(unit.accounts.get(office.actor.id), closed_at=office.clock.now())
            )

    with pytest.raises(NotOnStaff):
        draw_up_all(office, CaseQuery(notice=HOMES), SUPPLEMENT, DUE, leave)


def test_letters_of_many_requests_are_one_file_with_a_row_for_each(
    office: Office, refused: Case
) -> None:
    request = _sent(office, refused)
    other = draw_up(office, refused.id, EXPLANATION).request.id
    text = " ".join(text_of(print_requests(office, [request, other])).split())
    assert text.index("보완 요청") < text.index("소명 요청")
    assert "배우자 주민등록표등본 (이보기)" in text
    assert "2024. 2. 26.(월) ~ 2024. 3. 6.(수)까지" in text
    assert "4인 가구 월평균소득 7,742,056원은 100% 한도 7,622,056원을 120,000원 넘습니다." in text
    assert "근거: 공고 2장 일반공급 ①" in text
    assert acts(office, refused.id)[-2:] == ["print-request", "print-request"]
    take_back(office, other, "잘못 만듦")
    with pytest.raises(NotInState):
        print_requests(office, [request, other])
