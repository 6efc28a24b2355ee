"""Monthly income: which limit holds, which records count, and what stays open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.finding import Finding, Outcome
from ipju.domain.notice import IncomeTerms
from ipju.rules.income import income, limit_of, monthly_income
from tests.rules import letting_cases as young
from tests.rules.judged import ME, SPOUSE, facts_for, judge, the_notice

LIMIT = 5_505_914
SOURCES = ["nhis", "comwel", "nps", "kead", "nts", "declared", None]


def pay(**fields: Any) -> dict[str, Any]:
    plain = {"id": "pay", "person": "me", "kind": "regular", "source": "nhis", "monthly": 1_000_000}
    return plain | {"workplace": "예시상사"} | fields


def couple(*incomes: dict[str, Any]) -> Finding:
    return judge(income, people=[ME, SPOUSE], incomes=list(incomes))


def terms() -> IncomeTerms:
    found = the_notice().income
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("table", "size", "amount"),
    [
        ("half", 1, 1_676_942), ("half", 2, 2_502_688), ("half", 3, 3_359_099),
        ("half", 4, 3_811_028), ("half", 5, 4_020_246), ("half", 6, 4_350_820),
        ("half", 7, 4_681_393), ("half", 8, 5_011_967), ("half", 9, 5_342_540),
        ("general", 9, 10_685_080), ("special", 9, 12_822_096),
        ("general", 10, 11_346_227), ("half", 10, 5_673_114), ("special", 10, 13_615_472),
    ],
)  # fmt: skip
def test_limit_of_a_household(table: str, size: int, amount: int) -> None:
    assert limit_of(terms(), table, size) == (amount, size > 8)


def test_a_table_the_notice_does_not_have() -> None:
    with pytest.raises(KeyError, match="quarter"):
        limit_of(terms(), "quarter", 1)


def test_a_notice_without_an_income_test() -> None:
    facts = facts_for(people=[ME])
    other = replace(the_notice(), income=None)

    assert income(facts, other).outcome is Outcome.NA
    with pytest.raises(ValueError, match="no income terms"):
        monthly_income(facts, other)


def test_a_supply_type_without_a_table() -> None:
    notice = replace(the_notice(), income=replace(terms(), by_supply=()))
    assert income(facts_for(people=[ME]), notice).outcome is Outcome.NA


def test_a_case_without_an_applicant_asks_for_one() -> None:
    finding = judge(income, people=[])

    assert finding.outcome is Outcome.MISSING
    assert [one.label for one in finding.missing] == ["신청자"]


def test_the_records_are_read_out_with_what_counts_of_each() -> None:
    finding = couple(
        pay(monthly=4_000_000),
        pay(id="tax", source="nts", monthly=5_000_000),
        pay(id="lump", kind="public-transfer", monthly=90_000_000, lump_sum=True),
    )

    assert [one.value for one in finding.readings] == [
        "0원 · 일시금은 재산으로 보아 뺌",
        "4,000,000원 · 국민건강보험공단 조회 금액",
        "0원 · 앞 순위 기관 금액이 있어 반영 안 함",
        "2인",
    ]


def test_the_total_is_known_only_when_nothing_is_open() -> None:
    known = monthly_income(facts_for(people=[ME], incomes=[pay()]), the_notice())
    unknown = monthly_income(facts_for(people=[ME], incomes=[pay(monthly=None)]), the_notice())

    assert (known.total, known.known_sum, known.missing) == (1_000_000, 1_000_000, ())
    assert (unknown.total, unknown.known_sum, unknown.highest) == (None, 0, None)


@pytest.mark.parametrize(
    ("first", "second", "outcome", "missing"),
    [
        # One workplace, no source on one of two differing figures.
        (pay(monthly=LIMIT), pay(id="b", source=None, monthly=1), "missing", ["source"]),
        (pay(monthly=LIMIT), pay(id="b", source=None, monthly=LIMIT), "pass", []),
        # A source that 별표1 does not rank comes last.
        (pay(monthly=LIMIT), pay(id="b", source="declared", monthly=9_000_000), "pass", []),
        # Without a workplace two agencies may mean one employment, or two.
        (
            pay(workplace="", monthly=4_000_000),
            pay(id="b", workplace="", source="nps", monthly=4_000_000),
            "missing",
            ["workplace", "workplace"],
        ),
        (
            pay(monthly=4_000_000),
            pay(id="b", workplace="", source="nps", monthly=4_000_000),
            "missing",
            ["workplace"],
        ),
        (
            pay(monthly=LIMIT + 1),
            pay(id="b", workplace="", source="nps", monthly=1),
            "fail",
            [],
        ),
        # One agency lists each employment by itself.
        (
            pay(workplace="", monthly=4_000_000),
            pay(id="b", workplace="", monthly=1_505_914),
            "pass",
            [],
        ),
        # A correction that was claimed, with a figure missing somewhere.
        (
            pay(monthly=None, correction={"monthly": 1, "record": True, "confirmation": True}),
            pay(id="b", workplace="보기상사"),
            "missing",
            ["monthly", "correction.postmarked_on"],
        ),
        (
            pay(monthly=9_000_000, correction={"record": True, "confirmation": True}),
            pay(id="b", workplace="보기상사"),
            "missing",
            ["correction.postmarked_on", "correction.monthly"],
        ),
        # Two records of one agency claimed to be one: the higher once confirmed.
        (
            pay(monthly=LIMIT),
            pay(id="b", monthly=9, duplicate_of="pay", duplicate_confirmed=True),
            "pass",
            [],
        ),
        (
            pay(monthly=LIMIT),
            pay(id="b", monthly=9, duplicate_of="pay"),
            "missing",
            ["duplicate_confirmed"],
        ),
        # A duplicate whose figure is not known may be the higher one.
        (
            pay(monthly=1),
            pay(
                id="b", kind="daily", monthly=None,
                duplicate_of="pay", duplicate_confirmed=True,
            ),
            "missing",
            ["monthly"],
        ),
        # Two daily records, one repeated: no regular pay among them.
        (
            pay(kind="daily", monthly=LIMIT),
            pay(
                id="b", kind="daily", monthly=LIMIT,
                duplicate_of="pay", duplicate_confirmed=True,
            ),
            "pass",
            [],
        ),
        # A builder or not: it makes no difference where nothing else is earned there.
        (
            pay(kind="daily", employed_since="2023-03-01", monthly=LIMIT),
            pay(id="b", workplace="보기상사", kind="interest", monthly=0),
            "pass",
            [],
        ),
        (
            pay(kind="daily", employed_since="2023-03-01", monthly=1),
            pay(id="b", kind="regular", source="nps", monthly=None),
            "missing",
            ["construction"],
        ),
    ],
)  # fmt: skip
def test_two_records(
    first: dict[str, Any], second: dict[str, Any], outcome: str, missing: list[str]
) -> None:
    finding = couple(first, second)

    assert finding.outcome.value == outcome
    fields = [one.target.field for one in finding.missing if one.target is not None]
    assert sorted(fields) == sorted(missing)


def test_three_agencies_for_one_pay_with_a_duplicate_claimed() -> None:
    records = (
        pay(monthly=5_000_000),
        pay(id="b", source="nps", monthly=5_600_000, duplicate_of="pay"),
        pay(id="c", source="nts", monthly=None),
    )
    finding = couple(*records)

    assert finding.outcome is Outcome.REVIEW
    assert [one.id for one in finding.questions] == ["income/A21"]


def test_a_colliding_duplicate_is_asked_only_when_it_matters() -> None:
    same = couple(pay(monthly=LIMIT), pay(id="b", source="nps", monthly=LIMIT, duplicate_of="pay"))
    over = couple(
        pay(monthly=LIMIT + 1), pay(id="b", source="nps", monthly=LIMIT + 2, duplicate_of="pay")
    )

    assert (same.outcome, same.questions) == (Outcome.PASS, ())
    assert (over.outcome, over.questions) == (Outcome.FAIL, ())


def test_a_duplicate_of_somebody_elses_record_is_no_duplicate() -> None:
    finding = couple(
        pay(monthly=LIMIT),
        pay(id="b", person="sp", monthly=1, duplicate_of="pay", duplicate_confirmed=True),
    )
    assert (finding.outcome, finding.amount) == (Outcome.FAIL, LIMIT + 1)


incomes: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        person=st.sampled_from(["me", "sp"]),
        kind=st.sampled_from(["regular", "daily", "business"]),
        source=st.sampled_from(SOURCES),
        workplace=st.sampled_from(["", "예시상사", "보기상사"]),
        monthly=st.one_of(st.none(), st.integers(0, 7_000_000)),
        duplicate=st.one_of(st.none(), st.integers(0, 3)),
        duplicate_confirmed=st.sampled_from([None, True, False]),
        employed_since=st.sampled_from([None, "2023-03-01", "2023-11-01"]),
        construction=st.sampled_from([None, True, False]),
    ),
    max_size=4,
)


def rows(drawn: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Number the drawn records; a duplicate names an earlier or later one."""
    made = []
    for index, one in enumerate(drawn):
        row = {key: value for key, value in one.items() if key != "duplicate"}
        twin = one["duplicate"]
        made.append(row | {"id": f"i{index}", "duplicate_of": None if twin is None else f"i{twin}"})
    return made


