"""Lawful changes of the person part: correct, prove, end, pay, reissue, sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ipju.domain.dates import birthday
from ipju.domain.income import Correction, Income
from ipju.domain.money import won
from ipju.domain.paper import Paper, Signature
from ipju.domain.person import Person
from ipju.domain.property import Acquisition, ExemptionClaim, Holding, HomeExemption
from ipju.domain.replacing import replace
from ipju.rules.changes import Draft, Situation, changed
from ipju.rules.periods import period_end

CORRECTED = "원천기관의 정정 자료와 확인서"


def corrected_income(now: Situation) -> Iterator[Draft]:
    """A confirmed duplicate is counted once, or a source agency corrects its record."""
    until = now.notice.calendar.explanation_until
    if _explained(now):
        return
    for one in now.case.incomes:
        if one.duplicate_of is not None and one.duplicate_confirmed is None:
            done = replace(one, duplicate_confirmed=True)
            yield Draft(
                title=f"중복 확인: {one.workplace or one.kind.label}",
                detail="같은 사업장의 소득이 두 번 잡힌 것이 사실이면 소명에서 확인받습니다.",
                amount=one.monthly,
                paper="같은 사업장임을 보이는 소명 자료",
                until=until,
                case=replace(now.case, incomes=changed(now.case.incomes, done)),
            )
    slack = now.finding.slack
    if slack is None or slack >= 0:
        return
    for one in sorted(now.case.incomes, key=lambda each: (-_monthly(each), str(each.id))):
        if _monthly(one) >= -slack:
            yield _correction(now, one, -slack, until)


def _explained(now: Situation) -> bool:
    """Tell whether the days for explaining (소명) are over."""
    until = now.notice.calendar.explanation_until
    return until is not None and now.facts.reviewed_on > until


def _monthly(one: Income) -> int:
    return one.monthly or 0


def _correction(now: Situation, one: Income, amount: int, until: date | None) -> Draft:
    left = _monthly(one) - amount
    first = now.notice.calendar.explanation_from
    sent = max(now.facts.reviewed_on, first) if first else now.facts.reviewed_on
    corrected = Correction(monthly=left, record=True, confirmation=True, postmarked_on=sent)
    owner = now.case.person(one.person)
    source = one.source.label if one.source else "원천기관"
    return Draft(
        title=f"{one.kind.label} 기록 정정: {won(amount)} 이상 낮아짐",
        detail=(
            f"{owner.name if owner else ''} {one.workplace} {source} 기록이 실제와 다를 때만 "
            f"해당합니다. 월 {won(left)} 이하로 정정되어야 합니다."
        ).strip(),
        amount=amount,
        paper=CORRECTED,
        until=until,
        case=replace(
            now.case,
            incomes=changed(now.case.incomes, replace(one, correction=corrected)),
        ),
    )


def inherited_share(now: Situation) -> Iterator[Draft]:
    """Dispose of an inherited share within the months the notice gives (별표2 1호)."""
    terms, today = now.notice.home, now.facts.reviewed_on
    if terms is None:
        return
    for one in now.case.holdings:
        told = one.exemption.notified_on if one.exemption else None
        until = period_end(now.notice, told or today, terms.cure_months)
        if not _inherited_in_part(one) or today > until:
            continue
        claim = ExemptionClaim(
            ground=HomeExemption.INHERITED_SHARE,
            notified_on=told or today,
            done_on=today,
            proof=True,
        )
        yield Draft(
            title=f"상속 지분 처분: {one.address or one.kind.label}",
            detail=f"부적격 통보일부터 {terms.cure_months}개월 안에 지분을 처분합니다.",
            paper="처분이 나타난 등기사항전부증명서와 상속을 보이는 서류",
            until=until,
            case=replace(
                now.case,
                holdings=changed(now.case.holdings, replace(one, exemption=claim)),
            ),
        )


def _inherited_in_part(one: Holding) -> bool:
    shared = any(owner.fraction < 1 for owner in one.owners)
    return one.acquisition is Acquisition.INHERITANCE and shared


def proven_land(now: Situation) -> Iterator[Draft]:
    """Prove the ground on which a piece of land is left out."""
    if _explained(now):
        return
    for one in now.case.holdings:
        if one.land_exclusion is not None and one.land_exclusion_proven is not True:
            done = replace(one, land_exclusion_proven=True)
            yield Draft(
                title=f"제외 토지 증빙: {one.address or one.kind.label}",
                detail=f"{one.land_exclusion.label}에 해당함을 서류로 밝힐 수 있을 때만입니다.",
                paper="제외 사유를 보이는 서류",
                until=now.notice.calendar.explanation_until,
                case=replace(now.case, holdings=changed(now.case.holdings, done)),
            )


def proven_car(now: Situation) -> Iterator[Draft]:
    """Prove the ground on which a car is left out. The value found at the query stands."""
    if _explained(now):
        return
    for one in now.case.cars:
        if one.exemption is not None and one.exemption_proven is not True:
            done = replace(one, exemption_proven=True)
            yield Draft(
                title=f"제외 자동차 증빙: {one.name or '자동차'}",
                detail=f"{one.exemption.label}임을 서류로 밝힐 수 있을 때만 해당합니다.",
                paper="제외 사유를 보이는 서류",
                until=now.notice.calendar.explanation_until,
                case=replace(now.case, cars=changed(now.case.cars, done)),
            )


def ended_tenancy(now: Situation) -> Iterator[Draft]:
    """End every other public tenancy before signing."""
    today = now.facts.reviewed_on
    if now.home.lease.signed_on is not None:
        return
    yield Draft(
        title="다른 공공임대주택을 계약 전에 정리",
        detail=f"{now.notice.programme} 계약 체결 전에 계약을 취소하거나 퇴거합니다.",
        paper="계약 해지 또는 퇴거를 보이는 서류",
        until=now.notice.calendar.contract_until,
        case=replace(
            now.case,
            tenancies=tuple(
                one
                if one.cancelled_on or one.left_on
                else replace(one, will_end=True, left_on=today)
                if one.lived_in
                else replace(one, will_end=True, cancelled_on=today)
                for one in now.case.tenancies
            ),
        ),
    )


def paid_arrears(now: Situation) -> Iterator[Draft]:
    """Pay what is owed before signing."""
    owed, today = now.finding.amount, now.facts.reviewed_on
    if owed is None or now.home.lease.signed_on is not None:
        return
    yield Draft(
        title=f"체납 {won(owed)} 납부",
        detail="계약 체결 전에 모두 냅니다.",
        amount=owed,
        paper="완납을 보이는 서류",
        until=now.notice.calendar.contract_until,
        case=replace(
            now.case,
            arrears=tuple(
                one if one.cleared_on else replace(one, cleared_on=today)
                for one in now.case.arrears
            ),
        ),
    )


def signed_consent(now: Situation) -> Iterator[Draft]:
    """Have every member sign and agree to every required item."""
    kind = now.notice.papers.consent
    forms = [one for one in now.case.papers if one.kind == kind]
    if not forms:
        return
    members = {one.id: one for one in now.facts.household.members}
    last = {sign.person: form.id for form in forms for sign in form.signatures}
    waiting = [
        one.name
        for one in now.case.people
        if one.id in members and not _has_signed(now, forms, one)
    ]

    def mended(form: Paper) -> Paper:
        if form.kind != kind:
            return form
        signatures = tuple(
            _signature(now, members[one.person], one)
            if one.person in members and last[one.person] == form.id
            else one
            for one in form.signatures
        )
        return replace(form, signatures=signatures)

    yield Draft(
        title=f"동의서 서명·동의: {', '.join(waiting)}",
        detail="빠진 서명과 동의하지 않은 필수 항목을 채워 다시 냅니다.",
        paper="전원이 서명하고 필수 항목에 모두 동의한 동의서",
        case=replace(now.case, papers=tuple(mended(one) for one in now.case.papers)),
    )


def _has_signed(now: Situation, forms: list[Paper], person: Person) -> bool:
    signs = {sign.person: sign for form in forms for sign in form.signatures}
    sign = signs.get(person.id)
    return sign is not None and sign == _signature(now, person, sign)


def _signature(now: Situation, person: Person, old: Signature) -> Signature:
    """The signature as it must be: own from the age the notice names, else the guardian's."""
    day = old.signed_on or now.facts.reviewed_on
    age = now.notice.papers.guardian_below_age
    young = person.birth is not None and birthday(person.birth, age) > day
    if old.signed and old.agreed and bool(old.by_guardian) is young:
        return old
    day = now.facts.reviewed_on
    young = person.birth is not None and birthday(person.birth, age) > day
    return replace(old, signed=True, agreed=True, by_guardian=young, signed_on=day)
