"""Requests in writing: what is asked, by which day, posted, answered by postmark, judged."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ipju.domain.case import Case
from ipju.domain.editing import change
from ipju.domain.finding import Finding
from ipju.domain.requests import RequestEnd, RequestItem, RequestKind, RequestState
from ipju.services.authority import NotAllowed
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.print_requests import print_requests
from ipju.services.record import record
from ipju.services.request_items import items_of
from ipju.services.request_problems import (
    NoAddress,
    NoDueDay,
    NoReason,
    NothingToAsk,
    NotInState,
    NotStated,
    NotWholeRequest,
    PeriodOver,
    WrongDay,
    WrongDueDay,
    WrongRegistered,
)
from ipju.services.requests import close, draw_up, send, sheet_of, take_answer, take_back
from ipju.storage.problems import AlreadyAsked, Clash, Tampered
from tests.services.deciding import chairs
from tests.services.desk import acts
from tests.services.rooms import on, youth

SUPPLEMENT, EXPLANATION = RequestKind.SUPPLEMENT, RequestKind.EXPLANATION
TODAY, DUE = date(2024, 2, 27), date(2024, 3, 12)
UNTIL = date(2024, 3, 6)
"""The last day of the 소명 that the notice prints."""
NUMBER = "1123456789012"


def test_a_supplement_asks_for_every_paper_that_is_wrong(office: Office, refused: Case) -> None:
    asked = draw_up(office, refused.id, SUPPLEMENT, DUE)
    request = asked.request
    assert (request.state, request.due_on) == (RequestState.DRAWN_UP, DUE)
    assert request.items == (
        RequestItem(
            rule="documents",
            what="배우자 주민등록표등본 (이보기): 받지 못했습니다.",
            bring="공고일 이후에 이름, 주민등록번호 뒷자리 항목이 나오게 발급받아 보내 주십시오. "
            "발급처: 행정복지센터, 정부24.",
            clause="3장 공통제출서류 해당자",
        ),
    )
    assert asked.changes.requests
    assert asked.changes.queues
    assert acts(office, refused.id)[-1] == "draw-up-request"


def test_an_explanation_names_figures_clause_and_what_proves_otherwise(
    office: Office, refused: Case
) -> None:
    request = draw_up(office, refused.id, EXPLANATION).request
    (income,) = request.items
    assert income.rule == "income"
    assert income.what == (
        "4인 가구 월평균소득 7,742,056원은 100% 한도 7,622,056원을 120,000원 넘습니다."
    )
    assert income.bring == "원천기관이 정정한 소득 자료와 그 기관의 확인서."
    assert income.clause == "2장 일반공급 ①"
    assert request.due_on == UNTIL


def test_only_one_request_of_a_kind_is_open_at_a_time(office: Office, refused: Case) -> None:
    first = draw_up(office, refused.id, SUPPLEMENT, DUE).request
    draw_up(office, refused.id, EXPLANATION)
    with pytest.raises(AlreadyAsked, match="아직 끝나지 않았습니다"):
        draw_up(office, refused.id, SUPPLEMENT, DUE)
    taken = take_back(office, first.id, "잘못 만듦").request
    assert (taken.state, taken.reason) == (RequestState.TAKEN_BACK, "잘못 만듦")
    draw_up(office, refused.id, SUPPLEMENT, DUE)


def test_who_has_nothing_to_mend_is_asked_nothing(office: Office, granted: Case) -> None:
    with pytest.raises(NothingToAsk, match="보완할 서류가 없습니다"):
        draw_up(office, granted.id, SUPPLEMENT, DUE)
    with pytest.raises(NothingToAsk, match="소명할 부적합 항목이 없습니다"):
        draw_up(office, granted.id, EXPLANATION)
    assert "draw-up-request" not in acts(office, granted.id)


def test_the_officer_may_ask_in_words_of_his_own_but_not_without_a_clause(
    office: Office, granted: Case
) -> None:
    item = RequestItem(
        rule="documents",
        what="주민등록표 등본 900101-2345678",
        bring="다시 보냄",
        clause="4장 서류",
    )
    asked = draw_up(office, granted.id, SUPPLEMENT, DUE, [item]).request
    assert "2345678" not in asked.items[0].what
    take_back(office, asked.id, "다시 씀")
    for missing in ({"what": " "}, {"bring": ""}, {"clause": ""}, {"rule": "weather"}):
        words = {"rule": "documents", "what": "등본", "bring": "등본", "clause": "4장", **missing}
        with pytest.raises(NotStated):
            draw_up(office, granted.id, SUPPLEMENT, DUE, [RequestItem(**words)])


def test_the_period_of_the_notice_stands_and_a_supplement_needs_a_day(
    office: Office, refused: Case
) -> None:
    with pytest.raises(WrongDueDay, match="공고에 정해져"):
        draw_up(office, refused.id, EXPLANATION, date(2024, 3, 7))
    with pytest.raises(PeriodOver, match=r"2024\. 3\. 6"):
        draw_up(on(office, date(2024, 3, 7)), refused.id, EXPLANATION)
    with pytest.raises(NoDueDay):
        draw_up(office, refused.id, SUPPLEMENT)
    with pytest.raises(WrongDueDay, match="내일"):
        draw_up(office, refused.id, SUPPLEMENT, TODAY)
    assert draw_up(on(office, UNTIL), refused.id, EXPLANATION, UNTIL).request.due_on == UNTIL


def test_where_the_notice_prints_no_period_the_officer_gives_the_day(office: Office) -> None:
    case = add_case(office, youth("2023-T-00001", "김예시")).case
    item = RequestItem(rule="income", what="소득", bring="확인서", clause="Ⅸ장 소명")
    with pytest.raises(NoDueDay):
        draw_up(office, case.id, EXPLANATION, None, [item])
    asked = draw_up(office, case.id, EXPLANATION, DUE, [item]).request
    assert asked.due_on == DUE
    # Papers come by e-mail there: no number of registered mail is asked for.
    assert send(office, asked.id, TODAY).request.registered == ""


def test_a_request_is_posted_once_with_its_number(office: Office, refused: Case) -> None:
    request = draw_up(office, refused.id, SUPPLEMENT, DUE).request
    with pytest.raises(WrongRegistered, match="등기번호를 적으세요"):
        send(office, request.id, TODAY)
    for wrong in ("123", "11234-5678-901a"):
        with pytest.raises(WrongRegistered, match="13자리"):
            send(office, request.id, TODAY, wrong)
    with pytest.raises(WrongDay, match="오늘보다 뒤"):
        send(office, request.id, date(2024, 2, 28), NUMBER)
    with pytest.raises(WrongDay, match="기한"):
        send(on(office, date(2024, 3, 13)), request.id, date(2024, 3, 13), NUMBER)
    sent = send(office, request.id, TODAY, "11234-5678-9012").request
    assert (sent.state, sent.sent_on, sent.registered) == (RequestState.SENT, TODAY, NUMBER)
    with office.store.unit() as unit:
        (posting,) = unit.postings.by_registered(NUMBER)
    assert (posting.request, posting.attempt) == (request.id, 1)
    assert posting.address == refused.address
    with pytest.raises(NotInState, match="보냄"):
        send(office, request.id, TODAY, "1123456789013")
    other = draw_up(office, refused.id, EXPLANATION).request
    with pytest.raises(WrongRegistered, match="이미"):
        send(office, other.id, TODAY, NUMBER)


def test_a_request_is_not_posted_before_it_was_drawn_up(office: Office, refused: Case) -> None:
    real = on(office, TODAY)
    real = type(real)(
        store=real.store, notices=real.notices, printer=real.printer, clock=real.clock,
        actor=real.actor,
    )  # fmt: skip
    request = draw_up(real, refused.id, SUPPLEMENT, DUE).request
    with pytest.raises(WrongDay, match="만든 날"):
        send(real, request.id, date(2024, 2, 26), NUMBER)


def test_nobody_is_written_to_without_an_address(office: Office, refused: Case) -> None:
    request = draw_up(office, refused.id, SUPPLEMENT, DUE).request
    record(office, refused.id, [change(refused, ("address",), "")])
    with pytest.raises(NoAddress):
        send(office, request.id, TODAY, NUMBER)


def _answered(office: Office, case: Case, kind: RequestKind, postmark: date) -> RequestState:
    request = draw_up(office, case.id, kind, None if kind is EXPLANATION else DUE).request
    send(office, request.id, TODAY, NUMBER)
    later = on(office, date(2024, 3, 20))
    return take_answer(later, request.id, postmark).request.state


def test_an_answer_counts_by_its_postmark(office: Office, refused: Case) -> None:
    request = draw_up(office, refused.id, SUPPLEMENT, DUE).request
    with pytest.raises(NotInState, match="보내기 전"):
        take_answer(office, request.id, TODAY)
    send(office, request.id, TODAY, NUMBER)
    with pytest.raises(WrongDay, match="앞섭니다"):
        take_answer(office, request.id, date(2024, 2, 26))
    with pytest.raises(WrongDay, match="오늘보다 뒤"):
        take_answer(office, request.id, DUE)
    later = on(office, date(2024, 3, 15))
    answered = take_answer(later, request.id, DUE).request
    assert (answered.state, answered.answered_on) == (RequestState.ANSWERED, DUE)
    done = close(later, request.id, RequestEnd.ACCEPTED)
    assert (done.request.state, done.request.end) == (RequestState.CLOSED, RequestEnd.ACCEPTED)
    assert done.changes.judgement
    # The papers themselves were not entered yet: the same papers are still found wanting.
    assert done.still == ("제출서류",)
    with pytest.raises(NotInState, match="끝남"):
        take_answer(later, request.id, DUE)


def test_a_late_answer_is_accepted_only_with_a_reason(office: Office, refused: Case) -> None:
    assert _answered(office, refused, SUPPLEMENT, date(2024, 3, 14)) is RequestState.ANSWERED
    with office.store.unit() as unit:
        (request,) = unit.requests.of_case(refused.id)
    later = on(office, date(2024, 3, 20))
    with pytest.raises(NoReason, match="2일 늦음"):
        close(later, request.id, RequestEnd.ACCEPTED)
    closed = close(later, request.id, RequestEnd.ACCEPTED, "입원 확인서를 냄").request
    assert closed.reason == "입원 확인서를 냄"


def test_an_explanation_counts_with_the_record_that_the_agency_corrected(
    office: Office, refused: Case
) -> None:
    _answered(office, refused, EXPLANATION, UNTIL)
    with office.store.unit() as unit:
        (request,) = unit.requests.of_case(refused.id)
    with pytest.raises(NoReason, match="정정 자료와 확인서"):
        close(office, request.id, RequestEnd.ACCEPTED)
    with pytest.raises(NoReason, match="인정하지 않는 사유"):
        close(office, request.id, RequestEnd.REJECTED, "  ")
    with pytest.raises(NotAllowed):
        close(chairs(office).jung, request.id, RequestEnd.REJECTED, "확인서 없음")
    done = close(office, request.id, RequestEnd.REJECTED, "확인서 없음")
    assert (done.request.end, done.still) == (RequestEnd.REJECTED, ())


def test_an_explanation_posted_before_its_period_needs_a_reason(
    office: Office, refused: Case
) -> None:
    early = on(office, date(2024, 2, 20))
    request = draw_up(early, refused.id, EXPLANATION).request
    send(early, request.id, date(2024, 2, 20), NUMBER)
    take_answer(office, request.id, date(2024, 2, 23))
    with pytest.raises(NoReason, match="3일 이름"):
        close(office, request.id, RequestEnd.ACCEPTED)


def test_taking_back_needs_a_reason_and_ends_before_the_answer(
    office: Office, refused: Case
) -> None:
    request = draw_up(office, refused.id, SUPPLEMENT, DUE).request
    with pytest.raises(NoReason):
        take_back(office, request.id, " ")
    send(office, request.id, TODAY, NUMBER)
    take_answer(office, request.id, TODAY)
    with pytest.raises(NotInState):
        take_back(office, request.id, "잘못 만듦")


def test_a_request_altered_past_the_program_serves_for_nothing(
    office: Office, refused: Case
) -> None:
    request = draw_up(office, refused.id, SUPPLEMENT, DUE).request
    office.store.connection.exec_driver_sql("UPDATE case_request SET due_on = '2024-12-31'")
    for act in (
        lambda: send(office, request.id, TODAY, NUMBER),
        lambda: take_back(office, request.id, "잘못 만듦"),
        lambda: print_requests(office, [request.id]),
    ):
        with pytest.raises(NotWholeRequest, match="개인정보 담당자"):
            act()
    with office.store.unit() as unit, pytest.raises(Tampered):
        unit.requests.save(request)


def test_two_people_do_not_move_one_request_at_once(office: Office, refused: Case) -> None:
    request = draw_up(office, refused.id, SUPPLEMENT, DUE).request
    send(office, request.id, TODAY, NUMBER)
    with office.store.unit() as unit, pytest.raises(Clash, match="먼저 고쳤습니다"):
        unit.requests.save(request)
    with office.store.unit() as unit, pytest.raises(KeyError):
        unit.requests.get(UUID(int=1))


def test_the_table_of_figures_is_told_where_the_sentence_names_none(
    office: Office, refused: Case
) -> None:
    """Every rule that may be explained says its figures, in its sentence or beside it."""
    sheet = sheet_of(refused, office.notices, TODAY, office.actor)
    bare = replace(sheet.judgement, findings=tuple(_bare(sheet.judgement.findings)))
    (income,) = items_of(replace(sheet, judgement=bare), EXPLANATION)
    assert income.what == "소득이 많습니다. (확인된 값 7,742,056원, 기준 7,622,056원 (4인, 100%))"


def _bare(findings: Iterable[Finding]) -> Iterator[Finding]:
    for one in findings:
        yield replace(one, sentence="소득이 많습니다.") if one.rule == "income" else one
