"""A third notice is two data files: whoever writes one changes no program.

Both invented notices are the files of the first two with some lines changed: other limits, one
paper more, other points; other ages, another building, another lease. The office that finds them
in its folder shows, judges, asks, lets and prints by them.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ipju import bootstrap
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

HOMES = "jangi-ansim-2023-3"
THIRD_HOMES, THIRD_ROOMS = "gasang-homes-2025", "gasang-rooms-2025"
DAY = date(2024, 2, 27)

PAPER = """[[papers.papers]]
id = "lease-copy"
name = "지금 사는 집의 임대차계약서 사본"
clause = { chapter = "가상", heading = "제출서류" }
needed = "always"
subject = "applicant"
issuer = "신청자"

[[papers.papers]]
id = "consent"
"""

BUILDING = """[[buildings]]
id = "gyeonbon"
name = "견본하우스"
address = "서울특별시 예시구 견본로 7"
clause = { chapter = "가상", heading = "공급주택" }
rooms = [
  { room = "1001", area = 2410, deposit = 5_000_000, rent = 150_000 },
  { room = "1002", area = 3055, deposit = 0, rent = 310_010 },
]
"""


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} is not unique"
        text = text.replace(old, new)
    return text


def third_homes(text: str) -> str:
    """The first notice with other limits, one paper and one step of points more, one rule less."""
    return changed(
        text,
        (f'id = "{HOMES}"', f'id = "{THIRD_HOMES}"'),
        ('short_title = "2023년 제3차 보증금지원형', 'short_title = "2025년 제1차 가상지원형'),
        ('number_prefix = "2023-3"', 'number_prefix = "2025-G"'),
        ('\ntitle = "2023년 제3차 보증금지원형', '\ntitle = "2025년 제1차 가상지원형'),
        ("  4_024_661,\n", "  2_950_000,\n"),
        ("limit = 36_830_000", "limit = 12_000_000"),
        ("limit = 215_500_000", "limit = 500_000_000"),
        ("  { at_least = 50, points = 3 },\n",
         "  { at_least = 60, points = 6 },\n  { at_least = 50, points = 4 },\n"),
        ('  "arrears",\n', ""),
        ('[[papers.papers]]\nid = "consent"\n', PAPER),
    )  # fmt: skip


def third_rooms(text: str) -> str:
    """The second notice for other ages, with other limits and papers, one house, another lease."""
    text = re.sub(r"\[\[buildings\]\].*?(?=\[waiting\])", BUILDING + "\n", text, flags=re.DOTALL)
    return changed(
        text,
        (f'id = "{ROOMS}"', f'id = "{THIRD_ROOMS}"'),
        ('number_prefix = "2023-T"', 'number_prefix = "2025-R"'),
        ('title = "특화형 매입임대주택[청년] 입주자 모집공고"', 'title = "가상 청년주택 모집공고"'),
        ('short_title = "특화형 매입임대주택[청년] 백암복지재단"', 'short_title = "가상 청년주택"'),
        ("born_from = 1983-12-16", "born_from = 1999-12-16"),
        ("age_until = 39", "age_until = 23"),
        ("limit = 361_000_000", "limit = 254_000_000"),
        ("term_years = 2\nrenewals = 4\ntotal_years = 10",
         "term_years = 1\nrenewals = 2\ntotal_years = 3"),
        ("rise_percent = 5", "rise_percent = 3"),
        ("points_from = 1\npoints_until = 5", "points_from = 0\npoints_until = 20"),
        ("valid_years = 1", "valid_years = 2"),
        ('[[papers.papers]]\nid = "consent"\n', PAPER),
    )  # fmt: skip


@pytest.fixture
def office(office: Office, tmp_path: Path) -> Office:
    """A practice office whose folder of notices holds two more."""
    folder = tmp_path / "notices"
    shutil.copytree(bootstrap.data_root() / "resources" / "notices", folder)
    for source, identity, write in (
        (HOMES, THIRD_HOMES, third_homes),
        (ROOMS, THIRD_ROOMS, third_rooms),
    ):
        text = (folder / source / "notice.toml").read_text(encoding="utf-8")
        (folder / identity).mkdir()
        (folder / identity / "notice.toml").write_text(write(text), encoding="utf-8")
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
