"""Requests in writing (보완요청, 소명요청): drawn up, posted, answered by postmark, closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from ipju.domain.case import Case, Stage
from ipju.domain.dates import in_letter, seoul_time
from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.finding import Outcome
from ipju.domain.notice import Notice
from ipju.domain.post import Posting
from ipju.domain.requests import CaseRequest, RequestEnd, RequestItem, RequestKind, RequestState
from ipju.domain.rrn import without_rrn
from ipju.rules.names import TITLES
from ipju.services.application_steps import is_unfiled
from ipju.services.authority import CASES, DECIDING, demand, may, note
from ipju.services.examine import examine, store_judgement
from ipju.services.letters.sheet import Sheet
from ipju.services.notice_of import notice_of
from ipju.services.office import Actor, Changes, Office
from ipju.services.ports import Notices, UnitOfWork
from ipju.services.request_days import ends_on, out_of_time
from ipju.services.request_items import due_day, items_of, refuse_unstated
from ipju.services.request_problems import (
    CaseClosed,
    LateAnswer,
    NoAddress,
    NoReason,
    NotFiled,
    NothingToAsk,
    NotInState,
    NotWholeRequest,
    RefusalStands,
    WrongDay,
    WrongRegistered,
)

REGISTERED_DIGITS = 13
"""Digits of a number of registered mail (등기번호)."""

_SENT = (RequestState.SENT, RequestState.LAPSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it now stands.

    `still` names what was asked about and fails all the same, after an answer was accepted.
    """

    request: CaseRequest
    changes: Changes
    still: tuple[str, ...] = ()


@may(CASES)
def draw_up(
    office: Office,
    case_id: UUID,
    kind: RequestKind,
    due_on: date | None = None,
    items: Sequence[RequestItem] | None = None,
) -> Asked:
    """Draw up a request (요청서 만들기): what the judgement finds, or the items given.

    `due_on` is the last day by postmark; that of the 소명 comes from the notice where it prints
    one. NothingToAsk, NotStated, NoDueDay, WrongDueDay, PeriodOver, CaseClosed, NotFiled; a store
    problem while another request of this kind is open.
    """
    with office.store.unit() as unit:
        made = drawn(office, unit, unit.cases.get(case_id), kind, due_on, items)
    return Asked(request=made, changes=changes_of(case_id))


def drawn(
    office: Office,
    unit: UnitOfWork,
    case: Case,
    kind: RequestKind,
    due_on: date | None,
    items: Sequence[RequestItem] | None = None,
) -> CaseRequest:
    """Draw up a request within a transaction; nothing is written when it raises (`draw_up`)."""
    if case.stage is Stage.CLOSED:
        raise CaseClosed
    if is_unfiled(case, notice_of(office.notices, case)):
        raise NotFiled
    sheet = sheet_of(case, office.notices, office.clock.today(), office.actor)
    due = due_day(sheet.notice, kind, due_on, sheet.on)
    asked = items_of(sheet, kind) if items is None else tuple(items)
    if not asked:
        raise NothingToAsk(kind)
    refuse_unstated(asked)
    made = unit.requests.add(
        CaseRequest(
            id=uuid4(),
            case_id=case.id,
            kind=kind,
            items=tuple(
                replace(one, what=without_rrn(one.what), bring=without_rrn(one.bring))
                for one in asked
            ),
            due_on=due,
            made_at=office.clock.now(),
            made_by=office.actor.id,
        )
    )
    told(office, unit, "draw-up-request", made, items=[one.rule for one in made.items])
    return made


def sheet_of(case: Case, notices: Notices, today: date, officer: Actor) -> Sheet:
    """Return a stored case with its notice and what is judged of it on a day."""
    notice = notice_of(notices, case)
    return Sheet(
        case=case,
        notice=notice,
        notice_digest=notices.digest(case.notice),
        judgement=examine(case, notice, today),
        on=today,
        officer=officer.name,
    )


@may(CASES)
def send(office: Office, request_id: UUID, sent_on: date, registered: str = "") -> Asked:
    """Write down that a request was posted (부치기), with its number of registered mail (등기번호).

    WrongDay for a day before it was drawn up, after today or after its due day; WrongRegistered
    for a number that is missing where the notice knows registered mail only, is not one, or was
    used before; NoAddress, CaseClosed, NotInState, NotWholeRequest.
    """
    number = registered_number(registered)
    with office.store.unit() as unit:
        request = standing(unit, request_id, RequestState.DRAWN_UP)
        case = unit.cases.get(request.case_id)
        refuse_number(office, unit, case, number)
        _refuse_sending_day(office, request, sent_on, notice_of(office.notices, case))
        saved = unit.requests.save(
            replace(request, state=RequestState.SENT, sent_on=sent_on, registered=number)
        )
        unit.postings.add(
            Posting(
                id=uuid4(),
                case_id=case.id,
                letter=None,
                request=saved.id,
                attempt=1,
                sent_on=sent_on,
                registered=number,
                address=case.address or case.email,
            )
        )
        told(office, unit, "send-request", saved, sent_on=sent_on.isoformat(), registered=number)
    return Asked(request=saved, changes=changes_of(saved.case_id))


