"""A notice about rooms whose values contradict each other is refused, each fault at its line."""

from __future__ import annotations

import re

import pytest

from ipju.notices.loader import parse_notice
from tests.notices.refusals import changed, one, problems


def without(text: str, section: str) -> str:
    """Return the text without one table and the tables inside it."""
    return re.sub(rf"(?m)^\[\[?{section}[.\]].*?(?=^\[|\Z)", "", text, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("old", "new", "key", "part"),
    [
        ("born_until = 2004-12-15", "born_until = 1983-12-15", "age.born_until", "출생일(부터)"),
        ("age_until = 39", "age_until = 18", "age.age_until", "19세"),
        ('buildings = ["clan"]\n', 'buildings = ["clan", "farmer", "farmer"]\n',
         "real_estate.buildings.3번째", "두 번"),
        ('paper = "financial-consent"\n', 'paper = "accounts"\n',
         "financial_consent.paper", "accounts"),
        ("review_from = 2024-01-03", "review_from = 2024-01-01",
         "scholar.review_from", "장학생 서류접수 마감"),
        ("points_until = 5", "points_until = 1", "scholar.points_until", "1점보다"),
        ("points_until = 5", "points_until = 0", "scholar.points_until", "0보다"),
        ('trades = ["retail"]', 'trades = ["shop"]',
         "scholar.needs.trade-retail.trades.1번째", "소매업"),
        ('any_of = [["admission"]]', 'any_of = [["admission"], []]',
         "scholar.needs.admission.any_of.2번째", "선택지"),
        ('any_of = [["admission"]]', 'any_of = [["admission", "resident-register"]]',
         "scholar.needs.admission.any_of.1번째.2번째", "resident-register"),
        ('students = ["freshman", "enrolled", "returning"]', 'students = ["freshman", "enrolled"]',
         "scholar.needs.returning.students.1번째", "복학생"),
        ('months = ["2023-09", "2023-10", "2023-11"]', 'months = ["2023-09", "2023-13"]',
         "papers.papers.insurance-payment.months.2번째", "2023-09처럼"),
        ('unpaid = "insurance-eligibility"', 'unpaid = "insurance-card"',
         "papers.papers.insurance-payment.unpaid", "insurance-card"),
        ("term_years = 2", "term_years = 11", "letting.term_years", "10년"),
        ("rise_percent = 5", "rise_percent = 101", "letting.rise_percent", "100을"),
        ('  "rent-increase",\n', '  "rent-rise",\n', "letting.renewal_rules.9번째", "rent-rise"),
        ('name = "영라이프"', 'name = "장안파크빌1"', "buildings.younglife", "공급주택 이름"),
        ('{ room = "502", area = 2887', '{ room = "501", area = 2887',
         "buildings.jangan.rooms.12번째", "호실"),
        ('chosen = "officer"', 'chosen = "percent"', "waiting.ratio_percent", "C14"),
        ('  { supply = "scholar", table = "general" },\n', "", "income.by_supply", "장학생"),
        ('  { relation = "grandparent",', '  { relation = "parent",',
         "household.members.2번째", "세대구성원"),
        ("[calendar]\n", "[calendar]\npapers_until = 2024-01-05\n",
         "calendar.papers_until", "처음과 끝"),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_place(
    rooms_text: str, old: str, new: str, key: str, part: str
) -> None:
    found = problems(changed(rooms_text, old, new))
    assert (key, True) in [(each.key, part in each.message) for each in found]
    assert len(found) <= 3


def test_land_is_left_out_before_the_building_on_it(rooms_text: str) -> None:
    text = changed(rooms_text, '"clan", "restricted"]', '"restricted"]')
    one(text, "real_estate.buildings.1번째", "종중 소유", 'buildings = ["clan"]')


def test_a_paper_of_the_scholars_is_asked_for_by_their_list(rooms_text: str) -> None:
    text = changed(
        rooms_text,
        'clause = { chapter = "Ⅶ장", heading = "자격검증 서류 해당자" }\nneeded = "foetus"',
        'clause = { chapter = "Ⅶ장", heading = "자격검증 서류 해당자" }\nneeded = "by-need"',
    )
    one(
        text,
        "papers.papers.pregnancy-diagnosis.needed",
        "장학생 지원",
        'needed = "by-need"\nsubject = "mother"',
    )


def test_a_scholar_paper_nobody_asks_for(rooms_text: str) -> None:
    text = re.sub(r"\[\[scholar\.needs\]\]\nid = \"life-plan\".*?\n\n", "", rooms_text,
                  flags=re.DOTALL)  # fmt: skip
    one(text, "papers.papers.life-plan", "어느 장학생", '[[papers.papers]]\nid = "life-plan"')


def test_scholar_papers_need_the_scholars(rooms_text: str) -> None:
    text = without(rooms_text, "scholar")
    keys = {each.key for each in problems(text)}
    assert {"rules.10번째", "rules.11번째", "papers.papers.life-plan.stage"} <= keys


def test_empty_lists_of_the_scholar_track(rooms_text: str) -> None:
    text = re.sub(r"(?m)^criteria = \[\n.*?^\]", "criteria = []", rooms_text, flags=re.DOTALL)
    text = changed(text, 'any_of = [["admission"]]', "any_of = []")
    assert {"scholar.criteria", "scholar.needs.admission.any_of"} <= {
        each.key for each in problems(text)
    }


def test_rooms_and_their_leases_belong_together(rooms_text: str) -> None:
    assert [each.key for each in problems(without(rooms_text, "letting"))] == ["buildings"]
    found = problems(without(rooms_text, "buildings"))
    assert [each.key for each in found] == ["buildings", "waiting"]


def test_a_building_without_rooms(rooms_text: str) -> None:
    text = re.sub(r"rooms = \[\n  \{ room = \"201\", area = 2984.*?\n\]", "rooms = []", rooms_text,
                  flags=re.DOTALL)  # fmt: skip
    one(text, "buildings.younglife.rooms", "하나도", "rooms = []")


def test_no_rule_for_renewals(rooms_text: str) -> None:
    text = re.sub(r"(?m)^renewal_rules = \[\n.*?^\]", "renewal_rules = []", rooms_text,
                  flags=re.DOTALL)  # fmt: skip
    one(text, "letting.renewal_rules", "하나도", "renewal_rules = []")


def test_without_the_post_the_notice_says_how_papers_come(rooms_text: str) -> None:
    text = re.sub(r"(?m)^filing = .*\n", "", rooms_text)
    one(text, "papers.filing", "제출 방법", "[papers]\nclause")
    text = changed(rooms_text, "registered_mail_only = false", "registered_mail_only = true")
    found = problems(text)
    assert {each.key for each in found} == {"calendar.papers_from", "calendar.papers_until"}


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ("minor", "applicant.minor_clause"),
        ("residence", "applicant.residence_clause"),
        ("one-application", "calendar.application_until"),
        ("real-estate", "real_estate.limit"),
        ("other-subsidy", "tenancy.subsidy_clause"),
        ("arrears", "tenancy.arrears_clause"),
    ],
)
def test_a_rule_needs_the_values_it_reads(rooms_text: str, rule: str, field: str) -> None:
    text = changed(rooms_text, 'rules = [\n  "nationality",', f'rules = [\n  "{rule}",')
    found = problems(text)
    assert any(each.key == "rules.1번째" and field in each.message for each in found)


def test_a_room_may_cost_nothing(rooms_text: str) -> None:
    text = changed(rooms_text, "area = 2887, deposit = 21_000_000, rent = 248_580",
                   "area = 2887, deposit = 0, rent = 0")  # fmt: skip
    notice = parse_notice(text.encode(), "notice.toml")
    room = notice.room("jangan", "502")
    assert room is not None
    assert (room.deposit, room.rent) == (0, 0)


def test_an_open_point_about_a_waiting_list_is_asked_only_where_there_is_one(
    rooms_text: str,
) -> None:
    text = re.sub(r"\[\[config\]\]\nid = \"C14\".*?(?=\n\[\[config)", "", rooms_text,
                  flags=re.DOTALL)  # fmt: skip
    (found,) = problems(text)
    assert "C14" in found.message
    parse_notice(without(text, "waiting").encode(), "notice.toml")
