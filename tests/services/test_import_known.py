"""Files that came before: the same again, with new rows, in other letters, under odd heads."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ipju.domain.listing import CaseQuery
from ipju.services.envelopes import open_envelope
from ipju.services.import_applications import NotTaken, import_checked, open_file
from ipju.services.office import Office
from tests.services.applications_file import (
    FIRST,
    HEADS,
    NOTICE,
    SECOND,
    checked,
    numbers,
    told,
    written,
)


def names(office: Office) -> list[str]:
    return [one.name for one in office.store.page(CaseQuery(notice=NOTICE)).lines]


def test_of_a_file_with_new_rows_only_the_new_ones_are_taken(
    office: Office, tmp_path: Path
) -> None:
    import_checked(office, checked(office, written(tmp_path / "a.xlsx", HEADS, FIRST)))
    found = checked(office, written(tmp_path / "b.xlsx", HEADS, FIRST, SECOND))
    assert told(found) == []
    assert any("이미 받은 신청 1건(2행)은 다시 받지 않습니다" in one for one in found.notes)
    assert import_checked(office, found).cases == 1
    assert numbers(office) == ["A-1", "A-2"]


@pytest.mark.parametrize("from_column", [0, 1], ids=["numbered", "unnumbered"])
def test_the_same_file_again_brings_nothing_in(
    office: Office, tmp_path: Path, from_column: int
) -> None:
    rows = (HEADS[from_column:], FIRST[from_column:], SECOND[from_column:])
    path = written(tmp_path / "a.xlsx", *rows)
    import_checked(office, checked(office, path))
    again = checked(office, path)
    assert (told(again), again.cases) == ([], ())
    with pytest.raises(NotTaken, match="새로 받을 신청이 없습니다"):
        import_checked(office, again)
    assert len(numbers(office)) == 2


def test_without_numbers_another_moment_or_a_second_like_row_is_a_new_application(
    office: Office, tmp_path: Path
) -> None:
    one = FIRST[1:]
    import_checked(office, checked(office, written(tmp_path / "a.xlsx", HEADS[1:], one)))
    later = ("2023-12-28 10:00", *one[1:])
    found = checked(office, written(tmp_path / "b.xlsx", HEADS[1:], one, one, later))
    assert len(found.cases) == 2
    assert any("이미 받은 신청 1건(2행)" in words for words in found.notes)


def test_more_cases_than_a_page_of_the_list_are_known(office: Office, tmp_path: Path) -> None:
    rows = [
        (f"A-{at:05d}", *FIRST[1:3], f"김{at:04d}", f"90010{at % 9 + 1}-1{at:06d}", *FIRST[5:])
        for at in range(1_005)
    ]
    path = written(tmp_path / "a.xlsx", HEADS, *rows)
    import_checked(office, checked(office, path))
    assert checked(office, path).cases == ()


def test_a_number_of_another_notice_is_not_taken(office: Office, tmp_path: Path) -> None:
    others = [office.notices.get(one) for one in office.notices.ids() if one != NOTICE]
    (other,) = [one for one in others if one.number_prefix]
    row = (f"{other.number_prefix}-00001", *FIRST[1:])
    words = dict(told(checked(office, written(tmp_path / "a.xlsx", HEADS, row))))
    assert list(words) == ["A2"]
    assert words["A2"].startswith(f"{other.short_title} 공고의 접수번호입니다.")


def test_a_number_is_one_number_however_it_is_written(office: Office, tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", HEADS, ("ａ－１ ", *FIRST[1:]), ("A-1", *SECOND[1:]))
    assert dict(told(checked(office, path))) == {"A3": "접수번호가 A2와 같습니다."}
    import_checked(office, checked(office, written(path, HEADS, ("ａ－１ ", *FIRST[1:]))))
    assert numbers(office) == ["A-1"]
    assert open_envelope(office, "ａ-1").number == "A-1"


def test_a_number_in_small_letters_opens_its_own_case(office: Office, tmp_path: Path) -> None:
    import_checked(office, checked(office, written(tmp_path / "a.xlsx", HEADS, FIRST, SECOND)))
    with office.store.unit() as unit:
        case_id = unit.cases.id_of("A-2")
        assert case_id is not None
        unit.cases.save(replace(unit.cases.get(case_id), number="a-1"))
    assert open_envelope(office, "a-1").people[0].name == "박보기"
    assert open_envelope(office, "A-1").people[0].name == "김예시"


def test_letters_taken_apart_and_wide_digits_are_read(office: Office, tmp_path: Path) -> None:
    apart = [unicodedata.normalize("NFD", one) for one in HEADS]
    wide = {ord("0") + at: ord("０") + at for at in range(10)} | {ord("-"): "－", ord(":"): "："}
    row = [unicodedata.normalize("NFD", str(one)).translate(wide) for one in FIRST]
    hidden = [row[0], row[1], row[2], f"{row[3]}\u200d\u202c", *row[4:]]
    found = checked(office, written(tmp_path / "a.xlsx", apart, hidden))
    assert told(found) == []
    (case,) = found.cases
    (plain,) = checked(office, written(tmp_path / "b.xlsx", HEADS, FIRST)).cases
    assert (case.people[0].name, case.people[0].rrn) == ("김예시", "9001011234567")
    assert (case.applied_at, case.phone) == (plain.applied_at, plain.phone)


@pytest.mark.parametrize(
    "text", ["20231227141200", "202312271412", "2023-12-27T14:12:00+09:00", 20231227141200]
)
def test_a_moment_as_systems_print_it(office: Office, tmp_path: Path, text: Any) -> None:
    row = (FIRST[0], text, *FIRST[2:])
    (case,) = checked(office, written(tmp_path / "a.xlsx", HEADS, row)).cases
    (plain,) = checked(office, written(tmp_path / "b.xlsx", HEADS, FIRST)).cases
    assert case.applied_at == plain.applied_at


def test_midnight_comes_in_as_a_moment_and_a_day_alone_does_not(
    office: Office, tmp_path: Path
) -> None:
    def write(book: Any, page: Any) -> None:
        shown = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        page.write_number(1, 1, 45287, shown)
        page.write_number(2, 1, 45287, book.add_format({"num_format": "yyyy-mm-dd"}))

    found = checked(office, written(tmp_path / "a.xlsx", HEADS, FIRST, SECOND, also=write))
    assert [one.cell for one in found.bad] == ["B3"]
    assert found.bad[0].message.startswith("시각이 없습니다.")
    (case,) = found.cases
    assert case.applied_at is not None
    assert case.applied_at.isoformat() == "2023-12-26T15:00:00+00:00"


def test_totals_and_a_head_that_comes_again_are_one_fault_each(
    office: Office, tmp_path: Path
) -> None:
    total = ("", "", "합 계", "2명", "", "", "")
    path = written(tmp_path / "a.xlsx", HEADS, FIRST, HEADS, SECOND, total)
    words = dict(told(checked(office, path)))
    assert list(words) == ["D3", "D5"]
    assert "머리글이 다시" in words["D3"]
    assert "합계 행" in words["D5"]


def test_rows_with_nothing_to_take_are_left_out_and_told(office: Office, tmp_path: Path) -> None:
    heads, empty = ("연번", *HEADS), ("3", " ", "", " ")
    found = checked(
        office, written(tmp_path / "a.xlsx", heads, ("1", *FIRST), empty, ("2", *SECOND))
    )
    assert told(found) == []
    assert len(found.cases) == 2
    assert "받는 열이 모두 빈 행 1개(3)는 받지 않습니다." in found.notes
    assert "받지 않는 열 1개: 연번" in found.notes


def test_a_head_of_two_rows_is_read(office: Office, tmp_path: Path) -> None:
    upper = (*HEADS[:3], "신청자", "", *HEADS[5:])
    lower = ("", "", "", *HEADS[3:5], "", "")

    def merge(book: Any, page: Any) -> None:
        look = book.add_format({"bold": True})
        for column in (0, 1, 2, 5, 6):
            page.merge_range(0, column, 1, column, HEADS[column], look)
        page.merge_range(0, 3, 0, 4, "신청자", look)

    path = written(tmp_path / "a.xlsx", upper, lower, FIRST, SECOND, also=merge)
    found = checked(office, path)
    assert told(found) == []
    assert [one.number for one in found.cases] == ["A-1", "A-2"]
    assert found.heads == HEADS


def test_two_columns_of_one_head_are_told_and_the_next_file_still_knows_it(
    office: Office, tmp_path: Path
) -> None:
    path = written(tmp_path / "a.xlsx", (*HEADS, "성명"), (*FIRST, "이다름"))
    found = checked(office, path)
    assert any(one.startswith("성명(으)로 읽을 열이 2개입니다") for one in found.notes)
    import_checked(office, found)
    assert names(office) == ["김예시"]
    (sheet,) = open_file(office, NOTICE, written(tmp_path / "b.xlsx", HEADS, SECOND)).candidates
    assert sheet.columns["name"] == HEADS.index("성명")
