"""금융정보 등 제공 동의서: both signatures of every member, the query in time, refusals counted."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ipju.domain.dates import spoken
from ipju.domain.finding import (
    Choice,
    Clause,
    Finding,
    Outcome,
    Question,
    Reading,
    Target,
    Threshold,
)
from ipju.domain.notice import FinancialConsentTerms, Notice, PaperStage
from ipju.domain.paper import Paper, Signature
from ipju.domain.person import Person
from ipju.domain.replacing import replace
from ipju.rules.answers import ruling
from ipju.rules.facts import Facts
from ipju.rules.filing import BEST_FIRST, window_of
from ipju.rules.names import TITLES
from ipju.rules.outcome import agree, not_applicable, worst
from ipju.rules.periods import notice_day, period_end, readings_of
from ipju.rules.recorded import NO_RULE
from ipju.rules.scholar import awaits_selection
from ipju.rules.signatures import hand

_RULE = "financial-consent"
_CHOICES = (
    Choice(id="again", text="보류하고 동의서를 다시 요청한다(미확인)"),
    Choice(id="refuse", text="동의서를 내지 않아 신청을 받지 않는다(부적합)"),
)
_TOLD_OTHERWISE = (
    " 다만 동의서의 각주에는 이 칸에 서명하지 않으면 금융기관이 본인에게 "
    "통보한다고만 적혀 있습니다."
)
"""The form itself does not refuse who does not sign the second column (C8)."""
_AFTER = {"again": Outcome.MISSING, "refuse": Outcome.FAIL}


class _Given(NamedTuple):
    """What one member's consent comes to; `says` is what is to be read out."""

    person: Person
    outcome: Outcome
    says: str
    target: Target
    note: str = ""
    question: Question | None = None
    boundary: bool = False
    clause: Clause | None = None


def financial_consent(facts: Facts, notice: Notice) -> Finding:
    """Judge the consents to a query of financial data (금융정보 조회), member by member.

    Each signs both columns (C8), below the age of the notice the guardian does; the query falls
    within the months of the notice from the day of filing (C10). A member who refused once is put
    to an officer, one who refused as often as the notice says fails (C9).
    """
    return agree(_financial_consent, facts, notice)


def _financial_consent(facts: Facts, notice: Notice) -> Finding:
    terms = notice.financial_consent
    if terms is None:
        return not_applicable(_RULE, NO_RULE, "이 공고에는 금융정보 동의서가 없습니다.")
    if awaits_selection(facts, notice):
        sentence = "금융정보 동의서는 장학생으로 선정된 뒤에 냅니다."
        return not_applicable(_RULE, terms.clause, sentence)
    members = facts.household.members
    found = [_member(facts, notice, terms, one) for one in members]
    outcome = worst(one.outcome for one in found) if members else Outcome.MISSING
    bad = [one for one in found if one.outcome is outcome and outcome is not Outcome.PASS]
    failed = outcome is Outcome.FAIL
    missing = tuple(
        Reading(label=f"{one.person.name} {one.says}", value="미확인", target=one.target)
        for one in found
        if one.outcome is Outcome.MISSING
    )
    if not members:
        missing = (Reading(label="신청자", value="미확인", target=Target(section="people")),)
    return Finding(
        rule=_RULE,
        title=TITLES[_RULE][1],
        outcome=outcome,
        sentence=_sentence(found, bad),
        clause=(bad[0].clause if bad else None) or terms.clause,
        value=f"{len(found)}명 중 {sum(o.outcome is Outcome.PASS for o in found)}명 적합",
        limit="전원이 두 칸 모두 서명",
        target=bad[0].target if bad else None,
        readings=_readings(facts, notice, terms, found),
        thresholds=_thresholds(facts, notice, terms),
        missing=() if failed else missing,
        questions=() if failed else tuple(o.question for o in found if o.question is not None),
        notes=tuple(dict.fromkeys(one.note for one in found if one.note)),
        boundary=any(one.boundary for one in found),
    )


def _member(facts: Facts, notice: Notice, terms: FinancialConsentTerms, person: Person) -> _Given:
    """Judge one member: of several forms the best counts, refusals weigh before them."""
    refused = _refused(facts, person)
    if refused >= terms.refusals:
        return _Given(
            person,
            Outcome.FAIL,
            f"동의서 제출을 {refused}회 거부·기피함",
            Target(section="consent_refusals"),
            note=f"{person.name}: 동의서 제출을 {refused}회 거부·기피했습니다. 신청의 각하나 "
            "계약 해지·재계약 거절을 검토하세요. 할 수 있다고 적힌 것이므로 담당자가 정합니다.",
            clause=terms.refusal_clause,
        )
    forms = [one for one in facts.case.papers if one.kind == terms.paper]
    given = [
        _on_form(facts, notice, terms, person, form, sign)
        for form in forms
        for sign in form.signatures
        if sign.person == person.id
    ]
    unsigned = not any(
        sign.signed for form in forms for sign in form.signatures if sign.person == person.id
    )
    if refused and unsigned:
        return _refused_once(facts, terms, person)
    if not given:
        return _without(facts, notice, person, forms)
    return min(reversed(given), key=lambda one: BEST_FIRST.index(one.outcome))


