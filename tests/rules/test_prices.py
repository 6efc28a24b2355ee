"""Both ratios on every price: exact, whatever the order in which things were recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from ipju.domain.case import Case
from ipju.domain.dwelling import Dwelling, OtherTenant, Price, PriceBasis
from ipju.domain.finding import Outcome
from ipju.domain.register import Entry, EntryKind, EntryStatus, Section
from ipju.rules.facts import Facts
from ipju.rules.household import facts_of
from ipju.rules.prices import TitleAnalysis, ratio_text, title_analysis, within
from ipju.rules.ratios import debt_ratio, price, senior_lien
from tests.rules.dwelling_cases import notice, scenarios

DAY = date(2024, 5, 2)
BETTER = {Outcome.FAIL: 0, Outcome.REVIEW: 1, Outcome.MISSING: 1, Outcome.PASS: 2}

amounts = st.integers(0, 500_000_000)


def sample(name: str = "60% 아래") -> Case:
    """A unit with mortgages of 180 and 50 million, at 400 million by KB."""
    return next(one for one in scenarios("senior-lien") if one.name == name).case()


def home_of(case: Case) -> Dwelling:
    assert case.dwelling is not None
    return case.dwelling


def facts(case: Case) -> Facts:
    return facts_of(case, notice(), DAY)


def analysis(case: Case) -> TitleAnalysis:
    found = title_analysis(facts(case), notice())
    assert found is not None
    return found


def with_entry(case: Case, entry: Entry) -> Case:
    home = home_of(case)
    first = replace(home.extracts[0], entries=(*home.extracts[0].entries, entry))
    return replace(case, dwelling=replace(home, extracts=(first, *home.extracts[1:])))


@st.composite
def debts(draw: st.DrawFn) -> Entry:
    kind = draw(st.sampled_from([EntryKind.MORTGAGE, EntryKind.JEONSE, EntryKind.LEASE]))
    return Entry(
        id=uuid4(),
        section=Section.B,
        rank=str(draw(st.integers(3, 9))),
        kind=kind,
        received_on=draw(st.dates(date(2015, 1, 1), DAY)),
        receipt_no=str(draw(st.integers(9_000, 9_009))),
        amount=draw(amounts),
        status=EntryStatus.LIVE,
    )


@settings(max_examples=60)
@given(entry=debts())
def test_adding_a_debt_never_lowers_a_ratio_nor_turns_fail_to_pass(entry: Entry) -> None:
    before, after = sample(), with_entry(sample(), entry)
    assert analysis(after).senior_sum >= analysis(before).senior_sum
    assert analysis(after).debt_sum >= analysis(before).debt_sum
    for rule in (senior_lien, debt_ratio):
        was, now = rule(facts(before), notice()), rule(facts(after), notice())
        assert BETTER[now.outcome] <= BETTER[was.outcome]


@settings(max_examples=40)
@given(deposit=amounts)
def test_another_tenants_deposit_never_lowers_the_debt(deposit: int) -> None:
    home = home_of(sample())
    after = replace(
        sample(), dwelling=replace(home, tenants=(OtherTenant(id=uuid4(), deposit=deposit),))
    )
    assert analysis(after).debt_sum == analysis(sample()).debt_sum + deposit


@settings(max_examples=60)
@given(entry=debts())
def test_an_unread_amount_never_yields_a_pass(entry: Entry) -> None:
    unread = with_entry(sample(), replace(entry, amount=None))
    assert debt_ratio(facts(unread), notice()).outcome in (Outcome.MISSING, Outcome.FAIL)
    if entry.kind is EntryKind.MORTGAGE:
        assert senior_lien(facts(unread), notice()).outcome in (Outcome.MISSING, Outcome.FAIL)


@settings(max_examples=40)
@given(data=st.data(), more=st.lists(debts(), max_size=3))
def test_the_order_of_entries_and_prices_never_matters(
    data: st.DataObject, more: list[Entry]
) -> None:
    case = sample()
    for entry in more:
        case = with_entry(case, entry)
    home = home_of(case)
    prices = (
        *home.prices,
        Price(id=uuid4(), basis=PriceBasis.TRADE, amount=380_000_000, as_of=DAY),
    )
    home = replace(home, prices=prices)
    entries = data.draw(st.permutations(home.extracts[0].entries))
    other = replace(
        home,
        prices=tuple(data.draw(st.permutations(prices))),
        extracts=(replace(home.extracts[0], entries=tuple(entries)),),
    )
    one, two = replace(case, dwelling=home), replace(case, dwelling=other)
    for rule in (senior_lien, debt_ratio, price):
        assert rule(facts(one), notice()) == rule(facts(two), notice())


def test_the_screen_gets_every_basis_with_marks_headroom_and_claims_in_order_of_rank() -> None:
    case = sample("기준에 따라 갈림")
    found = analysis(case)
    kb, trade = found.lines
    assert (kb.value, kb.mark_senior, kb.mark_debt) == (400_000_000, 240_000_000, 360_000_000)
    assert (kb.headroom_senior, kb.headroom_debt) == (10_000_000, 0)
    assert (kb.senior_ratio, kb.debt_ratio) == ("57.50%", "90.00%")
    assert (trade.headroom_senior, trade.senior_ok) == (-2_000_000, False)
    assert found.shown is kb
    assert not found.settled
    assert [one.amount for one in found.claims] == [180_000_000, 50_000_000]
    assert [one.label for one in found.claims] == ["을구 1 근저당권", "을구 2 근저당권"]
    assert (found.senior_sum, found.deposit, found.debt_sum) == (
        230_000_000,
        130_000_000,
        360_000_000,
    )
    assert found.senior_differs
    assert found.debt_differs


def test_a_price_left_out_stays_visible_with_its_reason() -> None:
    case = next(one for one in scenarios("price") if one.name == "1년이 하루 지난 거래").case()
    (left,) = analysis(case).left_out
    assert left.price.basis is PriceBasis.TRADE
    assert "1년이 넘은 거래" in left.reason


def test_without_a_dwelling_or_without_such_a_section_there_is_no_analysis() -> None:
    assert title_analysis(facts(replace(sample(), dwelling=None)), notice()) is None
    assert title_analysis(facts(sample()), replace(notice(), title_review=None)) is None


@given(claims=amounts, amount=st.integers(1, 10**9), percent=st.sampled_from([100, 130, 180]))
def test_the_comparison_is_exact_where_the_printed_ratio_is_cut(
    claims: int, amount: int, percent: int
) -> None:
    exact = claims * 10_000 <= amount * percent * 60
    assert within(claims, amount, percent, 60) is exact
    text = ratio_text(claims, amount, percent)
    hundredths = int(text.replace(",", "").replace(".", "").rstrip("%"))
    assert hundredths * amount * percent <= claims * 1_000_000
    assert (hundredths + 1) * amount * percent > claims * 1_000_000


def test_while_a_price_is_not_read_the_bases_do_not_agree_yet() -> None:
    home = home_of(sample())
    unread = Price(id=uuid4(), basis=PriceBasis.TRADE, as_of=DAY)
    open_one = replace(sample(), dwelling=replace(home, prices=(*home.prices, unread)))
    assert analysis(sample()).agreed(lambda line: line.senior_ok) is True
    assert analysis(open_one).agreed(lambda line: line.senior_ok) is None
