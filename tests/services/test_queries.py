"""The income and asset query: no more goes out than consent names, all of a file comes in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.domain.editing import change
from ipju.domain.income import Correction, Income, IncomeKind, IncomeSource
from ipju.domain.property import HoldingKind
from ipju.domain.spreadsheet import WriteSheet
from ipju.services.counter import Typed, open_at_counter
from ipju.services.import_applications import NoSpreadsheets
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.queries import (
    Asked,
    CheckedResults,
    How,
    NotQueried,
    QueryKind,
    QueryStopped,
    Scope,
    check_results,
    export_query,
    save_result_template,
    take_results,
)
from ipju.services.query_columns import asked_columns, kinds_of
from ipju.services.query_sheets import results_in
from ipju.services.record import record
from tests.services.applications_file import ledger
from tests.services.desk import acts, stored
from tests.services.query_files import (
    CAR,
    GILDONG,
    HER,
    HIM,
    HOME,
    INCOME,
    LAND,
    NOTICE,
    NUMBER,
    NUMBERS,
    WHO,
    asked_case,
    results,
    sheet,
    told,
)
from tests.services.rooms import ROOMS, youth

SOURCE = "사회보장정보원 2024-02-13 회신"


@pytest.fixture
def case(office: Office) -> Case:
    return asked_case(office)


def ask(office: Office, path: Path, scope: Scope = Scope.OPEN) -> Asked:
    return export_query(office, NOTICE, path, "사회보장정보원", "제3차 소득·자산 조회", scope)


def test_what_goes_out_is_name_number_phone_and_address_of_every_member(
    office: Office, case: Case, tmp_path: Path
) -> None:
    asked = ask(office, tmp_path / "ask.xlsx")
    assert (asked.cases, asked.people, asked.left_out) == (1, 4, ())
    assert office.spreadsheets is not None
    (out,) = office.spreadsheets.read(asked.path).sheets
    assert out.rows[0] == ("접수번호", "성명", "주민등록번호", "연락처", "주소")
    home = "서울특별시 예시구 견본로 56, 201동 1004호"
    assert out.rows[1:] == (
        (NUMBER, "홍길동", NUMBERS[0], "010-0000-0001", home),
        (NUMBER, "성춘향", NUMBERS[1], None, home),
        (NUMBER, "홍예시", NUMBERS[2], None, home),
        (NUMBER, "홍보기", NUMBERS[3], None, home),
    )


def test_the_ledger_holds_the_provision_of_each_case_and_the_reason_of_the_file(
    office: Office, case: Case, tmp_path: Path
) -> None:
    ask(office, tmp_path / "ask.xlsx")
    assert acts(office, case.id)[-1] == "query-export"
    why = [one[3] for one in office.store.acts(case.id, 1)]
    assert why == ["사회보장정보원: 제3차 소득·자산 조회"]
    action, detail = ledger(office)[-1]
    assert action == "query-file"
    assert json.loads(detail) == {
        "notice": NOTICE,
        "cases": 1,
        "people": 4,
        "left_out": 0,
        "items": ["성명", "주민등록번호", "연락처", "주소"],
        "kinds": ["income", "home", "estate", "car", "tenancy"],
    }
    assert GILDONG not in json.dumps(ledger(office))


def test_who_did_not_consent_or_has_no_number_is_left_out_and_told(
    office: Office, case: Case, tmp_path: Path
) -> None:
    with office.store.unit() as unit:
        hidden = replace(case.people[3], rrn=None)
        people = (*case.people[:3], hidden)
        unit.cases.save(replace(unit.cases.get(case.id), people=people))
    silent = replace(
        case,
        id=case.people[0].id,
        number="2023-3-00009",
        papers=(),
    )
    add_case(office, _anew(silent))
    asked = ask(office, tmp_path / "ask.xlsx")
    assert asked.people == 3
    assert [(one.number, one.name) for one in asked.left_out] == [
        ("2023-3-00009", ""),
        (NUMBER, "홍보기"),
    ]
    assert asked.left_out[0].why.startswith("동의서: ")
    assert asked.left_out[1].why == "주민등록번호가 적히지 않음"


def test_who_never_filed_the_application_is_not_asked_about(
    office: Office, case: Case, tmp_path: Path
) -> None:
    opened = open_at_counter(office, Typed(notice=NOTICE, name="남궁견본")).case
    asked = ask(office, tmp_path / "ask.xlsx")
    assert asked.people == 4
    assert [(one.number, one.why) for one in asked.left_out] == [
        (opened.number, "접수를 마치지 않은 신청")
    ]
    assert "query-export" not in acts(office, opened.id)


def _anew(case: Case) -> Case:
    """Return a case of one person only, so that no id stands twice in the store."""
    return replace(
        case, people=case.people[:1], marriages=(), incomes=(), holdings=(), cars=(),
        vulnerable=(), pregnancies=(),
    )  # fmt: skip


def test_a_sibling_is_never_asked_about(office: Office, tmp_path: Path) -> None:
    from tests.services.conftest import sample

    kim = sample("kim-yesi")
    people = tuple(
        replace(
            one, rrn=f"{one.birth:%y%m%d}{3 if one.birth and one.birth.year > 1999 else 1}00001{at}"
        )
        for at, one in enumerate(kim.people)
    )
    add_case(office, replace(kim, people=people))
    asked = ask(office, tmp_path / "ask.xlsx", scope=Scope.ALL)
    assert office.spreadsheets is not None
    (out,) = office.spreadsheets.read(asked.path).sheets
    assert [row[1] for row in out.rows[1:]] == ["김예시", "이보기", "김가상"]
    # The wife lives elsewhere: her address is not recorded, and his is not hers.
    assert [row[4] is None for row in out.rows[1:]] == [False, True, False]


def test_nothing_goes_out_without_agency_reason_people_or_a_place_to_write(
    office: Office, case: Case, tmp_path: Path
) -> None:
    before = ledger(office)
    with pytest.raises(NotQueried, match="기관과 사유"):
        export_query(office, NOTICE, tmp_path / "a.xlsx", "사회보장정보원", " ")
    with pytest.raises(NotQueried, match="기관과 사유"):
        export_query(office, NOTICE, tmp_path / "a.xlsx", "", "조회")
    with pytest.raises(NotQueried, match="조회할 사람이 없습니다"):
        export_query(office, ROOMS, tmp_path / "a.xlsx", "사회보장정보원", "조회")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(OSError, match="folder"):
        ask(office, tmp_path / "folder.xlsx")
    with pytest.raises(NoSpreadsheets):
        ask(replace(office, spreadsheets=None), tmp_path / "a.xlsx")
    # Of what could not be written nothing is told but that it was begun.
    assert [one[0] for one in ledger(office)[len(before) :]] == ["query-begin"]
    assert not (tmp_path / "a.xlsx").exists()


def test_a_file_whose_rows_cannot_be_kept_does_not_stay(
    office: Office, case: Case, tmp_path: Path
) -> None:
    class FullDisk:
        """A store whose disk is full when a transaction is to be kept."""

        def __getattr__(self, name: str) -> Any:
            return getattr(office.store, name)

        @contextmanager
        def unit(self) -> Iterator[Any]:
            with office.store.unit() as unit:
                yield unit
                if (tmp_path / "a.xlsx").exists():
                    raise OSError("full")

    before = ledger(office)
    with pytest.raises(OSError, match="full"):
        ask(replace(office, store=FullDisk()), tmp_path / "a.xlsx")
    assert [one[0] for one in ledger(office)[len(before) :]] == ["query-begin"]
    assert list(tmp_path.glob("*.xlsx")) == []
    # Nobody else on the device reads what is written.
    assert ask(office, tmp_path / "a.xlsx").path.stat().st_mode & 0o077 == 0


def test_who_was_answered_for_is_not_asked_about_again(
    office: Office, granted: Case, tmp_path: Path
) -> None:
    with pytest.raises(NotQueried, match="모두 와 있습니다"):
        ask(office, tmp_path / "a.xlsx")
    # Where everyone is asked about again, the sample has no numbers to ask by.
    with pytest.raises(NotQueried, match=r"뺀 것이 4건입니다.*주민등록번호가 적히지 않음"):
        ask(office, tmp_path / "a.xlsx", scope=Scope.ALL)


def test_each_notice_asks_only_what_its_rules_need(office: Office) -> None:
    first, second = office.notices.get(NOTICE), office.notices.get(ROOMS)
    assert kinds_of(first) == (
        QueryKind.INCOME,
        QueryKind.HOME,
        QueryKind.ESTATE,
        QueryKind.CAR,
        QueryKind.TENANCY,
    )
    assert set(kinds_of(second)) == set(QueryKind)


def everything(tmp_path: Path, office: Office) -> CheckedResults:
    """Return the checked results of the whole family."""
    children = [(NUMBER, "홍예시", NUMBERS[2]), (NUMBER, "홍보기", NUMBERS[3])]
    return results(
        office,
        tmp_path / "all.xlsx",
        sheet(
            "소득",
            INCOME,
            (*HIM, "상시근로소득", "국민건강보험공단", "㈜가상물산", 3_050_000),
            (*HER, "상시근로", "국민건강보험", "표본서점", 1_700_000),
            (*HER, "이자소득", "국세청", None, 12_500),
            *((*child, "없음") for child in children),
        ),
        sheet(
            "주택",
            HOME,
            *((*one, "없음") for one in (HIM, HER, *children)),
        ),
        sheet(
            "토지 건축물",
            LAND,
            (*HIM, "토지", "강원특별자치도 가상군 견본면 12", "1/2", "480", 65_000),
            (*HER, "토지", "강원특별자치도 가상군 견본면 12", "1/2", "480", 65_000),
            (*HER, "건축물", "경기도 예시시 견본로 1", None, None, None, 30_000_000),
            *((*child, "없음") for child in children),
        ),
        sheet(
            "자동차",
            CAR,
            (*HIM, "승용", "예시 승용차", "비영업용", 11_900_000),
            *((*one, "없음") for one in (HER, *children)),
        ),
    )


def test_differences_to_what_is_recorded_are_told_before_anything_is_taken(
    office: Office, case: Case, tmp_path: Path
) -> None:
    found = everything(tmp_path, office)
    assert told(found) == []
    assert (found.rows, found.people) == (18, 4)
    assert [
        (one.name, one.how, one.item, one.declared, one.found) for one in found.differences
    ] == [
        ("성춘향", How.ADDED, "이자소득 · 국세청", "", "월 12,500원"),
        (
            "성춘향",
            How.ADDED,
            "건축물 · 경기도 예시시 견본로 1",
            "",
            "공시가격 30,000,000원",
        ),
        (
            "성춘향",
            How.CHANGED,
            "상시근로소득 · 표본서점 · 국민건강보험공단",
            "월 1,650,000원",
            "월 1,700,000원",
        ),
        (
            "홍길동",
            How.CHANGED,
            "토지 · 강원특별자치도 가상군 견본면 12",
            "개별공시지가 65,000원 · 토지 480.00㎡",
            "개별공시지가 65,000원 · 지분 1/2, 1/2 · 토지 480.00㎡",
        ),
        (
            "홍길동",
            How.CHANGED,
            "승용 · 예시 승용차",
            "가액 12,400,000원",
            "가액 11,900,000원",
        ),
    ]
    assert stored(office, case.id) == case


def test_results_are_written_into_the_case_with_their_source_and_judged(
    office: Office, case: Case, tmp_path: Path
) -> None:
    taken = take_results(office, everything(tmp_path, office), SOURCE)
    assert (taken.cases, taken.people) == (1, 4)
    after = stored(office, case.id)
    for person in after.people:
        assert (person.income_checked, person.home_checked) == (True, True)
        assert (person.estate_checked, person.car_checked) == (True, True)
    assert [(one.kind, one.source, one.monthly) for one in after.incomes] == [
        (IncomeKind.REGULAR, IncomeSource.NHIS, 3_050_000),
        (IncomeKind.REGULAR, IncomeSource.NHIS, 1_700_000),
        (IncomeKind.INTEREST, IncomeSource.NTS, 12_500),
    ]
    land, building = after.holdings
    assert [str(one.fraction) for one in land.owners] == ["1/2", "1/2"]
    assert (building.kind, building.published_price) == (HoldingKind.BUILDING, 30_000_000)
    assert after.cars[0].value == 11_900_000
    assert after.cars[0].id == case.cars[0].id
    _at, _who, action, why = office.store.acts(case.id, 1)[0]
    assert (action, why) == ("record", f"소득·자산 조회 결과: {SOURCE}")
    assert ledger(office)[-1][0] == "query-results"
    # The same file again changes nothing, and says so.
    again = everything(tmp_path, office)
    assert (again.differences, again.plans) == ((), ())
    with pytest.raises(NotQueried, match="받을 것이 없습니다"):
        take_results(office, again, SOURCE)


def test_a_declared_income_gives_way_and_a_corrected_one_stays(
    office: Office, case: Case, tmp_path: Path
) -> None:
    him = case.people[0]
    declared = Income(
        id=him.id, person=him.id, kind=IncomeKind.RENTAL, source=IncomeSource.DECLARED,
        workplace="상가", monthly=400_000,
    )  # fmt: skip
    case = record(office, case.id, [change(case, ("incomes", declared.id), declared)]).case
    corrected = case.incomes[0]
    path = ("incomes", corrected.id, "correction")
    record(office, case.id, [change(case, path, Correction(monthly=1, record=True))])
    found = results(
        office,
        tmp_path / "a.xlsx",
        sheet("소득", INCOME, (*HIM, "기타사업소득", "국민건강보험공단", "새 가게", 900_000)),
    )
    assert [(one.how, one.item, one.declared, one.found) for one in found.differences] == [
        (How.ADDED, "기타사업소득 · 새 가게 · 국민건강보험공단", "", "월 900,000원"),
        (How.KEPT, "상시근로소득 · ㈜가상물산 · 국민건강보험공단", "월 3,050,000원", ""),
        (How.GONE, "임대소득 · 상가 · 본인 신고", "월 400,000원", ""),
    ]
    take_results(office, found, SOURCE)
    left = [one for one in stored(office, case.id).incomes if one.person == him.id]
    assert [(one.kind, one.correction is not None) for one in left] == [
        (IncomeKind.REGULAR, True),
        (IncomeKind.BUSINESS, False),
    ]


def test_property_that_the_query_does_not_know_of_stays_and_is_told(
    office: Office, case: Case, tmp_path: Path
) -> None:
    found = results(office, tmp_path / "a.xlsx", sheet("자동차", CAR, (*HIM, "없음")))
    (only,) = found.differences
    assert (only.how, only.item) == (How.KEPT, "승용 · 예시 승용차")
    assert only.declared == "가액 12,400,000원"
    take_results(office, found, SOURCE)
    after = stored(office, case.id)
    assert after.cars == case.cars
    assert after.people[0].car_checked is True
    assert after.people[0].estate_checked is None


def test_every_bad_cell_is_named_and_nothing_is_taken(
    office: Office, case: Case, tmp_path: Path
) -> None:
    found = results(
        office,
        tmp_path / "a.xlsx",
        sheet(
            "소득",
            INCOME,
            ("2023-3-99999", "홍길동", GILDONG, "없음"),
            (NUMBER, "홍길순", GILDONG, "없음"),
            (NUMBER, "이몽룡", "8005051000099", "없음"),
            (*HIM, "월급", "국세청", "가게", 1),
            (*HIM, "상시근로소득", "동네", "가게", 1),
            (*HIM, "상시근로소득", "국세청", "가게", "1.5"),
            (*HIM, "상시근로소득", None, "가게", -1),
            (*HIM, "없음", None, "가게"),
            (*HER, "상시근로소득", "국세청", "가게", 1),
            (*HER, "상시근로소득", "국세청", "가 게", 2),
        ),
    )
    assert [one[0] for one in told(found)] == [
        "소득!A2", "소득!B3", "소득!C4", "소득!D5", "소득!E6", "소득!G7", "소득!E8", "소득!G8",
        "소득!F9", "소득!D11",
    ]  # fmt: skip
    words = dict(told(found))
    assert words["소득!A2"] == "이 공고에 없는 접수번호입니다."
    assert words["소득!B3"] == "이 번호의 사람은 '홍길동'(으)로 적혀 있습니다."
    assert "공공일자리소득" in words["소득!D5"]
    assert words["소득!G7"] == "원 단위의 정수로 적으세요."
    assert words["소득!E8"] == "비어 있습니다."
    with pytest.raises(NotQueried, match="고칠 칸이 10개"):
        take_results(office, found, SOURCE)
    assert stored(office, case.id) == case


def test_shares_beyond_the_whole_and_rows_that_contradict_each_other_are_refused(
    office: Office, case: Case, tmp_path: Path
) -> None:
    place = "경기도 예시시 견본로 1"
    found = results(
        office,
        tmp_path / "a.xlsx",
        sheet(
            "주택",
            HOME,
            (*HIM, "주택", place, "3/4", "84.97", 300_000_000),
            (*HER, "주택", place, "1/2", "84.97", 300_000_000),
        ),
    )
    assert told(found) == [("주택!F3", "지분의 합이 100%를 넘습니다(5/4). 지분을 확인하세요.")]
    long = (*HIM, "상시근로소득", "국세청", "가" * 101, 5)
    found = results(office, tmp_path / "c.xlsx", sheet("소득", INCOME, (*HER, "없음"), long))
    assert [one[0] for one in told(found)] == ["소득!F3"]
    found = results(
        office,
        tmp_path / "b.xlsx",
        sheet(
            "주택",
            HOME,
            (*HIM, "주택", place, "1/2", "84.97", 300_000_000),
            (*HER, "주택", place, "1/2", "84.97", 310_000_000),
            (*HER, "없음"),
        ),
    )
    assert [one[0] for one in told(found)] == ["주택!H3", "주택!D4"]


def test_sheets_that_hold_no_results_are_told_and_a_file_of_them_is_refused(
    office: Office, case: Case, tmp_path: Path
) -> None:
    other = sheet("메모", ("할 일",), ("전화",))
    found = results(office, tmp_path / "a.xlsx", sheet("소득", INCOME, (*HIM, "없음")), other)
    assert found.notes == ("'메모': 조회 결과의 머리글이 없는 시트라서 받지 않습니다.",)
    with pytest.raises(NotQueried, match=r"조회 결과가 없습니다\..*'메모'"):
        results(office, tmp_path / "b.xlsx", other)
    short = results(office, tmp_path / "c.xlsx", sheet("소득", (*WHO, "소득 항목"), (*HIM, "없음")))
    assert [one.head for one in short.bad] == ["자료 출처", "월 소득(원)"]
    assert short.bad[0].message == "'자료 출처' 열이 없습니다. 머리글을 확인하세요."


def test_the_sample_file_has_a_sheet_for_each_kind_that_is_known_again(
    office: Office, tmp_path: Path
) -> None:
    assert office.spreadsheets is not None
    for name in (NOTICE, ROOMS):
        notice = office.notices.get(name)
        made = save_result_template(office, name, tmp_path / f"{name}.xlsx")
        assert made.sheets == len(kinds_of(notice))
        found = results_in(office.spreadsheets.read(made.path), notice)
        assert (found.bad, found.notes) == ([], [])
        assert [one.sheet.kind for one in found.pages] == list(kinds_of(notice))
        with pytest.raises(NotQueried, match="조회 결과가 없습니다"):
            check_results(office, name, made.path)


def test_banks_and_other_assets_come_in_where_a_notice_counts_them(
    office: Office, tmp_path: Path
) -> None:
    young = youth("2024-T-0001")
    people = tuple(
        replace(one, rrn="9905051000019", finance_checked=None, assets_checked=None)
        for one in young.people
    )
    case = add_case(office, replace(young, people=people)).case
    me = case.people[0]
    who = (case.number, me.name, me.rrn)
    assert office.spreadsheets is not None
    written = office.spreadsheets.write(
        tmp_path / "a.xlsx",
        [
            sheet(
                "금융",
                (*WHO, "금융자산·대출 종류", "금융기관", "금액(원)", "평가한 날"),
                (*who, "요구불예금", "예시은행", 1_000_000, "2024-01-31"),
                (*who, "요구불예금", "예시은행", 250_000, "2024-01-31"),
                (*who, "금융회사 대출금", "예시은행", 5_000_000, "2024-01-31"),
            ),
            sheet(
                "자산",
                (*WHO, "일반자산 종류", "내용", "금액(원)"),
                (*who, "임차보증금", "예시동 원룸", 10_000_000),
            ),
        ],
    )
    found = check_results(office, ROOMS, written)
    assert told(found) == []
    take_results(office, found, SOURCE)
    after = stored(office, case.id)
    added = [one for one in after.financial_assets if one.institution == "예시은행"]
    assert [one.amount for one in added] == [1_000_000, 250_000]
    assert [one.amount for one in after.debts if one.creditor == "예시은행"] == [5_000_000]
    assert [one.amount for one in after.other_assets if one.name == "예시동 원룸"] == [10_000_000]
    assert (after.people[0].finance_checked, after.people[0].assets_checked) == (True, True)
    again = check_results(office, ROOMS, written)
    assert (again.plans, again.bad) == ((), ())


def test_a_case_that_was_changed_after_the_check_stops_the_whole_file(
    office: Office, case: Case, tmp_path: Path
) -> None:
    found = everything(tmp_path, office)
    path = ("incomes", case.incomes[1].id, "monthly")
    changed = record(office, case.id, [change(case, path, 5)]).case
    with pytest.raises(NotQueried, match=f"{NUMBER}: 파일을 확인한 뒤"):
        take_results(office, found, SOURCE)
    assert stored(office, case.id) == changed


def test_it_can_be_stopped_and_needs_a_source(office: Office, case: Case, tmp_path: Path) -> None:
    found = everything(tmp_path, office)
    with pytest.raises(QueryStopped):
        take_results(office, found, SOURCE, cancelled=lambda: True)
    with pytest.raises(NotQueried, match="출처"):
        take_results(office, found, " ")
    assert stored(office, case.id) == case


def test_before_a_number_leaves_the_store_the_ledger_tells_that_it_will(
    office: Office, case: Case, tmp_path: Path
) -> None:
    books = office.spreadsheets
    assert books is not None
    for_good: list[str] = []

    class Watched:
        """Spreadsheets; what another program finds in the ledger while they are written."""

        def write(self, path: Path, sheets: Sequence[WriteSheet]) -> Path:
            other = bootstrap.open_practice(tmp_path / "office")
            for_good.extend(action for action, _detail in ledger(replace(office, store=other)))
            other.close()
            return books.write(path, sheets)

    ask(replace(office, spreadsheets=cast(Any, Watched())), tmp_path / "a.xlsx")

    assert for_good[-1] == "query-begin"
    assert [one[0] for one in ledger(office)][-3:] == ["query-begin", "query-export", "query-file"]


def test_asking_and_reading_can_be_stopped_and_leave_nothing(
    office: Office, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipju.services.query_checking.BATCH", 1)
    monkeypatch.setattr("ipju.services.query_asking._BATCH", 1)
    path = everything(tmp_path, office).name
    before = ledger(office)
    seen: list[int] = []
    with pytest.raises(QueryStopped):
        check_results(office, NOTICE, tmp_path / path, seen.append, lambda: True)
    with pytest.raises(QueryStopped):
        export_query(
            office,
            NOTICE,
            tmp_path / "b.xlsx",
            "기관",
            "조회",
            Scope.ALL,
            seen.append,
            lambda: True,
        )
    assert seen == [1, 1]
    assert ledger(office) == before
    assert not (tmp_path / "b.xlsx").exists()


def test_where_no_number_may_be_held_people_are_told_apart_by_birth_date(office: Office) -> None:
    notice = office.notices.get(NOTICE)
    bare = replace(notice, retention=replace(notice.retention, legal_basis=""))
    assert [one.head for one in asked_columns(bare)] == [
        *("접수번호", "성명", "생년월일", "연락처", "주소"),
    ]
