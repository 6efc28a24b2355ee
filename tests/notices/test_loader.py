"""A bad notice file is refused with every fault: file, line, key and what to do, in Korean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ipju.notices.loader import LARGEST_FILE, load_notice, parse_notice
from ipju.notices.problems import NoticeError, Problem
from tests.notices.refusals import changed, line_with, one, problems


def test_a_number_in_quotes_is_named_with_its_line(notice_text: str) -> None:
    text = changed(notice_text, "deposit_limit = 490_000_000", "deposit_limit = '490000000'")
    one(text, "dwelling.deposit_limit", "정수", "deposit_limit =")


def test_a_fraction_is_no_amount(notice_text: str) -> None:
    text = changed(notice_text, "limit = 36_830_000", "limit = 36_830_000.0")
    one(text, "car.limit", "정수", "limit = 36_830_000.0")


def test_true_is_no_number(notice_text: str) -> None:
    text = changed(notice_text, "missing_report_months = 1", "missing_report_months = true")
    one(text, "household.missing_report_months", "정수", "missing_report_months")


def test_a_time_is_no_day(notice_text: str) -> None:
    text = changed(notice_text, "announced_on = 2024-03-15", "announced_on = 2024-03-15T09:00:00")
    one(text, "calendar.announced_on", "날짜", "announced_on")


def test_a_time_zone_is_refused(notice_text: str) -> None:
    text = changed(notice_text, "2023-12-29T17:00:00", "2023-12-29T17:00:00+09:00")
    one(text, "calendar.application_until", "시간대", "application_until")


def test_an_unknown_key_is_refused(notice_text: str) -> None:
    text = changed(notice_text, "[car]\n", "[car]\nlimits = 3\n")
    one(text, "car.limits", "없는 항목", "limits = 3")


def test_a_missing_key_is_shown_at_its_table(notice_text: str) -> None:
    text = changed(notice_text, "limit = 36_830_000\n", "")
    one(text, "car.limit", "빠진", "[car]")


def test_an_unknown_choice_lists_what_there_is(notice_text: str) -> None:
    text = changed(notice_text, 'needed = "newlywed"', 'needed = "newlyweds"')
    one(text, "papers.papers.marriage-certificate.needed", "신혼부부 특별공급", '"newlyweds"')


def test_a_table_where_a_list_belongs(notice_text: str) -> None:
    text = changed(
        notice_text, 'refused = ["임신확인서", "진료내역확인서"]', "refused = '임신확인서'"
    )
    one(text, "papers.papers.pregnancy-diagnosis.refused", "목록", "refused")


def test_a_text_where_a_table_belongs(notice_text: str) -> None:
    text = changed(notice_text, '{ supply = "general", homes = 1800 }', '"general"')
    one(text, "quota.tracks.1번째", "표", '"general",')


def test_several_faults_are_told_together_in_the_order_of_lines(notice_text: str) -> None:
    text = changed(notice_text, "area_single = 6000", "area_single = '6000'")
    text = changed(text, "injury_grade_from = 1\n", "")
    text = changed(text, "[contract]\n", "[contract]\nyears = 1\n")
    found = problems(text)
    assert [each.key for each in found] == [
        "car.injury_grade_from",
        "dwelling.area_single",
        "contract.years",
    ]
    assert [each.line for each in found] == sorted(each.line for each in found)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("notice_date = 2023-12-15", "notice_date = 2023-02-30", "달력에 없는"),
        ('phone = "1600-3456"', 'phone = "1600-3456', "쓸 수 없는"),
        ("[car]", "[car", "대괄호"),
        ("limit = 36_830_000", "limit 36_830_000", "= 가 없습니다"),
        ("injury_grade_from = 1", "injury_grade_from = ", "값이 없거나"),
        ("limit = 36_830_000", "limit = 36_830_000 원", "다른 글자"),
        ("[car]", "[home]", "두 번"),
        ("injury_grade_until = 7", "injury_grade_from = 7", "두 번"),
        ("[car]", "* car", "[표]도"),
    ],
)
def test_slips_of_typing_are_told_in_korean_with_the_line(
    notice_text: str, old: str, new: str, message: str
) -> None:
    text = changed(notice_text, old, new)
    (found,) = problems(text)
    assert message in found.message
    assert abs(found.line - line_with(text, new)) <= 1 or "두 번" in message
    assert not re.search(r"[a-z]{3,}", found.message)


def test_a_file_cut_short(notice_text: str) -> None:
    (found,) = problems(notice_text[: notice_text.index("  5_505_914")])
    assert "중간에 끝났습니다" in found.message
    assert found.line == line_with(notice_text, "4_024_661")


def test_a_number_of_five_thousand_digits(notice_text: str) -> None:
    text = changed(notice_text, "limit = 36_830_000", f"limit = {'9' * 5000}")
    (found,) = problems(text)
    assert "문법" in found.message


def test_brackets_without_end() -> None:
    (found,) = problems("a = " + "[" * 100_000)
    assert "겹쳐" in found.message


def test_not_a_text_file() -> None:
    (found,) = problems(b"id = 'x'\n\xff\xfe")
    assert (found.line, "UTF-8" in found.message) == (2, True)


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(notice_text: str) -> None:
    data = b"\xef\xbb\xbf" + notice_text.replace("\n", "\r\n").encode()
    assert parse_notice(data, "notice.toml").id == "jangi-ansim-2023-3"


def test_an_empty_file_says_what_is_missing() -> None:
    found = problems("")
    assert {"id", "calendar", "papers"} <= {each.key for each in found}


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(NoticeError, match="파일이 없습니다"):
        load_notice(tmp_path / "notice.toml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(NoticeError, match="읽을 수 없습니다"):
        load_notice(tmp_path)


def test_a_huge_file(tmp_path: Path) -> None:
    path = tmp_path / "notice.toml"
    path.write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(NoticeError, match="너무 큽니다"):
        load_notice(path)


def refusal(text: str) -> tuple[Problem, ...]:
    """Return the problems of a text; none when it is a good notice. No other error gets through."""
    try:
        parse_notice(text.encode(), "notice.toml")
    except NoticeError as error:
        return error.problems
    return ()


def test_losing_any_line_is_told_at_a_line_and_never_ends_in_another_error(
    notice_text: str,
) -> None:
    lines = notice_text.splitlines(keepends=True)
    refused = 0
    for index in range(0, len(lines), 3):
        found = refusal("".join(lines[:index] + lines[index + 1 :]))
        refused += bool(found)
        assert all(1 <= each.line <= len(lines) for each in found)
    assert refused > len(lines) // 6
