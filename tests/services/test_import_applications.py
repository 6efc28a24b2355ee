"""Applications from the files offices really send: all of a file, or nothing and every reason."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ipju.domain.case import Channel, IncomeBox, Stage, Supply, Vulnerable
from ipju.domain.person import Relation
from ipju.services.import_applications import (
    ImportStopped,
    NoSpreadsheets,
    NotTaken,
    check,
    import_checked,
    open_file,
    save_bad,
    save_template,
)
from ipju.services.office import Office
from ipju.storage.problems import AlreadyThere
from tests.services.applications_file import (
    FIRST,
    HEADS,
    NOTICE,
    SECOND,
    YOUTH,
    checked,
    ledger,
    numbers,
    told,
    written,
)
from tests.services.desk import acts, stored


def test_a_whole_file_comes_in_with_every_fact_and_its_row_of_the_ledger(
    office: Office, tmp_path: Path
) -> None:
    heads = (
        *HEADS,
        *("전자우편", "우편번호", "월평균소득", "서울 전입일", "배우자 성명"),
        *("배우자 주민등록번호", "혼인신고일", "신청 가점 나이", "사회취약계층", "비고"),
    )
    full = (
        *FIRST,
        *("kim@example.com", 1234, "100% 이하", 42065, "이보기"),
        *("920202-2234567", "2018.05.05", 1, "차상위계층", "전화 요망"),
    )
    found = checked(office, written(tmp_path / "a.xlsx", heads, full, SECOND))
    assert told(found) == []
    assert found.rows == 2
    seen: list[int] = []
    imported = import_checked(office, found, progress=seen.append)
    assert (imported.cases, imported.first, imported.last) == (2, "A-1", "A-2")
    assert seen == [2]
    with office.store.unit() as unit:
        identity = unit.cases.id_of("A-1")
        other = unit.cases.id_of("A-2")
        assert identity is not None
        assert other is not None
        assert unit.ledger.last_editor(identity, 1) == office.actor.key
    case = stored(office, identity)
    assert acts(office, identity)[0] == "import"
    applicant, spouse = case.people
    assert case.applied_at == datetime(2023, 12, 27, 5, 12, tzinfo=UTC)
    assert (case.supply, case.channel, case.stage) == (
        Supply.GENERAL,
        Channel.ONLINE,
        Stage.RECEIVED,
    )
    assert (applicant.name, applicant.rrn, applicant.birth) == (
        "김예시",
        "9001011234567",
        date(1990, 1, 1),
    )
    assert (spouse.relation, spouse.name, spouse.birth) == (
        Relation.SPOUSE,
        "이보기",
        date(1992, 2, 2),
    )
    assert case.marriages[0].spouse == spouse.id
    assert case.marriages[0].registered_on == date(2018, 5, 5)
    assert (case.postcode, case.phone, case.email) == ("01234", "010-0000-0001", "kim@example.com")
    assert case.income_box is IncomeBox.FULL
    assert case.residence.moved_to_seoul_on == date(2015, 3, 2)
    assert (case.claimed.age, case.claimed.dependants) == (1, None)
    assert [one.ground for one in case.vulnerable] == [Vulnerable.NEAR_POOR]
    assert case.version == 1
    assert case.practice
    two = stored(office, other)
    assert (two.supply, two.phone) == (Supply.NEWLYWED, "010-0000-0002")
    assert two.marriages == ()
    files = [one for one in ledger(office) if one[0] == "import-file"]
    assert len(files) == 1
    assert '"cases": 2' in files[0][1]
    assert "김예시" not in files[0][1]


def test_numbers_are_given_in_the_order_of_the_file(office: Office, tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", HEADS[1:], FIRST[1:], SECOND[1:])
    imported = import_checked(office, checked(office, path))
    prefix = office.notices.get(NOTICE).number_prefix
    assert (imported.first, imported.last) == (f"{prefix}-00001", f"{prefix}-00002")
    others = written(tmp_path / "b.xlsx", HEADS[1:], ("2023-12-29 09:00", *FIRST[2:]))
    again = import_checked(office, checked(office, others))
    assert again.first == f"{prefix}-00003"


def test_every_bad_cell_of_a_file_is_named_and_nothing_of_it_taken(
    office: Office, tmp_path: Path
) -> None:
    rows = (
        ("A-1", "2023-12-27", "일반공급", "김예시", "900101-1234567", "", ""),
        ("A-2", "2023-12-27 14:12", "특별공급", "박보기", "9501", "", "없는 번호"),
        ("A-3", "2023-12-27 14:12", "", "", "951340-2234567", "", ""),
        ("A-1", "2023-12-27 14:12", "일반공급", "최가상", "", "", ""),
        ("A-5", "2023-12-27 14:12", "일반공급", "정연습", "900101-5234567", "가" * 2001, ""),
    )
    found = checked(office, written(tmp_path / "a.xlsx", HEADS, *rows))
    assert [one for one, _words in told(found)] == [
        "B2",
        *("C3", "E3", "G3"),
        *("C4", "D4", "E4"),
        "E5",
        *("E6", "F6"),
    ]
    assert "달력에 없는 날짜" in dict(told(found))["E4"]
    assert "주민등록번호나 생년월일" in dict(told(found))["E5"]
    assert "외국인등록번호" in dict(told(found))["E6"]
    with pytest.raises(NotTaken, match="고칠 칸이 10개"):
        import_checked(office, found)
    assert numbers(office) == []


def test_numbers_that_are_taken_twice_or_left_out_are_named(office: Office, tmp_path: Path) -> None:
    import_checked(office, checked(office, written(tmp_path / "a.xlsx", HEADS, FIRST)))
    blank = ("", *SECOND[1:])
    other = ("A-1", *SECOND[1:])
    path = written(tmp_path / "b.xlsx", HEADS, other, SECOND, ("A-2", *FIRST[1:]), blank)
    words = dict(told(checked(office, path)))
    assert list(words) == ["A2", "A4", "A5"]
    assert "다른 사람의 신청이 이미" in words["A2"]
    assert "A3와 같습니다" in words["A4"]
    assert "비어 있습니다" in words["A5"]


def test_a_number_that_was_taken_meanwhile_takes_the_whole_file_back(
    office: Office, tmp_path: Path
) -> None:
    found = checked(office, written(tmp_path / "a.xlsx", HEADS, FIRST, SECOND))
    import_checked(office, checked(office, written(tmp_path / "b.xlsx", HEADS, SECOND)))
    with pytest.raises(AlreadyThere, match="A-2"):
        import_checked(office, found)
    assert numbers(office) == ["A-2"]


def test_a_stopped_import_keeps_nothing(office: Office, tmp_path: Path) -> None:
    rows = [(f"A-{one}", *FIRST[1:]) for one in range(1, 1002)]
    found = checked(office, written(tmp_path / "a.xlsx", HEADS, *rows))
    assert told(found) == []
    seen: list[int] = []
    with pytest.raises(ImportStopped, match="한 건도"):
        import_checked(office, found, progress=seen.append, cancelled=lambda: len(seen) > 1)
    assert seen == [500, 1000]
    assert numbers(office) == []
    assert "import" not in [one for one, _detail in ledger(office)]


def test_a_file_without_anything_or_without_rows_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotTaken, match="아무것도"):
        open_file(office, NOTICE, written(tmp_path / "a.xlsx"))
    opened = open_file(office, NOTICE, written(tmp_path / "b.xlsx", HEADS))
    assert opened.candidates == ()
    with pytest.raises(NotTaken, match="적힌 행이 없습니다"):
        check(office, opened, opened.sheets[0], opened.sheets[0].columns)


STRANGE = ("차수", "신청한 분", "주민", "구분", "메모")


def test_heads_of_another_system_are_laid_once_and_remembered(
    office: Office, tmp_path: Path
) -> None:
    row = ("3차", "김예시", "900101-1234567", "일반공급", "일반")
    path = written(tmp_path / "a.xlsx", STRANGE, row)
    opened = open_file(office, NOTICE, path)
    (sheet,) = opened.sheets
    assert sheet.heads == STRANGE
    assert sheet.columns == {}
    assert not sheet.remembered
    with pytest.raises(NotTaken, match="성명, 주민등록번호·생년월일, 공급유형 열"):
        check(office, opened, sheet, sheet.columns)
    laid = {"name": 1, "rrn": 2, "supply": 3}
    with pytest.raises(NotTaken, match="함께 골랐습니다"):
        check(office, opened, sheet, {**laid, "phone": 1})
    with pytest.raises(NotTaken, match="없는 열"):
        check(office, opened, sheet, {**laid, "phone": 9})
    import_checked(office, check(office, opened, sheet, laid))
    again = open_file(office, NOTICE, written(tmp_path / "b.xlsx", STRANGE, row)).sheets[0]
    assert again.columns == laid
    assert again.remembered


def test_a_column_that_was_left_out_stays_out(office: Office, tmp_path: Path) -> None:
    """A head the program knows may mean something else at this office."""
    heads = ("성명", "생년월일", "공급유형", "전화번호")
    path = written(tmp_path / "a.xlsx", heads, ("김예시", "1990-01-01", "일반", "담당자 내선"))
    opened = open_file(office, NOTICE, path)
    assert opened.sheets[0].columns["phone"] == 3
    laid = {key: at for key, at in opened.sheets[0].columns.items() if key != "phone"}
    import_checked(office, check(office, opened, opened.sheets[0], laid))
    assert open_file(office, NOTICE, path).sheets[0].columns == laid


def test_what_was_counted_becomes_the_points_of_the_notice(office: Office, tmp_path: Path) -> None:
    heads = ("공급유형", "성명", "생년월일", "신청자 나이", "부양가족수", "서울 거주기간",
             "미성년 자녀수", "신청 가점 부양가족")  # fmt: skip
    rows = (
        ("일반", "김예시", "1973-01-01", 50, "3명", "4년 11개월", 1, 3),
        ("일반", "박보기", "1995-01-01", "만 28세", 0, "", 3, ""),
        ("일반", "최가상", "1995-01-01", 28, 1, 5, 2, 3),
    )
    found = checked(office, written(tmp_path / "a.xlsx", heads, *rows))
    assert told(found) == [("H4", "3점이라고 적혔지만 1이면 1점입니다.")]
    first, second = (one.claimed for one in found.cases)
    assert (first.age, first.dependants, first.residence, first.children) == (3, 3, 2, 0)
    assert (second.age, second.dependants, second.residence, second.children) == (0, 0, None, 3)


def test_the_sample_file_is_understood_without_laying_anything(
    office: Office, tmp_path: Path
) -> None:
    for notice in (NOTICE, YOUTH):
        made = save_template(office, notice, tmp_path / f"{notice}.xlsx")
        sheet = open_file(office, notice, made.path).sheets[0]
        assert sheet.name == "신청 명단"
        assert len(sheet.columns) == len(sheet.heads) == made.columns
    youth = open_file(office, YOUTH, tmp_path / f"{YOUTH}.xlsx").sheets[0]
    assert "신청 주택" in youth.heads
    assert "신청 가점 나이" not in youth.heads


def test_a_notice_that_may_hold_no_numbers_is_not_given_any(office: Office, tmp_path: Path) -> None:
    bare = bare_office(office)
    path = written(tmp_path / "a.xlsx", (*HEADS, "생년월일"), (*FIRST, "1990-01-01"))
    opened = open_file(bare, NOTICE, path)
    assert "rrn" not in opened.sheets[0].columns
    found = check(bare, opened, opened.sheets[0], opened.sheets[0].columns)
    assert found.cases[0].people[0].rrn is None


def bare_office(office: Office) -> Office:
    """Return the office under a notice that cites no clause for resident numbers."""

    class Known:
        def ids(self) -> tuple[str, ...]:
            return (NOTICE,)

        def get(self, notice_id: str) -> Any:
            notice = office.notices.get(notice_id)
            return replace(notice, retention=replace(notice.retention, legal_basis=""))

        def digest(self, notice_id: str) -> str:
            return office.notices.digest(notice_id)

    return replace(office, notices=Known())


def test_buildings_are_taken_by_their_name(office: Office, tmp_path: Path) -> None:
    building = office.notices.get(YOUTH).buildings[0]
    heads = ("성명", "생년월일", "신청 주택")
    rows = (("김예시", "1999-01-01", building.name), ("박보기", "1999-01-01", "없는 주택"))
    found = checked(office, written(tmp_path / "a.xlsx", heads, *rows), YOUTH)
    assert [one for one, _words in told(found)] == ["C3"]
    assert found.cases[0].building == building.id


def test_one_person_twice_in_a_file_is_said_before_it_is_taken(
    office: Office, tmp_path: Path
) -> None:
    twice = ("A-9", *FIRST[1:2], "신혼부부", *FIRST[3:])
    found = checked(office, written(tmp_path / "a.xlsx", HEADS, FIRST, SECOND, twice))
    assert told(found) == []
    assert "두 번 신청한 경우가 1건 있습니다(2·4행)" in found.notes[0]


def test_an_office_without_excel_says_so(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NoSpreadsheets, match="엑셀"):
        save_template(replace(office, spreadsheets=None), NOTICE, tmp_path / "a.xlsx")


def test_a_stopped_reading_and_its_progress(office: Office, tmp_path: Path) -> None:
    rows = [(f"A-{one}", *FIRST[1:]) for one in range(1, 1002)]
    opened = open_file(office, NOTICE, written(tmp_path / "a.xlsx", HEADS, *rows))
    sheet, seen = opened.sheets[0], []
    check(office, opened, sheet, sheet.columns, progress=seen.append)
    assert seen == [0, 500, 1000]
    with pytest.raises(ImportStopped):
        check(office, opened, sheet, sheet.columns, cancelled=lambda: True)


def test_the_list_of_bad_cells_is_a_workbook_without_numbers(
    office: Office, tmp_path: Path
) -> None:
    rows = ((*FIRST[:1], "어제", *FIRST[2:]), ("A-2", *FIRST[1:4], "900230-1234567", "", ""))
    found = checked(office, written(tmp_path / "a.xlsx", HEADS, *rows))
    saved = save_bad(office, found, tmp_path / "고칠 칸.xlsx")
    books = office.spreadsheets
    assert books is not None
    (sheet,) = books.read(saved).sheets
    assert [row[0] for row in sheet.rows[2:]] == [one.cell for one in found.bad] == ["B2", "E3"]
    assert "900230" not in str(sheet.rows)
    assert ("export", "import-faults") in [
        (action, json.loads(detail).get("what")) for action, detail in ledger(office)
    ]


def test_a_number_in_the_place_of_a_head_is_not_kept(office: Office, tmp_path: Path) -> None:
    heads = (*HEADS, "900101-1234567")
    import_checked(office, checked(office, written(tmp_path / "a.xlsx", heads, (*FIRST, None))))
    with office.store.unit() as unit:
        kept = json.dumps(unit.settings.get(f"import-columns/{NOTICE}"), ensure_ascii=False)
    assert HEADS[1].replace(" ", "") in kept
    assert "234567" not in kept
