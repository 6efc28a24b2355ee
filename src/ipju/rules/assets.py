"""Real estate (부동산) of the household together, and its dearest single car (자동차)."""

from __future__ import annotations

from fractions import Fraction

from ipju.domain.finding import Finding, Threshold
from ipju.domain.money import won
from ipju.domain.notice import CarTerms, Notice, RealEstateTerms
from ipju.domain.property import (
    Car,
    CarExemption,
    CarKind,
    CarTenure,
    CarUse,
    Holding,
    HoldingKind,
)
from ipju.domain.replacing import replace
from ipju.rules.facts import Facts
from ipju.rules.outcome import agree, not_applicable
from ipju.rules.ownership import member_share, owned
from ipju.rules.periods import notice_day
from ipju.rules.worth import NONE, Item, Lacking, Worth, bounded, of_members, unasked_members

_UNPROVEN = ("land_exclusion_proven", "제외 토지 증빙")


def real_estate(facts: Facts, notice: Notice) -> Finding:
    """Judge land and buildings of all members together, in won (2장 부동산)."""
    return agree(_real_estate, facts, notice)


def car(facts: Facts, notice: Notice) -> Finding:
    """Judge the dearest single passenger car of the members, in won (2장 자동차)."""
    return agree(_car, facts, notice)


def _real_estate(facts: Facts, notice: Notice) -> Finding:
    terms = notice.real_estate
    if terms is None or terms.limit is None:
        clause = notice.household.clause
        return not_applicable("real-estate", clause, "이 공고에는 부동산 기준이 없습니다.")
    found = [item for one in facts.case.holdings if (item := _estate(facts, notice, terms, one))]
    days = {one.span.since for one in found if one.span.since and one.span.since > notice.day}
    low, whole = NONE, NONE
    high: Fraction | None = NONE
    for day in (notice.day, *sorted(days)):
        held = [
            one
            for one in found
            if (one.span.since is None or one.span.since <= day)
            and (one.span.until is None or one.span.until > day)
        ]
        low = max(low, sum((one.low for one in held), NONE))
        whole = max(whole, sum((one.whole for one in held), NONE))
        tops = [one.high for one in held if one.high is not None]
        exact = high is not None and len(tops) == len(held)
        high = max(high or NONE, sum(tops, NONE)) if exact else None
    notes: tuple[str, ...] = ()
    if high is not None and high <= terms.limit < whole:
        notes = (
            "세대 밖 사람과 함께 가진 부동산은 세대구성원의 지분만 셌습니다. 전부를 세면 한도를 "
            "넘습니다. 맞는지 확인하세요.",
        )
    return bounded(
        "real-estate",
        terms.clause,
        found,
        low,
        high,
        limit=Threshold(key="real_estate.limit", text=won(terms.limit)),
        bound=terms.limit,
        unasked=unasked_members(facts, facts.case.holdings, "estate_checked", "부동산"),
        what="세대 부동산 합계",
        thresholds=(notice_day(notice),),
        notes=notes,
    )


def _estate(facts: Facts, notice: Notice, terms: RealEstateTerms, one: Holding) -> Item | None:
    """Return the household's part of one holding (건축물 공시가격, 토지 소유면적 × 공시지가)."""
    label = f"{one.kind.label} {one.address}".rstrip()
    if one.kind is HoldingKind.PRESALE:
        out = Worth(NONE, NONE, "분양권·입주권은 토지·건축물이 아니어서 뺌")
        return of_members(facts, one, "holdings", label, out)
    state = owned(facts, notice, one)
    if state.answer is False:
        out = Worth(NONE, NONE, "공고일 전에 처분했거나 입주 뒤에 취득해 뺌")
        return of_members(facts, one, "holdings", label, out)
    return of_members(facts, one, "holdings", label, estate_worth(terms, one), state.span)


