"""Marriage (혼인 중이 아닐 것): what of several marriages decides, in whatever order recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.finding import Finding, Outcome
from ipju.rules.marital import ENDED_NOTE, PARTNER_NOTE, marital_state
from tests.rules.letting_cases import ME, RENEWAL, facts_for, judge, notice

DAY = date(2023, 12, 15)
days = st.none() | st.dates(DAY - timedelta(days=900), DAY + timedelta(days=60))


def _marriage(index: int, registered: date | None, ended: date | None) -> dict[str, Any]:
    if registered and ended and ended < registered:
        registered, ended = ended, registered
    return {
        "id": f"m{index}",
        "registered_on": registered.isoformat() if registered else None,
        "ended_on": ended.isoformat() if ended else None,
    }


marriages = st.lists(st.tuples(days, days), max_size=4).map(
    lambda found: [_marriage(index, *one) for index, one in enumerate(found)]
)


def married(*rows: dict[str, Any], checked: bool | None = True, **fields: Any) -> Finding:
    return judge(marital_state, marriages=list(rows), marriages_checked=checked, **fields)


def test_a_notice_that_does_not_ask_about_marriage() -> None:
    assert marital_state(facts_for(), replace(notice(), marital=None)).outcome is Outcome.NA


@given(rows=marriages, seed=st.randoms(use_true_random=False))
def test_the_order_of_marriages_never_changes_the_outcome(rows: list[Any], seed: Any) -> None:
    shuffled = [*rows]
    seed.shuffle(shuffled)
    one, other = married(*rows), married(*shuffled)

    assert (one.outcome, one.notes, one.boundary) == (other.outcome, other.notes, other.boundary)
    assert (one.clause, one.value) == (other.clause, other.value)


@given(rows=marriages)
def test_somebody_married_on_the_notice_date_fails_whatever_else_is_recorded(
    rows: list[Any],
) -> None:
    present = _marriage(9, date(2020, 1, 1), None)

    assert married(*rows, present, checked=None).outcome is Outcome.FAIL


@given(rows=marriages, ended=st.dates(DAY - timedelta(days=900), DAY))
def test_a_marriage_that_is_over_never_bars(rows: list[Any], ended: date) -> None:
    over = _marriage(9, date(2010, 1, 1), ended)

    assert married(*rows, over).outcome is married(*rows).outcome


@given(rows=marriages)
def test_nobody_passes_whose_marriages_were_not_asked_for(rows: list[Any]) -> None:
    assert married(*rows, checked=None).outcome is not Outcome.PASS


def test_each_point_that_c1_decides_is_said() -> None:
    mate = ME | {"id": "mate", "name": "박보기", "relation": "cohabitant"}
    finding = married(_marriage(1, date(2015, 1, 1), date(2020, 1, 1)), people=[ME, mate])

    assert finding.outcome is Outcome.PASS
    assert finding.notes == (ENDED_NOTE, PARTNER_NOTE)


def test_a_later_marriage_fails_by_the_clause_on_keeping_the_requirement() -> None:
    terms = notice().marital
    assert terms is not None

    now = married(_marriage(1, DAY, None))
    later = married(_marriage(1, DAY + timedelta(days=1), None))

    assert (now.clause, later.clause) == (terms.clause, terms.kept_clause)
    assert terms.clause != terms.kept_clause


def test_the_spouse_of_a_marriage_that_is_over_is_not_asked_about() -> None:
    former = ME | {"id": "former", "name": "이보기", "relation": "spouse"}
    row = _marriage(1, date(2015, 1, 1), date(2020, 1, 1))

    assert married(row | {"spouse": "former"}, people=[ME, former]).outcome is Outcome.PASS
    unlinked = married(row, people=[ME, former])
    assert [one.label for one in unlinked.missing] == ["배우자 이보기님과의 혼인"]


def test_a_renewal_that_tests_marriage_again_names_its_own_day() -> None:
    finding = married(_marriage(1, date(2025, 5, 5), None), renewal=RENEWAL)

    assert finding.outcome is Outcome.FAIL
    assert finding.sentence == "신청자는 재계약 심사일에 혼인 중입니다(2025-05-05 (월) 혼인신고)."
