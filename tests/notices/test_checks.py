"""Values that contradict each other are refused: gaps, order, sums, references."""

from __future__ import annotations

import re

import pytest

from ipju.notices.loader import parse_notice
from tests.notices.refusals import changed, one, problems


def test_a_gap_in_an_income_table(notice_text: str) -> None:
    text = changed(notice_text, "  8_061_838,\n", "")
    words = "amounts = [\n  4_695_438"
    one(text, "income.tables.special.amounts", "8인 가구의 금액이 없습니다", words)


def test_a_zero_in_an_income_table(notice_text: str) -> None:
    text = changed(notice_text, "8_061_838", "0")
    one(text, "income.tables.special.amounts.3번째", "0보다", "  0,")


def test_income_limits_must_rise(notice_text: str) -> None:
    text = changed(notice_text, "7_622_056", "6_718_198")
    (found,) = problems(text)
    assert found.key == "income.tables.general.amounts.4번째"
    assert "4인 가구 6,718,198원" in found.message


def test_an_empty_income_table(notice_text: str) -> None:
    text = re.sub(r"amounts = \[\n  4_024_661.*?\]", "amounts = []", notice_text, flags=re.DOTALL)
    one(text, "income.tables.general.amounts", "1인 가구", "amounts = []")


def test_a_supply_type_without_income_table(notice_text: str) -> None:
    text = changed(notice_text, '  { supply = "generations", table = "special" },\n', "")
    one(text, "income.by_supply", "세대통합", "by_supply")


def test_an_income_table_that_does_not_exist(notice_text: str) -> None:
    text = changed(notice_text, '{ supply = "newlywed", table = "special" }',
                   '{ supply = "newlywed", table = "speical" }')  # fmt: skip
    one(text, "income.by_supply.newlywed.table", "speical", '"speical"')


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("papers_until", "2023-12-20"),
        ("explanation_until", "2024-02-25"),
        ("announced_on", "2024-03-05"),
        ("title_request_until", "2025-03-15"),
    ],
)
def test_dates_come_in_order(notice_text: str, key: str, day: str) -> None:
    text = re.sub(rf"^{key} = .*$", f"{key} = {day}", notice_text, flags=re.MULTILINE)
    found = problems(text)
    assert any("빠를 수 없습니다" in each.message for each in found)
    assert all(each.key.startswith("calendar.") for each in found)


def test_the_closing_moment_follows_the_opening_one_on_the_same_day(notice_text: str) -> None:
    text = changed(notice_text, "2023-12-29T17:00:00", "2023-12-26T09:00:00")
    one(text, "calendar.application_until", "청약 접수 시작", "application_until")


def amended(text: str, old: str, new: str, field: str = "papers_until") -> str:
    added = f"""
[[calendar.amendments]]
field = "{field}"
old = "{old}"
new = "{new}"
announced_on = 2024-01-02
reason = "우편 지연"
"""
    return text.replace("\n[quota]", added + "\n[quota]")


def test_a_postponed_date_stays_visible(notice_text: str) -> None:
    text = changed(notice_text, "papers_until = 2024-01-05", "papers_until = 2024-01-08")
    notice = parse_notice(amended(text, "2024-01-05", "2024-01-08").encode(), "notice.toml")
    assert notice.calendar.amendments[0].old == "2024-01-05"


def test_an_amendment_must_lead_to_the_present_date(notice_text: str) -> None:
    text = amended(notice_text, "2024-01-05", "2024-01-08")
    one(text, "calendar.amendments.1번째.new", "2024-01-05", 'new = "2024-01-08"')


def test_an_amendment_of_something_unknown(notice_text: str) -> None:
    text = amended(notice_text, "2024-01-05", "2024-01-08", field="paper_until")
    one(text, "calendar.amendments.1번째.field", "일정에 없는", '"paper_until"')


def test_an_amendment_without_a_date(notice_text: str) -> None:
    text = amended(notice_text, "2024-01-32", "2024-01-05")
    one(text, "calendar.amendments.1번째.old", "날짜가 아닙니다", '"2024-01-32"')


def test_amendments_of_one_date_follow_each_other(notice_text: str) -> None:
    text = amended(amended(notice_text, "2024-01-03", "2024-01-05"), "2024-01-04", "2024-01-05")
    found = problems(text)
    assert [each.key for each in found] == ["calendar.amendments.2번째.old"]


def test_bands_fall(notice_text: str) -> None:
    text = changed(notice_text, "{ at_least = 40, points = 2 }", "{ at_least = 55, points = 3 }")
    found = problems(text)
    assert [each.key for each in found] == [
        "points.age.2번째.at_least",
        "points.age.2번째.points",
    ]