def refuse_number(office: Office, unit: UnitOfWork, case: Case, number: str) -> None:
    """Raise WrongRegistered, NoAddress or CaseClosed where this number cannot go to a case."""
    if case.stage is Stage.CLOSED:
        raise CaseClosed
    by_mail = notice_of(office.notices, case).papers.registered_mail_only
    if by_mail and not number:
        raise WrongRegistered("등기번호를 적으세요. 이 공고의 요청은 등기우편으로 보냅니다.")
    if by_mail and not case.address.strip():
        raise NoAddress
    if number and unit.postings.by_registered(number):
        raise WrongRegistered(f"등기번호 {number}은(는) 다른 발송에 이미 적혀 있습니다.")


def registered_number(text: str) -> str:
    """Return a number of registered mail as its digits; WrongRegistered when it is not one."""
    digits = "".join(text.split()).replace("-", "")
    if digits and not (
        digits.isascii() and digits.isdecimal() and len(digits) == REGISTERED_DIGITS
    ):
        raise WrongRegistered(f"등기번호는 숫자 {REGISTERED_DIGITS}자리입니다. 다시 확인하세요.")
    return digits


def _refuse_sending_day(
    office: Office, request: CaseRequest, sent_on: date, notice: Notice
) -> None:
    made_on = seoul_time(request.made_at).date()
    if sent_on > office.clock.today():
        raise WrongDay("부친 날이 오늘보다 뒤입니다. 부친 뒤에 적으세요.")
    # A practice office stands on a day of its own, before the moments it writes.
    if sent_on < made_on and not office.practice:
        raise WrongDay(f"부친 날이 요청서를 만든 날({in_letter(made_on)})보다 앞섭니다.")
    if sent_on > request.due_on and sent_on > ends_on(request, notice):
        raise WrongDay(f"기한({in_letter(request.due_on)})이 지나서 부칠 수 없습니다. 거두세요.")


@may(CASES)
def take_answer(office: Office, request_id: UUID, postmark: date, excuse: str = "") -> Asked:
    """Write down that the answer came (답 받기), by the postmark (소인) of its envelope.

    A request that lapsed takes an answer that was posted in time, as long as no newer one is open
    (LateAnswer): a refusal that was proposed for its silence has no effect any more. One posted
    late is taken by who decides, with the good reason (정당한 사유) it is said to have (C21), as
    long as the refusal is not approved (RefusalStands). WrongDay for a postmark before the sending
    or after today.
    """
    voided, words, late = False, "", without_rrn(" ".join(excuse.split()))
    if late:
        demand(office, DECIDING, "take_answer")
    with office.store.unit() as unit:
        request = standing(unit, request_id, *_SENT)
        if postmark > office.clock.today():
            raise WrongDay("소인 날짜가 오늘보다 뒤입니다. 봉투를 다시 확인하세요.")
        if request.sent_on is not None and postmark < request.sent_on:
            raise WrongDay(
                f"소인 날짜가 요청을 부친 날({in_letter(request.sent_on)})보다 앞섭니다."
            )
        if request.state is RequestState.LAPSED:
            _refuse_newer(unit, request)
            ends = ends_on(request, notice_of(office.notices, unit.cases.get(request.case_id)))
            why = "기한 안에 부친 답이 옴"
            if postmark > ends:
                words = _excused(unit, request, ends, late)
                why = "늦은 답이 까닭과 함께 와 판단할 것"
            voided = void_refusal(office, unit, request, why)
        saved = unit.requests.save(
            replace(
                request,
                state=RequestState.ANSWERED,
                answered_on=postmark,
                closed_at=None,
                closed_by=None,
                reason=words,
            )
        )
        told(office, unit, "answer-request", saved, words, postmark=postmark.isoformat())
    changes = replace(changes_of(saved.case_id), decisions=voided, lists=voided)
    return Asked(request=saved, changes=changes)


def _excused(unit: UnitOfWork, request: CaseRequest, ends: date, excuse: str) -> str:
    """Return why an answer came after its request lapsed; WrongDay, RefusalStands."""
    if not excuse:
        raise WrongDay(
            f"소인이 기한({in_letter(ends)}) 뒤입니다. 정당한 사유로 늦었다면 늦은 까닭을 적으세요."
        )
    # Two people approved it; that somebody wrote late takes nothing back of itself.
    if any(
        (one.matter, one.verdict, one.state)
        == (Matter.PERSON, Verdict.INELIGIBLE, ProposalState.APPROVED)
        for one in unit.proposals.of(request.case_id)
    ):
        raise RefusalStands
    return f"늦은 까닭: {excuse}"


