"""Prices (임차주택 가격): which bases hold, and both ratios on each of them (권리분석)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ipju.domain.dwelling import Dwelling, Price, PriceBasis
from ipju.domain.finding import Choice, Question, Reading, Threshold
from ipju.domain.money import won
from ipju.domain.notice import Notice, PriceRule, TitleTerms
from ipju.rules.claims import Claim, ClaimSheet, claim_sheet
from ipju.rules.facts import Facts
from ipju.rules.periods import period_end
from ipju.rules.recorded import ask, chosen

QUESTION = "price/B25"
SHOP_QUESTION = "price/B26"
NONE_QUESTION = "price/no-basis"
_LATEST = (PriceBasis.PUBLISHED, PriceBasis.STANDARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLine:
    """One price basis with both tests on it.

    `value` is the price in won after the multiplier (fractions dropped, for showing only);
    `mark_senior` and `mark_debt` are the highest sums that still pass. The headrooms are what is
    left below those marks, negative when over. `senior_ok`/`debt_ok`: None = not computable yet.
    """

    price: Price
    rule: PriceRule
    position: int | None
    value: int
    mark_senior: int
    mark_debt: int
    headroom_senior: int
    headroom_debt: int
    senior_ok: bool | None
    debt_ok: bool | None
    senior_ratio: str
    debt_ratio: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A recorded price that is no basis here, and why."""

    price: Price
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleAnalysis:
    """Everything the screen of 권리분석 shows, in won.

    `shown` is the basis chosen by the officer with a reason (`settled`), else the first in the
    order of the notice. `debt_sum` includes this deposit as decision B23 is set; `debt_other` is
    the sum under the other reading. Sums are lower bounds while something is missing.
    """

    lines: tuple[PriceLine, ...]
    left_out: tuple[LeftOut, ...]
    shown: PriceLine | None
    settled: bool
    reason: str
    claims: tuple[Claim, ...]
    sheet: ClaimSheet
    senior_sum: int
    other_deposits: int
    deposit: int | None
    debt_sum: int
    debt_other: int
    price_missing: tuple[Reading, ...]
    senior_missing: tuple[Reading, ...]
    debt_missing: tuple[Reading, ...]
    thresholds: tuple[Threshold, ...]
    notes: tuple[str, ...]
    boundary: bool

    @property
    def senior_differs(self) -> bool:
        """Whether the bases give different outcomes of the 60 % test."""
        return len({one.senior_ok for one in self.lines}) > 1

    @property
    def debt_differs(self) -> bool:
        """Whether the bases give different outcomes of the 90 % test."""
        return len({one.debt_ok for one in self.lines}) > 1

    def agreed(self, of: Callable[[PriceLine], bool | None]) -> bool | None:
        """Return the outcome on the settled basis, or the one all bases agree on, else None."""
        if self.settled and self.shown is not None:
            return of(self.shown)
        if not self.lines or self.price_missing:
            return None
        outcomes = {of(one) for one in self.lines}
        return outcomes.pop() if len(outcomes) == 1 else None


def ratio_text(claims: int, amount: int, percent: int) -> str:
    """Return the ratio cut to two decimals, `58.25%`; for reading only, it decides nothing."""
    if amount * percent == 0:
        return "계산할 수 없음"
    hundredths = claims * 1_000_000 // (amount * percent)
    return f"{hundredths // 100:,}.{hundredths % 100:02d}%"