def test_an_unknown_rule(notice_text: str) -> None:
    text = changed(notice_text, '  "seizure",', '  "seizures",')
    one(text, "rules.31번째", "seizures", '"seizures"')


def test_the_rules_there_are_can_be_given(notice_text: str) -> None:
    found = problems(notice_text, known_rules=("income",))
    assert len(found) == 41
    assert found[0].key == "rules.1번째"


def test_a_rule_needs_its_section(notice_text: str) -> None:
    text = re.sub(r"\[car\]\n.*?\n\n", "", notice_text, flags=re.DOTALL)
    one(text, "rules.9번째", "[car]", '"car"')


def test_a_rule_named_twice(notice_text: str) -> None:
    text = changed(notice_text, '  "seizure",', '  "seizure",\n  "car",')
    one(text, "rules.32번째", "두 번", '"car",\n  "owner')


def test_a_paper_listed_twice(notice_text: str) -> None:
    text = changed(notice_text, 'id = "care-facility-report"', 'id = "near-poor-copay"')
    found = problems(text)
    assert [each.key for each in found] == [
        "points.vulnerable.care-leaver.papers.1번째.2번째",
        "papers.papers.near-poor-copay",
    ]


def test_the_consent_form_must_be_in_the_list(notice_text: str) -> None:
    text = changed(notice_text, 'consent = "consent"', 'consent = "agreement"')
    one(text, "papers.consent", "agreement", '"agreement"')


def test_shares_of_the_quota_add_up(notice_text: str) -> None:
    text = changed(notice_text, "homes = 1800", "homes = 1700")
    one(text, "quota.tracks", "1,900호", "tracks = [")


def test_a_price_for_a_home_that_is_not_supported(notice_text: str) -> None:
    text = changed(notice_text, 'kinds = ["detached", "multi-household"]',
                   'kinds = ["detached", "rooming"]')  # fmt: skip
    one(text, "title_review.prices.2번째.kinds.2번째", "다중주택", '["detached", "rooming"]')


def test_support_bands_rise_and_the_last_is_open(notice_text: str) -> None:
    text = changed(notice_text, "{ percent = 30,", "{ up_to = 100_000_000, percent = 130,")
    found = problems(text)
    assert [each.key for each in found] == [
        "support.bands",
        "support.bands.2번째.percent",
        "support.bands.2번째.up_to",
    ]


@pytest.mark.parametrize("amount", ["0", "-1", "100_000_000_000_000"])
def test_absurd_amounts(notice_text: str, amount: str) -> None:
    text = changed(notice_text, "limit = 215_500_000", f"limit = {amount}")
    one(text, "real_estate.limit", "", f"limit = {amount}")


def test_a_clause_fits_its_column(notice_text: str) -> None:
    text = changed(notice_text, 'heading = "계약기한"', f'heading = "{"가" * 21}"')
    one(text, "contract.clause.heading", "20자", "가가가")


def test_a_blank_text(notice_text: str) -> None:
    text = changed(notice_text, 'phone = "1600-3456"', 'phone = " "')
    one(text, "office.phone", "비어", 'phone = " "')


def test_an_open_point_left_out(notice_text: str) -> None:
    text = re.sub(r"\[\[config\]\]\nid = \"B23\".*?\n\n", "", notice_text, flags=re.DOTALL)
    (found,) = problems(text)
    assert "B23" in found.message
    assert "부채비율" in found.message


def test_an_open_point_read_in_an_unknown_way(notice_text: str) -> None:
    text = changed(notice_text, 'chosen = "rank-first"', 'chosen = "age-first"')
    one(text, "config.B1.chosen", "선택지에 없는", '"age-first"')


def test_an_open_point_needs_who_and_why(notice_text: str) -> None:
    text = changed(notice_text, "reason = \"공고는 '부양가족수'라고 적었다.\"", 'reason = ""')
    one(text, "config.B2.reason", "누가 왜", 'reason = ""')


def test_an_unknown_open_point(notice_text: str) -> None:
    text = changed(notice_text, 'id = "B33"', 'id = "B99"')
    found = problems(text)
    assert {each.key for each in found} == {"config", "config.B99.id"}


def test_no_income_table_at_all(notice_text: str) -> None:
    text = re.sub(r"\[\[income.tables\]\].*?(?=\n\[real_estate)", "", notice_text, flags=re.DOTALL)
    text = changed(text, "[income]\n", "[income]\ntables = []\n")
    found = problems(text)
    assert {each.key for each in found} == {
        "income.tables",
        "income.by_supply.general.table",
        "income.by_supply.newlywed.table",
        "income.by_supply.generations.table",
        "points.low_income_table",
    }


