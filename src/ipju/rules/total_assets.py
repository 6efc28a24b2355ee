"""Total assets (총자산) of the household: real estate, all cars, money and the rest, less debts.

Sums are exact fractions of a won between two bounds; a fact is asked for only where the bounds
lie on either side of the limit. Debts can bring a total down again, so nothing fails before the
members' loans and the deposits they received are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from ipju.domain.dates import spoken
from ipju.domain.finding import Choice, Finding, Outcome, Question, Reading, Target, Threshold, Unit
from ipju.domain.means import DebtKind
from ipju.domain.money import margin_text, won
from ipju.domain.notice import Notice, TotalAssetTerms
from ipju.domain.property import CarExemption
from ipju.domain.replacing import replace
from ipju.rules.assets import car_grades
from ipju.rules.debts import FINANCIAL, Cut, debts, least_of, most_of
from ipju.rules.facts import Facts
from ipju.rules.outcome import agree, not_applicable
from ipju.rules.people import no_applicant
from ipju.rules.periods import day_name, notice_day
from ipju.rules.recorded import NO_RULE, blank_finding, chosen, lacking, settle
from ipju.rules.valued import Cars, Estates, all_cars, estates, financial, others
from ipju.rules.worth import NONE, Item, shown, unasked_members

_WHAT = "세대 총자산"

_STATUTORY = Question(
    id="total-assets/C5",
    text="그해 법령의 기준금액은 공고에 없습니다. 그 금액을 확인해 적합한지 정하세요.",
    quote="해당 세대의 자산이 행복주택 자산기준을 충족할 것",
    choices=(
        Choice(id="pass", text="법령의 기준금액 이하로 확인해 적합으로 한다"),
        Choice(id="fail", text="법령의 기준금액을 넘는 것으로 확인해 부적합으로 한다"),
    ),
)


class _Total(NamedTuple):
    """Everything that counts and everything taken off, as the members' part."""

    estate: Estates
    cars: Cars
    financial: tuple[Item, ...]
    others: tuple[Item, ...]
    cuts: tuple[Cut, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """The four groups of assets with their Korean names."""
        return (
            ("부동산·분양권", tuple(self.estate.items.values())),
            ("자동차", self.cars.items),
            ("금융자산", self.financial),
            ("기타자산", self.others),
        )

    @property
    def items(self) -> tuple[Item, ...]:
        """Every asset."""
        return tuple(one for _, items in self.groups for one in items)


class _Unasked(NamedTuple):
    """The members whose queries have not come back: what adds, and what may also take off."""

    adding: tuple[Reading, ...]
    loans: tuple[Reading, ...]
    deposits: tuple[Reading, ...]


def total_assets(facts: Facts, notice: Notice) -> Finding:
    """Judge all assets of the members less their debts, in won (총자산). Equal passes."""
    return agree(_total_assets, facts, notice)


def _total_assets(facts: Facts, notice: Notice) -> Finding:
    terms = notice.total_assets
    if terms is None:
        return not_applicable("total-assets", NO_RULE, "이 공고에는 총자산 기준이 없습니다.")
    if not facts.household.members:
        return lacking(blank_finding("total-assets", terms.clause), no_applicant())
    estate = estates(facts, notice, terms)
    total = _Total(
        estate=estate,
        cars=all_cars(facts, notice),
        financial=financial(facts, terms),
        others=others(facts, terms),
        cuts=debts(facts, notice, terms, estate.items),
    )
    unasked = _unasked(facts)
    low, high = _lowest(total, unasked), _highest(total)
    finding = _compared(facts, notice, terms, total, unasked, low, high)
    statutory = chosen(notice, "C5", "printed") == "statutory" and facts.case.renewal is None
    if statutory and finding.outcome in (Outcome.PASS, Outcome.FAIL):
        outcomes = {"pass": Outcome.PASS, "fail": Outcome.FAIL}
        return settle(replace(finding, notes=()), facts, _STATUTORY, outcomes)
    return finding


def _unasked(facts: Facts) -> _Unasked:
    case = facts.case
    banks = tuple(one for one in case.debts if one.kind in FINANCIAL)
    leases = tuple(one for one in case.debts if one.kind is DebtKind.LEASE_DEPOSIT)
    return _Unasked(
        adding=(
            *unasked_members(facts, case.holdings, "estate_checked", "부동산"),
            *unasked_members(facts, case.cars, "car_checked", "자동차"),
        ),
        loans=unasked_members(
            facts, (*case.financial_assets, *banks), "finance_checked", "금융정보"
        ),
        deposits=unasked_members(
            facts, (*case.other_assets, *leases), "assets_checked", "일반자산·임대보증금"
        ),
    )


def _lowest(total: _Total, unasked: _Unasked) -> Fraction | None:
    """Return the least the total can be, in won; None where loans may still bring it down."""
    most = most_of(total.cuts)
    if unasked.loans or most is None:
        return None
    items = total.items
    if unasked.deposits:
        # Deposits nobody has asked for take off no more than all property adds.
        items = tuple(one for _, group in total.groups[1:] for one in group)
        most = most_of(tuple(one for one in total.cuts if not one.deposit)) or NONE
    return sum((one.low for one in items), NONE) - most


def _highest(total: _Total) -> Fraction | None:
    """Return the most the total can be, in won; None where something has no bound."""
    tops = [one.high for one in total.items if one.high is not None]
    if len(tops) != len(total.items):
        return None
    return sum(tops, NONE) - least_of(total.cuts)


def _compared(
    facts: Facts,
    notice: Notice,
    terms: TotalAssetTerms,
    total: _Total,
    unasked: _Unasked,
    low: Fraction | None,
    high: Fraction | None,
) -> Finding:
    """Compare exactly with the limit and say what is still to be asked."""
    bound = terms.limit
    asked = (*unasked.adding, *unasked.loans, *unasked.deposits)
    missing: tuple[Reading, ...] = ()
    notes: tuple[str, ...] = ()
    amount = floor(sum((one.low for one in total.items), NONE) - least_of(total.cuts))
    if low is not None and low > bound:
        outcome, amount = Outcome.FAIL, ceil(low)
        sentence = f"{_WHAT} {won(amount)}은 한도 {won(bound)}을 {won(amount - bound)} 넘습니다."
        if low - total.cars.used <= bound:
            notes = (
                "리스·장기렌트 등 소유하지 않은 자동차도 사회보장정보시스템의 차량가액으로 "
                "셌습니다. 세지 않으면 결과가 달라집니다. 맞는지 확인하세요.",
            )
    elif not asked and high is not None and high <= bound:
        outcome, amount = Outcome.PASS, floor(high)
        sentence = f"{_WHAT} {won(amount)}은 한도 {won(bound)} 이하입니다."
        if high + total.estate.later > bound:
            notes = (
                f"{day_name(notice)} 뒤에 취득한 부동산은 세지 않았습니다. 세면 한도를 넘습니다. "
                "맞는지 확인하세요.",
            )
    else:
        outcome = Outcome.MISSING
        open_items = (*(one.missing for one in total.items), *(one.missing for one in total.cuts))
        missing = (*(one for each in open_items for one in each), *asked)
        sentence = (
            f"{_WHAT}: 지금까지 {won(amount)}이 확인되었습니다. 확인되지 않은 값에 따라 한도 "
            f"{won(bound)}을 넘을 수 있습니다."
        )
    decisive = max(total.items, key=lambda one: one.low, default=None)
    target = missing[0].target if missing else decisive.reading.target if decisive else None
    return replace(
        blank_finding("total-assets", terms.clause),
        outcome=outcome,
        sentence=sentence,
        value=won(amount),
        limit=won(bound),
        margin=margin_text(bound - amount),
        unit=Unit.WON,
        amount=amount,
        bound=bound,
        slack=bound - amount,
        target=target,
        readings=_readings(facts, notice, total),
        thresholds=(_limit(facts, terms), *_grades(facts, notice), notice_day(notice)),
        missing=missing,
        notes=notes,
    )


def _limit(facts: Facts, terms: TotalAssetTerms) -> Threshold:
    year = facts.case.renewal.figures_year if facts.case.renewal else None
    text = won(terms.limit) if year is None else f"{year}년 {won(terms.limit)}"
    return Threshold(key="total_assets.limit", text=text)


def _grades(facts: Facts, notice: Notice) -> tuple[Threshold, ...]:
    """Return the injury grades of veterans where a car is left out, or not, by them."""
    veterans = any(one.exemption is CarExemption.VETERAN for one in facts.case.cars)
    return car_grades(notice.car) if veterans and notice.car is not None else ()


def _readings(facts: Facts, notice: Notice, total: _Total) -> tuple[Reading, ...]:
    """Return both valuation dates, every asset and debt, and the sum of each group."""
    surveyed = facts.case.surveyed_on
    found = [
        Reading(label="부동산·자동차·기타자산 기준일", value=spoken(notice.day)),
        Reading(
            label="금융자산·금융부채 조사기준일",
            value="미기록" if surveyed is None else spoken(surveyed),
            target=Target(section="surveyed_on"),
        ),
    ]
    for name, items in total.groups:
        found.extend(one.reading for one in items)
        if items:
            found.append(_sum(name, [one.low for one in items]))
    found.extend(one.reading for one in total.cuts)
    if total.cuts:
        found.append(_sum("부채", [-one.least for one in total.cuts]))
    return tuple(found)


def _sum(name: str, amounts: Sequence[Fraction]) -> Reading:
    return Reading(label=f"{name} 합계", value=shown(sum(amounts, NONE)))
