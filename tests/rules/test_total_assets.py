"""Total assets: what the officer reads, and what no change of one fact may do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.finding import Finding, Outcome
from ipju.domain.notice import Notice
from ipju.rules.total_assets import total_assets
from tests.rules.judged import the_notice as of_a_home
from tests.rules.letting_cases import FATHER, ME, facts_for, judge, notice

LIMIT = 361_000_000
MINE = [{"id": "o", "person": "me"}]


def total(**rows: Any) -> Finding:
    return judge(total_assets, **({"people": [ME, FATHER]} | rows))


def under(terms: Notice, **rows: Any) -> Finding:
    return total_assets(facts_for(terms, people=[ME, FATHER], **rows), terms)


def test_a_notice_without_the_test() -> None:
    assert total_assets(facts_for(of_a_home()), of_a_home()).outcome is Outcome.NA


def test_both_days_each_thing_and_the_sum_of_each_kind_are_shown() -> None:
    finding = total(
        surveyed_on="2024-01-20",
        holdings=[
            {"id": "h", "kind": "home", "address": "예시로 1", "published_price": 100_000_000,
             "owners": [{"id": "p", "person": "me", "numerator": 1, "denominator": 2},
                        {"id": "q", "name": "박외부", "numerator": 1, "denominator": 2}]},
            {"id": "r", "kind": "presale", "right": "presale", "address": "새동네 2",
             "paid_so_far": 30_000_000, "owners": MINE},
        ],
        cars=[{"id": "c", "kind": "truck", "value": 5_000_000, "owners": MINE},
              {"id": "e", "value": 1_000_000, "owners": MINE}],
        financial_assets=[
            {"id": "f", "kind": "demand", "institution": "예시은행", "amount": 7_000_000,
             "valued_on": "2024-01-20", "owners": MINE},
            {"id": "g", "kind": "shares", "amount": 1_000_000, "valued_on": "2024-01-19",
             "owners": MINE},
        ],
        other_assets=[{"id": "a", "kind": "lease-deposit", "name": "보기동 2",
                       "amount": 20_000_000, "owners": MINE}],
        debts=[
            {"id": "d", "kind": "financial-firm", "creditor": "예시은행", "amount": 4_000_000,
             "owners": [{"id": "s", "person": "me", "numerator": 1, "denominator": 4},
                        {"id": "t", "name": "박외부", "numerator": 3, "denominator": 4}]},
            {"id": "x", "kind": "overdraft", "creditor": "예시은행", "amount": 9_000_000,
             "owners": MINE},
            {"id": "y", "kind": "lease-deposit", "proven": True, "amount": 90_000_000,
             "holding": "h", "owners": MINE},
        ],
    )  # fmt: skip

    assert finding.amount == 63_000_000
    assert [(one.label, one.value) for one in finding.readings] == [
        ("부동산·자동차·기타자산 기준일", "2023-12-15 (금)"),
        ("금융자산·금융부채 조사기준일", "2024-01-20 (토)"),
        ("주택 예시로 1", "50,000,000원 · 공시가격 × 세대구성원 지분 1/2"),
        ("분양권 새동네 2", "30,000,000원 · 조사일 현재까지 납부한 금액"),
        ("부동산·분양권 합계", "80,000,000원"),
        ("화물자동차", "5,000,000원 · 차량가액"),
        ("자동차", "1,000,000원 · 차량가액"),
        ("자동차 합계", "6,000,000원"),
        (
            "요구불예금 예시은행",
            "7,000,000원 · 최근 3개월 이내의 평균 잔액 (2024-01-20 (토) 기준)",
        ),
        (
            "주식·수익증권·출자금",
            "1,000,000원 · 최종 시세가액 (2024-01-19 (금) 기준, 기준일 2024-01-20 (토)과 다름)",
        ),
        ("금융자산 합계", "8,000,000원"),
        ("임차보증금 보기동 2", "20,000,000원 · 임대차계약서상의 보증금 및 전세금"),
        ("기타자산 합계", "20,000,000원"),
        ("금융회사 대출금 예시은행", "−1,000,000원 · 부채로 뺌 × 세대구성원 지분 1/4"),
        ("마이너스통장 대출 예시은행", "부채로 인정하지 않음"),
        ("받은 임대보증금", "−50,000,000원 · 부채로 뺌, 그 부동산 가액까지만"),
        ("부채 합계", "−51,000,000원"),
    ]


def test_the_survey_day_not_recorded_is_said_and_not_asked_for() -> None:
    finding = total()

    assert finding.readings[1].value == "미기록"
    assert finding.readings[1].target is not None
    assert finding.readings[1].target.section == "surveyed_on"
    assert finding.outcome is Outcome.PASS


def test_kinds_the_notice_does_not_count_stay_visible() -> None:
    terms = notice().total_assets
    assert terms is not None
    bare = replace(notice(), total_assets=replace(terms, financial=(), other=()))
    finding = under(
        bare,
        financial_assets=[{"id": "f", "kind": "demand", "amount": LIMIT + 1, "owners": MINE}],
        other_assets=[{"id": "a", "kind": "ship", "amount": LIMIT + 1, "owners": MINE}],
    )

    assert finding.outcome is Outcome.PASS
    assert [one.value for one in finding.readings if "뺌" in one.value] == [
        "공고가 세는 항목이 아니어서 뺌"
    ] * 2


def test_somebody_elses_things_are_not_listed() -> None:
    others = [{"id": "o", "name": "박외부"}]
    finding = total(
        financial_assets=[{"id": "f", "kind": "demand", "amount": 1, "owners": others}],
        other_assets=[{"id": "a", "kind": "ship", "amount": 1, "owners": others}],
        debts=[{"id": "d", "kind": "public-body", "amount": 1, "owners": others}],
    )

    assert len(finding.readings) == 2


def test_without_sections_of_its_own_property_and_cars_count_in_full() -> None:
    bare = replace(notice(), real_estate=None, car=None)
    finding = under(
        bare,
        holdings=[
            {"id": "h", "kind": "land", "land_area": 100, "land_unit_price": 1_000,
             "land_exclusion": "clan", "land_exclusion_proven": True, "owners": MINE},
        ],
        cars=[{"id": "c", "value": 500, "exemption": "disabled", "exemption_proven": True,
               "owners": MINE}],
    )  # fmt: skip

    assert finding.amount == 1_500


shares: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        person=st.sampled_from(["me", "dad", None]),
        numerator=st.just(1),
        denominator=st.integers(2, 5),
    ),
    max_size=2,
)
won = st.one_of(st.none(), st.integers(0, 400_000_000))
proof = st.sampled_from([None, True, False])
estates: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        kind=st.sampled_from(["home", "land", "presale"]),
        owners=shares,
        published_price=won,
        standard_value=won,
        land_area=st.just(100),
        land_unit_price=won,
        right=st.sampled_from([None, "presale", "occupancy"]),
        paid_so_far=won,
        assessed=won,
        settlement_paid=won,
        settlement_received=won,
        land_exclusion=st.sampled_from([None, "clan", "farmer"]),
        land_exclusion_proven=proof,
        registered_on=st.sampled_from([None, "2020-01-01", "2024-01-02"]),
        renamed_on=st.sampled_from([None, "2024-01-02"]),
    ),
    max_size=2,
)
debts: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        kind=st.sampled_from(["financial-firm", "court-confirmed", "lease-deposit", "private"]),
        owners=shares,
        amount=won,
        proven=proof,
        holding=st.sampled_from([None, "h0", "h1", "elsewhere"]),
    ),
    max_size=3,
)
savings: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(dict, kind=st.just("savings"), owners=shares, amount=won), max_size=2
)  # fmt: skip
asked = st.sampled_from([None, True])


def rows(letter: str, drawn: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the drawn rows and their owners ids."""
    return [
        row
        | {
            "id": f"{letter}{index}",
            "owners": [
                share | {"id": f"{letter}{index}-{n}"} for n, share in enumerate(row["owners"])
            ],
        }
        for index, row in enumerate(drawn)
    ]


