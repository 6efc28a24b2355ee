"""An insider with a SQL shell on what a season keeps: nothing of it speaks for somebody else."""

import json
from base64 import b64decode, b64encode
from datetime import date
from pathlib import Path
from uuid import uuid4
from zlib import compress, decompress

import pytest

from ipju.domain.case import Supply
from ipju.domain.editing import change
from ipju.domain.income import Income, IncomeKind, IncomeSource
from ipju.domain.outgoing import OutgoingQuery, PostState
from ipju.services.office import Office
from ipju.services.overlaps import overlaps, settle, unsettle
from ipju.services.postings import Posted, record_posted
from ipju.services.publish_problems import CannotPost
from ipju.services.publishing import outgoing, overview
from ipju.services.queries import NotQueried, take_results, undo_take
from ipju.services.record import record
from ipju.services.review import check_trail
from tests.services.applications_file import ledger
from tests.services.deciding import chairs, seated
from tests.services.desk import stored
from tests.services.posting import decided, issued
from tests.services.query_files import HIM, INCOME, NOTICE, asked_case, results, sheet
from tests.services.test_insider import past_the_program
from tests.services.test_overlaps import KIM, SELF, applied, person

DAY = date(2024, 2, 27)
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


HIDDEN = (
    "UPDATE letter_line SET state = 'sent'",
    "DELETE FROM letter_line",
    "UPDATE letter_line SET notice = 'elsewhere'",
    "DELETE FROM to_issue",
)


@pytest.mark.parametrize("statement", HIDDEN)
def test_a_letter_that_was_hidden_from_the_post_comes_into_sight_again(
    office: Office, statement: str
) -> None:
    desk = chairs(office)
    assert len(issued(desk, 2)) == 2
    decided(desk, 1, 24)
    before = overview(desk.park, NOTICE)
    assert len(before.to_issue) == 1
    assert before.letters[PostState.TO_SEND] == 2

    past_the_program(office, statement)
    assert overview(desk.park, NOTICE) != before
    report = check_trail(seated(desk.park, "강관리"))

    assert report.rebuilt > 0
    assert overview(desk.park, NOTICE) == before
    assert ledger(office)[-1][0] == "rebuild-lists"
    assert check_trail(seated(desk.park, "강관리")).rebuilt == 0
    assert ledger(office)[-1][0] == "rebuild-lists"


def test_a_line_sends_no_letter_elsewhere_and_none_a_second_time(office: Office) -> None:
    desk = chairs(office)
    sent, waits = issued(desk, 2)
    record_posted(desk.park, [Posted(letter=sent, registered="1123456789011")], DAY)
    (before,) = outgoing(desk.park, OutgoingQuery(notice=NOTICE, state=PostState.TO_SEND))

    past_the_program(
        office,
        "UPDATE letter_line SET state = 'to-send', posting_id = NULL, number = 'A-99',"
        " address = '서울특별시 예시구 다른길 9'",
        "UPDATE case_line SET name = '다른이'",
    )

    told = {
        one.letter: one
        for one in outgoing(desk.park, OutgoingQuery(notice=NOTICE, state=PostState.TO_SEND))
    }
    assert told[waits] == before
    assert told[sent].state is PostState.SENT
    with pytest.raises(CannotPost, match="이미 보낸"):
        record_posted(desk.park, [Posted(letter=sent, registered="1123456789012")], DAY)