def estate_worth(terms: RealEstateTerms, one: Holding) -> Worth:
    """Return the value of the whole of some land or building, in won.

    Left out is what the notice leaves out: land, and on some grounds the building on it too.
    """
    if one.kind is HoldingKind.LAND:
        return _land(terms, one, alone=True)
    ground = one.land_exclusion
    if ground is None or ground not in terms.buildings:
        return _building(terms, one)
    if one.land_exclusion_proven:
        return Worth(NONE, NONE, f"제외 부동산({ground.label})")
    worth = _building(terms, replace(one, land_exclusion=None))
    if one.land_exclusion_proven is None:
        lacking = (*worth.lacking, _UNPROVEN)
        return Worth(NONE, worth.high, f"{worth.why}, 제외 부동산 증빙 미확인", lacking)
    return worth._replace(why=f"{worth.why}, 제외 부동산 증빙이 없어 셈")


def _building(terms: RealEstateTerms, one: Holding) -> Worth:
    """Return the value of a building: 공시가격 or, where none is published, 시가표준액."""
    if one.published_price is None:
        return _unpublished(terms, one)
    return Worth(Fraction(one.published_price), Fraction(one.published_price), "공시가격")


def _unpublished(terms: RealEstateTerms, one: Holding) -> Worth:
    """Return the value of a building without published price: 시가표준액 and its land."""
    land = _land(terms, one, alone=False)
    if one.standard_value is None:
        lacking = (("published_price", "공시가격 또는 시가표준액"), *land.lacking)
        return Worth(land.low, None, "공시가격 미확인", lacking)
    value = Fraction(one.standard_value)
    high = None if land.high is None else land.high + value
    why = f"시가표준액 + {land.why}" if land.why else "시가표준액"
    return Worth(value + land.low, high, why, land.lacking)


def _land(terms: RealEstateTerms, one: Holding, *, alone: bool) -> Worth:
    """Return the value of land; land beside a building counts where its area is recorded."""
    area, price = one.land_area, one.land_unit_price
    if area is None and price is None and not alone:
        return Worth(NONE, NONE, "")
    ground = one.land_exclusion
    listed = ground is not None and ground in terms.exclusions
    if ground is not None and listed and one.land_exclusion_proven:
        return Worth(NONE, NONE, f"제외 토지({ground.label})")
    lacking: Lacking = ()
    if area is None:
        lacking += (("land_area", "토지 면적"),)
    if price is None:
        lacking += (("land_unit_price", "개별공시지가"),)
    value = None if area is None or price is None else Fraction(area * price, 100)
    low = NONE if value is None else value
    why = "소유면적 × 개별공시지가"
    if listed and one.land_exclusion_proven is None:
        lacking += (_UNPROVEN,)
        low, why = NONE, f"{why}, 제외 토지 증빙 미확인"
    elif listed:
        why += ", 제외 토지 증빙이 없어 셈"
    elif ground is not None:
        why += f", {ground.label}: 이 공고의 제외 사유가 아니어서 셈"
    return Worth(low, value, why, lacking)


def _car(facts: Facts, notice: Notice) -> Finding:
    terms = notice.car
    if terms is None:
        clause = notice.household.clause
        return not_applicable("car", clause, "이 공고에는 자동차 기준이 없습니다.")
    found: list[Item] = []
    notes: list[str] = []
    thresholds: tuple[Threshold, ...] = ()
    settled = NONE
    for one in facts.case.cars:
        item = _vehicle(facts, terms, one)
        if item is None:
            continue
        found.append(item)
        if one.exemption is CarExemption.VETERAN:
            thresholds = car_grades(terms)
        doubtful = _doubt(facts, one, item, terms.limit)
        if doubtful:
            notes.append(doubtful)
        else:
            settled = max(settled, item.low)
    low = max((one.low for one in found), default=NONE)
    tops = [one.high for one in found if one.high is not None]
    return bounded(
        "car",
        terms.clause,
        found,
        low,
        max(tops, default=NONE) if len(tops) == len(found) else None,
        limit=Threshold(key="car.limit", text=won(terms.limit)),
        bound=terms.limit,
        unasked=unasked_members(facts, facts.case.cars, "car_checked", "자동차"),
        what="가장 비싼 자동차의 가액",
        thresholds=thresholds,
        notes=tuple(notes) if settled <= terms.limit else (),
    )


