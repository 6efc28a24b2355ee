"""Letters for the post: issued in one go, files of a hundred or one by one, labels, the list."""

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from ipju.domain.editing import change
from ipju.domain.outgoing import OutgoingQuery, PostState
from ipju.services import publishing
from ipju.services.mail_lists import write_labels, write_mail_list
from ipju.services.office import Office
from ipju.services.publish_problems import NoPurpose, NothingToWrite
from ipju.services.publishing import Bundle, issue_many, outgoing, overview, write_letters
from ipju.services.record import record
from tests.services.deciding import Chairs, chairs
from tests.services.desk import acts, text_of
from tests.services.posting import NOTICE, decided, issued, listed
from tests.services.test_approve import sql


@pytest.fixture
def desk(office: Office) -> Chairs:
    return chairs(office)


def pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        return len(document)


def test_approved_decisions_get_their_letters_in_one_go(desk: Chairs) -> None:
    decided(desk, 4)
    before = overview(desk.park, NOTICE)
    told: list[tuple[int, int]] = []

    ended = issue_many(
        desk.park, before.to_issue, progress=lambda done, total: told.append((done, total))
    )

    assert (len(before.to_issue), ended.issued, ended.failed) == (4, 4, ())
    assert told[-1] == (4, 4)
    after = overview(desk.park, NOTICE)
    assert after.to_issue == ()
    assert after.letters[PostState.TO_SEND] == 4
    assert not after.asks_until  # the notice prints the period of its 소명


def test_issuing_stops_where_it_is_told_to_and_goes_on_later(desk: Chairs) -> None:
    decided(desk, 3)
    todo = overview(desk.park, NOTICE).to_issue
    seen: list[int] = []

    stopped = issue_many(
        desk.park, todo, progress=lambda done, _all: seen.append(done), cancelled=lambda: bool(seen)
    )

    assert (stopped.issued, stopped.stopped) == (1, True)
    rest = overview(desk.park, NOTICE).to_issue
    assert rest == todo[1:]
    assert issue_many(desk.park, rest).issued == 2


def test_what_cannot_be_issued_is_told_with_its_number_and_the_rest_goes_on(desk: Chairs) -> None:
    decided(desk, 3)
    todo = overview(desk.park, NOTICE).to_issue
    with desk.park.store.unit() as unit:
        case = unit.cases.get(unit.proposals.get(todo[1]).case_id)
    record(desk.park, case.id, [change(case, ("phone",), "010-0000-4321")])

    ended = issue_many(desk.park, todo)

    assert ended.issued == 2
    ((number, why),) = ended.failed
    assert number == case.number
    assert "승인된 심사표가 있어야" in why


def test_letters_stand_in_the_order_of_the_post(desk: Chairs) -> None:
    issued(desk, 5)

    lines = outgoing(desk.park, OutgoingQuery(notice=NOTICE, state=PostState.TO_SEND))

    codes = [one.postcode for one in lines]
    assert codes == sorted(codes)
    assert len(set(codes)) > 1
    one = lines[0]
    assert outgoing(desk.park, OutgoingQuery(notice=NOTICE, text=one.case_number)) == (one,)
    assert not outgoing(desk.park, OutgoingQuery(notice=NOTICE, state=PostState.SENT))
    assert not outgoing(desk.park, OutgoingQuery(notice="teukhwa-maeip-2023-baekam"))


