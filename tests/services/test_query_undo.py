"""Taking back the last file of query results: all of it, but not what somebody did since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from ipju import bootstrap
from ipju.domain.account import Role
from ipju.domain.case import Case, Stage
from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.editing import change
from ipju.domain.income import Correction, Income, IncomeKind, IncomeSource
from ipju.domain.retention import Certificate, Holding
from ipju.services.authority import NotAllowed
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.propose import propose
from ipju.services.queries import (
    NotQueried,
    QueryStopped,
    last_taken,
    take_results,
    undo_take,
)
from ipju.services.record import record
from tests.services.applications_file import ledger
from tests.services.desk import acts, stored
from tests.services.query_files import (
    CAR,
    HER,
    HIM,
    HOME,
    INCOME,
    LAND,
    NOTICE,
    NUMBER,
    TENANCY,
    asked_case,
    results,
    sheet,
)

SOURCE = "사회보장정보원 2024-02-13 회신"
WHY = "다른 공고의 회신이었음"


@pytest.fixture
def case(office: Office) -> Case:
    """홍길동's case with a declared income that a query replaces."""
    case = asked_case(office)
    him = case.people[0]
    declared = Income(
        id=uuid4(), person=him.id, kind=IncomeKind.RENTAL, source=IncomeSource.DECLARED,
        workplace="상가", monthly=400_000,
    )  # fmt: skip
    return record(office, case.id, [change(case, ("incomes", declared.id), declared)]).case


@pytest.fixture
def taken(office: Office, case: Case, tmp_path: Path) -> Case:
    """The case after a file that added, changed and removed records of every sort."""
    found = results(
        office, tmp_path / "a.xlsx",
        sheet("소득", INCOME, (*HIM, "상시근로소득", "국민건강보험공단", "㈜가상물산", 3_150_000),
              (*HIM, "이자소득", "국세청", None, 12_500)),
        sheet("주택", HOME, (*HER, "주택", "경기도 예시시 견본로 1", "1/3", "84.97", 300_000_000)),
        sheet("토지", LAND,
              (*HIM, "토지", "강원특별자치도 가상군 견본면 12", "1/2", "480", 65_000),
              (*HER, "토지", "강원특별자치도 가상군 견본면 12", "1/2", "480", 65_000)),
        sheet("자동차", CAR, (*HIM, "승용", "예시 승용차", "비영업용", 11_900_000),
              (*HER, "승용", "견본 승용차", "비영업용", 3_000_000, "1/2")),
        sheet("공공임대", TENANCY, (*HER, "행복주택", "예시마을", "2020-01-02", "아니요")),
    )  # fmt: skip
    assert found.bad == ()
    take_results(office, found, SOURCE)
    return stored(office, case.id)


def _destroyed(office: Office, case: Case) -> None:
    """The case as a destruction leaves it, also one that a restored backup does again."""
    with office.store.unit() as unit:
        unit.destructions.destroy(
            Certificate(
                case_id=case.id,
                case_number=case.number,
                notice=case.notice,
                holding=Holding.NOT_SELECTED,
                due_on=date(2024, 8, 29),
                destroyed_at=office.clock.now(),
                approved_by=office.actor.id,
                reason="보유 기간이 끝남",
                rows=1,
            )
        )


def facts(case: Case) -> Case:
    return replace(case, version=0)


def test_the_last_file_is_taken_back_whole(office: Office, case: Case, taken: Case) -> None:
    last = last_taken(office, NOTICE)
    assert last is not None
    assert (last.name, last.source, last.cases, last.people) == ("a.xlsx", SOURCE, 1, 2)
    assert last.by == office.actor.name
    back = undo_take(office, NOTICE, WHY)
    assert (back.name, back.cases, back.left) == ("a.xlsx", 1, ())
    assert back.changes.judgement
    after = stored(office, case.id)
    assert facts(after) == facts(case)
    assert after.version == taken.version + 1
    assert acts(office, case.id)[-1] == "record"
    assert office.store.acts(case.id, 1)[0][3] == f"조회 결과 되돌림: {WHY}"
    assert ledger(office)[-1][0] == "query-undo"
    with office.store.unit() as unit:
        assert unit.ledger.last_editor(case.id, after.version) == office.actor.key
    # Once only.
    assert last_taken(office, NOTICE) is None
    with pytest.raises(NotQueried, match="되돌릴 조회 결과가 없습니다"):
        undo_take(office, NOTICE, WHY)