def car_grades(terms: CarTerms) -> tuple[Threshold, ...]:
    """Return the injury grades of a veteran whose car is left out, as thresholds that were read."""
    return (
        Threshold(key="car.injury_grade_from", text=f"상이 {terms.injury_grade_from}급"),
        Threshold(key="car.injury_grade_until", text=f"상이 {terms.injury_grade_until}급"),
    )


def _doubt(facts: Facts, one: Car, item: Item, limit: int) -> str:
    """Return the note on a car over the limit which another reading would not count (A19)."""
    if item.low <= limit:
        return ""
    label = one.name or "자동차"
    if one.tenure not in (None, CarTenure.OWNED):
        return (
            f"{label}: {one.tenure.label}도 사회보장정보시스템의 차량가액으로 셌습니다. "
            "세지 않으면 결과가 달라집니다. 맞는지 확인하세요."
        )
    share = member_share(facts, one.owners)
    if one.subsidy and one.subsidy_to_owner is False and item.low - one.subsidy * share <= limit:
        return (
            f"{label}: 보조금을 지금 소유자가 받지 않아 빼지 않았습니다. 빼면 결과가 달라집니다. "
            "맞는지 확인하세요."
        )
    return ""


def _vehicle(facts: Facts, terms: CarTerms, one: Car) -> Item | None:
    """Return the household's part of one car (비영업용 승용자동차에 한함)."""
    label = one.name or (one.kind.label if one.kind else "자동차")
    exempt, lacking = exempt_car(one, terms)
    out = ""
    if one.kind not in (None, CarKind.PASSENGER):
        out = f"{one.kind.label}자동차 제외"
    elif one.use is CarUse.BUSINESS:
        out = "영업용 제외"
    elif exempt and one.exemption is not None:
        out = f"{one.exemption.label} 제외"
    if out:
        return of_members(facts, one, "cars", label, Worth(NONE, NONE, out))
    worth = car_worth(one)
    low = worth.low
    if one.kind is None:
        lacking += (("kind", "차종"),)
    if one.use is None:
        lacking += (("use", "용도"),)
    if lacking:
        low = NONE
    return of_members(
        facts, one, "cars", label, worth._replace(low=low, lacking=(*worth.lacking, *lacking))
    )


def exempt_car(one: Car, terms: CarTerms) -> tuple[bool, Lacking]:
    """Tell whether a claimed exemption holds; what is not recorded of it, otherwise."""
    if one.exemption is None or one.exemption_proven is False:
        return False, ()
    lacking: Lacking = ()
    if one.exemption_proven is None:
        lacking += (("exemption_proven", "제외 증빙"),)
    if one.exemption is CarExemption.VETERAN:
        grade = one.injury_grade
        if grade is None:
            lacking += (("injury_grade", "상이등급"),)
        elif not terms.injury_grade_from <= grade <= terms.injury_grade_until:
            return False, ()
    return not lacking, lacking


def car_worth(one: Car) -> Worth:
    """Return the value of a car less the subsidy on a low-emission car its owner received."""
    if one.value is None:
        return Worth(NONE, None, "차량가액 미확인", (("value", "차량가액"),))
    value = Fraction(one.value)
    claimed = bool(one.subsidy) or (one.subsidy is None and one.subsidy_to_owner is True)
    if not claimed or one.subsidy_to_owner is False or one.low_emission is False:
        return Worth(value, value, "차량가액")
    lacking: Lacking = ()
    if one.low_emission is None:
        lacking += (("low_emission", "저공해자동차 여부"),)
    if one.subsidy_to_owner is None:
        lacking += (("subsidy_to_owner", "보조금 수령인"),)
    if one.subsidy is None:
        lacking += (("subsidy", "보조금"),)
    less = max(NONE, value - one.subsidy) if one.subsidy is not None else NONE
    if lacking:
        return Worth(less, value, "차량가액, 보조금 미확인", lacking)
    return Worth(less, less, f"차량가액 {won(one.value)} − 보조금 {won(one.subsidy or 0)}")