def test_one_file_holds_the_pages_of_a_hundred_letters_as_they_were_issued(
    desk: Chairs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = issued(desk, 5)
    monkeypatch.setattr(publishing, "PER_FILE", 2)

    made = write_letters(desk.park, letters, tmp_path / "out", "우편 발송")

    assert [one.name for one in made.files] == [
        "통지 00001-00002.pdf",
        "통지 00003-00004.pdf",
        "통지 00005-00005.pdf",
    ]
    assert (made.letters, made.failed) == (5, ())
    with desk.park.store.unit() as unit:
        kept = [unit.letters.get(one) for one in letters]
    assert [one.prints for one in kept] == [1] * 5
    joined = made.files[0].read_bytes()
    assert text_of(joined) == text_of(kept[0].pdf) + text_of(kept[1].pdf)
    # A letter by itself keeps its very bytes, and with them what a screen reader needs.
    assert made.files[2].read_bytes() == kept[4].pdf
    assert acts(desk.park, kept[0].case_id)[-1] == "print-letter"


def test_for_both_sides_every_letter_takes_whole_sheets(desk: Chairs, tmp_path: Path) -> None:
    letters = issued(desk, 3)

    plain = write_letters(desk.park, letters, tmp_path / "1", "우편 발송")
    both = write_letters(desk.park, letters, tmp_path / "2", "우편 발송", Bundle.BOTH_SIDES)

    with desk.park.store.unit() as unit:
        counts = []
        for one in letters:
            with pypdfium2.PdfDocument(unit.letters.get(one).pdf) as document:
                counts.append(len(document))
    assert pages(plain.files[0]) == sum(counts)
    assert pages(both.files[0]) == sum(one + one % 2 for one in counts)
    assert text_of(both.files[0].read_bytes()) == text_of(plain.files[0].read_bytes())


def test_each_case_may_have_a_file_of_its_own(desk: Chairs, tmp_path: Path) -> None:
    letters = issued(desk, 2)
    lines = outgoing(desk.park, OutgoingQuery(notice=NOTICE))

    made = write_letters(desk.park, letters, tmp_path, "우편 발송", Bundle.EACH, first=101)

    assert made.files[1].name.startswith(f"00102 {lines[1].case_number} ")
    with desk.park.store.unit() as unit:
        assert made.files[1].read_bytes() == unit.letters.get(letters[1]).pdf
    assert not any(one.name in path.name for one in lines for path in made.files)


def test_writing_stops_between_two_files(desk: Chairs, tmp_path: Path) -> None:
    letters = issued(desk, 3)
    done: list[int] = []

    made = write_letters(
        desk.park, letters, tmp_path, "우편 발송", Bundle.EACH,
        progress=lambda at, _all: done.append(at), cancelled=lambda: len(done) == 2,
    )  # fmt: skip

    assert (len(made.files), made.letters, made.stopped) == (2, 2, True)
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_nothing_leaves_without_its_reason(desk: Chairs, tmp_path: Path) -> None:
    letters = issued(desk, 1)
    for write in (write_letters, write_labels, write_mail_list):
        with pytest.raises(NoPurpose):
            write(desk.park, letters, tmp_path / "x.pdf", "  ")
    with pytest.raises(NothingToWrite):
        write_letters(desk.park, (), tmp_path, "우편 발송")
    assert not (tmp_path / "x.pdf").exists()


def test_labels_carry_postcode_address_and_name(desk: Chairs, tmp_path: Path) -> None:
    letters = issued(desk, 3)
    lines = outgoing(desk.park, OutgoingQuery(notice=NOTICE))

    made = write_labels(desk.park, letters, tmp_path / "라벨.pdf", "우편 발송", skipped=13)

    text = "".join(text_of(made.files[0].read_bytes()).split())
    for one in lines:
        assert f"{one.name}귀하" in text
        assert one.postcode in text
        assert "".join(one.address.split()) in text
    assert pages(made.files[0]) == 2  # one place was left on the first sheet


def test_who_has_no_address_is_left_out_and_told(desk: Chairs, tmp_path: Path) -> None:
    letters = issued(desk, 2)
    with desk.park.store.unit() as unit:
        line = unit.outgoing.letter(letters[0])
        case = unit.cases.get(line.case_id)
    record(desk.park, case.id, [change(case, ("address",), "")])

    made = write_mail_list(desk.park, letters, tmp_path / "목록.xlsx", "우편 발송")

    assert made.letters == 1
    assert made.failed == ((case.number, "신청에 주소가 없습니다."),)


def test_an_address_the_font_lacks_keeps_nobody_elses_label_back(
    desk: Chairs, tmp_path: Path
) -> None:
    letters = issued(desk, 3)
    with desk.park.store.unit() as unit:
        case = unit.cases.get(unit.outgoing.letter(letters[1]).case_id)
    record(desk.park, case.id, [change(case, ("address",), "東京都 千代田区 霞ヶ関 2-1-2")])

    made = write_labels(desk.park, listed(desk), tmp_path / "라벨.pdf", "우편 발송")

    assert made.letters == 2
    ((number, why),) = made.failed
    assert number == case.number
    assert "인쇄 글꼴에 없는 글자" in why
    # In Excel it stands as it is.
    whole = write_mail_list(desk.park, letters, tmp_path / "목록.xlsx", "우편 발송")
    assert (whole.letters, whole.failed) == (3, ())


def test_what_an_applicant_wrote_never_runs_as_a_formula(desk: Chairs, tmp_path: Path) -> None:
    (letter,) = issued(desk, 1)
    with desk.park.store.unit() as unit:
        case = unit.cases.get(unit.outgoing.letter(letter).case_id)
    wrote = '=HYPERLINK("file:///x","주소"), 12-3, Rue de l’Église, 75001 Paris'
    record(desk.park, case.id, [change(case, ("address",), wrote), change(case, ("postcode",), "")])

    made = write_mail_list(desk.park, [letter], tmp_path / "목록.xlsx", "우편 발송")

    with ZipFile(made.files[0]) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not [name for name in sheets if b"<f>" in book.read(name)]
        assert not [name for name in book.namelist() if b"<hyperlink" in book.read(name)]
    books = desk.park.spreadsheets
    assert books is not None
    assert books.read(made.files[0]).sheets[0].rows[2][4] == wrote


def test_the_list_for_the_post_office_is_what_excel_shows(desk: Chairs, tmp_path: Path) -> None:
    letters = issued(desk, 3)
    lines = outgoing(desk.park, OutgoingQuery(notice=NOTICE))

    made = write_mail_list(desk.park, letters, tmp_path / "목록.xlsx", "우편 발송")

    books = desk.park.spreadsheets
    assert books is not None
    note, heads, *rows = books.read(made.files[0]).sheets[0].rows
    assert "등기번호" in str(note[0])
    assert heads[:5] == ("순번", "등기번호", "받는 분", "우편번호", "주소")
    assert [row[5] for row in rows] == [one.case_number for one in lines]
    assert [row[3] for row in rows] == [one.postcode for one in lines]
    assert all(row[1] in (None, "") for row in rows)


def test_a_letter_that_was_altered_goes_into_no_file(desk: Chairs, tmp_path: Path) -> None:
    letters = issued(desk, 2)
    sql(desk.park, "UPDATE letter SET pdf = ? WHERE id = ?", b"%PDF-1.4 another", letters[0].hex)

    made = write_letters(desk.park, letters, tmp_path, "우편 발송")

    assert made.letters == 1
    ((_number, why),) = made.failed
    assert "프로그램을 거치지 않고" in why


def test_an_office_without_excel_says_so(desk: Chairs, tmp_path: Path) -> None:
    letters = issued(desk, 1)
    bare = replace(desk.park, spreadsheets=None)
    with pytest.raises(ValueError, match="엑셀 파일을 쓸 수 없습니다"):
        write_mail_list(bare, letters, tmp_path / "목록.xlsx", "우편 발송")
    assert listed(desk) == letters