def bounds(drawn: list[dict[str, Any]]) -> tuple[int, int | None]:
    found = monthly_income(facts_for(people=[ME, SPOUSE], incomes=drawn), the_notice())
    return found.known_sum, found.highest


@given(incomes, st.data())
def test_raising_an_income_never_turns_fail_into_pass(
    drawn: list[dict[str, Any]], data: st.DataObject
) -> None:
    before = couple(*rows(drawn))
    known = [index for index, one in enumerate(drawn) if one["monthly"] is not None]
    if not known:
        return
    index = data.draw(st.sampled_from(known))
    raised = rows(drawn)
    raised[index]["monthly"] += data.draw(st.integers(1, 9_000_000))

    after = couple(*raised)

    assert not (before.outcome is Outcome.FAIL and after.outcome is Outcome.PASS)
    assert bounds(raised)[0] >= bounds(rows(drawn))[0]


@given(incomes, st.randoms(use_true_random=False))
def test_the_order_of_members_and_records_never_matters(
    drawn: list[dict[str, Any]], random: Any
) -> None:
    records, people = rows(drawn), [ME, SPOUSE]
    before = couple(*records)
    random.shuffle(records)
    people.reverse()

    after = judge(income, people=people, incomes=records)

    assert (after.outcome, after.amount) == (before.outcome, before.amount)