def within(claims: int, amount: int, percent: int, limit: int) -> bool:
    """Tell whether claims ÷ (amount × percent %) is at most limit %, by integers."""
    return claims * 100 * 100 <= amount * percent * limit


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Whether a price is a basis: `reason` it is not, or what is missing to tell."""

    reason: str = ""
    missing: Reading | None = None
    boundary: bool = False


def _trade(price: Price, terms: TitleTerms, day: date, notice: Notice) -> _Verdict:
    if price.as_of is None:
        return _Verdict(missing=ask("거래가액의 거래일", "prices.as_of", price.id))
    last = period_end(notice, price.as_of, terms.trade_within_years * 12)
    if last < day or (last == day and notice.reading("A15") != "inclusive"):
        return _Verdict(reason=f"심사일({day})부터 {terms.trade_within_years}년이 넘은 거래")
    return _Verdict(boundary=last == day)


def _appraisal(price: Price, home: Dwelling) -> _Verdict:
    if any(one.basis is PriceBasis.SALE and one.amount is not None for one in home.prices):
        return _Verdict(reason="분양가액이 있음")
    if home.sale_price_unknown is None:
        return _Verdict(missing=ask("분양가액을 알 수 없는지", "sale_price_unknown"))
    return _Verdict() if home.sale_price_unknown else _Verdict(reason="분양가액을 알 수 있음")


def _verdict(
    price: Price, home: Dwelling, terms: TitleTerms, day: date, notice: Notice
) -> _Verdict:
    if price.basis in (PriceBasis.SALE, PriceBasis.APPRAISAL):
        if home.new_building is None:
            return _Verdict(missing=ask("신축건물 여부", "new_building"))
        if not home.new_building:
            return _Verdict(reason="신축건물이 아님")
    if price.basis is PriceBasis.TRADE:
        found = _trade(price, terms, day, notice)
    elif price.basis is PriceBasis.APPRAISAL:
        found = _appraisal(price, home)
    else:
        found = _Verdict()
    if price.basis in _LATEST and price.as_of is not None:
        newest = max(
            one.as_of for one in home.prices if one.basis is price.basis and one.as_of is not None
        )
        if price.as_of < newest:
            found = _Verdict(reason=f"더 최근({newest}) 가격이 있음")
    if not found.reason and price.amount is None:
        label = f"{price.basis.label} 금액"
        return _Verdict(missing=ask(label, "prices.amount", price.id))
    return found


@dataclass(frozen=True, slots=True)
class _Sums:
    """What a line is tested with."""

    senior: int
    debt: int
    senior_known: bool
    debt_known: bool
    senior_percent: int
    debt_percent: int

    def line(self, price: Price, rule: PriceRule, position: int | None) -> PriceLine:
        """Test both sums on one price."""
        amount, percent = price.amount or 0, rule.percent
        senior = within(self.senior, amount, percent, self.senior_percent)
        debt = within(self.debt, amount, percent, self.debt_percent)
        mark_senior = amount * percent * self.senior_percent // 10_000
        mark_debt = amount * percent * self.debt_percent // 10_000
        return PriceLine(
            price=price,
            rule=rule,
            position=position,
            value=amount * percent // 100,
            mark_senior=mark_senior,
            mark_debt=mark_debt,
            headroom_senior=mark_senior - self.senior,
            headroom_debt=mark_debt - self.debt,
            # A limit already exceeded fails although other amounts are unknown.
            senior_ok=senior if self.senior_known or not senior else None,
            debt_ok=debt if self.debt_known or not debt else None,
            senior_ratio=ratio_text(self.senior, amount, percent),
            debt_ratio=ratio_text(self.debt, amount, percent),
        )


def has_rule(home: Dwelling, terms: TitleTerms) -> bool:
    """Tell whether the notice has any price rule for this kind (상가주택 has none, B26)."""
    return any(home.kind in one.kinds for one in terms.prices)


def _picked(
    facts: Facts, home: Dwelling, lines: tuple[PriceLine, ...]
) -> tuple[PriceLine | None, str]:
    """Return the basis which an officer chose with a reason, by the screen or by an answer."""
    for question in (QUESTION, SHOP_QUESTION):
        answer = facts.case.answer(question)
        if answer is not None:
            for one in lines:
                if str(one.price.id) == answer.choice:
                    return one, f"{answer.officer}: {answer.reason}"
    if home.chosen_price is not None and home.price_reason.strip():
        for one in lines:
            if one.price.id == home.chosen_price:
                return one, home.price_reason.strip()
    return None, ""


@dataclass(slots=True)
class _Sorted:
    """The recorded prices: usable lines, left out, and what is missing to tell."""

    lines: list[PriceLine]
    left_out: list[LeftOut]
    missing: list[Reading]
    boundary: bool = False


def _sorted_out(
    facts: Facts, notice: Notice, terms: TitleTerms, home: Dwelling, sums: _Sums
) -> _Sorted:
    done = _Sorted([], [], [])
    if home.kind is None:
        done.missing.append(ask("주택 유형", "kind"))
        return done
    ruled = has_rule(home, terms)
    for price in home.prices:
        position = next(
            (
                index
                for index, one in enumerate(terms.prices)
                if one.basis is price.basis and home.kind in one.kinds
            ),
            None,
        )
        verdict = _verdict(price, home, terms, facts.reviewed_on, notice)
        if position is None and ruled:
            reason = f"{home.kind.label}에는 쓰지 않는 기준"
            done.left_out.append(LeftOut(price=price, reason=reason))
        elif verdict.reason:
            done.left_out.append(LeftOut(price=price, reason=verdict.reason))
        elif verdict.missing is not None:
            done.missing.append(verdict.missing)
        else:
            done.boundary = done.boundary or verdict.boundary
            rule = (
                PriceRule(
                    basis=price.basis, label=price.basis.label, percent=100, kinds=(home.kind,)
                )
                if position is None
                else terms.prices[position]
            )
            done.lines.append(sums.line(price, rule, position))
    return done


def title_analysis(facts: Facts, notice: Notice) -> TitleAnalysis | None:
    """Return both ratios on every price on record; None without a dwelling or such a section.

    Claims are those that stand on the insurance date (보험에 가입하는 날), or on the day of the
    review while that date is not recorded. A trade counts within a year before the review.
    """
    terms, home = notice.title_review, facts.case.dwelling
    if terms is None or home is None:
        return None
    return analyse(facts, notice, terms, home)


def analyse(facts: Facts, notice: Notice, terms: TitleTerms, home: Dwelling) -> TitleAnalysis:
    """Return the analysis of this dwelling under these terms."""
    sheet = claim_sheet(home, home.insurance_on or facts.reviewed_on)
    deposit = home.lease.deposit
    without = sheet.claim_sum + sheet.other_deposits
    included = chosen(notice, "B23", "included") == "included"
    debt_missing = sheet.debt_missing + sheet.deposits_missing
    if included and deposit is None:
        debt_missing += (ask("이번 임대차의 보증금", "lease.deposit"),)
    with_deposit = without + (deposit or 0)
    debt, other = (with_deposit, without) if included else (without, with_deposit)
    sums = _Sums(
        senior=sheet.senior_sum,
        debt=debt,
        senior_known=not sheet.senior_missing,
        debt_known=not debt_missing,
        senior_percent=terms.senior_percent,
        debt_percent=terms.debt_percent,
    )
    sorted_out = _sorted_out(facts, notice, terms, home, sums)
    lines, left_out, missing = sorted_out.lines, sorted_out.left_out, sorted_out.missing
    lines.sort(key=_listed)
    done = tuple(lines)
    picked, reason = _picked(facts, home, done)
    first = done[0] if done and has_rule(home, terms) else None
    return TitleAnalysis(
        lines=done,
        left_out=tuple(sorted(left_out, key=lambda one: (one.price.basis.value, one.reason))),
        shown=picked or first,
        settled=picked is not None,
        reason=reason,
        claims=sheet.claims,
        sheet=sheet,
        senior_sum=sums.senior,
        other_deposits=sheet.other_deposits,
        deposit=deposit,
        debt_sum=debt,
        debt_other=other,
        price_missing=tuple(sorted(set(missing), key=lambda one: one.label)),
        senior_missing=sheet.senior_missing,
        debt_missing=debt_missing,
        thresholds=_thresholds(home, terms),
        notes=sheet.notes,
        boundary=sorted_out.boundary,
    )


def _listed(line: PriceLine) -> tuple[int, int, str, str]:
    """The order of the notice, then the youngest, then anything that does not change."""
    position = -1 if line.position is None else line.position
    as_of = line.price.as_of
    return (position, -(as_of or date.min).toordinal(), str(line.value), str(line.price.id))


def _thresholds(home: Dwelling, terms: TitleTerms) -> tuple[Threshold, ...]:
    bases = {one.basis for one in home.prices}
    found = [
        Threshold(key=f"title_review.prices.{index}.percent", text=f"{one.label} {one.percent}%")
        for index, one in enumerate(terms.prices)
        if one.basis in bases and home.kind in one.kinds
    ]
    if PriceBasis.TRADE in bases:
        years = f"{terms.trade_within_years}년 이내 거래"
        found.append(Threshold(key="title_review.trade_within_years", text=years))
    return tuple(found)


def basis_question(analysis: TitleAnalysis, terms: TitleTerms) -> Question:
    """Return the question which basis holds (B25), with what each would lead to."""
    return Question(
        id=QUESTION,
        text="가격 기준에 따라 결과가 달라집니다. 어느 가격으로 보는지 사유와 함께 정하세요.",
        quote="중 해당하는 금액",
        choices=tuple(_choice(one, terms) for one in analysis.lines),
    )


def _choice(line: PriceLine, terms: TitleTerms) -> Choice:
    def word(ok: bool | None) -> str:
        return "미확인" if ok is None else "이하" if ok else "초과"

    return Choice(
        id=str(line.price.id),
        text=(
            f"{line.rule.label} {won(line.value)}: "
            f"{terms.senior_percent}% {word(line.senior_ok)}({line.senior_ratio}), "
            f"{terms.debt_percent}% {word(line.debt_ok)}({line.debt_ratio})"
        ),
    )


def no_basis_question(analysis: TitleAnalysis, terms: TitleTerms, kind: str | None) -> Question:
    """Return the question for a kind without a price rule (B26), or without a usable basis."""
    refuse = Choice(id="refuse", text="가격을 정할 수 없어 지원하지 않음 (부적합)")
    if kind is not None:
        return Question(
            id=SHOP_QUESTION,
            text=f"{kind}에는 가격 기준이 없습니다. 어느 가격으로 보는지 정하세요.",
            quote="임차주택 가격 기준",
            choices=(*(_choice(one, terms) for one in analysis.lines), refuse),
        )
    return Question(
        id=NONE_QUESTION,
        text="쓸 수 있는 가격 기준이 없습니다. 가격을 더 찾을지 정하세요.",
        quote="임차주택 가격 기준",
        choices=(
            Choice(id="search", text="가격을 더 찾음 (미확인)"),
            refuse,
        ),
    )
