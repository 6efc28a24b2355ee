"""What bars a contract: existing public tenancies, other subsidies (중복지원), arrears (체납)."""

from __future__ import annotations

from datetime import date

from ipju.domain.dates import spoken
from ipju.domain.finding import Finding, Outcome, Reading, Target, Unit
from ipju.domain.money import won
from ipju.domain.notice import Notice, printed
from ipju.domain.replacing import replace
from ipju.domain.tenancy import Arrears, OtherSubsidy, SubsidyKind
from ipju.rules.facts import Facts
from ipju.rules.outcome import agree, not_applicable
from ipju.rules.people import blank, lease_of, name_of, unread
from ipju.rules.periods import notice_day
from ipju.rules.public_tenancy import existing_tenancy
from ipju.rules.recorded import NO_RULE, lacking

__all__ = ["arrears", "existing_tenancy", "other_subsidy"]


def other_subsidy(facts: Facts, notice: Notice) -> Finding:
    """Judge other public help with deposit or interest (중복지원) received on the notice date.

    A 버팀목 loan on the tenant's own part of the deposit is allowed.
    """
    return agree(_other_subsidy, facts, notice)


def _other_subsidy(facts: Facts, notice: Notice) -> Finding:
    rule, terms = "other-subsidy", notice.tenancy
    if terms is None:
        return not_applicable(rule, NO_RULE, "이 공고에는 중복지원에 대한 제한이 없습니다.")
    case = facts.case
    sheet = replace(
        blank(rule, printed(terms.subsidy_clause)),
        target=Target(section="subsidies"),
        thresholds=(notice_day(notice),) if case.subsidies else (),
    )
    shown, missing, barring = [], [], []
    for one in case.subsidies:
        if not facts.household.has(one.person):
            continue
        outcome, words = _subsidy(one, notice)
        target = Target(section="subsidies", row=one.id, field="receiving")
        label = one.name or one.kind.label
        shown.append(Reading(label=label, value=words, target=target))
        if outcome is Outcome.FAIL:
            barring.append((one, words, target))
        elif outcome is Outcome.MISSING:
            missing.append(Reading(label=f"{label} 수급 여부", value="미확인", target=target))
        sheet = replace(sheet, boundary=sheet.boundary or one.ended_on == notice.day)
    sheet = replace(sheet, readings=tuple(shown))
    if barring:
        one, words, target = barring[0]
        return replace(
            sheet,
            outcome=Outcome.FAIL,
            value=one.kind.label,
            sentence=f"{name_of(facts, one.person)}님의 {one.name or one.kind.label}: {words}",
            target=target,
            notes=("다른 지원을 먼저 끝내면 지원할 수 있는지는 공고에 없습니다. 확인하세요.",),
        )
    if case.subsidies_checked is not True:
        missing.append(unread("subsidies_checked", "중복지원 조회"))
    if missing:
        return lacking(sheet, *missing)
    return replace(
        sheet,
        outcome=Outcome.PASS,
        value="없음",
        sentence="지원이 겹치는 다른 보증금·이자 지원을 받고 있지 않습니다.",
    )


def _subsidy(one: OtherSubsidy, notice: Notice) -> tuple[Outcome, str]:
    if one.kind is SubsidyKind.BEOTIMMOK:
        return Outcome.PASS, "본인 부담 보증금에 대한 버팀목 대출은 함께 받을 수 있습니다."
    if one.ended_on is not None:
        if one.ended_on <= notice.day:
            return Outcome.PASS, f"{spoken(one.ended_on)}에 끝났습니다."
        return Outcome.FAIL, f"공고일에 받고 있었고 {spoken(one.ended_on)}에 끝났습니다."
    if one.receiving is None:
        return Outcome.MISSING, "받고 있는지 확인되지 않았습니다."
    if one.receiving:
        return Outcome.FAIL, "지원을 받고 있어 중복지원이 됩니다."
    return Outcome.PASS, "받고 있지 않습니다."


def arrears(facts: Facts, notice: Notice) -> Finding:
    """Judge arrears in rental housing run by SH or 서울리츠: none may be left at signing.

    `amount` is what is left in won; the limit is 0.
    """
    return agree(_arrears, facts, notice)


def _arrears(facts: Facts, notice: Notice) -> Finding:
    rule, terms = "arrears", notice.tenancy
    if terms is None:
        return not_applicable(rule, NO_RULE, "이 공고에는 체납에 대한 제한이 없습니다.")
    case, signed = facts.case, lease_of(facts).signed_on
    sheet = replace(blank(rule, printed(terms.arrears_clause)), target=Target(section="arrears"))
    mine = [one for one in case.arrears if facts.household.has(one.person)]
    standing = [one for one in mine if not _cleared(one, signed)]
    owed = sum(one.amount or 0 for one in standing)
    sheet = replace(
        sheet,
        readings=tuple(_debt(one, signed) for one in mine),
        boundary=any(one.cleared_on is not None and one.cleared_on == signed for one in mine),
    )
    if owed:
        first = next(one for one in standing if one.amount)
        return replace(
            sheet,
            outcome=Outcome.FAIL,
            value=won(owed),
            limit="체납 없음",
            margin=f"{won(owed)} 체납",
            unit=Unit.WON,
            amount=owed,
            bound=0,
            slack=-owed,
            sentence=f"{name_of(facts, first.person)}님의 체납 {won(owed)}이 남아 있어 계약할 수 "
            "없습니다.",
            target=Target(section="arrears", row=first.id, field="cleared_on"),
        )
    missing = [
        Reading(
            label=f"{one.landlord or '임대주택'} 체납액",
            value="미확인",
            target=Target(section="arrears", row=one.id, field="amount"),
        )
        for one in standing
        if one.amount is None
    ]
    if case.arrears_checked is not True:
        missing.append(unread("arrears_checked", "체납 조회"))
    if missing:
        return lacking(sheet, *missing)
    return replace(
        sheet,
        outcome=Outcome.PASS,
        value=won(0),
        limit="체납 없음",
        unit=Unit.WON,
        amount=0,
        bound=0,
        slack=0,
        sentence="공고가 정한 임대주택에 남은 체납이 없습니다.",
    )


def _cleared(one: Arrears, signed: date | None) -> bool:
    return one.cleared_on is not None and (signed is None or one.cleared_on <= signed)


def _debt(one: Arrears, signed: date | None) -> Reading:
    amount = "체납액 미확인" if one.amount is None else won(one.amount)
    if one.cleared_on is None:
        state = "남아 있음"
    elif _cleared(one, signed):
        state = f"{spoken(one.cleared_on)} 완납"
    else:
        state = f"계약 체결 뒤 {spoken(one.cleared_on)} 완납"
    return Reading(
        label=one.landlord or "임대주택",
        value=f"{amount}, {state}",
        target=Target(section="arrears", row=one.id, field="amount"),
    )