def _refuse_newer(unit: UnitOfWork, request: CaseRequest) -> None:
    for one in unit.requests.of_case(request.case_id):
        if one.kind is request.kind and one.state.open:
            raise LateAnswer(request.kind)


def void_refusal(office: Office, unit: UnitOfWork, request: CaseRequest, why: str) -> bool:
    """Take the effect from a refusal (부적격) proposed since a request lapsed; tell if there was.

    Nobody approves a refusal for silence of somebody who was not silent, or was not reached.
    """
    since = request.closed_at
    if since is None or not any(
        one.proposed_at >= since
        and one.matter is Matter.PERSON
        and one.verdict is Verdict.INELIGIBLE
        and one.state in (ProposalState.WAITING, ProposalState.APPROVED)
        for one in unit.proposals.of(request.case_id)
    ):
        return False
    for one in unit.proposals.void(request.case_id):
        detail = {"proposal": one.id.hex, "was": one.state.value}
        note(office, unit, "void", request.case_id, why=why, detail=detail)
    return True


@may(DECIDING)
def close(office: Office, request_id: UUID, end: RequestEnd, reason: str = "") -> Asked:
    """Judge an answer (끝내기): accepted or not; the case is examined again in the same act.

    A reason is needed (NoReason) to refuse, to accept an answer that is out of time (C21), and
    for a 소명, which counts with the agency's corrected record and its confirmation only.
    """
    words = without_rrn(reason.strip())
    with office.store.unit() as unit:
        request = standing(unit, request_id, RequestState.ANSWERED)
        case = unit.cases.get(request.case_id)
        late = out_of_time(request, notice_of(office.notices, case))
        if not words:
            _refuse_silent(request, end, late)
        saved = unit.requests.save(
            replace(
                request,
                state=RequestState.CLOSED,
                end=end,
                closed_at=office.clock.now(),
                closed_by=office.actor.id,
                reason=words,
            )
        )
        judgement = examine(case, notice_of(office.notices, case), office.clock.today())
        store_judgement(unit, case, judgement)
        told(office, unit, "close-request", saved, words, end=end.value)
    asked = {one.rule for one in saved.items}
    still = tuple(
        TITLES[one.rule][1]
        for one in judgement.findings
        if one.rule in asked and one.outcome is Outcome.FAIL
    )
    done = replace(changes_of(saved.case_id), judgement=True, lists=True)
    accepted = end is RequestEnd.ACCEPTED
    return Asked(request=saved, changes=done, still=still if accepted else ())


def _refuse_silent(request: CaseRequest, end: RequestEnd, late: str) -> None:
    """Raise NoReason where the judgement of an answer must say why."""
    if end is RequestEnd.REJECTED:
        raise NoReason("인정하지 않는 사유를 적으세요.")
    if late:
        raise NoReason(f"{late}: 그래도 인정하는 정당한 사유를 적으세요.")
    if request.kind is RequestKind.EXPLANATION:
        raise NoReason("원천기관의 정정 자료와 확인서가 무엇인지 적으세요.")


@may(CASES)
def take_back(office: Office, request_id: UUID, reason: str) -> Asked:
    """Take a request back (거두기) before its answer, with a reason; it stays on record."""
    words = without_rrn(reason.strip())
    if not words:
        raise NoReason("요청을 거두는 사유를 적으세요.")
    with office.store.unit() as unit:
        request = standing(unit, request_id, RequestState.DRAWN_UP, RequestState.SENT)
        saved = unit.requests.save(
            replace(
                request,
                state=RequestState.TAKEN_BACK,
                closed_at=office.clock.now(),
                closed_by=office.actor.id,
                reason=words,
            )
        )
        told(office, unit, "take-back-request", saved, words)
    return Asked(request=saved, changes=changes_of(saved.case_id))


def standing(unit: UnitOfWork, request_id: UUID, *states: RequestState) -> CaseRequest:
    """Return a whole request in one of these states; NotWholeRequest, NotInState."""
    request = unit.requests.get(request_id)
    if not request.whole:
        raise NotWholeRequest
    if request.state not in states:
        raise NotInState(request.state)
    return request


def told(
    office: Office,
    unit: UnitOfWork,
    action: str,
    request: CaseRequest,
    why: str = "",
    **more: object,
) -> None:
    """Write the ledger row of an act upon a request."""
    detail = {
        "request": request.id.hex,
        "kind": request.kind.value,
        "state": request.state.value,
        "due": request.due_on.isoformat(),
        **more,
    }
    words = " · ".join(one for one in (request.kind.label, why) if one)
    note(office, unit, action, request.case_id, why=words, detail=detail)


def changes_of(case_id: UUID | None) -> Changes:
    """Return what every act upon a request changes."""
    return Changes(case_id=case_id, requests=True, queues=True, trail=True)
