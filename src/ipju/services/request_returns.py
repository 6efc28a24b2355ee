"""Requests that the post brought back (반송): nobody was reached, so nothing lapses meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from ipju.domain.dates import in_letter
from ipju.domain.post import Posting, ReturnWhy
from ipju.domain.requests import CaseRequest, RequestState
from ipju.domain.rrn import without_rrn
from ipju.services.authority import CASES, may
from ipju.services.notice_of import notice_of
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork
from ipju.services.request_days import ends_on
from ipju.services.request_items import due_day
from ipju.services.request_problems import (
    NoReason,
    NotReturned,
    NotWholeRequest,
    WrongDay,
)
from ipju.services.requests import (
    Asked,
    changes_of,
    refuse_number,
    registered_number,
    standing,
    told,
    void_refusal,
)


def last_sending(unit: UnitOfWork, request: CaseRequest) -> Posting | None:
    """Return how a request was sent last; None before its first sending.

    NotWholeRequest for a row that was altered past the program.
    """
    found = unit.postings.of_request(request.id, request.case_id)
    if found and not found[0].whole:
        raise NotWholeRequest
    return found[0] if found else None


def is_returned(unit: UnitOfWork, request: CaseRequest) -> bool:
    """Tell whether the post brought back what was sent last."""
    last = last_sending(unit, request)
    return last is not None and last.returned_on is not None


@may(CASES)
def record_return(
    office: Office, request_id: UUID, returned_on: date, why: ReturnWhy, remark: str = ""
) -> Asked:
    """Write down that the post brought a request back (반송); it waits for its next sending.

    One that lapsed in the meantime is open again, and a refusal for it has no effect. NoReason
    for 그 밖 without a remark, WrongDay before it was posted or after today, NotReturned when it
    came back already; NotInState, NotWholeRequest.
    """
    words = without_rrn(" ".join(remark.split()))
    if why is ReturnWhy.OTHER and not words:
        raise NoReason("반송 사유가 ‘그 밖’이면 설명을 적으세요.")
    if returned_on > office.clock.today():
        raise WrongDay("돌아온 날이 오늘보다 뒤입니다.")
    with office.store.unit() as unit:
        request = standing(unit, request_id, RequestState.SENT, RequestState.LAPSED)
        posting = last_sending(unit, request)
        if posting is None or posting.returned_on is not None:
            raise NotReturned("나가 있는 요청서가 아닙니다. 목록을 새로 읽으세요.")
        if returned_on < posting.sent_on:
            raise WrongDay(f"돌아온 날이 부친 날({in_letter(posting.sent_on)})보다 앞섭니다.")
        unit.postings.save(replace(posting, returned_on=returned_on, returned_why=why, note=words))
        voided = void_refusal(office, unit, request, "요청서가 반송됨")
        if request.state is RequestState.LAPSED:
            request = unit.requests.save(
                replace(
                    request,
                    state=RequestState.SENT,
                    closed_at=None,
                    closed_by=None,
                    reason="",
                )
            )
        told(
            office,
            unit,
            "return-request",
            request,
            why.label,
            attempt=posting.attempt,
            returned_on=returned_on.isoformat(),
            returned=why.value,
        )
    changes = replace(changes_of(request.case_id), decisions=voided, lists=voided)
    return Asked(request=request, changes=changes)


@may(CASES)
def send_again(
    office: Office,
    request_id: UUID,
    sent_on: date,
    registered: str = "",
    due_on: date | None = None,
) -> Asked:
    """Write down that a request which came back was posted again (다시 부치기).

    It goes to the address of the application as it is now. Somebody who was not reached gets a
    new last day (`due_on`; none keeps the one there is while it is not over); the period of the
    소명 that a notice prints stays. NotReturned, WrongDay, WrongRegistered, NoAddress, and what
    `due_day` raises.
    """
    number = registered_number(registered)
    with office.store.unit() as unit:
        request = standing(unit, request_id, RequestState.SENT)
        before = last_sending(unit, request)
        if before is None or before.returned_on is None:
            raise NotReturned("반송된 요청서가 아닙니다. 목록을 새로 읽으세요.")
        case = unit.cases.get(request.case_id)
        refuse_number(office, unit, case, number)
        notice = notice_of(office.notices, case)
        due = request.due_on
        if due_on is not None and due_on != due:
            due = due_day(notice, request.kind, due_on, office.clock.today())
        again = replace(request, due_on=due, sent_on=sent_on, registered=number)
        if sent_on > office.clock.today():
            raise WrongDay("부친 날이 오늘보다 뒤입니다. 부친 뒤에 적으세요.")
        if sent_on < before.returned_on:
            raise WrongDay(f"부친 날이 돌아온 날({in_letter(before.returned_on)})보다 앞섭니다.")
        ends = ends_on(again, notice)
        if sent_on > ends:
            raise WrongDay(
                f"기한({in_letter(ends)})이 지났습니다. 새 기한을 적으세요. "
                "공고에 정한 소명 기간이면 요청을 거두고 사례에서 결정을 올리세요."
            )
        saved = unit.requests.save(again)
        unit.postings.add(
            Posting(
                id=uuid4(),
                case_id=case.id,
                letter=None,
                request=saved.id,
                attempt=before.attempt + 1,
                sent_on=sent_on,
                registered=number,
                address=case.address or case.email,
            )
        )
        told(
            office,
            unit,
            "resend-request",
            saved,
            f"{before.attempt + 1}차",
            attempt=before.attempt + 1,
            sent_on=sent_on.isoformat(),
            registered=number,
        )
    return Asked(request=saved, changes=changes_of(saved.case_id))