def _refused(facts: Facts, person: Person) -> int:
    """Count how often a member refused: each day once, a refusal without a day by itself."""
    rows = [one for one in facts.case.consent_refusals if one.person == person.id]
    days = {one.refused_on for one in rows if one.refused_on is not None}
    return len(days) + sum(one.refused_on is None for one in rows)


def _refused_once(facts: Facts, terms: FinancialConsentTerms, person: Person) -> _Given:
    """Put the first refusals to an officer: hold and ask again, or no application (C9)."""
    question = Question(
        id=f"{_RULE}/C9",
        subject=person.id,
        text=f"{person.name}: 금융정보 동의서 제출을 거부·기피했습니다. 다시 요청할지 정하세요.",
        quote="제출하지 아니할 경우 신청이 불가 / 이 동의서 제출을 "
        f"{terms.refusals}회 이상 거부·기피할 경우 신청이 각하되거나",
        choices=_CHOICES,
    )
    target = Target(section="consent_refusals")
    answer = ruling(facts, question)
    if answer is None:
        says = "동의서 제출을 거부·기피함, 다시 요청할지 판단 필요"
        return _Given(
            person, Outcome.REVIEW, says, target, question=question, clause=terms.refusal_clause
        )
    return _Given(person, _AFTER[answer.choice], answer.text, target, clause=terms.refusal_clause)


def _without(facts: Facts, notice: Notice, person: Person, forms: list[Paper]) -> _Given:
    """Judge a member whose signature has not come: missing until the last day, if there is one."""
    target = Target(section="papers", field="signatures", row=forms[0].id if forms else None)
    if not forms:
        target = Target(section="papers", field="kind")
    last = window_of(notice, PaperStage.ELIGIBILITY).last
    if last is not None and facts.reviewed_on > last and not forms:
        note = "금융정보 동의서를 내도록 보완을 요청할 수 있습니다."
        return _Given(person, Outcome.FAIL, "동의서를 내지 않음", target, note=note)
    if facts.case.renewal is not None and forms:
        return _Given(person, Outcome.MISSING, "새 구성원의 동의서", target)
    return _Given(person, Outcome.MISSING, "서명" if forms else "동의서", target)


def _on_form(
    facts: Facts,
    notice: Notice,
    terms: FinancialConsentTerms,
    person: Person,
    form: Paper,
    sign: Signature,
) -> _Given:
    """Judge one member's signatures on one form: both columns, whose hand, and the query."""
    target = Target(section="papers", field="signatures", row=form.id)
    if facts.case.renewal is not None and sign.signed_on is None:
        # The age counts on the day of a form that may be years old by now.
        sign = replace(sign, signed_on=form.received_on)
    whose = hand(facts, notice, person, sign, terms.guardian_below_age)
    if whose.field == "birth":
        target_of_hand = Target(section="people", field="birth", row=person.id)
    else:
        target_of_hand = target
    checks = [
        _column(person, sign.signed, "정보 제공 동의", target),
        _column(person, sign.unnotified, "미통보 동의", target, _TOLD_OTHERWISE),
        _Given(person, whose.outcome, whose.says, target_of_hand, boundary=whose.boundary),
        _query(facts, notice, terms, person, form),
    ]
    outcome = worst(one.outcome for one in checks)
    if outcome is not Outcome.PASS:
        return next(one for one in checks if one.outcome is outcome)
    query = checks[-1]
    return _Given(
        person,
        Outcome.PASS,
        f"{whose.says}, 두 칸 모두 서명, {query.says}",
        target,
        note=query.note,
        boundary=whose.boundary or query.boundary,
    )


def _column(
    person: Person, signed: bool | None, name: str, target: Target, doubt: str = ""
) -> _Given:
    """Judge one of the two columns; one not signed fails and can be supplemented (C8)."""
    if signed is None:
        return _Given(person, Outcome.MISSING, f"{name} 서명", target)
    if signed:
        return _Given(person, Outcome.PASS, f"{name} 서명", target)
    note = (
        f"{person.name}: {name} 칸에 서명하지 않았습니다. 두 칸 모두 서명한 동의서를 내도록 "
        f"보완을 요청할 수 있습니다.{doubt}"
    )
    return _Given(person, Outcome.FAIL, f"{name} 칸에 서명하지 않음", target, note=note)


