"""The same case under both programmes: the right, different judgements beside each other."""

from dataclasses import replace
from uuid import uuid4

import pytest

from ipju.domain.case import Case, Supply
from ipju.domain.finding import Outcome
from ipju.rules.names import Group
from ipju.services.answer import answer
from ipju.services.examine import examine
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.side_by_side import Row, SameNotice, SideBySide, side_by_side
from tests.services.conftest import sample
from tests.services.deciding import seated
from tests.services.desk import acts, stored
from tests.services.rooms import JANGAN, youth

OWN = "jangi-ansim-2023-3"
OTHER = "teukhwa-maeip-2023-baekam"


def row(found: SideBySide, rule: str) -> Row:
    return next(one for one in found.rows if one.rule == rule)


def test_one_case_has_another_household_and_another_limit_in_the_other_programme(
    office: Office, refused: Case
) -> None:
    found = side_by_side(office, refused.id, OTHER)
    assert (found.mine.notice.id, found.other.notice.id) == (OWN, OTHER)
    income = row(found, "income")
    assert income.mine is not None
    assert income.other is not None
    # The other programme counts no spouse: a smaller household, and a limit of its own.
    assert found.other.household_size < found.mine.household_size
    assert income.other.limit != income.mine.limit
    for side in (found.mine, found.other):
        again = examine(
            side.judgement.facts.case, office.notices.get(side.notice.id), office.clock.today()
        )
        assert side.judgement.findings == again.findings


def test_a_rule_of_one_programme_alone_stands_alone(office: Office, granted: Case) -> None:
    found = side_by_side(office, granted.id, OTHER)
    real_estate = row(found, "real-estate")
    assert real_estate.mine is not None
    assert real_estate.other is None
    assert real_estate.differs
    ranks = list(Group)
    places = [ranks.index(one.group) for one in found.rows]
    assert places == sorted(places)
    ends = {
        one.outcome for rows in found.rows for one in (rows.mine, rows.other) if one is not None
    }
    assert ends - {Outcome.NA}
    for one in found.rows:
        told = [side.outcome for side in (one.mine, one.other) if side is not None]
        assert set(told) != {Outcome.NA}, f"{one.rule} says nothing on either side"


def test_nothing_is_stored_and_the_look_is_written_down_once(office: Office, granted: Case) -> None:
    before = acts(office, granted.id)
    side_by_side(office, granted.id, OTHER)
    side_by_side(office, granted.id, OTHER)
    assert stored(office, granted.id) == granted
    # Who had the case before him today has a row of it already; another person gets one.
    assert acts(office, granted.id) == before == ["import"]
    side_by_side(seated(office, "최결재"), granted.id, OTHER)
    assert acts(office, granted.id) == ["import", "view"]


def test_an_answer_signed_under_one_notice_does_not_bind_the_other(office: Office) -> None:
    case = add_case(office, sample("kim-yesi")).case
    own = office.notices.get(OWN)
    asked = next(
        question
        for finding in examine(case, own, office.clock.today()).findings
        for question in finding.questions
    )
    answer(office, case.id, asked, asked.choices[0].id, "등본으로 확인함")
    found = side_by_side(office, case.id, OTHER)
    assert found.mine.judgement.facts.case.answers
    assert found.other.judgement.facts.case.answers == ()


def test_a_supply_type_that_the_other_notice_lacks_is_judged_as_general(office: Office) -> None:
    case = add_case(office, replace(sample("hong-gildong"), supply=Supply.NEWLYWED)).case
    found = side_by_side(office, case.id, OTHER)
    assert (found.mine.supply, found.other.supply) == (Supply.NEWLYWED, Supply.GENERAL)


def test_a_building_of_one_notice_is_nowhere_in_the_other(office: Office) -> None:
    case = add_case(office, youth("2023-T-0001")).case
    found = side_by_side(office, case.id, OWN)
    assert (found.mine.notice.id, found.other.notice.id) == (OTHER, OWN)
    assert found.mine.judgement.facts.case.building == JANGAN
    assert found.other.judgement.facts.case.building == ""


def test_a_case_is_not_compared_with_its_own_notice_or_with_none(
    office: Office, granted: Case
) -> None:
    with pytest.raises(SameNotice, match="다른 공고"):
        side_by_side(office, granted.id, OWN)
    with pytest.raises(KeyError):
        side_by_side(office, granted.id, "no-such-notice")
    with pytest.raises(KeyError):
        side_by_side(office, uuid4(), OTHER)
