"""Query results against cases that moved on: settled, closed, taken or changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from ipju.domain.case import Case, Stage
from ipju.domain.decision import Matter, Verdict
from ipju.domain.editing import change
from ipju.domain.finding import Outcome
from ipju.domain.property import CarUse
from ipju.domain.tenancy import PublicRental
from ipju.services.examine import examine
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.overlaps import settle
from ipju.services.practice import fill
from ipju.services.propose import propose
from ipju.services.queries import (
    CheckedResults,
    How,
    NotQueried,
    Scope,
    check_results,
    export_query,
    take_results,
)
from ipju.services.record import record
from tests.services.applications_file import ledger
from tests.services.conftest import sample
from tests.services.desk import stored
from tests.services.query_files import (
    CAR,
    HER,
    HIM,
    INCOME,
    NOTICE,
    NUMBER,
    TENANCY,
    WHO,
    asked_case,
    results,
    sheet,
    told,
)
from tests.services.rooms import ROOMS, youth
from tests.services.told_results import tell

SOURCE = "사회보장정보원 2024-02-13 회신"


@pytest.fixture
def case(office: Office) -> Case:
    return asked_case(office)


def incomes(office: Office, path: Path) -> CheckedResults:
    """Return a file with a second income of hers, which nobody knew of."""
    return results(
        office, path,
        sheet("소득", INCOME, (*HER, "기타사업소득", "국세청", "새 가게", 900_000),
              (*HER, "상시근로소득", "국민건강보험공단", "표본서점", 1_650_000)),
    )  # fmt: skip


def test_two_who_checked_the_same_file_do_not_write_it_twice(
    office: Office, case: Case, tmp_path: Path
) -> None:
    first, second = incomes(office, tmp_path / "a.xlsx"), incomes(office, tmp_path / "b.xlsx")
    take_results(office, first, SOURCE)
    after = stored(office, case.id)
    assert [one.workplace for one in after.incomes][2:] == ["새 가게"]
    rows = ledger(office)
    with pytest.raises(NotQueried, match=f"{NUMBER}: 파일을 확인한 뒤 다른 사람이 고쳤습니다"):
        take_results(office, second, SOURCE)
    assert stored(office, case.id) == after
    assert ledger(office) == rows
    nothing = sheet("자동차", CAR, (*HER, "없음"))
    first = results(office, tmp_path / "c.xlsx", nothing)
    second = results(office, tmp_path / "d.xlsx", nothing)
    take_results(office, first, SOURCE)
    with pytest.raises(NotQueried, match="다른 사람이 이미 받은 결과"):
        take_results(office, second, SOURCE)


def test_what_somebody_changed_elsewhere_in_the_case_does_not_stand_in_the_way(
    office: Office, case: Case, tmp_path: Path
) -> None:
    found = incomes(office, tmp_path / "a.xlsx")
    record(office, case.id, [change(case, ("phone",), "010-0000-0099")])
    take_results(office, found, SOURCE)
    after = stored(office, case.id)
    assert after.phone == "010-0000-0099"
    assert [one.workplace for one in after.incomes][2:] == ["새 가게"]


def test_public_tenancies_come_in_and_are_judged(
    office: Office, case: Case, tmp_path: Path
) -> None:
    people = [(NUMBER, one.name, one.rrn) for one in case.people]
    found = results(
        office, tmp_path / "a.xlsx",
        sheet("공공임대", TENANCY,
              (*people[0], "국민임대", "견본마을 3단지 101동", "2021-03-02", "예"),
              (*people[1], "행복주택", "예시마을", date(2020, 1, 2), "아니요", "2022-05-06"),
              *((*one, "없음") for one in people[2:])),
    )  # fmt: skip
    assert told(found) == []
    assert [(one.name, one.how, one.item, one.found) for one in found.differences] == [
        ("홍길동", How.ADDED, "국민임대주택 · 견본마을 3단지 101동", "계약 2021-03-02 (화)"),
        ("성춘향", How.ADDED, "행복주택 · 예시마을", "계약 2020-01-02 (목) · 해지 2022-05-06 (금)"),
    ]
    take_results(office, found, SOURCE)
    after = stored(office, case.id)
    assert [(one.kind, one.lived_in, one.cancelled_on) for one in after.tenancies] == [
        (PublicRental.NATIONAL, True, None),
        (PublicRental.HAPPY, False, date(2022, 5, 6)),
    ]
    assert all(one.tenancy_checked for one in after.people)
    # Told that it won't end, he is refused.
    path = ("tenancies", after.tenancies[0].id, "will_end")
    after = record(office, case.id, [change(after, path, False)]).case
    judged = examine(after, office.notices.get(NOTICE), office.clock.today())
    outcome = next(one.outcome for one in judged.findings if one.rule == "existing-tenancy")
    assert outcome is Outcome.FAIL
    # The same file again changes nothing: what an officer wrote stays.
    again = check_results(office, NOTICE, tmp_path / "a.xlsx")
    assert (again.bad, again.differences, again.plans) == ((), (), ())


def test_bad_cells_of_a_tenancy_are_named(office: Office, case: Case, tmp_path: Path) -> None:
    found = results(
        office, tmp_path / "a.xlsx",
        sheet("공공임대", TENANCY,
              (*HIM, "전세", "예시마을", "작년", "가끔"),
              (*HER, "행복주택", None, "2020-01-02"),
              (*HER, "행복주택", "예시마을"),
              (*HER, "행복주택", "예시 마을")),
    )  # fmt: skip
    assert [one[0] for one in told(found)] == [
        *("공공임대!D2", "공공임대!F2", "공공임대!G2", "공공임대!E3", "공공임대!D5"),
    ]
    assert dict(told(found))["공공임대!G2"] == "예 또는 아니요로 적으세요."
    assert dict(told(found))["공공임대!D5"].startswith("같은 사람의 같은 항목이 두 번")


def test_where_the_whole_case_was_looked_up_nobody_is_asked_for_the_tenancy_alone(
    office: Office, tmp_path: Path
) -> None:
    whole = sample("hong-gildong")
    people = tuple(replace(one, tenancy_checked=None) for one in whole.people)
    assert add_case(office, replace(whole, people=people)).case.tenancies_checked
    with pytest.raises(NotQueried, match="모두 와 있습니다"):
        export_query(office, NOTICE, tmp_path / "a.xlsx", "정보원", "조회")


def test_an_application_that_does_not_stand_is_not_asked_about(
    office: Office, case: Case, refused: Case, tmp_path: Path
) -> None:
    def numbered(number: str, stage: Stage = Stage.RECEIVED) -> Case:
        own = replace(case.people[0], id=uuid4(), rrn="7001011000018", birth=date(1970, 1, 1))
        return add_case(
            office,
            replace(case, id=uuid4(), number=number, stage=stage, people=(own,), marriages=(),
                    incomes=(), holdings=(), cars=(), vulnerable=(), pregnancies=(), papers=(),
                    tenancies=()),
        ).case  # fmt: skip

    numbered("2023-3-00001", Stage.CLOSED)
    first, second = numbered("2023-3-00002"), numbered("2023-3-00003")
    settle(office, first.id, [second.id], "먼저 낸 것")
    tell(office, refused.id, Verdict.INELIGIBLE, date(2024, 2, 29))
    asked = export_query(office, NOTICE, tmp_path / "a.xlsx", "정보원", "조회", Scope.ALL)
    assert asked.cases == 1
    whys = {one.number: one.why for one in asked.left_out}
    assert whys.pop("2023-3-00002").startswith("동의서")
    assert whys == {
        "2023-3-00001": "종결된 신청",
        "2023-3-00003": "겹치는 신청에서 인정하지 않음",
        refused.number: "부적격으로 결재됨",
    }
    # It stands again: it is asked about, if it may be.
    settle(office, second.id, [first.id], "나중에 낸 것으로 고침")
    asked = export_query(office, NOTICE, tmp_path / "a.xlsx", "정보원", "조회", Scope.ALL)
    whys = {one.number: one.why for one in asked.left_out}
    assert whys["2023-3-00002"] == "겹치는 신청에서 인정하지 않음"
    assert whys["2023-3-00003"].startswith("동의서")
    # Somebody found by hand that it is no second application after all.
    void = stored(office, first.id)
    path = ("other_applications", void.other_applications[0].id)
    record(office, first.id, [change(void, path, None)])
    asked = export_query(office, NOTICE, tmp_path / "a.xlsx", "정보원", "조회", Scope.ALL)
    assert {one.number: one.why for one in asked.left_out}["2023-3-00002"].startswith("동의서")


def test_results_of_a_closed_case_are_refused_by_cell(
    office: Office, case: Case, tmp_path: Path
) -> None:
    found = incomes(office, tmp_path / "a.xlsx")
    record(office, case.id, [change(case, ("stage",), Stage.CLOSED)])
    with pytest.raises(NotQueried, match="파일을 확인한 뒤"):
        take_results(office, found, SOURCE)
    assert told(incomes(office, tmp_path / "a.xlsx")) == [
        ("소득!A2", "종결된 신청입니다. 이 행을 지우고 다시 읽으세요."),
        ("소득!A3", "종결된 신청입니다. 이 행을 지우고 다시 읽으세요."),
    ]


def test_how_many_decisions_lose_their_effect_is_told_before(
    office: Office, granted: Case, tmp_path: Path
) -> None:
    propose(office, granted.id, Matter.PERSON, Verdict.ELIGIBLE, "모두 갖춤")
    him = granted.people[0]
    assert office.spreadsheets is not None
    who = (granted.number, him.name, f"{him.birth:%y%m%d}1000011")
    row = (*who, "상시근로소득", "국민건강보험공단", "새 일터", 10_000)
    found = results(office, tmp_path / "a.xlsx", sheet("소득", INCOME, row))
    assert (told(found), found.decided) == ([], 1)
    take_results(office, found, SOURCE)
    with office.store.unit() as unit:
        assert [one.state.value for one in unit.proposals.of(granted.id)] == ["void"]


def test_a_row_that_is_there_twice_where_two_may_be_is_pointed_at(
    office: Office, tmp_path: Path
) -> None:
    young = youth("2024-T-0001")
    people = tuple(replace(one, rrn="9905051000019") for one in young.people)
    me = add_case(office, replace(young, people=people)).case.people[0]
    heads = (*WHO, "금융자산·대출 종류", "금융기관", "금액(원)")
    row = ("2024-T-0001", me.name, me.rrn, "요구불예금", "예시은행", 1_000_000)
    assert office.spreadsheets is not None
    file = office.spreadsheets.write(
        tmp_path / "a.xlsx", [sheet("금융", heads, row, (*row[:5], 5), row)]
    )
    found = check_results(office, ROOMS, file)
    assert told(found) == []
    assert found.notes == (
        "앞의 행과 모두 같은 행이 있습니다(금융!D4). 두 번 적힌 것이 아닌지 보세요.",
    )


def test_a_word_that_is_overwritten_is_told_like_a_figure(
    office: Office, case: Case, tmp_path: Path
) -> None:
    path = ("cars", case.cars[0].id, "use")
    record(office, case.id, [change(case, path, CarUse.BUSINESS)])
    row = (*HIM, "승용", "예시 승용차", "비영업용", 12_400_000)
    found = results(office, tmp_path / "a.xlsx", sheet("자동차", CAR, row))
    (only,) = found.differences
    assert only.how is How.CHANGED
    assert only.declared == f"가액 12,400,000원 · 용도 {CarUse.BUSINESS.label}"
    assert only.found == "가액 12,400,000원 · 용도 비영업용"


def test_a_file_of_few_cases_among_many_is_read_by_their_numbers(
    office: Office, case: Case, tmp_path: Path
) -> None:
    fill(office, NOTICE, 40)
    found = incomes(office, tmp_path / "a.xlsx")
    assert (told(found), len(found.plans)) == ([], 1)
    assert take_results(office, found, SOURCE).cases == 1
    wrong = results(
        office, tmp_path / "b.xlsx", sheet("소득", INCOME, ("없는 번호", *HIM[1:], "없음"))
    )
    assert told(wrong) == [("소득!A2", "이 공고에 없는 접수번호입니다.")]