def _query(
    facts: Facts, notice: Notice, terms: FinancialConsentTerms, person: Person, form: Paper
) -> _Given:
    """Judge whether the query fell within the months from filing; once given it stands (C10)."""
    at_form = Target(section="papers", field="received_on", row=form.id)
    filed, queried = form.received_on, facts.case.finance_queried_on
    if filed is None:
        return _Given(person, Outcome.MISSING, "동의서 제출일", at_form)
    renewal = facts.case.renewal
    if renewal is not None and renewal.first_on is not None and filed <= renewal.first_on:
        return _Given(person, Outcome.PASS, "처음 신청할 때 낸 동의서", at_form)
    last = period_end(notice, filed, terms.valid_months)
    target = Target(section="finance_queried_on")
    if not _late(notice, queried or facts.reviewed_on, last):
        if queried is not None and queried < filed:
            says = f"동의서를 낸 {spoken(filed)}보다 먼저 {spoken(queried)}에 금융정보를 조회함"
            return _Given(person, Outcome.FAIL, says, target)
        done = f"{spoken(queried)} 조회" if queried else f"{spoken(last)}까지 조회할 수 있음"
        return _Given(person, Outcome.PASS, done, target, boundary=queried == last)
    if renewal is not None and renewal.number > 1:
        note = (
            f"{person.name}: {spoken(filed)}에 낸 동의서를 이전 재계약 때 낸 것으로 봅니다. "
            "이번 재계약에 처음 낸 것이면 조회할 수 있는 기간이 지났으니 다시 받으세요."
        )
        return _Given(person, Outcome.PASS, "이전에 낸 동의서", at_form, note=note)
    if renewal is not None and renewal.first_on is None:
        target = Target(section="renewal", field="first_on")
        return _Given(person, Outcome.MISSING, "처음 임대차 시작일", target)
    if queried is None:
        return _Given(person, Outcome.MISSING, "금융정보 조회일", target)
    says = f"제출일부터 {terms.valid_months}개월({spoken(last)})이 지나 {spoken(queried)}에 조회함"
    note = f"{person.name}: 동의서를 다시 받아 금융정보를 새로 조회하세요."
    return _Given(person, Outcome.FAIL, says, target, note=note, boundary=queried == last)


def _late(notice: Notice, day: date, last: date) -> bool:
    """Tell whether a day lies outside the period that ends on `last` (이내, A15)."""
    return day > last or (day == last and notice.reading("A15") != "inclusive")


def _readings(
    facts: Facts, notice: Notice, terms: FinancialConsentTerms, found: list[_Given]
) -> tuple[Reading, ...]:
    """Return what was read of each member, and the readings of a period that just ends."""
    shown = tuple(
        Reading(label=one.person.name, value=one.says, target=one.target) for one in found
    )
    filed = [o.received_on for o in facts.case.papers if o.kind == terms.paper and o.received_on]
    ends = [(day, period_end(notice, day, terms.valid_months)) for day in filed]
    if any(facts.case.finance_queried_on == end for _, end in ends):
        shown += readings_of(notice, "A15")
    if any(end.day != day.day for day, end in ends):
        shown += readings_of(notice, "A38")
    return shown


def _thresholds(
    facts: Facts, notice: Notice, terms: FinancialConsentTerms
) -> tuple[Threshold, ...]:
    read = [
        Threshold(key="financial_consent.valid_months", text=f"{terms.valid_months}개월"),
        Threshold(
            key="financial_consent.guardian_below_age", text=f"만 {terms.guardian_below_age}세"
        ),
        notice_day(notice),
    ]
    if facts.case.consent_refusals:
        read.append(Threshold(key="financial_consent.refusals", text=f"{terms.refusals}회"))
    return tuple(read)


def _sentence(found: list[_Given], bad: list[_Given]) -> str:
    if not found:
        return "신청자가 기록되지 않아 금융정보 동의서를 판정할 수 없습니다."
    if not bad:
        return f"세대구성원 {len(found)}명의 금융정보 동의서가 모두 요건에 맞습니다."
    rest = f" 그 밖에 {len(bad) - 1}명이 더 있습니다." if len(bad) > 1 else ""
    unknown = " 미확인" if bad[0].outcome is Outcome.MISSING and bad[0].question is None else ""
    return f"{bad[0].person.name}: {bad[0].says}{unknown}.{rest}"
