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
from ipju.domain.listing import CaseQuery
from ipju.domain.outgoing import OutgoingQuery, PostState
from ipju.domain.requests import RequestKind, RequestState
from ipju.domain.retention import Certificate, Holding
from ipju.services.applying import applying
from ipju.services.frozen import NotWhole
from ipju.services.office import Office
from ipju.services.overlaps import overlaps, settle, unsettle
from ipju.services.postings import Posted, record_posted
from ipju.services.print_requests import preview_request
from ipju.services.publish_problems import CannotPost
from ipju.services.publishing import outgoing, overview
from ipju.services.queries import NotQueried, take_results, undo_take
from ipju.services.record import record
from ipju.services.request_lists import draw_up_all
from ipju.services.request_views import requests_of
from ipju.services.review import check_trail
from ipju.services.scans import add_scan, discard, lay_scan
from tests.services.applications_file import ledger
from tests.services.deciding import Chairs, chairs, seated
from tests.services.desk import stored
from tests.services.posting import decided, issued
from tests.services.query_files import HIM, INCOME, NOTICE, asked_case, results, sheet
from tests.services.test_insider import on_another_day, past_the_program, rows_of
from tests.services.test_overlaps import KIM, SELF, applied, person
from tests.services.test_scans import plain

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
    settle(office, first.id, [second.id], "900101-1234567, 먼저 낸 것")
    by_program = kept(office, "overlaps")
    assert "234567" not in by_program
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


TAKEN_AWAY = {
    "DELETE FROM letter": "통지문",
    "DELETE FROM posting": "발송 기록",
    "UPDATE posting SET returned_on = '2024-02-27', returned_why = 'moved'": "발송 기록",
    "DELETE FROM case_request": "보완·소명 요청",
    "UPDATE case_request SET state = 'lapsed'": "보완·소명 요청",
    "PRAGMA foreign_keys = OFF; DELETE FROM proposal": "올린 결정",
    "DELETE FROM scan WHERE case_id IS NOT NULL": "스캔",
    "UPDATE scan SET case_id = (SELECT id FROM cases ORDER BY number DESC LIMIT 1)": "스캔",
    "DELETE FROM scan WHERE case_id IS NULL": "스캔",
}


@pytest.fixture
def season(office: Office, tmp_path: Path) -> Chairs:
    """A letter that is out, a request, a scan in a case, one in the tray, one thrown away."""
    desk = chairs(office)
    (sent,) = issued(desk, 1)
    record_posted(desk.park, [Posted(letter=sent, registered="1123456789011")], DAY)
    case = next(iter(desk.park.store.read_all())).id
    made = draw_up_all(desk.park, CaseQuery(notice=NOTICE), RequestKind.EXPLANATION, None)
    assert made.made > 0
    laid_in, thrown, _waits = (
        add_scan(desk.park, plain(tmp_path, f"{grey}.png", grey)).scan.id for grey in (80, 90, 99)
    )
    lay_scan(desk.park, laid_in, case)
    discard(desk.park, thrown, "빈 종이")
    return desk


@pytest.mark.parametrize("statement", TAKEN_AWAY)
def test_what_is_not_there_or_not_as_the_ledger_tells_is_missed(
    office: Office, season: Chairs, statement: str
) -> None:
    admin = seated(season.park, "강관리")
    assert check_trail(admin).unlike == ()

    past_the_program(office, *statement.split("; "))

    report = check_trail(admin)
    assert TAKEN_AWAY[statement] in dict(report.unlike)
    assert report.sound


def test_of_a_case_that_was_destroyed_nothing_is_missed(office: Office, season: Chairs) -> None:
    for case in list(office.store.read_all()):
        with office.store.unit() as unit:
            unit.destructions.destroy(
                Certificate(
                    case_id=case.id,
                    case_number=case.number,
                    notice=case.notice,
                    holding=Holding.NOT_SELECTED,
                    due_on=DAY,
                    destroyed_at=office.clock.now(),
                    approved_by=office.actor.id,
                    reason="보유 기간이 끝남",
                    rows=1,
                )
            )
    assert check_trail(seated(season.park, "강관리")).unlike == ()


def test_whoever_has_a_request_or_an_application_before_him_is_in_the_ledger(
    season: Chairs,
) -> None:
    with season.park.store.unit() as unit:
        (asked, *_) = unit.requests.in_state(RequestKind.EXPLANATION, RequestState.DRAWN_UP)
    for day, look in enumerate(
        (
            lambda office: preview_request(office, asked.id),
            lambda office: requests_of(office, asked.case_id),
            lambda office: applying(office, asked.case_id),
        ),
        start=1,
    ):
        look(on_another_day(season.jung, day))
        assert rows_of(season.jung, asked.case_id) == ["view"] * day


def test_a_sending_made_to_look_returned_is_not_sent_again(office: Office, season: Chairs) -> None:
    past_the_program(office, "UPDATE posting SET returned_on = sent_on, returned_why = 'moved'")
    (letter,) = outgoing(season.park, OutgoingQuery(notice=NOTICE))
    assert letter.state is PostState.RETURNED

    with pytest.raises(NotWhole, match="발송 기록"):
        record_posted(season.park, [Posted(letter=letter.letter, registered="1123456789012")], DAY)
