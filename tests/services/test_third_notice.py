"""A third notice is two data files: whoever writes one changes no program.

The office that finds them in its folder shows, judges, asks, lets and prints by them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ipju.domain.case import Case
from ipju.domain.finding import Finding, Outcome
from ipju.domain.letting import RoomState
from ipju.domain.notice import Notice
from ipju.domain.rrn import without_rrn
from ipju.notices.comparison import compare
from ipju.notices.description import describe
from ipju.notices.library import Library
from ipju.rules.documents import checklist
from ipju.rules.household import facts_of
from ipju.rules.leases import count_finding, term_finding
from ipju.rules.rises import highest
from ipju.services.examine import examine
from ipju.services.letters import FORMS, forms_of
from ipju.services.letting import offer, plan, sign_lease
from ipju.services.letting_problems import RuleForbids
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.print_form import preview_form
from ipju.services.rent_roll import rent_roll
from ipju.services.side_by_side import side_by_side
from tests.services.conftest import sample
from tests.services.deciding import approved, chairs
from tests.services.desk import text_of
from tests.services.rooms import ROOMS, paper, youth
from tests.services.third_notice import HOMES, THIRD_HOMES, THIRD_ROOMS, write_notices

DAY = date(2024, 2, 27)


@pytest.fixture
def office(office: Office, tmp_path: Path) -> Office:
    """A practice office whose folder of notices holds two more."""
    folder = write_notices(tmp_path / "notices")
    desk = replace(office, notices=Library(folder))
    assert {HOMES, ROOMS, THIRD_HOMES, THIRD_ROOMS} == set(desk.notices.ids())
    return desk


def by_rule(case: Case, notice: Notice) -> dict[str, Finding]:
    return {one.rule: one for one in examine(case, notice, DAY).findings}


def asked(case: Case, notice: Notice) -> set[str]:
    lines = checklist(facts_of(case, notice, DAY), notice)
    return {one.requirement.name for one in lines}


def test_it_is_read_and_told_in_korean_and_compared(office: Office) -> None:
    for old, new in ((HOMES, THIRD_HOMES), (ROOMS, THIRD_ROOMS)):
        notice = office.notices.get(new)
        assert all(section.rows for section in describe(notice))
        found = [one.text for one in compare(office.notices.get(old), notice)]
        assert any(
            one.startswith("제출서류 추가: 지금 사는 집의 임대차계약서 사본") for one in found
        )
    found = [
        one.text for one in compare(office.notices.get(HOMES), office.notices.get(THIRD_HOMES))
    ]
    assert "심사 항목 삭제: 체납" in found
    assert "부동산 합산 한도: 215,500,000원 → 500,000,000원" in found
    assert "소득 한도(100%) 1인: 4,024,661원 → 2,950,000원" in found


def test_a_household_is_judged_by_its_limits_and_points(office: Office) -> None:
    case = sample("hong-gildong")
    before = by_rule(case, office.notices.get(HOMES))
    after = by_rule(replace(case, notice=THIRD_HOMES), office.notices.get(THIRD_HOMES))

    assert before["car"].outcome is Outcome.PASS
    assert after["car"].outcome is Outcome.FAIL
    assert after["car"].bound == 12_000_000
    assert before["real-estate"].bound == 215_500_000
    assert after["real-estate"].bound == 500_000_000
    assert "arrears" in before
    assert "arrears" not in after
    older = replace(
        case,
        people=(replace(case.people[0], birth=date(1963, 1, 1)), *case.people[1:]),
        claimed=replace(case.claimed, age=6),
    )
    assert by_rule(older, office.notices.get(HOMES))["points-age"].amount == 3
    assert by_rule(older, office.notices.get(THIRD_HOMES))["points-age"].amount == 6


def test_its_further_paper_is_asked_for(office: Office) -> None:
    case = sample("hong-gildong")
    name = "지금 사는 집의 임대차계약서 사본"
    assert name not in asked(case, office.notices.get(HOMES))
    assert name in asked(case, office.notices.get(THIRD_HOMES))
    found = by_rule(case, office.notices.get(THIRD_HOMES))["documents"]
    assert found.outcome is Outcome.FAIL
    youth_case = youth("2025-R-00001")
    assert name in asked(youth_case, office.notices.get(THIRD_ROOMS))


def young(number: str) -> Case:
    """An applicant of the third rooms with every paper of that notice."""
    base = youth(number, papers=[])
    papers = (*youth(number).papers, *youth(number, papers=[paper("lease-copy")]).papers)
    person = replace(base.people[0], birth=date(2001, 5, 5))
    return replace(base, notice=THIRD_ROOMS, building="gyeonbon", people=(person,), papers=papers)


def test_the_same_applicant_beside_both_notices_of_rooms(office: Office) -> None:
    added = add_case(office, youth("2023-T-00077")).case
    seen = side_by_side(office, added.id, THIRD_ROOMS)
    rows = {row.title: row for row in seen.rows}
    age = rows["나이"]
    assert age.mine is not None
    assert age.other is not None
    assert (age.mine.outcome, age.other.outcome) == (Outcome.PASS, Outcome.FAIL)
    assert rows["제출서류"].other is not None
    assert rows["제출서류"].other.outcome is not Outcome.PASS


def test_its_rooms_are_let_by_its_prices_and_its_term(office: Office) -> None:
    desk = chairs(office)
    case = add_case(desk.park, young("2025-R-00001")).case
    assert examine(case, office.notices.get(THIRD_ROOMS), DAY).person is Outcome.PASS
    approved(desk, case)
    (house,) = plan(office, THIRD_ROOMS).buildings
    assert [(one.room.room, one.room.floor, one.state) for one in house.rooms] == [
        ("1001", 10, RoomState.FREE),
        ("1002", 10, RoomState.FREE),
    ]

    lease = offer(desk.park, case.id, "gyeonbon", "1002", date(2024, 3, 5)).lease
    starts = date(2024, 3, 1)
    with pytest.raises(RuleForbids):
        sign_lease(desk.park, lease.id, DAY, starts, date(2026, 2, 28))
    signed = sign_lease(desk.park, lease.id, DAY, starts, date(2025, 2, 28)).lease
    assert signed.rent is not None
    assert (signed.rent.deposit, signed.rent.rent) == (0, 310_010)
    (line,) = rent_roll(office, THIRD_ROOMS)
    assert (line.building_name, line.highest_rent) == ("견본하우스", 319_310)


def test_renewals_and_rises_stop_where_it_says(office: Office) -> None:
    notice, other = office.notices.get(THIRD_ROOMS), office.notices.get(ROOMS)
    first, day = date(2024, 3, 1), date(2027, 2, 28)
    assert count_finding(notice, first, 2, day, short_terms=False).outcome is Outcome.PASS
    assert count_finding(notice, first, 3, day, short_terms=False).outcome is Outcome.FAIL
    assert count_finding(other, first, 3, day, short_terms=False).outcome is Outcome.PASS
    two_years = (date(2024, 3, 1), date(2026, 2, 28))
    assert term_finding(notice, *two_years, scholar=False).outcome is Outcome.FAIL
    assert term_finding(other, *two_years, scholar=False).outcome is Outcome.PASS
    assert (highest(notice, 1_000_000), highest(other, 1_000_000)) == (1_030_000, 1_050_000)


def test_its_forms_bear_its_name_and_ask_for_its_papers(office: Office) -> None:
    for case, title in (
        (replace(sample("hong-gildong"), notice=THIRD_HOMES, number="2025-G-00001"), "가상지원형"),
        (young("2025-R-00002"), "가상 청년주택"),
    ):
        added = add_case(office, case).case
        receipt = "".join(text_of(preview_form(office, added, "receipt")).split())
        assert "".join(title.split()) in receipt
        assert without_rrn(receipt) == receipt
        notice = office.notices.get(case.notice)
        assert set(forms_of(notice)) <= set(FORMS)
        assert ("financial-consent" in forms_of(notice)) is (case.notice == THIRD_ROOMS)
