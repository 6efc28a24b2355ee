"""What the post took and brought back: numbers from its own list, returns, second sendings."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from ipju.domain.editing import change
from ipju.domain.outgoing import OutgoingQuery, PostState
from ipju.domain.post import ReturnWhy
from ipju.domain.spreadsheet import CellError, WriteColumn, WriteSheet, type_of_cell
from ipju.domain.trail import TrailQuery
from ipju.services.mail_lists import COLUMNS, write_mail_list
from ipju.services.office import Office
from ipju.services.postings import (
    Posted,
    find_posted,
    read_numbers,
    record_posted,
    record_returned,
    sendings,
    take_back_return,
)
from ipju.services.publish_problems import CannotPost, NoPurpose, NothingToWrite
from ipju.services.publishing import outgoing, overview
from ipju.services.record import record
from ipju.services.request_problems import WrongRegistered
from tests.services.deciding import Chairs, chairs
from tests.services.desk import acts
from tests.services.posting import NOTICE, issued, listed

FIRST, SECOND, THIRD = "1100000000011", "1100000000028", "1100000000035"
type_of_rows = list[list[type_of_cell]]


@pytest.fixture
def desk(office: Office) -> Chairs:
    return chairs(office)


def today(desk: Chairs) -> date:
    return desk.park.clock.today()


def filled_in(desk: Chairs, letters: tuple[UUID, ...], path: Path) -> type_of_rows:
    """Return the rows of the list for the post office, to be filled in as it does."""
    made = write_mail_list(desk.park, letters, path, "우편 발송")
    books = desk.park.spreadsheets
    assert books is not None
    rows = books.read(made.files[0]).sheets[0].rows[2:]
    return [[None if isinstance(one, CellError) else one for one in row] for row in rows]


def saved(desk: Chairs, rows: type_of_rows, path: Path) -> Path:
    columns = tuple(replace(one, kind="text") for one in COLUMNS)
    texts = tuple(tuple(None if one is None else str(one) for one in row) for row in rows)
    books = desk.park.spreadsheets
    assert books is not None
    return books.write(
        path, [WriteSheet(name="접수", columns=columns, rows=texts, note="○○우체국")]
    )


def test_the_list_comes_back_from_the_post_office_and_everything_is_posted(
    desk: Chairs, tmp_path: Path
) -> None:
    letters = issued(desk, 3)
    rows = filled_in(desk, letters, tmp_path / "목록.xlsx")
    rows[0][1], rows[1][1] = "11000-0000-0011", SECOND

    read = read_numbers(desk.park, saved(desk, rows, tmp_path / "우체국.xlsx"))

    assert read.wrong == ()
    assert [one.registered for one in read.lines] == [FIRST, SECOND]
    assert read.empty == 1
    done = record_posted(desk.park, read.lines, today(desk))
    assert done.letters == 2
    assert overview(desk.park, NOTICE).letters[PostState.SENT] == 2
    assert listed(desk, PostState.TO_SEND) == (letters[2],)
    (line,) = outgoing(desk.park, OutgoingQuery(notice=NOTICE, text=FIRST))
    assert line.posting is not None
    assert (line.posting.attempt, line.posting.sent_on) == (1, today(desk))
    assert line.posting.address == f"{line.postcode} {line.address}"
    assert acts(desk.park, line.case_id)[-1] == "post-letter"


def test_every_bad_cell_is_named_and_nothing_is_taken(desk: Chairs, tmp_path: Path) -> None:
    letters = issued(desk, 4)
    record_posted(desk.park, [Posted(letter=letters[3], registered=THIRD)], today(desk))
    rows = filled_in(desk, letters, tmp_path / "목록.xlsx")
    rows[0][1] = "12345"
    rows[1][1] = rows[2][1] = SECOND
    rows[3][1] = THIRD
    rows.append([None, FIRST, "모르는 사람", "", "", "JA2023-3-99999", "", "", None])
    rows.append(["", *[None] * 8])

    read = read_numbers(desk.park, saved(desk, rows, tmp_path / "우체국.xlsx"))

    told = {one.cell: one.why for one in read.wrong}
    assert set(told) == {"B3", "B5", "B6", "F7"}
    assert "13자리" in told["B3"]
    assert told["B5"] == "B4과 같은 등기번호입니다."
    assert "다른 발송에" in told["B6"]
    assert "낸 통지가 없습니다" in told["F7"]
    assert listed(desk, PostState.SENT) == (letters[3],)


def test_a_letter_that_is_out_and_one_twice_are_told(desk: Chairs, tmp_path: Path) -> None:
    letters = issued(desk, 2)
    record_posted(desk.park, [Posted(letter=letters[1], registered=THIRD)], today(desk))
    rows = filled_in(desk, letters, tmp_path / "목록.xlsx")
    rows[0][1], rows[1][1] = FIRST, SECOND
    rows.append([None, "1100000000042", *rows[0][2:]])

    read = read_numbers(desk.park, saved(desk, rows, tmp_path / "우체국.xlsx"))

    whys = [one.why for one in read.wrong]
    assert any("이미 보낸 통지" in one for one in whys)
    assert any("두 줄에" in one for one in whys)


def test_another_list_is_refused(desk: Chairs, tmp_path: Path) -> None:
    books = desk.park.spreadsheets
    assert books is not None
    sheet = WriteSheet(name="표", columns=(WriteColumn(head="이름"),), rows=(("김예시",),))
    path = books.write(tmp_path / "다른.xlsx", [sheet])

    with pytest.raises(CannotPost, match="등기 접수 목록을 채운 파일"):
        read_numbers(desk.park, path)


def test_all_are_posted_or_none(desk: Chairs) -> None:
    letters = issued(desk, 2)
    both = [Posted(letter=letters[0], registered=FIRST), Posted(letter=letters[1], registered="9")]
    with pytest.raises(WrongRegistered):
        record_posted(desk.park, both, today(desk))
    same = [Posted(letter=one, registered=FIRST) for one in letters]
    with pytest.raises(CannotPost, match="이미 적혀"):
        record_posted(desk.park, same, today(desk))
    ok = [Posted(letter=letters[0], registered=FIRST)]
    with pytest.raises(CannotPost, match="오늘보다 뒤"):
        record_posted(desk.park, ok, today(desk) + timedelta(days=1))
    with pytest.raises(CannotPost, match="보다 앞섭니다"):
        record_posted(desk.park, ok, today(desk) - timedelta(days=1))
    with pytest.raises(NothingToWrite):
        record_posted(desk.park, [], today(desk))
    assert listed(desk, PostState.TO_SEND) == letters
    record_posted(desk.park, ok, today(desk))
    with pytest.raises(CannotPost, match="이미 보낸 통지"):
        record_posted(desk.park, [Posted(letter=letters[0], registered=SECOND)], today(desk))


def test_what_came_back_is_sent_again_to_the_address_of_now(desk: Chairs) -> None:
    (letter, _other) = issued(desk, 2)
    record_posted(desk.park, [Posted(letter=letter, registered=FIRST)], today(desk))

    (found,) = find_posted(desk.park, "11000 0000-0011")
    record_returned(desk.park, found.letter, today(desk), ReturnWhy.MOVED)

    assert listed(desk, PostState.RETURNED) == (letter,)
    sought = OutgoingQuery(notice=NOTICE, text="11000-0000-0011")
    assert [one.letter for one in outgoing(desk.park, sought)] == [letter]
    assert find_posted(desk.park, FIRST) == ()
    with desk.park.store.unit() as unit:
        case = unit.cases.get(found.case_id)
    record(desk.park, case.id, [change(case, ("address",), "서울특별시 예시구 새길 1")])
    record_posted(desk.park, [Posted(letter=letter, registered=SECOND)], today(desk))
    second, first = sendings(desk.park, letter)
    assert (second.attempt, second.registered) == (2, SECOND)
    assert second.address.endswith("새길 1")
    assert (first.returned_why, first.returned_on) == (ReturnWhy.MOVED, today(desk))
    assert listed(desk, PostState.SENT) == (letter,)
    assert [one for one in acts(desk.park, case.id) if "letter" in one][-3:] == [
        "post-letter",
        "return-letter",
        "post-letter",
    ]


def test_a_return_written_down_by_mistake_is_taken_back_with_its_reason(desk: Chairs) -> None:
    letter, other = issued(desk, 2)
    sent = [Posted(letter=letter, registered=FIRST), Posted(letter=other, registered=SECOND)]
    record_posted(desk.park, sent, today(desk))
    with pytest.raises(CannotPost, match="반송으로 적은 통지가 아닙니다"):
        take_back_return(desk.park, letter, "다른 봉투였음")
    record_returned(desk.park, letter, today(desk), ReturnWhy.OTHER, "사서함 폐쇄")
    with pytest.raises(NoPurpose):
        take_back_return(desk.park, letter, "  ")

    take_back_return(desk.park, letter, "다른 봉투였음")

    assert set(listed(desk, PostState.SENT)) == {letter, other}
    (only,) = sendings(desk.park, letter)
    assert (only.attempt, only.returned_on, only.returned_why, only.note) == (1, None, None, "")
    row = desk.park.store.trail(TrailQuery(actions=("return-undone",))).rows[0]
    assert row.why == "다른 봉투였음"
    assert row.detail["returned"] == "other"
    assert row.detail["returned_on"] == today(desk).isoformat()
    # It may come back in earnest, and what was sent again since is not taken back.
    record_returned(desk.park, letter, today(desk), ReturnWhy.MOVED)
    record_posted(desk.park, [Posted(letter=letter, registered=THIRD)], today(desk))
    with pytest.raises(CannotPost, match="반송으로 적은 통지가 아닙니다"):
        take_back_return(desk.park, letter, "늦게 알았음")


def test_a_return_needs_a_letter_that_is_out_a_day_that_can_be_and_words_for_other(
    desk: Chairs,
) -> None:
    (letter,) = issued(desk, 1)
    with pytest.raises(CannotPost, match="나가 있는 통지가 아닙니다"):
        record_returned(desk.park, letter, today(desk), ReturnWhy.ABSENT)
    record_posted(desk.park, [Posted(letter=letter, registered=FIRST)], today(desk))
    with pytest.raises(CannotPost, match="오늘보다 뒤"):
        record_returned(desk.park, letter, today(desk) + timedelta(days=1), ReturnWhy.ABSENT)
    with pytest.raises(CannotPost, match="부친 날"):
        record_returned(desk.park, letter, today(desk) - timedelta(days=1), ReturnWhy.ABSENT)
    with pytest.raises(CannotPost, match="설명을 적으세요"):
        record_returned(desk.park, letter, today(desk), ReturnWhy.OTHER, "  ")
    record_returned(desk.park, letter, today(desk), ReturnWhy.OTHER, "사서함 폐쇄")
    assert sendings(desk.park, letter)[0].note == "사서함 폐쇄"


def test_a_letter_is_found_by_the_number_of_its_case(desk: Chairs) -> None:
    letters = issued(desk, 2)
    record_posted(desk.park, [Posted(letter=letters[0], registered="")], today(desk))
    line = outgoing(desk.park, OutgoingQuery(notice=NOTICE, state=PostState.SENT))[0]

    assert [one.letter for one in find_posted(desk.park, line.case_number)] == [letters[0]]
    assert find_posted(desk.park, "없는 번호") == ()
