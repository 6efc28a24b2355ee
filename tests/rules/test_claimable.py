"""What may be claimed by the facts as told: the notice's own points, before any paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ipju.rules.claimable import claimable
from tests.rules.judged import ME, REVIEWED, SPOUSE, case_of, the_notice

CHILD = {"id": "c1", "name": "김하나", "relation": "child", "register": "applicant"}
HERE = {"registered_in_seoul": True, "moved_to_seoul_on": "2021-01-01"}


def points(**fields: Any) -> dict[str, int | None]:
    found = claimable(case_of(**fields), the_notice(), REVIEWED)
    return {one.field: one.points for one in found}


def test_every_item_comes_to_what_its_bands_give() -> None:
    told = points(
        people=[ME, SPOUSE, CHILD | {"birth": "2014-05-05"}],
        residence=HERE,
        pregnancies=[{"id": "p", "mother": "sp", "foetuses": 1}],
        vulnerable=[{"id": "v", "ground": "near-poor", "person": "sp"}],
    )
    assert told == {"age": 2, "dependants": 3, "residence": 1, "children": 2, "vulnerable": 2}


def test_a_pregnancy_that_is_only_told_counts_and_one_that_is_over_does_not() -> None:
    born = {"id": "p", "mother": "sp", "foetuses": 2, "born_on": "2023-11-01"}
    told = {"id": "p", "mother": "sp", "foetuses": 2}
    diagnosed = told | {"weeks": 10, "examined_on": "2023-12-20"}
    assert points(people=[ME, SPOUSE], pregnancies=[told])["dependants"] == 3
    assert points(people=[ME, SPOUSE], pregnancies=[diagnosed])["dependants"] == 3
    assert points(people=[ME, SPOUSE], pregnancies=[born])["dependants"] == 1


def test_what_is_not_told_leaves_the_item_open_and_says_what() -> None:
    found = {one.field: one for one in claimable(case_of(people=[ME]), the_notice(), REVIEWED)}
    assert found["residence"].points is None
    assert [one.label for one in found["residence"].missing] == ["서울 전입일"]
    assert found["residence"].words == ""
    assert found["age"].words == "신청자는 공고일에 만 43세입니다."
    assert found["age"].maximum == 3


@pytest.mark.parametrize(
    ("ground", "person", "worth", "words"),
    [
        ("veteran", "me", 3, "국가유공자 또는 유족 사유입니다."),
        ("veteran", "sp", 0, "신청한 사유가 없습니다."),
        ("veteran", "nobody", 0, "신청한 사유가 없습니다."),
        ("basic-livelihood", "sp", 3, "기초생활수급자 사유입니다."),
        ("low-income", "sp", 2, "월평균소득 50% 이하 사유입니다."),
    ],
)
def test_a_ground_counts_for_whom_the_notice_lets_claim_it(
    ground: str, person: str, worth: int, words: str
) -> None:
    case = case_of(
        people=[ME, SPOUSE],
        vulnerable=[
            {"id": "v", "ground": ground, "person": "sp" if person == "nobody" else person}
        ],
    )
    if person == "nobody":
        case = replace(case, people=case.people[:1])
    (found,) = [one for one in claimable(case, the_notice(), REVIEWED) if one.field == "vulnerable"]
    assert (found.points, found.words, found.maximum) == (worth, words, 3)


def test_the_best_of_several_grounds_counts_and_none_the_notice_lacks() -> None:
    claims = [
        {"id": f"v{at}", "ground": ground, "person": "me"}
        for at, ground in enumerate(("near-poor", "veteran", "low-income", "defector"))
    ]
    case = case_of(people=[ME], vulnerable=claims)
    terms = the_notice().points
    assert terms is not None
    assert claimable(case, the_notice(), REVIEWED)[-1].points == 3
    few = replace(terms, vulnerable=tuple(one for one in terms.vulnerable if one.points == 2))
    found = claimable(case, replace(the_notice(), points=few), REVIEWED)[-1]
    assert (found.points, found.maximum) == (2, 2)


def test_a_notice_without_points_asks_none_and_one_without_an_item_not_that_item() -> None:
    notice = the_notice()
    case = case_of(people=[ME])
    assert claimable(case, replace(notice, points=None), REVIEWED) == ()
    fewer = replace(notice, rules=tuple(one for one in notice.rules if one != "points-age"))
    assert "age" not in [one.field for one in claimable(case, fewer, REVIEWED)]
