"""What counts in total assets (총자산): the members' part of property, cars, money and the rest.

Financial assets are valued on the survey day (조사기준일), everything else on the notice date.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from ipju.domain.dates import spoken
from ipju.domain.means import FinancialAsset, OtherAsset
from ipju.domain.notice import CarTerms, Notice, RealEstateTerms, TotalAssetTerms
from ipju.domain.property import Car, CarTenure, Holding, HoldingKind, RightKind
from ipju.rules.assets import car_worth, estate_worth, exempt_car
from ipju.rules.facts import Facts
from ipju.rules.ownership import owned, owned_on
from ipju.rules.periods import day_name
from ipju.rules.worth import NONE, Item, Worth, of_members

_UNLISTED = Worth(NONE, NONE, "공고가 세는 항목이 아니어서 뺌")


class Estates(NamedTuple):
    """Land, buildings and rights to new homes, each under its row, and what was got later."""

    items: dict[UUID, Item]
    later: Fraction


def estates(facts: Facts, notice: Notice, terms: TotalAssetTerms) -> Estates:
    """Return real estate and rights to new homes as owned on the notice date.

    `later` is the value in won of what the members got after it, which is not counted.
    """
    found: dict[UUID, Item] = {}
    later = NONE
    land = notice.real_estate or RealEstateTerms(
        clause=terms.clause, exclusion_clause=terms.clause, exclusions=()
    )
    for one in facts.case.holdings:
        kind = one.kind.label if one.right is None else one.right.label
        label = f"{kind} {one.address}".rstrip()
        worth = _right(one) if one.kind is HoldingKind.PRESALE else estate_worth(land, one)
        held = owned_on(notice, one, notice.day)
        if held is None:
            lacking = (*worth.lacking, ("acquisition", "취득 원인"))
            worth = Worth(NONE, worth.high, f"{worth.why}, 취득일 미확인", lacking)
        elif not held:
            part = of_members(facts, one, "holdings", label, worth)
            if owned(facts, notice, one).answer and part is not None:
                later += part.low
                worth = Worth(NONE, NONE, f"{day_name(notice)} 뒤에 취득해 뺌")
            else:
                worth = Worth(NONE, NONE, f"{day_name(notice)} 전에 처분해 뺌")
        item = of_members(facts, one, "holdings", label, worth)
        if item is not None:
            found[one.id] = item
    return Estates(found, later)


def _right(one: Holding) -> Worth:
    """Return the value of a right to a new home: paid so far, or assessed and settled (청산금)."""
    if one.right is None:
        return Worth(NONE, None, "분양권·입주권 구분 미확인", (("right", "분양권·입주권 구분"),))
    if one.right is RightKind.PRESALE:
        return _amount(one.paid_so_far, "조사일 현재까지 납부한 금액", "paid_so_far")
    if one.assessed is None:
        return Worth(NONE, None, "기준건물평가액 미확인", (("assessed", "기준건물평가액"),))
    if one.settlement_paid is None and one.settlement_received is None:
        return Worth(
            NONE, None, "기준건물평가액, 청산금 미확인", (("settlement_paid", "납부한 청산금"),)
        )
    value = one.assessed + (one.settlement_paid or 0) - (one.settlement_received or 0)
    worth = Fraction(max(0, value))
    return Worth(worth, worth, "기준건물평가액 + 납부한 청산금 − 지급받은 청산금")


class Cars(NamedTuple):
    """All cars, and what of them is the value of cars that are not owned but used (A19)."""

    items: tuple[Item, ...]
    used: Fraction


def all_cars(facts: Facts, notice: Notice) -> Cars:
    """Return the members' part of every car of any class and use, less the exempt ones (C6)."""
    found: list[Item] = []
    used = NONE
    for one in facts.case.cars:
        label = one.name or (f"{one.kind.label}자동차" if one.kind else "자동차")
        item = of_members(facts, one, "cars", label, _car(one, notice.car))
        if item is None:
            continue
        found.append(item)
        if one.tenure not in (None, CarTenure.OWNED):
            used += item.low
    return Cars(tuple(found), used)


def _car(one: Car, terms: CarTerms | None) -> Worth:
    worth = car_worth(one)
    if terms is None or one.exemption is None:
        return worth
    exempt, lacking = exempt_car(one, terms)
    if exempt:
        return Worth(NONE, NONE, f"{one.exemption.label} 제외")
    if lacking:
        why = f"{worth.why}, 제외 증빙 미확인"
        return Worth(NONE, worth.high, why, (*worth.lacking, *lacking))
    return worth._replace(why=f"{worth.why}, 제외 대상이 아니어서 셈")


def financial(facts: Facts, terms: TotalAssetTerms) -> tuple[Item, ...]:
    """Return the members' part of every financial asset (금융자산), by the measure of its kind."""
    measures = {one.kind: one.measure for one in terms.financial}
    found = (
        of_members(
            facts,
            one,
            "financial_assets",
            f"{one.kind.label} {one.institution}".rstrip(),
            _financial(one, measures.get(one.kind), facts.case.surveyed_on),
        )
        for one in facts.case.financial_assets
    )
    return tuple(one for one in found if one is not None)


def _financial(one: FinancialAsset, measure: str | None, surveyed_on: date | None) -> Worth:
    if measure is None:
        return _UNLISTED
    return _amount(one.amount, f"{measure}{as_of(one.valued_on, surveyed_on)}", "amount")


def as_of(valued_on: date | None, due: date | None) -> str:
    """Return ` (2024-01-20 (토) 기준)`, with a word where another day was due (C7)."""
    if valued_on is None:
        return ""
    other = "" if due is None or due == valued_on else f", 기준일 {spoken(due)}과 다름"
    return f" ({spoken(valued_on)} 기준{other})"


def others(facts: Facts, terms: TotalAssetTerms) -> tuple[Item, ...]:
    """Return the members' part of every other asset (기타자산)."""
    measures = {one.kind: one.measure for one in terms.other}
    found = (
        of_members(
            facts,
            one,
            "other_assets",
            f"{one.kind.label} {one.name}".rstrip(),
            _other(one, measures.get(one.kind)),
        )
        for one in facts.case.other_assets
    )
    return tuple(one for one in found if one is not None)


def _other(one: OtherAsset, measure: str | None) -> Worth:
    return _UNLISTED if measure is None else _amount(one.amount, measure, "amount")


def _amount(amount: int | None, measure: str, field: str) -> Worth:
    if amount is None:
        return Worth(NONE, None, f"{measure} 미확인", ((field, "금액"),))
    return Worth(Fraction(amount), Fraction(amount), measure)