def test_no_rules_at_all(notice_text: str) -> None:
    text = re.sub(r"^rules = \[.*?^\]", "rules = []", notice_text, flags=re.DOTALL | re.MULTILINE)
    one(text, "rules", "하나도", "rules = []")


def test_support_needs_the_homes(notice_text: str) -> None:
    text = re.sub(r"\[dwelling\].*?(?=\[title_review\])", "", notice_text, flags=re.DOTALL)
    found = problems(text)
    assert any("support" in each.message and "[dwelling]" in each.message for each in found)


def test_empty_lists_where_something_is_needed(notice_text: str) -> None:
    text = changed(notice_text, 'papers = [["defector-certificate"]]', "papers = [[]]")
    text = re.sub(r"(?m)^children = \[\n.*?^\]", "children = []", text, flags=re.DOTALL)
    text = changed(text, 'kinds = ["officetel"]', "kinds = []")
    assert [each.key for each in problems(text)] == [
        "points.children",
        "points.vulnerable.defector.papers.1번째",
        "title_review.prices.4번째.kinds",
    ]


def test_no_home_is_supported(notice_text: str) -> None:
    text = re.sub(r"(?m)^kinds = \[\n.*?^\]", "kinds = []", notice_text, flags=re.DOTALL)
    found = problems(text)
    assert found[0].key == "dwelling.kinds"
    assert "dwelling.violation_common_allowed.1번째" in {each.key for each in found}


def test_one_person_has_no_larger_home_than_a_family(notice_text: str) -> None:
    text = changed(notice_text, "area_single = 6000", "area_single = 9000")
    one(text, "dwelling.area_family", "1인 가구", "area_family")


def test_injury_grades_run_upwards(notice_text: str) -> None:
    text = changed(notice_text, "injury_grade_from = 1", "injury_grade_from = 8")
    one(text, "car.injury_grade_until", "앞설 수", "injury_grade_until")


def test_only_the_last_support_band_is_open(notice_text: str) -> None:
    text = changed(notice_text, "up_to = 150_000_000, percent = 50", "percent = 50")
    one(text, "support.bands.1번째", "마지막이어야", "{ percent = 50")


def test_the_readings_of_an_open_point_are_fixed(notice_text: str) -> None:
    text = changed(notice_text, 'options = ["heads", "points"]', 'options = ["heads", "both"]')
    one(text, "config.B2.options", "heads, points", '"both"')


def test_a_notice_without_the_optional_sections_is_a_notice(notice_text: str) -> None:
    """Another programme has no points, no quota, no home of its own choice."""
    text = notice_text
    gone = (
        "quota|income|real_estate|car|home|newlywed|generations|points|tenancy|dwelling|"
        "title_review|support|contract"
    )
    text = re.sub(rf"(?m)^\[\[?(?:{gone})[.\]].*?(?=^\[)", "", text, flags=re.DOTALL)
    kept = '["nationality", "residence", "household", "documents", "consent"]'
    text = re.sub(r"^rules = \[.*?^\]", f"rules = {kept}", text, flags=re.DOTALL | re.MULTILINE)
    notice = parse_notice(text.encode(), "notice.toml")
    assert notice.rules == ("nationality", "residence", "household", "documents", "consent")
    assert notice.income is None
    assert notice.title_review is None


def test_a_notice_without_a_remedy_cannot_print_a_decision(notice_text: str) -> None:
    text = re.sub(r"\[\[objection\.remedies\]\]\n(?:.+\n)+\n", "", notice_text)
    assert "[[objection.remedies]]" not in text
    text = changed(text, "[objection]\n", "[objection]\nremedies = []\n")
    one(text, "objection.remedies", "불복하는 길", "remedies = []")


def test_a_remedy_told_twice(notice_text: str) -> None:
    text = changed(notice_text, 'id = "lawsuit"', 'id = "appeal"')
    one(
        text,
        "objection.remedies.appeal",
        "앞에 나온 것과 같습니다",
        '[[objection.remedies]]\nid = "appeal"\nname = "행정소송"',
    )


def test_a_programme_without_a_clause_for_numbers_says_so_by_leaving_it_empty(
    notice_text: str,
) -> None:
    basis = 'legal_basis = "「공공주택 특별법」 제48조의6, 제48조의7"'
    assert parse_notice(notice_text.encode(), "notice.toml").may_hold_numbers
    without = parse_notice(changed(notice_text, basis, 'legal_basis = ""').encode(), "notice.toml")
    assert not without.may_hold_numbers
    text = changed(notice_text, basis, 'legal_basis = "업무상 필요"')
    one(text, "retention.legal_basis", "법령 조문이 아닙니다", 'legal_basis = "업무상')
