"""Points never exceed what is claimed or verified, and rank applicants as the notice says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.finding import Outcome
from ipju.rules.household import facts_of
from ipju.rules.judge import RULES, judge
from ipju.rules.points import RankKey, points_residence, ranking, ranking_key, total
from ipju.rules.points_item import CLAIMED, VERIFIED
from ipju.rules.points_total import ITEMS
from tests.rules.cases import REVIEWED, case_of, facts, the_notice
from tests.rules.cases import judge as one_rule
from tests.rules.scenarios import under

DAYS = st.dates(date(1940, 1, 1), date(2024, 6, 1))
CLAIM = st.none() | st.integers(0, 3)


@st.composite
def applications(draw: st.DrawFn) -> dict[str, Any]:
    people: list[dict[str, Any]] = [
        {
            "id": "me", "name": "김예시", "relation": "self", "register": "applicant",
            "birth": draw(st.none() | DAYS.map(str)),
        },
        *(
            {
                "id": f"kin{index}", "name": "박견본", "relation": relation,
                "register": draw(st.sampled_from([None, "applicant", "spouse", "elsewhere"])),
                "birth": draw(st.none() | DAYS.map(str)),
            }
            for index, relation in enumerate(
                draw(st.lists(st.sampled_from(["child", "sibling", "parent"]), max_size=5))
            )
        ),
    ]  # fmt: skip
    return {
        "people": people,
        "residence": {
            "registered_in_seoul": draw(st.sampled_from([None, True, False])),
            "moved_to_seoul_on": draw(st.none() | DAYS.map(str)),
        },
        "claimed": {
            name: draw(CLAIM)
            for name in ("age", "dependants", "residence", "children", "vulnerable")
        },
        "vulnerable": draw(
            st.sampled_from([[], [{"id": "v", "ground": "low-income", "person": "me"}]])
        ),
    }


@given(application=applications())
def test_points_never_exceed_fifteen_nor_what_is_claimed_or_verified(
    application: dict[str, Any],
) -> None:
    found = facts(case_of(**application))
    findings = [RULES[rule](found, the_notice()) for rule in ITEMS]
    points = total(findings)

    assert points.counted <= 15
    assert points.maximum == 15
    assert points.counted <= points.claimed
    claims = application["claimed"]
    for finding, claimed in zip(findings, claims.values(), strict=True):
        if finding.amount is None:
            assert finding.outcome in (Outcome.MISSING, Outcome.REVIEW)
            assert finding.missing or finding.questions
            assert finding.rule in points.open_items
            continue
        assert 0 <= finding.amount <= (claimed or 0)
        verified = next(one.value for one in finding.readings if one.label == VERIFIED)
        if verified != "미확인":
            assert finding.amount <= int(verified.removesuffix("점"))


@given(moved=DAYS, earlier=st.integers(0, 4000))
def test_more_residence_never_gives_fewer_points(moved: date, earlier: int) -> None:
    def points(day: date) -> int:
        finding = one_rule(
            points_residence,
            people=[{"id": "me", "name": "김예시", "relation": "self", "birth": "1970-01-01"}],
            residence={"registered_in_seoul": True, "moved_to_seoul_on": str(day)},
            claimed={"residence": 3},
        )
        assert finding.amount is not None
        return finding.amount

    assert points(moved - timedelta(days=earlier)) >= points(moved)


def test_the_total_keeps_claimed_verified_and_counted_apart() -> None:
    case = case_of(
        people=[{"id": "me", "name": "김예시", "relation": "self", "birth": "1980-01-01"}],
        residence={"registered_in_seoul": True, "moved_to_seoul_on": "2022-01-01"},
        claimed={"age": 1, "residence": 3},
    )
    judged = judge(case, the_notice(), REVIEWED)

    assert judged.points == total(judged.findings)
    assert (judged.points.claimed, judged.points.verified, judged.points.counted) == (4, 3, 2)
    age = judged.finding("points-age")
    assert age is not None
    assert [one.value for one in age.readings if one.label == CLAIMED] == ["1점"]


def test_a_notice_without_points_has_none_and_ranks_nobody() -> None:
    notice = replace(the_notice(), points=None)
    found = facts_of(case_of(people=[]), notice, REVIEWED)

    assert {RULES[rule](found, notice).outcome for rule in ITEMS} == {Outcome.NA}
    assert total([]).maximum == 0
    with pytest.raises(ValueError, match="no points"):
        ranking_key(found, notice, [])


def test_low_income_needs_an_income_table() -> None:
    notice = replace(the_notice(), income=None)
    case = case_of(
        people=[{"id": "me", "name": "김예시", "relation": "self"}],
        claimed={"vulnerable": 2},
        vulnerable=[{"id": "v", "ground": "low-income", "person": "me"}],
    )
    finding = RULES["points-vulnerable"](facts_of(case, notice, REVIEWED), notice)

    assert finding.amount == 0


def test_a_ground_the_notice_does_not_list_gives_nothing() -> None:
    terms = the_notice().points
    assert terms is not None
    notice = replace(the_notice(), points=replace(terms, vulnerable=terms.vulnerable[:1]))
    case = case_of(
        people=[{"id": "me", "name": "김예시", "relation": "self"}],
        claimed={"vulnerable": 3},
        vulnerable=[{"id": "v", "ground": "veteran", "person": "me"}],
    )
    finding = RULES["points-vulnerable"](facts_of(case, notice, REVIEWED), notice)

    assert finding.amount == 0
    assert "공고에 없는 사유" in finding.sentence


FAMILY: list[dict[str, Any]] = [
    {"id": "me", "name": "김예시", "relation": "self", "birth": "1980-01-01"},
    {"id": "wife", "name": "이보기", "relation": "spouse", "register": "applicant"},
    *(
        {
            "id": f"c{index}", "name": "김견본", "relation": "child", "register": "applicant",
            "birth": f"202{index}-01-01", "parentage": "present",
        }
        for index in range(4)
    ),
]  # fmt: skip


def test_the_rank_key_of_a_newlywed_counts_heads_not_points() -> None:
    case = case_of(
        people=FAMILY,
        supply="newlywed",
        marriages=[{"id": "m", "spouse": "wife", "registered_on": "2019-01-01"}],
        claimed={"age": 2, "dependants": 3},
    )
    judged = judge(case, the_notice(), REVIEWED)

    key = ranking_key(judged.facts, the_notice(), judged.findings)
    assert key == RankKey(rank=1, points=5, dependants=5, birth=date(1980, 1, 1))
    by_points = under(the_notice(), {"B2": "points"})
    assert ranking_key(judged.facts, by_points, judged.findings).dependants == 3


def test_general_supply_has_no_rank_and_a_case_may_lack_an_applicant() -> None:
    judged = judge(case_of(people=[]), the_notice(), REVIEWED)

    key = ranking_key(judged.facts, the_notice(), judged.findings)
    assert key == RankKey(rank=0, points=0, dependants=0, birth=None)


def _order(config: str, *keys: RankKey) -> list[RankKey]:
    notice = under(the_notice(), {"B1": config})
    return sorted(keys, key=lambda one: ranking(one, notice))


def test_rank_comes_first_then_points_then_dependants_then_the_older() -> None:
    old, young = date(1960, 1, 1), date(1990, 1, 1)
    first = RankKey(rank=1, points=3, dependants=0, birth=young)
    rich = RankKey(rank=2, points=9, dependants=0, birth=young)
    heads = RankKey(rank=2, points=8, dependants=2, birth=young)
    elder = RankKey(rank=2, points=8, dependants=1, birth=old)
    younger = RankKey(rank=2, points=8, dependants=1, birth=young)
    unknown = RankKey(rank=2, points=8, dependants=1, birth=None)
    keys = (unknown, younger, elder, heads, rich, first)

    assert _order("rank-first", *keys) == [first, rich, heads, elder, younger, unknown]
    assert _order("points-first", *keys) == [rich, heads, elder, younger, unknown, first]