@given(incomes, st.data())
def test_a_missing_figure_never_passes_what_it_could_fail(
    drawn: list[dict[str, Any]], data: st.DataObject
) -> None:
    if not drawn:
        return
    index = data.draw(st.integers(0, len(drawn) - 1))
    filled, hidden = rows(drawn), rows(drawn)
    filled[index]["monthly"] = data.draw(st.integers(0, 99_000_000))
    hidden[index]["monthly"] = None

    known, unknown = couple(*filled), couple(*hidden)

    if unknown.outcome in (Outcome.PASS, Outcome.FAIL):
        assert known.outcome is unknown.outcome


# A notice that prints no order of agencies (C20).

agencies = st.lists(
    st.tuples(
        st.sampled_from(["nhis", "comwel", "nps", "kead", "nts", "molab"]),
        st.sampled_from([3_000_000, 4_000_000, 5_000_000]),
    ),
    min_size=1,
    max_size=5,
)


def _found(rows: list[tuple[str, int]]) -> list[dict[str, Any]]:
    return [
        pay(id=f"r{index}", source=source, monthly=amount)
        for index, (source, amount) in enumerate(rows)
    ]


@given(rows=agencies, seed=st.randoms(use_true_random=False))
def test_the_order_of_recording_never_chooses_an_agency(
    rows: list[tuple[str, int]], seed: Any
) -> None:
    found = _found(rows)
    shuffled = [*found]
    seed.shuffle(shuffled)

    one = monthly_income(young.facts_for(incomes=found), young.notice())
    other = monthly_income(young.facts_for(incomes=shuffled), young.notice())

    assert (one.known_sum, one.highest, one.questions) == (
        other.known_sum,
        other.highest,
        other.questions,
    )


@given(rows=agencies)
def test_every_agency_offered_gives_its_own_figure_when_chosen(
    rows: list[tuple[str, int]],
) -> None:
    sums: dict[str, int] = {}
    for source, amount in rows:
        sums[source] = sums.get(source, 0) + amount
    asked = monthly_income(young.facts_for(incomes=_found(rows)), young.notice())

    assert (asked.known_sum, asked.highest) == (min(sums.values()), max(sums.values()))
    assert bool(asked.questions) is (len(set(sums.values())) > 1)
    for question in asked.questions:
        assert {one.id for one in question.choices} == set(sums)
        for choice in question.choices:
            answer = {
                "id": "a", "question": question.id, "subject": str(question.subject),
                "choice": choice.id, "reason": "소명", "officer": "박견본",
                "answered_at": "2024-01-08T09:00:00",
            }  # fmt: skip
            told = young.facts_for(incomes=_found(rows), answers=[answer])
            settled = monthly_income(told, young.notice())
            assert (settled.total, settled.questions) == (sums[choice.id], ())
            assert sum(one.amount for one in settled.lines) == sums[choice.id]


def test_the_agency_of_the_suggested_order_stands_first() -> None:
    rows = [("nts", 4_000_000), ("nps", 5_000_000), ("kead", 3_000_000)]
    (question,) = monthly_income(young.facts_for(incomes=_found(rows)), young.notice()).questions

    assert [one.text for one in question.choices] == [
        "국민연금공단 5,000,000원을 반영한다(다른 공고의 기관 순서에 따른 제안)",
        "한국장애인고용공단 3,000,000원을 반영한다",
        "국세청 4,000,000원을 반영한다",
    ]


@given(size=st.integers(1, 30))
def test_from_six_persons_on_each_adds_the_printed_step(size: int) -> None:
    found = young.notice().income
    assert found is not None
    more = max(0, size - 5)
    printed = found.tables[0].amounts[min(size, 5) - 1]

    assert limit_of(found, "general", size) == (printed + more * 661_147, False)
