"""Other public rental housing of the household (공공임대주택 입주자 신청 제한)."""

from __future__ import annotations

from dataclasses import dataclass

from ipju.domain.dates import spoken
from ipju.domain.finding import Choice, Finding, Outcome, Question, Reading, Target, Threshold
from ipju.domain.notice import Notice, TenancyTerms
from ipju.domain.replacing import replace
from ipju.domain.tenancy import PublicTenancy
from ipju.rules.answers import ruling
from ipju.rules.facts import Facts
from ipju.rules.outcome import agree, not_applicable, worst
from ipju.rules.people import blank, lease_of, name_of, unread
from ipju.rules.recorded import NO_RULE, lacking

_STILL_OPEN = (
    Choice(id="ended", text="계약 체결 전에 계약이 취소되거나 퇴거한 것을 확인함(적합)"),
    Choice(id="stays", text="취소하거나 퇴거하지 않음(부적합)"),
)
_BETWEEN = (
    Choice(id="allow", text="입주 전까지 퇴거하면 되는 것으로 봄(적합)"),
    Choice(id="refuse", text="계약 체결 전까지 퇴거했어야 하는 것으로 봄(부적합)"),
)
_UNLISTED = (
    Choice(id="other", text="신청이 제한되는 공공임대주택이 아님(적합)"),
    Choice(id="counts", text="신청이 제한되는 공공임대주택임: 계약 체결 전까지 끝나야 함"),
)
_UNPRINTED = (
    Choice(id="allow", text="공고에 제한이 없으므로 신청할 수 있음(적합)"),
    Choice(id="refuse", text="중복 입주로 보아 신청할 수 없음(부적합)"),
)
_OUTCOMES = {
    "ended": Outcome.PASS,
    "stays": Outcome.FAIL,
    "allow": Outcome.PASS,
    "refuse": Outcome.FAIL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """One tenancy as judged, with the words to read out."""

    tenancy: PublicTenancy
    outcome: Outcome
    words: str
    field: str = ""
    missing: tuple[Reading, ...] = ()
    question: Question | None = None
    boundary: bool = False


def existing_tenancy(facts: Facts, notice: Notice) -> Finding:
    """Judge other public rental housing of the household (공공임대주택 입주자 신청 제한).

    Ended before signing passes; still open before signing is a review until it has ended. Where
    the notice prints no bar at all, whatever has not ended is for an officer to decide (C18).
    """
    return agree(_existing_tenancy, facts, notice)


def _existing_tenancy(facts: Facts, notice: Notice) -> Finding:
    rule, terms = "existing-tenancy", notice.tenancy
    if terms is None:
        return not_applicable(rule, NO_RULE, "이 공고에는 공공임대주택에 대한 제한이 없습니다.")
    sheet = replace(blank(rule, terms.tenancy_clause), target=Target(section="tenancies"))
    case = facts.case
    judged = [
        _tenancy(facts, terms, one) for one in case.tenancies if facts.household.has(one.person)
    ]
    outcome = worst(one.outcome for one in judged)
    sheet = replace(
        sheet,
        readings=tuple(_shown(one) for one in judged),
        thresholds=(_listed(terms),) if judged and terms.listed else (),
        boundary=any(one.boundary for one in judged),
    )
    if outcome in (Outcome.FAIL, Outcome.REVIEW, Outcome.MISSING):
        first = next(one for one in judged if one.outcome is outcome)
        late = outcome is not Outcome.MISSING and lease_of(facts).signed_on is not None
        settled = outcome is Outcome.FAIL
        return replace(
            sheet,
            outcome=outcome,
            value=first.tenancy.kind.label,
            sentence=f"{_whose(facts, first.tenancy)}: {first.words}",
            clause=(late and terms.cancellation_clause) or terms.tenancy_clause,
            target=Target(section="tenancies", row=first.tenancy.id, field=first.field),
            missing=() if settled else tuple(m for one in judged for m in one.missing),
            questions=()
            if settled
            else tuple(one.question for one in judged if one.question is not None),
        )
    if not _queried(facts, case.tenancies_checked):
        return lacking(sheet, unread("tenancies_checked", "공공임대 입주 조회"))
    if judged:
        words = f"{_whose(facts, judged[0].tenancy)}: {judged[0].words}"
    else:
        words = "다른 공공임대주택에 계약하거나 입주한 세대구성원이 없습니다."
    value = "끝남" if judged else "없음"
    return replace(sheet, outcome=Outcome.PASS, value=value, sentence=words)


def _queried(facts: Facts, checked: bool | None) -> bool:
    """Tell whether the query came back for the case, or for every member on their own."""
    members = facts.household.members
    return checked is True or (bool(members) and all(one.tenancy_checked for one in members))


def _listed(terms: TenancyTerms) -> Threshold:
    kinds = ", ".join(one.label for one in terms.listed)
    return Threshold(key="tenancy.listed", text=kinds)


def _whose(facts: Facts, tenancy: PublicTenancy) -> str:
    return f"{name_of(facts, tenancy.person)}님의 {tenancy.name or tenancy.kind.label}"


def _shown(one: _Judged) -> Reading:
    return Reading(
        label=one.tenancy.name or one.tenancy.kind.label,
        value=one.words,
        target=Target(section="tenancies", row=one.tenancy.id, field=one.field),
    )


def _tenancy(facts: Facts, terms: TenancyTerms, one: PublicTenancy) -> _Judged:
    """Judge one tenancy; a kind the notice does not list is asked only where it would bar."""
    if terms.cancellation_clause is None:
        return _unprinted(facts, one)
    found = _ending(facts, one)
    if one.kind in terms.listed or found.outcome is Outcome.PASS:
        return found
    question = Question(
        id="existing-tenancy/A36",
        subject=one.id,
        text=f"{_whose(facts, one)}: 공고에 이름이 없는 공공임대주택입니다. 신청이 제한됩니까?",
        quote="국민임대주택, 재개발임대주택, 장기전세주택, 행복주택, 기존주택 전세임대 등",
        choices=_UNLISTED,
    )
    decided = ruling(facts, question)
    if decided is None:
        return replace(
            found, outcome=Outcome.REVIEW, words=question.text, field="kind", missing=(),
            question=question,
        )  # fmt: skip
    if decided.choice == "counts":
        return replace(found, words=f"{found.words} {decided.text}")
    return _Judged(tenancy=one, outcome=Outcome.PASS, words=decided.text, field="kind")


def _unprinted(facts: Facts, one: PublicTenancy) -> _Judged:
    """Judge a tenancy under a notice that prints no bar: over is over, else an officer (C18)."""
    field = "cancelled_on" if one.cancelled_on is not None else "left_on"
    ended = one.cancelled_on or one.left_on
    if ended is not None and ended <= facts.reviewed_on:
        words = f"{spoken(ended)}에 끝났습니다."
        return _Judged(tenancy=one, outcome=Outcome.PASS, words=words, field=field)
    question = Question(
        id="existing-tenancy/C18",
        subject=one.id,
        text=f"{_whose(facts, one)}: 다른 공공임대주택을 가진 사람의 신청을 막는 말이 공고에 "
        "없습니다. 신청을 인정합니까?",
        quote="임대주택 중복 입주 확인",
        choices=_UNPRINTED,
    )
    words = "끝나지 않았습니다. 막는 말이 공고에 없어 신청을 인정할지 정해야 합니다."
    found = _Judged(
        tenancy=one, outcome=Outcome.REVIEW, words=words, field=field, question=question
    )
    decided = ruling(facts, question)
    if decided is None:
        return found
    return replace(found, outcome=_OUTCOMES[decided.choice], words=decided.text, question=None)


def _ending(facts: Facts, one: PublicTenancy) -> _Judged:
    """Judge when the tenancy ended, against signing and moving in (A35)."""
    lease = lease_of(facts)
    signed, moved_in = lease.signed_on, lease.moved_in_on
    field = "cancelled_on" if one.cancelled_on is not None else "left_on"
    ended = one.cancelled_on or one.left_on

    def verdict(outcome: Outcome, words: str, *, at: str = field, edge: bool = False) -> _Judged:
        return _Judged(tenancy=one, outcome=outcome, words=words, field=at, boundary=edge)

    if ended is not None and (signed is None or ended <= signed):
        words = f"{spoken(ended)}에 끝나 계약 체결 전에 정리되었습니다."
        return verdict(Outcome.PASS, words, edge=ended == signed)
    if one.will_end is False and ended is None:
        words = "계약을 끝내지 않겠다고 했습니다."
        return verdict(Outcome.FAIL, words, at="will_end")
    if signed is None:
        return _asked(facts, verdict(Outcome.REVIEW, ""), "open")
    if moved_in is not None and (ended is None or ended > moved_in):
        words = f"입주일 {spoken(moved_in)}까지 끝나지 않았습니다."
        return verdict(Outcome.FAIL, words)
    if one.lived_in is False:
        words = f"입주하지 않은 계약을 계약 체결일 {spoken(signed)}까지 취소하지 않았습니다."
        return verdict(Outcome.FAIL, words)
    if one.lived_in is None:
        words = "계약만 했는지 입주했는지 적어야 판정됩니다."
        asked = Reading(
            label="공공임대 입주 여부",
            value="미확인",
            target=Target(section="tenancies", row=one.id, field="lived_in"),
        )
        return replace(verdict(Outcome.MISSING, words, at="lived_in"), missing=(asked,))
    return _asked(facts, verdict(Outcome.REVIEW, "", edge=ended == moved_in), "A35")


def _asked(facts: Facts, found: _Judged, row: str) -> _Judged:
    """Put the question, or apply the signed answer to it."""
    between = row == "A35"
    whose = _whose(facts, found.tenancy)
    question = Question(
        id=f"existing-tenancy/{row}",
        subject=found.tenancy.id,
        text=f"{whose}: 계약 체결과 입주 사이에 퇴거하는 것을 인정합니까?"
        if between
        else f"{whose}: 아직 끝나지 않았습니다. 계약 체결 전까지 취소하거나 퇴거합니까?",
        quote="계약체결 전까지 타 공공임대주택의 계약을 취소하거나, "
        "장기안심주택 입주전까지 퇴거하는 경우 지원이 가능함",
        choices=_BETWEEN if between else _STILL_OPEN,
    )
    decided = ruling(facts, question)
    if decided is None:
        return replace(found, words=question.text, question=question)
    return replace(found, outcome=_OUTCOMES[decided.choice], words=decided.text)