@st.composite
def households(draw: st.DrawFn) -> dict[str, Any]:
    """A case with property, savings and debts, some of it not recorded."""
    queries = {"finance_checked": draw(asked), "assets_checked": draw(asked)}
    return {
        "people": [ME, FATHER | queries],
        "holdings": rows("h", draw(estates)),
        "financial_assets": rows("f", draw(savings)),
        "debts": rows("d", draw(debts)),
    }


@given(households(), st.integers(0, 500_000_000))
def test_more_property_never_turns_fail_into_pass(case: dict[str, Any], price: int) -> None:
    before = total(**case)
    new = {"id": "new", "kind": "home", "published_price": price, "owners": MINE}

    after = total(**case | {"holdings": [*case["holdings"], new]})

    assert not (before.outcome is Outcome.FAIL and after.outcome is Outcome.PASS)
    if before.outcome is after.outcome is Outcome.PASS:
        assert (before.amount or 0) <= (after.amount or 0)


@given(households(), st.integers(0, 500_000_000))
def test_a_recorded_debt_never_turns_pass_into_fail(case: dict[str, Any], owed: int) -> None:
    before = total(**case)
    new = {"id": "new", "kind": "financial-firm", "amount": owed, "owners": MINE}

    after = total(**case | {"debts": [*case["debts"], new]})

    assert not (before.outcome is Outcome.PASS and after.outcome is Outcome.FAIL)


@given(households())
def test_a_deposit_received_takes_off_no_more_than_its_property_adds(
    case: dict[str, Any],
) -> None:
    whole = {"id": "new", "kind": "home", "published_price": 100_000_000, "owners": MINE}
    deposit = {
        "id": "dep", "kind": "lease-deposit", "proven": True, "amount": 900_000_000,
        "holding": "new", "owners": MINE,
    }  # fmt: skip
    without = total(**case)

    let = total(
        **case | {"holdings": [*case["holdings"], whole], "debts": [*case["debts"], deposit]}
    )

    assert (let.outcome, let.amount) == (without.outcome, without.amount)


@given(households(), st.data())
def test_what_is_not_recorded_cannot_overturn_what_was_found(
    case: dict[str, Any], data: st.DataObject
) -> None:
    before = total(**case)

    def won_of(amount: int | None) -> int:
        return data.draw(st.integers(0, LIMIT)) if amount is None else amount

    filled = {
        "people": [ME, FATHER],
        "holdings": [
            one
            | {
                "standard_value": won_of(one["standard_value"]),
                "land_unit_price": won_of(one["land_unit_price"]),
            }
            for one in case["holdings"]
        ],
        "financial_assets": [
            one | {"amount": won_of(one["amount"])} for one in case["financial_assets"]
        ],
        "debts": [
            one
            | {
                "amount": won_of(one["amount"]),
                "proven": data.draw(st.booleans()) if one["proven"] is None else one["proven"],
                "holding": one["holding"] or data.draw(st.sampled_from(["h0", "h1"])),
            }
            for one in case["debts"]
        ],
    }

    after = total(**case | filled)

    if before.outcome in (Outcome.PASS, Outcome.FAIL):
        assert after.outcome is before.outcome
    assert (before.outcome is Outcome.MISSING) == bool(before.missing)