def test_what_was_changed_by_hand_since_stays_and_is_listed(
    office: Office, case: Case, taken: Case
) -> None:
    wage, interest = taken.incomes[0], taken.incomes[-1]
    edits = [
        change(taken, ("incomes", wage.id, "monthly"), 3_000_000),
        change(taken, ("incomes", interest.id, "correction"), Correction(monthly=1, record=True)),
    ]
    record(office, case.id, edits)
    back = undo_take(office, NOTICE, WHY)
    assert [(one.number, one.what, one.why) for one in back.left] == [
        (NUMBER, "소득 이자소득", "받은 뒤에 고쳐짐"),
        (NUMBER, "소득 ㈜가상물산 월 금액", "받은 뒤에 고쳐짐"),
    ]
    after = stored(office, case.id)
    him = case.people[0].id
    assert [(one.workplace, one.monthly) for one in after.incomes if one.person == him] == [
        ("㈜가상물산", 3_000_000),
        ("상가", 400_000),
        ("", 12_500),
    ]
    assert (after.cars, after.tenancies) == (case.cars, case.tenancies)
    assert after.holdings == case.holdings
    assert after.people == case.people


def test_a_record_that_something_else_hangs_on_leaves_the_case_as_it_is(
    office: Office, case: Case, taken: Case
) -> None:
    wage, interest = taken.incomes[0], taken.incomes[-1]
    record(office, case.id, [change(taken, ("incomes", wage.id, "duplicate_of"), interest.id)])
    before = stored(office, case.id)
    with pytest.raises(NotQueried, match="모두 고쳐져"):
        undo_take(office, NOTICE, WHY)
    assert stored(office, case.id) == before
    assert last_taken(office, NOTICE) is not None


def test_a_case_that_was_closed_stays(office: Office, case: Case, taken: Case) -> None:
    record(office, case.id, [change(taken, ("stage",), Stage.CLOSED)])
    with pytest.raises(NotQueried, match="모두 고쳐져"):
        undo_take(office, NOTICE, WHY)


def test_a_case_is_found_again_by_what_it_is_and_one_that_is_gone_is_listed(
    office: Office, case: Case, tmp_path: Path
) -> None:
    own = replace(case.people[0], id=uuid4(), rrn="7001011000018", birth=date(1970, 1, 1))
    bare = replace(
        case, id=uuid4(), number="2023-3-00001", people=(own,), marriages=(), incomes=(),
        holdings=(), cars=(), vulnerable=(), pregnancies=(), papers=(), tenancies=(),
    )  # fmt: skip
    other = add_case(office, bare).case
    who = (other.number, own.name, own.rrn)
    found = results(
        office, tmp_path / "a.xlsx", sheet("자동차", CAR, (*HER, "없음"), (*who, "없음"))
    )
    assert take_results(office, found, SOURCE).cases == 2
    taken = stored(office, case.id)
    record(office, case.id, [change(taken, ("number",), "2023-3-99999")])
    with office.store.unit() as unit:
        unit.cases.delete(other.id)
    back = undo_take(office, NOTICE, WHY)
    assert back.cases == 1
    assert [(one.case_id, one.number, one.why) for one in back.left] == [
        (None, "2023-3-00001", "없어진 신청")
    ]
    assert stored(office, case.id).people == case.people


def test_a_decision_loses_its_effect(office: Office, case: Case, taken: Case) -> None:
    proposed = propose(office, case.id, Matter.PERSON, Verdict.INELIGIBLE, "주택을 소유함").proposal
    undo_take(office, NOTICE, WHY)
    with office.store.unit() as unit:
        assert unit.proposals.get(proposed.id).state is ProposalState.VOID


def test_it_needs_a_reason_and_a_role_and_can_be_stopped(
    office: Office, case: Case, taken: Case
) -> None:
    with pytest.raises(NotQueried, match="사유"):
        undo_take(office, NOTICE, " ")
    with pytest.raises(QueryStopped):
        undo_take(office, NOTICE, WHY, cancelled=lambda: True)
    desk = replace(office, actor=bootstrap.seat(office.store, "정접수"))
    assert Role.CASEWORKER not in desk.actor.roles
    with pytest.raises(NotAllowed):
        undo_take(desk, NOTICE, WHY)
    assert stored(office, case.id) == taken


def test_what_is_kept_goes_with_the_first_case_that_is_destroyed(
    office: Office, case: Case, taken: Case
) -> None:
    assert last_taken(office, NOTICE) is not None
    _destroyed(office, case)
    assert last_taken(office, NOTICE) is None
    run = office.store.connection.exec_driver_sql
    assert run("SELECT key FROM setting WHERE key LIKE 'query-%'").all() == []
