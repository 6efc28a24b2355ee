"""Owning a home: other notices' readings, what is read out, what is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.finding import Finding, Outcome
from ipju.domain.notice import Notice
from ipju.rules.homeownership import home_ownership
from tests.rules.judged import ME, SPOUSE, facts_for, judge, the_notice

HOME = {
    "id": "h",
    "kind": "home",
    "address": "예시군 보기면 1",
    "owners": [{"id": "o", "person": "me"}],
    "registered_on": "2010-03-02",
}
RIGHT = HOME | {
    "kind": "presale",
    "acquisition": "purchase",
    "paid_on": "2018-12-11",
    "registered_on": None,
    "exemption": {"ground": "10", "project_applied_on": "2018-01-01"},
}


def owning(*holdings: dict[str, Any], **fields: Any) -> Finding:
    return judge(home_ownership, people=[ME, SPOUSE], holdings=list(holdings), **fields)


def with_home(
    *, unlicensed_needs_proof: bool = False, old_project_bars_later_buyers: bool = True
) -> Notice:
    """The notice with the two points on which programmes differ set otherwise."""
    home = the_notice().home
    assert home is not None
    changed = replace(
        home,
        unlicensed_needs_proof=unlicensed_needs_proof,
        old_project_bars_later_buyers=old_project_bars_later_buyers,
        later_buyers_open=not old_project_bars_later_buyers,
    )
    return replace(the_notice(), home=changed)


def under(notice: Notice, holding: dict[str, Any], **fields: Any) -> Finding:
    return home_ownership(facts_for(people=[ME], holdings=[holding], **fields), notice)


def test_a_notice_without_a_home_test() -> None:
    notice = replace(the_notice(), home=None)
    assert home_ownership(facts_for(people=[ME]), notice).outcome is Outcome.NA


def test_a_case_without_an_applicant_asks_for_one() -> None:
    finding = judge(home_ownership, people=[])

    assert finding.outcome is Outcome.MISSING
    assert [one.label for one in finding.missing] == ["신청자"]


@pytest.mark.parametrize(
    ("proof", "outcome"),
    [(True, Outcome.PASS), (False, Outcome.FAIL), (None, Outcome.MISSING)],
)
def test_a_notice_that_wants_proof_of_an_unlicensed_building(
    proof: bool | None, outcome: Outcome
) -> None:
    claim = {"ground": "7", "proof": proof}
    finding = under(with_home(unlicensed_needs_proof=True), HOME | {"exemption": claim})
    assert (finding.outcome, finding.notes) == (outcome, ())


def test_a_notice_silent_on_later_buyers_leaves_them_to_an_officer() -> None:
    silent = with_home(old_project_bars_later_buyers=False)
    answer = {
        "id": "a", "question": "home-ownership/A26", "subject": "h", "choice": "exempt",
        "reason": "국토부 회신", "officer": "박견본", "answered_at": "2024-01-08T09:00:00",
    }  # fmt: skip

    asked = under(silent, RIGHT)
    told = under(silent, RIGHT, answers=[answer])
    refused = under(silent, RIGHT, answers=[answer | {"choice": "owned"}])
    earlier = under(silent, RIGHT | {"paid_on": "2018-12-10"})

    assert [one.id for one in asked.questions] == ["home-ownership/A26"]
    assert asked.outcome is Outcome.REVIEW
    assert (told.outcome, refused.outcome) == (Outcome.PASS, Outcome.FAIL)
    assert earlier.outcome is Outcome.PASS


def test_an_answer_that_is_none_of_the_choices_leaves_the_question_open() -> None:
    answer = {
        "id": "a", "question": "home-ownership/A29", "subject": "h", "choice": "perhaps",
        "reason": "모름", "officer": "박견본", "answered_at": "2024-01-08T09:00:00",
    }  # fmt: skip
    assert owning(HOME | {"kind": "officetel"}, answers=[answer]).outcome is Outcome.REVIEW


def test_a_home_is_read_out_with_owner_days_ground_and_result() -> None:
    claim = {"ground": "1", "notified_on": "2024-03-04"}
    half = [{"id": "o", "person": "me", "numerator": 1, "denominator": 2}]
    share = HOME | {"owners": half, "acquisition": "inheritance", "exemption": claim}

    finding = owning(share, reviewed_on=date(2024, 4, 1))

    assert [one.value for one in finding.readings] == [
        "김예시 · 2010-03-02 (화)부터 · 1호 상속받은 공유지분 처분 · "
        "판단 필요: 기한 2024-06-04 (화), 지분 처분 대기"
    ]
    assert finding.sentence == "주택 예시군 보기면 1: 기한 2024-06-04 (화), 지분 처분 대기."
    assert finding.target is not None
    assert finding.target.field == "exemption"


def test_a_sold_home_is_read_out_with_both_days_and_nobody_is_named_without_owners() -> None:
    sold = HOME | {"disposed_ledger_on": "2023-12-01", "owners": []}
    finding = owning(sold)

    assert finding.outcome is Outcome.PASS
    assert finding.readings[0].value == (
        "소유자 미확인 · 2010-03-02 (화)부터 2023-12-01 (금)까지 · "
        "무주택: 공고일부터 입주까지 소유하지 않음"
    )


homes: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        kind=st.sampled_from(["home", "officetel", "presale"]),
        person=st.sampled_from(["me", "sp", None]),
        acquisition=st.sampled_from([None, "inheritance", "purchase", "first-come"]),
        floor_area=st.sampled_from([None, 1_900, 2_100]),
        exemption=st.one_of(
            st.none(),
            st.builds(
                dict,
                ground=st.sampled_from([str(number) for number in range(1, 11)]),
                notified_on=st.sampled_from([None, "2023-09-30", "2024-01-02"]),
                done_on=st.sampled_from([None, "2023-12-31", "2024-01-05"]),
                condition_met=st.sampled_from([None, True, False]),
                project_applied_on=st.sampled_from([None, "2018-01-01"]),
            ),
        ),
        disposed_registered_on=st.sampled_from([None, "2023-12-01"]),
    ),
    max_size=3,
)


def rows(drawn: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the drawn homes ids and their owner a share."""
    return [
        {key: value for key, value in one.items() if key != "person"}
        | {"id": f"h{index}", "owners": [{"id": f"o{index}", "person": one["person"]}]}
        for index, one in enumerate(drawn)
    ]


@given(homes, st.randoms(use_true_random=False))
def test_the_order_of_members_and_homes_never_matters(
    drawn: list[dict[str, Any]], random: Any
) -> None:
    made = rows(drawn)
    before = owning(*made)
    random.shuffle(made)

    after = judge(home_ownership, people=[SPOUSE, ME], holdings=made)

    assert (after.outcome, after.amount) == (before.outcome, before.amount)


@given(homes)
def test_one_more_plain_home_always_fails(drawn: list[dict[str, Any]]) -> None:
    assert owning(*rows(drawn), HOME).outcome is Outcome.FAIL


@given(homes, st.data())
def test_a_missing_fact_never_passes_what_it_could_fail(
    drawn: list[dict[str, Any]], data: st.DataObject
) -> None:
    if not drawn:
        return
    index = data.draw(st.integers(0, len(drawn) - 1))
    field = data.draw(st.sampled_from(["acquisition", "floor_area"]))
    known, hidden = rows(drawn), rows(drawn)
    hidden[index][field] = None

    if owning(*hidden).outcome is Outcome.PASS:
        assert owning(*known).outcome is Outcome.PASS
