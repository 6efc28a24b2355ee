"""An insider with a SQL shell on what a season keeps: nothing of it speaks for somebody else."""

import json
from base64 import b64decode, b64encode
from pathlib import Path
from uuid import uuid4
from zlib import compress, decompress

import pytest

from ipju.domain.case import Supply
from ipju.domain.editing import change
from ipju.domain.income import Income, IncomeKind, IncomeSource
from ipju.services.office import Office
from ipju.services.overlaps import overlaps, settle, unsettle
from ipju.services.queries import NotQueried, take_results, undo_take
from ipju.services.record import record
from tests.services.desk import stored
from tests.services.query_files import HIM, INCOME, NOTICE, asked_case, results, sheet
from tests.services.test_insider import past_the_program
from tests.services.test_overlaps import KIM, SELF, applied, person

WHY = "다른 공고의 회신이었음"


def kept(office: Office, key: str) -> str:
    with office.store.unit() as unit:
        return json.dumps(unit.settings.get(f"{key}/{NOTICE}"))


def laid(office: Office, key: str, value: str) -> None:
    """Write a setting in SQL, as it would lie there."""
    past_the_program(office, f"UPDATE setting SET value = '{value}' WHERE key = '{key}/{NOTICE}'")


def taken(office: Office, tmp_path: Path, monthly: int) -> None:
    found = results(
        office,
        tmp_path / "a.xlsx",
        sheet("소득", INCOME, (*HIM, "상시근로소득", "국민건강보험공단", "㈜가상물산", monthly)),
    )
    assert found.bad == ()
    take_results(office, found, "사회보장정보원 2024-02-13 회신")


def test_what_was_laid_into_the_memory_of_a_query_is_not_written_by_taking_it_back(
    office: Office, tmp_path: Path
) -> None:
    case = asked_case(office)
    declared = Income(
        id=uuid4(),
        person=case.people[0].id,
        kind=IncomeKind.RENTAL,
        source=IncomeSource.DECLARED,
        workplace="상가",
        monthly=400_000,
    )
    record(office, case.id, [change(case, ("incomes", declared.id), declared)])
    taken(office, tmp_path, 3_150_000)
    after = stored(office, case.id)
    edits = decompress(b64decode(json.loads(kept(office, "query-edits"))))
    forged = edits.replace(b"400000", b"100000")
    assert forged != edits

    laid(office, "query-edits", json.dumps(b64encode(compress(forged)).decode()))
    with pytest.raises(NotQueried, match="고친 흔적"):
        undo_take(office, NOTICE, WHY)

    assert stored(office, case.id) == after


def test_the_memory_of_an_older_query_that_was_put_back_is_not_taken_back(
    office: Office, tmp_path: Path
) -> None:
    case = asked_case(office)
    taken(office, tmp_path, 3_150_000)
    older = {one: kept(office, one) for one in ("query-edits", "query-taken")}
    taken(office, tmp_path, 2_000_000)
    after = stored(office, case.id)

    for key, value in older.items():
        laid(office, key, value)
    with pytest.raises(NotQueried, match="고친 흔적"):
        undo_take(office, NOTICE, WHY)

    assert stored(office, case.id) == after


def test_applications_settled_past_the_program_wait_for_somebody(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, KIM))
    second = applied(office, "A-02", person(SELF, KIM), supply=Supply.NEWLYWED)
    settle(office, first.id, [second.id], "먼저 낸 것")
    by_program = kept(office, "overlaps")
    (found,) = overlaps(office, NOTICE)
    assert found.settlement is not None

    both = by_program.replace(f'"stands": "{first.id.hex}"', '"stands": ""')
    assert both != by_program
    laid(office, "overlaps", both)
    (found,) = overlaps(office, NOTICE)
    assert found.settlement is None

    laid(office, "overlaps", by_program)
    unsettle(office, [first.id, second.id], "다시 봄")
    laid(office, "overlaps", by_program)
    (found,) = overlaps(office, NOTICE)
    assert found.settlement is None
