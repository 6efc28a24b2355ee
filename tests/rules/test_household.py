"""Who belongs to the household, whatever the order of recording, while facts are still open."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.finding import Outcome
from ipju.domain.person import Register, Relation
from ipju.rules.facts import Facts, Standing
from ipju.rules.household import household, memberships
from ipju.rules.judge import judge as judge_all
from ipju.rules.outcome import agree, worst
from ipju.rules.tenancies import arrears
from tests.rules import letting_cases as young
from tests.rules.cases import REVIEWED, case_of, facts, judge, the_notice

ME: dict[str, Any] = {"id": "me", "name": "김예시", "relation": "self", "register": "applicant"}
WIFE: dict[str, Any] = {
    "id": "wife", "name": "이보기", "relation": "spouse", "register": "applicant",
}  # fmt: skip


def _kin(index: int, relation: Relation, register: Register | None) -> dict[str, Any]:
    return {
        "id": f"kin{index}",
        "name": f"박견본{index}",
        "relation": relation.value,
        "register": register.value if register else None,
    }


relatives = st.lists(
    st.tuples(
        st.sampled_from([one for one in Relation if one not in (Relation.SELF, Relation.SPOUSE)]),
        st.sampled_from([None, *Register]),
    ),
    max_size=6,
).map(lambda found: [_kin(index, *one) for index, one in enumerate(found)])


def _sizes(found: Facts) -> list[int]:
    return [one.size for one in found.households]


@given(kin=relatives, seed=st.randoms(use_true_random=False))
def test_the_order_of_people_never_changes_a_judgement(kin: list[Any], seed: Any) -> None:
    people = [ME, WIFE, *kin]
    shuffled = [*people]
    seed.shuffle(shuffled)

    one = facts(case_of(people=people, claimed={"dependants": 3}))
    other = facts(case_of(people=shuffled, claimed={"dependants": 3}))

    assert one.household.size == other.household.size
    assert {m.person.id: m.standing for m in one.memberships} == {
        m.person.id: m.standing for m in other.memberships
    }
    assert [
        (f.rule, f.outcome, f.amount) for f in judge_all(one.case, the_notice(), REVIEWED).findings
    ] == [
        (f.rule, f.outcome, f.amount)
        for f in judge_all(other.case, the_notice(), REVIEWED).findings
    ]


@given(kin=relatives, register=st.sampled_from([None, *Register]))
def test_a_sibling_never_changes_the_household(kin: list[Any], register: Register | None) -> None:
    without = facts(case_of(people=[ME, *kin]))
    sister = {**_kin(99, Relation.SIBLING, register), "birth": "2010-01-01"}

    assert _sizes(facts(case_of(people=[ME, *kin, sister]))) == _sizes(without)


@given(kin=relatives, count=st.integers(1, 4))
def test_an_unborn_child_adds_exactly_its_count(kin: list[Any], count: int) -> None:
    pregnancy = {
        "id": "p", "mother": "wife", "foetuses": count, "weeks": 12, "examined_on": "2023-12-20",
    }  # fmt: skip
    people = [ME, WIFE, *kin]

    before = facts(case_of(people=people))
    after = facts(case_of(people=people, pregnancies=[pregnancy]))

    assert _sizes(after) == [size + count for size in _sizes(before)]


@given(kin=relatives)
def test_at_most_eight_readings_and_everybody_open_is_in_the_first(kin: list[Any]) -> None:
    found = facts(case_of(people=[ME, *kin]))
    open_ones = [one.person.id for one in found.memberships if one.standing is Standing.MISSING]

    assert 1 <= len(found.households) <= 8
    assert found.household is found.households[0]
    assert all(found.household.has(one) for one in open_ones)
    assert min(_sizes(found)) == found.household.size - len(open_ones)


def test_a_reading_without_the_mother_is_one_without_her_child() -> None:
    daughter = _kin(1, Relation.CHILD, None)
    pregnancy = {
        "id": "p", "mother": "kin1", "foetuses": 2, "weeks": 12, "examined_on": "2023-12-20",
    }  # fmt: skip

    found = facts(case_of(people=[ME, daughter], pregnancies=[pregnancy]))

    assert _sizes(found) == [4, 1]


def test_an_open_pregnancy_is_asked_for_wherever_the_size_decides() -> None:
    case = case_of(
        people=[ME, WIFE],
        pregnancies=[{"id": "p", "mother": "wife", "foetuses": 1, "weeks": 12}],
        claimed={"dependants": 2},
    )
    found = facts(case)

    assert _sizes(found) == [3, 2]
    finding = judge_all(case, the_notice(), REVIEWED).finding("points-dependants")
    assert finding is not None
    assert finding.outcome is Outcome.MISSING
    assert [one.target.field for one in finding.missing if one.target] == ["examined_on"]


def test_a_question_about_a_newborn_stands_beside_other_open_facts_of_the_mother() -> None:
    wife = {
        **WIFE,
        "registration": "unknown-abode",
        "exclusion": {"ground": "runaway-confirmed", "proven": True},
    }
    case = case_of(
        people=[ME, wife],
        pregnancies=[{"id": "p", "mother": "wife", "foetuses": 1, "born_on": "2023-12-20"}],
    )

    me, spouse = memberships(case, the_notice())

    assert me.standing is Standing.MEMBER
    assert spouse.question is not None
    assert spouse.question.id == "household/A12"
    assert _sizes(facts(case)) == [3, 2, 1]


def test_a_bar_of_somebody_whose_standing_is_open_is_not_decided() -> None:
    mother = _kin(1, Relation.PARENT, None)
    owed = [{"id": "a", "person": "kin1", "amount": 10_000}]

    finding = judge(arrears, people=[ME, mother], arrears=owed, arrears_checked=True)

    assert finding.outcome is Outcome.MISSING
    assert finding.sentence.startswith("세대구성원이 정해져야")


def test_agreement_of_all_readings_needs_no_flag() -> None:
    mother = _kin(1, Relation.PARENT, None)
    case = case_of(people=[ME, mother], arrears_checked=True)

    assert agree(arrears, facts(case), the_notice()).outcome is Outcome.PASS


def test_the_worst_outcome_of_none_is_not_applicable() -> None:
    assert worst([]) is Outcome.NA
    assert worst([Outcome.PASS, Outcome.MISSING, Outcome.REVIEW]) is Outcome.REVIEW


def test_every_person_is_shown_with_the_reason() -> None:
    finding = judge(household, people=[ME, WIFE, _kin(1, Relation.COHABITANT, Register.APPLICANT)])

    assert [one.label for one in finding.readings] == [
        "김예시 (본인)", "이보기 (배우자)", "박견본1 (동거인)",
    ]  # fmt: skip
    assert finding.readings[2].value.startswith("구성원 아님")


@pytest.mark.parametrize("relation", list(Relation))
def test_a_foreigner_who_is_recorded_nowhere_is_never_silently_a_member(
    relation: Relation,
) -> None:
    if relation is Relation.SELF:
        person: dict[str, Any] = {**ME, "nationality": "foreign"}
    else:
        person = {**_kin(1, relation, None), "nationality": "foreign"}
    found = memberships(case_of(people=[person]), the_notice())[0]

    if relation is Relation.SELF:
        assert found.standing is Standing.MEMBER
    else:
        assert found.standing is not Standing.MEMBER


# A notice whose household has no spouse (무주택세대구성원 without 배우자).


@given(kin=relatives, register=st.sampled_from([None, *Register]))
def test_a_spouse_the_notice_does_not_name_never_changes_the_household(
    kin: list[Any], register: Register | None
) -> None:
    spouse = _kin(99, Relation.SPOUSE, register)
    alone = young.facts_for(people=[ME, *kin])
    beside = young.facts_for(people=[ME, *kin, spouse])

    assert _sizes(beside) == _sizes(alone)


@given(relation=st.sampled_from(list(Relation)), register=st.sampled_from(list(Register)))
def test_only_lineal_relatives_on_the_applicant_s_own_register_are_members(
    relation: Relation, register: Register
) -> None:
    named = {
        Relation.PARENT, Relation.GRANDPARENT, Relation.CHILD, Relation.GRANDCHILD,
        Relation.CHILD_SPOUSE, Relation.GRANDCHILD_SPOUSE,
    }  # fmt: skip
    if relation is Relation.SELF:
        return
    (size,) = _sizes(young.facts_for(people=[ME, _kin(1, relation, register)]))

    assert (size == 2) is (relation in named and register is Register.APPLICANT)
